//! From a property, or from a value of it, to whose filters look at it.

use egui::Ui;

use super::columns::{self, Listing, filter_line};
use crate::{
    console::{
        commands::Env,
        context::Cx,
        export::{self, Lines},
        kit::{
            self, Mark,
            form::completing,
            table::{Cell, Column, Rows, Table, TableState},
        },
        latest::Latest,
        theme,
    },
    model::{
        ArtifactRef, BizTalkGroup, Filter, Name, Target, Value, ValueType, properties::SYSTEM, validate::type_key,
    },
    routing::{Finding, Mention, mentions, properties_looked_at},
    words::{Language, Sentence, Words},
};

/// Names a row: whose filter, and which place among the rows of that filter.
type Key = (Target, usize);

/// The generation, the property, the value, and how the rows are sorted.
type Asked = (u64, String, Option<Value>, Option<(usize, bool)>, Language);

#[derive(Default)]
struct Looked {
    /// With how many ports and groups look at each; those that nobody looks at come last.
    properties: Vec<(String, usize)>,
    names: Vec<String>,
}

#[derive(Default)]
struct Found {
    rows: Vec<(Key, Mention)>,
    /// In which they were found.
    group: BizTalkGroup,
    /// The longest name of a port or a group.
    longest: String,
}

#[derive(Default)]
pub struct MentionsTab {
    property: String,
    text: String,
    looked: Latest<u64, Looked>,
    found: Latest<Asked, Found>,
    properties_state: TableState<String>,
    state: TableState<Key>,
}

