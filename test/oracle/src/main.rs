//! The oracle: answers what the reference implementation does.

use serde_json::{Value, json};
use std::{fs, path::Path, process::ExitCode};
use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Engine, Store};
use yosh_plugin_manager::precompile::{
    ENGINE_FINGERPRINT, WASMTIME_VERSION, engine_config_hash, make_engine, precompile,
    target_triple,
};

#[path = "../../support/program.rs"]
mod program;
use program::Result;

fn main() -> ExitCode {
    program::run(answer)
}

fn answer(args: &[&str]) -> Result<Value> {
    match args {
        ["constants"] => Ok(json!({
            "wasmtime_version": WASMTIME_VERSION,
            "fingerprint": ENGINE_FINGERPRINT,
            "engine_config_hash": engine_config_hash(ENGINE_FINGERPRINT),
            "target_triple": target_triple(),
        })),
        ["precompile", wasm, dir] => reference_precompile(Path::new(wasm), Path::new(dir)),
        ["native", wasm, target, epoch, fuel, cwasm] => native(wasm, target, epoch, fuel, cwasm),
        ["load", cwasm] => load(Path::new(cwasm)),
        ["greet", cwasm, name] => greet(Path::new(cwasm), name),
        _ => Err(format!("unknown command: {args:?}").into()),
    }
}

/// The reference itself: writes the pair to `dir`.
fn reference_precompile(wasm: &Path, dir: &Path) -> Result<Value> {
    let output = precompile(wasm, dir, &make_engine()?)?;
    Ok(json!({
        "cwasm": output.cwasm_path,
        "sidecar": output.sidecar_path,
        "key": output.cache_key,
    }))
}

/// Native Wasmtime with the reference's features and configuration, for an explicit target.
fn native(wasm: &str, target: &str, epoch: &str, fuel: &str, cwasm: &str) -> Result<Value> {
    let mut config = Config::new();
    config.wasm_component_model(true);
    config.consume_fuel(fuel.parse()?);
    config.epoch_interruption(epoch.parse()?);
    config.target(target)?;
    let artifact = Engine::new(&config)?.precompile_component(&fs::read(wasm)?)?;
    fs::write(cwasm, &artifact)?;
    Ok(json!({ "size": artifact.len() }))
}

/// Deserializes and instantiates in an engine of the reference's host.
fn instantiate(cwasm: &Path) -> Result<(Store<()>, wasmtime::component::Instance)> {
    let engine = make_engine()?;
    // SAFETY: the tests made the artifact, with the compiler under test.
    let component = unsafe { Component::deserialize_file(&engine, cwasm) }?;
    let mut store = Store::new(&engine, ());
    store.set_epoch_deadline(u64::MAX / 2);
    let instance = Linker::new(&engine).instantiate(&mut store, &component)?;
    Ok((store, instance))
}

fn load(cwasm: &Path) -> Result<Value> {
    instantiate(cwasm)?;
    Ok(json!({ "loaded": true }))
}

/// Calls the fixture's export `greet: func(name: string) -> string`.
fn greet(cwasm: &Path, name: &str) -> Result<Value> {
    let (mut store, instance) = instantiate(cwasm)?;
    let greet = instance.get_typed_func::<(&str,), (String,)>(&mut store, "greet")?;
    let (greeting,) = greet.call(&mut store, (name,))?;
    Ok(json!({ "greeting": greeting }))
}
