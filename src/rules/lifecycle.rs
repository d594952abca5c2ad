//! The action table of *Send Ports and Send Port Groups*: what can be done with a send port or a
//! send port group in each state, and which state results.

use serde::{Deserialize, Serialize};

use super::{Citation, Page, Place};
use crate::model::{
    OrchestrationState,
    PortState::{self, Bound, Started, Stopped},
};

/// What an administrator can do with a send port or a send port group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    Enlist,
    Start,
    Stop,
    Unenlist,
}
use Action::{Enlist, Start, Stop, Unenlist};

/// The table as it stands on the page: a row for each action, a column for each state of
/// [`PortState::ALL`]. `None` is *Not available*.
///
/// ```text
/// ||Bound|Stopped|Started|
/// |**Enlist**|Stopped|Not available|Not available|
/// |**Start**|Started|Started|Not available|
/// |**Stop**|Not available|Not available|Stopped|
/// |**Unenlist**|Not available|Bound|Bound|
/// ```
#[rustfmt::skip] // a table, to be held against the page
pub const TABLE: &[(Action, [Option<PortState>; 3])] = &[
    //          Bound          Stopped        Started
    (Enlist,   [Some(Stopped), None,          None         ]),
    (Start,    [Some(Started), Some(Started), None         ]),
    (Stop,     [None,          None,          Some(Stopped)]),
    (Unenlist, [None,          Some(Bound),   Some(Bound)  ]),
];

/// One cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub action: Action,
    pub from: PortState,
    /// The resulting state; `None` is *Not available*.
    pub to: Option<PortState>,
}

/// Looks the cell up.
///
/// # Panics
/// When the table has no row for the action, which a test excludes.
#[must_use]
pub fn look_up(action: Action, from: PortState) -> Cell {
    let (_, row) = TABLE.iter().find(|(row, _)| *row == action).expect("every action has a row");
    let column = PortState::ALL.iter().position(|state| *state == from).expect("every state has a column");
    Cell { action, from, to: row[column] }
}

/// The actions in the order of the rows, which is the order of the buttons.
pub fn actions() -> impl Iterator<Item = Action> {
    TABLE.iter().map(|(action, _)| *action)
}

/// The actions that are available in a state.
pub fn available(from: PortState) -> impl Iterator<Item = Action> {
    actions().filter(move |action| look_up(*action, from).to.is_some())
}

impl Cell {
    #[must_use]
    pub fn citation(self) -> Citation {
        Citation::Documented {
            page: Page::SendPortsAndSendPortGroups,
            place: Some(Place::Actions { row: self.action.key(), column: self.from.key() }),
        }
    }

    /// The key of the sentence that says why the action is not available; `None` if it is.
    #[must_use]
    pub fn why_not(self) -> Option<&'static str> {
        if self.to.is_some() {
            return None;
        }
        Some(match (self.action, self.from) {
            (Enlist, Stopped) => "grey-enlist-stopped",
            (Enlist, Started) => "grey-enlist-started",
            (Start, Started) => "grey-start-started",
            (Stop, Bound) => "grey-stop-bound",
            (Stop, Stopped) => "grey-stop-stopped",
            (Unenlist, Bound) => "grey-unenlist-bound",
            _ => "grey-other",
        })
    }

    /// The actions that lead from here to a state in which this action is available. Nobody is
    /// sent back: what is enlisted already is not to be unenlisted in order to be enlisted.
    #[must_use]
    pub fn ways(self) -> Vec<Action> {
        // it is where the action leads already
        let is_there = TABLE.iter().any(|(action, row)| *action == self.action && row.contains(&Some(self.from)));
        if self.to.is_some() || is_there {
            return Vec::new();
        }
        let leads_on = |to: PortState| PortState::ALL.iter().position(|state| *state == to);
        available(self.from)
            .filter(|way| {
                look_up(*way, self.from)
                    .to
                    .is_some_and(|to| leads_on(to) > leads_on(self.from) && look_up(self.action, to).to.is_some())
            })
            .collect()
    }
}

impl Action {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Enlist => "action-enlist",
            Start => "action-start",
            Stop => "action-stop",
            Unenlist => "action-unenlist",
        }
    }

    /// Whether it goes through a state in between: Start enlists a Bound item first, Unenlist
    /// stops a Started one first (pages *How to Start...* and *How to Unenlist...*).
    #[must_use]
    pub fn on_the_way(self, from: PortState) -> Option<Action> {
        match (self, from) {
            (Start, Bound) => Some(Enlist),
            (Unenlist, Started) => Some(Stop),
            _ => None,
        }
    }

    /// Whether it adds or removes a subscription, which changes the routing.
    #[must_use]
    pub fn changes_subscriptions(self, from: PortState) -> bool {
        look_up(self, from).to.is_some_and(|to| to.is_enlisted() != from.is_enlisted())
    }
}

impl OrchestrationState {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unenlisted => "state-unenlisted",
            Self::Stopped => "state-stopped",
            Self::Started => "state-started",
        }
    }
}

impl PortState {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Bound => "state-bound",
            Stopped => "state-stopped",
            Started => "state-started",
        }
    }
}

/// The same table for orchestrations, whose first state is called Unenlisted instead of Bound.
/// Beside it, an orchestration must be enlisted before it starts: a guard says so.
#[must_use]
pub fn orchestration(action: Action, from: OrchestrationState) -> Option<OrchestrationState> {
    let as_port = match from {
        OrchestrationState::Unenlisted => Bound,
        OrchestrationState::Stopped => Stopped,
        OrchestrationState::Started => Started,
    };
    look_up(action, as_port).to.map(|to| match to {
        Bound => OrchestrationState::Unenlisted,
        Stopped => OrchestrationState::Stopped,
        Started => OrchestrationState::Started,
    })
}
