//! Lessons: what is to be predicted and what is to be brought about, step by step.

use std::{path::Path, sync::OnceLock};

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{
    Fate, MAX_LINE, MAX_MESSAGES, MAX_PORTS, MAX_STEPS, MAX_TEXT, Scenario, Step, StepKind, Text,
    belief::is_asked,
    question::{Mark, is_of, state_of},
    scenario::{LINES, too_long, wrong},
    step::problem_of,
};
use crate::{
    document::{self, Document, Form, ReadError},
    engine::{Report, Snapshot},
    model::{ArtifactKind, ArtifactRef, BizTalkGroup, MessageId, Name, PortState},
    words::Sentence,
};

/// How many hints a task has: where to look, what holds there, what to do.
pub const HINTS: usize = 3;

/// A lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    pub number: u32,
    pub title: Text,
    /// What it teaches, in one line.
    pub teaching: Text,
    /// How long it takes.
    pub minutes: u32,
    /// As in a scenario.
    pub begins: Option<DateTime>,
    /// The number of the scenario of the program as which it begins, unless it has a document of its own.
    pub scenario: Option<u32>,
    pub document: Document,
    pub steps: Vec<LessonStep>,
}

/// One sentence, and one thing to do or to predict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LessonStep {
    pub say: Text,
    /// What the program does by itself when the step begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<StepKind>,
    pub task: Task,
    /// In three degrees. A prediction may go without: its hints come from the rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Text>,
    /// What is said when it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Task {
    /// First tell what will come of this, then have it done.
    Predict {
        #[serde(rename = "do")]
        act: StepKind,
        ask: Ask,
    },
    /// Bring about that all of this holds. Any way counts.
    Reach {
        goal: Vec<Goal>,
        /// A way that leads there with the fewest actions.
        way: Vec<StepKind>,
    },
}

/// What is asked about something that is going to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Ask {
    /// Which copies a message has, and what becomes of each.
    Copies,
    /// What becomes of the suspended message that is resumed.
    Fate,
    /// The states of these afterwards.
    States(Vec<ArtifactRef>),
    /// Whether it can be done. It is not done.
    Allowed,
}

/// Something that is to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Goal {
    /// The state of a port or a group.
    State { item: ArtifactRef, is: PortState },
    /// A message like this template, published since the step began, has exactly these copies at the ports
    /// that are named, by whatever way they come.
    Message { template: Name, copies: Vec<Wanted> },
    /// Likewise the message that the lesson itself sent: 1 is the first.
    Sent { message: u32, copies: Vec<Wanted> },
    /// So many service instances of the port are suspended.
    Suspended { port: Name, count: u64 },
}

/// A copy that is wanted at a port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    pub port: Name,
    pub outcome: Fate,
}

impl Goal {
    /// Whether it holds. `since`: where the step began; `sent`: what the lesson sent, `None` where that was
    /// skipped.
    #[must_use]
    pub fn holds(&self, snapshot: &Snapshot, since: Mark, sent: &[Option<MessageId>]) -> bool {
        match self {
            Self::State { item, is } => state_of(&snapshot.group, item) == Some(*is),
            Self::Message { template, copies } => {
                let Some(template) = snapshot.group.templates.get(template) else { return false };
                since.reports(snapshot).any(|it| is_of(&it.message, &template.draft) && has_copies(it, copies))
            }
            Self::Sent { message, copies } => {
                let id = usize::try_from(*message).ok().and_then(|it| sent.get(it.checked_sub(1)?).copied().flatten());
                snapshot.reports.iter().any(|it| Some(it.message.id) == id && has_copies(it, copies))
            }
            Self::Suspended { port, count } => snapshot.counts.port(port).suspended == *count,
        }
    }

    /// The template that is to be sent for it.
    #[must_use]
    pub fn template(&self) -> Option<&Name> {
        match self {
            Self::Message { template, .. } => Some(template),
            _ => None,
        }
    }

    fn problem(&self, group: &BizTalkGroup, sent: u32) -> Option<Sentence> {
        let no_port = |name: &Name| {
            (!group.send_ports.contains_key(name)).then(|| Sentence::new("problem-no-send-port").with("name", name))
        };
        let ports = |copies: &[Wanted]| copies.iter().find_map(|it| no_port(&it.port));
        match self {
            Self::State { item, .. } => no_such_item(group, item),
            Self::Message { template, copies } => {
                let there = group.templates.contains_key(template);
                (!there).then(|| Sentence::new("problem-no-template").with("name", template)).or_else(|| ports(copies))
            }
            Self::Sent { message, copies } => {
                let there = (1..=sent).contains(message);
                (!there)
                    .then(|| Sentence::new("problem-no-injected").with("number", *message))
                    .or_else(|| ports(copies))
            }
            Self::Suspended { port, .. } => no_port(port),
        }
    }
}

