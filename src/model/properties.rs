//! The documented promoted properties that filters can use (page *Message Context Properties*
//! and, for `ErrorReport`, *Using Failed Message Routing*).

use super::ValueType;

pub const MESSAGE_TYPE: &str = "BTS.MessageType";
pub const RECEIVE_PORT_NAME: &str = "BTS.ReceivePortName";
pub const INBOUND_TRANSPORT_TYPE: &str = "BTS.InboundTransportType";
pub const INBOUND_TRANSPORT_LOCATION: &str = "BTS.InboundTransportLocation";
pub const OUTBOUND_TRANSPORT_TYPE: &str = "BTS.OutboundTransportType";
pub const OUTBOUND_TRANSPORT_LOCATION: &str = "BTS.OutboundTransportLocation";
pub const CORRELATION_TOKEN: &str = "BTS.CorrelationToken";
pub const INTERCHANGE_SEQUENCE_NUMBER: &str = "BTS.InterchangeSequenceNumber";

/// `true` asks for a delivery notification: an acknowledgement, positive or negative.
pub const ACK_REQUIRED: &str = "BTS.AckRequired";

/// A property that the product itself defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SystemProperty {
    pub name: &'static str,
    pub value_type: ValueType,
}

const fn string(name: &'static str) -> SystemProperty {
    SystemProperty { name, value_type: ValueType::String }
}
const fn integer(name: &'static str) -> SystemProperty {
    SystemProperty { name, value_type: ValueType::Integer }
}

/// Properties that stand in the context of messages and are not promoted: no filter sees them.
pub const WRITTEN: &[&str] = &[
    "BTS.ReceiveLocationName",
    "BTS.InterchangeID",
    "BTS.AckDescription",
    "BTS.SourcePartyID",
    "BTS.EncryptionCert",
    "BTS.SSOTicket",
    "BTS.WindowsUser",
    "ErrorReport.Description",
];

/// In the order in which completion offers them.
pub const SYSTEM: &[SystemProperty] = &[
    string(MESSAGE_TYPE),
    string(RECEIVE_PORT_NAME),
    string("BTS.ReceivePortID"),
    string(INBOUND_TRANSPORT_TYPE),
    string(INBOUND_TRANSPORT_LOCATION),
    integer(INTERCHANGE_SEQUENCE_NUMBER),
    string(OUTBOUND_TRANSPORT_LOCATION),
    string(OUTBOUND_TRANSPORT_TYPE),
    string("BTS.SPID"),
    string("BTS.SPGroupID"),
    string("BTS.SPTransportID"),
    string("BTS.SPTransportBackupID"),
    string(CORRELATION_TOKEN),
    integer("BTS.EpmRRCorrelationToken"),
    string(ACK_REQUIRED),
    string("BTS.AckType"),
    string("BTS.AckID"),
    string("BTS.AckOwnerID"),
    string("BTS.AckFailureCode"),
    integer("BTS.AckFailureCategory"),
    string("BTS.AckSendPortName"),
    string("BTS.AckSendPortID"),
    string("BTS.AckReceivePortName"),
    string("BTS.AckReceivePortID"),
    string("BTS.AckInboundTransportLocation"),
    string("BTS.AckOutboundTransportLocation"),
    string("ErrorReport.FailureCode"),
    integer("ErrorReport.FailureCategory"),
    string("ErrorReport.MessageType"),
    string("ErrorReport.ReceivePortName"),
    string("ErrorReport.InboundTransportLocation"),
    string("ErrorReport.SendPortName"),
    string("ErrorReport.OutboundTransportLocation"),
    string("ErrorReport.ErrorType"),
    string("ErrorReport.RoutingFailureReportID"),
    SystemProperty { name: "ErrorReport.FailureTime", value_type: ValueType::DateTime },
    string("ErrorReport.FailureMessageID"),
    string("ErrorReport.FailureInstanceID"),
    string("ErrorReport.FailureAdapter"),
];

/// The type of a documented property.
#[must_use]
pub fn system_type(name: &str) -> Option<ValueType> {
    SYSTEM.iter().find(|property| property.name == name).map(|property| property.value_type)
}
