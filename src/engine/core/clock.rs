//! The clock of the document: what is done with it, and what is due by it.

use jiff::{SignedDuration, Timestamp, civil::DateTime};

use super::super::clock::StoredClock;
use super::super::plan::refuse;
use super::super::{ClockCommand, ClockMode, Fact, Refusal, Response, Timeline};
use super::{Engine, Step, to_the_microsecond};
use crate::message_box::{Error, Write};
use crate::rules::permissions::{Task, may};
use crate::words::Sentence;

/// How many things that are due happen before whoever else wants something has a turn.
const AT_ONCE: usize = 10_000;

impl Engine {
    /// The clock as it was left, standing. What a clock that runs shows is written when something happens
    /// of which no event tells when it was; so it stands at the last thing that happened.
    pub(super) fn restore_clock(&mut self, machine: Timestamp) -> Result<(), Error> {
        let stored = self.store.setting(StoredClock::NAME)?;
        // that of another version is forgotten
        let stored: Option<StoredClock> = stored.and_then(|json| serde_json::from_str(&json).ok());
        if let Some(StoredClock { speed: Some(_), time }) = stored {
            let time = to_the_microsecond(self.events.back().map_or(time, |last| last.time.max(time)));
            self.clock = Timeline::virtual_at(time, 0, machine);
            self.now = time;
        }
        Ok(())
    }

    /// A virtual clock that stands at this time, for a document that begins so.
    ///
    /// # Errors
    /// When the store cannot be written; then the clock is as it was.
    pub fn stand_at(&mut self, time: Timestamp, machine: Timestamp) -> Result<(), Error> {
        let time = to_the_microsecond(time);
        self.store.apply(&[stored_clock(ClockMode::Virtual { speed: 0 }, time)?])?;
        self.clock = Timeline::virtual_at(time, 0, machine);
        self.now = time;
        self.changed();
        Ok(())
    }

    /// The machine's clock is another one from now on: it showed `from` and shows `to` at the same moment. The
    /// clock of the document goes on from what it shows, and as fast.
    ///
    /// # Errors
    /// When the store cannot be written; then the clock is as it was.
    pub fn carry_over(&mut self, from: Timestamp, to: Timestamp) -> Result<(), Error> {
        self.advance(from);
        let speed = match self.clock.mode {
            ClockMode::Real => 1,
            ClockMode::Virtual { speed } => speed,
        };
        self.store.apply(&[stored_clock(ClockMode::Virtual { speed }, self.now)?])?;
        self.clock = Timeline::virtual_at(self.now, speed, to);
        self.changed();
        Ok(())
    }

    /// Likewise at a time of the zone in which the hosts are, see [`Engine::set_zone`].
    ///
    /// # Errors
    /// As [`Engine::stand_at`]; also when there is no such time.
    pub fn stand_at_local(&mut self, time: DateTime, machine: Timestamp) -> Result<(), Error> {
        let time = self.zone.0.to_timestamp(time).map_err(|error| Error::Store(error.to_string()))?;
        self.stand_at(time, machine)
    }

