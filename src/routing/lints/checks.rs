//! What can be said of one port or group from what stands around it.

use std::{
    borrow::Cow,
    cell::{LazyCell, RefCell},
    collections::{HashMap, HashSet},
};

use super::{
    Found, Lint,
    domain::{Alternative, Domain, within},
};
use crate::{
    model::{
        Addressing, ArtifactRef, BizTalkGroup, Draft, Filter, Name, Operator, PortState, Predicate, SendPort,
        SendPortGroup, Source, Target, ValueType,
        properties::{
            ACK_REQUIRED, CORRELATION_TOKEN, INBOUND_TRANSPORT_LOCATION, INBOUND_TRANSPORT_TYPE, MESSAGE_TYPE, WRITTEN,
        },
    },
    routing::Matcher,
    rules::send_cycle::{AfterFailure, TransportOf, after_failure},
};

/// Of how many ways to one port each is compared with each.
const WAYS: usize = 64;

/// What there is beside the port or group that is looked at.
pub(super) struct Sight<'a> {
    group: &'a BizTalkGroup,
    /// The properties that messages of this document have, whatever is declared.
    given: HashSet<&'a str>,
    /// What messages are sent to by orchestrations or by address.
    addressed: HashSet<&'a Target>,
    /// By group: what of its filter can match.
    groups: HashMap<&'a Name, Vec<Alternative<'a>>>,
    /// What was found out of properties already: there are far fewer than predicates.
    properties: RefCell<HashMap<String, Property>>,
    /// Groups to which messages go that ask for a delivery notification, with the template of one.
    notified: HashMap<Name, &'a Name>,
}

/// What is known of a property.
#[derive(Clone, Copy)]
enum Property {
    Declared(ValueType),
    /// Messages have it all the same; or a row is not filled in, which says nothing yet.
    Given,
    Unknown,
}

/// What is wrong with one alternative.
struct Dead {
    /// The place of the predicate in it.
    at: usize,
    part: &'static str,
    why: Why,
}

enum Why {
    Contradiction(Vec<Predicate>),
    OtherType(Predicate, ValueType),
    NotPromoted(String, bool),
}

impl<'a> Sight<'a> {
    pub fn of(group: &'a BizTalkGroup) -> Self {
        let mut sight = Self::alone(group);
        let groups = group.send_port_groups.values();
        sight.groups = groups.map(|spg| (&spg.name, sight.usable(&spg.filter))).collect();
        sight
    }

    /// Likewise for one port only.
    pub fn around(group: &'a BizTalkGroup, port: &SendPort) -> Self {
        let mut sight = Self::alone(group);
        let names = group.send_port_groups.values().filter(|spg| spg.members.contains(&port.name));
        sight.groups = names.map(|spg| (&spg.name, sight.usable(&spg.filter))).collect();
        sight
    }

    /// Without the groups, where they do not matter.
    pub fn alone(group: &'a BizTalkGroup) -> Self {
        let (mut given, mut addressed, mut notified) = (HashSet::new(), HashSet::new(), HashMap::new());
        for orchestration in group.orchestrations.values() {
            addressed.extend(orchestration.ports.iter().filter_map(|port| port.binding.as_ref()));
        }
        let matcher = LazyCell::new(|| Matcher::of_send_port_groups(group));
        for template in group.templates.values() {
            let draft = &template.draft;
            given.extend(draft.properties.iter().map(|it| it.name.as_str()));
            if let Addressing::To(target) = &draft.addressing {
                addressed.insert(target);
            }
            for spg in asks_for_notification(group, &matcher, draft) {
                notified.entry(spg).or_insert(&template.name);
            }
        }
        for destination in group.destinations.values() {
            let response = destination.response.iter().flat_map(|it| &it.properties);
            given.extend(response.map(|it| it.name.as_str()));
        }
        let (groups, properties) = (HashMap::new(), RefCell::default());
        Self { group, given, addressed, groups, properties, notified }
    }

