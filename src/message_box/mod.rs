//! The durable store of messages and service instances: per host a work queue and a suspended
//! queue, each message's body stored once and referenced by its instances.
//!
//! Everything that one step of the engine changes is one transaction ([`MessageBox::apply`]); what
//! has been applied survives the end of the process.
//!
//! Times are kept to the microsecond.

mod audit;
mod query;
mod search;
mod sqlite;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    model::{ArtifactRef, InstanceId, Message, MessageId, Name, SendPort},
    routing::Matched,
    rules::{
        instances::{InstanceState, Operation},
        outcome::{Cell, Ruling},
        send_cycle::TransportOf,
    },
    transport::TransportError,
};

pub use audit::{AuditChange, AuditEntry, AuditId, AuditKind, AuditQuery};
pub use query::{InstanceOrder, InstanceQuery, InstanceSort};
pub use search::{
    Comparison, Dossier, Effort, Fate, Keyset, MessageCount, MessagePage, MessageQuery, MessageRow, PropertyTest,
    Reader, Tally,
};
pub use sqlite::{Lock, LockFailure, SqliteMessageBox};

/// Why a service instance is suspended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// The port or the group was not Started when the message came; the ruling says which.
    Held,
    /// Transmission failed.
    Transport(TransportError),
    /// A dynamic port got a message without an address, or with one that no adapter knows.
    NoAddress,
    NoAdapter {
        address: String,
    },
    /// No host sends for this adapter.
    NoHandler {
        adapter: String,
    },
    /// Nobody subscribes; the report is the message's context.
    RoutingFailure,
    /// It is the response of a response of a response, and so on: a port subscribes to what it
    /// gets back.
    Loop,
    /// Somebody suspended it.
    ByHand,
    /// The port was deleted while the message was on its way.
    PortDeleted,
    /// It is behind a message of the same ordered instance, which is suspended.
    Behind {
        front: MessageId,
    },
    /// The message before it was taken out of the ordered instance, which stays suspended: it is the
    /// first one now.
    FrontTaken {
        front: MessageId,
    },
}

/// The kind of a [`Cause`], by which the suspended queue is grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CauseKind {
    Held,
    Transport,
    NoAddress,
    NoHandler,
    RoutingFailure,
    Loop,
    ByHand,
    PortDeleted,
    Behind,
    FrontTaken,
}

impl CauseKind {
    pub const ALL: [Self; 10] = [
        Self::Held,
        Self::Transport,
        Self::NoAddress,
        Self::NoHandler,
        Self::RoutingFailure,
        Self::Loop,
        Self::ByHand,
        Self::PortDeleted,
        Self::Behind,
        Self::FrontTaken,
    ];

    /// How it is written in a store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Transport => "transport",
            Self::NoAddress => "no address",
            Self::NoHandler => "no handler",
            Self::RoutingFailure => "routing failure",
            Self::Loop => "loop",
            Self::ByHand => "by hand",
            Self::PortDeleted => "port deleted",
            Self::Behind => "behind",
            Self::FrontTaken => "front taken",
        }
    }
}

impl Cause {
    #[must_use]
    pub fn kind(&self) -> CauseKind {
        match self {
            Self::Held => CauseKind::Held,
            Self::Transport(_) => CauseKind::Transport,
            Self::NoAddress | Self::NoAdapter { .. } => CauseKind::NoAddress,
            Self::NoHandler { .. } => CauseKind::NoHandler,
            Self::RoutingFailure => CauseKind::RoutingFailure,
            Self::Loop => CauseKind::Loop,
            Self::ByHand => CauseKind::ByHand,
            Self::PortDeleted => CauseKind::PortDeleted,
            Self::Behind { .. } => CauseKind::Behind,
            Self::FrontTaken { .. } => CauseKind::FrontTaken,
        }
    }
}

