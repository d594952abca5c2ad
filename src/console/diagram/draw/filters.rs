//! The filters in front of ports and groups.

use egui::{Align, Rect, pos2, vec2};

use super::{Detail, Draw, Emphasis};
use crate::console::diagram::{
    graph::Key,
    layout::Written,
    piece::{Pattern, Piece},
};

impl Draw<'_> {
    pub(super) fn filter(&self, out: &mut Vec<Piece>, at: usize, owner: &Key, rect: Rect, emphasis: Emphasis) {
        let exists = self.subscribed(at, at);
        let ink = if exists { self.palette.line_strong } else { self.palette.disabled_line };
        let fill = self.palette.background;
        let radius = 4.0;
        if emphasis.selected || emphasis.hovered || emphasis.cursor {
            self.frame(out, rect, radius, fill, ink, emphasis);
        } else {
            out.push(Piece::Box { rect, radius, fill, border: (1.2, ink), pattern: Pattern::Dashed });
        }
        let ink = if exists { self.palette.text } else { self.palette.text_weak };
        // the funnel
        let written = self.writes(Written::Filters);
        let x = if written { rect.left() + 13.0 } else { rect.center().x };
        let middle = pos2(x, rect.center().y);
        let at_funnel = |x: f32, y: f32| middle + vec2(x, y);
        out.push(Piece::Polygon {
            points: vec![at_funnel(-6.0, -6.0), at_funnel(6.0, -6.0), at_funnel(1.4, 0.5), at_funnel(-1.4, 0.5)],
            ink,
        });
        out.push(Piece::Polygon {
            points: vec![at_funnel(-1.4, 0.0), at_funnel(1.4, 0.0), at_funnel(1.4, 5.0), at_funnel(-1.4, 7.0)],
            ink,
        });
        if self.detail == Detail::Shapes || !written {
            return;
        }
        let room = rect.width() - 30.0;
        let left = pos2(rect.left() + 24.0, rect.center().y);
        let rows = self.rows_in(rect.height() - 6.0, self.note());
        out.push(self.text(left, Align::Min, self.filter_text(owner), self.note(), false, ink, room).in_rows(rows));
    }
}
