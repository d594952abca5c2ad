//! Which filters a message matches, found by the properties that it has.
//!
//! Each AND-group of a filter hangs under one thing that a message must have to match it: the value of
//! an `==`, the one under which the fewest others hang; where it has no `==`, a bound of a property or,
//! last, a property that must be there (*access predicate*; Fabret et al., SIGMOD 2001). So a message
//! leads to few AND-groups, and only what is left of those is compared with it.
//!
//! What is compared lies close together, in numbers: this is for whoever asks often and follows the
//! edits. Whoever asks once compares all filters, see [`matches`](super::matches).

mod bounds;
mod interned;
mod message;
mod postings;
mod search;
mod slab;

use std::{collections::HashMap, hash::BuildHasher};

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use smallvec::SmallVec;

use self::{
    bounds::{Bound, Bounds, Side},
    interned::Values,
    message::{Known, Message, bit},
    postings::Postings,
    search::Search,
    slab::Slab,
};
use crate::model::{Artifact, BizTalkGroup, Context, Filter, Name, Operator, Predicate, SendPort, Target, Value};

/// Of how many filters what they are is read ahead while an index is made.
const READ_AHEAD: usize = 64;

/// Of how many properties of a message what they lead to is fetched at once.
const AT_ONCE: usize = 16;

type PropertyId = u32;
type ValueId = u32;
type GroupId = u32;
type OwnerId = u32;

/// What an AND-group asks of one property.
#[derive(Clone, Copy, Debug, Default)]
struct Term {
    /// Behind the number of the operator.
    property: u32,
    value: ValueId,
}

impl Term {
    const OPERATOR_BITS: u32 = 3;

    fn new(property: PropertyId, operator: Operator, value: ValueId) -> Self {
        Self { property: property << Self::OPERATOR_BITS | operator as u32, value }
    }

    #[inline]
    fn property(self) -> PropertyId {
        self.property >> Self::OPERATOR_BITS
    }

    #[inline]
    fn operator(self) -> Operator {
        Operator::ALL[(self.property & ((1 << Self::OPERATOR_BITS) - 1)) as usize]
    }
}

/// Where an AND-group hangs.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    hook: Hook,
    term: Term,
    /// Among what hangs there; bounds are found by their values.
    at: u32,
}

impl Place {
    /// Whether all that the term asks holds for whatever leads there.
    fn says_all(self) -> bool {
        self.hook != Hook::Property || self.term.operator() == Operator::Exists
    }
}

/// Leads to an AND-group. A message meets many that it does not match, so most of what does not is known
/// without looking anywhere else.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// Of the properties of what it asks beside that under which it hangs, see [`bit`].
    needs: u64,
    group: Pick,
}

/// An AND-group, and what it asks first beside that under which it hangs.
#[derive(Clone, Copy, Debug, Default)]
struct Pick {
    term: Term,
    /// With [`Pick::WITHOUT_TERM`] and [`Pick::WITHOUT_REST`].
    group: u32,
    /// With [`Pick::ONE_OF_SEVERAL`].
    owner: u32,
}

impl Pick {
    /// Nothing is asked besides; `term` says nothing.
    const WITHOUT_TERM: u32 = 1 << 31;
    /// Nothing is asked but `term`.
    const WITHOUT_REST: u32 = 1 << 30;
    /// The filter has other AND-groups, so that the owner may be found twice.
    const ONE_OF_SEVERAL: u32 = 1 << 31;

    #[inline]
    fn group(self) -> GroupId {
        self.group & !(Self::WITHOUT_TERM | Self::WITHOUT_REST)
    }

    fn term(self) -> Option<Term> {
        (self.group & Self::WITHOUT_TERM == 0).then_some(self.term)
    }

    #[inline]
    fn owner(self) -> OwnerId {
        self.owner & !Self::ONE_OF_SEVERAL
    }
}

/// What filters look at.
#[derive(Clone, Debug, Default)]
struct Property {
    name: Box<str>,
    /// How many predicates.
    uses: u32,
    any: Any,
    below: Bounds,
    above: Bounds,
}

/// What hangs under a property that a message must have, whatever its value.
#[derive(Clone, Debug, Default)]
struct Any {
    /// See [`Entry::needs`]: by themselves, since little else is looked at of most.
    needs: Vec<u64>,
    groups: Vec<Pick>,
}

impl Any {
    /// Up to how many bounds hang here too: so few are quicker to go through than to be found.
    const FEW: usize = 64;

    fn len(&self) -> usize {
        self.needs.len()
    }

    fn push(&mut self, entry: Entry) {
        self.needs.push(entry.needs);
        self.groups.push(entry.group);
    }

