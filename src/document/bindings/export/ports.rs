//! The elements of send ports and send port groups.

use roxmltree::Node;

use super::{
    super::{
        convert::{self, Remarks, pipeline, time_of_day},
        read, settings,
        xml::{self, element, elements, escape_attribute},
    },
    Sources, data,
    forms::{self, GROUP, GROUP_ORDER, SEND_PORT, SEND_PORT_ORDER, TRANSPORT, TRANSPORT_ORDER},
    patch::{Patch, element_of},
};
use crate::model::{
    ArtifactKind, Certificate, MapReference, Name, PortKind, SendPort, SendPortGroup, ServiceWindow, Transport,
};

/// The element of a send port: the one that it came from, changed where the port says something else.
pub(super) fn send_port(port: &SendPort, sources: &Sources<'_>) -> Option<String> {
    let base = convert::kept(port.binding_xml.as_ref()).unwrap_or(SEND_PORT);
    let document = xml::parse(base).ok()?;
    let root = document.root_element();
    let file = read::send_port(base)?;
    let before = convert::send_port(&file, &sources.context, &mut Remarks(Vec::new()));
    let mut patch = Patch::new(base, root, SEND_PORT_ORDER);
    if file.name != port.name.as_str() {
        patch.attribute("Name", port.name.as_str());
    }
    if before.kind != port.kind {
        patch.attribute("IsStatic", if port.kind.is_dynamic() { "false" } else { "true" });
        patch.attribute("IsTwoWay", if port.kind.is_two_way() { "true" } else { "false" });
    }
    if before.description != port.description {
        patch.value("Description", &port.description);
    }
    if before.send_pipeline != port.send_pipeline {
        patch.child("TransmitPipeline", forms::pipeline("TransmitPipeline", &port.send_pipeline, 2));
    }
    let two_way = port.kind.is_two_way();
    if two_way && (before.receive_pipeline != port.receive_pipeline || before.kind != port.kind) {
        patch.child("ReceivePipeline", forms::pipeline("ReceivePipeline", &port.receive_pipeline, 1));
    }
    transports(&mut patch, base, root, &before, port);
    if before.certificate != port.certificate {
        match &port.certificate {
            Some(certificate) => patch.child("EncryptionCert", encryption(certificate)),
            None => patch.remove_child("EncryptionCert"),
        }
    }
    if before.tracking != port.tracking {
        let other = file.tracking.as_ref().and_then(|it| it.parse::<u32>().ok()).unwrap_or(0) & !0xFF;
        patch.value("Tracking", &(convert::tracking_mask(port.tracking) | other).to_string());
    }
    if before.filter != port.filter {
        patch.child("Filter", element_of("Filter", &data::filter(&port.filter)));
    }
    maps(&mut patch, base, root, "Transforms", &before.outbound_maps, &port.outbound_maps);
    maps(&mut patch, base, root, "InboundTransforms", &before.inbound_maps, &port.inbound_maps);
    if two_way && before.kind != port.kind && port.inbound_maps.is_empty() {
        patch.child("InboundTransforms", "<InboundTransforms />");
    }
    if before.ordered_delivery != port.ordered_delivery {
        patch.flag("OrderedDelivery", port.ordered_delivery);
    }
    if before.priority != port.priority {
        patch.value("Priority", &port.priority.to_string());
    }
    if before.stop_sending_on_failure != port.stop_sending_on_failure {
        patch.flag("StopSendingOnFailure", port.stop_sending_on_failure);
    }
    if before.route_failed_messages != port.route_failed_messages {
        patch.flag("RouteFailedMessage", port.route_failed_messages);
    }
    application(&mut patch, &before.application, &port.application);
    Some(patch.finish())
}

pub(super) fn application(patch: &mut Patch<'_, '_>, before: &Name, after: &Name) {
    if before != after {
        patch.value("ApplicationName", after.as_str());
    }
}

