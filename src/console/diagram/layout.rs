//! Places for the boxes. The columns are given by what a box is; the order within them, and with
//! it how few lines cross, comes from a crate for layered layouts. Long lines get a place in each
//! column that they pass, so that they go around boxes and not through them.

use std::{
    collections::{BTreeMap, HashMap},
    panic::{AssertUnwindSafe, catch_unwind},
};

use egui::{Pos2, Rect, pos2, vec2};
use rust_sugiyama::configure::{Config, CrossingMinimization, RankingType};

use super::graph::{Column, EdgeKind, Graph, Key};

/// Between boxes of a column, and between parts of the picture that are not connected.
const GAP: f32 = 10.0;
const PART_GAP: f32 = 18.0;
const COLUMN_GAP: f32 = 26.0;
/// Room for the outcome and for what has arrived.
const OUTCOME_GAP: f32 = 132.0;
/// Around the whole picture.
const MARGIN: f32 = 18.0;
pub const BOX_HEIGHT: f32 = 48.0;
pub const FILTER_HEIGHT: f32 = 26.0;
/// The MessageBox is a bar as high as the picture.
pub const MESSAGE_BOX_WIDTH: f32 = 118.0;
const MESSAGE_BOX_LEAST: f32 = 132.0;
/// What a long line takes of a column.
const PASSAGE: f32 = 10.0;
/// The crate takes too long for more boxes than that in one part.
const MOST: usize = 1500;

/// Where everything is, in points at 100 %.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// By the index of the node.
    pub boxes: Vec<Rect>,
    /// By the index of the edge: where it begins, passes columns, ends. Between two points it is
    /// a curve that begins and ends level.
    pub routes: Vec<Vec<Pos2>>,
    pub bounds: Rect,
}

impl Default for Layout {
    fn default() -> Self {
        Self { boxes: Vec::new(), routes: Vec::new(), bounds: Rect::ZERO }
    }
}

/// A box or the passage of a line through a column.
struct Vertex {
    column: usize,
    height: f32,
}

/// The vertices and lines between neighbouring columns.
#[derive(Default)]
struct Layered {
    vertices: Vec<Vertex>,
    lines: Vec<(usize, usize)>,
    /// By the index of the node.
    of_node: Vec<Option<usize>>,
    /// By the index of the edge.
    passages: Vec<Vec<usize>>,
}

/// Finds places. The same graph gets the same places.
#[must_use]
pub fn layout(graph: &Graph) -> Layout {
    let widths = widths(graph);
    let layered = layer(graph, &widths);
    let mut middle = vec![0.0_f32; layered.vertices.len()];
    let mut top = 0.0;
    for part in parts(&layered) {
        let places = place(&layered, &part);
        let low = part.iter().zip(&places).map(|(at, y)| y - layered.vertices[*at].height / 2.0);
        let shift = top - low.fold(f32::INFINITY, f32::min);
        for (at, y) in part.iter().zip(&places) {
            middle[*at] = y + shift;
        }
        let high = part.iter().map(|at| middle[*at] + layered.vertices[*at].height / 2.0);
        top = high.fold(top, f32::max) + if part.len() == 1 { GAP } else { PART_GAP };
    }
    let bottom = (top - PART_GAP).max(0.0);
    finish(graph, &widths, &layered, &middle, bottom)
}

/// How wide each column is; nothing where nothing stands in it.
fn widths(graph: &Graph) -> [f32; 6] {
    let mut widths = [0.0_f32; 6];
    for node in &graph.nodes {
        let width = match node.column {
            Column::MessageBox => MESSAGE_BOX_WIDTH,
            Column::Subscriptions => (node.length as f32 * 7.4 + 34.0).clamp(100.0, 250.0),
            Column::Sources => (node.length as f32 * 9.4 + 28.0).clamp(172.0, 270.0),
            Column::Destinations => (node.length as f32 * 6.4 + 22.0).clamp(110.0, 150.0),
            Column::Groups | Column::Ports => (node.length as f32 * 10.2 + 46.0).clamp(164.0, 310.0),
        };
        let column = &mut widths[node.column as usize];
        *column = column.max(width);
    }
    widths
}

