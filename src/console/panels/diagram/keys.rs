//! The diagram by keyboard: arrows go along the lines and up and down a column.

use egui::{Key as Press, Modifiers, Ui};

use super::{DiagramPanel, Fit};
use crate::console::{
    commands::{Command, Env},
    context::{Cx, Task},
    diagram::{Key, camera::Camera, layout::turned},
};

/// Where an arrow leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    /// The same in a picture that runs from left to right, of one that runs down.
    fn turned(self) -> Self {
        match self {
            Self::Left => Self::Up,
            Self::Right => Self::Down,
            Self::Up => Self::Left,
            Self::Down => Self::Right,
        }
    }
}

impl DiagramPanel {
    pub(super) fn keys(&mut self, ui: &Ui, cx: &Cx<'_>, env: &Env<'_>, id: egui::Id) {
        ui.memory_mut(|memory| {
            let filter =
                egui::EventFilter { vertical_arrows: true, horizontal_arrows: true, ..egui::EventFilter::default() };
            memory.set_focus_lock_filter(id, filter);
        });
        let pressed = |modifiers: Modifiers, key: Press| ui.input_mut(|input| input.consume_key(modifiers, key));
        for (key, factor) in
            [(Press::Plus, Camera::STEP), (Press::Equals, Camera::STEP), (Press::Minus, 1.0 / Camera::STEP)]
        {
            if pressed(Modifiers::NONE, key) {
                self.zoom_by = factor;
            }
        }
        if pressed(Modifiers::NONE, Press::Num0) {
            self.fit = Fit::All;
        }
        let cursor = self.at_cursor();
        if pressed(Modifiers::NONE, Press::Enter)
            && let Some(at) = cursor
        {
            self.activate(cx, at);
        }
        if pressed(Modifiers::NONE, Press::Delete) {
            cx.push(Task::Command(Command::Delete));
        }
        if pressed(Modifiers::SHIFT, Press::F10) {
            self.cursor = cursor.map(|at| self.scene.graph.nodes[at].key.clone());
            self.open_menu = true;
        }
        // as in a tree, with Shift since the arrows alone walk
        if pressed(Modifiers::SHIFT, Press::ArrowRight)
            && let Some(at) = cursor
        {
            self.unfold(at);
        }
        if pressed(Modifiers::SHIFT, Press::ArrowLeft)
            && let Some(stack) = cursor.and_then(|at| self.folds_into(at))
        {
            self.folding.unfolded.remove(&stack);
            self.cursor = Some(Key::Stack(stack));
        }
        for (key, direction) in [
            (Press::ArrowLeft, Direction::Left),
            (Press::ArrowRight, Direction::Right),
            (Press::ArrowUp, Direction::Up),
            (Press::ArrowDown, Direction::Down),
        ] {
            if pressed(Modifiers::NONE, key) {
                self.walk(cx, env, direction);
            }
        }
    }

    /// The box at which the keyboard is: where it was left, or what is selected.
    fn at_cursor(&self) -> Option<usize> {
        let graph = &self.scene.graph;
        let left = self.cursor.as_ref().and_then(|key| graph.find(key));
        let selected = || self.selection.first().and_then(|item| graph.of(item));
        match left {
            // what was selected elsewhere since is where one is
            Some(at) if self.selected.is_empty() || self.selected.contains(&at) => Some(at),
            Some(at) if graph.artifacts(at).is_empty() => Some(at),
            Some(at) if graph.artifacts(at).first().and_then(|item| graph.of(item)) == selected() => Some(at),
            _ => selected().or(left),
        }
    }

    fn walk(&mut self, cx: &Cx<'_>, env: &Env<'_>, direction: Direction) {
        let scene = self.scene.clone();
        let (graph, boxes) = (&scene.graph, &scene.layout.boxes);
        if graph.nodes.is_empty() {
            return;
        }
        let Some(at) = self.at_cursor() else {
            return self.go(cx, env, 0);
        };
        // as if it ran from left to right
        let down = scene.layout.style.down;
        let of = |it: usize| if down { turned(boxes[it]) } else { boxes[it] };
        let from = of(at).center();
        let nearest = |candidates: &mut dyn Iterator<Item = usize>| {
            candidates.min_by(|a, b| {
                let distance = |it: usize| (of(it).center().y - from.y).abs();
                distance(*a).total_cmp(&distance(*b)).then(a.cmp(b))
            })
        };
        let next = match if down { direction.turned() } else { direction } {
            Direction::Right => {
                nearest(&mut graph.edges.iter().filter(|edge| edge.from == at).map(|edge| edge.to)).or_else(|| {
                    // what no line leads out of: whatever stands in the next column
                    let right = of(at).right();
                    let beyond = (0..boxes.len()).filter(|it| of(*it).left() > right);
                    let column = beyond.clone().map(|it| of(it).left()).fold(f32::INFINITY, f32::min);
                    nearest(&mut beyond.filter(|it| of(*it).left() <= column))
                })
            }
            Direction::Left => nearest(&mut graph.edges.iter().filter(|edge| edge.to == at).map(|edge| edge.from))
                .or_else(|| {
                    let left = of(at).left();
                    let before = (0..boxes.len()).filter(|it| of(*it).right() < left);
                    let column = before.clone().map(|it| of(it).left()).fold(f32::NEG_INFINITY, f32::max);
                    nearest(&mut before.filter(|it| of(*it).left() >= column))
                }),
            side @ (Direction::Up | Direction::Down) => {
                let beyond = |it: &usize| {
                    let y = of(*it).center().y;
                    graph.nodes[*it].column == graph.nodes[at].column
                        && if side == Direction::Down { y > from.y } else { y < from.y }
                };
                nearest(&mut (0..boxes.len()).filter(beyond))
            }
        };
        if let Some(next) = next {
            self.go(cx, env, next);
        }
    }

    fn go(&mut self, cx: &Cx<'_>, env: &Env<'_>, at: usize) {
        self.choose(cx, env, at, false);
        self.reveal_box = Some(at);
    }
}
