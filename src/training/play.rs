//! Plays a scenario without a window, on a MessageBox of its own, and holds what happens against
//! what the scenario promises.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Arrived, Delivered, Promise, Scenario, Step, StepKind};
use crate::{
    document::Document,
    engine::{Answer, Engine, Event, Line, Outcome, Query, Refusal, Report},
    message_box::{Error, InstanceQuery, SqliteMessageBox},
    model::{InstanceId, MessageId, Name},
    rules::instances::InstanceState,
    transport::Simulated,
    words::{Argument, Sentence},
};

/// A scenario on its way.
pub struct Play<'a> {
    scenario: &'a Scenario,
    engine: Engine,
    /// The machine's time, which stands.
    now: Timestamp,
    /// The messages that were injected so far, and how each stood after the last step.
    injected: Vec<(MessageId, Option<Arc<Report>>)>,
    next: usize,
}

/// A step that was taken, or tried.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its place in [`Scenario::steps`].
    pub index: usize,
    pub came: Came,
    /// What happened.
    pub events: Vec<Event>,
    /// Of the messages that it injected and of those that stand otherwise than before.
    pub reports: Vec<Arc<Report>>,
    /// The promises that do not hold.
    pub broken: Vec<Broken>,
}

/// What came of a step.
#[derive(Clone, Debug)]
pub enum Came {
    Done,
    /// As was promised, or against the promise.
    Refused {
        refusal: Refusal,
        promised: bool,
    },
    /// It cannot be asked for: what it acts on is not there.
    NotThere(Sentence),
}

impl Came {
    /// The scenario goes on as it was meant.
    #[must_use]
    pub fn as_meant(&self) -> bool {
        matches!(self, Self::Done | Self::Refused { promised: true, .. })
    }
}

/// A promise that does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// The field of the step that promises.
    pub field: String,
    pub sentence: Sentence,
}

impl<'a> Play<'a> {
    /// Begins. `now` is the machine's time, at which it stands during the whole play.
    ///
    /// # Errors
    /// When there is no memory for the MessageBox, or no such time as that at which it begins.
    pub fn new(scenario: &'a Scenario, now: Timestamp) -> Result<Self, Error> {
        let engine = engine(&scenario.document, scenario.begins, now)?;
        Ok(Self { scenario, engine, now, injected: Vec::new(), next: 0 })
    }

    /// The engine as it stands now.
    pub fn engine(&mut self) -> &mut Engine {
        &mut self.engine
    }

    /// The messages that were injected so far, in their order, and how each stood after the last step.
    pub(super) fn injected(&self) -> &[(MessageId, Option<Arc<Report>>)] {
        &self.injected
    }

    /// Takes the next step, unless it was the last.
    pub fn step(&mut self) -> Option<Taken> {
        let index = self.next;
        let step = self.scenario.steps.get(index)?;
        self.next += 1;
        Some(self.take(index, step))
    }

