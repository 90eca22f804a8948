//! Cranelift times its passes with `Instant::now`, which panics on this target. The hook that puts
//! something else in its place also sees every function go by.

use cranelift_codegen::timing::{Pass, Profiler, set_thread_profiler};
use std::any::Any;
use std::cell::Cell;

/// Functions between two reports: calling out for each would cost more than it tells.
const STEP: u32 = 64;

#[derive(Default)]
struct Progress {
    functions: Cell<u32>,
}

impl Profiler for Progress {
    fn start_pass(&self, pass: Pass) -> Box<dyn Any> {
        if pass == Pass::wasm_translate_function {
            let functions = self.functions.get() + 1;
            self.functions.set(functions);
            if functions.is_multiple_of(STEP) {
                crate::progress(functions);
            }
        }
        Box::new(())
    }
}

/// Reports the functions of one compile as they are translated.
pub fn report() {
    set_thread_profiler(Box::new(Progress::default()));
}
