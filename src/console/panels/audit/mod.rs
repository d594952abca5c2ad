//! Who did what, when, with what before and after.

mod entry;
pub mod export;
pub mod fields;
pub mod strip;

pub use entry::way_entry;

use egui::{ComboBox, Panel, Role as Accessible, Ui, WidgetInfo};
use jiff::{SignedDuration, Timestamp};

use self::export::Format;
use crate::{
    console::{
        commands::Env,
        context::{Cx, Task},
        files::Ask,
        kit::{
            self,
            table::{Cell, Column, Rows, Table, TableState},
        },
        theme,
    },
    engine::AuditRow,
    message_box::{AuditChange, AuditId, AuditKind, AuditQuery},
    model::{ArtifactKind, ArtifactRef, Role},
    words::{Language, Sentence, Words},
};

/// How many entries are asked for at once, and how many are brought up to date at most.
const PAGE: u64 = 200;
const MOST: u64 = 5000;
/// Below this height, in points, either the table is shown or an entry.
const LOW: f32 = 330.0;

/// How far back entries are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Period {
    #[default]
    Always,
    Hour,
    Day,
    Week,
}

impl Period {
    const ALL: [Self; 4] = [Self::Always, Self::Hour, Self::Day, Self::Week];

    fn key(self) -> &'static str {
        match self {
            Self::Always => "audit-always",
            Self::Hour => "audit-hour",
            Self::Day => "audit-day",
            Self::Week => "audit-week",
        }
    }

    fn from(self, now: Timestamp) -> Option<Timestamp> {
        let hours = match self {
            Self::Always => return None,
            Self::Hour => 1,
            Self::Day => 24,
            Self::Week => 7 * 24,
        };
        now.checked_sub(SignedDuration::from_hours(hours)).ok()
    }
}

/// What the entries were asked for with.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    text: String,
    role: Option<Role>,
    kind: Option<AuditKind>,
    period: Period,
    artifact: Option<ArtifactRef>,
    /// The last entry that there was.
    last: AuditId,
}

/// A loaded entry with the texts of its cells.
struct Line {
    row: AuditRow,
    cells: [String; 6],
}

#[derive(Default)]
pub struct AuditPanel {
    text: String,
    role: Option<Role>,
    kind: Option<AuditKind>,
    period: Period,
    /// Only entries about this one.
    artifact: Option<ArtifactRef>,
    lines: Vec<Line>,
    total: u64,
    /// The language of the texts.
    language: Option<Language>,
    asked: Option<Asked>,
    /// How many answers are on their way.
    pending: u32,
    table: TableState<AuditId>,
    history: Vec<strip::Span>,
    entry: entry::EntryView,
    /// In a low window: the entry is shown instead of the table.
    opened: bool,
}