    /// Takes a step, whichever it is; `index` is what it is called afterwards.
    pub fn take(&mut self, index: usize, step: &Step) -> Taken {
        let mut taken = Taken { index, came: Came::Done, events: Vec::new(), reports: Vec::new(), broken: Vec::new() };
        let (mut suspended, mut nothing) = (None, None);
        let request = step.kind.request(self.engine.group(), |port| {
            suspended = oldest_suspended(&self.engine, port);
            if suspended.is_none() {
                nothing = Some(Sentence::new("broken-nothing-suspended").with("port", port));
            }
            suspended.map(|(instance, _)| instance)
        });
        let Some(request) = request else {
            let problem = nothing.unwrap_or_else(|| Sentence::new("broken-not-there"));
            taken.came = Came::NotThere(problem.clone());
            taken.broken.push(broken("do", problem));
            return taken;
        };
        let promised_refusal = match &step.kind {
            StepKind::Act { refused, .. } | StepKind::Operate { refused, .. } => *refused,
            _ => false,
        };
        let messages = match self.engine.execute(&request, self.now) {
            Err(refusal) => {
                if !promised_refusal {
                    taken.broken.push(broken("do", refused(&refusal)));
                }
                taken.came = Came::Refused { refusal, promised: promised_refusal };
                Vec::new()
            }
            Ok(response) => {
                if let Some((_, why)) = response.skipped_instances.first() {
                    taken.broken.push(broken("do", Sentence::new("broken-refused").with("why", why.clone())));
                } else if promised_refusal {
                    taken.broken.push(broken("do", Sentence::new("broken-not-refused")));
                }
                taken.events = response.events;
                response.messages
            }
        };
        let snapshot = self.engine.snapshot();
        let report_of = |id: MessageId| snapshot.reports.iter().find(|report| report.message.id == id).cloned();
        if let StepKind::Operate { promise, .. } = &step.kind
            && let Some((instance, message)) = suspended
        {
            let report = report_of(message);
            let line = report.iter().flat_map(|it| &it.lines).find(|line| line.instance == Some(instance));
            match line {
                Some(line) if promise.is_of(line) => {}
                Some(line) => taken.broken.push(broken("do", other_fate(message, line, *promise))),
                None => taken.broken.push(broken("do", no_report(message))),
            }
        }
        if let StepKind::Inject { promise, .. } = &step.kind {
            for (index, message) in messages.iter().enumerate() {
                let held = match report_of(*message) {
                    Some(report) => breach(&report, promise.of(index)),
                    None => vec![no_report(*message)],
                };
                taken.broken.extend(held.into_iter().map(|sentence| broken("do", sentence)));
            }
        }
        self.injected.extend(messages.into_iter().map(|message| (message, None)));
        for (message, before) in &mut self.injected {
            let report = report_of(*message);
            let same = match (&before, &report) {
                (Some(before), Some(report)) => before.lines == report.lines && before.failure == report.failure,
                _ => false,
            };
            if !same {
                taken.reports.extend(report.clone());
            }
            *before = report;
        }
        for (at, standing) in step.now.iter().enumerate() {
            for number in &standing.messages {
                // a step that was refused injected nothing
                let Some((id, _)) = (*number as usize).checked_sub(1).and_then(|it| self.injected.get(it)) else {
                    let sentence = Sentence::new("problem-no-injected").with("number", *number);
                    taken.broken.push(broken(&format!("now[{at}]"), sentence));
                    continue;
                };
                let held =
                    report_of(*id).map_or_else(|| vec![no_report(*id)], |report| breach(&report, &standing.promise));
                taken.broken.extend(held.into_iter().map(|sentence| broken(&format!("now[{at}]"), sentence)));
            }
        }
        for (at, Arrived { port, count }) in step.arrived.iter().enumerate() {
            let came = snapshot.counts.port(port).arrived;
            if came != *count {
                let sentence =
                    Sentence::new("broken-arrived").with("port", port).with("promised", *count).with("came", came);
                taken.broken.push(broken(&format!("arrived[{at}]"), sentence));
            }
        }
        if let Some(time) = step.clock {
            let shows = snapshot.now.to_zoned(snapshot.zone.0.clone()).time();
            if shows != time {
                let sentence =
                    Sentence::new("broken-clock").with("promised", time.to_string()).with("came", shows.to_string());
                taken.broken.push(broken("clock", sentence));
            }
        }
        taken
    }
}

/// An engine for a document, on a MessageBox in memory and with simulated destinations.
///
/// # Errors
/// When there is no memory for the MessageBox, or no such time as that at which it begins.
pub fn engine(document: &Document, begins: Option<jiff::civil::DateTime>, now: Timestamp) -> Result<Engine, Error> {
    let Document { group, role } = document.clone();
    let store = Box::new(SqliteMessageBox::in_memory()?);
    let mut engine = Engine::new(group, role, store, Box::new(Simulated), now)?;
    if let Some(begins) = begins {
        engine.stand_at_local(begins, now)?;
    }
    Ok(engine)
}

