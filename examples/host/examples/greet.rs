//! Loads a component that exports `greet: func(name: string) -> string`, and calls it:
//!
//! ```sh
//! cargo run --example greet -- greet.wasm greet.cwasm [--compile] [--sums SHA256SUMS]
//! ```

use cwasm_host::Host;
use std::{env, error::Error, fs, path::Path, process::ExitCode};
use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Engine, Store};

/// As `cwasm-cache --host` calls the Wasmtime in Cargo.toml.
const WASMTIME_VERSION: &str = "27.0.0";

/// Says in words what `config` sets. It changes whenever that does.
const FINGERPRINT: &str = "v2;component_model=true;async=false;fuel=false;epoch=true;cranelift";

fn config() -> Config {
    let mut config = Config::new();
    config.wasm_component_model(true);
    config.epoch_interruption(true);
    config
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args[..] {
        [wasm, cwasm] => run(wasm, cwasm, None, false),
        [wasm, cwasm, "--compile"] => run(wasm, cwasm, None, true),
        [wasm, cwasm, "--sums", sums] => run(wasm, cwasm, Some(sums), false),
        [wasm, cwasm, "--compile", "--sums", sums] => run(wasm, cwasm, Some(sums), true),
        _ => Err("usage: greet WASM CWASM [--compile] [--sums SHA256SUMS]".into()),
    };
    match done {
        Ok(greeting) => {
            println!("{greeting}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(
    wasm: &str,
    cwasm: &str,
    sums: Option<&str>,
    compile: bool,
) -> Result<String, Box<dyn Error>> {
    let engine = Engine::new(&config())?;
    // A real host verifies the list before it believes it.
    let sums = sums.map(fs::read_to_string).transpose()?;
    let host = Host {
        engine: &engine,
        wasmtime_version: WASMTIME_VERSION,
        fingerprint: FINGERPRINT,
        sums: sums.as_deref(),
    };
    let wasm = fs::read(wasm)?;
    if !compile {
        return Ok(greet(&engine, &host.load(Path::new(cwasm), &wasm)?)?);
    }
    let (component, refusal) = host.load_or_compile(Path::new(cwasm), &wasm)?;
    if let Some(refusal) = refusal {
        eprintln!("compiled, because {refusal}");
    }
    Ok(greet(&engine, &component)?)
}

fn greet(engine: &Engine, component: &Component) -> wasmtime::Result<String> {
    let mut store = Store::new(engine, ());
    store.set_epoch_deadline(1);
    let instance = Linker::new(engine).instantiate(&mut store, component)?;
    let greet = instance.get_typed_func::<(&str,), (String,)>(&mut store, "greet")?;
    let (greeting,) = greet.call(&mut store, ("world",))?;
    Ok(greeting)
}
