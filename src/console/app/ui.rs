//! Draws the window: panels around, dialogs on top. Nothing is changed here.

use egui::{CentralPanel, Frame, Key, Margin, MenuBar, Panel, Ui};

use super::{App, Pane, Then, small};
use crate::{
    console::{
        commands::Command,
        context::{Cx, Task},
        dialogs::After,
        kit,
        panels::{details, menu, toolbar, tree},
        settings::{Centre, Theme},
        theme::Palette,
    },
    model::Role,
    rules::lifecycle,
    words::{Language, Sentence},
};

/// Below this width the details go under the list, and below the second one a single part of the
/// window is shown at a time.
const THREE_COLUMNS: f32 = 1060.0;
const ONE_PANE: f32 = 720.0;

/// The panes in the order of F6, with the keys of their names; a small window shows one of them.
pub(super) const PANES: [(Pane, &str); 6] = [
    (Pane::Tree, "pane-tree"),
    (Pane::List, "pane-list"),
    (Pane::Diagram, "diagram-title"),
    (Pane::Details, "pane-details"),
    (Pane::Inject, "inject-title"),
    (Pane::Outcome, "outcome-title"),
];

impl App {
    pub(crate) fn draw(&mut self, ui: &mut Ui) {
        self.shortcuts(ui);
        let mut view = std::mem::take(&mut self.view);
        let cx =
            Cx::new(&self.words, &self.snapshot, &self.tasks).with_worker(&self.worker).with_layouts(&self.layouts);
        let focus = view.focus.take();
        if let Some(pane) = focus {
            view.pane = pane;
        }
        let node = view.node.clone();
        let selection = view.selection.clone();
        let env = crate::console::commands::Env {
            snapshot: &self.snapshot,
            selection: &selection,
            selected: &selection,
            application: node.application(),
            is_scenario: self.session.origin.again().is_some(),
        };
        let size = ui.max_rect().size();
        let small = size.x < ONE_PANE || size.y < 460.0;
        let window = Window { cx: &cx, env: &env, recent: &self.settings.recent, theme: self.settings.theme };
        let centre = self.settings.centre;
        view.one_pane = small;
        view.panes.clear();
        let panel = |margin: Margin| Frame::side_top_panel(ui.style()).inner_margin(margin);
        let (bar, area) = (panel(Margin::symmetric(8, 2)), panel(Margin::same(8)));
        Panel::top("menu").frame(bar).show(ui, |ui| window.menu_bar(ui));
        if small {
            if self.dialogs.is_empty() {
                small::keys(ui, &cx);
            }
            small::draw(ui, &cx, &env, &mut view, &node, (bar, area), focus);
        } else {
            Panel::top("toolbar").frame(panel_frame(ui, Margin::symmetric(8, 6))).show(ui, |ui| {
                toolbar::ui(ui, &cx, &env);
            });
            Panel::bottom("log")
                .frame(bar)
                .resizable(view.log.open)
                .default_size(if view.log.open { 140.0 } else { 26.0 })
                .size_range(if view.log.open { 80.0..=400.0 } else { 26.0..=26.0 })
                .show(ui, |ui| {
                    let mut shown = None;
                    view.log.ui(ui, &cx, &mut |message| shown = Some(message));
                    if shown.is_some() {
                        view.outcome.show_message(shown);
                    }
                });
            let low = size.y < 700.0;
            Panel::bottom("message")
                .frame(area)
                .resizable(true)
                .default_size(if low { 220.0 } else { 292.0 })
                .size_range(140.0..=(size.y * 0.6).max(160.0))
                .show(ui, |ui| message_band(ui, &cx, &env, &mut view, focus));
            let narrow = size.x < THREE_COLUMNS;
            // no label of the tree is cut, in either language
            let labels = tree::width(ui, &cx).min(size.x * 0.34);
            Panel::left("tree").frame(area).resizable(true).default_size(labels).size_range(labels..=400.0).show(
                ui,
                |ui| {
                    view.panes.push((Pane::Tree, ui.max_rect()));
                    tree_pane(ui, &cx, &env, &node, focus);
                },
            );
            if !narrow {
                Panel::right("details")
                    .frame(area)
                    .resizable(true)
                    .default_size(306.0)
                    .size_range(220.0..=520.0)
                    .show(ui, |ui| details_pane(ui, &cx, &env, &mut view, focus));
            }
            CentralPanel::default().frame(area).show(ui, |ui| {
                center(ui, &cx, &env, &mut view, &node, focus, centre);
            });
        }
        self.view = view;
        self.draw_dialogs(ui);
        let cx =
            Cx::new(&self.words, &self.snapshot, &self.tasks).with_worker(&self.worker).with_layouts(&self.layouts);
        self.toasts.ui(ui.ctx(), &cx);
        drop_hint(ui, &cx);
        if self.has_tasks() {
            ui.ctx().request_repaint();
        }
    }

