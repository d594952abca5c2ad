//! The bar of buttons: the four actions together, always in the same place and order.

use egui::Ui;

use super::menu;
use crate::{
    console::{
        commands::{Command, Env, actionable, warnings},
        context::{Cx, Task},
        dialogs, impacts, kit, theme,
    },
    model::ArtifactKind,
    rules::{Action, lifecycle},
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
            ui.label(theme::weak(ui, &cx.keys(ui.ctx(), &shortcut)));
            if let Command::Act(action) = command {
                if env.reaches.of(env.snapshot, env.selected).any_group {
                    ui.label(cx.text("action-members-unchanged"));
                }
                for warning in warnings(env, action) {
                    kit::Mark::Warning.line(ui, &cx.say(&warning));
                }
                if let Some(request) = dialogs::impact::request(action, &actionable(env)) {
                    impacts::short(ui, cx, &request);
                }
                if let Some(shortcut) = Command::Preview(action).shortcut() {
                    let shortcut = cx.keys(ui.ctx(), &shortcut);
                    let hint = Sentence::new("impact-hint").with("shortcut", shortcut);
                    ui.label(theme::weak(ui, &cx.say(&hint)));
                }
            }
        });
    }
}

/// Of the label that names what the actions act on, in points.
const TARGET_WIDTH: f32 = 136.0;
/// Of the bar, in points.
const HEIGHT: f32 = 30.0;

/// The width of a button in this bar.
fn width_of(ui: &Ui, text: &str, icon: Option<&str>) -> f32 {
    let text = theme::text_width(ui, text, egui::TextStyle::Button.resolve(ui.style()));
    let icon = icon.map_or(0.0, |_| theme::ICON + ui.spacing().icon_spacing);
    text + icon + 2.0 * ui.spacing().button_padding.x
}

/// The width of an action's button with the longest label that it usually has.
fn widest(ui: &Ui, cx: &Cx<'_>, action: Action) -> f32 {
    let of = Sentence::new("action-some-of").with("action", cx.text(action.key())).with("some", 8u32).with("of", 8u32);
    width_of(ui, &cx.say(&of), Command::Act(action).icon())
}

/// The actions of the table, in its order. With `roomy` they keep their places when a label grows.
pub fn actions(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, roomy: bool) {
    for action in lifecycle::actions() {
        let width = if roomy { widest(ui, cx, action) } else { 0.0 };
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

/// Likewise, in what is left of the row, or below it where that is too little.
pub fn target_beside(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    let text = target(cx, env);
    let font = egui::FontId::proportional(theme::SMALL);
    let left = ui.available_size_before_wrap().x;
    let widest = text.split(' ').map(|word| theme::text_width(ui, word, font.clone())).fold(0.0, f32::max);
    let whole = theme::text_width(ui, text.as_str(), font.clone());
    let width = if whole <= left || (widest <= left && whole <= 1.8 * left) { left } else { ui.max_rect().width() };
    let ink = theme::Palette::of_ui(ui).text_weak;
    kit::lines(ui, &text, font, ink, width, 2);
}

/// Likewise, drawn on two lines of a fixed width, so that nothing moves when something else is
/// selected.
fn target_label(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(egui::vec2(TARGET_WIDTH, HEIGHT), layout, |ui| {
        ui.set_min_size(egui::vec2(TARGET_WIDTH, HEIGHT));
        let ink = theme::Palette::of_ui(ui).text_weak;
        let font = egui::FontId::proportional(theme::SMALL);
        kit::lines(ui, &target(cx, env), font, ink, TARGET_WIDTH, 2);
    });
}

/// What follows the actions; where there is too little room the last ones stand in a menu.
const REST: [&[Command]; 2] = [&[Command::Properties, Command::Delete], &[Command::Undo, Command::Redo]];

pub fn ui(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    let gap = ui.spacing().item_spacing.x;
    let room = ui.available_width();
    let separator = 6.0 + gap;
    let of = |command: &Command| width_of(ui, &cx.text(command.key()), command.icon()) + gap;
    let rest: Vec<f32> = REST.iter().map(|commands| commands.iter().map(of).sum::<f32>() + separator).collect();
    let new = width_of(ui, &cx.text("menu-new"), None) + gap + separator;
    let more = width_of(ui, &cx.text("menu-more"), None) + gap;
    let wide: f32 = lifecycle::actions().map(|action| widest(ui, cx, action) + gap).sum();
    let bare = |action: Action| width_of(ui, &menu::action_text(cx, env, action), Command::Act(action).icon()) + gap;
    let narrow: f32 = lifecycle::actions().map(bare).sum();
    let fixed = TARGET_WIDTH + gap + new;
    let all: f32 = rest.iter().sum();
    let roomy = wide + fixed + all <= room;
    let fits = |count: usize| narrow + fixed + rest[..count].iter().sum::<f32>() + more <= room;
    let shown = if roomy || narrow + fixed + all <= room { 2 } else { usize::from(fits(1)) };
    ui.horizontal_wrapped(|ui| {
        // as high as the two lines of the label, so that all stand on one line
        ui.spacing_mut().interact_size.y = HEIGHT;
        actions(ui, cx, env, roomy);
        target_label(ui, cx, env);
        ui.separator();
        menu::new(ui, cx, env);
        for (index, commands) in REST[..shown].iter().enumerate() {
            if index > 0 {
                ui.separator();
            }
            for command in *commands {
                button(ui, cx, env, *command, &cx.text(command.key()), 0.0);
            }
        }
        if shown < REST.len() {
            kit::menu_button(ui, &cx.text("menu-more"), |ui| {
                for commands in &REST[shown..] {
                    menu::commands(ui, cx, env, commands);
                }
            });
        }
    });
}
