//! What is published to a host whose queues are too long is delayed (see [`throttling`]), and kept in
//! the MessageBox meanwhile, so that it is never lost.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::publish::{default_host, host_of};
use super::super::{Delayed, Fact, Refusal, Step as Way, Throttled, WayOut, plan};
use super::{BATCH, Engine, Step};
use crate::message_box::{Error, Write};
use crate::model::{ArtifactKind, ArtifactRef, BizTalkGroup, MessageId, Name};
use crate::rules::throttling;
use crate::words::Sentence;

/// How many copies of a message go into the queues of which host.
type Queues = Vec<(Name, u64)>;
/// How many batches are published before whoever else wants something has a turn.
const AT_ONCE: usize = 16;

impl Engine {
    /// Publishes messages that are all alike, as far as throttling lets it now, and keeps the rest for
    /// later. Adds those that are published to `messages`, also when it fails.
    pub(super) fn publish_all(
        &mut self,
        mut publication: Delayed,
        messages: &mut Vec<MessageId>,
    ) -> Result<(), PublishError> {
        // what came before is not overtaken
        self.release_delayed()?;
        while publication.count > 0 {
            let queues = self.queues(&publication);
            if self.waits_behind(&queues).is_some() || self.throttled(&queues).is_some() {
                return self.delay(publication, &queues);
            }
            let batch = self.room(&queues).min(BATCH as u64).min(publication.count.into()) as u32;
            let mut step = Step::default();
            let published = self.add_batch(&mut step, &publication, batch)?;
            self.commit(step, self.now)?;
            messages.extend(published);
            publication.count -= batch;
            if publication.count > 0 {
                // what can be dispatched is, so that the work queue stays short
                self.work(self.now);
            }
        }
        Ok(())
    }

    /// What is due, or is not throttled any more, in the order in which it came. Returns whether
    /// anything was published.
    pub(super) fn release_delayed(&mut self) -> Result<bool, Error> {
        let mut any = false;
        let mut held_back: BTreeSet<Name> = BTreeSet::new();
        let (mut index, mut batches) = (0, 0);
        while let Some(delayed) = self.delayed.get(index).filter(|_| batches < AT_ONCE) {
            let queues = self.queues(delayed);
            let due = delayed.until <= self.now;
            let waits = queues.iter().any(|(host, _)| held_back.contains(host));
            if waits || !due && self.throttled(&queues).is_some() {
                held_back.extend(queues.into_iter().map(|(host, _)| host));
                index += 1;
                continue;
            }
            // when the delay has passed it is not throttled any more, whatever the queues hold
            let room = if due { u64::MAX } else { self.room(&queues) };
            let batch = room.min(BATCH as u64).min(delayed.count.into()) as u32;
            let mut publication = delayed.clone();
            let mut step = Step::default();
            self.add_batch(&mut step, &publication, batch)?;
            publication.count -= batch;
            let mut rest = self.delayed.as_ref().clone();
            if publication.count == 0 {
                rest.remove(index);
            } else {
                // with what is published now
                let longer = queues.iter().filter_map(|(host, copies)| {
                    self.delay_of(host, copies.saturating_mul(batch.into())).map(|(_, delay)| delay)
                });
                if let Some(delay) = longer.max() {
                    publication.until = self.now.saturating_add(delay).unwrap_or(self.now);
                }
                rest[index] = publication;
            }
            step.writes.push(kept(&rest)?);
            self.commit(step, self.now)?;
            self.delayed = Arc::new(rest);
            self.changed();
            any = true;
            batches += 1;
        }
        Ok(any)
    }

    /// What was delayed when the MessageBox was left.
    pub(super) fn restore_delayed(&mut self) -> Result<(), Error> {
        if let Some(json) = self.store.setting(Delayed::NAME)? {
            let delayed = serde_json::from_str(&json).map_err(|error| Error::Store(error.to_string()))?;
            self.delayed = Arc::new(delayed);
        }
        Ok(())
    }

    /// What is delayed follows renames; the write that goes with it, if anything changes.
    pub(super) fn rename_delayed(&self, renames: &[Write]) -> Result<Option<(Vec<Delayed>, Write)>, Error> {
        let mut delayed = self.delayed.as_ref().clone();
        for it in &mut delayed {
            for rename in renames {
                it.follow_rename(rename);
            }
        }
        if delayed == *self.delayed {
            return Ok(None);
        }
        let write = kept(&delayed)?;
        Ok(Some((delayed, write)))
    }

    fn add_batch(&mut self, step: &mut Step, publication: &Delayed, count: u32) -> Result<Vec<MessageId>, Error> {
        let Delayed { addressing, bound_to, context, body, .. } = publication;
        (0..count)
            .map(|_| self.add_message(step, addressing.clone(), bound_to.clone(), context.clone(), body, None))
            .collect()
    }

