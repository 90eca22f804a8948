//! The function cache: Cranelift's incremental cache over packed entries.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Mutex;
use wasmtime::CacheStore;

const NAME: usize = 32;
const LENGTH: usize = 4;

type Name = [u8; NAME];

/// Entries that are given, and what became of them.
#[derive(Debug)]
pub struct Functions {
    packed: Vec<Vec<u8>>,
    /// Which of the packed lists, and where in it.
    index: HashMap<Name, (usize, Range<usize>)>,
    used: Mutex<BTreeSet<Name>>,
    compiled: Mutex<BTreeMap<Name, Vec<u8>>>,
}

impl Functions {
    pub fn new(packed: Vec<Vec<u8>>) -> Self {
        let mut index = HashMap::new();
        for (list, bytes) in packed.iter().enumerate() {
            let mut at = 0;
            while let Some((name, body)) = entry(bytes, at) {
                at = body.end;
                index.insert(name, (list, body));
            }
        }
        Functions {
            packed,
            index,
            used: Mutex::default(),
            compiled: Mutex::default(),
        }
    }

    /// The entries of functions that were compiled, packed.
    pub fn compiled(&self) -> Vec<u8> {
        let compiled = self.compiled.lock().unwrap();
        let size = compiled.values().map(|body| NAME + LENGTH + body.len());
        let mut packed = Vec::with_capacity(size.sum());
        for (name, body) in compiled.iter() {
            packed.extend_from_slice(name);
            packed.extend_from_slice(&(body.len() as u32).to_le_bytes());
            packed.extend_from_slice(body);
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
}

/// The entry at an offset, or none where it is cut.
fn entry(bytes: &[u8], at: usize) -> Option<(Name, Range<usize>)> {
    let (name, rest) = bytes.get(at..)?.split_first_chunk::<NAME>()?;
    let (length, rest) = rest.split_first_chunk::<LENGTH>()?;
    let length = u32::from_le_bytes(*length) as usize;
    let start = at + NAME + LENGTH;
    (length <= rest.len()).then(|| (*name, start..start + length))
}

impl CacheStore for Functions {
    fn get(&self, key: &[u8]) -> Option<Cow<'_, [u8]>> {
        let name: Name = key.try_into().ok()?;
        if let Some((list, body)) = self.index.get(&name) {
            self.used.lock().unwrap().insert(name);
            return Some(Cow::Borrowed(&self.packed[*list][body.clone()]));
        }
        // Functions with the same IR are compiled once.
        let compiled = self.compiled.lock().unwrap();
        compiled.get(&name).map(|body| Cow::Owned(body.clone()))
    }

    fn insert(&self, key: &[u8], value: Vec<u8>) -> bool {
        let Ok(name) = key.try_into() else {
            return false;
        };
        self.compiled.lock().unwrap().insert(name, value);
        true
    }
}
