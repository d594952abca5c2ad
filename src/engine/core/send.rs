//! What a host instance does with what it has in hand: the send cycle of a service instance.

use super::super::Fact;
use super::super::plan;
use super::super::publish::destined;
use super::{Engine, InHand, MAX_RESPONSES, Step};
use crate::message_box::{Arrival, Cause, Error, Instance, Write};
use crate::model::{
    Addressing, Artifact, Context, Destination, Message, MessageId, Name, SendPort, Source, properties,
};
use crate::rules::instances::{InstanceState, Operation};
use crate::rules::send_cycle::{AfterFailure, Failed, Retries, TransportOf, after_failure, suspended, window_opens};
use crate::transport::{Exchange, Sent, Transmission, TransportError};
use jiff::Timestamp;

impl Engine {
    pub(super) fn send(&mut self, mut in_hand: Vec<InHand>, now: Timestamp) -> Result<(), Error> {
        let mut step = Step::default();
        let mut waiting = Vec::new();
        let mut result = Ok(());
        for it in &mut in_hand {
            result = self.send_one(it, now, &mut step, &mut waiting);
            if result.is_err() {
                break;
            }
        }
        if let Err(error) = result.and_then(|()| self.commit(step, now)) {
            // nothing is lost: it is still Active in the store, due as it stands there, and what came of it is
            // written later
            for it in in_hand {
                self.in_hand.insert((it.instance.due.unwrap_or(now), it.instance.id), it);
            }
            return Err(error);
        }
        for (due, it) in waiting {
            self.in_hand.insert((due, it.instance.id), it);
        }
        Ok(())
    }

    fn send_one(
        &mut self,
        it: &mut InHand,
        now: Timestamp,
        step: &mut Step,
        waiting: &mut Vec<(Timestamp, InHand)>,
    ) -> Result<(), Error> {
        let instance = &it.instance;
        let known = it.sent.take();
        // with what earlier transmissions of this step did to their destinations
        let group = step.group.as_ref().unwrap_or(&self.group);
        let Some(port) = instance.port.as_ref().and_then(|name| group.send_ports.get(name)).cloned() else {
            self.suspend(step, instance, instance.clone(), Cause::PortDeleted, Failed::Resumable);
            return Ok(());
        };
        let to = match destined(group, &port, &it.message.context, instance.on) {
            Ok(to) => to,
            Err(cause) => {
                let code = cause.kind().as_str();
                self.suspend_failed(step, instance, instance.clone(), cause, suspended(&port))?;
                return self.acknowledge(step, &it.message, instance, &port, &instance.address, Some(code));
            }
        };
        let mut attempt = Instance { adapter: to.adapter.clone(), address: to.address.clone(), ..instance.clone() };
        if !it.begun
            && known.is_none()
            && let Some(transport) = instance.on.of(&port)
            && let Some(until) = window_opens(&transport.window, now, &self.zone.0)
        {
            step.facts.push(Fact::Scheduled {
                message: instance.message,
                instance: instance.id,
                port: port.name.clone(),
                on: instance.on,
                until,
            });
            let after = Instance { state: InstanceState::Scheduled, due: Some(until), changed: now, ..attempt };
            step.instances.push((Some(instance.clone()), after));
            return Ok(());
        }
        let transmission = Transmission {
            instance: instance.id,
            message: it.message.clone(),
            port: port.name.clone(),
            kind: port.kind,
            adapter: to.adapter,
            address: to.address.clone(),
            time_out: instance.on.of(&port).and_then(crate::model::Transport::time_out),
            settings: instance.on.of(&port).map(|it| it.settings.clone()).unwrap_or_default(),
            zone: self.zone.0.clone(),
        };
        let mut destination = plan::destination_of(group, &port.name);
        let before = destination.clone();
        // the adapter looks at one behaviour: that of where this transport sends to
        let swap = |destination: &mut Destination| {
            if instance.on == TransportOf::Backup {
                std::mem::swap(&mut destination.behaviour, &mut destination.backup);
            }
        };
        let sent = if let Some((sent, was, is)) = known {
            // unless somebody has switched it since
            if destination == was {
                destination = is;
            }
            sent
        } else {
            swap(&mut destination);
            let sent = self.adapter.send(&transmission, &mut destination, it.started, now);
            swap(&mut destination);
            sent
        };
        if !matches!(sent, Sent::Later(_) | Sent::Begun(_)) {
            it.sent = Some((sent.clone(), before.clone(), destination.clone()));
        }
        let it = &*it;
        if destination != before {
            // a failing destination counts down in the same step
            step.group.get_or_insert_with(|| self.group.clone()).put(Artifact::from(destination));
        }
        match sent {
            Sent::Later(after) => {
                let due = now.saturating_add(after).unwrap_or(Timestamp::MAX);
                if !it.begun {
                    step.facts.push(Fact::Sending {
                        message: instance.message,
                        instance: instance.id,
                        port: port.name.clone(),
                        server: instance.server.clone(),
                        until: due,
                    });
                }
                let waits = Instance { state: InstanceState::Active, due: Some(due), changed: now, ..attempt };
                step.instances.push((Some(instance.clone()), waits.clone()));
                waiting.push((due, InHand { instance: waits, begun: true, ..it.clone() }));
                Ok(())
            }
            // nothing of it is written: the store has it as Active, and as possibly sent
            Sent::Begun(after) => {
                let due = now.saturating_add(after).unwrap_or(Timestamp::MAX);
                waiting.push((due, InHand { begun: true, looked_at: true, ..it.clone() }));
                Ok(())
            }
            Sent::Ended(ended) => {
                if ended.exchange != Exchange::default() {
                    step.facts.push(Fact::Exchanged {
                        message: instance.message,
                        instance: instance.id,
                        port: port.name.clone(),
                        exchange: ended.exchange,
                    });
                }
                match ended.result {
                    Ok(response) => {
                        self.delivered(step, it, attempt, &port, now)?;
                        if let Some(response) = response {
                            self.add_response(step, it.message.id, &port.name, &transmission, response)?;
                        }
                        Ok(())
                    }
                    Err(error) => {
                        attempt.attempts += 1;
                        attempt.tries += 1;
                        self.failed(step, it, attempt, &port, error, now)
                    }
                }
            }
            Sent::Failed(error) => {
                attempt.attempts += 1;
                attempt.tries += 1;
                self.failed(step, it, attempt, &port, error, now)
            }
            Sent::Queued => self.queued(step, it, attempt, &port, now),
            Sent::Delivered { response } => {
                self.delivered(step, it, attempt, &port, now)?;
                if let Some(response) = response {
                    self.add_response(step, it.message.id, &port.name, &transmission, response)?;
                }
                Ok(())
            }
        }
    }

