//! *Who would get a message with these properties?*, answered while one types.

use std::collections::HashMap;

use egui::{Role, Ui, WidgetInfo};

use super::{
    Query,
    columns::{self, Listing},
};
use crate::{
    console::{
        commands::Env,
        context::{Cx, Task},
        export::{self, Lines},
        kit::{
            self, Mark,
            form::completing,
            table::{Cell, Column, Rows, TableState},
        },
        latest::Latest,
        panels::outcome,
        theme,
    },
    engine::{Outcome, dry_run},
    model::{
        Addressing, ArtifactRef, BizTalkGroup, Context, Filter, Name, PortState, Source, Target, ValueType,
        properties::SYSTEM, validate::type_key,
    },
    routing::{Candidate, Standing, candidates, evaluate, properties_looked_at},
    rules::outcome::Verdict,
    words::{Language, Sentence, Words},
};

/// A property as it is typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    name: String,
    value_type: ValueType,
    text: String,
}

/// What is asked, and how the answer is sorted.
type Asked = (u64, Option<Target>, Context, Option<(usize, bool)>, Language);

/// The port, the group, whether it gets it, nearly gets it, or not.
type Key = (Option<Name>, Option<Name>, u8);

#[derive(Default)]
struct Answer {
    candidates: Vec<Candidate>,
    at: HashMap<Key, usize>,
    gets: usize,
    nearly: usize,
    /// The longest name of a port, and of a group.
    longest: (String, String),
}

#[derive(Default)]
pub struct QuestionTab {
    rows: Vec<Row>,
    /// What the orchestration that publishes it is bound to.
    bound_to: Option<Target>,
    /// Filled in at the next pass, when the messages are at hand.
    start: Option<Query>,
    begun: bool,
    /// Where it was started from, in words.
    from: Option<String>,
    names: Latest<u64, Vec<String>>,
    answer: Latest<Asked, Answer>,
    state: TableState<Key>,
}

const TABLE: &str = "subscribers";
const COLUMNS: usize = 5;

fn table_columns(ui: &Ui, cx: &Cx<'_>, longest: &(String, String)) -> [Column; COLUMNS] {
    [
        columns::names(ui, "port", cx.text("subscriptions-subscriber"), &longest.0).importance(10),
        columns::names(ui, "group", cx.text("subscriptions-via"), &longest.1).importance(6),
        Column::new("outcome", cx.text("subscriptions-outcome")).points(100.0).importance(9),
        Column::new("why", cx.text("subscriptions-why")).rest_from(220.0).importance(8),
        Column::new("rule", cx.text("subscriptions-rule")).points(64.0).importance(7),
    ]
}

/// How many recent messages can be started from.
const RECENT: usize = 20;

