//! Puts pieces on the screen.

use egui::{
    Align, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2,
    text::{LayoutJob, TextFormat},
};
use std::sync::Arc;

use super::{
    camera::Camera,
    piece::{Pattern, Piece},
};
use crate::console::{kit, theme};

/// Letters smaller than that cannot be read and are not drawn.
const LEAST: f32 = 6.2;

/// Paints pieces as the camera sees them. Letters are set in the size that they have on the
/// screen, so they are sharp at every zoom.
pub fn paint(painter: &Painter, camera: &Camera, area: Rect, pieces: &[Piece]) {
    let zoom = camera.zoom;
    let to = |at: Pos2| camera.to_screen(area, at);
    let rect_to = |rect: Rect| camera.rect_to_screen(area, rect);
    // a line thinner than this is a shadow of itself
    let thin = |width: f32| (width * zoom).max(0.7);
    for piece in pieces {
        match piece {
            Piece::Box { rect, radius, fill, border, pattern } => {
                let rect = rect_to(*rect);
                let radius = CornerRadius::same((radius * zoom).round().clamp(0.0, 60.0) as u8);
                painter.rect_filled(rect, radius, *fill);
                let stroke = Stroke::new(thin(border.0), border.1);
                match pattern.dash() {
                    _ if border.0 <= 0.0 => {}
                    None => drop(painter.rect_stroke(rect, radius, stroke, StrokeKind::Middle)),
                    Some((dash, gap)) => {
                        let corners = [
                            rect.left_top(),
                            rect.right_top(),
                            rect.right_bottom(),
                            rect.left_bottom(),
                            rect.left_top(),
                        ];
                        painter.extend(Shape::dashed_line(&corners, stroke, dash * stroke.width, gap * stroke.width));
                    }
                }
            }
            Piece::Line { points, width, ink, pattern } => {
                let points: Vec<Pos2> = points.iter().map(|at| to(*at)).collect();
                line(painter, points, Stroke::new(thin(*width), *ink), *pattern);
            }
            Piece::Polygon { points, ink } => {
                let points = points.iter().map(|at| to(*at)).collect();
                painter.add(Shape::convex_polygon(points, *ink, Stroke::NONE));
            }
            Piece::State { rect, state, ink } => kit::state_shape(painter, rect_to(*rect), *state, *ink),
            Piece::Outcome { rect, outcome, ink } => kit::outcome_shape(painter, rect_to(*rect), *outcome, *ink),
            Piece::Text { at, align, text, size, semibold, ink, width } => {
                // in steps, so that zooming does not fill the memory of glyphs
                let size = (size * zoom * 4.0).round() / 4.0;
                if size < LEAST {
                    continue;
                }
                let galley = set(painter, text, font(size, *semibold), *ink, width * zoom);
                let at = to(*at);
                let left = match align {
                    Align::Min => at.x,
                    Align::Center => at.x - galley.size().x / 2.0,
                    Align::Max => at.x - galley.size().x,
                };
                painter.galley(pos2(left, at.y - galley.size().y / 2.0), galley, *ink);
            }
            Piece::Begin(_) | Piece::End => {}
        }
    }
}

fn line(painter: &Painter, points: Vec<Pos2>, stroke: Stroke, pattern: Pattern) {
    match pattern.dash() {
        None => {
            painter.add(Shape::line(points, stroke));
        }
        Some((dash, gap)) => {
            // what is far out of sight is not dashed
            let clip = painter.clip_rect().expand(40.0);
            let visible = |pair: &[Pos2]| Rect::from_two_pos(pair[0], pair[1]).intersects(clip);
            if points.windows(2).all(visible) {
                painter.extend(Shape::dashed_line(&points, stroke, dash * stroke.width, gap * stroke.width));
            } else {
                for pair in points.windows(2).filter(|pair| visible(pair)) {
                    let (dash, gap) = (dash * stroke.width, gap * stroke.width);
                    painter.extend(Shape::dashed_line(&clipped(pair, clip), stroke, dash, gap));
                }
            }
        }
    }
}

/// The part of a stretch that is near what is seen; a level one at a high zoom may be thousands of
/// points long.
fn clipped(pair: &[Pos2], clip: Rect) -> [Pos2; 2] {
    let (a, b) = (pair[0], pair[1]);
    let (mut from, mut to) = (0.0_f32, 1.0_f32);
    for (start, delta, low, high) in
        [(a.x, b.x - a.x, clip.left(), clip.right()), (a.y, b.y - a.y, clip.top(), clip.bottom())]
    {
        if delta.abs() > f32::EPSILON {
            let (first, second) = ((low - start) / delta, (high - start) / delta);
            from = from.max(first.min(second));
            to = to.min(first.max(second));
        }
    }
    if from < to { [a + (b - a) * from, a + (b - a) * to] } else { [a, a] }
}

#[must_use]
pub fn font(size: f32, semibold: bool) -> FontId {
    if semibold { theme::semibold(size) } else { FontId::proportional(size) }
}

/// A text on one line, with an ellipsis where it is too wide.
fn set(painter: &Painter, text: &str, font: FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, ink));
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    painter.layout_job(job)
}

/// What [`paint`] shows of a text at 100 %.
#[must_use]
pub fn elided(painter: &Painter, text: &str, size: f32, semibold: bool, width: f32) -> String {
    let galley = set(painter, text, font(size, semibold), theme::ANY_INK, width);
    if !galley.elided {
        return text.to_owned();
    }
    galley.rows.iter().flat_map(|row| row.glyphs.iter().map(|glyph| glyph.chr)).collect()
}
