//! Which window makes what.

use super::{Dialog, send_port::SendPortDialog};
use crate::{
    console::commands::Command,
    engine::Snapshot,
    model::{ArtifactKind, ArtifactRef, Name},
};

/// The window that a command *New* opens; without an application there is none.
#[must_use]
pub fn creation(command: Command, snapshot: &Snapshot, application: Option<Name>) -> Option<Box<dyn Dialog>> {
    let application = application?;
    match command {
        Command::NewSendPort(kind) => Some(Box::new(SendPortDialog::create(snapshot, kind, &application))),
        _ => None,
    }
}

/// The window that makes a copy; `other_kind` begins with the next kind of send port, to be
/// changed before it is created.
#[must_use]
pub fn copy_of(snapshot: &Snapshot, item: &ArtifactRef, other_kind: bool) -> Option<Box<dyn Dialog>> {
    let _ = other_kind;
    match item.kind {
        ArtifactKind::SendPort => {
            SendPortDialog::copy_of(snapshot, &item.name, None).map(|dialog| Box::new(dialog) as Box<dyn Dialog>)
        }
        _ => None,
    }
}

#[must_use]
pub fn properties_of(snapshot: &Snapshot, item: &ArtifactRef) -> Option<Box<dyn Dialog>> {
    match item.kind {
        ArtifactKind::SendPort => {
            SendPortDialog::edit(snapshot, &item.name).map(|dialog| Box::new(dialog) as Box<dyn Dialog>)
        }
        _ => None,
    }
}