impl QuestionTab {
    pub fn start(&mut self, query: Query) {
        self.start = Some(query);
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _env: &Env<'_>) {
        // what was sent last is what one asks about first
        let last = || cx.snapshot.reports.last().map(|report| Query::Message(report.message.id));
        let begins = !std::mem::replace(&mut self.begun, true);
        if let Some(query) = self.start.take().or_else(|| begins.then(last).flatten()) {
            self.fill(cx, &query);
        }
        self.editor(ui, cx);
        let context = self.context();
        let sort = cx.layouts.get(TABLE).sorted_by(&table_columns(ui, cx, &Default::default()));
        let key = (cx.snapshot.generation, self.bound_to.clone(), context, sort, cx.words.language());
        let answer = self.answer.get(&cx.worker, TABLE, &key, || {
            let (group, words, (_, bound_to, context, sort, _)) =
                (cx.snapshot.group.clone(), cx.words.clone(), key.clone());
            Box::new(move |_| answer(&group, bound_to.as_ref(), &context, &words, sort))
        });
        let Some(answer) = answer else { return };
        let not = answer.candidates.len() - answer.gets - answer.nearly;
        let key_of_words = if answer.gets == 0 { "subscriptions-nobody" } else { "subscriptions-answer" };
        let told = Sentence::new(key_of_words).with("gets", answer.gets).with("nearly", answer.nearly).with("not", not);
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::section(&cx.say(&told)));
            let (shared, words) = (answer.clone(), cx.words.clone());
            let titles = table_columns(ui, cx, &Default::default()).map(|column| column.title).to_vec();
            export::menu(ui, cx, &cx.text("subscriptions-file-who"), || {
                Lines::new(move || {
                    let line =
                        |it: &Candidate| (0..COLUMNS).map(|column| cell(&words, it, column).text(&words)).collect();
                    std::iter::once(titles.clone()).chain(shared.candidates.iter().map(line)).collect()
                })
            });
        });
        let selected =
            self.state.selection.first().and_then(|key| answer.at.get(key)).map(|at| &answer.candidates[*at]);
        if let Some(candidate) = selected {
            columns::below(ui, "verdict", |ui| verdict(ui, cx, candidate, &key.2));
        }
        let columns = table_columns(ui, cx, &answer.longest);
        let rows = Shown { answer: &answer, words: cx.words };
        let name = cx.text("subscriptions-question");
        let item = |key: &Key| answer.at.get(key).and_then(|at| item(&answer.candidates[*at]));
        Listing { id: TABLE, name, columns: &columns, highlight: "" }.show(ui, cx, &mut self.state, &rows, item, item);
    }

    /// What the valid rows make up.
    fn context(&self) -> Context {
        let valid = self.rows.iter().filter(|row| !row.name.trim().is_empty());
        Context(
            valid.filter_map(|row| Some((row.name.trim().to_owned(), row.value_type.parse(&row.text).ok()?))).collect(),
        )
    }

    fn take(&mut self, cx: &Cx<'_>, context: &Context, bound_to: Option<Target>) {
        self.bound_to = bound_to;
        self.rows = context
            .0
            .iter()
            .filter(|(name, _)| {
                self.bound_to.is_none() || !matches!(name.as_str(), "BTS.SPTransportID" | "BTS.SPGroupID")
            })
            .map(|(name, value)| Row {
                value_type: cx.snapshot.group.property_type(name).unwrap_or(value.value_type()),
                text: value.to_string(),
                name: name.clone(),
            })
            .collect();
        self.state = TableState::default();
    }

    fn fill(&mut self, cx: &Cx<'_>, query: &Query) {
        match query {
            Query::Message(id) => {
                if let Some(report) = cx.snapshot.reports.iter().find(|report| report.message.id == *id) {
                    let message = &report.message;
                    self.take(cx, &message.context, message.bound_to.clone());
                    self.from = Some(id.to_string());
                }
            }
            Query::Draft(draft) => {
                let snapshot = cx.snapshot;
                let role = crate::model::Role::Administrator;
                if let Ok(report) = dry_run(&snapshot.group, role, draft, snapshot.now, &snapshot.zone.0) {
                    self.take(cx, &report.message.context, report.message.bound_to.clone());
                } else {
                    // such as a receive location that is disabled: its properties are what counts here
                    let mut context: Context = draft.properties.iter().cloned().collect();
                    if !draft.message_type.is_empty() {
                        context.set(crate::model::properties::MESSAGE_TYPE, draft.message_type.as_str());
                    }
                    self.take(cx, &context, None);
                }
                self.from = None;
            }
            Query::Context(context) => {
                self.take(cx, context, None);
                self.from = None;
            }
            _ => {}
        }
    }

    fn editor(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let names = self.names.get(&cx.worker, "names", &cx.snapshot.generation, || {
            let group = cx.snapshot.group.clone();
            Box::new(move |_| {
                let mut names: Vec<String> = properties_looked_at(&group).into_keys().collect();
                for name in SYSTEM.iter().map(|it| it.name) {
                    if !names.iter().any(|it| it == name) {
                        names.push(name.to_owned());
                    }
                }
                names
            })
        });
        ui.horizontal_wrapped(|ui| {
            self.start_from(ui, cx);
            if kit::quiet_link(ui, &cx.text("subscriptions-use-inject")).clicked() {
                cx.push(Task::ShowSubscriptions(Query::InjectPanel));
            }
            if kit::quiet_link(ui, &cx.text("subscriptions-add-property")).clicked() {
                self.rows.push(Row::default());
            }
        });
        if let Some(target) = self.bound_to.clone() {
            ui.horizontal_wrapped(|ui| {
                let bound = Sentence::new("subscriptions-bound-to").with("name", target.name());
                ui.label(cx.say(&bound));
                if kit::quiet_link(ui, &cx.text("subscriptions-without-binding")).clicked() {
                    self.bound_to = None;
                }
            });
        }
        let none = Vec::new();
        let names = names.as_deref().unwrap_or(&none);
        let most = (ui.available_height() * 0.34).max(60.0);
        egui::ScrollArea::vertical().max_height(most).auto_shrink([false, true]).id_salt("properties").show(ui, |ui| {
            let mut remove = None;
            for (index, row) in self.rows.iter_mut().enumerate() {
                ui.push_id(("property", index), |ui| {
                    if property(ui, cx, row, index, names) {
                        remove = Some(index);
                    }
                });
            }
            if let Some(index) = remove {
                self.rows.remove(index);
            }
            if self.rows.is_empty() {
                kit::prose(ui, theme::weak(ui, &cx.text("subscriptions-no-properties")));
            }
        });
        ui.add_space(4.0);
    }

    fn start_from(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let label = cx.text("subscriptions-start-from");
        ui.label(theme::weak(ui, &label));
        let shown = self.from.clone().unwrap_or_else(|| cx.text("subscriptions-start-nothing"));
        let mut chosen = None;
        let combo = egui::ComboBox::from_id_salt("start from")
            .selected_text(shown.as_str())
            .width(130.0)
            .truncate()
            .show_ui(ui, |ui| {
                for template in cx.snapshot.group.templates.values() {
                    if kit::option(ui, false, template.name.as_str()).clicked() {
                        chosen = Some((Query::Draft(template.draft.clone()), template.name.to_string()));
                    }
                }
                for report in cx.snapshot.reports.iter().rev().take(RECENT) {
                    let message = &report.message;
                    let root = message.message_type().map(|it| it.rsplit('#').next().unwrap_or(it)).unwrap_or_default();
                    if kit::option(ui, false, format!("{} {root}", message.id)).clicked() {
                        chosen = Some((Query::Message(message.id), message.id.to_string()));
                    }
                }
            });
        combo.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, label.as_str());
            info.current_text_value = Some(shown.clone());
            info
        });
        if let Some((query, name)) = chosen {
            self.fill(cx, &query);
            self.from = Some(name);
        }
    }
}

