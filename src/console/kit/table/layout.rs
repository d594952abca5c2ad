//! Columns: what they are by themselves, and how a person has arranged them.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use serde::{Deserialize, Serialize};

/// How wide a column is before anyone has resized it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// In points.
    Points(f32),
    /// From the first, in points, to the second where there is room: as wide as its texts.
    Between(f32, f32),
    /// What is left, but not less than this, in points; several share it.
    Rest(f32),
}

/// A column as the program defines it.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Under this its width and place are remembered; never shown.
    pub id: &'static str,
    pub title: String,
    pub width: Width,
    /// Where there is no room the least important ones are left out first.
    pub importance: u32,
    /// Numbers stand at the right.
    pub numeric: bool,
    /// Not shown until someone asks for it.
    pub hidden: bool,
    pub sortable: bool,
}

impl Column {
    /// A column of 110 points, sortable, of middling importance.
    #[must_use]
    pub fn new(id: &'static str, title: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            width: Width::Points(110.0),
            importance: 5,
            numeric: false,
            hidden: false,
            sortable: true,
        }
    }

    #[must_use]
    pub fn points(self, width: f32) -> Self {
        Self { width: Width::Points(width), ..self }
    }

    /// Not narrower than `least` points, and not wider than `most`.
    #[must_use]
    pub fn between(self, least: f32, most: f32) -> Self {
        Self { width: Width::Between(least, most.max(least)), ..self }
    }

    /// Takes what is left.
    #[must_use]
    pub fn rest(self) -> Self {
        self.rest_from(LEAST_REST)
    }

    /// Takes what is left; where that is less than `least` points, something less important goes.
    #[must_use]
    pub fn rest_from(self, least: f32) -> Self {
        Self { width: Width::Rest(least), ..self }
    }

    #[must_use]
    pub fn importance(self, importance: u32) -> Self {
        Self { importance, ..self }
    }

    #[must_use]
    pub fn numeric(self) -> Self {
        Self { numeric: true, ..self }
    }

    #[must_use]
    pub fn hidden(self) -> Self {
        Self { hidden: true, ..self }
    }

    #[must_use]
    pub fn unsortable(self) -> Self {
        Self { sortable: false, ..self }
    }
}

/// Least width of a column, in points.
pub(super) const LEAST: f32 = 36.0;
/// Least width of a column that takes what is left, unless it says another one.
const LEAST_REST: f32 = 120.0;
/// Added to the width of every column, half on each side.
pub(super) const PADDING: f32 = 12.0;

/// How a person has arranged the columns of one table. Columns are named by their ids; those that
/// the program does not know any more are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableLayout {
    /// From the left; empty: the program's order.
    pub order: Vec<String>,
    pub hidden: BTreeSet<String>,
    /// Shown although the program does not by itself.
    pub shown: BTreeSet<String>,
    /// In points.
    pub widths: BTreeMap<String, u16>,
    /// By which column, and whether downwards.
    pub sort: Option<(String, bool)>,
}

impl TableLayout {
    /// The column by which is sorted and whether downwards; `None` for the natural order.
    #[must_use]
    pub fn sorted_by(&self, columns: &[Column]) -> Option<(usize, bool)> {
        let (id, down) = self.sort.as_ref()?;
        Some((columns.iter().position(|column| column.id == id && column.sortable)?, *down))
    }

    /// Up, down, not at all.
    pub fn next_sort(&mut self, column: &Column) {
        if !column.sortable {
            return;
        }
        self.sort = match self.sort.take() {
            Some((id, false)) if id == column.id => Some((id, true)),
            Some((id, true)) if id == column.id => None,
            _ => Some((column.id.to_owned(), false)),
        };
    }

    #[must_use]
    pub fn is_shown(&self, column: &Column) -> bool {
        !self.hidden.contains(column.id) && (!column.hidden || self.shown.contains(column.id))
    }

    pub fn show(&mut self, column: &Column, shown: bool) {
        let id = column.id.to_owned();
        if shown {
            self.hidden.remove(&id);
            self.shown.insert(id);
        } else {
            self.shown.remove(&id);
            self.hidden.insert(id);
        }
    }

    /// All columns, shown or not, from the left.
    #[must_use]
    pub fn order(&self, columns: &[Column]) -> Vec<usize> {
        let mut order: Vec<usize> =
            self.order.iter().filter_map(|id| columns.iter().position(|column| column.id == id)).collect();
        for index in 0..columns.len() {
            if !order.contains(&index) {
                // what is new stands behind what it stands behind by itself
                let after = (0..index).rev().find_map(|before| order.iter().position(|it| *it == before));
                order.insert(after.map_or(0, |at| at + 1), index);
            }
        }
        order
    }

    /// Exchanges a column with its neighbour, the nearest one that is shown.
    pub fn shift(&mut self, columns: &[Column], column: usize, right: bool) {
        let mut order = self.order(columns);
        let Some(from) = order.iter().position(|it| *it == column) else { return };
        let shown = |at: &usize| self.is_shown(&columns[order[*at]]);
        let to = if right { (from + 1..order.len()).find(shown) } else { (0..from).rev().find(shown) };
        let Some(to) = to else { return };
        let column = order.remove(from);
        order.insert(to, column);
        self.order = order.into_iter().map(|index| columns[index].id.to_owned()).collect();
    }

