//! What exports look like: the elements of new artifacts, and what is known of adapters and pipelines.

use super::super::convert::DEFAULT_PIPELINES;
use super::super::xml::escape_attribute;

/// A file without artifacts.
pub(super) const FILE: &str = r#"<BindingInfo xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" Assembly="Microsoft.BizTalk.Deployment, Version=3.0.1.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35" Version="3.5.1.0" BindingStatus="Unknown" BoundEndpoints="0" TotalEndpoints="0">
  <ModuleRefCollection />
  <SendPortCollection />
  <DistributionListCollection />
  <ReceivePortCollection />
  <PartyCollection xsi:nil="true" />
</BindingInfo>"#;

pub(super) const SEND_PORT: &str = r#"<SendPort xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Name="" IsStatic="true" IsTwoWay="false" BindingOption="0">
      <Description xsi:nil="true" />
      <TransmitPipeline Name="Microsoft.BizTalk.DefaultPipelines.PassThruTransmit" FullyQualifiedName="Microsoft.BizTalk.DefaultPipelines.PassThruTransmit, Microsoft.BizTalk.DefaultPipelines, Version=3.0.1.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35" Type="2" TrackingOption="None" />
      <PrimaryTransport />
      <SecondaryTransport />
      <ReceivePipelineData xsi:nil="true" />
      <Tracking>0</Tracking>
      <Filter />
      <Transforms />
      <OrderedDelivery>false</OrderedDelivery>
      <Priority>5</Priority>
      <StopSendingOnFailure>false</StopSendingOnFailure>
      <RouteFailedMessage>false</RouteFailedMessage>
      <ApplicationName />
    </SendPort>"#;

pub(super) const TRANSPORT: &str = r#"<Transport xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <Address />
        <RetryCount>3</RetryCount>
        <RetryInterval>5</RetryInterval>
        <ServiceWindowEnabled>false</ServiceWindowEnabled>
        <FromTime>2000-01-01T00:00:00</FromTime>
        <ToTime>2000-01-01T23:59:59</ToTime>
        <Primary>false</Primary>
        <OrderedDelivery>false</OrderedDelivery>
        <DeliveryNotification>1</DeliveryNotification>
        <SendHandler xsi:nil="true" />
      </Transport>"#;

pub(super) const GROUP: &str = r#"<DistributionList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Name="">
      <SendPorts />
      <Filter />
      <ApplicationName />
      <Description xsi:nil="true" />
    </DistributionList>"#;

pub(super) const RECEIVE_PORT: &str = r#"<ReceivePort xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Name="" IsTwoWay="false" BindingOption="1">
      <Description xsi:nil="true" />
      <ReceiveLocations />
      <SendPipelineData xsi:nil="true" />
      <Authentication>0</Authentication>
      <Tracking>0</Tracking>
      <Transforms />
      <OutboundTransforms />
      <RouteFailedMessage>false</RouteFailedMessage>
      <ApplicationName />
    </ReceivePort>"#;

pub(super) const LOCATION: &str = r#"<ReceiveLocation xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Name="">
          <Description xsi:nil="true" />
          <Address />
          <PublicAddress />
          <Primary>false</Primary>
          <ReceiveLocationServiceWindowEnabled>false</ReceiveLocationServiceWindowEnabled>
          <ReceiveLocationFromTime>2000-01-01T00:00:00</ReceiveLocationFromTime>
          <ReceiveLocationToTime>2000-01-01T23:59:59</ReceiveLocationToTime>
          <ReceiveLocationStartDateEnabled>false</ReceiveLocationStartDateEnabled>
          <ReceiveLocationStartDate>2000-01-01T00:00:00</ReceiveLocationStartDate>
          <ReceiveLocationEndDateEnabled>false</ReceiveLocationEndDateEnabled>
          <ReceiveLocationEndDate>2000-01-02T23:59:59</ReceiveLocationEndDate>
          <ReceiveLocationTransportTypeData />
          <ReceivePipeline Name="Microsoft.BizTalk.DefaultPipelines.PassThruReceive" FullyQualifiedName="Microsoft.BizTalk.DefaultPipelines.PassThruReceive, Microsoft.BizTalk.DefaultPipelines, Version=3.0.1.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35" Type="1" TrackingOption="None" />
          <ReceivePipelineData xsi:nil="true" />
          <SendPipeline xsi:nil="true" />
          <SendPipelineData xsi:nil="true" />
          <Enable>false</Enable>
          <ReceiveHandler xsi:nil="true" />
        </ReceiveLocation>"#;

pub(super) const ORCHESTRATION: &str = r#"<Service xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Name="" State="Unenlisted" TrackingOption="None" Description="">
          <Ports />
          <Roles />
          <Host xsi:nil="true" />
        </Service>"#;

