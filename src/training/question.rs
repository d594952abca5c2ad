//! Questions about what is going to happen, the answers that can be given, and the truth, which the
//! engine tells.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Ask, StepKind};
use crate::{
    engine::{Fact, Line, Outcome, Report, Snapshot, availability},
    message_box::Cause,
    model::{
        Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Context, Draft, InstanceId, Message, MessageId, Name,
        PortState, Role, properties,
    },
    routing::{NotDelivered, WhyNot, ports_without_a_copy},
    rules::{
        Action, Citation,
        lifecycle::look_up,
        outcome::{Cell, Rule, Verdict},
    },
    words::{Argument, Sentence},
};

/// How many copies of one message a port gets, by what becomes of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Copies {
    pub processed: u32,
    pub suspended: u32,
    /// For whatever they wait.
    pub waiting: u32,
}

/// What becomes of a suspended message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ending {
    Processed,
    Suspended,
}

/// What was predicted, or what happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The ports that get copies; all others get none. Nobody at all is a routing failure.
    Copies(BTreeMap<Name, Copies>),
    Fate(Ending),
    States(Vec<(ArtifactRef, PortState)>),
    Allowed(bool),
}

/// What an answer is made of, to be held against the truth piece by piece.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    Port(Name),
    State(ArtifactRef),
    /// There is only one piece.
    Whole,
}

/// Up to which event and message something was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    events: u64,
    message: MessageId,
}

impl Mark {
    #[must_use]
    pub fn of(snapshot: &Snapshot) -> Self {
        Self {
            events: snapshot.events_before + snapshot.events.len() as u64,
            message: snapshot.reports.iter().map(|report| report.message.id).max().unwrap_or_default(),
        }
    }

    /// What happened since, oldest first.
    pub fn events(self, snapshot: &Snapshot) -> impl Iterator<Item = &crate::engine::Event> {
        let seen = usize::try_from(self.events.saturating_sub(snapshot.events_before)).unwrap_or(usize::MAX);
        snapshot.events.iter().skip(seen).map(AsRef::as_ref)
    }

    /// The messages that came since, oldest first.
    pub fn reports(self, snapshot: &Snapshot) -> impl Iterator<Item = &Report> {
        snapshot.reports.iter().map(AsRef::as_ref).filter(move |report| report.message.id > self.message)
    }
}

/// How alike the messages fared that were sent at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Likeness<'a> {
    /// Of how many it is known.
    pub known: usize,
    /// How many of them fared otherwise than the first.
    pub others: usize,
    /// The first that did.
    pub other: Option<&'a Report>,
}

/// Something that is asked before it happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub act: StepKind,
    pub ask: Ask,
    /// As everything stands before.
    pub group: BizTalkGroup,
    pub role: Role,
    /// How many instances of each port are suspended before.
    pub suspended: BTreeMap<Name, u64>,
    mark: Mark,
}

impl Question {
    /// Asks about something that is going to be done to what a snapshot shows.
    #[must_use]
    pub fn new(act: StepKind, ask: Ask, snapshot: &Snapshot) -> Self {
        let group = snapshot.group.clone();
        let suspended = group
            .send_ports
            .values()
            .map(|port| (port.name.clone(), snapshot.counts.port(&port.name).suspended))
            .filter(|(_, count)| *count > 0)
            .collect();
        Self { act, ask, group, role: snapshot.role, suspended, mark: Mark::of(snapshot) }
    }