/// A service instance: one copy of a message on its way to one port; or, without a port, the
/// routing failure of a message that nobody subscribes to.
///
/// A port with ordered delivery has one service instance at a time, which holds many messages: each of
/// them is an `Instance` here, and they have the same `service`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    pub id: InstanceId,
    pub message: MessageId,
    /// `None` for a routing failure.
    pub port: Option<Name>,
    pub via: Option<Name>,
    pub matched: Option<Matched>,
    /// What the table said when the message came; `None` for a routing failure.
    pub ruling: Option<Ruling>,
    /// In whose queue it is.
    pub host: Name,
    pub state: InstanceState,
    /// While it is suspended; and why it failed, where its error message was routed instead.
    pub cause: Option<Cause>,
    /// Where it goes, once that is known.
    pub adapter: String,
    pub address: String,
    /// 1 (highest) to 10.
    pub priority: u8,
    /// How many times it was sent.
    pub attempts: u32,
    pub created: Timestamp,
    pub changed: Timestamp,
    /// When something happens with it by itself. Active: the destination answers, or the lease of the
    /// host instance that died ends. Dehydrated: it is sent again. Scheduled: the window opens.
    pub due: Option<Timestamp>,
    /// The transport that it is on.
    pub on: TransportOf,
    /// How many times it was sent on that transport.
    pub tries: u32,
    /// The server of the host instance that has it, or had it last.
    pub server: Option<Name>,
    /// What is done with it as soon as its host instance lets go of it.
    pub pending: Option<Operation>,
    /// Its own id, or with ordered delivery that of the first message that the instance held.
    pub service: InstanceId,
    /// Within what its order is kept, see [`crate::rules::send_cycle::order_of`].
    pub lane: Option<Arc<str>>,
    /// It is suspended, and what comes after it in its order waits.
    pub blocks: bool,
}

impl Instance {
    /// Without a port, ready to run in the queue of a host; what else it is, follows.
    #[must_use]
    pub fn blank(id: InstanceId, message: MessageId, host: Name, now: Timestamp) -> Self {
        Self {
            id,
            message,
            port: None,
            via: None,
            matched: None,
            ruling: None,
            host,
            state: InstanceState::ReadyToRun,
            cause: None,
            adapter: String::new(),
            address: String::new(),
            priority: SendPort::PRIORITY,
            attempts: 0,
            created: now,
            changed: now,
            due: None,
            on: TransportOf::Primary,
            tries: 0,
            server: None,
            pending: None,
            service: id,
            lane: None,
            blocks: false,
        }
    }

    /// It has its turn in its order before those that came later.
    #[must_use]
    pub fn keeps_its_turn(&self) -> bool {
        self.lane.is_some() && (self.blocks || self.state.is_in_progress())
    }
}

/// What arrived at a simulated destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Counted from 1 by the store; 0 in a [`Write`].
    pub id: i64,
    pub port: Name,
    pub address: String,
    pub message: MessageId,
    pub instance: InstanceId,
    pub time: Timestamp,
}

/// An outgoing queue of Message Queuing: what goes to the destination of a port.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutgoingQueue {
    /// A server, or a clustered host, with whose active node it moves.
    pub owner: Name,
    pub clustered: bool,
    pub port: Name,
    pub on: TransportOf,
}

/// A message in an outgoing queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    pub queue: OutgoingQueue,
    pub address: String,
    pub message: MessageId,
    pub instance: InstanceId,
    pub since: Timestamp,
}

/// One change within a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "most of a transaction are instances")]
pub enum Write {
    /// A new message with its body. Its instances follow in the same transaction.
    Message(Arc<Message>),
    /// A new instance, or the new contents of one that exists.
    Instance(Instance),
    Arrival(Arrival),
    /// It is in an outgoing queue.
    Outgoing(Outgoing),
    /// It is not any more.
    OutgoingGone(InstanceId),
    /// Messages went by a cell of the table of state combinations, so many times.
    Exercised {
        cell: Cell,
        count: u64,
        message: MessageId,
        time: Timestamp,
    },
    /// What happened at one time, as JSON: whoever writes it reads it.
    Events {
        time: Timestamp,
        json: String,
        /// The messages that it is about.
        about: Vec<MessageId>,
    },
    /// An entry of the audit with what it changed. The entry of an action that takes several
    /// transactions is written again by each, with its new contents and no further changes.
    Audit {
        entry: AuditEntry,
        changes: Vec<AuditChange>,
    },
    /// The action of an entry is undone, by that of another entry; `None`: it is not any more.
    AuditUndone {
        id: AuditId,
        by: Option<AuditId>,
    },
    /// The port is called otherwise from now on, in every instance and arrival.
    RenamePort {
        from: Name,
        to: Name,
    },
    /// Likewise for a group by way of which messages came.
    RenameGroup {
        from: Name,
        to: Name,
    },
    RenameHost {
        from: Name,
        to: Name,
    },
    /// Remembered from one run to the next, as JSON.
    Setting {
        name: &'static str,
        value: String,
    },
}

/// How often the messages of a document went by a cell of the table of state combinations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exercised {
    pub cell: Cell,
    /// At least 1.
    pub count: u64,
    /// The first message.
    pub first: MessageId,
    /// When that was.
    pub time: Timestamp,
}

