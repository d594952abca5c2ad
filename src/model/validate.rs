//! What can be wrong with an artifact by itself or among the others. The dialogs show it while
//! one types, the engine refuses it, and a document that holds it is not opened.

use super::{
    Application, Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Draft, Filter, Host, HostKind, Name, Operator,
    Orchestration, PortKind, ReceivePort, SendPort, SendPortGroup, Target, Transport,
    adapters::{self, AdapterType, Part, Place},
};
use crate::words::Sentence;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Allowed, and worth knowing.
    Warning,
    /// Not allowed.
    Error,
}

/// Something that is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path of the field, as it stands in a document: `transport.retry_count`, `members[2]`.
    pub field: String,
    pub severity: Severity,
    pub sentence: Sentence,
}

/// Collects the problems of one artifact.
struct Findings(Vec<Problem>);

impl Findings {
    fn error(&mut self, field: impl Into<String>, sentence: Sentence) {
        self.0.push(Problem { field: field.into(), severity: Severity::Error, sentence });
    }
    /// Of what came from a binding file a warning: templates leave much to who deploys them.
    fn error_unless(&mut self, imported: bool, field: impl Into<String>, sentence: Sentence) {
        let severity = if imported { Severity::Warning } else { Severity::Error };
        self.0.push(Problem { field: field.into(), severity, sentence });
    }
    fn warn(&mut self, field: impl Into<String>, sentence: Sentence) {
        self.0.push(Problem { field: field.into(), severity: Severity::Warning, sentence });
    }
    fn at_most(&mut self, field: &str, text: &str, limit: usize) {
        let length = text.chars().count();
        if length > limit {
            self.error(field, Sentence::new("problem-too-long").with("length", length).with("limit", limit));
        }
    }
    fn in_range(&mut self, field: String, value: u32, low: u32, high: u32) {
        if !(low..=high).contains(&value) {
            self.error(field, Sentence::new("problem-range").with("value", value).with("low", low).with("high", high));
        }
    }
    fn name(&mut self, field: &str, name: &Name, limit: usize) {
        let text = name.as_str();
        if text.trim().is_empty() {
            self.error(field, Sentence::new("problem-name-empty"));
        } else if text.trim() != text {
            self.error(field, Sentence::new("problem-name-spaces"));
        } else if text.chars().any(char::is_control) {
            self.error(field, Sentence::new("problem-control-characters"));
        }
        self.at_most(field, text, limit);
    }
    /// `original` is the name under which the artifact stands in the group, if it does already.
    fn unique(&mut self, group: &BizTalkGroup, kind: ArtifactKind, name: &Name, original: Option<&Name>) {
        if original != Some(name) && group.get(&ArtifactRef::new(kind, name)).is_some() {
            self.error("name", Sentence::new("problem-name-taken").with("name", name));
        }
    }
    fn application(&mut self, group: &BizTalkGroup, application: &Name) {
        if !group.applications.contains_key(application) {
            self.error("application", Sentence::new("problem-no-application").with("name", application));
        }
    }
    fn filter(&mut self, group: &BizTalkGroup, filter: &Filter) {
        for (g, predicates) in filter.0.iter().enumerate() {
            for (p, predicate) in predicates.iter().enumerate() {
                let field = |name: &str| format!("filter[{g}][{p}].{name}");
                if predicate.property.trim().is_empty() {
                    self.error(field("property"), Sentence::new("problem-property-empty"));
                    continue;
                }
                let Some(declared) = group.property_type(&predicate.property) else { continue };
                if predicate.operator != Operator::Exists && predicate.value.value_type() != declared {
                    self.error(
                        field("value"),
                        Sentence::new("problem-value-type")
                            .with("property", predicate.property.as_str())
                            .with("type", Sentence::new(type_key(declared))),
                    );
                }
            }
        }
    }
}

/// The key of the words for a type.
#[must_use]
pub fn type_key(value_type: super::ValueType) -> &'static str {
    match value_type {
        super::ValueType::String => "type-string",
        super::ValueType::Integer => "type-integer",
        super::ValueType::DateTime => "type-date-time",
    }
}

