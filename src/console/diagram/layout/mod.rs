//! Places for the boxes. The columns are given by what a box is; the order within them is found in
//! [`order`]. Long lines get a place in each column that they pass, so that they go around boxes and
//! not through them.
//!
//! Everything is found as if the picture ran from left to right and turned at the end if it runs
//! down: a column is a row then.

mod order;
pub mod sizes;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use self::order::{Layered, Vertex, parts, place, spread};
use super::graph::{Column, EdgeKind, Graph, Key};

/// Around the whole picture, where there is room.
const MARGIN: f32 = 8.0;
const MESSAGE_BOX_LEAST: f32 = 132.0;
/// What a long line takes of a column.
const PASSAGE: f32 = 10.0;
/// What is readable in a fitting picture is not made larger than that.
pub const LARGEST: f32 = 1.4;
/// Letters smaller than at this zoom are not pleasant to read.
const PLEASANT: f32 = 0.8;
/// And at this they cannot be read: only a part of the picture is shown then.
const READABLE: f32 = 0.52;

/// How much is written out beside names and states; what is not is told where the pointer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Written {
    #[default]
    Everything,
    /// Destinations are only marks.
    Filters,
    /// Filters too.
    Names,
}

impl Written {
    pub const ALL: [Self; 3] = [Self::Everything, Self::Filters, Self::Names];

    /// What more words are worth, against larger letters.
    fn worth(self) -> f32 {
        match self {
            Self::Everything => 1.25,
            Self::Filters => 1.2,
            Self::Names => 1.0,
        }
    }
}

/// How a picture runs, and how much it writes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// From top to bottom rather than from left to right.
    pub down: bool,
    pub written: Written,
    /// For the last row of a class: no letter is smaller than those of names, and there is no room to spare. All
    /// layouts of a scene are, or none.
    pub big: bool,
}

impl Style {
    /// All there are, in the order of [`Style::index`].
    pub fn all(big: bool) -> impl Iterator<Item = Self> {
        Written::ALL.into_iter().flat_map(move |written| [false, true].map(|down| Self { down, written, big }))
    }

    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.down) + 2 * self.written as usize
    }

    /// Around the whole picture.
    fn margin(self) -> f32 {
        if self.big { 5.0 } else { MARGIN }
    }

    /// Whether what became of a copy stands on the mark of its destination: there is room for one of them.
    #[must_use]
    pub fn covers_destinations(self) -> bool {
        self.big && self.down && self.written != Written::Everything
    }

    /// How long the MessageBox is at least.
    fn message_box(self) -> f32 {
        // what nobody gets ends in it
        if self.big && self.down { 384.0 } else { MESSAGE_BOX_LEAST }
    }

    /// Between neighbours of a column.
    fn gap(self) -> f32 {
        if self.down { 12.0 } else { 8.0 }
    }

    /// Between parts of the picture that are not connected.
    fn part_gap(self) -> f32 {
        if self.down { 22.0 } else { 14.0 }
    }

    /// After a column. After the ports there is room for the outcome and for what has arrived.
    fn gap_after(self, column: usize) -> f32 {
        match (Column::ALL.get(column), self.down) {
            (Some(Column::Ports), true) if self.covers_destinations() => 20.0,
            (Some(Column::Ports), true) if self.big => 50.0,
            (Some(Column::Groups), true) if self.big => 14.0,
            (_, true) if self.big => 8.0,
            // the longest outcome
            (Some(Column::Ports), false) if self.big => 136.0,
            (Some(Column::Groups), false) => 26.0,
            (Some(Column::Groups), true) if self.written == Written::Names => 22.0,
            (Some(Column::Groups), true) => 28.0,
            (Some(Column::Ports), false) => 116.0,
            (Some(Column::Ports), true) => 46.0,
            (Some(Column::Sources), false) => 20.0,
            (_, true) if self.written != Written::Everything => 10.0,
            _ => 16.0,
        }
    }
}

/// What of the style a person has decided; the room decides the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wanted {
    pub down: Option<bool>,
    pub written: Option<Written>,
}

impl Wanted {
    fn allows(self, style: Style) -> bool {
        self.down.is_none_or(|down| down == style.down) && self.written.is_none_or(|written| written == style.written)
    }
}