/// One row of the editor; returns whether it is to be taken away.
fn property(ui: &mut Ui, cx: &Cx<'_>, row: &mut Row, index: usize, names: &[String]) -> bool {
    let mut remove = false;
    let numbered = |key| cx.say(&Sentence::new(key).with("number", index + 1));
    let width = ui.available_width();
    ui.horizontal(|ui| {
        let name_width = (width * 0.4).clamp(100.0, 240.0);
        let name = numbered("subscriptions-property-name");
        let more = cx.say(&Sentence::new("kit-suggestions").with("field", name.as_str()));
        let field = completing(ui, &mut row.name, || names, name_width, "Namespace.Property", &more);
        drop(field.accessible_name(name));
        let declared = cx.snapshot.group.property_type(row.name.trim());
        if let Some(declared) = declared {
            row.value_type = declared;
        }
        let value_width = (width - name_width - 160.0).clamp(60.0, 240.0);
        let field = ui.add(egui::TextEdit::singleline(&mut row.text).desired_width(value_width));
        drop(field.accessible_name(numbered("subscriptions-property-value")));
        let shown = cx.text(type_key(row.value_type));
        if declared.is_some() {
            ui.label(theme::weak(ui, &shown)).on_hover_text(cx.text("inject-type-declared"));
        } else {
            let combo =
                egui::ComboBox::from_id_salt("type").selected_text(shown.as_str()).width(76.0).show_ui(ui, |ui| {
                    for value_type in ValueType::ALL {
                        kit::option_of(ui, &mut row.value_type, value_type, cx.text(type_key(value_type)));
                    }
                });
            let label = numbered("subscriptions-property-type");
            combo.response.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::ComboBox, true, label.as_str());
                info.current_text_value = Some(shown.clone());
                info
            });
        }
        let label = numbered("subscriptions-property-remove");
        let icon = theme::icon(egui_material_icons::icons::ICON_CLOSE);
        let button = ui.add(egui::Button::new(icon).frame(false)).on_hover_text(label.as_str());
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, label.as_str()));
        remove = button.clicked();
    });
    if !row.name.trim().is_empty() && row.value_type.parse(&row.text).is_err() {
        let wrong = Sentence::new("inject-wrong-value")
            .with("property", row.name.as_str())
            .with("value", row.text.as_str())
            .with("type", Sentence::new(type_key(row.value_type)));
        Mark::Error.line(ui, &cx.say(&wrong));
    }
    remove
}