/// Only what lines lead to in more than one way needs an order: destinations stand beside their
/// ports, and what only publishes stands beside the MessageBox.
fn layer(graph: &Graph, widths: &[f32; 6]) -> Layered {
    let mut layered = Layered { of_node: vec![None; graph.nodes.len()], ..Layered::default() };
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
            layered.vertices.push(Vertex { column: node.column as usize, height: height(&node.key) });
        }
    }
    for edge in &graph.edges {
        let mut passages = Vec::new();
        if let (Some(from), Some(to)) = (layered.of_node[edge.from], layered.of_node[edge.to]) {
            let (first, last) = (graph.nodes[edge.from].column as usize, graph.nodes[edge.to].column as usize);
            let mut before = from;
            for (column, width) in widths.iter().enumerate().take(last).skip(first + 1) {
                if *width == 0.0 {
                    continue;
                }
                let passage = layered.vertices.len();
                layered.vertices.push(Vertex { column, height: PASSAGE });
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

fn height(key: &Key) -> f32 {
    if matches!(key, Key::Subscription(_)) { FILTER_HEIGHT } else { BOX_HEIGHT }
}

/// The first of what a vertex is connected with, as far as that is known.
fn find(root: &mut [usize], mut at: usize) -> usize {
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}

/// What is connected, the part with the first box first.
fn parts(layered: &Layered) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..layered.vertices.len()).collect();
    for (a, b) in &layered.lines {
        let (a, b) = (find(&mut root, *a), find(&mut root, *b));
        root[a.max(b)] = a.min(b);
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); layered.vertices.len()];
    for at in 0..layered.vertices.len() {
        let root = find(&mut root, at);
        parts[root].push(at);
    }
    parts.retain(|part| !part.is_empty());
    // what hangs together by groups comes first, then single chains, then what nothing leads to
    parts.sort_by_key(|part| match part.len() {
        1 => 2,
        _ if is_chain(layered, part) => 1,
        _ => 0,
    });
    parts
}

/// At most one vertex per column: they all stand level.
fn is_chain(layered: &Layered, part: &[usize]) -> bool {
    let mut seen = [false; 6];
    part.iter().all(|at| !std::mem::replace(&mut seen[layered.vertices[*at].column], true))
}

/// The middles of the vertices of a part.
fn place(layered: &Layered, part: &[usize]) -> Vec<f32> {
    if is_chain(layered, part) {
        return vec![0.0; part.len()];
    }
    let places = if part.len() <= MOST { by_crate(layered, part) } else { None };
    let mut places = places.unwrap_or_else(|| by_neighbours(layered, part));
    in_order(layered, part, &mut places);
    keep_apart(layered, part, &mut places);
    places
}

/// Where the lines leave it open, the order is that of the names, so that a picture looks the same
/// every time and a new port pushes in where one looks for it.
fn in_order(layered: &Layered, part: &[usize], places: &mut [f32]) {
    // all of it may as well stand on its head
    let rising: f32 = part.windows(2).zip(places.windows(2)).fold(0.0, |sum, (at, y)| {
        let same = layered.vertices[at[0]].column == layered.vertices[at[1]].column;
        sum + if same { (y[1] - y[0]).signum() } else { 0.0 }
    });
    if rising < 0.0 {
        for y in places.iter_mut() {
            *y = -*y;
        }
    }
    // those with the same neighbours change places among themselves
    let index: HashMap<usize, usize> = part.iter().enumerate().map(|(i, at)| (*at, i)).collect();
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); part.len()];
    for (a, b) in &layered.lines {
        if let (Some(a), Some(b)) = (index.get(a), index.get(b)) {
            neighbours[*a].push(*b);
            neighbours[*b].push(*a);
        }
    }
    let mut alike: BTreeMap<(usize, Vec<usize>), Vec<usize>> = BTreeMap::new();
    for (i, mut of) in neighbours.into_iter().enumerate() {
        of.sort_unstable();
        alike.entry((layered.vertices[part[i]].column, of)).or_default().push(i);
    }
    for members in alike.values().filter(|members| members.len() > 1) {
        let mut free: Vec<f32> = members.iter().map(|i| places[*i]).collect();
        free.sort_by(f32::total_cmp);
        for (i, y) in members.iter().zip(free) {
            places[*i] = y;
        }
    }
}

