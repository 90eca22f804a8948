//! Names of functions by their bodies, which are known before anything is translated.
//!
//! A translation reads the function's own body, its index, the engine, and what the file has besides bodies: Wasmtime
//! takes all bodies out of a module before it compiles any, which scripts/patched.ts makes sure of. So that is what a
//! name is the hash of. Left out are the sections that no translation looks at, and that change most.

use crate::exports::cwasm_cache::precompiler::compiler::Job;
use crate::functions::Name;
use blake3::Hasher;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use wasmparser::{Parser, Payload, Result};

/// The function bodies of a file.
#[derive(Debug)]
pub struct Bodies {
    /// Where the file lies in memory.
    file: Range<usize>,
    /// By the offset of the body.
    names: HashMap<u32, Name>,
}

impl Bodies {
    /// The bodies of a file, with names where they can have any.
    ///
    /// `only` are the offsets of those that are to have names, if not all are.
    pub fn new(wasm: &[u8], job: &Job, only: Option<&HashSet<u32>>) -> Self {
        let named = if can_be_named(job) {
            names(wasm, job, only)
        } else {
            Ok(HashMap::new())
        };
        let file = wasm.as_ptr_range();
        Bodies {
            file: file.start as usize..file.end as usize,
            // What cannot be parsed is not compiled either.
            names: named.unwrap_or_default(),
        }
    }

    /// The offset of a body, by its bytes where they lie. Bodies of modules that Wasmtime makes itself lie elsewhere.
    pub fn offset(&self, body: &[u8]) -> Option<u32> {
        let start = body.as_ptr() as usize;
        self.file
            .contains(&start)
            .then(|| (start - self.file.start) as u32)
    }

    pub fn have_names(&self) -> bool {
        !self.names.is_empty()
    }

    pub fn name(&self, offset: u32) -> Option<&Name> {
        self.names.get(&offset)
    }
}

/// With inlining a function is made of other bodies, too; with debug information, of more than a record has.
fn can_be_named(job: &Job) -> bool {
    job.options.iter().all(|(name, value)| {
        !["debug-info", "inlining"].contains(&name.as_str()) || value == "false"
    })
}

fn names(wasm: &[u8], job: &Job, only: Option<&HashSet<u32>>) -> Result<HashMap<u32, Name>> {
    // Ranges are of `usize` in some versions of the parser and of `u64` in others.
    macro_rules! part {
        ($range:ident) => {
            &wasm[$range.start as usize..$range.end as usize]
        };
    }
    let mut hasher = Hasher::new();
    let mut add = |tag: u8, bytes: &[u8]| {
        hasher.update(&[tag]);
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    // Tags that no section has.
    add(0xff, job.target.as_bytes());
    for (name, value) in &job.options {
        add(0xfe, name.as_bytes());
        add(0xfd, value.as_bytes());
    }
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::CodeSectionStart { count, .. } => add(0xfc, &count.to_le_bytes()),
            // What they contain comes next, as payloads of its own.
            Payload::ModuleSection { .. } => add(0xfb, &[]),
            Payload::ComponentSection { .. } => add(0xfa, &[]),
            Payload::End(_) => add(0xf9, &[]),
            Payload::Version { range, .. } => add(0xf8, part!(range)),
            Payload::CustomSection(section) if is_for_people(section.name()) => {}
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    add(id, part!(range));
                }
            }
        }
    }
    let surroundings = hasher.finalize();
    Ok(bodies
        .into_iter()
        .enumerate()
        .filter(|(_, body)| only.is_none_or(|only| only.contains(&(body.start as u32))))
        .map(|(index, body)| {
            let mut hasher = Hasher::new();
            hasher.update(surroundings.as_bytes());
            hasher.update(&(index as u64).to_le_bytes());
            hasher.update(part!(body));
            (body.start as u32, hasher.finalize().into())
        })
        .collect())
}

/// Custom sections that are for people and debuggers. Others may be hints for the compiler.
fn is_for_people(section: &str) -> bool {
    const NAMES: [&str; 4] = ["build_id", "name", "producers", "sourceMappingURL"];
    NAMES.contains(&section) || section.starts_with(".debug_")
}
