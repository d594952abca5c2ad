//! The list of all subscriptions, and on demand of who has none.

use std::{collections::HashMap, sync::Arc};

use egui::{Role, Ui, WidgetInfo};
use jiff::Timestamp;

use super::columns::{self, Listing, filter_line};
use crate::{
    console::{
        commands::Env,
        context::Cx,
        export::{self, Lines},
        kit::{
            self, Mark,
            table::{Cell, Column, Rows, TableState},
        },
        latest::Latest,
        theme,
    },
    engine::{Deed, Event, Fact, Snapshot},
    model::{ArtifactKind, ArtifactRef, Name, PortState, Target},
    routing::{Listed, MadeFor, WithoutOne, listing, without_one},
    rules::Action,
    words::{Language, Sentence, Words},
};

const TABLE: &str = "subscriptions";

/// A subscription, or somebody who has none.
#[derive(Clone, Debug)]
enum Entry {
    Has(Listed),
    HasNone(WithoutOne),
}

/// Names a row: the port, the group, what it is for.
type Key = (Option<Name>, Option<Name>, Option<MadeFor>);

/// What is known beside the configuration.
#[derive(Default)]
struct Known {
    /// When something was last enlisted, and when it was last changed, as far as the log goes back.
    enlisted: HashMap<ArtifactRef, Timestamp>,
    changed: HashMap<ArtifactRef, Timestamp>,
    /// Which orchestrations are bound to it.
    bound: HashMap<Target, Vec<Name>>,
}

#[derive(Default)]
struct Made {
    entries: Vec<Entry>,
    at: HashMap<Key, usize>,
    /// Before the filter.
    total: usize,
    known: Known,
    /// The longest name of a port, and of a group.
    longest: (String, String),
}

#[derive(Clone, PartialEq)]
struct From {
    generation: u64,
    filter: String,
    only: Option<ArtifactRef>,
    without: bool,
    sort: Option<(usize, bool)>,
    language: Language,
}

#[derive(Default)]
pub struct AllTab {
    filter: String,
    only: Option<ArtifactRef>,
    without: bool,
    made: Latest<From, Made>,
    state: TableState<Key>,
}

impl AllTab {
    /// The subscriptions of one port or group only, or all.
    pub fn only_of(&mut self, item: Option<ArtifactRef>) {
        self.without |= item.as_ref().is_some_and(|item| item.kind != ArtifactKind::Application);
        self.only = item;
        self.filter.clear();
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _env: &Env<'_>) {
        // by which one is sorted does not depend on how wide they are
        let sort = cx.layouts.get(TABLE).sorted_by(&columns(ui, cx, &Default::default()));
        let from = From {
            generation: cx.snapshot.generation,
            filter: self.filter.to_lowercase(),
            only: self.only.clone(),
            without: self.without,
            sort,
            language: cx.words.language(),
        };
        let made = self.made.get(&cx.worker, TABLE, &from, || {
            let (snapshot, words, from) = (cx.snapshot.clone(), cx.words.clone(), from.clone());
            Box::new(move |progress| make(&snapshot, &words, &from, &|| progress.is_cancelled()))
        });
        self.header(ui, cx, made.as_ref());
        let Some(made) = made else {
            ui.label(theme::weak(ui, &cx.text("table-loading")));
            return;
        };
        if made.entries.is_empty() && self.made.is_current() {
            ui.add_space(24.0);
            let key = if made.total > 0 { "list-nothing-matches" } else { "subscriptions-none" };
            ui.vertical_centered(|ui| ui.label(theme::weak(ui, &cx.text(key))));
            return;
        }
        let selected = self.state.selection.first().and_then(|key| made.at.get(key)).map(|at| &made.entries[*at]);
        if let Some(entry) = selected {
            columns::below(ui, "subscription", |ui| detail(ui, cx, entry, &made.known));
        }
        let columns = columns(ui, cx, &made.longest);
        let rows = Shown { made: &made, words: cx.words };
        let entry = |key: &Key| made.at.get(key).map(|at| &made.entries[*at]);
        let name = cx.text("node-subscriptions");
        Listing { id: TABLE, name, columns: &columns, highlight: &self.filter }.show(
            ui,
            cx,
            &mut self.state,
            &rows,
            |key| entry(key).map(Entry::item),
            |key| entry(key).map(Entry::owner),
        );
    }

    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>, made: Option<&Arc<Made>>) {
        ui.horizontal_wrapped(|ui| {
            let hint = cx.text("list-filter");
            let field = egui::TextEdit::singleline(&mut self.filter).hint_text(hint.as_str()).desired_width(150.0);
            drop(ui.add(field).accessible_name(hint));
            self.applications(ui, cx);
            ui.checkbox(&mut self.without, cx.text("subscriptions-without"));
            if let Some(item) = self.only.clone().filter(|item| item.kind != ArtifactKind::Application) {
                let all = Sentence::new("subscriptions-only").with("name", &item.name);
                ui.label(cx.say(&all));
                if kit::quiet_link(ui, &cx.text("subscriptions-show-all")).clicked() {
                    self.only = None;
                }
            }
            // in the flow of the line: at its right end it would lie over what does not fit beside it
            if let Some(made) = made {
                let count = Sentence::new("list-count").with("shown", made.entries.len()).with("total", made.total);
                ui.label(theme::weak(ui, &cx.say(&count)));
                let (shared, words) = (made.clone(), cx.words.clone());
                let titles = columns(ui, cx, &Default::default()).map(|column| column.title).to_vec();
                export::menu(ui, cx, &cx.text("subscriptions-file"), || {
                    Lines::new(move || lines(&shared, &words, titles.clone()))
                });
            }
        });
        ui.add_space(2.0);
    }

    /// The choice of an application, where there are several.
    fn applications(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let group = &cx.snapshot.group;
        if group.applications.size() < 2 {
            return;
        }
        let label = cx.text("column-application");
        let all = cx.text("subscriptions-all-applications");
        let chosen = self.only.as_ref().filter(|item| item.kind == ArtifactKind::Application).map(|it| it.name.clone());
        let shown = chosen.as_ref().map_or_else(|| all.clone(), ToString::to_string);
        let mut choice = chosen.clone();
        let combo = egui::ComboBox::from_id_salt("application").selected_text(shown.as_str()).width(130.0).truncate();
        let combo = combo.show_ui(ui, |ui| {
            kit::option_of(ui, &mut choice, None, all.as_str());
            for name in group.applications.keys() {
                kit::option_of(ui, &mut choice, Some(name.clone()), name.as_str());
            }
        });
        combo.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, label.as_str());
            info.current_text_value = Some(shown.clone());
            info
        });
        if choice != chosen {
            self.only = choice.map(|name| ArtifactRef::new(ArtifactKind::Application, &name));
        }
    }
}

