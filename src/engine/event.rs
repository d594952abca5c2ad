use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{ClockCommand, HostCommand};
use crate::{
    message_box::{AuditId, Cause},
    model::{Addressing, ArtifactKind, ArtifactRef, Behaviour, InstanceId, MessageId, Name, PortState, Role},
    rules::{Action, instances::Operation, outcome::Ruling, send_cycle::TransportOf},
    transport::{Exchange, TransportError},
    words::Sentence,
};

/// A fact, with its time. Events feed the log and the timeline of a message; they are stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub time: Timestamp,
    pub role: Role,
    pub fact: Fact,
    /// The entry of the audit to which it belongs, if somebody asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<AuditId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fact {
    StateChanged {
        item: ArtifactRef,
        action: Action,
        from: PortState,
        to: PortState,
    },
    OrchestrationChanged {
        name: Name,
        action: Action,
    },
    LocationEnabled {
        name: Name,
        enabled: bool,
    },
    Created(ArtifactRef),
    Edited(ArtifactRef),
    Renamed {
        item: ArtifactRef,
        from: Name,
    },
    Deleted(ArtifactRef),
    Moved {
        item: ArtifactRef,
        from: Name,
        to: Name,
    },
    HostInstance {
        host: Name,
        server: Name,
        running: bool,
    },
    HostInstanceKilled {
        host: Name,
        server: Name,
    },
    HostInstanceDisabled {
        host: Name,
        server: Name,
        disabled: bool,
    },
    /// Another node of a clustered host is active now.
    FailedOver {
        host: Name,
        from: Name,
        to: Name,
    },
    /// It went down, with everything on it, or came up.
    Server {
        server: Name,
        up: bool,
    },
    /// It is in the outgoing queue of the Message Queuing of this server or clustered host; for the send
    /// adapter it is sent.
    InOutgoingQueue {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        owner: Name,
    },
    /// Message Queuing brought it from its outgoing queue to its destination.
    Forwarded {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        owner: Name,
        address: String,
    },
    Clock(ClockCommand),
    Destination {
        port: Name,
        behaviour: Behaviour,
    },
    RoleChanged(Role),
    /// Live sending was turned on, to so many addresses, or off.
    Live {
        on: bool,
        addresses: usize,
    },
    /// What went over the line.
    Exchanged {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        exchange: Exchange,
    },
    Undone(Deed),
    Redone(Deed),
    Published {
        message: MessageId,
        addressing: Addressing,
        message_type: Option<String>,
    },
    /// Host throttling holds messages back, all alike: they are not published yet.
    PublishingDelayed {
        messages: u32,
        message_type: Option<String>,
        /// The host that is throttled; `None`: they wait behind others.
        host: Option<Name>,
        /// How many messages were in its queues, and its threshold.
        held: u64,
        threshold: u32,
        /// At the latest.
        until: Timestamp,
    },
    /// A copy for a port, into the work queue or the suspended queue of a host.
    Routed {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        via: Option<Name>,
        host: Name,
        ruling: Ruling,
    },
    RoutingFailure {
        message: MessageId,
        instance: InstanceId,
    },
    Sent {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        address: String,
        /// The server of the host instance that sent it.
        #[serde(default)]
        server: Option<Name>,
    },
    SendFailed {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        error: TransportError,
        #[serde(default)]
        on: TransportOf,
        /// Which attempt on that transport it was, of how many; 0 where that is not known.
        #[serde(default)]
        attempt: u32,
        #[serde(default)]
        of: u32,
    },
    /// Its service window is closed until then.
    Scheduled {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        on: TransportOf,
        until: Timestamp,
    },
    WindowOpened {
        message: MessageId,
        instance: InstanceId,
        port: Name,
    },
    /// The destination takes its time, until then.
    Sending {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        server: Option<Name>,
        until: Timestamp,
    },
    /// It is sent again then.
    WillRetry {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        at: Timestamp,
    },
    /// The attempts on the primary transport are used up.
    BackupIsNext {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        address: String,
    },
    /// The host instance that had it died; it may have sent it, and it is sent again.
    TakenBack {
        message: MessageId,
        instance: InstanceId,
        port: Option<Name>,
        server: Option<Name>,
    },
    /// Its host instance stopped; another one of the host has it next.
    HandedBack {
        message: MessageId,
        instance: InstanceId,
        port: Option<Name>,
        server: Option<Name>,
    },
    /// An error message was published instead of suspending it.
    FailedMessageRouted {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        report: MessageId,
    },
    /// A delivery notification was published, or discarded because nobody subscribes to it.
    Acknowledged {
        message: MessageId,
        instance: InstanceId,
        port: Name,
        delivered: bool,
        acknowledgement: Option<MessageId>,
    },
    /// It is done as soon as the host instance lets go of the instance.
    Pending {
        message: MessageId,
        instance: InstanceId,
        port: Option<Name>,
        operation: Operation,
    },
    Suspended {
        message: MessageId,
        instance: InstanceId,
        port: Option<Name>,
        cause: Cause,
    },
    Resumed {
        message: MessageId,
        instance: InstanceId,
        port: Option<Name>,
        state: Option<PortState>,
    },
    Terminated {
        message: MessageId,
        instance: InstanceId,
        port: Option<Name>,
    },
    Responded {
        request: MessageId,
        response: MessageId,
        port: Name,
    },
    Resubmitted {
        from: MessageId,
        to: MessageId,
    },
}

