//! What came of a moment, in the words of promises: so it is compared when it is played again.

use std::{collections::HashMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::super::{Promise, Standing};
use crate::{
    engine::{Fact, Report, Response, Snapshot},
    model::{ArtifactKind, ArtifactRef, BizTalkGroup, MessageId, PortState, is_default},
    words::{Argument, Sentence},
};

/// What came of a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Effect {
    /// How messages stand then that stood otherwise before it, or were not there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Standing>,
    /// The ports and groups whose states it changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<Changed>,
    /// How many service instances are suspended then, and how many are on their way or wait.
    #[serde(skip_serializing_if = "is_default")]
    pub suspended: u64,
    #[serde(skip_serializing_if = "is_default")]
    pub in_progress: u64,
}

/// A port or a group in another state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changed {
    pub item: ArtifactRef,
    pub to: PortState,
}

/// Sees what comes of each moment.
#[derive(Clone, Debug, Default)]
pub(super) struct Observer {
    known: HashMap<MessageId, (Arc<Report>, Promise)>,
}

impl Observer {
    /// With everything as it is in a snapshot.
    pub(super) fn new(snapshot: &Snapshot) -> Self {
        let mut observer = Self::default();
        observer.changes(snapshot);
        observer
    }

    fn changes(&mut self, snapshot: &Snapshot) -> Vec<Standing> {
        let mut known = HashMap::with_capacity(snapshot.reports.len());
        let mut changed: Vec<Standing> = Vec::new();
        for report in snapshot.reports.iter() {
            let id = report.message.id;
            let before = self.known.remove(&id);
            if let Some(before) = before.as_ref().filter(|(it, _)| Arc::ptr_eq(it, report)) {
                known.insert(id, before.clone());
                continue;
            }
            let promise = Promise::kept_by(report);
            if before.is_none_or(|(_, before)| before != promise)
                && let Ok(number) = u32::try_from(id.0)
            {
                match changed.iter_mut().find(|it| it.promise == promise) {
                    Some(standing) => standing.messages.push(number),
                    None => changed.push(Standing { messages: vec![number], promise: promise.clone() }),
                }
            }
            known.insert(id, (report.clone(), promise));
        }
        self.known = known;
        changed
    }

    /// What came of something that was done, `snapshot` being how everything stands right after it.
    pub(super) fn look(&mut self, response: &Response, snapshot: &Snapshot) -> Effect {
        let mut states: Vec<Changed> = Vec::new();
        for event in &response.events {
            if let Fact::StateChanged { item, .. } = &event.fact
                && !states.iter().any(|it| it.item == *item)
                && let Some(to) = state_of(&snapshot.group, item)
            {
                states.push(Changed { item: item.clone(), to });
            }
        }
        Effect {
            messages: self.changes(snapshot),
            states,
            suspended: snapshot.counts.suspended,
            in_progress: snapshot.counts.in_progress,
        }
    }
}

fn state_of(group: &BizTalkGroup, item: &ArtifactRef) -> Option<PortState> {
    match item.kind {
        ArtifactKind::SendPort => group.send_ports.get(&item.name).map(|port| port.state),
        ArtifactKind::SendPortGroup => group.send_port_groups.get(&item.name).map(|spg| spg.state),
        _ => None,
    }
}

impl Effect {
    fn promise_of(&self, message: u32) -> Option<&Promise> {
        self.messages.iter().find(|it| it.messages.contains(&message)).map(|it| &it.promise)
    }

    /// In what it differs from what came.
    #[must_use]
    pub fn differs_from(&self, came: &Self) -> Vec<Sentence> {
        let mut found = Vec::new();
        let numbers =
            |effect: &Self| -> Vec<u32> { effect.messages.iter().flat_map(|it| it.messages.clone()).collect() };
        let mut messages = [numbers(self), numbers(came)].concat();
        messages.sort_unstable();
        messages.dedup();
        let copies = |promise: Option<&Promise>| -> Argument {
            match promise {
                Some(promise) => promise.told().into(),
                None => Sentence::new("recording-as-before").into(),
            }
        };
        for message in messages {
            let (recorded, came) = (self.promise_of(message), came.promise_of(message));
            if recorded != came {
                found.push(
                    Sentence::new("recording-differs-message")
                        .with("message", MessageId(message.into()).to_string())
                        .with("recorded", copies(recorded))
                        .with("came", copies(came)),
                );
            }
        }
        let state =
            |effect: &Self, item: &ArtifactRef| effect.states.iter().find(|it| it.item == *item).map(|it| it.to);
        let mut items: Vec<&ArtifactRef> = self.states.iter().chain(&came.states).map(|it| &it.item).collect();
        items.sort();
        items.dedup();
        let told = |state: Option<PortState>| -> Argument {
            Sentence::new(state.map_or("recording-as-before", PortState::key)).into()
        };
        for item in items {
            let (recorded, came) = (state(self, item), state(came, item));
            if recorded != came {
                found.push(
                    Sentence::new("recording-differs-state")
                        .with("name", &item.name)
                        .with("recorded", told(recorded))
                        .with("came", told(came)),
                );
            }
        }
        // what is beyond the last messages is counted
        if found.is_empty() && (self.suspended, self.in_progress) != (came.suspended, came.in_progress) {
            found.push(
                Sentence::new("recording-differs-count")
                    .with("suspended", self.suspended)
                    .with("progress", self.in_progress)
                    .with("came-suspended", came.suspended)
                    .with("came-progress", came.in_progress),
            );
        }
        found
    }
}
