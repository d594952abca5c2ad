//! Which window shows the properties of what.

use super::{
    Dialog, adapter::AdapterDialog, application::ApplicationDialog, copy_as::CopyAsDialog, host::HostDialog,
    orchestration::OrchestrationDialog, receive_port::ReceivePortDialog, send_port::SendPortDialog,
    send_port_group::SendPortGroupDialog,
};
use crate::{
    console::commands::Command,
    engine::Snapshot,
    model::{ArtifactKind, ArtifactRef, Name, PortKind},
};

/// The property window of an artifact; `None` if there is no such artifact or it has none.
#[must_use]
pub fn properties_of(snapshot: &Snapshot, item: &ArtifactRef) -> Option<Box<dyn Dialog>> {
    let name = &item.name;
    match item.kind {
        ArtifactKind::Application => boxed(ApplicationDialog::edit(snapshot, name)),
        ArtifactKind::SendPort => boxed(SendPortDialog::edit(snapshot, name)),
        ArtifactKind::SendPortGroup => boxed(SendPortGroupDialog::edit(snapshot, name)),
        ArtifactKind::ReceivePort => boxed(ReceivePortDialog::edit(snapshot, name)),
        ArtifactKind::Orchestration => boxed(OrchestrationDialog::edit(snapshot, name)),
        ArtifactKind::Host => boxed(HostDialog::edit(snapshot, name)),
        ArtifactKind::Adapter => boxed(AdapterDialog::edit(snapshot, name)),
        _ => None,
    }
}

/// The window that creates a static one-way send port, the only kind that joins a group.
#[must_use]
pub fn new_send_port(snapshot: &Snapshot, application: &Name) -> Box<dyn Dialog> {
    Box::new(SendPortDialog::create(snapshot, PortKind::StaticOneWay, application))
}

fn boxed<D: Dialog + 'static>(dialog: Option<D>) -> Option<Box<dyn Dialog>> {
    dialog.map(|dialog| Box::new(dialog) as Box<dyn Dialog>)
}

/// The window that a command *New* opens; what belongs to an application needs one.
#[must_use]
pub fn creation(command: Command, snapshot: &Snapshot, application: Option<Name>) -> Option<Box<dyn Dialog>> {
    match command {
        Command::NewApplication => return Some(Box::new(ApplicationDialog::create(snapshot))),
        Command::NewHost => return Some(Box::new(HostDialog::create(snapshot))),
        _ => {}
    }
    let application = application?;
    Some(match command {
        Command::NewSendPort(kind) => Box::new(SendPortDialog::create(snapshot, kind, &application)),
        Command::NewSendPortGroup => Box::new(SendPortGroupDialog::create(snapshot, &application)),
        Command::NewReceivePort { two_way } => Box::new(ReceivePortDialog::create(snapshot, &application, two_way)),
        Command::NewOrchestration => Box::new(OrchestrationDialog::create(snapshot, &application)),
        _ => return None,
    })
}

/// The window that makes a copy of a send port or a group; `as_another_kind` asks for the kind
/// first.
#[must_use]
pub fn copy_of(snapshot: &Snapshot, item: &ArtifactRef, as_another_kind: bool) -> Option<Box<dyn Dialog>> {
    match item.kind {
        ArtifactKind::SendPort if as_another_kind => Some(Box::new(CopyAsDialog::new(item.name.clone()))),
        ArtifactKind::SendPort => boxed(SendPortDialog::copy_of(snapshot, &item.name, None)),
        ArtifactKind::SendPortGroup => boxed(SendPortGroupDialog::copy_of(snapshot, &item.name)),
        _ => None,
    }
}
