//! Host instances take from their work queues and send.

use super::super::Fact;
use super::super::plan;
use super::super::publish::{destined, is_running};
use super::{AFTER_A_STORE_ERROR, BATCH, Engine, InHand, MAX_RESPONSES, Step};
use crate::message_box::{Arrival, Cause, Error, Instance, Write};
use crate::model::{Addressing, Artifact, Context, MessageId, Name, Source, properties};
use crate::rules::instances::InstanceState;
use crate::transport::{Sent, Transmission};
use jiff::Timestamp;
use std::sync::Arc;

impl Engine {
    /// Host instances that run take what is in their work queues and send it, and what they have
    /// in hand is looked at again when it is due.
    pub(super) fn work(&mut self, now: Timestamp) {
        self.again = None;
        // bounded, so that a port that feeds itself cannot hold the engine forever
        for _ in 0..64 {
            let again = match self.dispatch(now) {
                Ok(again) => {
                    if self.store_error.take().is_some() {
                        self.changed();
                    }
                    again
                }
                Err(error) => {
                    self.note_store_error(&error);
                    self.again = Some(now.saturating_add(AFTER_A_STORE_ERROR).unwrap_or(Timestamp::MAX));
                    false
                }
            };
            if !again {
                return;
            }
        }
        // the rest after whoever else wants something
        self.again = Some(now);
    }

    pub(super) fn note_store_error(&mut self, error: &Error) {
        let text: Arc<str> = error.to_string().into();
        if self.store_error.as_ref() != Some(&text) {
            self.store_error = Some(text);
            self.changed();
        }
    }

    pub(super) fn dispatch(&mut self, now: Timestamp) -> Result<bool, Error> {
        let mut any = false;
        let mut due = Vec::new();
        while let Some(entry) = self.in_hand.first_entry() {
            if entry.key().0 > now {
                break;
            }
            due.push(entry.remove());
        }
        if !due.is_empty() {
            any = true;
            self.send(due, now)?;
        }
        let hosts: Vec<Name> = self
            .group
            .hosts
            .values()
            .filter(|host| is_running(Some(host)) && self.counts.host(&host.name).work_queue > 0)
            .map(|host| host.name.clone())
            .collect();
        for host in hosts {
            let taken = self.store.take(&host, BATCH, now)?;
            if taken.is_empty() {
                continue;
            }
            any = true;
            self.counts.taken(taken.len());
            self.changed();
            let taken =
                taken.into_iter().map(|(instance, message)| InHand { instance, message, started: now }).collect();
            self.send(taken, now)?;
        }
        Ok(any)
    }

    pub(super) fn send(&mut self, in_hand: Vec<InHand>, now: Timestamp) -> Result<(), Error> {
        let mut step = Step::default();
        let mut waiting = Vec::new();
        for it in &in_hand {
            self.send_one(it, now, &mut step, &mut waiting);
        }
        if let Err(error) = self.commit(step, now) {
            // nothing is lost: it is still Active in the store, and sent again
            let later = now.saturating_add(AFTER_A_STORE_ERROR).unwrap_or(Timestamp::MAX);
            for it in in_hand {
                self.in_hand.insert((later, it.instance.id), it);
            }
            return Err(error);
        }
        for (due, it) in waiting {
            self.in_hand.insert((due, it.instance.id), it);
        }
        Ok(())
    }

