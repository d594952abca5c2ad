//! The table of state combinations of *Send Ports and Send Port Groups*: whether a message that
//! is sent to a port, directly or by means of a group, is processed or suspended. The cells that
//! the table leaves open are derived from what the states mean.

use serde::{Deserialize, Serialize};

use super::{Citation, Page, Place};
use crate::model::PortState::{self, Bound, Started, Stopped};

/// How a message came to a send port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Path {
    /// Directly to the send port.
    Direct,
    /// To the send port by means of a send port group in this state.
    ViaGroup(PortState),
}

/// What the rules say of one copy of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// Message is processed.
    Processed,
    /// Message is suspended.
    Suspended,
    /// The port gets no copy. If nobody gets one, the message is a routing failure.
    NoCopy,
}

/// A state or *any state*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    Any,
    State(PortState),
}

impl Is {
    fn admits(self, state: PortState) -> bool {
        match self {
            Self::Any => true,
            Self::State(only) => only == state,
        }
    }
}

/// A row of the table: the first column is `Direct` or by means of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Counted from 1, as the rows stand on the page.
    pub number: u32,
    pub by_means_of_a_group: bool,
    pub group: Is,
    pub port: Is,
    pub verdict: Verdict,
}

const fn row(number: u32, by_means_of_a_group: bool, group: Is, port: Is, verdict: Verdict) -> Row {
    Row { number, by_means_of_a_group, group, port, verdict }
}

/// The table as it stands on the page.
///
/// ```text
/// |Message Sent|State of Send Port Group|State of Send Port|Outcome|
/// |Directly to the send port|Any state|Started|Message is processed|
/// |Directly to the send port|Any state|Stopped|Message is suspended|
/// |To the send port by means of a send port group|Started|Started|Message is processed|
/// |To the send port by means of a send port group|Any state|Stopped|Message is suspended|
/// |To the send port by means of a send port group|Stopped|Any state|Message is suspended|
/// ```
#[rustfmt::skip] // a table, to be held against the page
pub const TABLE: [Row; 5] = [
    //  group          state of group      state of port       outcome
    row(1, false, Is::Any,            Is::State(Started), Verdict::Processed),
    row(2, false, Is::Any,            Is::State(Stopped), Verdict::Suspended),
    row(3, true,  Is::State(Started), Is::State(Started), Verdict::Processed),
    row(4, true,  Is::Any,            Is::State(Stopped), Verdict::Suspended),
    row(5, true,  Is::State(Stopped), Is::Any,            Verdict::Suspended),
];

/// Which rule decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// A row of the table, from 1.
    Row(u32),
    /// The port is Bound: it has no subscription.
    PortBound,
    /// The group is Bound: it has no subscription.
    GroupBound,
}

/// What becomes of one copy, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ruling {
    pub path: Path,
    pub port: PortState,
    pub verdict: Verdict,
    pub rule: Rule,
}

/// A combination of states, one of twelve: the way by which a message comes and the state of the
/// send port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cell {
    pub path: Path,
    pub port: PortState,
}

impl Path {
    /// Directly, then by means of a group in each of its states.
    pub const ALL: [Self; 4] = [Self::Direct, Self::ViaGroup(Bound), Self::ViaGroup(Stopped), Self::ViaGroup(Started)];
}

impl Cell {
    /// How many there are.
    pub const COUNT: usize = 12;

    /// All combinations, row by row as [`Path::ALL`] stands.
    pub fn all() -> impl Iterator<Item = Self> {
        Path::ALL.into_iter().flat_map(|path| PortState::ALL.map(|port| Self { path, port }))
    }

    /// Its place in [`Cell::all`].
    #[must_use]
    pub fn index(self) -> usize {
        let row = match self.path {
            Path::Direct => 0,
            Path::ViaGroup(group) => 1 + group as usize,
        };
        3 * row + self.port as usize
    }

    #[must_use]
    pub fn ruling(self) -> Ruling {
        decide(self.path, self.port)
    }

    /// How it is written in a store: `direct, stopped` or `via started, bound`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        const NAMES: [&str; Cell::COUNT] = [
            "direct, bound",
            "direct, stopped",
            "direct, started",
            "via bound, bound",
            "via bound, stopped",
            "via bound, started",
            "via stopped, bound",
            "via stopped, stopped",
            "via stopped, started",
            "via started, bound",
            "via started, stopped",
            "via started, started",
        ];
        NAMES[self.index()]
    }

    /// The cell that is written so.
    #[must_use]
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::all().find(|cell| cell.as_str() == text)
    }

    /// The rows of the table that admit this combination; none where it is derived. Two rows may
    /// say the same.
    #[must_use]
    pub fn rows(self) -> Vec<Row> {
        let group = match self.path {
            Path::Direct => None,
            Path::ViaGroup(state) => Some(state),
        };
        TABLE.into_iter().filter(|row| row.applies(group, self.port)).collect()
    }
}

impl Row {
    fn applies(self, group: Option<PortState>, port: PortState) -> bool {
        self.by_means_of_a_group == group.is_some()
            // the state of a group says nothing where there is no group
            && group.is_none_or(|state| self.group.admits(state))
            && self.port.admits(port)
    }
}

/// Decides what becomes of a message that is sent to a port in the state `port` by `path`. The
/// table is followed to the letter, *any state* included; where two rows apply (row 4 and row 5)
/// they agree and the first one is cited.
#[must_use]
pub fn decide(path: Path, port: PortState) -> Ruling {
    let group = match path {
        Path::Direct => None,
        Path::ViaGroup(state) => Some(state),
    };
    let row = TABLE.iter().find(|row| row.applies(group, port));
    let (verdict, rule) = match row {
        Some(row) => (row.verdict, Rule::Row(row.number)),
        None if group == Some(Bound) => (Verdict::NoCopy, Rule::GroupBound),
        None => (Verdict::NoCopy, Rule::PortBound),
    };
    Ruling { path, port, verdict, rule }
}

impl Rule {
    #[must_use]
    pub fn citation(self) -> Citation {
        match self {
            Self::Row(row) => {
                Citation::Documented { page: Page::SendPortsAndSendPortGroups, place: Some(Place::Outcomes { row }) }
            }
            Self::PortBound => Citation::Derived { reason: "derived-port-bound" },
            Self::GroupBound => Citation::Derived { reason: "derived-group-bound" },
        }
    }

    /// The key of the words that say the rule in general.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Row(1) => "rule-row-1",
            Self::Row(2) => "rule-row-2",
            Self::Row(3) => "rule-row-3",
            Self::Row(4) => "rule-row-4",
            Self::Row(_) => "rule-row-5",
            Self::PortBound => "rule-port-bound",
            Self::GroupBound => "rule-group-bound",
        }
    }
}

impl Verdict {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Processed => "outcome-processed",
            Self::Suspended => "outcome-suspended",
            Self::NoCopy => "outcome-no-copy",
        }
    }
}

/// Which states would have to change for a copy to be processed: the port's, the group's. This is
/// the smallest set of Starts, found by asking the table.
#[must_use]
pub fn what_would_process(path: Path, port: PortState) -> (bool, bool) {
    let candidates = match path {
        Path::Direct => vec![(false, false), (true, false)],
        Path::ViaGroup(_) => vec![(false, false), (true, false), (false, true), (true, true)],
    };
    candidates
        .into_iter()
        .find(|(start_port, start_group)| {
            let path = match path {
                Path::ViaGroup(_) if *start_group => Path::ViaGroup(Started),
                path => path,
            };
            decide(path, if *start_port { Started } else { port }).verdict == Verdict::Processed
        })
        .unwrap_or((true, true))
}
