//! A table of rows of which one is current: for lists whose buttons have reasons of their own.
//! The rows take the focus, and the arrow keys move through them.

use egui::{EventFilter, Key, Label, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder};
use egui::{WidgetInfo, pos2, vec2};

use crate::console::{
    accessible,
    kit::{Column, Form, Mark, form::concerns, grid::row_problem},
    theme::{self, Palette},
};

const ROW: f32 = 34.0;
const GAP: f32 = 8.0;
/// The height of a button with an icon.
const BUTTON: f32 = 30.0;

/// Draws the table. `name` tells what a row is called, `cell` draws one cell.
pub fn row_table(
    ui: &mut Ui,
    salt: &str,
    columns: &[Column],
    names: &[String],
    current: &mut Option<usize>,
    empty: &str,
    mut cell: impl FnMut(&mut Ui, usize, usize),
) {
    *current = current.map(|current| current.min(names.len().saturating_sub(1))).filter(|_| !names.is_empty());
    let palette = Palette::of_ui(ui);
    let least: f32 = columns.iter().map(|column| column.min + GAP).sum::<f32>() + GAP;
    let shares: f32 = columns.iter().map(|column| column.share).sum();
    let width = ui.available_width().max(least);
    let spare = width - least;
    let mut edges = vec![GAP];
    for column in columns {
        edges.push(edges[edges.len() - 1] + column.min + GAP + spare * column.share / shares.max(1.0));
    }
    ScrollArea::horizontal().id_salt(salt).auto_shrink([false, true]).show(ui, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        let (head, _) = ui.allocate_exact_size(vec2(width, 26.0), Sense::hover());
        ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, palette.line_strong));
        for (index, column) in columns.iter().enumerate() {
            let title = RichText::new(&column.title).font(theme::semibold(theme::SMALL)).weak();
            in_cell(ui, head, &edges, index, |ui| ui.add(Label::new(title).truncate()));
        }
        if names.is_empty() {
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space(GAP);
                ui.add(Label::new(RichText::new(empty).weak()).wrap());
            });
        }
        let mut ids = Vec::with_capacity(names.len());
        for (row, name) in names.iter().enumerate() {
            ui.push_id(row, |ui| {
                let (area, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
                ids.push(response.id);
                let chosen = *current == Some(row);
                if chosen {
                    ui.painter().rect_filled(area, theme::RADIUS, palette.selection);
                } else if response.hovered() {
                    ui.painter().rect_filled(area, theme::RADIUS, palette.button_hover);
                }
                response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, name));
                if response.clicked() || response.gained_focus() {
                    *current = Some(row);
                }
                for column in 0..columns.len() {
                    let field = area.shrink2(vec2(0.0, 4.0));
                    ui.push_id(column, |ui| in_cell(ui, field, &edges, column, |ui| cell(ui, row, column)));
                }
                // a field in the row that takes the focus makes it the current one; what is
                // scrolled away lies behind the buttons of the window
                let seen = area.intersect(ui.clip_rect());
                let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
                if focused.is_some_and(|it| it.layer_id == ui.layer_id() && seen.contains(it.rect.center())) {
                    *current = Some(row);
                }
            });
        }
        move_with_arrows(ui, &ids, current);
        ui.add_space(6.0);
    });
    accessible::reveal_beyond(ui);
}

fn in_cell<R>(ui: &mut Ui, row: Rect, edges: &[f32], column: usize, add: impl FnOnce(&mut Ui) -> R) {
    let area = Rect::from_min_max(
        pos2(row.left() + edges[column], row.top()),
        pos2(row.left() + edges[column + 1] - GAP, row.bottom()),
    );
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(area).layout(layout), |ui| {
        // the ring around what has the focus stands a little outside
        ui.set_clip_rect(area.expand(5.0).intersect(ui.clip_rect()));
        add(ui)
    });
}

fn move_with_arrows(ui: &Ui, ids: &[egui::Id], current: &mut Option<usize>) {
    let focused = ui.memory(egui::Memory::focused);
    let Some(at) = focused.and_then(|focused| ids.iter().position(|id| *id == focused)) else { return };
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(ids[at], EventFilter { vertical_arrows: true, ..EventFilter::default() });
    });
    let to = ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            (at + 1).min(ids.len() - 1)
        } else if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            at.saturating_sub(1)
        } else {
            at
        }
    });
    if to != at {
        *current = Some(to);
        ui.memory_mut(|memory| memory.request_focus(ids[to]));
    }
}

/// Draws what is wrong with the rows of a list, each with the number of its row.
pub fn row_problems(ui: &mut Ui, form: &Form<'_>, list: &str) {
    for problem in form.all_problems().iter().filter(|problem| concerns(problem, list)) {
        let rest = problem.field[list.len()..].strip_prefix('[').and_then(|rest| rest.split(']').next());
        let text = match rest.and_then(|row| row.parse().ok()) {
            Some(row) => row_problem(form.words(), row, problem),
            None => form.words().say(&problem.sentence),
        };
        Mark::from(problem.severity).line(ui, &text);
    }
}

/// A row of buttons below a table, a drop-down among them perhaps: all of one height.
pub fn button_row(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = BUTTON;
        ui.horizontal_wrapped(add_contents);
    });
}

/// A text in a cell, cut off where it is too long; the pointer then shows all of it.
pub fn text_cell(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).truncate());
}
