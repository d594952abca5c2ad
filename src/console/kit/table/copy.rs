//! Rows as text for a spreadsheet: tabs between cells, a line for each row.

use egui::Ui;

use super::{Draw, Elsewhere, Rows, Selection, TableState};
use crate::{console::kit, words::Words};

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

/// From how many rows on they are copied beside the window's thread.
const MANY: usize = 200;

/// Copies the selected rows from top to bottom, the columns in sight from left to right.
pub(super) fn selected<R: Rows>(ui: &Ui, draw: &Draw<'_, R>, state: &TableState<R::Key>, header: bool) {
    let titles = || draw.shown.iter().map(|(column, _)| draw.columns[*column].title.clone()).collect();
    let header: Option<Vec<String>> = header.then(titles);
    let columns: Vec<usize> = draw.shown.iter().map(|(column, _)| *column).collect();
    let elsewhere = if state.selection.len() > MANY { draw.rows.elsewhere() } else { None };
    let Some(Elsewhere { worker, rows }) = elsewhere else {
        return ui.ctx().copy_text(text(draw.rows, &columns, header, &state.selection, draw.words));
    };
    let (ctx, selection, words) = (ui.ctx().clone(), state.selection.clone(), draw.words.clone());
    // it is copied also when nobody looks at the table any more
    drop(worker.run("copy", move |_| {
        ctx.copy_text(text(rows.as_ref(), &columns, header, &selection, &words));
        ctx.request_repaint();
    }));
}

fn text<R: Rows + ?Sized>(
    rows: &R,
    columns: &[usize],
    header: Option<Vec<String>>,
    selection: &Selection<R::Key>,
    words: &Words,
) -> String {
    let is_selected = |row: &usize| rows.key(*row).is_some_and(|key| selection.contains(&key));
    let line = |row: usize| columns.iter().map(|column| rows.cell(row, *column).text(words)).collect();
    let lines = header.into_iter().chain((0..rows.len()).filter(is_selected).map(line));
    let lines = lines.map(|line: Vec<String>| line.iter().map(|cell| field(cell)).collect::<Vec<_>>().join("\t"));
    lines.collect::<Vec<_>>().join("\n")
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
            selected(ui, draw, state, false);
            ui.close();
        }
        let shortcut = ui.ctx().format_shortcut(&egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::C));
        if kit::menu_entry(ui, &words.text("table-copy-with-header"), &shortcut, Ok(())) {
            selected(ui, draw, state, true);
            ui.close();
        }
    });
}
