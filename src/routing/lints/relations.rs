//! Which filters are equal, and which lie within others, without comparing each with each: equal
//! ones become one class, and each class finds those that may contain it by what it asks for. What is
//! compared are numbers as far as it goes: whatever is asked of a property gets one.

use std::{
    cmp::Ordering,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use foldhash::fast::RandomState;
use indexmap::{IndexMap, IndexSet};
use smallvec::SmallVec;

use super::domain::{Alternative, Domain, Range, order, reaches, within};
use crate::model::Target;

/// How many are named; all are counted.
const NAMED: usize = 3;
/// How many filters at most a filter is compared with that hang under one of its properties, those that
/// ask for the least first. More than a few are there only where very many filters ask for nearly the
/// same: then not all that contain it are found.
const COMPARED: usize = 64;
/// Of how many ranges each is looked at, and not the halves first.
const LOOKED_AT: usize = 16;
/// Up to how many alternatives of one filter are compared with each other.
const MANY: usize = 32;

/// Other ports and groups: the first few, and how many in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Others {
    pub first: Vec<Target>,
    pub count: usize,
}

/// Who has the same filter, and whose filters contain it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Relations {
    pub equal: Others,
    pub within: Others,
}

/// The alternatives in one order. If they are not more than [`MANY`], none of them lies within another.
fn canonical(mut alternatives: Vec<Alternative<'_>>) -> Vec<Alternative<'_>> {
    if alternatives.len() < 2 {
        return alternatives;
    }
    alternatives.sort_by_cached_key(|it| {
        let mut hasher = DefaultHasher::new();
        it.hash(&mut hasher);
        hasher.finish()
    });
    alternatives.dedup();
    if alternatives.len() > MANY {
        return alternatives;
    }
    let mut kept: Vec<Alternative<'_>> = Vec::with_capacity(alternatives.len());
    for it in alternatives {
        if kept.iter().any(|other| it.is_within(other)) {
            continue;
        }
        kept.retain(|other| !other.is_within(&it));
        kept.push(it);
    }
    kept
}

type OwnerId = usize;
type PropertyId = usize;
type AskId = usize;
type ClassId = usize;

/// What an alternative asks of one property.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Part {
    property: PropertyId,
    ask: AskId,
}

/// The alternatives of a filter, and what each asks in the order of the names of the properties.
type Parts = SmallVec<[SmallVec<[Part; 2]>; 1]>;

/// The filters of which the relations are looked for.
#[derive(Default)]
pub(super) struct Filters<'a> {
    owners: Vec<Target>,
    properties: IndexSet<&'a str, RandomState>,
    asks: IndexSet<(PropertyId, Domain<'a>), RandomState>,
    /// Filters that let the same messages through, with their owners in order.
    classes: IndexMap<Parts, Vec<OwnerId>, RandomState>,
}

impl<'a> Filters<'a> {
    /// One more, whose owner stands behind those of the others.
    pub fn add(&mut self, owner: Target, alternatives: Vec<Alternative<'a>>) {
        let number = self.owners.len();
        self.owners.push(owner);
        if alternatives.is_empty() {
            return;
        }
        let mut part = |(property, domain)| {
            let property = self.properties.insert_full(property).0;
            Part { property, ask: self.asks.insert_full((property, domain)).0 }
        };
        let parts = canonical(alternatives).into_iter().map(|it| it.into_iter().map(&mut part).collect()).collect();
        self.classes.entry(parts).or_default().push(number);
    }