/// The crate's layout of one part. `None` if it cannot cope with it; it must never take the window
/// down with it.
fn by_crate(layered: &Layered, part: &[usize]) -> Option<Vec<f32>> {
    let index: HashMap<usize, usize> = part.iter().enumerate().map(|(i, at)| (*at, i)).collect();
    let number = |i: usize| u32::try_from(i).ok();
    let vertices: Vec<(u32, (f64, f64))> = part
        .iter()
        .enumerate()
        .map(|(i, at)| Some((number(i)?, (f64::from(layered.vertices[*at].height + GAP), 1.0))))
        .collect::<Option<_>>()?;
    let lines: Vec<(u32, u32)> =
        layered.lines.iter().filter_map(|(a, b)| Some((number(*index.get(a)?)?, number(*index.get(b)?)?))).collect();
    let config = Config {
        minimum_length: 1,
        vertex_spacing: 0.0,
        dummy_vertices: true,
        dummy_size: 1.0,
        ranking_type: RankingType::MinimizeEdgeLength,
        c_minimization: CrossingMinimization::Barycenter,
        transpose: true,
    };
    let layouts =
        catch_unwind(AssertUnwindSafe(|| rust_sugiyama::from_vertices_and_edges(&vertices, &lines, &config))).ok()?;
    let [(found, ..)] = layouts.as_slice() else { return None };
    let mut places = vec![f32::NAN; part.len()];
    for (at, (across, _)) in found {
        *places.get_mut(*at)? = *across as f32;
    }
    places.iter().all(|place| place.is_finite()).then_some(places)
}

/// Each vertex is moved to the middle of its neighbours, a few times over.
fn by_neighbours(layered: &Layered, part: &[usize]) -> Vec<f32> {
    let index: HashMap<usize, usize> = part.iter().enumerate().map(|(i, at)| (*at, i)).collect();
    let mut neighbours = vec![Vec::new(); part.len()];
    for (a, b) in &layered.lines {
        if let (Some(a), Some(b)) = (index.get(a), index.get(b)) {
            neighbours[*a].push(*b);
            neighbours[*b].push(*a);
        }
    }
    let mut places: Vec<f32> = (0..part.len()).map(|i| i as f32).collect();
    keep_apart(layered, part, &mut places);
    for _ in 0..6 {
        for (i, of) in neighbours.iter().enumerate() {
            if !of.is_empty() {
                places[i] = of.iter().map(|it| places[*it]).sum::<f32>() / of.len() as f32;
            }
        }
        keep_apart(layered, part, &mut places);
    }
    places
}

/// No two of a column overlap; the order stays.
fn keep_apart(layered: &Layered, part: &[usize], places: &mut [f32]) {
    for column in 0..6 {
        let mut of_column: Vec<usize> =
            (0..part.len()).filter(|i| layered.vertices[part[*i]].column == column).collect();
        of_column.sort_by(|a, b| places[*a].total_cmp(&places[*b]).then(a.cmp(b)));
        let wanted: Vec<(f32, f32)> =
            of_column.iter().map(|i| (places[*i], layered.vertices[part[*i]].height)).collect();
        for (i, y) in of_column.iter().zip(spread(&wanted)) {
            places[*i] = y;
        }
    }
}

/// Places near the wanted ones, in the same order, without overlap: those that collide are moved
/// apart around their common middle. Each is given as its middle and its height.
fn spread(wanted: &[(f32, f32)]) -> Vec<f32> {
    // blocks of touching boxes: (first index, offset of the first middle, sum of wishes, length)
    struct Block {
        first: usize,
        count: usize,
        wish: f32,
        height: f32,
    }
    let mut blocks: Vec<Block> = Vec::new();
    let top = |block: &Block| block.wish / block.count as f32;
    for (at, (middle, height)) in wanted.iter().enumerate() {
        let mut block = Block { first: at, count: 1, wish: middle - height / 2.0, height: height + GAP };
        while let Some(last) = blocks.last() {
            if top(last) + last.height <= top(&block) + 0.01 {
                break;
            }
            // each wishes that the block begins so much above its own place
            let Some(last) = blocks.pop() else { break };
            block = Block {
                first: last.first,
                count: last.count + block.count,
                wish: last.wish + block.wish - last.height * block.count as f32,
                height: last.height + block.height,
            };
        }
        blocks.push(block);
    }
    let mut places = Vec::with_capacity(wanted.len());
    for block in &blocks {
        let mut y = top(block);
        for (_, height) in &wanted[block.first..block.first + block.count] {
            places.push(y + height / 2.0);
            y += height + GAP;
        }
    }
    places
}

