//! Looks through a file of training: every text is there in both languages, every step can be taken,
//! every promise holds.

use std::{path::Path, sync::Arc};

use jiff::Timestamp;

use super::{
    File, Lesson, LessonPlay, Manuscript, Play, PlayError, Player, Recording, Scenario, StepKind, Text,
    scenario::nearest, shorter_way,
};
use crate::{
    document::{Place, ReadError},
    engine::Request,
    message_box::Error,
    model::Draft,
    transport::Simulated,
    words::{Language, Sentence},
};

/// Something that is to be put right in a file that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub place: Place,
    pub what: Sentence,
}

impl Finding {
    /// Where it is, and what.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        Sentence::new("check-finding").with("place", self.place.sentence()).with("what", self.what.clone())
    }
}

/// Why a file was not looked through.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// It cannot be read, or is none of training.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It could not be played.
    #[error(transparent)]
    Store(#[from] Error),
}

impl CheckError {
    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Read(error) => error.sentence(),
            Self::Store(error) => Sentence::new("check-not-played").with("why", error.to_string()),
        }
    }
}

/// Everything that is to be put right in a file, by the order of its fields. `path` is what it is called.
///
/// # Errors
/// When the text is no file of training, or it cannot be played.
pub fn check(text: &str, path: Option<&Path>) -> Result<Vec<Finding>, CheckError> {
    let mut findings = Findings { text, path, found: Vec::new() };
    match super::read_file(text, path)? {
        File::Scenario(scenario) => scenario_holds(&scenario, &mut findings)?,
        File::Lesson(lesson) => lesson_holds(&lesson, &mut findings)?,
        File::Recording(recording) => recording_holds(*recording, &mut findings)?,
    }
    findings.found.sort_by_key(|it| (it.place.position.line, it.place.position.column));
    Ok(findings.found)
}

/// What was found so far in a text.
pub(super) struct Findings<'a> {
    text: &'a str,
    path: Option<&'a Path>,
    found: Vec<Finding>,
}

impl Findings<'_> {
    /// Notes what is wrong with a field; where the text does not have it, the nearest one around it is
    /// named.
    pub(super) fn add(&mut self, field: &str, what: Sentence) {
        let position = nearest(self.text, field);
        let place = Place { file: self.path.map(Into::into), position, field: field.to_owned() };
        self.found.push(Finding { place, what });
    }

    /// A text that stands on the screen: there in both languages, and not the same one twice.
    pub(super) fn text(&mut self, field: &str, text: &Text) {
        let (english, french) = (text.get(Language::English), text.get(Language::French));
        for (code, said) in [("en", english), ("fr", french)] {
            if said.is_empty() {
                self.add(&format!("{field}.{code}"), Sentence::new("check-empty-text"));
            }
        }
        // a single word may be the same in both
        if !english.is_empty() && english == french && english.contains(' ') {
            self.add(&format!("{field}.fr"), Sentence::new("check-not-translated"));
        }
    }

    /// Likewise one that stands in a single line.
    pub(super) fn line(&mut self, field: &str, text: &Text) {
        self.text(field, text);
        if Language::ALL.iter().any(|language| text.get(*language).contains('\n')) {
            self.add(field, Sentence::new("check-one-line"));
        }
    }
}

/// The texts of what is being written, where its file could not be read yet. `text`: that file.
pub(super) fn check_what_is_written(manuscript: &Manuscript, text: &str) -> Vec<Finding> {
    let mut findings = Findings { text, path: None, found: Vec::new() };
    match manuscript {
        Manuscript::Scenario(scenario) => texts_of_scenario(scenario, &mut findings),
        Manuscript::Lesson(lesson) => texts_of_lesson(lesson, &mut findings),
    }
    findings.found
}

fn texts_of_scenario(scenario: &Scenario, findings: &mut Findings<'_>) {
    findings.line("title", &scenario.title);
    findings.line("teaching", &scenario.teaching);
    let info = &scenario.info;
    for (field, text) in [
        ("info.what", &info.what),
        ("info.how_to_use", &info.how_to_use),
        ("info.things_to_notice", &info.things_to_notice),
        ("info.things_to_try", &info.things_to_try),
        ("info.rule", &info.rule),
        ("info.source", &info.source),
    ] {
        findings.text(field, text);
    }
    for (index, step) in scenario.steps.iter().enumerate() {
        findings.line(&format!("steps[{index}].say"), &step.say);
        // whoever plays it by hand chooses the message, and does not type it
        if let StepKind::Inject { draft, .. } = &step.kind
            && !has_template(scenario, draft)
        {
            findings.add(&format!("steps[{index}].do"), Sentence::new("check-no-template"));
        }
    }
}