fn transports(patch: &mut Patch<'_, '_>, text: &str, root: Node<'_, '_>, before: &SendPort, after: &SendPort) {
    let ordered = (before.ordered_delivery != after.ordered_delivery).then_some(after.ordered_delivery);
    if after.kind.is_dynamic() {
        if !before.kind.is_dynamic() {
            patch.remove_child("PrimaryTransport");
            patch.remove_child("SecondaryTransport");
        }
        return;
    }
    let both = [
        ("PrimaryTransport", &before.transport, &after.transport, ordered),
        ("SecondaryTransport", &before.backup, &after.backup, None),
    ];
    for (name, old, new, ordered) in both {
        let node = element(root, name).filter(|it| !xml::is_nil(*it));
        // a form is to be filled in
        let form = node.is_some_and(|it| !it.has_children());
        if old == new && ordered.is_none() && !form {
            continue;
        }
        let base = match node.filter(|_| !form) {
            Some(node) => xml::standing_alone(text, node),
            None => TRANSPORT
                .replace("Transport xmlns", &format!("{name} xmlns"))
                .replace("</Transport>", &format!("</{name}>")),
        };
        let changed = match new {
            Some(new) => transport(&base, old.as_ref().filter(|_| !form), new, ordered, name == "PrimaryTransport"),
            None if old.is_some() => Some(
                TRANSPORT
                    .replace("Transport xmlns", &format!("{name} xmlns"))
                    .replace("</Transport>", &format!("</{name}>")),
            ),
            None => Some(base.clone()),
        };
        if let Some(changed) = changed {
            patch.child(name, super::without_declarations(&changed, root));
        }
    }
}

/// A transport as an element of its own.
fn transport(
    base: &str,
    old: Option<&Transport>,
    new: &Transport,
    ordered: Option<bool>,
    primary: bool,
) -> Option<String> {
    let document = xml::parse(base).ok()?;
    let root = document.root_element();
    let mut patch = Patch::new(base, root, TRANSPORT_ORDER);
    if old.is_none_or(|old| old.address != new.address) {
        patch.value("Address", &new.address);
    }
    let old_adapter = old.map_or("", |old| &old.adapter);
    if old_adapter != new.adapter {
        patch.child("TransportType", forms::transport_type("TransportType", &new.adapter));
    }
    let fields = settings::to_file(&new.adapter, &new.settings, &new.address);
    match old.filter(|old| old.adapter == new.adapter) {
        None => patch.child("TransportTypeData", data::new_data("TransportTypeData", &new.adapter, &fields)),
        Some(old) => {
            let before = settings::to_file(&old.adapter, &old.settings, &old.address);
            if before != fields {
                let node = element(root, "TransportTypeData");
                let changed = data::transport_data("TransportTypeData", node, &new.adapter, &before, &fields);
                patch.child("TransportTypeData", changed);
            }
        }
    }
    if old.map_or(Transport::RETRY_COUNT, |old| old.retry_count) != new.retry_count {
        patch.value("RetryCount", &new.retry_count.to_string());
    }
    if old.map_or(Transport::RETRY_INTERVAL, |old| old.retry_interval) != new.retry_interval {
        patch.value("RetryInterval", &new.retry_interval.to_string());
    }
    let window = old.map_or_else(ServiceWindow::default, |old| old.window.clone());
    if window.enabled != new.window.enabled {
        patch.flag("ServiceWindowEnabled", new.window.enabled);
    }
    for (name, old, new) in [("FromTime", window.start, new.window.start), ("ToTime", window.stop, new.window.stop)] {
        if old != new {
            let there = xml::value(root, name).filter(|it| time_of_day(it).is_some());
            let day = there.as_deref().and_then(|it| it.split_once('T')).map_or("2000-01-01", |(day, _)| day);
            patch.value(name, &format!("{day}T{}", new.strftime("%H:%M:%S")));
        }
    }
    if primary && old.is_none() {
        patch.flag("Primary", true);
    }
    if let Some(ordered) = ordered {
        patch.flag("OrderedDelivery", ordered);
    }
    if old.is_none_or(|old| old.handler != new.handler) || old_adapter != new.adapter {
        let host = escape_attribute(new.handler.as_str());
        let adapter = forms::transport_type("TransportType", &new.adapter);
        patch.child(
            "SendHandler",
            format!("<SendHandler Name=\"{host}\" HostTrusted=\"false\">{adapter}</SendHandler>"),
        );
    }
    Some(patch.finish())
}

