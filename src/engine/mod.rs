//! Executes requests, publishes messages and lets host instances dispatch them. Everything that
//! anyone can ask is a [`Request`]; everything that happens is an [`Event`].
//!
//! The engine reads no clock and no file: time, MessageBox and adapter are passed in, so that
//! every behaviour can be replayed.

mod audit;
mod census;
mod clock;
mod core;
mod delayed;
mod event;
mod handle;
mod impact;
pub mod live;
pub mod needs;
pub mod overview;
mod plan;
mod progress;
mod publish;
mod record;
mod report;
mod request;
mod service;
mod snapshot;
pub mod standing;
mod written;

pub use crate::rules::application::StopOption;
pub use audit::{AuditAction, AuditRow, AuditedDeed, BriefDeed, FieldChange, History, HistoryStep, Part, differences};
pub use census::Census;
pub use clock::{ClockCommand, ClockMode, Timeline, Zone};
pub use core::{Engine, IN_PROCESS, LEASE, MAX_COUNT};
pub use delayed::{Delayed, Throttled};
pub use event::{Deed, Event, Fact, addressing_sentence, cause_sentence, message_name, ruling_sentence};
pub use handle::{EngineHandle, Reply, Ticket};
pub use impact::{
    Change, Fate, FilterImpact, Impact, Kind, KindImpact, Live, SubscriptionChange, SubscriptionImpact, filter_impact,
    impact, impact_unless,
};
pub use plan::{Availability, add_members, availability, destination_of, refuse_role, way_out};
pub use progress::Progress;
pub use publish::dry_run;
pub use report::{Line, Outcome, Report, Waiting, states};
pub use request::*;
pub use service::{Clock, EngineThread, InlineEngine, VirtualClock};
pub use snapshot::{Contents, Counts, Doubt, HostCounts, PortCounts, Snapshot};
