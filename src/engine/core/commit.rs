//! One transaction in the store, then in memory.

use super::super::{ClockMode, Event, Line, Outcome, Refusal, Report, Snapshot, Waiting};
use super::super::{plan, record};
use super::{Engine, Step, clock::stored_clock};
use crate::message_box::{AuditId, Error, Exercised, Instance, Write};
use crate::model::{Artifact, ArtifactKind, ArtifactRef, Destination, Name, PortState};
use crate::rules::instances::InstanceState;
use crate::words::Sentence;
use jiff::Timestamp;
use std::sync::Arc;

impl Engine {
    /// Makes a step: in the store as one transaction, then in memory.
    pub(super) fn commit(&mut self, step: Step, now: Timestamp) -> Result<(), Error> {
        let Step { mut writes, facts, instances, reports, arrivals, left, group, moved, audited, undone, .. } = step;
        // kept only once the store has it
        let mut entry = None;
        if let (Some(edits), Some(open)) = (audited, &self.entry) {
            let mut open = open.clone();
            let id = open.id.unwrap_or(AuditId(self.ids.audit + 1));
            open.id = Some(id);
            open.count(&facts);
            let changes = open.add(&edits);
            let written = open.entry(id, now, self.role).map_err(|error| Error::Store(error.to_string()))?;
            writes.push(Write::Audit { entry: written, changes });
            writes.extend(undone.iter().map(|(of, undo)| Write::AuditUndone { id: *of, by: undo.then_some(id) }));
            entry = Some(open);
        }
        let audit = entry.as_ref().and_then(|entry| entry.id);
        let rows = record::write(now, self.role, audit, &facts).map_err(|error| Error::Store(error.to_string()))?;
        let mut before = Vec::with_capacity(instances.len());
        writes.reserve(instances.len());
        for (was, is) in instances {
            before.push(was);
            writes.push(Write::Instance(is));
        }
        // a message stands before its instances, an arrival refers to both
        writes.sort_by_key(|write| match write {
            Write::Message(_) => 0,
            Write::Instance(_) => 1,
            _ => 2,
        });
        writes.extend(rows);
        if let (true, false, ClockMode::Virtual { speed: 1.. }) = (facts.is_empty(), writes.is_empty(), self.clock.mode)
        {
            // no event tells when this was, such as the end of a retry interval while no host instance runs
            writes.push(stored_clock(self.clock.mode, now)?);
        }
        if !writes.is_empty() {
            self.store.apply(&writes)?;
            self.rests_until = None;
            self.changed();
        }
        self.count_outgoing(&writes, &left);
        if let Some(entry) = entry {
            self.ids.audit = self.ids.audit.max(entry.id.map_or(0, |id| id.0));
            self.entry = Some(entry);
        }
        if let Some(group) = group {
            self.group = group;
            if moved {
                self.contents = Arc::default();
            }
            self.changed();
        }
        for write in &writes {
            if let Write::Exercised { cell, count, message, time } = write {
                let known = &mut self.exercised[cell.index()];
                let first = Exercised { cell: *cell, count: 0, first: *message, time: *time };
                known.get_or_insert(first).count += count;
            }
        }
        // in the order in which the step has them: sorting keeps what is alike as it was
        let after = writes.iter().filter_map(|write| match write {
            Write::Instance(instance) => Some(instance),
            _ => None,
        });
        let changed: Vec<(&Option<Instance>, &Instance)> = before.iter().zip(after).collect();
        for (before, after) in &changed {
            self.due_changed |= after.due.is_some() || before.as_ref().is_some_and(|before| before.due.is_some());
        }
        self.counts
            .change(changed.iter().filter_map(|(before, _)| before.as_ref()), changed.iter().map(|(_, after)| *after));
        for port in arrivals {
            self.counts.arrived(&port, 1);
        }
        for report in reports {
            self.put_report(report);
        }
        for (before, after) in changed {
            if before.is_some() {
                self.update_report(after);
            }
        }
        for fact in facts {
            self.events.push_back(Arc::new(Event { time: now, role: self.role, fact, audit }));
            if self.events.len() > Snapshot::EVENTS {
                self.events.pop_front();
                self.events_before += 1;
            }
        }
        Ok(())
    }

    pub(super) fn put_report(&mut self, report: Report) {
        if let Some(index) = self.reports.iter().rposition(|it| it.message.id == report.message.id) {
            self.reports[index] = Arc::new(report);
        } else {
            self.reports.push_back(Arc::new(report));
            if self.reports.len() > Snapshot::REPORTS {
                self.reports.pop_front();
            }
        }
        self.changed();
    }

    pub(super) fn update_report(&mut self, instance: &Instance) {
        let Some(index) = self.reports.iter().rposition(|it| it.message.id == instance.message) else { return };
        let would_be_processed = self.would_be_processed(instance);
        let new = Line::of(instance).map(|line| self.with_waiting(line, instance.state));
        // a copy only if somebody looks at it
        let report = Arc::make_mut(&mut self.reports[index]);
        let line = report.lines.iter_mut().find(|line| line.instance == Some(instance.id));
        match (line, new) {
            (Some(line), Some(new)) => {
                let was_suspended = line.outcome == Outcome::Suspended;
                let resumed =
                    line.resumed || was_suspended && instance.state == InstanceState::ReadyToRun && !would_be_processed;
                let delivery = line.delivery.clone();
                *line = Line { delivery, resumed, ..new };
            }
            (None, _) if report.failure.is_some_and(|(id, _)| id == Some(instance.id)) => {
                report.failure = match instance.state {
                    InstanceState::Terminated => Some((Some(instance.id), Outcome::Terminated)),
                    InstanceState::Completed => None,
                    _ => Some((Some(instance.id), Outcome::RoutingFailure)),
                };
            }
            _ => return,
        }
        self.changed();
    }

    /// After a host was started or stopped: what waits, waits for something else.
    pub(super) fn update_waiting(&mut self) {
        for index in 0..self.reports.len() {
            let waits = |line: &Line| matches!(line.waiting, Some(Waiting::NoHostInstance | Waiting::InTheQueue));
            if !self.reports[index].lines.iter().any(waits) {
                continue;
            }
            let mut report = self.reports[index].as_ref().clone();
            for line in &mut report.lines {
                if waits(line) {
                    *line = self.with_waiting(line.clone(), InstanceState::ReadyToRun);
                }
            }
            self.reports[index] = Arc::new(report);
            self.changed();
        }
    }

    pub(super) fn refuse_store(what: Sentence, error: &Error) -> Refusal {
        log::error!("{error}");
        plan::refuse(what).because(Sentence::new("refused-store").with("error", error.to_string()), None, Vec::new())
    }

    /// The destination of a port.
    #[must_use]
    pub fn destination(&self, port: &Name) -> Destination {
        plan::destination_of(&self.group, port)
    }

    /// How many messages a start of these ports and groups would release, if it is asked to.
    #[must_use]
    pub fn held_by(snapshot: &Snapshot, items: &[ArtifactRef]) -> u64 {
        items
            .iter()
            .filter(|item| match snapshot.group.get(item) {
                Some(Artifact::SendPort(port)) => port.state == PortState::Stopped,
                Some(Artifact::SendPortGroup(spg)) => spg.state == PortState::Stopped,
                _ => false,
            })
            .map(|item| match item.kind {
                ArtifactKind::SendPortGroup => snapshot.counts.held_via.get(&item.name).copied().unwrap_or(0),
                _ => snapshot.counts.port(&item.name).held,
            })
            .sum()
    }
}
