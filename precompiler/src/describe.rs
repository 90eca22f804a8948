//! What a `.wasm` says of itself.

use crate::exports::cwasm_cache::precompiler::compiler::{
    ComponentKind, Description, Failure, FailureKind,
};
use wasmparser::{Parser, Payload};

/// The text of the name of a component's import or export.
#[cfg(not(feature = "line-46"))]
macro_rules! text {
    ($name:expr) => {
        $name.0.to_string()
    };
}
#[cfg(feature = "line-46")]
macro_rules! text {
    ($name:expr) => {
        $name.name.to_string()
    };
}

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
                    .extend([range.start as u32, (range.end - range.start) as u32]);
            }
            Payload::ComponentImportSection(imports) if depth == 0 => {
                for import in imports {
                    description.imports.push(text!(import?.name));
                }
            }
            Payload::ComponentExportSection(exports) if depth == 0 => {
                for export in exports {
                    description.exports.push(text!(export?.name));
                }
            }
            Payload::ImportSection(imports) if depth == 0 => {
                #[cfg(feature = "line-42")]
                let imports = imports.into_imports();
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

/// What the header says.
pub fn kind(wasm: &[u8]) -> Result<ComponentKind, Failure> {
    if Parser::is_component(wasm) {
        Ok(ComponentKind::Component)
    } else if Parser::is_core_wasm(wasm) {
        Ok(ComponentKind::CoreModule)
    } else {
        Err(Failure {
            kind: FailureKind::NotWebassembly,
            chain: vec!["no WebAssembly header".to_string()],
        })
    }
}
