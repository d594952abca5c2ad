use super::{
    Check, Delivery, Finding, Matched, Routing,
    predicate::{evaluate, matches},
    route::deliveries_to,
};
use crate::{
    model::{Addressing, BizTalkGroup, Context, Filter, Name, Operator, PortState, SendPort, Target, Value},
    rules::{
        Action, Citation, Page,
        outcome::{Path, Rule, Verdict, decide},
    },
    words::Sentence,
};

/// Why a port, by itself or by way of a group, got no copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotDelivered {
    pub port: Name,
    pub via: Option<Name>,
    /// The state of the port.
    pub state: PortState,
    pub why: WhyNot,
}

/// The first reason why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// The message is addressed to somebody else.
    AddressedElsewhere(Target),
    PortBound,
    GroupBound,
    /// Enlisted, and without a filter of its own it gets what is addressed to it only.
    NoFilter,
    /// The filter does not match: every predicate, by group.
    Filter(Vec<Vec<Check>>),
}

/// A filter that would nearly have matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The port or the group whose filter it is.
    pub owner: Target,
    pub check: Check,
    pub kind: NearMissKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NearMissKind {
    /// The values differ by a few letters or in case only.
    AlmostEqual,
    /// Everything else holds and this property is missing.
    OnlyMissing,
    /// The value is of another type.
    OtherType,
    /// The filter matches and its owner is not enlisted.
    NotEnlisted,
}

/// What became of a message at routing: who did not get it and why, and what nearly matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    pub not_delivered: Vec<NotDelivered>,
    pub near_misses: Vec<NearMiss>,
}

impl WhyNot {
    #[must_use]
    pub fn citation(&self) -> Citation {
        match self {
            Self::AddressedElsewhere(_) => Citation::page(Page::ManageSendPortsAndSendPortGroups),
            Self::PortBound => Rule::PortBound.citation(),
            Self::GroupBound => Rule::GroupBound.citation(),
            Self::NoFilter => Citation::page(Page::PublishAndSubscribeArchitecture),
            Self::Filter(_) => Citation::page(Page::HowToConfigureFilters),
        }
    }

    /// The reason as a sentence; of a filter the first predicate that fails in the group that
    /// comes nearest.
    #[must_use]
    pub fn sentence(&self, port: &Name, via: Option<&Name>) -> Sentence {
        match self {
            Self::AddressedElsewhere(target) => {
                Sentence::new("why-not-addressed").with("target", target.name()).with("port", port)
            }
            Self::PortBound => Sentence::new("why-not-port-bound").with("port", port),
            Self::GroupBound => {
                Sentence::new("why-not-group-bound").with("group", via.map(Name::to_string).unwrap_or_default())
            }
            Self::NoFilter => match via {
                Some(group) => Sentence::new("why-not-no-group-filter").with("group", group),
                None => Sentence::new("why-not-no-filter").with("port", port),
            },
            Self::Filter(groups) => {
                let nearest = groups
                    .iter()
                    .min_by_key(|group| group.iter().filter(|check| !check.finding.holds()).count())
                    .and_then(|group| group.iter().find(|check| !check.finding.holds()));
                match nearest {
                    Some(check) => check.sentence(),
                    None => Sentence::new("why-not-no-filter").with("port", port),
                }
            }
        }
    }

    /// What to do about it, for a way out.
    #[must_use]
    pub fn remedy(&self) -> Option<Action> {
        matches!(self, Self::PortBound | Self::GroupBound).then_some(Action::Start)
    }
}

impl Check {
    /// `Region == EU: the message has US`.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let (key, value) = match &self.finding {
            Finding::Holds(value) => ("check-holds", value.to_string()),
            Finding::Fails(value) => ("check-fails", value.to_string()),
            Finding::NotPromoted => ("check-not-promoted", String::new()),
            Finding::OtherType(value, _) => ("check-other-type", value.to_string()),
        };
        let sentence = Sentence::new(key)
            .with("predicate", self.predicate.to_string())
            .with("property", self.predicate.property.as_str())
            .with("value", value);
        match &self.finding {
            Finding::OtherType(value, wanted) => sentence
                .with("type", Sentence::new(crate::model::validate::type_key(value.value_type())))
                .with("wanted", Sentence::new(crate::model::validate::type_key(*wanted))),
            _ => sentence,
        }
    }
}

