use std::{collections::BTreeMap, sync::Arc};

use jiff::{SignedDuration, civil::Time};
use serde::{Deserialize, Serialize};

use super::{Filter, Name, PortState, is_default};

/// The four kinds of send port. The kind is chosen at creation and never changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PortKind {
    #[default]
    StaticOneWay,
    StaticSolicitResponse,
    DynamicOneWay,
    DynamicSolicitResponse,
}

impl PortKind {
    /// In the order of the submenu *New* of the Send Ports node.
    pub const ALL: [Self; 4] =
        [Self::StaticOneWay, Self::StaticSolicitResponse, Self::DynamicOneWay, Self::DynamicSolicitResponse];

    /// Address and transport come with the message.
    #[must_use]
    pub fn is_dynamic(self) -> bool {
        matches!(self, Self::DynamicOneWay | Self::DynamicSolicitResponse)
    }

    /// Waits for a response and publishes it.
    #[must_use]
    pub fn is_two_way(self) -> bool {
        matches!(self, Self::StaticSolicitResponse | Self::DynamicSolicitResponse)
    }
}

/// A daily time in which a transport may send. `start` after `stop` goes over midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServiceWindow {
    pub enabled: bool,
    pub start: Time,
    pub stop: Time,
}

impl Default for ServiceWindow {
    fn default() -> Self {
        Self { enabled: false, start: Time::constant(0, 0, 0, 0), stop: Time::constant(23, 59, 59, 0) }
    }
}

/// Where and how a static send port sends: its primary or its backup transport.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transport {
    /// The transport type, for example `FILE`.
    pub adapter: String,
    /// The URI, at most 256 characters.
    pub address: String,
    /// What the adapter's own dialog sets, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, String>,
    /// The host of the send handler.
    pub handler: Name,
    /// How many times to send again, 0 to 1000.
    #[serde(default = "retry_count", skip_serializing_if = "is_retry_count")]
    pub retry_count: u32,
    /// Minutes between attempts, 0 to 525600.
    #[serde(default = "retry_interval", skip_serializing_if = "is_retry_interval")]
    pub retry_interval: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    pub window: ServiceWindow,
}

impl Transport {
    pub const REQUEST_TIMEOUT: &str = "Request timeout";
    pub const RETRY_COUNT: u32 = 3;
    pub const MAX_RETRY_COUNT: u32 = 1000;
    pub const RETRY_INTERVAL: u32 = 5;
    pub const MAX_RETRY_INTERVAL: u32 = 525_600;
    /// Longest URI, in characters.
    pub const MAX_ADDRESS: usize = 256;

    #[must_use]
    pub fn new(adapter: &str, address: &str, handler: Name) -> Self {
        Self {
            adapter: adapter.to_owned(),
            address: address.to_owned(),
            settings: BTreeMap::new(),
            handler,
            retry_count: Self::RETRY_COUNT,
            retry_interval: Self::RETRY_INTERVAL,
            window: ServiceWindow::default(),
        }
    }

    /// The adapter's *Request timeout*, where it has one: seconds; 0 and what is no number: none.
    #[must_use]
    pub fn time_out(&self) -> Option<SignedDuration> {
        let seconds = self.settings.get(Self::REQUEST_TIMEOUT)?.trim().parse::<u32>().ok()?;
        (seconds > 0).then(|| SignedDuration::from_secs(seconds.into()))
    }
}

