//! The function cache: Cranelift's incremental cache over packed entries, and functions that are known by their bodies.
//!
//! An entry is either a function's machine code, under the hash of its IR, or a record, under the name of its body,
//! that leads there (see patches/recall.rs): functions with the same IR share their code.

use crate::bodies::Bodies;
use crate::timing;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use wasmtime::CacheStore;

const NAME: usize = 32;
const LENGTH: usize = 4;

pub type Name = [u8; NAME];

/// How a compile stands to others of the same component at the same time. Bodies are meant by their offsets.
#[derive(Debug)]
pub enum Role {
    /// Hands over what it compiles, which is about so many functions.
    Sharing(usize),
    /// Takes what others hand over: they compile these.
    Joining(HashSet<u32>),
}

/// Bytes that are handed over at once: calling out costs more than it is worth for each function.
const PACK: usize = 64 << 10;

/// The last functions are handed over one by one: what is kept back comes only after linking.
const LAST: usize = 32;

/// Entries that are given, and what became of them.
#[derive(Debug)]
pub struct Functions {
    role: Role,
    bodies: Bodies,
    given: Entries,
    /// The names of given entries that were used.
    used: Mutex<BTreeSet<Name>>,
    /// How many functions were taken from given entries.
    reused: AtomicU32,
    compiled: Mutex<BTreeMap<Name, Vec<u8>>>,
    /// Compiled, and not yet handed over.
    outbox: Mutex<Vec<u8>>,
    /// How many functions have been compiled.
    finished: AtomicUsize,
    /// Whose artifact is of no interest: the record of the first function that others compile stands for all of theirs,
    /// and for trampolines.
    stub: Mutex<Vec<u8>>,
    /// From others, while compiling.
    arrived: Mutex<Entries>,
    /// Whether others compile the body whose code is asked for next, and it has no name. None for trampolines, and for
    /// functions that Wasmtime makes itself.
    is_awaited: Mutex<Option<bool>>,
}

/// Packed entries by their names.
#[derive(Debug, Default)]
struct Entries {
    packed: Vec<Vec<u8>>,
    /// Which of the packed lists, and where in it.
    index: HashMap<Name, (usize, Range<usize>)>,
}

impl Entries {
    fn add(&mut self, bytes: Vec<u8>) {
        let mut at = 0;
        while let Some((name, value)) = entry(&bytes, at) {
            at = value.end;
            self.index.insert(name, (self.packed.len(), value));
        }
        self.packed.push(bytes);
    }

    fn get(&self, name: &Name) -> Option<&[u8]> {
        let (list, value) = self.index.get(name)?;
        Some(&self.packed[*list][value.clone()])
    }
}

impl Functions {
    pub fn new(packed: Vec<Vec<u8>>, bodies: Bodies, role: Role) -> Self {
        let mut given = Entries::default();
        for bytes in packed {
            given.add(bytes);
        }
        Functions {
            role,
            bodies,
            given,
            used: Mutex::default(),
            reused: AtomicU32::default(),
            compiled: Mutex::default(),
            outbox: Mutex::default(),
            finished: AtomicUsize::default(),
            stub: Mutex::default(),
            arrived: Mutex::default(),
            is_awaited: Mutex::default(),
        }
    }

    /// The entries of functions that were compiled, packed.
    pub fn compiled(&self) -> Vec<u8> {
        let compiled = self.compiled.lock().unwrap();
        let size = compiled.values().map(|value| NAME + LENGTH + value.len());
        let mut packed = Vec::with_capacity(size.sum());
        for (name, value) in compiled.iter() {
            pack(&mut packed, name, value);
        }
        packed
    }

    /// The names of the given entries that were used.
    pub fn used(&self) -> Vec<u8> {
        self.used
            .lock()
            .unwrap()
            .iter()
            .flatten()
            .copied()
            .collect()
    }

    /// How many functions were taken from the given entries.
    pub fn reused(&self) -> u32 {
        self.reused.load(Ordering::Relaxed)
    }

    /// Hands over what is left.
    pub fn share_rest(&self) {
        let rest = std::mem::take(&mut *self.outbox.lock().unwrap());
        if !rest.is_empty() {
            crate::share(&rest);
        }
    }

