//! When unsaved work is copied to the recovery folder: once it rests for a moment, and at the
//! latest after a while.

use std::sync::{Arc, Mutex, OnceLock, TryLockError};

use jiff::Timestamp;

use super::{Files, Note};
use crate::{
    console::{
        session::{Origin, Session},
        worker::{Job, Worker},
    },
    document::Document,
    engine::Snapshot,
};

/// How long nothing may have changed, in seconds.
pub const QUIET: f64 = 5.0;

/// Looks after the unsaved work of one document.
#[derive(Default)]
pub struct Autosave {
    /// The edition that was seen last, and since when it is there.
    seen: Option<(u64, f64)>,
    /// Since when there is something that is not in the copy.
    behind: Option<f64>,
    /// The edition in the copy.
    copied: Option<u64>,
    writing: Option<Job<(u64, Result<(), String>)>>,
}

/// What came of it.
#[derive(Debug, Default, PartialEq)]
pub struct Told {
    /// In how many seconds to look again.
    pub again: Option<f64>,
    pub error: Option<String>,
}

impl Autosave {
    /// Looks whether something is to be copied. `now` is in seconds, `latest` the longest time
    /// that work may be in memory only.
    pub fn look(
        &mut self,
        files: &Files,
        worker: &Worker,
        snapshot: &Snapshot,
        dirty: bool,
        note: impl FnOnce() -> Note,
        (now, latest): (f64, f64),
    ) -> Told {
        let mut told = Told::default();
        if let Some((edition, result)) = self.writing.as_mut().and_then(Job::take) {
            self.writing = None;
            match result {
                Ok(()) => self.copied = Some(edition),
                Err(error) => {
                    told.error = Some(error);
                    // not again before the next change
                    self.copied = Some(edition);
                }
            }
        }
        if !dirty {
            if self.writing.is_none() && self.copied.take().is_some() {
                files.clear();
            }
            (self.seen, self.behind) = (None, None);
            return told;
        }
        let edition = snapshot.edition;
        if self.seen.is_none_or(|(seen, _)| seen != edition) {
            self.seen = Some((edition, now));
        }
        if self.copied == Some(edition) {
            self.behind = None;
            return told;
        }
        let behind = *self.behind.get_or_insert(now);
        if self.writing.is_some() {
            return told;
        }
        let rests_since = self.seen.map_or(now, |(_, since)| since);
        let due = (rests_since + QUIET).min(behind + latest);
        if now < due {
            told.again = Some(due - now);
            return told;
        }
        let (files, document, note) = (files.clone(), Session::document(snapshot), note());
        self.behind = None;
        self.writing = Some(worker.run("autosave", move |_| (edition, files.write(&document, &note))));
        if let Some((edition, result)) = self.writing.as_mut().and_then(Job::take) {
            self.writing = None;
            self.copied = Some(edition);
            told.error = result.err();
        }
        told
    }
}

/// What is to be copied when the program fails. There is one for the process.
pub struct Emergency {
    files: Files,
    origin: Origin,
    title: String,
    snapshot: Arc<Snapshot>,
}

static EMERGENCY: OnceLock<Mutex<Option<Emergency>>> = OnceLock::new();

impl Emergency {
    /// From now on a panic copies unsaved work before it is told.
    pub fn install() {
        if EMERGENCY.set(Mutex::new(None)).is_err() {
            return;
        }
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            copy_now();
            before(panic);
        }));
    }

    /// Whether a panic would be looked after.
    #[must_use]
    pub fn is_installed() -> bool {
        EMERGENCY.get().is_some()
    }

    /// What there is to copy; `None` while all is saved.
    pub fn set(files: Files, origin: Origin, title: String, snapshot: Arc<Snapshot>) {
        Self::put(Some(Self { files, origin, title, snapshot }));
    }

    pub fn nothing() {
        Self::put(None);
    }

    fn put(emergency: Option<Self>) {
        if let Some(place) = EMERGENCY.get()
            && let Ok(mut place) = place.lock()
        {
            *place = emergency;
        }
    }
}

fn copy_now() {
    let Some(place) = EMERGENCY.get() else { return };
    // whoever panics may hold it
    let mut place = match place.try_lock() {
        Ok(place) => place,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return,
    };
    if let Some(emergency) = place.take() {
        let document: Document = Session::document(&emergency.snapshot);
        let note = Note::new(emergency.origin, emergency.title, Timestamp::now());
        if let Err(error) = emergency.files.write(&document, &note) {
            eprintln!("sendport: unsaved work could not be kept: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::recovery::{Place, find};

    fn look(autosave: &mut Autosave, place: &Place, edition: u64, dirty: bool, now: f64) -> Told {
        let snapshot = Snapshot { edition, ..Snapshot::default() };
        let note = || Note::new(Origin::New, String::new(), Timestamp::UNIX_EPOCH);
        autosave.look(&place.files(), &Worker::inline(), &snapshot, dirty, note, (now, 60.0))
    }

    #[test]
    fn work_is_copied_once_it_rests() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place::new(folder.path()).expect("a place");
        let mut autosave = Autosave::default();
        assert_eq!(look(&mut autosave, &place, 0, false, 0.0), Told::default());
        assert_eq!(look(&mut autosave, &place, 1, true, 10.0).again, Some(5.0));
        assert_eq!(look(&mut autosave, &place, 2, true, 13.0).again, Some(5.0));
        assert!(!place.document().exists());
        assert_eq!(look(&mut autosave, &place, 2, true, 18.0), Told::default());
        assert!(place.document().exists());
        // nothing more is to be done, and nothing stays once it is saved
        assert_eq!(look(&mut autosave, &place, 2, true, 900.0), Told::default());
        look(&mut autosave, &place, 2, false, 901.0);
        assert!(!place.document().exists());
    }

    #[test]
    fn work_that_never_rests_is_copied_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place::new(folder.path()).expect("a place");
        let mut autosave = Autosave::default();
        for second in 0..60 {
            look(&mut autosave, &place, second + 1, true, second as f64);
            assert!(!place.document().exists(), "{second}");
        }
        look(&mut autosave, &place, 99, true, 60.0);
        assert!(place.document().exists());
    }

    #[test]
    fn a_failure_is_told_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place::new(folder.path()).expect("a place");
        // a folder stands where the copy belongs
        std::fs::create_dir(place.document()).expect("a folder");
        let mut autosave = Autosave::default();
        look(&mut autosave, &place, 1, true, 0.0);
        assert!(look(&mut autosave, &place, 1, true, 6.0).error.is_some());
        assert_eq!(look(&mut autosave, &place, 1, true, 60.0), Told::default());
        std::fs::remove_dir(place.document()).expect("the folder");
        drop(place);
        assert!(find(folder.path()).is_empty());
    }
}
