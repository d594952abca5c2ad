//! Live sending: who may be reached, and what becomes of attempts that run beside the engine.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use jiff::Timestamp;

use super::super::audit::OpenEntry;
use super::super::live::addresses;
use super::super::plan::{refuse, refuse_role};
use super::super::{ClockMode, Fact, Refusal, Response};
use super::{Engine, InHand, Step};
use crate::model::InstanceId;
use crate::rules::permissions::{Task, may};
use crate::words::Sentence;

impl Engine {
    /// Who is told, from any thread, that [`Engine::advance`] has something to do.
    pub fn wake_by(&mut self, wake: impl Fn() + Send + 'static) {
        self.adapter.wake_by(Box::new(wake));
    }

    /// Turns live sending to these addresses on, or off. What is confirmed is what there is: if another
    /// address came in between, nothing is turned on.
    pub(super) fn set_live(&mut self, confirmed: Option<&BTreeSet<String>>) -> Result<Response, Refusal> {
        let what = Sentence::new(if confirmed.is_some() { "deed-live-on" } else { "deed-live-off" });
        // whoever may not turn it on may turn it off
        if confirmed.is_some() && !may(self.role, Task::SendLive) {
            return Err(refuse_role(what, self.role, Task::SendLive));
        }
        let because = |key| Err(refuse(what.clone()).because(Sentence::new(key), None, Vec::new()));
        if let Some(confirmed) = confirmed {
            if self.clock.mode != ClockMode::Real {
                return because("refused-live-clock");
            }
            if *confirmed != addresses(&self.group) {
                return because("refused-live-changed");
            }
        }
        if !self.adapter.set_live(confirmed.cloned()) {
            return because("refused-live-here");
        }
        let fact = Fact::Live { on: confirmed.is_some(), addresses: confirmed.map_or(0, BTreeSet::len) };
        self.entry = Some(OpenEntry::live(confirmed));
        let step = Step { facts: vec![fact], audited: Some(Vec::new()), ..Step::default() };
        if let Err(error) = self.commit(step, self.now) {
            self.adapter.set_live(self.live.as_deref().cloned());
            return Err(Self::refuse_store(what, &error));
        }
        self.live = confirmed.cloned().map(Arc::new);
        self.changed();
        Ok(Response::default())
    }

    /// Looks at once at what has ended.
    pub(super) fn collect_ended(&mut self, now: Timestamp) {
        let mut ended: HashSet<InstanceId> = self.adapter.ended().into_iter().collect();
        if ended.is_empty() {
            return;
        }
        let keys: Vec<_> = self.in_hand.keys().filter(|(_, id)| ended.contains(id)).copied().collect();
        for (due, id) in keys {
            if let Some(it) = self.in_hand.remove(&(due, id)) {
                self.in_hand.insert((now, id), InHand { looked_at: false, ..it });
            }
            ended.remove(&id);
        }
        // its host instance died, or somebody took it out of its hands
        for id in ended {
            self.adapter.give_up(id);
        }
    }

    /// How many attempts are on their way to real destinations.
    #[must_use]
    pub fn on_their_way(&self) -> usize {
        self.adapter.on_their_way()
    }

    /// Writes what has come of attempts, and begins nothing: the end of a run.
    pub fn settle(&mut self, machine: Timestamp) {
        let now = self.now.max(self.clock.time(machine));
        self.now = now;
        let ended: HashSet<InstanceId> = self.adapter.ended().into_iter().collect();
        let keys: Vec<_> = self.in_hand.keys().filter(|(_, id)| ended.contains(id)).copied().collect();
        let settled: Vec<_> = keys.iter().filter_map(|key| self.in_hand.remove(key)).collect();
        if !settled.is_empty()
            && let Err(error) = self.send(settled, now)
        {
            // it comes back as what is possibly sent
            log::warn!("{error}");
        }
    }
}