fn transport(
    findings: &mut Findings,
    group: &BizTalkGroup,
    prefix: &str,
    transport: &Transport,
    (kind, imported): (PortKind, bool),
) {
    let field = |name: &str| format!("{prefix}.{name}");
    match adapters::find(&transport.adapter) {
        None if transport.adapter.trim().is_empty() => {
            findings.error(field("adapter"), Sentence::new("problem-no-transport-type"));
        }
        Some(adapter) if kind.is_two_way() && !adapter.two_way => {
            let sentence = Sentence::new("problem-adapter-one-way").with("adapter", transport.adapter.as_str());
            findings.error_unless(imported, field("adapter"), sentence);
        }
        _ => {}
    }
    if transport.address.trim().is_empty() {
        findings.error_unless(imported, field("address"), Sentence::new("problem-no-address"));
    }
    findings.at_most(&field("address"), &transport.address, Transport::MAX_ADDRESS);
    if adapters::has_password(&transport.address) {
        findings.warn(field("address"), Sentence::new("problem-password-in-address"));
    }
    let adapter = Name::new(&transport.adapter);
    match group.hosts.get(&transport.handler) {
        _ if transport.handler.is_empty() => findings.error(field("handler"), Sentence::new("problem-no-handler")),
        None => findings.error(field("handler"), Sentence::new("problem-no-host").with("name", &transport.handler)),
        Some(_) => {
            let known = group.adapters.get(&adapter).is_some_and(|known| known.handlers.contains(&transport.handler));
            if !known && !transport.adapter.trim().is_empty() {
                findings.error(
                    field("handler"),
                    Sentence::new("problem-not-a-handler")
                        .with("host", &transport.handler)
                        .with("adapter", transport.adapter.as_str()),
                );
            }
        }
    }
    if let Some(adapter) = adapters::find(&transport.adapter) {
        settings(findings, &field, adapter, (transport, imported));
    }
    findings.in_range(field("retry_count"), transport.retry_count, 0, Transport::MAX_RETRY_COUNT);
    findings.in_range(field("retry_interval"), transport.retry_interval, 0, Transport::MAX_RETRY_INTERVAL);
}

/// The fields of the adapter's own dialog. Labels that it does not know are kept and not looked at.
fn settings(
    findings: &mut Findings,
    field: &dyn Fn(&str) -> String,
    adapter: &AdapterType,
    (transport, imported): (&Transport, bool),
) {
    // the address as a whole is looked at elsewhere
    for setting in adapter.settings.iter().filter(|it| it.place != Place::Address(Part::Whole)) {
        let (path, value) = match setting.place {
            Place::Settings | Place::Keyring => (
                field(&format!("settings.{}", setting.label)),
                transport.settings.get(setting.label).map_or("", String::as_str),
            ),
            Place::Address(part) => (field("address"), adapters::part(&transport.address, part)),
        };
        let given = match setting.place {
            Place::Address(_) => !value.is_empty(),
            _ => transport.settings.contains_key(setting.label),
        };
        if given && let Some(sentence) = setting.problem(value) {
            let address = matches!(setting.place, Place::Address(_));
            findings.error_unless(imported && address, path, sentence);
        }
    }
    // a simulated destination takes any name
    if adapter.name == adapters::FILE
        && !transport.address.trim().is_empty()
        && let Some(sentence) = adapters::file_name::problem(&transport.address)
    {
        findings.warn(field("address"), sentence);
    }
}

