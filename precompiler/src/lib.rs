//! Wasmtime's compile-only half as a WebAssembly component without imports.
//!
//! One source for every embedded Wasmtime line; the manifests beside `src/` choose the line and the
//! host features. The WIT in `wit/` is the contract.

mod describe;
mod failure;
mod functions;
mod panics;
mod timing;

use wasmtime::{Config, Engine};

wit_bindgen::generate!({ path: "../wit", world: "precompiler" });

use exports::cwasm_cache::precompiler::compiler::{
    Description, EngineOptions, Failure, FailureKind, Guest, Incremental,
};
use functions::Functions;
use std::sync::Arc;

struct Precompiler;

impl Guest for Precompiler {
    fn precompile(
        component: Vec<u8>,
        options: EngineOptions,
        target: String,
    ) -> Result<Vec<u8>, Failure> {
        compile(&component, &options, &target, None)
    }

    fn precompile_incrementally(
        component: Vec<u8>,
        options: EngineOptions,
        target: String,
        entries: Vec<Vec<u8>>,
    ) -> Result<Incremental, Failure> {
        let functions = Arc::new(Functions::new(entries));
        let artifact = compile(&component, &options, &target, Some(functions.clone()))?;
        Ok(Incremental {
            artifact,
            compiled: functions.compiled(),
            used: functions.used(),
        })
    }

    fn compile_functions(
        component: Vec<u8>,
        options: EngineOptions,
        target: String,
    ) -> Result<Vec<u8>, Failure> {
        let functions = Arc::new(Functions::new(Vec::new()));
        compile(&component, &options, &target, Some(functions.clone()))?;
        Ok(functions.compiled())
    }

    fn describe(wasm: Vec<u8>) -> Result<Description, Failure> {
        panics::record();
        describe::describe(&wasm)
    }
}

fn compile(
    component: &[u8],
    options: &EngineOptions,
    target: &str,
    functions: Option<Arc<Functions>>,
) -> Result<Vec<u8>, Failure> {
    panics::record();
    timing::report();
    describe::require_component(component)?;
    engine(options, target, functions)?
        .precompile_component(component)
        .map_err(failure::of_compile)
}

/// The same engine as a native host of these options has. The target is always explicit: without
/// one a wasm-hosted Wasmtime targets Pulley, and a native one the CPU it runs on.
fn engine(
    options: &EngineOptions,
    target: &str,
    functions: Option<Arc<Functions>>,
) -> Result<Engine, Failure> {
    let mut config = Config::new();
    config
        .target(target)
        .map_err(failure::with(FailureKind::UnknownTarget))?;
    config.wasm_component_model(true);
    config.epoch_interruption(options.epoch_interruption);
    config.consume_fuel(options.consume_fuel);
    if let Some(functions) = functions {
        config
            .enable_incremental_compilation(functions)
            .map_err(failure::with(FailureKind::CompileFailed))?;
    }
    Engine::new(&config).map_err(failure::with(FailureKind::UnsupportedTarget))
}

export!(Precompiler);
