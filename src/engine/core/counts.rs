//! Keeps the counters up to date with every change of an instance.

use super::super::Counts;
use crate::message_box::{Cause, CauseKind, Instance, Taken};
use crate::model::Name;
use crate::rules::instances::InstanceState;

impl Counts {
    pub(super) fn add_instance(&mut self, instance: &Instance, by: i64) {
        self.add(
            instance.port.as_ref(),
            instance.via.as_ref(),
            &instance.host,
            instance.state,
            instance.cause.as_ref().map(Cause::kind),
            instance.lane.is_some(),
            by,
        );
        if instance.state.is_suspended() {
            self.add_address(&instance.address, by);
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
        for (instance, _) in taken {
            self.add_instance(&Instance { state: InstanceState::ReadyToRun, ..instance.clone() }, -1);
            self.add_instance(instance, 1);
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