/// Checks a send port. `original` is its name in the group, if it is there already.
#[must_use]
pub fn send_port(port: &SendPort, group: &BizTalkGroup, original: Option<&Name>) -> Vec<Problem> {
    let mut findings = Findings(Vec::new());
    findings.name("name", &port.name, Name::MAX);
    findings.unique(group, ArtifactKind::SendPort, &port.name, original);
    findings.application(group, &port.application);
    findings.at_most("description", &port.description, SendPort::MAX_DESCRIPTION);
    if port.kind.is_dynamic() {
        for (field, given) in [("transport", port.transport.is_some()), ("backup", port.backup.is_some())] {
            if given {
                findings.error(field, Sentence::new("problem-dynamic-has-transport"));
            }
        }
        for (adapter, host) in &port.handlers {
            let known = group.adapters.get(&Name::new(adapter)).is_some_and(|known| known.handlers.contains(host));
            if !known {
                findings.error(
                    format!("handlers.{adapter}"),
                    Sentence::new("problem-not-a-handler").with("host", host).with("adapter", adapter.as_str()),
                );
            }
        }
        if port.route_failed_messages {
            findings.error("route_failed_messages", Sentence::new("problem-dynamic-failed-routing"));
        }
    } else {
        match &port.transport {
            None => findings.error("transport", Sentence::new("problem-static-no-transport")),
            Some(primary) => {
                let imported = port.binding_xml.is_some();
                transport(&mut findings, group, "transport", primary, (port.kind, imported));
            }
        }
        if let Some(backup) = &port.backup {
            transport(&mut findings, group, "backup", backup, (port.kind, port.binding_xml.is_some()));
            if port.ordered_delivery {
                findings.warn("backup", Sentence::new("problem-ordered-with-backup"));
            }
        }
        if !port.handlers.is_empty() {
            findings.error("handlers", Sentence::new("problem-static-has-handlers"));
        }
        if let (true, Some(primary)) = (port.ordered_delivery, &port.transport)
            && primary.retry_interval == 0
        {
            findings.warn("transport.retry_interval", Sentence::new("problem-ordered-interval-zero"));
        }
    }
    findings.in_range(
        "priority".into(),
        port.priority.into(),
        SendPort::MIN_PRIORITY.into(),
        SendPort::MAX_PRIORITY.into(),
    );
    if port.stop_sending_on_failure && !port.ordered_delivery {
        findings.error("stop_sending_on_failure", Sentence::new("problem-needs-ordered"));
    }
    if port.enforce_order_across_locations && !(port.ordered_delivery && port.kind.is_dynamic()) {
        findings.error("enforce_order_across_locations", Sentence::new("problem-needs-ordered-dynamic"));
    }
    if !port.kind.is_two_way() && !port.inbound_maps.is_empty() {
        findings.error("inbound_maps", Sentence::new("problem-one-way-inbound-maps"));
    }
    for (field, maps) in [("inbound_maps", &port.inbound_maps), ("outbound_maps", &port.outbound_maps)] {
        for (index, map) in maps.iter().enumerate() {
            if map.map.trim().is_empty() {
                findings.error(format!("{field}[{index}].map"), Sentence::new("problem-map-empty"));
            }
            // a binding file names no schemas
            let named = !map.source.trim().is_empty();
            if named && maps[..index].iter().any(|other| other.source == map.source) {
                findings.error(
                    format!("{field}[{index}].source"),
                    Sentence::new("problem-map-twice").with("schema", map.source.as_str()),
                );
            }
        }
    }
    if let Some(certificate) = &port.certificate {
        let digits: String = certificate.thumbprint.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() != 40 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            findings.error("certificate.thumbprint", Sentence::new("problem-thumbprint"));
        }
    }
    findings.filter(group, &port.filter);
    findings.0
}

/// Checks a send port group.
#[must_use]
pub fn send_port_group(spg: &SendPortGroup, group: &BizTalkGroup, original: Option<&Name>) -> Vec<Problem> {
    let mut findings = Findings(Vec::new());
    findings.name("name", &spg.name, Name::MAX);
    findings.unique(group, ArtifactKind::SendPortGroup, &spg.name, original);
    findings.application(group, &spg.application);
    findings.at_most("description", &spg.description, SendPort::MAX_DESCRIPTION);
    for (index, member) in spg.members.iter().enumerate() {
        let field = format!("members[{index}]");
        if spg.members[..index].contains(member) {
            findings.error(field, Sentence::new("problem-member-twice").with("port", member));
            continue;
        }
        match group.send_ports.get(member) {
            None => findings.error(field, Sentence::new("problem-no-send-port").with("name", member)),
            Some(port) if port.kind != PortKind::StaticOneWay => {
                findings.error(field, Sentence::new("problem-member-kind").with("port", member));
            }
            Some(port) if !group.may_use(&spg.application, &port.application) => {
                findings.error(
                    field,
                    Sentence::new("problem-member-application")
                        .with("port", member)
                        .with("application", &port.application)
                        .with("own", &spg.application),
                );
            }
            Some(_) => {}
        }
    }
    if spg.members.is_empty() {
        findings.warn("members", Sentence::new("problem-group-empty"));
    }
    findings.filter(group, &spg.filter);
    findings.0
}

/// Checks an application.
#[must_use]
pub fn application(application: &Application, group: &BizTalkGroup, original: Option<&Name>) -> Vec<Problem> {
    let mut findings = Findings(Vec::new());
    findings.name("name", &application.name, Name::MAX);
    findings.unique(group, ArtifactKind::Application, &application.name, original);
    findings.at_most("description", &application.description, Application::MAX_DESCRIPTION);
    for (index, reference) in application.references.iter().enumerate() {
        let field = format!("references[{index}]");
        if *reference == application.name || Some(reference) == original {
            findings.error(field, Sentence::new("problem-reference-itself"));
        } else if application.references[..index].contains(reference) {
            findings.error(field, Sentence::new("problem-reference-twice").with("name", reference));
        } else if !group.applications.contains_key(reference) {
            findings.error(field, Sentence::new("problem-no-application").with("name", reference));
        }
    }
    findings.0
}