fn retry_count() -> u32 {
    Transport::RETRY_COUNT
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_retry_count(count: &u32) -> bool {
    *count == Transport::RETRY_COUNT
}
fn retry_interval() -> u32 {
    Transport::RETRY_INTERVAL
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_retry_interval(interval: &u32) -> bool {
    *interval == Transport::RETRY_INTERVAL
}
fn priority() -> u8 {
    SendPort::PRIORITY
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_priority(priority: &u8) -> bool {
    *priority == SendPort::PRIORITY
}

/// A map of a port: named and kept, not executed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapReference {
    pub source: String,
    pub map: String,
    pub target: String,
}

/// The certificate that encrypts what a port sends: named and kept, not used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    pub common_name: String,
    /// 40 hexadecimal digits in ten groups of four.
    pub thumbprint: String,
}

/// What a port would track: kept, not executed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "four independent boxes of one page")]
pub struct TrackingPoints {
    #[serde(skip_serializing_if = "is_default")]
    pub request_before: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub request_after: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub response_before: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub response_after: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tracking {
    #[serde(skip_serializing_if = "is_default")]
    pub bodies: TrackingPoints,
    #[serde(skip_serializing_if = "is_default")]
    pub properties: TrackingPoints,
}

/// A send port: the location to which messages are sent (page *Send Ports and Send Port Groups*).
/// Fields that make no sense for the kind hold their default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "independent boxes of the console's pages")]
pub struct SendPort {
    /// Unique among the send ports of the BizTalk group, at most 256 characters.
    pub name: Name,
    pub application: Name,
    pub kind: PortKind,
    /// At most 256 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(default)]
    pub state: PortState,
    /// Static ports have one, dynamic ports none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<Transport>,
    /// Static ports may have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup: Option<Transport>,
    /// Dynamic ports: the host per adapter, where it is not the adapter's default handler.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub handlers: BTreeMap<String, Name>,
    #[serde(default = "pass_thru_transmit", skip_serializing_if = "is_pass_thru_transmit")]
    pub send_pipeline: String,
    /// Solicit-response ports only.
    #[serde(default = "pass_thru_receive", skip_serializing_if = "is_pass_thru_receive")]
    pub receive_pipeline: String,
    /// 1 (highest) to 10 (lowest).
    #[serde(default = "priority", skip_serializing_if = "is_priority")]
    pub priority: u8,
    #[serde(default, skip_serializing_if = "is_default")]
    pub ordered_delivery: bool,
    /// With ordered delivery only.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stop_sending_on_failure: bool,
    /// Dynamic ports with ordered delivery only.
    #[serde(default, skip_serializing_if = "is_default")]
    pub enforce_order_across_locations: bool,
    /// Static ports only.
    #[serde(default, skip_serializing_if = "is_default")]
    pub route_failed_messages: bool,
    /// Solicit-response ports only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inbound_maps: Vec<MapReference>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outbound_maps: Vec<MapReference>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub filter: Filter,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tracking: Tracking,
    /// The element of the binding file that it came from: what is not modelled is written out again
    /// from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding_xml: Option<Arc<str>>,
}

impl SendPort {
    pub const PRIORITY: u8 = 5;
    pub const MIN_PRIORITY: u8 = 1;
    pub const MAX_PRIORITY: u8 = 10;
    /// Longest description of a port or a group, in characters.
    pub const MAX_DESCRIPTION: usize = 256;
    pub const SEND_PIPELINES: [&str; 2] = ["PassThruTransmit", "XMLTransmit"];
    pub const RECEIVE_PIPELINES: [&str; 2] = ["PassThruReceive", "XMLReceive"];

    /// A new port with the documented defaults, in the state Bound.
    #[must_use]
    pub fn new(name: Name, application: Name, kind: PortKind) -> Self {
        Self {
            name,
            application,
            kind,
            description: String::new(),
            state: PortState::Bound,
            transport: None,
            backup: None,
            handlers: BTreeMap::new(),
            send_pipeline: pass_thru_transmit(),
            receive_pipeline: pass_thru_receive(),
            priority: Self::PRIORITY,
            ordered_delivery: false,
            stop_sending_on_failure: false,
            enforce_order_across_locations: false,
            route_failed_messages: false,
            inbound_maps: Vec::new(),
            outbound_maps: Vec::new(),
            filter: Filter::default(),
            certificate: None,
            tracking: Tracking::default(),
            binding_xml: None,
        }
    }

    /// The URI of the primary transport, empty for dynamic ports.
    #[must_use]
    pub fn address(&self) -> &str {
        self.transport.as_ref().map_or("", |transport| &transport.address)
    }

    /// The host that sends for this port: that of the primary transport, or for a dynamic port
    /// that of `adapter`, if it is set on the port.
    #[must_use]
    pub fn handler(&self, adapter: Option<&str>) -> Option<&Name> {
        match &self.transport {
            Some(transport) => Some(&transport.handler),
            None => adapter.and_then(|adapter| self.handlers.get(adapter)),
        }
    }
}

fn pass_thru_transmit() -> String {
    SendPort::SEND_PIPELINES[0].to_owned()
}
fn is_pass_thru_transmit(pipeline: &str) -> bool {
    pipeline == SendPort::SEND_PIPELINES[0]
}
fn pass_thru_receive() -> String {
    SendPort::RECEIVE_PIPELINES[0].to_owned()
}
fn is_pass_thru_receive(pipeline: &str) -> bool {
    pipeline == SendPort::RECEIVE_PIPELINES[0]
}

/// A named collection of send ports that get the same message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendPortGroup {
    /// Unique among the send port groups of the BizTalk group, at most 256 characters.
    pub name: Name,
    pub application: Name,
    /// At most 256 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(default)]
    pub state: PortState,
    /// Static one-way send ports, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Name>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub filter: Filter,
    /// As of a send port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding_xml: Option<Arc<str>>,
}

impl SendPortGroup {
    #[must_use]
    pub fn new(name: Name, application: Name) -> Self {
        Self {
            name,
            application,
            description: String::new(),
            state: PortState::Bound,
            members: Vec::new(),
            filter: Filter::default(),
            binding_xml: None,
        }
    }
}

/// How the simulated destination of a send port answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Behaviour {
    /// Takes every message at once.
    #[default]
    Up,
    /// Cannot be reached.
    Down,
    /// Takes every message after this many seconds.
    Slow(u32),
    /// Fails so many times, then is up.
    FailsNext(u32),
    /// Can be reached and refuses every message.
    Rejects,
}

/// The simulated destination of a send port.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    pub port: Name,
    #[serde(default)]
    pub behaviour: Behaviour,
    /// Likewise where the backup transport sends to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub backup: Behaviour,
    /// What a solicit-response port gets back: the message type and the promoted properties of
    /// the response. Without it the response has the type of the request with `Response` appended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<ResponseTemplate>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ResponseTemplate {
    pub message_type: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<super::Property>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
}