    fn property(&self, name: &str) -> Property {
        let known = self.properties.borrow().get(name).copied();
        known.unwrap_or_else(|| {
            let it = match self.group.property_type(name) {
                _ if name.trim().is_empty() => Property::Given,
                Some(declared) => Property::Declared(declared),
                None if self.given.contains(name) => Property::Given,
                None => Property::Unknown,
            };
            self.properties.borrow_mut().insert(name.to_owned(), it);
            it
        })
    }

    /// What an alternative asks of a message, if one can match it.
    fn alternative<'f>(&self, predicates: &'f [Predicate]) -> Result<Alternative<'f>, Dead> {
        let alternative = Alternative::of(predicates).map_err(|property| {
            let at = predicates.iter().rposition(|it| it.property == property).unwrap_or_default();
            let about = predicates.iter().filter(|it| it.property == property).cloned().collect();
            Dead { at, part: "value", why: Why::Contradiction(about) }
        })?;
        for (at, predicate) in predicates.iter().enumerate() {
            match self.property(&predicate.property) {
                Property::Declared(declared)
                    if predicate.operator != Operator::Exists && predicate.value.value_type() != declared =>
                {
                    return Err(Dead { at, part: "value", why: Why::OtherType(predicate.clone(), declared) });
                }
                Property::Unknown => {
                    let written = WRITTEN.contains(&predicate.property.as_str());
                    let why = Why::NotPromoted(predicate.property.clone(), written);
                    return Err(Dead { at, part: "property", why });
                }
                _ => {}
            }
        }
        Ok(alternative)
    }

    /// What of a filter a message can match.
    fn usable<'f>(&self, filter: &'f Filter) -> Vec<Alternative<'f>> {
        filter.groups().filter_map(|group| self.alternative(group).ok()).collect()
    }

    /// What of a filter never matches, and what is left of it.
    fn filter<'f>(&self, item: &ArtifactRef, filter: &'f Filter, lints: &mut Vec<Lint>) -> Vec<Alternative<'f>> {
        let mut usable = Vec::new();
        let mut dead = Vec::new();
        for (number, group) in filter.0.iter().enumerate().filter(|(_, group)| !group.is_empty()) {
            match self.alternative(group) {
                Ok(it) => usable.push(it),
                Err(it) => dead.push((number, it)),
            }
        }
        let whole = usable.is_empty();
        for (alternative, Dead { at, part, why }) in dead {
            let field = format!("filter[{alternative}][{at}].{part}");
            let found = match why {
                Why::Contradiction(predicates) => Found::Contradiction { alternative, predicates, whole },
                Why::OtherType(predicate, declared) => Found::OtherType { alternative, predicate, declared, whole },
                Why::NotPromoted(property, written) => Found::NotPromoted { alternative, property, written, whole },
            };
            lints.push(Lint { item: item.clone(), field, found });
        }
        usable
    }
}

/// The groups to which a message with this draft goes, if it asks for a delivery notification.
fn asks_for_notification(
    group: &BizTalkGroup,
    matcher: &LazyCell<Matcher, impl FnOnce() -> Matcher>,
    draft: &Draft,
) -> Vec<Name> {
    let asks = draft
        .properties
        .iter()
        .any(|it| it.name == ACK_REQUIRED && it.value.to_string().trim().eq_ignore_ascii_case("true"));
    if !asks {
        return Vec::new();
    }
    let of_target = |target: &Target| match target {
        Target::SendPortGroup(name) => vec![name.clone()],
        Target::SendPort(_) => Vec::new(),
    };
    match &draft.addressing {
        Addressing::To(target) => of_target(target),
        Addressing::Published(source) => {
            let mut context: crate::model::Context = draft.properties.iter().cloned().collect();
            if !draft.message_type.is_empty() {
                context.set(MESSAGE_TYPE, draft.message_type.as_str());
            }
            let mut by_filter = matcher.matching(&context);
            by_filter.sort_unstable();
            let mut names: Vec<Name> = by_filter.into_iter().flat_map(of_target).collect();
            if let Source::Orchestration { orchestration, port } = source {
                let orchestration = group.orchestrations.get(orchestration);
                let logical = orchestration.and_then(|it| it.ports.iter().find(|it| it.name == *port));
                names.extend(logical.and_then(|it| it.binding.as_ref()).map(of_target).unwrap_or_default());
            }
            names
        }
    }
}