/// Checks a receive port and its locations.
#[must_use]
pub fn receive_port(port: &ReceivePort, group: &BizTalkGroup, original: Option<&Name>) -> Vec<Problem> {
    let mut findings = Findings(Vec::new());
    findings.name("name", &port.name, Name::MAX);
    findings.unique(group, ArtifactKind::ReceivePort, &port.name, original);
    findings.application(group, &port.application);
    findings.at_most("description", &port.description, SendPort::MAX_DESCRIPTION);
    if port.locations.is_empty() {
        findings.warn("locations", Sentence::new("problem-no-location"));
    }
    for (index, location) in port.locations.iter().enumerate() {
        let field = |name: &str| format!("locations[{index}].{name}");
        findings.name(&field("name"), &location.name, Name::MAX);
        let taken = port.locations[..index].iter().any(|other| other.name == location.name)
            || group
                .receive_ports
                .values()
                .filter(|other| Some(&other.name) != original)
                .any(|other| other.locations.iter().any(|other| other.name == location.name));
        if taken {
            findings.error(field("name"), Sentence::new("problem-name-taken").with("name", &location.name));
        }
        if location.adapter.trim().is_empty() {
            findings.error(field("adapter"), Sentence::new("problem-no-transport-type"));
        }
        findings.at_most(&field("address"), &location.address, Transport::MAX_ADDRESS);
        if location.address.trim().is_empty() {
            let sentence = Sentence::new("problem-no-address");
            findings.error_unless(port.binding_xml.is_some(), field("address"), sentence);
        }
    }
    findings.0
}

/// Checks an orchestration and what its logical ports are bound to.
#[must_use]
pub fn orchestration(orchestration: &Orchestration, group: &BizTalkGroup, original: Option<&Name>) -> Vec<Problem> {
    let mut findings = Findings(Vec::new());
    findings.name("name", &orchestration.name, Name::MAX);
    findings.unique(group, ArtifactKind::Orchestration, &orchestration.name, original);
    findings.application(group, &orchestration.application);
    if let Some(host) = &orchestration.host
        && !group.hosts.contains_key(host)
    {
        findings.error("host", Sentence::new("problem-no-host").with("name", host));
    }
    for (index, port) in orchestration.ports.iter().enumerate() {
        let field = |name: &str| format!("ports[{index}].{name}");
        findings.name(&field("name"), &port.name, Name::MAX);
        if orchestration.ports[..index].iter().any(|other| other.name == port.name) {
            findings.error(field("name"), Sentence::new("problem-name-taken").with("name", &port.name));
        }
        let application = match &port.binding {
            None => continue,
            Some(Target::SendPort(name)) => {
                if let Some(port) = group.send_ports.get(name) {
                    &port.application
                } else {
                    findings.error(field("binding"), Sentence::new("problem-no-send-port").with("name", name));
                    continue;
                }
            }
            Some(Target::SendPortGroup(name)) => {
                if let Some(spg) = group.send_port_groups.get(name) {
                    &spg.application
                } else {
                    findings.error(field("binding"), Sentence::new("problem-no-send-port-group").with("name", name));
                    continue;
                }
            }
        };
        if !group.may_use(&orchestration.application, application) {
            findings.error(
                field("binding"),
                Sentence::new("problem-binding-application")
                    .with("application", application)
                    .with("own", &orchestration.application),
            );
        }
    }
    findings.0
}

/// Checks a host.
#[must_use]
pub fn host(host: &Host, group: &BizTalkGroup, original: Option<&Name>) -> Vec<Problem> {
    let mut findings = Findings(Vec::new());
    findings.name("name", &host.name, Name::MAX_HOST);
    findings.unique(group, ArtifactKind::Host, &host.name, original);
    for (index, instance) in host.instances.iter().enumerate() {
        findings.name(&format!("instances[{index}].server"), &instance.server, Name::MAX);
        if host.instances[..index].iter().any(|other| other.server == instance.server) {
            findings.error(
                format!("instances[{index}].server"),
                Sentence::new("problem-instance-twice").with("server", &instance.server),
            );
        }
        if instance.disabled && instance.running {
            findings.error(
                format!("instances[{index}].disabled"),
                Sentence::new("problem-disabled-runs").with("server", &instance.server),
            );
        }
    }
    let known = original.unwrap_or(&host.name);
    let adapters: Vec<_> = group
        .adapters
        .values()
        .filter(|adapter| host.kind == HostKind::Isolated && adapter.handlers.contains(known))
        .map(|adapter| adapter.name.clone())
        .collect();
    if !adapters.is_empty() {
        findings.error("kind", Sentence::new("problem-host-has-handlers").with("adapters", adapters));
    }
    if host.default && host.kind == HostKind::Isolated {
        findings.error("default", Sentence::new("problem-isolated-default"));
    }
    if host.clustered && host.kind == HostKind::Isolated {
        findings.error("clustered", Sentence::new("problem-clustered-isolated"));
    }
    findings.in_range("message_count".to_owned(), host.message_count, 0, Host::MAX_MESSAGE_COUNT);
    if let Some(active) = &host.active
        && !host.instances.iter().any(|instance| instance.server == *active)
    {
        findings.error("active", Sentence::new("problem-active-not-there").with("server", active));
    }
    findings.0
}

