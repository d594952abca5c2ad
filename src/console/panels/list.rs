//! The list in the middle: the artifacts of the node that is chosen in the tree.

use egui::{Align, Key, Layout, Role, Ui, WidgetInfo};

use super::{cells, menu, only::Only, tree::Node};
use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        kit::{
            self,
            table::{self, Cell, Rows, Table, TableState},
        },
        panels::cells::Column,
        theme,
    },
    engine::Snapshot,
    model::{ArtifactKind, ArtifactRef, Name},
    words::{Language, Sentence, Words},
};

/// What the rows were made from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MadeFrom {
    generation: u64,
    node: Node,
    filter: String,
    only: Option<Only>,
    sort: Option<(Column, bool)>,
    language: Language,
}

#[derive(Default)]
pub struct ListPanel {
    filter: String,
    /// Of this node only these are shown.
    only: Option<(Node, Only)>,
    state: TableState<ArtifactRef>,
    rows: Vec<ArtifactRef>,
    /// Before the filter.
    total: usize,
    made_from: Option<MadeFrom>,
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
            Node::Group | Node::Messages | Node::Subscriptions | Node::Suspended | Node::Audit => false,
        }
    }

    fn make_rows(&mut self, cx: &Cx<'_>, node: &Node) {
        let sort = sort(cx, node);
        let key = MadeFrom {
            generation: cx.snapshot.generation,
            node: node.clone(),
            filter: self.filter.to_lowercase(),
            only: self.only(node),
            sort,
            language: cx.words.language(),
        };
        if self.made_from.as_ref() == Some(&key) {
            return;
        }
        let mut all = artifacts(cx.snapshot, node);
        self.total = all.len();
        if let Some(only) = key.only {
            only.retain(&mut all, cx.snapshot);
        }
        let columns = cells::columns(node);
        let mut rows: Vec<ArtifactRef> = if key.filter.is_empty() {
            all
        } else {
            all.into_iter()
                .filter(|item| {
                    columns.iter().any(|column| {
                        cells::cell(cx, item, *column).text(cx.words).to_lowercase().contains(&key.filter)
                    })
                })
                .collect()
        };
        if let Some((column, down)) = sort {
            rows.sort_by_cached_key(|item| cells::cell(cx, item, column).sort_key());
            if down {
                rows.reverse();
            }
        }
        self.rows = rows;
        self.made_from = Some(key);
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, node: &Node, env: &Env<'_>, focus: bool) {
        self.make_rows(cx, node);
        self.header(ui, cx, node);
        ui.add_space(4.0);
        if self.rows.is_empty() {
            return self.empty(ui, cx, node, env);
        }
        self.table(ui, cx, node, env, focus);
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
                let sentence = Sentence::new("list-count").with("shown", self.rows.len()).with("total", self.total);
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
            cells::columns(node).iter().map(|column| cells::table_column(*column, cx)).collect();
        let sentence =
            Sentence::new("list-spoken").with("title", title(cx, node)).with("selected", env.selection.len());
        let filter = self.filter.clone();
        let rows = Listed { cx, rows: &self.rows, columns: cells::columns(node) };
        self.state.selection = env.selected.clone();
        self.state.lit = self.lit.take();
        let output = Table::new(table_id(node), cx.say(&sentence), &columns)
            .focus_id(egui::Id::unique("list"))
            .highlight(&filter)
            .take_focus(focus)
            .show(ui, cx.words, &cx.layouts, &mut self.state, &rows, |ui, _| menu::selection(ui, cx, env));
        let pointed = output.under_pointer.as_ref().map(|(item, _)| item.clone());
        if self.hovered != pointed {
            self.hovered = pointed;
            ui.ctx().request_repaint();
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
    rows: &'a [ArtifactRef],
    columns: &'a [Column],
}

impl Rows for Listed<'_> {
    type Key = ArtifactRef;
    fn len(&self) -> usize {
        self.rows.len()
    }
    fn key(&self, row: usize) -> Option<ArtifactRef> {
        self.rows.get(row).cloned()
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        match (self.rows.get(row), self.columns.get(column)) {
            (Some(item), Some(column)) => cells::cell(self.cx, item, *column),
            _ => Cell::Loading,
        }
    }
    fn find(&self, key: &ArtifactRef) -> Option<usize> {
        self.rows.iter().position(|row| row == key)
    }
    fn name(&self, row: usize, _: &Words) -> String {
        self.rows.get(row).map(|item| item.name.to_string()).unwrap_or_default()
    }
}

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
        Node::Audit => cx.text("node-audit"),
    }
}

/// The artifacts of a node, in the order of names.
fn artifacts(snapshot: &Snapshot, node: &Node) -> Vec<ArtifactRef> {
    let group = &snapshot.group;
    let of_kind = |kind: ArtifactKind, application: Option<&Name>| -> Vec<ArtifactRef> {
        let of = |name: &Name| application.is_none_or(|application| application == name);
        match kind {
            ArtifactKind::SendPort => {
                group.send_ports.values().filter(|it| of(&it.application)).map(|it| it.name.clone()).collect::<Vec<_>>()
            }
            ArtifactKind::SendPortGroup => {
                group.send_port_groups.values().filter(|it| of(&it.application)).map(|it| it.name.clone()).collect()
            }
            ArtifactKind::ReceivePort => {
                group.receive_ports.values().filter(|it| of(&it.application)).map(|it| it.name.clone()).collect()
            }
            ArtifactKind::Orchestration => {
                group.orchestrations.values().filter(|it| of(&it.application)).map(|it| it.name.clone()).collect()
            }
            kind => group.names(kind).cloned().collect(),
        }
        .into_iter()
        .map(|name| ArtifactRef::new(kind, &name))
        .collect()
    };
    match node {
        Node::Folder(application, kind) => of_kind(*kind, application.as_ref()),
        Node::Application(name) => {
            super::tree::FOLDERS.into_iter().flat_map(|kind| of_kind(kind, Some(name))).collect()
        }
        Node::AllArtifacts => super::tree::FOLDERS.into_iter().flat_map(|kind| of_kind(kind, None)).collect(),
        Node::Applications => of_kind(ArtifactKind::Application, None),
        Node::PlatformSettings | Node::Hosts => of_kind(ArtifactKind::Host, None),
        Node::Adapters => of_kind(ArtifactKind::Adapter, None),
        Node::Group | Node::Messages | Node::Subscriptions | Node::Suspended | Node::Audit => Vec::new(),
    }
}
