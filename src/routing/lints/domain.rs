//! What an alternative of a filter lets through, property by property.
//!
//! All predicates of an alternative that look at one property come down to one [`Domain`]: the values
//! of one type between two bounds, without some. Every type has a next value, so two domains are
//! equal only if they let the same values through, and one that lets nothing through is found out.

use std::{borrow::Cow, cmp::Ordering};

use jiff::{ToSpan, civil::DateTime};

use crate::model::{Context, Operator, Predicate, Value, ValueType};

/// The values of a property that satisfy all predicates that look at it. There is at least one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Domain<'a> {
    /// Whatever there is, of whatever type.
    Any,
    One(Cow<'a, Value>),
    /// More than one.
    Of(Range<'a>),
}

/// The values of one type from `from` on, those below `below` if there is one, without some.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Range<'a> {
    pub from: Cow<'a, Value>,
    pub below: Option<Cow<'a, Value>>,
    /// In order, all of them between the bounds; `from` is none of them.
    without: Vec<Cow<'a, Value>>,
}

/// Values of one type in their order.
pub(super) fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        // the least text is a bound of very many ranges; processors may be slow to read nothing of it
        (Value::String(a), Value::String(b)) if a.is_empty() || b.is_empty() => a.len().cmp(&b.len()),
        _ => a.compare(b).unwrap_or_else(|| a.value_type().cmp(&b.value_type())),
    }
}

/// The next greater value; `None`: it is the greatest.
fn successor(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) => {
            let mut next = String::with_capacity(text.len() + 1);
            next.push_str(text);
            next.push('\0');
            Some(Value::String(next))
        }
        Value::Integer(number) => number.checked_add(1).map(Value::Integer),
        Value::DateTime(time) => time.checked_add(1.nanosecond()).ok().map(Value::DateTime),
    }
}

/// Whether an upper bound is the [`successor`] of a value.
fn is_next(below: Option<&Value>, value: &Value) -> bool {
    match (value, below) {
        (Value::String(text), Some(Value::String(below))) => below.strip_suffix('\0') == Some(text),
        (Value::String(_), _) => false,
        _ => successor(value).as_ref() == below,
    }
}

fn least(value_type: ValueType) -> Value {
    match value_type {
        ValueType::String => Value::default(),
        ValueType::Integer => Value::Integer(i64::MIN),
        ValueType::DateTime => Value::DateTime(DateTime::MIN),
    }
}

impl<'a> Range<'a> {
    /// What is in both.
    fn meet(&self, other: &Self) -> Option<Domain<'a>> {
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
    fn tidy(mut self) -> Option<Domain<'a>> {
        self.without.sort_by(|a, b| order(a, b));
        self.without.dedup();
        let mut gone = 0;
        for value in &self.without {
            match order(value, &self.from) {
                Ordering::Less => {}
                Ordering::Equal => self.from = Cow::Owned(successor(value)?),
                Ordering::Greater => break,
            }
            gone += 1;
        }
        self.without.drain(..gone);
        while let Some(last) = self.without.last() {
            let beyond = self.below.as_ref().is_some_and(|below| order(last, below) != Ordering::Less);
            if !beyond && !is_next(self.below.as_deref(), last) {
                break;
            }
            let last = self.without.pop();
            if !beyond {
                self.below = last;
            }
        }
        if self.below.as_ref().is_some_and(|below| order(&self.from, below) != Ordering::Less) {
            return None;
        }
        // nothing in between can be left out: it would be the first, or leave the first alone
        let one = self.without.is_empty() && is_next(self.below.as_deref(), &self.from);
        Some(if one { Domain::One(self.from) } else { Domain::Of(self) })
    }

    /// Whether everything of `other` is in it.
    fn contains(&self, other: &Self) -> bool {
        self.from.value_type() == other.from.value_type()
            && order(&self.from, &other.from) != Ordering::Greater
            && reaches(self.below.as_deref(), other.below.as_deref())
            && self.without.iter().all(|value| !other.has(value))
    }

    /// Whether a value is in it.
    fn has(&self, value: &Value) -> bool {
        value.value_type() == self.from.value_type()
            && order(value, &self.from) != Ordering::Less
            && self.below.as_ref().is_none_or(|below| order(value, below) == Ordering::Less)
            && self.without.binary_search_by(|it| order(it, value)).is_err()
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

impl<'a> Domain<'a> {
    /// One value only.
    pub fn only(value: impl Into<Value>) -> Self {
        Self::One(Cow::Owned(value.into()))
    }

    /// All values of a type.
    pub fn all(value_type: ValueType) -> Self {
        Self::Of(Range { from: Cow::Owned(least(value_type)), below: None, without: Vec::new() })
    }

    /// What satisfies one predicate; `None`: no value does.
    fn satisfying(predicate: &'a Predicate) -> Option<Self> {
        let value = &predicate.value;
        let least = || Cow::Owned(least(value.value_type()));
        let next = || successor(value).map(Cow::Owned);
        let this = Cow::Borrowed;
        let range = |from, below| Range { from, below, without: Vec::new() }.tidy();
        match predicate.operator {
            Operator::Equals => Some(Self::One(this(value))),
            Operator::NotEquals => Range { from: least(), below: None, without: vec![this(value)] }.tidy(),
            Operator::LessThan => range(least(), Some(this(value))),
            Operator::LessThanOrEquals => range(least(), next()),
            Operator::GreaterThan => range(next()?, None),
            Operator::GreaterThanOrEquals => range(this(value), None),
            Operator::Exists => Some(Self::Any),
        }
    }

    /// What is in both; `None`: nothing is.
    pub fn meet(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, other) | (other, Self::Any) => Some(other.clone()),
            (Self::One(a), Self::One(b)) => (a == b).then(|| self.clone()),
            (Self::One(value), Self::Of(range)) | (Self::Of(range), Self::One(value)) => {
                range.has(value).then(|| Self::One(value.clone()))
            }
            (Self::Of(a), Self::Of(b)) => a.meet(b),
        }
    }

    /// Whether everything of `other` is in it.
    pub fn contains(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (Self::One(a), Self::One(b)) => a == b,
            (Self::Of(range), Self::One(value)) => range.has(value),
            (Self::Of(a), Self::Of(b)) => a.contains(b),
            (_, Self::Any) | (Self::One(_), Self::Of(_)) => false,
        }
    }

    /// The least value in it; of [`Self::Any`] there is none.
    pub fn least(&self) -> Option<&Value> {
        match self {
            Self::Any => None,
            Self::One(value) => Some(value),
            Self::Of(range) => Some(&range.from),
        }
    }

    /// Whether all of it is below an upper bound, if there is one.
    pub fn is_below(&self, below: Option<&Value>) -> bool {
        match self {
            Self::Any => below.is_none(),
            Self::One(value) => below.is_none_or(|below| order(value, below) == Ordering::Less),
            Self::Of(range) => reaches(below, range.below.as_deref()),
        }
    }

    /// The only value in it, if there is but one.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::One(value) => Some(value),
            Self::Any | Self::Of(_) => None,
        }
    }
}

