//! What a list is narrowed down to when a number led there, so that it shows what was counted.

use std::collections::BTreeMap;

use crate::{
    console::context::Cx,
    engine::{
        Snapshot,
        overview::{ApplicationState, Configuration},
    },
    model::{Artifact, ArtifactRef, Name, OrchestrationState, PortState},
    words::Sentence,
};

/// Which artifacts of a list are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// Send ports and groups in this state.
    State(PortState),
    /// Send ports and groups in another state than Started.
    NotStarted,
    Orchestrations(OrchestrationState),
    Applications(ApplicationState),
    /// Receive ports with a location that is enabled, or that is not.
    Locations {
        enabled: bool,
    },
    /// Hosts with an instance that runs, or that does not.
    Hosts {
        running: bool,
    },
}

impl Only {
    /// In the words of the list's heading.
    #[must_use]
    pub fn text(self, cx: &Cx<'_>) -> String {
        cx.text(match self {
            Self::State(state) => state.key(),
            Self::NotStarted => "only-not-started",
            Self::Orchestrations(state) => state.key(),
            Self::Applications(state) => state.key(),
            Self::Locations { enabled: true } => "location-enabled",
            Self::Locations { enabled: false } => "location-disabled",
            Self::Hosts { running: true } => "instance-running",
            Self::Hosts { running: false } => "instance-stopped",
        })
    }

    /// `Only: Started`.
    #[must_use]
    pub fn sentence(self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("list-only").with("what", self.text(cx)))
    }

    /// Keeps the artifacts that are meant.
    pub fn retain(self, items: &mut Vec<ArtifactRef>, snapshot: &Snapshot) {
        let applications: BTreeMap<Name, ApplicationState> = match self {
            Self::Applications(_) => Configuration::of(&snapshot.group).applications,
            _ => BTreeMap::new(),
        };
        items.retain(|item| match (self, snapshot.group.get(item)) {
            (Self::State(state), Some(Artifact::SendPort(port))) => port.state == state,
            (Self::State(state), Some(Artifact::SendPortGroup(spg))) => spg.state == state,
            (Self::NotStarted, Some(Artifact::SendPort(port))) => port.state != PortState::Started,
            (Self::NotStarted, Some(Artifact::SendPortGroup(spg))) => spg.state != PortState::Started,
            (Self::Orchestrations(state), Some(Artifact::Orchestration(it))) => it.state == state,
            (Self::Applications(state), Some(Artifact::Application(it))) => applications.get(&it.name) == Some(&state),
            (Self::Locations { enabled }, Some(Artifact::ReceivePort(port))) => {
                port.locations.iter().any(|location| location.enabled == enabled)
            }
            (Self::Hosts { running }, Some(Artifact::Host(host))) => {
                host.instances.iter().any(|instance| instance.running == running)
            }
            _ => false,
        });
    }
}
