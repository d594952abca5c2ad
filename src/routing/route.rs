use serde::{Deserialize, Serialize};

use super::{Matcher, predicate::matches, subscriptions::matching};
use crate::{
    model::{Addressing, BizTalkGroup, Context, Name, PortState, SendPort, Target},
    rules::outcome::{Path, Ruling, Verdict, decide},
};

/// Why a port gets a copy.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Matched {
    /// The message is addressed to the port or to the group.
    Address,
    /// The filter of the port or of the group matches.
    Filter,
}

/// One copy of a message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Delivery {
    pub port: Name,
    /// The group by way of which the port gets it.
    pub via: Option<Name>,
    pub matched: Matched,
    pub ruling: Ruling,
}

/// Who gets a message. Nobody: it is a routing failure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routing {
    pub deliveries: Vec<Delivery>,
}

impl Routing {
    /// *The published message could not be routed because no subscribers were found.*
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.deliveries.is_empty()
    }
}

/// Finds who gets a message with these promoted properties. `bound_to` is what the logical port
/// of an orchestration is bound to; it gets a copy beside whoever subscribes. Costs as much as there are
/// filters; whoever asks often has a [`Matcher`].
#[must_use]
pub fn route(group: &BizTalkGroup, addressing: &Addressing, bound_to: Option<&Target>, context: &Context) -> Routing {
    route_by(None, group, addressing, bound_to, context)
}

impl Matcher {
    /// As [`route`], of the BizTalk group whose edits it follows. Costs as much as the message has
    /// properties and matches filters, however many others there are.
    #[must_use]
    pub fn route(
        &self,
        group: &BizTalkGroup,
        addressing: &Addressing,
        bound_to: Option<&Target>,
        context: &Context,
    ) -> Routing {
        route_by(Some(self), group, addressing, bound_to, context)
    }
}

/// With a matcher, if there is one.
pub(crate) fn route_by(
    matcher: Option<&Matcher>,
    group: &BizTalkGroup,
    addressing: &Addressing,
    bound_to: Option<&Target>,
    context: &Context,
) -> Routing {
    let mut deliveries = Vec::new();
    match addressing {
        Addressing::To(target) => deliver_to(group, target, &mut deliveries),
        Addressing::Published(_) => {
            if let Some(target) = bound_to {
                deliver_to_enlisted(group, target, &mut deliveries);
            }
            for subscription in matching(group, matcher, context) {
                let via = subscription.group.map(|spg| spg.name.clone());
                let already =
                    deliveries.iter().any(|delivery| delivery.port == subscription.port.name && delivery.via == via);
                if !already {
                    push(
                        &mut deliveries,
                        subscription.port.name.clone(),
                        via,
                        Matched::Filter,
                        subscription.port.state,
                        subscription.group.map(|spg| spg.state),
                    );
                }
            }
        }
    }
    Routing { deliveries }
}

/// The copies of a message that one port gets; no other port is looked at.
pub(super) fn deliveries_to(
    group: &BizTalkGroup,
    addressing: &Addressing,
    bound_to: Option<&Target>,
    context: &Context,
    port: &SendPort,
) -> Vec<Delivery> {
    let mut deliveries = Vec::new();
    let mut only = |target: &Target, enlisted: bool| {
        let via = match target {
            Target::SendPort(name) if *name == port.name => None,
            Target::SendPortGroup(name) => match group.send_port_groups.get(name) {
                Some(spg) if spg.members.contains(&port.name) => Some(spg),
                _ => return,
            },
            Target::SendPort(_) => return,
        };
        if !enlisted || port.state.is_enlisted() && via.is_none_or(|spg| spg.state.is_enlisted()) {
            let state = via.map(|spg| spg.state);
            let via = via.map(|spg| spg.name.clone());
            push(&mut deliveries, port.name.clone(), via, Matched::Address, port.state, state);
        }
    };
    match addressing {
        Addressing::To(target) => only(target, false),
        Addressing::Published(_) => {
            if let Some(target) = bound_to {
                only(target, true);
            }
            if port.state.is_enlisted() {
                let own = std::iter::once((&port.filter, None));
                let groups = group.groups_of(&port.name).filter(|spg| spg.state.is_enlisted());
                for (filter, spg) in own.chain(groups.map(|spg| (&spg.filter, Some(spg)))) {
                    let via = spg.map(|spg| spg.name.clone());
                    if matches(filter, context) && !deliveries.iter().any(|delivery| delivery.via == via) {
                        let state = spg.map(|spg| spg.state);
                        push(&mut deliveries, port.name.clone(), via, Matched::Filter, port.state, state);
                    }
                }
            }
        }
    }
    deliveries
}

fn push(
    deliveries: &mut Vec<Delivery>,
    port: Name,
    via: Option<Name>,
    matched: Matched,
    state: PortState,
    group_state: Option<PortState>,
) {
    let ruling = decide(group_state.map_or(Path::Direct, Path::ViaGroup), state);
    if ruling.verdict != Verdict::NoCopy {
        deliveries.push(Delivery { port, via, matched, ruling });
    }
}

/// A message that is sent to a port or to a group: the table says what becomes of it.
fn deliver_to(group: &BizTalkGroup, target: &Target, deliveries: &mut Vec<Delivery>) {
    match target {
        Target::SendPort(name) => {
            if let Some(port) = group.send_ports.get(name) {
                push(deliveries, port.name.clone(), None, Matched::Address, port.state, None);
            }
        }
        Target::SendPortGroup(name) => {
            if let Some(spg) = group.send_port_groups.get(name) {
                for port in spg.members.iter().filter_map(|member| group.send_ports.get(member)) {
                    push(
                        deliveries,
                        port.name.clone(),
                        Some(spg.name.clone()),
                        Matched::Address,
                        port.state,
                        Some(spg.state),
                    );
                }
            }
        }
    }
}

/// A message of an orchestration: its address is a promoted property on which only what is
/// enlisted has a subscription.
fn deliver_to_enlisted(group: &BizTalkGroup, target: &Target, deliveries: &mut Vec<Delivery>) {
    let mut all = Vec::new();
    deliver_to(group, target, &mut all);
    all.retain(|delivery| {
        let port = group.send_ports.get(&delivery.port).is_some_and(|port| port.state.is_enlisted());
        let via = delivery
            .via
            .as_ref()
            .is_none_or(|via| group.send_port_groups.get(via).is_some_and(|spg| spg.state.is_enlisted()));
        port && via
    });
    deliveries.extend(all);
}
