//! Makes the picture: boxes with their states in shape, word and hue, lines in the pattern of what
//! they mean.

use std::collections::HashMap;

use egui::{Align, Pos2, Rect, pos2, vec2};

use super::{
    graph::{Column, EdgeKind, Key, Node, is_subscribed},
    piece::{Pattern, Piece, curve},
    play::Look,
    scene::{Marked, Marks, Scene},
};
use crate::{
    console::theme::{self, Hue, Palette},
    engine::{Outcome, PortCounts, Snapshot, destination_of},
    model::{ArtifactKind, Behaviour, Name, PortState},
    words::{Sentence, Words},
};

const NAME: f32 = 14.0;
const NOTE: f32 = 12.0;
const ICON: f32 = 12.0;
/// The side of the button that unfolds a stack.
const UNFOLD: f32 = 20.0;

/// How much of a box can be read at a zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Shapes and hues.
    Shapes,
    /// Names too.
    Names,
    Everything,
}

impl Detail {
    #[must_use]
    pub fn at(zoom: f32) -> Self {
        match zoom {
            it if it < 0.24 => Self::Shapes,
            it if it < 0.55 => Self::Names,
            _ => Self::Everything,
        }
    }
}

/// What is special about a box at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    pub selected: bool,
    pub hovered: bool,
    /// The keyboard is here.
    pub cursor: bool,
    /// The step that is played is here; its number, from 1.
    pub step: Option<usize>,
}

/// Draws a scene.
pub struct Draw<'a> {
    pub words: &'a Words,
    pub snapshot: &'a Snapshot,
    pub palette: Palette,
    pub scene: &'a Scene,
    /// Of the stacks.
    pub sums: &'a HashMap<usize, PortCounts>,
    pub detail: Detail,
    /// How much larger letters are drawn than their boxes, so that they can still be read when the
    /// picture is small; see [`letters`].
    pub letters: f32,
    /// What of the picture is seen.
    pub seen: Rect,
}

