//! What becomes of one service instance of a send port between the work queue and its destination:
//! service window, attempts, backup transport, and what happens when all have failed.
//!
//! Attempts per transport are 1 + retry count, a retry interval apart; then the next transport, with
//! its own count, interval and window; then the suspended queue, or the routing of failed messages.

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Citation, Page};
use crate::model::{PortKind, SendPort, ServiceWindow, Transport};

/// Which of the two transports of a send port an instance is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TransportOf {
    #[default]
    Primary,
    Backup,
}

impl TransportOf {
    /// The transport of a static port; `None` for a dynamic port, and where there is no backup.
    #[must_use]
    pub fn of(self, port: &SendPort) -> Option<&Transport> {
        match self {
            Self::Primary => port.transport.as_ref(),
            Self::Backup => port.backup.as_ref(),
        }
    }

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Primary => "transport-primary",
            Self::Backup => "transport-backup",
        }
    }
}

/// When a transport that may not send now may send again; `None`: it may now.
///
/// The window is daily, in the time zone of the host's servers. Both of its ends belong to it, to the
/// second; a start after the stop goes over midnight. Page *Send Port Properties Dialog Box*, with
/// *Service Instance States* for what waits: Scheduled.
#[must_use]
pub fn window_opens(window: &ServiceWindow, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    if !window.enabled {
        return None;
    }
    let here = now.to_zoned(zone.clone());
    let time = here.time().with().subsec_nanosecond(0).build().unwrap_or(here.time());
    let open = if window.start <= window.stop {
        window.start <= time && time <= window.stop
    } else {
        window.start <= time || time <= window.stop
    };
    if open {
        return None;
    }
    let mut day = here.date();
    if time > window.start {
        day = day.checked_add(1.day()).unwrap_or(day);
    }
    // a start that the clocks leave out that day begins when they go on
    let opens = day.to_datetime(window.start).to_zoned(zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp());
    Some(opens.max(now.saturating_add(SignedDuration::from_nanos(1)).unwrap_or(Timestamp::MAX)))
}

/// Where the rule of the service window stands.
pub const WINDOW: Citation = Citation::page(Page::ServiceInstanceStates);

/// How often and how far apart a port sends again on a transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    /// After the first attempt.
    pub count: u32,
    pub interval: SignedDuration,
}

impl Retries {
    /// Those of a transport. A dynamic port has none of its own: the documented defaults of a static
    /// one (derived; the page *Send Port Properties Dialog Box* has the options for static ports only).
    #[must_use]
    pub fn of(port: &SendPort, on: TransportOf) -> Self {
        let (count, interval) = on
            .of(port)
            .map_or((Transport::RETRY_COUNT, Transport::RETRY_INTERVAL), |it| (it.retry_count, it.retry_interval));
        Self { count, interval: SignedDuration::from_mins(interval.into()) }
    }

    /// Attempts in all.
    #[must_use]
    pub fn attempts(self) -> u32 {
        self.count.saturating_add(1)
    }
}

/// What becomes of a copy after a failed transmission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFailure {
    /// Sent again on the same transport after this time; until then it is Dehydrated (retrying).
    Retry(SignedDuration),
    /// Its attempts are used up; the backup transport is next, with its own.
    Backup,
    /// All is used up; an error message is published instead of suspending it, to whoever subscribes.
    RouteFailedMessage,
    Suspend(Failed),
}

/// How a copy is suspended that cannot be transmitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    Resumable,
    /// Ordered delivery that goes on: the others overtook it, so it cannot come back into its place.
    NotResumable,
    /// Ordered delivery that stops: the instance of the port is suspended with all that it holds.
    WithTheOthers,
}

impl AfterFailure {
    #[must_use]
    pub fn citation(self) -> Citation {
        match self {
            Self::Retry(_) => Citation::page(Page::HowToConfigureTransportAdvancedOptions),
            Self::Backup => Citation::page(Page::HowToConfigureBackupTransport),
            Self::RouteFailedMessage => Citation::page(Page::HowToEnableFailedMessageRouting),
            Self::Suspend(Failed::Resumable) => Citation::page(Page::ServiceInstanceStates),
            Self::Suspend(Failed::NotResumable | Failed::WithTheOthers) => Citation::page(Page::OrderedDelivery),
        }
    }
}

/// What becomes of a copy whose transmission failed. `attempts`: how often it was sent on this
/// transport, the failed one included.
///
/// Pages *How to Configure Transport Advanced Options for a Send Port*, *How to Configure Backup
/// Transport Options for a Send Port*, *Ordered Delivery of Messages*. Ordered delivery does without a
/// backup transport, which would let a message overtake another.
#[must_use]
pub fn after_failure(port: &SendPort, on: TransportOf, attempts: u32) -> AfterFailure {
    let retries = Retries::of(port, on);
    if attempts <= retries.count {
        return AfterFailure::Retry(retries.interval);
    }
    if on == TransportOf::Primary && port.backup.is_some() && !port.ordered_delivery {
        return AfterFailure::Backup;
    }
    if port.route_failed_messages {
        return AfterFailure::RouteFailedMessage;
    }
    AfterFailure::Suspend(suspended(port))
}

/// How a copy of this port is suspended that cannot be transmitted.
#[must_use]
pub fn suspended(port: &SendPort) -> Failed {
    match (port.ordered_delivery, port.stop_sending_on_failure) {
        (false, _) => Failed::Resumable,
        (true, false) => Failed::NotResumable,
        (true, true) => Failed::WithTheOthers,
    }
}

/// Within what a port with ordered delivery keeps the order: all that has the same value has one
/// order, and one message of it at a time is on its way. `None`: the port keeps none.
///
/// A static port has one order. A dynamic one has one per outbound location, or, where the order is
/// enforced across locations, one per transport type (page *How to Configure Transport Advanced
/// Options for a Send Port*).
#[must_use]
pub fn order_of(port: &SendPort, adapter: &str, address: &str) -> Option<String> {
    if !port.ordered_delivery {
        return None;
    }
    Some(match port.kind {
        PortKind::StaticOneWay | PortKind::StaticSolicitResponse => String::new(),
        PortKind::DynamicOneWay | PortKind::DynamicSolicitResponse if port.enforce_order_across_locations => {
            adapter.to_lowercase()
        }
        PortKind::DynamicOneWay | PortKind::DynamicSolicitResponse => address.to_owned(),
    })
}