    fn delivered(
        &mut self,
        step: &mut Step,
        it: &InHand,
        attempt: Instance,
        port: &SendPort,
        now: Timestamp,
    ) -> Result<(), Error> {
        let instance = &it.instance;
        step.facts.push(Fact::Sent {
            message: instance.message,
            instance: instance.id,
            port: port.name.clone(),
            address: attempt.address.clone(),
            server: instance.server.clone(),
        });
        step.writes.push(Write::Arrival(Arrival {
            id: 0,
            port: port.name.clone(),
            address: attempt.address.clone(),
            message: instance.message,
            instance: instance.id,
            time: now,
        }));
        step.arrivals.push(port.name.clone());
        self.done(step, it, attempt, port, now)
    }

    /// For the send adapter a message is sent.
    pub(super) fn done(
        &mut self,
        step: &mut Step,
        it: &InHand,
        attempt: Instance,
        port: &SendPort,
        now: Timestamp,
    ) -> Result<(), Error> {
        let instance = &it.instance;
        // what was to be suspended or terminated has nothing left to be suspended
        let done = Instance {
            state: InstanceState::Completed,
            attempts: attempt.attempts + 1,
            tries: attempt.tries + 1,
            cause: None,
            due: None,
            pending: None,
            changed: now,
            ..attempt
        };
        let location = done.address.clone();
        step.instances.push((Some(instance.clone()), done));
        self.acknowledge(step, &it.message, instance, port, &location, None)
    }