    /// Finds the relations of all filters, in the order in which they were added. `None`: nobody wants
    /// them any more, as `tell` says, which is told how many filters are done.
    pub fn relations(self, tell: &mut dyn FnMut(usize) -> bool) -> Option<Vec<Relations>> {
        let mut relations = vec![Relations::default(); self.owners.len()];
        let domains: Vec<Domain<'_>> = self.asks.into_iter().map(|(_, domain)| domain).collect();
        let classes: Vec<(Parts, Vec<OwnerId>)> = self.classes.into_iter().collect();
        let index = Index::of(&classes, &domains, self.properties.len());
        let others = |few: &Few| Others {
            first: few.first.iter().map(|owner| self.owners[*owner].clone()).collect(),
            count: few.count,
        };
        let mut found_by = vec![ClassId::MAX; classes.len()];
        let mut around = Vec::new();
        let mut done = 0;
        for (at, (parts, owners)) in classes.iter().enumerate() {
            index.around(at, &mut found_by, &mut around);
            let (mut twins, mut containing) = (Few::default(), Few::default());
            for other in around.drain(..) {
                let (other, their_owners) = &classes[other];
                // otherwise they would be one class
                let may_be_equal = parts.len() > MANY || other.len() > MANY;
                let equal = may_be_equal && index.within(other, parts);
                let few = if equal { &mut twins } else { &mut containing };
                few.extend(their_owners.len(), their_owners.iter().copied());
            }
            if owners.len() > 1 || twins.count > 0 || containing.count > 0 {
                for owner in owners {
                    let mut equal = twins.clone();
                    equal.extend(owners.len() - 1, owners.iter().copied().filter(|it| it != owner));
                    relations[*owner] = Relations { equal: others(&equal), within: others(&containing) };
                }
            }
            let before = done;
            done += owners.len();
            if before / super::PIECE != done / super::PIECE && !tell(done) {
                return None;
            }
        }
        Some(relations)
    }
}

/// Some owners: the first few of them, in order, and how many there are.
#[derive(Clone, Default)]
struct Few {
    first: SmallVec<[OwnerId; NAMED + 1]>,
    count: usize,
}

impl Few {
    /// Takes more, which are in order.
    fn extend(&mut self, count: usize, owners: impl Iterator<Item = OwnerId>) {
        self.count += count;
        for owner in owners {
            let at = self.first.partition_point(|it| *it < owner);
            if at == NAMED {
                return;
            }
            self.first.insert(at, owner);
            self.first.truncate(NAMED);
        }
    }
}

/// Ranges of one property and of one type, from the lowest lower bound on, with the highest upper bound
/// of each half, quarter and so on.
#[derive(Default)]
struct Ranges<'f> {
    all: Vec<(&'f Range<'f>, ClassId)>,
    /// Of the piece from `first` of `length`: where its highest upper bound stands. As a heap.
    highest: Vec<usize>,
}

impl Ranges<'_> {
    fn finish(&mut self) {
        if self.all.is_empty() {
            return;
        }
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
            if reaches(self.all[a].0.below.as_deref(), self.all[b].0.below.as_deref()) { a } else { b }
        };
        self.highest[node] = best;
        best
    }

    /// Those whose bounds are around a domain, as long as `take` wants more.
    fn around(&self, domain: &Domain<'_>, take: &mut impl FnMut(ClassId) -> bool) {
        let Some(least) = domain.least() else { return };
        let end = self.all.partition_point(|(it, _)| order(&it.from, least) != Ordering::Greater);
        if end > 0 {
            self.visit((1, 0, self.all.len()), end, domain, take);
        }
    }

    fn visit(
        &self,
        (node, first, end): (usize, usize, usize),
        until: usize,
        domain: &Domain<'_>,
        take: &mut impl FnMut(ClassId) -> bool,
    ) -> bool {
        if first >= until || !domain.is_below(self.all[self.highest[node]].0.below.as_deref()) {
            return true;
        }
        if end - first <= LOOKED_AT {
            let piece = &self.all[first..end.min(until)];
            return piece.iter().all(|(it, class)| !domain.is_below(it.below.as_deref()) || take(*class));
        }
        let middle = first.midpoint(end);
        self.visit((node * 2, first, middle), until, domain, take)
            && self.visit((node * 2 + 1, middle, end), until, domain, take)
    }
}

/// Where each alternative hangs: under the rarest of what it asks for.
struct Index<'f> {
    classes: &'f [(Parts, Vec<OwnerId>)],
    domains: &'f [Domain<'f>],
    /// By what is asked, if that is one value or any.
    under: Vec<SmallVec<[ClassId; 2]>>,
    by_property: Vec<Under<'f>>,
}

