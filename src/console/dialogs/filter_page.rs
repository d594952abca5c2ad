//! The page *Filters* of send ports and send port groups: a grid, and beside it the same as text.

use egui::{TextEdit, Ui};

use super::{
    filter_suggestions::Suggestions,
    filter_text_field::{self, TextSide},
};

use crate::{
    console::{
        context::Cx,
        kit::{
            self, Column, Form, Mark,
            form::{completing, concerns, fixed, frame_problem},
            grid::{GridAction, GridOptions},
        },
        latest::Latest,
    },
    model::{
        Filter, Operator, Predicate, Value, ValueType,
        validate::{Problem, Severity, type_key},
    },
    words::Sentence,
};

/// A row as it is typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    property: String,
    operator: Operator,
    text: String,
    /// Of a property that no property schema declares.
    chosen: ValueType,
    /// The next row begins an alternative.
    or: bool,
}

/// What is typed on the page. It keeps what a [`Filter`] cannot hold: a value that is none yet.
#[derive(Default)]
pub struct FilterPage {
    rows: Vec<Row>,
    current: Option<usize>,
    text: TextSide,
    /// By edition: they look at every filter there is.
    suggestions: Latest<u64, Suggestions>,
    /// The property of the row that was just added gets the focus.
    focus_last: bool,
}

impl FilterPage {
    #[must_use]
    pub fn new(filter: &Filter) -> Self {
        Self { rows: rows_of(filter), text: TextSide::new(filter), ..Self::default() }
    }

    /// The filter that the rows make up, without those that are still empty.
    fn written(&self, cx: &Cx<'_>) -> Filter {
        let mut filter = self.filter(cx);
        for group in &mut filter.0 {
            group.retain(|predicate| !predicate.property.is_empty());
        }
        filter
    }
    /// The filter that the rows make up. A value that is not of its type stands as text, which
    /// validation then refuses.
    fn filter(&self, cx: &Cx<'_>) -> Filter {
        let mut groups: Vec<Vec<Predicate>> = Vec::new();
        let mut begin = true;
        for row in &self.rows {
            if begin {
                groups.push(Vec::new());
            }
            if let Some(group) = groups.last_mut() {
                group.push(row.predicate(cx));
            }
            begin = row.or;
        }
        Filter(groups)
    }

    /// What validation cannot know: texts that are not of the type that was chosen for them.
    #[must_use]
    pub fn problems(&self, cx: &Cx<'_>) -> Vec<Problem> {
        let of_rows = self
            .places()
            .zip(&self.rows)
            .filter(|(_, row)| {
                row.operator.takes_value()
                    && cx.snapshot.group.property_type(&row.property).is_none()
                    && row.chosen.parse(&row.text).is_err()
            })
            .map(|((group, at), row)| Problem {
                field: format!("filter[{group}][{at}].value"),
                severity: Severity::Error,
                sentence: Sentence::new("filter-not-of-type")
                    .with("text", row.text.as_str())
                    .with("type", Sentence::new(type_key(row.chosen))),
            });
        self.text.problem().into_iter().chain(of_rows).collect()
    }

    /// The group and the place within it, row by row.
    fn places(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.rows.iter().scan((0, 0), |next, row| {
            let place = *next;
            *next = if row.or { (place.0 + 1, 0) } else { (place.0, place.1 + 1) };
            Some(place)
        })
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, filter: &mut Filter) {
        let suggestions = self.suggestions.get(&cx.worker, "suggestions", &cx.snapshot.edition, || {
            let (group, reports) = (cx.snapshot.group.clone(), cx.snapshot.reports.clone());
            Box::new(move |_| Suggestions::of(&group, &reports))
        });
        let suggestions = suggestions.unwrap_or_default();
        let before = self.rows.clone();
        self.grid(ui, cx, form, &suggestions);
        if self.rows != before {
            *filter = self.filter(cx);
            self.text.follow(&self.written(cx));
        }
        self.sentences(ui, cx, form.all_problems());
        Mark::Note.line(ui, &cx.text("filter-no-quotes"));
        form.section(ui, &cx.text("filter-expression"));
        if let Some(read) = filter_text_field::ui(ui, cx, &mut self.text, form.why_read_only()) {
            self.rows = rows_of(&read);
            *filter = read;
        }
    }

