//! What is asked for, in words.

use crate::{
    engine::{Deed, Request},
    model::{Artifact, ArtifactRef},
    words::{Argument, Sentence},
};

/// What a request asks for: *Stop `SP_Lille`*.
#[must_use]
pub fn told(request: &Request) -> Sentence {
    let deed = match request {
        Request::Put { original: None, artifact } => Deed::Create(artifact.reference()),
        Request::Put { original: Some(original), artifact } if *original != *artifact.name() => {
            Deed::Rename { item: ArtifactRef::new(artifact.reference().kind, original), to: artifact.name().clone() }
        }
        Request::Put { artifact, .. } => Deed::Edit(artifact.reference()),
        Request::PutMany { artifacts } => Deed::EditMany(artifacts.iter().map(Artifact::reference).collect()),
        Request::Import { file, artifacts } => Deed::Import { file: file.clone(), count: artifacts.len() },
        Request::Delete { items } | Request::DeleteWhatMay { items } => Deed::Delete(items.clone()),
        Request::MoveToApplication { items, application } => Deed::Move(items.clone(), application.clone()),
        Request::Act { action, items, .. } => Deed::Act(*action, items.clone()),
        Request::ActOnOrchestration { action, orchestration } => Deed::Orchestration(*action, orchestration.clone()),
        Request::EnableReceiveLocation { location, enabled } => {
            Deed::EnableLocation { name: location.clone(), enabled: *enabled }
        }
        Request::StartApplication { application, .. } => Deed::StartApplication(application.clone()),
        Request::StopApplication { application, .. } => Deed::StopApplication(application.clone()),
        Request::RunHostInstance { host, running, .. } => Deed::HostInstance { host: host.clone(), running: *running },
        Request::CommandHostInstance { host, server, command } => {
            Deed::HostCommand { host: host.clone(), server: server.clone(), command: *command }
        }
        Request::Server { server, up } => Deed::Server { server: server.clone(), up: *up },
        Request::SetDestination(destination) => {
            Deed::Destination { port: destination.port.clone(), behaviour: destination.behaviour }
        }
        Request::Publish { draft, count } => {
            let kind = draft.message_type.rsplit('#').next().unwrap_or_default();
            let kind: Argument = if kind.is_empty() { Sentence::new("moment-message").into() } else { kind.into() };
            return Sentence::new("moment-publish").with("count", *count).with("kind", kind);
        }
        Request::Operate { operation, instances } => {
            return Sentence::new("deed-operate")
                .with("operation", Sentence::new(operation.key()))
                .with("count", instances.len());
        }
        Request::OperateWhere { operation, .. } => {
            return Sentence::new("moment-operate-where").with("operation", Sentence::new(operation.key()));
        }
        Request::RemoveFront(instance) => {
            return Sentence::new("deed-remove-front").with("instance", instance.to_string());
        }
        Request::Resubmit { instance, .. } => {
            return Sentence::new("deed-resubmit").with("instance", instance.to_string());
        }
        Request::Clock(command) => return command.sentence(),
        Request::SetRole(role) => return Sentence::new("deed-role").with("role", Sentence::new(role.key())),
        Request::SetLive(Some(_)) => return Sentence::new("deed-live-on"),
        Request::SetLive(None) => return Sentence::new("deed-live-off"),
        Request::Undo => return Sentence::new("deed-undo"),
        Request::Redo => return Sentence::new("deed-redo"),
        Request::UndoTo(_) => return Sentence::new("deed-undo-to"),
        Request::RedoTo(_) => return Sentence::new("deed-redo-to"),
    };
    deed.sentence()
}