impl MentionsTab {
    pub fn ask(&mut self, property: String, value: Option<Value>) {
        self.property = property;
        self.text = value.map(|value| value.to_string()).unwrap_or_default();
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _env: &Env<'_>) {
        let generation = cx.snapshot.generation;
        let looked = self.looked.get(&cx.worker, "properties", &generation, || {
            let snapshot = cx.snapshot.clone();
            Box::new(move |_| looked(&snapshot))
        });
        let none = Looked::default();
        let looked = looked.as_deref().unwrap_or(&none);
        let declared = cx.snapshot.group.property_type(self.property.trim());
        let value = self.header(ui, cx, &looked.names, declared);
        if self.property.trim().is_empty() {
            return self.overview(ui, cx, looked);
        }
        if declared.is_none() && !self.property.trim().is_empty() {
            let note = Sentence::new("subscriptions-not-declared").with("property", self.property.trim());
            Mark::Note.line(ui, &cx.say(&note));
        }
        let sort = cx.layouts.get(TABLE).sorted_by(&table_columns(ui, cx, ""));
        let key = (generation, self.property.trim().to_owned(), value, sort, cx.words.language());
        let found = self.found.get(&cx.worker, "mentions", &key, || {
            let (snapshot, words, (_, property, value, sort, _)) = (cx.snapshot.clone(), cx.words.clone(), key.clone());
            Box::new(move |_| {
                let mut places = std::collections::HashMap::new();
                let all = mentions(&snapshot.group, &property, value.as_ref());
                let keyed = all.into_iter().map(|mention| {
                    let place: &mut usize = places.entry(mention.owner.clone()).or_default();
                    *place += 1;
                    ((mention.owner.clone(), *place), mention)
                });
                let mut rows: Vec<(Key, Mention)> = keyed.collect();
                if let Some((column, down)) = sort {
                    rows.sort_by_cached_key(|(_, mention)| cell(&words, &snapshot.group, mention, column).sort_key());
                    if down {
                        rows.reverse();
                    }
                }
                let longest = columns::longest(rows.iter().map(|(_, mention)| mention.owner.name()));
                Found { rows, group: snapshot.group, longest }
            })
        });
        let Some(found) = found else { return };
        let count =
            Sentence::new("subscriptions-mentions").with("count", found.rows.len()).with("property", key.1.as_str());
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::weak(ui, &cx.say(&count)));
            let (shared, words) = (found.clone(), cx.words.clone());
            let titles = table_columns(ui, cx, "").map(|column| column.title).to_vec();
            export::menu(ui, cx, &cx.text("subscriptions-file-property"), || {
                Lines::new(move || {
                    let line = |(_, it): &(Key, Mention)| {
                        (0..COLUMNS).map(|column| cell(&words, &shared.group, it, column).text(&words)).collect()
                    };
                    std::iter::once(titles.clone()).chain(shared.rows.iter().map(line)).collect()
                })
            });
        });
        if found.rows.is_empty() {
            return;
        }
        let columns = table_columns(ui, cx, &found.longest);
        let selected = self.state.selection.first().and_then(|key| found.rows.iter().find(|(it, _)| it == key));
        if let Some((_, mention)) = selected {
            columns::below(ui, "mention", |ui| {
                columns::links(ui, cx, &[(ArtifactRef::from(&mention.owner), mention.state)]);
                kit::prose(ui, whole(cx.words, mention));
            });
        }
        let rows = Shown { found: &found, words: cx.words };
        let name = cx.text("subscriptions-by-property");
        let owner = |(owner, _): &Key| Some(ArtifactRef::from(owner));
        Listing { id: TABLE, name, columns: &columns, highlight: "" }.show(
            ui,
            cx,
            &mut self.state,
            &rows,
            owner,
            owner,
        );
    }

    /// The property and the value; `None` where no value is asked about.
    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>, names: &[String], declared: Option<ValueType>) -> Option<Value> {
        ui.horizontal_wrapped(|ui| {
            let name = cx.text("subscriptions-property");
            let more = cx.say(&Sentence::new("kit-suggestions").with("field", name.as_str()));
            let field = completing(ui, &mut self.property, || names, 190.0, "Namespace.Property", &more);
            drop(field.accessible_name(name));
            let name = cx.text("subscriptions-value");
            let field = egui::TextEdit::singleline(&mut self.text).hint_text(name.as_str()).desired_width(140.0);
            drop(ui.add(field).accessible_name(name));
            if !self.property.is_empty() && kit::quiet_link(ui, &cx.text("subscriptions-all-properties")).clicked() {
                self.property.clear();
                self.text.clear();
            }
        });
        if self.text.trim().is_empty() {
            return None;
        }
        // an undeclared one is what it looks like
        let types = [ValueType::Integer, ValueType::DateTime, ValueType::String];
        let parsed = match declared {
            Some(declared) => declared.parse(&self.text).ok(),
            None => types.into_iter().find_map(|it| it.parse(&self.text).ok()),
        };
        if parsed.is_none() {
            let wrong = Sentence::new("inject-wrong-value")
                .with("property", self.property.trim())
                .with("value", self.text.as_str())
                .with("type", Sentence::new(type_key(declared.unwrap_or_default())));
            Mark::Error.line(ui, &cx.say(&wrong));
        }
        parsed
    }

    /// All properties with how many look at them.
    fn overview(&mut self, ui: &mut Ui, cx: &Cx<'_>, looked: &Looked) {
        let columns = [
            Column::new("property", cx.text("subscriptions-property")).rest().importance(10).unsortable(),
            Column::new("count", cx.text("subscriptions-looked-at-by")).points(120.0).numeric().unsortable(),
            Column::new("type", cx.text("filter-type")).points(110.0).unsortable(),
        ];
        let rows = Properties { looked, cx };
        let name = cx.text("subscriptions-all-properties");
        let output = Table::new("properties", name, &columns).single().show(
            ui,
            cx.words,
            &cx.layouts,
            &mut self.properties_state,
            &rows,
            |_, _| {},
        );
        if let Some((property, _)) = output.link {
            self.property = property;
        } else if let Some(property) = output.activated {
            self.property = property;
        }
    }
}

