//! Typed failures that carry Wasmtime's own messages.

use crate::describe;
use crate::exports::cwasm_cache::precompiler::compiler::{Failure, FailureKind};
use wasmparser::BinaryReaderError;
use wasmtime_environ::WasmError;

/// Maps any error of Wasmtime to a failure of the given kind.
pub fn with(kind: FailureKind) -> impl Fn(wasmtime::Error) -> Failure {
    move |error| Failure {
        kind,
        chain: error.chain().map(ToString::to_string).collect(),
    }
}

/// Maps an error of a compile: what the parser and the validator say is the fault of what was given.
pub fn of_compile(wasm: &[u8]) -> impl Fn(wasmtime::Error) -> Failure {
    move |error| {
        // Sections are validated when they are parsed, function bodies when they are translated.
        let invalid = error.chain().any(|cause| {
            cause.is::<BinaryReaderError>()
                || matches!(
                    cause.downcast_ref(),
                    Some(WasmError::InvalidWebAssembly { .. })
                )
        });
        // A section that is cut by the end of the file is an error in words alone.
        with(if invalid || describe::describe(wasm).is_err() {
            FailureKind::InvalidWebassembly
        } else {
            FailureKind::CompileFailed
        })(error)
    }
}

impl From<BinaryReaderError> for Failure {
    fn from(error: BinaryReaderError) -> Self {
        Failure {
            kind: FailureKind::InvalidWebassembly,
            chain: vec![error.to_string()],
        }
    }
}
