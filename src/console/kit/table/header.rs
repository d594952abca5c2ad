//! The titles of the columns, and the list in which columns are shown, hidden and moved.

use egui::{
    CursorIcon, Id, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit::SortDirection, pos2, vec2,
};
use egui_material_icons::icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT, ICON_VIEW_COLUMN};

use super::{BUTTON, Column, Draw, HEADER, Rows, TableLayout, TableState, layout::PADDING};
use crate::{
    console::{
        kit::{self, menu_entry, menu_scroll, sort_arrow},
        theme,
    },
    words::{Sentence, Words},
};

/// How near the pointer must come to an edge to take it.
const GRIP: f32 = 4.0;

pub(super) fn header<R: Rows>(
    ui: &mut Ui,
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    layout: &mut TableLayout,
) {
    let area = Rect::from_min_size(ui.max_rect().min, vec2(ui.max_rect().width(), HEADER));
    ui.painter().hline(area.x_range(), area.bottom(), Stroke::new(1.0, draw.palette.line_strong));
    let mut left = area.left();
    let sorted = layout.sorted_by(draw.columns);
    for (place, (index, width)) in draw.shown.iter().enumerate() {
        let column = &draw.columns[*index];
        let rect = Rect::from_min_size(pos2(left, area.top()), vec2(*width, HEADER));
        left += width;
        let down = sorted.filter(|(by, _)| by == index).map(|(_, down)| down);
        let at_cursor = draw.has_focus && state.in_header && state.column == place;
        let response = title(ui, draw, column, rect, down, at_cursor);
        if response.clicked() {
            layout.next_sort(column);
            // the titles are part of the table's one stop
            ui.memory_mut(|memory| memory.request_focus(draw.id));
        }
        response.ctx.accesskit_node_builder(response.id, |node| node.set_column_index(place));
        let popup = Popup::default_response_id(&response);
        if at_cursor && std::mem::take(&mut state.open_columns) {
            Popup::open_id(ui.ctx(), popup);
            focus_first(ui);
        }
        if response.secondary_clicked() || Popup::is_id_open(ui.ctx(), popup) {
            let mut menu = Popup::context_menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
            if Popup::position_of_id(ui.ctx(), popup).is_none() {
                menu = menu.at_position(rect.left_bottom());
            }
            menu.show(|ui| {
                menu_scroll(ui, |ui| {
                    ui.set_width(LIST);
                    sorting(ui, draw.words, column, layout);
                    list(ui, draw, layout);
                });
            });
        }
        edge(ui, draw, state, layout, *index, *width, left);
    }
    button(ui, draw, state, layout, area);
}

fn title<R: Rows>(
    ui: &Ui,
    draw: &Draw<'_, R>,
    column: &Column,
    rect: Rect,
    down: Option<bool>,
    at_cursor: bool,
) -> Response {
    let sense = if column.sortable { Sense::CLICK } else { Sense::hover() | Sense::CLICK };
    let response = ui.interact(rect, draw.id.with(("title", column.id)), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &column.title));
    if let Some(down) = down {
        let direction = if down { SortDirection::Descending } else { SortDirection::Ascending };
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_sort_direction(direction));
    }
    let ink = if response.hovered() || down.is_some() { draw.palette.text } else { draw.palette.text_weak };
    let arrow = if down.is_some() { 12.0 } else { 0.0 };
    let inside = rect.shrink2(vec2(PADDING / 2.0, 0.0));
    let mut job = egui::text::LayoutJob::simple_singleline(column.title.clone(), theme::semibold(theme::SMALL), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width((inside.width() - arrow).max(1.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let cut = galley.elided;
    let size = galley.size();
    let left = if column.numeric { (inside.right() - size.x - arrow).max(inside.left()) } else { inside.left() };
    ui.painter().galley(pos2(left, rect.center().y - size.y / 2.0), galley, ink);
    if let Some(down) = down {
        sort_arrow(ui.painter(), pos2(left + size.x + 8.0, rect.center().y), down, draw.palette.text_weak);
    }
    if at_cursor {
        let stroke = Stroke::new(1.5, draw.palette.focus);
        ui.painter().rect_stroke(rect.shrink(1.0), theme::RADIUS, stroke, StrokeKind::Inside);
    }
    let hint = if column.sortable { draw.words.text("list-sort").into_owned() } else { String::new() };
    let tip = match (cut, hint.is_empty()) {
        (true, false) => format!("{}\n{hint}", column.title),
        (true, true) => column.title.clone(),
        (false, _) => hint,
    };
    if tip.is_empty() { response } else { response.on_hover_text(tip) }
}

/// The edge at the right of a column: dragging resizes it, a double click gives it its own width
/// again.
fn edge<R: Rows>(
    ui: &Ui,
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    layout: &mut TableLayout,
    index: usize,
    width: f32,
    right: f32,
) {
    let column = &draw.columns[index];
    let top = ui.max_rect().top();
    let grip = Rect::from_x_y_ranges(right - GRIP..=right + GRIP, top..=top + HEADER);
    let response = ui.interact(grip, draw.id.with(("edge", column.id)), Sense::CLICK | Sense::DRAG);
    if response.drag_started() {
        state.resizing = Some((index, width - PADDING));
    }
    if let Some((resizing, before)) = state.resizing
        && resizing == index
    {
        if let Some(moved) = response.total_drag_delta() {
            layout.resize(column, before + moved.x);
        }
        if response.drag_stopped() || !response.dragged() {
            state.resizing = None;
        }
    }
    if response.double_clicked() {
        layout.widths.remove(column.id);
    }
    let live = response.hovered() || response.dragged();
    if live {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeColumn);
    }
    let ink = if live { draw.palette.accent } else { draw.palette.line };
    let stroke = Stroke::new(if live { 2.0 } else { 1.0 }, ink);
    ui.painter().vline(right, top + 6.0..=top + HEADER - 6.0, stroke);
}

fn button<R: Rows>(
    ui: &mut Ui,
    draw: &Draw<'_, R>,
    state: &mut TableState<R::Key>,
    layout: &mut TableLayout,
    area: Rect,
) {
    let rect = Rect::from_min_max(pos2(area.right() - BUTTON, area.top()), area.right_bottom());
    let name = draw.words.text("table-columns").into_owned();
    // not a stop of the Tab key: the arrows come here from the last title
    let response = ui.interact(rect, draw.id.with("columns"), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let at_cursor = draw.has_focus && state.in_header && state.column >= draw.shown.len();
    let ink = if response.hovered() || at_cursor { draw.palette.text } else { draw.palette.text_weak };
    let font = egui::FontId::new(16.0, theme::icon_family());
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, ICON_VIEW_COLUMN.codepoint, font, ink);
    if at_cursor {
        let stroke = Stroke::new(1.5, draw.palette.focus);
        ui.painter().rect_stroke(rect.shrink(1.0), theme::RADIUS, stroke, StrokeKind::Inside);
        if std::mem::take(&mut state.open_columns) {
            Popup::open_id(ui.ctx(), Popup::default_response_id(&response));
            focus_first(ui);
        }
    }
    kit::opens_menu(&response);
    Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        menu_scroll(ui, |ui| list(ui, draw, layout));
    });
    response.on_hover_text(name);
}

