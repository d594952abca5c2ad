//! Arrows move through the cells of a small table; the Tab key goes through them too.

use egui::{EventFilter, Id, Key, Modifiers, Response, Ui};

/// The cell of a table of which there is one at a time.
#[must_use]
pub fn cell(table: &'static str, row: usize, column: usize) -> Id {
    Id::unique(("cell", table, row, column))
}

/// Moves the focus from this cell, if it has it, to the one that an arrow, Home or End leads to.
pub fn arrows(ui: &Ui, response: &Response, table: &'static str, at: (usize, usize), size: (usize, usize)) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (row, column) = at;
    let (rows, columns) = size;
    let moves = [
        (Key::ArrowUp, (row.saturating_sub(1), column)),
        (Key::ArrowDown, ((row + 1).min(rows - 1), column)),
        (Key::ArrowLeft, (row, column.saturating_sub(1))),
        (Key::ArrowRight, (row, (column + 1).min(columns - 1))),
        (Key::Home, (row, 0)),
        (Key::End, (row, columns - 1)),
    ];
    let to = ui.input_mut(|input| {
        moves.into_iter().find(|(key, _)| input.consume_key(Modifiers::NONE, *key)).map(|(_, to)| to)
    });
    if let Some((row, column)) = to {
        ui.memory_mut(|memory| memory.request_focus(cell(table, row, column)));
    }
}

/// Whether the keyboard is in this cell, or the pointer has just brought it there.
pub fn is_chosen(response: &Response) -> bool {
    if response.clicked() {
        response.request_focus();
    }
    response.has_focus()
}
