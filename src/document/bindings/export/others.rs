//! The elements of receive ports and orchestrations.

use std::collections::HashSet;

use roxmltree::Node;

use super::{
    super::{
        convert::{self, Remarks},
        read,
        xml::{self, element, elements, escape_attribute},
    },
    Sources,
    forms::{self, LOCATION, LOCATION_ORDER, ORCHESTRATION, RECEIVE_PORT, RECEIVE_PORT_ORDER, SERVICE_ORDER},
    patch::Patch,
    ports::{application, same_pipeline},
};
use crate::model::{
    ArtifactKind, LogicalPort, Name, Orchestration, OrchestrationState, ReceiveLocation, ReceivePort, Target,
};

pub(super) fn receive_port(port: &ReceivePort, sources: &Sources<'_>) -> Option<String> {
    let base = convert::kept(port.binding_xml.as_ref()).unwrap_or(RECEIVE_PORT);
    let document = xml::parse(base).ok()?;
    let root = document.root_element();
    let file = read::receive_port(base)?;
    let before = convert::receive_port(&file, &sources.context, &mut Remarks(Vec::new()));
    let mut patch = Patch::new(base, root, RECEIVE_PORT_ORDER);
    if file.name != port.name.as_str() {
        patch.attribute("Name", port.name.as_str());
    }
    if before.two_way != port.two_way {
        patch.attribute("IsTwoWay", if port.two_way { "true" } else { "false" });
    }
    if before.description != port.description {
        patch.value("Description", &port.description);
    }
    if before.locations != port.locations {
        locations(&mut patch, base, root, &before.locations, &port.locations);
    }
    if before.route_failed_messages != port.route_failed_messages {
        patch.flag("RouteFailedMessage", port.route_failed_messages);
    }
    application(&mut patch, &before.application, &port.application);
    Some(patch.finish())
}

/// Each location is the one of its name, or else the first one whose name is gone.
fn locations(
    patch: &mut Patch<'_, '_>,
    text: &str,
    root: Node<'_, '_>,
    before: &[ReceiveLocation],
    after: &[ReceiveLocation],
) {
    let list = element(root, "ReceiveLocations");
    let nodes: Vec<Node<'_, '_>> = list.into_iter().flat_map(|it| elements(it, "ReceiveLocation")).collect();
    let named = |node: &Node<'_, '_>| Name::new(node.attribute("Name").unwrap_or_default().trim());
    let mut left: Vec<Node<'_, '_>> = nodes.clone();
    left.retain(|it| before.iter().any(|known| known.name == named(it)));
    // those that could not be taken over stay
    let mut written: Vec<String> = Vec::new();
    let untaken = nodes.iter().filter(|it| !before.iter().any(|known| known.name == named(it)));
    let untaken: Vec<String> = untaken.map(|it| text[it.range()].to_owned()).collect();
    for location in after {
        let same = left.iter().position(|it| named(it) == location.name);
        let gone = || left.iter().position(|it| !after.iter().any(|other| other.name == named(it)));
        let node = same.or_else(gone).map(|index| left.remove(index));
        let old = node.and_then(|it| before.iter().find(|known| known.name == named(&it)));
        let xml = node.map_or_else(|| LOCATION.to_owned(), |it| xml::standing_alone(text, it));
        if let Some(xml) = self::location(&xml, old, location, after.first() == Some(location)) {
            written.push(super::without_declarations(&xml, root));
        }
    }
    written.extend(untaken);
    let all: String = written.iter().flat_map(|it| ["\n        ", it.as_str()]).collect();
    let list = if all.is_empty() {
        "<ReceiveLocations />".to_owned()
    } else {
        format!("<ReceiveLocations>{all}\n      </ReceiveLocations>")
    };
    patch.child("ReceiveLocations", list);
}

fn location(base: &str, old: Option<&ReceiveLocation>, new: &ReceiveLocation, primary: bool) -> Option<String> {
    let document = xml::parse(base).ok()?;
    let root = document.root_element();
    let mut patch = Patch::new(base, root, LOCATION_ORDER);
    if old.is_none_or(|old| old.name.as_str() != new.name.as_str()) {
        patch.attribute("Name", new.name.as_str());
    }
    if old.is_none_or(|old| old.address != new.address) {
        patch.value("Address", &new.address);
    }
    if old.is_none() {
        patch.flag("Primary", primary);
    }
    if old.is_none_or(|old| old.adapter != new.adapter) {
        let name = "ReceiveLocationTransportType";
        patch.child(name, forms::transport_type(name, &new.adapter));
    }
    if !same_pipeline(old.map_or("PassThruReceive", |old| &old.pipeline), &new.pipeline) {
        patch.child("ReceivePipeline", forms::pipeline("ReceivePipeline", &new.pipeline, 1));
    }
    if old.is_some_and(|old| old.enabled) != new.enabled {
        patch.flag("Enable", new.enabled);
    }
    Some(patch.finish())
}

