//! Host instances take from their work queues.

use super::super::Fact;
use super::{AFTER_A_STORE_ERROR, BATCH, Engine, IN_PROCESS, InHand, LEASE, Step};
use crate::message_box::{Error, Instance, Taken};
use crate::model::{Host, InstanceId, Name};
use crate::rules::instances::InstanceState;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;

impl Engine {
    /// Host instances that run take what is in their work queues and send it, and what they have
    /// in hand is looked at again when it is due.
    pub(super) fn work(&mut self, now: Timestamp) {
        self.again = None;
        if self.damage.is_some() {
            return;
        }
        self.collect_ended(now);
        if let Some(until) = self.rests_until {
            if now < until {
                self.again = Some(until);
                return;
            }
            self.rests_until = None;
        }
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
                    self.rest(&error, now);
                    false
                }
            };
            if !again {
                self.look_for_due();
                return;
            }
        }
        // the rest after whoever else wants something
        self.again = Some(now);
    }

    /// When the store has something that is due, if that may have changed.
    fn look_for_due(&mut self) {
        if !std::mem::take(&mut self.due_changed) {
            return;
        }
        match self.store.next_due() {
            Ok(due) => self.store_due = due,
            Err(error) => {
                self.due_changed = true;
                self.rest(&error, self.now);
            }
        }
    }

    /// The MessageBox failed: nothing is tried for a while, or until it takes a change again.
    fn rest(&mut self, error: &Error, now: Timestamp) {
        self.note_store_error(error);
        self.rests_until = Some(now.saturating_add(AFTER_A_STORE_ERROR).unwrap_or(Timestamp::MAX));
        self.again = self.rests_until;
    }

    fn note_store_error(&mut self, error: &Error) {
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
            if entry.key().0 > now || due.len() == BATCH {
                break;
            }
            due.push(entry.remove());
        }
        if !due.is_empty() {
            any = true;
            self.send(due, now)?;
        }
        if self.store_due.is_some_and(|due| due <= now) {
            any |= self.wake(now)?;
        }
        any |= self.release_delayed()?;
        let hosts: Vec<Arc<Host>> = self
            .group
            .hosts
            .values()
            .filter(|host| {
                let counts = self.counts.host(&host.name);
                counts.ready + counts.ready_in_order > 0 && host.is_running()
            })
            .cloned()
            .collect();
        for host in hosts {
            let taken = self.take(&host, now)?;
            if taken.is_empty() {
                continue;
            }
            any = true;
            self.changed();
            let taken = taken
                .into_iter()
                .map(|(instance, message)| InHand {
                    instance,
                    message,
                    started: now,
                    begun: false,
                    looked_at: false,
                    sent: None,
                })
                .collect();
            self.send(taken, now)?;
        }
        any |= self.forward(now)?;
        Ok(any)
    }

    /// What a host's instances take, each its share: no message has any affinity to one of them
    /// (page *Scaled-Out Sending Hosts*), but an order is kept by one at a time.
    fn take(&mut self, host: &Host, now: Timestamp) -> Result<Vec<Taken>, Error> {
        let mut servers: Vec<Name> = host.working().cloned().collect();
        if servers.is_empty() {
            return Ok(Vec::new());
        }
        self.turn = self.turn.wrapping_add(1);
        let first = self.turn % servers.len();
        servers.rotate_left(first);
        let mut room: HashMap<Name, usize> = servers.iter().map(|server| (server.clone(), IN_PROCESS)).collect();
        for it in self.in_hand.values().filter(|it| it.instance.host == host.name) {
            if let Some(room) = it.instance.server.as_ref().and_then(|server| room.get_mut(server)) {
                *room = room.saturating_sub(1);
            }
        }
        let counts = self.counts.host(&host.name);
        let mut taken = Vec::new();
        if counts.ready_in_order > 0 {
            for (server, ids) in self.whose_turn(host, &servers)? {
                let of_order = match self.store.take_these(&ids, &server, now) {
                    Ok(of_order) => of_order,
                    // as below
                    Err(_) if !taken.is_empty() => break,
                    Err(error) => return Err(error),
                };
                self.counts.taken(&of_order);
                if let Some(room) = room.get_mut(&server) {
                    *room = room.saturating_sub(of_order.len());
                }
                taken.extend(of_order);
            }
        }
        if counts.ready > 0 {
            let share = usize::try_from(counts.ready).unwrap_or(usize::MAX).div_ceil(servers.len()).min(BATCH);
            for server in &servers {
                let limit = share.min(room[server]);
                if limit == 0 {
                    continue;
                }
                let of_server = match self.store.take(&host.name, server, limit, now) {
                    Ok(of_server) => of_server,
                    // likewise
                    Err(_) if !taken.is_empty() => break,
                    Err(error) => return Err(error),
                };
                self.counts.taken(&of_server);
                taken.extend(of_server);
            }
        }
        taken.sort_by_key(|(instance, _)| (instance.priority, instance.id));
        Ok(taken)
    }

    /// Of each order the one whose turn it is, by the server that keeps the order.
    fn whose_turn(&mut self, host: &Host, servers: &[Name]) -> Result<Vec<(Name, Vec<InstanceId>)>, Error> {
        let mut by_server: Vec<(Name, Vec<InstanceId>)> =
            servers.iter().map(|server| (server.clone(), Vec::new())).collect();
        for front in self.store.fronts(&host.name, BATCH)? {
            let (Some(port), Some(lane)) = (front.port.clone(), front.lane.clone()) else { continue };
            let order = (port, lane);
            // another one only when the one that kept it does not run any more
            let kept = self.keepers.get(&order).and_then(|server| servers.iter().position(|it| it == server));
            let keeper = kept.or_else(|| {
                let load = |index: &usize| self.keepers.values().filter(|server| **server == servers[*index]).count();
                (0..servers.len()).min_by_key(load)
            });
            if let Some(keeper) = keeper {
                self.keepers.insert(order, servers[keeper].clone());
                by_server[keeper].1.push(front.id);
            }
        }
        by_server.retain(|(_, ids)| !ids.is_empty());
        Ok(by_server)
    }

    /// What waited for a time that has come is ready to run.
    fn wake(&mut self, now: Timestamp) -> Result<bool, Error> {
        let due = self.store.due(now, BATCH as u64)?;
        self.due_changed = true;
        let mut step = Step::default();
        for (instance, _) in due {
            if instance.due.is_some_and(|due| self.in_hand.contains_key(&(due, instance.id))) {
                // somebody has it in hand and looks at it
                continue;
            }
            self.wake_one(&mut step, instance, now)?;
        }
        let any = !step.instances.is_empty();
        self.commit(step, now)?;
        // what is left is in hand, or comes with the next look
        self.store_due = if any { Some(now) } else { None };
        Ok(any)
    }

    fn wake_one(&mut self, step: &mut Step, instance: Instance, now: Timestamp) -> Result<(), Error> {
        let (message, id) = (instance.message, instance.id);
        match instance.state {
            InstanceState::Scheduled => {
                if let Some(port) = instance.port.clone() {
                    step.facts.push(Fact::WindowOpened { message, instance: id, port });
                }
            }
            InstanceState::Active => {
                let (port, server) = (instance.port.clone(), instance.server.clone());
                step.facts.push(Fact::TakenBack { message, instance: id, port, server });
                if let Some(operation) = instance.pending {
                    return self.finish_pending(step, &instance, instance.clone(), operation);
                }
            }
            _ => {}
        }
        let after = Instance { state: InstanceState::ReadyToRun, due: None, changed: now, ..instance.clone() };
        step.instances.push((Some(instance), after));
        Ok(())
    }

    /// Until when nobody else takes what a host instance had in hand that dies now.
    pub(super) fn lease_end(&self) -> Timestamp {
        self.now.saturating_add(LEASE).unwrap_or(Timestamp::MAX)
    }
}