/// Where everything is, in points at 100 %.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub style: Style,
    /// By the index of the node.
    pub boxes: Vec<Rect>,
    /// By the index of the edge: where it begins, passes columns, ends. Between two points it is
    /// a curve that begins and ends along the way on which the picture runs.
    pub routes: Vec<Vec<Pos2>>,
    pub bounds: Rect,
}

impl Default for Layout {
    fn default() -> Self {
        Self { style: Style::default(), boxes: Vec::new(), routes: Vec::new(), bounds: Rect::ZERO }
    }
}

impl Layout {
    /// The zoom at which all of it fits into an area.
    #[must_use]
    pub fn zoom_in(&self, area: Vec2) -> f32 {
        let scale = area / self.bounds.size();
        scale.x.min(scale.y).min(LARGEST)
    }

    /// The zoom at which it fits across the way on which it grows with the number of ports.
    #[must_use]
    pub fn zoom_along(&self, area: Vec2) -> f32 {
        let scale = area / self.bounds.size();
        (if self.style.down { scale.y } else { scale.x }).min(1.0)
    }
}

/// Which of the layouts to show in an area, and whether all of it can be read then; otherwise a part
/// of it has to be shown. `now` stays if another is hardly better, so that moving an edge does not
/// turn the picture over.
#[must_use]
pub fn choose(layouts: &[&Layout], area: Vec2, wanted: Wanted, now: Option<Style>) -> (Style, bool) {
    let best = |zoom: &dyn Fn(&Layout) -> f32| {
        let score = |it: &Layout| {
            let stays = if now == Some(it.style) { 1.2 } else { 1.0 };
            // a picture runs as one reads unless there is a reason
            let turned = if it.style.down && wanted.down.is_none() { 0.93 } else { 1.0 };
            legibility(zoom(it)) * it.style.written.worth() * stays * turned
        };
        let allowed = layouts.iter().filter(|it| wanted.allows(it.style));
        allowed.max_by(|a, b| score(a).total_cmp(&score(b))).map(|it| (it.style, zoom(it)))
    };
    if let Some(first) = layouts.first().filter(|it| it.style.big) {
        let fits = |it: &Layout| if it.zoom_in(area) < 1.0 { 0.0 } else { it.zoom_in(area) };
        return match best(&fits) {
            Some((style, zoom)) if zoom >= 1.0 => (style, true),
            // the one of which most is seen in letters of that size
            _ => {
                let allowed = layouts.iter().filter(|it| wanted.allows(it.style));
                let most = allowed.max_by(|a, b| a.zoom_in(area).total_cmp(&b.zoom_in(area)));
                (most.map_or(first.style, |it| it.style), false)
            }
        };
    }
    match best(&|it| it.zoom_in(area)) {
        Some((style, zoom)) if zoom >= READABLE => (style, true),
        // ports below each other are a list, and a list is read downwards
        _ => {
            let part = |it: &Layout| if it.style.down && wanted.down.is_none() { 0.0 } else { it.zoom_along(area) };
            (best(&part).map(|(style, _)| style).unwrap_or_default(), false)
        }
    }
}

/// How well letters can be read at a zoom: large enough is enough, and small ones soon cannot be.
fn legibility(zoom: f32) -> f32 {
    if zoom < PLEASANT { (zoom / PLEASANT).powi(3) } else { 1.0 + (zoom - PLEASANT) * 0.2 }
}

/// Finds places. The same graph gets the same places.
#[must_use]
pub fn layout(graph: &Graph, style: Style) -> Layout {
    let groups = graph.nodes.iter().filter(|node| node.column == Column::Groups).count();
    let sizes: Vec<Vec2> = graph
        .nodes
        .iter()
        .map(|node| {
            let size = sizes::size(node, style, groups);
            if style.down { vec2(size.y, size.x) } else { size }
        })
        .collect();
    let mut extents = [0.0_f32; 6];
    for (node, size) in graph.nodes.iter().zip(&sizes) {
        let extent = &mut extents[node.column as usize];
        *extent = extent.max(size.x);
    }
    let layered = layer(graph, style, &extents, &sizes);
    let mut middle = vec![0.0_f32; layered.vertices.len()];
    let mut top = 0.0;
    for part in parts(&layered) {
        let places = place(&layered, &part);
        let low = part.iter().zip(&places).map(|(at, y)| y - layered.vertices[*at].across / 2.0);
        let shift = top - low.fold(f32::INFINITY, f32::min);
        for (at, y) in part.iter().zip(&places) {
            middle[*at] = y + shift;
        }
        let high = part.iter().map(|at| middle[*at] + layered.vertices[*at].across / 2.0);
        top = high.fold(top, f32::max) + if part.len() == 1 { style.gap() } else { style.part_gap() };
    }
    let bottom = (top - style.part_gap()).max(0.0);
    let found = Found { graph, style, extents, sizes, layered, middle, bottom };
    let mut layout = found.finish();
    if style.down {
        layout.turn();
    }
    layout
}

