//! The way of a message, step by step. Everything stands in the record that the engine made of it
//! ([`Report`]), as it was when the message came; nothing is worked out anew.

use std::collections::HashSet;

use super::graph::{Graph, Key, artifact_of};
use crate::{
    engine::{Outcome, Report, Waiting, addressing_sentence, message_name},
    message_box::Cause,
    model::{Addressing, ArtifactKind, ArtifactRef, BizTalkGroup, Filter, Name, Source, Target},
    routing::{self, Explanation, Matched, NotDelivered, WhyNot},
    rules::{Citation, Page},
    words::Sentence,
};

/// So many that got nothing are told one by one.
const NOT_DELIVERED: usize = 6;

/// A point of the way, whatever is folded or shown at the moment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Where a message comes from that comes from nobody in particular.
    Injected,
    MessageBox,
    /// The filter of a port or a group.
    Subscription(ArtifactRef),
    Of(ArtifactRef),
    /// Of a send port.
    Destination(Name),
    /// Nobody gets it.
    Nobody,
}

impl Place {
    /// The box that stands for it, if it is shown.
    #[must_use]
    pub fn node(&self, graph: &Graph) -> Option<usize> {
        match self {
            Self::Injected => graph.find(&Key::Injected),
            Self::MessageBox => graph.find(&Key::MessageBox),
            Self::Subscription(owner) => graph.subscription_of(owner),
            Self::Of(item) => graph.of(item),
            Self::Destination(port) => graph.find(&Key::Destination(port.clone())),
            Self::Nobody => None,
        }
    }
}

/// How a hop looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Look {
    /// The message passes; what becomes of it is decided further on.
    Passes,
    /// It passes by its address.
    Addressed,
    /// A copy that came to this outcome later on.
    On(usize),
    /// A copy comes to its outcome at the end of this hop.
    Ends(usize),
}

/// The outcomes as numbers, so that a look is comparable.
pub const OUTCOMES: [Outcome; 6] = [
    Outcome::Processed,
    Outcome::Waiting,
    Outcome::Suspended,
    Outcome::Terminated,
    Outcome::ErrorRouted,
    Outcome::RoutingFailure,
];

fn number(outcome: Outcome) -> usize {
    OUTCOMES.iter().position(|it| *it == outcome).unwrap_or(0)
}

impl Look {
    #[must_use]
    pub fn outcome(self) -> Option<Outcome> {
        match self {
            Self::On(number) | Self::Ends(number) => OUTCOMES.get(number).copied(),
            _ => None,
        }
    }
}

/// From one place to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hop {
    pub from: Place,
    pub to: Place,
    pub look: Look,
    /// The step in which it happens, from 0.
    pub step: usize,
}

/// One step, with what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where one looks.
    pub at: Place,
    pub sentences: Vec<Sentence>,
    pub citation: Option<Citation>,
    /// If it is decided in this step.
    pub outcome: Option<Outcome>,
}

/// The way of one message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Way {
    pub steps: Vec<Step>,
    pub hops: Vec<Hop>,
}

