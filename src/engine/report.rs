use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;

use super::{cause_sentence, message_name, ruling_sentence};
use crate::{
    message_box::{Cause, Fate, Instance},
    model::{ArtifactRef, BizTalkGroup, InstanceId, Message, MessageId, Name, PortState},
    routing::{self, Delivery, Explanation, NotDelivered, Routing, WhyNot},
    rules::{
        Action, Citation, Page,
        guards::Remedy,
        instances::InstanceState,
        outcome::{Path, Verdict, what_would_process},
        send_cycle,
    },
    words::Sentence,
};

/// What became of one copy of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    Processed,
    Suspended,
    /// In the work queue or on its way; [`Line::waiting`] says for what.
    Waiting,
    /// Nobody got a copy.
    RoutingFailure,
    /// It was suspended and somebody ended it.
    Terminated,
    /// It could not be delivered, and its error message was published instead of suspending it.
    ErrorRouted,
}

impl From<Fate> for Outcome {
    fn from(fate: Fate) -> Self {
        match fate {
            Fate::Processed => Self::Processed,
            Fate::Suspended => Self::Suspended,
            Fate::Waiting => Self::Waiting,
            Fate::RoutingFailure => Self::RoutingFailure,
            Fate::Terminated => Self::Terminated,
            Fate::ErrorRouted => Self::ErrorRouted,
        }
    }
}

impl Outcome {
    /// The key of how many came to it: *2 processed*.
    #[must_use]
    pub fn count_key(self) -> &'static str {
        match self {
            Self::Processed => "report-processed",
            Self::Suspended => "report-suspended",
            Self::Waiting => "report-waiting",
            Self::RoutingFailure => "outcome-routing-failure",
            Self::Terminated => "report-terminated",
            Self::ErrorRouted => "report-error-routed",
        }
    }

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Processed => "outcome-processed",
            Self::Suspended => "outcome-suspended",
            Self::Waiting => "outcome-waiting",
            Self::RoutingFailure => "outcome-routing-failure",
            Self::Terminated => "outcome-terminated",
            Self::ErrorRouted => "outcome-error-routed",
        }
    }
}

/// What a copy waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Waiting {
    /// No instance of its host is running.
    NoHostInstance,
    /// It is its turn soon.
    InTheQueue,
    /// The destination takes its time.
    SlowDestination,
    /// Its transmission failed so many times on the transport that it is on; it is sent again then.
    Retry { at: Timestamp, failed: u32 },
    /// Its service window opens then.
    Window { opens: Timestamp },
    /// Another message is before it in the order of the port.
    Behind(MessageId),
}

impl Waiting {
    /// What an instance waits for, as far as it is known of it alone.
    #[must_use]
    pub fn of(instance: &Instance) -> Option<Self> {
        match (instance.state, instance.due) {
            (InstanceState::Active, _) => Some(Self::SlowDestination),
            (InstanceState::Dehydrated, Some(at)) => Some(Self::Retry { at, failed: instance.tries }),
            (InstanceState::Scheduled, Some(opens)) => Some(Self::Window { opens }),
            _ => None,
        }
    }

    /// The key of its words, which stand in a badge.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Retry { .. } => "waiting-retry",
            Self::Window { .. } => "waiting-window",
            Self::Behind(_) => "waiting-behind",
            Self::NoHostInstance | Self::InTheQueue | Self::SlowDestination => Outcome::Waiting.key(),
        }
    }
}

/// One copy of a message, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// `None` in a dry run.
    pub instance: Option<InstanceId>,
    pub delivery: Delivery,
    pub host: Name,
    pub outcome: Outcome,
    pub waiting: Option<Waiting>,
    /// While it is suspended.
    pub cause: Option<Cause>,
    /// It was resumed while its port or group was not Started.
    pub resumed: bool,
}

/// What became of a message: a line for each copy, and why nobody else got one.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Its id is 0 in a dry run.
    pub message: Arc<Message>,
    pub lines: Vec<Line>,
    /// The routing failure, if nobody got a copy: its instance (`None` in a dry run) and what
    /// became of it.
    pub failure: Option<(Option<InstanceId>, Outcome)>,
    pub dry_run: bool,
    /// As it was when the message came; shares its structure with the present one.
    pub group: BizTalkGroup,
    /// `group` is as it was. Otherwise the message came in an earlier run, and `group` is as it
    /// was when this one began.
    pub as_it_was: bool,
    pub routing: Routing,
}

