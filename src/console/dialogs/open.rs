//! Which window shows the properties of what.

use super::{
    Dialog, adapter::AdapterDialog, application::ApplicationDialog, host::HostDialog,
    orchestration::OrchestrationDialog, receive_port::ReceivePortDialog, send_port::SendPortDialog,
    send_port_group::SendPortGroupDialog,
};
use crate::{
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
