//! The generator: WebAssembly at random, the same for the same seed, and the binaries in the specification's test files.

use arbitrary::Unstructured;
use fastrand::Rng;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::{fs, path::Path, process::ExitCode};

#[path = "../../../support/program.rs"]
mod program;
mod random;
mod script;
use program::Result;

fn main() -> ExitCode {
    program::run(answer)
}

fn answer(args: &[&str]) -> Result<Value> {
    match args {
        ["generate", kind, seed, count, folder] => {
            generate(kind, seed.parse()?, count.parse()?, Path::new(folder))
        }
        ["extract", list, folder, name] => script::extract(list, Path::new(folder), name),
        _ => Err(format!("unknown command: {args:?}").into()),
    }
}

/// Writes so many files; the answer: their names.
fn generate(kind: &str, seed: u64, count: u64, folder: &Path) -> Result<Value> {
    let make = match kind {
        "module" => random::module,
        "nested" => random::nested,
        "interface" => random::interface,
        "component" => random::component,
        _ => return Err(format!("no kind {kind}").into()),
    };
    // The crates that make them give up on some bytes, with an error or a panic: others are tried then.
    set_hook(Box::new(|_| ()));
    let mut rng = Rng::with_seed(seed);
    let mut names = Vec::new();
    while (names.len() as u64) < count {
        let length = 1 << rng.u32(8..15);
        let bytes: Vec<u8> = (0..length).map(|_| rng.u8(..)).collect();
        let mut source = Unstructured::new(&bytes);
        let made = catch_unwind(AssertUnwindSafe(|| make(&mut source)));
        if let Ok(Ok(wasm)) = made {
            let name = format!("{kind}-{}.wasm", names.len());
            fs::write(folder.join(&name), wasm)?;
            names.push(name);
        }
    }
    Ok(json!(names))
}