impl Report {
    /// Why nobody else got a copy. Costs as much as there are ports: keep it.
    #[must_use]
    pub fn explanation(&self) -> Explanation {
        routing::explain(
            &self.group,
            &self.message.addressing,
            self.message.bound_to.as_ref(),
            &self.message.context,
            &self.routing,
        )
    }

    /// How many copies came to this outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.lines.iter().filter(|line| line.outcome == outcome).count()
            + usize::from(self.failure.is_some_and(|(_, it)| it == outcome))
    }

    /// The ports that got more than one copy, and how many: by their own filter and by way of groups
    /// are copies of their own.
    #[must_use]
    pub fn more_than_once(&self) -> Vec<(&Name, usize)> {
        let mut copies: BTreeMap<&Name, usize> = BTreeMap::new();
        for line in &self.lines {
            *copies.entry(&line.delivery.port).or_default() += 1;
        }
        copies.into_iter().filter(|(_, count)| *count > 1).collect()
    }

    /// Likewise, as a sentence for each port.
    pub fn repeats(&self) -> impl Iterator<Item = Sentence> {
        let of = |(port, count)| Sentence::new("report-more-than-once").with("port", port).with("count", count);
        self.more_than_once().into_iter().map(of)
    }

    /// `M-12: 2 processed, 1 suspended`.
    #[must_use]
    pub fn summary(&self) -> Sentence {
        if let Some((_, outcome)) = self.failure {
            let key = match outcome {
                Outcome::RoutingFailure => "report-routing-failure",
                _ => "report-routing-failure-ended",
            };
            return Sentence::new(key).with("message", message_name(self.message.id));
        }
        let outcomes =
            [Outcome::Processed, Outcome::Suspended, Outcome::Waiting, Outcome::ErrorRouted, Outcome::Terminated];
        let parts: Vec<Sentence> = outcomes
            .into_iter()
            .filter(|outcome| self.count(*outcome) > 0)
            .map(|outcome| Sentence::new(outcome.count_key()).with("count", self.count(outcome)))
            .collect();
        Sentence::new("report-summary").with("message", message_name(self.message.id)).with("parts", parts)
    }

    /// The rule behind a routing failure.
    #[must_use]
    pub fn failure_citation() -> Citation {
        Citation::page(Page::TypesOfMessageFailures)
    }
}

impl Line {
    /// How an instance stands in a report; `None` for a routing failure.
    #[must_use]
    pub fn of(instance: &Instance) -> Option<Self> {
        let (port, ruling) = (instance.port.clone()?, instance.ruling?);
        let outcome = match instance.state {
            InstanceState::Completed if instance.cause.is_some() => Outcome::ErrorRouted,
            InstanceState::Completed => Outcome::Processed,
            InstanceState::SuspendedResumable | InstanceState::SuspendedNotResumable => Outcome::Suspended,
            InstanceState::Terminated => Outcome::Terminated,
            _ => Outcome::Waiting,
        };
        Some(Self {
            instance: Some(instance.id),
            delivery: Delivery {
                port,
                via: instance.via.clone(),
                matched: instance.matched.clone().unwrap_or(routing::Matched::Filter),
                ruling,
            },
            host: instance.host.clone(),
            outcome,
            waiting: Waiting::of(instance),
            cause: instance.cause.clone(),
            resumed: false,
        })
    }

    /// What happened, because of which states, by which rule.
    #[must_use]
    pub fn sentence(&self, message: &Message) -> Sentence {
        let Delivery { port, via, ruling, .. } = &self.delivery;
        let facts = |sentence: Sentence| {
            sentence.with("message", message_name(message.id)).with("port", port).with("host", &self.host)
        };
        match (self.outcome, &self.cause, self.waiting) {
            (Outcome::Suspended, Some(cause), _) if *cause != Cause::Held => facts(Sentence::new("line-suspended"))
                .with("cause", cause_sentence(cause, Some(port), via.as_ref(), Some(ruling))),
            (Outcome::Waiting, _, Some(Waiting::NoHostInstance)) => facts(Sentence::new("line-no-host-instance")),
            (Outcome::Waiting, _, Some(Waiting::SlowDestination)) => facts(Sentence::new("line-slow")),
            (Outcome::Waiting, _, Some(Waiting::Retry { at, failed })) => {
                facts(Sentence::new("line-retry")).with("at", at).with("attempt", failed)
            }
            (Outcome::Waiting, _, Some(Waiting::Window { opens })) => {
                facts(Sentence::new("line-window")).with("opens", opens)
            }
            (Outcome::Waiting, _, Some(Waiting::Behind(front))) => {
                facts(Sentence::new("line-behind")).with("front", front.to_string())
            }
            (Outcome::Waiting, ..) => facts(Sentence::new("line-in-the-queue")),
            (Outcome::Terminated, ..) => facts(Sentence::new("line-terminated")),
            (Outcome::ErrorRouted, Some(cause), _) => facts(Sentence::new("line-error-routed"))
                .with("cause", cause_sentence(cause, Some(port), via.as_ref(), Some(ruling))),
            (Outcome::Processed, ..) if ruling.verdict == Verdict::Suspended => {
                facts(Sentence::new(if self.resumed { "line-resumed-anyway" } else { "line-resumed" }))
                    .with("state", Sentence::new(ruling.port.key()))
            }
            _ => ruling_sentence(message.id, port, via.as_ref(), &self.host, ruling),
        }
    }