    /// The record of a body, empty if there is none, or none if it has no name.
    fn record(&self, body: u32) -> Option<Cow<'_, [u8]>> {
        let is_theirs = matches!(&self.role, Role::Joining(theirs) if theirs.contains(&body));
        let name = self.bodies.name(body);
        *self.is_awaited.lock().unwrap() = Some(is_theirs && name.is_none());
        let Some(name) = name else {
            return self.is_for_stubs().then(|| self.stub());
        };
        let record = if let Some(record) = self.use_given(name) {
            Cow::Borrowed(record)
        } else if is_theirs && let Some(record) = self.from_others(name) {
            Cow::Owned(record)
        } else {
            return Some(Cow::Borrowed(&[]));
        };
        timing::function();
        Some(record)
    }

    fn code(&self, name: &Name) -> Option<Cow<'_, [u8]>> {
        let is_awaited = self.is_awaited.lock().unwrap().take();
        if let Some(code) = self.use_given(name) {
            if is_awaited.is_some() {
                self.reused.fetch_add(1, Ordering::Relaxed);
            }
            return Some(Cow::Borrowed(code));
        }
        // Functions with the same IR are compiled once.
        if let Some(code) = self.compiled.lock().unwrap().get(name) {
            return Some(Cow::Owned(code.clone()));
        }
        if is_awaited == Some(true) {
            return self.from_others(name).map(Cow::Owned);
        }
        self.arrived
            .lock()
            .unwrap()
            .get(name)
            .map(|code| Cow::Owned(code.to_vec()))
    }

    fn use_given(&self, name: &Name) -> Option<&[u8]> {
        let value = self.given.get(name)?;
        self.used.lock().unwrap().insert(*name);
        Some(value)
    }

    /// Whether what has no name is compiled by others, and its code of no interest.
    fn is_for_stubs(&self) -> bool {
        matches!(self.role, Role::Sharing(_)) && self.bodies.have_names()
    }

    fn stub(&self) -> Cow<'_, [u8]> {
        Cow::Owned(self.stub.lock().unwrap().clone())
    }

    /// What others compile. Waits for it while it may still come.
    fn from_others(&self, name: &Name) -> Option<Vec<u8>> {
        let mut arrived = self.arrived.lock().unwrap();
        loop {
            if let Some(value) = arrived.get(name) {
                return Some(value.to_vec());
            }
            arrived.add(crate::more()?);
        }
    }

    fn add(&self, name: &Name, value: Vec<u8>) {
        if let Role::Sharing(_) = self.role {
            pack(&mut self.outbox.lock().unwrap(), name, &value);
        }
        self.compiled.lock().unwrap().insert(*name, value);
    }

    /// After each function: hands over what there is, if it is worth it.
    fn share(&self) {
        let Role::Sharing(functions) = self.role else {
            return;
        };
        let finished = self.finished.fetch_add(1, Ordering::Relaxed);
        let mut outbox = self.outbox.lock().unwrap();
        if outbox.len() > PACK || finished + LAST > functions {
            crate::share(&outbox);
            outbox.clear();
        }
    }
}

/// The entry at an offset, or none where it is cut.
fn entry(bytes: &[u8], at: usize) -> Option<(Name, Range<usize>)> {
    let (name, rest) = bytes.get(at..)?.split_first_chunk::<NAME>()?;
    let (length, rest) = rest.split_first_chunk::<LENGTH>()?;
    let length = u32::from_le_bytes(*length) as usize;
    let start = at + NAME + LENGTH;
    (length <= rest.len()).then(|| (*name, start..start + length))
}

fn pack(packed: &mut Vec<u8>, name: &Name, value: &[u8]) {
    packed.extend_from_slice(name);
    packed.extend_from_slice(&(value.len() as u32).to_le_bytes());
    packed.extend_from_slice(value);
}

/// Cranelift asks for code by the hash of the IR, patches/recall.rs for the record of a body by its bytes.
impl CacheStore for Functions {
    fn get(&self, key: &[u8]) -> Option<Cow<'_, [u8]>> {
        if key.is_empty() {
            return self.is_for_stubs().then(|| self.stub());
        }
        match self.bodies.offset(key) {
            Some(body) => self.record(body),
            None => self.code(key.try_into().ok()?),
        }
    }

    fn insert(&self, key: &[u8], value: Vec<u8>) -> bool {
        if let Ok(name) = key.try_into() {
            self.add(name, value);
            if !self.bodies.have_names() {
                self.share();
            }
            return true;
        }
        let Ok(offset) = key.try_into() else {
            return false;
        };
        let Some(name) = self.bodies.name(u32::from_le_bytes(offset)) else {
            *self.stub.lock().unwrap() = value;
            return true;
        };
        // There may be a record whose code was dropped.
        if self.given.get(name) != Some(&value) {
            self.add(name, value);
        }
        self.share();
        true
    }
}
