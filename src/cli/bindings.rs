//! Binding files from a terminal.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::{
    Exit,
    source::{self, Imported, name},
};
use crate::{
    document::{
        self, Document,
        bindings::{self, BindingError, BindingFile, Difference, Scope, Summary, Verdict},
    },
    model::{Name, Role},
    words::{Language, Sentence, Words},
};

/// How many differences are listed.
const MOST: usize = 1000;

/// What to do with binding files.
#[derive(Clone, Debug, Subcommand)]
pub enum BindingsCommand {
    /// Count what a binding file holds, and point out what is odd about it
    ///
    /// Exit code: 0 it can be read, 2 it cannot.
    Summary {
        /// The binding file
        file: PathBuf,
        /// One JSON object: the counts alone
        #[arg(long)]
        json: bool,
    },
    /// Make a document of a binding file
    ///
    /// The document is written anew. It holds the ports, groups and orchestrations of the file, and the
    /// applications, hosts, adapters and send handlers that these name. What is not modelled is kept for
    /// an export. All ports are Bound, and their destinations simulated.
    ///
    /// Exit code: 0 everything was taken over, 1 something is pointed out that was not, 2 the file
    /// cannot be used.
    Import {
        /// The binding file
        file: PathBuf,
        /// The document to write
        document: PathBuf,
    },
    /// Write a document as a binding file
    ///
    /// What was imported and not changed is written as it was. Passwords and states are in no binding
    /// file.
    ///
    /// Exit code: 0 everything is in the file, 1 something is pointed out that a binding file cannot say,
    /// 2 the document cannot be used.
    Export {
        /// The document
        document: PathBuf,
        /// The binding file to write
        file: PathBuf,
        /// Only what belongs to this application
        #[arg(long, value_name = "NAME")]
        application: Option<String>,
    },
    /// Compare two binding files as XML, the documents inside of their elements included
    ///
    /// The order of attributes, white space between elements, comments, and whether an inner document
    /// is escaped make no difference. Passwords are not compared.
    ///
    /// Exit code: 0 no difference, 1 there are differences, 2 one of them cannot be read.
    Diff {
        /// The first binding file
        a: PathBuf,
        /// The second binding file
        b: PathBuf,
    },
}

/// Does it, and tells on the standard output and error what came of it.
#[must_use]
pub fn bindings(command: &BindingsCommand) -> Exit {
    let words = Words::new(Language::of_the_system());
    let done = match command {
        BindingsCommand::Summary { file, json } => summary(&words, file, *json),
        BindingsCommand::Import { file, document } => import(&words, file, document),
        BindingsCommand::Export { document, file, application } => {
            export(&words, document, file, application.as_deref())
        }
        BindingsCommand::Diff { a, b } => diff(&words, a, b),
    };
    done.unwrap_or_else(|sentence| {
        eprintln!("sendport: {}", words.say(&sentence));
        Exit::Unusable
    })
}

fn load(file: &Path) -> Result<BindingFile, Sentence> {
    bindings::load(file).map_err(|error| error.sentence())
}

fn summary(words: &Words, path: &Path, json: bool) -> Result<Exit, Sentence> {
    let file = load(path)?;
    let summary = Summary::of(&file);
    if json {
        // numbers under names: nothing of it can fail
        println!("{}", serde_json::to_string_pretty(&summary).unwrap_or_default());
        return Ok(Exit::Fine);
    }
    let entries = summary.entries().map(|(key, count)| (words.text(key), count));
    let width = entries.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    for (name, count) in &entries {
        println!("{name:width$}  {count:>6}");
    }
    for note in &file.notes {
        let note = Sentence::new("binding-note").with("line", note.line).with("note", note.sentence.clone());
        println!("{}", words.say(&note));
    }
    Ok(Exit::Fine)
}

fn import(words: &Words, path: &Path, document: &Path) -> Result<Exit, Sentence> {
    let Imported { file, plan, choice, response, group } = source::import(path)?;
    let made = Document { group, role: Role::Administrator };
    document::save(&made, document).map_err(|error| error.sentence())?;
    for note in &file.notes {
        tell(words, note.line, note.sentence.clone());
    }
    for item in &plan.items {
        if let Verdict::Impossible(why) = &item.verdict {
            tell(words, item.line, not_taken(&item.item.name, why.clone()));
        }
        for remark in &item.remarks {
            tell(
                words,
                remark.line,
                Sentence::new("binding-remark").with("name", &item.item.name).with("what", remark.sentence.clone()),
            );
        }
    }
    for (item, refusal) in &response.skipped {
        let why = refusal.reasons.first().map_or_else(|| refusal.what.clone(), |reason| reason.sentence.clone());
        eprintln!("{}", words.say(&not_taken(&item.name, why)));
    }
    let count = plan.items.iter().filter(|item| item.after.is_some()).count().saturating_sub(response.skipped.len());
    let done = Sentence::new("binding-imported");
    println!("{}", words.say(&done.with("count", count).with("file", name(path)).with("document", name(document))));
    let lossy = file.notes.iter().any(|note| note.lossy) || plan.loses(&choice) || !response.skipped.is_empty();
    Ok(if lossy { Exit::Refused } else { Exit::Fine })
}

fn tell(words: &Words, line: usize, note: Sentence) {
    eprintln!("{}", words.say(&Sentence::new("binding-note").with("line", line).with("note", note)));
}

fn not_taken(name: &Name, why: Sentence) -> Sentence {
    Sentence::new("binding-not-taken").with("name", name).with("why", why)
}

fn export(words: &Words, document: &Path, path: &Path, application: Option<&str>) -> Result<Exit, Sentence> {
    let Document { group, .. } = document::load(document).map_err(|error| error.sentence())?;
    let scope = match application {
        None => Scope::BizTalkGroup,
        Some(application) => {
            let application = Name::new(application);
            if !group.applications.contains_key(&application) {
                return Err(Sentence::new("problem-no-application").with("name", &application));
            }
            Scope::Application(application)
        }
    };
    let export = bindings::export(&group, &scope);
    document::write_file(path, export.text.as_bytes()).map_err(|error| error.sentence())?;
    for note in &export.notes {
        eprintln!("{}", words.say(note));
    }
    let done = Sentence::new("binding-exported").with("count", export.artifacts).with("file", name(path));
    println!("{}", words.say(&done));
    Ok(if export.notes.is_empty() { Exit::Fine } else { Exit::Refused })
}

fn diff(words: &Words, a: &Path, b: &Path) -> Result<Exit, Sentence> {
    let (found, count) = bindings::diff(a, b, MOST).map_err(|error: BindingError| error.sentence())?;
    if count == 0 {
        println!("{}", words.text("binding-diff-same"));
        return Ok(Exit::Fine);
    }
    for difference in &found {
        println!("{}", words.say(&line(difference)));
    }
    if count > found.len() {
        println!("{}", words.say(&Sentence::new("binding-diff-more").with("count", count - found.len())));
    }
    println!("{}", words.say(&Sentence::new("binding-diff-count").with("count", count)));
    Ok(Exit::Refused)
}

/// Where something differs, and how.
fn line(difference: &Difference) -> Sentence {
    let lines = match (difference.line_a, difference.line_b) {
        (Some(a), Some(b)) => Sentence::new("binding-diff-lines").with("a", a).with("b", b),
        (Some(a), None) => Sentence::new("binding-diff-line-a").with("a", a),
        (None, b) => Sentence::new("binding-diff-line-b").with("b", b.unwrap_or(1)),
    };
    Sentence::new("binding-diff-at")
        .with("path", difference.path.as_str())
        .with("lines", lines)
        .with("what", difference.what.clone())
}
