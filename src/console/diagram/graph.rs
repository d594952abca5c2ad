//! What the diagram shows: boxes in columns and the lines between them.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use super::fold::{self, Folding, StackKey, Unit};
use crate::model::{
    ArtifactKind, ArtifactRef, BizTalkGroup, Name, Orchestration, PortState, ReceivePort, SendPort, SendPortGroup,
    Target,
};

/// More receive ports or orchestrations than that become a stack.
const SOURCES: usize = 12;

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    #[default]
    All,
    Application(Name),
    /// These and what is connected with them.
    Of(Vec<ArtifactRef>),
}

/// From left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    Sources,
    MessageBox,
    Subscriptions,
    Groups,
    Ports,
    Destinations,
}

impl Column {
    pub const ALL: [Self; 6] =
        [Self::Sources, Self::MessageBox, Self::Subscriptions, Self::Groups, Self::Ports, Self::Destinations];
}

/// Names a box.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A message that comes from nobody in particular.
    Injected,
    ReceivePort(Name),
    Orchestration(Name),
    MessageBox,
    /// The filter of a port, a group or a stack of them.
    Subscription(Box<Key>),
    Group(Name),
    Port(Name),
    Stack(StackKey),
    /// Of a send port.
    Destination(Name),
}

impl Key {
    /// The artifact that a box stands for; of a subscription its owner, of a destination its port.
    #[must_use]
    pub fn artifact(&self) -> Option<ArtifactRef> {
        match self {
            Self::ReceivePort(name) => Some(ArtifactRef::new(ArtifactKind::ReceivePort, name)),
            Self::Orchestration(name) => Some(ArtifactRef::new(ArtifactKind::Orchestration, name)),
            Self::Group(name) => Some(ArtifactRef::send_port_group(name)),
            Self::Port(name) | Self::Destination(name) => Some(ArtifactRef::send_port(name)),
            Self::Subscription(owner) => owner.artifact(),
            Self::Injected | Self::MessageBox | Self::Stack(_) => None,
        }
    }

    #[must_use]
    pub fn subscription(owner: Self) -> Self {
        Self::Subscription(Box::new(owner))
    }
}

/// A box.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub key: Key,
    pub column: Column,
    /// Of a stack.
    pub members: Vec<Name>,
    /// How many members are Bound, Stopped, Started.
    pub states: [usize; 3],
    /// Of a group: how many of its members are shown.
    pub shown_members: usize,
    /// What is written in a filter or a destination; of a group, that it is longer than usual.
    pub label: String,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// A source publishes into the MessageBox.
    Publishes,
    /// Dashed, with a funnel; it is there while its owner is enlisted.
    Subscription,
    /// Solid and thin.
    Membership,
    /// An orchestration is bound to it: a thick arrow.
    Binding,
    /// To the destination.
    Sends,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
}

/// What is shown, without places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    /// How many ports there are in it, folded or not.
    pub ports: usize,
    /// Whether anything is folded.
    pub folded: bool,
    index: HashMap<Key, usize>,
    folded_into: HashMap<ArtifactRef, usize>,
}

impl Graph {
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// The box of an artifact, or the stack in which it lies.
    #[must_use]
    pub fn of(&self, item: &ArtifactRef) -> Option<usize> {
        let key = match item.kind {
            ArtifactKind::SendPort => Key::Port(item.name.clone()),
            ArtifactKind::SendPortGroup => Key::Group(item.name.clone()),
            ArtifactKind::ReceivePort => Key::ReceivePort(item.name.clone()),
            ArtifactKind::Orchestration => Key::Orchestration(item.name.clone()),
            _ => return None,
        };
        self.find(&key).or_else(|| self.folded_into.get(item).copied())
    }

    /// The box of the filter of a port or a group, or of the stack in which that lies.
    #[must_use]
    pub fn subscription_of(&self, owner: &ArtifactRef) -> Option<usize> {
        let owner = self.nodes[self.of(owner)?].key.clone();
        self.find(&Key::subscription(owner))
    }

    /// The artifacts that a box stands for.
    #[must_use]
    pub fn artifacts(&self, node: usize) -> Vec<ArtifactRef> {
        let it = &self.nodes[node];
        match &it.key {
            Key::Stack(stack) => it.members.iter().map(|name| ArtifactRef::new(stack.kind, name)).collect(),
            Key::Subscription(owner) => match self.find(owner) {
                Some(owner) => self.artifacts(owner),
                None => Vec::new(),
            },
            key => key.artifact().into_iter().collect(),
        }
    }

