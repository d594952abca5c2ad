//! What is shown, with its places and its sums, made beside the window's thread.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    fold::Folding,
    graph::{self, Graph, Key, Scope},
    layout::{Layout, Style, Wanted, choose, layout, level, turn, turned},
    play::{Look, OUTCOMES, Place, Way},
};
use crate::{
    engine::{Counts, Outcome, PortCounts},
    model::{ArtifactKind, BizTalkGroup},
};

/// How far the line goes of what nobody gets.
const NOBODY: f32 = 46.0;

/// A graph with its places.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    pub graph: Arc<Graph>,
    /// The one that is shown.
    pub layout: Arc<Layout>,
    /// In the order of [`Style::index`].
    layouts: Arc<[Arc<Layout>]>,
    structure: u64,
    /// By the two ends.
    edges: Arc<HashMap<(usize, usize), usize>>,
}

impl Scene {
    /// Makes the scene, with [`Style::big`] letters or the usual ones. Places are looked for only if the structure is another than `before`.
    #[must_use]
    pub fn make(group: &BizTalkGroup, scope: &Scope, folding: &Folding, big: bool, before: Option<&Self>) -> Self {
        let graph = graph::build(group, scope, folding);
        let structure = graph.structure();
        let layouts = match before {
            Some(before) if before.structure == structure && before.layout.style.big == big => before.layouts.clone(),
            _ => Style::all(big).map(|style| Arc::new(layout(&graph, style))).collect(),
        };
        let style = before.map(|before| before.layout.style).unwrap_or_default();
        let edges = graph.edges.iter().enumerate().map(|(at, edge)| ((edge.from, edge.to), at)).collect();
        let layout = layouts.get(style.index()).cloned().unwrap_or_default();
        Self { graph: Arc::new(graph), layout, layouts, structure, edges: Arc::new(edges) }
    }

    /// The same in another style.
    #[must_use]
    pub fn styled(&self, style: Style) -> Self {
        let layout = self.layouts.get(style.index()).unwrap_or(&self.layout).clone();
        Self { layout, ..self.clone() }
    }

    /// Which style shows most in an area, and whether all of it can be read then; `keep`: the present
    /// one stays if it is hardly worse.
    #[must_use]
    pub fn fitting(&self, area: Vec2, wanted: Wanted, keep: bool) -> (Style, bool) {
        let layouts: Vec<&Layout> = self.layouts.iter().map(AsRef::as_ref).collect();
        choose(&layouts, area, wanted, keep.then_some(self.layout.style))
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
        if let Some(edge) = to.and_then(|to| self.edges.get(&(from, to))) {
            return self.layout.routes[*edge].clone();
        }
        // as if it ran from left to right
        let down = self.layout.style.down;
        let of = |node: usize| {
            let rect = self.layout.boxes[node];
            if down { turned(rect) } else { rect }
        };
        let mut route = self.level_route(&of, from, to, look);
        if down {
            turn(&mut route);
        }
        route
    }

    fn level_route(&self, of: &dyn Fn(usize) -> Rect, from: usize, to: Option<usize>, look: Look) -> Vec<Pos2> {
        let at = of(from);
        let Some(to) = to else {
            let begin = pos2(at.right(), self.free(of, at));
            return vec![begin, begin + vec2(NOBODY, 0.0)];
        };
        let end = of(to);
        if end.left() < at.left() {
            // a response goes back
            let y = at.top() + 6.0;
            return vec![pos2(at.left(), y), pos2(end.right(), level(end, y))];
        }
        // what is addressed goes past the filter
        let filter = self.graph.find(&Key::subscription(self.graph.nodes[to].key.clone()));
        let (mut route, mut y) = (Vec::new(), end.center().y);
        if look != Look::Passes
            && let Some(filter) = filter.map(of)
        {
            let below = filter.bottom() + 13.0;
            route.extend([pos2(filter.left(), below), pos2(filter.right(), below)]);
            y = below;
        }
        route.insert(0, pos2(at.right(), level(at, y)));
        route.push(pos2(end.left(), level(end, y)));
        route
    }

    /// The middle of the largest gap between the boxes beside a box: there is room for what went to
    /// nobody, and for its word.
    fn free(&self, of: &dyn Fn(usize) -> Rect, at: Rect) -> f32 {
        let beside = Rect::from_min_max(at.right_top(), at.right_bottom() + vec2(NOBODY + 150.0, 0.0));
        let boxes = (0..self.layout.boxes.len()).map(of).filter(|it| it.left() > at.left() && it.intersects(beside));
        let mut taken: Vec<(f32, f32)> = boxes.map(|it| (it.top(), it.bottom())).collect();
        taken.push((at.bottom(), at.bottom()));
        taken.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut y, mut largest, mut low) = (at.center().y, 0.0, at.top());
        for (top, bottom) in taken {
            if top - low > largest {
                largest = top - low;
                y = low.midpoint(top);
            }
            low = low.max(bottom);
        }
        level(at, y)
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
