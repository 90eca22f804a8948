//! A host on one line of Wasmtime with any set of its Cargo features: compiles natively, and says what it loads.

use serde_json::{Map, Value, json};
use std::{fs, path::Path, process::ExitCode};
use wasmtime::{Config, Engine, Module};

#[path = "../../support/program.rs"]
mod program;
use program::Result;

fn main() -> ExitCode {
    program::run(answer)
}

fn answer(args: &[&str]) -> Result<Value> {
    match args {
        ["compile-all", list, target, folder, options @ ..] => {
            compile_all(list, target, Path::new(folder), options)
        }
        ["load-all", list, options @ ..] => load_all(list, options),
        _ => Err(format!("unknown command: {args:?}").into()),
    }
}

/// Compiles what a list names, one path a line. The answer: by path null, or why it does not compile.
fn compile_all(list: &str, target: &str, folder: &Path, options: &[&str]) -> Result<Value> {
    let engine = engine(Some(target), options)?;
    let mut answers = Map::new();
    for path in fs::read_to_string(list)?.lines() {
        let wasm = fs::read(path)?;
        let answer = match compile(&engine, &wasm) {
            Ok(artifact) => {
                let name = Path::new(path).file_stem().ok_or("a path without a name")?;
                fs::write(folder.join(name).with_extension("cwasm"), artifact)?;
                Value::Null
            }
            Err(error) => json!(format!("{error:#}")),
        };
        answers.insert(path.to_string(), answer);
    }
    Ok(answers.into())
}

/// The answer: by path null, or why it does not load.
fn load_all(list: &str, options: &[&str]) -> Result<Value> {
    let engine = engine(None, options)?;
    let mut answers = Map::new();
    for path in fs::read_to_string(list)?.lines() {
        // SAFETY: the tests made the artifact, with the compilers under test.
        let loaded = unsafe { load(&engine, path) };
        let answer = loaded.map_or_else(|error| json!(format!("{error:#}")), |()| Value::Null);
        answers.insert(path.to_string(), answer);
    }
    Ok(answers.into())
}

unsafe fn load(engine: &Engine, path: &str) -> wasmtime::Result<()> {
    // Wasmtime's own flags in the header of the ELF file say what it is.
    #[cfg(feature = "component-model")]
    if fs::read(path)?.get(48) == Some(&2) {
        return unsafe { wasmtime::component::Component::deserialize_file(engine, path) }.map(drop);
    }
    unsafe { Module::deserialize_file(engine, path) }.map(drop)
}

fn engine(target: Option<&str>, options: &[&str]) -> Result<Engine> {
    let mut config = Config::new();
    if let Some(target) = target {
        config.target(target).map_err(|error| format!("{error:#}"))?;
    }
    for option in options {
        set(&mut config, option).ok_or_else(|| format!("no option {option}"))?;
    }
    Engine::new(&config).map_err(|error| format!("{error:#}").into())
}

fn compile(engine: &Engine, wasm: &[u8]) -> wasmtime::Result<Vec<u8>> {
    #[cfg(feature = "component-model")]
    if wasm.get(6) == Some(&1) {
        return engine.precompile_component(wasm);
    }
    engine.precompile_module(wasm)
}

/// Options by the names that Wasmtime's command line has for them. `None` where a build has not the Cargo feature.
fn set(config: &mut Config, option: &str) -> Option<()> {
    match option {
        "epoch-interruption" => config.epoch_interruption(true),
        "fuel=1" => config.consume_fuel(true),
        "backtrace-details" => {
            config.wasm_backtrace_details(wasmtime::WasmBacktraceDetails::Enable)
        }
        "nan-canonicalization" => config.cranelift_nan_canonicalization(true),
        "native-unwind-info=n" => config.native_unwind_info(false),
        "relaxed-simd-deterministic" => config.relaxed_simd_deterministic(true),
        #[cfg(feature = "threads")]
        "threads=n" => config.wasm_threads(false),
        #[cfg(feature = "gc")]
        "gc" => config.wasm_gc(true),
        #[cfg(feature = "gc")]
        "function-references" => config.wasm_function_references(true),
        #[cfg(all(feature = "gc", feature = "exceptions"))]
        "exceptions" => config.wasm_exceptions(true),
        #[cfg(feature = "component-model-async")]
        "component-model-async" => config.wasm_component_model_async(true),
        #[cfg(all(feature = "component-model", feature = "line-46"))]
        "component-model-error-context" => config.wasm_component_model_error_context(true),
        #[cfg(all(feature = "component-model", feature = "line-47"))]
        "component-model-map" => config.wasm_component_model_map(true),
        #[cfg(all(feature = "component-model", feature = "line-47"))]
        "component-model-implements" => config.wasm_component_model_implements(true),
        _ => return None,
    };
    Some(())
}
