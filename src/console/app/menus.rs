//! The bar of menus, and what stands beside them. All of it comes from the command table.

use std::path::PathBuf;

use egui::{MenuBar, Ui};

use super::{Pane, Then};
use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        kit,
        panels::{clock, menu, player::PlayerDeed, toolbar, tree},
        settings::Theme,
        theme,
    },
    model::Role,
    rules::lifecycle,
    words::{Language, Sentence},
};

/// The menu bar, with what it needs beside the context.
pub(super) struct Menus<'a> {
    pub cx: &'a Cx<'a>,
    pub env: &'a Env<'a>,
    pub recent: &'a [PathBuf],
    pub theme: Theme,
}

impl Menus<'_> {
    fn entries(&self, ui: &mut Ui, commands: &[Command]) {
        menu::commands(ui, self.cx, self.env, commands);
    }

    pub(super) fn show(&self, ui: &mut Ui) {
        let cx = self.cx;
        MenuBar::new().ui(ui, |ui| {
            kit::menu_button(ui, &cx.text("menu-file"), |ui| {
                self.entries(ui, &[Command::NewDocument, Command::Open]);
                kit::menu_button(ui, &cx.text("menu-recent"), |ui| self.recent(ui));
                ui.separator();
                self.entries(ui, &[Command::Save, Command::SaveAs]);
                ui.separator();
                self.entries(ui, &[Command::ImportBindings, Command::ExportBindings]);
                ui.separator();
                self.entries(ui, &[Command::RecoverWork, Command::Settings]);
                ui.separator();
                self.entries(ui, &[Command::Quit]);
            });
            kit::menu_button(ui, &cx.text("menu-edit"), |ui| {
                self.entries(ui, &[Command::Undo, Command::Redo]);
                ui.separator();
                self.entries(
                    ui,
                    &[
                        Command::Copy,
                        Command::CopyAs,
                        Command::Delete,
                        Command::MoveToApplication,
                        Command::AddToGroup,
                        Command::EditField,
                        Command::Properties,
                    ],
                );
                ui.separator();
                self.entries(ui, &[Command::History]);
                ui.separator();
                self.entries(ui, &[Command::FindInList, Command::FindAnything]);
            });
            kit::menu_button(ui, &cx.text("menu-view"), |ui| self.view(ui));
            kit::menu_button(ui, &cx.text("menu-action"), |ui| {
                for action in lifecycle::actions() {
                    menu::entry(ui, cx, self.env, Command::Act(action));
                }
                menu::previews(ui, cx, self.env);
                ui.separator();
                self.entries(ui, &[Command::StartApplication, Command::StopApplication]);
                ui.separator();
                self.entries(ui, &[Command::EnableLocations, Command::DisableLocations]);
                ui.separator();
                self.entries(ui, &[Command::StartHost, Command::StopHost]);
                ui.separator();
                self.entries(ui, &[Command::Inject, Command::DryRun, Command::WhoGets]);
                kit::menu_button(ui, &cx.text("menu-clock"), |ui| clock::menu(ui, cx, self.env));
                self.entries(ui, &[Command::LiveSending]);
                ui.separator();
                menu::new(ui, cx, self.env);
            });
            kit::menu_button(ui, &cx.text("menu-scenario"), |ui| self.scenarios(ui));
            kit::menu_button(ui, &cx.text("menu-help"), |ui| {
                self.entries(ui, &[Command::HelpOnSelection, Command::Keys, Command::Glossary]);
                ui.separator();
                self.entries(ui, &[Command::ActionTable, Command::OutcomeTable]);
                ui.separator();
                self.entries(ui, &[Command::Welcome, Command::About]);
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| self.beside_the_menus(ui));
        });
    }

    /// Shortcuts to what stands in the menus as well, as far as there is room beside these.
    fn beside_the_menus(&self, ui: &mut Ui) {
        let cx = self.cx;
        // the zoom matters while it is another than usual
        let zoom = (ui.ctx().zoom_factor() * 100.0).round();
        if ui.available_width() > 340.0 || (zoom - 100.0).abs() > 0.5 {
            let text = theme::weak(ui, &format!("{zoom} %"));
            let button = ui.add(egui::Button::new(text).frame(false)).on_hover_text(cx.text("command-zoom-reset"));
            if button.clicked() {
                cx.push(Task::Command(Command::ZoomReset));
            }
        }
        let room = ui.available_width();
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
        // a bar of menus narrows its buttons
        ui.spacing_mut().button_padding = egui::vec2(10.0, 4.0);
        if room > 330.0 {
            let key = Command::FindAnything.shortcut().map(|key| cx.keys(ui.ctx(), &key)).unwrap_or_default();
            let text = cx.text(Command::FindAnything.key());
            let button = kit::SoftButton::new(&text).icon(egui_material_icons::icons::ICON_SEARCH.codepoint);
            if kit::soft_button(ui, button.shortcut(key)).clicked_enabled {
                cx.push(Task::Command(Command::FindAnything));
            }
        }
        if self.env.is_scenario && ui.available_width() > 300.0 {
            ui.add_space(8.0);
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
                if kit::option(ui, role == now, cx.text(role.key())).clicked() && role != now {
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
            ui.label(theme::weak(ui, &name));
        }
    }

    fn recent(&self, ui: &mut Ui) {
        if self.recent.is_empty() {
            ui.label(theme::weak(ui, &self.cx.text("menu-no-recent")));
            return;
        }
        for path in self.recent {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // the disk is asked once, when the menu opens
            let id = ui.scope_id().with(path);
            let there: bool = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| path.is_file());
            ui.data_mut(|data| data.insert_temp(id, there));
            let missing = Sentence::new("menu-recent-missing").with("file", path.display().to_string());
            let missing = self.cx.say(&missing);
            let enabled = if there { Ok(()) } else { Err(missing.as_str()) };
            let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
            if kit::menu_entry(ui, &name, &folder, enabled) {
                if there {
                    self.cx.push(Task::Go(Then::OpenPath(path.clone())));
                    ui.close();
                } else {
                    ui.data_mut(|data| data.remove::<bool>(id));
                }
            }
        }
        ui.separator();
        if kit::menu_entry(ui, &self.cx.text("menu-clear-recent"), "", Ok(())) {
            self.cx.push(Task::ClearRecent);
            ui.close();
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
        ui.separator();
        for (node, key) in [
            (tree::Node::Messages, "node-messages"),
            (tree::Node::Subscriptions, "node-subscriptions"),
            (tree::Node::Lints, "node-lints"),
            (tree::Node::HostInstances, "node-host-instances"),
            (tree::Node::Destinations, "kinds-destination"),
        ] {
            if ui.button(cx.text(key)).clicked() {
                cx.push(Task::SelectNode(node));
                cx.push(Task::Focus(Pane::List));
                ui.close();
            }
        }
        if ui.button(cx.text("node-suspended")).clicked() {
            cx.push(Task::ShowSuspended(None));
            cx.push(Task::Focus(Pane::List));
            ui.close();
        }
        if ui.button(cx.text("node-audit")).clicked() {
            cx.push(Task::SelectNode(tree::Node::Audit));
            cx.push(Task::Focus(Pane::List));
            ui.close();
        }
        self.entries(ui, &[Command::ShowNotStarted]);
        ui.separator();
        self.entries(ui, &[Command::ShowList, Command::ShowDiagram, Command::ShowBoth]);
        ui.separator();
        self.entries(
            ui,
            &[Command::StepForward, Command::StepBack, Command::WholeWay, Command::ShowVerdict, Command::FitDiagram],
        );
        ui.separator();
        self.entries(ui, &[Command::Stage, Command::InstructorWindow]);
        ui.separator();
        self.entries(ui, &[Command::Notices, Command::NextPane, Command::PreviousPane, Command::Refresh]);
        ui.separator();
        self.entries(ui, &[Command::ZoomIn, Command::ZoomOut, Command::ZoomReset]);
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
        self.entries(ui, &[Command::Scenarios, Command::ResetScenario, Command::ScenarioInfo]);
        ui.separator();
        self.entries(ui, &[Command::Lessons, Command::PredictFirst, Command::AskClass, Command::Practise]);
        ui.separator();
        kit::menu_button(ui, &cx.text("menu-write"), |ui| {
            self.entries(ui, &[Command::SaveAsScenario, Command::NewLesson]);
            ui.separator();
            self.entries(ui, &[Command::EditPresent, Command::EditFile]);
            ui.separator();
            self.entries(ui, &[Command::BackToEditor]);
        });
        self.entries(ui, &[Command::Demonstrate]);
        kit::menu_button(ui, &cx.text("menu-recording"), |ui| {
            self.entries(ui, &[Command::SaveRecording, Command::SavePart]);
            ui.separator();
            self.entries(ui, &PlayerDeed::ALL.map(Command::Player));
        });
    }
}