    fn draw_dialogs(&mut self, ui: &mut Ui) {
        let Some((id, mut dialog)) = self.dialogs.pop() else { return };
        let cx =
            Cx::new(&self.words, &self.snapshot, &self.tasks).with_worker(&self.worker).with_layouts(&self.layouts);
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

    /// Keys of the command table. They rest while a dialog is open, and those that edit text rest
    /// while a text field has the focus.
    fn shortcuts(&mut self, ui: &Ui) {
        if !self.dialogs.is_empty() {
            return;
        }
        let editing = ui.text_edit_focused();
        let focused = ui.memory(egui::Memory::focused);
        let in_diagram = focused == Some(egui::Id::unique(crate::console::panels::diagram::ID));
        let in_list = focused.is_none() || focused == Some(egui::Id::unique("list"));
        let mut commands: Vec<(Command, egui::KeyboardShortcut)> =
            Command::all().filter_map(|command| command.shortcut().map(|shortcut| (command, shortcut))).collect();
        // Ctrl+S is pressed too when Ctrl+Shift+S is: the more modifiers, the earlier
        commands.sort_by_key(|(_, shortcut)| {
            let modifiers = shortcut.modifiers;
            std::cmp::Reverse(u8::from(modifiers.shift) + u8::from(modifiers.alt))
        });
        for (command, shortcut) in commands {
            if command.conflicts_with_editing() && editing {
                continue;
            }
            // Enter and Delete belong to whatever has the focus, unless that is the list
            if shortcut.modifiers.is_none() && matches!(shortcut.logical_key, Key::Enter | Key::Delete) && !in_list {
                continue;
            }
            if command.belongs_to_diagram() && !in_diagram {
                continue;
            }
            if ui.input_mut(|input| input.consume_shortcut(&shortcut)) {
                self.push(Task::Command(command));
            }
        }
    }
}

fn panel_frame(ui: &Ui, margin: Margin) -> Frame {
    Frame::side_top_panel(ui.style()).inner_margin(margin)
}

pub(super) fn tree_pane(
    ui: &mut Ui,
    cx: &Cx<'_>,
    env: &crate::console::commands::Env<'_>,
    node: &tree::Node,
    focus: Option<Pane>,
) {
    egui::ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        tree::ui(ui, cx, node, env, focus == Some(Pane::Tree));
    });
}

pub(super) fn details_pane(
    ui: &mut Ui,
    cx: &Cx<'_>,
    env: &crate::console::commands::Env<'_>,
    view: &mut super::View,
    focus: Option<Pane>,
) {
    view.panes.push((Pane::Details, ui.max_rect()));
    kit::pane(ui, &cx.text("pane-details"), focus == Some(Pane::Details));
    details::ui(ui, cx, env, &mut view.inbox);
}

