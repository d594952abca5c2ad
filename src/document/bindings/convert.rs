//! What stands in a binding file as what is configured. What cannot be configured so is bent to what
//! can and remarked upon; the text stays as it is with the artifact.

use std::{collections::HashMap, sync::Arc};

use jiff::civil::Time;

use super::{
    file::{FileFilter, FileGroup, FileOrchestration, FilePort, FileReceivePort, FileTransport},
    settings,
};
use crate::{
    model::{
        BizTalkGroup, Certificate, Filter, LogicalPort, MapReference, Name, Operator, Orchestration,
        OrchestrationState, PortState, Predicate, ReceiveLocation, ReceivePort, SendPort, SendPortGroup, ServiceWindow,
        Target, Tracking, TrackingPoints, Transport, ValueType, adapters,
    },
    words::Sentence,
};

/// Something that is said about an artifact that is taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub line: usize,
    /// Whether something of it is not taken over.
    pub lossy: bool,
    pub sentence: Sentence,
}

/// What conversion depends on.
pub(super) struct Context<'a> {
    pub group: &'a BizTalkGroup,
    /// For artifacts that name no application.
    pub application: Name,
    /// For adapters that are not there yet: the host that will be their default handler.
    pub handlers: HashMap<Name, Name>,
    /// For adapters of which nobody names a handler.
    pub host: Name,
}

impl Context<'_> {
    /// The host that sends where the file names none.
    pub fn handler(&self, adapter: &str) -> Name {
        let adapter = Name::new(adapter);
        let there = self.group.adapters.get(&adapter).map(|it| &it.default_handler);
        there.or_else(|| self.handlers.get(&adapter)).unwrap_or(&self.host).clone()
    }

    fn application(&self, named: Option<&String>) -> Name {
        named.map_or_else(|| self.application.clone(), |named| Name::new(named))
    }
}

/// Collects the remarks on one artifact.
pub(super) struct Remarks(pub Vec<Remark>);

impl Remarks {
    fn lost(&mut self, line: usize, sentence: Sentence) {
        self.0.push(Remark { line, lossy: true, sentence });
    }
    fn bent(&mut self, line: usize, sentence: Sentence) {
        self.0.push(Remark { line, lossy: false, sentence });
    }

    /// As many characters as there may be.
    fn text(&mut self, line: usize, field: &'static str, text: &str, limit: usize) -> String {
        let length = text.chars().count();
        if length <= limit {
            return text.to_owned();
        }
        let what = Sentence::new("binding-cut").with("field", Sentence::new(field)).with("length", length);
        self.bent(line, what.with("limit", limit));
        text.chars().take(limit).collect()
    }

    /// A number in its range; without one, or with something else than a number, the default.
    fn number(
        &mut self,
        line: usize,
        field: &'static str,
        text: Option<&String>,
        range: [u32; 2],
        default: u32,
    ) -> u32 {
        let Some(text) = text else { return default };
        let number = text.parse::<i64>().ok();
        let used =
            number.map_or(default, |it| u32::try_from(it.clamp(range[0].into(), range[1].into())).unwrap_or(default));
        if number != Some(used.into()) {
            let what = Sentence::new("binding-number").with("field", Sentence::new(field));
            self.bent(line, what.with("found", text.as_str()).with("used", used));
        }
        used
    }
}

/// The adapter, or the one that the address implies.
fn adapter_of(named: Option<&String>, address: &str) -> String {
    if let Some(named) = named {
        // in the spelling that is known
        return adapters::find(named).map_or_else(|| named.clone(), |known| known.name.to_owned());
    }
    let path = address.contains('\\') && !address.contains("://");
    let implied = if path { adapters::find("FILE") } else { adapters::from_address(address) };
    implied.map(|it| it.name.to_owned()).unwrap_or_default()
}

/// The time of day in `2000-01-01T22:00:00`, whatever stands around it.
pub(super) fn time_of_day(text: &str) -> Option<Time> {
    let time = text.rsplit_once('T').map_or(text, |(_, time)| time);
    let end = time.find(['.', '+', '-', 'Z']).unwrap_or(time.len());
    time[..end].trim().parse().ok()
}

