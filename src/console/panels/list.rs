//! The list in the middle: the artifacts of the node that is chosen in the tree.

use egui::{Align, Key, Layout, Modifiers, Role, Sense, Ui, WidgetInfo, vec2};
use egui_extras::{Column as TableColumn, TableBuilder};

use super::{cells, menu, only::Only, tree::Node};
use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        kit,
        panels::cells::{Cell, Column},
        theme::{self, Palette},
    },
    engine::Snapshot,
    model::{ArtifactKind, ArtifactRef, Name},
    words::{Language, Sentence},
};

const ROW: f32 = 26.0;

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
    /// The column and whether it goes down.
    sort: Option<(Column, bool)>,
    rows: Vec<ArtifactRef>,
    /// Before the filter.
    total: usize,
    made_from: Option<MadeFrom>,
    /// Where a range begins.
    anchor: Option<ArtifactRef>,
    /// The row at which the keyboard is.
    cursor: Option<ArtifactRef>,
    scroll_to: Option<ArtifactRef>,
    find: bool,
    open_menu: bool,
}

impl ListPanel {
    /// Puts the cursor into the filter box.
    pub fn find(&mut self) {
        self.find = true;
    }

    /// Scrolls to an artifact.
    pub fn reveal(&mut self, item: Option<&ArtifactRef>) {
        self.scroll_to = item.cloned();
        self.cursor = item.cloned();
        self.anchor = item.cloned();
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
        let key = MadeFrom {
            generation: cx.snapshot.generation,
            node: node.clone(),
            filter: self.filter.to_lowercase(),
            only: self.only(node),
            sort: self.sort,
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
                    columns
                        .iter()
                        .any(|column| cells::cell(cx, item, *column).text(cx).to_lowercase().contains(&key.filter))
                })
                .collect()
        };
        if let Some((column, down)) = self.sort {
            rows.sort_by_cached_key(|item| cells::cell(cx, item, column).sort_key(cx));
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
        let columns = cells::fitting(cells::columns(node), ui.available_width());
        let area = ui.available_rect_before_wrap();
        let id = egui::Id::unique("list");
        // one stop of the Tab key for the whole list; arrows move within
        let whole = ui.interact(area, id, Sense::focusable_noninteractive());
        let selected = env.selection.len();
        whole.widget_info(|| {
            let sentence = Sentence::new("list-spoken").with("title", title(cx, node)).with("selected", selected);
            WidgetInfo::labeled(Role::Table, true, cx.say(&sentence))
        });
        if focus {
            whole.request_focus();
        }
        if whole.has_focus() {
            ui.memory_mut(|memory| {
                let filter = egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() };
                memory.set_focus_lock_filter(id, filter);
            });
            self.keys(ui, cx, env, area);
        }
        let scroll_to = self.scroll_to.take().and_then(|item| self.rows.iter().position(|row| *row == item));
        let palette = Palette::of_ui(ui);
        let mut table = TableBuilder::new(ui)
            .id_salt((node, "table"))
            .striped(false)
            .resizable(true)
            // otherwise it is drawn over what stands below in a low window
            .min_scrolled_height(0.0)
            // no stop of the Tab key
            .sense(Sense::CLICK)
            .auto_shrink(false)
            .cell_layout(Layout::left_to_right(Align::Center));
        for column in &columns {
            let width = match column.width() {
                None => TableColumn::remainder().at_least(80.0).clip(true),
                Some(width) => TableColumn::initial(width).at_least(40.0).clip(true),
            };
            table = table.column(width);
        }
        if let Some(row) = scroll_to {
            table = table.scroll_to_row(row, None);
        }
        let mut clicked: Option<(usize, Modifiers)> = None;
        let mut activated = false;
        let mut menu_at: Option<usize> = None;
        table
            .header(24.0, |mut header| {
                for column in &columns {
                    header.col(|ui| self.column_header(ui, cx, *column));
                }
            })
            .body(|body| {
                body.rows(ROW, self.rows.len(), |mut row| {
                    let item = &self.rows[row.index()];
                    let is_selected = env.selection.contains(item);
                    row.set_selected(is_selected);
                    let mut spoken = Vec::new();
                    for column in &columns {
                        let cell = cells::cell(cx, item, *column);
                        let text = cell.text(cx);
                        if !text.is_empty() && spoken.len() < 5 {
                            spoken.push(text.clone());
                        }
                        row.col(|ui| show_cell(ui, cx, &cell, &text, &palette));
                    }
                    let response = row.response();
                    response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_selected, spoken.join(", ")));
                    if response.double_clicked() {
                        activated = true;
                        clicked = Some((row.index(), Modifiers::NONE));
                    } else if response.clicked() {
                        clicked = Some((row.index(), response.ctx.input(|input| input.modifiers)));
                    }
                    if response.secondary_clicked() && !is_selected {
                        clicked = Some((row.index(), Modifiers::NONE));
                    }
                    let popup = egui::Popup::default_response_id(&response);
                    if self.open_menu && self.cursor.as_ref() == Some(item) {
                        egui::Popup::open_id(&response.ctx, popup);
                        kit::focus_first_entry(&response.ctx);
                        menu_at = Some(row.index());
                    }
                    let mut menu = egui::Popup::context_menu(&response);
                    // without a pointer it hangs at its row
                    if egui::Popup::position_of_id(&response.ctx, popup).is_none() {
                        menu = menu.at_position(response.rect.left_bottom() + vec2(24.0, 0.0));
                    }
                    menu.show(|ui| menu::selection(ui, cx, env));
                });
            });
        if menu_at.is_some() {
            self.open_menu = false;
        }
        if let Some((index, modifiers)) = clicked {
            whole.request_focus();
            self.click(cx, env, index, modifiers);
        }
        if activated {
            cx.push(Task::Command(Command::Properties));
        }
    }

    fn column_header(&mut self, ui: &mut Ui, cx: &Cx<'_>, column: Column) {
        let text = cx.text(column.key());
        let label = egui::Label::new(theme::column_title(ui, &text)).truncate().selectable(false).sense(Sense::click());
        let response = ui.add(label);
        let sorted = self.sort.filter(|(by, _)| *by == column).map(|(_, down)| down);
        if let Some(down) = sorted {
            let center = response.rect.right_center() + vec2(9.0, 0.0);
            kit::sort_arrow(ui.painter(), center, down, Palette::of_ui(ui).text_weak);
        }
        if response.on_hover_text(cx.text("list-sort")).clicked() {
            self.sort = match sorted {
                None => Some((column, false)),
                Some(false) => Some((column, true)),
                Some(true) => None,
            };
        }
    }

    /// Click selects, Ctrl adds or takes away, Shift selects the range.
    fn click(&mut self, cx: &Cx<'_>, env: &Env<'_>, index: usize, modifiers: Modifiers) {
        let Some(item) = self.rows.get(index).cloned() else { return };
        let mut selection = env.selection.to_vec();
        if modifiers.shift
            && let Some(from) = self.anchor.as_ref().and_then(|anchor| self.rows.iter().position(|row| row == anchor))
        {
            let (low, high) = (from.min(index), from.max(index));
            selection = self.rows[low..=high].to_vec();
        } else if modifiers.command {
            match selection.iter().position(|selected| *selected == item) {
                Some(at) => {
                    selection.remove(at);
                }
                None => selection.push(item.clone()),
            }
            self.anchor = Some(item.clone());
        } else {
            selection = vec![item.clone()];
            self.anchor = Some(item.clone());
        }
        let (anchor, cursor) = (self.anchor.clone(), item);
        cx.push(Task::SelectInList(selection));
        self.anchor = anchor;
        self.cursor = Some(cursor);
    }

    fn keys(&mut self, ui: &Ui, cx: &Cx<'_>, env: &Env<'_>, area: egui::Rect) {
        let at = self
            .cursor
            .as_ref()
            .or(env.selection.first())
            .and_then(|item| self.rows.iter().position(|row| row == item));
        let last = self.rows.len().saturating_sub(1);
        let page = (area.height() / ROW) as usize;
        let (mut to, mut extend) = (None, false);
        ui.input_mut(|input| {
            for (key, target) in [
                (Key::ArrowDown, at.map_or(0, |at| (at + 1).min(last))),
                (Key::ArrowUp, at.map_or(0, |at| at.saturating_sub(1))),
                (Key::PageDown, at.map_or(0, |at| (at + page).min(last))),
                (Key::PageUp, at.map_or(0, |at| at.saturating_sub(page))),
                (Key::Home, 0),
                (Key::End, last),
            ] {
                if input.consume_key(Modifiers::SHIFT, key) {
                    (to, extend) = (Some(target), true);
                } else if input.consume_key(Modifiers::NONE, key) {
                    to = Some(target);
                }
            }
            if input.consume_key(Modifiers::SHIFT, Key::F10) {
                self.open_menu = true;
            }
            if input.consume_key(Modifiers::COMMAND, Key::A) {
                cx.push(Task::SelectInList(self.rows.clone()));
            }
        });
        if let Some(to) = to {
            let modifiers = if extend { Modifiers::SHIFT } else { Modifiers::NONE };
            self.scroll_to = self.rows.get(to).cloned();
            self.click(cx, env, to, modifiers);
        }
    }
}

fn show_cell(ui: &mut Ui, cx: &Cx<'_>, cell: &Cell, text: &str, palette: &Palette) {
    match cell {
        Cell::State(state) => drop(kit::state_inline(ui, cx.words, *state)),
        Cell::Alert(_) => {
            let text = egui::RichText::new(text).color(palette.orange.ink).strong();
            ui.add(egui::Label::new(text).truncate().selectable(false));
        }
        _ => drop(ui.add(egui::Label::new(text).truncate().selectable(false))),
    }
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
