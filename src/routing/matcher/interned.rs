use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use super::{ValueId, slab::Slab};
use crate::model::Value;

/// A value that filters compare with.
#[derive(Clone, Debug, Default)]
pub(super) struct Interned {
    pub value: Value,
    /// Most values that are not equal differ here already.
    pub hash: u64,
    /// How many predicates.
    uses: u32,
}

impl Interned {
    #[inline]
    pub fn is(&self, value: &Value, hash: u64) -> bool {
        self.hash == hash && self.value == *value
    }
}

/// All values that filters compare with, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub by_number: Slab<Interned>,
    numbers: HashTable<ValueId>,
}

#[inline]
pub(super) fn hash(hasher: &RandomState, value: &Value) -> u64 {
    let mut hasher = hasher.build_hasher();
    // texts and numbers on one way, since none can be foreseen
    let number;
    let bytes = match value {
        Value::String(text) => text.as_bytes(),
        Value::Integer(it) => {
            number = it.to_ne_bytes();
            &number
        }
        Value::DateTime(time) => {
            time.hash(&mut hasher);
            return hasher.finish();
        }
    };
    hasher.write(bytes);
    hasher.finish()
}

impl Values {
    /// One predicate more compares with a value.
    pub fn take(&mut self, value: &Value, hash: u64) -> ValueId {
        let by_number = &mut self.by_number;
        if let Some(number) = self.numbers.find(hash, |it| by_number[*it].is(value, hash)) {
            by_number[*number].uses += 1;
            return *number;
        }
        let number = by_number.insert(Interned { value: value.clone(), hash, uses: 1 });
        self.numbers.insert_unique(hash, number, |it| by_number[*it].hash);
        number
    }

    /// One predicate less.
    pub fn leave(&mut self, number: ValueId) {
        let interned = &mut self.by_number[number];
        interned.uses -= 1;
        if interned.uses == 0 {
            let hash = interned.hash;
            self.by_number.remove(number);
            if let Ok(entry) = self.numbers.find_entry(hash, |it| *it == number) {
                entry.remove();
            }
        }
    }
}