/// An alternative of a filter that some message matches: what it asks of each property, in the order of
/// the properties.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Alternative<'a>(Vec<(&'a str, Domain<'a>)>);

impl<'a> Alternative<'a> {
    /// `Err`: no message can match it, because of what it asks of this property.
    pub fn of(predicates: &'a [Predicate]) -> Result<Self, &'a str> {
        let mut asks = Self(Vec::with_capacity(predicates.len()));
        for predicate in predicates {
            let property = predicate.property.as_str();
            let domain = Domain::satisfying(predicate).ok_or(property)?;
            match asks.place(property) {
                Ok(at) => asks.0[at].1 = asks.0[at].1.meet(&domain).ok_or(property)?,
                Err(at) => asks.0.insert(at, (property, domain)),
            }
        }
        Ok(asks)
    }

    /// Asks this of a property, whatever it asked of it.
    pub fn set(&mut self, property: &'a str, domain: Domain<'a>) {
        match self.place(property) {
            Ok(at) => self.0[at].1 = domain,
            Err(at) => self.0.insert(at, (property, domain)),
        }
    }

    /// Where a property stands, or should.
    fn place(&self, property: &str) -> Result<usize, usize> {
        self.0.binary_search_by_key(&property, |(it, _)| it)
    }

    pub fn get(&self, property: &str) -> Option<&Domain<'a>> {
        self.place(property).ok().map(|at| &self.0[at].1)
    }

    /// Whether a message can match both.
    pub fn overlaps(&self, other: &Self) -> bool {
        let (few, many) = if self.0.len() < other.0.len() { (self, other) } else { (other, self) };
        few.0.iter().all(|(property, domain)| many.get(property).is_none_or(|it| it.meet(domain).is_some()))
    }

    /// Whether every message that matches it matches the other too.
    pub fn is_within(&self, other: &Self) -> bool {
        other.0.iter().all(|(property, domain)| self.get(property).is_some_and(|it| domain.contains(it)))
    }

    /// Whether it can match a message that has these properties and no others.
    pub fn can_match(&self, message: &Alternative<'_>) -> bool {
        self.0.iter().all(|(property, domain)| message.get(property).is_some_and(|it| it.meet(domain).is_some()))
    }

    /// A message that matches it.
    pub fn example(&self) -> Context {
        let value = |domain: &Domain<'_>| match domain {
            Domain::Any => Value::default(),
            Domain::One(value) => value.as_ref().clone(),
            Domain::Of(range) => range.from.as_ref().clone(),
        };
        Context(self.0.iter().map(|(property, domain)| ((*property).to_owned(), value(domain))).collect())
    }
}

impl<'a> FromIterator<(&'a str, Domain<'a>)> for Alternative<'a> {
    /// Each property but once.
    fn from_iter<I: IntoIterator<Item = (&'a str, Domain<'a>)>>(asks: I) -> Self {
        let mut all = Self::default();
        asks.into_iter().for_each(|(property, domain)| all.set(property, domain));
        all
    }
}

impl<'a> IntoIterator for Alternative<'a> {
    type Item = (&'a str, Domain<'a>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Whether each of these alternatives lies in one of those: then every message that matches the
/// filter of these matches that of those. Where several of those together cover one of these, that
/// is not seen.
pub(super) fn within(these: &[Alternative<'_>], those: &[Alternative<'_>]) -> bool {
    these.iter().all(|it| those.iter().any(|other| it.is_within(other)))
}
