//! Wasmtime's compile-only half as a WebAssembly component.
//!
//! One source for every Wasmtime line; the manifests beside `src/` choose it. The WIT in `wit/` is the contract.

mod bodies;
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

use bodies::Bodies;
use exports::cwasm_cache::precompiler::compiler::{
    ComponentKind, Description, Failure, FailureKind, Guest, Incremental, Job,
};
use functions::{Functions, Role};
use std::sync::Arc;

struct Precompiler;

impl Guest for Precompiler {
    fn precompile(wasm: Vec<u8>, job: Job) -> Result<Vec<u8>, Failure> {
        compile(&wasm, &job, None)
    }

    fn precompile_incrementally(
        wasm: Vec<u8>,
        job: Job,
        entries: Vec<Vec<u8>>,
        others: Vec<u32>,
    ) -> Result<Incremental, Failure> {
        let bodies = Bodies::new(&wasm, &job, None);
        let role = Role::Joining(others.into_iter().collect());
        let functions = Arc::new(Functions::new(entries, bodies, role));
        let artifact = compile(&wasm, &job, Some(functions.clone()))?;
        Ok(Incremental {
            artifact,
            compiled: functions.compiled(),
            used: functions.used(),
            reused: functions.reused(),
        })
    }

    fn share_functions(wasm: Vec<u8>, job: Job, bodies: Vec<u32>) -> Result<(), Failure> {
        let own = bodies.into_iter().collect();
        let bodies = Bodies::new(&wasm, &job, Some(&own));
        let functions = Arc::new(Functions::new(Vec::new(), bodies, Role::Sharing(own.len())));
        let compiled = compile(&wasm, &job, Some(functions.clone()));
        // What was compiled before a failure is as good as any.
        functions.share_rest();
        compiled.map(|_| ())
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

fn compile(wasm: &[u8], job: &Job, functions: Option<Arc<Functions>>) -> Result<Vec<u8>, Failure> {
    panics::record();
    timing::report();
    memory::reserve(job.memory);
    let kind = describe::kind(wasm)?;
    let engine = engine(job, functions)?;
    match kind {
        ComponentKind::Component => engine.precompile_component(wasm),
        ComponentKind::CoreModule => engine.precompile_module(wasm),
    }
    .map_err(failure::of_compile(wasm))
}

/// The same engine as a native host of these options has. The target is always explicit: without
/// one a wasm-hosted Wasmtime targets Pulley, and a native one the CPU it runs on.
fn engine(job: &Job, functions: Option<Arc<Functions>>) -> Result<Engine, Failure> {
    let mut config = Config::new();
    config
        .target(&job.target)
        .map_err(failure::with(FailureKind::UnknownTarget))?;
    config.wasm_component_model(true);
    // Without the options first, so that what the target lacks is not blamed on them.
    Engine::new(&config).map_err(failure::with(FailureKind::UnsupportedTarget))?;
    for (name, value) in &job.options {
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
