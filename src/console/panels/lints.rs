//! The list of all lints.

use std::{collections::HashMap, sync::Arc};

use egui::{Align, Layout, Role, Ui, WidgetInfo};

use super::{
    cells::kind_key,
    subscriptions::{below, longest, names},
};
use crate::{
    console::{
        context::{Cx, Task},
        dialogs,
        export::{self, Lines},
        kit::{
            self, Mark,
            table::{Cell, Column, Rows, Selection, Table, TableState},
        },
        latest::Latest,
        lints::{LintStore, Lints, explain},
        theme,
    },
    model::{ArtifactKind, ArtifactRef, BizTalkGroup},
    routing::lints::{Kind, Level, Lint},
    rules::pages::PropertyPage,
    words::{Language, Sentence, Words},
};

const TABLE: &str = "lints";

/// Names a row: of the lints of an artifact, which one.
type Key = (ArtifactRef, usize);

#[derive(Clone, PartialEq)]
struct Wanted {
    /// Of which edition of the document the lints are.
    edition: u64,
    filter: String,
    kind: Option<Kind>,
    notes: bool,
    sort: Option<(usize, bool)>,
    language: Language,
}

/// The rows that are shown.
struct Made {
    lints: Arc<Lints>,
    group: BizTalkGroup,
    keys: Vec<Key>,
    /// Of each row its place in `lints`.
    places: Vec<u32>,
    at: HashMap<Key, usize>,
    longest: String,
}

pub struct LintsPanel {
    filter: String,
    kind: Option<Kind>,
    notes: bool,
    made: Latest<Wanted, Made>,
    state: TableState<Key>,
}

impl Default for LintsPanel {
    fn default() -> Self {
        Self { filter: String::new(), kind: None, notes: true, made: Latest::default(), state: TableState::default() }
    }
}

impl LintsPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, store: &LintStore) {
        let Some((edition, lints)) = store.current() else {
            self.header(ui, cx, None, store);
            return;
        };
        let sort = cx.layouts.get(TABLE).sorted_by(&columns(ui, cx, ""));
        let from = Wanted {
            edition,
            filter: self.filter.to_lowercase(),
            kind: self.kind,
            notes: self.notes,
            sort,
            language: cx.words.language(),
        };
        let made = self.made.get(&cx.worker, TABLE, &from, || {
            let (group, words, from) = (cx.snapshot.group.clone(), cx.words.clone(), from.clone());
            Box::new(move |progress| make(lints, group, &words, &from, &|| progress.is_cancelled()))
        });
        self.header(ui, cx, made.as_ref(), store);
        let Some(made) = made else { return };
        if made.keys.is_empty() {
            ui.add_space(24.0);
            let key = if made.lints.all.is_empty() { "lints-none" } else { "list-nothing-matches" };
            ui.vertical_centered(|ui| ui.label(theme::weak(ui, &cx.text(key))));
            return;
        }
        let selected = self.state.selection.first().and_then(|key| made.at.get(key));
        if let Some(lint) = selected.and_then(|row| made.lint(*row)) {
            below(ui, "lint", |ui| detail(ui, cx, lint));
        }
        let columns = columns(ui, cx, &made.longest);
        let rows = Shown { made: &made, words: cx.words };
        let table = Table::new(TABLE, cx.text("node-lints"), &columns).highlight(&self.filter);
        let output = table.show(ui, cx.words, &cx.layouts, &mut self.state, &rows, |ui, selected| {
            menu(ui, cx, selected.first().and_then(|key| made.at.get(key)).and_then(|row| made.lint(*row)));
        });
        if output.selection_changed {
            let mut items: Vec<ArtifactRef> = Vec::new();
            for (item, _) in self.state.selection.iter() {
                if items.last() != Some(item) {
                    items.push(item.clone());
                }
            }
            cx.push(Task::SelectInList(Selection::new(items)));
        }
        if let Some((item, _)) = output.activated {
            cx.push(Task::Select(vec![item]));
        }
    }

    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>, made: Option<&Arc<Made>>, store: &LintStore) {
        ui.horizontal_wrapped(|ui| {
            let title = cx.text("node-lints");
            let heading = ui.label(theme::heading(&title));
            heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title.as_str()));
            let hint = cx.text("list-filter");
            let field = egui::TextEdit::singleline(&mut self.filter).hint_text(hint.as_str()).desired_width(150.0);
            drop(ui.add(field).accessible_name(hint));
            let label = cx.text("lints-kind");
            let any = cx.text("lints-any-kind");
            let shown = self.kind.map_or_else(|| any.clone(), |kind| cx.text(kind.key()));
            let combo = egui::ComboBox::from_id_salt("lint kind").selected_text(shown.as_str()).width(170.0).truncate();
            let combo = combo.show_ui(ui, |ui| {
                kit::option_of(ui, &mut self.kind, None, any.as_str());
                for kind in Kind::ALL {
                    kit::option_of(ui, &mut self.kind, Some(kind), cx.text(kind.key()));
                }
            });
            combo.response.widget_info(|| {
                let mut info = WidgetInfo::labeled(Role::ComboBox, true, label.as_str());
                info.current_text_value = Some(shown.clone());
                info
            });
            ui.checkbox(&mut self.notes, cx.text("lints-notes"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(made) = made {
                    let (shared, words) = (made.clone(), cx.words.clone());
                    let titles = columns(ui, cx, "").map(|column| column.title).to_vec();
                    export::menu(ui, cx, &cx.text("lints-file"), || {
                        Lines::new(move || lines(&shared, &words, titles.clone()))
                    });
                    let (shown, total) = (made.keys.len(), made.lints.all.len());
                    let count = Sentence::new("list-count").with("shown", shown).with("total", total);
                    ui.label(theme::weak(ui, &cx.say(&count)));
                }
            });
        });
        if let Some(share) = store.progress() {
            let percent = (share * 100.0) as u32;
            let text = cx.say(&Sentence::new("lints-working").with("percent", percent));
            ui.add(egui::ProgressBar::new(share).desired_height(6.0));
            ui.label(theme::weak(ui, &text));
            // the work itself wakes the window only when it is done
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        }
        ui.add_space(2.0);
    }
}

