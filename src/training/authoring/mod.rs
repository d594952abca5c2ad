//! Scenarios and lessons that are being written: what they say and do, what would be written into their
//! file, and what is still to be put right in it. No window: an editor shows it.

mod choices;
mod fill;
mod taking;

use std::path::Path;

use super::{
    CheckError, File, Lesson, LessonStep, Scenario, Step, StepKind, Task, Text, check::check_what_is_written,
    file::read_file,
};
use crate::{
    document::{Document, Mistake, Place, Position, ReadError},
    model::BizTalkGroup,
    words::Sentence,
};

use fill::{lesson_as_it_comes, scenario_as_it_comes};

pub use choices::{NewStep, NewTask, addressings};
pub use taking::{Taken, blank_lesson, blank_scenario, take};

/// A scenario or a lesson that is being written.
#[derive(Clone, Debug, PartialEq)]
pub enum Manuscript {
    Scenario(Box<Scenario>),
    Lesson(Box<Lesson>),
}

impl From<Scenario> for Manuscript {
    fn from(scenario: Scenario) -> Self {
        Self::Scenario(Box::new(scenario))
    }
}

impl From<Lesson> for Manuscript {
    fn from(lesson: Lesson) -> Self {
        Self::Lesson(Box::new(lesson))
    }
}

/// What is to be put right, and in which field.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The path of the field, as [`super::Finding`] has it; empty for the whole.
    pub field: String,
    pub what: Sentence,
}

/// What was found when it was looked through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// The first remark keeps its file from being read again: the others are the texts that lack.
    pub unreadable: bool,
    pub remarks: Vec<Remark>,
}

fn not_written(error: &ron::Error) -> Sentence {
    Sentence::new("document-other-error").with("error", error.to_string())
}

impl Manuscript {
    /// Reads the file of a scenario or a lesson. `path` is what errors call it.
    ///
    /// # Errors
    /// When the text is none, or a recording.
    pub fn read(text: &str, path: Option<&Path>) -> Result<Self, ReadError> {
        match read_file(text, path)? {
            File::Scenario(scenario) => Ok(Self::Scenario(scenario)),
            File::Lesson(lesson) => Ok(Self::Lesson(lesson)),
            File::Recording(_) => Err(ReadError::Wrong {
                place: Box::new(Place {
                    file: path.map(Into::into),
                    position: Position { line: 1, column: 1 },
                    field: String::new(),
                }),
                mistake: Box::new(Mistake::Problem(Sentence::new("problem-recording-not-written"))),
            }),
        }
    }

    /// As its file would be read: its text with it.
    ///
    /// # Errors
    /// What keeps it from being read again.
    pub fn as_kept(&self) -> Result<(String, Self), Sentence> {
        let text = self.to_text().map_err(|error| not_written(&error))?;
        let read = Self::read(&text, None).map_err(|error| error.sentence())?;
        Ok((text, read))
    }