fn transport(file: &FileTransport, cx: &Context<'_>, remarks: &mut Remarks) -> Transport {
    let adapter = adapter_of(file.adapter.as_ref(), &file.address);
    let handler = match file.handler.as_deref().map(str::trim) {
        Some(handler) if handler.chars().count() > Name::MAX_HOST => {
            remarks.bent(file.line, Sentence::new("binding-host-name").with("host", handler));
            cx.handler(&adapter)
        }
        Some(handler) if !handler.is_empty() => Name::new(handler),
        _ => cx.handler(&adapter),
    };
    if file.address.is_empty() {
        remarks.bent(file.line, Sentence::new("binding-no-address"));
    }
    let window = ServiceWindow::default();
    Transport {
        address: remarks.text(file.line, "binding-field-address", &file.address, Transport::MAX_ADDRESS),
        settings: settings::to_model(&adapter, &file.settings),
        handler,
        retry_count: remarks.number(
            file.line,
            "binding-field-retry-count",
            file.retry_count.as_ref(),
            [0, Transport::MAX_RETRY_COUNT],
            Transport::RETRY_COUNT,
        ),
        retry_interval: remarks.number(
            file.line,
            "binding-field-retry-interval",
            file.retry_interval.as_ref(),
            [0, Transport::MAX_RETRY_INTERVAL],
            Transport::RETRY_INTERVAL,
        ),
        window: ServiceWindow {
            enabled: file.window_enabled,
            start: file.window_start.as_deref().and_then(time_of_day).unwrap_or(window.start),
            stop: file.window_stop.as_deref().and_then(time_of_day).unwrap_or(window.stop),
        },
        adapter,
    }
}

/// The name of a pipeline; those that come with the product have short ones.
pub(super) fn pipeline(named: &str) -> &str {
    named.strip_prefix(DEFAULT_PIPELINES).unwrap_or(named)
}

/// What the names of the pipelines that come with the product begin with.
pub(super) const DEFAULT_PIPELINES: &str = "Microsoft.BizTalk.DefaultPipelines.";

fn maps(named: &[String]) -> Vec<MapReference> {
    let named = named.iter().filter(|it| !it.trim().is_empty());
    named.map(|map| MapReference { map: map.clone(), ..MapReference::default() }).collect()
}

/// Bits of the mask (page *`MSBTS_SendPort.Tracking` Property (WMI)*): 1 and 2 before and after the
/// receive pipeline, which takes the response, 4 and 8 before and after the send pipeline. The same
/// bits times 16 are those of properties: that is what exports hold, and stands nowhere.
pub(super) fn tracking(mask: u32) -> Tracking {
    let points = |mask: u32| TrackingPoints {
        request_before: mask & 4 != 0,
        request_after: mask & 8 != 0,
        response_before: mask & 1 != 0,
        response_after: mask & 2 != 0,
    };
    Tracking { bodies: points(mask), properties: points(mask >> 4) }
}

/// The other way round.
pub(super) fn tracking_mask(tracking: Tracking) -> u32 {
    let mask = |points: TrackingPoints| {
        u32::from(points.response_before)
            | u32::from(points.response_after) << 1
            | u32::from(points.request_before) << 2
            | u32::from(points.request_after) << 3
    };
    mask(tracking.bodies) | mask(tracking.properties) << 4
}

fn certificate(file: &(String, String)) -> Option<Certificate> {
    let digits: Vec<char> = file.1.chars().filter(|it| !it.is_whitespace()).collect();
    let right = digits.len() == 40 && digits.iter().all(char::is_ascii_hexdigit);
    let groups = digits.chunks(4).map(|group| group.iter().collect::<String>());
    right.then(|| Certificate { common_name: file.0.clone(), thumbprint: groups.collect::<Vec<_>>().join(" ") })
}

