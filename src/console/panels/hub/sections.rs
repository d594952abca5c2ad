//! What stands in each section of the hub.

use super::card::{Card, Link, Row, Shape};
use crate::{
    console::{
        context::Cx,
        panels::{
            instances::{InstanceFilter, States, cause_key, owner_text},
            only::Only,
            tree::Node,
        },
    },
    engine::{
        Outcome,
        overview::{ApplicationState, Configuration, Top, Work},
    },
    message_box::CauseKind,
    model::{ArtifactKind, OrchestrationState, PortState},
    rules::instances::InstanceState,
    words::Sentence,
};

/// In the order of the real console's badges: what runs comes first.
const STATES: [PortState; 3] = [PortState::Started, PortState::Stopped, PortState::Bound];

/// What is configured, in two cards.
pub fn configuration(cx: &Cx<'_>, it: &Configuration) -> [Card; 2] {
    let list = |kind: ArtifactKind, only: Option<Only>| Link::List(Node::Folder(None, kind), only);
    let mut rows = vec![
        Row::new(cx.text("kinds-application"), it.applications.len() as u64, Link::List(Node::Applications, None))
            .total(),
    ];
    for state in ApplicationState::ALL {
        let only = Some(Only::Applications(state));
        rows.push(Row::new(cx.text(state.key()), it.applications_in(state), Link::List(Node::Applications, only)));
    }
    for (kind, title, counts) in [
        (ArtifactKind::SendPort, "kinds-send-port", &it.send_ports),
        (ArtifactKind::SendPortGroup, "kinds-send-port-group", &it.send_port_groups),
    ] {
        rows.push(Row::new(cx.text(title), counts.total(), list(kind, None)).total());
        for state in STATES {
            let link = list(kind, Some(Only::State(state)));
            rows.push(Row::new(cx.text(state.key()), counts.of(state), link).shape(Shape::State(state)));
        }
    }
    let ports = Card { title: cx.text("hub-configuration"), rows, empty: None };

    let hosts = |running: bool| Link::List(Node::Hosts, Some(Only::Hosts { running }));
    let mut rows = vec![
        Row::new(cx.text("hub-host-instances"), it.running + it.not_running, Link::List(Node::Hosts, None)).total(),
        Row::new(cx.text("instance-running"), it.running, hosts(true)),
        Row::new(cx.text("instance-stopped"), it.not_running, hosts(false)),
        Row::new(cx.text("column-handlers"), it.send_handlers, Link::List(Node::Adapters, None)).total(),
    ];
    let locations = |enabled: bool| list(ArtifactKind::ReceivePort, Some(Only::Locations { enabled }));
    rows.push(
        Row::new(
            cx.text("column-locations"),
            it.locations_enabled + it.locations_disabled,
            list(ArtifactKind::ReceivePort, None),
        )
        .total(),
    );
    rows.push(Row::new(cx.text("location-enabled"), it.locations_enabled, locations(true)));
    rows.push(Row::new(cx.text("location-disabled"), it.locations_disabled, locations(false)));
    let states = [OrchestrationState::Started, OrchestrationState::Stopped, OrchestrationState::Unenlisted];
    let all: u64 = states.into_iter().map(|state| it.orchestrations_in(state)).sum();
    rows.push(Row::new(cx.text("kinds-orchestration"), all, list(ArtifactKind::Orchestration, None)).total());
    if all > 0 {
        for state in states {
            let link = list(ArtifactKind::Orchestration, Some(Only::Orchestrations(state)));
            rows.push(Row::new(cx.text(state.key()), it.orchestrations_in(state), link));
        }
    }
    [ports, Card { title: cx.text("hub-platform"), rows, empty: None }]
}

fn instances(states: States) -> Link {
    Link::Instances(InstanceFilter::of(states))
}

/// What is on its way.
pub fn work_in_progress(cx: &Cx<'_>, work: Option<&Work>) -> Card {
    let counts = &cx.snapshot.counts;
    let states =
        |key: &str, state: InstanceState| Row::new(cx.text(key), counts.state(state), instances(States::Only(state)));
    let mut rows = vec![
        Row::new(cx.text("hub-in-progress"), counts.in_progress, instances(States::InProgress)).total(),
        states("hub-running", InstanceState::Active),
        states("hub-ready", InstanceState::ReadyToRun),
        states("hub-scheduled", InstanceState::Scheduled),
        states("hub-dehydrated", InstanceState::Dehydrated),
    ];
    if let Some(work) = work {
        let filter = InstanceFilter { no_host_instance: true, ..InstanceFilter::of(States::InProgress) };
        rows.push(Row::new(cx.text("hub-no-host-instance"), work.without_host.0, Link::Instances(filter)));
    }
    rows.push(states("instance-completed", InstanceState::Completed).shape(Shape::Outcome(Outcome::Processed)));
    rows.push(states("instance-terminated", InstanceState::Terminated).shape(Shape::Outcome(Outcome::Terminated)));
    Card { title: cx.text("hub-work"), rows, empty: None }
}

