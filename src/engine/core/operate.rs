//! Resume, suspend and terminate.

use super::super::audit::OpenEntry;
use super::super::plan;
use super::super::{AuditAction, AuditedDeed, Fact, Progress, Refusal, Report, Response};
use super::{BATCH, Engine, Step, operation_sentence};
use crate::message_box::{Cause, CauseKind, Error, Instance, InstanceQuery};
use crate::model::{ArtifactKind, ArtifactRef, InstanceId, MessageId};
use crate::rules::instances;
use crate::rules::instances::{InstanceState, Operation};
use crate::rules::outcome::{Path, Verdict, decide};
use crate::rules::permissions::{Task, may};
use crate::rules::send_cycle::{Failed, TransportOf};
use crate::rules::{Citation, Page};
use crate::words::Sentence;
use std::collections::{HashMap, HashSet};

impl Engine {
    /// Resumes what a port or a group that is Started now had held: whatever the table says is
    /// processed from now on. What failed in transport stays.
    pub(super) fn release_held(&mut self, item: &ArtifactRef) -> Result<(), Refusal> {
        let mut query = InstanceQuery { cause: Some(CauseKind::Held), ..InstanceQuery::default() };
        match item.kind {
            ArtifactKind::SendPortGroup => query.via = Some(item.name.clone()),
            _ => query.port = Some(item.name.clone()),
        }
        query.states = vec![InstanceState::SuspendedResumable];
        let what = Sentence::new("deed-release").with("name", &item.name);
        let mut after = InstanceId(0);
        loop {
            let rows = self
                .store
                .instances_after(&query, after, BATCH as u64)
                .map_err(|error| Self::refuse_store(what.clone(), &error))?;
            let Some((youngest, _)) = rows.last() else { return Ok(()) };
            after = youngest.id;
            let mut step = Step::default();
            for (instance, _) in rows {
                if self.would_be_processed(&instance) {
                    self.resume(&mut step, instance).map_err(|error| Self::refuse_store(what.clone(), &error))?;
                }
            }
            step.audited = (!step.facts.is_empty()).then(Vec::new);
            self.commit(step, self.now).map_err(|error| Self::refuse_store(what.clone(), &error))?;
            self.work(self.now);
        }
    }

    pub(super) fn would_be_processed(&self, instance: &Instance) -> bool {
        let Some(port) = instance.port.as_ref().and_then(|port| self.group.send_ports.get(port)) else {
            return false;
        };
        let path = match &instance.via {
            None => Path::Direct,
            Some(via) => match self.group.send_port_groups.get(via) {
                Some(spg) => Path::ViaGroup(spg.state),
                None => return false,
            },
        };
        decide(path, port.state).verdict == Verdict::Processed
    }

    /// Back into the work queue, on the transport on which it was, with all its attempts.
    pub(super) fn resume(&self, step: &mut Step, instance: Instance) -> Result<(), Error> {
        let port = instance.port.as_ref().and_then(|port| self.group.send_ports.get(port));
        step.facts.push(Fact::Resumed {
            message: instance.message,
            instance: instance.id,
            port: instance.port.clone(),
            state: port.map(|port| port.state),
        });
        // to whom the port belongs by now
        let on = if port.is_some_and(|port| port.backup.is_some()) { instance.on } else { TransportOf::Primary };
        let host = port
            .and_then(|port| on.of(port).map(|transport| &transport.handler).or_else(|| port.handler(None)))
            .cloned()
            .unwrap_or_else(|| instance.host.clone());
        let mut after = Instance {
            state: InstanceState::ReadyToRun,
            cause: None,
            host,
            on,
            tries: 0,
            due: None,
            blocks: false,
            changed: self.now,
            ..instance.clone()
        };
        if instance.lane.is_some() && !instance.blocks {
            // held beside its order: it joins what is in it by now
            self.join(step, &mut after)?;
        }
        step.instances.push((Some(instance), after));
        Ok(())
    }

