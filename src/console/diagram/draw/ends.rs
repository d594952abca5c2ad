//! Where messages come from, where they are kept and where they go.

use egui::{Align, Rect, pos2, vec2};

use super::{Detail, Draw, Emphasis, NAME, NOTE, arrow};
use crate::{
    console::diagram::{graph::Key, piece::Piece},
    engine::{Outcome, destination_of},
    model::{Behaviour, Name},
    words::Sentence,
};

impl Draw<'_> {
    pub(super) fn source(&self, out: &mut Vec<Piece>, key: &Key, rect: Rect, emphasis: Emphasis) {
        self.frame(out, rect, 5.0, self.palette.card, self.palette.line_strong, emphasis);
        let left = rect.left() + 14.0;
        let room = rect.width() - 24.0;
        let (name, note) = self.source_texts(key);
        let (text, weak) = (self.palette.text, self.palette.text_weak);
        match self.detail {
            Detail::Shapes => {
                out.push(arrow(rect.center() + vec2(14.0, 0.0), 28.0, self.palette.line_strong));
            }
            Detail::Names => {
                out.push(self.text(pos2(left, rect.center().y), Align::Min, name, NAME, true, text, room));
            }
            Detail::Everything => {
                out.push(self.text(pos2(left, rect.top() + 16.0), Align::Min, name, NAME, true, text, room));
                out.push(self.text(pos2(left, rect.top() + 34.0), Align::Min, note, NOTE, false, weak, room));
            }
        }
    }

    pub(super) fn message_box(&self, out: &mut Vec<Piece>, rect: Rect, emphasis: Emphasis) {
        self.frame(out, rect, 5.0, self.palette.card, self.palette.line_strong, emphasis);
        let (text, weak) = (self.palette.text, self.palette.text_weak);
        // where it can be seen
        let top = rect.top().max(self.seen.top()).min(rect.bottom() - 100.0).max(rect.top());
        let room = rect.width() - 4.0;
        if self.detail == Detail::Shapes {
            return;
        }
        let at = pos2(rect.center().x, top + 20.0);
        out.push(self.text(at, Align::Center, self.word("diagram-message-box"), NAME, true, text, room));
        if self.detail < Detail::Everything {
            return;
        }
        let counts = &self.snapshot.counts;
        let mut y = top + 42.0;
        for (key, count, hue) in [
            ("diagram-in-progress", counts.in_progress, None),
            ("diagram-suspended", counts.suspended, Some(self.palette.orange)),
            ("diagram-routing-failures", counts.routing_failures, Some(self.palette.plum)),
        ] {
            if count > 0 {
                let line = self.say(&Sentence::new(key).with("count", count));
                let ink = hue.map_or(weak, |hue| hue.ink);
                out.push(self.text(pos2(rect.center().x, y), Align::Center, line, NOTE, false, ink, room));
                y += 18.0;
            }
        }
    }

    pub(super) fn destination(&self, out: &mut Vec<Piece>, port: &Name, rect: Rect, emphasis: Emphasis) {
        self.frame(out, rect, 2.0, self.palette.card, self.palette.line_strong, emphasis);
        let behaviour = destination_of(&self.snapshot.group, port).behaviour;
        let hue = if behaviour == Behaviour::Up { self.palette.blue } else { self.palette.orange };
        let big = self.detail == Detail::Shapes;
        let (middle, size) =
            if big { (rect.center(), 15.0) } else { (pos2(rect.left() + 17.0, rect.bottom() - 14.0), 6.0) };
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
        if self.detail < Detail::Everything {
            return;
        }
        let room = rect.width() - 20.0;
        let left = rect.left() + 10.0;
        let (text, weak) = (self.palette.text, self.palette.text_weak);
        out.push(self.text(pos2(left, rect.top() + 15.0), Align::Min, self.address(port), NOTE, false, text, room));
        let word = self.say(&behaviour.sentence());
        out.push(self.text(pos2(left + 18.0, rect.bottom() - 14.0), Align::Min, word, NOTE, false, weak, room - 18.0));
    }
}
