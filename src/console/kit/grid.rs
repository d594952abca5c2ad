//! A small editable grid: a header, rows of fields, and buttons that act on the current row.

use egui::{
    CursorIcon, FontId, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons::{ICON_ADD, ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_DELETE};

use super::{SoftButton, soft_button};
use crate::{
    console::{
        accessible,
        theme::{self, Palette},
    },
    model::validate::Problem,
    words::{Sentence, Words},
};

/// A column of the grid.
#[derive(Clone, Debug)]
pub struct Column {
    pub title: String,
    /// Least width in points.
    pub min: f32,
    /// Its part of the width that is left.
    pub share: f32,
}

impl Column {
    #[must_use]
    pub fn new(title: impl Into<String>, min: f32, share: f32) -> Self {
        Self { title: title.into(), min, share }
    }
}

/// What is to be done with the rows. Rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridAction {
    Add,
    Delete(usize),
    /// Exchange with the row above.
    MoveUp(usize),
    MoveDown(usize),
    /// Take a row to the place of another one.
    Move(usize, usize),
}

/// What the grid offers besides its cells.
#[derive(Clone, Debug)]
pub struct GridOptions<'a> {
    /// The words of the button that adds a row.
    pub add: &'a str,
    /// The words of the button that deletes the current row.
    pub delete: &'a str,
    /// Whether the order matters.
    pub movable: bool,
    /// Shown while there are no rows.
    pub empty: &'a str,
    /// Why nothing can be changed.
    pub read_only: Option<&'a str>,
}

const ROW: f32 = 34.0;
const GUTTER: f32 = 28.0;
const GAP: f32 = 6.0;

/// Draws the grid. `current` is the row that the buttons act on; `cell` draws one field, which should fill the width that there is.
#[expect(clippy::too_many_arguments, reason = "a grid is what it shows, where one is and what may be done")]
pub fn editable_grid(
    ui: &mut Ui,
    words: &Words,
    id_salt: &str,
    columns: &[Column],
    rows: usize,
    current: &mut Option<usize>,
    options: &GridOptions<'_>,
    cell: impl FnMut(&mut Ui, usize, usize),
) -> Option<GridAction> {
    if current.is_some_and(|current| current >= rows) {
        *current = rows.checked_sub(1);
    }
    ui.push_id(id_salt, |ui| {
        let by_key = moved_by_key(ui, rows, *current, options);
        let dragged = table(ui, words, columns, rows, current, options, cell);
        ui.add_space(4.0);
        buttons(ui, words, rows, *current, options).or(by_key).or(dragged)
    })
    .inner
}

/// What a grid remembers from one pass to the next.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// Where its rows were drawn.
    area: Option<Rect>,
    /// The number of the row that moved gets the focus.
    focus: Option<usize>,
}

fn seen_id(ui: &Ui) -> egui::Id {
    ui.scope_id().with("seen")
}

/// Alt with an arrow moves the current row while the keyboard is in the grid.
fn moved_by_key(ui: &Ui, rows: usize, current: Option<usize>, options: &GridOptions<'_>) -> Option<GridAction> {
    let row = current.filter(|_| options.movable && options.read_only.is_none())?;
    let id = seen_id(ui);
    let seen: Seen = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let focused = theme::focused_widget(ui.ctx())?;
    let inside =
        focused.layer_id == ui.layer_id() && seen.area.is_some_and(|area| area.contains(focused.rect.center()));
    if !inside {
        return None;
    }
    let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
    let to = if key(Key::ArrowUp) {
        row.checked_sub(1)?
    } else if key(Key::ArrowDown) {
        (row + 1 < rows).then_some(row + 1)?
    } else {
        return None;
    };
    ui.data_mut(|data| data.insert_temp(id, Seen { focus: Some(to), ..seen }));
    Some(GridAction::Move(row, to))
}

