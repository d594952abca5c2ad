//! Draws the window: panels around, dialogs on top. Nothing is changed here.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::{App, Pane, menus::Menus, small};
use crate::console::{
    commands::{Command, Env, Shown},
    context::{Cx, Task},
    dialogs::After,
    drag, kit,
    panels::{player::PlayerPanel, toolbar, tree, welcome},
    settings::Centre,
    theme::Palette,
};

/// Below this width the details go under the list, and below the second one a single part of the
/// window is shown at a time.
const THREE_COLUMNS: f32 = 1060.0;
const ONE_PANE: f32 = 720.0;
/// From this width on the details stand beside the list and the diagram too.
const FOUR_COLUMNS: f32 = 1500.0;
/// Of the message that is made, where there is as much.
const INJECT: f32 = 456.0;
/// A panel of details at the right: its name, how wide it is, and how wide it may be.
type Side = (&'static str, f32, std::ops::RangeInclusive<f32>);
const DETAILS: Side = ("details", 306.0, 220.0..=520.0);
const MESSAGE_DETAILS: Side = ("message details", 400.0, 280.0..=720.0);
/// How high the log is while it is closed.
const LOG_CLOSED: f32 = 30.0;

/// The panes in the order of F6; a small window shows one of them.
const PANES: [Pane; 8] =
    [Pane::Tree, Pane::List, Pane::Diagram, Pane::Details, Pane::Inject, Pane::Outcome, Pane::Lesson, Pane::Welcome];
/// Likewise on the stage: the picture first, and no tree.
const STAGE: [Pane; 6] = [Pane::Diagram, Pane::List, Pane::Outcome, Pane::Details, Pane::Inject, Pane::Lesson];

impl Pane {
    /// The key of its name.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Tree => "pane-tree",
            Self::List => "pane-list",
            Self::Diagram => "diagram-title",
            Self::Details => "pane-details",
            Self::Inject => "inject-title",
            Self::Outcome => "outcome-title",
            Self::Lesson => "lesson-title",
            Self::Welcome => "welcome-title",
        }
    }

    /// The key of a part of its name.
    pub(super) fn short_key(self) -> &'static str {
        match self {
            Self::Tree => "page-short-tree",
            Self::Inject => "page-short-inject",
            Self::Welcome => "page-short-welcome",
            pane => pane.key(),
        }
    }
}

/// Those that there are now: a lesson has a pane while it is taken, and so have the cards while they are there.
pub(super) fn panes(view: &super::View) -> impl Iterator<Item = Pane> + use<> {
    let (lesson, welcome) = (view.lesson.is_some(), view.welcome);
    let all: &'static [Pane] = if view.stage { &STAGE } else { &PANES };
    all.iter().copied().filter(move |pane| match pane {
        Pane::Lesson => lesson,
        Pane::Welcome => welcome,
        _ => true,
    })
}

