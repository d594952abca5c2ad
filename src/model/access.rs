//! Which filters a message matches, found by the properties that it has.
//!
//! Each AND-group of a filter hangs under one thing that a message must have to match it: the rarest
//! value that it asks a property to be equal to, or, where it has no `==`, the rarest property that it
//! looks at (*access predicate*; Fabret et al., SIGMOD 2001). So a message leads to few AND-groups, and
//! only what is left of those is compared with it.
//!
//! All of it shares its structure with the index that it was made from: a snapshot costs nothing, and a
//! change costs as much as the filter that changes is long, however many others there are.

use std::{
    collections::HashMap,
    hash::{BuildHasher, BuildHasherDefault, Hasher},
    sync::Arc,
};

use foldhash::fast::RandomState;
use rpds::{HashTrieMapSync, VectorSync};
use smallvec::SmallVec;

use super::{Context, Filter, Operator, Predicate, Target, Value};

/// The number of a property in this index. Numbers are given once and kept.
type PropertyId = u32;

/// The number of no property, which every message has.
const ALWAYS: PropertyId = 0;

/// What an AND-group asks of one property.
#[derive(Clone, Debug)]
struct Term {
    property: PropertyId,
    operator: Operator,
    /// Of `value`: most values that are not equal differ here already.
    hash: u64,
    value: Value,
}

/// An AND-group.
#[derive(Clone, Debug)]
struct Entry {
    owner: Arc<Target>,
    /// What it asks beside that under which it hangs.
    rest: Arc<[Term]>,
    /// Of `owner`.
    hash: u64,
    /// Properties of `rest` that a message must have, so that most of what does not match is known
    /// without looking there; [`ALWAYS`] fills it up.
    needs: [PropertyId; 3],
    /// The filter has other AND-groups, so that the owner may be found twice.
    one_of_several: bool,
}

/// What hangs under one thing, in pieces: a change copies one of them.
#[derive(Clone, Debug, Default)]
struct Posting(SmallVec<[Arc<[Entry]>; 1]>);

impl Posting {
    const PIECE: usize = 32;

    fn of(entries: Vec<Entry>) -> Self {
        let mut pieces = SmallVec::new();
        let mut entries = entries.into_iter().peekable();
        while entries.peek().is_some() {
            pieces.push(entries.by_ref().take(Self::PIECE).collect());
        }
        Self(pieces)
    }

    fn len(&self) -> usize {
        // near enough to tell what is rare: pieces lose what is taken away and are not filled up again
        self.0.len().saturating_sub(1) * Self::PIECE + self.0.last().map_or(0, |piece| piece.len())
    }

    fn push(&mut self, entry: Entry) {
        match self.0.last_mut() {
            Some(piece) if piece.len() < Self::PIECE => *piece = piece.iter().cloned().chain([entry]).collect(),
            _ => self.0.push(Arc::new([entry])),
        }
    }

    /// Takes away what belongs to an owner.
    fn remove(&mut self, owner: &Target, hash: u64) {
        let its = |entry: &Entry| entry.hash == hash && *entry.owner == *owner;
        for piece in &mut self.0 {
            if piece.iter().any(its) {
                *piece = piece.iter().filter(|entry| !its(entry)).cloned().collect();
            }
        }
        self.0.retain(|piece| !piece.is_empty());
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter().flat_map(|piece| piece.iter())
    }
}

/// What is a hash already is not hashed again.
#[derive(Clone, Copy, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        // never called: the keys are u64
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The values of one hash: nearly always one.
type Bucket = SmallVec<[(Value, Posting); 1]>;
/// Likewise while an index is made.
type Listed = SmallVec<[(Value, Vec<Entry>); 1]>;

/// What hangs under one property.
#[derive(Clone, Debug, Default)]
struct Under {
    /// The message must have the property.
    any: Posting,
    /// The message must have this value of it.
    equal: HashTrieMapSync<u64, Bucket, BuildHasherDefault<Hashed>>,
}

impl Under {
    fn equal(&self, value: &Value, hash: u64) -> Option<&Posting> {
        self.equal.get(&hash)?.iter().find(|(it, _)| it == value).map(|(_, posting)| posting)
    }

    /// The entries that a message with this value must be compared with.
    fn entries(&self, value: &Value, hash: u64) -> impl Iterator<Item = &Entry> {
        self.any.entries().chain(self.equal(value, hash).into_iter().flat_map(Posting::entries))
    }
}

