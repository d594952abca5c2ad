//! What processes that are gone have left in the recovery folder.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{DOCUMENT, MESSAGE_BOX, NOTE, Note, Place, read_note, with_suffix};
use crate::{
    console::session::Origin,
    document::{self, Document, ReadError},
    message_box::{Lock, LockFailure, MessageBox as _, SqliteMessageBox},
};

/// Unsaved work of a process that is gone. Nobody else is offered it as long as this lives.
pub struct Leftover {
    pub note: Note,
    pub contents: Contents,
    /// The file has been changed after this copy was made.
    pub file_is_newer: bool,
    place: Place,
}

/// What is in it.
#[derive(Debug)]
pub struct Contents {
    /// The unsaved changes; `None` where only messages were left.
    pub document: Option<Result<Document, ReadError>>,
    /// Messages of a document without a file.
    pub messages: u64,
}

impl Leftover {
    /// The document as it is to be opened.
    ///
    /// # Errors
    /// When the copy cannot be read.
    pub fn document(&self) -> Result<Document, &ReadError> {
        match (&self.contents.document, &self.note.origin) {
            (Some(Ok(document)), _) => Ok(document.clone()),
            (Some(Err(error)), _) => Err(error),
            (None, Origin::Scenario(number)) => Ok(crate::console::app::scenario_document(*number)),
            (None, Origin::Lesson(number)) => Ok(crate::training::lesson(*number)
                .map_or_else(crate::console::app::new_document, |lesson| lesson.document.clone())),
            (None, Origin::Own(own)) => Ok(own.manuscript().document().clone()),
            (None, _) => Ok(crate::console::app::new_document()),
        }
    }

    /// The place goes over to whoever opens it.
    #[must_use]
    pub fn into_place(mut self) -> Place {
        self.place.keep = false;
        self.place
    }

    /// It is not wanted: its files are removed. Otherwise they stay for the next time.
    pub fn discard(mut self) {
        self.place.keep = false;
    }
}

/// Looks for what was left, the newest first. Places in which there is nothing are cleared away.
/// Reads whole documents, so not for the window's thread.
#[must_use]
pub fn find(folder: &Path) -> Vec<Leftover> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let bases: BTreeSet<PathBuf> = entries
        .filter_map(|entry| {
            let name = entry.ok()?.file_name().into_string().ok()?;
            let (process, rest) = name.split_once('-')?;
            let number = rest.split('.').next()?;
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            (digits(process) && digits(number)).then(|| folder.join(format!("{process}-{number}")))
        })
        .collect();
    let mut found: Vec<Leftover> = bases.into_iter().filter_map(|base| leftover(&base)).collect();
    found.sort_by_key(|leftover| std::cmp::Reverse(leftover.note.time));
    found
}

fn leftover(base: &Path) -> Option<Leftover> {
    let lock = match Lock::take(base) {
        Ok(lock) => lock,
        // the process lives
        Err(LockFailure::Held(_)) => return None,
        Err(LockFailure::Io(error)) => {
            log::warn!("{}: {error}", base.display());
            return None;
        }
    };
    let mut place = Place { base: base.to_owned(), keep: true, _lock: lock };
    let path = with_suffix(base, DOCUMENT);
    let document = path.exists().then(|| document::load(&path));
    let touched = |path: &Path| {
        let time = fs::metadata(path).and_then(|file| file.modified()).ok()?;
        Timestamp::try_from(time).ok()
    };
    // before the MessageBox is opened, which touches it
    let time = touched(&path).or_else(|| touched(&with_suffix(base, MESSAGE_BOX)));
    let messages = messages(&with_suffix(base, MESSAGE_BOX));
    if document.is_none() && messages == Some(0) {
        // a document that was only looked at
        place.keep = false;
        return None;
    }
    // somebody has the messages open, or they cannot be read: not ours to judge
    let messages = messages?;
    let note = read_note(&with_suffix(base, NOTE))
        .unwrap_or_else(|| Note::new(Origin::New, String::new(), time.unwrap_or(Timestamp::UNIX_EPOCH)));
    let file_is_newer = match &note.origin {
        Origin::File(file) => touched(file).is_some_and(|time| time > note.time),
        _ => false,
    };
    Some(Leftover { note, contents: Contents { document, messages }, file_is_newer, place })
}

/// How many messages there are; `None` if that cannot be told.
fn messages(path: &Path) -> Option<u64> {
    if !path.exists() {
        return Some(0);
    }
    match SqliteMessageBox::open(path).and_then(|store| store.last_ids()) {
        Ok(ids) => Some(u64::try_from(ids.message).unwrap_or(0)),
        Err(error) => {
            log::warn!("{}: {error}", path.display());
            None
        }
    }
}
