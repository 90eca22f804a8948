//! Digests, and lists of them.

use crate::Refusal;
use sha2::{Digest, Sha256};
use std::path::Path;

/// In hex, as sidecars and lists have it.
pub fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// Whether a list, as `sha256sum` writes it, has the artifact under its name. The list may have it in a folder,
/// and in several: one for each target.
pub fn check(sums: &str, cwasm: &Path, artifact: &[u8]) -> Result<(), Refusal> {
    let name = cwasm.file_name();
    let listed: Vec<&str> = sums
        .lines()
        .filter_map(|line| line.split_once(' '))
        // The second letter says how the file was read: a space or an asterisk.
        .filter(|(_, path)| {
            path.get(1..)
                .is_some_and(|path| Path::new(path).file_name() == name)
        })
        .map(|(digest, _)| digest)
        .collect();
    if listed.is_empty() {
        Err(Refusal::NotListed(cwasm.into()))
    } else if !listed.contains(&sha256(artifact).as_str()) {
        Err(Refusal::Digest(cwasm.into()))
    } else {
        Ok(())
    }
}