impl Entry {
    fn key(&self) -> Key {
        match self {
            Self::Has(it) => {
                (Some(it.port.name.clone()), it.group.as_ref().map(|spg| spg.name.clone()), Some(it.made_for))
            }
            Self::HasNone(it) => {
                let name = it.port.as_ref().map(|port| port.name.clone());
                (name, it.group.as_ref().map(|spg| spg.name.clone()), None)
            }
        }
    }

    /// What acts and the details are about.
    fn item(&self) -> ArtifactRef {
        match self {
            Self::Has(it) => ArtifactRef::send_port(&it.port.name),
            Self::HasNone(it) => it.item(),
        }
    }

    /// Whose filter it is.
    fn owner(&self) -> ArtifactRef {
        match self {
            Self::Has(it) => it.owner_ref(),
            Self::HasNone(it) => it.item(),
        }
    }

    fn concerns(&self, item: &ArtifactRef) -> bool {
        if item.kind == ArtifactKind::Application {
            let (port, group) = match self {
                Self::Has(it) => (Some(&it.port), it.group.as_ref()),
                Self::HasNone(it) => (it.port.as_ref(), it.group.as_ref()),
            };
            return port.is_some_and(|port| port.application == item.name)
                || group.is_some_and(|spg| spg.application == item.name);
        }
        let (port, group, _) = self.key();
        port.is_some_and(|port| ArtifactRef::send_port(&port) == *item)
            || group.is_some_and(|group| ArtifactRef::send_port_group(&group) == *item)
    }

    fn state(&self) -> PortState {
        match self {
            Self::Has(it) if it.is_enabled() => PortState::Started,
            Self::Has(_) => PortState::Stopped,
            Self::HasNone(_) => PortState::Bound,
        }
    }

    /// Why it holds what matches, or why there is none.
    fn remark(&self) -> Option<Sentence> {
        match self {
            Self::HasNone(it) => Some(it.sentence()),
            Self::Has(it) if it.is_enabled() => None,
            Self::Has(it) => Some(match &it.group {
                Some(spg) if spg.state != PortState::Started => {
                    Sentence::new("subscriptions-group-stopped").with("group", &spg.name)
                }
                _ => Sentence::new("subscriptions-port-stopped").with("port", &it.port.name),
            }),
        }
    }

    fn made_for(&self) -> &'static str {
        match self {
            Self::HasNone(_) => "subscriptions-for-none",
            Self::Has(it) => match (it.made_for, it.group.is_some()) {
                (MadeFor::Address, false) => "subscriptions-for-address",
                (MadeFor::Filter, false) => "subscriptions-for-filter",
                (MadeFor::Address, true) => "subscriptions-for-group-address",
                (MadeFor::Filter, true) => "subscriptions-for-group-filter",
            },
        }
    }

    fn expression(&self, words: &Words) -> String {
        match self {
            Self::Has(it) => filter_line(words, &it.expression()),
            Self::HasNone(_) => String::new(),
        }
    }
}

