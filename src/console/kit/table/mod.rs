//! A table of any length: only the rows in sight are built.
//!
//! Rows come from [`Rows`], columns from a list of [`Column`]; the caller filters and sorts (off
//! the window's thread where there is much), the table shows the arrow and tells what was asked
//! for. Columns are resized, hidden, moved and sorted by a person, and the [`Layouts`] that the
//! window keeps between two runs remember it under the table's id. Rows are selected by their key,
//! so the selection stays on its rows however they are sorted.
//!
//! The table is one stop of the Tab key. Arrows move within: above the first row stand the titles
//! (Enter sorts, Shift with an arrow resizes, the menu key opens the list of columns), right of
//! the last title the button with the list of columns. Letters lead to the row that begins with
//! them. Ctrl+C copies the selected rows with a header, for a spreadsheet.
//!
//! ```
//! use sendport::console::kit::table::{Cell, Column, Layouts, Rows, Table, TableState};
//! use sendport::words::{Language, Words};
//!
//! struct Sizes(Vec<(String, u64)>);
//! impl Rows for Sizes {
//!     type Key = String;
//!     fn len(&self) -> usize {
//!         self.0.len()
//!     }
//!     fn key(&self, row: usize) -> Option<String> {
//!         self.0.get(row).map(|(name, _)| name.clone())
//!     }
//!     fn cell(&self, row: usize, column: usize) -> Cell {
//!         match column {
//!             0 => Cell::Text(self.0[row].0.clone()),
//!             _ => Cell::Number(self.0[row].1),
//!         }
//!     }
//! }
//!
//! # egui::__run_test_ui(|ui| {
//! # sendport::console::theme::install(ui.ctx());
//! # let (words, layouts) = (Words::new(Language::English), Layouts::default());
//! # let mut state = TableState::default();
//! let columns = [Column::new("name", "Name").rest().importance(9), Column::new("size", "Size").numeric()];
//! let rows = Sizes(vec![("a".into(), 1), ("b".into(), 2)]);
//! let output = Table::new("sizes", "Sizes", &columns).highlight("a").show(
//!     ui, &words, &layouts, &mut state, &rows,
//!     |ui, _selection| drop(ui.button("An entry of the menu of the selected rows")),
//! );
//! if let Some(key) = output.activated {
//!     println!("{key} was opened by Enter or a double click");
//! }
//! // rows that can be dragged: `Table::draggable`, then
//! if let Some(key) = output.drag_started {
//!     egui::DragAndDrop::set_payload(ui.ctx(), key);
//! }
//! // what can be dropped on a row: ask `output.under_pointer` and `DragAndDrop`
//! # });
//! ```
//!
//! In a panel or a dialog `cx.layouts` is at hand, and `cx.words`. The caller sorts by
//! `cx.layouts.get(id).sorted_by(&columns)`, which `output.sort_changed` tells of. A source whose
//! rows come page by page answers [`Cell::Loading`] for those that are not there yet and looks at
//! `output.visible` for which ones are wanted.

mod cell;
mod copy;
mod header;
mod keys;
mod layout;
mod rows;
mod selection;

use std::{hash::Hash, ops::Range};

use egui::{Id, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

pub use cell::{Cell, matches};
pub use copy::tsv;
pub use layout::{Column, Layouts, TableLayout, Width};
pub use selection::Selection;

use crate::{
    console::{theme::Palette, worker::Worker},
    words::Words,
};

/// Where the rows come from. Nothing here may take long: it is asked in every pass, for the rows
/// in sight.
pub trait Rows {
    /// Names a row, whatever place it has.
    type Key: Clone + Eq + Hash + std::fmt::Debug + Send + Sync + 'static;

    fn len(&self) -> usize;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `None` for a row that is still on its way.
    fn key(&self, row: usize) -> Option<Self::Key>;

    /// `column` counts in the list of columns that the table was given.
    fn cell(&self, row: usize, column: usize) -> Cell;

    /// Where a row stands now.
    fn find(&self, key: &Self::Key) -> Option<usize> {
        (0..self.len()).find(|row| self.key(*row).as_ref() == Some(key))
    }

    /// By what typed letters find a row.
    fn name(&self, row: usize, words: &Words) -> String {
        self.cell(row, 0).text(words)
    }

    /// What a screen reader tells of a row; by itself the first cells that say something.
    fn spoken(&self, _row: usize) -> Option<String> {
        None
    }

    /// The rows are being made anew: what is not found yet may still come.
    fn is_pending(&self) -> bool {
        false
    }

    /// The same rows for another thread: where there may be so many that copying them all takes
    /// longer than a frame.
    fn elsewhere(&self) -> Option<Elsewhere<Self::Key>> {
        None
    }
}

/// Rows that another thread reads.
pub struct Elsewhere<K> {
    pub worker: Worker,
    pub rows: Box<dyn Rows<Key = K> + Send>,
}

/// What a table remembers between two passes.
pub struct TableState<K> {
    pub selection: Selection<K>,
    /// A row that looks as if the pointer were on it, which is on the same thing elsewhere.
    pub lit: Option<K>,
    /// The row at which the keyboard is, and where it was last.
    cursor: Option<(K, usize)>,
    /// Where a range begins.
    anchor: Option<K>,
    /// Which of the columns in sight the keyboard is at; one past the last: the button.
    column: usize,
    in_header: bool,
    reveal: Option<K>,
    scroll_to: Option<usize>,
    /// Letters that were typed, and when the last one was.
    typed: (String, f64),
    open_menu: bool,
    open_columns: bool,
    /// The column whose cell the menu copies.
    menu_column: usize,
    /// A column and its width before the pointer moved its edge.
    resizing: Option<(usize, f32)>,
    page: usize,
}

impl<K: Clone + Eq + Hash> Default for TableState<K> {
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            lit: None,
            cursor: None,
            anchor: None,
            column: 0,
            in_header: false,
            reveal: None,
            scroll_to: None,
            typed: (String::new(), 0.0),
            open_menu: false,
            open_columns: false,
            menu_column: 0,
            resizing: None,
            page: 1,
        }
    }
}

