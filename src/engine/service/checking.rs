//! Looks through a MessageBox that was not closed cleanly, on a thread of its own: how long that takes
//! depends on how large it is, and nobody should wait for it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use crate::message_box::{Error, Reader};

/// How often a check that is to end is told so, until it has.
const AGAIN: Duration = Duration::from_millis(1);

/// A check that is under way. Dropping it ends it and closes its connection.
pub(super) struct Checking {
    interrupt: Arc<dyn Fn() + Send + Sync>,
    cancelled: Arc<AtomicBool>,
    done: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Checking {
    /// `found` is called with the result; not when it was ended before. `None` when the system starts
    /// no more threads: then the store stays in doubt.
    pub(super) fn start(
        reader: Box<dyn Reader>,
        found: impl FnOnce(Result<(), Error>) + Send + 'static,
    ) -> Option<Self> {
        let (cancelled, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let interrupt = reader.interrupter();
        let (is_cancelled, is_done) = (cancelled.clone(), done.clone());
        let thread = thread::Builder::new().name("integrity check".to_owned()).spawn(move || {
            if is_cancelled.load(Ordering::SeqCst) {
                return;
            }
            let result = reader.check();
            drop(reader);
            if !is_cancelled.load(Ordering::SeqCst) {
                is_done.store(true, Ordering::SeqCst);
                found(result);
            }
        });
        match thread {
            Ok(thread) => Some(Self { interrupt, cancelled, done, thread: Some(thread) }),
            Err(error) => {
                log::warn!("no thread to look through the MessageBox: {error}");
                None
            }
        }
    }

    /// Whether it came to its end by itself.
    pub(super) fn is_done(&self) -> bool {
        self.done.load(Ordering::SeqCst)
    }
}

impl Drop for Checking {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            // what is interrupted before it begins is not interrupted
            while !thread.is_finished() {
                (self.interrupt)();
                thread::sleep(AGAIN);
            }
            let _ = thread.join();
        }
    }
}
