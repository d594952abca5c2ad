use std::{cmp::Ordering, fmt};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// The type of a promoted property, as its property schema declares it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ValueType {
    #[default]
    String,
    Integer,
    DateTime,
}

impl ValueType {
    pub const ALL: [Self; 3] = [Self::String, Self::Integer, Self::DateTime];

    /// Reads what a person typed. Values are not quoted in filters of send ports.
    ///
    /// # Errors
    /// When the text is no value of this type.
    pub fn parse(self, text: &str) -> Result<Value, NotOfType> {
        match self {
            Self::String => Ok(Value::String(text.to_owned())),
            Self::Integer => text.trim().parse().map(Value::Integer).map_err(|_| NotOfType(self)),
            Self::DateTime => {
                let text = text.trim();
                text.parse::<DateTime>()
                    .or_else(|_| text.replacen(' ', "T", 1).parse::<DateTime>())
                    .map(Value::DateTime)
                    .map_err(|_| NotOfType(self))
            }
        }
    }
}

/// A text that is not of the type that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOfType(pub ValueType);

/// The value of a property in a message's context or in a filter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    String(String),
    Integer(i64),
    /// Without a time zone, as in a filter.
    DateTime(DateTime),
}

impl Value {
    #[must_use]
    pub fn value_type(&self) -> ValueType {
        match self {
            Self::String(_) => ValueType::String,
            Self::Integer(_) => ValueType::Integer,
            Self::DateTime(_) => ValueType::DateTime,
        }
    }

    /// The order of two values of one type; `None` for values of different types.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::String(a), Self::String(b)) => Some(a.cmp(b)),
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(b)),
            (Self::DateTime(a), Self::DateTime(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

impl Default for Value {
    fn default() -> Self {
        Self::String(String::new())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::DateTime(time) => write!(f, "{time}"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}
