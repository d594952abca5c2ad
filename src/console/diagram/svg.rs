//! Writes a picture as SVG.

use egui::{Align, Color32, Pos2, Rect, Shape, Stroke};
use svg::{
    Document,
    node::element::{Circle, Element, Group, Path, Polygon, Rectangle, Text, Title, path::Data},
};

use super::piece::{Pattern, Piece};
use crate::console::{kit, theme};

/// The fonts that the picture asks for; whoever lacks them has something similar.
const FAMILY: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/// A picture as an SVG document. Texts must be short enough for their places already, and in one row.
#[must_use]
pub fn write(pieces: &[Piece], bounds: Rect, background: Color32, title: &str) -> String {
    let size = bounds.size();
    let mut document = Document::new()
        .set("viewBox", (bounds.left(), bounds.top(), size.x, size.y))
        .set("width", size.x)
        .set("height", size.y)
        .set("role", "img")
        .set("font-family", FAMILY)
        .add(Title::new(clean(title)))
        .add(rectangle(bounds, 0.0).set("fill", hex(background)));
    // groups that have begun and not ended
    let mut open: Vec<Group> = Vec::new();
    for piece in pieces {
        let elements: Vec<Element> = match piece {
            Piece::Begin(name) => {
                open.push(Group::new().add(Title::new(clean(name))));
                continue;
            }
            Piece::End => match open.pop() {
                Some(group) => vec![group.into()],
                None => continue,
            },
            piece => elements(piece),
        };
        for element in elements {
            match open.last_mut() {
                Some(group) => *group = std::mem::take(group).add(element),
                None => document = document.add(element),
            }
        }
    }
    document.to_string()
}

fn elements(piece: &Piece) -> Vec<Element> {
    match piece {
        Piece::Box { rect, radius, fill, border, pattern } => {
            let mut it = rectangle(*rect, *radius).set("fill", hex(*fill));
            if border.0 > 0.0 {
                it = it.set("stroke", hex(border.1)).set("stroke-width", border.0);
                if let Some(dash) = dash(*pattern, border.0) {
                    it = it.set("stroke-dasharray", dash);
                }
            }
            vec![it.into()]
        }
        Piece::Line { points, width, ink, pattern } => {
            let mut it = stroked(path(points, false), Stroke::new(*width, *ink));
            if let Some(dash) = dash(*pattern, *width) {
                it = it.set("stroke-dasharray", dash);
            }
            vec![it.into()]
        }
        Piece::Polygon { points, ink } => vec![polygon(points, *ink).into()],
        Piece::State { rect, state, ink } => {
            kit::state_shapes(*rect, *state, *ink).iter().filter_map(element).collect()
        }
        Piece::Outcome { rect, outcome, ink } => {
            kit::outcome_shapes(*rect, *outcome, *ink).iter().filter_map(element).collect()
        }
        Piece::Text { at, align, text, size, semibold, ink, width: _, rows: _ } => {
            let anchor = match align {
                Align::Min => "start",
                Align::Center => "middle",
                Align::Max => "end",
            };
            // on the base line, since not every program knows the middle of a line
            let it = Text::new(clean(text))
                .set("x", at.x)
                .set("y", at.y + size * 0.36)
                .set("font-size", *size)
                .set("font-weight", if *semibold { 600 } else { 400 })
                .set("text-anchor", anchor)
                .set("fill", hex(*ink));
            vec![it.into()]
        }
        Piece::Begin(_) | Piece::End => Vec::new(),
    }
}

/// The shapes that badges are made of.
fn element(shape: &Shape) -> Option<Element> {
    Some(match shape {
        Shape::Circle(it) if it.fill == theme::NO_FILL => Circle::new()
            .set("cx", it.center.x)
            .set("cy", it.center.y)
            .set("r", it.radius)
            .set("fill", "none")
            .set("stroke", hex(it.stroke.color))
            .set("stroke-width", it.stroke.width)
            .into(),
        Shape::Rect(it) => rectangle(it.rect, f32::from(it.corner_radius.nw)).set("fill", hex(it.fill)).into(),
        Shape::Path(it) if it.fill != theme::NO_FILL => polygon(&it.points, it.fill).into(),
        Shape::Path(it) => {
            let egui::epaint::ColorMode::Solid(ink) = it.stroke.color else { return None };
            stroked(path(&it.points, it.closed), Stroke::new(it.stroke.width, ink)).into()
        }
        Shape::LineSegment { points, stroke } => stroked(path(points, false), *stroke).into(),
        _ => return None,
    })
}

fn rectangle(rect: Rect, radius: f32) -> Rectangle {
    Rectangle::new()
        .set("x", rect.left())
        .set("y", rect.top())
        .set("width", rect.width())
        .set("height", rect.height())
        .set("rx", radius)
}

fn polygon(points: &[Pos2], ink: Color32) -> Polygon {
    let points = points.iter().map(|at| format!("{},{}", round(at.x), round(at.y))).collect::<Vec<_>>().join(" ");
    Polygon::new().set("points", points).set("fill", hex(ink))
}

fn path(points: &[Pos2], closed: bool) -> Path {
    let mut data = Data::new();
    for (at, point) in points.iter().enumerate() {
        let to = (round(point.x), round(point.y));
        data = if at == 0 { data.move_to(to) } else { data.line_to(to) };
    }
    Path::new().set("d", if closed { data.close() } else { data }).set("fill", "none")
}

fn stroked(path: Path, stroke: Stroke) -> Path {
    path.set("stroke", hex(stroke.color)).set("stroke-width", stroke.width).set("stroke-linejoin", "round")
}

fn dash(pattern: Pattern, width: f32) -> Option<String> {
    pattern.dash().map(|(dash, gap)| format!("{} {}", round(dash * width), round(gap * width)))
}

fn round(value: f32) -> f32 {
    (value * 10.0).round() / 10.0
}

fn hex(color: Color32) -> String {
    let [r, g, b, _] = color.to_srgba_unmultiplied();
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Without the characters that XML cannot hold; the crate escapes the others.
fn clean(text: &str) -> String {
    text.chars().map(|it| if it.is_control() || matches!(it, '\u{FFFE}' | '\u{FFFF}') { ' ' } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_is_safe() {
        let name = "<&\"'> ]]> \u{1} é";
        let text = Piece::Text {
            at: Pos2::ZERO,
            align: Align::Min,
            text: name.to_owned(),
            size: 12.0,
            semibold: false,
            ink: Color32::BLACK,
            width: 100.0,
            rows: 1,
        };
        let pieces = [Piece::Begin(name.to_owned()), text, Piece::End];
        let bounds = Rect::from_min_max(Pos2::ZERO, Pos2::new(10.0, 10.0));
        let svg = write(&pieces, bounds, Color32::WHITE, name);
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        let wanted = "<&\"'> ]]>   é";
        let texts: Vec<_> =
            document.descendants().filter(roxmltree::Node::is_text).filter_map(|it| it.text()).map(str::trim).collect();
        assert_eq!(texts.iter().filter(|it| **it == wanted).count(), 3, "{texts:?}");
    }
}
