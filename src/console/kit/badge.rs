//! The states and outcomes: a painted shape, the word, a tint. The shape says it without colour.

use std::f32::consts::TAU;

use egui::{
    Color32, CornerRadius, FontId, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::{
    console::theme::{self, Hue, Palette},
    engine::{Outcome, Waiting},
    model::PortState,
    words::Words,
};

const SHAPE: f32 = 12.0;

/// The state in a badge.
pub fn state_badge(ui: &mut Ui, words: &Words, state: PortState) -> Response {
    let hue = Palette::of_ui(ui).state(state);
    badge(ui, &words.text(state.key()), hue, |painter, rect, ink| state_shape(painter, rect, state, ink))
}

/// The outcome in a badge.
pub fn outcome_badge(ui: &mut Ui, words: &Words, outcome: Outcome) -> Response {
    let hue = Palette::of_ui(ui).outcome(outcome);
    badge(ui, &words.text(outcome.key()), hue, |painter, rect, ink| outcome_shape(painter, rect, outcome, ink))
}

/// Likewise; of what waits, for what it waits.
pub fn waiting_badge(ui: &mut Ui, words: &Words, outcome: Outcome, waiting: Option<Waiting>) -> Response {
    let Some(waiting) = waiting.filter(|_| outcome == Outcome::Waiting) else {
        return outcome_badge(ui, words, outcome);
    };
    let hue = Palette::of_ui(ui).outcome(outcome);
    badge(ui, &words.text(waiting.key()), hue, |painter, rect, ink| {
        painter.extend(waiting_shapes(rect, waiting, ink));
    })
}

/// The state without a tint, for the rows of a table.
pub fn state_inline(ui: &mut Ui, words: &Words, state: PortState) -> Response {
    let hue = Palette::of_ui(ui).state(state);
    inline(ui, &words.text(state.key()), hue, |painter, rect, ink| state_shape(painter, rect, state, ink))
}

/// The outcome without a tint, for the rows of a table.
pub fn outcome_inline(ui: &mut Ui, words: &Words, outcome: Outcome) -> Response {
    let hue = Palette::of_ui(ui).outcome(outcome);
    inline(ui, &words.text(outcome.key()), hue, |painter, rect, ink| outcome_shape(painter, rect, outcome, ink))
}

fn badge(ui: &mut Ui, word: &str, hue: Hue, shape: impl FnOnce(&Painter, Rect, Color32)) -> Response {
    let galley = ui.painter().layout_no_wrap(word.to_owned(), theme::semibold(theme::SMALL), hue.badge_ink);
    let size = vec2(8.0 + SHAPE + 6.0 + galley.size().x + 10.0, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        painter.rect_filled(rect, CornerRadius::same(11), hue.tint);
        let middle = pos2(rect.left() + 8.0 + SHAPE / 2.0, rect.center().y);
        shape(painter, Rect::from_center_size(middle, vec2(SHAPE, SHAPE)), hue.badge_ink);
        let text = pos2(rect.left() + 8.0 + SHAPE + 6.0, rect.center().y - galley.size().y / 2.0);
        painter.galley(text, galley, hue.badge_ink);
    }
    named(&response, word);
    response
}

fn inline(ui: &mut Ui, word: &str, hue: Hue, shape: impl FnOnce(&Painter, Rect, Color32)) -> Response {
    let galley = ui.painter().layout_no_wrap(word.to_owned(), FontId::proportional(theme::BODY), hue.ink);
    let height = ui.spacing().interact_size.y.min(ui.available_height()).max(galley.size().y);
    let size = vec2(SHAPE + 6.0 + galley.size().x, height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    if ui.is_rect_visible(rect) {
        let middle = pos2(rect.left() + SHAPE / 2.0, rect.center().y);
        shape(ui.painter(), Rect::from_center_size(middle, vec2(SHAPE, SHAPE)), hue.ink);
        ui.painter().galley(pos2(rect.left() + SHAPE + 6.0, rect.center().y - galley.size().y / 2.0), galley, hue.ink);
    }
    named(&response, word);
    response
}

fn named(response: &Response, word: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
}

/// The bare shape of a state: a triangle, a square, a hollow ring.
pub fn state_shape(painter: &Painter, rect: Rect, state: PortState, ink: Color32) {
    painter.extend(state_shapes(rect, state, ink));
}

/// The bare shape of an outcome: a tick or two bars in a circle, a broken arrow in an octagon, an
/// hourglass, a cross.
pub fn outcome_shape(painter: &Painter, rect: Rect, outcome: Outcome, ink: Color32) {
    painter.extend(outcome_shapes(rect, outcome, ink));
}

/// What [`state_shape`] paints.
#[must_use]
pub fn state_shapes(rect: Rect, state: PortState, ink: Color32) -> Vec<Shape> {
    let radius = rect.width().min(rect.height()) / 2.0;
    let middle = rect.center();
    match state {
        PortState::Started => {
            let at = |x: f32, y: f32| middle + vec2(x, y) * radius;
            vec![Shape::convex_polygon(vec![at(-0.7, -0.95), at(0.95, 0.0), at(-0.7, 0.95)], ink, Stroke::NONE)]
        }
        PortState::Stopped => {
            let square = Rect::from_center_size(middle, vec2(1.6, 1.6) * radius);
            vec![Shape::rect_filled(square, CornerRadius::same(1), ink)]
        }
        PortState::Bound => vec![Shape::circle_stroke(middle, radius * 0.8, Stroke::new(radius * 0.32, ink))],
    }
}

/// What [`outcome_shape`] paints.
#[must_use]
pub fn outcome_shapes(rect: Rect, outcome: Outcome, ink: Color32) -> Vec<Shape> {
    let radius = rect.width().min(rect.height()) / 2.0;
    let middle = rect.center();
    let at = |x: f32, y: f32| middle + vec2(x, y) * radius;
    let stroke = Stroke::new((radius * 0.24).max(1.2), ink);
    let line = |points: Vec<Pos2>| Shape::line(points, stroke);
    let circle = || Shape::circle_stroke(middle, radius * 0.9, stroke);
    match outcome {
        Outcome::Processed => vec![circle(), line(vec![at(-0.42, 0.02), at(-0.1, 0.36), at(0.46, -0.32)])],
        Outcome::Suspended => {
            vec![circle(), line(vec![at(-0.24, -0.38), at(-0.24, 0.38)]), line(vec![at(0.24, -0.38), at(0.24, 0.38)])]
        }
        Outcome::RoutingFailure => {
            let corners = (0..8u8)
                .map(|corner| {
                    let angle = TAU * (f32::from(corner) + 0.5) / 8.0;
                    at(angle.cos(), angle.sin())
                })
                .collect();
            vec![
                Shape::closed_line(corners, stroke),
                line(vec![at(-0.6, 0.0), at(-0.2, 0.0)]),
                line(vec![at(0.12, 0.0), at(0.55, 0.0)]),
                line(vec![at(0.24, -0.34), at(0.58, 0.0), at(0.24, 0.34)]),
            ]
        }
        // a circle that an arrow leaves by another side
        Outcome::ErrorRouted => vec![
            circle(),
            line(vec![at(-0.5, -0.2), at(0.1, -0.2), at(0.1, 0.42)]),
            line(vec![at(-0.16, 0.16), at(0.1, 0.46), at(0.36, 0.16)]),
        ],
        Outcome::Waiting => {
            vec![Shape::closed_line(vec![at(-0.65, -0.9), at(0.65, -0.9), at(-0.65, 0.9), at(0.65, 0.9)], stroke)]
        }
        Outcome::Terminated => {
            vec![line(vec![at(-0.6, -0.6), at(0.6, 0.6)]), line(vec![at(-0.6, 0.6), at(0.6, -0.6)])]
        }
    }
}

/// An hourglass, or for what waits until a time of day a clock, for what is behind another message a
/// stack of sheets.
#[must_use]
pub fn waiting_shapes(rect: Rect, waiting: Waiting, ink: Color32) -> Vec<Shape> {
    let radius = rect.width().min(rect.height()) / 2.0;
    let middle = rect.center();
    let at = |x: f32, y: f32| middle + vec2(x, y) * radius;
    let stroke = Stroke::new((radius * 0.24).max(1.2), ink);
    let line = |points: Vec<Pos2>| Shape::line(points, stroke);
    match waiting {
        Waiting::Window { .. } => vec![
            Shape::circle_stroke(middle, radius * 0.9, stroke),
            line(vec![at(0.0, -0.55), at(0.0, 0.0), at(0.42, 0.22)]),
        ],
        Waiting::Behind(_) => vec![
            Shape::closed_line(vec![at(-0.9, -0.45), at(0.0, -0.9), at(0.9, -0.45), at(0.0, 0.0)], stroke),
            line(vec![at(-0.9, 0.02), at(0.0, 0.46), at(0.9, 0.02)]),
            line(vec![at(-0.9, 0.46), at(0.0, 0.9), at(0.9, 0.46)]),
        ],
        Waiting::Retry { .. } | Waiting::NoHostInstance | Waiting::InTheQueue | Waiting::SlowDestination => {
            outcome_shapes(rect, Outcome::Waiting, ink)
        }
    }
}