fn no_such_item(group: &BizTalkGroup, item: &ArtifactRef) -> Option<Sentence> {
    let key = match item.kind {
        ArtifactKind::SendPortGroup => "problem-no-send-port-group",
        _ => "problem-no-send-port",
    };
    state_of(group, item).is_none().then(|| Sentence::new(key).with("name", &item.name))
}

/// Exactly these copies at the ports that are named.
fn has_copies(report: &Report, wanted: &[Wanted]) -> bool {
    let mut lines: Vec<_> =
        report.lines.iter().filter(|line| wanted.iter().any(|it| it.port == line.delivery.port)).collect();
    for it in wanted {
        let Some(at) = lines.iter().position(|line| line.delivery.port == it.port && it.outcome.is_of(line)) else {
            return false;
        };
        lines.remove(at);
    }
    lines.is_empty()
}

/// With what a lesson begins.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum Start {
    /// As this scenario of the program does.
    Scenario(u32),
    Document(Box<Form>),
}

/// What stands in the file, in this order.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "Lesson", deny_unknown_fields)]
struct Written {
    format: u32,
    number: u32,
    title: Text,
    teaching: Text,
    minutes: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    begins: Option<DateTime>,
    start: Start,
    steps: Vec<LessonStep>,
}

/// Reads a lesson. `path` is what errors call it.
///
/// # Errors
/// When the text is no lesson, or a step names something that is not there.
pub fn read_lesson(text: &str, path: Option<&Path>) -> Result<Lesson, ReadError> {
    let Written { format, number, title, teaching, minutes, begins, start, steps } = document::parse(text, path)?;
    document::check_format(format, text, path)?;
    let wrong = |field: &str, problem: Sentence| wrong(text, path, field, problem);
    let lines = [("title".to_owned(), &title, MAX_LINE), ("teaching".to_owned(), &teaching, MAX_LINE)];
    if let Some((field, problem)) = too_long(lines.into_iter().chain(steps.iter().enumerate().flat_map(texts_of))) {
        return Err(wrong(&field, problem));
    }
    let (begins, scenario, document) = match start {
        Start::Scenario(number) => {
            let Some(Scenario { begins: then, document, .. }) = super::scenario(number) else {
                return Err(wrong("start", Sentence::new("problem-no-scenario").with("number", number.to_string())));
            };
            (begins.or(*then), Some(number), document.clone())
        }
        Start::Document(form) => {
            let read = form.into_document().map_err(|finding| finding.into_error("start.Document.", text, path))?;
            (begins, None, read)
        }
    };
    let ports = document.group.send_ports.size() + document.group.send_port_groups.size();
    if ports > MAX_PORTS {
        return Err(wrong("start", Sentence::new("problem-ports").with("count", ports).with("limit", MAX_PORTS)));
    }
    let mut injected = 0_u32;
    let mut sent = 0_u32;
    for (index, step) in steps.iter().enumerate() {
        if index >= MAX_STEPS {
            let problem = Sentence::new("problem-steps").with("limit", MAX_STEPS);
            return Err(wrong(&format!("steps[{index}]"), problem));
        }
        if let Some((field, problem)) = problem_of_lesson_step(step, &document.group, &mut injected, &mut sent) {
            return Err(wrong(&format!("steps[{index}].{field}"), problem));
        }
        if injected > MAX_MESSAGES {
            let problem = Sentence::new("problem-messages").with("limit", MAX_MESSAGES);
            return Err(wrong(&format!("steps[{index}]"), problem));
        }
    }
    Ok(Lesson { number, title, teaching, minutes, begins, scenario, document, steps })
}

/// The texts of a step, each with its field and its limit.
fn texts_of((index, step): (usize, &LessonStep)) -> impl Iterator<Item = (String, &Text, usize)> {
    let hints = step.hints.iter().enumerate().map(|(at, hint)| (format!("hints[{at}]"), hint));
    let then = step.then.iter().map(|then| ("then".to_owned(), then));
    let all = std::iter::once(("say".to_owned(), &step.say)).chain(hints).chain(then);
    all.map(move |(field, text)| (format!("steps[{index}].{field}"), text, MAX_TEXT))
}

