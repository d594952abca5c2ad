//! The list in the middle: the artifacts of the node that is chosen in the tree.

use std::{collections::HashSet, sync::Arc, time::Duration};

use egui::{Align, Key, Layout, Role, Ui, WidgetInfo};

use super::{
    cells,
    list_rows::{self, Index, Made, Wanted},
    menu,
    only::Only,
    tree::Node,
};
use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        drag,
        kit::{
            self,
            table::{self, Cell, Elsewhere, Rows, Selection, Table, TableState},
        },
        panels::cells::Column,
        theme,
        worker::Job,
    },
    engine::Snapshot,
    model::{ArtifactKind, ArtifactRef},
    routing::lints::Level,
    words::{Sentence, Words},
};

#[derive(Default)]
pub struct ListPanel {
    filter: String,
    /// Of this node only these are shown.
    only: Option<(Node, Only)>,
    state: TableState<ArtifactRef>,
    /// The rows that are shown; they stay until newer ones are there.
    made: Option<Arc<Made>>,
    making: Option<(Wanted, Job<Option<Arc<Made>>>)>,
    /// Rows for which the filter is not prepared yet, and since when, in seconds.
    unprepared: Option<(Arc<Index>, Option<f64>)>,
    preparing: Option<Job<()>>,
    /// The cursor is in the filter box.
    filtering: bool,
    edition: u64,
    /// The filter has changed: other rows than before may be shown.
    narrowed: bool,
    find: bool,
    /// What the pointer is on.
    hovered: Option<ArtifactRef>,
    /// Likewise in the diagram.
    lit: Option<ArtifactRef>,
}

impl ListPanel {
    /// What the pointer is on.
    #[must_use]
    pub fn hovered(&self) -> Option<&ArtifactRef> {
        self.hovered.as_ref()
    }

    /// Lights what the pointer is on in the diagram.
    pub fn light(&mut self, item: Option<&ArtifactRef>) {
        self.lit = item.cloned();
    }

