//! Fields and values of artifacts in words, as the property pages call them.

use serde_json::Value;

use crate::{
    console::{context::Cx, panels::cells},
    engine::{AuditRow, FieldChange, Part, differences},
    message_box::AuditChange,
    model::{Behaviour, Filter, OrchestrationState, PortKind, PortState, Target},
    words::{Sentence, Words},
};

/// How many fields the line of an entry tells.
const MOST: usize = 3;
/// How much of a value a line shows, in characters.
const LONGEST: usize = 60;

/// The key of the name of a field.
fn key(field: &str) -> Option<&'static str> {
    Some(match field {
        "name" => "audit-field-name",
        "application" => "audit-field-application",
        "kind" => "audit-field-kind",
        "description" => "audit-field-description",
        "state" => "audit-field-state",
        "transport" => "audit-field-transport",
        "backup" => "audit-field-backup",
        "adapter" => "audit-field-adapter",
        "address" => "audit-field-address",
        "settings" => "audit-field-settings",
        "handler" => "audit-field-handler",
        "handlers" => "audit-field-handlers",
        "retry_count" => "audit-field-retry-count",
        "retry_interval" => "audit-field-retry-interval",
        "window" => "audit-field-window",
        "enabled" => "audit-field-enabled",
        "start" => "audit-field-start",
        "stop" => "audit-field-stop",
        "send_pipeline" => "audit-field-send-pipeline",
        "receive_pipeline" => "audit-field-receive-pipeline",
        "pipeline" => "audit-field-pipeline",
        "priority" => "audit-field-priority",
        "ordered_delivery" => "audit-field-ordered-delivery",
        "stop_sending_on_failure" => "audit-field-stop-sending",
        "enforce_order_across_locations" => "audit-field-enforce-order",
        "route_failed_messages" => "audit-field-route-failed",
        "inbound_maps" => "audit-field-inbound-maps",
        "outbound_maps" => "audit-field-outbound-maps",
        "filter" => "audit-field-filter",
        "certificate" => "audit-field-certificate",
        "common_name" => "audit-field-common-name",
        "thumbprint" => "audit-field-thumbprint",
        "tracking" => "audit-field-tracking",
        "bodies" => "audit-field-bodies",
        "properties" => "audit-field-properties",
        "request_before" => "audit-field-request-before",
        "request_after" => "audit-field-request-after",
        "response_before" => "audit-field-response-before",
        "response_after" => "audit-field-response-after",
        "members" => "audit-field-members",
        "default" => "audit-field-default",
        "references" => "audit-field-references",
        "two_way" => "audit-field-two-way",
        "locations" => "audit-field-locations",
        "host" => "audit-field-host",
        "ports" => "audit-field-ports",
        "binding" => "audit-field-binding",
        "binding_xml" => "audit-field-binding-xml",
        "instances" => "audit-field-instances",
        "server" => "audit-field-server",
        "running" => "audit-field-running",
        "default_handler" => "audit-field-default-handler",
        "behaviour" => "audit-field-behaviour",
        "response" => "audit-field-response",
        "message_type" => "audit-field-message-type",
        "body" => "audit-field-body",
        "value_type" => "audit-field-value-type",
        "port" => "audit-field-port",
        "addressing" => "audit-field-addressing",
        _ => return None,
    })
}

/// `Transport: Retry count`, `RL_Orders: Enabled`.
#[must_use]
pub fn label(words: &Words, change: &FieldChange) -> String {
    let part = |part: &Part| match part {
        Part::Item(name) => name.clone(),
        // what an adapter's own dialog sets is called as it calls it
        Part::Field(field) => key(field).map_or_else(|| field.clone(), |key| words.text(key).into_owned()),
    };
    // whose it is goes without saying where there is but one of it
    let path = match change.path.as_slice() {
        [Part::Field(outer), inner @ ..]
            if !inner.is_empty()
                && ["transport", "locations", "instances", "ports", "settings"].contains(&outer.as_str()) =>
        {
            inner
        }
        path => path,
    };
    path.iter().map(part).collect::<Vec<_>>().join(": ")
}

