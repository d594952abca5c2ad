//! The text of a binding file to what stands in it.

use std::{collections::HashSet, thread};

use roxmltree::Node;

use super::{
    file::{
        BindingFile, FileGroup, FileLocation, FileLogicalPort, FileOrchestration, FilePort, FileReceivePort,
        FileTransport, Note, Origin,
    },
    inner, secrets, templates,
    xml::{self, Fault, Lines, element, elements, flag, is_nil, position, truth, value},
};
use crate::{
    model::{ArtifactKind, Name, PortKind},
    words::Sentence,
};

pub(super) fn read(text: String) -> Result<BindingFile, Fault> {
    let mut file = BindingFile::default();
    {
        let document = xml::parse(&text)?;
        let root = document.root_element();
        if root.tag_name().name() != "BindingInfo" {
            let what = Sentence::new("binding-other-root").with("root", root.tag_name().name());
            return Err(Fault { position: position(&text, root.range().start), what });
        }
        let lines = Lines::new(&text);
        let mut reader = Reader { text: &text, lines: &lines, file: &mut file };
        reader.root(root);
    }
    file.notes.sort_by_key(|note| note.line);
    file.text = text;
    Ok(file)
}

/// Reads one element that stands alone.
fn alone<T>(
    xml: &str,
    read: impl FnOnce(&mut Reader<'_>, Node<'_, '_>),
    take: impl FnOnce(BindingFile) -> Option<T>,
) -> Option<T> {
    let document = xml::parse(xml).ok()?;
    let mut file = BindingFile::default();
    let lines = Lines::new(xml);
    let mut reader = Reader { text: xml, lines: &lines, file: &mut file };
    read(&mut reader, document.root_element());
    take(file)
}

#[expect(clippy::redundant_closure_for_method_calls, reason = "a reader of any lifetime")]
pub(super) fn send_port(xml: &str) -> Option<FilePort> {
    alone(xml, |reader, node| reader.send_port(node), |mut file| file.send_ports.pop())
}

#[expect(clippy::redundant_closure_for_method_calls, reason = "a reader of any lifetime")]
pub(super) fn send_port_group(xml: &str) -> Option<FileGroup> {
    alone(xml, |reader, node| reader.send_port_group(node), |mut file| file.send_port_groups.pop())
}

#[expect(clippy::redundant_closure_for_method_calls, reason = "a reader of any lifetime")]
pub(super) fn receive_port(xml: &str) -> Option<FileReceivePort> {
    alone(xml, |reader, node| reader.receive_port(node), |mut file| file.receive_ports.pop())
}

pub(super) fn orchestration(xml: &str) -> Option<FileOrchestration> {
    alone(xml, |reader, node| reader.orchestration(node, None), |mut file| file.orchestrations.pop())
}

struct Reader<'a> {
    text: &'a str,
    lines: &'a Lines,
    file: &'a mut BindingFile,
}

/// So many ports are worth a thread of their own.
const WORTH_A_THREAD: usize = 500;

/// An attribute by its name, the usual spelling first.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute(name)
        .or_else(|| node.attributes().find(|it| it.name().eq_ignore_ascii_case(name)).map(|it| it.value()))
}

fn named(node: Node<'_, '_>) -> String {
    attribute(node, "Name").unwrap_or_default().to_owned()
}

/// The name that an element which is there and not nil has.
fn name_of(node: Node<'_, '_>, name: &'static str) -> Option<String> {
    let found = element(node, name).filter(|it| !is_nil(*it))?;
    attribute(found, "Name").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
}

