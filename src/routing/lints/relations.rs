//! Which filters are equal, and which lie within others, without comparing each with each: equal
//! ones become one class, and each class finds those that may contain it by what it asks for.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use super::domain::{Alternative, Domain, Range, order, reaches, within};
use crate::model::{Target, Value, ValueType};

/// How many are named; all are counted.
const NAMED: usize = 3;
/// How many filters at most a filter is compared with that hang under one of its properties, those that
/// ask for the least first. More than a few are there only where very many filters ask for nearly the
/// same: then not all that contain it are found.
const COMPARED: usize = 64;
/// Up to how many alternatives of one filter are compared with each other.
const MANY: usize = 32;

/// Other ports and groups: the first few, and how many in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    pub first: Vec<Target>,
    pub count: usize,
}

impl Others {
    /// All of some lists, each of them in order.
    fn of_classes<'a>(lists: impl Iterator<Item = &'a [Target]>) -> Self {
        let (mut first, mut count) = (Vec::new(), 0);
        for list in lists {
            count += list.len();
            first.extend(list.iter().take(NAMED));
            first.sort_unstable();
            first.truncate(NAMED);
        }
        Self { first: first.into_iter().cloned().collect(), count }
    }
}

/// Who has the same filter, and whose filters contain it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Relations {
    pub equal: Others,
    pub within: Others,
}

/// The alternatives in one order, without those that lie within others.
fn canonical(mut alternatives: Vec<Alternative<'_>>) -> Vec<Alternative<'_>> {
    if (2..=MANY).contains(&alternatives.len()) {
        let mut kept: Vec<Alternative<'_>> = Vec::with_capacity(alternatives.len());
        for it in alternatives {
            if kept.iter().any(|other| it.is_within(other)) {
                continue;
            }
            kept.retain(|other| !other.is_within(&it));
            kept.push(it);
        }
        alternatives = kept;
    }
    alternatives.sort_by_cached_key(|it| {
        let mut hasher = DefaultHasher::new();
        it.hash(&mut hasher);
        hasher.finish()
    });
    alternatives.dedup();
    alternatives
}

/// Filters that let the same messages through.
struct Class<'a> {
    alternatives: Vec<Alternative<'a>>,
    /// In their order.
    owners: Vec<Target>,
}

/// Ranges of one property, from the lowest lower bound on, with the highest upper bound of each half,
/// quarter and so on.
#[derive(Default)]
struct Ranges<'a> {
    all: Vec<(&'a Range, usize)>,
    /// Of the piece from `first` of `length`: where its highest upper bound stands. As a heap.
    highest: Vec<usize>,
}

/// What hangs under one property.
#[derive(Default)]
struct Under<'a> {
    equal: HashMap<&'a Value, Vec<usize>>,
    ranges: BTreeMap<ValueType, Ranges<'a>>,
    any: Vec<usize>,
}

impl Ranges<'_> {
    fn finish(&mut self) {
        self.all.sort_by(|(a, x), (b, y)| order(&a.from, &b.from).then(x.cmp(y)));
        self.highest = vec![0; self.all.len().next_power_of_two() * 2];
        self.build(1, 0, self.all.len());
    }

    fn build(&mut self, node: usize, first: usize, end: usize) -> usize {
        let best = if end - first == 1 {
            first
        } else {
            let middle = first.midpoint(end);
            let (a, b) = (self.build(node * 2, first, middle), self.build(node * 2 + 1, middle, end));
            if reaches(self.all[a].0.below.as_ref(), self.all[b].0.below.as_ref()) { a } else { b }
        };
        self.highest[node] = best;
        best
    }

    /// Those whose bounds are around these, as long as `take` wants more.
    fn around(&self, range: &Range, take: &mut dyn FnMut(usize) -> bool) {
        let end = self.all.partition_point(|(it, _)| order(&it.from, &range.from) != Ordering::Greater);
        self.visit((1, 0, self.all.len()), end, range, take);
    }

    fn visit(
        &self,
        (node, first, end): (usize, usize, usize),
        until: usize,
        range: &Range,
        take: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        let highest = self.all[self.highest[node]].0.below.as_ref();
        if first >= until || !reaches(highest, range.below.as_ref()) {
            return true;
        }
        if end - first == 1 {
            return take(self.all[first].1);
        }
        let middle = first.midpoint(end);
        self.visit((node * 2, first, middle), until, range, take)
            && self.visit((node * 2 + 1, middle, end), until, range, take)
    }
}