    /// When something will happen by itself, on this engine's clock, if anything will.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        self.next_with(self.in_hand.keys().next().map(|(due, _)| *due))
    }

    /// Likewise as far as it is known: when an attempt that is on its way to a real destination ends is
    /// not, and that somebody looks at it again is nothing that happens.
    pub(super) fn next_known(&self) -> Option<Timestamp> {
        self.next_with(self.in_hand.iter().find(|(_, it)| !it.looked_at).map(|((due, _), _)| *due))
    }

    fn next_with(&self, in_hand: Option<Timestamp>) -> Option<Timestamp> {
        if self.damage.is_some() {
            return None;
        }
        if self.store_error.is_some() {
            // what is overdue would ask a store that does not answer over and over
            return self.again;
        }
        let next = in_hand.into_iter().chain(self.store_due).chain(self.again).chain(self.next_forward());
        let next = next.chain(self.delayed.iter().map(|delayed| delayed.until).min()).min();
        next.map(|next| self.rests_until.map_or(next, |until| next.max(until)))
    }

    /// Likewise as a time of the machine: a clock that stands lets nothing happen.
    #[must_use]
    pub fn wakes_at(&self) -> Option<Timestamp> {
        self.next_due().and_then(|due| self.clock.when(due))
    }

    /// Lets happen what is due by now, one after the other, each at its time.
    pub fn advance(&mut self, machine: Timestamp) {
        let now = self.now.max(to_the_microsecond(self.clock.time(machine)));
        self.advance_to(now);
    }

    pub(super) fn advance_to(&mut self, now: Timestamp) {
        for _ in 0..AT_ONCE {
            match self.next_due() {
                Some(due) if due < now => {
                    self.now = self.now.max(due);
                    self.work(self.now);
                }
                _ => {
                    self.now = now;
                    self.work(now);
                    return;
                }
            }
        }
        // the rest after whoever else wants something
        self.again = Some(self.now);
    }

    pub(super) fn command_clock(&mut self, command: ClockCommand, machine: Timestamp) -> Result<Response, Refusal> {
        let what = Sentence::new("deed-clock");
        if !may(self.role, Task::SwitchDestination) {
            return Err(super::super::plan::refuse_role(what, self.role, Task::SwitchDestination));
        }
        let because = |key| Err(refuse(what.clone()).because(Sentence::new(key), None, Vec::new()));
        let present = self.now.max(to_the_microsecond(self.clock.time(machine)));
        let (clock, time) = match command {
            // a server that answers in its own time would answer in no time, or never
            command if command != ClockCommand::Real && self.live.is_some() => return because("refused-clock-live"),
            ClockCommand::Real => (Timeline::default(), to_the_microsecond(machine)),
            ClockCommand::Run { speed } if speed > ClockCommand::MAX_SPEED => return because("refused-clock-speed"),
            ClockCommand::Run { speed } => (Timeline::virtual_at(present, speed, machine), present),
            ClockCommand::Step { seconds } if seconds == 0 || seconds > ClockCommand::MAX_STEP => {
                return because("refused-clock-step");
            }
            ClockCommand::Step { seconds } => {
                let time = present.saturating_add(SignedDuration::from_secs(seconds.into())).unwrap_or(Timestamp::MAX);
                (Timeline::virtual_at(time, 0, machine), time)
            }
            ClockCommand::ToNext => match self.next_known() {
                Some(due) => (Timeline::virtual_at(due.max(present), 0, machine), due.max(present)),
                None => return because("refused-clock-nothing"),
            },
            ClockCommand::To(time) if time < present => return because("refused-clock-back"),
            ClockCommand::To(time) => {
                (Timeline::virtual_at(to_the_microsecond(time), 0, machine), to_the_microsecond(time))
            }
        };
        let stored = stored_clock(clock.mode, time).map_err(|error| Self::refuse_store(what.clone(), &error))?;
        let step = Step { facts: vec![Fact::Clock(command)], writes: vec![stored], ..Step::default() };
        self.commit(step, present).map_err(|error| Self::refuse_store(what, &error))?;
        self.clock = clock;
        if clock.mode == ClockMode::Real {
            // the one case in which it may go back
            self.now = time;
        } else {
            self.advance_to(time);
        }
        self.changed();
        Ok(Response::default())
    }
}

/// How the clock is remembered.
pub(super) fn stored_clock(mode: ClockMode, time: Timestamp) -> Result<Write, Error> {
    let speed = match mode {
        ClockMode::Real => None,
        ClockMode::Virtual { speed } => Some(speed),
    };
    let value = serde_json::to_string(&StoredClock { speed, time }).map_err(|error| Error::Store(error.to_string()))?;
    Ok(Write::Setting { name: StoredClock::NAME, value })
}
