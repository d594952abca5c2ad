//! Unsaved work that survives the end of the process. Each open document has a place in the
//! recovery folder: a copy of what is not saved, a note of where it comes from, and, where it has no
//! file, its MessageBox. A lock tells the places of processes that live from those of others.
//!
//! A place is made of files with the same beginning, `1234-1`:
//!
//! | file | holds |
//! |---|---|
//! | `1234-1.lock` | the lock |
//! | `1234-1.info.ron` | the [`Note`] |
//! | `1234-1.ron` | the document with its unsaved changes |
//! | `1234-1.messagebox.sqlite` | the messages of a document without a file |

mod autosave;
mod leftover;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use autosave::{Autosave, Emergency};
pub use leftover::{Contents, Leftover, find};

use crate::{
    console::session::Origin,
    document::{self, Document},
    message_box::{Lock, LockFailure},
};

const NOTE: &str = ".info.ron";
const DOCUMENT: &str = ".ron";
const MESSAGE_BOX: &str = ".messagebox.sqlite";
/// What SQLite puts beside its file, and the lock of the MessageBox.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", ".lock"];
/// A note is a few lines.
const MAX_NOTE: u64 = 1 << 16;

/// Where a document comes from and when it was looked after last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    format: u32,
    pub origin: Origin,
    /// As the window showed it.
    pub title: String,
    pub time: Timestamp,
}

impl Note {
    #[must_use]
    pub fn new(origin: Origin, title: String, time: Timestamp) -> Self {
        Self { format: 1, origin, title, time }
    }
}

/// The place of a document in the recovery folder. It is this process's until it is dropped; then
/// its files are removed, unless the process is failing.
pub struct Place {
    /// Folder and beginning of the names.
    base: PathBuf,
    /// The files stay when this goes out of scope, for somebody to ask for.
    keep: bool,
    _lock: Lock,
}

impl Place {
    /// Makes a place for another document.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn new(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let process = std::process::id();
        for number in 1..1000 {
            let base = folder.join(format!("{process}-{number}"));
            match Lock::take(&base) {
                // what another process of the same number left behind stays for whoever asks for it
                Ok(lock) if !is_empty(&base) => drop(lock),
                Ok(lock) => return Ok(Self { base, keep: false, _lock: lock }),
                Err(LockFailure::Held(_)) => {}
                Err(LockFailure::Io(error)) => return Err(error),
            }
        }
        Err(io::Error::other("no free place in the recovery folder"))
    }

    fn file(&self, suffix: &str) -> PathBuf {
        with_suffix(&self.base, suffix)
    }

    /// Where the messages of a document without a file are kept.
    #[must_use]
    pub fn message_box(&self) -> PathBuf {
        self.file(MESSAGE_BOX)
    }

    /// Where the unsaved changes are kept.
    #[must_use]
    pub fn document(&self) -> PathBuf {
        self.file(DOCUMENT)
    }

    /// Writes the note.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_note(&self, note: &Note) -> io::Result<()> {
        write_note(&self.file(NOTE), note)
    }

    /// What can be written from another thread.
    #[must_use]
    pub fn files(&self) -> Files {
        Files { note: self.file(NOTE), document: self.document() }
    }

    /// The MessageBox goes, since the messages are elsewhere now.
    pub fn remove_message_box(&self) {
        remove(&self.message_box(), &BESIDE);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // a panic is when the files are needed
        if self.keep || std::thread::panicking() {
            return;
        }
        remove(&self.base, &[NOTE, DOCUMENT]);
        self.remove_message_box();
    }
}

/// The paths of note and document.
#[derive(Clone, Debug)]
pub struct Files {
    note: PathBuf,
    document: PathBuf,
}

impl Files {
    /// Writes a copy of unsaved work.
    ///
    /// # Errors
    /// In words for the log.
    pub fn write(&self, document: &Document, note: &Note) -> Result<(), String> {
        document::save(document, &self.document).map_err(|error| error.to_string())?;
        write_note(&self.note, note).map_err(|error| error.to_string())
    }

    /// There is nothing unsaved any more.
    pub fn clear(&self) {
        // whatever is not there need not be removed
        let _ = fs::remove_file(&self.document);
    }
}

fn write_note(path: &Path, note: &Note) -> io::Result<()> {
    let text = ron::ser::to_string_pretty(note, ron::ser::PrettyConfig::new()).map_err(io::Error::other)?;
    let file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    fs::write(file.path(), text)?;
    file.persist(path)?;
    Ok(())
}

fn read_note(path: &Path) -> Option<Note> {
    if fs::metadata(path).ok()?.len() > MAX_NOTE {
        return None;
    }
    ron::from_str(&fs::read_to_string(path).ok()?).ok()
}

fn with_suffix(base: &Path, suffix: &str) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn remove(base: &Path, suffixes: &[&str]) {
    for suffix in suffixes {
        // whatever is not there need not be removed
        let _ = fs::remove_file(with_suffix(base, suffix));
    }
}

fn is_empty(base: &Path) -> bool {
    [NOTE, DOCUMENT, MESSAGE_BOX].iter().all(|suffix| !with_suffix(base, suffix).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_one_process_s_and_goes_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (Place::new(folder.path()).expect("one"), Place::new(folder.path()).expect("two"));
        assert_ne!(one.base, two.base);
        let note = Note::new(Origin::New, "Untitled".to_owned(), Timestamp::UNIX_EPOCH);
        one.write_note(&note).expect("a note");
        one.files().write(&Document::default(), &note).expect("a copy");
        assert_eq!(read_note(&one.file(NOTE)), Some(note));
        drop(one);
        drop(two);
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
    }

    #[test]
    fn what_another_process_left_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let left = folder.path().join(format!("{}-1.ron", std::process::id()));
        fs::write(&left, "work").expect("a file");
        let place = Place::new(folder.path()).expect("a place");
        assert_ne!(place.document(), left);
        drop(place);
        assert!(left.exists());
    }

    #[test]
    fn a_panic_leaves_the_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().to_owned();
        let thread = std::thread::spawn(move || {
            let place = Place::new(&path).expect("a place");
            let note = Note::new(Origin::New, String::new(), Timestamp::UNIX_EPOCH);
            place.files().write(&Document::default(), &note).expect("a copy");
            panic!("on purpose");
        });
        assert!(thread.join().is_err());
        assert_eq!(find(folder.path()).len(), 1);
    }
}