/// `2026-11-21 14:05:09`, in the time zone of the machine.
#[must_use]
pub fn when(time: Timestamp) -> String {
    time.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// What an entry is about, in words.
#[must_use]
pub fn action(cx: &Cx<'_>, row: &AuditRow) -> String {
    row.action.as_ref().map_or_else(|| cx.text("audit-unknown"), |action| cx.say(&action.sentence()))
}

fn line(cx: &Cx<'_>, mut row: AuditRow) -> Line {
    let undone = row.entry.undone.map(|id| cx.say(&Sentence::new("audit-undone").with("entry", id.to_string())));
    let cells = [
        when(row.entry.time),
        cx.text(row.entry.role.key()),
        action(cx, &row),
        fields::artifacts(cx, &row),
        fields::summary(cx, &row),
        undone.unwrap_or_default(),
    ];
    // nobody looks at these again
    row.entry.search = String::new();
    row.entry.action = String::new();
    Line { row, cells }
}

impl AuditPanel {
    /// Shows what was done to one artifact.
    pub fn only_of(&mut self, item: ArtifactRef) {
        *self = Self { artifact: Some(item), ..Self::default() };
    }

    /// Shows an entry among all.
    pub fn reveal(&mut self, id: AuditId) {
        *self = Self::default();
        self.choose(id);
    }

    fn choose(&mut self, id: AuditId) {
        self.table.selection = vec![id].into();
        self.table.reveal(Some(&id));
        self.opened = true;
    }

    fn chosen(&self) -> Option<AuditId> {
        self.table.selection.first().copied()
    }

    fn query(&self, cx: &Cx<'_>) -> AuditQuery {
        AuditQuery {
            text: self.text.clone(),
            role: self.role,
            kind: self.kind,
            artifact: self.artifact.clone(),
            from: self.period.from(cx.snapshot.now),
            until: None,
        }
    }

    fn ask(&mut self, cx: &Cx<'_>) {
        if self.language != Some(cx.words.language()) {
            self.language = Some(cx.words.language());
            let rows: Vec<AuditRow> = self.lines.drain(..).map(|line| line.row).collect();
            self.lines = rows.into_iter().map(|row| line(cx, row)).collect();
        }
        let asked = Asked {
            text: self.text.trim().to_owned(),
            role: self.role,
            kind: self.kind,
            period: self.period,
            artifact: self.artifact.clone(),
            last: cx.snapshot.audit,
        };
        if self.pending > 0 || self.asked.as_ref() == Some(&asked) {
            return;
        }
        // the same again keeps its place, something else begins at the top
        let only_newer =
            self.asked.as_ref().is_some_and(|before| Asked { last: asked.last, ..before.clone() } == asked);
        let wanted = match self.chosen() {
            Some(id) if self.asked.is_none() => asked.last.0.saturating_sub(id.0).unsigned_abs() + PAGE,
            _ if only_newer => self.lines.len() as u64 + 1,
            _ => PAGE,
        };
        cx.push(Task::QueryAudit { query: self.query(cx), before: None, limit: wanted.clamp(PAGE, MOST) });
        self.pending += 1;
        if let Some(item) = &self.artifact {
            cx.push(Task::QueryAuditHistory(item.clone()));
        }
        self.asked = Some(asked);
    }

    /// Entries that were asked for; `before`: those after the ones that are there.
    pub fn take_entries(&mut self, cx: &Cx<'_>, before: Option<AuditId>, total: u64, rows: Vec<AuditRow>) {
        self.pending = self.pending.saturating_sub(1);
        self.total = total;
        let rows = rows.into_iter().map(|row| line(cx, row));
        match before {
            None => self.lines = rows.collect(),
            Some(id) if self.lines.last().is_some_and(|line| line.row.entry.id == id) => self.lines.extend(rows),
            // the table begins anew since it was asked
            Some(_) => {}
        }
        if (self.lines.len() as u64) < PAGE {
            self.total = self.lines.len() as u64;
        }
    }

    pub fn take_changes(&mut self, id: AuditId, offset: u64, changes: Vec<AuditChange>) {
        self.entry.take(id, offset, changes);
    }

    pub fn take_history(&mut self, item: &ArtifactRef, history: &[(AuditId, Timestamp, AuditChange)]) {
        if self.artifact.as_ref() == Some(item) {
            self.history = strip::spans(history);
        }
    }

    /// The store could not answer.
    pub fn failed(&mut self) {
        self.pending = self.pending.saturating_sub(1);
    }

    /// Draws the entry that is chosen beside the table. Returns whether there is one.
    pub fn beside(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let Some(at) = self.chosen().and_then(|id| self.find(id)) else { return false };
        self.show_entry(ui, cx, at);
        true
    }

    /// `beside`: there is a place for the entry beside the table.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _env: &Env<'_>, beside: bool) {
        self.ask(cx);
        self.header(ui, cx);
        self.filters(ui, cx);
        if let Some(item) = self.artifact.clone() {
            self.of_artifact(ui, cx, &item);
        }
        ui.add_space(4.0);
        if self.lines.is_empty() {
            return self.empty(ui, cx);
        }
        let chosen = self.chosen();
        let at = chosen.and_then(|id| self.find(id)).filter(|_| !beside);
        let low = ui.available_height() < LOW;
        match (at, low, self.opened) {
            (Some(at), true, true) => {
                if kit::quiet_link(ui, &cx.text("audit-back")).clicked() {
                    self.opened = false;
                }
                self.show_entry(ui, cx, at);
            }
            (Some(at), false, _) => {
                let height = (ui.available_height() * 0.5).max(150.0);
                Panel::bottom("audit entry")
                    .resizable(true)
                    .default_size(height)
                    .size_range(110.0..=ui.available_height() - 110.0)
                    .show(ui, |ui| self.show_entry(ui, cx, at));
                egui::CentralPanel::no_frame().show(ui, |ui| self.entries(ui, cx));
            }
            _ => self.entries(ui, cx),
        }
    }

    fn find(&self, id: AuditId) -> Option<usize> {
        // newest first
        self.lines.binary_search_by(|line| id.cmp(&line.row.entry.id)).ok()
    }

    fn show_entry(&mut self, ui: &mut Ui, cx: &Cx<'_>, at: usize) {
        let line = &self.lines[at];
        if let Some(item) = self.entry.ui(ui, cx, &line.row, &line.cells[2]) {
            self.only_of(item);
        }
    }

    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal(|ui| {
            let text = cx.text("node-audit");
            let title = ui.label(theme::heading(&text));
            title.widget_info(|| WidgetInfo::labeled(Accessible::Heading, true, text.as_str()));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                kit::menu_button(ui, &cx.text("audit-export"), |ui| {
                    for (format, key) in
                        [(Format::Csv, "audit-export-csv"), (Format::Markdown, "audit-export-markdown")]
                    {
                        if kit::menu_entry(ui, &cx.text(key), "", Ok(())) {
                            let suggested = format!("{}.{}", cx.text("audit-file"), format.extension());
                            cx.push(Task::AskFile(Ask::SaveAudit { suggested, format, query: self.query(cx) }));
                            ui.close();
                        }
                    }
                });
                ui.label(theme::weak(ui, &cx.say(&Sentence::new("audit-count").with("count", self.total))));
            });
        });
    }

    fn filters(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal_wrapped(|ui| {
            let hint = cx.text("audit-filter");
            let field =
                ui.add(egui::TextEdit::singleline(&mut self.text).hint_text(hint.as_str()).desired_width(190.0));
            field.widget_info(|| {
                let mut info = WidgetInfo::text_edit(true, &self.text, &self.text, hint.as_str());
                info.label = Some(hint.clone());
                info
            });
            let roles: Vec<_> = Role::ALL.into_iter().map(|role| (Some(role), role.key())).collect();
            choice(ui, cx, "audit-by-role", &mut self.role, (None, "audit-any-role"), &roles);
            let kinds: Vec<_> = AuditKind::ALL.into_iter().map(|kind| (Some(kind), kind.key())).collect();
            choice(ui, cx, "audit-kind", &mut self.kind, (None, "audit-any-kind"), &kinds);
            let periods = Period::ALL.map(|period| (period, period.key()));
            choice(ui, cx, "audit-when", &mut self.period, periods[0], &periods[1..]);
        });
    }

    fn of_artifact(&mut self, ui: &mut Ui, cx: &Cx<'_>, item: &ArtifactRef) {
        ui.horizontal_wrapped(|ui| {
            let title = cx.say(&Sentence::new("audit-history-of").with("name", &item.name));
            ui.label(theme::section(&title));
            if kit::quiet_link(ui, &cx.text("audit-show-all")).clicked() {
                self.artifact = None;
                self.history.clear();
            }
        });
        if matches!(item.kind, ArtifactKind::SendPort | ArtifactKind::SendPortGroup)
            && let Some(id) = strip::show(ui, cx, item, &self.history, cx.snapshot.now)
        {
            self.choose(id);
        }
    }

    fn empty(&self, ui: &mut Ui, cx: &Cx<'_>) {
        if self.pending > 0 {
            return;
        }
        ui.add_space(32.0);
        ui.vertical_centered(|ui| {
            let filtered = cx.snapshot.audit.0 > 0;
            let key = if filtered { "audit-nothing-matches" } else { "audit-empty" };
            ui.add(egui::Label::new(theme::weak(ui, &cx.text(key))).wrap());
        });
    }

    fn entries(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let columns = [
            Column::new("when", cx.text("audit-when")).points(142.0).importance(9).unsortable(),
            Column::new("who", cx.text("audit-who")).points(100.0).importance(6).unsortable(),
            Column::new("what", cx.text("audit-what")).points(190.0).importance(10).unsortable(),
            Column::new("artifacts", cx.text("audit-artifacts")).points(120.0).importance(4).unsortable(),
            Column::new("changed", cx.text("audit-changed")).rest().importance(8).unsortable(),
            Column::new("undone", cx.text("audit-undone-column")).points(110.0).importance(5).unsortable(),
        ];
        let highlight = self.text.trim().to_owned();
        let rows = Listed { lines: &self.lines, total: usize::try_from(self.total).unwrap_or(usize::MAX) };
        let chosen = self.table.selection.first().copied();
        let mut menu = None;
        let output = Table::new("audit", cx.text("node-audit"), &columns).highlight(&highlight).show(
            ui,
            cx.words,
            &cx.layouts,
            &mut self.table,
            &rows,
            |ui, selection| {
                if let Some(line) = selection.first().and_then(|id| rows.line(*id)) {
                    entry::menu(ui, cx, &line.row, &mut menu);
                }
            },
        );
        let last = self.lines.last().map(|line| line.row.entry.id);
        let loaded = self.lines.len();
        if output.visible.end >= loaded && (loaded as u64) < self.total && self.pending == 0 {
            let limit = PAGE + (output.visible.end - loaded) as u64;
            cx.push(Task::QueryAudit { query: self.query(cx), before: last, limit: limit.min(MOST) });
            self.pending += 1;
        }
        if output.activated.is_some() || self.table.selection.first().copied() != chosen {
            self.opened = true;
        }
        if let Some(item) = menu {
            self.only_of(item);
        }
    }
}