impl Known {
    fn of(snapshot: &Snapshot) -> Self {
        let mut known = Self::default();
        for event in snapshot.events.iter() {
            known.take(event);
        }
        for orchestration in snapshot.group.orchestrations.values() {
            for target in orchestration.ports.iter().filter_map(|port| port.binding.as_ref()) {
                let names = known.bound.entry(target.clone()).or_default();
                if !names.contains(&orchestration.name) {
                    names.push(orchestration.name.clone());
                }
            }
        }
        known
    }

    fn take(&mut self, event: &Event) {
        match &event.fact {
            Fact::StateChanged { item, from, to, .. } => {
                if !from.is_enlisted() && to.is_enlisted() {
                    self.enlisted.insert(item.clone(), event.time);
                }
                self.changed.insert(item.clone(), event.time);
            }
            Fact::Created(item) | Fact::Edited(item) | Fact::Renamed { item, .. } => {
                self.changed.insert(item.clone(), event.time);
            }
            // the facts of the step itself are not told again
            Fact::Undone(Deed::Act(action, items)) | Fact::Redone(Deed::Act(action, items)) => {
                let undone = matches!(event.fact, Fact::Undone(_));
                let enlists = matches!((undone, action), (true, Action::Unenlist) | (false, Action::Enlist));
                for item in items {
                    if enlists {
                        self.enlisted.insert(item.clone(), event.time);
                    }
                    self.changed.insert(item.clone(), event.time);
                }
            }
            _ => {}
        }
    }

    /// The later of what the port and the group are known for.
    fn time(times: &HashMap<ArtifactRef, Timestamp>, entry: &Entry) -> Option<Timestamp> {
        let Entry::Has(it) = entry else { return None };
        let port = times.get(&ArtifactRef::send_port(&it.port.name));
        let group = it.group.as_ref().and_then(|spg| times.get(&ArtifactRef::send_port_group(&spg.name)));
        port.max(group).copied()
    }

    fn orchestrations(&self, entry: &Entry) -> String {
        let Entry::Has(it) = entry else { return String::new() };
        if it.made_for != MadeFor::Address {
            return String::new();
        }
        let names = self.bound.get(&it.owner()).map(Vec::as_slice).unwrap_or_default();
        names.iter().map(Name::to_string).collect::<Vec<_>>().join(", ")
    }
}

fn columns(ui: &Ui, cx: &Cx<'_>, longest: &(String, String)) -> [Column; 13] {
    let title = |key: &str| cx.text(key);
    [
        columns::names(ui, "port", title("subscriptions-subscriber"), &longest.0).importance(10),
        columns::names(ui, "group", title("subscriptions-via"), &longest.1).importance(6),
        Column::new("for", title("subscriptions-made-for")).points(104.0).importance(7),
        Column::new("state", title("column-state")).points(88.0).importance(9),
        Column::new("expression", title("subscriptions-expression")).rest_from(220.0).importance(8),
        Column::new("type", title("subscriptions-type")).points(84.0).hidden(),
        Column::new("priority", title("subscriptions-priority")).points(64.0).numeric().importance(3),
        Column::new("host", title("kind-host")).points(100.0).importance(4),
        Column::new("application", title("column-application")).points(100.0).importance(2),
        Column::new("orchestrations", title("subscriptions-orchestrations")).points(120.0).importance(1).hidden(),
        Column::new("created", title("subscriptions-created")).points(84.0).hidden(),
        Column::new("changed", title("subscriptions-changed")).points(84.0).hidden(),
        Column::new("remark", title("subscriptions-remark")).points(220.0).importance(1).hidden(),
    ]
}

