//! What can be done with a service instance (page *Service Instance States*, table of operations).

use serde::{Deserialize, Serialize};

use super::{Citation, Page};

/// The state of a service instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum InstanceState {
    /// In the work queue, waits for a host instance.
    ReadyToRun,
    /// Waits for its service window.
    Scheduled,
    /// A host instance has it in hand.
    Active,
    /// Its state is saved and nothing runs it; for a send port: waits to send again.
    Dehydrated,
    SuspendedResumable,
    SuspendedNotResumable,
    Completed,
    Terminated,
}

impl InstanceState {
    pub const ALL: [Self; 8] = [
        Self::ReadyToRun,
        Self::Scheduled,
        Self::Active,
        Self::Dehydrated,
        Self::SuspendedResumable,
        Self::SuspendedNotResumable,
        Self::Completed,
        Self::Terminated,
    ];

    /// In the suspended queue.
    #[must_use]
    pub fn is_suspended(self) -> bool {
        matches!(self, Self::SuspendedResumable | Self::SuspendedNotResumable)
    }

    /// In the work queue or in hand.
    #[must_use]
    pub fn is_in_progress(self) -> bool {
        matches!(self, Self::ReadyToRun | Self::Scheduled | Self::Active | Self::Dehydrated)
    }

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ReadyToRun => "instance-ready",
            Self::Scheduled => "instance-scheduled",
            Self::Active => "instance-active",
            Self::Dehydrated => "instance-dehydrated",
            Self::SuspendedResumable => "instance-suspended-resumable",
            Self::SuspendedNotResumable => "instance-suspended-not-resumable",
            Self::Completed => "instance-completed",
            Self::Terminated => "instance-terminated",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Operation {
    Resume,
    Suspend,
    Terminate,
}

impl Operation {
    pub const ALL: [Self; 3] = [Self::Resume, Self::Suspend, Self::Terminate];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Resume => "operation-resume",
            Self::Suspend => "operation-suspend",
            Self::Terminate => "operation-terminate",
        }
    }
}

/// The state that results, or `None` if the operation is not available. What is Active when it is
/// suspended or terminated is first marked as pending and changes when its host instance lets go.
#[must_use]
pub fn result(operation: Operation, from: InstanceState) -> Option<InstanceState> {
    use InstanceState as S;
    match (operation, from) {
        (Operation::Resume, S::SuspendedResumable) => Some(S::Active),
        (Operation::Suspend, S::ReadyToRun | S::Scheduled | S::Active | S::Dehydrated) => Some(S::SuspendedResumable),
        (Operation::Terminate, from) if from.is_in_progress() || from.is_suspended() => Some(S::Terminated),
        _ => None,
    }
}

/// The key of the sentence that says why an operation is not available.
#[must_use]
pub fn why_not(operation: Operation, from: InstanceState) -> Option<&'static str> {
    if result(operation, from).is_some() {
        return None;
    }
    Some(match (operation, from) {
        (_, InstanceState::Completed | InstanceState::Terminated) => "instance-no-ended",
        (Operation::Resume, InstanceState::SuspendedNotResumable) => "instance-no-not-resumable",
        (Operation::Resume, _) => "instance-no-not-suspended",
        (Operation::Suspend, _) => "instance-no-already-suspended",
        (Operation::Terminate, _) => "instance-no-ended",
    })
}

/// Where the table of operations stands.
pub const CITATION: Citation = Citation::page(Page::ServiceInstanceStates);