/// Only what lines lead to in more than one way needs an order: destinations stand beside their
/// ports, and what only publishes stands beside the MessageBox.
fn layer(graph: &Graph, style: Style, extents: &[f32; 6], sizes: &[Vec2]) -> Layered {
    let most = if style.big && style.down { sizes::BIG_PORT } else { f32::INFINITY };
    let mut layered = Layered { of_node: vec![None; graph.nodes.len()], gap: style.gap(), most, ..Layered::default() };
    let mut binds = vec![false; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| edge.kind == EdgeKind::Binding) {
        binds[edge.from] = true;
    }
    for (at, node) in graph.nodes.iter().enumerate() {
        let takes_part = match node.column {
            Column::Sources => binds[at],
            Column::MessageBox | Column::Destinations => false,
            _ => true,
        };
        if takes_part {
            layered.of_node[at] = Some(layered.vertices.len());
            layered.vertices.push(Vertex { column: node.column as usize, across: sizes[at].y });
        }
    }
    for edge in &graph.edges {
        let mut passages = Vec::new();
        if let (Some(from), Some(to)) = (layered.of_node[edge.from], layered.of_node[edge.to]) {
            let (first, last) = (graph.nodes[edge.from].column as usize, graph.nodes[edge.to].column as usize);
            let mut before = from;
            for (column, extent) in extents.iter().enumerate().take(last).skip(first + 1) {
                if *extent == 0.0 {
                    continue;
                }
                let passage = layered.vertices.len();
                layered.vertices.push(Vertex { column, across: PASSAGE });
                layered.lines.push((before, passage));
                passages.push(passage);
                before = passage;
            }
            layered.lines.push((before, to));
        }
        layered.passages.push(passages);
    }
    layered
}

/// What is known before the boxes get their places.
struct Found<'a> {
    graph: &'a Graph,
    style: Style,
    /// How much room each column takes along the way; nothing where nothing stands in it.
    extents: [f32; 6],
    /// By the index of the node: along the way and across it.
    sizes: Vec<Vec2>,
    layered: Layered,
    /// By the vertex: its middle across the way.
    middle: Vec<f32>,
    bottom: f32,
}