pub(super) fn orchestration(orchestration: &Orchestration, sources: &Sources<'_>) -> Option<String> {
    let base = convert::kept(orchestration.binding_xml.as_ref()).unwrap_or(ORCHESTRATION);
    let document = xml::parse(base).ok()?;
    let root = document.root_element();
    let file = read::orchestration(base)?;
    let before = convert::orchestration(&file, &sources.context, &mut Remarks(Vec::new()));
    let mut patch = Patch::new(base, root, SERVICE_ORDER);
    if file.name != orchestration.name.as_str() {
        patch.attribute("Name", orchestration.name.as_str());
    }
    // an import leaves every orchestration unenlisted: what the file said stays until somebody says else
    let state = match orchestration.state {
        OrchestrationState::Unenlisted => None,
        OrchestrationState::Stopped => Some("Enlisted"),
        OrchestrationState::Started => Some("Started"),
    };
    if let Some(state) = state.filter(|state| root.attribute("State") != Some(state)) {
        patch.attribute("State", state);
    }
    if before.description != orchestration.description {
        patch.attribute("Description", &orchestration.description);
    }
    if before.host != orchestration.host {
        match &orchestration.host {
            Some(host) => {
                let host = escape_attribute(host.as_str());
                patch.child("Host", format!("<Host Name=\"{host}\" NTGroupName=\"\" Type=\"1\" Trusted=\"false\" />"));
            }
            None => patch.child("Host", "<Host />"),
        }
    }
    ports(&mut patch, root, &before, orchestration, sources);
    Some(patch.finish())
}

fn ports(
    patch: &mut Patch<'_, '_>,
    root: Node<'_, '_>,
    before: &Orchestration,
    after: &Orchestration,
    sources: &Sources<'_>,
) {
    let nodes: Vec<Node<'_, '_>> = elements(root, "Ports").flat_map(|it| elements(it, "Port")).collect();
    let named = |node: &Node<'_, '_>| Name::new(node.attribute("Name").unwrap_or_default().trim());
    let mut seen = HashSet::new();
    for node in &nodes {
        let name = named(node);
        let old = before.ports.iter().find(|it| it.name == name).filter(|_| seen.insert(name.clone()));
        let new = after.ports.iter().find(|it| it.name == name);
        match (old, new) {
            (Some(_), None) => patch.remove(*node),
            (Some(old), Some(new)) => bind(patch, *node, old.binding.as_ref(), new.binding.as_ref(), sources),
            (None, _) => {}
        }
        // the receive port may have another name now
        if let Some(there) = element(*node, "ReceivePortRef")
            && let Some(attribute) = there.attribute_node("Name")
        {
            let receive = Name::new(attribute.value());
            let now = sources.now(ArtifactKind::ReceivePort, &receive);
            if now != receive {
                patch.replace(attribute.range_value(), escape_attribute(now.as_str()));
            }
        }
    }
    let new = after.ports.iter().filter(|it| !nodes.iter().any(|node| named(node) == it.name));
    let new: Vec<String> = new.map(logical_port).collect();
    if !new.is_empty() {
        match element(root, "Ports") {
            Some(list) => {
                let mut edits = super::super::xml::Edits::default();
                let text = root.document().input_text();
                super::super::around::append(text, list, &new.concat(), &mut edits);
                for (range, with) in edits.into_parts() {
                    patch.replace(range, with);
                }
            }
            None => patch.child("Ports", format!("<Ports>{}</Ports>", new.concat())),
        }
    }
}

fn logical_port(port: &LogicalPort) -> String {
    let name = escape_attribute(port.name.as_str());
    let (send_port, group) = references(port.binding.as_ref());
    format!(
        "<Port Name=\"{name}\" Modifier=\"1\" BindingOption=\"1\">{send_port}{group}<ReceivePortRef xmlns:xsi=\"{0}\" xsi:nil=\"true\" /></Port>",
        xml::XSI
    )
}

/// The elements that say to what a logical port is bound.
fn references(binding: Option<&Target>) -> (String, String) {
    let reference = |element: &str, name: Option<&Name>| match name {
        Some(name) => format!("<{element} Name=\"{}\" />", escape_attribute(name.as_str())),
        None => format!("<{element} xmlns:xsi=\"{}\" xsi:nil=\"true\" />", xml::XSI),
    };
    let (port, group) = match binding {
        Some(Target::SendPort(name)) => (Some(name), None),
        Some(Target::SendPortGroup(name)) => (None, Some(name)),
        None => (None, None),
    };
    (reference("SendPortRef", port), reference("DistributionListRef", group))
}

fn bind(
    patch: &mut Patch<'_, '_>,
    node: Node<'_, '_>,
    old: Option<&Target>,
    new: Option<&Target>,
    sources: &Sources<'_>,
) {
    let kind = |target: &Target| match target {
        Target::SendPort(_) => ArtifactKind::SendPort,
        Target::SendPortGroup(_) => ArtifactKind::SendPortGroup,
    };
    let old_now = old.map(|old| (kind(old), sources.now(kind(old), old.name())));
    let same = match (&old_now, new) {
        (None, None) => true,
        (Some((old_kind, old)), Some(new)) => *old_kind == kind(new) && old == new.name(),
        // it names what is nowhere: nobody unbound it
        (Some((old_kind, old)), None) => sources.is_outside(*old_kind, old),
        (None, Some(_)) => false,
    };
    let renamed = old.zip(new).is_some_and(|(old, new)| old.name() != new.name());
    if same && !renamed {
        return;
    }
    let (send_port, group) = references(new);
    for (name, xml) in [("SendPortRef", send_port), ("DistributionListRef", group)] {
        match element(node, name) {
            Some(there) => patch.replace(there.range(), xml),
            None => {
                if let Some(first) = node.first_element_child() {
                    patch.replace(first.range().start..first.range().start, xml);
                }
            }
        }
    }
}