    fn grid(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, suggestions: &Suggestions) {
        let columns = [
            Column::new(cx.text("filter-property"), 106.0, 3.0),
            Column::new(cx.text("filter-operator"), 70.0, 0.2),
            Column::new(cx.text("filter-value"), 66.0, 2.0),
            Column::new(cx.text("filter-type"), 62.0, 1.0),
            Column::new(cx.text("filter-group-by"), 88.0, 0.0),
        ];
        let (add, delete, empty) = (cx.text("filter-add"), cx.text("filter-delete"), cx.text("filter-empty"));
        let options =
            GridOptions { add: &add, delete: &delete, movable: true, empty: &empty, read_only: form.why_read_only() };
        let places: Vec<_> = self.places().collect();
        let focus_last = std::mem::take(&mut self.focus_last);
        let rows = &mut self.rows;
        let count = rows.len();
        let action = kit::editable_grid(
            ui,
            cx.words,
            "filter",
            &columns,
            count,
            &mut self.current,
            &options,
            |ui, at, column| {
                let (group, place) = places[at];
                let last = at + 1 == count;
                let cell = Cell {
                    cx,
                    form,
                    name: name(cx, &columns[column].title, at),
                    field: format!("filter[{group}][{place}]"),
                    focus: focus_last && last && column == 0,
                };
                cell.ui(ui, &mut rows[at], column, suggestions, last);
            },
        );
        if let Some(action) = action {
            kit::grid::apply(action, &mut self.rows, &mut self.current, Row::default);
            self.focus_last = action == GridAction::Add;
            if let (GridAction::Add, Some(before)) = (action, self.rows.len().checked_sub(2)) {
                // a new row narrows what is there
                self.rows[before].or = false;
            }
        }
    }

    /// The problems with the number of their row.
    fn sentences(&self, ui: &mut Ui, cx: &Cx<'_>, problems: &[Problem]) {
        for (row, (group, at)) in self.places().enumerate() {
            let field = format!("filter[{group}][{at}]");
            for problem in problems.iter().filter(|problem| concerns(problem, &field)) {
                Mark::from(problem.severity).line(ui, &kit::grid::row_problem(cx.words, row, problem));
            }
        }
    }
}

fn rows_of(filter: &Filter) -> Vec<Row> {
    let mut rows = Vec::new();
    for group in filter.groups() {
        for (index, predicate) in group.iter().enumerate() {
            rows.push(Row {
                property: predicate.property.clone(),
                operator: predicate.operator,
                text: predicate.value.to_string(),
                chosen: predicate.value.value_type(),
                or: index + 1 == group.len(),
            });
        }
    }
    rows
}

impl Row {
    fn value_type(&self, cx: &Cx<'_>) -> ValueType {
        cx.snapshot.group.property_type(&self.property).unwrap_or(self.chosen)
    }

    fn predicate(&self, cx: &Cx<'_>) -> Predicate {
        let value = if self.operator.takes_value() {
            self.value_type(cx).parse(&self.text).unwrap_or_else(|_| Value::String(self.text.clone()))
        } else {
            Value::default()
        };
        Predicate { property: self.property.trim().to_owned(), operator: self.operator, value }
    }
}

/// A cell of the grid.
struct Cell<'a> {
    cx: &'a Cx<'a>,
    form: &'a Form<'a>,
    name: String,
    field: String,
    focus: bool,
}

