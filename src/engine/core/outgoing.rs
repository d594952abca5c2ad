//! Message Queuing, simulated: the send adapter hands over to the queue manager beside its host
//! instance, and what is in an outgoing queue arrives when its node and its destination are up.
//!
//! The queue of a host that is not clustered belongs to a server and stays there while that is down. The
//! queue of a clustered host is in the cluster group of the host and moves with its active node (page
//! *Scaled-Out Sending Hosts*). What is in a queue is on disk: nothing of it is lost or doubled.

use super::super::{Fact, plan};
use super::{BATCH, Engine, InHand, Step};
use crate::message_box::{Arrival, Error, Instance, Outgoing, OutgoingQueue, Write};
use crate::model::{Artifact, Behaviour, BizTalkGroup, SendPort};
use crate::rules::send_cycle::TransportOf;
use crate::transport::Forward;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The outgoing queues that are not empty.
pub(super) type Queues = BTreeMap<OutgoingQueue, Queue>;

/// What of an outgoing queue is kept in memory.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Queue {
    pub messages: u64,
    /// Not before then does anything arrive, as long as the destination is as it was.
    pub again: Option<(Behaviour, Timestamp)>,
}

impl OutgoingQueue {
    /// Its node is down, or there is none: what is in it goes nowhere.
    #[must_use]
    pub fn is_stranded(&self, group: &BizTalkGroup) -> bool {
        if self.clustered {
            let host = group.hosts.get(&self.owner);
            !host.is_some_and(|host| host.instances.iter().any(|instance| !instance.down))
        } else {
            !group.is_up(&self.owner)
        }
    }
}

impl Engine {
    /// It is in the outgoing queue, in the same transaction in which it leaves the work queue.
    pub(super) fn queued(
        &mut self,
        step: &mut Step,
        it: &InHand,
        attempt: Instance,
        port: &SendPort,
        now: Timestamp,
    ) -> Result<(), Error> {
        let Instance { message, id: instance, on, .. } = it.instance;
        let clustered = self.group.hosts.get(&it.instance.host).is_some_and(|host| host.clustered);
        let owner = if clustered { it.instance.host.clone() } else { it.instance.server.clone().unwrap_or_default() };
        step.facts.push(Fact::InOutgoingQueue { message, instance, port: port.name.clone(), owner: owner.clone() });
        step.writes.push(Write::Outgoing(Outgoing {
            queue: OutgoingQueue { owner, clustered, port: port.name.clone(), on },
            address: attempt.address.clone(),
            message,
            instance,
            since: now,
        }));
        self.done(step, it, attempt, port, now)
    }

    /// Brings what can arrive to its destination. Tells whether anything did.
    pub(super) fn forward(&mut self, now: Timestamp) -> Result<bool, Error> {
        let ready: Vec<OutgoingQueue> = self
            .outgoing
            .iter()
            .filter(|(queue, it)| {
                let behaviour = behaviour(&self.group, queue);
                let stays = matches!(behaviour, Behaviour::Down | Behaviour::Rejects);
                let later = it.again.is_some_and(|(as_it_was, at)| as_it_was == behaviour && at > now);
                !stays && !later && !queue.is_stranded(&self.group)
            })
            .map(|(queue, _)| queue.clone())
            .collect();
        let mut any = false;
        for queue in ready {
            any |= self.forward_from(&queue, now)?;
        }
        Ok(any)
    }

    fn forward_from(&mut self, queue: &OutgoingQueue, now: Timestamp) -> Result<bool, Error> {
        let mut destination = plan::destination_of(&self.group, &queue.port);
        let before = destination.clone();
        let swap = |destination: &mut crate::model::Destination| {
            if queue.on == TransportOf::Backup {
                std::mem::swap(&mut destination.behaviour, &mut destination.backup);
            }
        };
        let mut step = Step::default();
        let mut again = None;
        for outgoing in self.store.outgoing(queue, BATCH as u64)? {
            swap(&mut destination);
            let forward = self.adapter.forward(&mut destination, outgoing.since, now);
            let as_it_is = destination.behaviour;
            swap(&mut destination);
            match forward {
                Forward::Arrived => arrive(&mut step, outgoing, now),
                Forward::Later(at) => {
                    again = Some((as_it_is, at));
                    break;
                }
                Forward::Stays => break,
            }
        }
        if destination != before {
            let mut group = self.group.clone();
            group.put(Artifact::from(destination));
            step.group = Some(group);
        }
        let any = !step.arrivals.is_empty();
        self.commit(step, now)?;
        if let Some(it) = self.outgoing.get_mut(queue) {
            it.again = again;
        }
        Ok(any)
    }

    /// When something that is in an outgoing queue may arrive, or is tried again.
    pub(super) fn next_forward(&self) -> Option<Timestamp> {
        let later = |(queue, it): (&OutgoingQueue, &Queue)| {
            let (as_it_was, at) = it.again?;
            (as_it_was == behaviour(&self.group, queue) && !queue.is_stranded(&self.group)).then_some(at)
        };
        self.outgoing.iter().filter_map(later).min()
    }

    pub(super) fn reload_outgoing(&mut self) -> Result<(), Error> {
        let queues = self.store.outgoing_queues()?;
        self.outgoing =
            queues.into_iter().map(|(queue, messages)| (queue, Queue { messages, ..Queue::default() })).collect();
        self.changed();
        Ok(())
    }

    /// Keeps up with what was written. `left`: from which queues something went.
    pub(super) fn count_outgoing(&mut self, writes: &[Write], left: &[OutgoingQueue]) {
        for write in writes {
            if let Write::Outgoing(outgoing) = write {
                self.outgoing.entry(outgoing.queue.clone()).or_default().messages += 1;
            }
        }
        for queue in left {
            if let Some(it) = self.outgoing.get_mut(queue) {
                it.messages = it.messages.saturating_sub(1);
                if it.messages == 0 {
                    self.outgoing.remove(queue);
                }
            }
        }
    }
}

fn behaviour(group: &BizTalkGroup, queue: &OutgoingQueue) -> Behaviour {
    let destination = plan::destination_of(group, &queue.port);
    match queue.on {
        TransportOf::Primary => destination.behaviour,
        TransportOf::Backup => destination.backup,
    }
}

fn arrive(step: &mut Step, outgoing: Outgoing, now: Timestamp) {
    let Outgoing { queue, address, message, instance, .. } = outgoing;
    let port = queue.port.clone();
    step.facts.push(Fact::Forwarded {
        message,
        instance,
        port: port.clone(),
        owner: queue.owner.clone(),
        address: address.clone(),
    });
    step.writes.push(Write::OutgoingGone(instance));
    step.writes.push(Write::Arrival(Arrival { id: 0, port: port.clone(), address, message, instance, time: now }));
    step.arrivals.push(port);
    step.left.push(queue);
}
