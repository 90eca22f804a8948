//! Wasmtime's compile-only half as a WebAssembly component without imports.
//!
//! One source for every embedded Wasmtime line; the manifests beside `src/` choose the line and the
//! host features. The WIT in `wit/` is the contract.

mod describe;
mod failure;
mod panics;
mod timing;

use wasmtime::{Config, Engine};

wit_bindgen::generate!({ path: "../wit", world: "precompiler" });

use exports::cwasm_cache::precompiler::compiler::{
    Description, EngineOptions, Failure, FailureKind, Guest,
};

struct Precompiler;

impl Guest for Precompiler {
    fn precompile(
        component: Vec<u8>,
        options: EngineOptions,
        target: String,
    ) -> Result<Vec<u8>, Failure> {
        prepare();
        describe::require_component(&component)?;
        engine(&options, &target)?
            .precompile_component(&component)
            .map_err(failure::of_compile)
    }

    fn describe(wasm: Vec<u8>) -> Result<Description, Failure> {
        prepare();
        describe::describe(&wasm)
    }
}

/// The same engine as a native host of these options has. The target is always explicit: without
/// one a wasm-hosted Wasmtime targets Pulley, and a native one the CPU it runs on.
fn engine(options: &EngineOptions, target: &str) -> Result<Engine, Failure> {
    let mut config = Config::new();
    config
        .target(target)
        .map_err(failure::with(FailureKind::UnknownTarget))?;
    config.wasm_component_model(true);
    config.epoch_interruption(options.epoch_interruption);
    config.consume_fuel(options.consume_fuel);
    Engine::new(&config).map_err(failure::with(FailureKind::UnsupportedTarget))
}

/// What a target without clock and standard error needs before any other code runs.
fn prepare() {
    panics::record();
    timing::disable();
}

export!(Precompiler);
