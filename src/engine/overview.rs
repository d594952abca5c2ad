//! What there is in a BizTalk group at a glance, counted exactly. What is counted here walks through
//! all ports: it is made beside the window's thread and kept until something changes.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{Snapshot, Throttled};
use crate::{
    model::{BizTalkGroup, Name, OrchestrationState, PortState},
    rules::instances::InstanceState,
};

/// How much of an application runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApplicationState {
    /// Everything in it is Started or enabled, and there is something.
    Started,
    PartiallyStarted,
    /// Nothing in it is Started or enabled.
    Stopped,
}

impl ApplicationState {
    pub const ALL: [Self; 3] = [Self::Started, Self::PartiallyStarted, Self::Stopped];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Started => "application-started",
            Self::PartiallyStarted => "application-partially-started",
            Self::Stopped => "application-stopped",
        }
    }
}

/// How many of a kind are in each of three states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByState([u64; 3]);

impl ByState {
    #[must_use]
    pub fn of(&self, state: PortState) -> u64 {
        self.0[state as usize]
    }

    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// What is configured, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    pub applications: BTreeMap<Name, ApplicationState>,
    pub send_ports: ByState,
    pub send_port_groups: ByState,
    orchestrations: [u64; 3],
    pub locations_enabled: u64,
    pub locations_disabled: u64,
    /// Instances of hosts.
    pub running: u64,
    pub not_running: u64,
    pub adapters: u64,
    /// Pairs of an adapter and a host that sends for it.
    pub send_handlers: u64,
}

impl Configuration {
    #[must_use]
    pub fn of(group: &BizTalkGroup) -> Self {
        let mut it = Self::default();
        // how many of an application run, and how many there are
        let mut runs: HashMap<&Name, (u64, u64)> = HashMap::new();
        let mut count = |application, running: bool| {
            let (on, all) = runs.entry(application).or_default();
            *on += u64::from(running);
            *all += 1;
        };
        for port in group.send_ports.values() {
            it.send_ports.0[port.state as usize] += 1;
            count(&port.application, port.state == PortState::Started);
        }
        for spg in group.send_port_groups.values() {
            it.send_port_groups.0[spg.state as usize] += 1;
            count(&spg.application, spg.state == PortState::Started);
        }
        for orchestration in group.orchestrations.values() {
            it.orchestrations[orchestration.state as usize] += 1;
            count(&orchestration.application, orchestration.state == OrchestrationState::Started);
        }
        for port in group.receive_ports.values() {
            for location in &port.locations {
                *(if location.enabled { &mut it.locations_enabled } else { &mut it.locations_disabled }) += 1;
                count(&port.application, location.enabled);
            }
        }
        for host in group.hosts.values() {
            for instance in &host.instances {
                *(if instance.running { &mut it.running } else { &mut it.not_running }) += 1;
            }
        }
        it.adapters = group.adapters.size() as u64;
        it.send_handlers = group.adapters.values().map(|adapter| adapter.handlers.len() as u64).sum();
        it.applications = group
            .applications
            .keys()
            .map(|name| {
                let state = match runs.get(name).copied().unwrap_or_default() {
                    (0, _) => ApplicationState::Stopped,
                    (on, all) if on == all => ApplicationState::Started,
                    _ => ApplicationState::PartiallyStarted,
                };
                (name.clone(), state)
            })
            .collect();
        it
    }

    #[must_use]
    pub fn applications_in(&self, state: ApplicationState) -> u64 {
        self.applications.values().filter(|it| **it == state).count() as u64
    }

    #[must_use]
    pub fn orchestrations_in(&self, state: OrchestrationState) -> u64 {
        self.orchestrations[state as usize]
    }
}

/// To whom a service instance belongs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    Application(Name),
    /// It has no port: it is a routing failure.
    Nobody,
    /// Its port was deleted meanwhile.
    DeletedPort,
}

/// The largest of several numbers, and what the rest comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Top<T> {
    /// The largest first, then by name.
    pub rows: Vec<(T, u64)>,
    /// How many more there are, and their sum.
    pub others: (u64, u64),
}

impl<T> Default for Top<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), others: (0, 0) }
    }
}

impl<T: Ord> Top<T> {
    fn of(all: impl Iterator<Item = (T, u64)>, most: usize) -> Self {
        let mut rows: Vec<(T, u64)> = all.filter(|(_, count)| *count > 0).collect();
        rows.sort_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        let rest = rows.split_off(most.min(rows.len()));
        Self { rows, others: (rest.len() as u64, rest.iter().map(|(_, count)| count).sum()) }
    }
}

/// Something that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// Work waits, and no instance of the host runs.
    NoHostInstance { host: Name, waiting: u64 },
    /// The queues of the host exceed its threshold, and what is published to it is delayed.
    Throttled { host: Name, messages: u64, threshold: u32 },
    /// Messages were suspended since nobody subscribes to them.
    RoutingFailures { count: u64 },
    /// A Stopped group holds messages.
    GroupHolds { group: Name, held: u64 },
    /// A Stopped port holds messages.
    PortHolds { port: Name, held: u64 },
    /// Transmission failed.
    Transport { count: u64 },
}