    pub(super) fn operate(&mut self, operation: Operation, ids: &[InstanceId]) -> Result<Response, Refusal> {
        let what = operation_sentence(operation, ids.len());
        if !may(self.role, Task::OperateOnInstances) {
            return Err(plan::refuse_role(what, self.role, Task::OperateOnInstances));
        }
        self.entry = Some(OpenEntry::new(AuditAction::new(AuditedDeed::Operate(operation))));
        // each once: within a batch the store does not know yet what was done to it
        let mut seen = HashSet::new();
        let ids: Vec<InstanceId> = ids.iter().copied().filter(|id| seen.insert(*id)).collect();
        let mut response = Response::default();
        for (batch, start) in ids.chunks(BATCH).zip((0..).step_by(BATCH)) {
            let mut step = Step::default();
            let mut republished = Vec::new();
            let mut read = Ok(());
            for id in batch {
                let instance = match self.store.instance(*id) {
                    Ok(instance) => instance,
                    Err(error) => {
                        read = Err(error);
                        break;
                    }
                };
                if step.instances.iter().any(|(_, after)| after.id == *id) {
                    // with another one of the same service instance
                    continue;
                }
                match instance {
                    None => response.skipped_instances.push((*id, Sentence::new("refused-no-instance"))),
                    Some(instance) => {
                        if let Err(why) = self.operate_on(&mut step, operation, instance, &mut republished) {
                            response.skipped_instances.push((*id, why));
                        }
                    }
                }
            }
            if let Err(error) = read.and_then(|()| self.commit_operated(step, republished)) {
                let refusal = Self::refuse_store(what.clone(), &error);
                if start == 0 {
                    return Err(refusal);
                }
                // the batches before are done; the rest is told
                let why = Sentence::new("refused-store").with("error", error.to_string());
                response.skipped_instances.retain(|(id, _)| !ids[start..].contains(id));
                response.skipped_instances.extend(ids[start..].iter().map(|id| (*id, why.clone())));
                return Ok(response);
            }
            self.work(self.now);
        }
        if response.skipped_instances.len() == ids.len()
            && let Some((_, why)) = response.skipped_instances.first()
        {
            return Err(plan::refuse(what).because(why.clone(), Some(instances::CITATION), Vec::new()));
        }
        Ok(response)
    }

    pub(super) fn operate_where(
        &mut self,
        operation: Operation,
        query: &InstanceQuery,
        progress: &Progress,
    ) -> Result<Response, Refusal> {
        if !may(self.role, Task::OperateOnInstances) {
            let what = operation_sentence(operation, 0);
            return Err(plan::refuse_role(what, self.role, Task::OperateOnInstances));
        }
        self.entry = Some(OpenEntry::new(AuditAction::new(AuditedDeed::Operate(operation))));
        let mut query = query.clone();
        if query.states.is_empty() {
            query.states = InstanceState::ALL.to_vec();
        }
        query.states.retain(|state| instances::result(operation, *state).is_some());
        let skipped_instances = self.operate_on_all(operation, &query, progress)?;
        Ok(Response { skipped_instances, ..Response::default() })
    }

    pub(super) fn operate_on_all(
        &mut self,
        operation: Operation,
        query: &InstanceQuery,
        progress: &Progress,
    ) -> Result<Vec<(InstanceId, Sentence)>, Refusal> {
        let what = operation_sentence(operation, 0);
        let listed = self.store.instances(query, 0, 0).map_err(|error| Self::refuse_store(what.clone(), &error))?;
        progress.begin_piecemeal(listed.total);
        // only what is there now: what comes meanwhile is not part of what was asked
        let last = InstanceId(self.ids.instance);
        let mut after = InstanceId(0);
        let mut first = true;
        let mut skipped = Vec::new();
        loop {
            if progress.is_cancelled() {
                if first {
                    return Err(plan::refuse(what).because(Sentence::new("refused-cancelled"), None, Vec::new()));
                }
                skipped.push((last, Sentence::new("refused-cancelled-rest")));
                return Ok(skipped);
            }
            let mut rows = match self.store.instances_after(query, after, BATCH as u64) {
                Ok(rows) => rows,
                Err(error) if first => return Err(Self::refuse_store(what, &error)),
                Err(error) => {
                    // the batches before are done; which ones are left nobody knows but of the youngest
                    skipped.push((last, Sentence::new("refused-store").with("error", error.to_string())));
                    return Ok(skipped);
                }
            };
            let is_last = rows.len() < BATCH;
            rows.retain(|(instance, _)| instance.id <= last);
            let ids: Vec<InstanceId> = rows.iter().map(|(instance, _)| instance.id).collect();
            let Some(youngest) = ids.last() else { return Ok(skipped) };
            after = *youngest;
            let mut step = Step::default();
            let mut republished = Vec::new();
            for (instance, _) in rows {
                let id = instance.id;
                if step.instances.iter().any(|(_, after)| after.id == id) {
                    continue;
                }
                if let Err(why) = self.operate_on(&mut step, operation, instance, &mut republished) {
                    skipped.push((id, why));
                }
            }
            // nothing is sent before all are done: what fails again would match again
            if let Err(error) = self.commit_operated(step, republished) {
                if first {
                    return Err(Self::refuse_store(what, &error));
                }
                // the batches before are done; that the rest is not is told of its first batch
                let why = Sentence::new("refused-store").with("error", error.to_string());
                skipped.retain(|(id, _)| !ids.contains(id));
                skipped.extend(ids.into_iter().map(|id| (id, why.clone())));
                return Ok(skipped);
            }
            progress.advance(ids.len());
            if is_last {
                return Ok(skipped);
            }
            first = false;
        }
    }