    /// A transmission failed: again, on the other transport, or no more.
    fn failed(
        &mut self,
        step: &mut Step,
        it: &InHand,
        attempt: Instance,
        port: &SendPort,
        error: TransportError,
        now: Timestamp,
    ) -> Result<(), Error> {
        let instance = &it.instance;
        let (message, id) = (instance.message, instance.id);
        step.facts.push(Fact::SendFailed {
            message,
            instance: id,
            port: port.name.clone(),
            error: error.clone(),
            on: attempt.on,
            attempt: attempt.tries,
            of: Retries::of(port, attempt.on).attempts(),
        });
        if let Some(operation) = instance.pending {
            return self.finish_pending(step, instance, attempt, operation);
        }
        match after_failure(port, attempt.on, attempt.tries) {
            AfterFailure::Retry(after) => {
                let at = now.saturating_add(after).unwrap_or(Timestamp::MAX);
                step.facts.push(Fact::WillRetry { message, instance: id, port: port.name.clone(), at });
                let after = Instance { state: InstanceState::Dehydrated, due: Some(at), changed: now, ..attempt };
                step.instances.push((Some(instance.clone()), after));
                Ok(())
            }
            AfterFailure::Backup => {
                let Some(backup) = &port.backup else { return Ok(()) };
                step.facts.push(Fact::BackupIsNext {
                    message,
                    instance: id,
                    port: port.name.clone(),
                    address: backup.address.clone(),
                });
                let after = Instance {
                    state: InstanceState::ReadyToRun,
                    on: TransportOf::Backup,
                    tries: 0,
                    due: None,
                    host: backup.handler.clone(),
                    adapter: backup.adapter.clone(),
                    address: backup.address.clone(),
                    changed: now,
                    ..attempt
                };
                step.instances.push((Some(instance.clone()), after));
                Ok(())
            }
            AfterFailure::RouteFailedMessage => {
                if self.route_failed_message(step, it, &attempt, port, &error)? {
                    let done = Instance {
                        state: InstanceState::Completed,
                        cause: Some(Cause::Transport(error.clone())),
                        due: None,
                        changed: now,
                        ..attempt.clone()
                    };
                    step.instances.push((Some(instance.clone()), done));
                    return self.acknowledge(step, &it.message, instance, port, &attempt.address, Some(error.code()));
                }
                // nobody subscribes to the error message: suspended as without it
                self.give_up(step, it, attempt, port, error, suspended(port))
            }
            AfterFailure::Suspend(how) => self.give_up(step, it, attempt, port, error, how),
        }
    }

    fn give_up(
        &mut self,
        step: &mut Step,
        it: &InHand,
        attempt: Instance,
        port: &SendPort,
        error: TransportError,
        how: Failed,
    ) -> Result<(), Error> {
        let (location, code) = (attempt.address.clone(), error.code());
        self.suspend_failed(step, &it.instance, attempt, Cause::Transport(error), how)?;
        self.acknowledge(step, &it.message, &it.instance, port, &location, Some(code))
    }

    /// Suspends what cannot be sent, with what is behind it in its order where that stops with it.
    fn suspend_failed(
        &self,
        step: &mut Step,
        before: &Instance,
        after: Instance,
        cause: Cause,
        how: Failed,
    ) -> Result<(), Error> {
        self.suspend(step, before, after, cause, how);
        if how == Failed::WithTheOthers {
            self.stop_behind(step, before)?;
        }
        Ok(())
    }

    pub(super) fn suspend(&self, step: &mut Step, before: &Instance, after: Instance, cause: Cause, how: Failed) {
        step.facts.push(Fact::Suspended {
            message: before.message,
            instance: before.id,
            port: before.port.clone(),
            cause: cause.clone(),
        });
        let after = Instance {
            state: match how {
                Failed::NotResumable => InstanceState::SuspendedNotResumable,
                Failed::Resumable | Failed::WithTheOthers => InstanceState::SuspendedResumable,
            },
            cause: Some(cause),
            due: None,
            pending: None,
            blocks: how == Failed::WithTheOthers && before.lane.is_some(),
            changed: self.now,
            ..after
        };
        step.instances.push((Some(before.clone()), after));
    }

    /// Its host instance has let go of it, and what was asked for meanwhile is done.
    pub(super) fn finish_pending(
        &self,
        step: &mut Step,
        before: &Instance,
        after: Instance,
        operation: Operation,
    ) -> Result<(), Error> {
        if operation == Operation::Terminate {
            step.facts.push(Fact::Terminated {
                message: before.message,
                instance: before.id,
                port: before.port.clone(),
            });
            let after = Instance {
                state: InstanceState::Terminated,
                due: None,
                pending: None,
                blocks: false,
                changed: self.now,
                ..after
            };
            step.instances.push((Some(before.clone()), after));
            return Ok(());
        }
        let how = if before.lane.is_some() { Failed::WithTheOthers } else { Failed::Resumable };
        // what came behind it meanwhile waits too
        self.suspend_failed(step, before, after, Cause::ByHand, how)
    }

    /// The response of a solicit-response port is published like any message.
    fn add_response(
        &mut self,
        step: &mut Step,
        request: MessageId,
        port: &Name,
        transmission: &Transmission,
        response: crate::transport::Response,
    ) -> Result<(), Error> {
        let mut context: Context = response.properties.into_iter().collect();
        if !response.message_type.is_empty() {
            context.set(properties::MESSAGE_TYPE, response.message_type);
        }
        context.set(properties::INBOUND_TRANSPORT_TYPE, transmission.adapter.as_str());
        context.set(properties::INBOUND_TRANSPORT_LOCATION, transmission.address.as_str());
        context.set(properties::CORRELATION_TOKEN, request.to_string());
        let source = Source::Response { port: port.clone(), request };
        let id = self.add_caused(step, request, source, context, &response.body)?;
        step.facts.push(Fact::Responded { request, response: id, port: port.clone() });
        Ok(())
    }

