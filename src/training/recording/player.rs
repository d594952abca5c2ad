//! Plays a recording: an engine in memory, on a clock that goes as far as the recording does.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{Recording, effect::Observer};
use crate::{
    document::Document,
    engine::{Answer, Engine, Query, Refusal, Response, Snapshot},
    message_box::{Error, SqliteMessageBox},
    transport::SendAdapter,
    words::Sentence,
};

/// How much happens in a recording at most before no more of it is played.
const MAX_EVENTS: u64 = 1_000_000;

/// A place in a recording: so many of its moments are past, and so much time since its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    pub done: usize,
    pub at: SignedDuration,
}

/// A recording on its way.
pub struct Player {
    recording: Arc<Recording>,
    engine: Engine,
    observer: Observer,
    now: Moment,
    /// What the machine's clock shows is this and the time since the beginning.
    base: Timestamp,
    differences: Vec<Difference>,
}

/// What is otherwise than it was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The number of the moment, from 0.
    pub index: usize,
    pub what: Sentence,
}

/// A moment that was played.
#[derive(Clone, Debug)]
pub struct Played {
    pub index: usize,
    pub result: Result<Response, Refusal>,
    /// What is otherwise than it was recorded.
    pub differs: Vec<Sentence>,
}

/// Why a recording is not played any further.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    #[error(transparent)]
    Store(#[from] Error),
    /// From the moment of this number on, from 0.
    #[error("too much happens in moment {}", .0 + 1)]
    TooMuch(usize),
}

impl PlayError {
    /// What is wrong.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Store(error) => Sentence::new("check-not-played").with("why", error.to_string()),
            Self::TooMuch(index) => {
                Sentence::new("recording-too-much").with("number", index + 1).with("limit", MAX_EVENTS)
            }
        }
    }
}

impl Player {
    /// At the beginning. `number`: where its generations and editions begin, see [`Engine::number_from`].
    ///
    /// # Errors
    /// When there is no memory for the MessageBox, or the clock of the document cannot stand there.
    pub fn new(recording: Arc<Recording>, adapter: Box<dyn SendAdapter>, number: u64) -> Result<Self, Error> {
        let Document { group, role } = recording.document.clone();
        let base = recording.recorded;
        let store = Box::new(SqliteMessageBox::in_memory()?);
        let mut engine = Engine::new(group, role, store, adapter, base)?;
        engine.number_from(number);
        engine.count_from(recording.counted);
        engine.set_zone(recording.zone.clone());
        if let Some(time) = recording.stands {
            engine.stand_at(time, base)?;
        }
        let observer = Observer::new(&engine.snapshot());
        let now = Moment { done: 0, at: SignedDuration::ZERO };
        Ok(Self { recording, engine, observer, now, base, differences: Vec::new() })
    }

    #[must_use]
    pub fn recording(&self) -> &Arc<Recording> {
        &self.recording
    }

    /// The engine that plays it, as it stands here.
    pub(in crate::training) fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(super) fn observer(&self) -> &Observer {
        &self.observer
    }

    /// Where it is.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.now
    }

    /// What the machine's clock shows there.
    #[must_use]
    pub fn machine(&self) -> Timestamp {
        self.machine_at(self.now.at)
    }

    fn machine_at(&self, at: SignedDuration) -> Timestamp {
        self.base.saturating_add(at).unwrap_or(Timestamp::MAX)
    }

    /// When something happens by itself, as time since the beginning.
    #[must_use]
    pub fn wakes(&self) -> Option<SignedDuration> {
        Some(self.engine.wakes_at()?.duration_since(self.base))
    }

    pub fn snapshot(&mut self) -> Arc<Snapshot> {
        self.engine.snapshot()
    }

    #[must_use]
    pub fn answer(&self, query: &Query) -> Answer {
        self.engine.answer(query)
    }

    /// What is otherwise than it was recorded, up to here.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// The engine, as it stands here.
    #[must_use]
    pub fn into_engine(self) -> Engine {
        self.engine
    }

    /// Plays the next moment, unless that was the last.
    ///
    /// # Errors
    /// When the clock cannot be set, or far too much happens.
    pub fn step(&mut self) -> Result<Option<Played>, PlayError> {
        let index = self.now.done;
        let recording = self.recording.clone();
        let Some(entry) = recording.moments.get(index) else { return Ok(None) };
        let machine = self.machine_at(entry.at);
        self.engine.advance(machine);
        let machine = match entry.machine {
            None => machine,
            Some(other) => {
                self.engine.carry_over(machine, other)?;
                self.base = other.saturating_sub(entry.at).unwrap_or(Timestamp::MIN);
                other
            }
        };
        let result = self.engine.execute(&entry.request, machine);
        self.now = Moment { done: index + 1, at: entry.at };
        let differs = match &result {
            Ok(_) if entry.refused => vec![Sentence::new("recording-not-refused")],
            Err(_) if entry.refused => Vec::new(),
            Err(refusal) => {
                let why: Vec<Sentence> = refusal.reasons.iter().map(|reason| reason.sentence.clone()).collect();
                vec![Sentence::new("recording-refused").with("why", why)]
            }
            Ok(response) => {
                let came = self.observer.look(response, &self.engine.snapshot());
                entry.then.differs_from(&came)
            }
        };
        self.differences.extend(differs.iter().map(|what| Difference { index, what: what.clone() }));
        let snapshot = self.engine.snapshot();
        if snapshot.events_before + snapshot.events.len() as u64 > MAX_EVENTS {
            return Err(PlayError::TooMuch(index));
        }
        Ok(Some(Played { index, result, differs }))
    }

    /// Plays what comes before that which is shown.
    ///
    /// # Errors
    /// As [`Player::step`].
    pub fn begin(&mut self) -> Result<(), PlayError> {
        while self.now.done < self.recording.from {
            self.step()?;
        }
        Ok(())
    }

    /// Whether a moment lies before the present one, so that it is played from the beginning.
    #[must_use]
    pub fn is_past(&self, moment: Moment) -> bool {
        moment < self.now
    }

    /// Plays up to a moment that is not past. Whether it came there: `ended` is asked between two moments
    /// whether nobody waits for it any more.
    ///
    /// # Errors
    /// As [`Player::step`].
    pub fn play_to(&mut self, moment: Moment, ended: impl Fn() -> bool) -> Result<bool, PlayError> {
        while self.now.done < moment.done {
            if ended() {
                return Ok(false);
            }
            if self.step()?.is_none() {
                break;
            }
        }
        // not beyond the next one, which comes at its time
        let next = self.recording.moments.get(self.now.done).map(|entry| entry.at);
        let at = next.map_or(moment.at, |next| moment.at.min(next));
        if at > self.now.at {
            self.engine.advance(self.machine_at(at));
            self.now.at = at;
        }
        Ok(true)
    }
}

impl Recording {
    /// The moment at a time since the beginning, within what is shown.
    #[must_use]
    pub fn moment_at(&self, at: SignedDuration) -> Moment {
        let at = at.clamp(self.begins(), self.lasts.max(self.begins()));
        let done = self.moments.partition_point(|entry| entry.at <= at);
        Moment { done: done.max(self.from), at }
    }

    /// Right after so many moments.
    #[must_use]
    pub fn after(&self, done: usize) -> Moment {
        let done = done.clamp(self.from, self.moments.len());
        let last = done.checked_sub(1).and_then(|last| self.moments.get(last));
        Moment { done, at: last.map_or(SignedDuration::ZERO, |entry| entry.at) }
    }
}
