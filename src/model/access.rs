//! Which filters a message can match at all, by the properties that it has.
//!
//! Each AND-group of a filter hangs under one thing that a message must have to match it: the rarest
//! value that it asks a property to be equal to, or, where it has no `==`, the rarest property that it
//! looks at. So a message leads to few filters, and only those are compared with it.

use std::collections::BTreeSet;

use rpds::{HashTrieMapSync, RedBlackTreeMapSync, RedBlackTreeSetSync};

use super::{Context, Filter, Operator, Predicate, Target, Value};

/// Under what an AND-group hangs: a property, and the value that it must be equal to, if there is one.
type Key = (String, Option<Value>);

/// The owners of the filters that hang under one property.
#[derive(Clone, Debug, Default)]
struct Under {
    /// The message must have the property.
    any: RedBlackTreeSetSync<Target>,
    /// The message must have this value of it.
    equal: HashTrieMapSync<Value, RedBlackTreeSetSync<Target>>,
}

impl Under {
    fn count(&self, value: Option<&Value>) -> usize {
        match value {
            Some(value) => self.equal.get(value).map_or(0, RedBlackTreeSetSync::size),
            None => self.any.size(),
        }
    }
}

/// An index of the filters of all send ports and send port groups. It shares its structure with the
/// one that it was made from, and a change costs as much as the filter that changes is long.
#[derive(Clone, Debug, Default)]
pub(super) struct Access {
    under: HashTrieMapSync<String, Under>,
    /// Under what the filters of each owner hang.
    keys: RedBlackTreeMapSync<Target, Vec<Key>>,
}

/// It follows from the filters, and says nothing that they do not say.
impl PartialEq for Access {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Access {
    /// Takes the filter of an owner in the place of the one that it had.
    pub(super) fn put(&mut self, owner: &Target, filter: &Filter) {
        self.remove(owner);
        let mut keys: Vec<Key> = filter.groups().filter_map(|group| self.rarest(group)).collect();
        keys.sort_unstable_by(|a, b| (&a.0, a.1.is_some()).cmp(&(&b.0, b.1.is_some())));
        keys.dedup();
        if keys.is_empty() {
            return;
        }
        for (property, value) in &keys {
            // what nobody shares is changed in its place
            if !self.under.contains_key(property) {
                self.under.insert_mut(property.clone(), Under::default());
            }
            let Some(under) = self.under.get_mut(property) else { continue };
            match value {
                Some(value) => {
                    if !under.equal.contains_key(value) {
                        under.equal.insert_mut(value.clone(), RedBlackTreeSetSync::default());
                    }
                    if let Some(owners) = under.equal.get_mut(value) {
                        owners.insert_mut(owner.clone());
                    }
                }
                None => under.any.insert_mut(owner.clone()),
            }
        }
        self.keys.insert_mut(owner.clone(), keys);
    }

    pub(super) fn remove(&mut self, owner: &Target) {
        let Some(keys) = self.keys.get(owner).cloned() else { return };
        for (property, value) in &keys {
            let Some(mut under) = self.under.get(property).cloned() else { continue };
            match value {
                Some(value) => {
                    let mut owners = under.equal.get(value).cloned().unwrap_or_default();
                    owners.remove_mut(owner);
                    if owners.is_empty() {
                        under.equal.remove_mut(value);
                    } else {
                        under.equal.insert_mut(value.clone(), owners);
                    }
                }
                None => drop(under.any.remove_mut(owner)),
            }
            if under.any.is_empty() && under.equal.is_empty() {
                self.under.remove_mut(property);
            } else {
                self.under.insert_mut(property.clone(), under);
            }
        }
        self.keys.remove_mut(owner);
    }

    fn rarest(&self, group: &[Predicate]) -> Option<Key> {
        let count =
            |predicate: &Predicate, value| self.under.get(&predicate.property).map_or(0, |under| under.count(value));
        let equal = group.iter().filter(|it| it.operator == Operator::Equals);
        if let Some(it) = equal.min_by_key(|it| count(it, Some(&it.value))) {
            return Some((it.property.clone(), Some(it.value.clone())));
        }
        group.iter().min_by_key(|it| count(it, None)).map(|it| (it.property.clone(), None))
    }

    /// The owners of all filters that match, and of a few others: ports in the order of their names,
    /// then groups.
    pub(super) fn may_match<'a>(&'a self, context: &Context) -> BTreeSet<&'a Target> {
        let mut owners = BTreeSet::new();
        for (property, value) in &context.0 {
            if let Some(under) = self.under.get(property) {
                owners.extend(&under.any);
                owners.extend(under.equal.get(value).into_iter().flatten());
            }
        }
        owners
    }
}