impl Made {
    fn lint(&self, row: usize) -> Option<&Lint> {
        self.lints.all.get(*self.places.get(row)? as usize)
    }
}

const COLUMNS: usize = 8;

fn columns(ui: &Ui, cx: &Cx<'_>, longest: &str) -> [Column; COLUMNS] {
    let title = |key: &str| cx.text(key);
    [
        names(ui, "item", title("lints-where"), longest).importance(10),
        Column::new("level", title("lints-level")).points(84.0).importance(6),
        Column::new("kind", title("lints-kind")).points(150.0).importance(7),
        Column::new("what", title("lints-what")).rest_from(240.0).importance(9),
        Column::new("artifact", title("column-kind")).points(110.0).importance(3),
        Column::new("application", title("column-application")).points(110.0).importance(2),
        Column::new("do", title("lints-do")).points(240.0).importance(1).hidden(),
        Column::new("why", title("lints-why")).points(240.0).importance(1).hidden(),
    ]
}

fn cell(words: &Words, group: &BizTalkGroup, lint: &Lint, column: usize) -> Cell {
    let text = |key: &str| Cell::Text(words.text(key).into_owned());
    match column {
        0 => Cell::Text(lint.item.name.to_string()),
        1 => Cell::Marked(words.text(lint.level().key()).into_owned(), Mark::from(lint.level()), String::new()),
        2 => text(lint.kind().key()),
        3 => Cell::Text(words.say(&lint.sentence())),
        4 => text(kind_key(lint.item.kind)),
        5 => Cell::Text(group.application_of(&lint.item).map(|name| name.to_string()).unwrap_or_default()),
        6 => Cell::Text(words.say(&lint.kind().remedy())),
        _ => Cell::Weak(words.say(&lint.citation().sentence())),
    }
}

/// Orders rows where the words of a cell do not.
fn sort_key(words: &Words, group: &BizTalkGroup, lint: &Lint, column: usize) -> (u64, String) {
    match column {
        1 => (lint.level() as u64, String::new()),
        2 => (lint.kind() as u64, String::new()),
        _ => cell(words, group, lint, column).sort_key(),
    }
}

