//! A host on one line of Wasmtime with one set of Cargo features: compiles natively, and says whether
//! it loads an artifact.
//!
//! Flags are those of Wasmtime's command line, read by its own crate.

use serde_json::{Value, json};
use std::{error::Error, fs, process::ExitCode};
use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Engine, Module, Precompiled, Store};

#[path = "../../support/program.rs"]
mod program;
use program::Result;

fn main() -> ExitCode {
    program::run(answer)
}

fn answer(args: &[&str]) -> Result<Value> {
    match args {
        ["compile", wasm, target, cwasm, flags @ ..] => compile(wasm, target, cwasm, flags),
        ["load", cwasm, flags @ ..] => Ok(verdict(&engine(flags)?, cwasm)),
        ["load-all", list, flags @ ..] => load_all(list, flags),
        ["greet", cwasm, name, flags @ ..] => greet(cwasm, name, flags),
        _ => Err(format!("unknown command: {args:?}").into()),
    }
}

fn compile(wasm: &str, target: &str, cwasm: &str, flags: &[&str]) -> Result<Value> {
    let engine = Engine::new(&config(flags, Some(target))?).map_err(text)?;
    let wasm = fs::read(wasm)?;
    let artifact = if wasm.get(6) == Some(&1) {
        engine.precompile_component(&wasm)
    } else {
        engine.precompile_module(&wasm)
    }
    .map_err(text)?;
    fs::write(cwasm, &artifact)?;
    Ok(json!({ "size": artifact.len() }))
}

/// The verdicts on the artifacts in a list, one path a line.
fn load_all(list: &str, flags: &[&str]) -> Result<Value> {
    let engine = engine(flags)?;
    let list = fs::read_to_string(list)?;
    Ok(list.lines().map(|cwasm| verdict(&engine, cwasm)).collect())
}

/// That an artifact does not load is an answer; a failure is an engine that can't be made.
fn verdict(engine: &Engine, cwasm: &str) -> Value {
    match deserialize(engine, cwasm) {
        Ok(()) => json!({ "loads": true }),
        Err(error) => json!({ "loads": false, "error": format!("{error:#}") }),
    }
}

fn engine(flags: &[&str]) -> Result<Engine> {
    Engine::new(&config(flags, None)?).map_err(text)
}

fn deserialize(engine: &Engine, cwasm: &str) -> wasmtime::Result<()> {
    #[cfg(feature = "line-36")]
    let kind = Engine::detect_precompiled_file(cwasm)?;
    #[cfg(not(feature = "line-36"))]
    let kind = engine.detect_precompiled_file(cwasm)?;
    // SAFETY: the tests made the artifact, with the compilers under test.
    unsafe {
        match kind {
            Some(Precompiled::Module) => drop(Module::deserialize_file(engine, cwasm)?),
            _ => drop(Component::deserialize_file(engine, cwasm)?),
        }
    }
    Ok(())
}

/// Calls the fixtures' export `greet: func(name: string) -> string`.
fn greet(cwasm: &str, name: &str, flags: &[&str]) -> Result<Value> {
    let engine = engine(flags)?;
    // SAFETY: as above.
    let component = unsafe { Component::deserialize_file(&engine, cwasm) }.map_err(text)?;
    let mut store = Store::new(&engine, ());
    store.set_epoch_deadline(u64::MAX / 2);
    // An engine without fuel refuses it.
    let _ = store.set_fuel(u64::MAX / 2);
    let instance = Linker::new(&engine)
        .instantiate(&mut store, &component)
        .map_err(text)?;
    let greet = instance
        .get_typed_func::<(&str,), (String,)>(&mut store, "greet")
        .map_err(text)?;
    let (greeting,) = greet.call(&mut store, (name,)).map_err(text)?;
    Ok(json!({ "greeting": greeting }))
}

/// The configuration that Wasmtime's command line makes of its flags.
#[cfg(feature = "command-line")]
fn config(flags: &[&str], target: Option<&str>) -> Result<Config> {
    use clap::Parser;
    use wasmtime_cli_flags::CommonOptions;
    // The cache is the command line's own.
    let args = ["host", "-Ccache=n"].iter().chain(flags);
    let mut options = CommonOptions::try_parse_from(args)?;
    #[cfg(feature = "line-36")]
    {
        options.target = target.map(str::to_string);
        options.config(None).map_err(text)
    }
    #[cfg(not(feature = "line-36"))]
    options.config(target, None).map_err(text)
}

/// The command line of Wasmtime 27 always has garbage collection, which this host has not: canonical
/// options, as the precompiler reads them.
#[cfg(not(feature = "command-line"))]
fn config(options: &[&str], target: Option<&str>) -> Result<Config> {
    let mut config = Config::new();
    if let Some(target) = target {
        config.target(target).map_err(text)?;
    }
    for option in options {
        let (name, value) = option.split_once('=').ok_or("an option without a value")?;
        options::apply(&mut config, name, value).ok_or_else(|| format!("no option {option}"))?;
    }
    Ok(config)
}

#[cfg(not(feature = "command-line"))]
#[path = "trimmed.rs"]
mod options;

/// The whole chain; Wasmtime's own errors are of other types in other lines.
fn text(error: wasmtime::Error) -> Box<dyn Error> {
    format!("{error:#}").into()
}
