//! Send adapters. There is one so far, which simulates destinations.

mod simulated;

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    model::{Destination, InstanceId, Message, Name, PortKind, Property},
    words::Sentence,
};

pub use simulated::Simulated;

/// One attempt to send one message.
#[derive(Clone, Debug, PartialEq)]
pub struct Transmission {
    pub instance: InstanceId,
    pub message: Arc<Message>,
    pub port: Name,
    pub kind: PortKind,
    pub adapter: String,
    pub address: String,
    /// After how long an answer that has not come is a failure; `None`: it waits as long as it takes.
    pub time_out: Option<SignedDuration>,
}

/// Why a transmission failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TransportError {
    /// The destination cannot be reached.
    Unreachable { address: String },
    /// The destination refuses the message.
    Rejected { address: String },
    /// The destination failed this time.
    Failed { address: String },
    /// The destination did not answer in time.
    TimedOut { address: String },
}

impl TransportError {
    /// How it is told to programs, in an error report or an acknowledgement.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "unreachable",
            Self::Rejected { .. } => "rejected",
            Self::Failed { .. } => "failed",
            Self::TimedOut { .. } => "timed out",
        }
    }

    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let (key, address) = match self {
            Self::Unreachable { address } => ("transport-unreachable", address),
            Self::Rejected { address } => ("transport-rejected", address),
            Self::Failed { address } => ("transport-failed", address),
            Self::TimedOut { address } => ("transport-timed-out", address),
        };
        Sentence::new(key).with("address", address.as_str())
    }
}

/// What a solicit-response port got back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    pub message_type: String,
    pub properties: Vec<Property>,
    pub body: String,
}

/// What came of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    Delivered {
        response: Option<Response>,
    },
    Failed(TransportError),
    /// It is in the outgoing queue of the Message Queuing beside the host instance, whose matter it is now.
    Queued,
    /// Not decided yet: ask again after this time.
    Later(SignedDuration),
}

/// Sends. Never blocks: what takes time answers [`Sent::Later`] and is asked again.
pub trait SendAdapter: Send {
    /// `started` is when this attempt began; for the first call of an attempt it is `now`.
    fn send(
        &mut self,
        transmission: &Transmission,
        destination: &mut Destination,
        started: Timestamp,
        now: Timestamp,
    ) -> Sent;

    /// What becomes of a message that is in an outgoing queue since `since`.
    fn forward(&mut self, destination: &mut Destination, since: Timestamp, now: Timestamp) -> Forward;
}

/// What comes of an attempt of Message Queuing to bring a message to its destination. A message that the
/// destination does not take stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forward {
    Arrived,
    /// Not before then.
    Later(Timestamp),
    /// Not as the destination is.
    Stays,
}
