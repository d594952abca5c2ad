//! How the time of a document runs. The engine is told the machine's time with every call and turns it
//! into its own: the same, or one that can be stopped, stepped and sped up.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::words::Sentence;

/// What can be done with the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockCommand {
    /// It goes as the machine's does and shows the same time. A virtual clock that was ahead goes back;
    /// what waits for a time keeps waiting for it.
    Real,
    /// It goes so many times as fast as the machine's, from where it stands; 0: it stands.
    Run { speed: u32 },
    /// It stands, so much later.
    Step { seconds: u32 },
    /// It stands at the next thing that happens by itself.
    ToNext,
    /// It stands at this time, which is not before the present one.
    To(Timestamp),
}

impl ClockCommand {
    /// Highest speed.
    pub const MAX_SPEED: u32 = 86_400;
    /// Longest step, in seconds: a year.
    pub const MAX_STEP: u32 = 366 * 86_400;

    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Real => Sentence::new("clock-real-done"),
            Self::Run { speed: 0 } => Sentence::new("clock-paused-done"),
            Self::Run { speed } => Sentence::new("clock-runs-done").with("speed", *speed),
            Self::Step { seconds } => Sentence::new("clock-step-done").with("seconds", *seconds),
            Self::ToNext => Sentence::new("clock-next-done"),
            Self::To(time) => Sentence::new("clock-to-done").with("time", *time),
        }
    }
}

/// How a clock runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockMode {
    #[default]
    Real,
    /// So many times as fast as the machine's; 0: it stands.
    Virtual { speed: u32 },
}

/// A clock: what time it is, at a time of the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    pub mode: ClockMode,
    /// A virtual clock showed `time` when the machine's showed `machine`.
    machine: Timestamp,
    time: Timestamp,
}

impl Timeline {
    /// A virtual clock that shows `time` at that time of the machine.
    #[must_use]
    pub fn virtual_at(time: Timestamp, speed: u32, machine: Timestamp) -> Self {
        Self { mode: ClockMode::Virtual { speed }, machine, time }
    }

    /// What it shows.
    #[must_use]
    pub fn time(&self, machine: Timestamp) -> Timestamp {
        match self.mode {
            ClockMode::Real => machine,
            ClockMode::Virtual { speed } => {
                let passed = machine.duration_since(self.machine).max(SignedDuration::ZERO);
                let passed = passed.checked_mul(i32::try_from(speed).unwrap_or(i32::MAX));
                passed.and_then(|passed| self.time.checked_add(passed).ok()).unwrap_or(Timestamp::MAX)
            }
        }
    }

    /// At what time of the machine it will show `time`; `None`: never, as it is.
    #[must_use]
    pub fn when(&self, time: Timestamp) -> Option<Timestamp> {
        match self.mode {
            ClockMode::Real => Some(time),
            ClockMode::Virtual { .. } if time <= self.time => Some(self.machine),
            ClockMode::Virtual { speed: 0 } => None,
            ClockMode::Virtual { speed } => {
                let left = time.duration_since(self.time);
                // rounded up: not woken before it is time
                let left = left / i32::try_from(speed).unwrap_or(i32::MAX) + SignedDuration::from_nanos(1);
                Some(self.machine.saturating_add(left).unwrap_or(Timestamp::MAX))
            }
        }
    }
}

/// A time zone; UTC unless it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(pub TimeZone);

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

/// How a clock is kept from one run to the next: a virtual one stands still in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredClock {
    pub speed: Option<u32>,
    pub time: Timestamp,
}

impl StoredClock {
    /// Under which name it is kept.
    pub const NAME: &'static str = "clock";
}
