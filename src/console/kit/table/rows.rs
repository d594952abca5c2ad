//! The rows in sight, by pointer and for a screen reader.

use egui::{
    CornerRadius, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{Cell, Draw, Output, ROW, Rows, Selection, TableState, cell::Paint, copy, keys, layout::PADDING};
use crate::console::{kit, theme};

/// How many cells of a row are spoken.
const SPOKEN: usize = 5;

/// A cell as it was drawn.
struct Drawn {
    column: usize,
    area: Rect,
    /// Where its text stands.
    text: Rect,
    words: String,
    /// What its mark says.
    says: String,
    cut: bool,
    is_link: bool,
}

pub(super) fn rows<R: Rows>(
    ui: &mut Ui,
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    output: &mut Output<R::Key>,
    viewport: Rect,
    menu: &mut impl FnMut(&mut Ui, &Selection<R::Key>),
) {
    let count = draw.rows.len();
    let top = ui.max_rect().top();
    let (left, width) = (ui.max_rect().left(), ui.max_rect().width());
    ui.set_min_size(vec2(width, count as f32 * ROW));
    if let Some(row) = state.scroll_to.take().filter(|row| *row < count) {
        let rect = Rect::from_min_size(pos2(left, top + row as f32 * ROW), vec2(width, ROW));
        ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
    }
    let first = ((viewport.top() / ROW).floor().max(0.0) as usize).min(count);
    let last = ((viewport.bottom() / ROW).ceil().max(0.0) as usize).min(count);
    output.visible = first..last;
    let mut opened = false;
    for row in first..last {
        let rect = Rect::from_min_size(pos2(left, top + row as f32 * ROW), vec2(width, ROW));
        opened |= one(ui, draw, state, output, row, rect, menu);
    }
    if opened {
        state.open_menu = false;
    }
}

/// Draws one row; returns whether a key opened its menu.
fn one<R: Rows>(
    ui: &mut Ui,
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    output: &mut Output<R::Key>,
    row: usize,
    rect: Rect,
    menu: &mut impl FnMut(&mut Ui, &Selection<R::Key>),
) -> bool {
    let Some(key) = draw.rows.key(row) else {
        waiting(ui, draw, row, rect);
        return false;
    };
    let id = draw.id.with(&key);
    let sense = if draw.draggable { Sense::CLICK | Sense::DRAG } else { Sense::CLICK };
    let response = ui.interact(rect, id, sense);
    let selected = state.selection.contains(&key);
    let at_cursor = draw.has_focus && !state.in_header && state.cursor.as_ref().is_some_and(|(it, _)| *it == key);
    let lit = state.lit.as_ref() == Some(&key);
    background(ui, draw, state, &response, (selected, lit), at_cursor);
    let drawn = cells(ui, draw, row, rect, selected);
    speak(ui, draw, row, &response, &drawn, selected);
    pointed(&response, draw, state, output, row, &key, &drawn);
    let popup = Popup::default_response_id(&response);
    let by_key = state.open_menu && state.cursor.as_ref().is_some_and(|(it, _)| *it == key);
    if by_key {
        state.menu_column = draw.shown.get(state.column).map_or(0, |(column, _)| *column);
        Popup::open_id(ui.ctx(), popup);
        kit::focus_first_entry(ui.ctx());
    }
    if by_key || response.secondary_clicked() || Popup::is_id_open(ui.ctx(), popup) {
        let mut popup = Popup::context_menu(&response);
        // without a pointer it hangs at its row
        if Popup::position_of_id(ui.ctx(), popup.get_id()).is_none() {
            popup = popup.at_position(response.rect.left_bottom() + vec2(24.0, 0.0));
        }
        popup.show(|ui| {
            kit::menu_scroll(ui, |ui| {
                menu(ui, &state.selection);
                copy::entries(ui, draw, state, row);
            });
        });
    }
    by_key
}

fn waiting<R: Rows>(ui: &Ui, draw: &Draw<'_, R>, row: usize, rect: Rect) {
    let response = ui.interact(rect, draw.id.with(("waiting", row)), Sense::hover());
    let words = draw.words.text("table-loading");
    response.widget_info(|| WidgetInfo::labeled(Role::Row, false, &*words));
    let bar = Rect::from_min_size(rect.left_center() + vec2(PADDING / 2.0, -4.0), vec2(rect.width().min(160.0), 8.0));
    ui.painter().rect_filled(bar, CornerRadius::same(4), draw.palette.line);
}

fn background<R: Rows>(
    ui: &Ui,
    draw: &Draw<'_, R>,
    state: &TableState<R::Key>,
    response: &Response,
    (selected, lit): (bool, bool),
    at_cursor: bool,
) {
    let rect = response.rect;
    let radius = CornerRadius::same(theme::RADIUS);
    if selected {
        ui.painter().rect_filled(rect, radius, draw.palette.selection);
        // so that it is not told by its tint alone
        ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0), 1.0, draw.palette.accent);
    } else if lit || response.hovered() {
        ui.painter().rect_filled(rect, radius, draw.palette.button_hover);
    }
    if at_cursor {
        let stroke = Stroke::new(1.5, draw.palette.focus);
        ui.painter().rect_stroke(rect.shrink(0.5), radius, stroke, StrokeKind::Inside);
        if state.column > 0 {
            let left: f32 = rect.left() + draw.shown.iter().take(state.column).map(|(_, width)| width).sum::<f32>();
            let width = draw.shown.get(state.column).map_or(0.0, |(_, width)| *width);
            ui.painter().hline(
                left + 4.0..=left + width - 4.0,
                rect.bottom() - 3.0,
                Stroke::new(2.0, draw.palette.focus),
            );
        }
    }
}

