//! Every subscription one by one, who has none, and who mentions a property.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Finding, NearMiss, WhyNot, check, explain,
    route::{Delivery, route},
    subscriptions::{Subscription, subscriptions},
};
use crate::{
    model::{
        Addressing, ArtifactRef, BizTalkGroup, Context, Filter, Name, Operator, PortState, Predicate, SendPort,
        SendPortGroup, Target, Value, ValueType,
    },
    rules::{Citation, Page},
    words::Sentence,
};

/// What a subscription is for (page *Publish and Subscribe Architecture*: an enlisted port has one
/// on its own address and one more for its filter).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MadeFor {
    /// Messages that are addressed to the port or to the group, as by a bound orchestration.
    Address,
    /// Published messages that match the filter of the port or of the group.
    Filter,
}

/// One activation subscription: a match makes a new service instance of its port.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    pub port: Arc<SendPort>,
    /// The group as whose member the port has it.
    pub group: Option<Arc<SendPortGroup>>,
    pub made_for: MadeFor,
}

impl Listed {
    /// Whether what matches is processed and not suspended.
    #[must_use]
    pub fn is_enabled(&self) -> bool {
        Subscription { port: &self.port, group: self.group.as_deref() }.is_active()
    }

    /// Whose subscription it is: the port's own, or the group's.
    #[must_use]
    pub fn owner(&self) -> Target {
        match &self.group {
            Some(spg) => Target::SendPortGroup(spg.name.clone()),
            None => Target::SendPort(self.port.name.clone()),
        }
    }

    /// Likewise as an artifact.
    #[must_use]
    pub fn owner_ref(&self) -> ArtifactRef {
        match &self.group {
            Some(spg) => ArtifactRef::send_port_group(&spg.name),
            None => ArtifactRef::send_port(&self.port.name),
        }
    }

    /// What a message must have to match.
    #[must_use]
    pub fn expression(&self) -> Filter {
        match (self.made_for, &self.group) {
            (MadeFor::Address, None) => addressed("BTS.SPTransportID", &self.port.name),
            (MadeFor::Address, Some(spg)) => addressed("BTS.SPGroupID", &spg.name),
            (MadeFor::Filter, None) => self.port.filter.clone(),
            (MadeFor::Filter, Some(spg)) => spg.filter.clone(),
        }
    }
}

fn addressed(property: &str, name: &Name) -> Filter {
    let value = Value::from(name.as_str());
    Filter(vec![vec![Predicate { property: property.to_owned(), operator: Operator::Equals, value }]])
}

/// All subscriptions: of ports in the order of their names, then of groups and their members.
pub fn listing(group: &BizTalkGroup) -> impl Iterator<Item = Listed> + '_ {
    subscriptions(group).flat_map(|it| {
        let port = group.send_ports.get(&it.port.name).cloned();
        let spg = it.group.and_then(|spg| group.send_port_groups.get(&spg.name).cloned());
        let by_filter = !it.filter().is_empty();
        [Some(MadeFor::Address), by_filter.then_some(MadeFor::Filter)]
            .into_iter()
            .flatten()
            .filter_map(move |made_for| Some(Listed { port: port.clone()?, group: spg.clone(), made_for }))
    })
}

/// Somebody who has no subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct WithoutOne {
    /// `None`: the group as a whole.
    pub port: Option<Arc<SendPort>>,
    /// The group as whose member the port has none.
    pub group: Option<Arc<SendPortGroup>>,
    pub why: WhyNone,
}

/// Why there is no subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhyNone {
    PortBound,
    GroupBound,
    /// The group is enlisted and has no member.
    NoMembers,
    /// The group is enlisted and all its members are Bound.
    NoEnlistedMember,
}