pub(super) fn center(
    ui: &mut Ui,
    cx: &Cx<'_>,
    env: &crate::console::commands::Env<'_>,
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
        tree::Node::Audit => Some("node-audit"),
        tree::Node::Suspended => Some("node-suspended"),
        _ => None,
    };
    if let Some(title) = own_view {
        view.panes.push((Pane::List, ui.max_rect()));
        kit::pane(ui, &cx.text(title), focused);
        match node {
            tree::Node::Group => view.hub.ui(ui, cx, env),
            tree::Node::Messages => view.messages.ui(ui, cx, env),
            tree::Node::Subscriptions => view.subscriptions.ui(ui, cx, env),
            tree::Node::Audit => view.audit.ui(ui, cx, env),
            _ => view.suspended.ui(ui, cx),
        }
        return;
    }
    let narrow = ui.ctx().content_rect().width() < THREE_COLUMNS;
    let tall_enough = ui.available_height() > 260.0;
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
    CentralPanel::no_frame().show(ui, |ui| {
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
            let key = command.shortcut().map(|it| ui.ctx().format_shortcut(&it)).unwrap_or_default();
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
    env: &crate::console::commands::Env<'_>,
    view: &mut super::View,
    node: &tree::Node,
    focus: Option<Pane>,
) {
    view.panes.push((Pane::Diagram, ui.max_rect()));
    let report = view.outcome.report(cx);
    view.diagram.ui(ui, cx, node, env, report, focus == Some(Pane::Diagram));
}

/// Message in at the left, verdict at the right.
fn message_band(
    ui: &mut Ui,
    cx: &Cx<'_>,
    env: &crate::console::commands::Env<'_>,
    view: &mut super::View,
    focus: Option<Pane>,
) {
    let half = ui.available_width() / 2.0;
    Panel::left("inject")
        .frame(Frame::new().inner_margin(Margin { right: 8, ..Margin::ZERO }))
        .resizable(true)
        .default_size(half)
        .size_range(260.0..=(half * 2.0 - 280.0).max(270.0))
        .show(ui, |ui| {
            view.panes.push((Pane::Inject, ui.max_rect()));
            view.inject.ui(ui, cx, env, focus == Some(Pane::Inject));
        });
    CentralPanel::default().frame(Frame::new().inner_margin(Margin { left: 8, ..Margin::ZERO })).show(ui, |ui| {
        view.panes.push((Pane::Outcome, ui.max_rect()));
        view.outcome.ui(ui, cx, focus == Some(Pane::Outcome));
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

/// What the menu bar needs beside the context.
struct Window<'a> {
    cx: &'a Cx<'a>,
    env: &'a crate::console::commands::Env<'a>,
    recent: &'a [std::path::PathBuf],
    theme: Theme,
}

impl Window<'_> {
    fn entries(&self, ui: &mut Ui, commands: &[Command]) {
        menu::commands(ui, self.cx, self.env, commands);
    }

    fn menu_bar(&self, ui: &mut Ui) {
        let cx = self.cx;
        MenuBar::new().ui(ui, |ui| {
            kit::menu_button(ui, &cx.text("menu-file"), |ui| {
                self.entries(ui, &[Command::NewDocument, Command::Open]);
                kit::menu_button(ui, &cx.text("menu-recent"), |ui| self.recent(ui));
                ui.separator();
                self.entries(ui, &[Command::Save, Command::SaveAs]);
                ui.separator();
                self.entries(ui, &[Command::Quit]);
            });
            kit::menu_button(ui, &cx.text("menu-edit"), |ui| {
                self.entries(ui, &[Command::Undo, Command::Redo]);
                ui.separator();
                self.entries(
                    ui,
                    &[Command::Copy, Command::CopyAs, Command::Delete, Command::MoveToApplication, Command::Properties],
                );
                ui.separator();
                self.entries(ui, &[Command::FindInList]);
            });
            kit::menu_button(ui, &cx.text("menu-view"), |ui| self.view(ui));
            kit::menu_button(ui, &cx.text("menu-action"), |ui| {
                for action in lifecycle::actions() {
                    menu::entry(ui, cx, self.env, Command::Act(action));
                }
                ui.separator();
                self.entries(ui, &[Command::StartApplication, Command::StopApplication]);
                ui.separator();
                self.entries(ui, &[Command::EnableLocations, Command::DisableLocations]);
                ui.separator();
                self.entries(ui, &[Command::StartHost, Command::StopHost]);
                ui.separator();
                self.entries(ui, &[Command::Inject, Command::DryRun]);
                ui.separator();
                menu::new(ui, cx, self.env);
            });
            kit::menu_button(ui, &cx.text("menu-scenario"), |ui| self.scenarios(ui));
            kit::menu_button(ui, &cx.text("menu-help"), |ui| {
                self.entries(ui, &[Command::ActionTable, Command::OutcomeTable, Command::About]);
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.beside_the_menus(ui));
        });
    }

    /// Shortcuts to what stands in the menus as well, as far as there is room beside these.
    fn beside_the_menus(&self, ui: &mut Ui) {
        let cx = self.cx;
        let room = ui.available_width();
        if room > 340.0 {
            ui.label(crate::console::theme::weak(ui, &format!("{} %", (ui.ctx().zoom_factor() * 100.0).round())));
        }
        if room > 240.0 {
            for language in Language::ALL.into_iter().rev() {
                let now = cx.words.language() == language;
                let button = ui.selectable_label(now, language.code()).on_hover_text(language.own_name());
                if button.clicked() && !now {
                    cx.push(Task::Command(Command::Language(language)));
                }
            }
        }
        if room > 170.0 {
            self.role(ui);
        }
        if self.env.is_scenario && room > 540.0 {
            ui.add_space(8.0);
            // a bar of menus narrows its buttons
            ui.spacing_mut().button_padding = egui::vec2(10.0, 4.0);
            for command in [Command::ScenarioInfo, Command::ResetScenario] {
                toolbar::button(ui, cx, self.env, command, &cx.text(command.key()), 0.0);
            }
        }
    }

    fn role(&self, ui: &mut Ui) {
        let cx = self.cx;
        let now = cx.snapshot.role;
        let (name, shown) = (cx.text("role-label"), cx.text(now.key()));
        let combo = egui::ComboBox::from_id_salt("role").selected_text(shown.as_str()).width(130.0).show_ui(ui, |ui| {
            for role in Role::ALL {
                if ui.selectable_label(role == now, cx.text(role.key())).clicked() && role != now {
                    cx.push(Task::Command(Command::Role(role)));
                }
            }
        });
        combo.response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name.as_str());
            info.current_text_value = Some(shown.clone());
            info
        });
        if ui.available_width() > 60.0 {
            ui.label(crate::console::theme::weak(ui, &name));
        }
    }

    fn recent(&self, ui: &mut Ui) {
        if self.recent.is_empty() {
            ui.label(crate::console::theme::weak(ui, &self.cx.text("menu-no-recent")));
        }
        for path in self.recent {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let response = ui.button(name).on_hover_text(path.display().to_string());
            if response.clicked() {
                self.cx.push(Task::Go(Then::OpenPath(path.clone())));
                ui.close();
            }
        }
    }

    fn view(&self, ui: &mut Ui) {
        let cx = self.cx;
        for (theme, key) in
            [(Theme::System, "theme-system"), (Theme::Light, "theme-light"), (Theme::Dark, "theme-dark")]
        {
            if ui.radio(self.theme == theme, cx.text(key)).clicked() {
                cx.push(Task::Theme(theme));
                ui.close();
            }
        }
        ui.separator();
        for language in Language::ALL {
            if ui.radio(cx.words.language() == language, language.own_name()).clicked() {
                cx.push(Task::Command(Command::Language(language)));
                ui.close();
            }
        }
        ui.separator();
        kit::menu_button(ui, &cx.text("role-label"), |ui| {
            for role in Role::ALL {
                if ui.radio(cx.snapshot.role == role, cx.text(role.key())).clicked() {
                    cx.push(Task::Command(Command::Role(role)));
                    ui.close();
                }
            }
        });
        if ui.button(cx.text("node-suspended")).clicked() {
            cx.push(Task::ShowSuspended(None));
            ui.close();
        }
        ui.separator();
        self.entries(ui, &[Command::ShowList, Command::ShowDiagram, Command::ShowBoth]);
        ui.separator();
        self.entries(ui, &[Command::StepForward, Command::StepBack, Command::WholeWay, Command::FitDiagram]);
        ui.separator();
        self.entries(ui, &[Command::NextPane, Command::Refresh]);
    }

    fn scenarios(&self, ui: &mut Ui) {
        let cx = self.cx;
        for scenario in crate::training::scenarios() {
            let sentence = Sentence::new("scenario-entry")
                .with("number", scenario.number.to_string())
                .with("title", scenario.title.get(cx.words.language()));
            let response = ui.button(cx.say(&sentence)).on_hover_text(scenario.teaching.get(cx.words.language()));
            if response.clicked() {
                cx.push(Task::Go(Then::Scenario(scenario.number)));
                ui.close();
            }
        }
        ui.separator();
        self.entries(ui, &[Command::ResetScenario, Command::ScenarioInfo]);
    }
}