    /// Operates on an instance; with ordered delivery on the whole service instance, with all the
    /// messages that it holds.
    pub(super) fn operate_on(
        &mut self,
        step: &mut Step,
        operation: Operation,
        instance: Instance,
        republished: &mut Vec<Report>,
    ) -> Result<(), Sentence> {
        if let Some(why) = instances::why_not(operation, instance.state) {
            return Err(Sentence::new(why)
                .with("instance", instance.id.to_string())
                .with("state", Sentence::new(instance.state.key())));
        }
        if let Some(pending) = instance.pending {
            return Err(Sentence::new("instance-no-pending")
                .with("instance", instance.id.to_string())
                .with("operation", Sentence::new(pending.key())));
        }
        // all or nothing, also when the store fails halfway
        let before = (step.instances.len(), step.facts.len(), step.writes.len());
        let take_back = |step: &mut Step| {
            step.instances.truncate(before.0);
            step.facts.truncate(before.1);
            step.writes.truncate(before.2);
            step.orders.clear();
        };
        if operation == Operation::Resume && instance.port.is_none() {
            return self.republish(step, instance, republished).inspect_err(|_| take_back(step));
        }
        let store = |error: Error| Sentence::new("refused-store").with("error", error.to_string());
        let whole = self.whole_service(step, &instance).map_err(store)?;
        let mut front: Option<MessageId> = None;
        for it in whole {
            // of a service instance what ended already, or what something else is pending for, is left alone
            if instances::result(operation, it.state).is_none() || it.pending.is_some() {
                continue;
            }
            let message = it.message;
            if let Err(error) = self.operate_on_one(step, operation, it, front) {
                take_back(step);
                return Err(store(error));
            }
            front.get_or_insert(message);
        }
        if operation == Operation::Resume && instance.blocks {
            // what has come into the order in this step, when it was still stopped, goes on with it
            let joined = step.instances.iter_mut().map(|(_, after)| after);
            for it in joined.filter(|it| it.blocks && it.service == instance.service && it.state.is_suspended()) {
                (it.state, it.cause, it.blocks) = (InstanceState::ReadyToRun, None, false);
            }
        }
        step.orders.clear();
        Ok(())
    }

    /// `front`: the first message of the same service instance, if it is not this one.
    fn operate_on_one(
        &self,
        step: &mut Step,
        operation: Operation,
        instance: Instance,
        front: Option<MessageId>,
    ) -> Result<(), Error> {
        if instance.state == InstanceState::Active && operation != Operation::Resume {
            // its host instance has it in hand: when it lets go (table of operations)
            step.facts.push(Fact::Pending {
                message: instance.message,
                instance: instance.id,
                port: instance.port.clone(),
                operation,
            });
            let after = Instance { pending: Some(operation), changed: self.now, ..instance.clone() };
            step.instances.push((Some(instance), after));
            return Ok(());
        }
        match operation {
            Operation::Resume => return self.resume(step, instance),
            Operation::Suspend => {
                let how = if instance.lane.is_some() { Failed::WithTheOthers } else { Failed::Resumable };
                let cause = front.map_or(Cause::ByHand, |front| Cause::Behind { front });
                self.suspend(step, &instance, instance.clone(), cause, how);
            }
            Operation::Terminate => return self.finish_pending(step, &instance, instance.clone(), operation),
        }
        Ok(())
    }

