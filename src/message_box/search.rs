//! What can be asked about messages: which ones, in what order, and how they stand.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Error, Instance, MessageBox};
use crate::{
    model::{Addressing, Context, Message, MessageId, Name, Operator, Value},
    rules::instances::InstanceState,
};

/// What became of a copy of a message, as one asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// A copy was delivered.
    Processed,
    /// A copy for a port is in a suspended queue.
    Suspended,
    /// A copy is in a work queue or on its way.
    Waiting,
    /// Nobody subscribed, and the failure is still in the suspended queue.
    RoutingFailure,
    Terminated,
    /// It could not be delivered, and its error message was routed instead of suspending it.
    ErrorRouted,
}

impl Fate {
    pub const ALL: [Self; 6] =
        [Self::Processed, Self::Suspended, Self::Waiting, Self::RoutingFailure, Self::Terminated, Self::ErrorRouted];

    /// What an instance in this state means for its message; `None` for a routing failure that
    /// was resumed, whose copies say what became of it. `failed`: it has a cause.
    #[must_use]
    pub fn of(state: InstanceState, has_port: bool, failed: bool) -> Option<Self> {
        match state {
            InstanceState::Completed if failed => Some(Self::ErrorRouted),
            InstanceState::Completed => has_port.then_some(Self::Processed),
            InstanceState::Terminated => Some(Self::Terminated),
            state if state.is_suspended() => Some(if has_port { Self::Suspended } else { Self::RoutingFailure }),
            _ => Some(Self::Waiting),
        }
    }
}

/// How a promoted property is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// As a filter does, the value read as one of the type that the message's value has.
    Is(Operator),
    /// The text holds it, whatever the case of its letters.
    Contains,
    /// The property is not promoted.
    Missing,
}

impl Comparison {
    pub const ALL: [Self; 9] = [
        Self::Contains,
        Self::Is(Operator::Equals),
        Self::Is(Operator::NotEquals),
        Self::Is(Operator::LessThan),
        Self::Is(Operator::GreaterThan),
        Self::Is(Operator::LessThanOrEquals),
        Self::Is(Operator::GreaterThanOrEquals),
        Self::Is(Operator::Exists),
        Self::Missing,
    ];

    #[must_use]
    pub fn takes_value(self) -> bool {
        !matches!(self, Self::Missing | Self::Is(Operator::Exists))
    }
}

/// One condition on the promoted properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyTest {
    pub property: String,
    pub comparison: Comparison,
    /// Without meaning where the comparison takes no value.
    pub value: String,
}

impl PropertyTest {
    /// Whether a message with these properties is one that is looked for.
    #[must_use]
    pub fn holds(&self, context: &Context) -> bool {
        let value = context.get(&self.property);
        let compare = |value: &Value| value.value_type().parse(&self.value).ok().and_then(|to| value.compare(&to));
        match (self.comparison, value) {
            (Comparison::Missing, value) => value.is_none(),
            (_, None) => false,
            (Comparison::Contains, Some(value)) => {
                value.to_string().to_lowercase().contains(&self.value.to_lowercase())
            }
            (Comparison::Is(Operator::Exists), Some(_)) => true,
            (Comparison::Is(operator), Some(value)) => compare(value).is_some_and(|order| match operator {
                Operator::Equals => order.is_eq(),
                Operator::NotEquals => order.is_ne(),
                Operator::LessThan => order.is_lt(),
                Operator::GreaterThan => order.is_gt(),
                Operator::LessThanOrEquals => order.is_le(),
                Operator::GreaterThanOrEquals => order.is_ge(),
                Operator::Exists => true,
            }),
        }
    }
}

/// Which messages are asked for; by default all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageQuery {
    /// Occurs in the id, the type or the properties.
    pub text: String,
    /// All of these hold.
    pub properties: Vec<PropertyTest>,
    /// Occurs in the body, whatever the case of its letters.
    pub body: String,
    /// One copy went to this port, by way of this group, and came to this. Where several are
    /// given, they hold of the same copy.
    pub port: Option<Name>,
    pub via: Option<Name>,
    pub fate: Option<Fate>,
    /// Published at this time or later.
    pub from: Option<Timestamp>,
    /// Published before this time.
    pub to: Option<Timestamp>,
}

