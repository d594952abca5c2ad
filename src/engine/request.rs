use serde::{Deserialize, Serialize};

use super::{AuditRow, ClockCommand, Event, written};
use crate::{
    message_box::{
        Arrival, AuditChange, AuditId, AuditQuery, CauseGroup, Effort, Instance, InstancePage, InstanceQuery, Keyset,
        MessageCount, MessagePage, MessageQuery, Starving, Taken,
    },
    model::{Artifact, ArtifactRef, Destination, Draft, InstanceId, Message, MessageId, Name, Role},
    rules::{Action, Citation, application::StopOption, instances::Operation},
    words::Sentence,
};

/// What to do with messages that a Stopped port or group holds when it starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Held {
    /// Resume those that would now be processed. What failed in transport stays suspended.
    #[default]
    Resume,
    Keep,
}

/// The boxes of the window *Start application*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the boxes of one window")]
pub struct StartOptions {
    pub orchestrations: bool,
    pub send_ports: bool,
    pub send_port_groups: bool,
    pub receive_locations: bool,
    pub host_instances: bool,
    pub resume_suspended: bool,
    /// Likewise the applications that this one references.
    pub referenced_applications: bool,
}

impl Default for StartOptions {
    fn default() -> Self {
        Self {
            orchestrations: true,
            send_ports: true,
            send_port_groups: true,
            receive_locations: true,
            host_instances: true,
            resume_suspended: true,
            referenced_applications: false,
        }
    }
}

/// What can be done with one host instance besides starting and stopping it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HostCommand {
    Restart,
    /// *Disable host instance from starting*; only while it does not run.
    Disable,
    Enable,
    /// Ends it without warning, as a crash of the server would.
    Kill,
}

impl HostCommand {
    pub const ALL: [Self; 4] = [Self::Restart, Self::Disable, Self::Enable, Self::Kill];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Restart => "host-restart",
            Self::Disable => "host-disable",
            Self::Enable => "host-enable",
            Self::Kill => "host-kill",
        }
    }
}

/// Everything that anyone can ask of the engine: the window, the terminal, scenarios and tests. It is
/// written down in recordings: a variant or a field that changes its name is another format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Request {
    /// Creates an artifact (`original` is `None`) or replaces the one called `original`; another
    /// name in `artifact` renames it, and all references follow. The state of a port or a group
    /// is kept; what is created is Bound.
    Put {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        original: Option<Name>,
        #[serde(with = "written::artifact")]
        artifact: Artifact,
    },
    /// Replaces artifacts that there are by others of the same names and kinds, as [`Request::Put`] does
    /// with one. Those that may not be replaced so are skipped.
    PutMany {
        #[serde(with = "written::artifacts")]
        artifacts: Vec<Artifact>,
    },
    /// Takes over what a binding file says, in this order: creates what is not there and replaces what
    /// is, as [`Request::Put`] does. Those that may not be are skipped. One step to undo.
    Import {
        /// What the file is called.
        file: String,
        #[serde(with = "written::artifacts")]
        artifacts: Vec<Artifact>,
    },
    /// All of them or none.
    Delete {
        items: Vec<ArtifactRef>,
    },
    /// Those that may be deleted; the response tells who was skipped.
    DeleteWhatMay {
        items: Vec<ArtifactRef>,
    },
    MoveToApplication {
        items: Vec<ArtifactRef>,
        application: Name,
    },
    /// Enlist, Start, Stop or Unenlist. Of several items those that qualify are acted on and the
    /// response tells who was skipped; a single item that does not qualify is refused.
    Act {
        action: Action,
        items: Vec<ArtifactRef>,
        #[serde(default)]
        held: Held,
    },
    ActOnOrchestration {
        action: Action,
        orchestration: Name,
    },
    EnableReceiveLocation {
        location: Name,
        enabled: bool,
    },
    StartApplication {
        application: Name,
        options: StartOptions,
    },
    StopApplication {
        application: Name,
        option: StopOption,
    },
    /// `server`: the one instance; `None`: all instances of the host.
    RunHostInstance {
        host: Name,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        server: Option<Name>,
        running: bool,
    },
    /// What else can be done with the instance of a host on one server.
    CommandHostInstance {
        host: Name,
        server: Name,
        command: HostCommand,
    },
    /// A server goes down, with the host instances and the Message Queuing on it, or comes up again.
    Server {
        server: Name,
        up: bool,
    },
    /// How the time of the document runs.
    Clock(ClockCommand),
    SetDestination(Destination),
    /// Publishes the message `count` times (1 to 10,000).
    Publish {
        draft: Draft,
        count: u32,
    },
    /// Resume, suspend or terminate. Of several instances those that qualify are operated on.
    Operate {
        operation: Operation,
        instances: Vec<InstanceId>,
    },
    /// Likewise for all instances that match.
    OperateWhere {
        operation: Operation,
        query: InstanceQuery,
    },
    /// Terminates the first message of a suspended ordered instance, and nothing behind it.
    RemoveFront(InstanceId),
    /// Publishes an edited copy of a suspended instance's message and terminates the instance,
    /// both or neither.
    Resubmit {
        instance: InstanceId,
        draft: Draft,
    },
    SetRole(Role),
    /// Turns live sending on, to exactly these addresses, or off. It is off again when the document is
    /// opened the next time, and no scenario, no document and no recording can ask for it.
    #[serde(skip)]
    SetLive(Option<std::collections::BTreeSet<String>>),
    Undo,
    Redo,
    /// Undoes, in one step, everything since this entry of the audit: what is configured is as it
    /// was right after it. All of it or nothing.
    UndoTo(AuditId),
    /// Redoes likewise what was undone.
    RedoTo(AuditId),
}

