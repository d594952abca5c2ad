//! Every place of the program and how one gets there. A new view is one line of the table.

use egui::{Key, Modifiers};
use sendport::{
    console::{
        app::{Pane, Then},
        commands::Command,
        context::Task,
        dialogs,
        panels::tree::Node,
    },
    message_box::InstanceQuery,
    model::{ArtifactKind, ArtifactRef, PortKind},
    rules::Action,
    words::{Language, Sentence, Words},
};

use crate::driver::{Opening, Window};

/// A place: its name in findings, and the way to it from the window as it came up.
pub type Place = (&'static str, fn(&mut Window));

/// The places of the window on the sample, after a message was sent.
pub const PLACES: &[Place] = &[
    // ---- the window itself
    ("send ports", |window| node(window, folder(window, ArtifactKind::SendPort))),
    ("diagram", |window| pane(window, Pane::Diagram)),
    ("details of a port", |window| select(window, ArtifactKind::SendPort)),
    ("tree", |window| pane(window, Pane::Tree)),
    ("inject", |window| pane(window, Pane::Inject)),
    ("outcome", |window| pane(window, Pane::Outcome)),
    // ---- a view for each kind of node
    ("group hub", |window| node(window, Node::Group)),
    ("applications", |window| node(window, Node::Applications)),
    ("all artifacts", |window| node(window, Node::AllArtifacts)),
    ("an application", |window| select(window, ArtifactKind::Application)),
    ("send port groups", |window| select(window, ArtifactKind::SendPortGroup)),
    ("receive ports", |window| select(window, ArtifactKind::ReceivePort)),
    ("orchestrations", |window| select(window, ArtifactKind::Orchestration)),
    ("platform settings", |window| node(window, Node::PlatformSettings)),
    ("hosts", |window| select(window, ArtifactKind::Host)),
    ("adapters", |window| select(window, ArtifactKind::Adapter)),
    ("messages", |window| node(window, Node::Messages)),
    ("subscriptions", |window| node(window, Node::Subscriptions)),
    ("suspended", |window| node(window, Node::Suspended)),
    ("audit", |window| node(window, Node::Audit)),
    // ---- menus
    ("menu file", |window| menu(window, "menu-file")),
    ("menu edit", |window| menu(window, "menu-edit")),
    ("menu view", |window| menu(window, "menu-view")),
    ("menu action", |window| menu(window, "menu-action")),
    ("menu scenario", |window| menu(window, "menu-scenario")),
    ("menu help", |window| menu(window, "menu-help")),
    ("menu of a port", |window| {
        select(window, ArtifactKind::SendPort);
        press_with(window, Modifiers::SHIFT, Key::F10);
    }),
    ("menu of a node", |window| {
        pane(window, Pane::Tree);
        press_with(window, Modifiers::SHIFT, Key::F10);
    }),
    // ---- windows of properties, each with all its pages
    ("properties of a port", |window| properties(window, ArtifactKind::SendPort)),
    ("properties of a group", |window| properties(window, ArtifactKind::SendPortGroup)),
    ("properties of an application", |window| properties(window, ArtifactKind::Application)),
    ("properties of a receive port", |window| properties(window, ArtifactKind::ReceivePort)),
    ("properties of an orchestration", |window| properties(window, ArtifactKind::Orchestration)),
    ("properties of a host", |window| properties(window, ArtifactKind::Host)),
    ("properties of an adapter", |window| properties(window, ArtifactKind::Adapter)),
    ("new static one-way port", |window| command(window, Command::NewSendPort(PortKind::StaticOneWay))),
    ("new solicit-response port", |window| command(window, Command::NewSendPort(PortKind::StaticSolicitResponse))),
    ("new dynamic port", |window| command(window, Command::NewSendPort(PortKind::DynamicOneWay))),
    ("new dynamic two-way port", |window| command(window, Command::NewSendPort(PortKind::DynamicSolicitResponse))),
    ("new group", |window| command(window, Command::NewSendPortGroup)),
    ("new receive port", |window| command(window, Command::NewReceivePort { two_way: false })),
    ("new two-way receive port", |window| command(window, Command::NewReceivePort { two_way: true })),
    ("new orchestration", |window| command(window, Command::NewOrchestration)),
    ("new application", |window| command(window, Command::NewApplication)),
    ("new host", |window| command(window, Command::NewHost)),
    // ---- other windows
    ("why is it greyed", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::Act(Action::Enlist));
    }),
    ("copy as", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::CopyAs);
    }),
    ("copy", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::Copy);
    }),
    ("delete a port", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::Delete);
    }),
    ("delete a host", |window| {
        select(window, ArtifactKind::Host);
        command(window, Command::Delete);
    }),
    ("move to an application", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::MoveToApplication);
    }),
    ("start an application", |window| {
        select(window, ArtifactKind::Application);
        command(window, Command::StartApplication);
    }),
    ("stop an application", |window| {
        select(window, ArtifactKind::Application);
        command(window, Command::StopApplication);
    }),
    ("action table", |window| command(window, Command::ActionTable)),
    ("outcome table", |window| command(window, Command::OutcomeTable)),
    ("scenario info", |window| command(window, Command::ScenarioInfo)),
    ("about", |window| command(window, Command::About)),
    ("unsaved changes", |window| {
        open(window, |_| Box::new(dialogs::unsaved::UnsavedDialog::new("Orders".into(), Then::Quit)));
    }),
    ("held messages", |window| {
        open(window, |window| Box::new(dialogs::held::HeldDialog::new(vec![item(window, ArtifactKind::SendPort)], 3)));
    }),
    ("resume", |window| {
        open(window, |_| Box::new(dialogs::resume::ResumeDialog::where_(InstanceQuery::default(), 12)));
    }),
    ("terminate", |window| {
        open(window, |_| Box::new(dialogs::resume::TerminateDialog::where_(InstanceQuery::default(), 12)));
    }),
    ("a message", |window| {
        open(window, |_| {
            let say = |key| Sentence::new(key);
            Box::new(dialogs::message::MessageDialog::new(say("command-inject"), say("why-not-no-scenario")))
        });
    }),
];

