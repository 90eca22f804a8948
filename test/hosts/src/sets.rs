//! A host on one line of Wasmtime with any set of its Cargo features: compiles natively.

use serde_json::{Map, Value, json};
use std::{fs, path::Path, process::ExitCode};
use wasmtime::{Config, Engine};

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
        _ => Err(format!("unknown command: {args:?}").into()),
    }
}

/// Compiles what a list names, one path a line. The answer: by path null, or why it does not compile.
fn compile_all(list: &str, target: &str, folder: &Path, options: &[&str]) -> Result<Value> {
    let mut config = Config::new();
    config.target(target).map_err(|error| format!("{error:#}"))?;
    for option in options {
        turn_on(&mut config, option).ok_or_else(|| format!("no option {option}"))?;
    }
    let engine = Engine::new(&config).map_err(|error| format!("{error:#}"))?;
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

fn compile(engine: &Engine, wasm: &[u8]) -> wasmtime::Result<Vec<u8>> {
    #[cfg(feature = "component-model")]
    if wasm.get(6) == Some(&1) {
        return engine.precompile_component(wasm);
    }
    engine.precompile_module(wasm)
}

/// The options that need the Cargo feature of their name. `None` where a build has it not.
fn turn_on(config: &mut Config, option: &str) -> Option<()> {
    match option {
        "epoch-interruption" => config.epoch_interruption(true),
        #[cfg(feature = "gc")]
        "gc" => config.wasm_function_references(true).wasm_gc(true),
        #[cfg(all(feature = "gc", feature = "exceptions"))]
        "exceptions" => config.wasm_exceptions(true),
        #[cfg(feature = "component-model-async")]
        "component-model-async" => config.wasm_component_model_async(true),
        _ => return None,
    };
    Some(())
}