    /// The pieces of an answer, in the order in which they are asked.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        match &self.ask {
            Ask::Copies => self.group.send_ports.values().map(|port| Part::Port(port.name.clone())).collect(),
            Ask::States(items) => items.iter().cloned().map(Part::State).collect(),
            Ask::Fate | Ask::Allowed => vec![Part::Whole],
        }
    }

    /// What can be answered for a port: by its own subscription or address, and once more by each of its
    /// groups, and each copy is processed or suspended, or waits where something may have it wait.
    #[must_use]
    pub fn choices(&self, port: &Name) -> Vec<Copies> {
        let ways = 1 + self.group.send_port_groups.values().filter(|spg| spg.members.contains(port)).count();
        let ways = u32::try_from(ways.min(MOST_COPIES)).unwrap_or(1);
        let most_waiting = if self.may_wait(port) { ways } else { 0 };
        let mut choices = Vec::new();
        for all in 0..=ways {
            for waiting in 0..=all.min(most_waiting) {
                for suspended in 0..=all - waiting {
                    choices.push(Copies { processed: all - waiting - suspended, suspended, waiting });
                }
            }
        }
        choices
    }

    /// Whether something of the port has a copy wait, apart from states: the order, the service window, the
    /// destination or the host.
    fn may_wait(&self, port: &Name) -> bool {
        let Some(port) = self.group.send_ports.get(port) else { return false };
        let transport = port.transport.as_ref();
        let window = transport.is_some_and(|it| it.window.enabled);
        let host = transport.and_then(|it| self.group.hosts.get(&it.handler));
        let rests = host.is_some_and(|host| !host.instances.iter().any(|instance| instance.running));
        window || rests || self.group.destinations.contains_key(&port.name)
    }

    /// How many answers there are to a piece.
    #[must_use]
    pub fn choices_of(&self, part: &Part) -> usize {
        match part {
            Part::Port(port) => self.choices(port).len(),
            Part::State(_) => PortState::ALL.len(),
            Part::Whole => 2,
        }
    }

    /// Of several messages that were sent at once, as far as their reports are kept: what is true of the first
    /// of them stands in [`Question::truth`]; how many fared otherwise, and the first that did.
    #[must_use]
    pub fn likeness<'a>(&self, snapshot: &'a Snapshot) -> Likeness<'a> {
        let StepKind::Inject { draft, .. } = &self.act else { return Likeness::default() };
        let mut reports = self.mark.reports(snapshot).filter(|report| is_of(&report.message, draft));
        let Some(first) = reports.next() else { return Likeness::default() };
        let truth = copies(first);
        let mut likeness = Likeness { known: 1, others: 0, other: None };
        for report in reports {
            likeness.known += 1;
            if copies(report) != truth {
                likeness.others += 1;
                likeness.other.get_or_insert(report);
            }
        }
        likeness
    }

    /// The truth, once it has happened: the engine tells it. `None`: it has not happened yet.
    #[must_use]
    pub fn truth(&self, snapshot: &Snapshot) -> Option<Truth> {
        match (&self.act, &self.ask) {
            (StepKind::Inject { draft, .. }, _) => {
                let report = self.mark.reports(snapshot).find(|report| is_of(&report.message, draft))?;
                Some(Truth::of(report))
            }
            (StepKind::Act { action, item, .. }, Ask::Allowed) => {
                let available = availability(&self.group, self.role, *action, item);
                let allowed = Answer::Allowed(available.grey.is_none() && available.guard.is_none());
                // what the table of actions does not say
                let further = available.grey.into_iter().chain(available.guard).flat_map(|refusal| refusal.reasons);
                let further = further.filter_map(|reason| {
                    let citation = reason.citation?;
                    let by_table =
                        state_of(&self.group, item).is_some_and(|state| citation == look_up(*action, state).citation());
                    let sentence = reason.sentence;
                    (!by_table).then_some(Because { part: Part::Whole, none: false, via: None, sentence, citation })
                });
                Some(Truth { because: further.collect(), ..Truth::plain(allowed) })
            }
            (StepKind::Act { action, item, .. }, Ask::States(items)) => {
                let done = self.mark.events(snapshot).any(|event| {
                    matches!(&event.fact, Fact::StateChanged { item: it, action: by, .. } if it == item && by == action)
                });
                let states = items.iter().filter_map(|item| Some((item.clone(), state_of(&snapshot.group, item)?)));
                done.then(|| Truth::plain(Answer::States(states.collect())))
            }
            (StepKind::Operate { port, .. }, _) => {
                let (message, instance) = self.mark.events(snapshot).find_map(|event| match &event.fact {
                    Fact::Resumed { message, instance, port: Some(it), .. } if it == port => {
                        Some((*message, *instance))
                    }
                    _ => None,
                })?;
                let report = snapshot.reports.iter().find(|report| report.message.id == message)?;
                let line = report.lines.iter().find(|line| line.instance == Some(instance))?;
                let ending = if line.outcome == Outcome::Processed { Ending::Processed } else { Ending::Suspended };
                let because = vec![Because::of_line(Part::Whole, line, &report.message)];
                Some(Truth { report: Some(message), because, ..Truth::plain(Answer::Fate(ending)) })
            }
            _ => None,
        }
    }
}

/// So many copies of a message are offered for one port; more subscriptions by which it comes are rare.
const MOST_COPIES: usize = 3;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    pub answer: Answer,
    /// Of ports whose copies came to something that cannot be answered.
    pub beyond: Vec<Name>,
    /// The message that it is about.
    pub report: Option<MessageId>,
    /// By which cells of the table of state combinations each port got copies or none.
    pub cells: Vec<(Name, Cell)>,
    /// What else decided.
    pub because: Vec<Because>,
}

/// Why something came as it did where no cell of a table says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Because {
    pub part: Part,
    /// Why a copy did not come. Otherwise it came, and this became of it.
    pub none: bool,
    /// The group by way of which it did not come.
    pub via: Option<Name>,
    pub sentence: Sentence,
    pub citation: Citation,
}

