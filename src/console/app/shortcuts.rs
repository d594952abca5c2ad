//! The keys of the command table.

use egui::{Key, Ui};

use super::{App, Pane, View};
use crate::console::{commands::Command, context::Task, kit::keys::consume_digit, theme};

impl App {
    /// Keys of the command table. They rest while a dialog is open, and those that edit text rest
    /// while a text field has the focus.
    pub(super) fn shortcuts(&mut self, ui: &Ui) {
        // a dialog is zoomed too
        let zoom = |command: &Command| matches!(command, Command::ZoomIn | Command::ZoomOut | Command::ZoomReset);
        let in_dialog = !self.dialogs.is_empty();
        let editing = ui.text_edit_focused();
        let focused = ui.memory(egui::Memory::focused);
        let in_diagram = focused == Some(egui::Id::unique(crate::console::panels::diagram::ID));
        let in_list = focused.is_none() || focused == Some(egui::Id::unique("list"));
        let mut commands: Vec<(Command, egui::KeyboardShortcut)> = Command::all()
            .filter(|command| !in_dialog || zoom(command))
            .flat_map(|command| {
                let keys = [command.shortcut(), command.other_shortcut()];
                keys.into_iter().flatten().map(move |shortcut| (command, shortcut))
            })
            .collect();
        // Ctrl+S is pressed too when Ctrl+Shift+S is: the more modifiers, the earlier
        if !in_dialog && !editing {
            self.turn_lesson(ui);
        }
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
            // on the stage there is nothing else to step through, wherever the focus is
            let steps = in_diagram || self.stage.on && (focused.is_none() || shortcut.logical_key != Key::Space);
            // there Enter leads to the verdict
            if self.stage.on && command == Command::Properties {
                continue;
            }
            if command.belongs_to_diagram() && (!steps || editing) {
                continue;
            }
            if ui.input_mut(|input| input.consume_shortcut(&shortcut) || consume_digit(input, shortcut)) {
                // before a class it is scenarios that are opened
                let scenarios = self.stage.on && command == Command::Open;
                self.push(Task::Command(if scenarios { Command::Scenarios } else { command }));
            }
        }
        if in_dialog && !editing {
            self.reset_behind_dialogs(ui);
        }
        if self.stage.on && !in_dialog && !editing {
            let keys = Command::all().filter_map(|command| Some((command, command.stage_key()?)));
            for (command, key) in keys {
                // what has the focus is pressed by it
                if key == Key::Enter && !in_diagram && focused.is_some() {
                    continue;
                }
                if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
                    self.push(Task::Command(command));
                }
            }
        }
    }

    /// A lesson that does not fit is read on before its keys, and a clicker, step through anything.
    fn turn_lesson(&mut self, ui: &Ui) {
        let View { lesson: Some(lesson), panes, pane, one_pane, .. } = &mut self.view else { return };
        let place = panes.iter().find(|(pane, _)| *pane == Pane::Lesson).map(|(_, place)| *place);
        let focused = theme::focused_widget(ui.ctx()).map(|widget| widget.rect.center());
        let within = place.is_some_and(|place| focused.is_some_and(|at| place.contains(at)));
        let alone = *one_pane && *pane == Pane::Lesson;
        if !(within || alone) {
            return;
        }
        for (key, down) in [(Key::PageDown, true), (Key::PageUp, false)] {
            let pressed = |input: &egui::InputState| input.modifiers.is_none() && input.key_pressed(key);
            if ui.input(pressed) && lesson.turn_page(down) {
                ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
                ui.ctx().request_repaint();
            }
        }
    }

    /// On the stage a scenario begins anew at once, whatever window stands before it; only unsaved work is
    /// asked about first.
    fn reset_behind_dialogs(&mut self, ui: &Ui) {
        let asks = self.dialogs.iter().any(|(_, dialog)| dialog.is_question_about_changes());
        if !self.stage.on || asks || self.session.origin.again().is_none() {
            return;
        }
        let key = Command::ResetScenario.stage_key();
        if key.is_some_and(|key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key))) {
            egui::Popup::close_all(ui.ctx());
            self.dialogs.clear();
            self.push(Task::Command(Command::ResetScenario));
        }
    }
}
