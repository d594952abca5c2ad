//! A trainee in a lesson. What was done is seen in what the engine shows, whoever did it and however.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Answer, Ask, Because, Graded, HINTS, Lesson, LessonStep, Mark, Misconception, Question, StepKind, Task, Text,
    Truth, grade,
    question::{Part, oldest_suspended_in, state_of},
};
use crate::{
    engine::{Fact, Request, Snapshot, dry_run},
    message_box::AuditId,
    model::{BizTalkGroup, InstanceId, MessageId, Name},
    rules::{lifecycle, outcome::Rule},
    words::Sentence,
};

/// How far a step is.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// A prediction is awaited.
    Asked,
    /// It was predicted, and is now to be done.
    Predicted(Box<Question>, Answer),
    /// It is awaited that something holds.
    Doing,
    Done,
}

/// What became of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StepRecord {
    pub done: bool,
    /// What was predicted, and what was true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graded: Option<Graded>,
    /// How many hints were read.
    pub hints: usize,
    /// How many actions it took, and with how many it can be done.
    pub actions: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub par: Option<usize>,
}

/// A lesson that is being taken.
#[derive(Clone, Debug)]
pub struct Sitting {
    lesson: std::sync::Arc<Lesson>,
    step: usize,
    phase: Phase,
    /// Where the step began.
    since: Mark,
    /// What the lesson sent, by the predictions about messages that were reached.
    sent: Vec<Option<MessageId>>,
    /// What the step does by itself is still to be asked for.
    begins: bool,
    records: Vec<StepRecord>,
    /// What decided in the present step, apart from the cells of the tables.
    because: Vec<Because>,
}

impl Sitting {
    /// Begins a lesson with everything as it is in a snapshot of its document.
    #[must_use]
    pub fn new(lesson: std::sync::Arc<Lesson>, snapshot: &Snapshot) -> Self {
        let records = vec![StepRecord::default(); lesson.steps.len()];
        let mut sitting = Self {
            lesson,
            step: 0,
            phase: Phase::Done,
            since: Mark::default(),
            sent: Vec::new(),
            begins: true,
            records,
            because: Vec::new(),
        };
        sitting.enter(0, snapshot);
        sitting
    }

    fn enter(&mut self, step: usize, snapshot: &Snapshot) {
        self.step = step;
        self.since = Mark::of(snapshot);
        self.begins = true;
        self.because.clear();
        self.phase = match self.lesson.steps.get(step).map(|it| &it.task) {
            Some(Task::Predict { .. }) => Phase::Asked,
            Some(Task::Reach { .. }) => Phase::Doing,
            None => Phase::Done,
        };
        if let Some(record) = self.records.get_mut(step) {
            record.par = self.lesson.steps[step].task.par();
        }
    }

    #[must_use]
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// The number of the present step, from 0; all of them once the lesson is over.
    #[must_use]
    pub fn step(&self) -> usize {
        self.step
    }

    /// The present step, unless the lesson is over.
    #[must_use]
    pub fn present(&self) -> Option<&LessonStep> {
        self.lesson.steps.get(self.step)
    }

    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// What the lesson sent so far, by its questions about messages; `None` where that was skipped.
    #[must_use]
    pub fn sent(&self) -> &[Option<MessageId>] {
        &self.sent
    }

    /// What became of each step so far.
    #[must_use]
    pub fn records(&self) -> &[StepRecord] {
        &self.records
    }

    #[must_use]
    pub fn record(&self) -> Option<&StepRecord> {
        self.records.get(self.step)
    }

    /// What the step does by itself, once: to be asked of the engine in this order.
    pub fn begins(&mut self, snapshot: &Snapshot) -> Vec<Request> {
        if !std::mem::take(&mut self.begins) {
            return Vec::new();
        }
        let Some(step) = self.lesson.steps.get(self.step) else { return Vec::new() };
        step.before.iter().filter_map(|kind| kind.request(&snapshot.group, |_| None)).collect()
    }

    /// What is asked now, while a prediction is awaited.
    #[must_use]
    pub fn question(&self, snapshot: &Snapshot) -> Option<Question> {
        match (&self.phase, &self.present()?.task) {
            (Phase::Asked, Task::Predict { act, ask }) => Some(Question::new(act.clone(), ask.clone(), snapshot)),
            _ => None,
        }
    }

    /// Takes a prediction. What is asked about is to be done then, see [`Sitting::run`], unless it is only
    /// asked whether it can be.
    pub fn predict(&mut self, answer: Answer, snapshot: &Snapshot) {
        let Some(question) = self.question(snapshot) else { return };
        self.phase = Phase::Predicted(Box::new(question), answer);
        self.observe(snapshot);
    }

