//! Menus that hang from no button: those of what is pointed at.

use egui::{Key, Modifiers};
use sendport::{
    console::{app::Pane, panels::tree::Node},
    model::ArtifactKind,
};

use crate::{
    driver::Window,
    places::Place,
    ways::{application, folder, node, pane, select},
};
/// Their names begin with *menu*: the Tab key is not what one walks through them with.
pub const PLACES: &[Place] = &[
    ("menu of a port", |window| of_row(window, ArtifactKind::SendPort)),
    ("menu of a group", |window| of_row(window, ArtifactKind::SendPortGroup)),
    ("menu of a receive port", |window| of_row(window, ArtifactKind::ReceivePort)),
    ("menu of an orchestration", |window| of_row(window, ArtifactKind::Orchestration)),
    ("menu of an application", |window| {
        node(window, Node::Applications);
        window.press(Key::Home);
        open(window);
    }),
    ("menu of a host", |window| of_row(window, ArtifactKind::Host)),
    ("menu of an adapter", |window| of_row(window, ArtifactKind::Adapter)),
    ("menu of several", |window| {
        node(window, folder(window, ArtifactKind::SendPort));
        window.ctrl(Key::A);
        open(window);
    }),
    ("menu of a message", |window| {
        node(window, Node::Messages);
        window.press(Key::Home);
        open(window);
    }),
    ("menu of a subscription", |window| {
        node(window, Node::Subscriptions);
        window.press(Key::Home);
        open(window);
    }),
    ("menu of an entry of the audit", |window| {
        node(window, Node::Audit);
        window.press(Key::Home);
        open(window);
    }),
    ("menu of a suspended instance", |window| {
        node(window, Node::Suspended);
        window.press(Key::Home);
        open(window);
    }),
    ("menu of the applications", |window| of_node(window, Node::Applications)),
    ("menu of an application's node", |window| {
        let application = application(window);
        of_node(window, Node::Application(application));
    }),
    ("menu of a folder of ports", |window| of_node(window, folder(window, ArtifactKind::SendPort))),
    ("menu of a folder of groups", |window| of_node(window, folder(window, ArtifactKind::SendPortGroup))),
    ("menu of a folder of receive ports", |window| of_node(window, folder(window, ArtifactKind::ReceivePort))),
    ("menu of a folder of orchestrations", |window| of_node(window, folder(window, ArtifactKind::Orchestration))),
    ("menu of the hosts", |window| of_node(window, Node::Hosts)),
];

fn open(window: &mut Window) {
    window.press_with(Modifiers::SHIFT, Key::F10);
}

fn of_row(window: &mut Window, kind: ArtifactKind) {
    select(window, kind);
    open(window);
}

fn of_node(window: &mut Window, of: Node) {
    node(window, of);
    pane(window, Pane::Tree);
    open(window);
}
