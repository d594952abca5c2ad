//! What a picture is made of, in points at 100 %. The screen and the files are drawn from the same
//! pieces, so they cannot differ.

use egui::{Align, Color32, Pos2, Rect, vec2};

use super::layout::turn;
use crate::{engine::Outcome, model::PortState};

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    Solid,
    Dashed,
    Dotted,
}

impl Pattern {
    /// The length of a dash and of the gap after it, in widths of the line.
    #[must_use]
    pub fn dash(self) -> Option<(f32, f32)> {
        match self {
            Self::Solid => None,
            Self::Dashed => Some((5.0, 3.5)),
            Self::Dotted => Some((1.0, 2.4)),
        }
    }
}

/// One piece.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Box {
        rect: Rect,
        radius: f32,
        fill: Color32,
        /// The width and the colour of the border.
        border: (f32, Color32),
        pattern: Pattern,
    },
    /// Through these points; see [`curve`].
    Line {
        points: Vec<Pos2>,
        width: f32,
        ink: Color32,
        pattern: Pattern,
    },
    Polygon {
        points: Vec<Pos2>,
        ink: Color32,
    },
    State {
        rect: Rect,
        state: PortState,
        ink: Color32,
    },
    Outcome {
        rect: Rect,
        outcome: Outcome,
        ink: Color32,
    },
    Text {
        /// On the middle of its height.
        at: Pos2,
        align: Align,
        text: String,
        size: f32,
        semibold: bool,
        ink: Color32,
        /// What is wider is broken, and ends in an ellipsis in the last row.
        width: f32,
        rows: usize,
    },
    /// All pieces up to the matching end are one thing of this name.
    Begin(String),
    End,
}

impl Piece {
    #[must_use]
    pub fn line(points: Vec<Pos2>, width: f32, ink: Color32, pattern: Pattern) -> Self {
        Self::Line { points, width, ink, pattern }
    }

    /// A text that may be broken into so many rows.
    #[must_use]
    pub fn in_rows(mut self, most: usize) -> Self {
        if let Self::Text { rows, .. } = &mut self {
            *rows = most.max(1);
        }
        self
    }
}

/// The control points of the curve between two points of a route, which begins and ends level.
#[must_use]
pub fn control(from: Pos2, to: Pos2) -> (Pos2, Pos2) {
    let bend = ((to.x - from.x).abs() * 0.5).max(12.0);
    (from + vec2(bend, 0.0), to - vec2(bend, 0.0))
}

/// A route as points close enough to look like the curve; `steps` for each bend. In a picture that
/// runs `down` it begins and ends upright.
#[must_use]
pub fn curve(route: &[Pos2], steps: usize, down: bool) -> Vec<Pos2> {
    if down {
        let mut level = route.to_vec();
        turn(&mut level);
        let mut points = curve(&level, steps, false);
        turn(&mut points);
        return points;
    }
    let mut points: Vec<Pos2> = route.first().copied().into_iter().collect();
    for pair in route.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if (from.y - to.y).abs() < 0.5 && to.x >= from.x {
            points.push(to);
            continue;
        }
        let (c1, c2) = control(from, to);
        for step in 1..=steps {
            let t = step as f32 / steps as f32;
            let u = 1.0 - t;
            let at = from.to_vec2() * (u * u * u)
                + c1.to_vec2() * (3.0 * u * u * t)
                + c2.to_vec2() * (3.0 * u * t * t)
                + to.to_vec2() * (t * t * t);
            points.push(at.to_pos2());
        }
    }
    points
}
