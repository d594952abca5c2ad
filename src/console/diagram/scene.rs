//! What is shown, with its places and its sums, made beside the window's thread.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use egui::{Pos2, Rect, pos2};

use super::{
    fold::Folding,
    graph::{self, Graph, Key, Scope},
    layout::{FILTER_HEIGHT, Layout, layout},
    play::{Look, OUTCOMES, Place, Way},
};
use crate::{
    engine::{Counts, Outcome, PortCounts},
    model::{ArtifactKind, BizTalkGroup},
};

/// A graph with its places.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    pub graph: Graph,
    pub layout: Arc<Layout>,
    structure: u64,
    /// By the two ends.
    edges: HashMap<(usize, usize), usize>,
}

impl Scene {
    /// Makes the scene. Places are looked for only if the structure is another than `before`.
    #[must_use]
    pub fn make(group: &BizTalkGroup, scope: &Scope, folding: &Folding, before: Option<&Self>) -> Self {
        let graph = graph::build(group, scope, folding);
        let structure = graph.structure();
        let layout = match before {
            Some(before) if before.structure == structure => before.layout.clone(),
            _ => Arc::new(layout(&graph)),
        };
        let edges = graph.edges.iter().enumerate().map(|(at, edge)| ((edge.from, edge.to), at)).collect();
        Self { graph, layout, structure, edges }
    }

    /// The way of a message from box to box, as far as these are shown.
    #[must_use]
    pub fn mark(&self, way: &Way) -> Marks {
        let mut marks = Marks::default();
        let mut seen: HashMap<(usize, Option<usize>, Look), usize> = HashMap::new();
        for hop in &way.hops {
            let (from, to) = (hop.from.node(&self.graph), hop.to.node(&self.graph));
            let Some(from) = from else {
                marks.missing += 1;
                continue;
            };
            if to.is_none() && hop.to != Place::Nobody {
                // a stack has no destinations of its own: what is decided there shows at the stack
                match (&hop.to, hop.look) {
                    (Place::Destination(_), Look::Ends(outcome)) => marks.end_at(from, outcome, hop.step),
                    _ => marks.missing += 1,
                }
                continue;
            }
            if let (Look::Ends(outcome), Some(to)) = (hop.look, to) {
                let port = if matches!(hop.to, Place::Destination(_)) { from } else { to };
                marks.end_at(port, outcome, hop.step);
            }
            // what goes to the same stack in the same way is one line
            if let Some(at) = seen.get(&(from, to, hop.look)) {
                let same = &mut marks.hops[*at];
                same.copies += 1;
                same.last_step = hop.step;
                continue;
            }
            seen.insert((from, to, hop.look), marks.hops.len());
            let route = self.route(from, to, hop.look);
            marks.hops.push(Marked { from, to, look: hop.look, step: hop.step, last_step: hop.step, copies: 1, route });
        }
        marks
    }

    fn route(&self, from: usize, to: Option<usize>, look: Look) -> Vec<Pos2> {
        let boxes = &self.layout.boxes;
        let at = boxes[from];
        let Some(to) = to else {
            let begin = pos2(at.right(), at.center().y);
            return vec![begin, begin + egui::vec2(46.0, 0.0)];
        };
        if let Some(edge) = self.edges.get(&(from, to)) {
            return self.layout.routes[*edge].clone();
        }
        let end = boxes[to];
        let level = |rect: Rect, y: f32| y.clamp(rect.top() + 8.0, rect.bottom() - 8.0);
        if end.left() < at.left() {
            // a response goes back
            let y = at.top() + 6.0;
            return vec![pos2(at.left(), y), pos2(end.right(), level(end, y))];
        }
        // what is addressed goes past the filter
        let filter = self.graph.find(&Key::subscription(self.graph.nodes[to].key.clone()));
        let (mut route, mut y) = (Vec::new(), end.center().y);
        if look != Look::Passes
            && let Some(filter) = filter.map(|filter| boxes[filter])
        {
            let below = filter.bottom() + FILTER_HEIGHT / 2.0;
            route.extend([pos2(filter.left(), below), pos2(filter.right(), below)]);
            y = below;
        }
        route.insert(0, pos2(at.right(), level(at, y)));
        route.push(pos2(end.left(), level(end, y)));
        route
    }

    /// Adds up what the members of each stack have in progress and suspended.
    #[must_use]
    pub fn sums(&self, counts: &Counts) -> HashMap<usize, PortCounts> {
        let stacks = self.graph.nodes.iter().enumerate().filter(|(_, node)| !node.members.is_empty());
        stacks
            .map(|(at, node)| {
                let mut sum = PortCounts::default();
                for name in &node.members {
                    match &node.key {
                        Key::Stack(stack) if stack.kind == ArtifactKind::SendPort => {
                            let of = counts.port(name);
                            sum.suspended += of.suspended;
                            sum.held += of.held;
                            sum.in_progress += of.in_progress;
                            sum.arrived += of.arrived;
                        }
                        _ => sum.held += counts.held_via.get(name).copied().unwrap_or(0),
                    }
                }
                (at, sum)
            })
            .collect()
    }
}

/// A hop between two boxes that are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    pub from: usize,
    /// `None`: nobody.
    pub to: Option<usize>,
    pub look: Look,
    /// The first and the last step in which a copy goes along here.
    pub step: usize,
    pub last_step: usize,
    pub copies: usize,
    pub route: Vec<Pos2>,
}

/// The way of a message in a scene.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    pub hops: Vec<Marked>,
    /// By the box of a port or a stack: the outcomes of its copies, each with the steps in which
    /// they come to it.
    pub ends: HashMap<usize, BTreeMap<usize, Vec<usize>>>,
    /// So many points of the way are not shown.
    pub missing: usize,
}

impl Marks {
    fn end_at(&mut self, node: usize, outcome: usize, step: usize) {
        self.ends.entry(node).or_default().entry(outcome).or_default().push(step);
    }

    /// How many copies have come to which outcome at a box up to a step; `None`: in the end.
    #[must_use]
    pub fn outcomes(&self, node: usize, step: Option<usize>) -> Vec<(Outcome, usize)> {
        let Some(ends) = self.ends.get(&node) else { return Vec::new() };
        ends.iter()
            .map(|(outcome, steps)| (OUTCOMES[*outcome], steps.partition_point(|it| step.is_none_or(|now| *it <= now))))
            .filter(|(_, count)| *count > 0)
            .collect()
    }
}