/// Least width of the list of columns, and the width of the two arrows of a row, in points.
const LIST: f32 = 280.0;
const ARROWS: f32 = 64.0;

/// The first box of the list of columns takes the focus.
fn focus_first(ui: &Ui) {
    ui.data_mut(|data| data.insert_temp(Id::unique(FIRST), true));
}

const FIRST: &str = "first box of the columns";

fn sorting(ui: &mut Ui, words: &Words, column: &Column, layout: &mut TableLayout) {
    if !column.sortable {
        return;
    }
    for (key, down) in [("table-sort-up", false), ("table-sort-down", true)] {
        if menu_entry(ui, &words.text(key), "", Ok(())) {
            layout.sort = Some((column.id.to_owned(), down));
            ui.close();
        }
    }
    let is_sorted = layout.sort.as_ref().is_some_and(|(id, _)| id == column.id);
    if is_sorted && menu_entry(ui, &words.text("table-sort-not"), "", Ok(())) {
        layout.sort = None;
        ui.close();
    }
    ui.separator();
}

/// All columns, with a box that shows each and arrows that move it.
fn list<R: Rows>(ui: &mut Ui, draw: &Draw<'_, R>, layout: &mut TableLayout) {
    let order = layout.order(draw.columns);
    let shown = order.iter().filter(|index| layout.is_shown(&draw.columns[**index])).count();
    let mut first = ui.data_mut(|data| data.remove_temp::<bool>(Id::unique(FIRST))).is_some();
    let name = |index: usize| {
        let column = &draw.columns[index];
        // a column that one wants to see and that has no room says so
        if !layout.is_shown(column) || draw.shown.iter().any(|(it, _)| *it == index) {
            column.title.clone()
        } else {
            draw.words.say(&Sentence::new("table-no-room").with("column", column.title.as_str()))
        }
    };
    let names: Vec<(usize, String)> = order.iter().map(|index| (*index, name(*index))).collect();
    let font = egui::TextStyle::Button.resolve(ui.style());
    let widest = names.iter().map(|(_, name)| theme::text_width(ui, name.as_str(), font.clone())).fold(0.0, f32::max);
    let tick = ui.spacing().icon_width + ui.spacing().icon_spacing;
    ui.set_width((tick + widest + ui.spacing().item_spacing.x + ARROWS).max(LIST));
    for (index, name) in &names {
        let column = &draw.columns[*index];
        let mut on = layout.is_shown(column);
        ui.push_id(column.id, |ui| {
            ui.horizontal(|ui| {
                let last = on && shown == 1;
                let tick = ui.checkbox(&mut on, name.as_str());
                if std::mem::take(&mut first) {
                    tick.request_focus();
                }
                if tick.changed() && !last {
                    layout.show(column, on);
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    for (icon, key, right) in
                        [(ICON_CHEVRON_RIGHT, "table-move-right", true), (ICON_CHEVRON_LEFT, "table-move-left", false)]
                    {
                        let said = draw.words.say(&Sentence::new(key).with("column", column.title.as_str()));
                        let arrow = ui.add(egui::Button::new(theme::icon(icon)).min_size(vec2(28.0, theme::TARGET)));
                        arrow.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
                        if arrow.on_hover_text(said).clicked() {
                            layout.shift(draw.columns, *index, right);
                        }
                    }
                });
            });
        });
    }
    ui.separator();
    if menu_entry(ui, &draw.words.text("table-reset"), "", Ok(())) {
        *layout = TableLayout { sort: layout.sort.take(), ..TableLayout::default() };
        ui.close();
    }
}
