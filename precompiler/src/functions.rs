//! The function cache: Cranelift's incremental cache over packed entries.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use wasmtime::CacheStore;

const NAME: usize = 32;
const LENGTH: usize = 4;

type Name = [u8; NAME];

/// How a compile stands to others of the same component at the same time.
#[derive(Debug, Clone, Copy)]
pub enum Role {
    Alone,
    /// Hands over what it compiles, which is about so many functions.
    Sharing(u32),
    /// Takes what others hand over. So many of the functions that it has no entries for are its own:
    /// after those it waits for the others.
    Joining(u32),
}

/// Bytes that are handed over at once: calling out costs more than it is worth for each function.
const PACK: usize = 64 << 10;

/// The last functions are handed over one by one: what is kept back comes only after linking.
const LAST: u32 = 32;

/// Entries that are given, and what became of them.
#[derive(Debug)]
pub struct Functions {
    role: Role,
    given: Entries,
    used: Mutex<BTreeSet<Name>>,
    compiled: Mutex<BTreeMap<Name, Vec<u8>>>,
    /// Compiled, and not yet handed over.
    outbox: Mutex<Vec<u8>>,
    /// From others, while compiling.
    arrived: Mutex<Entries>,
    /// How often nothing was there for a function.
    missed: AtomicU32,
    /// How many functions were compiled.
    inserted: AtomicU32,
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
        while let Some((name, body)) = entry(&bytes, at) {
            at = body.end;
            self.index.insert(name, (self.packed.len(), body));
        }
        self.packed.push(bytes);
    }

    fn get(&self, name: &Name) -> Option<&[u8]> {
        let (list, body) = self.index.get(name)?;
        Some(&self.packed[*list][body.clone()])
    }
}

impl Functions {
    pub fn new(packed: Vec<Vec<u8>>, role: Role) -> Self {
        let mut given = Entries::default();
        for bytes in packed {
            given.add(bytes);
        }
        Functions {
            role,
            given,
            used: Mutex::default(),
            compiled: Mutex::default(),
            outbox: Mutex::default(),
            arrived: Mutex::default(),
            missed: AtomicU32::default(),
            inserted: AtomicU32::default(),
        }
    }

    /// The entries of functions that were compiled, packed.
    pub fn compiled(&self) -> Vec<u8> {
        let compiled = self.compiled.lock().unwrap();
        let size = compiled.values().map(|body| NAME + LENGTH + body.len());
        let mut packed = Vec::with_capacity(size.sum());
        for (name, body) in compiled.iter() {
            pack(&mut packed, name, body);
        }
        packed
    }

    /// Hands over what is left.
    pub fn share_rest(&self) {
        let rest = std::mem::take(&mut *self.outbox.lock().unwrap());
        if !rest.is_empty() {
            crate::share(&rest);
        }
    }

    /// What others have compiled. Waits for it if the function is one of theirs.
    fn from_others(&self, name: &Name, unaided: u32) -> Option<Vec<u8>> {
        let mut arrived = self.arrived.lock().unwrap();
        let missed = self.missed.fetch_add(1, Ordering::Relaxed);
        loop {
            if let Some(body) = arrived.get(name) {
                return Some(body.to_vec());
            }
            let more = crate::more(missed >= unaided)?;
            arrived.add(more);
        }
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
}

/// The entry at an offset, or none where it is cut.
fn entry(bytes: &[u8], at: usize) -> Option<(Name, Range<usize>)> {
    let (name, rest) = bytes.get(at..)?.split_first_chunk::<NAME>()?;
    let (length, rest) = rest.split_first_chunk::<LENGTH>()?;
    let length = u32::from_le_bytes(*length) as usize;
    let start = at + NAME + LENGTH;
    (length <= rest.len()).then(|| (*name, start..start + length))
}

fn pack(packed: &mut Vec<u8>, name: &Name, body: &[u8]) {
    packed.extend_from_slice(name);
    packed.extend_from_slice(&(body.len() as u32).to_le_bytes());
    packed.extend_from_slice(body);
}

impl CacheStore for Functions {
    fn get(&self, key: &[u8]) -> Option<Cow<'_, [u8]>> {
        let name: Name = key.try_into().ok()?;
        if let Some(body) = self.given.get(&name) {
            self.used.lock().unwrap().insert(name);
            return Some(Cow::Borrowed(body));
        }
        // Functions with the same IR are compiled once.
        if let Some(body) = self.compiled.lock().unwrap().get(&name) {
            return Some(Cow::Owned(body.clone()));
        }
        match self.role {
            Role::Joining(unaided) => self.from_others(&name, unaided).map(Cow::Owned),
            Role::Alone | Role::Sharing(_) => None,
        }
    }

    fn insert(&self, key: &[u8], value: Vec<u8>) -> bool {
        let Ok(name): Result<Name, _> = key.try_into() else {
            return false;
        };
        if let Role::Sharing(functions) = self.role {
            let inserted = self.inserted.fetch_add(1, Ordering::Relaxed);
            let mut outbox = self.outbox.lock().unwrap();
            pack(&mut outbox, &name, &value);
            if outbox.len() > PACK || inserted + LAST > functions {
                crate::share(&outbox);
                outbox.clear();
            }
        }
        self.compiled.lock().unwrap().insert(name, value);
        true
    }
}
