//! What stands in the columns of the list.

use super::tree::Node;
use crate::{
    console::{
        context::Cx,
        kit::table::{self, Cell},
    },
    engine::Snapshot,
    model::{Artifact, ArtifactKind, ArtifactRef, Filter, PortState, Target},
    words::{Sentence, Words},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Name,
    Kind,
    State,
    PortType,
    Transport,
    Address,
    Handler,
    Host,
    Suspended,
    Arrived,
    Members,
    Health,
    Filter,
    Locations,
    Bindings,
    HostKind,
    Running,
    WorkQueue,
    SuspendedQueue,
    DefaultHandler,
    Handlers,
    Contents,
    References,
    Application,
    Description,
}

impl Column {
    /// The key of its title.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "column-name",
            Self::Kind => "column-kind",
            Self::State => "column-state",
            Self::PortType => "column-port-type",
            Self::Transport => "column-transport",
            Self::Address => "column-uri",
            Self::Handler => "column-send-handler",
            Self::Host => "kind-host",
            Self::Suspended => "column-suspended",
            Self::Arrived => "column-arrived",
            Self::Members => "column-members",
            Self::Health => "column-health",
            Self::Filter => "column-filter",
            Self::Locations => "column-locations",
            Self::Bindings => "column-bindings",
            Self::HostKind => "column-host-kind",
            Self::Running => "column-running",
            Self::WorkQueue => "column-work-queue",
            Self::SuspendedQueue => "column-suspended-queue",
            Self::DefaultHandler => "column-default-handler",
            Self::Handlers => "column-handlers",
            Self::Contents => "column-contents",
            Self::References => "column-references",
            Self::Application => "column-application",
            Self::Description => "column-description",
        }
    }

    /// In points; `None` takes what is left.
    #[must_use]
    pub fn width(self) -> Option<f32> {
        match self {
            Self::Name => Some(132.0),
            Self::State => Some(98.0),
            Self::Kind | Self::PortType => Some(150.0),
            Self::Transport => Some(76.0),
            Self::Handler | Self::Host | Self::DefaultHandler | Self::Application | Self::HostKind => Some(110.0),
            Self::Suspended | Self::Arrived | Self::Members | Self::WorkQueue | Self::SuspendedQueue => Some(84.0),
            Self::Health | Self::Running => Some(110.0),
            Self::Address
            | Self::Filter
            | Self::Locations
            | Self::Bindings
            | Self::Handlers
            | Self::Contents
            | Self::References
            | Self::Description => None,
        }
    }

    /// Whether it follows messages, not only what is configured.
    #[must_use]
    pub fn counts_messages(self) -> bool {
        matches!(self, Self::Suspended | Self::Arrived | Self::WorkQueue | Self::SuspendedQueue)
    }

    /// Lower ones go first where there is no room.
    fn importance(self) -> u32 {
        match self {
            Self::Name => 10,
            Self::State => 9,
            Self::Address | Self::Members | Self::Health | Self::Locations | Self::Bindings | Self::Contents => 8,
            Self::Suspended | Self::Running | Self::Kind => 7,
            Self::Transport | Self::WorkQueue | Self::SuspendedQueue | Self::DefaultHandler => 6,
            Self::Handler | Self::Host | Self::Arrived | Self::Handlers | Self::HostKind => 5,
            Self::Filter | Self::Application => 4,
            Self::PortType => 3,
            Self::References | Self::Description => 2,
        }
    }
}

/// The columns of a node's list.
#[must_use]
pub fn columns(node: &Node) -> &'static [Column] {
    use Column as C;
    match node {
        Node::Folder(of, ArtifactKind::SendPort) => {
            if of.is_some() {
                &[
                    C::Name,
                    C::State,
                    C::Suspended,
                    C::Arrived,
                    C::Transport,
                    C::Address,
                    C::Handler,
                    C::PortType,
                    C::Filter,
                    C::Description,
                ]
            } else {
                &[
                    C::Name,
                    C::State,
                    C::Application,
                    C::Suspended,
                    C::Transport,
                    C::Address,
                    C::Handler,
                    C::PortType,
                    C::Filter,
                    C::Description,
                ]
            }
        }
        Node::Folder(of, ArtifactKind::SendPortGroup) => {
            if of.is_some() {
                &[C::Name, C::State, C::Members, C::Health, C::Suspended, C::Filter, C::Description]
            } else {
                &[C::Name, C::State, C::Application, C::Members, C::Health, C::Suspended, C::Filter, C::Description]
            }
        }
        Node::Folder(_, ArtifactKind::ReceivePort) => &[C::Name, C::PortType, C::Locations, C::Description],
        Node::Folder(_, ArtifactKind::Orchestration) => &[C::Name, C::State, C::Host, C::Bindings, C::Description],
        Node::Application(_) => &[C::Name, C::State, C::Kind, C::Suspended, C::Description],
        Node::Folder(..) | Node::AllArtifacts => &[C::Name, C::State, C::Kind, C::Application, C::Description],
        Node::Applications => &[C::Name, C::Contents, C::References],
        Node::Hosts | Node::PlatformSettings => {
            &[C::Name, C::Running, C::WorkQueue, C::SuspendedQueue, C::HostKind, C::Handlers]
        }
        Node::Adapters => &[C::Name, C::DefaultHandler, C::Handlers],
        Node::Group
        | Node::Messages
        | Node::Subscriptions
        | Node::Suspended
        | Node::Lints
        | Node::Audit
        | Node::HostInstances
        | Node::Destinations => &[],
    }
}