/// Who gets it, who nearly does and who does not, in this order or in that of a column.
fn answer(
    group: &BizTalkGroup,
    bound_to: Option<&Target>,
    context: &Context,
    words: &Words,
    sort: Option<(usize, bool)>,
) -> Answer {
    let mut candidates = candidates(group, &Addressing::Published(Source::Properties), bound_to, context);
    if let Some((column, down)) = sort {
        candidates.sort_by_cached_key(|it| match column {
            // not by the words for it
            2 => (u64::from(key(it).2), cell(words, it, column).text(words)),
            _ => cell(words, it, column).sort_key(),
        });
        if down {
            candidates.reverse();
        }
    }
    let count = |wanted: fn(&Standing) -> bool| candidates.iter().filter(|it| wanted(&it.standing)).count();
    let ports = candidates.iter().filter_map(|it| it.port.as_ref().or(it.via.as_ref()));
    let groups = candidates.iter().filter_map(|it| it.port.as_ref().and(it.via.as_ref()));
    Answer {
        longest: (columns::longest(ports), columns::longest(groups)),
        gets: count(|standing| matches!(standing, Standing::Gets(_))),
        nearly: count(|standing| matches!(standing, Standing::Nearly(_))),
        at: candidates.iter().enumerate().map(|(at, it)| (key(it), at)).collect(),
        candidates,
    }
}

fn key(candidate: &Candidate) -> Key {
    let rank = match candidate.standing {
        Standing::Gets(_) => 0,
        Standing::Nearly(_) => 1,
        Standing::Not(_) => 2,
    };
    (candidate.port.clone(), candidate.via.clone(), rank)
}

fn item(candidate: &Candidate) -> Option<ArtifactRef> {
    match (&candidate.port, &candidate.via) {
        (Some(port), _) => Some(ArtifactRef::send_port(port)),
        (None, Some(group)) => Some(ArtifactRef::send_port_group(group)),
        (None, None) => None,
    }
}

