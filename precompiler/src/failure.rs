//! Typed failures that carry Wasmtime's own messages.

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

/// Maps an error of a compile: what the parser and the validator say is the component's fault.
pub fn of_compile(error: wasmtime::Error) -> Failure {
    // Sections are validated when they are parsed, function bodies when they are translated.
    let invalid = error.chain().any(|cause| {
        cause.is::<BinaryReaderError>()
            || matches!(
                cause.downcast_ref(),
                Some(WasmError::InvalidWebAssembly { .. })
            )
    });
    with(if invalid {
        FailureKind::InvalidComponent
    } else {
        FailureKind::CompileFailed
    })(error)
}

impl From<BinaryReaderError> for Failure {
    fn from(error: BinaryReaderError) -> Self {
        Failure {
            kind: FailureKind::InvalidComponent,
            chain: vec![error.to_string()],
        }
    }
}
