//! One transaction in the store, then in memory.

use super::super::plan;
use super::super::{Event, Line, Outcome, Refusal, Report, Snapshot, Waiting};
use super::{Engine, Step};
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
        let events: Vec<Event> =
            facts.into_iter().map(|fact| Event { time: now, role: self.role, fact, audit }).collect();
        for (_, instance) in &instances {
            writes.push(Write::Instance(instance.clone()));
        }
        // a message stands before its instances, an arrival refers to both
        writes.sort_by_key(|write| match write {
            Write::Message(_) => 0,
            Write::Instance(_) => 1,
            _ => 2,
        });
        for event in &events {
            let json = serde_json::to_string(event).map_err(|error| Error::Store(error.to_string()))?;
            writes.push(Write::Event { time: now, json, about: event.fact.messages() });
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
        for (before, after) in &instances {
            self.due_changed |= after.due.is_some() || before.as_ref().is_some_and(|before| before.due.is_some());
            if let Some(before) = before {
                self.counts.add_instance(before, -1);
            }
            self.counts.add_instance(after, 1);
        }
        for port in arrivals {
            self.counts.arrived(&port, 1);
        }
        for report in reports {
            self.put_report(report);
        }
        for (before, after) in instances {
            if before.is_some() {
                self.update_report(&after);
            }
        }
        for event in events {
            self.events.push_back(Arc::new(event));
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
        let mut report = self.reports[index].as_ref().clone();
        let line = report.lines.iter_mut().find(|line| line.instance == Some(instance.id));
        match (line, Line::of(instance)) {
            (Some(line), Some(new)) => {
                let was_suspended = line.outcome == Outcome::Suspended;
                let resumed = line.resumed
                    || was_suspended
                        && instance.state == InstanceState::ReadyToRun
                        && !self.would_be_processed(instance);
                *line = Line { resumed, delivery: line.delivery.clone(), ..new };
                let state = instance.state;
                let line = line.clone();
                let line = self.with_waiting(line, state);
                if let Some(place) = report.lines.iter_mut().find(|it| it.instance == line.instance) {
                    *place = line;
                }
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
        self.reports[index] = Arc::new(report);
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
