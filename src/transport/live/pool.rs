//! Threads on which attempts run: as many as are needed at once, up to a limit, and none when there is
//! nothing to do.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use crate::model::Name;

/// How many attempts run at once at most.
pub const THREADS: usize = 256;
/// After how long without work a thread ends.
const IDLE: Duration = Duration::from_secs(10);
/// For what runs on a thread here, with room to spare.
const STACK: usize = 1024 * 1024;

pub(super) type Work = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct State {
    /// What waits, by port.
    waiting: HashMap<Name, VecDeque<Work>>,
    /// The ports for which something waits, in the order of their turns.
    turns: VecDeque<Name>,
    /// How many run for a port.
    running: HashMap<Name, usize>,
    /// How many may, where that is set.
    limits: HashMap<Name, usize>,
    busy: usize,
    idle: usize,
    threads: usize,
    closed: bool,
}

impl State {
    /// The next work. A port may have a quarter of what the others leave free: one whose server hangs
    /// never takes all threads, and one alone gets many.
    fn next(&mut self) -> Option<(Name, Work)> {
        let share = ((THREADS - self.busy.min(THREADS)) / 4).max(1);
        for _ in 0..self.turns.len() {
            let port = self.turns.pop_front()?;
            let running = self.running.get(&port).copied().unwrap_or(0);
            let queue = self.waiting.get_mut(&port)?;
            if running >= share.min(self.limits.get(&port).copied().unwrap_or(THREADS)) {
                self.turns.push_back(port);
                continue;
            }
            let work = queue.pop_front();
            if queue.is_empty() {
                self.waiting.remove(&port);
            } else {
                self.turns.push_back(port.clone());
            }
            if let Some(work) = work {
                *self.running.entry(port.clone()).or_default() += 1;
                self.busy += 1;
                return Some((port, work));
            }
        }
        None
    }

    fn done(&mut self, port: &Name) {
        self.busy -= 1;
        if let Some(running) = self.running.get_mut(port) {
            *running -= 1;
            if *running == 0 {
                self.running.remove(port);
            }
        }
    }
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    ready: Condvar,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Default)]
pub(super) struct Pool(Arc<Shared>);

impl Pool {
    /// At most `limit` run at once for a port.
    pub fn run(&self, port: Name, limit: usize, work: Work) {
        let mut state = self.0.state();
        state.limits.insert(port.clone(), limit.max(1));
        let queue = state.waiting.entry(port.clone()).or_default();
        let first = queue.is_empty();
        queue.push_back(work);
        if first {
            state.turns.push_back(port);
        }
        if state.idle > 0 {
            self.0.ready.notify_one();
        } else if state.threads < THREADS {
            state.threads += 1;
            let shared = self.0.clone();
            let started =
                thread::Builder::new().name("transport".to_owned()).stack_size(STACK).spawn(move || work_on(&shared));
            if let Err(error) = started {
                // what waits is taken by those that there are
                log::warn!("no further thread: {error}");
                state.threads -= 1;
            }
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.closed = true;
        state.waiting.clear();
        state.turns.clear();
        self.0.ready.notify_all();
    }
}

fn work_on(shared: &Shared) {
    let mut state = shared.state();
    loop {
        if let Some((port, work)) = state.next() {
            drop(state);
            work();
            state = shared.state();
            state.done(&port);
            if !state.turns.is_empty() && state.idle > 0 {
                // a port that had its share may go on
                shared.ready.notify_one();
            }
            continue;
        }
        if state.closed {
            state.threads -= 1;
            return;
        }
        state.idle += 1;
        let (after, waited) = shared.ready.wait_timeout(state, IDLE).unwrap_or_else(PoisonError::into_inner);
        state = after;
        state.idle -= 1;
        if waited.timed_out() && state.turns.is_empty() {
            state.threads -= 1;
            return;
        }
    }
}