/// A value in words; `None` and what is empty are told so.
#[must_use]
pub fn value(cx: &Cx<'_>, change: &FieldChange, value: Option<&Value>) -> String {
    let none = || cx.text("audit-nothing");
    let Some(value) = value else { return none() };
    let field = match change.path.last() {
        Some(Part::Field(field)) => field.as_str(),
        _ => "",
    };
    let known = |value: &Value| -> Option<String> {
        let value = value.clone();
        Some(match field {
            "state" => match serde_json::from_value::<PortState>(value.clone()) {
                Ok(state) => cx.text(state.key()),
                Err(_) => cx.text(serde_json::from_value::<OrchestrationState>(value).ok()?.key()),
            },
            "kind" => cx.text(serde_json::from_value::<PortKind>(value).ok()?.key()),
            "filter" => cells::filter_text(&serde_json::from_value::<Filter>(value).ok()?, cx),
            "behaviour" => cx.say(&serde_json::from_value::<Behaviour>(value).ok()?.sentence()),
            "binding" => serde_json::from_value::<Target>(value).ok()?.name().to_string(),
            _ => return None,
        })
    };
    let text = known(value).unwrap_or_else(|| plain(cx, value));
    if text.is_empty() { none() } else { text }
}

fn plain(cx: &Cx<'_>, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => cx.text("property-yes"),
        Value::Bool(false) => cx.text("property-no"),
        Value::Number(number) => number.as_i64().map_or_else(|| number.to_string(), |number| cx.words.number(number)),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(|it| plain(cx, it)).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let parts = map.iter().map(|(field, value)| format!("{field} = {}", plain(cx, value)));
            format!("({})", parts.collect::<Vec<_>>().join("; "))
        }
    }
}

/// `Retry count: 3 → 5`; of a list of names what came and what went.
#[must_use]
pub fn line(cx: &Cx<'_>, change: &FieldChange) -> String {
    let name = label(cx.words, change);
    if let (Some(before), Some(after)) = (names(change.before.as_ref()), names(change.after.as_ref()))
        && !(before.is_empty() && after.is_empty())
    {
        let added = after.iter().filter(|name| !before.contains(name)).map(|name| format!("+ {name}"));
        let removed = before.iter().filter(|name| !after.contains(name)).map(|name| format!("− {name}"));
        let parts: Vec<String> = added.chain(removed).collect();
        if !parts.is_empty() {
            return format!("{name}: {}", shorten(&parts.join(", ")));
        }
    }
    let (before, after) = (value(cx, change, change.before.as_ref()), value(cx, change, change.after.as_ref()));
    format!("{name}: {} → {}", shorten(&before), shorten(&after))
}

/// A list of texts.
fn names(value: Option<&Value>) -> Option<Vec<String>> {
    match value {
        None => Some(Vec::new()),
        Some(Value::Array(list)) => list.iter().map(|it| it.as_str().map(str::to_owned)).collect(),
        Some(_) => None,
    }
}

fn shorten(text: &str) -> String {
    let text = text.replace(['\n', '\r', '\t'], " ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let start: String = text.chars().take(LONGEST - 1).collect();
    format!("{start}…")
}

/// What an entry changed, on one line.
#[must_use]
pub fn summary(cx: &Cx<'_>, row: &AuditRow) -> String {
    let Some(first) = row.first.first() else { return String::new() };
    let mut text = of_change(cx, first);
    let more = row.entry.changes.saturating_sub(1);
    if more > 0 {
        text = cx.say(&Sentence::new("audit-and-more").with("what", text).with("count", more));
    }
    text
}

fn of_change(cx: &Cx<'_>, change: &AuditChange) -> String {
    let kind = || cx.text(cells::kind_key(change.kind));
    if change.before.is_none() || change.after.is_none() {
        let key = if change.before.is_none() { "audit-created" } else { "audit-deleted" };
        return cx.say(&Sentence::new(key).with("kind", kind()));
    }
    let fields = differences(change);
    let mut lines: Vec<String> = fields.iter().take(MOST).map(|field| line(cx, field)).collect();
    if fields.len() > MOST {
        lines.push(cx.say(&Sentence::new("audit-more-fields").with("count", fields.len() - MOST)));
    }
    lines.join("; ")
}

/// The names of what an entry changed: the first, and how many more.
#[must_use]
pub fn artifacts(cx: &Cx<'_>, row: &AuditRow) -> String {
    match (row.first.as_slice(), row.entry.changes) {
        ([], _) => String::new(),
        ([first, ..], 1) => first.name.to_string(),
        ([first, ..], count) => {
            cx.say(&Sentence::new("items-many").with("name", &first.name).with("more", count.saturating_sub(1)))
        }
    }
}