impl<K: Clone + Eq + Hash> TableState<K> {
    /// Scrolls to a row, once it is there, and puts the keyboard on it.
    pub fn reveal(&mut self, key: Option<&K>) {
        self.reveal = key.cloned();
        self.cursor = key.cloned().map(|key| (key, 0));
        self.anchor = key.cloned();
    }

    /// The row at which the keyboard is.
    #[must_use]
    pub fn cursor(&self) -> Option<&K> {
        self.cursor.as_ref().map(|(key, _)| key)
    }
}

/// What was done with a table in this pass.
pub struct Output<K> {
    /// Look at [`TableState::selection`].
    pub selection_changed: bool,
    /// By Enter or a double click.
    pub activated: Option<K>,
    /// A [`Cell::Link`] was clicked: the row and the column.
    pub link: Option<(K, usize)>,
    /// See [`TableLayout::sorted_by`].
    pub sort_changed: bool,
    /// The rows in sight.
    pub visible: Range<usize>,
    /// A row that is being dragged from now on; its selection comes along if it is part of it.
    pub drag_started: Option<K>,
    /// The row under the pointer, also while something is dragged over it, and where it is drawn.
    pub under_pointer: Option<(K, Rect)>,
    /// How many columns are shown; the rest has no room or was hidden.
    pub columns: usize,
    pub has_focus: bool,
}

impl<K> Default for Output<K> {
    fn default() -> Self {
        Self {
            selection_changed: false,
            activated: None,
            link: None,
            sort_changed: false,
            visible: 0..0,
            drag_started: None,
            under_pointer: None,
            columns: 0,
            has_focus: false,
        }
    }
}

/// Height of a row, in points.
pub const ROW: f32 = 26.0;
const HEADER: f32 = 26.0;
/// Width of the button with the list of columns.
const BUTTON: f32 = 24.0;

/// See the module.
#[expect(clippy::struct_excessive_bools, reason = "what a table may and may not, each by itself")]
pub struct Table<'a> {
    id: &'static str,
    focus_id: Id,
    name: String,
    columns: &'a [Column],
    highlight: &'a str,
    take_focus: bool,
    draggable: bool,
    multiple: bool,
    escape_clears: bool,
}

/// What the parts of a table need while it is drawn.
struct Draw<'a, R: Rows> {
    words: &'a Words,
    columns: &'a [Column],
    /// The columns in sight, with their widths.
    shown: &'a [(usize, f32)],
    rows: &'a R,
    id: Id,
    palette: Palette,
    has_focus: bool,
    highlight: &'a str,
    draggable: bool,
    multiple: bool,
}

impl<'a> Table<'a> {
    /// `id` names the table in the settings; `name` is told to a screen reader.
    #[must_use]
    pub fn new(id: &'static str, name: impl Into<String>, columns: &'a [Column]) -> Self {
        Self {
            id,
            focus_id: Id::unique(("table", id)),
            name: name.into(),
            columns,
            highlight: "",
            take_focus: false,
            draggable: false,
            multiple: true,
            escape_clears: true,
        }
    }

    /// Under which the table has the focus.
    #[must_use]
    pub fn focus_id(self, focus_id: Id) -> Self {
        Self { focus_id, ..self }
    }

    /// Marks this text wherever a cell contains it, without regard to case.
    #[must_use]
    pub fn highlight(self, highlight: &'a str) -> Self {
        Self { highlight, ..self }
    }

