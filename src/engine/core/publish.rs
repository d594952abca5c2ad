//! From a draft to a message and its copies.

use super::super::audit::OpenEntry;
use super::super::plan;
use super::super::publish::{default_host, destined, host_of, is_running, prepare};
use super::super::{AuditAction, AuditedDeed, Delayed, Fact, Line, Outcome, Refusal, Report, Response, Waiting};
use super::order::Order;
use super::{Engine, MAX_COUNT, Step};
use crate::message_box::{Cause, Error, Instance, Write};
use crate::model::{Addressing, Context, Draft, InstanceId, Message, MessageId, Name, Source};
use crate::routing::{Routing, deciding};
use crate::rules::instances::InstanceState;
use crate::rules::outcome::{Cell, Verdict};
use crate::rules::permissions::{Task, may};
use crate::rules::send_cycle::{TransportOf, order_of};
use crate::words::Sentence;
use std::sync::Arc;

/// What became of the copies of a message; of one that nobody got, its instance.
type Copies = (Vec<Line>, Option<(Option<InstanceId>, Outcome)>);

impl Engine {
    pub(super) fn publish(&mut self, draft: &Draft, count: u32) -> Result<Response, Refusal> {
        let what = Sentence::new("refused-publish");
        if !(1..=MAX_COUNT).contains(&count) {
            return Err(plan::refuse(what).because(
                Sentence::new("problem-range").with("value", count).with("low", 1u32).with("high", MAX_COUNT),
                None,
                Vec::new(),
            ));
        }
        let prepared = prepare(&self.group, self.role, draft)?;
        let publication = Delayed {
            addressing: draft.addressing.clone(),
            bound_to: prepared.bound_to,
            context: prepared.context,
            body: draft.body.as_str().into(),
            count,
            hosts: Vec::new(),
            since: self.now,
            until: self.now,
        };
        let mut messages = Vec::new();
        if let Err(error) = self.publish_all(publication, &mut messages) {
            let refusal = error.refusal(what);
            if messages.is_empty() {
                return Err(refusal);
            }
            // the batches before are published; the response tells which
            log::error!("{} of {count} messages are published", messages.len());
        }
        Ok(Response { messages, ..Response::default() })
    }

    /// Adds a message and the instances of its copies to a step. `cut` suspends all copies, with
    /// this cause.
    pub(super) fn add_message(
        &mut self,
        step: &mut Step,
        addressing: Addressing,
        bound_to: Option<crate::model::Target>,
        context: Context,
        body: &str,
        cut: Option<&Cause>,
    ) -> Result<MessageId, Error> {
        self.ids.message += 1;
        let message = Arc::new(Message {
            id: MessageId(self.ids.message),
            published: self.now,
            addressing,
            bound_to,
            context,
            body: body.into(),
        });
        step.writes.push(Write::Message(message.clone()));
        step.facts.push(Fact::Published {
            message: message.id,
            addressing: message.addressing.clone(),
            message_type: message.message_type().map(str::to_owned),
        });
        let routing = self.matcher.route(&self.group, &message.addressing, message.bound_to.as_ref(), &message.context);
        let id = message.id;
        let report = self.report_copies(step, message, routing, cut)?;
        step.reports.push(report);
        Ok(id)
    }

    /// Adds the copies, and tells what becomes of them.
    pub(super) fn report_copies(
        &mut self,
        step: &mut Step,
        message: Arc<Message>,
        routing: Routing,
        cut: Option<&Cause>,
    ) -> Result<Report, Error> {
        let (lines, failure) = self.add_copies(step, &message, &routing, cut)?;
        Ok(Report { message, lines, failure, dry_run: false, group: self.group.clone(), as_it_was: true, routing })
    }

