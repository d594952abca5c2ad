//! What can be wrong with a document, and the sentences that say so.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use thiserror::Error;

use super::{FORMAT, MAX_SIZE, Position};
use crate::{
    model::{ArtifactKind, Name},
    words::{Argument, Language, Sentence, Words},
};

/// Where in a document something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: Option<PathBuf>,
    pub position: Position,
    /// The path of the field, such as `send_ports[3].transport.retry_count`; empty for the whole.
    pub field: String,
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq)]
pub enum Mistake {
    /// It is no RON, or RON of another form.
    Syntax(ron::Error),
    /// A name that stands twice within its kind.
    Duplicate { kind: ArtifactKind, name: Name, first_line: usize },
    /// A value that cannot be, or a reference to nothing.
    Problem(Sentence),
}

/// Why a document was not read.
#[derive(Debug, Error)]
pub enum ReadError {
    Io {
        path: PathBuf,
        source: io::Error,
    },
    NotAFile {
        path: PathBuf,
    },
    TooLarge {
        file: Option<PathBuf>,
        size: u64,
    },
    /// It holds zeros or is not UTF-8; `offset` in bytes.
    NotText {
        file: Option<PathBuf>,
        offset: usize,
    },
    NoFormat {
        file: Option<PathBuf>,
    },
    OtherFormat {
        place: Box<Place>,
        format: u64,
    },
    Wrong {
        place: Box<Place>,
        mistake: Box<Mistake>,
    },
}

/// Why a document was not saved. What was there is still there.
#[derive(Debug, Error)]
pub enum SaveError {
    Io {
        path: PathBuf,
        source: io::Error,
    },
    NotAFile {
        path: PathBuf,
    },
    ReadOnly {
        path: PathBuf,
    },
    /// It could not be read again.
    TooLarge {
        path: PathBuf,
        size: u64,
    },
}

impl ReadError {
    /// The text, or what stands in its field `field`, has this format, which is not the present one.
    pub(crate) fn other_format(text: &str, file: Option<&Path>, field: &str, format: u64) -> Self {
        let position = super::locate(text, field).unwrap_or(Position { line: 1, column: 1 });
        let place = Place { file: file.map(Into::into), position, field: field.to_owned() };
        Self::OtherFormat { place: Box::new(place), format }
    }

    /// What is wrong, where, and what to do.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Io { path, source } => {
                Sentence::new("document-read-failed").with("file", shown(path)).with("why", why(source))
            }
            Self::NotAFile { path } => Sentence::new("document-read-not-a-file").with("file", shown(path)),
            Self::TooLarge { file, size } => Sentence::new("document-read-too-large")
                .with("file", name(file.as_deref()))
                .with("size", mebibytes(*size))
                .with("limit", mebibytes(MAX_SIZE)),
            Self::NotText { file, offset } => {
                Sentence::new("document-not-text").with("file", name(file.as_deref())).with("offset", *offset)
            }
            Self::NoFormat { file } => Sentence::new("document-no-format").with("file", name(file.as_deref())),
            Self::OtherFormat { place, format } => {
                let key = if *format > u64::from(FORMAT) { "document-newer-format" } else { "document-no-such-format" };
                Sentence::new(key)
                    .with("place", place.sentence())
                    .with("format", format.to_string())
                    .with("known", FORMAT)
            }
            Self::Wrong { place, mistake } => {
                Sentence::new("document-wrong").with("place", place.sentence()).with("what", mistake.sentence())
            }
        }
    }
}

impl SaveError {
    /// What went wrong, and what to do.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Io { path, source } => {
                Sentence::new("document-save-failed").with("file", shown(path)).with("why", why(source))
            }
            Self::NotAFile { path } => Sentence::new("document-save-not-a-file").with("file", shown(path)),
            Self::ReadOnly { path } => Sentence::new("document-save-read-only").with("file", shown(path)),
            Self::TooLarge { path, size } => Sentence::new("document-save-too-large")
                .with("file", shown(path))
                .with("size", mebibytes(*size))
                .with("limit", mebibytes(MAX_SIZE)),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Words::new(Language::English).say(&self.sentence()))
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Words::new(Language::English).say(&self.sentence()))
    }
}

impl Place {
    /// The file, line, column and field.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let key = if self.field.is_empty() { "document-place" } else { "document-place-field" };
        Sentence::new(key)
            .with("file", name(self.file.as_deref()))
            .with("line", self.position.line)
            .with("column", self.position.column)
            .with("field", self.field.as_str())
    }
}

impl Mistake {
    /// What is wrong, without its place.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Syntax(error) => syntax(error),
            Self::Duplicate { kind, name, first_line } => Sentence::new("document-duplicate")
                .with("kind", Sentence::new(kind_key(*kind)))
                .with("name", name)
                .with("line", *first_line),
            Self::Problem(problem) => problem.clone(),
        }
    }
}

