//! Wasmtime's compile-only half as a WebAssembly component without imports.
//!
//! One source for every embedded Wasmtime line; the manifests beside `src/` choose the line and the
//! host features. The WIT in `wit/` is the contract.

mod describe;
mod failure;
mod functions;
mod memory;
mod options;
mod panics;
mod timing;

use cranelift_codegen::{isa, settings};
use wasmtime::{Config, Engine};

wit_bindgen::generate!({ path: "../wit", world: "precompiler" });

use exports::cwasm_cache::precompiler::compiler::{
    ComponentKind, Description, Failure, FailureKind, Guest, Incremental,
};
use functions::Functions;
use std::sync::Arc;

/// By name, see the WIT.
type Options = Vec<(String, String)>;

struct Precompiler;

impl Guest for Precompiler {
    fn precompile(
        wasm: Vec<u8>,
        options: Options,
        target: String,
    ) -> Result<Vec<u8>, Failure> {
        compile(&wasm, &options, &target, None)
    }

    fn precompile_incrementally(
        wasm: Vec<u8>,
        options: Options,
        target: String,
        entries: Vec<Vec<u8>>,
    ) -> Result<Incremental, Failure> {
        let functions = Arc::new(Functions::new(entries));
        let artifact = compile(&wasm, &options, &target, Some(functions.clone()))?;
        Ok(Incremental {
            artifact,
            compiled: functions.compiled(),
            used: functions.used(),
        })
    }

    fn compile_functions(
        wasm: Vec<u8>,
        options: Options,
        target: String,
    ) -> Result<Vec<u8>, Failure> {
        let functions = Arc::new(Functions::new(Vec::new()));
        compile(&wasm, &options, &target, Some(functions.clone()))?;
        Ok(functions.compiled())
    }

    fn settings(target: String) -> Result<Vec<String>, Failure> {
        let unknown = |message: String| Failure {
            kind: FailureKind::UnknownTarget,
            chain: vec![message],
        };
        let isa = target
            .parse()
            .map_err(|error| unknown(format!("{error}")))
            .and_then(|triple| isa::lookup(triple).map_err(|error| unknown(error.to_string())))?;
        let shared = settings::builder();
        let names = shared.iter().chain(isa.iter());
        Ok(names.map(|setting| setting.name.to_string()).collect())
    }

    fn describe(wasm: Vec<u8>) -> Result<Description, Failure> {
        panics::record();
        describe::describe(&wasm)
    }
}

fn compile(
    wasm: &[u8],
    options: &Options,
    target: &str,
    functions: Option<Arc<Functions>>,
) -> Result<Vec<u8>, Failure> {
    panics::record();
    timing::report();
    memory::reserve(wasm.len());
    let kind = describe::kind(wasm)?;
    let engine = engine(options, target, functions)?;
    match kind {
        ComponentKind::Component => engine.precompile_component(wasm),
        ComponentKind::CoreModule => engine.precompile_module(wasm),
    }
    .map_err(failure::of_compile(wasm))
}

/// The same engine as a native host of these options has. The target is always explicit: without
/// one a wasm-hosted Wasmtime targets Pulley, and a native one the CPU it runs on.
fn engine(
    options: &Options,
    target: &str,
    functions: Option<Arc<Functions>>,
) -> Result<Engine, Failure> {
    let mut config = Config::new();
    config
        .target(target)
        .map_err(failure::with(FailureKind::UnknownTarget))?;
    config.wasm_component_model(true);
    // Without the options first, so that what the target lacks is not blamed on them.
    Engine::new(&config).map_err(failure::with(FailureKind::UnsupportedTarget))?;
    for (name, value) in options {
        options::apply(&mut config, name, value).ok_or_else(|| Failure {
            kind: FailureKind::UnsupportedOption,
            chain: vec![format!("no option {name} that may be {value}")],
        })?;
    }
    if let Some(functions) = functions {
        config
            .enable_incremental_compilation(functions)
            .map_err(failure::with(FailureKind::CompileFailed))?;
    }
    Engine::new(&config).map_err(failure::with(FailureKind::UnsupportedOption))
}

export!(Precompiler);