fn make(lints: Arc<Lints>, group: BizTalkGroup, words: &Words, from: &Wanted, cancelled: &dyn Fn() -> bool) -> Made {
    let mut rows: Vec<(Key, u32)> = Vec::with_capacity(lints.all.len());
    let mut nth = 0;
    for (place, lint) in lints.all.iter().enumerate() {
        nth = if place > 0 && lints.all[place - 1].item == lint.item { nth + 1 } else { 0 };
        let wanted = (from.notes || lint.level() == Level::Warning) && from.kind.is_none_or(|kind| kind == lint.kind());
        if wanted && !cancelled() && (from.filter.is_empty() || mentions(words, &group, lint, &from.filter)) {
            rows.push(((lint.item.clone(), nth), place as u32));
        }
    }
    let of = |place: u32| &lints.all[place as usize];
    match from.sort {
        // what matters most first
        None => rows.sort_by_key(|(_, place)| (of(*place).level(), of(*place).kind(), *place)),
        Some((column, down)) => {
            rows.sort_by_cached_key(|(_, place)| sort_key(words, &group, of(*place), column));
            if down {
                rows.reverse();
            }
        }
    }
    let at = rows.iter().enumerate().map(|(row, (key, _))| (key.clone(), row)).collect();
    let longest = longest(rows.iter().map(|((item, _), _)| &item.name));
    let (keys, places) = rows.into_iter().unzip();
    Made { lints, group, keys, places, at, longest }
}

fn mentions(words: &Words, group: &BizTalkGroup, lint: &Lint, filter: &str) -> bool {
    (0..COLUMNS).any(|column| cell(words, group, lint, column).text(words).to_lowercase().contains(filter))
}

fn lines(made: &Made, words: &Words, titles: Vec<String>) -> Vec<Vec<String>> {
    let rows = (0..made.keys.len()).filter_map(|row| made.lint(row));
    let line = |lint: &Lint| (0..COLUMNS).map(|column| cell(words, &made.group, lint, column).text(words)).collect();
    std::iter::once(titles).chain(rows.map(line)).collect()
}

struct Shown<'a> {
    made: &'a Made,
    words: &'a Words,
}

impl Rows for Shown<'_> {
    type Key = Key;
    fn len(&self) -> usize {
        self.made.keys.len()
    }
    fn key(&self, row: usize) -> Option<Key> {
        self.made.keys.get(row).cloned()
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        match self.made.lint(row) {
            Some(lint) => cell(self.words, &self.made.group, lint, column),
            None => Cell::Loading,
        }
    }
    fn find(&self, key: &Key) -> Option<usize> {
        self.made.at.get(key).copied()
    }
}

/// Opens the property page on which it can be changed.
fn open_page(cx: &Cx<'_>, lint: &Lint) {
    let item = &lint.item;
    let port = (item.kind == ArtifactKind::SendPort)
        .then(|| dialogs::send_port::SendPortDialog::edit(cx.snapshot, &item.name))
        .flatten();
    if let Some(dialog) = port {
        let page = match lint.field.as_str() {
            "backup" => PropertyPage::BackupTransport,
            "route_failed_messages" => PropertyPage::TransportAdvancedOptions,
            _ => PropertyPage::Filters,
        };
        return cx.push(Task::Open(Box::new(dialog.on_page(page))));
    }
    match dialogs::send_port_group::SendPortGroupDialog::edit(cx.snapshot, &item.name) {
        Some(dialog) => cx.push(Task::Open(Box::new(dialog.on_page(usize::from(lint.field != "members"))))),
        None => cx.push(Task::OpenProperties(item.clone())),
    }
}

fn menu(ui: &mut Ui, cx: &Cx<'_>, lint: Option<&Lint>) {
    let Some(lint) = lint else { return };
    ui.set_min_width(200.0);
    if kit::menu_entry(ui, &cx.text("subscriptions-go"), "", Ok(())) {
        cx.push(Task::Select(vec![lint.item.clone()]));
        ui.close();
    }
    if kit::menu_entry(ui, &cx.text("lints-open-page"), "", Ok(())) {
        open_page(cx, lint);
        ui.close();
    }
}

/// Everything about one lint.
fn detail(ui: &mut Ui, cx: &Cx<'_>, lint: &Lint) {
    explain(ui, cx, lint);
    ui.horizontal_wrapped(|ui| {
        super::details::reference(ui, cx, &lint.item);
        for other in lint.others() {
            super::details::reference(ui, cx, &other);
        }
        if kit::quiet_link(ui, &cx.text("lints-open-page")).clicked() {
            open_page(cx, lint);
        }
    });
}
