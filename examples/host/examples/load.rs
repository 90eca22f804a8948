//! The lines of README.md and docs/host.md, here so that they are compiled.

use wasmtime::component::Component;
use wasmtime::Engine;

/// In the README.
#[rustfmt::skip]
pub fn short(engine: Engine) -> Result<Component, Box<dyn std::error::Error>> {
    let host = cwasm_host::Host { engine: &engine, wasmtime_version: "48", fingerprint: "my-host, 1", sums: None };
    let wasm = std::fs::read("plugin.wasm")?;
    let (component, refusal) = host.load_or_compile("plugin.cwasm".as_ref(), &wasm)?;
    if let Some(refusal) = refusal {
        eprintln!("compiled, because {refusal}");
    }
    Ok(component)
}

/// In docs/host.md.
pub fn long(engine: Engine) -> Result<Component, Box<dyn std::error::Error>> {
    let host = cwasm_host::Host {
        engine: &engine,
        wasmtime_version: "48",    // the input wasmtime-version
        fingerprint: "my-host, 1", // the input engine-fingerprint, beside options
        sums: None,                // or the text of a SHA256SUMS that you have verified
    };
    let wasm = std::fs::read("plugin.wasm")?;
    let component = host.load("plugin.cwasm".as_ref(), &wasm)?;
    Ok(component)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    short(Engine::default())?;
    long(Engine::default())?;
    Ok(())
}
