//! What the tests' programs have in common: one command per run, its answer as JSON on standard output.

use serde_json::Value;
use std::{env, error::Error, process::ExitCode};

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Prints the answer to the command in the arguments, or why there is none.
pub fn run(answer: fn(&[&str]) -> Result<Value>) -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match answer(&args) {
        Ok(value) => {
            println!("{value}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
