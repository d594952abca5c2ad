//! What a trainee has done so far: a file that can be handed in, and a report that can be read.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    Diagnosis, Graded, Lesson, Misconception, Sitting, StepRecord, Task, diagnose, lessons, named_most, question::Part,
};
use crate::{
    document::{self, ReadError, SaveError},
    model::PortState,
    rules::{Action, lifecycle, outcome::Cell},
    words::{Language, Sentence, Words},
};

/// What a trainee has done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename = "Progress", deny_unknown_fields)]
pub struct Progress {
    format: u32,
    /// What they call themselves.
    pub trainee: String,
    /// Each lesson as it was taken last, by number.
    #[serde(default)]
    pub lessons: BTreeMap<u32, Vec<StepRecord>>,
    /// Predictions outside lessons, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub practice: Vec<Graded>,
    /// How many there have been.
    #[serde(default)]
    pub practised: u64,
    /// How many fresh situations were shown, answered or not.
    #[serde(default)]
    pub shown: u64,
}

/// How often something was answered rightly and wrongly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub right: usize,
    pub wrong: usize,
}

impl Tally {
    fn count(&mut self, right: bool) {
        *(if right { &mut self.right } else { &mut self.wrong }) += 1;
    }

    #[must_use]
    pub fn all(self) -> usize {
        self.right + self.wrong
    }

    /// How much of it was right, in thousandths, so that it has an order, and of how many.
    fn share(self) -> (usize, usize) {
        if self.all() == 0 { (0, 0) } else { (1000 * self.right / self.all(), self.all()) }
    }
}

fn tallies<'a>(answers: impl Iterator<Item = &'a Graded>) -> [Tally; Cell::COUNT] {
    let mut tallies = [Tally::default(); Cell::COUNT];
    for piece in answers.flat_map(|graded| &graded.pieces) {
        for cell in &piece.cells {
            tallies[cell.index()].count(piece.right);
        }
    }
    tallies
}

/// Of the cells that were asked about, the one that was answered rightly least; `None` where all was right.
#[must_use]
pub fn weakest<'a>(answers: impl Iterator<Item = &'a Graded>) -> Option<Cell> {
    let tallies = tallies(answers);
    let wrong = Cell::all().filter(|cell| tallies[cell.index()].wrong > 0);
    wrong.min_by_key(|cell| tallies[cell.index()].share())
}

/// Outside lessons the last ones are kept.
const PRACTICE: usize = 500;

impl Progress {
    #[must_use]
    pub fn new(trainee: &str) -> Self {
        Self { format: document::FORMAT, trainee: trainee.to_owned(), ..Self::default() }
    }

    /// Notes how far a lesson is.
    pub fn note(&mut self, sitting: &Sitting) {
        self.lessons.insert(sitting.lesson().number, sitting.records().to_vec());
    }

    /// Notes a prediction outside lessons.
    pub fn practised(&mut self, graded: Graded) {
        if self.practice.len() >= PRACTICE {
            self.practice.remove(0);
        }
        self.practice.push(graded);
        self.practised += 1;
    }

    /// The seed of a fresh situation: of none that was shown before.
    #[must_use]
    pub fn fresh(&self) -> u64 {
        self.shown.max(self.practised)
    }

    /// Notes that the situation of a seed was shown.
    pub fn showed(&mut self, seed: u64) {
        self.shown = self.shown.max(seed.saturating_add(1));
    }

    /// Everything that was predicted, oldest first within a lesson.
    pub fn answers(&self) -> impl Iterator<Item = &Graded> {
        let taken = self.lessons.values().flatten().filter_map(|record| record.graded.as_ref());
        taken.chain(&self.practice)
    }

    #[must_use]
    pub fn diagnosis(&self) -> Diagnosis {
        diagnose(self.answers())
    }

    /// How often copies that went by each cell were predicted rightly, in the order of [`Cell::all`].
    #[must_use]
    pub fn cells(&self) -> [Tally; Cell::COUNT] {
        tallies(self.answers())
    }

    /// Likewise for a cell of the action table.
    #[must_use]
    pub fn action(&self, action: Action, from: PortState) -> Tally {
        let mut tally = Tally::default();
        for graded in self.answers().filter(|graded| graded.pieces.iter().any(|it| it.action == Some((action, from)))) {
            tally.count(graded.is_right());
        }
        tally
    }

    /// The cell that was answered rightly least: first what was never asked, then what was mostly wrong.
    #[must_use]
    pub fn weakest_cell(&self) -> Cell {
        let tallies = self.cells();
        let mut cells: Vec<Cell> = Cell::all().collect();
        cells.sort_by_key(|cell| tallies[cell.index()].share());
        cells.first().copied().expect("there are twelve")
    }

    /// The text of its file.
    ///
    /// # Panics
    /// When RON cannot write it, which a test excludes.
    #[must_use]
    pub fn to_text(&self) -> String {
        let layout = ron::ser::PrettyConfig::new().new_line("\n").depth_limit(5).struct_names(false);
        let body = ron::ser::to_string_pretty(self, layout).expect("it can be written as RON");
        format!("Progress{body}\n")
    }

    /// Reads a file. `path` is what errors call it.
    ///
    /// # Errors
    /// When the text is none of this kind.
    pub fn read(text: &str, path: Option<&Path>) -> Result<Self, ReadError> {
        let read: Self = document::parse(text, path)?;
        document::check_format(read.format, text, path)?;
        Ok(read)
    }