    /// An instance for each copy, or one for the routing failure.
    fn add_copies(
        &mut self,
        step: &mut Step,
        message: &Arc<Message>,
        routing: &Routing,
        cut: Option<&Cause>,
    ) -> Result<Copies, Error> {
        let now = self.now;
        if cut.is_none() {
            self.exercise(step, message, routing);
        }
        let blank = |id: i64, host: Name| Instance::blank(InstanceId(id), message.id, host, now);
        if routing.is_failure() {
            self.ids.instance += 1;
            let instance = Instance {
                state: InstanceState::SuspendedResumable,
                cause: Some(Cause::RoutingFailure),
                ..blank(self.ids.instance, default_host(&self.group))
            };
            step.facts.push(Fact::RoutingFailure { message: message.id, instance: instance.id });
            let failure = (Some(instance.id), Outcome::RoutingFailure);
            step.instances.push((None, instance));
            return Ok((Vec::new(), Some(failure)));
        }
        let mut lines = Vec::new();
        for delivery in &routing.deliveries {
            let Some(port) = self.group.send_ports.get(&delivery.port) else { continue };
            self.ids.instance += 1;
            let host = host_of(&self.group, port, &message.context);
            let (state, cause) = match (cut, delivery.ruling.verdict) {
                (Some(cause), _) => (InstanceState::SuspendedResumable, Some(cause.clone())),
                (None, Verdict::Processed) => (InstanceState::ReadyToRun, None),
                (None, _) => (InstanceState::SuspendedResumable, Some(Cause::Held)),
            };
            let destined = destined(&self.group, port, &message.context, TransportOf::Primary).ok();
            let lane = destined.as_ref().and_then(|to| order_of(port, &to.adapter, &to.address)).map(Arc::from);
            let mut instance = Instance {
                lane,
                port: Some(port.name.clone()),
                via: delivery.via.clone(),
                matched: Some(delivery.matched.clone()),
                ruling: Some(delivery.ruling),
                state,
                cause,
                adapter: destined.as_ref().map(|it| it.adapter.clone()).unwrap_or_default(),
                address: destined.map(|it| it.address).unwrap_or_default(),
                priority: port.priority,
                ..blank(self.ids.instance, host.clone())
            };
            self.join(step, &mut instance)?;
            step.facts.push(Fact::Routed {
                message: message.id,
                instance: instance.id,
                port: port.name.clone(),
                via: delivery.via.clone(),
                host,
                ruling: delivery.ruling,
            });
            if let Some(cause @ (Cause::Loop | Cause::Behind { .. })) = &instance.cause {
                step.facts.push(Fact::Suspended {
                    message: message.id,
                    instance: instance.id,
                    port: instance.port.clone(),
                    cause: cause.clone(),
                });
            }
            let state = instance.state;
            let mut line = Line::of(&instance).map(|line| self.with_waiting(line, state));
            if let (Some(line), Some(port), Some(lane)) = (&mut line, &instance.port, &instance.lane)
                && line.waiting == Some(Waiting::InTheQueue)
                && let Order::Runs(_, front) = self.order(step, port, lane)?
                && front != message.id
            {
                line.waiting = Some(Waiting::Behind(front));
            }
            lines.extend(line);
            step.instances.push((None, instance));
        }
        Ok((lines, None))
    }

    /// Notes which cells of the table of state combinations decided about a message.
    fn exercise(&self, step: &mut Step, message: &Arc<Message>, routing: &Routing) {
        let alike = |other: &Message| {
            (&other.addressing, &other.bound_to, &other.context)
                == (&message.addressing, &message.bound_to, &message.context)
        };
        let without = match step.without_a_copy.take() {
            Some((other, cells)) if alike(&other) => cells,
            _ => self.matcher.without_a_copy(
                &self.group,
                &message.addressing,
                message.bound_to.as_ref(),
                &message.context,
            ),
        };
        let mut counts = [0u64; Cell::COUNT];
        for cell in deciding(routing).chain(without.iter().copied()) {
            counts[cell.index()] += 1;
        }
        for (cell, count) in Cell::all().zip(counts).filter(|(_, count)| *count > 0) {
            step.writes.push(Write::Exercised { cell, count, message: message.id, time: self.now });
        }
        step.without_a_copy = Some((message.clone(), without));
    }

    /// What a copy waits for that is in the work queue and waits for no time.
    pub(super) fn with_waiting(&self, mut line: Line, state: InstanceState) -> Line {
        line.waiting = match state {
            InstanceState::ReadyToRun | InstanceState::Dehydrated if line.waiting.is_none() => {
                let running = is_running(self.group.hosts.get(&line.host));
                Some(if running { Waiting::InTheQueue } else { Waiting::NoHostInstance })
            }
            _ => line.waiting,
        };
        line
    }

    pub(super) fn resubmit(&mut self, id: InstanceId, draft: &Draft) -> Result<Response, Refusal> {
        let what = Sentence::new("deed-resubmit").with("instance", id.to_string());
        if !may(self.role, Task::OperateOnInstances) {
            return Err(plan::refuse_role(what, self.role, Task::OperateOnInstances));
        }
        let instance = self.store.instance(id).map_err(|error| Self::refuse_store(what.clone(), &error))?;
        let Some(instance) = instance.filter(|instance| instance.state.is_suspended()) else {
            return Err(plan::refuse(what).because(Sentence::new("refused-not-suspended"), None, Vec::new()));
        };
        let prepared = prepare(&self.group, self.role, draft)?;
        let mut step = Step::default();
        let addressing = match &draft.addressing {
            Addressing::Published(Source::Properties) => Addressing::Published(Source::Resubmitted(instance.message)),
            addressing => addressing.clone(),
        };
        let message = self
            .add_message(&mut step, addressing, prepared.bound_to, prepared.context, &draft.body, None)
            .map_err(|error| Self::refuse_store(what.clone(), &error))?;
        step.facts.push(Fact::Resubmitted { from: instance.message, to: message });
        step.facts.push(Fact::Terminated { message: instance.message, instance: id, port: instance.port.clone() });
        let instance_message = instance.message;
        let after = Instance { state: InstanceState::Terminated, changed: self.now, ..instance.clone() };
        step.instances.push((Some(instance), after));
        let deed = AuditedDeed::Resubmit { instance: id, from: instance_message, to: message };
        self.entry = Some(OpenEntry::new(AuditAction::new(deed)));
        step.audited = Some(Vec::new());
        self.commit(step, self.now).map_err(|error| Self::refuse_store(what, &error))?;
        Ok(Response { messages: vec![message], ..Response::default() })
    }
}