/// What is suspended, by cause.
pub fn suspended(cx: &Cx<'_>) -> Card {
    let counts = &cx.snapshot.counts;
    let states =
        |state: InstanceState, key: &str| Row::new(cx.text(key), counts.state(state), instances(States::Only(state)));
    let mut rows = vec![
        Row::new(cx.text("hub-suspended-total"), counts.suspended, instances(States::Suspended)).total(),
        states(InstanceState::SuspendedResumable, "hub-resumable"),
        states(InstanceState::SuspendedNotResumable, "hub-not-resumable"),
        Row::new(
            cx.text("hub-routing-failures"),
            counts.cause(CauseKind::RoutingFailure),
            Link::Instances(InstanceFilter { cause: Some(CauseKind::RoutingFailure), ..InstanceFilter::default() }),
        )
        .shape(Shape::Outcome(Outcome::RoutingFailure)),
    ];
    let causes = CauseKind::ALL.into_iter().filter(|cause| *cause != CauseKind::RoutingFailure);
    for cause in causes.filter(|cause| counts.cause(*cause) > 0 || *cause == CauseKind::Held) {
        let filter = InstanceFilter { cause: Some(cause), ..InstanceFilter::default() };
        rows.push(Row::new(cx.text(cause_key(cause)), counts.cause(cause), Link::Instances(filter)));
    }
    Card { title: cx.text("hub-suspended"), rows, empty: None }
}

/// What is suspended, by what it belongs to.
pub fn grouped(cx: &Cx<'_>, work: &Work) -> Vec<Card> {
    let filter = InstanceFilter::default;
    let by_application = rows(cx, &work.by_application, |owner| {
        (owner_text(cx, owner), InstanceFilter { owner: Some(owner.clone()), ..filter() })
    });
    let by_port = rows(cx, &work.by_port, |port| match port {
        Some(port) => (port.to_string(), InstanceFilter { port: Some(port.clone()), ..filter() }),
        None => (
            cx.text("hub-owner-nobody"),
            InstanceFilter { owner: Some(crate::engine::overview::Owner::Nobody), ..filter() },
        ),
    });
    let by_host =
        rows(cx, &work.by_host, |host| (host.to_string(), InstanceFilter { host: Some(host.clone()), ..filter() }));
    let by_address =
        rows(cx, &work.by_address, |to| (to.to_string(), InstanceFilter { address: Some(to.to_string()), ..filter() }));
    [
        ("hub-by-application", by_application),
        ("hub-by-port", by_port),
        ("hub-by-host", by_host),
        ("hub-by-address", by_address),
    ]
    .into_iter()
    .filter(|(_, rows)| !rows.is_empty())
    .map(|(key, rows)| Card { title: cx.text(key), rows, empty: None })
    .collect()
}

fn rows<T>(cx: &Cx<'_>, top: &Top<T>, of: impl Fn(&T) -> (String, InstanceFilter)) -> Vec<Row> {
    let mut rows: Vec<Row> = top
        .rows
        .iter()
        .map(|(it, count)| {
            let (label, filter) = of(it);
            Row::new(label, *count, Link::Instances(filter))
        })
        .collect();
    let (others, sum) = top.others;
    if others > 0 {
        let label = cx.say(&Sentence::new("hub-others").with("count", others).with("number", cx.words.count(others)));
        rows.push(Row::new(label, sum, instances(States::Suspended)));
    }
    rows
}

/// What became of the last messages.
pub fn recent(cx: &Cx<'_>, recent: &[super::Recent]) -> Card {
    let rows = recent
        .iter()
        .map(|it| Row::text(cx.say(&it.summary), Link::Message(it.message)).shape(Shape::Outcome(it.worst)))
        .collect();
    Card { title: cx.text("hub-recent"), rows, empty: Some(cx.text("outcome-empty")) }
}
