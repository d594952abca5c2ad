//! Messages that are held or under way while something changes.

use super::super::plan::Edit;
use super::super::{Engine, Snapshot};
use crate::model::{Artifact, ArtifactKind, ArtifactRef, Name, PortState};
use crate::rules::instances::Operation;
use crate::words::Sentence;

/// What would become of messages that are there by now. All counts are exact but the one of what
/// is released: of that as many as the table lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    /// Held messages that the start lets go.
    Released(u64),
    /// Work in progress, which goes on though its port is stopped or unenlisted.
    GoesOn(u64),
    /// Suspended messages of what is unenlisted: they stay, and can be resumed or terminated.
    StaysSuspended(u64),
    /// Service instances of what is deleted: they lose its configuration.
    LosesConfiguration(u64),
    /// Service instances that are suspended along with their application.
    Suspended(u64),
    /// Service instances that are terminated along with their application.
    Terminated(u64),
    /// What waits in the work queue of a host until one of its instances runs again.
    Waits(u64),
}

impl Live {
    #[must_use]
    pub fn sentence(self) -> Sentence {
        let (key, count) = match self {
            Self::Released(count) => ("impact-live-released", count),
            Self::GoesOn(count) => ("impact-live-goes-on", count),
            Self::StaysSuspended(count) => ("impact-live-stays", count),
            Self::LosesConfiguration(count) => ("impact-live-deleted", count),
            Self::Suspended(count) => ("impact-live-suspended", count),
            Self::Terminated(count) => ("impact-live-terminated", count),
            Self::Waits(count) => ("impact-live-waits", count),
        };
        Sentence::new(key).with("count", count)
    }

    fn count(self) -> u64 {
        match self {
            Self::Released(count)
            | Self::GoesOn(count)
            | Self::StaysSuspended(count)
            | Self::LosesConfiguration(count)
            | Self::Suspended(count)
            | Self::Terminated(count)
            | Self::Waits(count) => count,
        }
    }
}

pub(super) fn live(
    snapshot: &Snapshot,
    edits: &[Edit],
    release: &[ArtifactRef],
    instances: Option<&(Operation, Vec<Name>)>,
) -> Vec<Live> {
    let counts = &snapshot.counts;
    let (mut goes_on, mut stays, mut deleted, mut waits) = (0, 0, 0, 0);
    for edit in edits {
        match (&edit.before, &edit.after) {
            (Some(Artifact::SendPort(before)), Some(Artifact::SendPort(after))) => {
                let of_port = counts.port(&before.name);
                let stops = before.state == PortState::Started && after.state != PortState::Started;
                if stops && instances.is_none() {
                    goes_on += of_port.in_progress;
                }
                if before.state.is_enlisted() && !after.state.is_enlisted() && instances.is_none() {
                    stays += of_port.suspended;
                }
            }
            (Some(Artifact::SendPort(before)), None) => {
                deleted += counts.live(&ArtifactRef::send_port(&before.name));
            }
            (Some(Artifact::Host(before)), Some(Artifact::Host(after))) => {
                let running = |host: &crate::model::Host| host.instances.iter().any(|it| it.running);
                if running(before) && !running(after) {
                    waits += counts.live(&ArtifactRef::new(ArtifactKind::Host, &before.name))
                        - counts.host(&before.name).suspended_queue;
                }
            }
            _ => {}
        }
    }
    let operated = instances.map(|(operation, ports)| {
        let of = |port: &Name| counts.port(port);
        match operation {
            Operation::Terminate => {
                Live::Terminated(ports.iter().map(|port| of(port).in_progress + of(port).suspended).sum())
            }
            _ => Live::Suspended(ports.iter().map(|port| of(port).in_progress).sum()),
        }
    });
    [
        Some(Live::Released(Engine::held_by(snapshot, release))),
        Some(Live::GoesOn(goes_on)),
        Some(Live::StaysSuspended(stays)),
        Some(Live::LosesConfiguration(deleted)),
        operated,
        Some(Live::Waits(waits)),
    ]
    .into_iter()
    .flatten()
    .filter(|live| live.count() > 0)
    .collect()
}
