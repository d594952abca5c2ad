//! Plays a lesson as its author meant it: what is asked about is done, and what is to be brought about is
//! brought about by the way that stands in the file.

use std::sync::Arc;

use jiff::Timestamp;

use super::{
    Answer, Ask, Broken, Fate, Lesson, Part, Phase, Question, Sitting, StepKind, Task, Text, breach, engine, request_of,
};
use crate::{
    engine::{Engine, Event, Refusal, Report, Request, Snapshot},
    message_box::Error,
    words::Sentence,
};

/// A lesson on its way.
pub struct LessonPlay {
    engine: Engine,
    sitting: Sitting,
    now: Timestamp,
}

/// A step of a lesson that was taken, or tried.
#[derive(Clone, Debug, Default)]
pub struct LessonTaken {
    /// Its place in [`Lesson::steps`].
    pub index: usize,
    pub events: Vec<Event>,
    /// Of the messages that came, and of those that stand otherwise than before.
    pub reports: Vec<Arc<Report>>,
    /// What was asked, and the truth.
    pub answer: Option<(Question, Answer)>,
    /// What is to be put right.
    pub broken: Vec<Broken>,
    /// It was done; otherwise what comes after it may not be as it was meant.
    pub done: bool,
}

impl LessonPlay {
    /// Begins. `now` is the machine's time, at which it stands.
    ///
    /// # Errors
    /// When there is no memory for the MessageBox, or no such time as that at which it begins.
    pub fn new(lesson: &Lesson, now: Timestamp) -> Result<Self, Error> {
        let mut engine = engine(&lesson.document, lesson.begins, now)?;
        let sitting = Sitting::new(Arc::new(lesson.clone()), &engine.snapshot());
        Ok(Self { engine, sitting, now })
    }

    /// Takes the next step, unless it was the last.
    pub fn step(&mut self) -> Option<LessonTaken> {
        let index = self.sitting.step();
        let step = self.sitting.lesson().steps.get(index)?.clone();
        let before = self.engine.snapshot();
        let since = super::Mark::of(&before);
        let mut taken = LessonTaken { index, ..LessonTaken::default() };
        for (at, kind) in step.before.iter().enumerate() {
            self.execute(kind, &format!("before[{at}]"), &mut taken);
        }
        // the requests were made one by one, so that each finding has its place
        let snapshot = self.engine.snapshot();
        let _ = self.sitting.begins(&snapshot);
        match &step.task {
            Task::Predict { act, ask } => self.predict(act, ask, &step.hints, &mut taken),
            Task::Reach { way, .. } => self.reach(way, &mut taken),
        }
        let snapshot = self.engine.snapshot();
        taken.events = since.events(&snapshot).cloned().collect();
        let same = |it: &&Arc<Report>| {
            let then = before.reports.iter().find(|then| then.message.id == it.message.id);
            then.is_some_and(|then| then.lines == it.lines && then.failure == it.failure)
        };
        taken.reports = snapshot.reports.iter().filter(|it| !same(it)).cloned().collect();
        self.sitting.next(&snapshot);
        Some(taken)
    }

    fn execute(&mut self, kind: &StepKind, field: &str, taken: &mut LessonTaken) -> bool {
        let snapshot = self.engine.snapshot();
        let Some(request) = request_of(kind, &snapshot) else {
            taken.broken.push(broken(field, Sentence::new("broken-not-there")));
            return false;
        };
        match self.engine.execute(&request, self.now) {
            Ok(_) => true,
            Err(refusal) => {
                taken.broken.push(broken(field, refused(&refusal)));
                false
            }
        }
    }

    fn predict(&mut self, act: &StepKind, ask: &Ask, hints: &[Text], taken: &mut LessonTaken) {
        let snapshot = self.engine.snapshot();
        let Some(question) = self.sitting.question(&snapshot) else { return };
        // whatever is answered, the truth is told afterwards
        self.sitting.predict(Answer::nobody(), &snapshot);
        if *ask != Ask::Allowed && !self.execute(act, "task.do", taken) {
            return;
        }
        let snapshot = self.engine.snapshot();
        self.sitting.observe(&snapshot);
        taken.done = *self.sitting.phase() == Phase::Done;
        let Some(truth) = question.truth(&snapshot).filter(|_| taken.done) else {
            taken.broken.push(broken("task", Sentence::new("broken-no-answer")));
            return;
        };
        taken.broken.extend(unpromised(act, &truth.answer, truth.report, &snapshot));
        if hints.is_empty() && !hint_is_true(&question, &truth.answer) {
            taken.broken.push(broken("hints", Sentence::new("broken-hints")));
        }
        taken.answer = Some((question, truth.answer));
    }