fn table(
    ui: &mut Ui,
    words: &Words,
    columns: &[Column],
    rows: usize,
    current: &mut Option<usize>,
    options: &GridOptions<'_>,
    mut cell: impl FnMut(&mut Ui, usize, usize),
) -> Option<GridAction> {
    let id = seen_id(ui);
    let mut seen: Seen = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let focus = seen.focus.take();
    let movable = options.movable && options.read_only.is_none();
    let mut moved = None;
    let palette = Palette::of_ui(ui);
    let least: f32 = GUTTER + columns.iter().map(|column| column.min + GAP).sum::<f32>();
    let shares: f32 = columns.iter().map(|column| column.share).sum();
    let width = ui.available_width().max(least);
    ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| {
        ui.set_width(width);
        let spare = (width - least).max(0.0);
        let mut edges = vec![GUTTER];
        for column in columns {
            edges.push(edges[edges.len() - 1] + column.min + GAP + spare * column.share / shares.max(1.0));
        }
        let (head, _) = ui.allocate_exact_size(vec2(width, 26.0), Sense::hover());
        ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, palette.line_strong));
        for (index, column) in columns.iter().enumerate() {
            let area =
                Rect::from_x_y_ranges(head.left() + edges[index]..=head.left() + edges[index + 1], head.y_range());
            ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
                ui.set_clip_rect(area.intersect(ui.clip_rect()));
                ui.horizontal_centered(|ui| {
                    ui.label(egui::RichText::new(&column.title).font(theme::semibold(theme::SMALL)).weak());
                });
            });
        }
        if rows == 0 {
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space(GUTTER);
                ui.label(egui::RichText::new(options.empty).weak());
            });
            ui.add_space(8.0);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let top = ui.cursor().top();
        seen.area = Some(Rect::from_min_size(pos2(head.left(), top), vec2(width, ROW * rows as f32)));
        for row in 0..rows {
            ui.push_id(row, |ui| {
                let (area, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
                if *current == Some(row) {
                    ui.painter().rect_filled(area, theme::RADIUS, palette.selection);
                }
                let name = words.say(&Sentence::new("kit-row").with("number", row + 1));
                response.widget_info(|| WidgetInfo::selected(Role::Row, true, *current == Some(row), &name));
                let gutter = Rect::from_min_size(area.min, vec2(GUTTER, ROW));
                let sense = if movable { Sense::CLICK | Sense::DRAG } else { Sense::click() };
                let number = ui.interact(gutter, ui.scope_id().with("number"), sense);
                if focus == Some(row) {
                    number.request_focus();
                }
                if movable && number.hovered() {
                    ui.ctx().set_cursor_icon(CursorIcon::Grab);
                }
                if number.drag_started() {
                    *current = Some(row);
                }
                if number.dragged() || number.drag_stopped() {
                    let at = number.interact_pointer_pos().unwrap_or(gutter.center()).y;
                    // the gap between two rows that is nearest
                    let gap = (((at - top) / ROW).round().max(0.0) as usize).min(rows);
                    let to = if gap > row { gap - 1 } else { gap };
                    if number.drag_stopped() {
                        moved = (to != row).then_some(GridAction::Move(row, to));
                    } else {
                        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
                        let line = area.left()..=area.left() + width;
                        ui.painter().hline(line, top + ROW * gap as f32, Stroke::new(2.0, palette.accent));
                    }
                }
                number.widget_info(|| WidgetInfo::selected(Role::Button, true, *current == Some(row), &name));
                ui.painter().text(
                    gutter.center(),
                    egui::Align2::CENTER_CENTER,
                    row + 1,
                    FontId::proportional(theme::SMALL),
                    palette.text_weak,
                );
                if number.clicked() || number.gained_focus() {
                    *current = Some(row);
                }
                for column in 0..columns.len() {
                    let field = Rect::from_min_max(
                        pos2(area.left() + edges[column], area.top() + 4.0),
                        pos2(area.left() + edges[column + 1] - GAP, area.bottom() - 4.0),
                    );
                    ui.scope_builder(UiBuilder::new().id_salt(column).max_rect(field), |ui| {
                        // cells are narrower than the fields of a form
                        let spacing = ui.spacing_mut();
                        spacing.button_padding.x = 7.0;
                        spacing.icon_width = 13.0;
                        spacing.icon_spacing = 2.0;
                        cell(ui, row, column);
                    });
                }
                // the row with the focus is the current one
                let focused = theme::focused_widget(ui.ctx());
                if focused.is_some_and(|it| it.layer_id == ui.layer_id() && area.contains(it.rect.center())) {
                    *current = Some(row);
                }
            });
        }
        ui.add_space(4.0);
    });
    accessible::reveal_beyond(ui);
    ui.data_mut(|data| data.insert_temp(id, seen));
    moved
}

