//! How events are written: what happened in one step together, and what happens most often briefly.
//!
//! `{"time", "role", "audit", "alike", "facts"}`, where a fact is as [`Fact`] has it, or one of
//!
//! - `["p", message, n]`: published; `alike[n]` is `[type, addressing]`
//! - `["r", message, instance, n]`: a copy for a port, by a cell of the table of state combinations; `alike[n]` is
//!   `[port, via, host, cell]`
//! - `["s", message, instance, n]`: sent; `alike[n]` is `[port, address, server]`
//!
//! What many facts have in common is written once for all of them. Earlier versions wrote it with each, as
//! `["P", message, type, addressing]` and so on, and still earlier ones each fact by itself, as
//! `{"time", "role", "fact", "audit"}`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Event, Fact};
use crate::{
    message_box::{AuditId, Write},
    model::{Addressing, InstanceId, MessageId, Name, Role},
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alike: Vec<Alike<'a>>,
    facts: Vec<Brief<'a>>,
}

/// What facts have in common. Names are compared as they are spelt.
#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Alike<'a> {
    Published(Option<&'a str>, Option<&'a Addressing>),
    Routed(&'a str, Option<&'a str>, &'a str, usize),
    Sent(&'a str, &'a str, Option<&'a str>),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Brief<'a> {
    Published(&'static str, MessageId, usize),
    OfCopy(&'static str, MessageId, InstanceId, usize),
    Whole(&'a Fact),
}

impl<'a> Written<'a> {
    fn add(&mut self, fact: &'a Fact) {
        let brief = match fact {
            Fact::Published { message, addressing, message_type } => {
                let addressing = (*addressing != Addressing::default()).then_some(addressing);
                Brief::Published("p", *message, self.number(Alike::Published(message_type.as_deref(), addressing)))
            }
            Fact::Routed { message, instance, port, via, host, ruling } => {
                let cell = Cell { path: ruling.path, port: ruling.port };
                if cell.ruling() == *ruling {
                    let alike =
                        Alike::Routed(port.as_str(), via.as_ref().map(Name::as_str), host.as_str(), cell.index());
                    Brief::OfCopy("r", *message, *instance, self.number(alike))
                } else {
                    Brief::Whole(fact)
                }
            }
            Fact::Sent { message, instance, port, address, server } => {
                let alike = Alike::Sent(port.as_str(), address, server.as_ref().map(Name::as_str));
                Brief::OfCopy("s", *message, *instance, self.number(alike))
            }
            fact => Brief::Whole(fact),
        };
        self.facts.push(brief);
    }

    fn number(&mut self, alike: Alike<'a>) -> usize {
        // mostly one of the last
        self.alike.iter().rposition(|known| *known == alike).unwrap_or_else(|| {
            self.alike.push(alike);
            self.alike.len() - 1
        })
    }
}

#[derive(Deserialize)]
struct Read {
    time: Timestamp,
    role: Role,
    #[serde(default)]
    audit: Option<AuditId>,
    #[serde(default)]
    alike: Vec<Vec<Value>>,
    #[serde(default)]
    facts: Vec<Value>,
    #[serde(default)]
    fact: Option<Value>,
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
            let mut written = Written { time, role, audit, alike: Vec::new(), facts: Vec::with_capacity(facts.len()) };
            for fact in facts {
                written.add(fact);
            }
            let json = serde_json::to_string(&written)?;
            let mut about: Vec<_> = facts.iter().flat_map(Fact::messages).flatten().collect();
            about.sort_unstable();
            about.dedup();
            Ok(Write::Events { time, json, about })
        })
        .collect()
}

/// The events of a row. What another version wrote and this one does not know is left out.
pub(super) fn read(json: &str) -> Vec<Event> {
    let Ok(Read { time, role, audit, alike, facts, fact }) = serde_json::from_str::<Read>(json) else {
        return Vec::new();
    };
    let event = |fact| Some(Event { time, role, fact: whole(fact, &alike)?, audit });
    facts.into_iter().chain(fact).filter_map(event).collect()
}

fn whole(fact: Value, alike: &[Vec<Value>]) -> Option<Fact> {
    let Value::Array(mut parts) = fact else { return serde_json::from_value(fact).ok() };
    let kind = parts.first()?.as_str()?.to_owned();
    if matches!(kind.as_str(), "p" | "r" | "s") {
        let number = usize::try_from(parts.pop()?.as_u64()?).ok()?;
        parts.extend_from_slice(alike.get(number)?);
    }
    let mut parts = parts.into_iter().skip(1);
    match kind.as_str() {
        "p" | "P" => Some(Fact::Published {
            message: next(&mut parts)?,
            message_type: next(&mut parts)?,
            addressing: next::<Option<Addressing>>(&mut parts)?.unwrap_or_default(),
        }),
        "r" | "R" => {
            let (message, instance, port) = (next(&mut parts)?, next(&mut parts)?, next(&mut parts)?);
            let (via, host, cell) = (next(&mut parts)?, next(&mut parts)?, next::<usize>(&mut parts)?);
            let ruling = Cell::all().nth(cell)?.ruling();
            Some(Fact::Routed { message, instance, port, via, host, ruling })
        }
        "s" | "S" => Some(Fact::Sent {
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
        model::{PortState, Source},
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
        // the same port, spelt otherwise
        let port = "sp".into();
        facts.push(Fact::Sent { message, instance, port, address: r"C:\out".to_owned(), server: None });
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
        // names that differ in case only are equal
        assert_eq!(format!("{read:?}"), format!("{expected:?}"));
    }

    #[test]
    fn what_facts_have_in_common_is_written_once() {
        let sent = |id: i64| Fact::Sent {
            message: MessageId(id),
            instance: InstanceId(id),
            port: "SP_Lille".into(),
            address: "out".to_owned(),
            server: None,
        };
        let facts: Vec<Fact> = (1..=3).map(sent).collect();
        let rows = write(Timestamp::UNIX_EPOCH, Role::Operator, None, &facts).unwrap();
        let Write::Events { json, .. } = &rows[0] else { panic!("{rows:?}") };
        let expected = r#"{"time":"1970-01-01T00:00:00Z","role":"Operator","alike":[["SP_Lille","out",null]],"facts":[["s",1,1,0],["s",2,2,0],["s",3,3,0]]}"#;
        assert_eq!(json, expected);
    }

    #[test]
    fn what_an_earlier_version_wrote_is_read_and_what_is_unknown_is_left_out() {
        let fact = Fact::RoutingFailure { message: MessageId(1), instance: InstanceId(2) };
        let event = Event { time: Timestamp::UNIX_EPOCH, role: Role::Administrator, fact, audit: None };
        assert_eq!(read(&serde_json::to_string(&event).unwrap()), [event]);
        let row = r#"{"time":"1970-01-01T00:00:00Z","role":"Administrator","facts":[["X",1],{"Newer":{}},["R",1],
                      {"RoutingFailure":{"message":1,"instance":2}}]}"#;
        assert_eq!(read(row).len(), 1);
        let brief = |alike: &str, facts: &str| {
            format!(r#"{{"time":"1970-01-01T00:00:00Z","role":"Administrator","alike":{alike},"facts":{facts}}}"#)
        };
        let sent = |message: i64| Fact::Sent {
            message: MessageId(message),
            instance: InstanceId(9),
            port: "SP".into(),
            address: "out".to_owned(),
            server: None,
        };
        let row = brief(
            r#"[["SP","out",null]]"#,
            r#"[["S",7,9,"SP","out",null],["s",8,9,0],["s",8,9,1],["s",8,9,-1],["s"]]"#,
        );
        let facts: Vec<Fact> = read(&row).into_iter().map(|event| event.fact).collect();
        assert_eq!(facts, [sent(7), sent(8)]);
        assert!(read("no JSON").is_empty());
    }
}