fn finish(graph: &Graph, widths: &[f32; 6], layered: &Layered, middle: &[f32], bottom: f32) -> Layout {
    let mut left = [0.0_f32; 6];
    let mut x = MARGIN;
    for (column, width) in widths.iter().enumerate() {
        left[column] = x;
        if *width > 0.0 {
            x += width + if column == Column::Ports as usize { OUTCOME_GAP } else { COLUMN_GAP };
        }
    }
    let mut boxes = vec![Rect::ZERO; graph.nodes.len()];
    let mut put = |at: usize, y: f32| {
        let node = &graph.nodes[at];
        let column = node.column as usize;
        let size = vec2(widths[column], height(&node.key));
        boxes[at] = Rect::from_min_size(pos2(left[column], y - size.y / 2.0), size);
    };
    for (at, vertex) in layered.of_node.iter().enumerate() {
        if let Some(vertex) = vertex {
            put(at, middle[*vertex]);
        }
    }
    // the sources: those that are bound stand where their lines begin, the others in the middle
    let sources: Vec<usize> = (0..graph.nodes.len()).filter(|at| graph.nodes[*at].column == Column::Sources).collect();
    let free = sources.iter().filter(|at| layered.of_node[**at].is_none()).count();
    let begin = bottom / 2.0 - free.saturating_sub(1) as f32 * (BOX_HEIGHT + GAP) / 2.0;
    let mut wishes = Vec::new();
    for at in &sources {
        let wish = match layered.of_node[*at] {
            Some(vertex) => middle[vertex],
            None => begin + wishes.iter().filter(|(_, _, is_free)| *is_free).count() as f32 * (BOX_HEIGHT + GAP),
        };
        wishes.push((*at, wish, layered.of_node[*at].is_none()));
    }
    wishes.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let places = spread(&wishes.iter().map(|(_, wish, _)| (*wish, BOX_HEIGHT)).collect::<Vec<_>>());
    for ((at, ..), y) in wishes.iter().zip(places) {
        put(*at, y);
    }
    for edge in graph.edges.iter().filter(|edge| edge.kind == EdgeKind::Sends) {
        let column = Column::Destinations as usize;
        let at = boxes[edge.from];
        boxes[edge.to] = Rect::from_min_size(pos2(left[column], at.top()), vec2(widths[column], at.height()));
    }
    let message_box = graph.find(&Key::MessageBox);
    let others = (0..boxes.len()).filter(|at| Some(*at) != message_box).map(|at| boxes[at]);
    let all = others.fold(Rect::NOTHING, Rect::union);
    if let Some(at) = message_box {
        let column = Column::MessageBox as usize;
        let height = all.height().max(MESSAGE_BOX_LEAST);
        boxes[at] = Rect::from_center_size(
            pos2(left[column] + widths[column] / 2.0, all.center().y),
            vec2(widths[column], height),
        );
    }
    let mut bounds = boxes.iter().copied().fold(Rect::NOTHING, Rect::union);
    if graph.nodes.iter().all(|node| node.column != Column::Destinations) {
        // what became of the copies is written beside the ports
        bounds.max.x += OUTCOME_GAP;
    }
    let bounds = bounds.expand(MARGIN);
    let routes = graph
        .edges
        .iter()
        .zip(&layered.passages)
        .map(|(edge, passages)| {
            let (from, to) = (boxes[edge.from], boxes[edge.to]);
            let level = |rect: Rect, y: f32| y.clamp(rect.top() + 8.0, rect.bottom() - 8.0);
            let (begin, end) = match edge.kind {
                EdgeKind::Publishes => (from.center().y, level(to, from.center().y)),
                EdgeKind::Subscription if Some(edge.from) == message_box => (level(from, to.center().y), to.center().y),
                _ => (from.center().y, to.center().y),
            };
            let mut points = vec![pos2(from.right(), begin)];
            for passage in passages {
                let column = layered.vertices[*passage].column;
                points.push(pos2(left[column], middle[*passage]));
                points.push(pos2(left[column] + widths[column], middle[*passage]));
            }
            points.push(pos2(to.left(), end));
            points
        })
        .collect();
    Layout { boxes, routes, bounds }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_collides_is_moved_apart_around_its_middle() {
        let places = spread(&[(0.0, 20.0), (0.0, 20.0), (200.0, 20.0)]);
        assert_eq!(places.len(), 3);
        assert!((places[1] - places[0] - (20.0 + GAP)).abs() < 0.01);
        assert!((places[0] + places[1]).abs() < 0.01, "{places:?}");
        assert!((places[2] - 200.0).abs() < 0.01);
    }
}