fn scenario_holds(scenario: &Scenario, findings: &mut Findings<'_>) -> Result<(), Error> {
    texts_of_scenario(scenario, findings);
    let mut play = Play::new(scenario, Timestamp::UNIX_EPOCH)?;
    while let Some(taken) = play.step() {
        for broken in taken.broken {
            findings.add(&format!("steps[{}].{}", taken.index, broken.field), broken.sentence);
        }
        let left = scenario.steps.len() - taken.index - 1;
        if !taken.came.as_meant() {
            if left > 0 {
                // what comes after it would only tell of this once more
                let what = Sentence::new("check-not-reached").with("count", left);
                findings.add(&format!("steps[{}]", taken.index + 1), what);
            }
            break;
        }
    }
    Ok(())
}

fn texts_of_lesson(lesson: &Lesson, findings: &mut Findings<'_>) {
    findings.line("title", &lesson.title);
    findings.line("teaching", &lesson.teaching);
    for (index, step) in lesson.steps.iter().enumerate() {
        findings.line(&format!("steps[{index}].say"), &step.say);
        for (at, hint) in step.hints.iter().enumerate() {
            findings.line(&format!("steps[{index}].hints[{at}]"), hint);
        }
        if let Some(then) = &step.then {
            findings.text(&format!("steps[{index}].then"), then);
        }
    }
}

fn lesson_holds(lesson: &Lesson, findings: &mut Findings<'_>) -> Result<(), Error> {
    texts_of_lesson(lesson, findings);
    let now = Timestamp::UNIX_EPOCH;
    let mut play = LessonPlay::new(lesson, now)?;
    while let Some(taken) = play.step() {
        for broken in taken.broken {
            findings.add(&format!("steps[{}].{}", taken.index, broken.field), broken.sentence);
        }
        let left = lesson.steps.len() - taken.index - 1;
        if !taken.done {
            if left > 0 {
                let what = Sentence::new("check-not-reached").with("count", left);
                findings.add(&format!("steps[{}]", taken.index + 1), what);
            }
            return Ok(());
        }
    }
    if !findings.found.is_empty() {
        // what is wrong with a way is told already
        return Ok(());
    }
    for index in 0..lesson.steps.len() {
        if let Some(shorter) = shorter_way(lesson, index, now)? {
            let acts: Vec<Sentence> = shorter.iter().filter_map(told).collect();
            findings.add(&format!("steps[{index}].task.way"), Sentence::new("check-shorter").with("way", acts));
        }
    }
    Ok(())
}

fn told(request: &Request) -> Option<Sentence> {
    match request {
        Request::Act { action, items, .. } => {
            let name = items.first().map(|item| item.name.to_string()).unwrap_or_default();
            Some(Sentence::new("check-act").with("action", Sentence::new(action.key())).with("name", name))
        }
        _ => None,
    }
}

/// It can be played, and what comes of it is what was recorded.
fn recording_holds(recording: Recording, findings: &mut Findings<'_>) -> Result<(), Error> {
    findings.line("title", &recording.title);
    for (index, moment) in recording.moments.iter().enumerate() {
        if let Some(say) = &moment.say {
            findings.text(&format!("moments[{index}].say"), say);
        }
    }
    let mut player = Player::new(Arc::new(recording), Box::new(Simulated), 0)?;
    loop {
        match player.step() {
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(PlayError::Store(error)) => return Err(error),
            Err(error @ PlayError::TooMuch(index)) => {
                findings.add(&format!("moments[{index}]"), error.sentence());
                break;
            }
        }
    }
    for difference in player.differences() {
        findings.add(&format!("moments[{}].then", difference.index), difference.what.clone());
    }
    Ok(())
}

/// Whether the document has a template that is this message; whom it goes to is chosen beside it.
fn has_template(scenario: &Scenario, draft: &Draft) -> bool {
    scenario.document.group.templates.values().any(|template| {
        let addressing = draft.addressing.clone();
        Draft { addressing, ..template.draft.clone() } == *draft
    })
}