    /// What is to be asked of the engine so that what was predicted happens; whoever does it by hand is as
    /// right. `None`: nothing is awaited, or what it acts on is not there.
    #[must_use]
    pub fn run(&self, snapshot: &Snapshot) -> Option<Request> {
        let Phase::Predicted(question, _) = &self.phase else { return None };
        request_of(&question.act, snapshot)
    }

    /// Looks at what has happened. Whether something is new.
    pub fn observe(&mut self, snapshot: &Snapshot) -> bool {
        match (&self.phase, self.lesson.steps.get(self.step).map(|it| &it.task)) {
            (Phase::Predicted(question, answer), _) => {
                let Some(truth) = question.truth(snapshot) else { return false };
                let graded = grade(question, answer, &truth);
                if matches!(question.act, StepKind::Inject { .. }) {
                    self.sent.push(truth.report);
                }
                self.because = truth.because;
                self.finish(|record| record.graded = Some(graded));
                true
            }
            (Phase::Doing, Some(Task::Reach { goal, .. })) => {
                let actions = self.actions(snapshot);
                let reached = goal.iter().all(|it| it.holds(snapshot, self.since, &self.sent));
                let record = &mut self.records[self.step];
                let news = record.actions != actions;
                record.actions = actions;
                if reached {
                    self.finish(|_| ());
                    return true;
                }
                // with as many actions it could have been done
                let par = record.par.unwrap_or(0).max(1);
                if actions >= par {
                    record.hints = record.hints.max((actions - par + 1).min(HINTS));
                }
                news
            }
            _ => false,
        }
    }

    fn finish(&mut self, note: impl FnOnce(&mut StepRecord)) {
        self.phase = Phase::Done;
        if let Some(record) = self.records.get_mut(self.step) {
            record.done = true;
            note(record);
        }
    }

    /// How many times somebody asked for something since the step began.
    fn actions(&self, snapshot: &Snapshot) -> usize {
        let own = |fact: &Fact| match self.lesson.steps.get(self.step) {
            // what the step does by itself is nobody's action
            Some(step) => step.before.iter().any(|kind| by_itself(kind, fact)),
            None => false,
        };
        let entries: BTreeSet<AuditId> =
            self.since.events(snapshot).filter(|event| !own(&event.fact)).filter_map(|event| event.audit).collect();
        entries.len()
    }

    /// Goes on to the next step, whether this one is done or not.
    pub fn next(&mut self, snapshot: &Snapshot) {
        if self.step >= self.lesson.steps.len() {
            return;
        }
        let sends =
            matches!(self.present().map(|it| &it.task), Some(Task::Predict { act: StepKind::Inject { .. }, .. }));
        if sends && self.phase != Phase::Done {
            self.sent.push(None);
        }
        self.enter(self.step + 1, snapshot);
    }

    /// Whether all steps have been.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.step >= self.lesson.steps.len()
    }

    /// One more hint is wanted.
    pub fn hint(&mut self) {
        if self.phase != Phase::Done
            && let Some(record) = self.records.get_mut(self.step)
        {
            record.hints = (record.hints + 1).min(HINTS);
        }
    }

    /// The hints that are read, from the first degree on.
    #[must_use]
    pub fn hints(&self, snapshot: &Snapshot) -> Vec<Text> {
        let read = self.record().map_or(0, |record| record.hints);
        self.all_hints(snapshot).into_iter().take(read).collect()
    }

    /// Likewise, whether they are read or not.
    #[must_use]
    pub fn all_hints(&self, snapshot: &Snapshot) -> Vec<Text> {
        let Some(step) = self.present() else { return Vec::new() };
        match (&step.hints[..], &self.phase) {
            ([], Phase::Asked) => self.question(snapshot).map(|question| hints_of(&question)).unwrap_or_default(),
            ([], Phase::Predicted(question, _)) => hints_of(question),
            (hints, _) => hints.to_vec(),
        }
    }

    /// What decided in the present step once it was predicted and done, apart from the cells of the tables.
    #[must_use]
    pub fn because(&self) -> &[Because] {
        &self.because
    }

    /// The answers that were given so far.
    pub fn answers(&self) -> impl Iterator<Item = &Graded> {
        self.records.iter().filter_map(|record| record.graded.as_ref())
    }

    /// The misconception that the present step's answer shows, if one does.
    #[must_use]
    pub fn named(&self) -> Option<Misconception> {
        let graded = self.record()?.graded.as_ref()?;
        let named = graded.named();
        // what was named before is the likelier one
        let before = |it: &&Misconception| {
            self.answers().filter(|other| *other != graded).any(|other| other.named().contains(it))
        };
        named.iter().find(before).or_else(|| named.first()).copied()
    }
}

/// What is to be asked of the engine for a step; the oldest suspended instance is the oldest that is shown.
#[must_use]
pub fn request_of(act: &StepKind, snapshot: &Snapshot) -> Option<Request> {
    act.request(&snapshot.group, |port: &Name| -> Option<InstanceId> { oldest_suspended_in(snapshot, port) })
}