/// Where service instances are that have not ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Suspended ones.
    pub by_application: Top<Owner>,
    /// Suspended ones; `None`: of no port.
    pub by_port: Top<Option<Name>>,
    pub by_host: Top<Name>,
    pub by_address: Top<Arc<str>>,
    /// What waits in queues of hosts of which no instance runs, and these hosts.
    pub without_host: (u64, Vec<Name>),
    /// The gravest first, and how many more there are.
    pub attention: (Vec<Attention>, u64),
}

impl Work {
    /// How many rows each list has at most.
    pub const ROWS: usize = 6;

    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Self {
        let (group, counts) = (&snapshot.group, &snapshot.counts);
        let mut owners: BTreeMap<Owner, u64> = BTreeMap::new();
        for (port, of_port) in counts.by_port.iter().filter(|(_, it)| it.suspended > 0) {
            *owners.entry(owner(group, Some(port))).or_default() += of_port.suspended;
        }
        owners.insert(Owner::Nobody, counts.routing_failures);
        let ports = counts.by_port.iter().map(|(port, it)| (Some(port.clone()), it.suspended));
        let without: Vec<Name> = idle_hosts(snapshot).collect();
        Self {
            by_application: Top::of(owners.into_iter(), Self::ROWS),
            by_port: Top::of(ports.chain([(None, counts.routing_failures)]), Self::ROWS),
            by_host: Top::of(counts.by_host.iter().map(|(host, it)| (host.clone(), it.suspended_queue)), Self::ROWS),
            by_address: Top::of(counts.by_address.iter().map(|(to, count)| (to.clone(), *count)), Self::ROWS),
            without_host: (without.iter().map(|host| counts.host(host).work_queue).sum(), without),
            attention: attention(snapshot, idle_hosts(snapshot)),
        }
    }
}

/// To whom the instances of a port belong.
#[must_use]
pub fn owner(group: &BizTalkGroup, port: Option<&Name>) -> Owner {
    let Some(port) = port else { return Owner::Nobody };
    group.send_ports.get(port).map_or(Owner::DeletedPort, |port| Owner::Application(port.application.clone()))
}

/// Whether something may starve: it waits in the work queue of a host that runs. Only then the
/// MessageBox is asked who ([`super::Query::Starving`]).
#[must_use]
pub fn may_starve(snapshot: &Snapshot) -> bool {
    let waiting = snapshot.counts.by_host.iter().filter(|(_, counts)| counts.ready > 0);
    waiting.into_iter().any(|(host, _)| super::publish::is_running(snapshot.group.hosts.get(host)))
}

/// The hosts in whose work queues something waits though no instance of them runs.
pub fn idle_hosts(snapshot: &Snapshot) -> impl Iterator<Item = Name> + '_ {
    let runs = |host: &Name| super::publish::is_running(snapshot.group.hosts.get(host));
    let waiting = snapshot.counts.by_host.iter().filter(|(_, counts)| counts.work_queue > 0);
    let mut hosts: Vec<Name> = waiting.map(|(host, _)| host).filter(|host| !runs(host)).cloned().collect();
    hosts.sort();
    hosts.into_iter()
}

fn attention(snapshot: &Snapshot, idle: impl Iterator<Item = Name>) -> (Vec<Attention>, u64) {
    let (group, counts) = (&snapshot.group, &snapshot.counts);
    let mut all: Vec<Attention> =
        idle.map(|host| Attention::NoHostInstance { waiting: counts.host(&host).work_queue, host }).collect();
    let throttled = group.hosts.values().filter_map(|host| snapshot.throttled(host));
    all.extend(throttled.map(|Throttled { host, messages, threshold }| Attention::Throttled {
        host,
        messages,
        threshold,
    }));
    if counts.routing_failures > 0 {
        all.push(Attention::RoutingFailures { count: counts.routing_failures });
    }
    let stopped_group = |name: &Name| group.send_port_groups.get(name).is_some_and(|it| it.state == PortState::Stopped);
    let stopped_port = |name: &Name| group.send_ports.get(name).is_some_and(|it| it.state == PortState::Stopped);
    let groups = counts.held_via.iter().filter(|(name, held)| **held > 0 && stopped_group(name));
    let mut holding: Vec<Attention> =
        groups.map(|(name, held)| Attention::GroupHolds { group: name.clone(), held: *held }).collect();
    let ports = counts.by_port.iter().filter(|(name, it)| it.held > 0 && stopped_port(name));
    holding.extend(ports.map(|(name, it)| Attention::PortHolds { port: name.clone(), held: it.held }));
    let size = |it: &Attention| match it {
        Attention::GroupHolds { held, .. } | Attention::PortHolds { held, .. } => *held,
        _ => 0,
    };
    holding.sort_by(|a, b| size(b).cmp(&size(a)).then_with(|| a.cmp(b)));
    all.extend(holding);
    let failed = counts.cause(crate::message_box::CauseKind::Transport);
    if failed > 0 {
        all.push(Attention::Transport { count: failed });
    }
    let more = all.split_off(Work::ROWS.min(all.len())).len() as u64;
    (all, more)
}

/// The states of what is in a work queue or in hand.
pub const IN_PROGRESS: [InstanceState; 4] =
    [InstanceState::ReadyToRun, InstanceState::Scheduled, InstanceState::Active, InstanceState::Dehydrated];