fn kind_key(kind: ArtifactKind) -> &'static str {
    match kind {
        ArtifactKind::Application => "document-kind-application",
        ArtifactKind::SendPort => "document-kind-send-port",
        ArtifactKind::SendPortGroup => "document-kind-send-port-group",
        ArtifactKind::ReceivePort => "document-kind-receive-port",
        ArtifactKind::Orchestration => "document-kind-orchestration",
        ArtifactKind::Host => "document-kind-host",
        ArtifactKind::Adapter => "document-kind-adapter",
        ArtifactKind::PropertySchema => "document-kind-property",
        ArtifactKind::Template => "document-kind-template",
        ArtifactKind::Destination => "document-kind-destination",
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// What a document is called in an error about its contents.
fn name(file: Option<&Path>) -> Argument {
    match file {
        Some(path) => path.file_name().map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned()).into(),
        None => Sentence::new("document-unnamed").into(),
    }
}

/// The system's words are in the system's language; the usual cases have ours.
fn why(error: &io::Error) -> Argument {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "document-io-not-found",
        io::ErrorKind::PermissionDenied => "document-io-permission-denied",
        io::ErrorKind::NotADirectory => "document-io-not-a-directory",
        io::ErrorKind::StorageFull => "document-io-storage-full",
        io::ErrorKind::ReadOnlyFilesystem => "document-io-read-only-disk",
        _ => return error.to_string().into(),
    };
    Sentence::new(key).into()
}

fn mebibytes(size: u64) -> String {
    size.div_ceil(1024 * 1024).to_string()
}

fn quoted(choices: &[&'static str]) -> Argument {
    choices.iter().map(|choice| Argument::from(*choice)).collect::<Vec<_>>().into()
}

/// The choice that was probably meant.
fn near<'a>(found: &str, choices: &[&'a str]) -> Option<&'a str> {
    let distance = |choice: &str| strsim::damerau_levenshtein(&found.to_lowercase(), &choice.to_lowercase());
    choices.iter().copied().min_by_key(|choice| distance(choice)).filter(|choice| distance(choice) <= 2)
}

fn unknown(key: [&'static str; 2], found: &str, expected: &[&'static str]) -> Sentence {
    match near(found, expected) {
        Some(meant) => Sentence::new(key[0]).with("found", found).with("meant", meant),
        None => Sentence::new(key[1]).with("found", found).with("expected", quoted(expected)),
    }
}

/// The reader's errors in our words.
fn syntax(error: &ron::Error) -> Sentence {
    use ron::Error as E;
    let token = |token: &str| Sentence::new("document-expected-token").with("token", token);
    match error {
        E::Eof | E::ExpectedStringEnd | E::UnclosedBlockComment => Sentence::new("document-ends-early"),
        E::ExpectedArray => token("["),
        E::ExpectedArrayEnd => token("]"),
        E::ExpectedMap => token("{"),
        E::ExpectedMapColon => token(":"),
        E::ExpectedMapEnd => token("}"),
        E::ExpectedComma => token(","),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => token("("),
        E::ExpectedStructLikeEnd | E::ExpectedOptionEnd => token(")"),
        E::ExpectedBoolean => Sentence::new("document-expected-boolean"),
        E::ExpectedString => Sentence::new("document-expected-string"),
        E::ExpectedInteger | E::InvalidIntegerDigit { .. } | E::UnderscoreAtBeginning => {
            Sentence::new("document-expected-integer")
        }
        E::IntegerOutOfBounds => Sentence::new("document-integer-out-of-range"),
        E::ExpectedIdentifier | E::InvalidIdentifier(_) => Sentence::new("document-expected-name"),
        E::UnexpectedChar(character) => {
            Sentence::new("document-unexpected-character").with("character", character.to_string())
        }
        E::TrailingCharacters => Sentence::new("document-goes-on"),
        E::ExceededRecursionLimit => Sentence::new("document-too-deep"),
        E::ExpectedDifferentStructName { expected, found } => {
            Sentence::new("document-other-structure").with("expected", *expected).with("found", found.as_str())
        }
        E::InvalidValueForType { expected, found } => {
            Sentence::new("document-wrong-type").with("expected", expected.as_str()).with("found", found.as_str())
        }
        E::NoSuchEnumVariant { expected, found, .. } => {
            unknown(["document-unknown-value-meant", "document-unknown-value"], found, expected)
        }
        E::NoSuchStructField { expected, found, .. } => {
            unknown(["document-unknown-field-meant", "document-unknown-field"], found, expected)
        }
        E::MissingStructField { field, .. } => Sentence::new("document-missing-field").with("field", *field),
        E::DuplicateStructField { field, .. } => Sentence::new("document-field-twice").with("field", *field),
        other => Sentence::new("document-other-error").with("error", other.to_string()),
    }
}