impl Lesson {
    /// The text of its file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn to_text(&self) -> Result<String, ron::Error> {
        let then = self.scenario.and_then(super::scenario).and_then(|scenario| scenario.begins);
        let written = Written {
            format: document::FORMAT,
            number: self.number,
            title: self.title.clone(),
            teaching: self.teaching.clone(),
            minutes: self.minutes,
            // what the scenario says is not said again
            begins: self.begins.filter(|begins| Some(*begins) != then),
            start: match self.scenario {
                Some(number) => Start::Scenario(number),
                None => Start::Document(Box::new(Form::from(&self.document))),
            },
            steps: self.steps.clone(),
        };
        document::named_text("Lesson", &written, LINES)
    }
}

fn problem_of_lesson_step(
    step: &LessonStep,
    group: &BizTalkGroup,
    injected: &mut u32,
    sent: &mut u32,
) -> Option<(String, Sentence)> {
    let mut of_kind = |kind: &StepKind| {
        if let StepKind::Inject { count, .. } = kind {
            *injected = injected.saturating_add(*count);
        }
        problem_of(&Step::new(Text::default(), kind.clone()), group, *injected).map(|(_, problem)| problem)
    };
    for (at, kind) in step.before.iter().enumerate() {
        let by_hand = matches!(kind, StepKind::Operate { .. } | StepKind::RemoveFront { .. });
        let problem = if by_hand { Some(Sentence::new("problem-before")) } else { of_kind(kind) };
        if let Some(problem) = problem {
            return Some((format!("before[{at}]"), problem));
        }
    }
    let hints = step.hints.len();
    match &step.task {
        Task::Predict { act, ask } => {
            if let StepKind::Inject { .. } = act {
                *sent += 1;
            }
            if let Some(problem) = of_kind(act) {
                return Some(("task.do".to_owned(), problem));
            }
            if !is_asked(ask, act) {
                return Some(("task.ask".to_owned(), Sentence::new("problem-ask")));
            }
            if let Ask::States(items) = ask {
                let missing = items.iter().find_map(|item| no_such_item(group, item));
                let none = items.is_empty().then(|| Sentence::new("problem-ask"));
                if let Some(problem) = missing.or(none) {
                    return Some(("task.ask".to_owned(), problem));
                }
            }
            (hints != 0 && hints != HINTS).then(|| ("hints".to_owned(), wrong_hints(hints)))
        }
        Task::Reach { goal, way } => {
            if goal.is_empty() {
                return Some(("task.goal".to_owned(), Sentence::new("problem-no-goal")));
            }
            for (at, it) in goal.iter().enumerate() {
                if let Some(problem) = it.problem(group, *sent) {
                    return Some((format!("task.goal[{at}]"), problem));
                }
            }
            for (at, kind) in way.iter().enumerate() {
                if let Some(problem) = of_kind(kind) {
                    return Some((format!("task.way[{at}]"), problem));
                }
            }
            (hints != HINTS).then(|| ("hints".to_owned(), wrong_hints(hints)))
        }
    }
}

fn wrong_hints(hints: usize) -> Sentence {
    Sentence::new("problem-hints").with("hints", hints).with("wanted", HINTS)
}

impl Task {
    /// The fewest actions with which it can be done; `None` where something is predicted.
    #[must_use]
    pub fn par(&self) -> Option<usize> {
        match self {
            Self::Predict { .. } => None,
            // what is sent in order to see is no action
            Self::Reach { way, .. } => Some(way.iter().filter(|kind| !matches!(kind, StepKind::Inject { .. })).count()),
        }
    }
}

/// The files in the order of the class.
const FILES: [&str; 8] = [
    include_str!("../../assets/lessons/1-bound.ron"),
    include_str!("../../assets/lessons/2-fan-out.ron"),
    include_str!("../../assets/lessons/3-stopped-port.ron"),
    include_str!("../../assets/lessons/4-stopped-group.ron"),
    include_str!("../../assets/lessons/5-everything-bound.ron"),
    include_str!("../../assets/lessons/6-resume.ron"),
    include_str!("../../assets/lessons/7-twice.ron"),
    include_str!("../../assets/lessons/8-ordered.ron"),
];

/// The lessons that come with the program, in their order.
///
/// # Panics
/// When an asset of this program is no lesson, which a test excludes.
#[must_use]
pub fn lessons() -> &'static [Lesson] {
    static LESSONS: OnceLock<Vec<Lesson>> = OnceLock::new();
    LESSONS.get_or_init(|| {
        FILES
            .iter()
            .map(|text| read_lesson(text, None).unwrap_or_else(|error| panic!("{error}\n{text:.200}")))
            .collect()
    })
}

/// The lesson with this number.
#[must_use]
pub fn lesson(number: u32) -> Option<&'static Lesson> {
    lessons().iter().find(|lesson| lesson.number == number)
}