impl Request {
    /// Whether it changes what is configured; the others publish, operate on instances, or step
    /// through what was done.
    #[must_use]
    pub fn configures(&self) -> bool {
        !matches!(
            self,
            Self::Publish { .. }
                | Self::Operate { .. }
                | Self::OperateWhere { .. }
                | Self::Resubmit { .. }
                | Self::RemoveFront(_)
                | Self::Clock(_)
                | Self::SetRole(_)
                | Self::SetLive(_)
                | Self::Undo
                | Self::Redo
        )
    }
}

/// What a request did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// What happened, in order.
    pub events: Vec<Event>,
    /// Who did not qualify, and why.
    pub skipped: Vec<(ArtifactRef, Refusal)>,
    pub skipped_instances: Vec<(InstanceId, Sentence)>,
    /// The messages that were published.
    pub messages: Vec<MessageId>,
}

/// Why a request was refused, and what would make it possible.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What was refused: *Stop `SP_Lille` is not available*.
    pub what: Sentence,
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub sentence: Sentence,
    pub citation: Option<Citation>,
    pub ways_out: Vec<WayOut>,
}

/// Something that can be done about a refusal.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOut {
    pub label: Sentence,
    pub step: Step,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Ask the engine for this.
    Request(Box<Request>),
    /// Open the properties of this artifact.
    OpenProperties(ArtifactRef),
    /// Show the service instances of this send port.
    ShowInstances(Name),
    SwitchRole(Role),
}

impl Refusal {
    #[must_use]
    pub fn new(what: Sentence) -> Self {
        Self { what, reasons: Vec::new() }
    }

    #[must_use]
    pub fn because(mut self, sentence: Sentence, citation: Option<Citation>, ways_out: Vec<WayOut>) -> Self {
        self.reasons.push(Reason { sentence, citation, ways_out });
        self
    }
}

/// Something that is asked of the engine's thread and changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// What happens by itself, first what comes first.
    Coming {
        limit: u64,
    },
    /// The ports whose messages are overtaken by those of higher priorities.
    Starving,
    /// What a service instance with ordered delivery holds, beginning after `after`.
    Service {
        instance: InstanceId,
        after: InstanceId,
        limit: u64,
    },
    Instances {
        query: InstanceQuery,
        offset: u64,
        limit: u64,
    },
    SuspendedByCause(InstanceQuery),
    Arrivals {
        port: Name,
        limit: u64,
    },
    Message(MessageId),
    /// The messages that match, as far as the effort goes.
    Messages {
        query: MessageQuery,
        page: Keyset,
        effort: Effort,
    },
    CountMessages {
        query: MessageQuery,
        among: Keyset,
        effort: Effort,
    },
    /// Everything that is known of a message.
    Story(MessageId),
    /// Entries of the audit, newest first; only those before the entry `before`, if one is named.
    Audit {
        query: AuditQuery,
        before: Option<AuditId>,
        limit: u64,
    },
    /// What the action of an entry changed.
    AuditChanges {
        id: AuditId,
        offset: u64,
        limit: u64,
    },
    /// What was changed of one artifact, newest first.
    AuditHistory {
        item: ArtifactRef,
        limit: u64,
    },
    /// Writes the MessageBox into a new file.
    CopyMessageBox(std::path::PathBuf),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Coming(Vec<Taken>),
    Starving(Vec<Starving>),
    Service(Vec<Instance>),
    Instances(InstancePage),
    SuspendedByCause(Vec<CauseGroup>),
    Arrivals(Vec<(Arrival, std::sync::Arc<Message>)>),
    Message(Option<std::sync::Arc<Message>>),
    Messages(MessagePage),
    MessageCount(MessageCount),
    Story(Option<Box<Story>>),
    /// `total`: how many entries match in all.
    Audit {
        total: u64,
        rows: Vec<AuditRow>,
    },
    AuditChanges {
        id: AuditId,
        offset: u64,
        changes: Vec<AuditChange>,
    },
    AuditHistory(Vec<(AuditId, jiff::Timestamp, AuditChange)>),
    Copied,
    /// The store could not answer.
    Failed(String),
}

/// A message from its publication to where its instances are now.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub message: std::sync::Arc<Message>,
    /// Oldest first.
    pub instances: Vec<Instance>,
    /// What happened to it and to what came from it, oldest first.
    pub events: Vec<Event>,
    /// How many events there are beyond these.
    pub more_events: u64,
}

impl Story {
    /// How many events of one message are told.
    pub const EVENTS: u64 = 5000;
    /// How many rows of events are read for it. Its neighbours share them.
    pub const ROWS: u64 = 20_000;
}