    /// Writes its file, as a whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), SaveError> {
        document::write(path, &self.to_text())
    }

    /// What was understood, as Markdown.
    #[must_use]
    pub fn report(&self, words: &Words) -> String {
        let mut text = String::new();
        let say = |sentence: Sentence| words.say(&sentence);
        let _ = writeln!(text, "# {}\n", say(Sentence::new("progress-title").with("trainee", plain(&self.trainee))));
        let answers: Vec<&Graded> = self.answers().collect();
        let right = answers.iter().filter(|graded| graded.is_right()).count();
        let summary = Sentence::new("progress-summary").with("right", right).with("of", answers.len());
        let _ = writeln!(text, "{}\n\n{}\n", say(summary), say(self.diagnosis().sentence(words.language())));
        for (misconception, count) in named_most(answers.iter().copied()) {
            let entry = misconception.entry();
            let named = Sentence::new("progress-named")
                .with("belief", entry.belief.get(words.language()))
                .with("but", entry.but.get(words.language()))
                .with("count", count);
            let _ = writeln!(text, "- {}", say(named));
        }
        self.report_tables(&mut text, words);
        for lesson in lessons() {
            if let Some(records) = self.lessons.get(&lesson.number) {
                report_lesson(&mut text, lesson, records, words);
            }
        }
        text
    }

    fn report_tables(&self, text: &mut String, words: &Words) {
        let _ = writeln!(text, "\n## {}\n", words.text("progress-outcomes"));
        let headings = ["progress-path", "state-bound", "state-stopped", "state-started"].map(|key| words.text(key));
        let _ = writeln!(text, "| {} |\n|---|---|---|---|", headings.join(" | "));
        let tallies = self.cells();
        let shown = |tally: Tally| {
            if tally.all() == 0 { "-".to_owned() } else { format!("{}/{}", tally.right, tally.all()) }
        };
        for path in crate::rules::outcome::Path::ALL {
            let name = match path {
                crate::rules::outcome::Path::Direct => Sentence::new("outcomes-direct"),
                crate::rules::outcome::Path::ViaGroup(state) => {
                    Sentence::new("outcomes-via-group").with("state", Sentence::new(state.key()))
                }
            };
            let cells = PortState::ALL.map(|port| shown(tallies[Cell { path, port }.index()]));
            let _ = writeln!(text, "| {} | {} |", words.say(&name), cells.join(" | "));
        }
        let _ = writeln!(text, "\n## {}\n", words.text("progress-actions"));
        let headings = ["progress-action", "state-bound", "state-stopped", "state-started"].map(|key| words.text(key));
        let _ = writeln!(text, "| {} |\n|---|---|---|---|", headings.join(" | "));
        for action in lifecycle::actions() {
            let cells = PortState::ALL.map(|from| shown(self.action(action, from)));
            let _ = writeln!(text, "| {} | {} |", words.text(action.key()), cells.join(" | "));
        }
    }
}

fn report_lesson(text: &mut String, lesson: &Lesson, records: &[StepRecord], words: &Words) {
    let language = words.language();
    let title = Sentence::new("progress-lesson")
        .with("number", lesson.number.to_string())
        .with("title", lesson.title.get(language));
    let _ = writeln!(text, "\n## {}\n", words.say(&title));
    for (number, (step, record)) in lesson.steps.iter().zip(records).enumerate() {
        let _ = writeln!(text, "{}. {}", number + 1, plain(step.say.get(language)));
        let what = match (&record.graded, &step.task, record.done) {
            (_, _, false) => Sentence::new("progress-not-done"),
            (Some(graded), _, _) => {
                let parts: Vec<Part> = graded.pieces.iter().map(|piece| piece.part.clone()).collect();
                Sentence::new(if graded.is_right() { "progress-right" } else { "progress-wrong" })
                    .with("given", graded.given.sentence(&parts))
                    .with("truth", graded.truth.sentence(&parts))
            }
            (None, Task::Reach { .. }, _) => Sentence::new("progress-reached")
                .with("actions", record.actions)
                .with("par", record.par.unwrap_or(record.actions)),
            (None, Task::Predict { .. }, _) => Sentence::new("progress-not-done"),
        };
        let hints = match record.hints {
            0 => String::new(),
            hints => format!(" {}", words.say(&Sentence::new("progress-hints").with("hints", hints))),
        };
        let _ = writeln!(text, "   {}{hints}", plain(&words.say(&what)));
    }
}

impl Diagnosis {
    #[must_use]
    pub fn sentence(self, language: Language) -> Sentence {
        match self {
            Self::TooLittle => Sentence::new("diagnosis-too-little"),
            Self::Knows => Sentence::new("diagnosis-knows"),
            Self::Guesses => Sentence::new("diagnosis-guesses"),
            Self::Holds(it) => Sentence::new("diagnosis-holds").with("belief", it.entry().belief.get(language)),
        }
    }

    #[must_use]
    pub fn misconception(self) -> Option<Misconception> {
        match self {
            Self::Holds(it) => Some(it),
            _ => None,
        }
    }
}

/// A name or a sentence that cannot be taken for a mark of Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for character in text.chars() {
        match character {
            '\\' | '*' | '`' | '[' | ']' | '<' | '>' | '#' | '|' => plain.extend(['\\', character]),
            '\n' | '\r' => plain.push(' '),
            other => plain.push(other),
        }
    }
    plain
}