/// A list from which one is chosen.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    cx: &Cx<'_>,
    name: &str,
    chosen: &mut T,
    none: (T, &'static str),
    all: &[(T, &'static str)],
) {
    let now = all.iter().find(|(it, _)| it == chosen).map_or(none.1, |(_, key)| key);
    let (name, shown) = (cx.text(name), cx.text(now));
    let combo = ComboBox::from_id_salt(name.as_str()).selected_text(shown.as_str()).width(120.0).show_ui(ui, |ui| {
        for (value, key) in std::iter::once(&none).chain(all) {
            if kit::option(ui, chosen == value, cx.text(key)).clicked() {
                *chosen = *value;
            }
        }
    });
    combo.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Accessible::ComboBox, true, name.as_str());
        info.current_text_value = Some(shown.clone());
        info
    });
}

/// The entries as a table sees them.
struct Listed<'a> {
    lines: &'a [Line],
    total: usize,
}

impl Listed<'_> {
    fn line(&self, id: AuditId) -> Option<&Line> {
        self.lines.get(self.find(&id)?)
    }
}

impl Rows for Listed<'_> {
    type Key = AuditId;
    fn len(&self) -> usize {
        self.total.max(self.lines.len())
    }
    fn key(&self, row: usize) -> Option<AuditId> {
        self.lines.get(row).map(|line| line.row.entry.id)
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        match self.lines.get(row) {
            None => Cell::Loading,
            Some(line) if column == 2 => Cell::Text(line.cells[column].clone()),
            Some(line) if line.row.entry.undone.is_some() || column != 4 => Cell::Weak(line.cells[column].clone()),
            Some(line) => Cell::Text(line.cells[column].clone()),
        }
    }
    fn find(&self, key: &AuditId) -> Option<usize> {
        self.lines.binary_search_by(|line| key.cmp(&line.row.entry.id)).ok()
    }
    fn spoken(&self, row: usize) -> Option<String> {
        let [when, who, what, _, changed, undone] = &self.lines.get(row)?.cells;
        let parts = [what, changed, who, when, undone];
        Some(parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", "))
    }
    fn name(&self, row: usize, _: &Words) -> String {
        self.lines.get(row).map(|line| line.cells[2].clone()).unwrap_or_default()
    }
}