/// An administrative step as a whole: what undo and redo name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Deed {
    Act(Action, Vec<ArtifactRef>),
    Orchestration(Action, Name),
    Create(ArtifactRef),
    Edit(ArtifactRef),
    EditMany(Vec<ArtifactRef>),
    /// Of a binding file: what it is called, and how many artifacts were taken over.
    Import {
        file: String,
        count: usize,
    },
    Rename {
        item: ArtifactRef,
        to: Name,
    },
    Delete(Vec<ArtifactRef>),
    Move(Vec<ArtifactRef>, Name),
    StartApplication(Name),
    StopApplication(Name),
    EnableLocation {
        name: Name,
        enabled: bool,
    },
    HostInstance {
        host: Name,
        running: bool,
    },
    HostCommand {
        host: Name,
        server: Name,
        command: HostCommand,
    },
    Server {
        server: Name,
        up: bool,
    },
    Destination {
        port: Name,
        behaviour: Behaviour,
    },
}

/// The names of several items: all, or the first and how many more.
fn items(items: &[ArtifactRef], beyond: usize) -> Sentence {
    match items {
        [] => Sentence::new("items-none"),
        [one] if beyond == 0 => Sentence::new("items-one").with("name", &one.name),
        [first, rest @ ..] => Sentence::new("items-many").with("name", &first.name).with("more", rest.len() + beyond),
    }
}

