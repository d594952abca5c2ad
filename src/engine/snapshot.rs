use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use jiff::Timestamp;
use rpds::HashTrieMapSync;

use super::{Census, Deed, Delayed, Event, History, Report, Throttled, Timeline, Zone};
use crate::message_box::{AuditId, CauseKind, Exercised, OutgoingQueue};
use crate::model::{ArtifactKind, ArtifactRef, BizTalkGroup, Host, Name, Role};
use crate::rules::{instances::InstanceState, outcome::Cell, permissions::Task, throttling};

/// What the console sees of the engine at one moment. It never changes and is cheap to make: it
/// shares its structure with the one before.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Another number after every change of anything.
    pub generation: u64,
    /// Names the contents of the document: another one after every edit, an earlier one again
    /// after undo. A document is unsaved while this is not the edition that was saved.
    pub edition: u64,
    pub group: BizTalkGroup,
    pub role: Role,
    /// What the clock of the document showed.
    pub now: Timestamp,
    pub clock: Timeline,
    /// The addresses to which live sending is on; `None`: all destinations are simulated.
    pub live: Option<Arc<std::collections::BTreeSet<String>>>,
    /// Of the servers on which hosts run.
    pub zone: Zone,
    /// When the next thing happens by itself.
    pub next_due: Option<Timestamp>,
    /// How many attempts are on their way to real destinations; when they end is not known.
    pub on_their_way: usize,
    /// What undo and redo would do.
    pub undo: Option<Arc<Deed>>,
    pub redo: Option<Arc<Deed>>,
    /// What a role must be allowed to do for them.
    pub undo_task: Option<Task>,
    pub redo_task: Option<Task>,
    /// What can be gone back to.
    pub history: History,
    /// The last entry of the audit; 0 while there is none.
    pub audit: AuditId,
    pub counts: Counts,
    /// How many ports and groups of `group` are in which state.
    pub census: Census,
    /// The outgoing queues of Message Queuing that are not empty, and how many messages are in them.
    pub outgoing: Arc<[(OutgoingQueue, u64)]>,
    /// What throttling holds back, the oldest first.
    pub delayed: Arc<Vec<Delayed>>,
    /// The cells of the table of state combinations that the messages of this document went by, in
    /// the order of [`Cell::all`].
    pub exercised: [Option<Exercised>; Cell::COUNT],
    /// The last messages, oldest first.
    pub reports: Arc<[Arc<Report>]>,
    /// The last events, oldest first.
    pub events: Arc<[Arc<Event>]>,
    /// How many events there have been before `events`.
    pub events_before: u64,
    /// What `group` contains, see [`Snapshot::contents`]. It is the same one as long as no artifact is
    /// created, deleted, renamed or moved.
    pub contents: Arc<OnceLock<Contents>>,
    /// The MessageBox could not be written; nothing is published until it can.
    pub store_error: Option<Arc<str>>,
    /// What was found to be wrong with the MessageBox, which was not closed cleanly. Nothing is written
    /// to it any more.
    pub damage: Option<Arc<str>>,
    /// The MessageBox was not closed cleanly, and nobody knows yet whether it is damaged.
    pub doubt: Option<Doubt>,
}

/// A MessageBox that was not closed cleanly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is being looked through since then, by the machine's clock, beside everything else.
    LookedThrough(Timestamp),
    /// Nobody looks through it any more; that begins anew when it is opened or when somebody asks.
    Remains,
}

impl Snapshot {
    /// How many reports and events are kept.
    pub const REPORTS: usize = 200;
    pub const EVENTS: usize = 2000;

    /// How many artifacts each application has. Counts them if nobody has yet, which takes a
    /// moment where there are many.
    #[must_use]
    pub fn contents(&self) -> &Contents {
        self.contents.get_or_init(|| Contents::count(&self.group))
    }

    /// Whether a host is throttled: its queues hold more messages than its threshold.
    #[must_use]
    pub fn throttled(&self, host: &Host) -> Option<Throttled> {
        let counts = self.counts.host(&host.name);
        let (messages, threshold) = (counts.messages(), host.message_count);
        throttling::delay(messages, threshold).map(|_| Throttled { host: host.name.clone(), messages, threshold })
    }

