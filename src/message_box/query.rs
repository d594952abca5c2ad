//! Which service instances are asked for, and in which order.

use serde::{Deserialize, Serialize};

use super::CauseKind;
use crate::{
    model::{InstanceId, MessageId, Name, is_default},
    rules::instances::InstanceState,
};

/// Which instances are asked for. It is written down in recordings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InstanceQuery {
    /// Any of these states; empty: any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<InstanceState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<Name>,
    /// Only routing failures (`true`) or only what has a port (`false`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routing_failures: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<CauseKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
    /// Of one of these ports; with none of them nothing is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ports: Option<Vec<Name>>,
    /// In the queues of one of these hosts; with none of them nothing is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hosts: Option<Vec<Name>>,
    /// The whole address, as it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Something happens with it by itself (`true`) or nothing does (`false`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<bool>,
    /// What a service instance holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<InstanceId>,
    /// What is in this order of its port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lane: Option<String>,
    /// Of what a service instance with ordered delivery holds in these states only the first one, so
    /// that what is found are service instances.
    #[serde(skip_serializing_if = "is_default")]
    pub first_of_service: bool,
    /// Occurs in the port, the group, the address, the message's id, type or properties.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// In which order a page has them; nothing else looks at it.
    #[serde(skip_serializing_if = "is_default")]
    pub order: InstanceOrder,
}

/// In which order a page has instances; those that are alike by their id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InstanceOrder {
    pub by: InstanceSort,
    /// The last one first.
    pub down: bool,
}

/// By what instances are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InstanceSort {
    /// The oldest one first.
    #[default]
    Id,
    Message,
    /// Without regard to case; what has no port comes first.
    Port,
    Via,
    Host,
    Address,
    State,
    Cause,
    Attempts,
    Created,
}

impl InstanceSort {
    pub const ALL: [Self; 10] = [
        Self::Id,
        Self::Message,
        Self::Port,
        Self::Via,
        Self::Host,
        Self::Address,
        Self::State,
        Self::Cause,
        Self::Attempts,
        Self::Created,
    ];
}