fn cell(words: &Words, candidate: &Candidate, column: usize) -> Cell {
    let name = |name: Option<&Name>| Cell::Text(name.map(Name::to_string).unwrap_or_default());
    match column {
        0 => name(candidate.port.as_ref().or(candidate.via.as_ref())),
        1 => name(candidate.port.as_ref().and(candidate.via.as_ref())),
        2 => match &candidate.standing {
            Standing::Gets(delivery) if delivery.ruling.verdict == Verdict::Processed => {
                Cell::Outcome(Outcome::Processed)
            }
            Standing::Gets(_) => Cell::Outcome(Outcome::Suspended),
            Standing::Nearly(_) => Cell::Text(words.text("subscriptions-nearly").into_owned()),
            Standing::Not(_) => Cell::Weak(words.text("outcome-no-copy").into_owned()),
        },
        3 => match &candidate.standing {
            Standing::Gets(delivery) => Cell::Text(words.text(delivery.ruling.rule.key()).into_owned()),
            Standing::Nearly(miss) => Cell::Text(words.say(&miss.sentence())),
            Standing::Not(why) => {
                let port = candidate.port.clone().unwrap_or_default();
                Cell::Weak(words.say(&why.sentence(&port, candidate.via.as_ref())))
            }
        },
        _ => {
            let citation = match &candidate.standing {
                Standing::Gets(delivery) => Some(delivery.ruling.rule.citation()),
                Standing::Nearly(_) => None,
                Standing::Not(why) => Some(why.citation()),
            };
            let stamp = citation.and_then(crate::rules::Citation::stamp);
            Cell::Weak(stamp.map(|stamp| words.say(&stamp)).unwrap_or_default())
        }
    }
}

struct Shown<'a> {
    answer: &'a Answer,
    words: &'a Words,
}

impl Rows for Shown<'_> {
    type Key = Key;
    fn len(&self) -> usize {
        self.answer.candidates.len()
    }
    fn key(&self, row: usize) -> Option<Key> {
        self.answer.candidates.get(row).map(key)
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        self.answer.candidates.get(row).map_or(Cell::Loading, |candidate| cell(self.words, candidate, column))
    }
    fn find(&self, key: &Key) -> Option<usize> {
        self.answer.at.get(key).copied()
    }
}

/// Every predicate of the filter that counts for a row, with what the message has.
fn verdict(ui: &mut Ui, cx: &Cx<'_>, candidate: &Candidate, context: &Context) {
    let group = &cx.snapshot.group;
    let port = candidate.port.as_ref().and_then(|name| group.send_ports.get(name));
    let spg = candidate.via.as_ref().and_then(|name| group.send_port_groups.get(name));
    let of_port = port.map(|port| (ArtifactRef::send_port(&port.name), port.state));
    let of_group = spg.map(|spg| (ArtifactRef::send_port_group(&spg.name), spg.state));
    columns::links(ui, cx, &of_port.into_iter().chain(of_group).collect::<Vec<_>>());
    let (state, citation): (Option<PortState>, _) = match &candidate.standing {
        Standing::Gets(delivery) => {
            let rule = delivery.ruling.rule;
            kit::prose(ui, cx.text(rule.key()));
            (None, Some(rule.citation()))
        }
        Standing::Nearly(miss) => {
            Mark::Warning.line(ui, &cx.say(&miss.sentence()));
            (port.map(|port| port.state), None)
        }
        Standing::Not(why) => {
            let name = candidate.port.clone().unwrap_or_default();
            kit::prose(ui, cx.say(&why.sentence(&name, candidate.via.as_ref())));
            (port.map(|port| port.state), Some(why.citation()))
        }
    };
    let filter: Option<&Filter> = match (spg, port) {
        (Some(spg), _) => Some(&spg.filter),
        (None, Some(port)) => Some(&port.filter),
        (None, None) => None,
    };
    if let Some(filter) = filter.filter(|filter| !filter.is_empty()) {
        outcome::checks(ui, cx, &evaluate(filter, context));
    }
    if state == Some(PortState::Stopped) {
        let held = Sentence::new("subscriptions-port-stopped")
            .with("port", port.map(|port| port.name.to_string()).unwrap_or_default());
        Mark::Note.line(ui, &cx.say(&held));
    }
    if let Some(citation) = citation {
        kit::prose(ui, theme::weak(ui, &cx.say(&citation.sentence())));
    }
}
