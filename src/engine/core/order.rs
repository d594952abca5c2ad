//! Ordered delivery: one service instance of a port at a time, one message of it on its way (page
//! *Ordered Delivery of Messages*).
//!
//! The messages that wait are instances with the same `lane`, in the order of their ids, which is that
//! of publication; whose turn it is the MessageBox says. What the others of a service instance do when
//! something happens to one of them is decided here.

use super::super::Fact;
use super::{Engine, Step};
use crate::message_box::{Cause, CauseKind, Error, Instance, InstanceQuery};
use crate::model::{InstanceId, MessageId, Name};
use crate::rules::instances::InstanceState;
use std::collections::HashSet;
use std::sync::Arc;

/// How an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Nothing waits in it.
    Empty,
    /// This service instance works on it; this message is the first one.
    Runs(InstanceId, MessageId),
    /// Likewise, and it is suspended.
    Stopped(InstanceId, MessageId),
}

impl Order {
    /// `first`: what keeps its turn, the first two. An order is suspended with all that waits in it; only
    /// what was in hand then may still be on its way.
    fn of(first: &[Instance]) -> Self {
        match (first.first(), first.iter().find(|it| it.blocks)) {
            (None, _) => Self::Empty,
            (Some(first), None) => Self::Runs(first.service, first.message),
            (Some(first), Some(_)) => Self::Stopped(first.service, first.message),
        }
    }
}

impl Engine {
    /// How an order stands, with what this step already does.
    pub(super) fn order(&self, step: &mut Step, port: &Name, lane: &Arc<str>) -> Result<Order, Error> {
        let key = (port.clone(), lane.clone());
        if let Some(known) = step.orders.get(&key) {
            return Ok(*known);
        }
        // of what this step has touched or adds, only the step knows where it is
        let in_this = |it: &Instance| it.port.as_ref() == Some(port) && it.lane.as_ref() == Some(lane);
        let mut touched = HashSet::new();
        let mut first: Vec<Instance> = Vec::new();
        for (_, now) in step.instances.iter().rev().filter(|(_, now)| in_this(now)) {
            if touched.insert(now.id) && now.keeps_its_turn() {
                first.push(now.clone());
            }
        }
        let wanted = first.len() + 2;
        let mut after = InstanceId(0);
        while first.len() < wanted {
            let page = self.store.lane(port, lane, after, 16)?;
            let Some(last) = page.last() else { break };
            after = last.id;
            first.extend(page.into_iter().filter(|it| !touched.contains(&it.id)));
        }
        first.sort_unstable_by_key(|it| it.id);
        first.truncate(2);
        let order = Order::of(&first);
        step.orders.insert(key, order);
        Ok(order)
    }

    /// A new instance takes its place in its order.
    pub(super) fn join(&self, step: &mut Step, instance: &mut Instance) -> Result<(), Error> {
        let (Some(port), Some(lane)) = (instance.port.clone(), instance.lane.clone()) else { return Ok(()) };
        if instance.state.is_suspended() {
            // held: all that is held in an order is one service instance, beside the one that runs
            instance.service = self.held_service(step, &port, &lane)?.unwrap_or(instance.id);
            return Ok(());
        }
        match self.order(step, &port, &lane)? {
            Order::Empty => {
                instance.service = instance.id;
                step.orders.insert((port, lane), Order::Runs(instance.service, instance.message));
            }
            Order::Runs(service, _) => instance.service = service,
            Order::Stopped(service, front) => {
                instance.service = service;
                instance.state = InstanceState::SuspendedResumable;
                instance.cause = Some(Cause::Behind { front });
                instance.blocks = true;
            }
        }
        Ok(())
    }

    /// The service instance that holds what was held in an order.
    fn held_service(&self, step: &Step, port: &Name, lane: &Arc<str>) -> Result<Option<InstanceId>, Error> {
        let of_this = |instance: &Instance| {
            instance.port.as_ref() == Some(port)
                && instance.lane.as_ref() == Some(lane)
                && instance.cause == Some(Cause::Held)
        };
        let in_step = step.instances.iter().map(|(_, after)| after).find(|it| of_this(it));
        if let Some(instance) = in_step {
            return Ok(Some(instance.service));
        }
        let query = InstanceQuery {
            port: Some(port.clone()),
            states: vec![InstanceState::SuspendedResumable],
            cause: Some(CauseKind::Held),
            lane: Some(lane.to_string()),
            ..InstanceQuery::default()
        };
        let first = self.store.instances_after(&query, InstanceId(0), 1)?;
        Ok(first.first().map(|(instance, _)| instance.service))
    }

    /// What is behind a message in its order is suspended with it.
    pub(super) fn stop_behind(&self, step: &mut Step, front: &Instance) -> Result<(), Error> {
        let (Some(port), Some(lane)) = (front.port.clone(), front.lane.clone()) else { return Ok(()) };
        let cause = Cause::Behind { front: front.message };
        let stop = |instance: &mut Instance, now| {
            instance.state = InstanceState::SuspendedResumable;
            instance.cause = Some(cause.clone());
            instance.blocks = true;
            instance.due = None;
            instance.changed = now;
        };
        let fact = |instance: &Instance| Fact::Suspended {
            message: instance.message,
            instance: instance.id,
            port: Some(port.clone()),
            cause: cause.clone(),
        };
        // those that this step adds or brings back
        for index in 0..step.instances.len() {
            let after = &mut step.instances[index].1;
            if after.lane.as_ref() == Some(&lane)
                && after.port.as_ref() == Some(&port)
                && after.id != front.id
                && after.state == InstanceState::ReadyToRun
            {
                stop(after, self.now);
                let fact = fact(&step.instances[index].1);
                step.facts.push(fact);
            }
        }
        for instance in self.store.lane(&port, &lane, InstanceId(0), u64::MAX)? {
            let known = step.instances.iter().any(|(_, after)| after.id == instance.id);
            if known || instance.id == front.id || instance.state != InstanceState::ReadyToRun {
                continue;
            }
            step.facts.push(fact(&instance));
            let mut after = instance.clone();
            stop(&mut after, self.now);
            step.instances.push((Some(instance), after));
        }
        step.orders.insert((port, lane), Order::Stopped(front.service, front.message));
        Ok(())
    }

    /// What belongs to the same service instance, itself included, by age; what this step has changed
    /// already is left out. What was suspended for good was left behind by its service instance, and what
    /// is held is beside the one that runs, though it may have begun with the same message.
    pub(super) fn whole_service(&self, step: &Step, instance: &Instance) -> Result<Vec<Instance>, Error> {
        let left_behind = |it: &Instance| it.state == InstanceState::SuspendedNotResumable;
        if instance.lane.is_none() || left_behind(instance) {
            return Ok(vec![instance.clone()]);
        }
        let mut held = self.store.held_by(instance.service, InstanceId(0), u64::MAX)?;
        held.retain(|it| {
            !left_behind(it)
                && it.keeps_its_turn() == instance.keeps_its_turn()
                && !step.instances.iter().any(|(_, after)| after.id == it.id)
        });
        Ok(held)
    }
}
