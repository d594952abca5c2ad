//! A recording as the engine of the window: what is shown is how everything stood at a moment of it. It
//! is played beside the window's thread, and nothing can be asked of it.

use std::{
    cell::RefCell,
    collections::VecDeque,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use jiff::{SignedDuration, Timestamp};

use super::worker::{Job, Worker};
use crate::{
    engine::{EngineHandle, Progress, Query, Refusal, Reply, Request, Snapshot, Ticket},
    message_box::Error,
    training::{Difference, Moment, PlayError, Player, Recording, told},
    transport::Transports,
    words::Sentence,
};

/// So many generations lie between those of two engines.
const APART: u64 = 1 << 32;
/// From where on no engine has numbered its generations.
static FREE: AtomicU64 = AtomicU64::new(APART);

/// Nothing that the window keeps of one engine is taken for what it knows of another one.
fn fresh_number() -> u64 {
    FREE.fetch_add(APART, Ordering::Relaxed)
}

/// What was played last.
#[derive(Clone)]
pub struct Seen {
    pub snapshot: Arc<Snapshot>,
    pub moment: Moment,
    /// What the machine's clock shows there.
    machine: Timestamp,
    /// When something happens by itself, as time since the beginning.
    pub wakes: Option<SignedDuration>,
    pub differences: Arc<[Difference]>,
}

impl Seen {
    fn of(player: &mut Player) -> Self {
        Self {
            snapshot: player.snapshot(),
            moment: player.moment(),
            machine: player.machine(),
            wakes: player.wakes(),
            differences: player.differences().into(),
        }
    }
}

/// What a job brings back.
struct Done {
    player: Result<Player, Error>,
    answers: Vec<Reply>,
    error: Option<PlayError>,
}

struct Inner {
    worker: Worker,
    recording: Arc<Recording>,
    /// Unless a job has it.
    player: Option<Player>,
    job: Option<(Moment, Job<Done>)>,
    /// Where it is to go.
    wanted: Option<Moment>,
    queries: Vec<(Ticket, Query)>,
    replies: VecDeque<Reply>,
    last: u64,
    seen: Seen,
    /// The time that is shown between two moments, since the beginning.
    shown: SignedDuration,
    /// Why it is not played any further.
    failed: Option<Sentence>,
}

/// Turns a recording that is shown.
#[derive(Clone)]
pub struct Control(Rc<RefCell<Inner>>);

/// The engine that shows it.
pub struct Playing(Rc<RefCell<Inner>>);

/// Shows a recording at a moment.
///
/// # Errors
/// When there is no memory for its MessageBox.
pub fn show(recording: Arc<Recording>, at: Moment, worker: &Worker) -> Result<(Playing, Control), Error> {
    let mut player = Player::new(recording.clone(), Box::<Transports>::default(), fresh_number())?;
    let inner = Inner {
        worker: worker.clone(),
        recording,
        seen: Seen::of(&mut player),
        player: Some(player),
        job: None,
        wanted: Some(at),
        queries: Vec::new(),
        replies: VecDeque::new(),
        last: 0,
        shown: at.at,
        failed: None,
    };
    let inner = Rc::new(RefCell::new(inner));
    inner.borrow_mut().pump();
    Ok((Playing(inner.clone()), Control(inner)))
}

impl Inner {
    /// Takes what is ready, and starts what is wanted.
    fn pump(&mut self) {
        // twice, since a job may be done at once
        for _ in 0..2 {
            self.take();
            if self.job.is_some() || !self.start() {
                return;
            }
        }
    }

    fn take(&mut self) {
        let Some((to, job)) = &mut self.job else { return };
        let Some(Done { player, answers, error }) = job.take() else {
            if self.wanted.is_some_and(|wanted| wanted < *to) {
                job.progress().cancel();
            }
            return;
        };
        let there = self.wanted == Some(*to) && !job.progress().is_cancelled();
        self.job = None;
        self.replies.extend(answers);
        match player {
            Ok(mut player) => {
                self.seen = Seen::of(&mut player);
                self.player = Some(player);
            }
            Err(error) => self.failed = Some(PlayError::from(error).sentence()),
        }
        if let Some(error) = error {
            self.failed = Some(error.sentence());
            self.wanted = None;
        }
        if there || self.wanted == Some(self.seen.moment) {
            self.wanted = None;
        }
    }

    /// Whether there was something to start.
    fn start(&mut self) -> bool {
        if self.wanted.is_none() && self.queries.is_empty() {
            return false;
        }
        let Some(mut player) = self.player.take() else { return false };
        let to = self.wanted.unwrap_or(player.moment());
        let past = player.is_past(to);
        let queries = std::mem::take(&mut self.queries);
        let job = self.worker.run("recording", move |progress| {
            let mut error = None;
            if past {
                player = match Player::new(player.recording().clone(), Box::<Transports>::default(), fresh_number()) {
                    Ok(player) => player,
                    Err(error) => return Done { player: Err(error), answers: Vec::new(), error: None },
                };
            }
            if let Err(stopped) = player.play_to(to, || progress.is_cancelled()) {
                error = Some(stopped);
            }
            let answer = |(ticket, query): (Ticket, Query)| Reply::Answer { ticket, answer: player.answer(&query) };
            let answers = queries.into_iter().map(answer).collect();
            Done { player: Ok(player), answers, error }
        });
        self.job = Some((to, job));
        true
    }
}

impl Control {
    /// Goes to a moment.
    pub fn go_to(&self, moment: Moment) {
        let mut inner = self.0.borrow_mut();
        if inner.failed.is_some() && moment > inner.seen.moment {
            return;
        }
        inner.failed = None;
        inner.wanted = (moment != inner.seen.moment || inner.wanted.is_some()).then_some(moment);
        inner.shown = moment.at;
        inner.pump();
    }

    /// Shows the clock at a time at which nothing happens.
    pub fn show_time(&self, at: SignedDuration) {
        self.0.borrow_mut().shown = at;
    }

    /// Where it is, or goes to.
    #[must_use]
    pub fn moment(&self) -> Moment {
        let inner = self.0.borrow();
        inner.wanted.unwrap_or(inner.seen.moment)
    }

    #[must_use]
    pub fn seen(&self) -> Seen {
        self.0.borrow().seen.clone()
    }

    /// Whether it is on its way to a moment.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.0.borrow().wanted.is_some()
    }

    #[must_use]
    pub fn failed(&self) -> Option<Sentence> {
        self.0.borrow().failed.clone()
    }

    /// What plays it, to go on by hand; not while it is on its way or answers something.
    #[must_use]
    pub fn take_over(&self) -> Option<Player> {
        let mut inner = self.0.borrow_mut();
        inner.pump();
        let idle = inner.job.is_none() && inner.wanted.is_none() && inner.replies.is_empty();
        if idle { inner.player.take() } else { None }
    }
}

