//! Why a binding file cannot be used, in one sentence with its place.

use std::{
    fmt,
    fs::{self, File},
    io::Read,
    path::Path,
};

use thiserror::Error;

use super::{
    super::error::{Place, ReadError},
    MAX_SIZE, decode,
    xml::{self, Fault},
};
use crate::words::{Language, Sentence, Words};

/// How much of a file that is too large is looked at for a better reason, in bytes.
const LOOKED_AT: usize = 1 << 20;

/// Why a binding file was not read. Nothing is changed by it.
#[derive(Debug, Error)]
pub enum BindingError {
    /// The file itself.
    Unreadable(ReadError),
    /// What stands in it.
    Wrong { place: Box<Place>, what: Box<Sentence> },
}

impl BindingError {
    pub(super) fn wrong(path: Option<&Path>, fault: Fault) -> Self {
        let place = Place { file: path.map(Into::into), position: fault.position, field: String::new() };
        Self::Wrong { place: Box::new(place), what: Box::new(fault.what) }
    }

    /// What is wrong, and where.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Unreadable(error) => error.sentence(),
            Self::Wrong { place, what } => {
                Sentence::new("binding-wrong").with("place", place.sentence()).with("what", (**what).clone())
            }
        }
    }
}

impl fmt::Display for BindingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Words::new(Language::English).say(&self.sentence()))
    }
}

/// Reads a whole file, or of a larger one the beginning, which is enough to say what is wrong.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, BindingError> {
    let failed = |source| BindingError::Unreadable(ReadError::Io { path: path.into(), source });
    // asked before opening: opening a pipe waits for somebody to write
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(BindingError::Unreadable(ReadError::NotAFile { path: path.into() }));
    }
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(MAX_SIZE as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// A file that is too large may be so for a reason that can be told.
pub(super) fn too_large(bytes: &[u8], path: Option<&Path>) -> BindingError {
    let mut end = LOOKED_AT.min(bytes.len());
    // not in the middle of a character, in neither of the encodings
    while end > LOOKED_AT - 4 && decode::decode(&bytes[..end]).is_err() {
        end -= 1;
    }
    let fault = decode::decode(&bytes[..end]).and_then(|text| {
        xml::check_limits(&text)?;
        let what = Sentence::new("binding-too-large").with("limit", MAX_SIZE >> 20);
        Err::<(), _>(Fault { position: xml::position(&text, text.len()), what })
    });
    let position = || xml::position("", 0);
    let what = || Sentence::new("binding-too-large").with("limit", MAX_SIZE >> 20);
    BindingError::wrong(path, fault.err().unwrap_or_else(|| Fault { position: position(), what: what() }))
}