fn encryption(certificate: &Certificate) -> String {
    let name = escape_attribute(&certificate.common_name);
    let digits: String = certificate.thumbprint.split_whitespace().collect();
    format!("<EncryptionCert LongName=\"{name}\" ShortName=\"{name}\" ThumbPrint=\"{digits}\" />")
}

/// A list of maps; those that were there keep their assemblies.
fn maps(
    patch: &mut Patch<'_, '_>,
    text: &str,
    root: Node<'_, '_>,
    name: &'static str,
    before: &[MapReference],
    after: &[MapReference],
) {
    if before.iter().map(|it| &it.map).eq(after.iter().map(|it| &it.map)) {
        return;
    }
    let there = element(root, name);
    let written = after.iter().map(|map| {
        let mut known = there.into_iter().flat_map(|it| elements(it, "Transform"));
        if let Some(known) = known.find(|it| it.attribute("FullName") == Some(&map.map)) {
            text[known.range()].to_owned()
        } else {
            let full = escape_attribute(&map.map);
            format!("<Transform FullName=\"{full}\" AssemblyQualifiedName=\"{full}\" />")
        }
    });
    let all: String = written.collect();
    patch.child(name, if all.is_empty() { format!("<{name} />") } else { format!("<{name}>{all}</{name}>") });
}

/// The element of a group. Members that the file names and that are nowhere stay in it.
pub(super) fn send_port_group(spg: &SendPortGroup, sources: &Sources<'_>) -> Option<String> {
    let base = convert::kept(spg.binding_xml.as_ref()).unwrap_or(GROUP);
    let document = xml::parse(base).ok()?;
    let root = document.root_element();
    let file = read::send_port_group(base)?;
    let before = convert::send_port_group(&file, &sources.context, &mut Remarks(Vec::new()));
    let mut patch = Patch::new(base, root, GROUP_ORDER);
    if file.name != spg.name.as_str() {
        patch.attribute("Name", spg.name.as_str());
    }
    let group = sources.context.group;
    let never_was = |name: &Name| match group.send_ports.get(name) {
        Some(port) => port.kind != PortKind::StaticOneWay,
        None => sources.is_outside(ArtifactKind::SendPort, name),
    };
    let there: Vec<Name> = file.members.iter().map(|(_, it)| sources.port_now(&Name::new(it))).collect();
    let mut members: Vec<&Name> = there.iter().filter(|it| spg.members.contains(it) || never_was(it)).collect();
    members.extend(spg.members.iter().filter(|it| !there.contains(it)));
    let same = members.len() == file.members.len()
        && members
            .iter()
            .zip(&file.members)
            .all(|(now, (_, before))| now.as_str() == before || Name::new(before) == **now);
    if !same {
        let refs =
            members.iter().map(|it| format!("\n        <SendPortRef Name=\"{}\" />", escape_attribute(it.as_str())));
        let all: String = refs.collect::<Vec<_>>().concat();
        let list =
            if all.is_empty() { "<SendPorts />".to_owned() } else { format!("<SendPorts>{all}\n      </SendPorts>") };
        patch.child("SendPorts", list);
    }
    if before.filter != spg.filter {
        patch.child("Filter", element_of("Filter", &data::filter(&spg.filter)));
    }
    application(&mut patch, &before.application, &spg.application);
    if before.description != spg.description {
        patch.value("Description", &spg.description);
    }
    Some(patch.finish())
}

/// The short name of a pipeline and the full one are the same.
pub(super) fn same_pipeline(a: &str, b: &str) -> bool {
    pipeline(a) == pipeline(b)
}