    pub(super) fn send_one(
        &mut self,
        it: &InHand,
        now: Timestamp,
        step: &mut Step,
        waiting: &mut Vec<(Timestamp, InHand)>,
    ) {
        let instance = &it.instance;
        let suspend = |step: &mut Step, before: &Instance, cause: Cause, attempts: u32| {
            step.facts.push(Fact::Suspended {
                message: before.message,
                instance: before.id,
                port: before.port.clone(),
                cause: cause.clone(),
            });
            let after = Instance {
                state: InstanceState::SuspendedResumable,
                cause: Some(cause),
                attempts,
                due: None,
                changed: now,
                ..before.clone()
            };
            step.instances.push((Some(before.clone()), after));
        };
        // with what earlier transmissions of this step did to their destinations
        let group = step.group.as_ref().unwrap_or(&self.group);
        let Some(port) = instance.port.as_ref().and_then(|name| group.send_ports.get(name)).cloned() else {
            return suspend(step, instance, Cause::PortDeleted, instance.attempts);
        };
        let to = match destined(group, &port, &it.message.context) {
            Ok(to) => to,
            Err(cause) => return suspend(step, instance, cause, instance.attempts),
        };
        let attempt = Instance { adapter: to.adapter.clone(), address: to.address.clone(), ..instance.clone() };
        let transmission = Transmission {
            instance: instance.id,
            message: it.message.clone(),
            port: port.name.clone(),
            kind: port.kind,
            adapter: to.adapter,
            address: to.address.clone(),
        };
        let mut destination = plan::destination_of(group, &port.name);
        let before = destination.clone();
        let sent = self.adapter.send(&transmission, &mut destination, it.started, now);
        if destination != before {
            // a failing destination counts down in the same step
            step.group.get_or_insert_with(|| self.group.clone()).put(Artifact::from(destination));
        }
        match sent {
            Sent::Later(after) => {
                let due = now.saturating_add(after).unwrap_or(Timestamp::MAX);
                let waits = Instance { state: InstanceState::Active, due: Some(due), changed: now, ..attempt };
                step.instances.push((Some(instance.clone()), waits.clone()));
                waiting.push((due, InHand { instance: waits, ..it.clone() }));
            }
            Sent::Failed(error) => {
                step.facts.push(Fact::SendFailed {
                    message: instance.message,
                    instance: instance.id,
                    port: port.name.clone(),
                    error: error.clone(),
                });
                let attempts = attempt.attempts + 1;
                step.instances.push((Some(instance.clone()), attempt.clone()));
                suspend(step, &attempt, Cause::Transport(error), attempts);
            }
            Sent::Delivered { response } => {
                step.facts.push(Fact::Sent {
                    message: instance.message,
                    instance: instance.id,
                    port: port.name.clone(),
                    address: to.address.clone(),
                });
                step.writes.push(Write::Arrival(Arrival {
                    id: 0,
                    port: port.name.clone(),
                    address: to.address.clone(),
                    message: instance.message,
                    instance: instance.id,
                    time: now,
                }));
                step.arrivals.push(port.name.clone());
                let done = Instance {
                    state: InstanceState::Completed,
                    attempts: attempt.attempts + 1,
                    cause: None,
                    due: None,
                    changed: now,
                    ..attempt
                };
                step.instances.push((Some(instance.clone()), done));
                if let Some(response) = response {
                    self.add_response(step, it.message.id, &port.name, &transmission, response);
                }
            }
        }
    }

    /// The response of a solicit-response port is published like any message.
    pub(super) fn add_response(
        &mut self,
        step: &mut Step,
        request: MessageId,
        port: &Name,
        transmission: &Transmission,
        response: crate::transport::Response,
    ) {
        let mut context: Context = response.properties.into_iter().collect();
        if !response.message_type.is_empty() {
            context.set(properties::MESSAGE_TYPE, response.message_type);
        }
        context.set(properties::INBOUND_TRANSPORT_TYPE, transmission.adapter.as_str());
        context.set(properties::INBOUND_TRANSPORT_LOCATION, transmission.address.as_str());
        context.set(properties::CORRELATION_TOKEN, request.to_string());
        let responses = self.responses.get(&request).copied().unwrap_or(0) + 1;
        let cut = (responses > MAX_RESPONSES).then_some(Cause::Loop);
        let source = Source::Response { port: port.clone(), request };
        let id = self.add_message(step, Addressing::Published(source), None, context, &response.body, cut.as_ref());
        self.responses.insert(id, responses);
        step.facts.push(Fact::Responded { request, response: id, port: port.clone() });
    }
}
