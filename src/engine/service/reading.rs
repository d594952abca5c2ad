//! Answers queries on a thread of its own, so that neither a search through a million messages
//! waits for the engine nor the engine for it.
//!
//! An answer is never older than what the asker has seen. The engine's thread commits a step to the
//! MessageBox first, then shows its snapshot, then sends the reply; a query that is asked by
//! somebody who has seen them is sent after that, and the transaction that answers it begins when
//! it is taken up, which is later still. A transaction in the write-ahead log sees everything that
//! was committed before it began. What is committed while it reads comes with another snapshot,
//! whose generation makes the asker ask again.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
};

use super::super::{Answer, Query, Reply, Ticket, core::answer};
use crate::message_box::Reader;

enum Asked {
    Query(Ticket, Box<Query>),
    /// Closes the file, says so, and waits for what is to be read from then on, if anything is.
    Close(mpsc::Sender<()>, mpsc::Receiver<Option<Box<dyn Reader>>>),
}

/// What the thread is doing, as others see it.
#[derive(Default)]
struct Now {
    /// Ends what is being read.
    interrupt: Option<Arc<dyn Fn() + Send + Sync>>,
    running: Option<Ticket>,
    given_up: HashSet<Ticket>,
}

/// Cheap to clone; the thread ends when the last clone is gone.
#[derive(Clone)]
pub(super) struct Reading {
    sender: mpsc::Sender<Asked>,
    now: Arc<Mutex<Now>>,
}

impl Reading {
    /// Starts the thread. Replies go to `replies`, and `wake` is called after each.
    pub(super) fn start(
        reader: Box<dyn Reader>,
        replies: mpsc::Sender<Reply>,
        wake: impl Fn() + Send + 'static,
    ) -> std::io::Result<(Self, thread::JoinHandle<()>)> {
        let (sender, asked) = mpsc::channel();
        let now = Arc::new(Mutex::new(Now { interrupt: Some(reader.interrupter()), ..Now::default() }));
        let seen = now.clone();
        let thread = thread::Builder::new().name("reader".to_owned()).spawn(move || {
            let mut reader = Some(reader);
            for asked in asked {
                match asked {
                    Asked::Close(closed, next) => {
                        lock(&seen).interrupt = None;
                        drop(reader.take());
                        let _ = closed.send(());
                        reader = next.recv().ok().flatten();
                        lock(&seen).interrupt = reader.as_ref().map(|reader| reader.interrupter());
                    }
                    Asked::Query(ticket, query) => {
                        {
                            let mut now = lock(&seen);
                            if now.given_up.remove(&ticket) {
                                continue;
                            }
                            now.running = Some(ticket);
                        }
                        let answer = read(reader.as_deref(), &query);
                        let given_up = {
                            let mut now = lock(&seen);
                            now.running = None;
                            now.given_up.remove(&ticket)
                        };
                        if !given_up {
                            // nobody listens any more while the window closes
                            let _ = replies.send(Reply::Answer { ticket, answer });
                            wake();
                        }
                    }
                }
            }
        })?;
        Ok((Self { sender, now }, thread))
    }

    pub(super) fn ask(&self, ticket: Ticket, query: Query) {
        let _ = self.sender.send(Asked::Query(ticket, Box::new(query)));
    }

    /// No answer is wanted any more; one that is under way ends.
    pub(super) fn give_up(&self, ticket: Ticket) {
        let mut now = lock(&self.now);
        now.given_up.insert(ticket);
        // under the lock: what runs is still this one
        if now.running == Some(ticket)
            && let Some(interrupt) = &now.interrupt
        {
            interrupt();
        }
    }

    /// Closes the file while `work` is done, and goes on with what that yields. The last connection
    /// to a file writes the log into it, and a file that nobody reads can be removed.
    pub(super) fn closed_while<T>(&self, work: impl FnOnce() -> (T, Option<Box<dyn Reader>>)) -> T {
        let (closed, wait) = mpsc::channel();
        let (next, other) = mpsc::channel();
        if self.sender.send(Asked::Close(closed, other)).is_ok() {
            let _ = wait.recv();
        }
        let (result, reader) = work();
        let _ = next.send(reader);
        result
    }

    /// Ends what is being read, since the window closes.
    pub(super) fn interrupt(&self) {
        if let Some(interrupt) = &lock(&self.now).interrupt {
            interrupt();
        }
    }
}

fn read(reader: Option<&dyn Reader>, query: &Query) -> Answer {
    let Some(reader) = reader else { return Answer::Failed("the MessageBox is closed".to_owned()) };
    let mut found = None;
    match reader.read(&mut |store| found = Some(answer(store, query))) {
        Ok(()) => found.unwrap_or_else(|| Answer::Failed(String::new())),
        Err(error) => Answer::Failed(error.to_string()),
    }
}

fn lock(now: &Mutex<Now>) -> MutexGuard<'_, Now> {
    now.lock().unwrap_or_else(PoisonError::into_inner)
}
