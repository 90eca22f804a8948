//! Why a pair is not loaded.

use std::{error::Error, fmt, io, path::PathBuf};

/// Each begins with the path that it is about, and its message ends with what to do.
#[derive(Debug)]
pub enum Refusal {
    Missing(PathBuf),
    Unreadable(PathBuf, io::Error),
    NotAFile(PathBuf),
    /// The owner, and the user that this program runs as.
    Owner(PathBuf, u32, u32),
    /// The mode, and the one that it must have.
    Mode(PathBuf, u32, u32),
    Sidecar(PathBuf),
    Component(PathBuf),
    /// The sidecar's version, and the host's.
    Version(PathBuf, String, String),
    /// The sidecar's target.
    Target(PathBuf, String),
    /// The host's fingerprint.
    Config(PathBuf, String),
    Replaced(PathBuf),
    NotListed(PathBuf),
    Digest(PathBuf),
    /// Wasmtime's own words.
    Engine(PathBuf, String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // With {:?} what foreign files say stays on one line.
        match self {
            Self::Missing(path) => write!(f, "{path:?} is not there: make the pair with cwasm-cache"),
            Self::Unreadable(path, error) => {
                write!(f, "{path:?} cannot be read ({error}): let this user read it")
            }
            Self::NotAFile(path) => {
                write!(f, "{path:?} is a link, or no file: put the file itself there")
            }
            Self::Owner(path, owner, user) => write!(
                f,
                "{path:?} belongs to user {owner}, this program runs as {user}: chown {user} it, if you trust who wrote it"
            ),
            Self::Mode(path, mode, wanted) => write!(
                f,
                "{path:?} has mode {mode:04o}: chmod {wanted:o} it, if nobody else has written it"
            ),
            Self::Sidecar(path) => write!(
                f,
                "{path:?} is not as cwasm-cache writes sidecars: make the pair again"
            ),
            Self::Component(path) => write!(
                f,
                "{path:?} is of another component: make the pair again from this .wasm"
            ),
            Self::Version(path, found, own) => write!(
                f,
                "{path:?} is for Wasmtime {found:?}: make the pair again with wasmtime-version: {own:?}"
            ),
            Self::Target(path, found) => write!(
                f,
                "{path:?} is for {found:?}: make the pair again with targets: {}",
                crate::TARGET
            ),
            Self::Config(path, own) => write!(
                f,
                "{path:?} is for another configuration: make the pair again with engine-fingerprint: {own:?}"
            ),
            Self::Replaced(path) => write!(
                f,
                "{path:?} was replaced while it was read: load it once more"
            ),
            Self::NotListed(path) => write!(
                f,
                "{path:?} is not in the list of digests: get the pair and the list of one release"
            ),
            Self::Digest(path) => write!(
                f,
                "{path:?} differs from its digest in the list: get the file once more"
            ),
            Self::Engine(path, error) => write!(
                f,
                "{path:?} does not load ({error}): cwasm-cache check says what differs from this host's engine"
            ),
        }
    }
}

impl Error for Refusal {}