    fn swap_remove(&mut self, at: usize) -> Pick {
        self.needs.swap_remove(at);
        self.groups.swap_remove(at)
    }
}

/// Under what of a property an AND-group hangs, the best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Hook {
    Value,
    Below,
    Above,
    #[default]
    Property,
}

impl Hook {
    fn of(operator: Operator) -> Self {
        match operator {
            Operator::Equals => Self::Value,
            Operator::LessThan | Operator::LessThanOrEquals => Self::Below,
            Operator::GreaterThan | Operator::GreaterThanOrEquals => Self::Above,
            Operator::NotEquals | Operator::Exists => Self::Property,
        }
    }
}

/// A send port or a send port group that has a filter.
#[derive(Clone, Debug)]
struct Owner {
    target: Target,
    hash: u64,
    groups: SmallVec<[GroupId; 2]>,
}

impl Default for Owner {
    fn default() -> Self {
        Self { target: Target::SendPort(Name::default()), hash: 0, groups: SmallVec::new() }
    }
}

/// An index of the filters of all send ports and send port groups.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    hasher: RandomState,
    names: HashMap<Box<str>, PropertyId, RandomState>,
    properties: Slab<Property>,
    values: Values,
    postings: Postings,
    /// By AND-group: what it asks behind its first term.
    rests: Slab<SmallVec<[Term; 2]>>,
    /// Likewise.
    places: Vec<Place>,
    owners: Slab<Owner>,
    numbers: HashTable<OwnerId>,
}

impl Matcher {
    /// The index of all filters of a BizTalk group. It costs about a microsecond for each of them.
    #[must_use]
    pub fn of(group: &BizTalkGroup) -> Self {
        let mut matcher = Self::for_about(group.send_ports.size() + group.send_port_groups.size());
        let ports: Vec<&SendPort> = group.send_ports.values().map(AsRef::as_ref).collect();
        for ports in ports.chunks(READ_AHEAD) {
            let ahead = ports.iter().map(|port| ahead(&port.name, &port.filter));
            std::hint::black_box(ahead.fold(0, usize::wrapping_add));
            for port in ports.iter().filter(|port| !port.filter.is_empty()) {
                matcher.insert(Target::SendPort(port.name.clone()), &port.filter);
            }
        }
        matcher.insert_send_port_groups(group);
        matcher
    }

    /// Likewise of the send port groups only.
    #[must_use]
    pub fn of_send_port_groups(group: &BizTalkGroup) -> Self {
        let mut matcher = Self::for_about(group.send_port_groups.size());
        matcher.insert_send_port_groups(group);
        matcher
    }

    fn insert_send_port_groups(&mut self, group: &BizTalkGroup) {
        for spg in group.send_port_groups.values().filter(|spg| !spg.filter.is_empty()) {
            self.insert(Target::SendPortGroup(spg.name.clone()), &spg.filter);
        }
    }

    fn for_about(filters: usize) -> Self {
        Self {
            rests: Slab::with_capacity(filters),
            places: Vec::with_capacity(filters),
            owners: Slab::with_capacity(filters),
            numbers: HashTable::with_capacity(filters),
            ..Self::default()
        }
    }

    /// An artifact is replaced by another one, comes (`before` is none) or goes. It costs as much as the
    /// filter is long that it had and the one that it has, however many others there are.
    pub fn follow(&mut self, before: Option<&Artifact>, after: Option<&Artifact>) {
        let (before, after) = (before.and_then(filter_of), after.and_then(filter_of));
        if let (Some((was, before)), Some((is, after))) = (&before, &after) {
            // most edits are of something else
            let same_spelling = was == is && was.name().same_spelling(is.name());
            if same_spelling && before == after {
                return;
            }
        }
        if let Some((owner, _)) = before {
            self.remove(&owner);
        }
        if let Some((owner, filter)) = after {
            self.remove(&owner);
            if !filter.is_empty() {
                self.insert(owner, filter);
            }
        }
    }

    /// The owners of all filters that match, each once, in no order.
    #[must_use]
    pub fn matching(&self, context: &Context) -> Vec<&Target> {
        let mut message = Message::default();
        let mut promoted = context.0.iter();
        loop {
            let mut some = [("", &Value::Integer(0)); AT_ONCE];
            let count = fill(&mut some, promoted.by_ref().map(|(name, value)| (name.as_str(), value)));
            // reading ahead waits once for what would be waited for one after the other
            let ahead = some[..count].iter().map(|(name, value)| first(name) + first_of(value));
            std::hint::black_box(ahead.fold(0, usize::wrapping_add));
            for (name, value) in &some[..count] {
                if let Some(property) = self.names.get(*name) {
                    message.add(*property, value, interned::hash(&self.hasher, value));
                }
            }
            if count < AT_ONCE {
                break;
            }
        }
        let mut search = Search::new(self, &message);
        for some in message.known.chunks(AT_ONCE) {
            self.look_under_values(some, &mut search);
        }
        for it in &message.known {
            let property = &self.properties[it.property];
            search.look_through_any(&property.any.needs, &property.any.groups);
            property.below.each(Side::Below, it.value, &mut search);
            property.above.each(Side::Above, it.value, &mut search);
        }
        search.owners()
    }