    /// The rule that decided.
    #[must_use]
    pub fn citation(&self) -> Citation {
        match (self.outcome, &self.cause, self.waiting) {
            (Outcome::Suspended, Some(cause), _) if *cause != Cause::Held => cause.citation(),
            (Outcome::Waiting, _, Some(Waiting::NoHostInstance)) => {
                Citation::Derived { reason: "derived-no-host-instance" }
            }
            (Outcome::Waiting, _, Some(Waiting::Retry { .. })) => {
                Citation::page(Page::HowToConfigureTransportAdvancedOptions)
            }
            (Outcome::Waiting, _, Some(Waiting::Window { .. })) => send_cycle::WINDOW,
            (Outcome::Waiting, _, Some(Waiting::Behind(_))) => Citation::page(Page::OrderedDelivery),
            (Outcome::Processed, ..) if self.delivery.ruling.verdict == Verdict::Suspended => {
                Citation::page(Page::ServiceInstanceStates)
            }
            (Outcome::Terminated, ..) => Citation::page(Page::ServiceInstanceStates),
            (Outcome::ErrorRouted, ..) => Citation::page(Page::HowToEnableFailedMessageRouting),
            _ => self.delivery.ruling.rule.citation(),
        }
    }

    /// What would make the next message of this kind processed.
    #[must_use]
    pub fn make_it_processed(&self) -> Vec<Remedy> {
        let Delivery { port, via, ruling, .. } = &self.delivery;
        match (self.outcome, &self.cause, self.waiting) {
            (Outcome::Suspended, None | Some(Cause::Held), _) => {
                let (start_port, start_group) = what_would_process(ruling.path, ruling.port);
                let port = start_port.then(|| Remedy::Act(Action::Start, ArtifactRef::send_port(port)));
                let group = start_group
                    .then(|| via.as_ref().map(|via| Remedy::Act(Action::Start, ArtifactRef::send_port_group(via))))
                    .flatten();
                port.into_iter().chain(group).collect()
            }
            (Outcome::Waiting, _, Some(Waiting::NoHostInstance)) => {
                vec![Remedy::StartHostInstance(self.host.clone())]
            }
            _ => Vec::new(),
        }
    }
}

impl NotDelivered {
    /// What would have it get the next one, where that is one action.
    #[must_use]
    pub fn way_out(&self, group: &BizTalkGroup) -> Option<super::WayOut> {
        let action = self.why.remedy()?;
        let item = match (&self.why, &self.via) {
            (WhyNot::GroupBound, Some(via)) => ArtifactRef::send_port_group(via),
            _ => ArtifactRef::send_port(&self.port),
        };
        Some(super::way_out(&Remedy::Act(action, item), group))
    }
}

impl Cause {
    #[must_use]
    pub fn citation(&self) -> Citation {
        match self {
            Self::Held => Citation::page(Page::SendPortsAndSendPortGroups),
            Self::Transport(_) => Citation::page(Page::ServiceInstanceStates),
            Self::Behind { .. } | Self::FrontTaken { .. } => Citation::page(Page::OrderedDelivery),
            Self::NoAddress | Self::NoAdapter { .. } => Citation::page(Page::MessageContextProperties),
            Self::NoHandler { .. } => Citation::page(Page::Hosts),
            Self::RoutingFailure => Citation::page(Page::TypesOfMessageFailures),
            Self::Loop => Citation::Derived { reason: "derived-loop" },
            Self::ByHand => Citation::page(Page::ServiceInstanceStates),
            Self::PortDeleted => Citation::page(Page::HowToDeleteSendPort),
        }
    }
}

/// The states that a path goes through, for a badge: the group's and the port's.
#[must_use]
pub fn states(delivery: &Delivery) -> (Option<PortState>, PortState) {
    match delivery.ruling.path {
        Path::Direct => (None, delivery.ruling.port),
        Path::ViaGroup(group) => (Some(group), delivery.ruling.port),
    }
}