/// Checks an adapter's send handlers.
#[must_use]
pub fn adapter(adapter: &super::Adapter, group: &BizTalkGroup, original: Option<&Name>) -> Vec<Problem> {
    let mut findings = Findings(Vec::new());
    findings.name("name", &adapter.name, Name::MAX);
    findings.unique(group, ArtifactKind::Adapter, &adapter.name, original);
    for (index, handler) in adapter.handlers.iter().enumerate() {
        let field = format!("handlers[{index}]");
        match group.hosts.get(handler) {
            None => findings.error(field, Sentence::new("problem-no-host").with("name", handler)),
            Some(host) if host.kind == HostKind::Isolated => {
                findings.error(field, Sentence::new("problem-isolated-handler").with("host", handler));
            }
            Some(_) if adapter.handlers[..index].contains(handler) => {
                findings.error(field, Sentence::new("problem-handler-twice").with("host", handler));
            }
            Some(_) => {}
        }
    }
    if !adapter.handlers.contains(&adapter.default_handler) {
        findings.error("default_handler", Sentence::new("problem-default-handler"));
    }
    findings.0
}

/// Checks a message that is to be published.
#[must_use]
pub fn draft(draft: &Draft) -> Vec<Problem> {
    let mut findings = Findings(Vec::new());
    for (index, property) in draft.properties.iter().enumerate() {
        if property.name.trim().is_empty() {
            findings.error(format!("properties[{index}].name"), Sentence::new("problem-property-empty"));
        } else if draft.properties[..index].iter().any(|other| other.name == property.name) {
            findings.error(
                format!("properties[{index}].name"),
                Sentence::new("problem-property-twice").with("property", property.name.as_str()),
            );
        }
    }
    findings.0
}

/// Checks any artifact.
#[must_use]
pub fn artifact(artifact: &Artifact, group: &BizTalkGroup, original: Option<&Name>) -> Vec<Problem> {
    match artifact {
        Artifact::Application(it) => application(it, group, original),
        Artifact::SendPort(it) => send_port(it, group, original),
        Artifact::SendPortGroup(it) => send_port_group(it, group, original),
        Artifact::ReceivePort(it) => receive_port(it, group, original),
        Artifact::Orchestration(it) => orchestration(it, group, original),
        Artifact::Host(it) => host(it, group, original),
        Artifact::Adapter(it) => adapter(it, group, original),
        Artifact::PropertySchema(it) => {
            let mut findings = Findings(Vec::new());
            findings.name("name", &it.name, Name::MAX);
            findings.unique(group, ArtifactKind::PropertySchema, &it.name, original);
            let ports = group.send_ports.values().map(|port| (&port.name, &port.filter));
            let groups = group.send_port_groups.values().map(|spg| (&spg.name, &spg.filter));
            let other_type = ports.chain(groups).find(|(_, filter)| {
                filter.predicates().any(|predicate| {
                    predicate.operator != Operator::Exists
                        && predicate.value.value_type() != it.value_type
                        && Name::new(&predicate.property) == it.name
                })
            });
            if let Some((owner, _)) = other_type {
                findings.error("value_type", Sentence::new("problem-schema-used").with("name", owner));
            }
            findings.0
        }
        Artifact::Template(it) => {
            let mut findings = Findings(Vec::new());
            findings.name("name", &it.name, Name::MAX);
            findings.unique(group, ArtifactKind::Template, &it.name, original);
            findings.0.extend(draft(&it.draft));
            findings.0
        }
        Artifact::Destination(it) => {
            let mut findings = Findings(Vec::new());
            if !group.send_ports.contains_key(&it.port) {
                findings.error("port", Sentence::new("problem-no-send-port").with("name", &it.port));
            }
            findings.0
        }
    }
}

/// The first problem that is an error.
#[must_use]
pub fn first_error(problems: &[Problem]) -> Option<&Problem> {
    problems.iter().find(|problem| problem.severity == Severity::Error)
}