/// The operators in the order of their codes.
pub(super) const OPERATORS: [Operator; 7] = [
    Operator::Equals,
    Operator::LessThan,
    Operator::LessThanOrEquals,
    Operator::GreaterThan,
    Operator::GreaterThanOrEquals,
    Operator::NotEquals,
    Operator::Exists,
];

/// A filter, or nothing where a part of it has no meaning: half a filter would be another one.
pub(super) fn filter(file: &FileFilter, group: &BizTalkGroup, remarks: &mut Remarks) -> Filter {
    let mut groups = Vec::new();
    for statements in &file.groups {
        let mut predicates = Vec::new();
        for statement in statements {
            let operator = statement.operator.parse::<usize>().ok().and_then(|code| OPERATORS.get(code)).copied();
            let Some(operator) = operator else {
                let what = Sentence::new("binding-operator").with("operator", statement.operator.as_str());
                remarks.lost(statement.line, what);
                return Filter::default();
            };
            if statement.property.is_empty() {
                remarks.lost(statement.line, Sentence::new("binding-no-property"));
                return Filter::default();
            }
            let text = statement.value.as_deref().unwrap_or_default();
            let declared = group.property_type(&statement.property).unwrap_or(ValueType::String);
            let value = match declared.parse(text) {
                _ if !operator.takes_value() => crate::model::Value::default(),
                Ok(value) => value,
                Err(_) => {
                    let what = Sentence::new("binding-value").with("value", text);
                    remarks.lost(statement.line, what.with("property", statement.property.as_str()));
                    return Filter::default();
                }
            };
            predicates.push(Predicate { property: statement.property.clone(), operator, value });
        }
        groups.push(predicates);
    }
    Filter(groups)
}

pub(super) fn send_port(file: &FilePort, cx: &Context<'_>, remarks: &mut Remarks) -> SendPort {
    let line = file.origin.line;
    let mut port = SendPort::new(Name::new(&file.name), cx.application(file.application.as_ref()), file.kind);
    let description = file.description.as_deref().unwrap_or_default();
    port.description = remarks.text(line, "binding-field-description", description, SendPort::MAX_DESCRIPTION);
    if !file.kind.is_dynamic() {
        port.transport = file.primary.as_ref().map(|it| transport(it, cx, remarks));
        // exports have a stub without an address where there is no backup transport
        let backup = file.secondary.as_ref().filter(|it| !it.address.is_empty());
        port.backup = backup.map(|it| transport(it, cx, remarks));
    }
    if let Some(named) = &file.send_pipeline {
        pipeline(named).clone_into(&mut port.send_pipeline);
    }
    if let Some(named) = file.receive_pipeline.as_ref().filter(|_| file.kind.is_two_way()) {
        pipeline(named).clone_into(&mut port.receive_pipeline);
    }
    let range = [SendPort::MIN_PRIORITY.into(), SendPort::MAX_PRIORITY.into()];
    let priority =
        remarks.number(line, "binding-field-priority", file.priority.as_ref(), range, SendPort::PRIORITY.into());
    port.priority = u8::try_from(priority).unwrap_or(SendPort::PRIORITY);
    port.ordered_delivery = file.ordered_delivery;
    port.stop_sending_on_failure = file.stop_sending_on_failure && file.ordered_delivery;
    if file.stop_sending_on_failure && !file.ordered_delivery {
        remarks.lost(line, Sentence::new("binding-stop-without-order"));
    }
    port.route_failed_messages = file.route_failed_messages && !file.kind.is_dynamic();
    if file.route_failed_messages && file.kind.is_dynamic() {
        remarks.lost(line, Sentence::new("binding-dynamic-failed"));
    }
    if port.ordered_delivery && port.backup.take().is_some() {
        remarks.lost(line, Sentence::new("guard-ordered-with-backup").with("name", &port.name));
    }
    port.outbound_maps = maps(&file.outbound_maps);
    if file.kind.is_two_way() {
        port.inbound_maps = maps(&file.inbound_maps);
    } else if !file.inbound_maps.is_empty() {
        remarks.lost(line, Sentence::new("binding-inbound-maps"));
    }
    port.filter = filter(&file.filter, cx.group, remarks);
    port.certificate = file.certificate.as_ref().and_then(certificate);
    if file.certificate.is_some() && port.certificate.is_none() {
        remarks.lost(line, Sentence::new("binding-thumbprint"));
    }
    let mask = file.tracking.as_ref().and_then(|it| it.parse::<u32>().ok());
    port.tracking = mask.map_or_else(Tracking::default, tracking);
    port.binding_xml = Some(file.origin.xml.clone());
    port
}

