//! The page *Filters* of send ports and send port groups.

use std::collections::BTreeSet;

use egui::{Frame, Margin, RichText, TextEdit, Ui};

use crate::{
    console::{
        context::Cx,
        kit::{
            self, Column, Form, Mark,
            form::{completing, concerns, fixed, frame_problem},
            grid::{GridAction, GridOptions},
        },
        theme::{self, Palette},
    },
    model::{
        Filter, Operator, Predicate, Value, ValueType,
        properties::SYSTEM,
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
#[derive(Clone, Debug, Default)]
pub struct FilterPage {
    rows: Vec<Row>,
    current: Option<usize>,
    /// Gathered when the page is first drawn: it looks at every filter there is.
    properties: Option<Vec<String>>,
    /// The property of the row that was just added gets the focus.
    focus_last: bool,
}

impl FilterPage {
    #[must_use]
    pub fn new(filter: &Filter) -> Self {
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
        Self { rows, current: None, properties: None, focus_last: false }
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
        self.places()
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
            })
            .collect()
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
        let properties = self.properties.take().unwrap_or_else(|| properties(cx));
        let before = self.rows.clone();
        self.grid(ui, cx, form, &properties);
        self.properties = Some(properties);
        if self.rows != before {
            *filter = self.filter(cx);
        }
        self.sentences(ui, cx, form.all_problems());
        Mark::Note.line(ui, &cx.text("filter-no-quotes"));
        if !self.rows.is_empty() {
            form.section(ui, &cx.text("filter-expression"));
            let palette = Palette::of_ui(ui);
            Frame::new().fill(palette.disabled_fill).corner_radius(theme::RADIUS).inner_margin(Margin::same(10)).show(
                ui,
                |ui| {
                    ui.set_width(ui.available_width());
                    let mut filter = self.filter(cx);
                    // a row that is still empty says nothing yet
                    for group in &mut filter.0 {
                        group.retain(|predicate| !predicate.property.is_empty());
                    }
                    ui.label(RichText::new(expression(cx, &filter)));
                },
            );
        }
    }

    fn grid(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, properties: &[String]) {
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
                cell.ui(ui, &mut rows[at], column, properties, last);
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
    fn ui(&self, ui: &mut Ui, row: &mut Row, column: usize, properties: &[String], last: bool) {
        let cx = self.cx;
        let width = ui.available_width();
        let read_only = self.form.why_read_only();
        match column {
            0 => {
                let more = cx.say(&Sentence::new("kit-suggestions").with("field", self.name.as_str()));
                let response = match read_only {
                    Some(reason) => fixed(ui, &row.property, width, reason),
                    None => completing(ui, &mut row.property, || properties, width, "", &more),
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
                    (None, true) => ui.add(TextEdit::singleline(&mut row.text).desired_width(width)),
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
                            ui.selectable_value(value, *choice, text.as_str());
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

/// `BTS.MessageType == Order And Region == EU`, an alternative per line.
fn expression(cx: &Cx<'_>, filter: &Filter) -> String {
    let (and, or) = (cx.text("filter-and"), cx.text("filter-or"));
    let alternatives: Vec<_> = filter
        .groups()
        .map(|group| {
            let predicates: Vec<_> = group
                .iter()
                .map(|it| {
                    if it.operator.takes_value() {
                        it.to_string()
                    } else {
                        format!("{} {}", it.property, operator_word(cx, it.operator))
                    }
                })
                .collect();
            predicates.join(&format!(" {and} "))
        })
        .collect();
    if alternatives.len() < 2 {
        alternatives.concat()
    } else {
        let lines: Vec<_> = alternatives.iter().map(|it| format!("( {it} )")).collect();
        lines.join(&format!("\n{or} "))
    }
}

/// The names of all properties that could be meant: documented ones, those of the user's own
/// property schemas, and those that filters use already.
fn properties(cx: &Cx<'_>) -> Vec<String> {
    let group = &cx.snapshot.group;
    let mut own: BTreeSet<&str> = group.properties.values().map(|it| it.name.as_str()).collect();
    let filters =
        group.send_ports.values().map(|it| &it.filter).chain(group.send_port_groups.values().map(|it| &it.filter));
    own.extend(filters.flat_map(Filter::predicates).map(|it| it.property.as_str()));
    for documented in SYSTEM {
        own.remove(documented.name);
    }
    own.into_iter().chain(SYSTEM.iter().map(|it| it.name)).map(str::to_owned).collect()
}
