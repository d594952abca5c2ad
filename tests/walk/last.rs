//! Places that one comes to by changing something.

use sendport::{
    console::{
        app::{Pane, Then},
        commands::Command,
        context::Task,
        dialogs,
        panels::tree::Node,
    },
    message_box::AuditId,
    model::{ArtifactKind, ArtifactRef},
    rules::Action,
};

use crate::{
    places::Place,
    ways::{command, node, open, pane, push},
};

pub const PLACES: &[Place] = &[
    ("undo to", |window| {
        push(window, Task::Select(vec![ArtifactRef::send_port(&"SP_Lyon".into())]));
        command(window, Command::Act(Action::Stop));
        open(window, |_| Box::new(dialogs::undo_to::UndoToDialog::new(AuditId(1), true)));
    }),
    ("redo to", |window| {
        command(window, Command::Undo);
        open(window, |window| {
            let last = window.snapshot().history.clone();
            let id = (1..20).rev().map(AuditId).find(|id| last.is_ahead(*id)).expect("something undone");
            Box::new(dialogs::undo_to::UndoToDialog::new(id, false))
        });
    }),
    ("a notice", |window| command(window, Command::RecoverWork)),
    ("notices", |window| command(window, Command::Notices)),
    ("notices, none", |window| {
        push(window, Task::ClearNotices);
        command(window, Command::Notices);
    }),
    // ---- before there is anything
    ("nothing: applications", |window| {
        push(window, Task::GoWithoutSaving(Then::New));
        node(window, Node::Applications);
    }),
    ("nothing: all artifacts", |window| node(window, Node::AllArtifacts)),
    ("nothing: send ports", |window| node(window, Node::Folder(None, ArtifactKind::SendPort))),
    ("nothing: diagram", |window| pane(window, Pane::Diagram)),
    ("nothing: group hub", |window| {
        command(window, Command::ShowList);
        node(window, Node::Group);
    }),
    ("nothing: messages", |window| node(window, Node::Messages)),
    ("nothing: subscriptions", |window| node(window, Node::Subscriptions)),
    ("nothing: suspended", |window| node(window, Node::Suspended)),
    ("nothing: audit", |window| node(window, Node::Audit)),
    ("nothing: hosts", |window| node(window, Node::Hosts)),
    ("nothing: outcome", |window| pane(window, Pane::Outcome)),
    ("nothing: palette", |window| command(window, Command::FindAnything)),
    ("nothing: help on it", |window| command(window, Command::HelpOnSelection)),
];
