use serde::{Deserialize, Serialize};

/// The state of a send port or a send port group (page *Send Ports and Send Port Groups*).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PortState {
    /// Configured, not enlisted: there is no subscription.
    #[default]
    Bound,
    /// Enlisted, the subscription exists and is not active: new messages are suspended.
    Stopped,
    /// Enlisted, the subscription is active: messages are processed.
    Started,
}

impl PortState {
    /// In the order of the columns of the action table.
    pub const ALL: [Self; 3] = [Self::Bound, Self::Stopped, Self::Started];

    /// Whether a subscription exists.
    #[must_use]
    pub fn is_enlisted(self) -> bool {
        self != Self::Bound
    }
}

/// The state of an orchestration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OrchestrationState {
    #[default]
    Unenlisted,
    Stopped,
    Started,
}

/// Who is at the console.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    #[default]
    Administrator,
    Operator,
    ReadOnly,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Operator, Self::ReadOnly];
}