impl Deed {
    /// `stop SP_Lille`.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        self.sentence_of(0)
    }

    /// Likewise, of so many names more than it tells.
    pub(super) fn sentence_of(&self, beyond: usize) -> Sentence {
        let items = |it: &[ArtifactRef]| items(it, beyond);
        match self {
            Self::Act(action, it) => {
                Sentence::new("deed-act").with("action", Sentence::new(action.key())).with("items", items(it))
            }
            Self::Orchestration(action, name) => Sentence::new("deed-act")
                .with("action", Sentence::new(action.key()))
                .with("items", Sentence::new("items-one").with("name", name)),
            Self::Create(item) => Sentence::new("deed-create").with("name", &item.name),
            Self::Edit(item) => Sentence::new("deed-edit").with("name", &item.name),
            Self::EditMany(it) => Sentence::new("deed-edit-many").with("items", items(it)),
            Self::Import { file, count } => {
                Sentence::new("deed-import").with("file", file.as_str()).with("count", *count)
            }
            Self::Rename { item, to } => Sentence::new("deed-rename").with("name", &item.name).with("to", to),
            Self::Delete(it) => Sentence::new("deed-delete").with("items", items(it)),
            Self::Move(it, to) => Sentence::new("deed-move").with("items", items(it)).with("to", to),
            Self::StartApplication(name) => Sentence::new("deed-start-application").with("name", name),
            Self::StopApplication(name) => Sentence::new("deed-stop-application").with("name", name),
            Self::EnableLocation { name, enabled } => {
                Sentence::new(if *enabled { "deed-enable" } else { "deed-disable" }).with("name", name)
            }
            Self::HostInstance { host, running } => {
                Sentence::new(if *running { "deed-start-host" } else { "deed-stop-host" }).with("name", host)
            }
            Self::HostCommand { host, server, command } => Sentence::new("deed-host-command")
                .with("command", Sentence::new(command.key()))
                .with("host", host)
                .with("server", server),
            Self::Server { server, up } => {
                Sentence::new(if *up { "deed-server-up" } else { "deed-server-down" }).with("server", server)
            }
            Self::Destination { port, behaviour } => {
                Sentence::new("deed-destination").with("port", port).with("behaviour", behaviour.sentence())
            }
        }
    }
}

impl Behaviour {
    #[must_use]
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Up => Sentence::new("destination-up"),
            Self::Down => Sentence::new("destination-down"),
            Self::Slow(seconds) => Sentence::new("destination-slow").with("seconds", seconds),
            Self::FailsNext(times) => Sentence::new("destination-fails-next").with("times", times),
            Self::Rejects => Sentence::new("destination-rejects"),
        }
    }
}

impl Operation {
    /// The key of the sentence that says that it was done.
    #[must_use]
    pub fn done_key(self) -> &'static str {
        match self {
            Self::Resume => "fact-resumed",
            Self::Suspend => "fact-suspended-by-hand",
            Self::Terminate => "fact-terminated",
        }
    }
}

/// To whom a message is sent, in words.
#[must_use]
pub fn addressing_sentence(addressing: &Addressing) -> Sentence {
    use crate::model::{Source, Target};
    match addressing {
        Addressing::To(Target::SendPort(name)) => Sentence::new("addressing-port").with("name", name),
        Addressing::To(Target::SendPortGroup(name)) => Sentence::new("addressing-group").with("name", name),
        Addressing::Published(Source::Properties) => Sentence::new("addressing-published"),
        Addressing::Published(Source::ReceiveLocation(name)) => Sentence::new("addressing-location").with("name", name),
        Addressing::Published(Source::Orchestration { orchestration, port }) => {
            Sentence::new("addressing-orchestration").with("orchestration", orchestration).with("port", port)
        }
        Addressing::Published(Source::Response { port, request }) => {
            Sentence::new("addressing-response").with("port", port).with("request", request.to_string())
        }
        Addressing::Published(Source::Resubmitted(of)) => {
            Sentence::new("addressing-resubmitted").with("message", of.to_string())
        }
        Addressing::Published(Source::FailedMessage { port, message }) => {
            Sentence::new("addressing-failed-message").with("port", port).with("message", message.to_string())
        }
        Addressing::Published(Source::Acknowledgement { port, message }) => {
            Sentence::new("addressing-acknowledgement").with("port", port).with("message", message.to_string())
        }
    }
}