impl Reader<'_> {
    fn root(&mut self, root: Node<'_, '_>) {
        let mut application: Option<String> = None;
        for modules in elements(root, "ModuleRefCollection") {
            for module in elements(modules, "ModuleRef") {
                let name = named(module);
                if let Some(named) = name.strip_prefix("[Application:").and_then(|rest| rest.strip_suffix(']')) {
                    application = Some(named.trim().to_owned());
                    self.is_about(application.as_deref());
                }
                for services in elements(module, "Services") {
                    for service in elements(services, "Service") {
                        self.orchestration(service, application.clone());
                    }
                }
            }
        }
        for ports in elements(root, "SendPortCollection") {
            let ports: Vec<_> = elements(ports, "SendPort").collect();
            self.send_ports(&ports);
        }
        for groups in elements(root, "DistributionListCollection") {
            elements(groups, "DistributionList").for_each(|it| self.send_port_group(it));
        }
        for ports in elements(root, "ReceivePortCollection") {
            elements(ports, "ReceivePort").for_each(|it| self.receive_port(it));
        }
        self.twice();
        self.outside();
        self.around(root);
    }

    /// Templates in what is neither of the artifacts.
    fn around(&mut self, root: Node<'_, '_>) {
        let mut rest = Vec::new();
        let mut at = root.range().start;
        let mut taken: Vec<_> = self.origins().map(|(_, _, origin)| origin.range.clone()).collect();
        taken.sort_by_key(|range| range.start);
        for range in taken {
            rest.push(at..range.start.max(at));
            at = range.end.max(at);
        }
        rest.push(at..root.range().end);
        if let Some((offset, tokens)) = templates::first_of(self.text, &rest) {
            let line = self.lines.of(offset);
            self.note(line, None, false, Sentence::new("binding-template-around").with("tokens", tokens));
        }
    }

    fn origins(&self) -> impl Iterator<Item = (ArtifactKind, &String, &Origin)> {
        let file = &*self.file;
        let ports = file.send_ports.iter().map(|it| (ArtifactKind::SendPort, &it.name, &it.origin));
        let groups = file.send_port_groups.iter().map(|it| (ArtifactKind::SendPortGroup, &it.name, &it.origin));
        let receive = file.receive_ports.iter().map(|it| (ArtifactKind::ReceivePort, &it.name, &it.origin));
        let services = file.orchestrations.iter().map(|it| (ArtifactKind::Orchestration, &it.name, &it.origin));
        ports.chain(groups).chain(receive).chain(services)
    }

    /// Names that stand twice.
    fn twice(&mut self) {
        let mut seen = HashSet::new();
        let again: Vec<_> = self
            .origins()
            .filter(|(kind, name, _)| !seen.insert((*kind, Name::new(name))))
            .map(|(kind, name, origin)| (origin.line, kind, name.clone()))
            .collect();
        for (line, kind, name) in again {
            let sentence = Sentence::new("binding-twice").with("name", name.as_str());
            self.note(line, Some((kind, name)), true, sentence);
        }
    }

    /// Members of groups and ports of orchestrations that name what is not in the file.
    fn outside(&mut self) {
        let ports: HashSet<Name> = self.file.send_ports.iter().map(|it| Name::new(&it.name)).collect();
        let groups: HashSet<Name> = self.file.send_port_groups.iter().map(|it| Name::new(&it.name)).collect();
        let mut found = Vec::new();
        for group in &self.file.send_port_groups {
            for (line, member) in &group.members {
                if !ports.contains(&Name::new(member)) {
                    let sentence = Sentence::new("binding-member-outside")
                        .with("port", member.as_str())
                        .with("group", group.name.as_str());
                    found.push((*line, ArtifactKind::SendPortGroup, group.name.clone(), sentence));
                }
            }
        }
        for orchestration in &self.file.orchestrations {
            for port in &orchestration.ports {
                let missing = [(&port.send_port, &ports), (&port.send_port_group, &groups)]
                    .into_iter()
                    .find_map(|(name, known)| name.as_ref().filter(|it| !known.contains(&Name::new(it))));
                if let Some(missing) = missing {
                    let sentence = Sentence::new("binding-bound-outside")
                        .with("name", missing.as_str())
                        .with("port", port.name.as_str())
                        .with("orchestration", orchestration.name.as_str());
                    found.push((port.line, ArtifactKind::Orchestration, orchestration.name.clone(), sentence));
                }
            }
        }
        for (line, kind, name, sentence) in found {
            self.note(line, Some((kind, name)), false, sentence);
        }
    }

    fn note(&mut self, line: usize, about: Option<(ArtifactKind, String)>, lossy: bool, sentence: Sentence) {
        self.file.notes.push(Note { line, about, lossy, sentence });
    }

    fn is_about(&mut self, application: Option<&str>) {
        if let Some(application) = application
            && !application.is_empty()
            && !self.file.applications.iter().any(|it| Name::new(it) == Name::new(application))
        {
            self.file.applications.push(application.to_owned());
        }
    }

    /// Keeps the element, and notes what is odd about its text.
    fn origin(&mut self, node: Node<'_, '_>, kind: ArtifactKind, name: &str) -> Origin {
        let range = node.range();
        let line = self.lines.of(range.start);
        let about = || Some((kind, name.to_owned()));
        if let Some((offset, tokens)) = templates::first_of(self.text, std::slice::from_ref(&range)) {
            let sentence = Sentence::new("binding-template").with("name", name).with("tokens", tokens);
            let line = self.lines.of(offset);
            self.note(line, about(), false, sentence);
        }
        let mut xml = xml::standing_alone(self.text, node);
        if let Some(masked) = secrets::mask(&xml) {
            xml = masked;
            self.note(line, about(), true, Sentence::new("binding-password").with("name", name));
        }
        Origin { line, range, xml: xml.into() }
    }

    /// Reads send ports in their order; many of them in pieces, side by side.
    fn send_ports(&mut self, nodes: &[Node<'_, '_>]) {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(nodes.len() / WORTH_A_THREAD);
        if threads < 2 {
            for it in nodes {
                self.send_port(*it);
            }
            return;
        }
        let (text, lines) = (self.text, self.lines);
        let piece = |nodes: &[Node<'_, '_>]| {
            let mut file = BindingFile::default();
            let mut reader = Reader { text, lines, file: &mut file };
            for it in nodes {
                reader.send_port(*it);
            }
            file
        };
        let pieces: Vec<BindingFile> = thread::scope(|scope| {
            let pieces = nodes.chunks(nodes.len().div_ceil(threads));
            let pieces: Vec<_> = pieces.map(|nodes| scope.spawn(move || piece(nodes))).collect();
            let joined =
                pieces.into_iter().map(|it| it.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            joined.collect()
        });
        for piece in pieces {
            piece.applications.iter().for_each(|it| self.is_about(Some(it)));
            self.file.send_ports.extend(piece.send_ports);
            self.file.notes.extend(piece.notes);
        }
    }

    fn send_port(&mut self, node: Node<'_, '_>) {
        let name = named(node);
        let origin = self.origin(node, ArtifactKind::SendPort, &name);
        let set = |name: &str| attribute(node, name).and_then(truth);
        let primary = element(node, "PrimaryTransport").filter(|it| !is_nil(*it));
        let secondary = element(node, "SecondaryTransport").filter(|it| !is_nil(*it));
        // without the attribute: an export has no transport for dynamic ones
        let is_static = set("IsStatic").unwrap_or(true);
        let kind = match (is_static, set("IsTwoWay").unwrap_or(false)) {
            (true, false) => PortKind::StaticOneWay,
            (true, true) => PortKind::StaticSolicitResponse,
            (false, false) => PortKind::DynamicOneWay,
            (false, true) => PortKind::DynamicSolicitResponse,
        };
        let maps = |list: &'static str| -> Vec<String> {
            let list = element(node, list);
            let full = |it| attribute(it, "FullName").or_else(|| attribute(it, "Name")).map(str::to_owned);
            list.into_iter().flat_map(|it| elements(it, "Transform")).filter_map(full).collect()
        };
        let ordered_delivery =
            flag(node, "OrderedDelivery").or_else(|| flag(primary?, "OrderedDelivery")).unwrap_or(false);
        let filter = inner::filter(element(node, "Filter"), self.lines);
        if filter.unread {
            let sentence = Sentence::new("binding-filter-unread").with("name", name.as_str());
            self.note(filter.line, Some((ArtifactKind::SendPort, name.clone())), true, sentence);
        }
        let primary = primary.map(|it| self.transport(it, &name));
        let secondary = secondary.map(|it| self.transport(it, &name));
        let certificate = element(node, "EncryptionCert").filter(|it| !is_nil(*it)).and_then(|it| {
            let thumbprint = attribute(it, "ThumbPrint").filter(|it| !it.trim().is_empty())?;
            let common = attribute(it, "ShortName").or_else(|| attribute(it, "LongName")).unwrap_or_default();
            Some((common.to_owned(), thumbprint.to_owned()))
        });
        let port = FilePort {
            kind,
            description: value(node, "Description"),
            application: value(node, "ApplicationName"),
            send_pipeline: name_of(node, "TransmitPipeline"),
            receive_pipeline: name_of(node, "ReceivePipeline"),
            primary,
            secondary,
            certificate,
            tracking: value(node, "Tracking"),
            filter,
            outbound_maps: maps("Transforms"),
            inbound_maps: maps("InboundTransforms"),
            ordered_delivery,
            priority: value(node, "Priority"),
            stop_sending_on_failure: flag(node, "StopSendingOnFailure").unwrap_or(false),
            route_failed_messages: flag(node, "RouteFailedMessage").unwrap_or(false),
            name,
            origin,
        };
        self.is_about(port.application.as_deref());
        self.file.send_ports.push(port);
    }

    fn transport(&mut self, node: Node<'_, '_>, port: &str) -> FileTransport {
        let settings = inner::settings(element(node, "TransportTypeData"), self.lines);
        let line = self.lines.of_node(node);
        if settings.is_none() {
            let sentence = Sentence::new("binding-settings-unread").with("name", port);
            self.note(line, Some((ArtifactKind::SendPort, port.to_owned())), true, sentence);
        }
        FileTransport {
            line,
            address: secrets::mask_value(value(node, "Address").unwrap_or_default()),
            adapter: name_of(node, "TransportType"),
            unread: settings.is_none(),
            settings: settings
                .unwrap_or_default()
                .into_iter()
                .map(|(name, value)| (name, secrets::mask_value(value)))
                .collect(),
            handler: name_of(node, "SendHandler"),
            retry_count: value(node, "RetryCount"),
            retry_interval: value(node, "RetryInterval"),
            window_enabled: flag(node, "ServiceWindowEnabled").unwrap_or(false),
            window_start: value(node, "FromTime"),
            window_stop: value(node, "ToTime"),
        }
    }

    fn send_port_group(&mut self, node: Node<'_, '_>) {
        let name = named(node);
        let origin = self.origin(node, ArtifactKind::SendPortGroup, &name);
        let filter = inner::filter(element(node, "Filter"), self.lines);
        if filter.unread {
            let sentence = Sentence::new("binding-filter-unread").with("name", name.as_str());
            self.note(filter.line, Some((ArtifactKind::SendPortGroup, name.clone())), true, sentence);
        }
        let members = elements(node, "SendPorts").flat_map(|it| elements(it, "SendPortRef"));
        let group = FileGroup {
            description: value(node, "Description"),
            application: value(node, "ApplicationName"),
            members: members.map(|it| (self.lines.of_node(it), named(it).trim().to_owned())).collect(),
            filter,
            name,
            origin,
        };
        self.is_about(group.application.as_deref());
        self.file.send_port_groups.push(group);
    }

    fn receive_port(&mut self, node: Node<'_, '_>) {
        let name = named(node);
        let origin = self.origin(node, ArtifactKind::ReceivePort, &name);
        let lists = ["ReceiveLocations", "ReceiveLocationCollection"];
        let locations = lists.into_iter().flat_map(|list| elements(node, list));
        let locations = locations.flat_map(|list| elements(list, "ReceiveLocation"));
        let port = FileReceivePort {
            two_way: attribute(node, "IsTwoWay").and_then(truth).unwrap_or(false),
            description: value(node, "Description"),
            application: value(node, "ApplicationName"),
            route_failed_messages: flag(node, "RouteFailedMessage").unwrap_or(false),
            locations: locations.map(|it| self.location(it)).collect(),
            name,
            origin,
        };
        self.is_about(port.application.as_deref());
        self.file.receive_ports.push(port);
    }

    /// Written by hand they may have attributes where exports have elements.
    fn location(&self, node: Node<'_, '_>) -> FileLocation {
        let own = |name: &str| attribute(node, name).map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned);
        FileLocation {
            line: self.lines.of_node(node),
            name: named(node),
            address: secrets::mask_value(value(node, "Address").or_else(|| own("Address")).unwrap_or_default()),
            adapter: name_of(node, "ReceiveLocationTransportType")
                .or_else(|| name_of(node, "TransportType"))
                .or_else(|| own("TransportType")),
            pipeline: name_of(node, "ReceivePipeline").or_else(|| value(node, "ReceivePipelineName")),
            enabled: flag(node, "Enable").or_else(|| truth(attribute(node, "Enable")?)).unwrap_or(false),
        }
    }

    fn orchestration(&mut self, node: Node<'_, '_>, application: Option<String>) {
        let name = named(node);
        let origin = self.origin(node, ArtifactKind::Orchestration, &name);
        let ports = elements(node, "Ports").flat_map(|it| elements(it, "Port"));
        let ports = ports.filter_map(|it| {
            let send_port = name_of(it, "SendPortRef").or_else(|| attribute(it, "SendPortRef").map(str::to_owned));
            let send_port_group = name_of(it, "DistributionListRef");
            // 1: it uses the port type and sends; 2: it implements it and receives
            let sends = attribute(it, "Modifier").is_some_and(|it| it.trim() == "1");
            let receives = name_of(it, "ReceivePortRef").is_some();
            let port = FileLogicalPort { line: self.lines.of_node(it), name: named(it), send_port, send_port_group };
            (port.send_port.is_some() || port.send_port_group.is_some() || sends && !receives).then_some(port)
        });
        let orchestration = FileOrchestration {
            application,
            description: attribute(node, "Description").filter(|it| !it.is_empty()).map(str::to_owned),
            host: name_of(node, "Host").or_else(|| attribute(node, "Host").map(str::to_owned)),
            ports: ports.collect(),
            name,
            origin,
        };
        self.file.orchestrations.push(orchestration);
    }
}
