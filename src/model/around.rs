//! What stands around the ports: applications, receive side, orchestrations, hosts.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Name, OrchestrationState, is_default};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    pub name: Name,
    /// At most 1024 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// New artifacts of an import without an application go there; it cannot be deleted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: bool,
    /// Applications whose artifacts this one may use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Name>,
    /// What stood around the artifacts in the binding file that they came from: a document in which a
    /// processing instruction `<?sendport SendPort NAME?>` stands where an artifact stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding_xml: Option<Arc<str>>,
}

impl Application {
    /// Longest description, in characters.
    pub const MAX_DESCRIPTION: usize = 1024;
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceivePort {
    pub name: Name,
    pub application: Name,
    /// Request-response instead of one-way.
    #[serde(default, skip_serializing_if = "is_default")]
    pub two_way: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub route_failed_messages: bool,
    /// The first one is the primary location.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<ReceiveLocation>,
    /// As of a send port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding_xml: Option<Arc<str>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiveLocation {
    /// Unique among the receive locations of the BizTalk group.
    pub name: Name,
    pub adapter: String,
    pub address: String,
    #[serde(default = "pass_thru", skip_serializing_if = "is_pass_thru")]
    pub pipeline: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub enabled: bool,
}

fn pass_thru() -> String {
    "PassThruReceive".to_owned()
}
fn is_pass_thru(pipeline: &str) -> bool {
    pipeline == "PassThruReceive"
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Orchestration {
    pub name: Name,
    pub application: Name,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(default)]
    pub state: OrchestrationState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<Name>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ports: Vec<LogicalPort>,
    /// As of a send port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding_xml: Option<Arc<str>>,
}

/// A port through which an orchestration sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogicalPort {
    pub name: Name,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding: Option<Target>,
}

/// What a message can be addressed to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Target {
    SendPort(Name),
    SendPortGroup(Name),
}

impl Target {
    #[must_use]
    pub fn name(&self) -> &Name {
        match self {
            Self::SendPort(name) | Self::SendPortGroup(name) => name,
        }
    }

    #[must_use]
    pub fn name_mut(&mut self) -> &mut Name {
        match self {
            Self::SendPort(name) | Self::SendPortGroup(name) => name,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HostKind {
    #[default]
    InProcess,
    /// Runs in another process and cannot host send handlers.
    Isolated,
}

/// A host: the logical home of handlers, with one work queue and one suspended queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// At most 80 characters.
    pub name: Name,
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: HostKind,
    /// The first in-process host; it cannot be deleted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tracking: bool,
    /// A resource of a cluster: of its running instances one at a time is active, the others stand by
    /// (page *Considerations for Running Adapter Handlers within a Clustered Host*).
    #[serde(default, skip_serializing_if = "is_default")]
    pub clustered: bool,
    /// The server whose instance is active. With `clustered` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<Name>,
    /// *Message count in database*: with more messages than this in its work queue and its suspended
    /// queue, what is published to the host is delayed; 0: never.
    #[serde(default = "message_count", skip_serializing_if = "is_message_count")]
    pub message_count: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instances: Vec<HostInstance>,
}

fn message_count() -> u32 {
    Host::MESSAGE_COUNT
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_message_count(count: &u32) -> bool {
    *count == Host::MESSAGE_COUNT
}

impl Default for Host {
    fn default() -> Self {
        Self {
            name: Name::default(),
            kind: HostKind::default(),
            default: false,
            tracking: false,
            clustered: false,
            active: None,
            message_count: Self::MESSAGE_COUNT,
            instances: Vec::new(),
        }
    }
}

impl Host {
    /// The default of *Message count in database* (page *How to Modify Resource Based Throttling
    /// Settings*).
    pub const MESSAGE_COUNT: u32 = 50_000;
    /// The largest one that can be set.
    pub const MAX_MESSAGE_COUNT: u32 = 100_000_000;

    /// Whether an instance of it runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.instances.iter().any(HostInstance::works)
    }

    #[must_use]
    pub fn instance_on(&self, server: &Name) -> Option<&HostInstance> {
        self.instances.iter().find(|instance| instance.server == *server)
    }

    /// The servers on which an instance takes messages: all on which one runs, or, of a clustered
    /// host, the active one.
    pub fn working(&self) -> impl Iterator<Item = &Name> {
        let active = self.active_server();
        let one = self.clustered;
        self.instances
            .iter()
            .filter(move |instance| instance.works() && (!one || Some(&instance.server) == active))
            .map(|instance| &instance.server)
    }

    /// Of a clustered host that runs: the server whose instance is active. It stays so while it runs.
    #[must_use]
    pub fn active_server(&self) -> Option<&Name> {
        if !self.clustered {
            return None;
        }
        let runs = |server: &&Name| self.instances.iter().any(|it| it.works() && it.server == **server);
        let first = || self.instances.iter().find(|instance| instance.works()).map(|instance| &instance.server);
        self.active.as_ref().filter(runs).or_else(first)
    }
}

/// A host on one server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostInstance {
    pub server: Name,
    #[serde(default)]
    pub running: bool,
    /// *Disable host instance from starting*; only while it does not run.
    #[serde(default, skip_serializing_if = "is_default")]
    pub disabled: bool,
    /// Its server is down, with every host instance and the Message Queuing on it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub down: bool,
}

impl HostInstance {
    /// It runs, on a server that is up.
    #[must_use]
    pub fn works(&self) -> bool {
        self.running && !self.down
    }
}

/// The send handlers of an adapter: the hosts that may send for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adapter {
    pub name: Name,
    pub default_handler: Name,
    /// With the default handler.
    pub handlers: Vec<Name>,
}
