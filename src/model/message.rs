use std::{collections::BTreeMap, fmt, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Name, Target, Value, is_default};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub i64);
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "-{}"), self.0)
            }
        }
    };
}
id!(
    /// A message in the MessageBox, counted from 1. Shown as `M-12`.
    MessageId, "M"
);
id!(
    /// A service instance in the MessageBox, counted from 1. Shown as `I-12`.
    InstanceId, "I"
);

/// A property of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Property {
    /// `Namespace.Property`, for example `BTS.ReceivePortName`.
    pub name: String,
    #[serde(default)]
    pub value: Value,
}

/// The promoted properties of a message, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context(pub BTreeMap<String, Value>);

impl Context {
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The text of a string property.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }
}

impl FromIterator<Property> for Context {
    fn from_iter<T: IntoIterator<Item = Property>>(properties: T) -> Self {
        Self(properties.into_iter().map(|property| (property.name, property.value)).collect())
    }
}

/// How a message finds its subscribers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Addressing {
    /// To one send port or send port group and nobody else: the two tables' *directly to the send
    /// port* and *by means of a send port group*.
    To(Target),
    /// By its promoted properties: whoever has a subscription that matches gets a copy.
    Published(Source),
}

impl Default for Addressing {
    fn default() -> Self {
        Self::Published(Source::Properties)
    }
}

/// Who publishes a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Nobody in particular; the properties are all there is.
    #[default]
    Properties,
    /// A receive location, whose engine promotes the port's name and the transport.
    ReceiveLocation(Name),
    /// A logical port of an orchestration: the bound port or group gets a copy, and so does every
    /// other subscription that matches.
    Orchestration { orchestration: Name, port: Name },
    /// The response that a solicit-response port got.
    Response { port: Name, request: MessageId },
    /// A suspended message that was edited and sent again.
    Resubmitted(MessageId),
    /// The error message of a message that a send port could not transmit (page *Using Failed Message
    /// Routing*).
    FailedMessage { port: Name, message: MessageId },
    /// The delivery notification of a message that a send port transmitted, or could not (page *Using
    /// Acknowledgments*).
    Acknowledgement { port: Name, message: MessageId },
}

/// A message that is to be published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Draft {
    pub addressing: Addressing,
    /// Promoted as `BTS.MessageType` unless it is empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub message_type: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<Property>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// A draft with a name, kept in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub name: Name,
    #[serde(default, skip_serializing_if = "is_default")]
    pub draft: Draft,
}

/// A published message. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub published: Timestamp,
    pub addressing: Addressing,
    /// The port or group that a bound orchestration port names, beside the properties.
    pub bound_to: Option<Target>,
    pub context: Context,
    pub body: Arc<str>,
}

impl Message {
    /// A draft that would send it once more. What a receive location or a response had promoted
    /// stands in the context; a copy of it is published by its properties.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let addressing = match &self.addressing {
            kept @ (Addressing::To(_)
            | Addressing::Published(Source::Orchestration { .. } | Source::ReceiveLocation(_))) => kept.clone(),
            Addressing::Published(_) => Addressing::default(),
        };
        // what the source promotes, it promotes again
        let promoted: &[&str] = match &addressing {
            Addressing::Published(Source::ReceiveLocation(_)) => &[
                super::properties::RECEIVE_PORT_NAME,
                super::properties::INBOUND_TRANSPORT_TYPE,
                super::properties::INBOUND_TRANSPORT_LOCATION,
                super::properties::INTERCHANGE_SEQUENCE_NUMBER,
            ],
            Addressing::Published(Source::Orchestration { .. }) => &["BTS.SPTransportID", "BTS.SPGroupID"],
            _ => &[],
        };
        let properties = self
            .context
            .0
            .iter()
            .filter(|(name, _)| *name != super::properties::MESSAGE_TYPE && !promoted.contains(&name.as_str()))
            .map(|(name, value)| Property { name: name.clone(), value: value.clone() });
        Draft {
            addressing,
            message_type: self.message_type().unwrap_or_default().to_owned(),
            properties: properties.collect(),
            body: self.body.to_string(),
        }
    }

    /// The message type `namespace#root`, if it is promoted.
    #[must_use]
    pub fn message_type(&self) -> Option<&str> {
        self.context.text(super::properties::MESSAGE_TYPE)
    }

    /// Whether it asks for a delivery notification.
    #[must_use]
    pub fn wants_acknowledgement(&self) -> bool {
        self.context
            .text(super::properties::ACK_REQUIRED)
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
    }
}