    /// Another number whenever there are other rows; 0 before there are any.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// Whether rows are being made.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.making.is_some()
    }

    /// Puts the cursor into the filter box.
    pub fn find(&mut self) {
        self.find = true;
    }

    /// Scrolls to an artifact.
    pub fn reveal(&mut self, item: Option<&ArtifactRef>) {
        self.state.reveal(item);
        if item.is_some() {
            self.only = None;
        }
    }

    /// Shows some of the artifacts of a node only, until somebody wants all of them.
    pub fn narrow(&mut self, node: &Node, only: Option<Only>) {
        self.filter.clear();
        self.only = only.map(|only| (node.clone(), only));
    }

    fn only(&self, node: &Node) -> Option<Only> {
        self.only.as_ref().filter(|(of, _)| of == node).map(|(_, only)| *only)
    }

    /// Whether an artifact stands in the list of a node.
    #[must_use]
    pub fn shows(&self, item: &ArtifactRef, node: &Node, snapshot: &Snapshot) -> bool {
        let application = snapshot.group.application_of(item);
        match node {
            Node::Folder(of, kind) => *kind == item.kind && (of.is_none() || *of == application),
            Node::Application(of) => application.as_ref() == Some(of),
            Node::AllArtifacts => application.is_some(),
            Node::Applications => item.kind == ArtifactKind::Application,
            Node::Hosts | Node::PlatformSettings => item.kind == ArtifactKind::Host,
            Node::Adapters => item.kind == ArtifactKind::Adapter,
            Node::Group
            | Node::Messages
            | Node::Subscriptions
            | Node::Suspended
            | Node::Lints
            | Node::Audit
            | Node::HostInstances
            | Node::Destinations => false,
        }
    }

    /// Takes rows that are ready, and has others made where something else is wanted.
    fn make_rows(&mut self, cx: &Cx<'_>, node: &Node) {
        if let Some(made) = self.making.as_mut().and_then(|(_, job)| job.take()) {
            self.making = None;
            self.show(cx, made);
        }
        let sort = sort(cx, node);
        let filter = self.filter.to_lowercase();
        let counts = sort.is_some_and(|(column, _)| column.counts_messages()) || !filter.is_empty();
        let wanted = Wanted {
            edition: cx.snapshot.edition,
            generation: if counts { cx.snapshot.generation } else { 0 },
            node: node.clone(),
            filter,
            only: self.only(node),
            sort,
            language: cx.words.language(),
        };
        let there = self.made.as_ref().is_some_and(|made| made.wanted == wanted);
        if there {
            self.making = None;
            return;
        }
        if self.making.as_ref().is_some_and(|(making, _)| *making == wanted) {
            return;
        }
        let (snapshot, words, before) = (cx.snapshot.clone(), cx.words.clone(), self.made.clone());
        let key = wanted.clone();
        // the one that is under way is cancelled by being dropped
        let mut job =
            cx.worker.run("list", move |progress| list_rows::make(key, &snapshot, &words, before.as_ref(), progress));
        match job.take() {
            Some(made) => self.show(cx, made),
            None => self.making = Some((wanted, job)),
        }
    }

    fn show(&mut self, cx: &Cx<'_>, made: Option<Arc<Made>>) {
        let Some(made) = made else { return };
        let index = made.index.clone();
        // what a filter takes out of sight must not be acted on
        let before = self.made.as_ref().filter(|before| before.wanted.node == made.wanted.node);
        self.narrowed = before.is_some_and(|before| {
            (&before.wanted.filter, before.wanted.only) != (&made.wanted.filter, made.wanted.only)
        });
        let known = self.made.as_ref().is_some_and(|before| Arc::ptr_eq(&before.index, &index));
        let before = self.made.replace(made);
        self.edition += 1;
        if known {
            return;
        }
        if let Some(before) = before.filter(|before| before.index.items.len() > PREPARED) {
            cx.worker.free(before);
        }
        self.unprepared = (index.items.len() > PREPARED).then_some((index, None));
    }

    /// Prepares the filter, once nothing has changed for a moment: whoever does one thing after the
    /// other needs the processor for these. Whoever is about to type does not wait.
    fn prepare(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let Some((index, since)) = &mut self.unprepared else { return };
        let now = ui.input(|input| input.time);
        let rest = *since.get_or_insert(now) + PREPARED_AFTER - now;
        if rest > 0.0 && !self.filtering {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(rest));
            return;
        }
        let index = index.clone();
        self.unprepared = None;
        self.preparing = Some(cx.worker.run("filter", move |_| index.prepare()));
    }

    /// Takes out of the selection what the filter has just hidden.
    fn keep_what_is_shown(&self, cx: &Cx<'_>, node: &Node, env: &Env<'_>) {
        let Some(made) = self.shown(node).filter(|_| !env.selected.is_empty()) else { return };
        let rows = (0..made.len()).filter_map(|row| made.get(row));
        let shown: HashSet<&ArtifactRef> = rows.filter(|item| env.selected.contains(item)).collect();
        if shown.len() < env.selected.len() {
            // in the order in which they were selected
            let kept: Selection<ArtifactRef> =
                env.selected.iter().filter(|item| shown.contains(item)).cloned().collect();
            cx.push(Task::SelectInList(kept));
        }
    }

    /// The rows of the node that is shown, if there are any yet.
    fn shown(&self, node: &Node) -> Option<&Arc<Made>> {
        self.made.as_ref().filter(|made| made.wanted.node == *node)
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, node: &Node, env: &Env<'_>, focus: bool) {
        self.make_rows(cx, node);
        if std::mem::take(&mut self.narrowed) {
            self.keep_what_is_shown(cx, node, env);
        }
        self.header(ui, cx, node);
        self.prepare(ui, cx);
        ui.add_space(4.0);
        match self.shown(node) {
            // empty only if that is the last word
            Some(made) if made.is_empty() && self.making.is_none() => self.empty(ui, cx, node, env),
            _ => self.table(ui, cx, node, env, focus),
        }
    }

    fn header(&mut self, ui: &mut Ui, cx: &Cx<'_>, node: &Node) {
        ui.horizontal(|ui| {
            let title = ui.label(theme::heading(&title(cx, node)));
            title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, self::title(cx, node)));
            if let Some(only) = self.only(node) {
                ui.label(theme::weak(ui, &only.sentence(cx)));
                if kit::quiet_link(ui, &cx.text("suspended-all")).clicked() {
                    self.only = None;
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let made = self.shown(node);
                let (shown, total) = made.map_or((0, 0), |made| (made.len(), made.index.total));
                let sentence = Sentence::new("list-count").with("shown", shown).with("total", total);
                ui.label(theme::weak(ui, &cx.say(&sentence)));
                let width = (ui.available_width() - 12.0).clamp(60.0, 180.0);
                let hint = cx.text("list-filter");
                let field = ui.add(
                    egui::TextEdit::singleline(&mut self.filter)
                        .hint_text(hint.as_str())
                        .desired_width(width)
                        .id(egui::Id::unique("list filter")),
                );
                field.widget_info(|| {
                    let mut info = WidgetInfo::text_edit(true, &self.filter, &self.filter, hint.as_str());
                    info.label = Some(hint.clone());
                    info
                });
                self.filtering = field.has_focus();
                if std::mem::take(&mut self.find) {
                    field.request_focus();
                }
                // Escape has taken the focus away already
                if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                    self.filter.clear();
                }
            });
        });
    }

    fn empty(&self, ui: &mut Ui, cx: &Cx<'_>, node: &Node, env: &Env<'_>) {
        ui.add_space(32.0);
        ui.vertical_centered(|ui| {
            if !self.filter.is_empty() || self.only(node).is_some() {
                ui.label(theme::weak(ui, &cx.text("list-nothing-matches")));
                return;
            }
            ui.label(theme::weak(ui, &cx.text("list-nothing-here")));
            let commands: &[Command] = match node {
                Node::Folder(_, ArtifactKind::SendPort) => &super::tree::new_send_ports(),
                Node::Folder(_, ArtifactKind::SendPortGroup) => &[Command::NewSendPortGroup],
                Node::Folder(_, ArtifactKind::ReceivePort) => &[Command::NewReceivePort { two_way: false }],
                Node::Folder(_, ArtifactKind::Orchestration) => &[Command::NewOrchestration],
                Node::Application(_) => &super::tree::new_send_ports(),
                Node::Hosts => &[Command::NewHost],
                _ => &[Command::NewApplication],
            };
            ui.add_space(8.0);
            for command in commands {
                let text = cx.text(command.key());
                let button = kit::SoftButton::new(&text).enabled(cx.enabled(*command, env));
                if kit::soft_button(ui, button).response.clicked() {
                    cx.push(Task::Command(*command));
                }
            }
        });
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>, node: &Node, env: &Env<'_>, focus: bool) {
        let columns: Vec<table::Column> =
            cells::columns(node).iter().map(|column| cells::table_column(node, *column, cx)).collect();
        let sentence =
            Sentence::new("list-spoken").with("title", title(cx, node)).with("selected", env.selection.len());
        let filter = self.filter.clone();
        let made = self.shown(node).cloned();
        let rows = Listed { cx, made: made.as_ref(), columns: cells::columns(node), pending: self.making.is_some() };
        self.state.selection = env.selected.clone();
        self.state.lit = self.lit.take();
        let mut table = Table::new(table_id(node), cx.say(&sentence), &columns);
        let send_ports =
            matches!(node, Node::Folder(_, ArtifactKind::SendPort) | Node::Application(_) | Node::AllArtifacts);
        if send_ports {
            table = table.draggable();
        }
        let output = table.focus_id(egui::Id::unique("list")).highlight(&filter).take_focus(focus).show(
            ui,
            cx.words,
            &cx.layouts,
            &mut self.state,
            &rows,
            |ui, _| menu::selection(ui, cx, env),
        );
        let pointed = output.under_pointer.as_ref().map(|(item, _)| item.clone());
        if self.hovered != pointed {
            self.hovered = pointed;
            ui.ctx().request_repaint();
        }
        if let Some(item) = &output.drag_started {
            drag::start(ui.ctx(), item, env.selection);
        }
        if let Some((item, rect)) = &output.under_pointer
            && item.kind == ArtifactKind::SendPortGroup
        {
            drag::target(ui, cx, &item.name, *rect);
        }
        if output.selection_changed {
            cx.push(Task::SelectInList(self.state.selection.clone()));
        }
        if output.activated.is_some() {
            cx.push(Task::Command(Command::Properties));
        }
    }
}

