//! Modules and components in the specification's test files.

use crate::program::Result;
use serde_json::{Value, json};
use std::{collections::HashSet, fs, path::Path};
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};
use wast::{QuoteWat, Wast, WastDirective, WastExecute, WastThread};

/// Writes every module and component in the files of a list, one path a line, each once. The answer says of each where
/// it comes from, and what could not be read: newer syntax, or older.
pub fn extract(list: &str, folder: &Path, name: &str) -> Result<Value> {
    let mut seen = HashSet::new();
    let mut made = Vec::new();
    let mut unread = Vec::new();
    for path in fs::read_to_string(list)?.lines() {
        match binaries(&fs::read_to_string(path)?) {
            Ok(found) => {
                for (line, wasm) in found {
                    if seen.insert(wasm.clone()) {
                        let name = format!("{name}-{}.wasm", made.len());
                        fs::write(folder.join(&name), wasm)?;
                        made.push(json!({ "name": name, "from": format!("{path}:{line}") }));
                    }
                }
            }
            Err(error) => unread.push(json!({ "file": path, "reason": error.to_string() })),
        }
    }
    Ok(json!({ "made": made, "unread": unread }))
}

/// By the line that each begins on. What has no binary form is left out: text that is malformed on purpose.
fn binaries(text: &str) -> Result<Vec<(usize, Vec<u8>)>> {
    let mut lexer = Lexer::new(text);
    lexer.allow_confusing_unicode(true);
    let buffer = ParseBuffer::new_with_lexer(lexer)?;
    let mut found = Vec::new();
    collect(parser::parse::<Wast>(&buffer)?.directives, text, &mut found);
    Ok(found)
}

fn collect(directives: Vec<WastDirective>, text: &str, found: &mut Vec<(usize, Vec<u8>)>) {
    for directive in directives {
        let line = directive.span().linecol_in(text).0 + 1;
        let wat = match directive {
            WastDirective::Module(wat)
            | WastDirective::ModuleDefinition(wat)
            | WastDirective::AssertMalformed { module: wat, .. }
            | WastDirective::AssertInvalid { module: wat, .. }
            | WastDirective::AssertInvalidCustom { module: wat, .. }
            | WastDirective::AssertMalformedCustom { module: wat, .. } => wat,
            WastDirective::AssertUnlinkable { module, .. } => QuoteWat::Wat(module),
            WastDirective::AssertTrap { exec, .. }
            | WastDirective::AssertReturn { exec, .. }
            | WastDirective::AssertException { exec, .. }
            | WastDirective::AssertSuspension { exec, .. } => match exec {
                WastExecute::Wat(wat) => QuoteWat::Wat(wat),
                _ => continue,
            },
            WastDirective::Thread(WastThread { directives, .. }) => {
                collect(directives, text, found);
                continue;
            }
            _ => continue,
        };
        let mut wat = wat;
        if let Ok(wasm) = wat.encode() {
            found.push((line, wasm));
        }
    }
}