/// The promoted properties of a message by their numbers.
struct Seen<'a> {
    /// By number: the place in `values`, counted from 1; 0 where the message does not have it.
    places: Vec<u32>,
    values: SmallVec<[(PropertyId, &'a Value, u64); 24]>,
}

impl Seen<'_> {
    fn matches(&self, entry: &Entry) -> bool {
        let has = |property: PropertyId| self.places.get(property as usize).is_some_and(|place| *place > 0);
        entry.needs.into_iter().all(has) && entry.rest.iter().all(|term| self.holds(term))
    }

    fn holds(&self, term: &Term) -> bool {
        let place = self.places.get(term.property as usize).copied().unwrap_or_default();
        let Some((_, value, hash)) = (place as usize).checked_sub(1).and_then(|at| self.values.get(at)) else {
            return false;
        };
        match term.operator {
            Operator::Exists => true,
            Operator::Equals => *hash == term.hash && **value == term.value,
            operator => value.compare(&term.value).is_some_and(|order| operator.holds(order)),
        }
    }
}

/// An index of the filters of all send ports and send port groups.
#[derive(Clone, Debug)]
pub(super) struct Access {
    hasher: RandomState,
    /// Names are few and come rarely, so they are copied when one comes.
    numbers: Arc<HashMap<Box<str>, PropertyId, RandomState>>,
    /// By number.
    under: VectorSync<Under>,
}

impl Default for Access {
    fn default() -> Self {
        let hasher = RandomState::default();
        // the first place is that of `ALWAYS`
        let under = VectorSync::new_sync().push_back(Under::default());
        Self { numbers: Arc::new(HashMap::with_hasher(hasher.clone())), hasher, under }
    }
}

/// It follows from the filters, and says nothing that they do not say.
impl PartialEq for Access {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// How an AND-group is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// A message has the value that its term of this place asks for.
    Value(usize),
    /// A message has the property that its term of this place looks at.
    Property(usize),
}

impl By {
    /// The rarest; `count` says how much hangs under a term's value, or under its property.
    fn rarest(terms: &[Term], count: impl Fn(&Term, bool) -> usize) -> Option<Self> {
        let equal = terms.iter().enumerate().filter(|(_, term)| term.operator == Operator::Equals);
        let equal = equal.min_by_key(|(_, term)| count(term, true)).map(|(at, _)| Self::Value(at));
        let any = || terms.iter().enumerate().min_by_key(|(_, term)| count(term, false));
        equal.or_else(|| any().map(|(at, _)| Self::Property(at)))
    }
}

type Terms = SmallVec<[Term; 4]>;

impl Entry {
    fn new(owner: &Arc<Target>, hash: u64, mut terms: Terms, by: By, one_of_several: bool) -> (Term, Self) {
        let term = match by {
            By::Value(at) => terms.remove(at),
            By::Property(at) if terms[at].operator == Operator::Exists => terms.remove(at),
            By::Property(at) => terms[at].clone(),
        };
        let mut needs = [ALWAYS; 3];
        needs.iter_mut().zip(&terms).for_each(|(needed, term)| *needed = term.property);
        (term, Self { owner: owner.clone(), rest: terms.into_iter().collect(), hash, needs, one_of_several })
    }
}

