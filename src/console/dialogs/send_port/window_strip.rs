//! A day as a strip, with the hours of a service window filled in.

use egui::{Align2, FontId, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Time;

use crate::{
    console::{
        context::Cx,
        kit::form::Typable,
        theme::{self, Palette},
    },
    model::ServiceWindow,
    words::Sentence,
};

const BAR: f32 = 12.0;

/// Draws the strip. Without a window the whole day is filled in.
pub fn window_strip(ui: &mut Ui, cx: &Cx<'_>, window: &ServiceWindow) -> Response {
    let palette = Palette::of_ui(ui);
    let width = ui.available_width().min(460.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, BAR + 18.0), Sense::hover());
    let bar = Rect::from_min_size(rect.min + vec2(8.0, 0.0), vec2(width - 16.0, BAR));
    let at = |time: Time| {
        let seconds = i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second());
        bar.left() + bar.width() * seconds as f32 / 86_400.0
    };
    let painter = ui.painter();
    painter.rect_filled(bar, 2.0, palette.grey.tint);
    let fill = if window.enabled { palette.accent } else { palette.disabled_line };
    let span = |from: f32, to: f32| painter.rect_filled(Rect::from_x_y_ranges(from..=to, bar.y_range()), 2.0, fill);
    let (start, stop) = (at(window.start), at(window.stop));
    if !window.enabled {
        span(bar.left(), bar.right());
    } else if start <= stop {
        span(start, stop);
    } else {
        span(bar.left(), stop);
        span(start, bar.right());
    }
    for hour in (0..=24u8).step_by(3) {
        let x = bar.left() + bar.width() * f32::from(hour) / 24.0;
        painter.vline(x, bar.bottom()..=bar.bottom() + 3.0, Stroke::new(1.0, palette.line_strong));
        painter.text(
            pos2(x, bar.bottom() + 4.0),
            Align2::CENTER_TOP,
            hour,
            FontId::proportional(theme::SMALL - 1.0),
            palette.text_weak,
        );
    }
    let sentence = if window.enabled {
        Sentence::new("window-strip").with("start", window.start.show()).with("stop", window.stop.show())
    } else {
        Sentence::new("window-strip-always")
    };
    let text = cx.say(&sentence);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &text));
    response.on_hover_text(text)
}