/// The lints of a send port.
pub(super) fn port(sight: &Sight<'_>, port: &SendPort, lints: &mut Vec<Lint>) {
    let item = ArtifactRef::send_port(&port.name);
    let usable = sight.filter(&item, &port.filter, lints);
    let mut note = |field: &str, found: Found| {
        lints.push(Lint { item: item.clone(), field: field.to_owned(), found });
    };
    let groups: Vec<&SendPortGroup> = sight.group.groups_of(&port.name).map(AsRef::as_ref).collect();
    if let Some(found) = twice(sight, &usable, &groups) {
        note("filter", found);
    }
    let addressed = sight.addressed.contains(&Target::SendPort(port.name.clone()));
    if port.kind.is_two_way() && response_matches(sight, port, &usable, addressed) {
        note("filter", Found::ResponseLoop);
    }
    if let Some(found) = failed_message_comes_back(sight, port, &usable, &groups) {
        note("route_failed_messages", found);
    }
    if port.ordered_delivery && port.backup.is_some() {
        note("backup", Found::OrderedWithBackup);
    }
    if !usable.is_empty() || addressed {
        return;
    }
    let leads = |spg: &&&SendPortGroup| {
        sight.groups.get(&spg.name).is_some_and(|it| !it.is_empty())
            || sight.addressed.contains(&Target::SendPortGroup(spg.name.clone()))
    };
    let leading: Vec<&&SendPortGroup> = groups.iter().filter(leads).collect();
    let started = port.state == PortState::Started;
    if leading.is_empty() {
        let (enlisted, dead) = (port.state.is_enlisted(), !port.filter.is_empty());
        note("filter", Found::Unreachable { enlisted, dead });
    } else if started && leading.iter().all(|spg| spg.state != PortState::Started) {
        let groups = leading.into_iter().map(|spg| spg.name.clone()).collect();
        note("filter", Found::StartedForNothing { groups });
    }
}

/// The lints of a send port group.
pub(super) fn group(sight: &Sight<'_>, spg: &SendPortGroup, lints: &mut Vec<Lint>) {
    let item = ArtifactRef::send_port_group(&spg.name);
    let usable = sight.filter(&item, &spg.filter, lints);
    let members = spg.members.iter().filter_map(|member| sight.group.send_ports.get(member));
    let mut twice = members.filter(|port| {
        let own = sight.usable(&port.filter);
        own.iter().any(|it| usable.iter().any(|other| it.overlaps(other)))
    });
    if let Some(port) = twice.next() {
        let found = Found::MemberTwice { port: port.name.clone(), more: twice.count() };
        lints.push(Lint { item: item.clone(), field: "members".to_owned(), found });
    }
    if let Some(template) = sight.notified.get(&spg.name)
        && spg.members.len() > 1
    {
        let found = Found::DeliveryNotification { template: (*template).clone(), members: spg.members.len() };
        lints.push(Lint { item, field: "members".to_owned(), found });
    }
}