fn cells<R: Rows>(ui: &Ui, draw: &Draw<'_, R>, row: usize, rect: Rect, selected: bool) -> Vec<Drawn> {
    let paint = Paint { words: draw.words, palette: &draw.palette, highlight: draw.highlight };
    let ink = if selected { draw.palette.selection_text } else { draw.palette.text };
    let mut left = rect.left();
    let mut drawn = Vec::with_capacity(draw.shown.len());
    for (column, width) in draw.shown {
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, ROW));
        left += width;
        let cell = draw.rows.cell(row, *column);
        let words = cell.text(paint.words);
        let inside = area.shrink2(vec2(PADDING / 2.0, 0.0));
        let right = draw.columns[*column].numeric;
        let (text, cut) = paint.cell(ui, inside, &cell, &words, right, ink);
        let is_link = matches!(cell, Cell::Link(_));
        let says = if let Cell::Marked(_, _, says) = cell { says } else { String::new() };
        drawn.push(Drawn { column: *column, area, text, words, says, cut, is_link });
    }
    drawn
}

fn speak<R: Rows>(ui: &mut Ui, draw: &Draw<'_, R>, row: usize, response: &Response, drawn: &[Drawn], selected: bool) {
    response.widget_info(|| {
        let spoken = draw.rows.spoken(row).unwrap_or_else(|| {
            let said = drawn.iter().map(|cell| cell.words.as_str()).filter(|words| !words.is_empty());
            said.take(SPOKEN).collect::<Vec<_>>().join(", ")
        });
        WidgetInfo::selected(Role::Row, true, selected, spoken)
    });
    let listened = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_index(row);
        node.set_selected(selected);
    });
    // nobody listens: the cells need no nodes
    if listened.is_none() {
        return;
    }
    let inner = UiBuilder::new().max_rect(response.rect).id_salt(response.id).accessibility_parent(response.id);
    let inner = ui.new_child(inner);
    for (place, cell) in drawn.iter().enumerate() {
        let it = inner.interact(cell.area, response.id.with(("cell", cell.column)), Sense::hover());
        it.widget_info(|| WidgetInfo::labeled(Role::Cell, true, together(&cell.words, &cell.says, ", ")));
        inner.ctx().accesskit_node_builder(it.id, |node| {
            node.set_column_index(place);
            node.set_row_index(row);
        });
    }
}

/// A text and what its mark says.
fn together(words: &str, says: &str, between: &str) -> String {
    if words.is_empty() || says.is_empty() { format!("{words}{says}") } else { format!("{words}{between}{says}") }
}

fn pointed<R: Rows>(
    response: &Response,
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    output: &mut Output<R::Key>,
    row: usize,
    key: &R::Key,
    drawn: &[Drawn],
) {
    if response.contains_pointer() {
        output.under_pointer = Some((key.clone(), response.rect));
    }
    let pointer = response.ctx.pointer_latest_pos();
    let under = pointer.and_then(|at| drawn.iter().find(|cell| cell.area.contains(at)));
    let modifiers = || response.ctx.input(|input| input.modifiers);
    let link = under.filter(|cell| cell.is_link && pointer.is_some_and(|at| cell.text.contains(at)));
    if response.double_clicked() {
        keys::click(draw, state, output, row, egui::Modifiers::NONE);
        output.activated = Some(key.clone());
    } else if response.clicked() {
        keys::click(draw, state, output, row, modifiers());
        output.link = link.map(|cell| (key.clone(), cell.column));
    } else if response.secondary_clicked() {
        state.menu_column = under.map_or(0, |cell| cell.column);
        if state.selection.contains(key) {
            state.cursor = Some((key.clone(), row));
        } else {
            keys::click(draw, state, output, row, egui::Modifiers::NONE);
        }
    } else if response.drag_started() {
        if !state.selection.contains(key) {
            keys::click(draw, state, output, row, egui::Modifiers::NONE);
        }
        output.drag_started = Some(key.clone());
    }
    if response.clicked() || response.secondary_clicked() || response.drag_started() {
        (state.in_header, state.column) = (false, 0);
        response.ctx.memory_mut(|memory| memory.request_focus(draw.id));
    }
    if !response.hovered() {
        return;
    }
    if link.is_some() {
        response.ctx.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if let Some(cell) = under.filter(|cell| cell.cut || !cell.says.is_empty()) {
        let words = if cell.cut { cell.words.as_str() } else { "" };
        response.clone().on_hover_text_at_pointer(together(words, &cell.says, "\n"));
    }
}
