//! Send adapters: simulated destinations, and real ones beside them.

mod error;
mod live;
mod simulated;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use crate::model::{Destination, InstanceId, Message, Name, PortKind, Property};

pub use error::{TransportError, Trouble};
pub use live::{
    Account, Conditions, Ended, Exchange, Known, Probed, Secrets, Store, THREADS, Transports, is_real, is_refused,
    of_the_system, probe, probe_under, reach, refused, server_of,
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
    /// The settings of the adapter, by their labels.
    pub settings: BTreeMap<String, String>,
    /// In which the macros tell the local time.
    pub zone: TimeZone,
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
    /// It is on its way, on a thread of its own. Its end is told, see [`SendAdapter::ended`]; without
    /// that, ask again after this time.
    Begun(SignedDuration),
    /// An attempt that was begun has ended.
    Ended(Box<Ended>),
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

    /// Turns live sending to these addresses on, or off. Tells whether there is any such thing here;
    /// what is on its way goes on.
    fn set_live(&mut self, confirmed: Option<BTreeSet<String>>) -> bool {
        confirmed.is_none()
    }

    /// Who is told, from any thread, that an attempt has ended.
    fn wake_by(&mut self, _wake: Box<dyn Fn() + Send>) {}

    /// Whose attempts have ended since this was asked for the last time.
    fn ended(&mut self) -> Vec<InstanceId> {
        Vec::new()
    }

    /// Nobody wants to know any more what comes of an attempt. It may arrive nevertheless.
    fn give_up(&mut self, _instance: InstanceId) {}

    /// How many attempts have begun and not ended.
    fn on_their_way(&self) -> usize {
        0
    }
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