/// Whether a message can come on two ways: by the filter of the port, or by that of a group.
fn twice(sight: &Sight<'_>, own: &[Alternative<'_>], groups: &[&SendPortGroup]) -> Option<Found> {
    let of_groups = groups.iter().map(|spg| {
        let filter: &[Alternative<'_>] = sight.groups.get(&spg.name).map_or(&[], Vec::as_slice);
        (Some(&spg.name), filter)
    });
    let ways = std::iter::once((None, own)).chain(of_groups);
    let ways: Vec<(Option<&Name>, &[Alternative<'_>])> =
        ways.filter(|(_, filter)| !filter.is_empty()).take(WAYS).collect();
    let mut found = None;
    let mut more = 0;
    for (at, (by, a)) in ways.iter().enumerate() {
        for (and, b) in &ways[at + 1..] {
            if !a.iter().any(|it| b.iter().any(|other| it.overlaps(other))) {
                continue;
            }
            if let Some(and) = and.filter(|_| found.is_none()) {
                let all = within(a, b) || within(b, a);
                found = Some(Found::Twice { by: by.cloned(), and: and.clone(), all, more: 0 });
            } else {
                more += 1;
            }
        }
    }
    if let Some(Found::Twice { more: count, .. }) = &mut found {
        *count = more;
    }
    found
}

/// Whether the response of a solicit-response port can match the filter of the port. Its values are
/// known where the simulated destination or the transport says them, and any text where they depend on
/// the message.
fn response_matches(sight: &Sight<'_>, port: &SendPort, own: &[Alternative<'_>], addressed: bool) -> bool {
    if own.is_empty() {
        return false;
    }
    let text = || Domain::all(ValueType::String);
    let mut response = Alternative::default();
    let template = sight.group.destinations.get(&port.name).and_then(|it| it.response.as_ref());
    for property in template.iter().flat_map(|it| &it.properties) {
        response.set(&property.name, Domain::One(Cow::Borrowed(&property.value)));
    }
    let of_transport = |value: Option<&str>| value.map_or_else(text, Domain::only);
    let transport = port.transport.as_ref();
    response.set(INBOUND_TRANSPORT_TYPE, of_transport(transport.map(|it| it.adapter.as_str())));
    response.set(INBOUND_TRANSPORT_LOCATION, of_transport(transport.map(|it| it.address.as_str())));
    response.set(CORRELATION_TOKEN, text());
    // of what type it is, by what the request may be
    let types: Vec<Domain<'_>> = match template {
        Some(template) if template.message_type.is_empty() => return own.iter().any(|it| it.can_match(&response)),
        Some(template) => vec![Domain::only(template.message_type.as_str())],
        None if addressed => vec![text()],
        None => own.iter().map(type_of_response).collect(),
    };
    types.into_iter().any(|domain| {
        response.set(MESSAGE_TYPE, domain);
        own.iter().any(|it| it.can_match(&response))
    })
}

/// Without a template: that of the request with `Response` appended.
fn type_of_response(request: &Alternative<'_>) -> Domain<'static> {
    match request.get(MESSAGE_TYPE).and_then(Domain::value) {
        Some(request) => Domain::only(format!("{request}Response")),
        None => Domain::all(ValueType::String),
    }
}

/// Whether the error message of what the port could not transmit comes back to it, and by way of which
/// group (page *Using Failed Message Routing*).
fn failed_message_comes_back(
    sight: &Sight<'_>,
    port: &SendPort,
    own: &[Alternative<'_>],
    groups: &[&SendPortGroup],
) -> Option<Found> {
    if !port.route_failed_messages {
        return None;
    }
    // the transport that fails last
    let on = match after_failure(port, TransportOf::Primary, u32::MAX) {
        AfterFailure::Backup => TransportOf::Backup,
        _ => TransportOf::Primary,
    };
    let transport = on.of(port)?;
    let any = || Domain::all(ValueType::String);
    let error: Alternative<'_> = [
        ("ErrorReport.ErrorType", Domain::only("FailedMessage")),
        ("ErrorReport.FailureCode", any()),
        ("ErrorReport.MessageType", any()),
        ("ErrorReport.SendPortName", Domain::only(port.name.as_str())),
        ("ErrorReport.OutboundTransportLocation", Domain::only(transport.address.as_str())),
        ("ErrorReport.FailureMessageID", any()),
        ("ErrorReport.FailureInstanceID", any()),
        ("ErrorReport.FailureAdapter", Domain::only(transport.adapter.as_str())),
    ]
    .into_iter()
    .collect();
    let matches = |filter: &[Alternative<'_>]| filter.iter().any(|it| it.can_match(&error));
    if matches(own) {
        return Some(Found::FailedMessageLoop { via: None });
    }
    let back = groups.iter().find(|spg| sight.groups.get(&spg.name).is_some_and(|filter| matches(filter)));
    back.map(|spg| Found::FailedMessageLoop { via: Some(spg.name.clone()) })
}