/// The rows as a table sees them.
struct Listed<'a> {
    cx: &'a Cx<'a>,
    made: Option<&'a Arc<Made>>,
    columns: &'static [Column],
    pending: bool,
}

impl Listed<'_> {
    /// The name of what something looks wrong about has a mark.
    fn marked(&self, item: &ArtifactRef, column: Column, cell: Cell) -> Cell {
        let found = self.cx.lints.as_ref().filter(|_| column == Column::Name).and_then(|lints| lints.by.get(item));
        match (found, cell) {
            (Some((Level::Warning, count)), Cell::Text(name)) => {
                let says = self.cx.say(&Sentence::new("lints-count").with("count", count));
                Cell::Marked(name, Level::Warning.into(), says)
            }
            (_, cell) => cell,
        }
    }
}

impl Rows for Listed<'_> {
    type Key = ArtifactRef;
    fn len(&self) -> usize {
        self.made.map_or(0, |made| made.len())
    }
    fn key(&self, row: usize) -> Option<ArtifactRef> {
        self.made?.get(row).cloned()
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        match (self.made.and_then(|made| made.get(row)), self.columns.get(column)) {
            (Some(item), Some(column)) => self.marked(item, *column, cells::cell(self.cx, item, *column)),
            _ => Cell::Loading,
        }
    }
    fn find(&self, key: &ArtifactRef) -> Option<usize> {
        self.made?.find(key)
    }
    fn name(&self, row: usize, _: &Words) -> String {
        self.made.and_then(|made| made.get(row)).map(|item| item.name.to_string()).unwrap_or_default()
    }
    fn is_pending(&self) -> bool {
        self.pending
    }
    fn elsewhere(&self) -> Option<Elsewhere<ArtifactRef>> {
        let (snapshot, words) = (self.cx.snapshot.clone(), self.cx.words.clone());
        let rows = Kept { snapshot, words, made: self.made?.clone(), columns: self.columns };
        Some(Elsewhere { worker: self.cx.worker.clone(), rows: Box::new(rows) })
    }
}