    /// The same number as long as boxes and lines are the same, whatever the states are.
    #[must_use]
    pub fn structure(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for node in &self.nodes {
            (&node.key, &node.label).hash(&mut hasher);
        }
        self.edges.hash(&mut hasher);
        hasher.finish()
    }

    fn add(&mut self, key: Key, column: Column, label: String) -> usize {
        let at = self.nodes.len();
        self.index.insert(key.clone(), at);
        self.nodes.push(Node { key, column, members: Vec::new(), states: [0; 3], shown_members: 0, label });
        at
    }
}

/// What of a document is in a scope, each in the order of names.
#[derive(Default)]
struct Shown<'a> {
    ports: Vec<&'a SendPort>,
    groups: Vec<&'a SendPortGroup>,
    receive_ports: Vec<&'a ReceivePort>,
    orchestrations: Vec<&'a Orchestration>,
}

/// Finds what is shown. Costs as much as there is: not for the window's thread.
#[must_use]
pub fn build(group: &BizTalkGroup, scope: &Scope, folding: &Folding) -> Graph {
    let shown = shown(group, scope);
    let mut member_of = fold::Memberships::new();
    for spg in &shown.groups {
        for member in &spg.members {
            member_of.entry(member).or_default().push(spg.name.clone());
        }
    }
    let targets: HashSet<&Name> = shown
        .orchestrations
        .iter()
        .flat_map(|it| &it.ports)
        .filter_map(|port| match &port.binding {
            Some(Target::SendPort(name)) => Some(name),
            _ => None,
        })
        .collect();
    let (ports, groups) = fold::fold(&shown.ports, &shown.groups, &member_of, &|name| targets.contains(name), folding);
    let mut graph = Graph { ports: shown.ports.len(), ..Graph::default() };
    let message_box = sources(&mut graph, &shown, folding);
    boxes(&mut graph, group, &groups, ArtifactKind::SendPortGroup, Column::Groups);
    boxes(&mut graph, group, &ports, ArtifactKind::SendPort, Column::Ports);
    destinations(&mut graph, group);
    filters(&mut graph, group, message_box);
    let mut lines: BTreeSet<(usize, usize, EdgeKind)> = BTreeSet::new();
    for spg in &shown.groups {
        let Some(from) = graph.of(&ArtifactRef::send_port_group(&spg.name)) else { continue };
        let members: Vec<usize> =
            spg.members.iter().filter_map(|member| graph.of(&ArtifactRef::send_port(member))).collect();
        graph.nodes[from].shown_members += members.len();
        if matches!(graph.nodes[from].key, Key::Group(_)) && graph.nodes[from].shown_members < spg.members.len() {
            "some".clone_into(&mut graph.nodes[from].label);
        }
        lines.extend(members.into_iter().map(|to| (from, to, EdgeKind::Membership)));
    }
    for orchestration in &shown.orchestrations {
        let Some(from) = graph.of(&ArtifactRef::new(ArtifactKind::Orchestration, &orchestration.name)) else {
            continue;
        };
        for target in orchestration.ports.iter().filter_map(|port| port.binding.as_ref()) {
            if let Some(to) = graph.of(&artifact_of(target)) {
                lines.insert((from, to, EdgeKind::Binding));
            }
        }
    }
    graph.edges.extend(lines.into_iter().map(|(from, to, kind)| Edge { from, to, kind }));
    graph.folded = graph.nodes.iter().any(|node| matches!(node.key, Key::Stack(_)));
    graph
}

/// The artifact that a message can be addressed to.
#[must_use]
pub fn artifact_of(target: &Target) -> ArtifactRef {
    match target {
        Target::SendPort(name) => ArtifactRef::send_port(name),
        Target::SendPortGroup(name) => ArtifactRef::send_port_group(name),
    }
}

/// The sources, the MessageBox and the lines between them; returns the MessageBox.
fn sources(graph: &mut Graph, shown: &Shown<'_>, folding: &Folding) -> usize {
    graph.add(Key::Injected, Column::Sources, String::new());
    let names = shown.receive_ports.iter().map(|it| it.name.clone()).collect();
    let units = fold::fold_all(ArtifactKind::ReceivePort, names, SOURCES, folding);
    place(graph, units, ArtifactKind::ReceivePort, Column::Sources);
    let names = shown.orchestrations.iter().map(|it| it.name.clone()).collect();
    let units = fold::fold_all(ArtifactKind::Orchestration, names, SOURCES, folding);
    place(graph, units, ArtifactKind::Orchestration, Column::Sources);
    let publish = 0..graph.nodes.len();
    let message_box = graph.add(Key::MessageBox, Column::MessageBox, String::new());
    graph.edges.extend(publish.map(|from| Edge { from, to: message_box, kind: EdgeKind::Publishes }));
    message_box
}

