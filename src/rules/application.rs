//! What stopping an application does (page *How to Start and Stop a BizTalk Application*).

use serde::{Deserialize, Serialize};

use super::{Action, Citation, Page, instances::Operation, permissions::Task};

/// The choice of the window *Stop application*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StopOption {
    /// Partial Stop - Allow running instances to continue.
    #[default]
    Allow,
    /// Partial Stop - Suspend running instances.
    Suspend,
    /// Full Stop - Terminate instances.
    Terminate,
}

/// What a choice does. Receive locations are disabled by each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effects {
    pub orchestrations: Option<Action>,
    /// The page does not name groups; they go with the ports, and before them, since the last
    /// enlisted member of an enlisted group cannot be unenlisted.
    pub send_port_groups: Option<Action>,
    pub send_ports: Option<Action>,
    pub instances: Option<Operation>,
}

impl StopOption {
    pub const ALL: [Self; 3] = [Self::Allow, Self::Suspend, Self::Terminate];

    #[must_use]
    pub fn effects(self) -> Effects {
        let all = |action, operation| Effects {
            orchestrations: Some(action),
            send_port_groups: Some(action),
            send_ports: Some(action),
            instances: Some(operation),
        };
        match self {
            Self::Allow => Effects { orchestrations: None, send_port_groups: None, send_ports: None, instances: None },
            Self::Suspend => all(Action::Stop, Operation::Suspend),
            Self::Terminate => all(Action::Unenlist, Operation::Terminate),
        }
    }

    /// What it asks of a role: Operators may stop partially, not fully.
    #[must_use]
    pub fn task(self) -> Task {
        match self {
            Self::Allow | Self::Suspend => Task::StartAndStop,
            Self::Terminate => Task::FullStop,
        }
    }

    /// The key of its words, which are the page's.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Allow => "stop-option-allow",
            Self::Suspend => "stop-option-suspend",
            Self::Terminate => "stop-option-terminate",
        }
    }
}

/// Where the table of choices stands.
pub const CITATION: Citation = Citation::page(Page::HowToStartAndStopApplication);
