//! The audit as the store keeps it: one entry for each administrative action, with each artifact
//! that it changed before and after. What was done is JSON, which the engine writes and reads.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{ArtifactKind, ArtifactRef, Name, Role};

/// Names an entry; later ones are higher, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AuditId(pub i64);

impl fmt::Display for AuditId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What kind of action an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AuditKind {
    Create,
    /// Rename is an edit too.
    Edit,
    Delete,
    Move,
    /// Enlist, Start, Stop and Unenlist, of applications too, and receive locations.
    State,
    HostInstance,
    Destination,
    /// Resume, Suspend, Terminate and Resubmit.
    Instances,
    Role,
    /// Live sending turned on or off.
    Live,
    /// Undo and redo.
    History,
}

impl AuditKind {
    pub const ALL: [Self; 11] = [
        Self::State,
        Self::Create,
        Self::Edit,
        Self::Delete,
        Self::Move,
        Self::HostInstance,
        Self::Destination,
        Self::Instances,
        Self::Role,
        Self::Live,
        Self::History,
    ];

    /// How it is written in a store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Edit => "edit",
            Self::Delete => "delete",
            Self::Move => "move",
            Self::State => "state",
            Self::HostInstance => "host instance",
            Self::Destination => "destination",
            Self::Instances => "instances",
            Self::Role => "role",
            Self::Live => "live sending",
            Self::History => "undo and redo",
        }
    }

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Create => "audit-kind-create",
            Self::Edit => "audit-kind-edit",
            Self::Delete => "audit-kind-delete",
            Self::Move => "audit-kind-move",
            Self::State => "audit-kind-state",
            Self::HostInstance => "audit-kind-host-instance",
            Self::Destination => "audit-kind-destination",
            Self::Instances => "audit-kind-instances",
            Self::Role => "audit-kind-role",
            Self::Live => "audit-kind-live",
            Self::History => "audit-kind-history",
        }
    }
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    pub id: AuditId,
    pub time: Timestamp,
    pub role: Role,
    pub kind: AuditKind,
    /// JSON.
    pub action: String,
    /// In lower case, what [`AuditQuery::text`] looks into.
    pub search: String,
    /// How many artifacts it changed.
    pub changes: u64,
    /// The entry that undid it, unless it was redone since.
    pub undone: Option<AuditId>,
}

/// One artifact that an action changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditChange {
    pub kind: ArtifactKind,
    /// After it, or before it for what was deleted.
    pub name: Name,
    /// Its name before, where that was another one.
    pub was: Option<Name>,
    /// JSON; `None`: it was created.
    pub before: Option<String>,
    /// JSON; `None`: it was deleted.
    pub after: Option<String>,
}

impl AuditChange {
    #[must_use]
    pub fn item(&self) -> ArtifactRef {
        ArtifactRef::new(self.kind, &self.name)
    }
}

/// Which entries are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// Occurs in what was done, in names and in values that changed, in any case.
    pub text: String,
    pub role: Option<Role>,
    pub kind: Option<AuditKind>,
    /// Of this artifact only. Of one that was renamed, what it was called before counts too.
    pub artifact: Option<ArtifactRef>,
    /// Not before, and before.
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
}
