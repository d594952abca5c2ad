//! What an alternative of a filter lets through, property by property.
//!
//! All predicates of an alternative that look at one property come down to one [`Domain`]: the values
//! of one type between two bounds, without some. Every type has a next value, so two domains are
//! equal only if they let the same values through, and one that lets nothing through is found out.

use std::{cmp::Ordering, collections::BTreeMap};

use jiff::{ToSpan, civil::DateTime};

use crate::model::{Context, Operator, Predicate, Value, ValueType};

/// The values of a property that satisfy all predicates that look at it. There is at least one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Domain {
    /// Whatever there is, of whatever type.
    Any,
    Of(Range),
}

/// The values of one type from `from` on, those below `below` if there is one, without some.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Range {
    pub from: Value,
    pub below: Option<Value>,
    /// In order, all of them between the bounds; `from` is none of them.
    without: Vec<Value>,
}

/// Values of one type in their order.
pub(super) fn order(a: &Value, b: &Value) -> Ordering {
    a.compare(b).unwrap_or_else(|| a.value_type().cmp(&b.value_type()))
}

/// The next greater value; `None`: it is the greatest.
fn successor(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) => Some(Value::String(format!("{text}\0"))),
        Value::Integer(number) => number.checked_add(1).map(Value::Integer),
        Value::DateTime(time) => time.checked_add(1.nanosecond()).ok().map(Value::DateTime),
    }
}

fn least(value_type: ValueType) -> Value {
    match value_type {
        ValueType::String => Value::default(),
        ValueType::Integer => Value::Integer(i64::MIN),
        ValueType::DateTime => Value::DateTime(DateTime::MIN),
    }
}

impl Range {
    /// What satisfies one predicate; `None`: no value does.
    fn satisfying(operator: Operator, value: &Value) -> Option<Self> {
        let least = || least(value.value_type());
        let range = |from: Value, below: Option<Value>| Self { from, below, without: Vec::new() };
        let range = match operator {
            Operator::Equals => range(value.clone(), successor(value)),
            Operator::NotEquals => Self { without: vec![value.clone()], ..range(least(), None) },
            Operator::LessThan => range(least(), Some(value.clone())),
            Operator::LessThanOrEquals => range(least(), successor(value)),
            Operator::GreaterThan => range(successor(value)?, None),
            Operator::GreaterThanOrEquals => range(value.clone(), None),
            Operator::Exists => return None,
        };
        range.tidy()
    }

    /// What is in both.
    fn meet(&self, other: &Self) -> Option<Self> {
        if self.from.value_type() != other.from.value_type() {
            return None;
        }
        let from = if order(&self.from, &other.from) == Ordering::Less { &other.from } else { &self.from };
        let below = match (&self.below, &other.below) {
            (Some(a), Some(b)) => Some(if order(a, b) == Ordering::Less { a } else { b }),
            (a, b) => a.as_ref().or(b.as_ref()),
        };
        let without = self.without.iter().chain(&other.without).cloned().collect();
        Self { from: from.clone(), below: below.cloned(), without }.tidy()
    }

    /// The same values in the one form that they have; `None`: there are none.
    fn tidy(mut self) -> Option<Self> {
        self.without.sort_by(order);
        self.without.dedup();
        let mut gone = 0;
        for value in &self.without {
            match order(value, &self.from) {
                Ordering::Less => {}
                Ordering::Equal => self.from = successor(value)?,
                Ordering::Greater => break,
            }
            gone += 1;
        }
        self.without.drain(..gone);
        while let Some(last) = self.without.last() {
            let beyond = self.below.as_ref().is_some_and(|below| order(last, below) != Ordering::Less);
            if !beyond && successor(last) != self.below {
                break;
            }
            let last = self.without.pop();
            if !beyond {
                self.below = last;
            }
        }
        let some = self.below.as_ref().is_none_or(|below| order(&self.from, below) == Ordering::Less);
        some.then_some(self)
    }

    /// Whether everything of `other` is in it.
    fn contains(&self, other: &Self) -> bool {
        self.from.value_type() == other.from.value_type()
            && order(&self.from, &other.from) != Ordering::Greater
            && reaches(self.below.as_ref(), other.below.as_ref())
            && self.without.iter().all(|value| !other.has(value))
    }