    fn delay(&mut self, publication: Delayed, queues: &Queues) -> Result<(), PublishError> {
        let behind = self.waits_behind(queues);
        // if it is not throttled itself, what it waits behind is
        let throttled = self.throttled(queues).or_else(|| behind?.hosts.iter().find_map(|host| self.delay_of(host, 0)));
        let last = behind.map(|behind| behind.until);
        let until = throttled.as_ref().map(|(_, delay)| self.now.saturating_add(*delay).unwrap_or(self.now));
        let until = until.max(last).unwrap_or(self.now);
        if self.delayed.len() >= Delayed::MOST {
            return Err(PublishError::TooMany(throttled.map(|(of, _)| of)));
        }
        let delayed = Delayed {
            hosts: queues.iter().map(|(host, _)| host.clone()).collect(),
            since: self.now,
            until,
            ..publication
        };
        let mut all = self.delayed.as_ref().clone();
        let fact = Fact::PublishingDelayed {
            messages: delayed.count,
            message_type: delayed.message_type().map(str::to_owned),
            host: throttled.as_ref().map(|(of, _)| of.host.clone()),
            held: throttled.as_ref().map_or(0, |(of, _)| of.messages),
            threshold: throttled.as_ref().map_or(0, |(of, _)| of.threshold),
            until,
        };
        all.push(delayed);
        let step = Step { writes: vec![kept(&all)?], facts: vec![fact], ..Step::default() };
        self.commit(step, self.now)?;
        self.delayed = Arc::new(all);
        self.changed();
        Ok(())
    }

    /// Where the copies of a message go.
    fn queues(&self, publication: &Delayed) -> Queues {
        let Delayed { addressing, bound_to, context, .. } = publication;
        let routing = self.matcher.route(&self.group, addressing, bound_to.as_ref(), context);
        let mut queues: Queues = Vec::new();
        let mut add = |host: Name| match queues.iter_mut().find(|(other, _)| *other == host) {
            Some((_, copies)) => *copies += 1,
            None => queues.push((host, 1)),
        };
        if routing.is_failure() {
            add(default_host(&self.group));
        }
        for delivery in &routing.deliveries {
            if let Some(port) = self.group.send_ports.get(&delivery.port) {
                add(host_of(&self.group, port, context));
            }
        }
        queues
    }

    /// Which of the hosts is throttled, and for how long: the one with the longest delay.
    fn throttled(&self, queues: &Queues) -> Option<(Throttled, jiff::SignedDuration)> {
        queues.iter().filter_map(|(host, _)| self.delay_of(host, 0)).max_by_key(|(_, delay)| *delay)
    }

    fn delay_of(&self, host: &Name, more: u64) -> Option<(Throttled, jiff::SignedDuration)> {
        let (mut messages, threshold) = queue_of(&self.group, &self.counts, host)?;
        messages += more;
        let delay = throttling::delay(messages, threshold)?;
        Some((Throttled { host: host.clone(), messages, threshold }, delay))
    }

    /// How many messages like this can be published before one of the hosts is throttled.
    fn room(&self, queues: &Queues) -> u64 {
        let room = |(host, copies): &(Name, u64)| {
            queue_of(&self.group, &self.counts, host)
                .map_or(u64::MAX, |(messages, threshold)| throttling::room(messages, threshold, *copies))
        };
        queues.iter().map(room).min().unwrap_or(u64::MAX)
    }

    /// The last one that is delayed and goes to one of the same hosts.
    fn waits_behind(&self, queues: &Queues) -> Option<&Delayed> {
        let shares = |delayed: &&Delayed| queues.iter().any(|(host, _)| delayed.hosts.contains(host));
        self.delayed.iter().rev().find(shares)
    }
}

/// Why something was not published.
pub(super) enum PublishError {
    Store(Error),
    /// So much is delayed already that whoever publishes has to wait.
    TooMany(Option<Throttled>),
}

impl From<Error> for PublishError {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl PublishError {
    pub(super) fn refusal(&self, what: Sentence) -> Refusal {
        match self {
            Self::Store(error) => Engine::refuse_store(what, error),
            Self::TooMany(throttled) => {
                let host = throttled.as_ref().map(|it| &it.host);
                let sentence = Sentence::new("refused-too-much-delayed").with("most", Delayed::MOST);
                let ways = host.map(|host| WayOut {
                    label: Sentence::new("way-properties").with("name", host),
                    step: Way::OpenProperties(ArtifactRef::new(ArtifactKind::Host, host)),
                });
                plan::refuse(what).because(sentence, Some(throttling::PUBLISHING), ways.into_iter().collect())
            }
        }
    }
}

/// How many messages are in the queues of a host, and its threshold.
fn queue_of(group: &BizTalkGroup, counts: &super::Counts, host: &Name) -> Option<(u64, u32)> {
    Some((counts.host(host).messages(), group.hosts.get(host)?.message_count))
}

fn kept(delayed: &[Delayed]) -> Result<Write, Error> {
    let value = serde_json::to_string(delayed).map_err(|error| Error::Store(error.to_string()))?;
    Ok(Write::Setting { name: Delayed::NAME, value })
}
