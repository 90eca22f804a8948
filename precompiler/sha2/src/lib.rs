//! A faster stand-in for what Cranelift uses of the crate `sha2`.
//!
//! Cranelift hashes a function's whole IR to name its entry in the function cache, in very many
//! updates of a few bytes. Here they are gathered in a buffer and hashed with BLAKE3, which is as
//! strong. The names never leave the function cache, whose entries are bound to this compiler.

use std::cell::RefCell;

const BUFFER: usize = 32 * 1024;

thread_local! {
    /// One buffer for all functions, since they are hashed one after another.
    static SPARE: RefCell<Vec<u8>> = RefCell::new(Vec::with_capacity(BUFFER));
}

pub trait Digest {
    fn new() -> Self;
    fn update(&mut self, data: impl AsRef<[u8]>);
    fn finalize(self) -> [u8; 32];
}

pub struct Sha256 {
    buffer: Vec<u8>,
    hasher: Option<blake3::Hasher>,
}

impl Digest for Sha256 {
    fn new() -> Self {
        Sha256 {
            buffer: SPARE.take(),
            hasher: None,
        }
    }

    #[inline]
    fn update(&mut self, data: impl AsRef<[u8]>) {
        let data = data.as_ref();
        if self.buffer.len() + data.len() > BUFFER {
            self.flush();
        }
        self.buffer.extend_from_slice(data);
    }

    fn finalize(mut self) -> [u8; 32] {
        let hash = match &mut self.hasher {
            None => blake3::hash(&self.buffer),
            Some(hasher) => hasher.update(&self.buffer).finalize(),
        };
        self.buffer.clear();
        SPARE.set(self.buffer);
        hash.into()
    }
}

impl Sha256 {
    #[cold]
    fn flush(&mut self) {
        self.hasher
            .get_or_insert_with(blake3::Hasher::new)
            .update(&self.buffer);
        self.buffer.clear();
    }
}
