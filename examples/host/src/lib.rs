//! Loads a component from a pair: the artifact `NAME.cwasm` and its sidecar `NAME.cwasm.meta`.
//!
//! An artifact is native code, which Wasmtime runs unchecked. So before it is loaded, this asks who could have
//! written it, and whether it is of this component and for this host. Where the answer is no, the [`Refusal`] says
//! what to do.

mod file;
mod refusal;
mod sidecar;
mod sums;

pub use refusal::Refusal;
use std::path::Path;
use wasmtime::{component::Component, Engine};

/// The target triple that this was built for, as sidecars name it.
pub const TARGET: &str = env!("TARGET");

/// What a pair must be made for.
pub struct Host<'a> {
    pub engine: &'a Engine,
    /// Its Wasmtime as sidecars call it, such as `27`: cwasm-cache's input `wasmtime-version`.
    pub wasmtime_version: &'a str,
    /// The text that describes the engine's configuration: cwasm-cache's input `engine-fingerprint`.
    pub fingerprint: &'a str,
    /// The text of a `SHA256SUMS` that the host has verified, by its signature or attestation. With it, artifacts
    /// that it does not list are refused.
    pub sums: Option<&'a str>,
}

impl Host<'_> {
    /// Loads the artifact of a component, of which it takes the bytes: what is compared here is then also what is
    /// compiled if the artifact is refused.
    ///
    /// Windows has no modes: there the pair must lie where only the program's own user can write.
    pub fn load(&self, cwasm: &Path, wasm: &[u8]) -> Result<Component, Refusal> {
        let meta = sidecar::path(cwasm);
        file::check_folder(cwasm)?;
        let sidecar = file::read(&meta)?;
        self.compare(&meta, &sidecar, wasm)?;
        let artifact = file::read(cwasm)?;
        // Whoever replaces a pair takes the old sidecar away first. So what was read between two looks at the same
        // sidecar belongs to it.
        if file::read(&meta)? != sidecar {
            return Err(Refusal::Replaced(cwasm.into()));
        }
        if let Some(sums) = self.sums {
            sums::check(sums, cwasm, &artifact)?;
        }
        // SAFETY: nobody but this user could write the file. It was opened once, and these bytes are all that is
        // used of it: they were checked, and a later change of the file does not reach them.
        unsafe { Component::deserialize(self.engine, artifact) }
            .map_err(|error| Refusal::Engine(cwasm.into(), format!("{error:#}")))
    }

    /// Loads the artifact, or compiles the component if it is refused, and then says why.
    pub fn load_or_compile(
        &self,
        cwasm: &Path,
        wasm: &[u8],
    ) -> wasmtime::Result<(Component, Option<Refusal>)> {
        match self.load(cwasm, wasm) {
            Ok(component) => Ok((component, None)),
            Err(refusal) => Ok((Component::new(self.engine, wasm)?, Some(refusal))),
        }
    }

    /// The four fields of the sidecar with what this host is.
    fn compare(&self, meta: &Path, sidecar: &[u8], wasm: &[u8]) -> Result<(), Refusal> {
        let [component, version, target, config] =
            sidecar::parse(sidecar).ok_or_else(|| Refusal::Sidecar(meta.into()))?;
        if component != sums::sha256(wasm) {
            return Err(Refusal::Component(meta.into()));
        }
        if version != self.wasmtime_version {
            let own = self.wasmtime_version.into();
            return Err(Refusal::Version(meta.into(), version.into(), own));
        }
        if target != TARGET {
            return Err(Refusal::Target(meta.into(), target.into()));
        }
        if config != sums::sha256(self.fingerprint.as_bytes()) {
            return Err(Refusal::Config(meta.into(), self.fingerprint.into()));
        }
        Ok(())
    }
}
