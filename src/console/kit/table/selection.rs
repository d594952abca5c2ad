//! What is selected: in the order in which it was chosen, and quick to ask.

use std::{
    collections::HashSet,
    fmt,
    hash::Hash,
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Selected keys. Cheap to clone; asking whether a key is selected takes the same time however
/// many are. Reads like a slice.
pub struct Selection<K>(Arc<Inner<K>>);

struct Inner<K> {
    items: Vec<K>,
    /// The same again, to ask.
    set: HashSet<K>,
    edition: u64,
}

/// Names every selection that was ever made, so that what was computed for one can be kept.
static EDITIONS: AtomicU64 = AtomicU64::new(1);

impl<K: Clone + Eq + Hash> Selection<K> {
    #[must_use]
    pub fn new(items: Vec<K>) -> Self {
        let mut set = HashSet::with_capacity(items.len());
        let mut unique = Vec::with_capacity(items.len());
        for item in items {
            if set.insert(item.clone()) {
                unique.push(item);
            }
        }
        Self(Arc::new(Inner { items: unique, set, edition: EDITIONS.fetch_add(1, Ordering::Relaxed) }))
    }

    #[must_use]
    pub fn contains(&self, key: &K) -> bool {
        self.0.set.contains(key)
    }

    /// Likewise, with one more or one less.
    #[must_use]
    pub fn toggled(&self, key: &K) -> Self {
        if self.contains(key) {
            Self::new(self.iter().filter(|it| *it != key).cloned().collect())
        } else {
            Self::new(self.iter().cloned().chain([key.clone()]).collect())
        }
    }
}

impl<K> Selection<K> {
    /// Another number for every selection that was made.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.0.edition
    }

    #[must_use]
    pub fn as_slice(&self) -> &[K] {
        &self.0.items
    }
}

impl<K> Clone for Selection<K> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K: Clone + Eq + Hash> Default for Selection<K> {
    fn default() -> Self {
        Self(Arc::new(Inner { items: Vec::new(), set: HashSet::new(), edition: 0 }))
    }
}

impl<K> Deref for Selection<K> {
    type Target = [K];
    fn deref(&self) -> &[K] {
        &self.0.items
    }
}

impl<K: PartialEq> PartialEq for Selection<K> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.items == other.0.items
    }
}
impl<K: Eq> Eq for Selection<K> {}

impl<K: fmt::Debug> fmt::Debug for Selection<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.items.fmt(f)
    }
}

impl<K: Clone + Eq + Hash> From<Vec<K>> for Selection<K> {
    fn from(items: Vec<K>) -> Self {
        Self::new(items)
    }
}

impl<K: Clone + Eq + Hash> FromIterator<K> for Selection<K> {
    fn from_iter<I: IntoIterator<Item = K>>(items: I) -> Self {
        Self::new(items.into_iter().collect())
    }
}