    /// Publishes a message that another one caused, unless that went on for too long.
    fn add_caused(
        &mut self,
        step: &mut Step,
        of: MessageId,
        source: Source,
        context: Context,
        body: &str,
    ) -> Result<MessageId, Error> {
        let cut = (self.causes(of)? >= MAX_RESPONSES).then_some(Cause::Loop);
        self.add_message(step, Addressing::Published(source), None, context, body, cut.as_ref())
    }

    /// How many messages caused one another before this one, as far as it matters. They are in the
    /// MessageBox, so that a program that begins anew forgets none.
    fn causes(&self, message: MessageId) -> Result<u32, Error> {
        let (mut count, mut next) = (0, message);
        while count < MAX_RESPONSES {
            let Some(message) = self.store.message(next)? else { break };
            let Addressing::Published(
                Source::Response { request: cause, .. }
                | Source::FailedMessage { message: cause, .. }
                | Source::Acknowledgement { message: cause, .. },
            ) = &message.addressing
            else {
                break;
            };
            (count, next) = (count + 1, *cause);
        }
        Ok(count)
    }

    /// Publishes the error message of a failed transmission, if anybody subscribes to it (page *Using
    /// Failed Message Routing*): the same body, none of the properties promoted, but those of the
    /// error report.
    fn route_failed_message(
        &mut self,
        step: &mut Step,
        it: &InHand,
        attempt: &Instance,
        port: &SendPort,
        error: &TransportError,
    ) -> Result<bool, Error> {
        let mut context = Context::default();
        context.set("ErrorReport.ErrorType", "FailedMessage");
        context.set("ErrorReport.FailureCode", error.code());
        context.set("ErrorReport.MessageType", it.message.message_type().unwrap_or_default());
        context.set("ErrorReport.SendPortName", port.name.as_str());
        context.set("ErrorReport.OutboundTransportLocation", attempt.address.as_str());
        context.set("ErrorReport.FailureMessageID", it.message.id.to_string());
        context.set("ErrorReport.FailureInstanceID", attempt.id.to_string());
        context.set("ErrorReport.FailureAdapter", attempt.adapter.as_str());
        let source = Source::FailedMessage { port: port.name.clone(), message: it.message.id };
        let Some(report) = self.add_if_wanted(step, it.message.id, source, context, &it.message)? else {
            return Ok(false);
        };
        step.facts.push(Fact::FailedMessageRouted {
            message: it.message.id,
            instance: attempt.id,
            port: port.name.clone(),
            report,
        });
        Ok(true)
    }

    /// Delivery notification: an acknowledgement is published if the message asks for one and anybody
    /// subscribes to it; otherwise it is discarded, never suspended (page *Using Acknowledgments*).
    /// `failure`: the code of what it is suspended for; without it the message was delivered.
    fn acknowledge(
        &mut self,
        step: &mut Step,
        message: &Message,
        instance: &Instance,
        port: &SendPort,
        location: &str,
        failure: Option<&str>,
    ) -> Result<(), Error> {
        if !message.wants_acknowledgement() {
            return Ok(());
        }
        let delivered = failure.is_none();
        let mut context = Context::default();
        context.set("BTS.AckType", if delivered { "ACK" } else { "NACK" });
        context.set("BTS.AckID", message.id.to_string());
        context.set("BTS.AckSendPortName", port.name.as_str());
        context.set("BTS.AckOutboundTransportLocation", location);
        if let Some(failure) = failure {
            context.set("BTS.AckFailureCode", failure);
        }
        let source = Source::Acknowledgement { port: port.name.clone(), message: message.id };
        let acknowledgement = self.add_if_wanted(step, message.id, source, context, message)?;
        step.facts.push(Fact::Acknowledged {
            message: message.id,
            instance: instance.id,
            port: port.name.clone(),
            delivered,
            acknowledgement,
        });
        Ok(())
    }

    /// Publishes a message that another one caused, with that one's body, if anybody subscribes to it.
    fn add_if_wanted(
        &mut self,
        step: &mut Step,
        of: MessageId,
        source: Source,
        context: Context,
        body: &Message,
    ) -> Result<Option<MessageId>, Error> {
        let addressing = Addressing::Published(source.clone());
        if self.matcher.route(&self.group, &addressing, None, &context).is_failure() {
            return Ok(None);
        }
        self.add_caused(step, of, source, context, &body.body).map(Some)
    }
}