impl NearMiss {
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let key = match self.kind {
            NearMissKind::AlmostEqual => "near-miss-almost-equal",
            NearMissKind::OnlyMissing => "near-miss-only-missing",
            NearMissKind::OtherType => "near-miss-other-type",
            NearMissKind::NotEnlisted => "near-miss-not-enlisted",
        };
        let value = match &self.check.finding {
            Finding::Holds(value) | Finding::Fails(value) | Finding::OtherType(value, _) => value.to_string(),
            Finding::NotPromoted => String::new(),
        };
        Sentence::new(key)
            .with("owner", self.owner.name())
            .with("predicate", self.check.predicate.to_string())
            .with("property", self.check.predicate.property.as_str())
            .with("wanted", self.check.predicate.value.to_string())
            .with("value", value)
    }
}

/// Explains a routing: for every port that got no copy the first reason why not. A port that is a
/// member of groups is explained for each way on which it got none.
#[must_use]
pub fn explain(
    group: &BizTalkGroup,
    addressing: &Addressing,
    bound_to: Option<&Target>,
    context: &Context,
    routing: &Routing,
) -> Explanation {
    let mut not_delivered = Vec::new();
    for port in group.send_ports.values() {
        explain_port(group, port, addressing, bound_to, context, &routing.deliveries, &mut not_delivered);
    }
    let near_misses = match addressing {
        Addressing::To(_) => Vec::new(),
        Addressing::Published(_) => near_misses(group, context, routing),
    };
    Explanation { not_delivered, near_misses }
}

/// What one port gets of a message, and why nothing on the other ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// At most one directly and one by way of each group.
    pub deliveries: Vec<Delivery>,
    pub not_delivered: Vec<NotDelivered>,
    /// Its own filter or that of one of its groups would have matched but for one thing.
    pub near_misses: Vec<NearMiss>,
}

/// Routes a message to one port only and explains what it does not get: the same that [`route`]
/// and [`explain`] say of it, without looking at the other ports. `None`: there is no such port.
///
/// [`route`]: super::route
#[must_use]
pub fn why_not(
    group: &BizTalkGroup,
    addressing: &Addressing,
    bound_to: Option<&Target>,
    context: &Context,
    port: &Name,
) -> Option<Pair> {
    let port = group.send_ports.get(port)?;
    let deliveries = deliveries_to(group, addressing, bound_to, context, port);
    let mut not_delivered = Vec::new();
    explain_port(group, port, addressing, bound_to, context, &deliveries, &mut not_delivered);
    let near_misses = match addressing {
        Addressing::To(_) => Vec::new(),
        Addressing::Published(_) => {
            let groups = group.groups_of(&port.name);
            let of_groups = groups.map(|spg| (Target::SendPortGroup(spg.name.clone()), &spg.filter, spg.state));
            let own = (Target::SendPort(port.name.clone()), &port.filter, port.state);
            near_misses_of(std::iter::once(own).chain(of_groups), context, &deliveries)
        }
    };
    Some(Pair { deliveries, not_delivered, near_misses })
}

/// Notes for each way on which a port got nothing the first reason why not.
fn explain_port(
    group: &BizTalkGroup,
    port: &SendPort,
    addressing: &Addressing,
    bound_to: Option<&Target>,
    context: &Context,
    deliveries: &[Delivery],
    not_delivered: &mut Vec<NotDelivered>,
) {
    let got = |via: Option<&Name>| {
        deliveries.iter().any(|delivery| delivery.port == port.name && delivery.via.as_ref() == via)
    };
    let mut note = |via: Option<&Name>, why: WhyNot| {
        not_delivered.push(NotDelivered { port: port.name.clone(), via: via.cloned(), state: port.state, why });
    };
    if !got(None) {
        let addressed = *addressing == Addressing::To(Target::SendPort(port.name.clone()))
            || bound_to == Some(&Target::SendPort(port.name.clone()));
        let by_a_group = || group.groups_of(&port.name).any(|spg| got(Some(&spg.name)));
        match addressing {
            Addressing::To(target) if !addressed => {
                // of a group's own members the way through the group is what matters
                let is_member = match target {
                    Target::SendPortGroup(name) => {
                        group.send_port_groups.get(name).is_some_and(|spg| spg.members.contains(&port.name))
                    }
                    Target::SendPort(_) => false,
                };
                if !is_member {
                    note(None, WhyNot::AddressedElsewhere(target.clone()));
                }
            }
            _ if decide(Path::Direct, port.state).verdict == Verdict::NoCopy => note(None, WhyNot::PortBound),
            // a member without a filter of its own that got it by its group needs no reason
            _ if port.filter.is_empty() && by_a_group() => {}
            _ if port.filter.is_empty() => note(None, WhyNot::NoFilter),
            _ => note(None, WhyNot::Filter(evaluate(&port.filter, context))),
        }
    }
    for spg in group.groups_of(&port.name) {
        if got(Some(&spg.name)) {
            continue;
        }
        let target = Target::SendPortGroup(spg.name.clone());
        let addressed = *addressing == Addressing::To(target.clone()) || bound_to == Some(&target);
        match addressing {
            Addressing::To(_) if !addressed => {}
            _ if !addressed && spg.filter.is_empty() => {}
            _ => {
                let why = match decide(Path::ViaGroup(spg.state), port.state).rule {
                    Rule::PortBound => WhyNot::PortBound,
                    Rule::GroupBound => WhyNot::GroupBound,
                    _ if !spg.state.is_enlisted() => WhyNot::GroupBound,
                    _ if !port.state.is_enlisted() => WhyNot::PortBound,
                    Rule::Row(_) => WhyNot::Filter(evaluate(&spg.filter, context)),
                };
                note(Some(&spg.name), why);
            }
        }
    }
}