/// The rows as another thread reads them.
struct Kept {
    snapshot: Snapshot,
    words: Words,
    made: Arc<Made>,
    columns: &'static [Column],
}

impl Rows for Kept {
    type Key = ArtifactRef;
    fn len(&self) -> usize {
        self.made.len()
    }
    fn key(&self, row: usize) -> Option<ArtifactRef> {
        self.made.get(row).cloned()
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        let source = cells::Source { words: &self.words, snapshot: &self.snapshot };
        match (self.made.get(row), self.columns.get(column)) {
            (Some(item), Some(column)) => cells::cell_of(source, item, *column),
            _ => Cell::Loading,
        }
    }
}

/// From how many rows on the filter is prepared before anyone types.
const PREPARED: usize = 2_000;
/// How long nothing has changed by then, in seconds.
const PREPARED_AFTER: f64 = 0.3;

/// Tables that show the application too.
const ALL_SEND_PORTS: &str = "all-send-ports";
const ALL_SEND_PORT_GROUPS: &str = "all-send-port-groups";

/// Under this the columns of a node's list are remembered: the same for all applications.
fn table_id(node: &Node) -> &'static str {
    match node {
        Node::Folder(Some(_), kind) => super::tree::folder_key(*kind),
        Node::Folder(None, ArtifactKind::SendPort) => ALL_SEND_PORTS,
        Node::Folder(None, ArtifactKind::SendPortGroup) => ALL_SEND_PORT_GROUPS,
        Node::Folder(None, kind) => super::tree::folder_key(*kind),
        Node::Application(_) => "application",
        Node::AllArtifacts => "artifacts",
        Node::PlatformSettings | Node::Hosts => "hosts",
        Node::Adapters => "adapters",
        _ => "applications",
    }
}

/// By which column the list of a node is sorted, and whether downwards.
fn sort(cx: &Cx<'_>, node: &Node) -> Option<(Column, bool)> {
    let (id, down) = cx.layouts.get(table_id(node)).sort?;
    Some((*cells::columns(node).iter().find(|column| column.key() == id)?, down))
}

/// What the list of a node is called.
#[must_use]
pub fn title(cx: &Cx<'_>, node: &Node) -> String {
    match node {
        Node::Folder(Some(application), kind) => {
            let sentence = Sentence::new("list-of-application")
                .with("kinds", cx.text(super::tree::folder_key(*kind)))
                .with("application", application);
            cx.say(&sentence)
        }
        Node::Folder(None, kind) => cx.text(super::tree::folder_key(*kind)),
        Node::Application(name) => name.to_string(),
        Node::Group => cx.text("hub-title"),
        Node::Applications => cx.text("kinds-application"),
        Node::AllArtifacts => cx.text("node-all-artifacts"),
        Node::PlatformSettings | Node::Hosts => cx.text("kinds-host"),
        Node::Adapters => cx.text("node-adapters"),
        Node::Messages => cx.text("node-messages"),
        Node::Subscriptions => cx.text("node-subscriptions"),
        Node::Suspended => cx.text("node-suspended"),
        Node::Lints => cx.text("node-lints"),
        Node::Audit => cx.text("node-audit"),
        Node::HostInstances => cx.text("node-host-instances"),
        Node::Destinations => cx.text("kinds-destination"),
    }
}
