//! The differences of an artifact before and after, field by field.

use serde_json::{Map, Value, json};

use crate::message_box::AuditChange;

/// A step on the way to a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A field of the model, as documents write it: `retry_count`.
    Field(String),
    /// One of several things, by its name: a receive location, a host instance, a logical port.
    Item(String),
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// From the artifact to the field, at least one part.
    pub path: Vec<Part>,
    /// `None`: there was nothing there.
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Fields that are told whole, whatever they are made of.
const WHOLE: [&str; 5] = ["filter", "behaviour", "binding", "addressing", "context"];

/// What a field holds that is not written because it holds that.
fn default_of(field: &str) -> Option<Value> {
    Some(match field {
        "retry_count" => json!(3),
        "retry_interval" | "priority" => json!(5),
        "send_pipeline" => json!("PassThruTransmit"),
        "receive_pipeline" | "pipeline" => json!("PassThruReceive"),
        "start" => json!("00:00:00"),
        "stop" => json!("23:59:59"),
        "behaviour" => json!("Up"),
        _ => return None,
    })
}

/// The fields that differ. Of what was created every field, of what was deleted too.
#[must_use]
pub fn differences(change: &AuditChange) -> Vec<FieldChange> {
    let read = |text: &Option<String>| text.as_ref().and_then(|text| serde_json::from_str::<Value>(text).ok());
    let mut found = Vec::new();
    walk(&mut Vec::new(), read(&change.before).as_ref(), read(&change.after).as_ref(), &mut found);
    if change.before.is_some() && change.after.is_some() {
        for field in &mut found {
            complete(field);
        }
        found.retain(|field| field.before != field.after);
    }
    found
}

/// Puts in what is not written because it is the default.
fn complete(field: &mut FieldChange) {
    let default = match field.path.last() {
        Some(Part::Field(name)) => default_of(name),
        _ => None,
    };
    for (here, there) in [(0, 1), (1, 0)] {
        let sides = [&field.before, &field.after];
        if sides[here].is_some() {
            continue;
        }
        let value = match sides[there] {
            _ if default.is_some() => default.clone(),
            Some(Value::Bool(_)) => Some(Value::Bool(false)),
            _ => None,
        };
        if here == 0 { field.before = value } else { field.after = value }
    }
}

fn walk(path: &mut Vec<Part>, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<FieldChange>) {
    if before == after {
        return;
    }
    let whole = matches!(path.last(), Some(Part::Field(field)) if WHOLE.contains(&field.as_str()));
    let empty = Map::new();
    let object = |value: Option<&Value>| match value {
        Some(Value::Object(map)) => Some(map.clone()),
        None | Some(Value::Null) => Some(empty.clone()),
        _ => None,
    };
    if !whole
        && [before, after].into_iter().flatten().any(Value::is_object)
        && let (Some(before), Some(after)) = (object(before), object(after))
    {
        let mut fields: Vec<&String> = before.keys().collect();
        fields.extend(after.keys().filter(|field| !before.contains_key(*field)));
        for field in fields {
            path.push(Part::Field(field.clone()));
            walk(path, before.get(field), after.get(field), found);
            path.pop();
        }
        return;
    }
    if !whole
        && let Some((before, after)) = named(before).zip(named(after))
        && !(before.is_empty() && after.is_empty())
    {
        let mut names: Vec<&String> = before.iter().map(|(name, _)| name).collect();
        names.extend(after.iter().map(|(name, _)| name).filter(|name| !before.iter().any(|(it, _)| it == *name)));
        let of = |side: &[(String, Value)], name: &str| {
            side.iter().find(|(it, _)| it == name).map(|(_, value)| value.clone())
        };
        let rest = found.len();
        for name in names {
            path.push(Part::Item(name.clone()));
            walk(path, of(&before, name).as_ref(), of(&after, name).as_ref(), found);
            path.pop();
        }
        if found.len() > rest {
            return;
        }
        // only their order differs
    }
    found.push(FieldChange { path: path.clone(), before: before.cloned(), after: after.cloned() });
}

/// A list of things that have names, each once.
fn named(value: Option<&Value>) -> Option<Vec<(String, Value)>> {
    let list = match value {
        None => return Some(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(_) => return None,
    };
    let mut named: Vec<(String, Value)> = Vec::new();
    for item in list {
        let name = ["name", "server"].iter().find_map(|key| item.get(key)?.as_str())?.to_owned();
        if named.iter().any(|(it, _)| *it == name) {
            return None;
        }
        named.push((name, item.clone()));
    }
    Some(named)
}

/// A value as plain text, for a search.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(map) => map.values().map(plain).collect::<Vec<_>>().join(" "),
        value => value.to_string(),
    }
}