/// What became of one copy by the table, in one sentence: *what happened - because state - rule*.
#[must_use]
pub fn ruling_sentence(message: MessageId, port: &Name, via: Option<&Name>, host: &Name, ruling: &Ruling) -> Sentence {
    use crate::rules::outcome::{Path, Verdict};
    // of what was not sent it is not told that it happened
    let dry_run = message == MessageId(0);
    let (happened, would_happen) = match (ruling.verdict, via) {
        (Verdict::Processed, None) => ("ruling-processed-direct", "ruling-would-process-direct"),
        (Verdict::Processed, Some(_)) => ("ruling-processed-group", "ruling-would-process-group"),
        (Verdict::Suspended, None) => ("ruling-suspended-direct", "ruling-would-suspend-direct"),
        (Verdict::Suspended, Some(_)) => ("ruling-suspended-group", "ruling-would-suspend-group"),
        (Verdict::NoCopy, _) => ("ruling-no-copy", "ruling-would-not-copy"),
    };
    let sentence = Sentence::new(if dry_run { would_happen } else { happened })
        .with("message", message_name(message))
        .with("port", port)
        .with("host", host)
        .with("port-state", Sentence::new(ruling.port.key()))
        .with("rule", Sentence::new(ruling.rule.key()))
        .with("citation", ruling.rule.citation().sentence());
    match (ruling.path, via) {
        (Path::ViaGroup(state), Some(via)) => {
            sentence.with("group", via).with("group-state", Sentence::new(state.key()))
        }
        _ => sentence,
    }
}

/// `M-12`, or for a dry run, which has no number yet, *the message*.
#[must_use]
pub fn message_name(message: MessageId) -> crate::words::Argument {
    if message.0 == 0 { Sentence::new("the-message").into() } else { message.to_string().into() }
}

/// Why an instance is suspended, in words.
#[must_use]
pub fn cause_sentence(cause: &Cause, port: Option<&Name>, via: Option<&Name>, ruling: Option<&Ruling>) -> Sentence {
    use crate::{model::PortState::Started, rules::outcome::Path};
    let port = port.map(Name::to_string).unwrap_or_default();
    match cause {
        Cause::Held => match (ruling.map(|ruling| (ruling.path, ruling.port)), via) {
            (Some((Path::ViaGroup(group), Started)), Some(via)) => {
                Sentence::new("cause-group-not-started").with("group", via).with("state", Sentence::new(group.key()))
            }
            (Some((_, state)), _) => {
                Sentence::new("cause-port-not-started").with("port", port).with("state", Sentence::new(state.key()))
            }
            (None, _) => Sentence::new("cause-held").with("port", port),
        },
        Cause::Transport(error) => Sentence::new("cause-transport").with("port", port).with("error", error.sentence()),
        Cause::NoAddress => Sentence::new("cause-no-address").with("port", port),
        Cause::NoAdapter { address } => {
            Sentence::new("cause-no-adapter").with("port", port).with("address", address.as_str())
        }
        Cause::NoHandler { adapter } => {
            Sentence::new("cause-no-handler").with("port", port).with("adapter", adapter.as_str())
        }
        Cause::RoutingFailure => Sentence::new("cause-routing-failure"),
        Cause::Loop => Sentence::new("cause-loop").with("port", port),
        Cause::ByHand => Sentence::new("cause-by-hand"),
        Cause::PortDeleted => Sentence::new("cause-port-deleted").with("port", port),
        Cause::FrontTaken { front } => {
            Sentence::new("cause-front-taken").with("port", port).with("front", front.to_string())
        }
        Cause::Behind { front } => Sentence::new("cause-behind").with("port", port).with("front", front.to_string()),
    }
}

/// The rest stands in the timeline.
fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("-")
}

/// The server of a host instance, where it is known.
fn server_name(server: Option<&Name>) -> crate::words::Argument {
    server.map_or_else(|| Sentence::new("a-host-instance").into(), crate::words::Argument::from)
}

impl Event {
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        self.fact.sentence()
    }
}