impl MessageQuery {
    /// Whether what a message is found by may change after it was published.
    #[must_use]
    pub fn depends_on_instances(&self) -> bool {
        self.port.is_some() || self.via.is_some() || self.fate.is_some()
    }
}

/// Where in the order of messages a page begins. Ids never change and are never used again, so a
/// page stays what it is while others are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keyset {
    /// Only messages with a lower id.
    pub before: Option<MessageId>,
    /// Only messages with a higher id.
    pub after: Option<MessageId>,
    /// Those nearest to `after` instead of those nearest to `before`.
    pub oldest: bool,
    /// The times of the query are already in the two ids.
    pub(super) bounded: bool,
}

impl Keyset {
    #[must_use]
    pub fn newest() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn before(id: MessageId) -> Self {
        Self { before: Some(id), ..Self::default() }
    }

    /// The ones that follow this one, nearest first.
    #[must_use]
    pub fn after(id: MessageId) -> Self {
        Self { after: Some(id), oldest: true, ..Self::default() }
    }

    /// Those above this id, newest first.
    #[must_use]
    pub fn down_to(id: MessageId) -> Self {
        Self { after: Some(id), ..Self::default() }
    }

    /// The first ones that were published.
    #[must_use]
    pub fn oldest() -> Self {
        Self { oldest: true, ..Self::default() }
    }
}

/// How far a search goes before it answers, so that it can be shown, and given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// How many messages it finds at most.
    pub find: u64,
    /// How many it looks at.
    pub look_at: u64,
}

/// What became of the copies of one message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tally {
    pub processed: u64,
    pub suspended: u64,
    pub waiting: u64,
    pub terminated: u64,
    pub error_routed: u64,
    pub routing_failure: bool,
}

impl Tally {
    pub fn add(&mut self, fate: Fate, count: u64) {
        match fate {
            Fate::Processed => self.processed += count,
            Fate::Suspended => self.suspended += count,
            Fate::Waiting => self.waiting += count,
            Fate::Terminated => self.terminated += count,
            Fate::ErrorRouted => self.error_routed += count,
            Fate::RoutingFailure => self.routing_failure = true,
        }
    }

    /// How many there are of each, none left out but those that are 0.
    pub fn parts(self) -> impl Iterator<Item = (Fate, u64)> {
        [
            (Fate::RoutingFailure, u64::from(self.routing_failure)),
            (Fate::Suspended, self.suspended),
            (Fate::Waiting, self.waiting),
            (Fate::Processed, self.processed),
            (Fate::ErrorRouted, self.error_routed),
            (Fate::Terminated, self.terminated),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
    }
}

/// A message as a row of a list: everything but its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    pub id: MessageId,
    pub published: Timestamp,
    pub addressing: Addressing,
    pub context: Context,
    /// Of the body, in bytes.
    pub size: u64,
    pub tally: Tally,
}

/// Messages, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessagePage {
    pub rows: Vec<MessageRow>,
    /// Where to go on, if the search has not come to an end.
    pub go_on: Option<Keyset>,
}

/// How many messages there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessageCount {
    pub count: u64,
    /// The last one that there was then, whether it matches or not.
    pub newest: Option<MessageId>,
    /// Where to go on, if there may be more.
    pub go_on: Option<Keyset>,
}

/// Everything that is known of one message.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    pub message: Arc<Message>,
    /// Its service instances, oldest first.
    pub instances: Vec<Instance>,
    /// Rows of events, oldest first, as they were written: all that are about it, and some that are about its
    /// neighbours only.
    pub events: Vec<String>,
}

/// Reads a MessageBox beside whoever writes it, in another thread.
pub trait Reader: Send {
    /// Lets `work` read the store as it is at this moment, whatever is written meanwhile.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    fn read(&self, work: &mut dyn FnMut(&dyn MessageBox)) -> Result<(), Error>;

    /// Looks through everything, which takes as long as the store is large.
    ///
    /// # Errors
    /// [`Error::Damaged`] when its contents do not hang together; another one when that is not known,
    /// since it was interrupted or cannot be read.
    fn check(&self) -> Result<(), Error>;

    /// Ends what is being read, from any thread. Nothing happens when nothing is.
    fn interrupter(&self) -> Arc<dyn Fn() + Send + Sync>;
}