pub(super) const SEND_PORT_ORDER: &[&str] = &[
    "Description",
    "TransmitPipeline",
    "SendPipelineData",
    "PrimaryTransport",
    "SecondaryTransport",
    "EncryptionCert",
    "ReceivePipeline",
    "ReceivePipelineData",
    "Tracking",
    "Filter",
    "Transforms",
    "InboundTransforms",
    "OrderedDelivery",
    "Priority",
    "StopSendingOnFailure",
    "RouteFailedMessage",
    "ApplicationName",
];

pub(super) const TRANSPORT_ORDER: &[&str] = &[
    "Address",
    "TransportType",
    "TransportTypeData",
    "RetryCount",
    "RetryInterval",
    "ServiceWindowEnabled",
    "FromTime",
    "ToTime",
    "Primary",
    "OrderedDelivery",
    "DeliveryNotification",
    "SendHandler",
];

pub(super) const GROUP_ORDER: &[&str] = &["SendPorts", "Filter", "ApplicationName", "Description"];

pub(super) const RECEIVE_PORT_ORDER: &[&str] = &[
    "Description",
    "ReceiveLocations",
    "TransmitPipeline",
    "SendPipelineData",
    "Authentication",
    "Tracking",
    "Transforms",
    "OutboundTransforms",
    "RouteFailedMessage",
    "ApplicationName",
];

pub(super) const LOCATION_ORDER: &[&str] = &[
    "Description",
    "Address",
    "PublicAddress",
    "Primary",
    "ReceiveLocationServiceWindowEnabled",
    "ReceiveLocationFromTime",
    "ReceiveLocationToTime",
    "ReceiveLocationStartDateEnabled",
    "ReceiveLocationStartDate",
    "ReceiveLocationEndDateEnabled",
    "ReceiveLocationEndDate",
    "ReceiveLocationTransportType",
    "ReceiveLocationTransportTypeData",
    "ReceivePipeline",
    "ReceivePipelineData",
    "SendPipeline",
    "SendPipelineData",
    "Enable",
    "ReceiveHandler",
];

pub(super) const SERVICE_ORDER: &[&str] = &["Ports", "Roles", "Host"];

/// Capabilities and class of adapters, as exports have them. Those of other adapters are not known.
const ADAPTERS: &[(&str, &str, &str)] = &[
    ("FILE", "11", "5e49e3a6-b4fc-4077-b44c-22f34a242fdb"),
    ("FTP", "80907", "3979ffed-0067-4cc6-9f5a-859a5db6e9bb"),
    ("HTTP", "387", "1c56d157-0553-4345-8a1f-55d2d1a3ffb6"),
    ("MQSC", "15627", "8a8ca722-047c-4574-9850-8bd63e6e9089"),
    ("WCF-BasicHttp", "899", "467c1a52-373f-4f09-9008-27af6b985f14"),
    ("WCF-Custom", "907", "af081f69-38ca-4d5b-87df-f0344b12557a"),
    ("WCF-CustomIsolated", "641", "16824334-968f-42db-b33b-6f8d62ed1ebc"),
    ("WCF-SQL", "779", "59b35d03-6a06-4734-a249-ef561254ecf7"),
];

/// Adapters whose settings stand in a document of their own, `AdapterConfig`.
const WITH_CONFIG: [&str; 7] = ["FTP", "MQSC", "MQSeries", "MSMQ", "POP3", "SQL", "Windows SharePoint Services"];

pub(super) fn has_config(adapter: &str) -> bool {
    WITH_CONFIG.iter().any(|it| it.eq_ignore_ascii_case(adapter))
}

/// An element that names an adapter.
pub(super) fn transport_type(element: &str, adapter: &str) -> String {
    let name = escape_attribute(adapter);
    match ADAPTERS.iter().find(|(it, ..)| it.eq_ignore_ascii_case(adapter)) {
        Some((_, capabilities, class)) => {
            format!("<{element} Name=\"{name}\" Capabilities=\"{capabilities}\" ConfigurationClsid=\"{class}\" />")
        }
        None => format!("<{element} Name=\"{name}\" />"),
    }
}

/// An element that names a pipeline; `kind`: 1 receives, 2 transmits.
pub(super) fn pipeline(element: &str, name: &str, kind: u8) -> String {
    const COME_WITH_IT: [&str; 4] = ["PassThruTransmit", "XMLTransmit", "PassThruReceive", "XMLReceive"];
    let (name, full) = if COME_WITH_IT.contains(&name) {
        let assembly =
            "Microsoft.BizTalk.DefaultPipelines, Version=3.0.1.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35";
        (format!("{DEFAULT_PIPELINES}{name}"), format!("{DEFAULT_PIPELINES}{name}, {assembly}"))
    } else {
        (name.to_owned(), name.to_owned())
    };
    let (name, full) = (escape_attribute(&name), escape_attribute(&full));
    format!("<{element} Name=\"{name}\" FullyQualifiedName=\"{full}\" Type=\"{kind}\" TrackingOption=\"None\" />")
}