impl Way {
    /// Costs as much as there are ports, since everybody who got nothing is explained: not for the
    /// window's thread.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut way = Self::default();
        way.published(report);
        way.delivered(report);
        way.not_delivered(report, &report.explanation());
        if let Some((_, outcome)) = report.failure {
            way.hop(Place::MessageBox, Place::Nobody, Look::Ends(number(outcome)));
            let sentence = Sentence::new("sentence").with("clause", Sentence::new("cause-routing-failure"));
            way.step(Place::MessageBox, vec![sentence], Some(Report::failure_citation()), Some(outcome));
        }
        way
    }

    fn hop(&mut self, from: Place, to: Place, look: Look) {
        let step = self.steps.len();
        self.hops.push(Hop { from, to, look, step });
    }

    fn step(&mut self, at: Place, sentences: Vec<Sentence>, citation: Option<Citation>, outcome: Option<Outcome>) {
        self.steps.push(Step { at, sentences, citation, outcome });
    }

    /// It comes into the MessageBox, which looks for subscribers.
    fn published(&mut self, report: &Report) {
        let message = &report.message;
        let source = source(&message.addressing, &report.group);
        let look = if matches!(message.addressing, Addressing::To(_)) { Look::Addressed } else { Look::Passes };
        self.hop(source.clone(), Place::MessageBox, look);
        let said = Sentence::new("diagram-step-published")
            .with("message", message_name(message.id))
            .with("to", addressing_sentence(&message.addressing));
        self.step(source, vec![said], Some(Citation::page(Page::PublishAndSubscribeArchitecture)), None);
        match &message.addressing {
            Addressing::To(target) => {
                let said = Sentence::new("diagram-step-addressed").with("target", target.name());
                let citation = Citation::page(Page::ManageSendPortsAndSendPortGroups);
                self.step(Place::MessageBox, vec![said], Some(citation), None);
            }
            Addressing::Published(_) => {
                let count = routing::subscriptions(&report.group).filter(|it| !it.filter().is_empty()).count();
                let mut said = vec![Sentence::new("diagram-step-looks").with("count", count)];
                if let Some(target) = &message.bound_to {
                    said.push(Sentence::new("diagram-step-bound").with("target", target.name()));
                }
                let citation = Citation::page(Page::PublishAndSubscribeArchitecture);
                self.step(Place::MessageBox, said, Some(citation), None);
            }
        }
    }

    /// Every copy: by which filter or address, by way of which group, by which rule, to what end.
    fn delivered(&mut self, report: &Report) {
        let mut told: HashSet<&Name> = HashSet::new();
        for line in &report.lines {
            let delivery = &line.delivery;
            let port = ArtifactRef::send_port(&delivery.port);
            let before = match &delivery.via {
                None => {
                    let filter = report.group.send_ports.get(&delivery.port).map(|it| &it.filter);
                    self.matched(report, &port, filter, &delivery.matched)
                }
                Some(via) => {
                    let group = ArtifactRef::send_port_group(via);
                    if told.insert(via) {
                        let filter = report.group.send_port_groups.get(via).map(|it| &it.filter);
                        let before = self.matched(report, &group, filter, &delivery.matched);
                        let count = report.lines.iter().filter(|it| it.delivery.via.as_ref() == Some(via)).count();
                        let look = passes(&delivery.matched);
                        self.hop(before, Place::Of(group.clone()), look);
                        let said = Sentence::new("diagram-step-group").with("group", via).with("count", count);
                        let citation = Citation::page(Page::PublishAndSubscribeArchitecture);
                        self.step(Place::Of(group.clone()), vec![said], Some(citation), None);
                    }
                    Place::Of(group)
                }
            };
            // what was held did not get beyond the port, what failed or passed did
            let sent = match line.outcome {
                Outcome::Processed => true,
                Outcome::Suspended => matches!(line.cause, Some(Cause::Transport(_))),
                // it got there, and is sent again
                Outcome::Waiting => matches!(line.waiting, Some(Waiting::SlowDestination | Waiting::Retry { .. })),
                Outcome::ErrorRouted => matches!(line.cause, Some(Cause::Transport(_))),
                _ => false,
            };
            let end = number(line.outcome);
            self.hop(before, Place::Of(port.clone()), if sent { Look::On(end) } else { Look::Ends(end) });
            let rule = delivery.ruling.rule;
            let said = Sentence::new("diagram-step-rule").with("rule", Sentence::new(rule.key()));
            self.step(Place::Of(port.clone()), vec![said], Some(rule.citation()), None);
            if sent {
                let destination = Place::Destination(delivery.port.clone());
                self.hop(Place::Of(port.clone()), destination, Look::Ends(end));
            }
            let said = vec![line.sentence(&report.message)];
            self.step(Place::Of(port), said, Some(line.citation()), Some(line.outcome));
        }
    }

    /// Why it gets to a port or a group at all; returns where it comes from.
    fn matched(&mut self, report: &Report, owner: &ArtifactRef, filter: Option<&Filter>, matched: &Matched) -> Place {
        match (matched, filter) {
            (Matched::Filter, Some(filter)) => {
                let groups = routing::evaluate(filter, &report.message.context);
                let holds = groups.into_iter().find(|group| group.iter().all(|check| check.finding.holds()));
                let predicates: Vec<String> =
                    holds.unwrap_or_default().iter().map(|check| check.predicate.to_string()).collect();
                let subscription = Place::Subscription(owner.clone());
                self.hop(Place::MessageBox, subscription.clone(), Look::Passes);
                let said =
                    Sentence::new("diagram-step-matches").with("owner", &owner.name).with("predicates", predicates);
                let citation = Citation::page(Page::HowToConfigureFilters);
                self.step(subscription.clone(), vec![said], Some(citation), None);
                subscription
            }
            _ => Place::MessageBox,
        }
    }

    /// Who got nothing and why: a few one by one, the others as a number.
    fn not_delivered(&mut self, report: &Report, explanation: &Explanation) {
        // a group that does not match is one reason, however many members it has
        let mut groups: HashSet<&Name> = HashSet::new();
        let reasons: Vec<&NotDelivered> = explanation
            .not_delivered
            .iter()
            .filter(|not| match (&not.via, &not.why) {
                (_, WhyNot::AddressedElsewhere(_)) => false,
                (Some(via), WhyNot::Filter(_) | WhyNot::NoFilter | WhyNot::GroupBound) => groups.insert(via),
                _ => true,
            })
            .collect();
        for not in reasons.iter().take(NOT_DELIVERED) {
            let owner = match (&not.via, &not.why) {
                (Some(via), WhyNot::Filter(_) | WhyNot::NoFilter | WhyNot::GroupBound) => {
                    ArtifactRef::send_port_group(via)
                }
                _ => ArtifactRef::send_port(&not.port),
            };
            let said = Sentence::new("diagram-step-not")
                .with("name", &owner.name)
                .with("why", not.why.sentence(&not.port, not.via.as_ref()));
            let at = match &not.why {
                WhyNot::Filter(_) => Place::Subscription(owner),
                _ => Place::Of(owner),
            };
            self.step(at, vec![said], Some(not.why.citation()), None);
        }
        let more = reasons.len().saturating_sub(NOT_DELIVERED);
        if more > 0 {
            let said = Sentence::new("diagram-step-not-others").with("count", more);
            self.step(Place::MessageBox, vec![said], None, None);
        }
        let elsewhere = explanation.not_delivered.iter().find_map(|not| match &not.why {
            WhyNot::AddressedElsewhere(target) => Some(target),
            _ => None,
        });
        if let (Some(target), Addressing::To(_)) = (elsewhere, &report.message.addressing) {
            let said = Sentence::new("diagram-step-elsewhere").with("target", target.name());
            let citation = Citation::page(Page::ManageSendPortsAndSendPortGroups);
            self.step(Place::Of(artifact_of(target)), vec![said], Some(citation), None);
        }
    }
}

fn passes(matched: &Matched) -> Look {
    if *matched == Matched::Address { Look::Addressed } else { Look::Passes }
}

/// Where a message came from.
fn source(addressing: &Addressing, group: &BizTalkGroup) -> Place {
    match addressing {
        Addressing::Published(Source::ReceiveLocation(location)) => group
            .receive_ports
            .values()
            .find(|port| port.locations.iter().any(|it| it.name == *location))
            .map_or(Place::Injected, |port| Place::Of(ArtifactRef::new(ArtifactKind::ReceivePort, &port.name))),
        Addressing::Published(Source::Orchestration { orchestration, .. }) => {
            Place::Of(ArtifactRef::new(ArtifactKind::Orchestration, orchestration))
        }
        Addressing::Published(
            Source::Response { port, .. } | Source::FailedMessage { port, .. } | Source::Acknowledgement { port, .. },
        ) => Place::Of(ArtifactRef::send_port(port)),
        Addressing::Published(Source::Properties | Source::Resubmitted(_))
        | Addressing::To(Target::SendPort(_) | Target::SendPortGroup(_)) => Place::Injected,
    }
}