/// Finds the relations of all filters; those of `owners[i]` come out at `i`. `None`: nobody wants them
/// any more, as `tell` says, which is told how many filters are done.
pub(super) fn relations(
    filters: Vec<(Target, Vec<Alternative<'_>>)>,
    tell: &mut dyn FnMut(usize) -> bool,
) -> Option<HashMap<Target, Relations>> {
    let mut classes: Vec<Class<'_>> = Vec::new();
    let mut class_of: HashMap<Vec<Alternative<'_>>, usize> = HashMap::new();
    for (owner, alternatives) in filters {
        let alternatives = canonical(alternatives);
        if let Some(at) = class_of.get(&alternatives) {
            classes[*at].owners.push(owner);
        } else {
            class_of.insert(alternatives.clone(), classes.len());
            classes.push(Class { alternatives, owners: vec![owner] });
        }
    }
    drop(class_of);
    let index = index(&classes);
    let mut found = HashMap::new();
    let mut done = 0;
    for at in 0..classes.len() {
        let around = around(&classes, &index, at);
        let class = &classes[at];
        let (equal, containing): (Vec<usize>, Vec<usize>) =
            around.into_iter().partition(|other| within(&classes[*other].alternatives, &class.alternatives));
        let of = |these: &[usize]| Others::of_classes(these.iter().map(|it| classes[*it].owners.as_slice()));
        let (twins, containing) = (of(&equal), of(&containing));
        for owner in &class.owners {
            let mut first: Vec<Target> =
                class.owners.iter().filter(|it| *it != owner).take(NAMED).chain(&twins.first).cloned().collect();
            first.sort_unstable();
            first.truncate(NAMED);
            let equal = Others { first, count: class.owners.len() - 1 + twins.count };
            if equal.count + containing.count > 0 {
                found.insert(owner.clone(), Relations { equal, within: containing.clone() });
            }
        }
        let before = done;
        done += class.owners.len();
        if before / super::PIECE != done / super::PIECE && !tell(done) {
            return None;
        }
    }
    Some(found)
}

/// Hangs each alternative under the rarest of what it asks for.
fn index<'c, 'a>(classes: &'c [Class<'a>]) -> HashMap<&'a str, Under<'c>> {
    let mut counts: HashMap<(&str, Option<&Value>), usize> = HashMap::new();
    let all = || classes.iter().flat_map(|class| &class.alternatives);
    for (property, domain) in all().flat_map(|it| &it.0) {
        *counts.entry((*property, domain.value())).or_default() += 1;
    }
    let mut index: HashMap<&str, Under<'_>> = HashMap::new();
    for (at, class) in classes.iter().enumerate() {
        for alternative in &class.alternatives {
            let rarest = alternative.0.iter().min_by_key(|(property, domain)| {
                let kind = match (domain.value(), domain) {
                    (Some(_), _) => 0,
                    (None, Domain::Of(_)) => 1,
                    (None, Domain::Any) => 2,
                };
                (kind, counts.get(&(**property, domain.value())).copied().unwrap_or(0))
            });
            let Some((property, domain)) = rarest else { continue };
            let under = index.entry(*property).or_default();
            match (domain.value(), domain) {
                (Some(value), _) => under.equal.entry(value).or_default().push(at),
                (None, Domain::Of(range)) => {
                    under.ranges.entry(range.from.value_type()).or_default().all.push((range, at));
                }
                (None, Domain::Any) => under.any.push(at),
            }
        }
    }
    // those that ask for the least contain the most
    let asks = |at: &usize| (classes[*at].alternatives.iter().map(|it| it.0.len()).min().unwrap_or(0), *at);
    for under in index.values_mut() {
        under.equal.values_mut().chain([&mut under.any]).for_each(|list| list.sort_by_key(asks));
        under.ranges.values_mut().for_each(Ranges::finish);
    }
    index
}

/// The other classes that contain one.
fn around(classes: &[Class<'_>], index: &HashMap<&str, Under<'_>>, at: usize) -> Vec<usize> {
    let class = &classes[at];
    // one that contains all of it contains its first alternative
    let Some(first) = class.alternatives.first() else { return Vec::new() };
    let mut found: Vec<usize> = Vec::new();
    for (property, domain) in &first.0 {
        let Some(under) = index.get(property) else { continue };
        let mut left = COMPARED;
        let mut take = |other: usize| {
            if other != at && !found.contains(&other) {
                left -= 1;
                if within(&class.alternatives, &classes[other].alternatives) {
                    found.push(other);
                }
            }
            left > 0
        };
        let listed = domain.value().and_then(|value| under.equal.get(value)).into_iter().flatten();
        if listed.chain(&under.any).all(|other| take(*other))
            && let Domain::Of(range) = domain
            && let Some(ranges) = under.ranges.get(&range.from.value_type())
        {
            ranges.around(range, &mut take);
        }
    }
    found
}

/// The relations of one filter, compared with all others.
pub(super) fn relations_of<'a>(
    alternatives: &[Alternative<'_>],
    others: impl Iterator<Item = (Target, Vec<Alternative<'a>>)>,
) -> Relations {
    let (mut equal, mut containing) = (Vec::new(), Vec::new());
    for (owner, other) in others {
        if within(alternatives, &other) {
            if within(&other, alternatives) { equal.push(owner) } else { containing.push(owner) }
        }
    }
    let of = |list: &Vec<Target>| Others::of_classes(std::iter::once(list.as_slice()));
    Relations { equal: of(&equal), within: of(&containing) }
}
