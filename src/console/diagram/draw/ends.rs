//! Where messages come from, where they are kept and where they go.

use egui::{Align, Color32, Rect, pos2, vec2};

use super::{Detail, Draw, Emphasis, NAME};
use crate::{
    console::diagram::{
        graph::Node,
        layout::{Written, sizes::notes},
        measure::{width, wrapped},
        piece::Piece,
    },
    engine::{Outcome, destination_of},
    model::{Behaviour, Name},
    words::Sentence,
};

impl Draw<'_> {
    pub(super) fn source(&self, out: &mut Vec<Piece>, node: &Node, rect: Rect, emphasis: Emphasis) {
        self.frame(out, rect, 5.0, self.palette.card, self.palette.line_strong, emphasis);
        if self.detail == Detail::Shapes {
            out.push(self.arrow(rect.center() + self.along(14.0, 0.0), 28.0, self.palette.line_strong));
            return;
        }
        let left = rect.left() + 12.0;
        let room = rect.width() - 22.0;
        let (name, note) = self.source_texts(&node.key);
        let (text, weak) = (self.palette.text, self.palette.text_weak);
        let written = self.writes(Written::Filters) && self.detail == Detail::Everything;
        let notes = if written { notes(node) } else { 0 };
        let (name_at, note_at) = self.halves(rect, notes);
        let rows = self.rows_in(
            rect.height() - self.scene.layout.style.padding() - notes as f32 * self.scene.layout.style.note_row(),
            NAME,
        );
        out.push(self.text(pos2(left, name_at), Align::Min, name, NAME, true, text, room).in_rows(rows));
        if notes > 0 {
            out.push(self.text(pos2(left, note_at), Align::Min, note, self.note(), false, weak, room).in_rows(notes));
        }
    }

    pub(super) fn message_box(&self, out: &mut Vec<Piece>, rect: Rect, emphasis: Emphasis) {
        self.frame(out, rect, 5.0, self.palette.card, self.palette.line_strong, emphasis);
        let (text, weak) = (self.palette.text, self.palette.text_weak);
        if self.detail == Detail::Shapes {
            return;
        }
        let counts = &self.snapshot.counts;
        let full = self.detail == Detail::Everything;
        let style = self.scene.layout.style;
        let lines: Vec<(String, Color32)> = [
            ("diagram-in-progress", counts.in_progress, weak),
            ("diagram-suspended", counts.suspended, self.palette.orange.ink),
            ("diagram-routing-failures", counts.routing_failures, self.palette.plum.ink),
        ]
        .into_iter()
        // in large letters that of this message says it
        .filter(|(key, _, _)| !(style.big && style.down) || *key != "diagram-routing-failures")
        .filter(|(_, count, _)| full && *count > 0)
        .map(|(key, count, ink)| (self.say(&Sentence::new(key).with("count", count)), ink))
        .collect();
        let name = self.word("diagram-message-box");
        if self.scene.layout.style.down {
            // one after the other, where it can be seen
            let wide = width(&name, NAME, true) * self.letters;
            let left = rect.left().max(self.seen.left()).min(rect.right() - wide - 24.0).max(rect.left()) + 14.0;
            let at = pos2(left, rect.center().y);
            let room = rect.right() - left - 4.0;
            out.push(self.text(at, Align::Min, name, NAME, true, text, room));
            let mut x = left + wide + 18.0;
            for (line, ink) in lines {
                let wide = width(&line, self.note(), true) + 4.0;
                if x + wide > rect.right() - 6.0 {
                    break;
                }
                out.push(self.text(pos2(x, rect.center().y), Align::Min, line, self.note(), false, ink, wide));
                x += wide + 14.0;
            }
            return;
        }
        let top = rect.top().max(self.seen.top()).min(rect.bottom() - 100.0).max(rect.top());
        let room = rect.width() - 12.0;
        let at = pos2(rect.center().x, top + 20.0);
        out.push(self.text(at, Align::Center, name, NAME, true, text, rect.width() - 4.0));
        let mut y = top + 36.0;
        for (line, ink) in lines {
            let rows = wrapped(&line, self.note(), false, room - 3.0, 2).rows;
            let high = rows as f32 * self.scene.layout.style.note_row();
            let at = pos2(rect.center().x, y + high / 2.0);
            out.push(self.text(at, Align::Center, line, self.note(), false, ink, room).in_rows(rows));
            y += high + 4.0;
        }
    }

    pub(super) fn destination(&self, out: &mut Vec<Piece>, port: &Name, rect: Rect, emphasis: Emphasis) {
        self.frame(out, rect, 2.0, self.palette.card, self.palette.line_strong, emphasis);
        let behaviour = destination_of(&self.snapshot.group, port).behaviour;
        let hue = if behaviour == Behaviour::Up { self.palette.blue } else { self.palette.orange };
        let (middle, size) = match self.detail {
            _ if !self.writes(Written::Everything) => (rect.center(), 8.0),
            Detail::Everything => (pos2(rect.left() + 16.0, rect.bottom() - 14.0), 6.0),
            // without words it may be large
            Detail::Names | Detail::Shapes => (rect.center(), 13.0),
        };
        let at = |x: f32, y: f32| middle + vec2(x, y) * size;
        match behaviour {
            Behaviour::Up => {
                let points = vec![at(-0.9, 0.8), at(0.0, -0.8), at(0.9, 0.8)];
                out.push(Piece::Polygon { points, ink: hue.ink });
            }
            Behaviour::Slow(_) => {
                let rect = Rect::from_center_size(middle, vec2(2.0, 2.0) * size);
                out.push(Piece::Outcome { rect, outcome: Outcome::Waiting, ink: hue.ink });
            }
            Behaviour::Down | Behaviour::FailsNext(_) | Behaviour::Rejects => {
                let points = vec![at(-0.9, -0.8), at(0.9, -0.8), at(0.0, 0.8)];
                out.push(Piece::Polygon { points, ink: hue.ink });
            }
        }
        if self.detail < Detail::Everything || !self.writes(Written::Everything) {
            return;
        }
        let room = rect.width() - 16.0;
        let left = rect.left() + 9.0;
        let (text, weak) = (self.palette.text, self.palette.text_weak);
        out.push(self.text(
            pos2(left, rect.top() + 15.0),
            Align::Min,
            self.address(port, room),
            self.note(),
            false,
            text,
            room,
        ));
        let word = self.say(&behaviour.sentence());
        out.push(self.text(
            pos2(left + 18.0, rect.bottom() - 14.0),
            Align::Min,
            word,
            self.note(),
            false,
            weak,
            room - 18.0,
        ));
    }
}