impl WithoutOne {
    /// Why, in words.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let port = self.port.as_ref().map(|port| port.name.clone()).unwrap_or_default();
        let group = self.group.as_ref().map(|spg| &spg.name);
        match self.why {
            WhyNone::PortBound => WhyNot::PortBound.sentence(&port, group),
            WhyNone::GroupBound => WhyNot::GroupBound.sentence(&port, group),
            WhyNone::NoMembers => {
                Sentence::new("why-none-no-members").with("group", group.cloned().unwrap_or_default())
            }
            WhyNone::NoEnlistedMember => {
                Sentence::new("why-none-no-enlisted-member").with("group", group.cloned().unwrap_or_default())
            }
        }
    }

    #[must_use]
    pub fn citation(&self) -> Citation {
        match self.why {
            WhyNone::PortBound => WhyNot::PortBound.citation(),
            WhyNone::GroupBound => WhyNot::GroupBound.citation(),
            WhyNone::NoMembers | WhyNone::NoEnlistedMember => Citation::page(Page::HowToEnlist),
        }
    }

    /// The state that is to blame.
    #[must_use]
    pub fn state(&self) -> PortState {
        match (&self.port, &self.group) {
            (Some(port), _) => port.state,
            (None, Some(spg)) => spg.state,
            (None, None) => PortState::Bound,
        }
    }

    /// What has none: the port, or the group.
    #[must_use]
    pub fn item(&self) -> ArtifactRef {
        match (&self.port, &self.group) {
            (Some(port), _) => ArtifactRef::send_port(&port.name),
            (None, Some(spg)) => ArtifactRef::send_port_group(&spg.name),
            (None, None) => ArtifactRef::send_port(&Name::default()),
        }
    }
}

/// Every port and group without a subscription, and every Bound member of an enlisted group that
/// has others.
#[must_use]
pub fn without_one(group: &BizTalkGroup) -> Vec<WithoutOne> {
    let mut without = Vec::new();
    for port in group.send_ports.values().filter(|port| !port.state.is_enlisted()) {
        without.push(WithoutOne { port: Some(port.clone()), group: None, why: WhyNone::PortBound });
    }
    for spg in group.send_port_groups.values() {
        let members: Vec<&Arc<SendPort>> = spg.members.iter().filter_map(|it| group.send_ports.get(it)).collect();
        let whole = |why| WithoutOne { port: None, group: Some(spg.clone()), why };
        if !spg.state.is_enlisted() {
            without.push(whole(WhyNone::GroupBound));
        } else if members.is_empty() {
            without.push(whole(WhyNone::NoMembers));
        } else if members.iter().all(|port| !port.state.is_enlisted()) {
            without.push(whole(WhyNone::NoEnlistedMember));
        } else {
            let bound = members.into_iter().filter(|port| !port.state.is_enlisted());
            without.extend(bound.map(|port| WithoutOne {
                port: Some(port.clone()),
                group: Some(spg.clone()),
                why: WhyNone::PortBound,
            }));
        }
    }
    without
}

/// Where somebody stands towards a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    Gets(Delivery),
    /// But for one thing.
    Nearly(NearMiss),
    Not(WhyNot),
}

/// A port by itself, a port as a member of a group, or a group, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// `None`: a group as a whole.
    pub port: Option<Name>,
    pub via: Option<Name>,
    pub standing: Standing,
}

/// Who would get a message: those who do, then those who nearly do, the nearest first, then the
/// rest. Costs as much as there are ports.
#[must_use]
pub fn candidates(
    group: &BizTalkGroup,
    addressing: &Addressing,
    bound_to: Option<&Target>,
    context: &Context,
) -> Vec<Candidate> {
    let routing = route(group, addressing, bound_to, context);
    let explanation = explain(group, addressing, bound_to, context, &routing);
    let near: std::collections::HashSet<(Option<Name>, Option<Name>)> =
        explanation.near_misses.iter().map(|miss| place(&miss.owner)).collect();
    let got = routing.deliveries.into_iter().map(|delivery| Candidate {
        port: Some(delivery.port.clone()),
        via: delivery.via.clone(),
        standing: Standing::Gets(delivery),
    });
    let nearly = explanation.near_misses.into_iter().map(|miss| {
        let (port, via) = place(&miss.owner);
        Candidate { port, via, standing: Standing::Nearly(miss) }
    });
    let rest = explanation.not_delivered.into_iter().filter(|not| match &not.via {
        None => !near.contains(&(Some(not.port.clone()), None)),
        Some(via) => !near.contains(&(None, Some(via.clone()))),
    });
    let rest = rest.map(|not| Candidate { port: Some(not.port), via: not.via, standing: Standing::Not(not.why) });
    got.chain(nearly).chain(rest).collect()
}

