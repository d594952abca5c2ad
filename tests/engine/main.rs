//! What the engine does with messages, with what is configured and with its store. Time is what
//! each test says it is.

mod applications;
mod audit;
mod clock;
mod configuration;
mod copies;
mod destinations;
mod exercised;
#[path = "../support/failing.rs"]
mod failing;
mod faults;
mod filters;
mod hosts;
mod impact;
mod many;
mod msmq;
mod ordered;
mod overview;
mod port_kinds;
mod receive_locations;
mod routing_failures;
mod send_cycle;
mod standing;
mod states_and_hosts;
mod store;
mod subscriptions;
#[path = "../support/mod.rs"]
mod support;
mod threads;
mod throttling;
mod timelines;
mod undo;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Arc, Mutex},
};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use sendport::{
    engine::{
        ClockCommand, Engine, Fact, Held, HostCommand, MAX_COUNT, Outcome, Refusal, Request, StartOptions, StopOption,
        Waiting, dry_run,
    },
    message_box::{
        AuditChange, AuditId, AuditKind, AuditQuery, Cause, CauseKind, Effort, Error, Fate, Instance, InstanceQuery,
        Keyset, MessageBox, MessageQuery, SqliteMessageBox, Write,
    },
    model::{
        Adapter, Addressing, Application, Artifact, ArtifactKind, Behaviour, BizTalkGroup, Destination, Draft, Filter,
        InstanceId, Message, MessageId, Name, Operator, Orchestration, OrchestrationState, PortKind,
        PortState::{Bound, Started, Stopped},
        PropertySchema, ReceiveLocation, ReceivePort, ResponseTemplate, Role, SendPort, SendPortGroup, Source, Target,
        Template, Transport, Value, ValueType, properties,
    },
    routing::Matched,
    rules::{
        Action::{Enlist, Start, Stop, Unenlist},
        instances::{InstanceState as S, Operation},
        send_cycle::TransportOf,
    },
    transport::{Simulated, TransportError},
};
use support::*;

const COUNTRY: &str = "Orders.Country";

fn filtered(name: &str, country: &str) -> SendPort {
    SendPort { filter: equals(COUNTRY, country), ..a_port(name) }
}

fn done(port: &str) -> Copy {
    (port.to_owned(), None, S::Completed)
}

fn done_via(port: &str, via: &str) -> Copy {
    (port.to_owned(), Some(via.to_owned()), S::Completed)
}

fn held(port: &str) -> Copy {
    (port.to_owned(), None, S::SuspendedResumable)
}

fn held_via(port: &str, via: &str) -> Copy {
    (port.to_owned(), Some(via.to_owned()), S::SuspendedResumable)
}

fn reason_keys(refusal: &Refusal) -> Vec<&str> {
    refusal.reasons.iter().map(|reason| reason.sentence.key).collect()
}

fn by_state(state: S) -> InstanceQuery {
    InstanceQuery { states: vec![state], ..InstanceQuery::default() }
}

/// An application with something of everything, nothing of it running.
fn application() -> World {
    let mut world = World::new();
    world.port(filtered("SP_A", "FR"), Bound);
    world.port(a_port("SP_B"), Bound);
    world.group(a_group("G", &["SP_A", "SP_B"]), Bound);
    world.port(SendPort { application: OTHER_APP.into(), ..a_port("SP_Other") }, Bound);
    world.ok(&create(receive_port(false)));
    world.ok(&create(an_orchestration("Process", Some(Target::SendPortGroup("G".into())))));
    world.ok(&run_host(HOST, false));
    world
}

fn start_application(options: StartOptions) -> Request {
    Request::StartApplication { application: APP.into(), options }
}

fn stop_application(option: StopOption) -> Request {
    Request::StopApplication { application: APP.into(), option }
}

fn receive_port(enabled: bool) -> ReceivePort {
    let location = ReceiveLocation {
        name: "RL".into(),
        adapter: "FILE".to_owned(),
        address: "in".to_owned(),
        enabled,
        ..ReceiveLocation::default()
    };
    ReceivePort { name: "RP".into(), application: APP.into(), locations: vec![location], ..ReceivePort::default() }
}
