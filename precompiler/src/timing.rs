//! Cranelift times its passes with `Instant::now`, which panics on this target. The hook that puts
//! something else in its place also sees every function go by.

use cranelift_codegen::timing::{Pass, Profiler, set_thread_profiler};
use std::any::Any;
use std::cell::Cell;

/// Functions between two reports: calling out for each would cost more than it tells.
const STEP: u32 = 64;

thread_local! {
    /// Of one compile.
    static FUNCTIONS: Cell<u32> = const { Cell::new(0) };
}

struct Progress;

impl Profiler for Progress {
    fn start_pass(&self, pass: Pass) -> Box<dyn Any> {
        if pass == Pass::wasm_translate_function {
            function();
        }
        Box::new(())
    }
}

/// Reports the functions of one compile as they go by.
pub fn report() {
    FUNCTIONS.set(0);
    set_thread_profiler(Box::new(Progress));
}

/// One more: it is translated, or need not be.
pub fn function() {
    let functions = FUNCTIONS.get() + 1;
    FUNCTIONS.set(functions);
    if functions.is_multiple_of(STEP) {
        crate::progress(functions);
    }
}