fn place(owner: &Target) -> (Option<Name>, Option<Name>) {
    match owner {
        Target::SendPort(name) => (Some(name.clone()), None),
        Target::SendPortGroup(name) => (None, Some(name.clone())),
    }
}

/// A predicate that looks at a property.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The port or the group whose filter it stands in.
    pub owner: Target,
    pub state: PortState,
    pub predicate: Predicate,
    /// The rest of its alternative: what must hold besides.
    pub besides: Vec<Predicate>,
    /// What comes of the value that was asked about.
    pub finding: Option<Finding>,
}

/// Whose filters look at a property, and what comes of a value; where one is given, those for
/// which it holds stand first.
#[must_use]
pub fn mentions(group: &BizTalkGroup, property: &str, value: Option<&Value>) -> Vec<Mention> {
    let context = value.map(|value| Context(BTreeMap::from([(property.to_owned(), value.clone())])));
    let mut found = Vec::new();
    for (owner, state, filter) in filters(group) {
        for alternative in filter.groups() {
            for (at, predicate) in alternative.iter().enumerate().filter(|(_, it)| it.property == property) {
                let besides = alternative.iter().enumerate().filter(|(other, _)| *other != at);
                found.push(Mention {
                    owner: owner.clone(),
                    state,
                    predicate: predicate.clone(),
                    besides: besides.map(|(_, it)| it.clone()).collect(),
                    finding: context.as_ref().map(|context| check(predicate, context)),
                });
            }
        }
    }
    if value.is_some() {
        found.sort_by_key(|it| !it.finding.as_ref().is_some_and(Finding::holds));
    }
    found
}

/// How many ports and groups look at each property with their filters.
#[must_use]
pub fn properties_looked_at(group: &BizTalkGroup) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, _, filter) in filters(group) {
        let mut own: Vec<&str> = filter.predicates().map(|it| it.property.as_str()).collect();
        own.sort_unstable();
        own.dedup();
        for property in own {
            match counts.get_mut(property) {
                Some(count) => *count += 1,
                None => drop(counts.insert(property.to_owned(), 1)),
            }
        }
    }
    counts
}

/// A value that is typed for a property, as that is declared: by the product, by the document's property
/// schemas, or, where neither knows it, by the filters that compare it, if they agree.
///
/// # Errors
/// The type of which it is no value.
pub fn as_declared(group: &BizTalkGroup, property: &str, text: &str) -> Result<Value, ValueType> {
    let guessed = || compared(group, property).filter(|it| it.parse(text).is_ok());
    let value_type = group.property_type(property).or_else(guessed).unwrap_or_default();
    value_type.parse(text).map_err(|_| value_type)
}

/// The type of the values that the filters compare a property with; `None` where they differ.
fn compared(group: &BizTalkGroup, property: &str) -> Option<ValueType> {
    let predicates = filters(group).flat_map(|(_, _, filter)| filter.predicates());
    let mut types = predicates
        .filter(|it| it.property == property && it.operator != Operator::Exists)
        .map(|it| it.value.value_type());
    let first = types.next()?;
    types.all(|it| it == first).then_some(first)
}

fn filters(group: &BizTalkGroup) -> impl Iterator<Item = (Target, PortState, &Filter)> {
    let ports = group.send_ports.values().filter(|port| !port.filter.is_empty());
    let groups = group.send_port_groups.values().filter(|spg| !spg.filter.is_empty());
    ports
        .map(|port| (Target::SendPort(port.name.clone()), port.state, &port.filter))
        .chain(groups.map(|spg| (Target::SendPortGroup(spg.name.clone()), spg.state, &spg.filter)))
}
