//! Every place of the program and how one gets there. A new view or dialog is one line of a table.
//! Menus and lists that hang from a button are found and opened by themselves.

use sendport::{console::app::Pane, console::panels::tree::Node, model::ArtifactKind};

use crate::{authoring, dialogs, driver::Window, last, menus, recordings, views};

/// A place: its name in findings, and the way to it from the window as it came up.
pub type Place = (&'static str, fn(&mut Window));

/// The places of the window on the sample, after a message was sent. They follow each other in
/// one window, so those that change something come last.
pub fn places() -> impl Iterator<Item = &'static Place> {
    let tables: [&'static [Place]; 6] =
        [views::PLACES, menus::PLACES, dialogs::PLACES, last::PLACES, recordings::PLACES, authoring::PLACES];
    tables.into_iter().flatten()
}

/// The place that shows what a node of the tree stands for. A new node is a new arm.
pub fn of_node(node: &Node) -> &'static str {
    match node {
        Node::Group => "group hub",
        Node::Applications => "applications",
        Node::Application(_) => "an application",
        Node::AllArtifacts => "all artifacts",
        Node::PlatformSettings => "platform settings",
        Node::Hosts => "hosts",
        Node::HostInstances => "host instances",
        Node::Adapters => "adapters",
        Node::Destinations => "destinations",
        Node::Messages => "messages",
        Node::Subscriptions => "subscriptions",
        Node::Suspended => "suspended",
        Node::Lints => "lints",
        Node::Audit => "audit",
        Node::Folder(_, kind) => match kind {
            ArtifactKind::SendPortGroup => "send port groups",
            ArtifactKind::ReceivePort => "receive ports",
            ArtifactKind::Orchestration => "orchestrations",
            _ => "send ports",
        },
    }
}

/// Likewise of a pane.
pub fn of_pane(pane: Pane) -> &'static str {
    match pane {
        Pane::Tree => "tree",
        Pane::List => "send ports",
        Pane::Diagram => "diagram",
        Pane::Details => "details of a port",
        Pane::Inject => "inject",
        Pane::Outcome => "outcome",
        Pane::Lesson => "lesson",
        Pane::Welcome => "where to begin",
    }
}
