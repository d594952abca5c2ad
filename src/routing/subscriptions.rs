use std::collections::BTreeSet;

use super::{Matcher, matches};
use crate::model::{BizTalkGroup, Context, Filter, Name, PortState, SendPort, SendPortGroup, Target};

/// An activation subscription of a send port, by itself or as a member of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Subscription<'a> {
    pub port: &'a SendPort,
    /// The group that it is made for, if it is not the port's own.
    pub group: Option<&'a SendPortGroup>,
}

impl Subscription<'_> {
    #[must_use]
    pub fn filter(&self) -> &Filter {
        self.group.map_or(&self.port.filter, |group| &group.filter)
    }

    /// Whether what matches is processed and not suspended.
    #[must_use]
    pub fn is_active(&self) -> bool {
        let started = PortState::Started;
        self.port.state == started && self.group.is_none_or(|group| group.state == started)
    }

    #[must_use]
    pub fn owner(&self) -> &Name {
        self.group.map_or(&self.port.name, |group| &group.name)
    }
}

/// All subscriptions there are: of every enlisted port its own, and of every enlisted group one
/// per enlisted member (page *Publish and Subscribe Architecture*). An enlisted group without an
/// enlisted member has none.
pub fn subscriptions(group: &BizTalkGroup) -> impl Iterator<Item = Subscription<'_>> {
    let own = group
        .send_ports
        .values()
        .filter(|port| port.state.is_enlisted())
        .map(|port| Subscription { port: port.as_ref(), group: None });
    let by_group = group.send_port_groups.values().filter(|spg| spg.state.is_enlisted()).flat_map(|spg| {
        spg.members
            .iter()
            .filter_map(|member| group.send_ports.get(member))
            .filter(|port| port.state.is_enlisted())
            .map(|port| Subscription { port: port.as_ref(), group: Some(spg.as_ref()) })
    });
    own.chain(by_group)
}

/// Likewise of some ports only, which costs as much as there are groups.
#[must_use]
pub fn subscriptions_of<'a>(group: &'a BizTalkGroup, ports: &BTreeSet<Name>) -> Vec<Subscription<'a>> {
    let enlisted = |name: &Name| group.send_ports.get(name).filter(|port| port.state.is_enlisted());
    let own = ports.iter().filter_map(enlisted).map(|port| Subscription { port: port.as_ref(), group: None });
    let by_group = group.send_port_groups.values().filter(|spg| spg.state.is_enlisted()).flat_map(|spg| {
        spg.members
            .iter()
            .filter(|member| ports.contains(member))
            .filter_map(enlisted)
            .map(|port| Subscription { port: port.as_ref(), group: Some(spg.as_ref()) })
    });
    own.chain(by_group).collect()
}

/// A send port or a send port group whose filter matches a message.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner<'a> {
    SendPort(&'a SendPort),
    SendPortGroup(&'a SendPortGroup),
}

impl Owner<'_> {
    pub fn is(&self, target: &Target) -> bool {
        match (self, target) {
            (Self::SendPort(port), Target::SendPort(name)) => port.name == *name,
            (Self::SendPortGroup(spg), Target::SendPortGroup(name)) => spg.name == *name,
            _ => false,
        }
    }
}

/// The owners of all filters that match a message, whatever their states: ports in the order of their
/// names, then groups. Without a matcher every filter is compared with it.
pub(super) fn with_matching_filter<'a>(
    group: &'a BizTalkGroup,
    matcher: Option<&Matcher>,
    context: &Context,
) -> Vec<Owner<'a>> {
    let Some(matcher) = matcher else {
        let ports = group.send_ports.values().filter(|port| matches(&port.filter, context));
        let groups = group.send_port_groups.values().filter(|spg| matches(&spg.filter, context));
        let ports = ports.map(|port| Owner::SendPort(port.as_ref()));
        return ports.chain(groups.map(|spg| Owner::SendPortGroup(spg.as_ref()))).collect();
    };
    let mut owners = matcher.matching(context);
    owners.sort_unstable();
    let found = owners.into_iter().filter_map(|owner| match owner {
        Target::SendPort(name) => group.send_ports.get(name).map(|port| Owner::SendPort(port.as_ref())),
        Target::SendPortGroup(name) => group.send_port_groups.get(name).map(|spg| Owner::SendPortGroup(spg.as_ref())),
    });
    found.collect()
}

/// Those of [`subscriptions`] whose filter matches a message, in the same order.
pub(super) fn matching<'a>(
    group: &'a BizTalkGroup,
    matcher: Option<&Matcher>,
    context: &Context,
) -> Vec<Subscription<'a>> {
    let mut found = Vec::new();
    for owner in with_matching_filter(group, matcher, context) {
        match owner {
            Owner::SendPort(port) if port.state.is_enlisted() => found.push(Subscription { port, group: None }),
            Owner::SendPortGroup(spg) if spg.state.is_enlisted() => {
                let members = spg.members.iter().filter_map(|member| group.send_ports.get(member));
                let enlisted = members.filter(|port| port.state.is_enlisted());
                found.extend(enlisted.map(|port| Subscription { port: port.as_ref(), group: Some(spg) }));
            }
            _ => {}
        }
    }
    found
}
