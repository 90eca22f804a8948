//! Cranelift's bit sets with words of 64 bits on every machine.
//!
//! Wasmtime 27 writes its stack maps, which say where in a frame references to garbage-collected
//! objects lie, as sets with words of the compiling machine's size. With the 32 bits of WebAssembly a
//! host would look for those references in other places.

#![no_std]

use bitset::compound::Iter;
pub use bitset::{ScalarBitSet, scalar};
use core::fmt;

#[derive(Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "enable-serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CompoundBitSet(bitset::CompoundBitSet<u64>);

impl CompoundBitSet {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with_capacity(capacity: usize) -> Self {
        let mut set = Self::new();
        set.ensure_capacity(capacity);
        set
    }

    /// One more than is asked for, as in Cranelift 0.114: the words that are written depend on it.
    pub fn ensure_capacity(&mut self, capacity: usize) {
        self.0.ensure_capacity(capacity + 1);
    }

    pub fn insert(&mut self, bit: usize) -> bool {
        self.ensure_capacity(bit + 1);
        self.0.insert(bit)
    }

    pub fn pop(&mut self) -> Option<usize> {
        self.0.pop()
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn contains(&self, bit: usize) -> bool {
        self.0.contains(bit)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn max(&self) -> Option<usize> {
        self.0.max()
    }

    pub fn iter(&self) -> Iter<'_, u64> {
        self.0.iter()
    }
}

impl fmt::Debug for CompoundBitSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