    /// Whether a value of its type is in it.
    fn has(&self, value: &Value) -> bool {
        order(value, &self.from) != Ordering::Less
            && self.below.as_ref().is_none_or(|below| order(value, below) == Ordering::Less)
            && self.without.binary_search_by(|it| order(it, value)).is_err()
    }

    /// The only value in it.
    fn only(&self) -> Option<&Value> {
        // nothing in between can be left out: it would be the first, or leave the first alone
        (self.without.is_empty() && successor(&self.from) == self.below).then_some(&self.from)
    }
}

/// Whether an upper bound is not lower than another one.
pub(super) fn reaches(below: Option<&Value>, other: Option<&Value>) -> bool {
    match (below, other) {
        (None, _) => true,
        (Some(below), Some(other)) => order(below, other) != Ordering::Less,
        (Some(_), None) => false,
    }
}

impl Domain {
    /// One value only.
    pub fn only(value: &Value) -> Self {
        Self::Of(Range { from: value.clone(), below: successor(value), without: Vec::new() })
    }

    /// All values of a type.
    pub fn all(value_type: ValueType) -> Self {
        Self::Of(Range { from: least(value_type), below: None, without: Vec::new() })
    }

    fn satisfying(predicate: &Predicate) -> Option<Self> {
        match predicate.operator {
            Operator::Exists => Some(Self::Any),
            operator => Range::satisfying(operator, &predicate.value).map(Self::Of),
        }
    }

    /// What is in both; `None`: nothing is.
    pub fn meet(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, other) | (other, Self::Any) => Some(other.clone()),
            (Self::Of(a), Self::Of(b)) => a.meet(b).map(Self::Of),
        }
    }

    /// Whether everything of `other` is in it.
    pub fn contains(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (Self::Of(_), Self::Any) => false,
            (Self::Of(a), Self::Of(b)) => a.contains(b),
        }
    }

    /// The only value in it, if there is but one.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Any => None,
            Self::Of(range) => range.only(),
        }
    }
}

/// An alternative of a filter that some message matches: what it asks of each property.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Alternative<'a>(pub BTreeMap<&'a str, Domain>);

impl<'a> Alternative<'a> {
    /// `Err`: no message can match it, because of what it asks of this property.
    pub fn of(predicates: &'a [Predicate]) -> Result<Self, &'a str> {
        let mut asks: BTreeMap<&str, Domain> = BTreeMap::new();
        for predicate in predicates {
            let property = predicate.property.as_str();
            let domain = Domain::satisfying(predicate).ok_or(property)?;
            match asks.get_mut(property) {
                Some(before) => *before = before.meet(&domain).ok_or(property)?,
                None => drop(asks.insert(property, domain)),
            }
        }
        Ok(Self(asks))
    }

    /// Whether a message can match both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let (few, many) = if self.0.len() < other.0.len() { (self, other) } else { (other, self) };
        few.0.iter().all(|(property, domain)| many.0.get(property).is_none_or(|it| it.meet(domain).is_some()))
    }

    /// Whether every message that matches it matches the other too.
    pub fn is_within(&self, other: &Self) -> bool {
        other.0.iter().all(|(property, domain)| self.0.get(property).is_some_and(|it| domain.contains(it)))
    }

    /// Whether it can match a message that has these properties and no others.
    pub fn can_match(&self, message: &Alternative<'_>) -> bool {
        self.0.iter().all(|(property, domain)| message.0.get(property).is_some_and(|it| it.meet(domain).is_some()))
    }

    /// A message that matches it.
    pub fn example(&self) -> Context {
        let value = |domain: &Domain| match domain {
            Domain::Any => Value::default(),
            Domain::Of(range) => range.from.clone(),
        };
        Context(self.0.iter().map(|(property, domain)| ((*property).to_owned(), value(domain))).collect())
    }
}

/// Whether each of these alternatives lies in one of those: then every message that matches the
/// filter of these matches that of those. Where several of those together cover one of these, that
/// is not seen.
pub(super) fn within(these: &[Alternative<'_>], those: &[Alternative<'_>]) -> bool {
    these.iter().all(|it| those.iter().any(|other| it.is_within(other)))
}