    /// Looks at what hangs under the values of some properties, not more than [`AT_ONCE`]. It goes in steps:
    /// nothing depends on what is being fetched until all of it is.
    #[inline]
    fn look_under_values(&self, some: &[Known<'_>], search: &mut Search<'_, '_, '_>) {
        if self.postings.has_twins() {
            for it in some {
                let numbers = self.postings.numbers(it.property, it.hash);
                numbers.for_each(|number| self.look_under_value(it, number, search));
            }
            return;
        }
        let mut numbers = [0; AT_ONCE];
        let mut places = [0_u8; AT_ONCE];
        let mut count = 0;
        for (at, it) in some.iter().enumerate() {
            let number = self.postings.number(it.property, it.hash);
            (numbers[count], places[count]) = (number.unwrap_or_default(), at as u8);
            count += usize::from(number.is_some());
        }
        let found = numbers[..count].iter().zip(&places);
        let ahead = found.clone().map(|(number, _)| self.postings.ahead(*number));
        std::hint::black_box(ahead.fold(0, |bits, hash| bits | hash));
        for (number, at) in found {
            self.look_under_value(&some[usize::from(*at)], *number, search);
        }
    }

    #[inline]
    fn look_under_value(&self, it: &Known<'_>, number: u32, search: &mut Search<'_, '_, '_>) {
        if let Some(posting) = self.postings.get(number, it.property, it.hash) {
            // that it is the value and no other one of the same hash is looked at only if it matters
            search.look_through(&posting.entries, || self.values.by_number[posting.value].value == *it.value);
        }
    }

    fn insert(&mut self, target: Target, filter: &Filter) {
        let hash = self.hasher.hash_one(&target);
        let owner = self.owners.insert(Owner { target, hash, groups: SmallVec::new() });
        let owners = &self.owners;
        self.numbers.insert_unique(hash, owner, |it| owners[*it].hash);
        let several = if filter.groups().nth(1).is_some() { Pick::ONE_OF_SEVERAL } else { 0 };
        for group in filter.groups() {
            let mut terms: SmallVec<[Term; 4]> = group.iter().map(|predicate| self.term(predicate)).collect();
            let Some((at, mut place)) = self.rarest(&terms) else { continue };
            if place.says_all() {
                terms.swap_remove(at);
            }
            let needs = terms.iter().fold(0, |bits, term| bits | bit(term.property()));
            let flag = match terms.len() {
                0 => Pick::WITHOUT_TERM,
                1 => Pick::WITHOUT_REST,
                _ => 0,
            };
            // what fewer messages have comes first
            terms.sort_by_key(|term| Hook::of(term.operator()));
            let term = terms.first().copied().unwrap_or_default();
            let group = self.rests.insert(terms.into_iter().skip(1).collect());
            self.owners[owner].groups.push(group);
            let entry = Entry { needs, group: Pick { term, group: group | flag, owner: owner | several } };
            place.at = self.hang(place, entry);
            match self.places.get_mut(group as usize) {
                Some(it) => *it = place,
                None => self.places.push(place),
            }
        }
    }

    fn remove(&mut self, target: &Target) {
        let hash = self.hasher.hash_one(target);
        let owners = &self.owners;
        let Ok(found) = self.numbers.find_entry(hash, |it| owners[*it].target == *target) else { return };
        let (owner, _) = found.remove();
        for group in self.owners.remove(owner).groups {
            let place = self.places[group as usize];
            let first = self.unhang(place, group).and_then(Pick::term);
            let rest = self.rests.remove(group);
            let hung = place.says_all().then_some(place.term);
            for term in first.into_iter().chain(rest).chain(hung) {
                self.leave(term);
            }
        }
    }

    fn term(&mut self, predicate: &Predicate) -> Term {
        let Predicate { property: name, operator, value } = predicate;
        let property = if let Some(known) = self.names.get(name.as_str()) {
            *known
        } else {
            let name: Box<str> = name.as_str().into();
            let number = self.properties.insert(Property { name: name.clone(), ..Property::default() });
            self.names.insert(name, number);
            number
        };
        self.properties[property].uses += 1;
        let value = if operator.takes_value() {
            self.values.take(value, interned::hash(&self.hasher, value))
        } else {
            ValueId::MAX
        };
        Term::new(property, *operator, value)
    }

    fn leave(&mut self, term: Term) {
        if term.operator().takes_value() {
            self.values.leave(term.value);
        }
        let property = &mut self.properties[term.property()];
        property.uses -= 1;
        if property.uses == 0 {
            let gone = self.properties.remove(term.property());
            self.names.remove(&gone.name);
        }
    }

    /// The place at which the fewest hang, and which of the terms it is that of: a value before a bound, a
    /// bound before a property, unless there are few.
    fn rarest(&self, terms: &[Term]) -> Option<(usize, Place)> {
        let mut values = terms.iter().enumerate().filter(|(_, term)| term.operator() == Operator::Equals);
        let place = |hook, (at, term): (usize, &Term)| (at, Place { hook, term: *term, at: 0 });
        if let Some(first) = values.next() {
            let rarest = match values.next() {
                None => first,
                Some(second) => {
                    [first, second].into_iter().chain(values).min_by_key(|(_, term)| self.hanging(**term))?
                }
            };
            return Some(place(Hook::Value, rarest));
        }
        let others = |term: &Term| {
            let property = &self.properties[term.property()];
            let hook = Hook::of(term.operator());
            let others = match hook {
                _ if property.any.len() < Any::FEW => return (Hook::Value, property.any.len()),
                Hook::Below => property.below.len(),
                Hook::Above => property.above.len(),
                Hook::Value | Hook::Property => property.any.len(),
            };
            (hook, others)
        };
        let rarest = terms.iter().enumerate().min_by_key(|(_, term)| others(term))?;
        let hook = match others(rarest.1) {
            (Hook::Value, _) => Hook::Property,
            (hook, _) => hook,
        };
        Some(place(hook, rarest))
    }

    /// Returns the place among what hangs there.
    fn hang(&mut self, Place { hook, term, .. }: Place, entry: Entry) -> u32 {
        let values = &self.values.by_number;
        let property = &mut self.properties[term.property()];
        let others = match hook {
            Hook::Value => self.postings.push(term.property(), term.value, values[term.value].hash, entry),
            Hook::Below | Hook::Above => {
                let bounds = if hook == Hook::Below { &mut property.below } else { &mut property.above };
                bounds.insert(Bound { entry, term }, values);
                0
            }
            Hook::Property => {
                property.any.push(entry);
                property.any.len() - 1
            }
        };
        others as u32
    }

    /// Returns what hung there.
    fn unhang(&mut self, Place { hook, term, at }: Place, group: GroupId) -> Option<Pick> {
        let values = &self.values.by_number;
        let property = &mut self.properties[term.property()];
        let at = at as usize;
        let (pick, moved) = match hook {
            Hook::Value => {
                let hash = values[term.value].hash;
                self.postings.swap_remove(term.property(), term.value, hash, at)?
            }
            Hook::Below => (property.below.remove(term.value, group, values)?.entry.group, None),
            Hook::Above => (property.above.remove(term.value, group, values)?.entry.group, None),
            Hook::Property => (property.any.swap_remove(at), property.any.groups.get(at).copied()),
        };
        if let Some(moved) = moved {
            self.places[moved.group() as usize].at = at as u32;
        }
        Some(pick)
    }

    /// How many hang under the value of a term.
    fn hanging(&self, term: Term) -> usize {
        self.postings.len(term.property(), term.value, self.values.by_number[term.value].hash)
    }
}

/// Fills places from the first on; returns how many.
#[inline]
fn fill<T>(places: &mut [T], items: impl Iterator<Item = T>) -> usize {
    let mut count = 0;
    for (place, item) in places.iter_mut().zip(items) {
        *place = item;
        count += 1;
    }
    count
}

/// The first byte, which is read with what lies beside it.
#[inline]
fn first(text: &str) -> usize {
    usize::from(text.as_bytes().first().copied().unwrap_or_default())
}

#[inline]
fn first_of(value: &Value) -> usize {
    if let Value::String(text) = value { first(text) } else { 0 }
}

/// Reads what [`Matcher::insert`] is going to read. Of many that lie far from one another it is waited for
/// at the same time, which makes an index in about two thirds of the time.
fn ahead(name: &Name, filter: &Filter) -> usize {
    let of_filter = filter.0.iter().flatten().map(|it| first(&it.property) + first_of(&it.value));
    of_filter.fold(first(name.as_str()), usize::wrapping_add)
}

fn filter_of(artifact: &Artifact) -> Option<(Target, &Filter)> {
    match artifact {
        Artifact::SendPort(port) => Some((Target::SendPort(port.name.clone()), &port.filter)),
        Artifact::SendPortGroup(spg) => Some((Target::SendPortGroup(spg.name.clone()), &spg.filter)),
        _ => None,
    }
}
