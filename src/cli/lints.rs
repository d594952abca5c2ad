//! What looks wrong in a document or a binding file, from a terminal.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

use serde_json::{Value as Json, json};

use super::{Exit, LintsArguments, source};
use crate::{
    model::ArtifactKind,
    routing::lints::{self, Level, Lint},
    words::{Language, Sentence, Words},
};

/// Lists all lints on the standard output.
#[must_use]
pub fn lints(arguments: &LintsArguments) -> Exit {
    let words = Words::new(Language::of_the_system());
    let (group, started) = match source::read(&arguments.file) {
        Ok(read) => read,
        Err(sentence) => {
            eprintln!("sendport: {}", words.say(&sentence));
            return Exit::Unusable;
        }
    };
    // nobody gives up here
    let mut all = lints::all(&group, &mut |_, _| true).unwrap_or_default();
    all.retain(|lint| !arguments.warnings || lint.level() == Level::Warning);
    let warnings = all.iter().filter(|lint| lint.level() == Level::Warning).count();
    let text = if arguments.json {
        // in English, so that scripts find the same everywhere
        let english = Words::new(Language::English);
        format!("{}\n", Json::from(all.iter().map(|lint| json_of(&english, lint)).collect::<Vec<_>>()))
    } else {
        text(&words, &all, warnings, started)
    };
    // whoever listened has heard enough
    let _ = io::stdout().write_all(text.as_bytes());
    if warnings > 0 { Exit::Refused } else { Exit::Fine }
}

fn text(words: &Words, all: &[Lint], warnings: usize, started: bool) -> String {
    let mut text = String::new();
    if started {
        let _ = writeln!(text, "{}\n", words.text("terminal-as-started"));
    }
    for lint in all {
        let _ = writeln!(
            text,
            "{}: {}, {}\n  {}\n  {}\n  {}\n",
            lint.item.name,
            words.text(lint.level().key()),
            words.text(lint.kind().key()),
            words.say(&lint.sentence()),
            words.say(&lint.kind().remedy()),
            words.say(&lint.citation().sentence()),
        );
    }
    let summary = if all.is_empty() {
        Sentence::new("lints-none")
    } else {
        Sentence::new("lints-summary").with("warnings", warnings).with("notes", all.len() - warnings)
    };
    let _ = writeln!(text, "{}", words.say(&summary));
    text
}

fn json_of(english: &Words, lint: &Lint) -> Json {
    let citation = lint.citation();
    json!({
        "item": lint.item.name,
        "group": lint.item.kind == ArtifactKind::SendPortGroup,
        "field": lint.field,
        "lint": lint.kind().key().trim_start_matches("lint-kind-"),
        "level": lint.level().key().trim_start_matches("lint-level-"),
        "what": english.say(&lint.sentence()),
        "do": english.say(&lint.kind().remedy()),
        "documented": citation.is_documented(),
        "why": english.say(&citation.sentence()),
        "others": lint.others().iter().map(|it| it.name.to_string()).collect::<Vec<_>>(),
    })
}