    /// Likewise, if they have been counted.
    #[must_use]
    pub fn contents_if_counted(&self) -> Option<&Contents> {
        self.contents.get()
    }
}

/// How many artifacts of each kind there are, in each application and altogether.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    all: HashMap<ArtifactKind, usize>,
    of: HashMap<Name, HashMap<ArtifactKind, usize>>,
}

impl Contents {
    fn count(group: &BizTalkGroup) -> Self {
        let mut contents = Self::default();
        let ports = group.send_ports.values().map(|it| &it.application);
        contents.add(ArtifactKind::SendPort, ports);
        contents.add(ArtifactKind::SendPortGroup, group.send_port_groups.values().map(|it| &it.application));
        contents.add(ArtifactKind::ReceivePort, group.receive_ports.values().map(|it| &it.application));
        contents.add(ArtifactKind::Orchestration, group.orchestrations.values().map(|it| &it.application));
        contents
    }

    fn add<'a>(&mut self, kind: ArtifactKind, applications: impl Iterator<Item = &'a Name>) {
        // by reference first: a name that is there is neither copied nor looked for twice
        let mut counted: HashMap<&Name, usize> = HashMap::new();
        for application in applications {
            *counted.entry(application).or_default() += 1;
        }
        for (application, count) in counted {
            *self.all.entry(kind).or_default() += count;
            self.of.entry(application.clone()).or_default().insert(kind, count);
        }
    }

    /// How many of a kind an application has, or all have together.
    #[must_use]
    pub fn of(&self, application: Option<&Name>, kind: ArtifactKind) -> usize {
        let counts = match application {
            None => Some(&self.all),
            Some(application) => self.of.get(application),
        };
        counts.and_then(|counts| counts.get(&kind)).copied().unwrap_or(0)
    }
}

/// How much there is, kept up to date with every change.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub by_port: HashTrieMapSync<Name, PortCounts>,
    pub by_host: HashTrieMapSync<Name, HostCounts>,
    /// Held messages that came by way of a group.
    pub held_via: HashTrieMapSync<Name, u64>,
    /// Suspended instances by the address to which they go; those without one are left out.
    pub by_address: HashTrieMapSync<Arc<str>, u64>,
    pub suspended: u64,
    pub routing_failures: u64,
    pub in_progress: u64,
    pub(super) by_state: [u64; InstanceState::ALL.len()],
    pub(super) by_cause: [u64; CauseKind::ALL.len()],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PortCounts {
    pub suspended: u64,
    /// Of the suspended ones: held because the port or a group was not Started.
    pub held: u64,
    pub in_progress: u64,
    /// What arrived at the simulated destination.
    pub arrived: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HostCounts {
    pub work_queue: u64,
    pub suspended_queue: u64,
    /// Of the work queue: ready to run, in no order.
    pub ready: u64,
    /// Of the work queue: ready to run as soon as it is its turn in its order.
    pub ready_in_order: u64,
}

impl HostCounts {
    /// The *message count in database* of the host.
    #[must_use]
    pub fn messages(&self) -> u64 {
        self.work_queue + self.suspended_queue
    }
}

impl Counts {
    /// How many service instances are in a state, those that have ended included.
    #[must_use]
    pub fn state(&self, state: InstanceState) -> u64 {
        self.by_state[state as usize]
    }
    /// How many service instances are suspended by a cause.
    #[must_use]
    pub fn cause(&self, cause: CauseKind) -> u64 {
        self.by_cause[cause as usize]
    }
    #[must_use]
    pub fn port(&self, name: &Name) -> PortCounts {
        self.by_port.get(name).copied().unwrap_or_default()
    }
    /// How many service instances of a port, or in the queues of a host, have not ended.
    #[must_use]
    pub fn live(&self, item: &ArtifactRef) -> u64 {
        match item.kind {
            ArtifactKind::SendPort => {
                let counts = self.port(&item.name);
                counts.suspended + counts.in_progress
            }
            ArtifactKind::Host => {
                let counts = self.host(&item.name);
                counts.work_queue + counts.suspended_queue
            }
            _ => 0,
        }
    }
    #[must_use]
    pub fn host(&self, name: &Name) -> HostCounts {
        self.by_host.get(name).copied().unwrap_or_default()
    }
}
