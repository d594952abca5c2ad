//! How events are written: what happened in one step together, and what happens most often briefly.
//!
//! `{"time", "role", "audit", "facts"}`, where a fact is as [`Fact`] has it, or one of
//!
//! - `["P", message, type, addressing]`: published
//! - `["R", message, instance, port, via, host, cell]`: a copy for a port, by a cell of the table of state
//!   combinations
//! - `["S", message, instance, port, address, server]`: sent
//!
//! Earlier versions wrote `{"time", "role", "fact", "audit"}`, each fact by itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::{Event, Fact};
use crate::{
    message_box::{AuditId, Write},
    model::{Addressing, Role},
    rules::outcome::Cell,
};

/// How many facts are written together at most: whoever wants one of them reads them all.
const TOGETHER: usize = 64;

#[derive(Serialize)]
struct Written<'a> {
    time: Timestamp,
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    audit: Option<AuditId>,
    facts: &'a [Brief<'a>],
}

#[derive(Deserialize)]
struct Read {
    time: Timestamp,
    role: Role,
    #[serde(default)]
    audit: Option<AuditId>,
    #[serde(default)]
    facts: Vec<Value>,
    #[serde(default)]
    fact: Option<Value>,
}

struct Brief<'a>(&'a Fact);

impl Serialize for Brief<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Fact::Published { message, addressing, message_type } => {
                let addressing = (*addressing != Addressing::default()).then_some(addressing);
                ("P", message, message_type, addressing).serialize(serializer)
            }
            Fact::Routed { message, instance, port, via, host, ruling } => {
                let cell = Cell { path: ruling.path, port: ruling.port };
                if cell.ruling() == *ruling {
                    ("R", message, instance, port, via, host, cell.index()).serialize(serializer)
                } else {
                    self.0.serialize(serializer)
                }
            }
            Fact::Sent { message, instance, port, address, server } => {
                ("S", message, instance, port, address, server).serialize(serializer)
            }
            fact => fact.serialize(serializer),
        }
    }
}

/// What is written for these facts, all of the same time.
pub(super) fn write(
    time: Timestamp,
    role: Role,
    audit: Option<AuditId>,
    facts: &[Fact],
) -> Result<Vec<Write>, serde_json::Error> {
    facts
        .chunks(TOGETHER)
        .map(|facts| {
            let brief: Vec<Brief<'_>> = facts.iter().map(Brief).collect();
            let json = serde_json::to_string(&Written { time, role, audit, facts: &brief })?;
            let mut about: Vec<_> = facts.iter().flat_map(Fact::messages).flatten().collect();
            about.sort_unstable();
            about.dedup();
            Ok(Write::Events { time, json, about })
        })
        .collect()
}

/// The events of a row. What another version wrote and this one does not know is left out.
pub(super) fn read(json: &str) -> Vec<Event> {
    let Ok(Read { time, role, audit, facts, fact }) = serde_json::from_str::<Read>(json) else { return Vec::new() };
    let event = |fact| Some(Event { time, role, fact: whole(fact)?, audit });
    facts.into_iter().chain(fact).filter_map(event).collect()
}

fn whole(fact: Value) -> Option<Fact> {
    let Value::Array(parts) = fact else { return serde_json::from_value(fact).ok() };
    let kind = parts.first()?.as_str()?.to_owned();
    let mut parts = parts.into_iter().skip(1);
    match kind.as_str() {
        "P" => Some(Fact::Published {
            message: next(&mut parts)?,
            message_type: next(&mut parts)?,
            addressing: next::<Option<Addressing>>(&mut parts)?.unwrap_or_default(),
        }),
        "R" => {
            let (message, instance, port) = (next(&mut parts)?, next(&mut parts)?, next(&mut parts)?);
            let (via, host, cell) = (next(&mut parts)?, next(&mut parts)?, next::<usize>(&mut parts)?);
            let ruling = Cell::all().nth(cell)?.ruling();
            Some(Fact::Routed { message, instance, port, via, host, ruling })
        }
        "S" => Some(Fact::Sent {
            message: next(&mut parts)?,
            instance: next(&mut parts)?,
            port: next(&mut parts)?,
            address: next(&mut parts)?,
            server: next(&mut parts)?,
        }),
        _ => None,
    }
}

fn next<T: serde::de::DeserializeOwned>(parts: &mut impl Iterator<Item = Value>) -> Option<T> {
    serde_json::from_value(parts.next()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{InstanceId, MessageId, PortState, Source},
        rules::outcome::{Path, Ruling, Verdict, decide},
    };

    #[test]
    fn facts_come_back_as_they_were_written() {
        let (message, instance) = (MessageId(7), InstanceId(9));
        let routed = |ruling| Fact::Routed {
            message,
            instance,
            port: "SP_Été \"1\"".into(),
            via: Some("SPG".into()),
            host: "Host".into(),
            ruling,
        };
        let mut facts: Vec<Fact> = Cell::all().map(|cell| routed(cell.ruling())).collect();
        // as no version rules
        facts.push(routed(Ruling { verdict: Verdict::NoCopy, ..decide(Path::Direct, PortState::Started) }));
        for addressing in [Addressing::default(), Addressing::Published(Source::Resubmitted(MessageId(3)))] {
            for message_type in [None, Some("http://orders#Order".to_owned())] {
                facts.push(Fact::Published { message, addressing: addressing.clone(), message_type });
            }
        }
        for server in [None, Some("Server1".into())] {
            facts.push(Fact::Sent { message, instance, port: "SP".into(), address: r"C:\out".to_owned(), server });
        }
        facts.push(Fact::RoutingFailure { message, instance });
        let many: Vec<Fact> = std::iter::repeat_n(facts, 6).flatten().collect();
        let (time, audit) = (Timestamp::from_second(5).unwrap(), Some(AuditId(4)));
        let rows = write(time, Role::Operator, audit, &many).unwrap();
        assert_eq!(rows.len(), many.len().div_ceil(TOGETHER));
        let read: Vec<Event> = rows
            .iter()
            .flat_map(|row| match row {
                Write::Events { json, about, .. } => {
                    assert!(about.contains(&message));
                    read(json)
                }
                other => panic!("{other:?}"),
            })
            .collect();
        let expected: Vec<Event> =
            many.into_iter().map(|fact| Event { time, role: Role::Operator, fact, audit }).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn what_an_earlier_version_wrote_is_read_and_what_is_unknown_is_left_out() {
        let fact = Fact::RoutingFailure { message: MessageId(1), instance: InstanceId(2) };
        let event = Event { time: Timestamp::UNIX_EPOCH, role: Role::Administrator, fact, audit: None };
        assert_eq!(read(&serde_json::to_string(&event).unwrap()), [event]);
        let row = r#"{"time":"1970-01-01T00:00:00Z","role":"Administrator","facts":[["X",1],{"Newer":{}},["R",1],
                      {"RoutingFailure":{"message":1,"instance":2}}]}"#;
        assert_eq!(read(row).len(), 1);
        assert!(read("no JSON").is_empty());
    }
}