/// The oldest suspended instance of a port, and its message.
#[must_use]
pub fn oldest_suspended(engine: &Engine, port: &Name) -> Option<(InstanceId, MessageId)> {
    let query = InstanceQuery {
        states: vec![InstanceState::SuspendedResumable, InstanceState::SuspendedNotResumable],
        port: Some(port.clone()),
        ..InstanceQuery::default()
    };
    match engine.answer(&Query::Instances { query, offset: 0, limit: 1 }) {
        Answer::Instances(page) => page.rows.first().map(|(instance, message)| (instance.id, message.id)),
        _ => None,
    }
}

fn broken(field: &str, sentence: Sentence) -> Broken {
    Broken { field: field.to_owned(), sentence }
}

fn refused(refusal: &Refusal) -> Sentence {
    let why: Vec<Sentence> = refusal.reasons.iter().map(|reason| reason.sentence.clone()).collect();
    Sentence::new("broken-refused").with("why", why)
}

fn no_report(message: MessageId) -> Sentence {
    Sentence::new("broken-no-report").with("message", message.to_string())
}

/// `SP_Lille`, or how it comes by way of a group.
fn copy(port: &Name, via: Option<&Name>) -> Argument {
    match via {
        Some(via) => Sentence::new("who-gets-via").with("port", port).with("group", via).into(),
        None => port.into(),
    }
}

fn other_fate(message: MessageId, line: &Line, promised: super::Fate) -> Sentence {
    Sentence::new("broken-fate")
        .with("message", message.to_string())
        .with("copy", copy(&line.delivery.port, line.delivery.via.as_ref()))
        .with("promised", Sentence::new(promised.key()))
        .with("came", Sentence::new(line.waiting.map_or(line.outcome.key(), crate::engine::Waiting::key)))
}

/// What of a promise does not hold: exactly these copies are to be there, and no others.
#[must_use]
pub fn breach(report: &Report, promise: &Promise) -> Vec<Sentence> {
    let message = report.message.id;
    match promise {
        Promise::RoutingFailure => {
            let failed = matches!(report.failure, Some((_, Outcome::RoutingFailure)));
            if failed && report.lines.is_empty() {
                return Vec::new();
            }
            let ports: Vec<Argument> =
                report.lines.iter().map(|line| copy(&line.delivery.port, line.delivery.via.as_ref())).collect();
            vec![Sentence::new("broken-no-failure").with("message", message.to_string()).with("copies", ports)]
        }
        Promise::Deliveries(_) if report.failure.is_some() => {
            vec![Sentence::new("broken-failure").with("message", message.to_string())]
        }
        Promise::Deliveries(deliveries) => breach_of_copies(report, deliveries),
        // reading refuses it where it cannot stand
        Promise::Each(_) => vec![no_report(message)],
    }
}

fn breach_of_copies(report: &Report, deliveries: &[Delivered]) -> Vec<Sentence> {
    let message = report.message.id;
    let mut came: Vec<&Line> = report.lines.iter().collect();
    let mut found = Vec::new();
    let mut unkept = Vec::new();
    // first those that hold, so that two copies of one port are not mixed up
    for promised in deliveries {
        let same = |line: &&Line| line.delivery.port == promised.port && line.delivery.via == promised.via;
        match came.iter().position(|line| same(line) && promised.outcome.is_of(line)) {
            Some(at) => {
                came.remove(at);
            }
            None => unkept.push(promised),
        }
    }
    for promised in unkept {
        let same = |line: &&Line| line.delivery.port == promised.port && line.delivery.via == promised.via;
        if let Some(at) = came.iter().position(same) {
            found.push(other_fate(message, came.remove(at), promised.outcome));
        } else {
            let missing = Sentence::new("broken-missing").with("message", message.to_string());
            found.push(missing.with("copy", copy(&promised.port, promised.via.as_ref())));
        }
    }
    found.extend(came.into_iter().map(|line| {
        Sentence::new("broken-unpromised")
            .with("message", message.to_string())
            .with("copy", copy(&line.delivery.port, line.delivery.via.as_ref()))
            .with("came", Sentence::new(line.outcome.key()))
    }));
    found
}