    #[must_use]
    pub fn take_focus(self, take_focus: bool) -> Self {
        Self { take_focus, ..self }
    }

    /// See [`Output::drag_started`].
    #[must_use]
    pub fn draggable(self) -> Self {
        Self { draggable: true, ..self }
    }

    /// Not more than one row is selected.
    #[must_use]
    pub fn single(self) -> Self {
        Self { multiple: false, ..self }
    }

    /// Escape is for whoever stands around the table, such as a dialog.
    #[must_use]
    pub fn leave_escape(self) -> Self {
        Self { escape_clears: false, ..self }
    }

    /// Draws the table over all the room that there is. `menu` draws what the context menu of the
    /// selected rows offers beside *Copy*.
    pub fn show<R: Rows>(
        self,
        ui: &mut Ui,
        words: &Words,
        layouts: &Layouts,
        state: &mut TableState<R::Key>,
        rows: &R,
        mut menu: impl FnMut(&mut Ui, &Selection<R::Key>),
    ) -> Output<R::Key> {
        let mut output = Output::default();
        let area = ui.available_rect_before_wrap();
        let whole = ui.interact(area, self.focus_id, Sense::focusable_noninteractive());
        if self.take_focus {
            whole.request_focus();
        }
        let mut layout = layouts.get(self.id);
        let before = layout.clone();
        let bar = ui.spacing().scroll.allocated_width().max(BUTTON);
        let shown = layout.fit(self.columns, area.width() - bar);
        let draw = Draw {
            words,
            columns: self.columns,
            shown: &shown,
            rows,
            id: self.focus_id,
            palette: Palette::of_ui(ui),
            has_focus: whole.has_focus(),
            highlight: self.highlight,
            draggable: self.draggable,
            multiple: self.multiple,
        };
        output.columns = shown.len();
        output.has_focus = draw.has_focus;
        if draw.has_focus {
            self.listen(ui, &draw, state, &mut layout, &mut output);
        } else {
            state.in_header = false;
        }
        self.tell(&whole, &draw);
        if let Some(key) = state.reveal.take() {
            match rows.find(&key) {
                Some(row) => {
                    state.scroll_to = Some(row);
                    state.cursor = Some((key, row));
                }
                None if rows.is_pending() => state.reveal = Some(key),
                None => {}
            }
        }
        let inner = UiBuilder::new().max_rect(area).accessibility_parent(self.focus_id).id_salt(self.id);
        let mut inner = ui.new_child(inner);
        inner.set_clip_rect(area.expand2(vec2(3.0, 0.0)).intersect(ui.clip_rect()));
        header::header(&mut inner, &draw, state, &mut layout);
        let body = Rect::from_min_max(pos2(area.left(), area.top() + HEADER + 1.0), area.max);
        let mut below = inner.new_child(UiBuilder::new().max_rect(body).id_salt("rows"));
        state.page = ((body.height() / ROW) as usize).saturating_sub(1).max(1);
        let scroll = ScrollArea::vertical().auto_shrink(false).min_scrolled_height(0.0).id_salt("scroll");
        scroll.show_viewport(&mut below, |ui, viewport| {
            rows::rows(ui, &draw, state, &mut output, viewport, &mut menu);
        });
        if output.activated.is_some() || output.link.is_some() || output.drag_started.is_some() {
            whole.request_focus();
        }
        if draw.has_focus && !rows.is_empty() && state.in_header && state.column == 0 && shown.is_empty() {
            state.in_header = false;
        }
        ui.allocate_rect(area, Sense::hover());
        if layout != before {
            output.sort_changed = layout.sort != before.sort;
            layouts.set(self.id, layout);
        }
        output
    }

    fn listen<R: Rows>(
        &self,
        ui: &Ui,
        draw: &Draw<'_, R>,
        state: &mut TableState<R::Key>,
        layout: &mut TableLayout,
        output: &mut Output<R::Key>,
    ) {
        let escape = self.escape_clears && !state.selection.is_empty();
        ui.memory_mut(|memory| {
            let filter = egui::EventFilter {
                vertical_arrows: true,
                horizontal_arrows: true,
                escape,
                ..egui::EventFilter::default()
            };
            memory.set_focus_lock_filter(self.focus_id, filter);
        });
        keys::listen(ui, draw, state, layout, output, escape);
    }

    fn tell<R: Rows>(&self, whole: &egui::Response, draw: &Draw<'_, R>) {
        whole.widget_info(|| WidgetInfo::labeled(Role::Table, true, &self.name));
        whole.ctx.accesskit_node_builder(self.focus_id, |node| {
            node.set_row_count(draw.rows.len());
            node.set_column_count(draw.shown.len());
            if self.multiple {
                node.set_multiselectable();
            }
        });
    }
}
