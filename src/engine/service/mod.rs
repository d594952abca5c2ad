//! The engine on a thread of its own, and inline for tests and the terminal.

mod checking;
mod reading;

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};

use self::{checking::Checking, reading::Reading};
use super::{Doubt, Engine, EngineHandle, Progress, Query, Reply, Request, Snapshot, Ticket};
use crate::message_box::Error;

/// How long the end of a run waits for what is on its way.
const LAST_WORDS: SignedDuration = SignedDuration::from_secs(5);

/// Tells the time; the only place from which the engine gets it.
pub trait Clock: Send {
    fn now(&self) -> Timestamp;
}

/// A clock that stands where it was put.
#[derive(Clone, Debug)]
pub struct VirtualClock(Arc<Mutex<Timestamp>>);

impl VirtualClock {
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    pub fn advance(&self, by: jiff::SignedDuration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.saturating_add(by).unwrap_or(Timestamp::MAX);
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Asked {
    Request(Ticket, Request, Progress),
    Query(Ticket, Query),
    Move(Ticket, std::path::PathBuf),
    /// Whether the MessageBox is to be looked through.
    Check(bool),
    /// What was found when the MessageBox was looked through.
    Checked(Result<(), Error>),
    /// An attempt to send has ended.
    Ended,
    End,
}

/// The engine on its own thread, and beside it one that answers queries where the MessageBox can be
/// read twice. It ends when the handle is dropped, after what was requested before.
pub struct EngineThread {
    sender: Option<mpsc::Sender<Asked>>,
    reading: Option<Reading>,
    reader: Option<thread::JoinHandle<()>>,
    replies: mpsc::Receiver<Reply>,
    snapshot: Arc<Mutex<Arc<Snapshot>>>,
    last: u64,
    thread: Option<thread::JoinHandle<()>>,
}

impl EngineThread {
    /// Starts the thread. `wake` is called whenever there is something new to see.
    ///
    /// # Errors
    /// When the system starts no more threads.
    pub fn start(
        mut engine: Engine,
        clock: impl Clock + 'static,
        wake: impl Fn() + Clone + Send + 'static,
    ) -> std::io::Result<Self> {
        let (sender, asked) = mpsc::channel();
        let (reply, replies) = mpsc::channel();
        let (reading, reader) = match engine.reader() {
            Some(reader) => Some(Reading::start(reader, reply.clone(), wake.clone())?),
            None => None,
        }
        .unzip();
        let readings = reading.clone();
        let ended = sender.clone();
        engine.wake_by(move || {
            // nobody listens any more when the engine has ended
            let _ = ended.send(Asked::Ended);
        });
        let found = sender.clone();
        let check = move |engine: &Engine| {
            let found = found.clone();
            engine.unchecked().and_then(|reader| {
                Checking::start(reader, move |result| {
                    // nobody listens any more while the window closes
                    let _ = found.send(Asked::Checked(result));
                })
            })
        };
        let checking = check(&engine);
        engine.doubt_is(checking.as_ref().map(|_| Doubt::LookedThrough(clock.now())));
        let snapshot = Arc::new(Mutex::new(engine.snapshot()));
        let seen = snapshot.clone();
        let thread = thread::Builder::new().name("engine".to_owned()).spawn(move || {
            let mut generation = engine.snapshot().generation;
            // ended before the engine, whose connection is the last one that is closed
            let mut checking = checking;
            loop {
                let next = match engine.wakes_at() {
                    None => asked.recv().map_err(|_| RecvTimeoutError::Disconnected),
                    Some(due) => {
                        let wait = Duration::try_from(due.duration_since(clock.now())).unwrap_or_default();
                        asked.recv_timeout(wait)
                    }
                };
                let answer = match next {
                    Ok(Asked::Request(ticket, request, progress)) => {
                        let at = clock.now();
                        let result = engine.execute_watched(&request, at, &progress);
                        Some(Reply::Done { ticket, result, at, snapshot: engine.snapshot() })
                    }
                    Ok(Asked::Query(ticket, query)) => Some(Reply::Answer { ticket, answer: engine.answer(&query) }),
                    Ok(Asked::Move(ticket, path)) => {
                        drop(checking.take());
                        let answer = match &readings {
                            Some(reading) => reading.closed_while(|| (engine.move_message_box(&path), engine.reader())),
                            None => engine.move_message_box(&path),
                        };
                        checking = check(&engine);
                        engine.doubt_is(checking.as_ref().map(|_| Doubt::LookedThrough(clock.now())));
                        Some(Reply::Answer { ticket, answer })
                    }
                    Ok(Asked::Checked(found)) => {
                        // of the file before the last move nobody wants to know any more
                        if checking.as_ref().is_some_and(Checking::is_done) {
                            checking = None;
                            engine.checked(&found);
                        }
                        None
                    }
                    Ok(Asked::Check(wanted)) => {
                        if !wanted && checking.take().is_some() {
                            engine.doubt_is(Some(Doubt::Remains));
                        } else if wanted && checking.is_none() {
                            checking = check(&engine);
                            engine.doubt_is(checking.as_ref().map(|_| Doubt::LookedThrough(clock.now())));
                        }
                        None
                    }
                    Ok(Asked::Ended) => {
                        engine.advance(clock.now());
                        None
                    }
                    Ok(Asked::End) => {
                        wind_down(&mut engine, &asked, &clock);
                        return;
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        engine.advance(clock.now());
                        None
                    }
                    Err(RecvTimeoutError::Disconnected) => return,
                };
                let new = engine.snapshot();
                let changed = new.generation != generation || answer.is_some();
                generation = new.generation;
                // the snapshot first, so that whoever gets the reply sees its effect
                *seen.lock().unwrap_or_else(PoisonError::into_inner) = new;
                if let Some(answer) = answer {
                    // nobody listens any more while the window closes
                    let _ = reply.send(answer);
                }
                if changed {
                    wake();
                }
            }
        })?;
        Ok(Self { sender: Some(sender), reading, reader, replies, snapshot, last: 0, thread: Some(thread) })
    }

    fn ask(&mut self, asked: impl FnOnce(Ticket) -> Asked) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        if let Some(sender) = &self.sender {
            // a thread that has ended took its panic message to the log
            let _ = sender.send(asked(ticket));
        }
        ticket
    }
}

impl EngineHandle for EngineThread {
    fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
    fn request(&mut self, request: Request) -> Ticket {
        self.request_watched(request, Progress::default())
    }
    fn request_watched(&mut self, request: Request, progress: Progress) -> Ticket {
        self.ask(|ticket| Asked::Request(ticket, request, progress))
    }
    fn query(&mut self, query: Query) -> Ticket {
        match &self.reading {
            // a copy is made where nothing is written meanwhile
            Some(reading) if !matches!(query, Query::CopyMessageBox(_)) => {
                self.last += 1;
                let ticket = Ticket(self.last);
                reading.ask(ticket, query);
                ticket
            }
            _ => self.ask(|ticket| Asked::Query(ticket, query)),
        }
    }
    fn give_up(&mut self, ticket: Ticket) {
        if let Some(reading) = &self.reading {
            reading.give_up(ticket);
        }
    }
    fn move_message_box(&mut self, path: std::path::PathBuf) -> Ticket {
        self.ask(|ticket| Asked::Move(ticket, path))
    }
    fn look_through(&mut self, wanted: bool) {
        if let Some(sender) = &self.sender {
            let _ = sender.send(Asked::Check(wanted));
        }
    }
    fn replies(&mut self) -> Vec<Reply> {
        self.replies.try_iter().collect()
    }
}

impl Drop for EngineThread {
    fn drop(&mut self) {
        // the reader first: the last connection that is closed writes the log into the file
        if let Some(reading) = self.reading.take() {
            reading.interrupt();
            reading.closed_while(|| ((), None));
        }
        if let Some(sender) = self.sender.take() {
            let _ = sender.send(Asked::End);
        }
        if let Some(thread) = self.thread.take() {
            // what was asked is finished and the MessageBox closed before the program goes on
            let _ = thread.join();
        }
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

/// Waits for what is on its way to real destinations, for a while. The rest stays in the MessageBox and
/// comes back as what was possibly sent.
fn wind_down(engine: &mut Engine, asked: &mpsc::Receiver<Asked>, clock: &impl Clock) {
    let until = clock.now().saturating_add(LAST_WORDS).unwrap_or(Timestamp::MAX);
    engine.settle(clock.now());
    while engine.on_their_way() > 0 {
        let left = Duration::try_from(until.duration_since(clock.now())).unwrap_or_default();
        if left.is_zero() || asked.recv_timeout(left).is_err() {
            return;
        }
        engine.settle(clock.now());
    }
}

/// The engine in the caller's thread.
pub struct InlineEngine<C: Clock> {
    engine: Engine,
    clock: C,
    snapshot: Arc<Snapshot>,
    replies: VecDeque<Reply>,
    last: u64,
}

impl<C: Clock> InlineEngine<C> {
    #[must_use]
    pub fn new(mut engine: Engine, clock: C) -> Self {
        if let Some(reader) = engine.unchecked() {
            engine.checked(&reader.check());
        }
        let snapshot = engine.snapshot();
        Self { engine, clock, snapshot, replies: VecDeque::new(), last: 0 }
    }
}

impl<C: Clock> EngineHandle for InlineEngine<C> {
    fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.clone()
    }
    fn request(&mut self, request: Request) -> Ticket {
        self.request_watched(request, Progress::default())
    }
    fn request_watched(&mut self, request: Request, progress: Progress) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        let at = self.clock.now();
        let result = self.engine.execute_watched(&request, at, &progress);
        self.snapshot = self.engine.snapshot();
        self.replies.push_back(Reply::Done { ticket, result, at, snapshot: self.snapshot.clone() });
        ticket
    }
    fn query(&mut self, query: Query) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        self.replies.push_back(Reply::Answer { ticket, answer: self.engine.answer(&query) });
        ticket
    }
    fn move_message_box(&mut self, path: std::path::PathBuf) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        self.replies.push_back(Reply::Answer { ticket, answer: self.engine.move_message_box(&path) });
        ticket
    }
    fn advance(&mut self) {
        self.engine.advance(self.clock.now());
        self.snapshot = self.engine.snapshot();
    }
    fn replies(&mut self) -> Vec<Reply> {
        self.replies.drain(..).collect()
    }
}