/// The filters that would have matched but for one thing, best first.
#[must_use]
pub fn near_misses(group: &BizTalkGroup, context: &Context, routing: &Routing) -> Vec<NearMiss> {
    let ports = group.send_ports.values().map(|port| (Target::SendPort(port.name.clone()), &port.filter, port.state));
    let groups =
        group.send_port_groups.values().map(|spg| (Target::SendPortGroup(spg.name.clone()), &spg.filter, spg.state));
    near_misses_of(ports.chain(groups), context, &routing.deliveries)
}

fn near_misses_of<'a>(
    filters: impl Iterator<Item = (Target, &'a Filter, PortState)>,
    context: &Context,
    deliveries: &[Delivery],
) -> Vec<NearMiss> {
    let mut found: Vec<NearMiss> = filters
        .filter(|(owner, ..)| {
            !deliveries.iter().any(|delivery| {
                delivery.matched == Matched::Filter
                    && match owner {
                        Target::SendPort(name) => delivery.port == *name && delivery.via.is_none(),
                        Target::SendPortGroup(name) => delivery.via.as_ref() == Some(name),
                    }
            })
        })
        .filter_map(|(owner, filter, state)| near_miss(owner, filter, state, context))
        .collect();
    found.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| a.owner.cmp(&b.owner)));
    found
}

fn near_miss(owner: Target, filter: &Filter, state: PortState, context: &Context) -> Option<NearMiss> {
    if matches(filter, context) {
        // it would have got it, had it been enlisted
        let check = evaluate(filter, context)
            .into_iter()
            .find(|group| group.iter().all(|check| check.finding.holds()))?
            .into_iter()
            .next()?;
        return (!state.is_enlisted()).then_some(NearMiss { owner, check, kind: NearMissKind::NotEnlisted });
    }
    evaluate(filter, context)
        .into_iter()
        .filter_map(|group| {
            let many = group.len() > 1;
            let mut failing = group.into_iter().filter(|check| !check.finding.holds());
            let (check, None) = (failing.next()?, failing.next()) else { return None };
            let kind = match &check.finding {
                Finding::Fails(Value::String(has))
                    if check.predicate.operator == Operator::Equals
                        && matches!(&check.predicate.value, Value::String(wanted) if almost_equal(has, wanted)) =>
                {
                    NearMissKind::AlmostEqual
                }
                Finding::OtherType(..) => NearMissKind::OtherType,
                Finding::NotPromoted if many => NearMissKind::OnlyMissing,
                _ => return None,
            };
            Some((kind, check))
        })
        .min_by_key(|(kind, _)| *kind)
        .map(|(kind, check)| NearMiss { owner, check, kind })
}

/// Equal but for case, surrounding spaces or up to two letters (one in a word of four or fewer).
fn almost_equal(a: &str, b: &str) -> bool {
    let fold = |text: &str| text.trim().to_lowercase();
    let (a, b) = (fold(a), fold(b));
    if a == b {
        return true;
    }
    let length = a.chars().count().min(b.chars().count());
    let limit = if length <= 2 {
        0
    } else if length <= 4 {
        1
    } else {
        2
    };
    strsim::osa_distance(&a, &b) <= limit
}
