//! The lines: of what is configured, and of the way of a message.

use egui::{Align, pos2, vec2};

use super::{Detail, Draw};
use crate::{
    console::diagram::{
        graph::{EdgeKind, Key, is_subscribed},
        piece::{Pattern, Piece, curve},
        play::Look,
        scene::Marked,
    },
    engine::Outcome,
    words::Sentence,
};

impl Draw<'_> {
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
        let points = curve(route, self.bends(), self.scene.layout.style.down);
        out.push(Piece::line(points, if lit { width + 0.8 } else { width }, ink, pattern));
        let Some(end) = route.last().copied() else { return };
        match edge.kind {
            EdgeKind::Binding => out.push(self.arrow(end, 11.0, ink)),
            EdgeKind::Publishes | EdgeKind::Sends => out.push(self.arrow(end, 7.0, ink)),
            EdgeKind::Subscription | EdgeKind::Membership => {}
        }
        if let (EdgeKind::Sends, Detail::Everything, Key::Port(name)) =
            (edge.kind, self.detail, &graph.nodes[edge.from].key)
        {
            let arrived = self.snapshot.counts.port(name).arrived;
            // there is no room for it beside what is large
            if arrived > 0 && !self.scene.layout.style.covers_destinations() {
                let text = self.say(&Sentence::new("diagram-arrived").with("count", arrived));
                let begin = route.first().copied().unwrap_or(end);
                let weak = self.palette.text_weak;
                // the outcome stands on the line: above it, or beside what is left of it
                out.push(if self.scene.layout.style.down {
                    self.text(end + vec2(7.0, -16.0), Align::Min, text, self.note(), false, weak, 110.0)
                } else {
                    let at = pos2(begin.x.midpoint(end.x), end.y - 17.0);
                    self.text(at, Align::Center, text, self.note(), false, weak, end.x - begin.x)
                });
            }
        }
    }

    pub(super) fn subscribed(&self, from: usize, to: usize) -> bool {
        let nodes = &self.scene.graph.nodes;
        let filter = if matches!(nodes[from].key, Key::Subscription(_)) { from } else { to };
        let Key::Subscription(owner) = &nodes[filter].key else { return true };
        let owner = self.scene.graph.find(owner).map(|at| &nodes[at]);
        owner.is_some_and(|owner| is_subscribed(&self.snapshot.group, owner))
    }

    pub(super) fn bends(&self) -> usize {
        match self.detail {
            Detail::Shapes => 6,
            Detail::Names => 10,
            Detail::Everything => 18,
        }
    }

    /// A stretch of the way of the message, in the pattern of what became of it; `now`: it is the
    /// one that is played.
    pub fn hop(&self, out: &mut Vec<Piece>, hop: &Marked, now: bool) {
        let down = self.scene.layout.style.down;
        let outcome = hop.look.outcome();
        if hop.to.is_none() && outcome.is_some() && down && self.scene.layout.style.big {
            // where there is no room beside the boxes it stands in the one that it does not leave
            let word = self.word(Outcome::RoutingFailure.key());
            let rect = self.scene.layout.boxes[hop.from];
            let at = pos2(rect.right() - self.badge_width(&word) - 6.0, rect.center().y);
            return self.badge(out, at, Outcome::RoutingFailure, word);
        }
        let ink = outcome.map_or(self.palette.accent, |outcome| self.palette.outcome(outcome).ink);
        let pattern = match outcome {
            Some(Outcome::Suspended) => Pattern::Dashed,
            Some(Outcome::RoutingFailure | Outcome::ErrorRouted | Outcome::Terminated) => Pattern::Dotted,
            _ => Pattern::Solid,
        };
        let addressed = hop.look == Look::Addressed;
        let width = if addressed { 4.6 } else { 3.0 } + if now { 1.8 } else { 0.0 };
        out.push(Piece::line(curve(&hop.route, self.bends(), down), width, ink, pattern));
        let Some(end) = hop.route.last().copied() else { return };
        let backwards = hop.route.first().is_some_and(|begin| if down { begin.y > end.y } else { begin.x > end.x });
        match (hop.look, outcome) {
            _ if backwards => {}
            (Look::Ends(_), Some(Outcome::Suspended)) => {
                let bar = vec![end + self.along(-5.0, -10.0), end + self.along(-5.0, 10.0)];
                out.push(Piece::line(bar, 4.0, ink, Pattern::Solid));
            }
            (Look::Ends(_), Some(Outcome::RoutingFailure | Outcome::ErrorRouted | Outcome::Terminated)) => {
                let middle = end + self.along(-4.0, 0.0);
                for side in [-1.0, 1.0] {
                    let line = vec![middle + vec2(-8.0, -8.0 * side), middle + vec2(8.0, 8.0 * side)];
                    out.push(Piece::line(line, 3.4, ink, Pattern::Solid));
                }
            }
            (Look::Addressed, _) => out.push(self.arrow(end, 14.0, ink)),
            (Look::Ends(_) | Look::On(_), _) => out.push(self.arrow(end, 11.0, ink)),
            (Look::Passes, _) => {}
        }
        if hop.to.is_none() && hop.look.outcome().is_some() {
            let word = self.word(Outcome::RoutingFailure.key());
            let half = self.badge_width(&word) / 2.0;
            let at = end + if down { vec2(-half, 22.0) } else { vec2(14.0, 0.0) };
            self.badge(out, at, Outcome::RoutingFailure, word);
        }
    }
}