/// Whether a fact comes of what a step does by itself.
fn by_itself(kind: &StepKind, fact: &Fact) -> bool {
    match (kind, fact) {
        (StepKind::SetDestination { port, .. }, Fact::Destination { port: it, .. }) => port == it,
        (StepKind::Act { action, item, .. }, Fact::StateChanged { action: by, item: it, .. }) => {
            action == by && item == it
        }
        (StepKind::SetFilter { item, .. }, Fact::Edited(it)) => item == it,
        (StepKind::Server { server, .. }, Fact::Server { server: it, .. }) => server == it,
        (
            StepKind::RunHost { host, .. } | StepKind::CommandHost { host, .. },
            Fact::HostInstance { host: it, .. }
            | Fact::HostInstanceKilled { host: it, .. }
            | Fact::HostInstanceDisabled { host: it, .. },
        ) => host == it,
        _ => false,
    }
}

/// Hints for a question, from the rules: where to look, which rules hold there, and the answer.
pub(super) fn hints_of(question: &Question) -> Vec<Text> {
    let group = &question.group;
    let say = |sentence: Sentence| Text::say(&sentence);
    match (&question.act, &question.ask) {
        (StepKind::Inject { draft, .. }, _) => {
            let Ok(report) =
                dry_run(group, question.role, draft, jiff::Timestamp::UNIX_EPOCH, &jiff::tz::TimeZone::UTC)
            else {
                return Vec::new();
            };
            let groups = group.send_port_groups.values().map(|spg| (&spg.name, spg.state));
            let ports = group.send_ports.values().map(|port| (&port.name, port.state));
            let states: Vec<Sentence> = groups.chain(ports).map(|(name, state)| part(name, state.key())).collect();
            let mut rules: Vec<Rule> = Vec::new();
            for rule in report.lines.iter().map(|line| line.delivery.ruling.rule).chain(bound_rules(group)) {
                if !rules.contains(&rule) {
                    rules.push(rule);
                }
            }
            let rules: Vec<Sentence> = rules.into_iter().map(|rule| Sentence::new(rule.key())).collect();
            let truth = Truth::of(&report).answer;
            vec![
                say(Sentence::new("hint-states").with("states", states)),
                say(Sentence::new("hint-rules").with("rules", rules)),
                say(Sentence::new("hint-answer").with("answer", truth.sentence(&question.parts()))),
            ]
        }
        (StepKind::Act { action, item, .. }, ask) => {
            let Some(state) = state_of(group, item) else { return Vec::new() };
            let cell = lifecycle::look_up(*action, state);
            let available = crate::engine::availability(group, question.role, *action, item);
            let allowed = available.grey.is_none() && available.guard.is_none();
            let refusal = available.grey.or(available.guard).and_then(|it| it.reasons.into_iter().next());
            let rule = match (refusal, ask) {
                (Some(reason), _) => reason.sentence,
                (None, Ask::States(_)) => Sentence::new("hint-own-state"),
                (None, _) => cell.citation().sentence(),
            };
            let answer = match ask {
                Ask::Allowed => Answer::Allowed(allowed),
                _ => Answer::States(
                    question
                        .parts()
                        .into_iter()
                        .filter_map(|part| match part {
                            Part::State(it) => {
                                let state = if it == *item { cell.to } else { state_of(group, &it) };
                                state.map(|state| (it, state))
                            }
                            _ => None,
                        })
                        .collect(),
                ),
            };
            vec![
                say(Sentence::new("hint-states").with("states", vec![part(&item.name, state.key())])),
                say(Sentence::new("hint-rules").with("rules", vec![rule])),
                say(Sentence::new("hint-answer").with("answer", answer.sentence(&question.parts()))),
            ]
        }
        (StepKind::Operate { port, .. }, _) => {
            let Some(it) = group.send_ports.get(port) else { return Vec::new() };
            vec![
                say(Sentence::new("hint-states").with("states", vec![part(port, it.state.key())])),
                say(Sentence::new("hint-resume")),
                say(Sentence::new("hint-answer").with("answer", Sentence::new("outcome-processed"))),
            ]
        }
        _ => Vec::new(),
    }
}

/// The rules about what is Bound, where something is.
fn bound_rules(group: &BizTalkGroup) -> impl Iterator<Item = Rule> {
    use crate::model::PortState::Bound;
    let port = group.send_ports.values().any(|port| port.state == Bound).then_some(Rule::PortBound);
    let spg = group.send_port_groups.values().any(|spg| spg.state == Bound).then_some(Rule::GroupBound);
    port.into_iter().chain(spg)
}

fn part(name: &Name, state: &'static str) -> Sentence {
    Sentence::new("answer-part").with("name", name).with("what", Sentence::new(state))
}
