//! Makes the picture: boxes with their states in shape, word and hue, lines in the pattern of what
//! they mean.

mod artifacts;
mod badges;
mod ends;
mod filters;
mod lines;
mod words;

use std::collections::HashMap;

use egui::{Align, Color32, Pos2, Rect, Vec2, pos2, vec2};

use super::{
    graph::Key,
    layout::{Written, sizes::NAME},
    piece::{Pattern, Piece},
    scene::Scene,
};
use crate::{
    console::theme::{self, Palette},
    engine::{PortCounts, Snapshot},
    model::PortState,
    words::{Sentence, Words},
};

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
            it if it < 0.5 => Self::Names,
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
    pub(super) fn say(&self, sentence: &Sentence) -> String {
        self.words.say(sentence)
    }

    pub(super) fn word(&self, key: &str) -> String {
        self.words.text(key).into_owned()
    }

    /// The size of the letters of what is said beside names.
    pub(super) fn note(&self) -> f32 {
        self.scene.layout.style.note()
    }

    pub(super) fn counts(&self, at: usize) -> PortCounts {
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
                self.source(out, node, rect, emphasis);
            }
        }
        if let Some(step) = emphasis.step {
            let ring = rect.expand(4.0);
            self.frame(out, ring, 9.0, theme::NO_FILL, self.palette.accent, Emphasis::default());
            let token = token(rect, self.scene.layout.style.big, self.letters);
            let side = token.width();
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
            out.push(self.text(token.center(), Align::Center, number, self.note(), true, ink, side));
        }
    }

    pub(super) fn frame(
        &self,
        out: &mut Vec<Piece>,
        rect: Rect,
        radius: f32,
        fill: Color32,
        ink: Color32,
        emphasis: Emphasis,
    ) {
        let (fill, border) = match emphasis {
            // what is selected keeps the hue of its state
            Emphasis { selected: true, .. } => (fill, (2.6, self.palette.accent)),
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

    #[expect(clippy::too_many_arguments, reason = "what a text needs")]
    pub(super) fn text(
        &self,
        at: Pos2,
        align: Align,
        text: String,
        size: f32,
        semibold: bool,
        ink: Color32,
        width: f32,
    ) -> Piece {
        Piece::Text { at, align, text, size: size * self.letters, semibold, ink, width, rows: 1 }
    }

    /// How many rows of letters of this size stand in so high a room.
    pub(super) fn rows_in(&self, room: f32, size: f32) -> usize {
        ((room / (size * self.letters * 1.18)).floor() as usize).max(1)
    }

    /// As far along the way on which the picture runs, and as far across it.
    pub(super) fn along(&self, along: f32, across: f32) -> Vec2 {
        if self.scene.layout.style.down { vec2(across, along) } else { vec2(along, across) }
    }

    /// Whether this much is written out.
    pub(super) fn writes(&self, written: Written) -> bool {
        self.scene.layout.style.written <= written
    }

    pub(super) fn arrow(&self, tip: Pos2, length: f32, ink: Color32) -> Piece {
        let half = length * 0.46;
        let points = vec![tip, tip + self.along(-length, -half), tip + self.along(-length, half)];
        Piece::Polygon { points, ink }
    }
}

/// Where the number of a step stands that is at this box.
#[must_use]
pub fn token(at: Rect, big: bool, letters: f32) -> Rect {
    let side = if big { 24.0 } else { 20.0 } * letters;
    Rect::from_center_size(at.left_top() + vec2(0.0, -2.0), vec2(side, side))
}

/// How much larger letters are drawn than their boxes at a zoom.
#[must_use]
pub fn letters(zoom: f32) -> f32 {
    match Detail::at(zoom) {
        // the boxes are as large as what is written in them
        Detail::Everything => 1.0,
        // the name alone, where there was room for more
        Detail::Names | Detail::Shapes => (0.72 / zoom).clamp(1.0, 2.8),
    }
}

/// Where a stack is unfolded by a click.
#[must_use]
pub fn unfold_button(rect: Rect) -> Rect {
    Rect::from_center_size(pos2(rect.right() - UNFOLD / 2.0 - 8.0, rect.center().y), vec2(UNFOLD, UNFOLD))
}