fn looked(snapshot: &crate::engine::Snapshot) -> Looked {
    let counts = properties_looked_at(&snapshot.group);
    let mut properties: Vec<(String, usize)> = counts.into_iter().collect();
    properties.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut known: std::collections::BTreeSet<String> = properties.iter().map(|(name, _)| name.clone()).collect();
    let declared = snapshot.group.properties.keys().map(Name::to_string);
    let promoted = snapshot.reports.iter().flat_map(|report| report.message.context.0.keys().cloned());
    let documented = SYSTEM.iter().map(|it| it.name.to_owned());
    let mut also: Vec<String> = declared.chain(promoted).chain(documented).collect();
    also.retain(|name| known.insert(name.clone()));
    properties.extend(also.into_iter().map(|name| (name, 0)));
    let names = properties.iter().map(|(name, _)| name.clone()).collect();
    Looked { properties, names }
}

struct Properties<'a> {
    looked: &'a Looked,
    cx: &'a Cx<'a>,
}

impl Rows for Properties<'_> {
    type Key = String;
    fn len(&self) -> usize {
        self.looked.properties.len()
    }
    fn key(&self, row: usize) -> Option<String> {
        self.looked.properties.get(row).map(|(name, _)| name.clone())
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        let Some((name, count)) = self.looked.properties.get(row) else { return Cell::Loading };
        match column {
            0 => Cell::Link(name.clone()),
            1 => Cell::Number(*count as u64),
            _ => match self.cx.snapshot.group.property_type(name) {
                Some(declared) => Cell::Text(self.cx.text(type_key(declared))),
                None => Cell::Weak(self.cx.text("subscriptions-undeclared")),
            },
        }
    }
}

const TABLE: &str = "mentions";
const COLUMNS: usize = 7;

fn table_columns(ui: &Ui, cx: &Cx<'_>, longest: &str) -> [Column; COLUMNS] {
    [
        columns::names(ui, "owner", cx.text("subscriptions-subscriber"), longest).importance(10),
        Column::new("kind", cx.text("column-kind")).points(110.0).importance(3),
        Column::new("state", cx.text("column-state")).points(90.0).importance(6),
        Column::new("predicate", cx.text("subscriptions-asks")).points(150.0).importance(9),
        Column::new("finding", cx.text("subscriptions-finding")).points(90.0).importance(8),
        Column::new("besides", cx.text("subscriptions-besides")).rest().importance(7),
        Column::new("application", cx.text("column-application")).points(100.0).importance(2),
    ]
}

fn cell(words: &Words, group: &BizTalkGroup, mention: &Mention, column: usize) -> Cell {
    match column {
        0 => Cell::Text(mention.owner.name().to_string()),
        1 => Cell::Text(
            words
                .text(match mention.owner {
                    Target::SendPort(_) => "kind-send-port",
                    Target::SendPortGroup(_) => "kind-send-port-group",
                })
                .into_owned(),
        ),
        2 => Cell::State(mention.state),
        3 => Cell::Text(filter_line(words, &Filter(vec![vec![mention.predicate.clone()]]))),
        4 => match &mention.finding {
            None => Cell::Weak(String::new()),
            Some(Finding::Holds(_)) => Cell::Text(words.text("subscriptions-holds").into_owned()),
            Some(Finding::OtherType(..)) => Cell::Weak(words.text("subscriptions-other-type").into_owned()),
            Some(_) => Cell::Weak(words.text("subscriptions-fails").into_owned()),
        },
        5 => Cell::Weak(filter_line(words, &Filter(vec![mention.besides.clone()]))),
        _ => {
            let application = group.application_of(&ArtifactRef::from(&mention.owner));
            Cell::Text(application.map(|name| name.to_string()).unwrap_or_default())
        }
    }
}

struct Shown<'a> {
    found: &'a Found,
    words: &'a Words,
}

impl Rows for Shown<'_> {
    type Key = Key;
    fn len(&self) -> usize {
        self.found.rows.len()
    }
    fn key(&self, row: usize) -> Option<Key> {
        self.found.rows.get(row).map(|(key, _)| key.clone())
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        let mention = self.found.rows.get(row);
        mention.map_or(Cell::Loading, |(_, it)| cell(self.words, &self.found.group, it, column))
    }
}

fn whole(words: &Words, mention: &Mention) -> String {
    let mut alternative = vec![mention.predicate.clone()];
    alternative.extend(mention.besides.iter().cloned());
    filter_line(words, &Filter(vec![alternative]))
}
