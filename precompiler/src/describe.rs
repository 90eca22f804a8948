//! What a `.wasm` says of itself.

use crate::exports::cwasm_cache::precompiler::compiler::{
    ComponentKind, Description, Failure, FailureKind,
};
use wasmparser::{Parser, Payload};

pub fn describe(wasm: &[u8]) -> Result<Description, Failure> {
    let mut description = Description {
        kind: kind(wasm)?,
        imports: Vec::new(),
        exports: Vec::new(),
        bodies: Vec::new(),
    };
    // Payloads of nested modules and components come in between; only depth 0 is the top level.
    let mut depth = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth -= 1,
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                description
                    .bodies
                    .extend([range.start as u32, range.len() as u32]);
            }
            Payload::ComponentImportSection(imports) if depth == 0 => {
                for import in imports {
                    description.imports.push(import?.name.0.to_string());
                }
            }
            Payload::ComponentExportSection(exports) if depth == 0 => {
                for export in exports {
                    description.exports.push(export?.name.0.to_string());
                }
            }
            Payload::ImportSection(imports) if depth == 0 => {
                for import in imports {
                    let import = import?;
                    description
                        .imports
                        .push(format!("{} {}", import.module, import.name));
                }
            }
            Payload::ExportSection(exports) if depth == 0 => {
                for export in exports {
                    description.exports.push(export?.name.to_string());
                }
            }
            _ => {}
        }
    }
    Ok(description)
}

/// Refuses what is no component before Wasmtime does: it would read the bytes as text, or say only
/// that a module was unexpected.
pub fn require_component(wasm: &[u8]) -> Result<(), Failure> {
    match kind(wasm)? {
        ComponentKind::Component => Ok(()),
        ComponentKind::CoreModule => Err(not_a_component("a core module, not a component")),
    }
}

fn kind(wasm: &[u8]) -> Result<ComponentKind, Failure> {
    if Parser::is_component(wasm) {
        Ok(ComponentKind::Component)
    } else if Parser::is_core_wasm(wasm) {
        Ok(ComponentKind::CoreModule)
    } else {
        Err(not_a_component("no WebAssembly header"))
    }
}

fn not_a_component(message: &str) -> Failure {
    Failure {
        kind: FailureKind::NotAComponent,
        chain: vec![message.to_string()],
    }
}
