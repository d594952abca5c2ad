use std::{cmp::Ordering, fmt};

use serde::{Deserialize, Serialize};

use super::Value;

/// The seven operators of a filter, in the order in which the console offers them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Operator {
    #[default]
    Equals,
    NotEquals,
    LessThan,
    GreaterThan,
    LessThanOrEquals,
    GreaterThanOrEquals,
    Exists,
}

impl Operator {
    pub const ALL: [Self; 7] = [
        Self::Equals,
        Self::NotEquals,
        Self::LessThan,
        Self::GreaterThan,
        Self::LessThanOrEquals,
        Self::GreaterThanOrEquals,
        Self::Exists,
    ];

    /// The sign that the console shows.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equals => "==",
            Self::NotEquals => "!=",
            Self::LessThan => "<",
            Self::GreaterThan => ">",
            Self::LessThanOrEquals => "<=",
            Self::GreaterThanOrEquals => ">=",
            Self::Exists => "Exists",
        }
    }

    /// Whether the comparison holds for a value that stands in this order to the one of the filter.
    #[must_use]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equals => order.is_eq(),
            Self::NotEquals => order.is_ne(),
            Self::LessThan => order.is_lt(),
            Self::GreaterThan => order.is_gt(),
            Self::LessThanOrEquals => order.is_le(),
            Self::GreaterThanOrEquals => order.is_ge(),
            Self::Exists => true,
        }
    }

    #[must_use]
    pub fn takes_value(self) -> bool {
        self != Self::Exists
    }
}

/// One row of a filter: a property compared with a constant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicate {
    /// `Namespace.Property`, for example `BTS.ReceivePortName`.
    pub property: String,
    #[serde(default)]
    pub operator: Operator,
    /// Without meaning for [`Operator::Exists`].
    #[serde(default, skip_serializing_if = "is_empty_text")]
    pub value: Value,
}

fn is_empty_text(value: &Value) -> bool {
    matches!(value, Value::String(text) if text.is_empty())
}

/// A filter expression: OR of groups, each an AND of predicates. Without any predicate there is
/// no filter, which is not the same as a filter that matches everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter(pub Vec<Vec<Predicate>>);

impl Filter {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// The groups that hold at least one predicate.
    pub fn groups(&self) -> impl Iterator<Item = &[Predicate]> {
        self.0.iter().map(Vec::as_slice).filter(|group| !group.is_empty())
    }

    pub fn predicates(&self) -> impl Iterator<Item = &Predicate> {
        self.0.iter().flatten()
    }
}

impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.property, self.operator.sign())?;
        if self.operator.takes_value() {
            write!(f, " {}", self.value)?;
        }
        Ok(())
    }
}
