use std::path::Path;

use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::step::{Step, StepKind, problem_of};
use crate::{
    document::{self, Document, Form, Mistake, Place, Position, ReadError},
    words::{Language, Sentence, Words},
};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    #[serde(serialize_with = "with_paragraphs", deserialize_with = "paragraphs")]
    en: String,
    #[serde(serialize_with = "with_paragraphs", deserialize_with = "paragraphs")]
    fr: String,
}

impl Text {
    /// What it is in each language.
    #[must_use]
    pub fn of(text: impl Fn(Language) -> String) -> Self {
        Self { en: text(Language::English), fr: text(Language::French) }
    }

    /// What a sentence says in each language.
    #[must_use]
    pub fn say(sentence: &Sentence) -> Self {
        let [en, fr] = [Language::English, Language::French].map(|language| Words::new(language).say(sentence));
        Self { en, fr }
    }

    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }

    /// What it says in a language, to be written.
    #[must_use]
    pub fn get_mut(&mut self, language: Language) -> &mut String {
        match language {
            Language::English => &mut self.en,
            Language::French => &mut self.fr,
        }
    }
}

/// A long text is broken into lines in the file and not on the screen; an empty line parts two
/// paragraphs.
fn paragraphs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.lines().map(str::trim) {
        let last = paragraphs.last_mut().expect("there is always one");
        if line.is_empty() {
            if !last.is_empty() {
                paragraphs.push(String::new());
            }
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(line);
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    Ok(paragraphs.join("\n"))
}

/// As [`paragraphs`] reads it.
fn with_paragraphs<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if text.contains('\n') {
        serializer.serialize_str(&text.replace('\n', "\n\n"))
    } else {
        serializer.serialize_str(text)
    }
}

/// The page that tells what a scenario is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Info {
    pub what: Text,
    pub how_to_use: Text,
    pub things_to_notice: Text,
    pub things_to_try: Text,
    /// The rule that it shows.
    pub rule: Text,
    /// The page of the documentation, and the row.
    pub source: Text,
}

/// A document with a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    pub number: u32,
    pub title: Text,
    /// What it teaches, in one line.
    pub teaching: Text,
    pub info: Info,
    /// When it begins, in the zone of the hosts: on a virtual clock, which stands. Without it the clock
    /// is the machine's.
    pub begins: Option<DateTime>,
    /// How everything stands before the first step.
    pub document: Document,
    pub steps: Vec<Step>,
}

/// How many steps a scenario has at most, how many messages they inject, and how many send ports and
/// groups there are: what comes from strangers is played, and whoever learns sees them all.
pub const MAX_STEPS: usize = 500;
pub const MAX_MESSAGES: u32 = 200;
pub const MAX_PORTS: usize = 1000;

/// How long a text is at most in each language, in characters, and one that is a line of a list: its title, and
/// what it teaches.
pub const MAX_TEXT: usize = 10_000;
pub const MAX_LINE: usize = 500;

/// The first of these texts that is longer than its limit: its field, and what is wrong.
pub(super) fn too_long<'a>(texts: impl IntoIterator<Item = (String, &'a Text, usize)>) -> Option<(String, Sentence)> {
    texts.into_iter().find_map(|(field, text, limit)| {
        [("en", &text.en), ("fr", &text.fr)].into_iter().find_map(|(language, said)| {
            // counting stops where it is too long
            let is = said.len() > limit && said.chars().nth(limit).is_some();
            is.then(|| (format!("{field}.{language}"), Sentence::new("problem-long-text").with("limit", limit)))
        })
    })
}

/// What stands in the file, in this order.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename = "Scenario", deny_unknown_fields)]
struct File {
    format: u32,
    number: u32,
    title: Text,
    teaching: Text,
    info: Info,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    begins: Option<DateTime>,
    document: Form,
    steps: Vec<Step>,
}

/// Down to which depth a file of training that is written by hand has a line for each field.
pub(super) const LINES: usize = 5;

impl Scenario {
    /// The text of its file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn to_text(&self) -> Result<String, ron::Error> {
        let written = File {
            format: document::FORMAT,
            number: self.number,
            title: self.title.clone(),
            teaching: self.teaching.clone(),
            info: self.info.clone(),
            begins: self.begins,
            document: Form::from(&self.document),
            steps: self.steps.clone(),
        };
        document::named_text("Scenario", &written, LINES)
    }
}

/// Where a field stands; where the text does not have it, what is around it.
pub(super) fn nearest(text: &str, field: &str) -> Position {
    let mut near = field;
    loop {
        if let Some(position) = document::locate(text, near) {
            return position;
        }
        match near.rfind(['.', '[']) {
            Some(end) => near = &near[..end],
            None => return Position { line: 1, column: 1 },
        }
    }
}

/// What is wrong with a field of a text that could be read.
pub(super) fn wrong(text: &str, path: Option<&Path>, field: &str, problem: Sentence) -> ReadError {
    let position = nearest(text, field);
    ReadError::Wrong {
        place: Box::new(Place { file: path.map(Into::into), position, field: field.to_owned() }),
        mistake: Box::new(Mistake::Problem(problem)),
    }
}

/// Reads a scenario. `path` is what errors call it.
///
/// # Errors
/// When the text is no scenario, its document is none, or a step names something that the
/// document does not have.
pub fn read(text: &str, path: Option<&Path>) -> Result<Scenario, ReadError> {
    let File { format, number, title, teaching, info, begins, document, steps } = document::parse(text, path)?;
    document::check_format(format, text, path)?;
    let wrong = |field: &str, problem: Sentence| wrong(text, path, field, problem);
    let Info { what, how_to_use, things_to_notice, things_to_try, rule, source } = &info;
    let lines = [("title", &title, MAX_LINE), ("teaching", &teaching, MAX_LINE)];
    let pages = [
        ("info.what", what, MAX_TEXT),
        ("info.how_to_use", how_to_use, MAX_TEXT),
        ("info.things_to_notice", things_to_notice, MAX_TEXT),
        ("info.things_to_try", things_to_try, MAX_TEXT),
        ("info.rule", rule, MAX_TEXT),
        ("info.source", source, MAX_TEXT),
    ];
    let said = steps.iter().enumerate().map(|(index, step)| (format!("steps[{index}].say"), &step.say, MAX_TEXT));
    let named = lines.into_iter().chain(pages).map(|(field, text, limit)| (field.to_owned(), text, limit));
    if let Some((field, problem)) = too_long(named.chain(said)) {
        return Err(wrong(&field, problem));
    }
    let document = document.into_document().map_err(|finding| finding.into_error("document.", text, path))?;
    let mut injected = 0_u32;
    let ports = document.group.send_ports.size() + document.group.send_port_groups.size();
    if ports > MAX_PORTS {
        return Err(wrong("document", Sentence::new("problem-ports").with("count", ports).with("limit", MAX_PORTS)));
    }
    for (index, step) in steps.iter().enumerate() {
        if let StepKind::Inject { count, .. } = &step.kind {
            injected = injected.saturating_add(*count);
        }
        let field = format!("steps[{index}]");
        if index >= MAX_STEPS {
            return Err(wrong(&field, Sentence::new("problem-steps").with("limit", MAX_STEPS)));
        }
        if injected > MAX_MESSAGES {
            return Err(wrong(&field, Sentence::new("problem-messages").with("limit", MAX_MESSAGES)));
        }
        if let Some((inner, problem)) = problem_of(step, &document.group, injected) {
            return Err(wrong(&format!("{field}.{inner}"), problem));
        }
    }
    Ok(Scenario { number, title, teaching, info, begins, document, steps })
}
