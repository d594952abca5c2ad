//! From text to plain data, and from the reader's errors to ours.

use std::{cell::Cell, path::Path};

use ron::{Options, extensions::Extensions};
use serde::{
    Deserializer,
    de::{DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};

use super::{FORMAT, Mistake, Place, Position, ReadError, locate::locate};

/// What documents do without: `transport: (...)` instead of `transport: Some((...))`, and
/// `filter: [...]` instead of `filter: ([...])`. The limit of depth is RON's own and stays.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
}

/// Reads strictly. The names of fields on the way cost time, and so does reading the format
/// first; both are only looked at when something is wrong.
pub(super) fn parse<T: DeserializeOwned>(text: &str, path: Option<&Path>) -> Result<T, ReadError> {
    let result = options().from_str(text);
    let format = match &result {
        Ok(_) => None,
        Err(_) => match format_of(text) {
            Format::Is(format) => Some(format),
            Format::Missing => return Err(ReadError::NoFormat { file: path.map(Into::into) }),
            Format::Unreadable => None,
        },
    };
    if let Some(format) = format
        && format != u64::from(FORMAT)
    {
        return Err(ReadError::other_format(text, path, "format", format));
    }
    if result.is_err()
        && let Some((field, format)) = inner_format(text)
    {
        return Err(ReadError::other_format(text, path, field, format));
    }
    result.map_err(|error| explain::<T>(text, path, error))
}

/// As the text says after it was read: the derived reader does not know what a format means. `field` is where
/// it stands.
pub(super) fn check_format(format: u32, field: &str, text: &str, path: Option<&Path>) -> Result<(), ReadError> {
    if format == FORMAT { Ok(()) } else { Err(ReadError::other_format(text, path, field, format.into())) }
}

/// Another format of a document within a file, and its field: the file itself has the present one, and what
/// is new in the document would be told as a mistake.
fn inner_format(text: &str) -> Option<(&'static str, u64)> {
    ["document.format", "start.Document.format"].into_iter().find_map(|field| {
        let Position { line, column } = locate(text, field)?;
        let rest = text.split_inclusive('\n').nth(line - 1)?;
        let digits: String = rest.chars().skip(column - 1).take_while(char::is_ascii_digit).collect();
        let format = digits.parse().ok()?;
        (format != u64::from(FORMAT)).then_some((field, format))
    })
}

/// Reads again with the path of the field in hand.
fn explain<T: DeserializeOwned>(text: &str, file: Option<&Path>, error: ron::error::SpannedError) -> ReadError {
    let mut field = String::new();
    if let Ok(mut deserializer) = ron::Deserializer::from_str_with_options(text, &options())
        && let Err(error) = serde_path_to_error::deserialize::<_, T>(&mut deserializer)
        && error.path().iter().len() > 0
    {
        // an unknown step is written as a question mark
        error.path().to_string().trim_end_matches(['?', '.']).clone_into(&mut field);
    }
    // a field that lacks is noticed at the end of what it lacks in
    let lacks = matches!(error.code, ron::Error::MissingStructField { .. });
    let position = if lacks { locate(text, &field) } else { None };
    let position = position.unwrap_or_else(|| first_wrong_character(text, &error.span));
    ReadError::Wrong {
        place: Box::new(Place { file: file.map(Into::into), position, field }),
        mistake: Box::new(Mistake::Syntax(error.code)),
    }
}

/// A span begins where the reader stood before it skipped blanks.
fn first_wrong_character(text: &str, span: &ron::error::Span) -> Position {
    let (mut line, mut column) = (span.start.line, span.start.col);
    let lines_before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let in_line: usize = text[lines_before..].chars().take(column - 1).map(char::len_utf8).sum();
    let rest = &text[lines_before + in_line..];
    for character in rest.chars() {
        if !character.is_whitespace() || (line, column) >= (span.end.line, span.end.col) {
            break;
        }
        if character == '\n' {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
    Position { line, column }
}

enum Format {
    Is(u64),
    /// It is RON with fields, and none of them is the format.
    Missing,
    Unreadable,
}

/// Reads the number of the format and ignores everything else.
fn format_of(text: &str) -> Format {
    let found = Cell::new(None);
    let whole = options().from_str_seed(text, FormatOnly(&found));
    match (found.get(), whole) {
        (Some(format), _) => Format::Is(format),
        (None, Ok(())) => Format::Missing,
        (None, Err(_)) => Format::Unreadable,
    }
}

struct FormatOnly<'a>(&'a Cell<Option<u64>>);

impl<'de> DeserializeSeed<'de> for FormatOnly<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for FormatOnly<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("fields, one of them `format`")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "format" && self.0.get().is_none() {
                self.0.set(Some(map.next_value()?));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