impl Fact {
    /// The message that it is about.
    #[must_use]
    pub fn message(&self) -> Option<MessageId> {
        match self {
            Self::Published { message, .. }
            | Self::Routed { message, .. }
            | Self::RoutingFailure { message, .. }
            | Self::Sent { message, .. }
            | Self::InOutgoingQueue { message, .. }
            | Self::Forwarded { message, .. }
            | Self::SendFailed { message, .. }
            | Self::Scheduled { message, .. }
            | Self::WindowOpened { message, .. }
            | Self::Sending { message, .. }
            | Self::Exchanged { message, .. }
            | Self::WillRetry { message, .. }
            | Self::BackupIsNext { message, .. }
            | Self::TakenBack { message, .. }
            | Self::HandedBack { message, .. }
            | Self::FailedMessageRouted { message, .. }
            | Self::Acknowledged { message, .. }
            | Self::Pending { message, .. }
            | Self::Suspended { message, .. }
            | Self::Resumed { message, .. }
            | Self::Terminated { message, .. } => Some(*message),
            Self::Responded { response, .. } => Some(*response),
            Self::Resubmitted { to, .. } => Some(*to),
            _ => None,
        }
    }

    /// The messages that it is about: the one of [`Fact::message`], and the one from which that came.
    #[must_use]
    pub fn messages(&self) -> [Option<MessageId>; 2] {
        let other = match self {
            Self::Responded { request, .. } => Some(*request),
            Self::Resubmitted { from, .. } => Some(*from),
            Self::FailedMessageRouted { report, .. } => Some(*report),
            Self::Acknowledged { acknowledgement, .. } => *acknowledgement,
            _ => None,
        };
        [self.message(), other]
    }

    /// The instance that it is about.
    #[must_use]
    pub fn instance(&self) -> Option<InstanceId> {
        match self {
            Self::Routed { instance, .. }
            | Self::RoutingFailure { instance, .. }
            | Self::Sent { instance, .. }
            | Self::InOutgoingQueue { instance, .. }
            | Self::Forwarded { instance, .. }
            | Self::SendFailed { instance, .. }
            | Self::Scheduled { instance, .. }
            | Self::WindowOpened { instance, .. }
            | Self::Sending { instance, .. }
            | Self::Exchanged { instance, .. }
            | Self::WillRetry { instance, .. }
            | Self::BackupIsNext { instance, .. }
            | Self::TakenBack { instance, .. }
            | Self::HandedBack { instance, .. }
            | Self::FailedMessageRouted { instance, .. }
            | Self::Acknowledged { instance, .. }
            | Self::Pending { instance, .. }
            | Self::Suspended { instance, .. }
            | Self::Resumed { instance, .. }
            | Self::Terminated { instance, .. } => Some(*instance),
            _ => None,
        }
    }

