//! Keeps the counters up to date with every change of an instance.

use super::super::Counts;
use crate::message_box::{Cause, CauseKind, Instance, Taken};
use crate::model::Name;
use crate::rules::instances::InstanceState;
use std::collections::HashMap;

/// By what instances are counted.
type Kind<'a> = (Option<&'a Name>, Option<&'a Name>, &'a Name, InstanceState, Option<CauseKind>, bool);

fn kind(instance: &Instance) -> Kind<'_> {
    (
        instance.port.as_ref(),
        instance.via.as_ref(),
        &instance.host,
        instance.state,
        instance.cause.as_ref().map(Cause::kind),
        instance.lane.is_some(),
    )
}

impl Counts {
    /// Instances are what they were before no more, and something else instead. What is alike is counted
    /// together: the maps share their structure with earlier snapshots, and each change of them costs.
    pub(super) fn change<'a>(
        &mut self,
        before: impl Iterator<Item = &'a Instance>,
        after: impl Iterator<Item = &'a Instance>,
    ) {
        let (mut kinds, mut addresses) = (HashMap::<Kind<'a>, i64>::new(), HashMap::<&str, i64>::new());
        for (instance, by) in before.map(|it| (it, -1)).chain(after.map(|it| (it, 1))) {
            *kinds.entry(kind(instance)).or_default() += by;
            if instance.state.is_suspended() {
                *addresses.entry(&instance.address).or_default() += by;
            }
        }
        // what becomes less last: counts do not go below nothing in between
        let mut kinds: Vec<(Kind<'a>, i64)> = kinds.into_iter().filter(|(_, by)| *by != 0).collect();
        kinds.sort_by_key(|(_, by)| -by);
        for ((port, via, host, state, cause, in_order), by) in kinds {
            self.add(port, via, host, state, cause, in_order, by);
        }
        for (address, by) in addresses {
            self.add_address(address, by);
        }
    }

    /// Suspended instances that go to an address.
    pub(super) fn add_address(&mut self, address: &str, by: i64) {
        if address.is_empty() {
            return;
        }
        let count = self.by_address.get(address).copied().unwrap_or(0).saturating_add_signed(by);
        if count == 0 {
            // what is not there takes no room
            self.by_address.remove_mut(address);
        } else {
            self.by_address.insert_mut(address.into(), count);
        }
    }

    /// These of a work queue are in hand now.
    pub(super) fn taken(&mut self, taken: &[Taken]) {
        let mut kinds = HashMap::<Kind<'_>, i64>::new();
        for (instance, _) in taken {
            *kinds.entry(kind(instance)).or_default() += 1;
        }
        for ((port, via, host, state, cause, in_order), by) in kinds {
            self.add(port, via, host, state, cause, in_order, by);
            self.add(port, via, host, InstanceState::ReadyToRun, cause, in_order, -by);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the columns by which is counted")]
    pub(super) fn add(
        &mut self,
        port: Option<&Name>,
        via: Option<&Name>,
        host: &Name,
        state: InstanceState,
        cause: Option<CauseKind>,
        in_order: bool,
        by: i64,
    ) {
        let change = |count: &mut u64| *count = count.saturating_add_signed(by);
        change(&mut self.by_state[state as usize]);
        let suspended = state.is_suspended();
        let held = suspended && cause == Some(CauseKind::Held);
        let in_progress = state.is_in_progress();
        if !suspended && !in_progress {
            return;
        }
        if suspended {
            change(&mut self.suspended);
            if let Some(cause) = cause {
                change(&mut self.by_cause[cause as usize]);
            }
            if port.is_none() {
                change(&mut self.routing_failures);
            }
        } else {
            change(&mut self.in_progress);
        }
        let mut of_host = self.host(host);
        change(if suspended { &mut of_host.suspended_queue } else { &mut of_host.work_queue });
        if state == InstanceState::ReadyToRun {
            change(if in_order { &mut of_host.ready_in_order } else { &mut of_host.ready });
        }
        self.by_host.insert_mut(host.clone(), of_host);
        if let Some(port) = port {
            let mut of_port = self.port(port);
            change(if suspended { &mut of_port.suspended } else { &mut of_port.in_progress });
            if held {
                change(&mut of_port.held);
            }
            self.by_port.insert_mut(port.clone(), of_port);
        }
        if let (true, Some(via)) = (held, via) {
            let mut held = self.held_via.get(via).copied().unwrap_or(0);
            change(&mut held);
            self.held_via.insert_mut(via.clone(), held);
        }
    }

    pub(super) fn arrived(&mut self, port: &Name, count: u64) {
        let mut counts = self.port(port);
        counts.arrived += count;
        self.by_port.insert_mut(port.clone(), counts);
    }
}