    pub fn resize(&mut self, column: &Column, width: f32) {
        let width = width.clamp(LEAST, 2000.0).round() as u16;
        self.widths.insert(column.id.to_owned(), width);
    }

    fn wish(&self, column: &Column) -> Width {
        self.widths.get(column.id).map_or(column.width, |width| Width::Points(f32::from(*width).max(LEAST)))
    }

    /// The columns for which there is room, from the left, each with its width in points, padding
    /// included.
    #[must_use]
    pub fn fit(&self, columns: &[Column], room: f32) -> Vec<(usize, f32)> {
        let mut shown: Vec<usize> =
            self.order(columns).into_iter().filter(|index| self.is_shown(&columns[*index])).collect();
        let wish = |index: &usize| self.wish(&columns[*index]);
        let least = |index: &usize| match wish(index) {
            Width::Points(width) | Width::Between(width, _) | Width::Rest(width) => width + PADDING,
        };
        while shown.len() > 2 && shown.iter().map(least).sum::<f32>() > room {
            let Some(worst) = shown.iter().copied().min_by_key(|index| columns[*index].importance) else { break };
            shown.retain(|index| *index != worst);
        }
        // what the least widths leave goes to those that would be wider, each by the same share
        let wanted = |index: &usize| match wish(index) {
            Width::Between(least, most) => most - least,
            Width::Points(_) | Width::Rest(_) => 0.0,
        };
        let spare = (room - shown.iter().map(least).sum::<f32>()).max(0.0);
        let all_wanted: f32 = shown.iter().map(wanted).sum();
        let share = if all_wanted > 0.0 { (spare / all_wanted).min(1.0) } else { 0.0 };
        let fixed = |index: &usize| match wish(index) {
            Width::Points(_) | Width::Between(..) => Some(least(index) + wanted(index) * share),
            Width::Rest(_) => None,
        };
        let used: f32 = shown.iter().filter_map(fixed).sum();
        let rest = shown.iter().filter(|index| fixed(index).is_none()).count().max(1) as f32;
        let each = ((room - used) / rest).max(LEAST + PADDING);
        let total: f32 = shown.iter().map(|index| fixed(index).unwrap_or(each)).sum();
        // the last two columns share even the narrowest room
        let squeeze = if total > room && room > 0.0 { room / total } else { 1.0 };
        shown.into_iter().map(|index| (index, fixed(&index).unwrap_or(each) * squeeze)).collect()
    }
}

/// The layouts of all tables, shared by whoever draws one. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Layouts(Rc<RefCell<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    tables: BTreeMap<String, TableLayout>,
    changed: bool,
}

impl Layouts {
    #[must_use]
    pub fn new(tables: BTreeMap<String, TableLayout>) -> Self {
        Self(Rc::new(RefCell::new(Inner { tables, changed: false })))
    }

    /// The layout of a table; an untouched one for a table that nobody has arranged.
    #[must_use]
    pub fn get(&self, table: &str) -> TableLayout {
        self.0.borrow().tables.get(table).cloned().unwrap_or_default()
    }

    /// Keeps it, and says so to [`Layouts::take_changed`].
    pub fn set(&self, table: &str, layout: TableLayout) {
        let mut inner = self.0.borrow_mut();
        if layout == TableLayout::default() {
            inner.tables.remove(table);
        } else {
            inner.tables.insert(table.to_owned(), layout);
        }
        inner.changed = true;
    }

    /// All tables as the program arranges them.
    pub fn reset(&self) {
        let mut inner = self.0.borrow_mut();
        inner.tables.clear();
        inner.changed = true;
    }

    /// All layouts, once after each change.
    #[must_use]
    pub fn take_changed(&self) -> Option<BTreeMap<String, TableLayout>> {
        let mut inner = self.0.borrow_mut();
        std::mem::take(&mut inner.changed).then(|| inner.tables.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(columns: &[Column], room: f32) -> Vec<f32> {
        TableLayout::default().fit(columns, room).into_iter().map(|(_, width)| width).collect()
    }

    #[test]
    fn what_is_left_goes_to_the_texts_that_need_it_and_then_to_the_rest() {
        let columns = [
            Column::new("name", "").between(80.0, 180.0),
            Column::new("group", "").between(80.0, 80.0),
            Column::new("state", "").points(88.0),
            Column::new("why", "").rest(),
        ];
        // 80 + 80 + 88 + 120 and the padding of each
        assert_eq!(widths(&columns, 416.0), [92.0, 92.0, 100.0, 132.0]);
        assert_eq!(widths(&columns, 466.0), [142.0, 92.0, 100.0, 132.0]);
        assert_eq!(widths(&columns, 716.0), [192.0, 92.0, 100.0, 332.0]);
        // one less, and the least important one goes
        assert_eq!(widths(&columns, 415.0).len(), 3);
    }

    #[test]
    fn a_width_given_by_hand_is_kept() {
        let columns = [Column::new("name", "").between(80.0, 180.0), Column::new("why", "").rest()];
        let mut layout = TableLayout::default();
        layout.resize(&columns[0], 60.0);
        assert_eq!(layout.fit(&columns, 500.0), [(0, 72.0), (1, 428.0)]);
    }
}
