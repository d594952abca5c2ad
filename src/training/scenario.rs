use std::path::Path;

use serde::{Deserialize, Deserializer};

use crate::{
    document::{self, Document, Form, Mistake, Place, Position, ReadError},
    engine::{Held, Outcome},
    model::{ArtifactKind, ArtifactRef, BizTalkGroup, Draft, Filter, Name, Role, validate},
    rules::{Action, instances::Operation},
    words::{Language, Sentence, Words},
};

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    #[serde(deserialize_with = "paragraphs")]
    en: String,
    #[serde(deserialize_with = "paragraphs")]
    fr: String,
}

impl Text {
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

/// The page that tells what a scenario is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
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

/// What becomes of one copy of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Fate {
    Processed,
    Suspended,
    Waiting,
    Terminated,
}

impl From<Fate> for Outcome {
    fn from(fate: Fate) -> Self {
        match fate {
            Fate::Processed => Self::Processed,
            Fate::Suspended => Self::Suspended,
            Fate::Waiting => Self::Waiting,
            Fate::Terminated => Self::Terminated,
        }
    }
}

/// One copy of a message, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivered {
    pub port: Name,
    /// The group by way of which the port gets it.
    #[serde(default)]
    pub via: Option<Name>,
    pub outcome: Fate,
}

/// What is promised of each message of an injection.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub enum Promise {
    /// Exactly these copies, in any order, and no others.
    Deliveries(Vec<Delivered>),
    /// Nobody gets a copy.
    RoutingFailure,
}

/// One step of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What the presenter says.
    pub say: Text,
    #[serde(rename = "do")]
    pub kind: StepKind,
}

/// What is done in a step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum StepKind {
    /// Publishes a message, once unless `count` says more.
    Inject {
        draft: Draft,
        #[serde(default = "once")]
        count: u32,
        promise: Promise,
    },
    /// Enlist, Start, Stop or Unenlist.
    Act {
        action: Action,
        item: ArtifactRef,
        /// What becomes of messages that were held, when it starts.
        #[serde(default)]
        held: Held,
        /// The action is promised to be refused.
        #[serde(default)]
        refused: bool,
    },
    /// Resumes, suspends or terminates the oldest suspended instance of the port.
    Operate {
        operation: Operation,
        port: Name,
        promise: Fate,
    },
    /// Gives a port or a group another filter.
    SetFilter {
        item: ArtifactRef,
        filter: Filter,
    },
    SetRole(Role),
}

fn once() -> u32 {
    1
}

/// A document with a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    pub number: u32,
    pub title: Text,
    /// What it teaches, in one line.
    pub teaching: Text,
    pub info: Info,
    /// How everything stands before the first step.
    pub document: Document,
    pub steps: Vec<Step>,
}

/// What stands in the file, in this order.
#[derive(Debug, Deserialize)]
#[serde(rename = "Scenario", deny_unknown_fields)]
struct File {
    format: u32,
    number: u32,
    title: Text,
    teaching: Text,
    info: Info,
    document: Form,
    steps: Vec<Step>,
}

/// Reads a scenario. `path` is what errors call it.
///
/// # Errors
/// When the text is no scenario, its document is none, or a step names something that the
/// document does not have.
pub fn read(text: &str, path: Option<&Path>) -> Result<Scenario, ReadError> {
    let File { format, number, title, teaching, info, document, steps } = document::parse(text, path)?;
    if format != document::FORMAT {
        return Err(ReadError::OtherFormat { file: path.map(Into::into), format: format.into() });
    }
    let document = document.into_document().map_err(|finding| finding.into_error("document.", text, path))?;
    for (index, step) in steps.iter().enumerate() {
        if let Some(problem) = problem_of(&step.kind, &document.group) {
            let field = format!("steps[{index}].do");
            let position = document::locate(text, &field).unwrap_or(Position { line: 1, column: 1 });
            return Err(ReadError::Wrong {
                place: Box::new(Place { file: path.map(Into::into), position, field }),
                mistake: Box::new(Mistake::Problem(problem)),
            });
        }
    }
    Ok(Scenario { number, title, teaching, info, document, steps })
}

/// What is wrong with a step among the artifacts of the document.
fn problem_of(step: &StepKind, group: &BizTalkGroup) -> Option<Sentence> {
    let port = |name: &Name| {
        (!group.send_ports.contains_key(name)).then(|| Sentence::new("problem-no-send-port").with("name", name))
    };
    let spg = |name: &Name| {
        (!group.send_port_groups.contains_key(name))
            .then(|| Sentence::new("problem-no-send-port-group").with("name", name))
    };
    match step {
        StepKind::Inject { draft, promise, .. } => {
            if let Some(error) = validate::first_error(&validate::draft(draft)) {
                return Some(error.sentence.clone());
            }
            match promise {
                Promise::RoutingFailure => None,
                Promise::Deliveries(deliveries) => deliveries
                    .iter()
                    .find_map(|delivery| port(&delivery.port).or_else(|| delivery.via.as_ref().and_then(spg))),
            }
        }
        StepKind::Act { item, .. } | StepKind::SetFilter { item, .. } => match item.kind {
            ArtifactKind::SendPortGroup => spg(&item.name),
            _ => port(&item.name),
        },
        StepKind::Operate { port: name, .. } => port(name),
        StepKind::SetRole(_) => None,
    }
}
