//! Tells when something is stopped or unenlisted that the last messages needed, whoever did it and
//! by whatever way: by hand, with an application, by undo.

use std::collections::BTreeSet;

use super::App;
use crate::{
    console::panels::standing::types,
    engine::{Deed, Event, Fact, Snapshot, needs},
    model::{Artifact, ArtifactRef, PortState},
    words::Sentence,
};

/// The state of a port or a group.
fn state(snapshot: &Snapshot, item: &ArtifactRef) -> Option<PortState> {
    match snapshot.group.get(item)? {
        Artifact::SendPort(port) => Some(port.state),
        Artifact::SendPortGroup(spg) => Some(spg.state),
        _ => None,
    }
}

/// What gets fewer messages after an event, if its state says so.
fn concerned(event: &Event) -> &[ArtifactRef] {
    match &event.fact {
        Fact::StateChanged { item, .. } => std::slice::from_ref(item),
        Fact::Undone(Deed::Act(_, items)) | Fact::Redone(Deed::Act(_, items)) => items,
        _ => &[],
    }
}

/// How much a state lets through.
fn rank(state: PortState) -> u8 {
    match state {
        PortState::Bound => 0,
        PortState::Stopped => 1,
        PortState::Started => 2,
    }
}

impl App {
    /// `fresh`: what happened between the two.
    pub(super) fn watch(&mut self, before: &Snapshot, after: &Snapshot, fresh: &[std::sync::Arc<Event>]) {
        if before.edition != after.edition {
            self.toasts.settle(|item| state(after, item).is_none_or(|state| state == PortState::Started));
        }
        let items: BTreeSet<&ArtifactRef> = fresh.iter().flat_map(|event| concerned(event)).collect();
        let stopped: Vec<ArtifactRef> = items
            .into_iter()
            .filter(|item| match (state(before, item), state(after, item)) {
                (Some(before), Some(after)) => rank(after) < rank(before),
                _ => false,
            })
            .cloned()
            .collect();
        if stopped.is_empty() {
            return;
        }
        let (needs, of) = needs::needs(after, &stopped);
        let mut needed: Vec<_> = stopped.into_iter().filter_map(|item| Some((needs.get(&item)?, item))).collect();
        // what most messages need comes first
        needed.sort_by_key(|(need, _)| std::cmp::Reverse(need.messages));
        let sentences = needed.iter().filter_map(|(need, item)| {
            let state = state(after, item)?;
            let next = if state == PortState::Bound { "stop-next-bound" } else { "stop-next-stopped" };
            let key = if need.types.is_empty() { "stop-told" } else { "stop-told-types" };
            let sentence = Sentence::new(key)
                .with("name", &item.name)
                .with("state", Sentence::new(state.key()))
                .with("count", need.messages)
                .with("of", of)
                .with("types", types(&need.types))
                .with("next", Sentence::new(next));
            Some(sentence)
        });
        let sentences = sentences.collect();
        self.toasts.add_stopped(needed.into_iter().map(|(_, item)| item).collect(), sentences);
    }
}