impl Draw<'_> {
    fn say(&self, sentence: &Sentence) -> String {
        self.words.say(sentence)
    }

    fn word(&self, key: &str) -> String {
        self.words.text(key).into_owned()
    }

    fn counts(&self, at: usize) -> PortCounts {
        match &self.scene.graph.nodes[at].key {
            Key::Port(name) => self.snapshot.counts.port(name),
            Key::Group(name) => {
                let held = self.snapshot.counts.held_via.get(name).copied().unwrap_or(0);
                PortCounts { suspended: held, held, ..PortCounts::default() }
            }
            _ => {
                let mut sum = self.sums.get(&at).copied().unwrap_or_default();
                sum.suspended = sum.suspended.max(sum.held);
                sum
            }
        }
    }

    /// The state of a port or a group.
    #[must_use]
    pub fn state(&self, key: &Key) -> Option<PortState> {
        match key {
            Key::Port(name) => self.snapshot.group.send_ports.get(name).map(|it| it.state),
            Key::Group(name) => self.snapshot.group.send_port_groups.get(name).map(|it| it.state),
            _ => None,
        }
    }

    // ---- lines

    /// A line of what is configured; nothing where there is no subscription.
    pub fn edge(&self, out: &mut Vec<Piece>, at: usize, lit: bool) {
        let graph = &self.scene.graph;
        let edge = &graph.edges[at];
        let route = &self.scene.layout.routes[at];
        if edge.kind == EdgeKind::Subscription && !self.subscribed(edge.from, edge.to) {
            return;
        }
        let ink = if lit { self.palette.accent } else { self.palette.line_strong };
        let (width, pattern) = match edge.kind {
            EdgeKind::Subscription => (1.4, Pattern::Dashed),
            EdgeKind::Binding => (3.4, Pattern::Solid),
            EdgeKind::Publishes | EdgeKind::Membership | EdgeKind::Sends => (1.1, Pattern::Solid),
        };
        let points = curve(route, self.bends());
        out.push(Piece::line(points, if lit { width + 0.8 } else { width }, ink, pattern));
        let Some(end) = route.last().copied() else { return };
        match edge.kind {
            EdgeKind::Binding => out.push(arrow(end, 11.0, ink)),
            EdgeKind::Publishes | EdgeKind::Sends => out.push(arrow(end, 7.0, ink)),
            EdgeKind::Subscription | EdgeKind::Membership => {}
        }
        if let (EdgeKind::Sends, Detail::Everything, Key::Port(name)) =
            (edge.kind, self.detail, &graph.nodes[edge.from].key)
        {
            let arrived = self.snapshot.counts.port(name).arrived;
            if arrived > 0 {
                let text = self.say(&Sentence::new("diagram-arrived").with("count", arrived));
                let begin = route.first().copied().unwrap_or(end);
                let at = pos2(begin.x.midpoint(end.x), end.y - 17.0);
                out.push(self.text(at, Align::Center, text, NOTE, false, self.palette.text_weak, 116.0));
            }
        }
    }

    fn subscribed(&self, from: usize, to: usize) -> bool {
        let nodes = &self.scene.graph.nodes;
        let filter = if matches!(nodes[from].key, Key::Subscription(_)) { from } else { to };
        let Key::Subscription(owner) = &nodes[filter].key else { return true };
        let owner = self.scene.graph.find(owner).map(|at| &nodes[at]);
        owner.is_some_and(|owner| is_subscribed(&self.snapshot.group, owner))
    }

    fn bends(&self) -> usize {
        match self.detail {
            Detail::Shapes => 6,
            Detail::Names => 10,
            Detail::Everything => 18,
        }
    }

    /// A stretch of the way of the message, in the pattern of what became of it; `now`: it is the
    /// one that is played.
    pub fn hop(&self, out: &mut Vec<Piece>, hop: &Marked, now: bool) {
        let outcome = hop.look.outcome();
        let ink = outcome.map_or(self.palette.accent, |outcome| self.palette.outcome(outcome).ink);
        let pattern = match outcome {
            Some(Outcome::Suspended) => Pattern::Dashed,
            Some(Outcome::RoutingFailure | Outcome::ErrorRouted | Outcome::Terminated) => Pattern::Dotted,
            _ => Pattern::Solid,
        };
        let addressed = hop.look == Look::Addressed;
        let width = if addressed { 4.6 } else { 3.0 } + if now { 1.8 } else { 0.0 };
        out.push(Piece::line(curve(&hop.route, self.bends()), width, ink, pattern));
        let Some(end) = hop.route.last().copied() else { return };
        let backwards = hop.route.first().is_some_and(|begin| begin.x > end.x);
        match (hop.look, outcome) {
            _ if backwards => {}
            (Look::Ends(_), Some(Outcome::Suspended)) => {
                let x = end.x - 5.0;
                let bar = vec![pos2(x, end.y - 10.0), pos2(x, end.y + 10.0)];
                out.push(Piece::line(bar, 4.0, ink, Pattern::Solid));
            }
            (Look::Ends(_), Some(Outcome::RoutingFailure | Outcome::ErrorRouted | Outcome::Terminated)) => {
                let middle = end - vec2(4.0, 0.0);
                for side in [-1.0, 1.0] {
                    let line = vec![middle + vec2(-8.0, -8.0 * side), middle + vec2(8.0, 8.0 * side)];
                    out.push(Piece::line(line, 3.4, ink, Pattern::Solid));
                }
            }
            (Look::Addressed, _) => out.push(arrow(end, 14.0, ink)),
            (Look::Ends(_) | Look::On(_), _) => out.push(arrow(end, 11.0, ink)),
            (Look::Passes, _) => {}
        }
        if hop.to.is_none() && hop.look.outcome().is_some() {
            let at = end + vec2(14.0, 0.0);
            self.badge(out, at, Outcome::RoutingFailure, self.word(Outcome::RoutingFailure.key()));
        }
    }

    /// What became of the copies of a port, beside it.
    pub fn outcomes(&self, out: &mut Vec<Piece>, marks: &Marks, at: usize, step: Option<usize>) {
        let outcomes = marks.outcomes(at, step);
        let rect = self.scene.layout.boxes[at];
        let top = rect.center().y - (outcomes.len().max(1) - 1) as f32 * 11.0;
        for (row, (outcome, count)) in outcomes.into_iter().enumerate() {
            let word = self.word(outcome.key());
            let text = if count > 1 { format!("{} × {word}", self.words.count(count as u64)) } else { word };
            self.badge(out, pos2(rect.right() + 6.0, top + row as f32 * 22.0), outcome, text);
        }
    }

    fn badge(&self, out: &mut Vec<Piece>, left: Pos2, outcome: Outcome, word: String) {
        let hue = self.palette.outcome(outcome);
        // where the words have no room the shape says it, as everywhere
        if self.letters > 1.5 || self.detail == Detail::Shapes {
            let rect = Rect::from_center_size(left + vec2(14.0, 0.0), vec2(26.0, 26.0));
            out.push(Piece::Outcome { rect, outcome, ink: hue.ink });
            return;
        }
        let letter = 6.9 * self.letters;
        let half = (7.0 * self.letters + 3.0).min(13.0);
        let width = word.chars().count() as f32 * letter + 32.0;
        let rect = Rect::from_min_size(left - vec2(0.0, half), vec2(width, half * 2.0));
        out.push(Piece::Box { rect, radius: half, fill: hue.tint, border: (0.0, hue.tint), pattern: Pattern::Solid });
        let icon = Rect::from_center_size(left + vec2(13.0, 0.0), vec2(ICON, ICON));
        out.push(Piece::Outcome { rect: icon, outcome, ink: hue.badge_ink });
        out.push(self.text(left + vec2(23.0, 0.0), Align::Min, word, NOTE, true, hue.badge_ink, width - 26.0));
    }

    // ---- boxes

    pub fn node(&self, out: &mut Vec<Piece>, at: usize, emphasis: Emphasis) {
        let node = &self.scene.graph.nodes[at];
        let rect = self.scene.layout.boxes[at];
        match &node.key {
            Key::MessageBox => self.message_box(out, rect, emphasis),
            Key::Subscription(owner) => self.filter(out, at, owner, rect, emphasis),
            Key::Destination(name) => self.destination(out, name, rect, emphasis),
            Key::Port(_) | Key::Group(_) => self.artifact(out, at, node, rect, emphasis),
            Key::Stack(stack) => {
                for offset in [6.0, 3.0] {
                    let rect = rect.translate(vec2(offset, offset));
                    self.frame(out, rect, 5.0, self.palette.card, self.palette.line_strong, Emphasis::default());
                }
                self.stack(out, at, node, stack.kind, rect, emphasis);
            }
            Key::Injected | Key::ReceivePort(_) | Key::Orchestration(_) => {
                self.source(out, &node.key, rect, emphasis);
            }
        }
        if let Some(step) = emphasis.step {
            let ring = rect.expand(4.0);
            self.frame(out, ring, 9.0, theme::NO_FILL, self.palette.accent, Emphasis::default());
            let side = 20.0 * self.letters;
            let token = Rect::from_center_size(ring.left_top() + vec2(4.0, 2.0), vec2(side, side));
            let fill = self.palette.accent;
            out.push(Piece::Box {
                rect: token,
                radius: side / 2.0,
                fill,
                border: (0.0, fill),
                pattern: Pattern::Solid,
            });
            let number = self.words.count(step as u64);
            let ink = self.palette.on_accent;
            out.push(self.text(token.center(), Align::Center, number, NOTE, true, ink, side));
        }
    }

    fn frame(
        &self,
        out: &mut Vec<Piece>,
        rect: Rect,
        radius: f32,
        fill: egui::Color32,
        ink: egui::Color32,
        emphasis: Emphasis,
    ) {
        let (fill, border) = match emphasis {
            Emphasis { selected: true, .. } => (self.palette.selection, (2.6, self.palette.accent)),
            Emphasis { hovered: true, .. } => (fill, (2.0, self.palette.accent)),
            _ => (fill, (1.2, ink)),
        };
        out.push(Piece::Box { rect, radius, fill, border, pattern: Pattern::Solid });
        if emphasis.cursor {
            let border = (2.0, self.palette.focus);
            let fill = theme::NO_FILL;
            out.push(Piece::Box {
                rect: rect.expand(4.0),
                radius: radius + 3.0,
                fill,
                border,
                pattern: Pattern::Solid,
            });
        }
    }

    fn artifact(&self, out: &mut Vec<Piece>, at: usize, node: &Node, rect: Rect, emphasis: Emphasis) {
        let Some(state) = self.state(&node.key) else { return };
        let hue = self.palette.state(state);
        let is_group = matches!(node.key, Key::Group(_));
        self.frame(out, rect, if is_group { 16.0 } else { 5.0 }, hue.tint, hue.ink, emphasis);
        let name = match &node.key {
            Key::Port(name) | Key::Group(name) => name.to_string(),
            _ => String::new(),
        };
        if self.detail == Detail::Shapes {
            let icon = Rect::from_center_size(rect.center(), vec2(30.0, 30.0));
            out.push(Piece::State { rect: icon, state, ink: hue.badge_ink });
            return;
        }
        let full = self.detail == Detail::Everything;
        let side = if full { 14.0 } else { (11.0 * self.letters).min(26.0) };
        // what is small keeps its room for the name
        let (margin, gap) = if full { (12.0, 8.0) } else { (7.0, 5.0) };
        let icon = Rect::from_center_size(pos2(rect.left() + margin + side / 2.0, rect.center().y), vec2(side, side));
        out.push(Piece::State { rect: icon, state, ink: hue.badge_ink });
        let left = icon.right() + gap;
        let room = rect.right() - left - gap;
        let (y, size) = if full { (rect.top() + 16.0, NAME) } else { (rect.center().y, NAME) };
        out.push(self.text(pos2(left, y), Align::Min, name, size, true, hue.badge_ink, room));
        if !full {
            return;
        }
        let y = rect.top() + 34.0;
        let taken = self.numbers(out, at, pos2(rect.right() - 10.0, y));
        let mut word = self.word(state.key());
        let all_shown = match &node.key {
            Key::Group(name) => {
                self.snapshot.group.send_port_groups.get(name).map(|it| it.members.len()) == Some(node.shown_members)
            }
            _ => true,
        };
        // that not all are shown must not be overlooked; the number can be where there is no room
        if is_group && (taken == 0.0 || !all_shown) {
            word = format!("{word} · {}", self.members(node));
        }
        out.push(self.text(pos2(left, y), Align::Min, word, NOTE, false, hue.badge_ink, room - taken));
    }

    /// Suspended and in progress, from the right; returns how much room they take.
    fn numbers(&self, out: &mut Vec<Piece>, at: usize, right: Pos2) -> f32 {
        let counts = self.counts(at);
        let mut x = right.x;
        for (count, outcome) in [(counts.suspended, Outcome::Suspended), (counts.in_progress, Outcome::Waiting)] {
            if count == 0 {
                continue;
            }
            let hue = self.palette.outcome(outcome);
            let number = self.words.count(count);
            let width = number.chars().count() as f32 * 7.4 * self.letters;
            out.push(self.text(pos2(x, right.y), Align::Max, number, NOTE, true, hue.badge_ink, width + 8.0));
            let icon = Rect::from_center_size(pos2(x - width - 9.0, right.y), vec2(ICON, ICON));
            out.push(Piece::Outcome { rect: icon, outcome, ink: hue.badge_ink });
            x -= width + 24.0;
        }
        right.x - x
    }

    fn members(&self, node: &Node) -> String {
        let Key::Group(name) = &node.key else { return String::new() };
        let all = self.snapshot.group.send_port_groups.get(name).map_or(0, |spg| spg.members.len());
        let sentence = if all == node.shown_members {
            Sentence::new("diagram-members").with("count", all)
        } else {
            Sentence::new("diagram-members-shown").with("shown", node.shown_members).with("count", all)
        };
        self.say(&sentence)
    }

    fn stack(&self, out: &mut Vec<Piece>, at: usize, node: &Node, kind: ArtifactKind, rect: Rect, emphasis: Emphasis) {
        let hue = self.hue_of(node);
        let rounded = if kind == ArtifactKind::SendPortGroup { 16.0 } else { 5.0 };
        self.frame(out, rect, rounded, hue.tint, hue.ink, emphasis);
        if self.detail == Detail::Shapes {
            if let Some(state) = most(node) {
                let icon = Rect::from_center_size(rect.center(), vec2(30.0, 30.0));
                out.push(Piece::State { rect: icon, state, ink: hue.badge_ink });
            }
            return;
        }
        let full = self.detail == Detail::Everything;
        let left = rect.left() + 14.0;
        let room = rect.width() - UNFOLD - 28.0;
        let (y, size) = if full { (rect.top() + 16.0, NAME) } else { (rect.center().y, NAME) };
        out.push(self.text(pos2(left, y), Align::Min, self.title(node), size, true, hue.badge_ink, room));
        if !full {
            return;
        }
        let plus = unfold_button(rect);
        out.push(Piece::Box {
            rect: plus,
            radius: 4.0,
            fill: self.palette.button,
            border: (1.0, self.palette.line_strong),
            pattern: Pattern::Solid,
        });
        for arm in [vec2(5.0, 0.0), vec2(0.0, 5.0)] {
            let line = vec![plus.center() - arm, plus.center() + arm];
            out.push(Piece::line(line, 1.6, self.palette.text, Pattern::Solid));
        }
        let y = rect.top() + 34.0;
        let taken = self.numbers(out, at, pos2(plus.left() - 6.0, y));
        let states = self.states(node);
        out.push(self.text(pos2(left, y), Align::Min, states, NOTE, false, hue.badge_ink, room - taken));
    }

    fn hue_of(&self, node: &Node) -> Hue {
        match most(node) {
            Some(state) if node.states[state as usize] == node.members.len() => self.palette.state(state),
            _ => self.palette.grey,
        }
    }

    /// `128 send ports`.
    fn title(&self, node: &Node) -> String {
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
    fn states(&self, node: &Node) -> String {
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

    fn filter(&self, out: &mut Vec<Piece>, at: usize, owner: &Key, rect: Rect, emphasis: Emphasis) {
        let exists = self.subscribed(at, at);
        let ink = if exists { self.palette.line_strong } else { self.palette.disabled_line };
        let fill = self.palette.background;
        let radius = 4.0;
        if emphasis.selected || emphasis.hovered || emphasis.cursor {
            self.frame(out, rect, radius, fill, ink, emphasis);
        } else {
            out.push(Piece::Box { rect, radius, fill, border: (1.2, ink), pattern: Pattern::Dashed });
        }
        let ink = if exists { self.palette.text } else { self.palette.text_weak };
        // the funnel
        let middle = pos2(rect.left() + 13.0, rect.center().y);
        let at_funnel = |x: f32, y: f32| middle + vec2(x, y);
        out.push(Piece::Polygon {
            points: vec![at_funnel(-6.0, -6.0), at_funnel(6.0, -6.0), at_funnel(1.4, 0.5), at_funnel(-1.4, 0.5)],
            ink,
        });
        out.push(Piece::Polygon {
            points: vec![at_funnel(-1.4, 0.0), at_funnel(1.4, 0.0), at_funnel(1.4, 5.0), at_funnel(-1.4, 7.0)],
            ink,
        });
        if self.detail == Detail::Shapes {
            return;
        }
        let room = rect.width() - 30.0;
        let left = pos2(rect.left() + 24.0, rect.center().y);
        out.push(self.text(left, Align::Min, self.filter_text(owner), NOTE, false, ink, room));
    }

    fn filter_text(&self, owner: &Key) -> String {
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

    fn destination(&self, out: &mut Vec<Piece>, port: &Name, rect: Rect, emphasis: Emphasis) {
        self.frame(out, rect, 2.0, self.palette.card, self.palette.line_strong, emphasis);
        let behaviour = destination_of(&self.snapshot.group, port).behaviour;
        let hue = if behaviour == Behaviour::Up { self.palette.blue } else { self.palette.orange };
        let big = self.detail == Detail::Shapes;
        let (middle, size) =
            if big { (rect.center(), 15.0) } else { (pos2(rect.left() + 17.0, rect.bottom() - 14.0), 6.0) };
        let at = |x: f32, y: f32| middle + vec2(x, y) * size;
        match behaviour {
            Behaviour::Up => {
                let points = vec![at(-0.9, 0.8), at(0.0, -0.8), at(0.9, 0.8)];
                out.push(Piece::Polygon { points, ink: hue.ink });
            }
            Behaviour::Slow(_) => {
                let rect = Rect::from_center_size(middle, vec2(2.0, 2.0) * size);
                out.push(Piece::Outcome { rect, outcome: Outcome::Waiting, ink: hue.ink });
            }
            Behaviour::Down | Behaviour::FailsNext(_) | Behaviour::Rejects => {
                let points = vec![at(-0.9, -0.8), at(0.9, -0.8), at(0.0, 0.8)];
                out.push(Piece::Polygon { points, ink: hue.ink });
            }
        }
        if self.detail < Detail::Everything {
            return;
        }
        let room = rect.width() - 20.0;
        let left = rect.left() + 10.0;
        let (text, weak) = (self.palette.text, self.palette.text_weak);
        out.push(self.text(pos2(left, rect.top() + 15.0), Align::Min, self.address(port), NOTE, false, text, room));
        let word = self.say(&behaviour.sentence());
        out.push(self.text(pos2(left + 18.0, rect.bottom() - 14.0), Align::Min, word, NOTE, false, weak, room - 18.0));
    }

    /// The address, shortened in its middle.
    fn address(&self, port: &Name) -> String {
        let address = self.snapshot.group.send_ports.get(port).map(|port| port.address()).unwrap_or_default();
        if address.is_empty() {
            return self.word("diagram-address-of-message");
        }
        let letters: Vec<char> = address.chars().collect();
        if letters.len() <= 22 {
            return address.to_owned();
        }
        letters[..13].iter().chain(&['…']).chain(&letters[letters.len() - 8..]).collect()
    }

    fn source(&self, out: &mut Vec<Piece>, key: &Key, rect: Rect, emphasis: Emphasis) {
        self.frame(out, rect, 5.0, self.palette.card, self.palette.line_strong, emphasis);
        let left = rect.left() + 14.0;
        let room = rect.width() - 24.0;
        let (name, note) = self.source_texts(key);
        let (text, weak) = (self.palette.text, self.palette.text_weak);
        match self.detail {
            Detail::Shapes => {
                out.push(arrow(rect.center() + vec2(14.0, 0.0), 28.0, self.palette.line_strong));
            }
            Detail::Names => {
                out.push(self.text(pos2(left, rect.center().y), Align::Min, name, NAME, true, text, room));
            }
            Detail::Everything => {
                out.push(self.text(pos2(left, rect.top() + 16.0), Align::Min, name, NAME, true, text, room));
                out.push(self.text(pos2(left, rect.top() + 34.0), Align::Min, note, NOTE, false, weak, room));
            }
        }
    }

    fn source_texts(&self, key: &Key) -> (String, String) {
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

    fn message_box(&self, out: &mut Vec<Piece>, rect: Rect, emphasis: Emphasis) {
        self.frame(out, rect, 5.0, self.palette.card, self.palette.line_strong, emphasis);
        let (text, weak) = (self.palette.text, self.palette.text_weak);
        // where it can be seen
        let top = rect.top().max(self.seen.top()).min(rect.bottom() - 100.0).max(rect.top());
        let room = rect.width() - 4.0;
        if self.detail == Detail::Shapes {
            return;
        }
        let at = pos2(rect.center().x, top + 20.0);
        out.push(self.text(at, Align::Center, self.word("diagram-message-box"), NAME, true, text, room));
        if self.detail < Detail::Everything {
            return;
        }
        let counts = &self.snapshot.counts;
        let mut y = top + 42.0;
        for (key, count, hue) in [
            ("diagram-in-progress", counts.in_progress, None),
            ("diagram-suspended", counts.suspended, Some(self.palette.orange)),
            ("diagram-routing-failures", counts.routing_failures, Some(self.palette.plum)),
        ] {
            if count > 0 {
                let line = self.say(&Sentence::new(key).with("count", count));
                let ink = hue.map_or(weak, |hue| hue.ink);
                out.push(self.text(pos2(rect.center().x, y), Align::Center, line, NOTE, false, ink, room));
                y += 18.0;
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what a text needs")]
    fn text(
        &self,
        at: Pos2,
        align: Align,
        text: String,
        size: f32,
        semibold: bool,
        ink: egui::Color32,
        width: f32,
    ) -> Piece {
        Piece::Text { at, align, text, size: size * self.letters, semibold, ink, width }
    }

    // ---- words

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

    fn name(&self, at: usize) -> String {
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

/// How much larger letters are drawn than their boxes at a zoom.
#[must_use]
pub fn letters(zoom: f32) -> f32 {
    match Detail::at(zoom) {
        // on two lines
        Detail::Everything => (0.8 / zoom).clamp(1.0, 1.22),
        // on one
        Detail::Names | Detail::Shapes => (0.72 / zoom).clamp(1.22, 2.8),
    }
}

/// The state of which there are most.
fn most(node: &Node) -> Option<PortState> {
    let most = PortState::ALL.into_iter().rev().max_by_key(|state| node.states[*state as usize])?;
    (node.states[most as usize] > 0).then_some(most)
}

/// Where a stack is unfolded by a click.
#[must_use]
pub fn unfold_button(rect: Rect) -> Rect {
    Rect::from_center_size(pos2(rect.right() - UNFOLD / 2.0 - 8.0, rect.center().y), vec2(UNFOLD, UNFOLD))
}

fn arrow(tip: Pos2, length: f32, ink: egui::Color32) -> Piece {
    let half = length * 0.46;
    let points = vec![tip, tip + vec2(-length, -half), tip + vec2(-length, half)];
    Piece::Polygon { points, ink }
}