/// The column as a table shows it.
#[must_use]
pub fn table_column(node: &Node, column: Column, cx: &Cx<'_>) -> table::Column {
    let it = table::Column::new(column.key(), cx.text(column.key())).importance(column.importance());
    let it = match column.width() {
        Some(width) => it.points(width),
        None => it.rest(),
    };
    // long texts that are shown when they are asked for; the filter finds by them all the same
    let on_request = match node {
        Node::Folder(_, ArtifactKind::SendPort) => matches!(column, Column::Filter | Column::Description),
        Node::Folder(..) => column == Column::Description,
        _ => false,
    };
    let it = if on_request { it.hidden() } else { it };
    match column {
        Column::Suspended | Column::Arrived | Column::Members | Column::WorkQueue | Column::SuspendedQueue => {
            it.numeric()
        }
        _ => it,
    }
}

/// What cells are made from, on any thread.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub words: &'a Words,
    pub snapshot: &'a Snapshot,
}

impl Source<'_> {
    fn text(&self, key: &str) -> String {
        self.words.text(key).into_owned()
    }
    fn say(&self, sentence: &Sentence) -> String {
        self.words.say(sentence)
    }
}

/// A filter on one line: AND binds closer than OR.
#[must_use]
pub fn filter_text(filter: &Filter, cx: &Cx<'_>) -> String {
    filter_words(filter, cx.words)
}

/// Likewise, where there are only words.
#[must_use]
pub fn filter_words(filter: &Filter, words: &Words) -> String {
    // most have one condition or none
    if let [group] = filter.0.as_slice()
        && let [predicate] = group.as_slice()
    {
        return predicate.to_string();
    }
    let (and, or) = (words.text("filter-and"), words.text("filter-or"));
    let groups: Vec<String> = filter
        .groups()
        .map(|group| group.iter().map(ToString::to_string).collect::<Vec<_>>().join(&format!(" {and} ")))
        .collect();
    match groups.as_slice() {
        [one] => one.clone(),
        many => many.iter().map(|group| format!("({group})")).collect::<Vec<_>>().join(&format!(" {or} ")),
    }
}

/// What stands in a cell.
#[must_use]
pub fn cell(cx: &Cx<'_>, item: &ArtifactRef, column: Column) -> Cell {
    cell_of(Source { words: cx.words, snapshot: cx.snapshot }, item, column)
}

