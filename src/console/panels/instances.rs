//! Which service instances are shown: by state, port, host and so on.

use crate::{
    console::context::Cx,
    engine::{
        Snapshot,
        overview::{self, IN_PROGRESS, Owner},
    },
    message_box::{CauseKind, InstanceQuery},
    model::{InstanceId, Name},
    rules::instances::InstanceState,
    words::Sentence,
};

/// A state or several of them, as one chooses among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum States {
    /// Grouped by cause.
    #[default]
    Suspended,
    InProgress,
    Only(InstanceState),
}

impl States {
    pub const ALL: [Self; 10] = [
        Self::Suspended,
        Self::Only(InstanceState::SuspendedResumable),
        Self::Only(InstanceState::SuspendedNotResumable),
        Self::InProgress,
        Self::Only(InstanceState::ReadyToRun),
        Self::Only(InstanceState::Scheduled),
        Self::Only(InstanceState::Active),
        Self::Only(InstanceState::Dehydrated),
        Self::Only(InstanceState::Completed),
        Self::Only(InstanceState::Terminated),
    ];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Suspended => "instances-suspended",
            Self::InProgress => "instances-in-progress",
            Self::Only(state) => state.key(),
        }
    }

    #[must_use]
    pub fn states(self) -> Vec<InstanceState> {
        match self {
            Self::Suspended => vec![InstanceState::SuspendedResumable, InstanceState::SuspendedNotResumable],
            Self::InProgress => IN_PROGRESS.to_vec(),
            Self::Only(state) => vec![state],
        }
    }

    /// How many there are in all.
    #[must_use]
    pub fn count(self, snapshot: &Snapshot) -> u64 {
        self.states().into_iter().map(|state| snapshot.counts.state(state)).sum()
    }

    /// Whether what a service instance with ordered delivery holds stands together in one row.
    #[must_use]
    pub fn is_of_services(self) -> bool {
        matches!(self, Self::Suspended | Self::InProgress)
    }

    /// Whether all of them are in the suspended queue, so that they have a cause.
    #[must_use]
    pub fn are_suspended(self) -> bool {
        self.states().into_iter().all(InstanceState::is_suspended)
    }
}

/// What of the service instances is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceFilter {
    pub states: States,
    pub cause: Option<CauseKind>,
    pub port: Option<Name>,
    /// The group by way of which it came.
    pub via: Option<Name>,
    pub host: Option<Name>,
    pub address: Option<String>,
    pub owner: Option<Owner>,
    /// What this service instance holds, one by one.
    pub service: Option<InstanceId>,
    /// Only what waits for a host of which no instance runs.
    pub no_host_instance: bool,
}

impl InstanceFilter {
    #[must_use]
    pub fn of(states: States) -> Self {
        Self { states, ..Self::default() }
    }

    /// Whether it narrows down beside the states.
    #[must_use]
    pub fn narrows(&self) -> bool {
        *self != Self::of(self.states)
    }

    /// As the store is asked.
    #[must_use]
    pub fn query(&self, snapshot: &Snapshot) -> InstanceQuery {
        let mut query = InstanceQuery {
            states: self.states.states(),
            cause: self.cause,
            port: self.port.clone(),
            via: self.via.clone(),
            host: self.host.clone(),
            address: self.address.clone(),
            service: self.service,
            first_of_service: self.service.is_none() && self.states.is_of_services(),
            hosts: self.no_host_instance.then(|| overview::idle_hosts(snapshot).collect()),
            ..InstanceQuery::default()
        };
        match &self.owner {
            None => {}
            Some(Owner::Nobody) => query.routing_failures = Some(true),
            Some(owner) => {
                // of the ports that ever had anything; the store knows no applications
                let of_owner = |port: &&Name| overview::owner(&snapshot.group, Some(port)) == *owner;
                query.ports = Some(snapshot.counts.by_port.keys().filter(of_owner).cloned().collect());
            }
        }
        query
    }

    /// What it narrows down to, for the heading.
    #[must_use]
    pub fn parts(&self, cx: &Cx<'_>) -> Vec<String> {
        let only = |what: String| cx.say(&Sentence::new("list-only").with("what", what));
        let cause = self.cause.map(|cause| only(cx.text(cause_key(cause))));
        let port = self.port.as_ref().map(|port| cx.say(&Sentence::new("suspended-only").with("port", port)));
        let via = self.via.as_ref().map(|via| only(cx.say(&Sentence::new("instances-via").with("group", via))));
        let host = self.host.as_ref().map(|host| only(cx.say(&Sentence::new("instances-host").with("host", host))));
        let address = self.address.clone().map(only);
        let owner = self.owner.as_ref().map(|owner| only(owner_text(cx, owner)));
        let idle = self.no_host_instance.then(|| only(cx.text("hub-no-host-instance")));
        let service =
            self.service.map(|it| only(cx.say(&Sentence::new("instances-of-service").with("service", it.to_string()))));
        [cause, port, via, host, address, owner, idle, service].into_iter().flatten().collect()
    }
}

/// The key of the words for a kind of cause.
#[must_use]
pub fn cause_key(cause: CauseKind) -> &'static str {
    match cause {
        CauseKind::Held => "hub-cause-held",
        CauseKind::Transport => "hub-cause-transport",
        CauseKind::NoAddress => "hub-cause-no-address",
        CauseKind::NoHandler => "hub-cause-no-handler",
        CauseKind::RoutingFailure => "hub-cause-routing-failure",
        CauseKind::Loop => "hub-cause-loop",
        CauseKind::ByHand => "hub-cause-by-hand",
        CauseKind::PortDeleted => "hub-cause-port-deleted",
        CauseKind::Behind => "hub-cause-behind",
        CauseKind::FrontTaken => "hub-cause-front-taken",
    }
}

/// To whom it belongs, in words.
#[must_use]
pub fn owner_text(cx: &Cx<'_>, owner: &Owner) -> String {
    match owner {
        Owner::Application(name) => name.to_string(),
        Owner::Nobody => cx.text("hub-owner-nobody"),
        Owner::DeletedPort => cx.text("hub-owner-deleted-port"),
    }
}