impl Access {
    /// The index of these filters, made at once.
    pub(super) fn of<'a, I: Iterator<Item = (Target, &'a Filter)>>(filters: impl Fn() -> I) -> Self {
        let mut access = Self::default();
        let mut counts: HashMap<(PropertyId, Option<u64>), usize, RandomState> = HashMap::default();
        for predicate in filters().flat_map(|(_, filter)| filter.predicates()) {
            let property = access.number(&predicate.property);
            *counts.entry((property, None)).or_default() += 1;
            if predicate.operator == Operator::Equals {
                *counts.entry((property, Some(access.hasher.hash_one(&predicate.value)))).or_default() += 1;
            }
        }
        let mut any: HashMap<PropertyId, Vec<Entry>, RandomState> = HashMap::default();
        let mut equal: HashMap<(PropertyId, u64), Listed, RandomState> = HashMap::default();
        for (owner, filter) in filters() {
            let owner = Arc::new(owner);
            let hash = access.hasher.hash_one(&*owner);
            let several = filter.groups().nth(1).is_some();
            for group in filter.groups() {
                let terms = access.terms(group);
                let count = |term: &Term, by_value: bool| {
                    counts.get(&(term.property, by_value.then_some(term.hash))).copied().unwrap_or_default()
                };
                let Some(by) = By::rarest(&terms, count) else { continue };
                let (term, entry) = Entry::new(&owner, hash, terms, by, several);
                match by {
                    By::Property(_) => any.entry(term.property).or_default().push(entry),
                    By::Value(_) => {
                        let bucket = equal.entry((term.property, term.hash)).or_default();
                        match bucket.iter_mut().find(|(value, _)| *value == term.value) {
                            Some((_, entries)) => entries.push(entry),
                            None => bucket.push((term.value, vec![entry])),
                        }
                    }
                }
            }
        }
        for (property, entries) in any {
            access.change(property, |under| under.any = Posting::of(entries));
        }
        for ((property, hash), bucket) in equal {
            let bucket = bucket.into_iter().map(|(value, entries)| (value, Posting::of(entries))).collect();
            access.change(property, |under| under.equal.insert_mut(hash, bucket));
        }
        access
    }

    /// The filter of an owner is another one now; without any it is empty.
    pub(super) fn follow(&mut self, owner: &Target, before: Option<&Filter>, now: Option<&Filter>) {
        let hash = self.hasher.hash_one(owner);
        for group in before.into_iter().flat_map(Filter::groups) {
            self.remove(owner, hash, group);
        }
        let Some(now) = now.filter(|now| !now.is_empty()) else { return };
        let owner = Arc::new(owner.clone());
        let several = now.groups().nth(1).is_some();
        for group in now.groups() {
            let terms = self.terms(group);
            let count = |term: &Term, by_value: bool| {
                let Some(under) = self.under.get(term.property as usize) else { return 0 };
                if by_value { under.equal(&term.value, term.hash).map_or(0, Posting::len) } else { under.any.len() }
            };
            let Some(by) = By::rarest(&terms, count) else { continue };
            let (term, entry) = Entry::new(&owner, hash, terms, by, several);
            self.change(term.property, |under| {
                if matches!(by, By::Property(_)) {
                    return under.any.push(entry);
                }
                let mut bucket = under.equal.get(&term.hash).cloned().unwrap_or_default();
                match bucket.iter_mut().find(|(value, _)| *value == term.value) {
                    Some((_, posting)) => posting.push(entry),
                    None => bucket.push((term.value, Posting::of(vec![entry]))),
                }
                under.equal.insert_mut(term.hash, bucket);
            });
        }
    }

    /// What it hangs under was the rarest at its time, so every possible place is looked at.
    fn remove(&mut self, owner: &Target, hash: u64, group: &[Predicate]) {
        for predicate in group {
            let Some(&property) = self.numbers.get(predicate.property.as_str()) else { continue };
            let Some(under) = self.under.get(property as usize) else { continue };
            let is_its = |posting: &Posting| posting.entries().any(|it| it.hash == hash && *it.owner == *owner);
            if is_its(&under.any) {
                self.change(property, |under| under.any.remove(owner, hash));
            }
            let value = self.hasher.hash_one(&predicate.value);
            let Some(bucket) = self.under.get(property as usize).and_then(|under| under.equal.get(&value)) else {
                continue;
            };
            if bucket.iter().any(|(_, posting)| is_its(posting)) {
                let mut bucket = bucket.clone();
                bucket.iter_mut().for_each(|(_, posting)| posting.remove(owner, hash));
                bucket.retain(|(_, posting)| !posting.is_empty());
                self.change(property, |under| {
                    if bucket.is_empty() {
                        under.equal.remove_mut(&value);
                    } else {
                        under.equal.insert_mut(value, bucket);
                    }
                });
            }
        }
    }

    fn change(&mut self, property: PropertyId, change: impl FnOnce(&mut Under)) {
        if let Some(under) = self.under.get_mut(property as usize) {
            change(under);
        }
    }

    fn number(&mut self, property: &str) -> PropertyId {
        if let Some(number) = self.numbers.get(property) {
            return *number;
        }
        let number = self.under.len() as PropertyId;
        self.under.push_back_mut(Under::default());
        Arc::make_mut(&mut self.numbers).insert(property.into(), number);
        number
    }

    fn terms(&mut self, group: &[Predicate]) -> Terms {
        let term = |predicate: &Predicate| Term {
            property: self.number(&predicate.property),
            operator: predicate.operator,
            hash: self.hasher.hash_one(&predicate.value),
            value: predicate.value.clone(),
        };
        group.iter().map(term).collect()
    }

    /// The owners of all filters that match, each once, in no order.
    pub(super) fn matching<'a>(&'a self, context: &Context) -> Vec<&'a Target> {
        let mut seen = Seen { places: vec![0; self.under.len()], values: SmallVec::new() };
        seen.places[ALWAYS as usize] = u32::MAX;
        for (property, value) in &context.0 {
            if let Some(number) = self.numbers.get(property.as_str()) {
                seen.values.push((*number, value, self.hasher.hash_one(value)));
                seen.places[*number as usize] = seen.values.len() as u32;
            }
        }
        let mut owners = Vec::new();
        let mut twice = false;
        for (property, value, hash) in &seen.values {
            let Some(under) = self.under.get(*property as usize) else { continue };
            for entry in under.entries(value, *hash) {
                if seen.matches(entry) {
                    owners.push(&*entry.owner);
                    twice |= entry.one_of_several;
                }
            }
        }
        if twice {
            owners.sort_unstable_by_key(|owner| std::ptr::from_ref::<Target>(owner));
            owners.dedup_by_key(|owner| std::ptr::from_ref::<Target>(owner));
        }
        owners
    }
}
