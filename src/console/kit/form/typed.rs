//! Values that are typed as text. The text is kept as it was typed, also while it means nothing.

use jiff::civil::Time;

use crate::{
    model::validate::{Problem, Severity},
    words::Sentence,
};

/// A value that can be typed.
pub trait Typable: Copy + PartialEq {
    /// The key of the sentence for a text that is none.
    const WHY_NOT: &'static str;

    fn parse(text: &str) -> Option<Self>;
    fn show(self) -> String;
}

impl Typable for u32 {
    const WHY_NOT: &'static str = "kit-not-a-number";

    fn parse(text: &str) -> Option<Self> {
        // separators of thousands are for reading
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
        digits.parse().ok()
    }

    fn show(self) -> String {
        self.to_string()
    }
}

impl Typable for u8 {
    const WHY_NOT: &'static str = u32::WHY_NOT;

    /// What is too large becomes the largest value, which no field allows.
    fn parse(text: &str) -> Option<Self> {
        u32::parse(text).map(|number| Self::try_from(number).unwrap_or(Self::MAX))
    }

    fn show(self) -> String {
        self.to_string()
    }
}

impl Typable for Time {
    const WHY_NOT: &'static str = "kit-not-a-time";

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(':').map(|part| part.parse::<i8>().ok());
        let (hour, minute) = (parts.next()??, parts.next()??);
        let second = match parts.next() {
            None => 0,
            Some(second) => second?,
        };
        if parts.next().is_some() { None } else { Self::new(hour, minute, second, 0).ok() }
    }

    fn show(self) -> String {
        let format = if self.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
        self.strftime(format).to_string()
    }
}

/// The text of a field that stands for a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed<T> {
    pub(super) text: String,
    /// What the text was last in step with.
    value: T,
    invalid: bool,
}

impl<T: Typable> Typed<T> {
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { text: value.show(), value, invalid: false }
    }

    /// Takes over a value that was changed elsewhere.
    pub(super) fn follow(&mut self, value: T) {
        if self.value != value {
            *self = Self::new(value);
        }
    }

    /// Reads the text; a text that means nothing leaves the value as it is.
    pub(super) fn read(&mut self, value: &mut T) {
        match T::parse(&self.text) {
            Some(read) => {
                self.value = read;
                self.invalid = false;
                *value = read;
            }
            None => self.invalid = true,
        }
    }

    /// What is wrong with the text, as a problem of this field.
    #[must_use]
    pub fn problem(&self, field: &str) -> Option<Problem> {
        self.invalid.then(|| Problem {
            field: field.to_owned(),
            severity: Severity::Error,
            sentence: Sentence::new(T::WHY_NOT).with("text", self.text.as_str()),
        })
    }
}