impl App {
    pub(crate) fn draw(&mut self, ui: &mut Ui) {
        self.shortcuts(ui);
        self.view.veil = self.veil();
        self.view.welcome = self.settings.welcome && !self.stage.on;
        if !self.view.welcome && self.view.pane == Pane::Welcome {
            self.view.pane = Pane::List;
        }
        self.view.diagram.hold_back(self.view.veil.is_some());
        self.view.diagram.bare(self.stage.on);
        // behind a veil everything is as it was
        let snapshot = self.shown_snapshot();
        let mut view = std::mem::take(&mut self.view);
        view.lints.follow(&self.worker, &self.snapshot);
        let cx = Cx::new(&self.words, &snapshot, &self.tasks)
            .with_worker(&self.worker)
            .with_layouts(&self.layouts)
            .with_settings(&self.settings, self.settings_path.as_deref())
            .with_lints(&view.lints)
            .at(self.snapshot.clock.time(self.session.now()));
        let focus = view.focus.take();
        if let Some(pane) = focus {
            view.pane = pane;
        }
        let node = view.node.clone();
        let selection = view.selection.clone();
        let shown = view.player.as_ref().map_or(Shown::Nothing, PlayerPanel::shown);
        let env = Env {
            snapshot: &snapshot,
            selection: &selection,
            selected: &selection,
            reaches: &self.reaches,
            application: node.application(),
            is_scenario: self.session.origin.again().is_some(),
            demonstrates: self.demonstrates(),
            is_written: self.session.origin.is_written(),
            has_desk: self.desk.is_some(),
            shown,
        };
        let size = ui.max_rect().size();
        let small = self.stage.on || size.x < ONE_PANE || size.y < 460.0;
        let menus = Menus { cx: &cx, env: &env, recent: &self.settings.recent, theme: self.settings.theme };
        let centre = self.settings.centre;
        view.one_pane = small;
        view.panes.clear();
        let panel = |margin: Margin| Frame::side_top_panel(ui.style()).inner_margin(margin);
        let (bar, area) = (panel(Margin::symmetric(8, 2)), panel(Margin::same(8)));
        if self.stage.on {
            let heading = self.heading();
            Panel::top("heading").frame(bar).show(ui, |ui| heading.ui(ui, &cx, &env));
        } else {
            Panel::top("menu").frame(bar).show(ui, |ui| menus.show(ui));
        }
        if cx.snapshot.live.is_some() {
            Panel::top("live").frame(bar).show(ui, |ui| crate::console::panels::live::ui(ui, &cx));
        }
        if let Some(player) = &mut view.player {
            Panel::top("player").frame(bar).show(ui, |ui| player.ui(ui, &cx, &env));
        }
        let remembered = &self.settings.panels;
        let size_of = |panel: &str, usual: f32| remembered.get(panel).copied().unwrap_or(usual);
        let mut sizes: Vec<(&'static str, f32)> = Vec::new();
        if small {
            if self.dialogs.is_empty() {
                small::keys(ui, &cx, &view);
            }
            small::draw(ui, &cx, &env, &mut view, &node, (bar, area), focus);
        } else {
            Panel::top("toolbar").frame(panel_frame(ui, Margin::symmetric(8, 6))).show(ui, |ui| {
                toolbar::ui(ui, &cx, &env);
            });
            if view.welcome {
                Panel::top("welcome").frame(area).show(ui, |ui| {
                    welcome::strip(ui, &cx, focus == Some(Pane::Welcome));
                    view.panes.push((Pane::Welcome, ui.max_rect()));
                });
            }
            if view.lesson.is_some() {
                let panel = Panel::top("lesson")
                    .frame(area)
                    .resizable(true)
                    .default_size(size_of("lesson", 240.0))
                    .size_range(120.0..=(size.y * 0.5).max(140.0))
                    .show(ui, |ui| lesson_pane(ui, &cx, &mut view, focus));
                sizes.push(("lesson", panel.response.rect.height()));
            }
            Panel::bottom("clock").frame(bar).show(ui, |ui| view.clock.ui(ui, &cx, &env));
            let log = Panel::bottom("log")
                .frame(bar)
                .resizable(view.log.open)
                .default_size(if view.log.open { size_of("log", 140.0) } else { LOG_CLOSED })
                .size_range(if view.log.open { 80.0..=400.0 } else { LOG_CLOSED..=LOG_CLOSED })
                .show(ui, |ui| {
                    let mut shown = None;
                    let unseen = self.toasts.unseen();
                    view.log.ui(ui, &cx, unseen, &mut view.standing, &mut |message| shown = Some(message));
                    if shown.is_some() {
                        view.outcome.show_message(shown);
                    }
                });
            let narrow = size.x < THREE_COLUMNS;
            // a message has more to tell than an artifact: it gets the whole height
            let message_at_the_side = node == tree::Node::Messages && !narrow;
            let beside = |ui: &mut Ui, view: &mut super::View, (name, usual, range): Side| {
                let panel = Panel::right(name)
                    .frame(area)
                    .resizable(true)
                    .default_size(size_of(name, usual))
                    .size_range(range)
                    .show(ui, |ui| {
                        // also while nothing has been read yet
                        ui.set_min_width(ui.available_width());
                        details_pane(ui, &cx, &env, view, focus);
                    });
                (name, panel.response.rect.width())
            };
            if message_at_the_side {
                sizes.push(beside(ui, &mut view, MESSAGE_DETAILS));
            }
            // so that the whole tree of a small document is seen in a window of usual height
            let low = size.y < 860.0;
            if view.log.open {
                sizes.push(("log", log.response.rect.height()));
            }
            let message = Panel::bottom("message")
                .frame(area)
                .resizable(true)
                .default_size(size_of("message", if low { 190.0 } else { 264.0 }))
                .size_range(140.0..=(size.y * 0.6).max(160.0))
                .show(ui, |ui| message_band(ui, &cx, &env, &mut view, focus));
            sizes.push(("message", message.response.rect.height()));
            // no label of the tree is cut, in either language
            let labels = tree::width(ui, &cx).min(size.x * 0.34);
            let tree = Panel::left("tree")
                .frame(area)
                .resizable(true)
                .default_size(size_of("tree", labels))
                .size_range(labels..=400.0)
                .show(ui, |ui| {
                    view.panes.push((Pane::Tree, ui.max_rect()));
                    tree_pane(ui, &cx, &env, &node, focus);
                });
            sizes.push(("tree", tree.response.rect.width()));
            // list and diagram beside each other need the room, until there is enough for all three
            let both = centre == Centre::Both && node.has_diagram() && size.x < FOUR_COLUMNS;
            if !narrow && !message_at_the_side && !both && node.has_details() {
                sizes.push(beside(ui, &mut view, DETAILS));
            }
            CentralPanel::default().frame(area).show(ui, |ui| {
                center(ui, &cx, &env, &mut view, &node, focus, centre);
            });
        }
        self.view = view;
        self.keep_sizes(ui, &sizes);
        kit::give_focus_back(ui.ctx());
        self.draw_dialogs(ui);
        self.instructor_window(ui);
        let cx = Cx::new(&self.words, &self.snapshot, &self.tasks)
            .with_worker(&self.worker)
            .with_layouts(&self.layouts)
            .with_settings(&self.settings, self.settings_path.as_deref())
            .with_lints(&self.view.lints)
            .at(self.snapshot.clock.time(self.session.now()));
        self.toasts.ui(ui.ctx(), &cx);
        drag::at_pointer(ui.ctx(), &cx);
        crate::console::bulk::bars(ui.ctx(), &cx, &self.bulk);
        drop_hint(ui, &cx);
        if self.has_tasks() {
            ui.ctx().request_repaint();
        }
    }

    fn draw_dialogs(&mut self, ui: &mut Ui) {
        let Some((id, mut dialog)) = self.dialogs.pop() else { return };
        let cx = Cx::new(&self.words, &self.snapshot, &self.tasks)
            .with_worker(&self.worker)
            .with_layouts(&self.layouts)
            .with_settings(&self.settings, self.settings_path.as_deref())
            .with_lints(&self.view.lints)
            .with_draft(self.view.inject.without_body().ok().map(|(draft, _)| draft))
            .at(self.snapshot.clock.time(self.session.now()));
        let title = dialog.title(&cx);
        let mut after = After::Stay;
        let closed = kit::dialog_window(
            ui.ctx(),
            &self.words,
            egui::Id::unique(("dialog", id)),
            &title,
            dialog.size(),
            dialog.may_close(),
            |ui| after = dialog.ui(ui, &cx),
        );
        if !closed && after == After::Stay {
            self.dialogs.push((id, dialog));
        } else {
            ui.ctx().request_repaint();
        }
    }

    /// Keeps the size of a panel that is being dragged; or lets all have their own again.
    fn keep_sizes(&mut self, ui: &Ui, sizes: &[(&'static str, f32)]) {
        if std::mem::take(&mut self.reset_panels) {
            for panel in ["log", "lesson", "message", "tree", DETAILS.0, MESSAGE_DETAILS.0] {
                let id = ui.scope_id().with_salt(egui::IdSalt::new(panel));
                ui.data_mut(|data| data.remove::<egui::PanelState>(id));
            }
            self.view.sizes.clear();
            return;
        }
        let dragging = ui.input(|input| input.pointer.any_down());
        for (panel, size) in sizes {
            let before = self.view.sizes.insert(panel, *size);
            if dragging && before.is_some_and(|before| (before - size).abs() > 0.5) {
                self.settings.panels.insert((*panel).to_owned(), size.round());
            }
        }
    }
}

fn panel_frame(ui: &Ui, margin: Margin) -> Frame {
    Frame::side_top_panel(ui.style()).inner_margin(margin)
}

pub(super) fn tree_pane(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, node: &tree::Node, focus: Option<Pane>) {
    egui::ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        tree::ui(ui, cx, node, env, focus == Some(Pane::Tree));
    });
}

pub(super) fn lesson_pane(ui: &mut Ui, cx: &Cx<'_>, view: &mut super::View, focus: Option<Pane>) {
    view.panes.push((Pane::Lesson, ui.max_rect()));
    if let Some(lesson) = &mut view.lesson {
        lesson.ui(ui, cx, focus == Some(Pane::Lesson));
    }
}

pub(super) fn details_pane(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, view: &mut super::View, focus: Option<Pane>) {
    view.panes.push((Pane::Details, ui.max_rect()));
    kit::pane(ui, &cx.text("pane-details"), focus == Some(Pane::Details));
    match drag::dragged(ui.ctx()) {
        Some(ports) => {
            let open = match env.selection {
                [item] if item.kind == crate::model::ArtifactKind::SendPortGroup => Some(&item.name),
                _ => None,
            };
            drag::targets(ui, cx, open, &ports);
        }
        None if view.node == tree::Node::Messages => view.messages.chosen(ui, cx),
        None if view.node == tree::Node::Audit && view.audit.beside(ui, cx) => {}
        None => view.details.ui(ui, cx, env, &view.node, &mut view.starving),
    }
}

pub(super) fn center(
    ui: &mut Ui,
    cx: &Cx<'_>,
    env: &Env<'_>,
    view: &mut super::View,
    node: &tree::Node,
    focus: Option<Pane>,
    centre: Centre,
) {
    let focused = focus == Some(Pane::List);
    let own_view = match node {
        tree::Node::Group => Some("hub-title"),
        tree::Node::Messages => Some("node-messages"),
        tree::Node::Subscriptions => Some("node-subscriptions"),
        tree::Node::Lints => Some("node-lints"),
        tree::Node::Audit => Some("node-audit"),
        tree::Node::Suspended => Some("node-suspended"),
        tree::Node::HostInstances => Some("node-host-instances"),
        tree::Node::Destinations => Some("kinds-destination"),
        _ => None,
    };
    if let Some(title) = own_view {
        view.panes.push((Pane::List, ui.max_rect()));
        kit::pane(ui, &cx.text(title), focused);
        match node {
            tree::Node::Group => view.hub.ui(ui, cx, env, &mut view.starving),
            tree::Node::Messages => {
                let one_pane = view.one_pane || ui.ctx().content_rect().width() < THREE_COLUMNS;
                view.messages.ui(ui, cx, one_pane, focused);
            }
            tree::Node::Subscriptions => view.subscriptions.ui(ui, cx, env),
            tree::Node::Lints => view.lint_list.ui(ui, cx, &view.lints),
            tree::Node::Audit => {
                let beside = ui.ctx().content_rect().width() >= THREE_COLUMNS;
                view.audit.ui(ui, cx, env, beside);
            }
            tree::Node::HostInstances => view.details.hosts.ui(ui, cx),
            tree::Node::Destinations => view.destinations.ui(ui, cx),
            _ => view.suspended.ui(ui, cx, focused),
        }
        return;
    }
    let narrow = ui.ctx().content_rect().width() < THREE_COLUMNS;
    let tall_enough = ui.available_height() > 320.0;
    // a diagram needs the height more
    let as_list = centre == Centre::List || !node.has_diagram();
    if narrow && tall_enough && as_list && ui.ctx().content_rect().width() >= ONE_PANE {
        Panel::bottom("details below").resizable(true).default_size(150.0).show(ui, |ui| {
            details_pane(ui, cx, env, view, focus);
        });
    }
    let centre = if node.has_diagram() && !view.one_pane { centre_switch(ui, cx, centre) } else { Centre::List };
    let centre = match centre {
        // side by side only where both can be read
        Centre::Both if ui.available_width() < BOTH => Centre::Diagram,
        centre => centre,
    };
    view.diagram.light(view.list.hovered().filter(|_| centre == Centre::Both).cloned());
    if centre == Centre::Both {
        let width = ui.available_width();
        Panel::right("diagram")
            .frame(Frame::new().inner_margin(Margin { left: 8, ..Margin::ZERO }))
            .resizable(true)
            .default_size(width * 0.56)
            .size_range(240.0..=(width - 220.0).max(250.0))
            .show(ui, |ui| diagram_pane(ui, cx, env, view, node, focus));
    }
    // a panel of its own, since the table draws to the end of what it is drawn in
    let right = if centre == Centre::Both { 8 } else { 0 };
    CentralPanel::default().frame(Frame::new().inner_margin(Margin { right, ..Margin::ZERO })).show(ui, |ui| {
        if centre == Centre::Diagram {
            return diagram_pane(ui, cx, env, view, node, focus);
        }
        view.panes.push((Pane::List, ui.max_rect()));
        if centre == Centre::Both {
            view.list.light(view.diagram.hovered());
        }
        view.list.ui(ui, cx, node, env, focus == Some(Pane::List));
    });
}

/// Below this width the list and the diagram take turns.
const BOTH: f32 = 560.0;

/// List, diagram or both. Returns what is shown now.
fn centre_switch(ui: &mut Ui, cx: &Cx<'_>, centre: Centre) -> Centre {
    ui.horizontal(|ui| {
        for (it, command) in [
            (Centre::List, Command::ShowList),
            (Centre::Diagram, Command::ShowDiagram),
            (Centre::Both, Command::ShowBoth),
        ] {
            let key = command.shortcut().map(|it| cx.keys(ui.ctx(), &it)).unwrap_or_default();
            let response = ui.selectable_label(centre == it, cx.text(command.key())).on_hover_text(key);
            if response.clicked() {
                cx.push(Task::Command(command));
            }
        }
    });
    centre
}

pub(super) fn diagram_pane(
    ui: &mut Ui,
    cx: &Cx<'_>,
    env: &Env<'_>,
    view: &mut super::View,
    node: &tree::Node,
    focus: Option<Pane>,
) {
    view.panes.push((Pane::Diagram, ui.max_rect()));
    let report = match &view.veil {
        Some(veil) => veil.report.clone(),
        None => view.outcome.report(cx),
    };
    view.diagram.ui(ui, cx, node, env, report, focus == Some(Pane::Diagram));
}

/// Which share of the band the message takes, and how wide the band was before.
fn share_of(ui: &Ui, id: egui::Id) -> (f32, Option<f32>) {
    match ui.data(|data| data.get_temp::<(f32, f32)>(id)) {
        Some((share, room)) => (share, Some(room)),
        None => (0.5, None),
    }
}

/// Message in at the left, verdict at the right.
fn message_band(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, view: &mut super::View, focus: Option<Pane>) {
    let half = ui.available_width() / 2.0;
    let most = (half * 2.0 - 280.0).max(270.0);
    // beside a message there is less room, which is given back afterwards
    let name = if view.node == tree::Node::Messages { "inject beside" } else { "inject" };
    let id = ui.scope_id().with_salt(egui::IdSalt::new(name));
    let (share, room) = share_of(ui, id);
    if room.is_some_and(|room| (room - half * 2.0).abs() > 1.0) {
        // a window of another size is shared out as the one before was
        ui.data_mut(|data| data.remove::<egui::PanelState>(id));
    }
    let panel = Panel::left(name)
        .frame(Frame::new().inner_margin(Margin { right: 8, ..Margin::ZERO }))
        .resizable(true)
        .default_size((half * 2.0 * share).max(INJECT).min(most))
        .size_range(260.0..=most)
        .show(ui, |ui| {
            view.panes.push((Pane::Inject, ui.max_rect()));
            view.inject.ui(ui, cx, env, focus == Some(Pane::Inject));
        });
    let dragged = ui.input(|input| input.pointer.any_down());
    let now = if dragged { panel.response.rect.width() / (half * 2.0) } else { share };
    ui.data_mut(|data| data.insert_temp(id, (now, half * 2.0)));
    CentralPanel::default().frame(Frame::new().inner_margin(Margin { left: 8, ..Margin::ZERO })).show(ui, |ui| {
        view.panes.push((Pane::Outcome, ui.max_rect()));
        view.outcome.ui(ui, cx, false, focus == Some(Pane::Outcome));
    });
}

fn drop_hint(ui: &Ui, cx: &Cx<'_>) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let palette = Palette::of_ui(ui);
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    let rect = ui.ctx().content_rect();
    painter.rect_filled(rect, 0.0, palette.backdrop);
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        cx.text("drop-hint"),
        crate::console::theme::semibold(20.0),
        palette.on_accent,
    );
}
