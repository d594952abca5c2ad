//! The bar of buttons: the four actions together, always in the same place and order.

use egui::Ui;

use super::menu;
use crate::{
    console::{
        commands::{Command, Env, warnings},
        context::{Cx, Task},
        kit, theme,
    },
    model::ArtifactKind,
    rules::lifecycle,
    words::Sentence,
};

/// A button for a command; greyed it explains itself.
pub fn button(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, command: Command, text: &str, min_width: f32) {
    let mut button = kit::SoftButton::new(text).enabled(cx.enabled(command, env)).min_width(min_width);
    if let Some(icon) = command.icon() {
        button = button.icon(icon);
    }
    let response = kit::soft_button(ui, button).response;
    if response.clicked() {
        cx.push(Task::Command(command));
    }
    if let (Some(shortcut), Ok(())) = (command.shortcut(), command.enabled(env)) {
        response.on_hover_ui(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            ui.label(theme::weak(ui, &ui.ctx().format_shortcut(&shortcut)));
            if let Command::Act(action) = command {
                if env.reaches.of(env.snapshot, env.selected).any_group {
                    ui.label(cx.text("action-members-unchanged"));
                }
                for warning in warnings(env, action) {
                    kit::Mark::Warning.line(ui, &cx.say(&warning));
                }
            }
        });
    }
}

/// Of the label that names what the actions act on, in points.
const TARGET_WIDTH: f32 = 136.0;

/// The width of an action's button with the longest label that it usually has.
fn widest(ui: &Ui, cx: &Cx<'_>, action: crate::rules::Action) -> f32 {
    let of = Sentence::new("action-some-of").with("action", cx.text(action.key())).with("some", 8u32).with("of", 8u32);
    let font = egui::TextStyle::Button.resolve(ui.style());
    let text = theme::text_width(ui, cx.say(&of), font);
    let icon = Command::Act(action).icon().map_or(0.0, |_| theme::ICON + ui.spacing().icon_spacing);
    text + icon + 2.0 * ui.spacing().button_padding.x
}

/// The actions of the table, in its order.
pub fn actions(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    for action in lifecycle::actions() {
        let width = widest(ui, cx, action);
        button(ui, cx, env, Command::Act(action), &menu::action_text(cx, env, action), width);
    }
}

/// What the actions act on.
#[must_use]
pub fn target(cx: &Cx<'_>, env: &Env<'_>) -> String {
    let known = env.reaches.of(env.snapshot, env.selected);
    match (known.count, &known.first) {
        (1, Some(one)) if one.kind == ArtifactKind::SendPortGroup => {
            cx.say(&Sentence::new("toolbar-on-group").with("name", &one.name))
        }
        (1, Some(one)) => cx.say(&Sentence::new("toolbar-on").with("name", &one.name)),
        (0, _) | (_, None) => cx.text("toolbar-nothing-selected"),
        (many, _) => cx.say(&Sentence::new("toolbar-on-many").with("count", many)),
    }
}

pub fn ui(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    ui.horizontal_wrapped(|ui| {
        actions(ui, cx, env);
        // of a fixed width, so that nothing moves when something else is selected
        let (width, height) = (TARGET_WIDTH, ui.spacing().interact_size.y);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(egui::vec2(width, height), layout, |ui| {
            ui.set_min_width(width);
            ui.add(egui::Label::new(theme::weak(ui, &target(cx, env))).truncate());
        });
        ui.separator();
        menu::new(ui, cx, env);
        for command in [Command::Properties, Command::Delete] {
            button(ui, cx, env, command, &cx.text(command.key()), 0.0);
        }
        ui.separator();
        for command in [Command::Undo, Command::Redo] {
            button(ui, cx, env, command, &cx.text(command.key()), 0.0);
        }
    });
}