fn buttons(
    ui: &mut Ui,
    words: &Words,
    rows: usize,
    current: Option<usize>,
    options: &GridOptions<'_>,
) -> Option<GridAction> {
    let mut action = None;
    let allowed = options.read_only.map_or(Ok(()), |reason| Err(reason.to_owned()));
    let with_row = |not: &dyn Fn(usize) -> Option<&'static str>| {
        allowed.clone()?;
        match current {
            None => Err(words.text(if rows == 0 { "kit-no-rows" } else { "kit-choose-a-row" }).into_owned()),
            Some(row) => not(row).map_or(Ok(()), |key| Err(words.text(key).into_owned())),
        }
    };
    ui.horizontal_wrapped(|ui| {
        let mut button = |text: &str, icon: &str, enabled: Result<(), String>, does: Option<GridAction>| {
            let button = SoftButton::new(text).icon(icon).enabled(enabled);
            if soft_button(ui, button).clicked_enabled {
                action = does;
            }
        };
        button(options.add, ICON_ADD.codepoint, allowed.clone(), Some(GridAction::Add));
        button(options.delete, ICON_DELETE.codepoint, with_row(&|_| None), current.map(GridAction::Delete));
        if options.movable {
            button(
                &words.text("kit-move-up"),
                ICON_ARROW_UPWARD.codepoint,
                with_row(&|row| (row == 0).then_some("kit-first-row")),
                current.map(GridAction::MoveUp),
            );
            button(
                &words.text("kit-move-down"),
                ICON_ARROW_DOWNWARD.codepoint,
                with_row(&|row| (row + 1 >= rows).then_some("kit-last-row")),
                current.map(GridAction::MoveDown),
            );
        }
    });
    action
}

/// Does it to a list of rows and moves the current row along. `Add` appends what `new` makes.
pub fn apply<T>(action: GridAction, rows: &mut Vec<T>, current: &mut Option<usize>, new: impl FnOnce() -> T) {
    match action {
        GridAction::Add => {
            rows.push(new());
            *current = Some(rows.len() - 1);
        }
        GridAction::Delete(row) if row < rows.len() => {
            rows.remove(row);
            *current = rows.len().checked_sub(1).map(|last| row.min(last));
        }
        GridAction::MoveUp(row) if row > 0 && row < rows.len() => {
            rows.swap(row, row - 1);
            *current = Some(row - 1);
        }
        GridAction::MoveDown(row) if row + 1 < rows.len() => {
            rows.swap(row, row + 1);
            *current = Some(row + 1);
        }
        GridAction::Move(row, to) if row < rows.len() && to < rows.len() => {
            let it = rows.remove(row);
            rows.insert(to, it);
            *current = Some(to);
        }
        _ => {}
    }
}

/// The sentence of a problem with the number of its row, counted from 0.
#[must_use]
pub fn row_problem(words: &Words, row: usize, problem: &Problem) -> String {
    let sentence = problem.sentence.clone();
    words.say(&Sentence::new("kit-row-problem").with("number", row + 1).with("problem", sentence))
}
