//! Puts pieces on the screen.

use egui::{
    Align, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
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
            Piece::Text { at, align, text, size, semibold, ink, width, rows } => {
                // in steps, so that zooming does not fill the memory of glyphs
                let size = (size * zoom * 4.0).round() / 4.0;
                if size < LEAST {
                    continue;
                }
                let galley = set(painter, text, font(size, *semibold), *ink, width * zoom, (*align, *rows));
                let at = to(*at);
                let x = if *align == Align::Max { at.x - galley.size().x } else { at.x };
                painter.galley(pos2(x, at.y - galley.size().y / 2.0), galley, *ink);
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

/// A text with an ellipsis where it is too long. Its rows lie around the middle if they are
/// centred, and begin at the left otherwise.
fn set(painter: &Painter, text: &str, font: FontId, ink: Color32, width: f32, rows: (Align, usize)) -> Arc<Galley> {
    let (align, rows) = rows;
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, ink));
    job.wrap = TextWrapping { max_rows: rows, break_anywhere: rows == 1, ..TextWrapping::truncate_at_width(width) };
    if align == Align::Center {
        job.halign = Align::Center;
    }
    painter.layout_job(job)
}

/// The rows that [`paint`] shows of a text at 100 %, each with how far below the middle of the text
/// its own middle is.
#[must_use]
pub fn rows(painter: &Painter, text: &str, size: f32, semibold: bool, width: f32, most: usize) -> Vec<(f32, String)> {
    let galley = set(painter, text, font(size, semibold), theme::ANY_INK, width, (Align::Min, most));
    let middle = galley.size().y / 2.0;
    let of_row = galley.rows.iter().map(|row| {
        let text: String = row.glyphs.iter().map(|glyph| glyph.chr).collect();
        (row.rect().center().y - middle, text.trim_end().to_owned())
    });
    of_row.collect()
}
