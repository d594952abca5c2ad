//! Ports, groups, and stacks of them.

use egui::{Align, Rect, pos2, vec2};

use super::{Detail, Draw, Emphasis, NAME, UNFOLD, unfold_button};
use crate::{
    console::{
        diagram::{
            graph::{Key, Node},
            layout::sizes::{NAME_ROW, notes},
            measure::width,
            piece::{Pattern, Piece},
        },
        theme::Hue,
    },
    model::{ArtifactKind, PortState},
};

impl Draw<'_> {
    pub(super) fn artifact(&self, out: &mut Vec<Piece>, at_node: usize, node: &Node, rect: Rect, emphasis: Emphasis) {
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
        if !full {
            let rows = self.rows_in(rect.height(), NAME);
            let at = pos2(left, rect.center().y);
            out.push(self.text(at, Align::Min, name, NAME, true, hue.badge_ink, room).in_rows(rows));
            return;
        }
        let rows = notes(node);
        let (name_at, note_at) = self.halves(rect, rows);
        let one_row = rect.height() < NAME_ROW + self.scene.layout.style.note_row();
        if one_row {
            self.in_one_row(out, at_node, &name, state, left, rect);
            return;
        }
        let name_rows = self.rows_in(
            rect.height() - self.scene.layout.style.padding() - rows as f32 * self.scene.layout.style.note_row(),
            NAME,
        );
        let at = pos2(left, name_at);
        out.push(self.text(at, Align::Min, name, NAME, true, hue.badge_ink, room).in_rows(name_rows));
        let taken = self.numbers(out, at_node, pos2(rect.right() - 10.0, note_at));
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
        let at = pos2(left, note_at);
        out.push(self.text(at, Align::Min, word, self.note(), false, hue.badge_ink, room - taken).in_rows(rows));
    }

    /// The name, and beside it the state.
    fn in_one_row(&self, out: &mut Vec<Piece>, at: usize, name: &str, state: PortState, left: f32, rect: Rect) {
        let hue = self.palette.state(state);
        let y = rect.center().y;
        let wide = width(name, NAME, true) + 3.0;
        out.push(self.text(pos2(left, y), Align::Min, name.to_owned(), NAME, true, hue.badge_ink, wide));
        let taken = self.numbers(out, at, pos2(rect.right() - 10.0, y));
        let from = left + wide + 8.0;
        let room = rect.right() - from - 8.0 - taken;
        let word = self.word(state.key());
        out.push(self.text(pos2(from, y), Align::Min, word, self.note(), false, hue.badge_ink, room));
    }

    /// The middles of the name and of the note below it.
    pub(super) fn halves(&self, rect: Rect, notes: usize) -> (f32, f32) {
        let style = self.scene.layout.style;
        let note = notes as f32 * style.note_row();
        let high = rect.height() - style.padding() - note;
        let top = rect.top() + style.padding() / 2.0 - 1.0;
        (top + high / 2.0, top + high + note / 2.0 + 1.0)
    }

    pub(super) fn stack(
        &self,
        out: &mut Vec<Piece>,
        at: usize,
        node: &Node,
        kind: ArtifactKind,
        rect: Rect,
        emphasis: Emphasis,
    ) {
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
        if !full {
            let rows = self.rows_in(rect.height(), NAME);
            let at = pos2(left, rect.center().y);
            out.push(self.text(at, Align::Min, self.title(node), NAME, true, hue.badge_ink, room).in_rows(rows));
            return;
        }
        let rows = notes(node);
        let (name_at, note_at) = self.halves(rect, rows);
        out.push(self.text(pos2(left, name_at), Align::Min, self.title(node), NAME, true, hue.badge_ink, room));
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
        let taken = self.numbers(out, at, pos2(plus.left() - 6.0, note_at));
        let at = pos2(left, note_at);
        let states = self.states(node);
        out.push(self.text(at, Align::Min, states, self.note(), false, hue.badge_ink, room - taken).in_rows(rows));
    }

    pub(super) fn hue_of(&self, node: &Node) -> Hue {
        match most(node) {
            Some(state) if node.states[state as usize] == node.members.len() => self.palette.state(state),
            _ => self.palette.grey,
        }
    }
}

/// The state of which there are most.
fn most(node: &Node) -> Option<PortState> {
    let most = PortState::ALL.into_iter().rev().max_by_key(|state| node.states[*state as usize])?;
    (node.states[most as usize] > 0).then_some(most)
}
