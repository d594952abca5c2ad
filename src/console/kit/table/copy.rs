//! Rows as text for a spreadsheet: tabs between cells, a line for each row.

use egui::Ui;

use super::{Draw, Rows, TableState};
use crate::console::kit;

/// One cell. What would break the table is quoted, as spreadsheets read it.
fn field(text: &str) -> String {
    if text.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Lines of cells as tab-separated text.
#[must_use]
pub fn tsv<'a>(lines: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let lines = lines.into_iter().map(|line| line.into_iter().map(field).collect::<Vec<_>>().join("\t"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The selected rows from top to bottom, the columns in sight from left to right.
pub(super) fn selected<R: Rows>(draw: &Draw<'_, R>, state: &TableState<R::Key>, header: bool) -> String {
    let mut lines: Vec<Vec<String>> = Vec::new();
    if header {
        lines.push(draw.shown.iter().map(|(column, _)| draw.columns[*column].title.clone()).collect());
    }
    let is_selected = |row: &usize| draw.rows.key(*row).is_some_and(|key| state.selection.contains(&key));
    for row in (0..draw.rows.len()).filter(is_selected) {
        lines.push(draw.shown.iter().map(|(column, _)| draw.rows.cell(row, *column).text(draw.words)).collect());
    }
    tsv(lines.iter().map(|line| line.iter().map(String::as_str).collect()))
}

/// The submenu *Copy*.
pub(super) fn entries<R: Rows>(ui: &mut Ui, draw: &Draw<'_, R>, state: &TableState<R::Key>, row: usize) {
    let words = draw.words;
    if ui.min_rect().height() > 8.0 {
        ui.separator();
    }
    kit::menu_button(ui, &words.text("table-copy"), |ui| {
        if kit::menu_entry(ui, &words.text("table-copy-cell"), "", Ok(())) {
            ui.ctx().copy_text(draw.rows.cell(row, state.menu_column).text(words));
            ui.close();
        }
        if kit::menu_entry(ui, &words.text("table-copy-rows"), "", Ok(())) {
            ui.ctx().copy_text(selected(draw, state, false));
            ui.close();
        }
        let shortcut = ui.ctx().format_shortcut(&egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::C));
        if kit::menu_entry(ui, &words.text("table-copy-with-header"), &shortcut, Ok(())) {
            ui.ctx().copy_text(selected(draw, state, true));
            ui.close();
        }
    });
}
