//! The window's own places.

use sendport::{
    console::{
        app::Pane,
        commands::Command,
        context::Task,
        panels::{instances::InstanceFilter, subscriptions::Query, tree::Node},
    },
    model::{ArtifactKind, properties},
};

use crate::{
    places::Place,
    ways::{command, folder, item, node, pane, push, select},
};

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
    ("host instances", |window| node(window, Node::HostInstances)),
    ("destinations", |window| node(window, Node::Destinations)),
    ("adapters", |window| select(window, ArtifactKind::Adapter)),
    ("messages", |window| node(window, Node::Messages)),
    ("subscriptions", |window| node(window, Node::Subscriptions)),
    ("suspended", |window| node(window, Node::Suspended)),
    ("lints", |window| node(window, Node::Lints)),
    ("audit", |window| node(window, Node::Audit)),
    // ---- what they show once something is chosen
    ("a message of the list", |window| {
        let message = window.last_message();
        push(window, Task::ShowMessage(message));
    }),
    ("why not", |window| {
        select(window, ArtifactKind::SendPort);
        command(window, Command::WhyNotMessage);
    }),
    ("suspended instances", |window| {
        push(window, Task::ShowInstances(InstanceFilter::default()));
    }),
    ("suspended of a port", |window| push(window, Task::ShowSuspended(Some("SP_Lille".into())))),
    ("subscriptions of a group", |window| {
        let query = Query::Of(item(window, ArtifactKind::SendPortGroup));
        push(window, Task::ShowSubscriptions(query));
    }),
    ("who looks at a property", |window| {
        let name = properties::MESSAGE_TYPE.to_owned();
        push(window, Task::ShowSubscriptions(Query::Property { name, value: None }));
    }),
    ("who would get a message", |window| {
        let query = Query::Message(window.last_message());
        push(window, Task::ShowSubscriptions(query));
    }),
    ("who would get the draft", |window| push(window, Task::ShowSubscriptions(Query::InjectPanel))),
    ("history of a port", |window| {
        push(window, Task::Select(vec![sendport::model::ArtifactRef::send_port(&"SP_Lille".into())]));
        command(window, Command::History);
    }),
    ("dry run", |window| command(window, Command::DryRun)),
    ("several selected", |window| {
        node(window, folder(window, ArtifactKind::SendPort));
        window.ctrl(egui::Key::A);
    }),
    ("list and diagram", |window| {
        node(window, folder(window, ArtifactKind::SendPort));
        command(window, Command::ShowBoth);
    }),
    ("list that matches nothing", |window| {
        command(window, Command::ShowList);
        node(window, folder(window, ArtifactKind::SendPort));
        command(window, Command::FindInList);
        window.write("~~~~");
    }),
    ("list again", |window| {
        command(window, Command::FindInList);
        window.ctrl(egui::Key::A);
        window.press(egui::Key::Delete);
        pane(window, Pane::List);
    }),
];
