//! The order of the boxes in each column, and with it how few lines cross, comes from a crate for
//! layered layouts.

use std::{
    collections::{BTreeMap, HashMap},
    panic::{AssertUnwindSafe, catch_unwind},
};

use rust_sugiyama::configure::{Config, CrossingMinimization, RankingType};

/// The crate takes too long for more boxes than that in one part.
const MOST: usize = 1500;

/// A box or the passage of a line through a column.
pub struct Vertex {
    pub column: usize,
    /// What it takes of its column.
    pub across: f32,
}

/// The vertices and lines between neighbouring columns.
#[derive(Default)]
pub struct Layered {
    pub vertices: Vec<Vertex>,
    pub lines: Vec<(usize, usize)>,
    /// By the index of the node.
    pub of_node: Vec<Option<usize>>,
    /// By the index of the edge.
    pub passages: Vec<Vec<usize>>,
    /// Between two of a column.
    pub gap: f32,
    /// A longer vertex does not drive those asunder that it leads to.
    pub most: f32,
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
pub fn parts(layered: &Layered) -> Vec<Vec<usize>> {
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
pub fn place(layered: &Layered, part: &[usize]) -> Vec<f32> {
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
        .map(|(i, at)| {
            Some((number(i)?, (f64::from(layered.vertices[*at].across.min(layered.most) + layered.gap), 1.0)))
        })
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
            of_column.iter().map(|i| (places[*i], layered.vertices[part[*i]].across)).collect();
        for (i, y) in of_column.iter().zip(spread(&wanted, layered.gap)) {
            places[*i] = y;
        }
    }
}

/// Places near the wanted ones, in the same order, without overlap: those that collide are moved
/// apart around their common middle. Each is given as its middle and its height; `gap` is left
/// between them.
pub fn spread(wanted: &[(f32, f32)], gap: f32) -> Vec<f32> {
    // blocks of touching boxes: (first index, offset of the first middle, sum of wishes, length)
    struct Block {
        first: usize,
        count: usize,
        wish: f32,
        across: f32,
    }
    let mut blocks: Vec<Block> = Vec::new();
    let top = |block: &Block| block.wish / block.count as f32;
    for (at, (middle, height)) in wanted.iter().enumerate() {
        let mut block = Block { first: at, count: 1, wish: middle - height / 2.0, across: height + gap };
        while let Some(last) = blocks.last() {
            if top(last) + last.across <= top(&block) + 0.01 {
                break;
            }
            // each wishes that the block begins so much above its own place
            let Some(last) = blocks.pop() else { break };
            block = Block {
                first: last.first,
                count: last.count + block.count,
                wish: last.wish + block.wish - last.across * block.count as f32,
                across: last.across + block.across,
            };
        }
        blocks.push(block);
    }
    let mut places = Vec::with_capacity(wanted.len());
    for block in &blocks {
        let mut y = top(block);
        for (_, height) in &wanted[block.first..block.first + block.count] {
            places.push(y + height / 2.0);
            y += height + gap;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_collides_is_moved_apart_around_its_middle() {
        let places = spread(&[(0.0, 20.0), (0.0, 20.0), (200.0, 20.0)], 10.0);
        assert_eq!(places.len(), 3);
        assert!((places[1] - places[0] - (20.0 + 10.0)).abs() < 0.01);
        assert!((places[0] + places[1]).abs() < 0.01, "{places:?}");
        assert!((places[2] - 200.0).abs() < 0.01);
    }
}