/// A group without its members.
pub(super) fn send_port_group(file: &FileGroup, cx: &Context<'_>, remarks: &mut Remarks) -> SendPortGroup {
    let description = file.description.as_deref().unwrap_or_default();
    SendPortGroup {
        name: Name::new(&file.name),
        application: cx.application(file.application.as_ref()),
        description: remarks.text(
            file.origin.line,
            "binding-field-description",
            description,
            SendPort::MAX_DESCRIPTION,
        ),
        state: PortState::Bound,
        members: Vec::new(),
        filter: filter(&file.filter, cx.group, remarks),
        binding_xml: Some(file.origin.xml.clone()),
    }
}

pub(super) fn receive_port(file: &FileReceivePort, cx: &Context<'_>, remarks: &mut Remarks) -> ReceivePort {
    let line = file.origin.line;
    let description = file.description.as_deref().unwrap_or_default();
    let mut locations: Vec<ReceiveLocation> = Vec::new();
    for it in &file.locations {
        let adapter = adapter_of(it.adapter.as_ref(), &it.address);
        if adapter.is_empty() {
            remarks.lost(it.line, Sentence::new("binding-location-adapter").with("name", it.name.as_str()));
            continue;
        }
        if it.address.is_empty() {
            remarks.bent(it.line, Sentence::new("binding-no-address"));
        }
        let named = it.pipeline.as_deref().map_or("PassThruReceive", pipeline);
        locations.push(ReceiveLocation {
            name: Name::new(it.name.trim()),
            address: remarks.text(it.line, "binding-field-address", &it.address, Transport::MAX_ADDRESS),
            pipeline: named.to_owned(),
            enabled: it.enabled,
            adapter,
        });
    }
    ReceivePort {
        name: Name::new(&file.name),
        application: cx.application(file.application.as_ref()),
        two_way: file.two_way,
        description: remarks.text(line, "binding-field-description", description, SendPort::MAX_DESCRIPTION),
        route_failed_messages: file.route_failed_messages,
        locations,
        binding_xml: Some(file.origin.xml.clone()),
    }
}

/// With its logical ports bound as the file says, whether or not that is there.
pub(super) fn orchestration(file: &FileOrchestration, cx: &Context<'_>, remarks: &mut Remarks) -> Orchestration {
    let mut ports: Vec<LogicalPort> = Vec::new();
    for it in &file.ports {
        let name = Name::new(it.name.trim());
        if name.is_empty() || ports.iter().any(|other| other.name == name) {
            remarks.lost(it.line, Sentence::new("binding-logical-port").with("name", &name));
            continue;
        }
        let binding = it.send_port_group.as_ref().map(|it| Target::SendPortGroup(Name::new(it)));
        let binding = it.send_port.as_ref().map(|it| Target::SendPort(Name::new(it))).or(binding);
        ports.push(LogicalPort { name, binding });
    }
    let host = file.host.as_deref().map(str::trim).filter(|it| !it.is_empty());
    let host = host.filter(|it| it.chars().count() <= Name::MAX_HOST);
    Orchestration {
        name: Name::new(&file.name),
        application: cx.application(file.application.as_ref()),
        description: file.description.clone().unwrap_or_default(),
        state: OrchestrationState::Unenlisted,
        host: host.map(Name::new),
        ports,
        binding_xml: Some(file.origin.xml.clone()),
    }
}

/// The text of the element of a certain artifact, if it has one.
pub(super) fn kept(xml: Option<&Arc<str>>) -> Option<&str> {
    xml.map(AsRef::as_ref)
}
