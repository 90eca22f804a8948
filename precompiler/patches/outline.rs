//! Put into Cranelift's ISLE compiler by scripts/patched.ts: large arms of a match become functions of their own.
//!
//! ISLE makes one function of all rules of a term, of up to 150 kB of WebAssembly, where a component needs a few arms.
//! V8 optimises whole functions, and large ones soon: it counts each call with all their bytes.

use super::{Block, ControlFlow, ReturnKind};

/// What every file of generated code begins with besides.
pub const PRELUDE: &str = "
#[inline(never)]
fn outlined<R>(body: impl FnOnce() -> R) -> R { body() }";

/// Steps from which on an arm is a function of its own: what is left of the rules has 25 kB at the most.
const LARGE: usize = 20;

/// The code around an arm's body.
pub struct Outline {
    pub opening: &'static str,
    /// What the body ends with where none of its rules matches.
    pub nothing: &'static str,
    /// Goes on after the match if none did.
    pub closing: &'static str,
}

impl Outline {
    /// None if the arm stays where it is. What a rule of a partial term returns is always `Some`.
    pub fn of(ret_kind: ReturnKind, body: &Block) -> Option<Self> {
        if steps(body) < LARGE {
            return None;
        }
        match ret_kind {
            ReturnKind::Plain => None,
            ReturnKind::Option => Some(Self {
                opening: "let result = outlined(||",
                nothing: "None",
                closing: "); if result.is_some() { return result; }",
            }),
            ReturnKind::Iterator => Some(Self {
                opening: "outlined(||",
                nothing: "",
                closing: "); if returns.len() >= MAX_ISLE_RETURNS { return; }",
            }),
        }
    }
}

fn steps(block: &Block) -> usize {
    let of = |check: &ControlFlow| match check {
        ControlFlow::Match { arms, .. } => arms.iter().map(|arm| steps(&arm.body)).sum(),
        ControlFlow::Equal { body, .. } | ControlFlow::Loop { body, .. } => steps(body),
        ControlFlow::Return { .. } => 0,
    };
    block.steps.iter().map(|step| 1 + of(&step.check)).sum()
}