fn place(graph: &mut Graph, units: Vec<Unit>, kind: ArtifactKind, column: Column) {
    for unit in units {
        match unit {
            Unit::One(name) => {
                let key = match kind {
                    ArtifactKind::ReceivePort => Key::ReceivePort(name),
                    ArtifactKind::Orchestration => Key::Orchestration(name),
                    ArtifactKind::SendPortGroup => Key::Group(name),
                    _ => Key::Port(name),
                };
                graph.add(key, column, String::new());
            }
            Unit::Stack(stack, members) => {
                let at = graph.add(Key::Stack(stack), column, String::new());
                for name in &members {
                    graph.folded_into.insert(ArtifactRef::new(kind, name), at);
                }
                graph.nodes[at].members = members;
            }
        }
    }
}

fn boxes(graph: &mut Graph, group: &BizTalkGroup, units: &[Unit], kind: ArtifactKind, column: Column) {
    let from = graph.nodes.len();
    place(graph, units.to_vec(), kind, column);
    for node in &mut graph.nodes[from..] {
        for name in &node.members {
            let state = match kind {
                ArtifactKind::SendPort => group.send_ports.get(name).map(|it| it.state),
                _ => group.send_port_groups.get(name).map(|it| it.state),
            };
            node.states[state.unwrap_or_default() as usize] += 1;
        }
    }
}

fn destinations(graph: &mut Graph, group: &BizTalkGroup) {
    let ports: Vec<(usize, Name)> = graph
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(at, node)| match &node.key {
            Key::Port(name) => Some((at, name.clone())),
            _ => None,
        })
        .collect();
    for (from, name) in ports {
        let label = group.send_ports.get(&name).map(|port| short(port.address(), ADDRESS)).unwrap_or_default();
        let to = graph.add(Key::Destination(name), Column::Destinations, label);
        graph.edges.push(Edge { from, to, kind: EdgeKind::Sends });
    }
}

/// The filters of what has any, whether it is enlisted or not: their places stay free while it is
/// not, so that enlisting moves nothing.
fn filters(graph: &mut Graph, group: &BizTalkGroup, message_box: usize) {
    let mut owners: BTreeMap<usize, String> = BTreeMap::new();
    for (at, node) in graph.nodes.iter().enumerate() {
        let label = match &node.key {
            Key::Port(name) => group.send_ports.get(name).map(|it| filter_label(&it.filter)),
            Key::Group(name) => group.send_port_groups.get(name).map(|it| filter_label(&it.filter)),
            Key::Stack(stack) if stack.kind == ArtifactKind::SendPort && stack.filter => {
                Some("99999 filters".to_owned())
            }
            Key::Stack(stack) if stack.kind == ArtifactKind::SendPortGroup => Some("99999 filters".to_owned()),
            _ => None,
        };
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            owners.insert(at, label);
        }
    }
    for (owner, label) in owners {
        let key = Key::subscription(graph.nodes[owner].key.clone());
        let at = graph.add(key, Column::Subscriptions, label);
        graph.edges.push(Edge { from: message_box, to: at, kind: EdgeKind::Subscription });
        graph.edges.push(Edge { from: at, to: owner, kind: EdgeKind::Subscription });
    }
}

/// As long as the filter is written, in any language.
fn filter_label(filter: &crate::model::Filter) -> String {
    // a longer one ends in an ellipsis
    let predicates: Vec<String> = filter.predicates().take(8).map(ToString::to_string).collect();
    let brackets = if filter.0.len() > 1 { "()" } else { "" };
    predicates.join(&format!(" {brackets}and "))
}

/// So many characters of an address are written at most.
pub const ADDRESS: usize = 20;

/// An address of at most so many characters, shortened in its middle: both ends tell more.
#[must_use]
pub fn short(address: &str, most: usize) -> String {
    if address.chars().nth(most).is_none() {
        return address.to_owned();
    }
    let tail = most * 2 / 5;
    let letters: Vec<char> = address.chars().collect();
    let head = most.saturating_sub(tail + 1);
    letters[..head].iter().chain(&['…']).chain(&letters[letters.len() - tail..]).collect()
}

