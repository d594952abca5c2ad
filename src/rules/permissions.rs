//! Who may do what (page *Minimum Security User Rights*).

use super::{Action, Citation, Page};
use crate::model::{PortState, Role};

/// What a role is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// Create, edit, move and delete artifacts.
    Configure,
    /// Add or remove a subscription: Enlist, Unenlist, and Start from Bound.
    ChangeSubscriptions,
    /// Start what is enlisted, Stop.
    StartAndStop,
    EnableReceiveLocation,
    /// Suspend, resume and terminate service instances.
    OperateOnInstances,
    /// See and save message bodies.
    SeeBodies,
    StartAndStopHostInstance,
    /// Stop an application with *Full Stop*.
    FullStop,
    /// Send a message from the window: a training aid that the documentation does not know.
    Inject,
    /// Switch a simulated destination, likewise.
    SwitchDestination,
    /// Turn on that messages really leave the program.
    SendLive,
}

impl Task {
    pub const ALL: [Self; 11] = [
        Self::Configure,
        Self::ChangeSubscriptions,
        Self::StartAndStop,
        Self::EnableReceiveLocation,
        Self::OperateOnInstances,
        Self::SeeBodies,
        Self::StartAndStopHostInstance,
        Self::FullStop,
        Self::Inject,
        Self::SwitchDestination,
        Self::SendLive,
    ];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Configure => "task-configure",
            Self::ChangeSubscriptions => "task-change-subscriptions",
            Self::StartAndStop => "task-start-and-stop",
            Self::EnableReceiveLocation => "task-enable-receive-location",
            Self::OperateOnInstances => "task-operate-on-instances",
            Self::SeeBodies => "task-see-bodies",
            Self::StartAndStopHostInstance => "task-host-instance",
            Self::FullStop => "task-full-stop",
            Self::Inject => "task-inject",
            Self::SwitchDestination => "task-switch-destination",
            Self::SendLive => "task-send-live",
        }
    }

    /// The roles that may do it.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::Configure
            | Self::SendLive
            | Self::ChangeSubscriptions
            | Self::SeeBodies
            | Self::StartAndStopHostInstance
            | Self::FullStop => &[Role::Administrator],
            Self::StartAndStop
            | Self::EnableReceiveLocation
            | Self::OperateOnInstances
            | Self::Inject
            | Self::SwitchDestination => &[Role::Administrator, Role::Operator],
        }
    }

    #[must_use]
    pub fn citation(self) -> Citation {
        match self {
            // the documentation knows no such thing; whoever may operate may try things out
            Self::Inject | Self::SwitchDestination | Self::SendLive => {
                Citation::Derived { reason: "derived-training-aid" }
            }
            _ => Citation::page(Page::MinimumSecurityUserRights),
        }
    }
}

/// Whether a role may do a task.
#[must_use]
pub fn may(role: Role, task: Task) -> bool {
    task.roles().contains(&role)
}

/// What an action on a port or a group asks for. Start from Bound adds a subscription, which
/// Operators may not do: derived from *How to Enlist...*, which names Administrators only.
#[must_use]
pub fn task_of(action: Action, from: PortState) -> Task {
    if action.changes_subscriptions(from) { Task::ChangeSubscriptions } else { Task::StartAndStop }
}

impl Role {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Administrator => "role-administrator",
            Self::Operator => "role-operator",
            Self::ReadOnly => "role-read-only",
        }
    }
}