/// What hangs under one property, beside what hangs under its values.
#[derive(Default)]
struct Under<'f> {
    any: Option<AskId>,
    /// By type.
    ranges: [Ranges<'f>; 3],
}

impl<'f> Index<'f> {
    fn of(classes: &'f [(Parts, Vec<OwnerId>)], domains: &'f [Domain<'f>], properties: usize) -> Self {
        // so often a value is asked for, and several values of a property
        let (mut one, mut several) = (vec![0_usize; domains.len()], vec![0_usize; properties]);
        for part in classes.iter().flat_map(|(parts, _)| parts).flatten() {
            match &domains[part.ask] {
                Domain::One(_) => one[part.ask] += 1,
                Domain::Any | Domain::Of(_) => several[part.property] += 1,
            }
        }
        let mut under: Vec<SmallVec<[ClassId; 2]>> = vec![SmallVec::new(); domains.len()];
        let mut by_property: Vec<Under<'_>> = std::iter::repeat_with(Under::default).take(properties).collect();
        for (at, (parts, _)) in classes.iter().enumerate() {
            for alternative in parts {
                let rarest = alternative.iter().min_by_key(|part| match &domains[part.ask] {
                    Domain::One(_) => (0, one[part.ask]),
                    Domain::Of(_) => (1, several[part.property]),
                    Domain::Any => (2, several[part.property]),
                });
                let Some(Part { property, ask }) = rarest.copied() else { continue };
                match &domains[ask] {
                    Domain::One(_) => under[ask].push(at),
                    Domain::Of(range) => {
                        by_property[property].ranges[range.from.value_type() as usize].all.push((range, at));
                    }
                    Domain::Any => {
                        by_property[property].any = Some(ask);
                        under[ask].push(at);
                    }
                }
            }
        }
        // those that ask for the least contain the most
        let asks = |at: &ClassId| (classes[*at].0.iter().map(SmallVec::len).min().unwrap_or(0), *at);
        for list in &mut under {
            list.sort_by_key(asks);
        }
        by_property.iter_mut().flat_map(|it| &mut it.ranges).for_each(Ranges::finish);
        Self { classes, domains, under, by_property }
    }

    /// Finds the other classes that contain one. `found_by`: by which one each was found last.
    fn around(&self, at: ClassId, found_by: &mut [ClassId], found: &mut Vec<ClassId>) {
        let (parts, _) = &self.classes[at];
        // one that contains all of it contains its first alternative
        for part in parts.first().into_iter().flatten() {
            let mut left = COMPARED;
            let mut take = |other: ClassId| {
                if other != at && found_by[other] != at {
                    left -= 1;
                    if self.within(parts, &self.classes[other].0) {
                        found_by[other] = at;
                        found.push(other);
                    }
                }
                left > 0
            };
            let domain = &self.domains[part.ask];
            let under = &self.by_property[part.property];
            let value = domain.value().map(|_| &self.under[part.ask]);
            let any = under.any.map(|ask| &self.under[ask]);
            if value.into_iter().chain(any).flatten().all(|other| take(*other))
                && let Some(least) = domain.least()
            {
                under.ranges[least.value_type() as usize].around(domain, &mut take);
            }
        }
    }

    /// Whether the filter of these alternatives lies within that of those, as [`within`] says.
    fn within(&self, these: &Parts, those: &Parts) -> bool {
        these.iter().all(|it| those.iter().any(|other| self.is_within(it, other)))
    }

    fn is_within(&self, it: &[Part], other: &[Part]) -> bool {
        let mut own = it.iter();
        other.iter().all(|asked| {
            own.find(|own| own.property == asked.property)
                .is_some_and(|own| own.ask == asked.ask || self.domains[asked.ask].contains(&self.domains[own.ask]))
        })
    }
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
    let of = |mut owners: Vec<Target>| {
        owners.sort_unstable();
        let count = owners.len();
        owners.truncate(NAMED);
        Others { first: owners, count }
    };
    Relations { equal: of(equal), within: of(containing) }
}
