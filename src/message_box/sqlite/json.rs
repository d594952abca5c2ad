//! JSON that is written so often that it is put together here.

use serde::Serialize;

use crate::model::{Context, Value};

/// A list in JSON.
pub(super) fn list<T>(json: &mut Vec<u8>, all: impl IntoIterator<Item = T>, mut one: impl FnMut(&mut Vec<u8>, T)) {
    json.push(b'[');
    for (place, it) in all.into_iter().enumerate() {
        if place > 0 {
            json.push(b',');
        }
        one(json, it);
    }
    json.push(b']');
}

/// A list of whole numbers in JSON.
pub(super) fn numbers<const COUNT: usize>(json: &mut Vec<u8>, numbers: [i64; COUNT]) {
    list(json, numbers, push);
}

/// A whole number in decimal.
pub(super) fn push(json: &mut Vec<u8>, number: i64) {
    // most are a digit
    match u8::try_from(number) {
        Ok(digit) if digit < 10 => json.push(b'0' + digit),
        _ => json.extend_from_slice(itoa::Buffer::new().format(number).as_bytes()),
    }
}

/// JSON as it is bound.
pub(super) fn text(json: &[u8]) -> rusqlite::Result<&str> {
    str::from_utf8(json).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// The properties of a message as they are serialized, in a room that is used again. There are so many of them that
/// what nearly all are made of is written here.
pub(super) fn context<'a>(room: &'a mut Vec<u8>, context: &Context) -> rusqlite::Result<&'a str> {
    room.clear();
    room.push(b'{');
    for (place, (name, value)) in context.0.iter().enumerate() {
        if place > 0 {
            room.push(b',');
        }
        property(room, name, value)?;
    }
    room.push(b'}');
    text(room)
}

fn property(json: &mut Vec<u8>, name: &str, value: &Value) -> rusqlite::Result<()> {
    string(json, name)?;
    json.push(b':');
    match value {
        Value::String(text) => {
            json.extend_from_slice(b"{\"String\":");
            string(json, text)?;
        }
        Value::Integer(number) => {
            json.extend_from_slice(b"{\"Integer\":");
            push(json, *number);
        }
        Value::DateTime(_) => return serialized(json, value),
    }
    json.push(b'}');
    Ok(())
}

fn string(json: &mut Vec<u8>, text: &str) -> rusqlite::Result<()> {
    // not asked one after the other, so that many are looked at together
    let odd = |byte| u8::from(matches!(byte, ..b' ' | b'"' | b'\\'));
    if text.bytes().fold(0, |any, byte| any | odd(byte)) != 0 {
        return serialized(json, text);
    }
    json.push(b'"');
    json.extend_from_slice(text.as_bytes());
    json.push(b'"');
    Ok(())
}

fn serialized(json: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) -> rusqlite::Result<()> {
    serde_json::to_writer(json, value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_written_as_they_are_serialized() {
        let mut all = Context::default();
        let mut room = Vec::new();
        assert_eq!(context(&mut room, &all).unwrap(), "{}");
        for text in ["", "plain", "é \u{1F600}", "\"", "a\\b", "line\nfeed", "\u{1}", "\u{7F}", "\u{2028}", "</a>"] {
            all.set(text, text);
        }
        all.set("min", i64::MIN);
        all.set("0", 0);
        all.set("date", "2026-01-31T10:00:00".parse::<jiff::civil::DateTime>().map(Value::DateTime).unwrap());
        assert_eq!(context(&mut room, &all).unwrap(), serde_json::to_string(&all).unwrap());
    }
}
