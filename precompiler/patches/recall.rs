//! Put into Wasmtime's Cranelift crate by scripts/patched.ts: functions that are known by their bodies are not
//! translated.
//!
//! The cache is asked for a function by its body's bytes, where they lie, before anything is made of them. No answer
//! says that it is not for that body, an empty one that it has nothing yet, and any other is a record: the name of
//! the machine code's entry, and what belongs to a function besides its code. For trampolines it is asked by no bytes
//! at all, and has a record of something else where the artifact is of no interest.

use super::IncrementalCacheContext;
use cranelift_codegen::CompiledCode;
use cranelift_codegen::incremental_cache::{CacheKvStore, try_finish_recompile};
use cranelift_codegen::ir::function::FunctionParameters;
use cranelift_codegen::ir::{Function, SourceLoc, UserExternalName};
use std::borrow::Cow;
use std::cell::Cell;
use std::mem;
use std::sync::Arc;
use wasmparser::FunctionBody;
use wasmtime_environ::CacheStore;

type Name = [u8; 32];

/// Stands for no source location.
const NOWHERE: u32 = u32::MAX;

/// What is known of the function that a context is about to compile.
#[derive(Default)]
pub(super) struct Recall {
    /// The offset of its body in the file, if the cache is for it.
    body: Option<u32>,
    pub(super) needs_gc_heap: bool,
    /// Its code, if it has been recalled.
    pub(super) code: Option<CompiledCode>,
}

/// Takes a function from the cache, if it is there: into the context, which has nothing to compile then. Says whether
/// the function needs a GC heap.
pub(super) fn recall(
    cache: Option<&mut IncrementalCacheContext>,
    func: &mut Function,
    body: &FunctionBody<'_>,
) -> Option<bool> {
    let IncrementalCacheContext {
        cache_store,
        recall,
        ..
    } = cache?;
    *recall = Recall::default();
    let mut reader = body.get_binary_reader();
    let offset = reader.original_position() as u32;
    let bytes = reader.read_bytes(reader.bytes_remaining()).ok()?;
    let record = cache_store.get(bytes)?;
    recall.body = Some(offset);
    let (code, needs_gc_heap, params) = read(&record, offset)?;
    recall.code = Some(finish(&**cache_store, &code, func, params)?);
    recall.body = None;
    Some(needs_gc_heap)
}

/// The same for a trampoline, where the cache says that nobody wants its code.
pub(super) fn recall_stub(
    cache: Option<&mut IncrementalCacheContext>,
    func: &mut Function,
) -> bool {
    let Some(IncrementalCacheContext {
        cache_store,
        recall,
        ..
    }) = cache
    else {
        return false;
    };
    *recall = Recall::default();
    recall.code = cache_store.get(&[]).and_then(|record| {
        let (code, _, params) = read(&record, 0)?;
        finish(&**cache_store, &code, func, params)
    });
    recall.code.is_some()
}

/// The code of a name for a function of other parameters, which are its own then.
fn finish(
    store: &dyn CacheStore,
    code: &Name,
    func: &mut Function,
    params: FunctionParameters,
) -> Option<CompiledCode> {
    let code = store.get(code)?;
    let before = mem::replace(&mut func.params, params);
    try_finish_recompile(func, &code)
        .inspect_err(|_| func.params = before)
        .ok()
}

/// Gives the cache what it takes to recall a function that was compiled.
pub(super) fn remember(cache: &mut IncrementalCacheContext, store: &Keyed, func: &Function) {
    if let Some(offset) = cache.recall.body.take() {
        let record = write(
            store.key.get(),
            cache.recall.needs_gc_heap,
            &func.params,
            offset,
        );
        cache.cache_store.insert(&offset.to_le_bytes(), record);
    }
}

/// The cache as Cranelift uses it, with the key that it has asked for last: the name of the code's entry.
pub(super) struct Keyed {
    store: Arc<dyn CacheStore>,
    key: Cell<Name>,
}

impl Keyed {
    pub(super) fn new(store: Arc<dyn CacheStore>) -> Self {
        Keyed {
            store,
            key: Cell::default(),
        }
    }
}

impl CacheKvStore for Keyed {
    fn get(&self, key: &[u8]) -> Option<Cow<'_, [u8]>> {
        self.key
            .set(key.try_into().expect("keys are hashes of 32 bytes"));
        self.store.get(key)
    }

    fn insert(&mut self, key: &[u8], value: Vec<u8>) {
        self.store.insert(key, value);
    }
}

/// A record: the code's name, whether there has to be a GC heap, where the function's first instruction is from its
/// body on, and the functions that it calls by namespace and index. Nothing in it depends on where the body lies.
fn write(code: Name, needs_gc_heap: bool, params: &FunctionParameters, body: u32) -> Vec<u8> {
    let mut record = code.to_vec();
    record.push(needs_gc_heap.into());
    let first = params.base_srcloc();
    let first = if first.is_default() {
        NOWHERE
    } else {
        first.bits().wrapping_sub(body)
    };
    record.extend_from_slice(&first.to_le_bytes());
    for name in params.user_named_funcs().values() {
        record.extend_from_slice(&name.namespace.to_le_bytes());
        record.extend_from_slice(&name.index.to_le_bytes());
    }
    record
}

/// The inverse of `write`, or none if the record is not one.
fn read(record: &[u8], body: u32) -> Option<(Name, bool, FunctionParameters)> {
    let (code, rest) = record.split_first_chunk::<32>()?;
    let (&needs_gc_heap, rest) = rest.split_first()?;
    let (first, names) = rest.split_first_chunk::<4>()?;
    let mut params = FunctionParameters::new();
    let first = u32::from_le_bytes(*first);
    if first != NOWHERE {
        params.ensure_base_srcloc(SourceLoc::new(first.wrapping_add(body)));
    }
    for name in names.chunks_exact(8) {
        let (namespace, index) = name.split_first_chunk::<4>()?;
        params.ensure_user_func_name(UserExternalName {
            namespace: u32::from_le_bytes(*namespace),
            index: u32::from_le_bytes(index.try_into().ok()?),
        });
    }
    Some((*code, needs_gc_heap != 0, params))
}