impl Cell<'_> {
    fn ui(&self, ui: &mut Ui, row: &mut Row, column: usize, suggestions: &Suggestions, last: bool) {
        let cx = self.cx;
        let width = ui.available_width();
        let read_only = self.form.why_read_only();
        match column {
            0 => {
                let more = cx.say(&Sentence::new("kit-suggestions").with("field", self.name.as_str()));
                let response = match read_only {
                    Some(reason) => fixed(ui, &row.property, width, reason),
                    None => completing(ui, &mut row.property, || suggestions.properties.as_slice(), width, "", &more),
                };
                if self.focus {
                    response.request_focus();
                }
                self.name(ui, response, "property");
            }
            1 => {
                let shown = operator_word(cx, row.operator);
                let choices = Operator::ALL.map(|operator| (operator, operator_in_words(cx, operator)));
                self.choice(ui, "operator", &mut row.operator, &shown, &choices, read_only);
            }
            2 => {
                let none = cx.text("filter-exists-no-value");
                let response = match (read_only, row.operator.takes_value()) {
                    (Some(reason), _) => fixed(ui, &row.text, width, reason),
                    (None, false) => fixed(ui, "", width, &none),
                    (None, true) => match suggestions.values(&row.property) {
                        [] => ui.add(TextEdit::singleline(&mut row.text).desired_width(width)),
                        values => {
                            let more = cx.say(&Sentence::new("kit-suggestions").with("field", self.name.as_str()));
                            completing(ui, &mut row.text, || values, width, "", &more)
                        }
                    },
                };
                self.name(ui, response, "value");
            }
            3 => {
                let declared = cx.snapshot.group.property_type(&row.property);
                let types = ValueType::ALL.map(|it| (it, cx.text(type_key(it))));
                let known = cx.text("filter-type-declared");
                let none = cx.text("filter-exists-no-value");
                let why = match (declared, row.operator.takes_value()) {
                    (Some(_), _) => Some(known.as_str()),
                    (None, false) => Some(none.as_str()),
                    (None, true) => None,
                };
                if let Some(declared) = declared {
                    row.chosen = declared;
                }
                let shown = cx.text(type_key(row.chosen));
                self.choice(ui, "type", &mut row.chosen, &shown, &types, read_only.or(why));
            }
            _ => {
                if last {
                    // there is nothing to tie the last row to
                    row.or = false;
                    return;
                }
                let words = [(false, cx.text("filter-and")), (true, cx.text("filter-or"))];
                let shown = words[usize::from(row.or)].1.clone();
                self.choice(ui, "group", &mut row.or, &shown, &words, read_only);
            }
        }
    }

    fn name(&self, ui: &Ui, response: egui::Response, part: &str) {
        let response = response.accessible_name(self.name.as_str());
        frame_problem(ui, self.cx.words, self.form.all_problems(), &format!("{}.{part}", self.field), &response);
    }

    fn choice<T: Copy + PartialEq>(
        &self,
        ui: &mut Ui,
        part: &str,
        value: &mut T,
        shown: &str,
        choices: &[(T, String)],
        why_not: Option<&str>,
    ) {
        let width = ui.available_width();
        let response = match why_not {
            Some(reason) => fixed(ui, shown, width, reason),
            None => {
                egui::ComboBox::from_id_salt(part)
                    .selected_text(shown)
                    .width(width)
                    .truncate()
                    .show_ui(ui, |ui| {
                        for (choice, text) in choices {
                            kit::option_of(ui, value, *choice, text.as_str());
                        }
                    })
                    .response
            }
        };
        self.name(ui, response, part);
    }
}

fn name(cx: &Cx<'_>, column: &str, row: usize) -> String {
    cx.say(&Sentence::new("kit-cell").with("column", column).with("number", row + 1))
}

fn operator_word(cx: &Cx<'_>, operator: Operator) -> String {
    if operator.takes_value() { operator.sign().to_owned() } else { cx.text("filter-exists") }
}

/// The sign and how it is read: `<=  is at most`.
fn operator_in_words(cx: &Cx<'_>, operator: Operator) -> String {
    let key = match operator {
        Operator::Equals => "operator-equals",
        Operator::NotEquals => "operator-not-equals",
        Operator::LessThan => "operator-less",
        Operator::GreaterThan => "operator-greater",
        Operator::LessThanOrEquals => "operator-less-or-equal",
        Operator::GreaterThanOrEquals => "operator-greater-or-equal",
        Operator::Exists => return operator_word(cx, operator),
    };
    format!("{}  {}", operator.sign(), cx.text(key))
}