    fn reach(&mut self, way: &[StepKind], taken: &mut LessonTaken) {
        let snapshot = self.engine.snapshot();
        self.sitting.observe(&snapshot);
        if *self.sitting.phase() == Phase::Done {
            taken.done = true;
            taken.broken.push(broken("task.goal", Sentence::new("broken-goal-holds")));
            return;
        }
        for (at, kind) in way.iter().enumerate() {
            let field = format!("task.way[{at}]");
            if *self.sitting.phase() == Phase::Done {
                taken.broken.push(broken(&field, Sentence::new("broken-way-too-long")));
                break;
            }
            if !self.execute(kind, &field, taken) {
                return;
            }
            let snapshot = self.engine.snapshot();
            self.sitting.observe(&snapshot);
        }
        taken.done = *self.sitting.phase() == Phase::Done;
        if !taken.done {
            taken.broken.push(broken("task.goal", Sentence::new("broken-goal")));
        }
    }
}

/// What the act promises and did not come true.
fn unpromised(
    act: &StepKind,
    truth: &Answer,
    message: Option<crate::model::MessageId>,
    snapshot: &Snapshot,
) -> Vec<Broken> {
    let told = |sentences: Vec<Sentence>| sentences.into_iter().map(|it| broken("task.do", it)).collect();
    match (act, truth) {
        (StepKind::Inject { promise, .. }, _) => {
            let report = snapshot.reports.iter().find(|report| Some(report.message.id) == message);
            told(report.map(|report| breach(report, promise)).unwrap_or_default())
        }
        (StepKind::Act { refused, .. }, Answer::Allowed(allowed)) if refused == allowed => {
            told(vec![Sentence::new(if *allowed { "broken-not-refused" } else { "broken-is-refused" })])
        }
        (StepKind::Operate { promise, .. }, Answer::Fate(ending)) => {
            let as_promised = matches!(
                (promise, ending),
                (Fate::Processed, super::Ending::Processed) | (Fate::Suspended, super::Ending::Suspended)
            );
            let sentence = || {
                Sentence::new("broken-resumed")
                    .with("promised", Sentence::new(promise.key()))
                    .with("came", truth.of(&Part::Whole))
            };
            told((!as_promised).then(sentence).into_iter().collect())
        }
        _ => Vec::new(),
    }
}

/// Whether the hints that the rules give lead to the truth: what only the run knows, they do not tell.
fn hint_is_true(question: &Question, truth: &Answer) -> bool {
    let told = Text::say(&Sentence::new("hint-answer").with("answer", truth.sentence(&question.parts())));
    super::sitting::hints_of(question).last() == Some(&told)
}

fn broken(field: &str, sentence: Sentence) -> Broken {
    Broken { field: field.to_owned(), sentence }
}

fn refused(refusal: &Refusal) -> Sentence {
    let why: Vec<Sentence> = refusal.reasons.iter().map(|reason| reason.sentence.clone()).collect();
    Sentence::new("broken-refused").with("why", why)
}

/// Whether the goals of a step can be reached with fewer actions than its way takes: the actions Enlist,
/// Start, Stop and Unenlist on every port and group are tried, as long as there are not too many.
///
/// # Errors
/// When there is no memory for a MessageBox.
pub fn shorter_way(lesson: &Lesson, index: usize, now: Timestamp) -> Result<Option<Vec<Request>>, Error> {
    const TRIES: usize = 400;
    let Some(Task::Reach { goal, way }) = lesson.steps.get(index).map(|step| &step.task) else { return Ok(None) };
    let par = lesson.steps[index].task.par().unwrap_or(0);
    let messages: Vec<&StepKind> = way.iter().filter(|kind| matches!(kind, StepKind::Inject { .. })).collect();
    let group = &lesson.document.group;
    let items: Vec<_> = group
        .send_ports
        .values()
        .map(|port| crate::model::ArtifactRef::send_port(&port.name))
        .chain(group.send_port_groups.values().map(|spg| crate::model::ArtifactRef::send_port_group(&spg.name)))
        .collect();
    let acts: Vec<Request> = items
        .iter()
        .flat_map(|item| {
            crate::rules::lifecycle::actions().map(|action| Request::Act {
                action,
                items: vec![item.clone()],
                held: crate::engine::Held::Resume,
            })
        })
        .collect();
    let mut tried = 0;
    let mut ways: Vec<Vec<Request>> = vec![Vec::new()];
    for _ in 1..par {
        let longer = |it: &Vec<Request>| {
            let it = it.clone();
            acts.iter().map(move |act| it.iter().cloned().chain([act.clone()]).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(longer).collect();
        for requests in &ways {
            tried += 1;
            if tried > TRIES {
                return Ok(None);
            }
            let mut play = LessonPlay::new(lesson, now)?;
            while play.sitting.step() < index {
                play.step();
            }
            let mut ignored = LessonTaken { index, ..LessonTaken::default() };
            for (at, kind) in lesson.steps[index].before.iter().enumerate() {
                play.execute(kind, &format!("before[{at}]"), &mut ignored);
            }
            let since = super::Mark::of(&play.engine.snapshot());
            let possible = requests.iter().all(|request| play.engine.execute(request, now).is_ok());
            for kind in &messages {
                play.execute(kind, "task.way", &mut ignored);
            }
            let snapshot = play.engine.snapshot();
            if possible && goal.iter().all(|it| it.holds(&snapshot, since, play.sitting.sent())) {
                return Ok(Some(requests.clone()));
            }
        }
    }
    Ok(None)
}
