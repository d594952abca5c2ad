//! What became of messages: words and shapes beside the boxes, numbers in them.

use egui::{Align, Pos2, Rect, pos2, vec2};

use super::{Detail, Draw, ICON};
use crate::{
    console::diagram::{
        graph::EdgeKind,
        measure::width,
        piece::{Pattern, Piece},
        scene::Marks,
    },
    engine::Outcome,
};

impl Draw<'_> {
    /// What became of the copies of a port, beside it.
    pub fn outcomes(&self, out: &mut Vec<Piece>, marks: &Marks, at: usize, step: Option<usize>) {
        let outcomes = marks.outcomes(at, step);
        let rect = self.scene.layout.boxes[at];
        let down = self.scene.layout.style.down;
        let top = if self.scene.layout.style.covers_destinations() {
            // over the mark of the destination
            let end = self.scene.graph.edges.iter().find(|edge| edge.from == at && edge.kind == EdgeKind::Sends);
            end.map_or(rect.bottom() + 18.0, |edge| self.scene.layout.boxes[edge.to].center().y)
        } else if down {
            rect.bottom() + 14.0
        } else {
            rect.center().y - (outcomes.len().max(1) - 1) as f32 * 11.0
        };
        for (row, (outcome, count)) in outcomes.into_iter().enumerate() {
            let word = self.word(outcome.key());
            let text = if count > 1 { format!("{} × {word}", self.words.count(count as u64)) } else { word };
            let left = if down { rect.center().x - self.badge_width(&text) / 2.0 } else { rect.right() + 5.0 };
            self.badge(out, pos2(left, top + row as f32 * 22.0), outcome, text);
        }
    }

    /// Whether outcomes are shapes without words: that has room at any zoom.
    fn only_shapes(&self) -> bool {
        self.letters > 1.5 || self.detail == Detail::Shapes
    }

    pub(super) fn badge_width(&self, word: &str) -> f32 {
        if self.only_shapes() { 28.0 } else { width(word, self.note(), true) * self.letters + 30.0 }
    }

    pub(super) fn badge(&self, out: &mut Vec<Piece>, left: Pos2, outcome: Outcome, word: String) {
        let hue = self.palette.outcome(outcome);
        // where the words have no room the shape says it, as everywhere
        if self.only_shapes() {
            let rect = Rect::from_center_size(left + vec2(14.0, 0.0), vec2(26.0, 26.0));
            out.push(Piece::Outcome { rect, outcome, ink: hue.ink });
            return;
        }
        // in large letters it may cover a mark
        let half = if self.scene.layout.style.big { 13.0 } else { (7.0 * self.letters + 3.0).min(13.0) };
        let width = self.badge_width(&word);
        let rect = Rect::from_min_size(left - vec2(0.0, half), vec2(width, half * 2.0));
        out.push(Piece::Box { rect, radius: half, fill: hue.tint, border: (0.0, hue.tint), pattern: Pattern::Solid });
        let icon = Rect::from_center_size(left + vec2(12.0, 0.0), vec2(ICON, ICON));
        out.push(Piece::Outcome { rect: icon, outcome, ink: hue.badge_ink });
        out.push(self.text(left + vec2(21.0, 0.0), Align::Min, word, self.note(), true, hue.badge_ink, width - 24.0));
    }

    /// Suspended and in progress, from the right; returns how much room they take.
    pub(super) fn numbers(&self, out: &mut Vec<Piece>, at: usize, right: Pos2) -> f32 {
        let counts = self.counts(at);
        let mut x = right.x;
        for (count, outcome) in [(counts.suspended, Outcome::Suspended), (counts.in_progress, Outcome::Waiting)] {
            if count == 0 {
                continue;
            }
            let hue = self.palette.outcome(outcome);
            let number = self.words.count(count);
            let width = width(&number, self.note(), true) * self.letters;
            out.push(self.text(pos2(x, right.y), Align::Max, number, self.note(), true, hue.badge_ink, width + 8.0));
            let icon = Rect::from_center_size(pos2(x - width - 9.0, right.y), vec2(ICON, ICON));
            out.push(Piece::Outcome { rect: icon, outcome, ink: hue.badge_ink });
            x -= width + 24.0;
        }
        right.x - x
    }
}
