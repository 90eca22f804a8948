//! Memory for a compile, taken at once.
//!
//! The allocator grows the memory by some pages whenever it has none left, and V8 takes each growth
//! for a reason to collect garbage: hundreds of times in one compile of a large component.

use std::hint::black_box;

const PAGE: usize = 64 << 10;

/// Grows the memory to so many bytes. What is too much is never touched.
pub fn reserve(bytes: u64) {
    let wanted = usize::try_from(bytes).unwrap_or(usize::MAX);
    let missing = wanted.saturating_sub(core::arch::wasm32::memory_size(0) * PAGE);
    let mut spare: Vec<u8> = Vec::new();
    // Where the host has so much no more, the compile may still get along.
    let _ = black_box(&mut spare).try_reserve_exact(missing);
}