impl EngineHandle for Playing {
    fn snapshot(&self) -> Arc<Snapshot> {
        self.0.borrow().seen.snapshot.clone()
    }

    fn request(&mut self, request: Request) -> Ticket {
        let mut inner = self.0.borrow_mut();
        inner.last += 1;
        let ticket = Ticket(inner.last);
        let why = Sentence::new("recording-busy");
        let result = Err(Refusal::new(Sentence::new("refused-what").with("deed", told(&request))).because(
            why,
            None,
            Vec::new(),
        ));
        let (at, snapshot) = (inner.seen.machine, inner.seen.snapshot.clone());
        inner.replies.push_back(Reply::Done { ticket, result, at, snapshot });
        ticket
    }

    fn request_watched(&mut self, request: Request, _progress: Progress) -> Ticket {
        self.request(request)
    }

    fn query(&mut self, query: Query) -> Ticket {
        let mut inner = self.0.borrow_mut();
        inner.last += 1;
        let ticket = Ticket(inner.last);
        inner.queries.push((ticket, query));
        inner.pump();
        ticket
    }

    fn give_up(&mut self, query: Ticket) {
        self.0.borrow_mut().queries.retain(|(ticket, _)| *ticket != query);
    }

    fn move_message_box(&mut self, _path: std::path::PathBuf) -> Ticket {
        let mut inner = self.0.borrow_mut();
        inner.last += 1;
        let ticket = Ticket(inner.last);
        // it is taken over before it is saved
        inner.replies.push_back(Reply::Answer { ticket, answer: crate::engine::Answer::Failed(String::new()) });
        ticket
    }

    fn machine(&self) -> Option<Timestamp> {
        let inner = self.0.borrow();
        let passed = inner.shown - inner.seen.moment.at;
        Some(inner.seen.machine.saturating_add(passed.max(SignedDuration::ZERO)).unwrap_or(Timestamp::MAX))
    }

    fn advance(&mut self) {
        self.0.borrow_mut().pump();
    }

    fn replies(&mut self) -> Vec<Reply> {
        self.0.borrow_mut().replies.drain(..).collect()
    }
}

impl Control {
    #[must_use]
    pub fn recording(&self) -> Arc<Recording> {
        self.0.borrow().recording.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::{
        engine::Answer,
        training::{demonstration, scenario},
    };

    /// Waits until it is where it is to be.
    fn settle(playing: &mut Playing, control: &Control) {
        let until = Instant::now() + Duration::from_mins(1);
        while control.is_busy() {
            assert!(Instant::now() < until, "it never comes there");
            playing.advance();
            std::thread::yield_now();
        }
    }

    #[test]
    fn beside_the_windows_thread_it_goes_wherever_it_was_sent_last() {
        let scenario = scenario(3).unwrap();
        let recording = Arc::new(demonstration(scenario, Timestamp::UNIX_EPOCH).unwrap());
        let worker = Worker::threads(&egui::Context::default());
        let all = recording.moments.len();
        let (mut playing, control) = show(recording.clone(), recording.after(0), &worker).unwrap();
        settle(&mut playing, &control);
        let begins = playing.snapshot();
        control.go_to(recording.after(all));
        // somebody changes their mind before it is there
        control.go_to(recording.after(1));
        settle(&mut playing, &control);
        assert_eq!(control.seen().moment, recording.after(1));
        assert_eq!(playing.snapshot().reports.len(), 1);
        control.go_to(recording.after(all));
        settle(&mut playing, &control);
        assert_eq!(control.seen().moment, recording.after(all));
        control.go_to(recording.after(0));
        settle(&mut playing, &control);
        let again = playing.snapshot();
        assert_eq!((&again.group, again.reports.len()), (&begins.group, 0));
        assert!(again.generation > begins.generation, "nothing is taken for what was known before");
        // a question is answered there too
        let ticket = playing.query(Query::Coming { limit: 1 });
        let until = Instant::now() + Duration::from_mins(1);
        let reply = loop {
            playing.advance();
            match playing.replies().pop() {
                Some(reply) => break reply,
                None => assert!(Instant::now() < until, "no answer"),
            }
        };
        assert!(matches!(reply, Reply::Answer { ticket: it, answer: Answer::Coming(_) } if it == ticket));
        assert_eq!(control.take_over().expect("it is idle").moment(), recording.after(0));
    }
}
