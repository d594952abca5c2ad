use hashbrown::HashTable;
use smallvec::SmallVec;

use super::{Entry, Pick, PropertyId, ValueId, slab::Slab};

/// What hangs under a value of a property.
#[derive(Clone, Debug, Default)]
pub(super) struct Posting {
    /// Of the property and its value.
    hash: u64,
    property: PropertyId,
    pub value: ValueId,
    pub entries: SmallVec<[Entry; 1]>,
}

/// Leads to a posting. So few bytes stay in the processor's cache where the postings themselves do not.
#[derive(Clone, Copy, Debug)]
struct Key {
    /// A part of the hash; most that differ differ here.
    tag: u32,
    posting: u32,
}

/// What hangs under the values of properties.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    all: Slab<Posting>,
    keys: HashTable<Key>,
    /// Two keys have been alike, so that one that is found may hide another.
    twins: bool,
}

/// The hash of a value of a property.
#[inline]
fn under(property: PropertyId, hash: u64) -> u64 {
    hash ^ (u64::from(property) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Other bits than those by which the table begins to look.
#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> 25) as u32
}

impl Postings {
    /// The number of what may hang under a value of this hash; nothing is looked at yet. It is the only one
    /// unless there are twins.
    #[inline]
    pub fn number(&self, property: PropertyId, hash: u64) -> Option<u32> {
        let hash = under(property, hash);
        self.keys.find(hash, |key| key.tag == tag(hash)).map(|key| key.posting)
    }

    /// Whether there may be more than one number.
    #[inline]
    pub fn has_twins(&self) -> bool {
        self.twins
    }

    /// All of them.
    pub fn numbers(&self, property: PropertyId, hash: u64) -> impl Iterator<Item = u32> {
        let hash = under(property, hash);
        self.keys.iter_hash(hash).filter(move |key| key.tag == tag(hash)).map(|key| key.posting)
    }

    /// Fetches what [`Postings::get`] is going to look at.
    #[inline]
    pub fn ahead(&self, number: u32) -> u64 {
        self.all[number].hash
    }

    /// What hangs under a value of this hash, which may still be another value.
    #[inline]
    pub fn get(&self, number: u32, property: PropertyId, hash: u64) -> Option<&Posting> {
        let posting = &self.all[number];
        (posting.hash == under(property, hash) && posting.property == property).then_some(posting)
    }

    /// How many hang under a value that has this hash.
    pub fn len(&self, property: PropertyId, value: ValueId, hash: u64) -> usize {
        let hash = under(property, hash);
        let found = self.keys.find(hash, |key| self.leads_to(*key, hash, property, value));
        found.map_or(0, |key| self.all[key.posting].entries.len())
    }

    #[inline]
    fn leads_to(&self, key: Key, hash: u64, property: PropertyId, value: ValueId) -> bool {
        key.tag == tag(hash) && {
            let posting = &self.all[key.posting];
            posting.property == property && posting.value == value
        }
    }

    /// Returns the place among what hangs there.
    pub fn push(&mut self, property: PropertyId, value: ValueId, hash: u64, entry: Entry) -> usize {
        let hash = under(property, hash);
        let number = if let Some(key) = self.keys.find(hash, |key| self.leads_to(*key, hash, property, value)) {
            key.posting
        } else {
            self.twins |= self.keys.find(hash, |key| key.tag == tag(hash)).is_some();
            let posting = self.all.insert(Posting { hash, property, value, entries: SmallVec::new() });
            let all = &self.all;
            self.keys.insert_unique(hash, Key { tag: tag(hash), posting }, |key| all[key.posting].hash);
            posting
        };
        let entries = &mut self.all[number].entries;
        entries.push(entry);
        entries.len() - 1
    }

    /// Returns what hung there, and what hangs there now.
    pub fn swap_remove(
        &mut self,
        property: PropertyId,
        value: ValueId,
        hash: u64,
        at: usize,
    ) -> Option<(Pick, Option<Pick>)> {
        let hash = under(property, hash);
        let number = self.keys.find(hash, |key| self.leads_to(*key, hash, property, value))?.posting;
        let entries = &mut self.all[number].entries;
        let pick = entries.swap_remove(at).group;
        let moved = entries.get(at).map(|it| it.group);
        if entries.is_empty() {
            if let Ok(key) = self.keys.find_entry(hash, |key| key.posting == number) {
                key.remove();
            }
            self.all.remove(number);
        }
        Some((pick, moved))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(group: u32) -> Entry {
        Entry { needs: 0, group: Pick { group, ..Pick::default() } }
    }

    fn under_hash(postings: &Postings, hash: u64) -> Vec<u32> {
        let found = postings.numbers(0, hash).filter_map(|number| postings.get(number, 0, hash));
        let mut groups: Vec<u32> = found.flat_map(|it| it.entries.iter().map(|entry| entry.group.group())).collect();
        groups.sort_unstable();
        groups
    }

    #[test]
    fn keys_that_are_alike_hide_none_of_them() {
        let mut postings = Postings::default();
        postings.push(0, 0, 1, entry(0));
        postings.push(0, 1, 7 << 60, entry(1));
        assert!(!postings.has_twins());
        // the same tag, and in a small table the same place
        let alike = 1 ^ 1 << 20;
        postings.push(0, 2, alike, entry(2));
        assert!(postings.has_twins());
        assert_eq!(under_hash(&postings, 1), [0]);
        assert_eq!(under_hash(&postings, alike), [2]);
        // two values of the same hash
        postings.push(0, 3, 1, entry(3));
        assert_eq!(under_hash(&postings, 1), [0, 3]);
        assert_eq!((postings.len(0, 0, 1), postings.len(0, 3, 1)), (1, 1));
        postings.swap_remove(0, 0, 1, 0);
        assert_eq!(under_hash(&postings, 1), [3]);
    }
}