impl Because {
    fn of_line(part: Part, line: &Line, message: &Message) -> Self {
        Self { part, none: false, via: None, sentence: line.sentence(message), citation: line.citation() }
    }
}

impl Truth {
    fn plain(answer: Answer) -> Self {
        Self { answer, beyond: Vec::new(), report: None, cells: Vec::new(), because: Vec::new() }
    }

    /// What became of a message.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let (copies, beyond) = copies(report);
        let message = &report.message;
        let got = report
            .routing
            .deliveries
            .iter()
            .map(|it| (it.port.clone(), Cell { path: it.ruling.path, port: it.ruling.port }));
        let none =
            ports_without_a_copy(&report.group, &message.addressing, message.bound_to.as_ref(), &message.context);
        let cells: Vec<_> = got.chain(none.into_iter().map(|(port, cell)| (port.clone(), cell))).collect();
        let because = because(report, &cells);
        Self { answer: Answer::Copies(copies), beyond, report: Some(message.id), cells, because }
    }
}

/// What the cells do not tell of a message: what became of copies otherwise than the table has it, and why
/// ports got none.
fn because(report: &Report, cells: &[(Name, Cell)]) -> Vec<Because> {
    let by_table = |line: &Line| {
        matches!(
            (line.delivery.ruling.verdict, line.outcome),
            (Verdict::Processed, Outcome::Processed) | (Verdict::Suspended, Outcome::Suspended)
        ) && line.cause.as_ref().is_none_or(|cause| *cause == Cause::Held)
    };
    let otherwise = report.lines.iter().filter(|line| !by_table(line));
    let came = otherwise.map(|line| Because::of_line(Part::Port(line.delivery.port.clone()), line, &report.message));
    let not_delivered = report.explanation().not_delivered.into_iter();
    let told = |it: &NotDelivered| {
        let rule = match it.why {
            WhyNot::PortBound => Rule::PortBound,
            WhyNot::GroupBound => Rule::GroupBound,
            _ => return false,
        };
        cells.iter().any(|(port, cell)| *port == it.port && cell.ruling().rule == rule)
    };
    let none = not_delivered.filter(|it| !told(it)).map(|it| Because {
        none: true,
        sentence: it.why.sentence(&it.port, it.via.as_ref()),
        citation: it.why.citation(),
        part: Part::Port(it.port),
        via: it.via,
    });
    came.chain(none).collect()
}

/// The copies of a message, and the ports of those that ended otherwise.
pub(super) fn copies(report: &Report) -> (BTreeMap<Name, Copies>, Vec<Name>) {
    let mut copies: BTreeMap<Name, Copies> = BTreeMap::new();
    let mut beyond = Vec::new();
    for line in &report.lines {
        let port = &line.delivery.port;
        let of_port = copies.entry(port.clone()).or_default();
        match line.outcome {
            Outcome::Processed => of_port.processed += 1,
            Outcome::Suspended => of_port.suspended += 1,
            Outcome::Waiting => of_port.waiting += 1,
            Outcome::RoutingFailure | Outcome::Terminated | Outcome::ErrorRouted => beyond.push(port.clone()),
        }
    }
    (copies, beyond)
}

/// Whether a message is what a draft sends.
pub(super) fn is_of(message: &Message, draft: &Draft) -> bool {
    let mut context: Context = draft.properties.iter().cloned().collect();
    if !draft.message_type.is_empty() {
        context.set(properties::MESSAGE_TYPE, draft.message_type.as_str());
    }
    // its source promotes some beside them
    message.addressing == draft.addressing
        && context.0.iter().all(|(name, value)| message.context.get(name) == Some(value))
}

/// The state of a port or a group.
pub(super) fn state_of(group: &BizTalkGroup, item: &ArtifactRef) -> Option<PortState> {
    match group.get(item)? {
        Artifact::SendPort(port) => Some(port.state),
        Artifact::SendPortGroup(spg) => Some(spg.state),
        _ => None,
    }
}

/// The oldest suspended instance of a port among the last messages.
#[must_use]
pub fn oldest_suspended_in(snapshot: &Snapshot, port: &Name) -> Option<InstanceId> {
    let lines = snapshot.reports.iter().flat_map(|report| &report.lines);
    lines
        .filter(|line| line.outcome == Outcome::Suspended && line.delivery.port == *port)
        .filter_map(|line| line.instance)
        .min()
}

impl Answer {
    /// Nobody gets a copy.
    #[must_use]
    pub fn nobody() -> Self {
        Self::Copies(BTreeMap::new())
    }