fn shown<'a>(group: &'a BizTalkGroup, scope: &Scope) -> Shown<'a> {
    let (mut ports, mut groups) = (HashSet::<&Name>::new(), HashSet::<&Name>::new());
    let (mut receive, mut orchestrations) = (HashSet::<&Name>::new(), HashSet::<&Name>::new());
    match scope {
        Scope::All => {
            return Shown {
                ports: group.send_ports.values().map(AsRef::as_ref).collect(),
                groups: group.send_port_groups.values().map(AsRef::as_ref).collect(),
                receive_ports: group.receive_ports.values().map(AsRef::as_ref).collect(),
                orchestrations: group.orchestrations.values().map(AsRef::as_ref).collect(),
            };
        }
        Scope::Application(of) => {
            ports.extend(group.send_ports.values().filter(|it| it.application == *of).map(|it| &it.name));
            groups.extend(group.send_port_groups.values().filter(|it| it.application == *of).map(|it| &it.name));
            receive.extend(group.receive_ports.values().filter(|it| it.application == *of).map(|it| &it.name));
            orchestrations.extend(group.orchestrations.values().filter(|it| it.application == *of).map(|it| &it.name));
        }
        Scope::Of(items) => {
            for item in items {
                match item.kind {
                    ArtifactKind::SendPort => ports.extend(group.send_ports.get(&item.name).map(|it| &it.name)),
                    ArtifactKind::SendPortGroup => {
                        groups.extend(group.send_port_groups.get(&item.name).map(|it| &it.name));
                    }
                    ArtifactKind::ReceivePort => {
                        receive.extend(group.receive_ports.get(&item.name).map(|it| &it.name));
                    }
                    ArtifactKind::Orchestration => {
                        orchestrations.extend(group.orchestrations.get(&item.name).map(|it| &it.name));
                    }
                    _ => {}
                }
            }
        }
    }
    // what an orchestration is bound to, and who is bound to what is shown
    let bound = |it: &Orchestration| it.ports.iter().filter_map(|port| port.binding.clone()).collect::<Vec<_>>();
    for it in group.orchestrations.values() {
        let targets = bound(it);
        let to_shown = targets.iter().any(|target| match target {
            Target::SendPort(name) => ports.contains(name),
            Target::SendPortGroup(name) => groups.contains(name),
        });
        if orchestrations.contains(&it.name) {
            for target in &targets {
                match target {
                    Target::SendPort(name) => ports.extend(group.send_ports.get(name).map(|it| &it.name)),
                    Target::SendPortGroup(name) => {
                        groups.extend(group.send_port_groups.get(name).map(|it| &it.name));
                    }
                }
            }
        } else if to_shown {
            orchestrations.insert(&it.name);
        }
    }
    // the groups of the ports, and all members of those groups
    for spg in group.send_port_groups.values() {
        if spg.members.iter().any(|member| ports.contains(member)) {
            groups.insert(&spg.name);
        }
    }
    let members: Vec<&Name> = groups
        .iter()
        .filter_map(|name| group.send_port_groups.get(*name))
        .flat_map(|spg| &spg.members)
        .filter_map(|member| group.send_ports.get(member).map(|port| &port.name))
        .collect();
    ports.extend(members);
    Shown {
        ports: group.send_ports.values().filter(|it| ports.contains(&it.name)).map(AsRef::as_ref).collect(),
        groups: group.send_port_groups.values().filter(|it| groups.contains(&it.name)).map(AsRef::as_ref).collect(),
        receive_ports: group
            .receive_ports
            .values()
            .filter(|it| receive.contains(&it.name))
            .map(AsRef::as_ref)
            .collect(),
        orchestrations: group
            .orchestrations
            .values()
            .filter(|it| orchestrations.contains(&it.name))
            .map(AsRef::as_ref)
            .collect(),
    }
}

/// Whether a subscription exists: its owner is enlisted, and of a group an enlisted member is there
/// (see [`crate::routing::subscriptions`]).
#[must_use]
pub fn is_subscribed(group: &BizTalkGroup, owner: &Node) -> bool {
    match &owner.key {
        Key::Port(name) => group.send_ports.get(name).is_some_and(|port| port.state.is_enlisted()),
        Key::Group(name) => group.send_port_groups.get(name).is_some_and(|spg| {
            spg.state.is_enlisted()
                && spg
                    .members
                    .iter()
                    .filter_map(|member| group.send_ports.get(member))
                    .any(|port| port.state.is_enlisted())
        }),
        _ => owner.states[PortState::Stopped as usize] + owner.states[PortState::Started as usize] > 0,
    }
}