// ---- ways

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

fn push(window: &mut Window, task: Task) {
    window.harness.state().push(task);
    window.run();
}

fn node(window: &mut Window, node: Node) {
    push(window, Task::SelectNode(node));
    pane(window, Pane::List);
}

fn folder(window: &Window, kind: ArtifactKind) -> Node {
    let item = item(window, kind);
    Node::Folder(window.snapshot().group.application_of(&item), kind)
}

/// The first artifact of a kind.
fn item(window: &Window, kind: ArtifactKind) -> ArtifactRef {
    let name = window.snapshot().group.names(kind).last().cloned();
    ArtifactRef::new(kind, &name.unwrap_or_else(|| panic!("no {kind:?} in the scenario")))
}

fn select(window: &mut Window, kind: ArtifactKind) {
    let item = item(window, kind);
    push(window, Task::Select(vec![item]));
    pane(window, Pane::List);
}

fn pane(window: &mut Window, pane: Pane) {
    push(window, Task::Focus(pane));
}

fn command(window: &mut Window, command: Command) {
    push(window, Task::Command(command));
}

fn properties(window: &mut Window, kind: ArtifactKind) {
    let item = item(window, kind);
    push(window, Task::OpenProperties(item));
}

fn open(window: &mut Window, dialog: impl FnOnce(&Window) -> Box<dyn dialogs::Dialog>) {
    let dialog = dialog(window);
    push(window, Task::Open(dialog));
}

fn press_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.press_with(modifiers, key);
}

fn menu(window: &mut Window, key: &str) {
    let text = words(window).text(key).into_owned();
    window.click(&text);
}

pub fn words(window: &Window) -> Words {
    window.harness.state().words().clone()
}
