//! How large each box is: as large as what is written in it.

use egui::{Vec2, vec2};

use super::{Style, Written};
use crate::{
    console::diagram::{
        graph::{Column, Key, Node},
        measure::{Room, width, wrapped},
    },
    model::ArtifactKind,
};

/// The sizes of letters, in points.
pub const NAME: f32 = 14.0;
const NOTE: f32 = 12.0;
/// What a row of a name and a row of a note take, in points.
pub const NAME_ROW: f32 = 17.0;
const NOTE_ROW: f32 = 15.0;
/// Beside the name of a port: the state, and room at both ends.
pub const BESIDE_NAME: f32 = 46.0;
/// How wide a port is at least in large letters: its state and a number stand side by side.
pub const BIG_PORT: f32 = 146.0;
/// A state and a number on the row of a name.
pub const BESIDE_STATE: f32 = 116.0;
/// The side of a box that is only a mark.
pub const MARK: f32 = 26.0;
/// A bar beside or below which everything stands.
const MESSAGE_BOX: Vec2 = vec2(96.0, 30.0);

/// A name is broken rather than its box made wider.
const MOST_NAME: f32 = 176.0;
const MOST_SOURCE: f32 = 96.0;
const MOST_FILTER: f32 = 128.0;
const MOST_ROWS: usize = 3;
/// A little more than what the letters take, so that none is cut for half a point.
const SPARE: f32 = 3.0;

impl Style {
    /// The size of the letters of what is said beside names, in points.
    #[must_use]
    pub fn note(self) -> f32 {
        if self.big { NAME } else { NOTE }
    }

    /// What a row of it takes.
    #[must_use]
    pub fn note_row(self) -> f32 {
        if self.big { NAME_ROW } else { NOTE_ROW }
    }

    /// Above and below what is written, together.
    #[must_use]
    pub fn padding(self) -> f32 {
        if self.big { 8.0 } else { 12.0 }
    }
}

/// The room of a box by itself. `groups`: how many of these there are.
#[must_use]
pub fn size(node: &Node, style: Style, groups: usize) -> Vec2 {
    match &node.key {
        Key::MessageBox if style.big && style.down => vec2(MESSAGE_BOX.x, NAME_ROW + style.padding()),
        Key::MessageBox => MESSAGE_BOX,
        Key::Injected => source("Message injected", notes(node), style),
        Key::ReceivePort(name) | Key::Orchestration(name) => source(name.as_str(), notes(node), style),
        Key::Subscription(_) if style.written == Written::Names => vec2(mark(style), mark(style)),
        Key::Subscription(_) => {
            let room = wrapped(&node.label, style.note(), false, MOST_FILTER, MOST_ROWS);
            vec2((room.width + 32.0 + SPARE).max(92.0), room.rows as f32 * style.note_row() + style.padding())
        }
        Key::Port(name) => artifact(name.as_str(), notes(node), if style.big { BIG_PORT } else { 124.0 }, style),
        // one that stands alone has the whole width
        Key::Group(name) if style.big && style.down && groups == 1 && notes(node) == 1 => {
            let wide = width(name.as_str(), NAME, true) + BESIDE_NAME + BESIDE_STATE + SPARE;
            vec2(wide, NAME_ROW + style.padding())
        }
        Key::Group(name) => artifact(name.as_str(), notes(node), if style.big { 204.0 } else { 172.0 }, style),
        Key::Stack(_) => {
            let wide = if node.column == Column::Sources { 196.0 } else { 226.0 };
            vec2(wide, NAME_ROW + notes(node) as f32 * style.note_row() + style.padding())
        }
        Key::Destination(_) if style.written != Written::Everything => vec2(mark(style), mark(style)),
        Key::Destination(_) => {
            let wide = width(&node.label, style.note(), false) + 20.0 + SPARE;
            vec2(
                if style.big { wide.clamp(172.0, 190.0) } else { wide.clamp(96.0, 140.0) },
                2.0 * style.note_row() + style.padding() + 2.0,
            )
        }
    }
}

/// How many rows the note below a name may have.
#[must_use]
pub fn notes(node: &Node) -> usize {
    match &node.key {
        Key::ReceivePort(_) => 2,
        // that not all of its members are shown
        Key::Group(_) if !node.label.is_empty() => 2,
        // how many are in each state
        Key::Stack(stack) if matches!(stack.kind, ArtifactKind::SendPort | ArtifactKind::SendPortGroup) => 2,
        Key::Stack(_) => 0,
        _ => 1,
    }
}

/// The side of a box that is only a mark.
fn mark(style: Style) -> f32 {
    if style.big { 24.0 } else { MARK }
}

fn artifact(name: &str, notes: usize, least: f32, style: Style) -> Vec2 {
    let Room { width, rows } = wrapped(name, NAME, true, MOST_NAME, MOST_ROWS);
    let high = rows as f32 * NAME_ROW + notes as f32 * style.note_row() + style.padding();
    vec2((width + BESIDE_NAME + SPARE).max(least), high)
}

fn source(name: &str, notes: usize, style: Style) -> Vec2 {
    let Room { width, rows } = wrapped(name, NAME, true, if style.down { MOST_NAME } else { MOST_SOURCE }, MOST_ROWS);
    let brief = style.written == Written::Names;
    let notes = if brief { 0 } else { notes };
    let high = rows as f32 * NAME_ROW + notes as f32 * style.note_row() + style.padding();
    vec2((width + 24.0 + SPARE).max(if brief { 84.0 } else { 104.0 }), high)
}