impl Found<'_> {
    fn finish(&self) -> Layout {
        let left = self.columns();
        let mut boxes = self.boxes(&left);
        let message_box = self.graph.find(&Key::MessageBox);
        let others = (0..boxes.len()).filter(|at| Some(*at) != message_box).map(|at| boxes[at]);
        let all = others.fold(Rect::NOTHING, Rect::union);
        if let Some(at) = message_box {
            let column = Column::MessageBox as usize;
            let size = vec2(self.extents[column], all.height().max(self.style.message_box()));
            boxes[at] = Rect::from_center_size(pos2(left[column] + size.x / 2.0, all.center().y), size);
        }
        let mut bounds = boxes.iter().copied().fold(Rect::NOTHING, Rect::union);
        if self.extents[Column::Destinations as usize] == 0.0 {
            // what became of the copies is written beside the ports
            bounds.max.x += self.style.gap_after(Column::Ports as usize);
        }
        let routes = self.routes(&left, &boxes, message_box);
        Layout { style: self.style, boxes, routes, bounds: bounds.expand(self.style.margin()) }
    }

    /// Where each column begins.
    fn columns(&self) -> [f32; 6] {
        let mut left = [0.0_f32; 6];
        let mut x = self.style.margin();
        for (column, extent) in self.extents.iter().enumerate() {
            left[column] = x;
            if *extent > 0.0 {
                x += extent + self.style.gap_after(column);
            }
        }
        left
    }

    fn boxes(&self, left: &[f32; 6]) -> Vec<Rect> {
        let (graph, layered) = (self.graph, &self.layered);
        let mut boxes = vec![Rect::ZERO; graph.nodes.len()];
        let mut put = |at: usize, y: f32| {
            let column = graph.nodes[at].column as usize;
            let size = vec2(self.extents[column], self.sizes[at].y);
            boxes[at] = Rect::from_min_size(pos2(left[column], y - size.y / 2.0), size);
        };
        for (at, vertex) in layered.of_node.iter().enumerate() {
            if let Some(vertex) = vertex {
                put(at, self.middle[*vertex]);
            }
        }
        // the sources: those that are bound stand where their lines begin, the others in the middle
        let sources: Vec<usize> =
            (0..graph.nodes.len()).filter(|at| graph.nodes[*at].column == Column::Sources).collect();
        let gap = self.style.gap();
        let free = sources.iter().filter(|at| layered.of_node[**at].is_none());
        let taken = free.map(|at| self.sizes[*at].y + gap).sum::<f32>() - gap;
        let mut begin = (self.bottom - taken) / 2.0;
        let mut wishes = Vec::new();
        for at in &sources {
            let across = self.sizes[*at].y;
            let wish = layered.of_node[*at].map_or(begin + across / 2.0, |vertex| self.middle[vertex]);
            if layered.of_node[*at].is_none() {
                begin += across + gap;
            }
            wishes.push((*at, wish));
        }
        wishes.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let wanted: Vec<(f32, f32)> = wishes.iter().map(|(at, wish)| (*wish, self.sizes[*at].y)).collect();
        for ((at, _), y) in wishes.iter().zip(spread(&wanted, gap)) {
            put(*at, y);
        }
        let column = Column::Destinations as usize;
        for edge in graph.edges.iter().filter(|edge| edge.kind == EdgeKind::Sends) {
            let of = boxes[edge.from];
            let size = vec2(self.extents[column], self.sizes[edge.to].y.min(of.height()));
            boxes[edge.to] = Rect::from_min_size(pos2(left[column], of.center().y - size.y / 2.0), size);
        }
        boxes
    }

    fn routes(&self, left: &[f32; 6], boxes: &[Rect], message_box: Option<usize>) -> Vec<Vec<Pos2>> {
        let edges = self.graph.edges.iter().zip(&self.layered.passages);
        edges
            .map(|(edge, passages)| {
                let (from, to) = (boxes[edge.from], boxes[edge.to]);
                let (begin, end) = match edge.kind {
                    EdgeKind::Publishes => (from.center().y, level(to, from.center().y)),
                    EdgeKind::Subscription if Some(edge.from) == message_box => {
                        (level(from, to.center().y), to.center().y)
                    }
                    _ => (from.center().y, to.center().y),
                };
                let mut points = vec![pos2(from.right(), begin)];
                for passage in passages {
                    let column = self.layered.vertices[*passage].column;
                    points.push(pos2(left[column], self.middle[*passage]));
                    points.push(pos2(left[column] + self.extents[column], self.middle[*passage]));
                }
                points.push(pos2(to.left(), end));
                points
            })
            .collect()
    }
}

/// Where a line meets a box at about this height.
#[must_use]
pub fn level(rect: Rect, y: f32) -> f32 {
    let edge = 8.0_f32.min(rect.height() / 2.0);
    y.clamp(rect.top() + edge, rect.bottom() - edge)
}

impl Layout {
    /// What ran from left to right runs from top to bottom.
    fn turn(&mut self) {
        for rect in &mut self.boxes {
            *rect = turned(*rect);
        }
        for route in &mut self.routes {
            turn(route);
        }
        self.bounds = turned(self.bounds);
    }
}

/// Changes the two directions of a route for each other.
pub fn turn(route: &mut [Pos2]) {
    for at in route {
        *at = pos2(at.y, at.x);
    }
}

/// Likewise of a box.
#[must_use]
pub fn turned(rect: Rect) -> Rect {
    Rect::from_min_max(pos2(rect.min.y, rect.min.x), pos2(rect.max.y, rect.max.x))
}
