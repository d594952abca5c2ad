//! Small painted marks that stand before a text: ticked, unticked, error, warning, note.

use egui::{CornerRadius, FontId, Painter, Rect, Response, Sense, Shape, Stroke, Ui, pos2, vec2};

use crate::{
    console::theme::{self, Palette},
    model::validate::Severity,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A condition that is met.
    Met,
    /// A condition that is not met.
    Unmet,
    Error,
    Warning,
    /// Something to know.
    Note,
}

impl From<Severity> for Mark {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

impl Mark {
    pub const SIZE: f32 = 14.0;
    /// Where the text beside a mark begins.
    pub const INDENT: f32 = Self::SIZE + 6.0;

    /// Paints it into a square.
    pub fn paint(self, painter: &Painter, rect: Rect, palette: &Palette) {
        let radius = rect.width().min(rect.height()) / 2.0;
        let middle = rect.center();
        let at = |x: f32, y: f32| middle + vec2(x, y) * radius;
        let width = (radius * 0.22).max(1.3);
        match self {
            Self::Met => {
                let frame = Rect::from_center_size(middle, vec2(1.7, 1.7) * radius);
                painter.rect_filled(frame, CornerRadius::same(3), palette.accent);
                painter.add(Shape::line(
                    vec![at(-0.45, 0.02), at(-0.12, 0.38), at(0.48, -0.34)],
                    Stroke::new(width, palette.on_accent),
                ));
            }
            Self::Unmet => {
                let frame = Rect::from_center_size(middle, vec2(1.7, 1.7) * radius);
                painter.rect_stroke(
                    frame,
                    CornerRadius::same(3),
                    Stroke::new(1.5, palette.error),
                    egui::StrokeKind::Inside,
                );
                let cross = Stroke::new(width, palette.error);
                painter.line_segment([at(-0.32, -0.32), at(0.32, 0.32)], cross);
                painter.line_segment([at(-0.32, 0.32), at(0.32, -0.32)], cross);
            }
            Self::Error => {
                painter.circle_filled(middle, radius * 0.95, palette.error);
                let cross = Stroke::new(width, palette.card);
                painter.line_segment([at(-0.34, -0.34), at(0.34, 0.34)], cross);
                painter.line_segment([at(-0.34, 0.34), at(0.34, -0.34)], cross);
            }
            Self::Warning => {
                painter.add(Shape::convex_polygon(
                    vec![at(0.0, -0.9), at(1.0, 0.85), at(-1.0, 0.85)],
                    palette.warning,
                    Stroke::NONE,
                ));
                painter.line_segment([at(0.0, -0.3), at(0.0, 0.28)], Stroke::new(width, palette.card));
                painter.circle_filled(at(0.0, 0.58), width * 0.6, palette.card);
            }
            Self::Note => {
                painter.circle_stroke(middle, radius * 0.9, Stroke::new(1.2, palette.text_weak));
                painter.line_segment([at(0.0, -0.05), at(0.0, 0.48)], Stroke::new(width, palette.text_weak));
                painter.circle_filled(at(0.0, -0.42), width * 0.6, palette.text_weak);
            }
        }
    }

    /// The mark and a text that wraps beside it.
    pub fn line(self, ui: &mut Ui, text: &str) -> Response {
        let palette = Palette::of_ui(ui);
        let (size, ink) = match self {
            Self::Met | Self::Unmet => (theme::BODY, palette.text),
            Self::Error => (theme::SMALL, palette.error),
            Self::Warning => (theme::SMALL, palette.warning),
            Self::Note => (theme::SMALL, palette.text_weak),
        };
        let indent = Self::INDENT;
        let width = (ui.available_width() - indent).min(theme::measure(size)).max(60.0);
        let galley = ui.painter().layout(text.to_owned(), FontId::proportional(size), ink, width);
        let row = galley.rows.first().map_or(size, |row| row.height());
        let total = vec2(indent + galley.size().x, galley.size().y.max(Self::SIZE));
        let (rect, response) = ui.allocate_exact_size(total, Sense::hover());
        if ui.is_rect_visible(rect) {
            let middle = pos2(rect.left() + Self::SIZE / 2.0, rect.top() + row.max(Self::SIZE) / 2.0);
            self.paint(ui.painter(), Rect::from_center_size(middle, vec2(Self::SIZE, Self::SIZE)), &palette);
            ui.painter().galley(pos2(rect.left() + indent, rect.top()), galley, ink);
        }
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
        response
    }

    /// The mark alone.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(Self::SIZE, Self::SIZE), Sense::hover());
        self.paint(ui.painter(), rect, &Palette::of_ui(ui));
        response
    }
}
