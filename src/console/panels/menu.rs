//! Menus, all made from the command table.

use egui::Ui;

use crate::{
    console::{
        commands::{Command, Env},
        context::{Cx, Task},
        kit,
    },
    model::ArtifactKind,
    rules::{Action, lifecycle},
};

/// One command as an entry; a greyed one stays reachable and explains itself.
pub fn entry(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, command: Command) {
    let mut text = cx.text(command.key());
    match command {
        Command::Undo => {
            if let Some(deed) = &cx.snapshot.undo {
                text = format!("{text}: {}", cx.say(&deed.sentence()));
            }
        }
        Command::Redo => {
            if let Some(deed) = &cx.snapshot.redo {
                text = format!("{text}: {}", cx.say(&deed.sentence()));
            }
        }
        Command::Act(action) => text = action_text(cx, env, action),
        Command::PredictFirst if cx.settings.predict_first => text = cx.text("command-predict-no-more"),
        _ => {}
    }
    let shortcut = command.shortcut().map(|shortcut| cx.keys(ui.ctx(), &shortcut)).unwrap_or_default();
    let enabled = cx.enabled(command, env);
    let pressed = kit::menu_entry(ui, &text, &shortcut, enabled.as_ref().map_err(String::as_str).copied());
    if pressed {
        cx.push(Task::Command(command));
        ui.close();
    }
}

/// `Stop`, or `Stop (2 of 3)` where only some of the selected items qualify.
#[must_use]
pub fn action_text(cx: &Cx<'_>, env: &Env<'_>, action: Action) -> String {
    let text = cx.text(action.key());
    let reach = Command::reach(action, env);
    if reach.of > 1 && reach.qualify < reach.of && reach.qualify > 0 {
        let sentence = crate::words::Sentence::new("action-some-of")
            .with("action", text)
            .with("some", reach.qualify)
            .with("of", reach.of);
        cx.say(&sentence)
    } else {
        text
    }
}

pub fn commands(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, commands: &[Command]) {
    ui.set_min_width(220.0);
    for command in commands {
        entry(ui, cx, env, *command);
    }
}

/// The menu of a folder of the tree.
pub fn folder(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>, kind: ArtifactKind) {
    ui.set_min_width(220.0);
    match kind {
        ArtifactKind::SendPort => {
            kit::menu_button(ui, &cx.text("menu-new"), |ui| commands(ui, cx, env, &super::tree::new_send_ports()));
        }
        ArtifactKind::SendPortGroup => {
            kit::menu_button(ui, &cx.text("menu-new"), |ui| commands(ui, cx, env, &[Command::NewSendPortGroup]));
        }
        ArtifactKind::ReceivePort => {
            let new = [Command::NewReceivePort { two_way: false }, Command::NewReceivePort { two_way: true }];
            kit::menu_button(ui, &cx.text("menu-new"), |ui| commands(ui, cx, env, &new));
        }
        _ => {
            kit::menu_button(ui, &cx.text("menu-new"), |ui| commands(ui, cx, env, &[Command::NewOrchestration]));
        }
    }
    entry(ui, cx, env, Command::Refresh);
}

/// The menu of an application.
pub fn application(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    ui.set_min_width(220.0);
    entry(ui, cx, env, Command::StartApplication);
    entry(ui, cx, env, Command::StopApplication);
    ui.separator();
    new(ui, cx, env);
    ui.separator();
    for command in [Command::Delete, Command::Refresh, Command::Properties] {
        entry(ui, cx, env, command);
    }
}

/// Everything that can be made.
pub fn new(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    kit::menu_button(ui, &cx.text("menu-new"), |ui| {
        commands(ui, cx, env, &super::tree::new_send_ports());
        ui.separator();
        for command in [
            Command::NewSendPortGroup,
            Command::NewReceivePort { two_way: false },
            Command::NewReceivePort { two_way: true },
            Command::NewOrchestration,
            Command::NewApplication,
            Command::NewHost,
        ] {
            entry(ui, cx, env, command);
        }
    });
}

/// What each action would change.
pub fn previews(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    kit::menu_button(ui, &cx.text("menu-preview"), |ui| {
        let previews: Vec<Command> = lifecycle::actions().map(Command::Preview).collect();
        commands(ui, cx, env, &previews);
    });
}

/// The actions as the real console's menus order them. Its documentation's table, and with it the bar of
/// buttons, goes from Enlist to Unenlist.
const ACTIONS: [Action; 4] = [Action::Start, Action::Stop, Action::Enlist, Action::Unenlist];

/// The menu of what is selected in the list, in the order of the real console; what that does not have
/// stands between.
pub fn selection(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    ui.set_min_width(220.0);
    let kind = env.selection.first().map(|item| item.kind);
    let group = |ui: &mut Ui, group: &[Command]| {
        commands(ui, cx, env, group);
        ui.separator();
    };
    match kind {
        Some(ArtifactKind::SendPort) => {
            actions(ui, cx, env);
            group(
                ui,
                &[Command::MoveToApplication, Command::Copy, Command::CopyAs, Command::AddToGroup, Command::EditField],
            );
            group(ui, &[Command::ShowSuspendedOf, Command::WhyNotMessage, Command::History]);
        }
        Some(kind @ (ArtifactKind::SendPortGroup | ArtifactKind::Orchestration)) => {
            actions(ui, cx, env);
            let copy = (kind == ArtifactKind::SendPortGroup).then_some(Command::Copy);
            group(ui, &[Some(Command::MoveToApplication), copy].into_iter().flatten().collect::<Vec<_>>());
            group(ui, &[Command::History]);
        }
        Some(ArtifactKind::ReceivePort) => {
            group(ui, &[Command::EnableLocations, Command::DisableLocations]);
            group(ui, &[Command::MoveToApplication]);
            group(ui, &[Command::History]);
        }
        Some(ArtifactKind::Application) => {
            group(ui, &[Command::StartApplication, Command::StopApplication]);
            group(ui, &[Command::History]);
        }
        Some(ArtifactKind::Host) => {
            group(ui, &[Command::StartHost, Command::StopHost]);
            group(ui, &[Command::History]);
        }
        _ => group(ui, &[Command::History]),
    }
    if kind != Some(ArtifactKind::Adapter) {
        entry(ui, cx, env, Command::Delete);
    }
    entry(ui, cx, env, Command::Properties);
}

fn actions(ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
    commands(ui, cx, env, &ACTIONS.map(Command::Act));
    previews(ui, cx, env);
    ui.separator();
}
