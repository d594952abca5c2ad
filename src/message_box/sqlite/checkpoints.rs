//! Copies the log into the file, mostly beside the work.
//!
//! `SQLite` appends what is written to its log and begins the log anew once all of it was copied. A thread with a
//! connection of its own copies while others write, so that what is left to copy when the log is long enough is
//! little; that the writer copies itself, since only a log to which nothing is added meanwhile can begin anew.

use std::{
    path::Path,
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
};

use rusqlite::{Connection, DEFAULT_NAME, wal::CheckpointMode};

use super::open;
use crate::message_box::Error;

/// How long the log may become, in pages. Until then pages that change often are copied once; but after a crash
/// the log is read before anything else.
const LOG_PAGES: i32 = 5500;

/// After how many pages the thread has something to do.
const PIECE: i32 = 250;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Nothing,
    Copy,
    End,
}

/// What the thread is to do.
#[derive(Clone)]
struct Desk(Arc<(Mutex<Wanted>, Condvar)>);

impl Desk {
    fn ask(&self, what: Wanted) {
        let (wanted, told) = &*self.0;
        let mut wanted = wanted.lock().unwrap_or_else(PoisonError::into_inner);
        if *wanted != Wanted::End {
            *wanted = what;
        }
        told.notify_one();
    }

    /// Waits until there is something to do.
    fn next(&self) -> Wanted {
        let (wanted, told) = &*self.0;
        let wanted = wanted.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = told.wait_while(wanted, |wanted| *wanted == Wanted::Nothing);
        let mut asked = asked.unwrap_or_else(PoisonError::into_inner);
        match *asked {
            Wanted::End => Wanted::End,
            _ => std::mem::replace(&mut *asked, Wanted::Nothing),
        }
    }
}

/// The thread. It has ended when this is dropped.
pub(super) struct Checkpoints {
    desk: Desk,
    thread: Option<thread::JoinHandle<()>>,
}

impl Checkpoints {
    /// From now on the log of this connection is copied into its file.
    pub(super) fn begin(name: &Path, file: &Path, writer: &mut Connection) -> Result<Self, Error> {
        let desk = Desk(Arc::new((Mutex::new(Wanted::Nothing), Condvar::new())));
        let beside = open::beside(name, file)?;
        let (orders, path) = (desk.clone(), name.to_owned());
        let thread = thread::Builder::new()
            .name("checkpoints".to_owned())
            .spawn(move || {
                while orders.next() == Wanted::Copy {
                    // what it leaves the writer copies, which tells if that cannot be
                    if let Err(error) = beside.wal_checkpoint_v2(DEFAULT_NAME, CheckpointMode::PASSIVE) {
                        log::info!("{}: {error}", path.display());
                    }
                }
            })
            .map_err(|source| Error::Io { path: name.to_owned(), source })?;
        let (orders, path, mut asked) = (desk.clone(), name.to_owned(), 0);
        let copy = move |log: &mut rusqlite::hooks::Wal, pages: i32| {
            if pages < asked {
                asked = 0;
            }
            if pages >= LOG_PAGES {
                // the transaction is made in any case; the next one tries again
                if let Err(error) = log.checkpoint_v2(CheckpointMode::PASSIVE) {
                    log::info!("{}: {error}", path.display());
                }
            } else if pages - asked >= PIECE {
                asked = pages;
                orders.ask(Wanted::Copy);
            }
            Ok(())
        };
        writer.wal_hook(Some(copy)).map_err(|error| super::error::from_sqlite(name, &error))?;
        Ok(Self { desk, thread: Some(thread) })
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.desk.ask(Wanted::End);
        if let Some(thread) = self.thread.take() {
            // it cannot panic; and if it did, nothing depends on it
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: i64 = 4096;

    #[test]
    fn the_log_begins_anew_while_others_write_and_is_gone_when_the_file_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("box.sqlite");
        let (mut writer, _) = open::file(&path, &path).unwrap();
        let checkpoints = Checkpoints::begin(&path, &path, &mut writer).unwrap();
        writer.execute_batch("CREATE TABLE filler (of BLOB)").unwrap();
        let pages = i64::from(LOG_PAGES) * 4;
        for _ in 0..pages / 200 {
            writer.execute("INSERT INTO filler VALUES (zeroblob(?1))", [200 * PAGE]).unwrap();
        }
        let size = |name: &str| -> i64 {
            std::fs::metadata(folder.path().join(name)).map_or(0, |file| file.len().try_into().unwrap())
        };
        assert!(size("box.sqlite-wal") < pages / 2 * PAGE, "{} of {pages} pages", size("box.sqlite-wal") / PAGE);
        assert!(size("box.sqlite") > pages / 2 * PAGE);
        drop(checkpoints);
        drop(writer);
        assert_eq!(size("box.sqlite-wal"), 0);
        assert!(size("box.sqlite") > pages * PAGE);
    }

    #[test]
    fn what_waits_when_it_ends_is_left_to_who_closes_the_file() {
        let desk = Desk(Arc::new((Mutex::new(Wanted::Nothing), Condvar::new())));
        desk.ask(Wanted::Copy);
        assert_eq!(desk.next(), Wanted::Copy);
        desk.ask(Wanted::End);
        desk.ask(Wanted::Copy);
        assert_eq!((desk.next(), desk.next()), (Wanted::End, Wanted::End));
    }
}
