//! Finds where in a RON text a field stands.
//!
//! RON tells the position of an error, not of a value. What is wrong between two values is only
//! known after reading; the text is then walked through again along the path of the field, and
//! the walk fails on purpose where it arrives, which yields the position.

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::syntax::options;

/// A position in a text, both counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

const ARRIVED: &str = "arrived";

#[derive(Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Element(usize),
}

fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut pieces = part.split('[');
        if let Some(field) = pieces.next().filter(|field| !field.is_empty()) {
            steps.push(Step::Field(field.to_owned()));
        }
        steps.extend(pieces.filter_map(|index| index.trim_end_matches(']').parse().ok()).map(Step::Element));
    }
    steps
}

/// The position of the value at a path such as `send_ports[3].transport.retry_count`; `None` when
/// the text has no such value or cannot be read up to there.
pub(crate) fn locate(text: &str, path: &str) -> Option<Position> {
    let steps = steps(path);
    let error = options().from_str_seed(text, Walk(&steps)).err()?;
    match error.code {
        ron::Error::Message(message) if message == ARRIVED => {
            Some(Position { line: error.span.end.line, column: error.span.end.col })
        }
        _ => None,
    }
}

struct Walk<'a>(&'a [Step]);

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.0.is_empty() { Err(D::Error::custom(ARRIVED)) } else { deserializer.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value on the way")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match &self.0[0] {
                Step::Field(field) if *field == key => map.next_value_seed(Walk(&self.0[1..]))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let (index, rest) = match &self.0[0] {
            Step::Element(index) => (*index, &self.0[1..]),
            // `Variant(value)` looks like a sequence of one; the path names the variant
            Step::Field(_) => (0, &self.0[1..]),
        };
        for _ in 0..index {
            if sequence.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        sequence.next_element_seed(Walk(rest))?;
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_apart() {
        let field = |name: &str| Step::Field(name.to_owned());
        assert_eq!(
            steps("send_ports[3].filter[0][1].value"),
            [
                field("send_ports"),
                Step::Element(3),
                field("filter"),
                Step::Element(0),
                Step::Element(1),
                field("value")
            ]
        );
        assert_eq!(steps(""), []);
    }

    #[test]
    fn a_value_is_found() {
        let text = "(\n  a: [\n    (b: 1),\n    (c: Some((d: \"x\")), e: Kind(7)),\n  ],\n)";
        let at = |path| locate(text, path).map(|position| (position.line, position.column));
        assert_eq!(at("a"), Some((2, 6)));
        assert_eq!(at("a[0].b"), Some((3, 9)));
        assert_eq!(at("a[1].c.d"), Some((4, 18)));
        assert_eq!(at("a[1].e.Kind"), Some((4, 33)));
        assert_eq!(at("a[2]"), None);
        assert_eq!(at("z"), None);
    }
}
