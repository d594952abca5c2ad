//! Bytes to text: UTF-8 and UTF-16 with or without a byte order mark or a declaration, and what a
//! declaration names.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::xml::{Fault, position};
use crate::words::Sentence;

/// The text, without byte order mark, with line feeds as the only line ends.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest)?,
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes)?.into(),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes)?.into(),
        // the first character of an XML file is an ASCII one
        [low, 0, ..] if *low != 0 => utf16(bytes, u16::from_le_bytes)?.into(),
        [0, high, ..] if *high != 0 => utf16(bytes, u16::from_be_bytes)?.into(),
        _ => match declared(bytes) {
            Some(label) => other(bytes, label)?,
            None => utf8(bytes)?,
        },
    };
    Ok(line_feeds(text))
}

/// XML knows no other line ends.
fn line_feeds(text: Cow<'_, str>) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            Err(broken(&before, "UTF-8"))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Fault> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(broken(&text, "UTF-16")),
        }
    }
    if rest.is_empty() { Ok(text) } else { Err(broken(&text, "UTF-16")) }
}

/// A text that its declaration calls otherwise. Read byte by byte it cannot be UTF-16, whatever is
/// declared: such files are made by copying the text of one into another.
fn other<'a>(bytes: &'a [u8], label: &str) -> Result<Cow<'a, str>, Fault> {
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
        let what = Sentence::new("binding-encoding-unknown").with("encoding", label);
        return Err(Fault { position: position("", 0), what });
    };
    if encoding == encoding_rs::UTF_8 || encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        return utf8(bytes);
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.ok_or_else(|| broken("", encoding.name()))
}

fn broken(before: &str, encoding: &str) -> Fault {
    let what = Sentence::new("binding-not-text").with("encoding", encoding);
    Fault { position: position(before, before.len()), what }
}

/// What the declaration calls the encoding.
fn declared(bytes: &[u8]) -> Option<&str> {
    // a declaration is short and holds nothing but ASCII
    let start = bytes.get(..bytes.len().min(200))?;
    let end = start.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&start[..end]).ok()?.trim_start().strip_prefix("<?xml")?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|it| *it == '"' || *it == '\'')?;
    value[1..].split_once(quote).map(|(label, _)| label)
}

/// The text without its declaration, which says nothing any more once it is text.
pub(super) fn without_declaration(text: &str) -> &str {
    let trimmed = text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\n', '\r']);
    match trimmed.strip_prefix("<?xml").filter(|rest| rest.starts_with([' ', '\t', '\n', '\r'])) {
        Some(rest) => rest.split_once("?>").map_or(trimmed, |(_, rest)| rest),
        None => trimmed,
    }
}
