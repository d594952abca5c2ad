use std::cmp::Ordering;

use super::{Entry, GroupId, Term, ValueId, interned::Interned, search::Search, slab::Slab};
use crate::model::{Operator, Value};

/// What an AND-group wants a property to be less than, or greater than.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    pub entry: Entry,
    pub term: Term,
}

/// On which side of its bounds a value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Below,
    Above,
}

/// Bounds of a property in the order of their values, in pieces: one that comes or goes moves no more
/// than a piece of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounds(Vec<Vec<Bound>>);

type Values = Slab<Interned>;
/// A piece, and a place in it.
type Place = (usize, usize);

/// Of all values: those of one type stand together.
fn order(a: &Value, b: &Value) -> Ordering {
    a.compare(b).unwrap_or_else(|| a.value_type().cmp(&b.value_type()))
}

impl Bound {
    fn group(&self) -> GroupId {
        self.entry.group.group()
    }

    /// The value itself does not do.
    fn is_strict(&self) -> bool {
        matches!(self.term.operator(), Operator::LessThan | Operator::GreaterThan)
    }
}

impl Bounds {
    const PIECE: usize = 256;

    /// Near enough to tell what is rare.
    pub fn len(&self) -> usize {
        self.0.len().saturating_sub(1) * Self::PIECE / 2 + self.0.last().map_or(0, Vec::len)
    }

    pub fn insert(&mut self, bound: Bound, values: &Values) {
        let key = (&values[bound.term.value].value, bound.group());
        let (piece, at) = self.place(|it| Self::stands_before(it, key, values));
        let Some(bounds) = self.0.get_mut(piece) else {
            // behind all others
            match self.0.last_mut() {
                Some(last) if last.len() < Self::PIECE => last.push(bound),
                _ => self.0.push(vec![bound]),
            }
            return;
        };
        bounds.insert(at, bound);
        if bounds.len() > Self::PIECE {
            let half = bounds.split_off(Self::PIECE / 2);
            self.0.insert(piece + 1, half);
        }
    }

    pub fn remove(&mut self, value: ValueId, group: GroupId, values: &Values) -> Option<Bound> {
        let key = (&values[value].value, group);
        let (piece, at) = self.place(|it| Self::stands_before(it, key, values));
        let bounds = self.0.get_mut(piece)?;
        let removed = bounds.get(at).is_some_and(|it| it.group() == group).then(|| bounds.remove(at));
        if bounds.is_empty() {
            self.0.remove(piece);
        }
        removed
    }

    fn stands_before(bound: &Bound, (value, group): (&Value, GroupId), values: &Values) -> bool {
        order(&values[bound.term.value].value, value).then(bound.group().cmp(&group)).is_lt()
    }

    /// The first place of which it does not hold any more.
    fn place(&self, holds: impl Fn(&Bound) -> bool) -> Place {
        let piece = self.0.partition_point(|piece| piece.last().is_some_and(&holds));
        (piece, self.0.get(piece).map_or(0, |piece| piece.partition_point(holds)))
    }

    fn between(&self, (first, from): Place, (last, to): Place) -> impl Iterator<Item = &Bound> {
        let pieces = self.0.iter().enumerate().skip(first).take((last + 1).saturating_sub(first));
        pieces.flat_map(move |(at, piece)| {
            let to = if at == last { to } else { piece.len() };
            piece[if at == first { from } else { 0 }.min(to)..to].iter()
        })
    }

    /// Looks at those on whose right side a value is.
    #[inline]
    pub fn each(&self, side: Side, value: &Value, search: &mut Search<'_, '_, '_>) {
        if !self.0.is_empty() {
            self.each_of_some(side, value, search);
        }
    }

    fn each_of_some(&self, side: Side, value: &Value, search: &mut Search<'_, '_, '_>) {
        let values = search.values();
        let value_type = value.value_type();
        let (equal, greater) = (
            self.place(|it| order(&values[it.term.value].value, value).is_lt()),
            self.place(|it| order(&values[it.term.value].value, value).is_le()),
        );
        let of_type = |it: &Bound| values[it.term.value].value.value_type();
        let certain = match side {
            Side::Below => (greater, self.place(|it| of_type(it) <= value_type)),
            Side::Above => (self.place(|it| of_type(it) < value_type), equal),
        };
        let equal = self.between(equal, greater).filter(|it| !it.is_strict());
        self.between(certain.0, certain.1).chain(equal).for_each(|it| search.look_at(&it.entry));
    }
}