/// An instance with the message that it holds.
pub type Taken = (Instance, Arc<Message>);

/// A page of instances in the order of the query, with the messages they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstancePage {
    /// How many there are in all.
    pub total: u64,
    /// How many messages they hold; as many as there are instances, unless the query asks for the first
    /// one of each service instance.
    pub messages: u64,
    /// Then also how many each service instance of the page holds that holds several.
    pub held: BTreeMap<InstanceId, u64>,
    pub rows: Vec<(Instance, Arc<Message>)>,
}

/// Instances of one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CauseGroup {
    pub cause: CauseKind,
    pub port: Option<Name>,
    pub via: Option<Name>,
    /// The rule that held them, of the first one.
    pub ruling: Option<Ruling>,
    pub instances: u64,
    /// The messages that these hold.
    pub messages: u64,
    pub resumable: u64,
    pub since: Timestamp,
}

/// A port whose messages are ready to run and are not taken, while what came later for ports of a higher
/// priority of the same host is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starving {
    pub host: Name,
    pub port: Name,
    /// 1 (highest) to 10.
    pub priority: u8,
    /// How many of its messages wait.
    pub waiting: u64,
    /// Since when the first of them could have been taken.
    pub since: Timestamp,
    /// Some of the ports that overtake it.
    pub ahead: Vec<Name>,
}

/// How many instances are in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub port: Option<Name>,
    pub via: Option<Name>,
    pub host: Name,
    pub state: InstanceState,
    pub cause: Option<CauseKind>,
    /// In an order of its port.
    pub in_order: bool,
    pub count: u64,
}

/// The highest ids in use; 0 where there are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LastIds {
    pub message: i64,
    pub instance: i64,
    pub audit: i64,
}

/// Why a MessageBox cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{path}: another Sendport has this MessageBox open ({holder})")]
    Locked { path: PathBuf, holder: String },
    #[error("{path}: this file is not a MessageBox")]
    NotAMessageBox { path: PathBuf },
    #[error("{path}: this MessageBox was written by a newer Sendport (format {format})")]
    Newer { path: PathBuf, format: i64 },
    #[error("{path}: this MessageBox is damaged: {what}")]
    Damaged { path: PathBuf, what: String },
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: std::io::Error },
    #[error("the MessageBox cannot be written: the disk is full")]
    Full,
    #[error("the MessageBox: {0}")]
    Store(String),
}

/// The store. Every call that changes something is one transaction, durable when it returns.
pub trait MessageBox: Send {
    /// # Errors
    /// When the store cannot be read.
    fn last_ids(&self) -> Result<LastIds, Error>;

    /// Makes all changes or none.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing has changed.
    fn apply(&mut self, writes: &[Write]) -> Result<(), Error>;

    /// The host instance on `server` takes up to `limit` instances that are ready to run out of its
    /// host's work queue, by priority, then by age; they are Active then. What is in an order is not
    /// taken so.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing has changed.
    fn take(&mut self, host: &Name, server: &Name, limit: usize, now: Timestamp) -> Result<Vec<Taken>, Error>;

    /// Of each order in a host's work queue the one whose turn it is, if it is ready to run and no
    /// other of its order is on its way; by priority, then by age.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn fronts(&self, host: &Name, limit: usize) -> Result<Vec<Instance>, Error>;

    /// The host instance on `server` takes these, as long as they are ready to run.
    ///
    /// # Errors
    /// When the store cannot be written; then nothing has changed.
    fn take_these(&mut self, ids: &[InstanceId], server: &Name, now: Timestamp) -> Result<Vec<Taken>, Error>;

    /// What keeps its turn in an order of a port, by age, beginning after `after`.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn lane(&self, port: &Name, lane: &str, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error>;

    /// What a service instance holds, by age, beginning after `after`; what has ended is left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn held_by(&self, service: InstanceId, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error>;

    /// What happens by itself until then, first what comes first.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn due(&self, until: Timestamp, limit: u64) -> Result<Vec<Taken>, Error>;

    /// The ports that starve, by their host and name. What keeps an order is left out: it waits for its
    /// own.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn starving(&self) -> Result<Vec<Starving>, Error>;

    /// When the next thing happens by itself.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn next_due(&self) -> Result<Option<Timestamp>, Error>;

    /// The outgoing queues that are not empty, and how many messages are in them.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn outgoing_queues(&self) -> Result<Vec<(OutgoingQueue, u64)>, Error>;

