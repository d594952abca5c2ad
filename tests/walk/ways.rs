//! How one gets about in the window.

use egui::Key;
use sendport::{
    console::{app::Pane, commands::Command, context::Task, dialogs, panels::tree::Node},
    model::{ArtifactKind, ArtifactRef, Name},
    rules::Action,
    words::{Language, Words},
};

use crate::driver::{Opening, Window};

/// Opens the window after a message was sent: processed by some, suspended by one.
pub fn start(size: [f32; 2], language: Language) -> Window {
    let mut window = Opening { language, size, ..Opening::default() }.start();
    window.harness.ctx.all_styles_mut(|style| style.scroll_animation = egui::style::ScrollAnimation::none());
    push(&mut window, Task::Select(vec![ArtifactRef::send_port(&"SP_Lille".into())]));
    push(&mut window, Task::Command(Command::Act(Action::Stop)));
    window.ctrl(Key::Enter);
    assert_eq!(window.snapshot().counts.suspended, 1);
    window
}

/// Closes whatever hangs over the window.
pub fn leave(window: &mut Window) {
    for _ in 0..6 {
        if window.dialog().is_none() && !egui::Popup::is_any_open(&window.harness.ctx) {
            break;
        }
        window.press(Key::Escape);
    }
    assert!(window.dialog().is_none(), "Escape does not close {:?}", window.dialog());
    window.harness.remove_cursor();
}

pub fn push(window: &mut Window, task: Task) {
    window.harness.state().push(task);
    window.run();
}

pub fn node(window: &mut Window, node: Node) {
    push(window, Task::SelectNode(node));
    pane(window, Pane::List);
}

pub fn folder(window: &Window, kind: ArtifactKind) -> Node {
    let item = item(window, kind);
    Node::Folder(window.snapshot().group.application_of(&item), kind)
}

/// The first artifact of a kind.
pub fn item(window: &Window, kind: ArtifactKind) -> ArtifactRef {
    let name = window.snapshot().group.names(kind).last().cloned();
    ArtifactRef::new(kind, &name.unwrap_or_else(|| panic!("no {kind:?} in the scenario")))
}

pub fn select(window: &mut Window, kind: ArtifactKind) {
    let item = item(window, kind);
    push(window, Task::Select(vec![item]));
    pane(window, Pane::List);
}

pub fn pane(window: &mut Window, pane: Pane) {
    push(window, Task::Focus(pane));
}

pub fn command(window: &mut Window, command: Command) {
    push(window, Task::Command(command));
}

pub fn properties(window: &mut Window, kind: ArtifactKind) {
    let item = item(window, kind);
    push(window, Task::OpenProperties(item));
}

pub fn open(window: &mut Window, dialog: impl FnOnce(&Window) -> Box<dyn dialogs::Dialog>) {
    let dialog = dialog(window);
    push(window, Task::Open(dialog));
}

pub fn words(window: &Window) -> Words {
    window.harness.state().words().clone()
}

/// The application of what is listed first.
pub fn application(window: &Window) -> Name {
    window.snapshot().group.applications.keys().next().expect("an application").clone()
}