fn cell(words: &Words, known: &Known, entry: &Entry, column: usize) -> Cell {
    let text = |text: Option<String>| Cell::Text(text.unwrap_or_default());
    let (port, group, _) = entry.key();
    let of_port = match entry {
        Entry::Has(it) => Some(&it.port),
        Entry::HasNone(it) => it.port.as_ref(),
    };
    let clock = |times| text(Known::time(times, entry).map(theme::clock));
    match column {
        0 => match (port, &group) {
            (Some(port), _) => Cell::Text(port.to_string()),
            // the group as a whole
            (None, group) => text(group.as_ref().map(Name::to_string)),
        },
        1 => text(port.and(group).map(|group| group.to_string())),
        2 => Cell::Text(words.text(entry.made_for()).into_owned()),
        3 => Cell::State(entry.state()),
        4 => match entry {
            Entry::Has(_) => Cell::Text(entry.expression(words)),
            Entry::HasNone(it) => Cell::Weak(words.say(&it.sentence())),
        },
        5 => match entry {
            Entry::Has(_) => Cell::Text(words.text("subscriptions-activation").into_owned()),
            Entry::HasNone(_) => Cell::Text(String::new()),
        },
        6 => of_port.map_or_else(|| Cell::Text(String::new()), |port| Cell::Number(u64::from(port.priority))),
        7 => text(of_port.and_then(|port| port.handler(None)).map(Name::to_string)),
        8 => {
            let group = match entry {
                Entry::HasNone(it) => it.group.as_ref(),
                Entry::Has(_) => None,
            };
            text(
                of_port.map(|port| port.application.to_string()).or_else(|| group.map(|it| it.application.to_string())),
            )
        }
        9 => Cell::Text(known.orchestrations(entry)),
        10 => clock(&known.enlisted),
        11 => clock(&known.changed),
        _ => Cell::Weak(entry.remark().map(|remark| words.say(&remark)).unwrap_or_default()),
    }
}

/// The last column, which the filter looks at too.
const COLUMNS: usize = 13;

fn make(snapshot: &Snapshot, words: &Words, from: &From, cancelled: &dyn Fn() -> bool) -> Made {
    let known = Known::of(snapshot);
    let has = listing(&snapshot.group).map(Entry::Has);
    let none = from.without.then(|| without_one(&snapshot.group)).into_iter().flatten().map(Entry::HasNone);
    let mut entries: Vec<Entry> =
        has.chain(none).filter(|entry| from.only.as_ref().is_none_or(|item| entry.concerns(item))).collect();
    let total = entries.len();
    if !from.filter.is_empty() {
        entries.retain(|entry| {
            !cancelled()
                && (0..COLUMNS)
                    .any(|column| cell(words, &known, entry, column).text(words).to_lowercase().contains(&from.filter))
        });
    }
    if let Some((column, down)) = from.sort {
        entries.sort_by_cached_key(|entry| cell(words, &known, entry, column).sort_key());
        if down {
            entries.reverse();
        }
    }
    let at = entries.iter().enumerate().map(|(at, entry)| (entry.key(), at)).collect();
    let keys: Vec<Key> = entries.iter().map(Entry::key).collect();
    let longest = (
        columns::longest(keys.iter().filter_map(|(port, group, _)| port.as_ref().or(group.as_ref()))),
        columns::longest(keys.iter().filter_map(|(port, group, _)| port.as_ref().and(group.as_ref()))),
    );
    Made { entries, at, total, known, longest }
}

fn lines(made: &Made, words: &Words, titles: Vec<String>) -> Vec<Vec<String>> {
    let line = |entry: &Entry| (0..COLUMNS).map(|column| cell(words, &made.known, entry, column).text(words)).collect();
    std::iter::once(titles).chain(made.entries.iter().map(line)).collect()
}

struct Shown<'a> {
    made: &'a Arc<Made>,
    words: &'a Words,
}

impl Rows for Shown<'_> {
    type Key = Key;
    fn len(&self) -> usize {
        self.made.entries.len()
    }
    fn key(&self, row: usize) -> Option<Key> {
        self.made.entries.get(row).map(Entry::key)
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        match self.made.entries.get(row) {
            Some(entry) => cell(self.words, &self.made.known, entry, column),
            None => Cell::Loading,
        }
    }
    fn find(&self, key: &Key) -> Option<usize> {
        self.made.at.get(key).copied()
    }
}

/// Everything about one subscription.
fn detail(ui: &mut Ui, cx: &Cx<'_>, entry: &Entry, known: &Known) {
    let state = match entry {
        Entry::Has(it) => it.port.state,
        Entry::HasNone(it) => it.state(),
    };
    let group = match entry {
        Entry::Has(it) => it.group.as_ref(),
        Entry::HasNone(_) => None,
    };
    let group = group.map(|spg| (ArtifactRef::send_port_group(&spg.name), spg.state));
    columns::links(ui, cx, &std::iter::once((entry.item(), state)).chain(group).collect::<Vec<_>>());
    if let Entry::Has(it) = entry {
        let what = Sentence::new("subscriptions-detail")
            .with("for", Sentence::new(entry.made_for()))
            .with("priority", u32::from(it.port.priority));
        kit::prose(ui, theme::weak(ui, &cx.say(&what)));
        kit::prose(ui, entry.expression(cx.words));
    }
    if let Some(remark) = entry.remark() {
        Mark::Note.line(ui, &cx.say(&remark));
    }
    let bound = known.orchestrations(entry);
    if !bound.is_empty() {
        Mark::Note.line(ui, &cx.say(&Sentence::new("subscriptions-used-by").with("names", bound)));
    }
}