/// Likewise, on any thread.
#[must_use]
pub fn cell_of(cx: Source<'_>, item: &ArtifactRef, column: Column) -> Cell {
    let snapshot = cx.snapshot;
    let alert = |number: u64| if number > 0 { Cell::Alert(number) } else { Cell::Number(0) };
    let text = |text: &str| Cell::Text(text.to_owned());
    match column {
        Column::Name => return Cell::Text(item.name.to_string()),
        Column::Kind => return Cell::Text(cx.text(kind_key(item.kind))),
        _ => {}
    }
    let Some(artifact) = snapshot.group.get(item) else { return Cell::Text(String::new()) };
    match (column, &artifact) {
        (Column::State, Artifact::SendPort(port)) => Cell::State(port.state),
        (Column::State, Artifact::SendPortGroup(spg)) => Cell::State(spg.state),
        (Column::State, Artifact::Orchestration(it)) => Cell::Text(cx.text(it.state.key())),
        (Column::PortType, Artifact::SendPort(port)) => Cell::Text(cx.text(port.kind.key())),
        (Column::PortType, Artifact::ReceivePort(port)) => {
            Cell::Text(cx.text(if port.two_way { "receive-request-response" } else { "receive-one-way" }))
        }
        (Column::Transport, Artifact::SendPort(port)) => match &port.transport {
            Some(transport) => text(&transport.adapter),
            None => Cell::Text(cx.text("cell-dynamic")),
        },
        (Column::Address, Artifact::SendPort(port)) => text(port.address()),
        (Column::Handler, Artifact::SendPort(port)) => {
            Cell::Text(port.handler(None).map(ToString::to_string).unwrap_or_default())
        }
        (Column::Host, Artifact::Orchestration(it)) => {
            Cell::Text(it.host.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        (Column::Suspended, Artifact::SendPort(_)) => alert(snapshot.counts.port(&item.name).suspended),
        (Column::Suspended, Artifact::SendPortGroup(_)) => {
            alert(snapshot.counts.held_via.get(&item.name).copied().unwrap_or(0))
        }
        (Column::Arrived, Artifact::SendPort(_)) => Cell::Number(snapshot.counts.port(&item.name).arrived),
        (Column::Members, Artifact::SendPortGroup(spg)) => Cell::Number(spg.members.len() as u64),
        (Column::Health, Artifact::SendPortGroup(spg)) => {
            let started = spg
                .members
                .iter()
                .filter(|member| {
                    snapshot.group.send_ports.get(*member).is_some_and(|port| port.state == PortState::Started)
                })
                .count();
            let sentence = Sentence::new("cell-started-of").with("started", started).with("of", spg.members.len());
            Cell::Text(cx.say(&sentence))
        }
        (Column::Filter, Artifact::SendPortGroup(spg)) => Cell::Text(filter_words(&spg.filter, cx.words)),
        (Column::Filter, Artifact::SendPort(port)) => Cell::Text(filter_words(&port.filter, cx.words)),
        (Column::Locations, Artifact::ReceivePort(port)) => Cell::Text(
            port.locations
                .iter()
                .map(|location| {
                    let key = if location.enabled { "location-enabled" } else { "location-disabled" };
                    format!("{} ({})", location.name, cx.text(key))
                })
                .collect::<Vec<_>>()
                .join(", "),
        ),
        (Column::Bindings, Artifact::Orchestration(it)) => Cell::Text(
            it.ports
                .iter()
                .map(|port| {
                    let target = port
                        .binding
                        .as_ref()
                        .map_or_else(|| cx.text("binding-none"), |target: &Target| target.name().to_string());
                    format!("{}: {target}", port.name)
                })
                .collect::<Vec<_>>()
                .join(", "),
        ),
        (Column::HostKind, Artifact::Host(host)) => Cell::Text(cx.text(match host.kind {
            crate::model::HostKind::InProcess => "host-kind-in-process",
            crate::model::HostKind::Isolated => "host-kind-isolated",
        })),
        (Column::Running, Artifact::Host(host)) => {
            let running = host.instances.iter().filter(|instance| instance.running).count();
            let sentence = Sentence::new("cell-running-of").with("running", running).with("of", host.instances.len());
            Cell::Text(cx.say(&sentence))
        }
        (Column::WorkQueue, Artifact::Host(_)) => Cell::Number(snapshot.counts.host(&item.name).work_queue),
        (Column::SuspendedQueue, Artifact::Host(_)) => alert(snapshot.counts.host(&item.name).suspended_queue),
        (Column::Handlers, Artifact::Host(_)) => {
            let adapters = snapshot.group.adapters.values().filter(|adapter| adapter.handlers.contains(&item.name));
            Cell::Text(adapters.map(|adapter| adapter.name.to_string()).collect::<Vec<_>>().join(", "))
        }
        (Column::DefaultHandler, Artifact::Adapter(adapter)) => text(adapter.default_handler.as_str()),
        (Column::Handlers, Artifact::Adapter(adapter)) => {
            Cell::Text(adapter.handlers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        (Column::Contents, Artifact::Application(_)) => {
            let contents = snapshot.contents();
            let sentence = Sentence::new("cell-contents")
                .with("ports", contents.of(Some(&item.name), ArtifactKind::SendPort))
                .with("groups", contents.of(Some(&item.name), ArtifactKind::SendPortGroup));
            Cell::Text(cx.say(&sentence))
        }
        (Column::References, Artifact::Application(application)) => {
            Cell::Text(application.references.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }
        (Column::Application, _) => {
            Cell::Text(snapshot.group.application_of(item).map(|name| name.to_string()).unwrap_or_default())
        }
        (Column::Description, Artifact::SendPort(port)) => text(&port.description),
        (Column::Description, Artifact::SendPortGroup(spg)) => text(&spg.description),
        (Column::Description, Artifact::ReceivePort(port)) => text(&port.description),
        (Column::Description, Artifact::Orchestration(it)) => text(&it.description),
        _ => Cell::Text(String::new()),
    }
}

/// The key of the name of a kind.
#[must_use]
pub fn kind_key(kind: ArtifactKind) -> &'static str {
    match kind {
        ArtifactKind::Application => "kind-application",
        ArtifactKind::SendPort => "kind-send-port",
        ArtifactKind::SendPortGroup => "kind-send-port-group",
        ArtifactKind::ReceivePort => "kind-receive-port",
        ArtifactKind::Orchestration => "kind-orchestration",
        ArtifactKind::Host => "kind-host",
        ArtifactKind::Adapter => "kind-adapter",
        ArtifactKind::PropertySchema => "kind-property-schema",
        ArtifactKind::Template => "kind-template",
        ArtifactKind::Destination => "kind-destination",
    }
}
