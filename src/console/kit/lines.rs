//! Paragraphs, and text in a room that is limited: wrapped onto a few lines, then cut, and whole to
//! the pointer and to a screen reader.

use egui::{Color32, FontId, Label, Response, Role, Sense, Ui, WidgetInfo, WidgetText, text::LayoutJob};

use crate::console::theme;

/// A paragraph, which is not wider than one reads well.
pub fn prose(ui: &mut Ui, text: impl Into<WidgetText>) -> Response {
    let text = text.into();
    let paragraph = |ui: &mut Ui| {
        ui.set_max_width(ui.available_width().min(theme::measure(theme::BODY)));
        ui.add(Label::new(text).wrap())
    };
    ui.vertical(paragraph).inner
}

/// Draws a text in at most `rows` lines of this width, in points.
pub fn lines(ui: &mut Ui, text: &str, font: FontId, ink: Color32, width: f32, rows: usize) -> Response {
    let mut job = LayoutJob::simple(text.to_owned(), font, ink, width);
    job.wrap.max_rows = rows;
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let is_cut = galley.elided;
    ui.painter().galley(rect.min, galley, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if is_cut { response.on_hover_text(text) } else { response }
}