    /// Terminates the first message of a suspended ordered instance. Those behind it stay suspended
    /// until the instance is resumed; no other message of it can be taken out (page *Ordered Delivery
    /// of Messages*).
    pub(super) fn remove_front(&mut self, id: InstanceId) -> Result<Response, Refusal> {
        let what = Sentence::new("deed-remove-front").with("instance", id.to_string());
        if !may(self.role, Task::OperateOnInstances) {
            return Err(plan::refuse_role(what, self.role, Task::OperateOnInstances));
        }
        let store = |error: Error| Self::refuse_store(what.clone(), &error);
        let because = |key| {
            let sentence = Sentence::new(key).with("instance", id.to_string());
            plan::refuse(what.clone()).because(sentence, Some(Citation::page(Page::OrderedDelivery)), Vec::new())
        };
        let Some(instance) = self.store.instance(id).map_err(store)? else {
            return Err(because("refused-no-instance"));
        };
        let (Some(port), Some(lane), true) = (&instance.port, &instance.lane, instance.blocks) else {
            return Err(because("refused-not-in-a-suspended-order"));
        };
        let first = self.store.lane(port, lane, InstanceId(0), 1).map_err(store)?;
        if first.first().is_some_and(|first| first.id != id) {
            return Err(because("refused-not-the-front"));
        }
        self.entry = Some(OpenEntry::new(AuditAction::new(AuditedDeed::Operate(Operation::Terminate))));
        let mut step = Step::default();
        self.finish_pending(&mut step, &instance, instance.clone(), Operation::Terminate).map_err(store)?;
        // the next one is the first one now, and the others are behind it
        let mut front = None;
        for next in self.store.lane(port, lane, id, u64::MAX).map_err(store)?.into_iter().filter(|it| it.blocks) {
            let cause = match front {
                None => Cause::FrontTaken { front: instance.message },
                Some(front) => Cause::Behind { front },
            };
            front.get_or_insert(next.message);
            let after = Instance { cause: Some(cause), ..next.clone() };
            step.instances.push((Some(next), after));
        }
        self.commit_operated(step, Vec::new()).map_err(store)?;
        Ok(Response::default())
    }

    /// Resuming a routing failure evaluates the subscriptions again.
    pub(super) fn republish(
        &mut self,
        step: &mut Step,
        instance: Instance,
        republished: &mut Vec<Report>,
    ) -> Result<(), Sentence> {
        let message = self
            .store
            .message(instance.message)
            .map_err(|error| Sentence::new("refused-store").with("error", error.to_string()))?;
        let Some(message) = message else { return Err(Sentence::new("refused-no-instance")) };
        let routing = self.matcher.route(&self.group, &message.addressing, message.bound_to.as_ref(), &message.context);
        if routing.is_failure() {
            return Err(Sentence::new("refused-still-no-subscriber").with("message", message.id.to_string()));
        }
        step.facts.push(Fact::Resumed { message: message.id, instance: instance.id, port: None, state: None });
        let after = Instance { state: InstanceState::Completed, cause: None, changed: self.now, ..instance.clone() };
        step.instances.push((Some(instance), after));
        let report = self
            .report_copies(step, message, routing, None)
            .map_err(|error| Sentence::new("refused-store").with("error", error.to_string()))?;
        republished.push(report);
        Ok(())
    }

    pub(super) fn commit_operated(&mut self, mut step: Step, republished: Vec<Report>) -> Result<(), Error> {
        step.audited = (!step.instances.is_empty()).then(Vec::new);
        let after: HashMap<InstanceId, Instance> =
            step.instances.iter().map(|(_, after)| (after.id, after.clone())).collect();
        self.commit(step, self.now)?;
        // only now: what the store still calls Active stays in hand, and knows what it waits for
        self.in_hand.retain(|(_, id), it| match after.get(id) {
            None => true,
            Some(after) if after.state == InstanceState::Active => {
                it.instance = after.clone();
                true
            }
            Some(_) => false,
        });
        for report in republished {
            self.put_report(report);
        }
        Ok(())
    }
}
