//! Memory for a compile, taken at once.
//!
//! The allocator grows the memory by some pages whenever it has none left, and V8 takes each growth
//! for a reason to collect garbage: hundreds of times in one compile of a large component.

use std::hint::black_box;

/// What a compile takes besides what its size asks for.
const BASE: usize = 32 << 20;

/// Measured, for components of 1.6 and 12 MB. Where it is too little the memory grows as before, and
/// what is too much is never touched.
const PER_BYTE: usize = 32;

const PAGE: usize = 64 << 10;

/// Grows the memory to what a compile of so many bytes is likely to take.
pub fn reserve(bytes: usize) {
    let wanted = BASE.saturating_add(bytes.saturating_mul(PER_BYTE));
    let missing = wanted.saturating_sub(core::arch::wasm32::memory_size(0) * PAGE);
    let mut spare: Vec<u8> = Vec::new();
    // Where the host has so much no more, the compile may still get along.
    let _ = black_box(&mut spare).try_reserve_exact(missing);
}
