//! Resume, suspend and terminate.

use super::super::audit::OpenEntry;
use super::super::plan;
use super::super::{AuditAction, AuditedDeed, Fact, Refusal, Report, Response};
use super::{BATCH, Engine, Step, operation_sentence};
use crate::message_box::{Cause, CauseKind, Error, Instance, InstanceQuery};
use crate::model::{ArtifactKind, ArtifactRef, InstanceId};
use crate::routing::route;
use crate::rules::instances;
use crate::rules::instances::{InstanceState, Operation};
use crate::rules::outcome::{Path, Verdict, decide};
use crate::rules::permissions::{Task, may};
use crate::words::Sentence;
use std::collections::HashSet;

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
                    self.resume(&mut step, instance);
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

    pub(super) fn resume(&self, step: &mut Step, instance: Instance) {
        let state = instance.port.as_ref().and_then(|port| self.group.send_ports.get(port)).map(|port| port.state);
        step.facts.push(Fact::Resumed {
            message: instance.message,
            instance: instance.id,
            port: instance.port.clone(),
            state,
        });
        // to whom the port belongs by now
        let host = instance
            .port
            .as_ref()
            .and_then(|port| self.group.send_ports.get(port))
            .and_then(|port| port.handler(None))
            .cloned()
            .unwrap_or_else(|| instance.host.clone());
        let after =
            Instance { state: InstanceState::ReadyToRun, cause: None, host, changed: self.now, ..instance.clone() };
        step.instances.push((Some(instance), after));
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
            for id in batch {
                let instance = self.store.instance(*id).map_err(|error| Self::refuse_store(what.clone(), &error))?;
                match instance {
                    None => response.skipped_instances.push((*id, Sentence::new("refused-no-instance"))),
                    Some(instance) => {
                        if let Err(why) = self.operate_on(&mut step, operation, instance, &mut republished) {
                            response.skipped_instances.push((*id, why));
                        }
                    }
                }
            }
            if let Err(error) = self.commit_operated(step, republished) {
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

    pub(super) fn operate_where(&mut self, operation: Operation, query: &InstanceQuery) -> Result<Response, Refusal> {
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
        let skipped_instances = self.operate_on_all(operation, &query)?;
        Ok(Response { skipped_instances, ..Response::default() })
    }

    pub(super) fn operate_on_all(
        &mut self,
        operation: Operation,
        query: &InstanceQuery,
    ) -> Result<Vec<(InstanceId, Sentence)>, Refusal> {
        let what = operation_sentence(operation, 0);
        // only what is there now: what comes meanwhile is not part of what was asked
        let last = InstanceId(self.ids.instance);
        let mut after = InstanceId(0);
        let mut first = true;
        let mut skipped = Vec::new();
        loop {
            let mut rows = self
                .store
                .instances_after(query, after, BATCH as u64)
                .map_err(|error| Self::refuse_store(what.clone(), &error))?;
            rows.retain(|(instance, _)| instance.id <= last);
            let ids: Vec<InstanceId> = rows.iter().map(|(instance, _)| instance.id).collect();
            let Some(youngest) = ids.last() else { return Ok(skipped) };
            after = *youngest;
            let mut step = Step::default();
            let mut republished = Vec::new();
            for (instance, _) in rows {
                let id = instance.id;
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
            first = false;
        }
    }

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
        match operation {
            Operation::Resume if instance.port.is_none() => return self.republish(step, instance, republished),
            Operation::Resume => self.resume(step, instance),
            Operation::Suspend => {
                step.facts.push(Fact::Suspended {
                    message: instance.message,
                    instance: instance.id,
                    port: instance.port.clone(),
                    cause: Cause::ByHand,
                });
                let after = Instance {
                    state: InstanceState::SuspendedResumable,
                    cause: Some(Cause::ByHand),
                    due: None,
                    changed: self.now,
                    ..instance.clone()
                };
                step.instances.push((Some(instance), after));
            }
            Operation::Terminate => {
                step.facts.push(Fact::Terminated {
                    message: instance.message,
                    instance: instance.id,
                    port: instance.port.clone(),
                });
                let after =
                    Instance { state: InstanceState::Terminated, due: None, changed: self.now, ..instance.clone() };
                step.instances.push((Some(instance), after));
            }
        }
        Ok(())
    }

    /// Resuming a routing failure evaluates the subscriptions again.
    pub(super) fn republish(
        &mut self,
        step: &mut Step,
        instance: Instance,
        republished: &mut Vec<Report>,
    ) -> Result<(), Sentence> {
        let message = self.store.message(instance.message).ok().flatten();
        let Some(message) = message else { return Err(Sentence::new("refused-no-instance")) };
        let routing = route(&self.group, &message.addressing, message.bound_to.as_ref(), &message.context);
        if routing.is_failure() {
            return Err(Sentence::new("refused-still-no-subscriber").with("message", message.id.to_string()));
        }
        step.facts.push(Fact::Resumed { message: message.id, instance: instance.id, port: None, state: None });
        let after = Instance { state: InstanceState::Completed, cause: None, changed: self.now, ..instance.clone() };
        step.instances.push((Some(instance), after));
        republished.push(self.report_copies(step, message, routing, None));
        Ok(())
    }

    pub(super) fn commit_operated(&mut self, mut step: Step, republished: Vec<Report>) -> Result<(), Error> {
        step.audited = (!step.instances.is_empty()).then(Vec::new);
        let let_go: HashSet<InstanceId> = step.instances.iter().map(|(_, after)| after.id).collect();
        self.commit(step, self.now)?;
        // only now: what the store still calls Active stays in hand
        self.in_hand.retain(|(_, id), _| !let_go.contains(id));
        for report in republished {
            self.put_report(report);
        }
        Ok(())
    }
}