    #[must_use]
    pub fn is_nobody(&self) -> bool {
        matches!(self, Self::Copies(copies) if copies.values().all(|it| *it == Copies::default()))
    }

    /// Whether both say the same about a piece.
    #[must_use]
    pub fn agrees(&self, other: &Self, part: &Part) -> bool {
        match (self, other, part) {
            (Self::Copies(one), Self::Copies(other), Part::Port(port)) => {
                one.get(port).copied().unwrap_or_default() == other.get(port).copied().unwrap_or_default()
            }
            (Self::States(one), Self::States(other), Part::State(item)) => {
                let of = |states: &[(ArtifactRef, PortState)]| {
                    states.iter().find(|(it, _)| it == item).map(|(_, state)| *state)
                };
                of(one) == of(other)
            }
            (one, other, _) => one == other,
        }
    }

    /// What it says of a piece.
    #[must_use]
    pub fn of(&self, part: &Part) -> Sentence {
        match (self, part) {
            (Self::Copies(copies), Part::Port(port)) => copies.get(port).copied().unwrap_or_default().sentence(),
            (Self::States(states), Part::State(item)) => {
                let state = states.iter().find(|(it, _)| it == item).map(|(_, state)| *state);
                Sentence::new(state.map_or("state-deleted", PortState::key))
            }
            (Self::Fate(Ending::Processed), _) => Sentence::new("outcome-processed"),
            (Self::Fate(Ending::Suspended), _) => Sentence::new("outcome-suspended"),
            (Self::Allowed(true), _) => Sentence::new("answer-allowed"),
            (Self::Allowed(false), _) => Sentence::new("answer-not-allowed"),
            _ => Sentence::new("answer-none"),
        }
    }

    /// All of it: `SP_Lille: Suspended, SP_Lyon: Processed`.
    #[must_use]
    pub fn sentence(&self, parts: &[Part]) -> Sentence {
        if self.is_nobody() {
            return Sentence::new("outcome-routing-failure");
        }
        let said: Vec<Argument> = parts
            .iter()
            .map(|part| match part.name() {
                Some(name) => Sentence::new("answer-part").with("name", name).with("what", self.of(part)).into(),
                None => self.of(part).into(),
            })
            .collect();
        Sentence::new("answer-parts").with("parts", said)
    }
}

impl Part {
    /// What it is about.
    #[must_use]
    pub fn name(&self) -> Option<&Name> {
        match self {
            Self::Port(name) => Some(name),
            Self::State(item) => Some(&item.name),
            Self::Whole => None,
        }
    }
}

impl Copies {
    #[must_use]
    pub fn total(self) -> u32 {
        self.processed + self.suspended + self.waiting
    }

    /// `Processed`, `2 processed, 1 suspended`, or `No copy`.
    #[must_use]
    pub fn sentence(self) -> Sentence {
        let each = [
            (self.processed, Outcome::Processed),
            (self.suspended, Outcome::Suspended),
            (self.waiting, Outcome::Waiting),
        ];
        match self.total() {
            0 => Sentence::new("answer-nothing"),
            1 => {
                let outcome = each.iter().find(|(count, _)| *count > 0).map_or(Outcome::Waiting, |(_, it)| *it);
                Sentence::new(outcome.key())
            }
            _ => {
                let parts: Vec<Sentence> = each
                    .iter()
                    .filter(|(count, _)| *count > 0)
                    .map(|(count, outcome)| Sentence::new(outcome.count_key()).with("count", *count))
                    .collect();
                Sentence::new("answer-parts").with("parts", parts)
            }
        }
    }
}

/// What a question asks, in words.
impl Question {
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match (&self.act, &self.ask) {
            (StepKind::Act { action, item, .. }, Ask::Allowed) => asked("ask-allowed", *action, item),
            (StepKind::Act { action, item, .. }, _) => asked("ask-states", *action, item),
            (StepKind::Operate { port, .. }, _) => Sentence::new("ask-resume").with("port", port),
            (StepKind::Inject { draft, .. }, _) => match &draft.addressing {
                crate::model::Addressing::To(target) => Sentence::new("ask-copies-to").with("target", target.name()),
                crate::model::Addressing::Published(_) => Sentence::new("ask-copies"),
            },
            _ => Sentence::new("ask-copies"),
        }
    }
}

fn asked(key: &'static str, action: Action, item: &ArtifactRef) -> Sentence {
    let name = &item.name;
    debug_assert!(matches!(item.kind, ArtifactKind::SendPort | ArtifactKind::SendPortGroup));
    Sentence { key, arguments: Vec::new() }.with("action", Sentence::new(action.key())).with("name", name)
}