    /// What is in an outgoing queue, by age.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn outgoing(&self, queue: &OutgoingQueue, limit: u64) -> Result<Vec<Outgoing>, Error>;

    /// What was remembered by that name, as JSON.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn setting(&self, name: &str) -> Result<Option<String>, Error>;

    /// # Errors
    /// When the store cannot be read.
    fn message(&self, id: MessageId) -> Result<Option<Arc<Message>>, Error>;

    /// # Errors
    /// When the store cannot be read.
    fn instance(&self, id: InstanceId) -> Result<Option<Instance>, Error>;

    /// Instances by age, `offset` skipped, at most `limit`.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn instances(&self, query: &InstanceQuery, offset: u64, limit: u64) -> Result<InstancePage, Error>;

    /// Instances younger than `after`, by age, at most `limit`. To go through all of them piece by
    /// piece this reads each one once, however many there are.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn instances_after(
        &self,
        query: &InstanceQuery,
        after: InstanceId,
        limit: u64,
    ) -> Result<Vec<(Instance, Arc<Message>)>, Error>;

    /// What is suspended and matches, grouped by cause, port and group.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn suspended_by_cause(&self, query: &InstanceQuery) -> Result<Vec<CauseGroup>, Error>;

    /// How many instances there are of each kind, for counters that are kept up to date from then.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn counts(&self) -> Result<Vec<Count>, Error>;

    /// How many suspended instances there are by address, in the order of addresses; those without
    /// one are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn suspended_by_address(&self) -> Result<Vec<(String, u64)>, Error>;

    /// The cells of the table of state combinations that messages went by.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn exercised(&self) -> Result<Vec<Exercised>, Error>;

    /// What arrived at the destination of a port, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn arrivals(&self, port: &Name, limit: u64) -> Result<Vec<(Arrival, Arc<Message>)>, Error>;

    /// How much arrived at each port's destination.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn arrival_counts(&self) -> Result<Vec<(Name, u64)>, Error>;

    /// The last `limit` rows of events, oldest first, as they were written.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn events(&self, limit: u64) -> Result<Vec<String>, Error>;

    /// The messages that match, newest first. What a search finds by its text, properties or body
    /// it has to look at: `effort` says how many before it answers with what it has.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn messages(&self, query: &MessageQuery, page: &Keyset, effort: Effort) -> Result<MessagePage, Error>;

    /// How many messages match, likewise.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn count_messages(&self, query: &MessageQuery, among: &Keyset, effort: Effort) -> Result<MessageCount, Error>;

    /// A message with its instances and the first `limit` rows of events that may be about it.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn dossier(&self, id: MessageId, limit: u64) -> Result<Option<Dossier>, Error>;

    /// The youngest instances, oldest first, with their messages.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn youngest_instances(&self, limit: u64) -> Result<Vec<(Instance, Arc<Message>)>, Error>;

    /// A second way to read it, for another thread; `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be opened a second time.
    fn reader(&self) -> Result<Option<Box<dyn Reader>>, Error>;

    /// Whether it was left in the middle of some work, by a process that was killed or a machine that
    /// went down, and nobody has looked through it since. That takes as long as it is large; so it can
    /// be used at once, and [`Reader::check`] is for another thread.
    fn in_doubt(&self) -> bool {
        false
    }

    /// What [`Reader::check`] found. To one that is damaged nothing is written from then on: every
    /// change is an [`Error::Damaged`], and so is opening it again.
    fn checked(&mut self, _found: &Result<(), Error>) {}

    /// At most `limit` entries of the audit that match, newest first; only those before the entry
    /// `before`, if one is named.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn audit(&self, query: &AuditQuery, before: Option<AuditId>, limit: u64) -> Result<Vec<AuditEntry>, Error>;

    /// How many entries match.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn audit_count(&self, query: &AuditQuery) -> Result<u64, Error>;

    /// The artifacts that the action of an entry changed, in order, `offset` skipped.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn audit_changes(&self, id: AuditId, offset: u64, limit: u64) -> Result<Vec<AuditChange>, Error>;

    /// What was changed of one artifact, by whatever name it had, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn audit_history(&self, item: &ArtifactRef, limit: u64) -> Result<Vec<(AuditId, Timestamp, AuditChange)>, Error>;

    /// Copies everything into a new file, for *Save as*.
    ///
    /// # Errors
    /// When the file cannot be written.
    fn copy_to(&self, path: &std::path::Path) -> Result<(), Error>;
}
