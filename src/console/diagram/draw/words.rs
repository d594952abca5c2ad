//! What is written in the boxes, and what is said of them.

use super::Draw;
use crate::{
    console::diagram::{
        graph::{ADDRESS, Column, Key, Node, short},
        measure::width,
    },
    engine::destination_of,
    model::{ArtifactKind, Name, PortState},
    words::Sentence,
};

impl Draw<'_> {
    pub(super) fn members(&self, node: &Node) -> String {
        let Key::Group(name) = &node.key else { return String::new() };
        let all = self.snapshot.group.send_port_groups.get(name).map_or(0, |spg| spg.members.len());
        let sentence = if all == node.shown_members {
            Sentence::new("diagram-members").with("count", all)
        } else {
            Sentence::new("diagram-members-shown").with("shown", node.shown_members).with("count", all)
        };
        self.say(&sentence)
    }

    /// `128 send ports`.
    pub(super) fn title(&self, node: &Node) -> String {
        let Key::Stack(stack) = &node.key else { return String::new() };
        let key = match stack.kind {
            ArtifactKind::SendPort => "diagram-stack-ports",
            ArtifactKind::SendPortGroup => "diagram-stack-groups",
            ArtifactKind::ReceivePort => "diagram-stack-receive-ports",
            _ => "diagram-stack-orchestrations",
        };
        self.say(&Sentence::new(key).with("count", node.members.len()))
    }

    /// `120 Started, 8 Stopped`.
    pub(super) fn states(&self, node: &Node) -> String {
        let parts: Vec<Sentence> = [PortState::Started, PortState::Stopped, PortState::Bound]
            .into_iter()
            .filter(|state| node.states[*state as usize] > 0)
            .map(|state| {
                Sentence::new("diagram-of-state")
                    .with("count", node.states[state as usize])
                    .with("state", Sentence::new(state.key()))
            })
            .collect();
        if parts.is_empty() { String::new() } else { self.say(&Sentence::new("diagram-states").with("states", parts)) }
    }

    pub(super) fn filter_text(&self, owner: &Key) -> String {
        let group = &self.snapshot.group;
        let filter = match owner {
            Key::Port(name) => group.send_ports.get(name).map(|it| &it.filter),
            Key::Group(name) => group.send_port_groups.get(name).map(|it| &it.filter),
            _ => None,
        };
        if let Some(filter) = filter {
            return crate::console::panels::cells::filter_words(filter, self.words);
        }
        let members = self.scene.graph.find(owner).map_or(0, |at| self.scene.graph.nodes[at].members.len());
        self.say(&Sentence::new("diagram-filters").with("count", members))
    }

    /// The address, shortened in its middle so that it has room.
    pub(super) fn address(&self, port: &Name, room: f32) -> String {
        let address = self.snapshot.group.send_ports.get(port).map(|port| port.address()).unwrap_or_default();
        if address.is_empty() {
            return self.word("diagram-address-of-message");
        }
        let fits = |most: &usize| width(&short(address, *most), self.note(), false) <= room;
        short(address, (8..=ADDRESS).rev().find(fits).unwrap_or(8))
    }

    pub(super) fn source_texts(&self, key: &Key) -> (String, String) {
        let group = &self.snapshot.group;
        match key {
            Key::ReceivePort(name) => {
                let locations = group.receive_ports.get(name).map(|it| it.locations.as_slice()).unwrap_or_default();
                let enabled = locations.iter().filter(|it| it.enabled).count();
                let sentence =
                    Sentence::new("diagram-locations").with("enabled", enabled).with("count", locations.len());
                (name.to_string(), self.say(&sentence))
            }
            Key::Orchestration(name) => {
                let state = group.orchestrations.get(name).map(|it| it.state).unwrap_or_default();
                (name.to_string(), self.word(state.key()))
            }
            _ => (self.word("diagram-injected"), self.word("diagram-injected-note")),
        }
    }

    /// What a screen reader says of a box: `SP_Lille, send port, Stopped, 1 suspended`.
    #[must_use]
    pub fn spoken(&self, at: usize) -> String {
        let node = &self.scene.graph.nodes[at];
        let kind = |kind: ArtifactKind| self.word(crate::console::panels::cells::kind_key(kind)).to_lowercase();
        let mut parts: Vec<String> = match &node.key {
            Key::Port(name) => vec![name.to_string(), kind(ArtifactKind::SendPort)],
            Key::Group(name) => vec![name.to_string(), kind(ArtifactKind::SendPortGroup)],
            Key::ReceivePort(name) => {
                vec![name.to_string(), kind(ArtifactKind::ReceivePort), self.source_texts(&node.key).1]
            }
            Key::Orchestration(name) => {
                vec![name.to_string(), kind(ArtifactKind::Orchestration), self.source_texts(&node.key).1]
            }
            Key::Injected => vec![self.word("diagram-injected")],
            Key::MessageBox => {
                let counts = &self.snapshot.counts;
                let mut parts = vec![self.word("diagram-message-box")];
                for (key, count) in [
                    ("diagram-in-progress", counts.in_progress),
                    ("diagram-suspended", counts.suspended),
                    ("diagram-routing-failures", counts.routing_failures),
                ] {
                    if count > 0 {
                        parts.push(self.say(&Sentence::new(key).with("count", count)));
                    }
                }
                parts
            }
            Key::Subscription(owner) => {
                let of = self.scene.graph.find(owner).map(|at| self.name(at)).unwrap_or_default();
                let exists = self.subscribed(at, at);
                let key = if exists { "diagram-subscription-of" } else { "diagram-no-subscription-of" };
                vec![self.say(&Sentence::new(key).with("name", of)), self.filter_text(owner)]
            }
            Key::Destination(name) => {
                let behaviour = destination_of(&self.snapshot.group, name).behaviour.sentence();
                let address =
                    self.snapshot.group.send_ports.get(name).map(|it| it.address().to_owned()).unwrap_or_default();
                let of = Sentence::new("diagram-destination-of").with("name", name);
                vec![self.say(&of), address, self.say(&behaviour)]
            }
            Key::Stack(_) => vec![self.title(node), self.states(node)],
        };
        if let Some(state) = self.state(&node.key) {
            parts.push(self.word(state.key()));
        }
        if matches!(node.column, Column::Ports | Column::Groups) {
            if matches!(node.key, Key::Group(_)) {
                parts.push(self.members(node));
            }
            let counts = self.counts(at);
            for (key, count) in [
                ("diagram-suspended", counts.suspended),
                ("diagram-in-progress", counts.in_progress),
                ("diagram-arrived", counts.arrived),
            ] {
                if count > 0 {
                    parts.push(self.say(&Sentence::new(key).with("count", count)));
                }
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    }

    pub(super) fn name(&self, at: usize) -> String {
        let node = &self.scene.graph.nodes[at];
        match &node.key {
            Key::Port(name) | Key::Group(name) => name.to_string(),
            _ => self.title(node),
        }
    }

    /// What is to know about a box under the pointer, beside what it is called: why there is no
    /// subscription, what its members have in common.
    #[must_use]
    pub fn hint(&self, at: usize) -> Vec<String> {
        use crate::routing::WhyNot;
        let node = &self.scene.graph.nodes[at];
        let group = &self.snapshot.group;
        let why = |why: WhyNot, port: &Name, via: Option<&Name>| {
            let stamp = why.citation().sentence();
            vec![self.say(&why.sentence(port, via)), self.say(&stamp)]
        };
        match &node.key {
            Key::Port(name) => match group.send_ports.get(name) {
                Some(port) if !port.state.is_enlisted() => why(WhyNot::PortBound, name, None),
                Some(port) if port.filter.is_empty() => why(WhyNot::NoFilter, name, None),
                _ => Vec::new(),
            },
            Key::Group(name) => match group.send_port_groups.get(name) {
                Some(spg) if !spg.state.is_enlisted() => why(WhyNot::GroupBound, name, Some(name)),
                Some(spg) if spg.filter.is_empty() => why(WhyNot::NoFilter, name, Some(name)),
                _ => Vec::new(),
            },
            Key::Subscription(owner) => match (owner.as_ref(), self.state(owner)) {
                (Key::Port(name), Some(PortState::Bound)) => why(WhyNot::PortBound, name, None),
                (Key::Group(name), Some(PortState::Bound)) => why(WhyNot::GroupBound, name, Some(name)),
                _ => Vec::new(),
            },
            Key::Stack(stack) => {
                let common = [stack.application.as_ref(), stack.host.as_ref()];
                let common: Vec<String> = common.into_iter().flatten().map(Name::to_string).collect();
                let (first, last) = (node.members.first(), node.members.last());
                let range = first.zip(last).map(|(first, last)| {
                    self.say(&Sentence::new("diagram-from-to").with("first", first).with("last", last))
                });
                let common =
                    (!common.is_empty()).then(|| self.say(&Sentence::new("diagram-in-common").with("common", common)));
                range.into_iter().chain(common).collect()
            }
            _ => Vec::new(),
        }
    }
}
