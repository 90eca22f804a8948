//! The sidecar: what a pair was made for.

use std::path::{Path, PathBuf};

pub fn path(cwasm: &Path) -> PathBuf {
    let mut path = cwasm.as_os_str().to_owned();
    path.push(".meta");
    path.into()
}

/// The four fields, in their order. They are always written in one way, so that this needs no TOML parser: what
/// is written otherwise, something else has written.
pub fn parse(sidecar: &[u8]) -> Option<[&str; 4]> {
    let text = std::str::from_utf8(sidecar).ok()?;
    let mut lines = text.strip_prefix("schema = 1\n\n[key]\n")?.lines();
    let mut field = |name| {
        let value = lines.next()?.strip_prefix(name)?;
        value.strip_prefix(" = \"")?.strip_suffix('"')
    };
    let fields = [
        field("wasm_sha256")?,
        field("wasmtime_version")?,
        field("target_triple")?,
        field("engine_config_hash")?,
    ];
    lines.next().is_none().then_some(fields)
}