    /// The artifact that it is about.
    #[must_use]
    pub fn item(&self) -> Option<ArtifactRef> {
        match self {
            Self::StateChanged { item, .. }
            | Self::Created(item)
            | Self::Edited(item)
            | Self::Renamed { item, .. }
            | Self::Moved { item, .. } => Some(item.clone()),
            Self::Routed { port, .. }
            | Self::Sent { port, .. }
            | Self::InOutgoingQueue { port, .. }
            | Self::Forwarded { port, .. }
            | Self::SendFailed { port, .. }
            | Self::Scheduled { port, .. }
            | Self::WindowOpened { port, .. }
            | Self::Sending { port, .. }
            | Self::Exchanged { port, .. }
            | Self::WillRetry { port, .. }
            | Self::BackupIsNext { port, .. }
            | Self::FailedMessageRouted { port, .. }
            | Self::Acknowledged { port, .. } => Some(ArtifactRef::send_port(port)),
            Self::HostInstance { host, .. }
            | Self::HostInstanceKilled { host, .. }
            | Self::HostInstanceDisabled { host, .. }
            | Self::FailedOver { host, .. } => Some(ArtifactRef::new(ArtifactKind::Host, host)),
            _ => None,
        }
    }

    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let named = |key, name: &Name| Sentence::new(key).with("name", name);
        match self {
            Self::StateChanged { item, action, from, to } => {
                let key = match item.kind {
                    crate::model::ArtifactKind::SendPortGroup => "fact-group-state",
                    _ => "fact-state",
                };
                named(key, &item.name)
                    .with("action", Sentence::new(action.key()))
                    .with("from", Sentence::new(from.key()))
                    .with("to", Sentence::new(to.key()))
            }
            Self::OrchestrationChanged { name, action } => {
                named("fact-orchestration", name).with("action", Sentence::new(action.key()))
            }
            Self::LocationEnabled { name, enabled } => {
                named(if *enabled { "fact-location-enabled" } else { "fact-location-disabled" }, name)
            }
            Self::Created(item) => named("fact-created", &item.name),
            Self::Edited(item) => named("fact-edited", &item.name),
            Self::Renamed { item, from } => named("fact-renamed", &item.name).with("from", from),
            Self::Deleted(item) => named("fact-deleted", &item.name),
            Self::Moved { item, from, to } => named("fact-moved", &item.name).with("from", from).with("to", to),
            Self::HostInstance { host, server, running } => {
                named(if *running { "fact-host-started" } else { "fact-host-stopped" }, host).with("server", server)
            }
            Self::HostInstanceKilled { host, server } => named("fact-host-killed", host).with("server", server),
            Self::HostInstanceDisabled { host, server, disabled } => {
                named(if *disabled { "fact-host-disabled" } else { "fact-host-enabled" }, host).with("server", server)
            }
            Self::FailedOver { host, from, to } => named("fact-failed-over", host).with("from", from).with("to", to),
            Self::Server { server, up } => named(if *up { "fact-server-up" } else { "fact-server-down" }, server),
            Self::InOutgoingQueue { message, port, owner, .. } => {
                named("fact-in-outgoing-queue", port).with("message", message.to_string()).with("owner", owner)
            }
            Self::Forwarded { message, port, owner, address, .. } => named("fact-forwarded", port)
                .with("message", message.to_string())
                .with("owner", owner)
                .with("address", address.as_str()),
            Self::Clock(command) => command.sentence(),
            Self::Destination { port, behaviour } => {
                named("fact-destination", port).with("behaviour", behaviour.sentence())
            }
            Self::RoleChanged(role) => Sentence::new("fact-role").with("role", Sentence::new(role.key())),
            Self::Undone(deed) => Sentence::new("fact-undone").with("deed", deed.sentence()),
            Self::Redone(deed) => Sentence::new("fact-redone").with("deed", deed.sentence()),
            Self::Published { message, addressing, message_type } => {
                Sentence::new(if message_type.is_some() { "fact-published-typed" } else { "fact-published" })
                    .with("message", message.to_string())
                    .with("to", addressing_sentence(addressing))
                    .with("type", message_type.clone().unwrap_or_default())
            }
            Self::PublishingDelayed { messages, host: Some(host), held, threshold, until, .. } => {
                Sentence::new("fact-publishing-delayed")
                    .with("count", *messages)
                    .with("host", host)
                    .with("held", *held)
                    .with("threshold", *threshold)
                    .with("until", *until)
            }
            Self::PublishingDelayed { messages, until, .. } => {
                Sentence::new("fact-publishing-delayed-behind").with("count", *messages).with("until", *until)
            }
            Self::Routed { message, port, via, host, ruling, .. } => {
                ruling_sentence(*message, port, via.as_ref(), host, ruling)
            }
            Self::RoutingFailure { message, .. } => {
                Sentence::new("fact-routing-failure").with("message", message.to_string())
            }
            Self::Sent { message, port, address, server, .. } => match server {
                None => named("fact-sent", port).with("message", message.to_string()).with("address", address.as_str()),
                Some(server) => named("fact-sent-by", port)
                    .with("message", message.to_string())
                    .with("address", address.as_str())
                    .with("server", server),
            },
            Self::SendFailed { message, port, error, on, attempt, of, .. } => {
                let key = if *attempt == 0 { "fact-send-failed" } else { "fact-send-failed-attempt" };
                named(key, port)
                    .with("message", message.to_string())
                    .with("error", error.sentence())
                    .with("transport", Sentence::new(on.key()))
                    .with("attempt", *attempt)
                    .with("of", *of)
            }
            Self::Scheduled { message, port, on, until, .. } => named("fact-scheduled", port)
                .with("message", message.to_string())
                .with("transport", Sentence::new(on.key()))
                .with("until", *until),
            Self::WindowOpened { message, port, .. } => {
                named("fact-window-opened", port).with("message", message.to_string())
            }
            Self::Sending { message, port, server, until, .. } => named("fact-sending", port)
                .with("message", message.to_string())
                .with("server", server_name(server.as_ref()))
                .with("until", *until),
            Self::Live { on, addresses } => {
                Sentence::new(if *on { "fact-live-on" } else { "fact-live-off" }).with("addresses", *addresses)
            }
            Self::Exchanged { message, port, exchange, .. } => named("fact-exchanged", port)
                .with("message", message.to_string())
                .with("request", first_line(&exchange.request))
                .with("answer", first_line(&exchange.answer)),
            Self::WillRetry { message, port, at, .. } => {
                named("fact-will-retry", port).with("message", message.to_string()).with("at", *at)
            }
            Self::BackupIsNext { message, port, address, .. } => {
                named("fact-backup", port).with("message", message.to_string()).with("address", address.as_str())
            }
            Self::TakenBack { message, server, .. } => Sentence::new("fact-taken-back")
                .with("message", message.to_string())
                .with("server", server_name(server.as_ref())),
            Self::HandedBack { message, server, .. } => Sentence::new("fact-handed-back")
                .with("message", message.to_string())
                .with("server", server_name(server.as_ref())),
            Self::FailedMessageRouted { message, port, report, .. } => named("fact-failed-message-routed", port)
                .with("message", message.to_string())
                .with("report", report.to_string()),
            Self::Acknowledged { message, port, delivered, acknowledgement, .. } => {
                let key = match (delivered, acknowledgement) {
                    (true, Some(_)) => "fact-ack",
                    (true, None) => "fact-ack-discarded",
                    (false, Some(_)) => "fact-nack",
                    (false, None) => "fact-nack-discarded",
                };
                named(key, port)
                    .with("message", message.to_string())
                    .with("acknowledgement", acknowledgement.map(|it| it.to_string()).unwrap_or_default())
            }
            Self::Pending { message, instance, operation, .. } => Sentence::new(match operation {
                Operation::Terminate => "fact-pending-terminate",
                _ => "fact-pending-suspend",
            })
            .with("message", message.to_string())
            .with("instance", instance.to_string()),
            Self::Suspended { message, port, cause, .. } => Sentence::new("fact-suspended")
                .with("message", message.to_string())
                .with("cause", cause_sentence(cause, port.as_ref(), None, None)),
            Self::Resumed { message, port, state, .. } => {
                let key = match (port, state) {
                    (Some(_), Some(PortState::Started)) => "fact-resumed",
                    (Some(_), _) => "fact-resumed-not-started",
                    (None, _) => "fact-resumed-routing",
                };
                Sentence::new(key)
                    .with("message", message.to_string())
                    .with("port", port.as_ref().map(Name::to_string).unwrap_or_default())
                    .with(
                        "state",
                        state.map_or_else(|| Sentence::new("state-deleted"), |state| Sentence::new(state.key())),
                    )
            }
            Self::Terminated { message, instance, .. } => Sentence::new("fact-terminated")
                .with("message", message.to_string())
                .with("instance", instance.to_string()),
            Self::Responded { request, response, port } => named("fact-responded", port)
                .with("request", request.to_string())
                .with("response", response.to_string()),
            Self::Resubmitted { from, to } => {
                Sentence::new("fact-resubmitted").with("from", from.to_string()).with("to", to.to_string())
            }
        }
    }
}