    /// The text of its file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn to_text(&self) -> Result<String, ron::Error> {
        match self {
            Self::Scenario(scenario) => scenario.to_text(),
            Self::Lesson(lesson) => lesson.to_text(),
        }
    }

    #[must_use]
    pub fn title(&self) -> &Text {
        match self {
            Self::Scenario(scenario) => &scenario.title,
            Self::Lesson(lesson) => &lesson.title,
        }
    }

    /// How everything stands before its first step.
    #[must_use]
    pub fn document(&self) -> &Document {
        match self {
            Self::Scenario(scenario) => &scenario.document,
            Self::Lesson(lesson) => &lesson.document,
        }
    }

    #[must_use]
    pub fn group(&self) -> &BizTalkGroup {
        &self.document().group
    }

    /// How many steps it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Scenario(scenario) => scenario.steps.len(),
            Self::Lesson(lesson) => lesson.steps.len(),
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is done in a step, in words.
    #[must_use]
    pub fn told(&self, index: usize) -> Option<Sentence> {
        match self {
            Self::Scenario(scenario) => scenario.steps.get(index).map(|step| step.kind.told()),
            Self::Lesson(lesson) => lesson.steps.get(index).map(|step| match &step.task {
                Task::Predict { act, .. } => Sentence::new("authoring-predict").with("what", act.told()),
                Task::Reach { .. } => Sentence::new("authoring-reach"),
            }),
        }
    }

    /// What is said to a step.
    #[must_use]
    pub fn say(&self, index: usize) -> Option<&Text> {
        match self {
            Self::Scenario(scenario) => scenario.steps.get(index).map(|step| &step.say),
            Self::Lesson(lesson) => lesson.steps.get(index).map(|step| &step.say),
        }
    }

    /// Exchanges a step with the next one. What messages a scenario promises something of is counted anew, so
    /// that each promise stays with its message.
    pub fn move_down(&mut self, index: usize) {
        if index + 1 >= self.len() {
            return;
        }
        match self {
            Self::Scenario(scenario) => {
                scenario.steps.swap(index, index + 1);
                let sent = |step: &Step| injects(&step.kind);
                let before: u32 = scenario.steps[..index].iter().map(sent).sum();
                let (first, second) = (sent(&scenario.steps[index]), sent(&scenario.steps[index + 1]));
                // what was injected second comes first now
                scenario.renumber(|number| match number.checked_sub(before + 1) {
                    Some(at) if at < second => Some(number + first),
                    Some(at) if at < first + second => Some(number - second),
                    _ => Some(number),
                });
            }
            Self::Lesson(lesson) => lesson.steps.swap(index, index + 1),
        }
    }

    /// Takes a step out, and what is promised of its messages.
    pub fn remove(&mut self, index: usize) {
        if index >= self.len() {
            return;
        }
        match self {
            Self::Scenario(scenario) => {
                let before: u32 = scenario.steps[..index].iter().map(|step| injects(&step.kind)).sum();
                let count = injects(&scenario.steps.remove(index).kind);
                scenario.renumber(|number| match number.checked_sub(before + 1) {
                    Some(at) if at < count => None,
                    Some(_) => Some(number - count),
                    None => Some(number),
                });
            }
            Self::Lesson(lesson) => {
                lesson.steps.remove(index);
            }
        }
    }

    /// Puts a step of a scenario in; what is promised of later messages stays with them.
    pub fn insert(&mut self, index: usize, step: Step) {
        if let Self::Scenario(scenario) = self {
            let index = index.min(scenario.steps.len());
            let before: u32 = scenario.steps[..index].iter().map(|step| injects(&step.kind)).sum();
            let count = injects(&step.kind);
            scenario.renumber(|number| Some(if number > before { number + count } else { number }));
            scenario.steps.insert(index, step);
        }
    }

    /// Puts a step of a lesson in.
    pub fn insert_task(&mut self, index: usize, step: LessonStep) {
        if let Self::Lesson(lesson) = self {
            lesson.steps.insert(index.min(lesson.steps.len()), step);
        }
    }

    /// Gives it a document of its own, and where its clock stands then.
    pub fn set_document(&mut self, document: Document, begins: Option<jiff::civil::DateTime>) {
        match self {
            Self::Scenario(scenario) => {
                scenario.document = document;
                scenario.begins = begins;
            }
            Self::Lesson(lesson) => {
                lesson.document = document;
                lesson.begins = begins;
                lesson.scenario = None;
            }
        }
    }

    /// Looks it through: what `sendport check` would find in its file. It is played for that.
    ///
    /// # Errors
    /// When it could not be played.
    pub fn review(&self) -> Result<Review, Sentence> {
        let text = self.to_text().map_err(|error| not_written(&error))?;
        let of = |finding: super::Finding| Remark { field: finding.place.field, what: finding.what };
        match super::check(&text, None) {
            Ok(found) => Ok(Review { unreadable: false, remarks: found.into_iter().map(of).collect() }),
            Err(CheckError::Read(error)) => {
                let first = match error {
                    ReadError::Wrong { place, mistake } => Remark { field: place.field, what: mistake.sentence() },
                    other => Remark { field: String::new(), what: other.sentence() },
                };
                let texts = check_what_is_written(self, &text).into_iter().map(of);
                Ok(Review { unreadable: true, remarks: std::iter::once(first).chain(texts).collect() })
            }
            Err(error @ CheckError::Store(_)) => Err(error.sentence()),
        }
    }

    /// Fills in what really comes of a step, as the engine plays it up to there; `None`: of every step.
    ///
    /// # Errors
    /// When it could not be played.
    pub fn as_it_comes(&self, index: Option<usize>) -> Result<Self, Sentence> {
        let failed =
            |error: crate::message_box::Error| Sentence::new("check-not-played").with("why", error.to_string());
        let mut filled = self.clone();
        match &mut filled {
            Self::Scenario(scenario) => {
                let steps = scenario_as_it_comes(scenario).map_err(failed)?;
                exchange(&mut scenario.steps, steps, index);
            }
            Self::Lesson(lesson) => {
                let steps = lesson_as_it_comes(lesson).map_err(failed)?;
                exchange(&mut lesson.steps, steps, index);
            }
        }
        Ok(filled)
    }
}

/// Takes over one of the new ones, or all.
fn exchange<T>(old: &mut Vec<T>, mut new: Vec<T>, index: Option<usize>) {
    match index {
        None => *old = new,
        Some(index) if index < new.len() && index < old.len() => old[index] = new.swap_remove(index),
        Some(_) => {}
    }
}

/// How many messages a step injects.
fn injects(kind: &StepKind) -> u32 {
    match kind {
        StepKind::Inject { count, .. } => *count,
        _ => 0,
    }
}

impl Scenario {
    /// Gives the messages of which something is promised other numbers; `None`: there is no such message
    /// any more.
    fn renumber(&mut self, number: impl Fn(u32) -> Option<u32>) {
        for step in &mut self.steps {
            for standing in &mut step.now {
                standing.messages = standing.messages.iter().filter_map(|it| number(*it)).collect();
            }
            step.now.retain(|standing| !standing.messages.is_empty());
        }
    }
}
