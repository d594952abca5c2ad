//! What is done in a step of a scenario, and what is promised to come of it.

use std::sync::Arc;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::Text;
use crate::{
    document::filter_text,
    engine::{ClockCommand, Deed, Held, HostCommand, Line, Outcome, Report, Request, Waiting},
    model::{
        Addressing, Artifact, ArtifactKind, ArtifactRef, Behaviour, BizTalkGroup, Destination, Draft, Filter,
        InstanceId, Name, Role, is_default, validate,
    },
    rules::{Action, instances::Operation},
    words::Sentence,
};

/// What becomes of one copy of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fate {
    Processed,
    Suspended,
    /// For whatever it waits.
    Waiting,
    Terminated,
    /// Its error message was routed instead of suspending it.
    ErrorRouted,
    /// It waits for its next attempt.
    Retrying,
    /// It waits for its service window.
    Scheduled,
    /// It waits for the messages before it in the order of the port.
    Behind,
    /// It waits for an instance of its host.
    NoHostInstance,
    /// It is on its way to a destination that takes its time.
    OnItsWay,
}

impl From<Fate> for Outcome {
    fn from(fate: Fate) -> Self {
        match fate {
            Fate::Processed => Self::Processed,
            Fate::Suspended => Self::Suspended,
            Fate::Terminated => Self::Terminated,
            Fate::ErrorRouted => Self::ErrorRouted,
            Fate::Waiting | Fate::Retrying | Fate::Scheduled | Fate::Behind | Fate::NoHostInstance | Fate::OnItsWay => {
                Self::Waiting
            }
        }
    }
}

impl Fate {
    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Retrying => "waiting-retry",
            Self::Scheduled => "waiting-window",
            Self::Behind => "waiting-behind",
            Self::NoHostInstance => "fate-no-host-instance",
            Self::OnItsWay => "fate-on-its-way",
            _ => Outcome::from(self).key(),
        }
    }

    /// How a copy stands.
    #[must_use]
    pub fn of(line: &Line) -> Self {
        let each = [Self::Retrying, Self::Scheduled, Self::Behind, Self::NoHostInstance, Self::OnItsWay];
        let whole = match line.outcome {
            Outcome::Processed => Self::Processed,
            // nobody asks for it of a line
            Outcome::Suspended | Outcome::RoutingFailure => Self::Suspended,
            Outcome::Terminated => Self::Terminated,
            Outcome::ErrorRouted => Self::ErrorRouted,
            Outcome::Waiting => Self::Waiting,
        };
        each.into_iter().find(|it| it.is_of(line)).unwrap_or(whole)
    }

    /// Whether this is how the copy stands.
    #[must_use]
    pub fn is_of(self, line: &Line) -> bool {
        let waits = match self {
            Self::Retrying => matches!(line.waiting, Some(Waiting::Retry { .. })),
            Self::Scheduled => matches!(line.waiting, Some(Waiting::Window { .. })),
            Self::Behind => matches!(line.waiting, Some(Waiting::Behind(_))),
            Self::NoHostInstance => line.waiting == Some(Waiting::NoHostInstance),
            Self::OnItsWay => line.waiting == Some(Waiting::SlowDestination),
            Self::Processed | Self::Suspended | Self::Waiting | Self::Terminated | Self::ErrorRouted => true,
        };
        waits && line.outcome == self.into()
    }
}

/// One copy of a message, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivered {
    pub port: Name,
    /// The group by way of which the port gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Name>,
    pub outcome: Fate,
}

impl Delivered {
    fn told(&self) -> Sentence {
        let copy: crate::words::Argument = match &self.via {
            Some(via) => Sentence::new("who-gets-via").with("port", &self.port).with("group", via).into(),
            None => (&self.port).into(),
        };
        Sentence::new("play-copy").with("copy", copy).with("outcome", Sentence::new(self.outcome.key()))
    }
}

/// What is promised of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Promise {
    /// Exactly these copies, in any order, and no others.
    Deliveries(Vec<Delivered>),
    /// Nobody gets a copy.
    RoutingFailure,
    /// Of an injection of several messages: one promise for each, in the order of publication.
    Each(Vec<Promise>),
}

impl Promise {
    /// What is promised of the message that comes so many after the first of its injection.
    #[must_use]
    pub fn of(&self, index: usize) -> &Self {
        match self {
            Self::Each(each) => each.get(index).unwrap_or(self),
            Self::Deliveries(_) | Self::RoutingFailure => self,
        }
    }

    /// What one would promise of a message that stands so: its copies by port and group. Of a routing failure
    /// that somebody ended, no copies.
    #[must_use]
    pub fn kept_by(report: &Report) -> Self {
        if matches!(report.failure, Some((_, Outcome::RoutingFailure))) && report.lines.is_empty() {
            return Self::RoutingFailure;
        }
        let copy = |line: &Line| Delivered {
            port: line.delivery.port.clone(),
            via: line.delivery.via.clone(),
            outcome: Fate::of(line),
        };
        let mut copies: Vec<Delivered> = report.lines.iter().map(copy).collect();
        copies.sort_by(|a, b| (&a.port, &a.via).cmp(&(&b.port, &b.via)));
        Self::Deliveries(copies)
    }

    /// What it says: each copy with its outcome.
    #[must_use]
    pub fn told(&self) -> Vec<Sentence> {
        match self {
            Self::RoutingFailure => vec![Sentence::new(Outcome::RoutingFailure.key())],
            Self::Deliveries(copies) if copies.is_empty() => vec![Sentence::new("recording-no-copy")],
            Self::Deliveries(copies) => copies.iter().map(Delivered::told).collect(),
            Self::Each(each) => each.iter().flat_map(Self::told).collect(),
        }
    }

    fn deliveries(&self) -> Box<dyn Iterator<Item = &Delivered> + '_> {
        match self {
            Self::Deliveries(deliveries) => Box::new(deliveries.iter()),
            Self::RoutingFailure => Box::new(std::iter::empty()),
            Self::Each(each) => Box::new(each.iter().flat_map(Self::deliveries)),
        }
    }
}

/// How messages that were injected stand after a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Which messages: 1 is the first that the scenario injects.
    pub messages: Vec<u32>,
    /// What is promised of each.
    pub promise: Promise,
}

/// How many messages have arrived at the destination of a port after a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrived {
    pub port: Name,
    pub count: u64,
}

/// One step of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What the presenter says.
    pub say: Text,
    #[serde(rename = "do")]
    pub kind: StepKind,
    /// How messages that were injected so far stand then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub now: Vec<Standing>,
    /// What has arrived by then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arrived: Vec<Arrived>,
    /// What the clock shows then, in the zone of the hosts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Time>,
}

impl Step {
    #[must_use]
    pub fn new(say: Text, kind: StepKind) -> Self {
        Self { say, kind, now: Vec::new(), arrived: Vec::new(), clock: None }
    }
}

/// What is done in a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum StepKind {
    /// Publishes a message, once unless `count` says more.
    Inject {
        draft: Draft,
        #[serde(default = "once", skip_serializing_if = "is_once")]
        count: u32,
        promise: Promise,
    },
    /// Enlist, Start, Stop or Unenlist.
    Act {
        action: Action,
        item: ArtifactRef,
        /// What becomes of messages that were held, when it starts.
        #[serde(default, skip_serializing_if = "is_default")]
        held: Held,
        /// The action is promised to be refused.
        #[serde(default, skip_serializing_if = "is_default")]
        refused: bool,
    },
    /// Resumes, suspends or terminates the oldest suspended instance of the port; with ordered
    /// delivery that is the whole service instance, with all messages that it holds.
    Operate {
        operation: Operation,
        port: Name,
        /// How the oldest suspended message stands then.
        promise: Fate,
        /// The operation is promised to be refused.
        #[serde(default, skip_serializing_if = "is_default")]
        refused: bool,
    },
    /// Takes the first message out of the suspended ordered instance of the port.
    RemoveFront {
        port: Name,
    },
    /// Gives a port or a group another filter.
    SetFilter {
        item: ArtifactRef,
        filter: Filter,
    },
    SetRole(Role),
    /// How the time of the document runs.
    Clock(ClockCommand),
    /// Starts or stops host instances: that on one server, or all.
    RunHost {
        host: Name,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        server: Option<Name>,
        running: bool,
    },
    /// What else is done with the instance of a host on one server.
    CommandHost {
        host: Name,
        server: Name,
        command: HostCommand,
    },
    /// A server goes down, with everything on it, or comes up again.
    Server {
        server: Name,
        up: bool,
    },
    /// How the simulated destination of a port answers from now on.
    SetDestination {
        port: Name,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        behaviour: Option<Behaviour>,
        /// Likewise where its backup transport sends to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        backup: Option<Behaviour>,
    },
}

impl StepKind {
    /// What is done, in words.
    #[must_use]
    pub fn told(&self) -> Sentence {
        let deed = match self {
            Self::Inject { draft, count, .. } => {
                let request = Request::Publish { draft: draft.clone(), count: *count };
                let what = super::told(&request);
                return match &draft.addressing {
                    Addressing::To(target) => {
                        Sentence::new("step-addressed").with("what", what).with("name", &ArtifactRef::from(target).name)
                    }
                    Addressing::Published(_) => what,
                };
            }
            Self::Act { action, item, .. } => Deed::Act(*action, vec![item.clone()]),
            Self::Operate { operation, port, .. } => {
                let operation = Sentence::new(operation.key());
                return Sentence::new("step-operate").with("operation", operation).with("port", port);
            }
            Self::RemoveFront { port } => return Sentence::new("step-remove-front").with("port", port),
            Self::SetFilter { item, filter } => {
                let filter = filter_text::write(filter).replace('\n', " ");
                return if filter.is_empty() {
                    Sentence::new("step-no-filter").with("name", &item.name)
                } else {
                    Sentence::new("step-filter").with("name", &item.name).with("filter", filter)
                };
            }
            Self::SetRole(role) => return Sentence::new("deed-role").with("role", Sentence::new(role.key())),
            Self::Clock(command) => return command.sentence(),
            Self::RunHost { host, running, .. } => Deed::HostInstance { host: host.clone(), running: *running },
            Self::CommandHost { host, server, command } => {
                Deed::HostCommand { host: host.clone(), server: server.clone(), command: *command }
            }
            Self::Server { server, up } => Deed::Server { server: server.clone(), up: *up },
            Self::SetDestination { port, behaviour: Some(behaviour), .. } => {
                Deed::Destination { port: port.clone(), behaviour: *behaviour }
            }
            Self::SetDestination { port, backup, .. } => {
                let behaviour = backup.unwrap_or_default();
                let behaviour = Deed::Destination { port: port.clone(), behaviour }.sentence();
                return Sentence::new("step-backup").with("what", behaviour);
            }
        };
        deed.sentence()
    }
}

fn once() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_once(count: &u32) -> bool {
    *count == once()
}

impl StepKind {
    /// The request that makes the step. `oldest_suspended`: the oldest suspended instance of a port.
    /// `None`: what it acts on is not there.
    #[must_use]
    pub fn request(
        &self,
        group: &BizTalkGroup,
        oldest_suspended: impl FnOnce(&Name) -> Option<InstanceId>,
    ) -> Option<Request> {
        Some(match self {
            Self::Inject { draft, count, .. } => Request::Publish { draft: draft.clone(), count: *count },
            Self::Act { action, item, held, .. } => {
                Request::Act { action: *action, items: vec![item.clone()], held: *held }
            }
            Self::Operate { operation, port, .. } => {
                Request::Operate { operation: *operation, instances: vec![oldest_suspended(port)?] }
            }
            Self::RemoveFront { port } => Request::RemoveFront(oldest_suspended(port)?),
            Self::SetFilter { item, filter } => {
                let mut artifact = group.get(item)?;
                match &mut artifact {
                    Artifact::SendPort(port) => Arc::make_mut(port).filter = filter.clone(),
                    Artifact::SendPortGroup(spg) => Arc::make_mut(spg).filter = filter.clone(),
                    _ => return None,
                }
                Request::Put { original: Some(item.name.clone()), artifact }
            }
            Self::SetRole(role) => Request::SetRole(*role),
            Self::Clock(command) => Request::Clock(*command),
            Self::RunHost { host, server, running } => {
                Request::RunHostInstance { host: host.clone(), server: server.clone(), running: *running }
            }
            Self::CommandHost { host, server, command } => {
                Request::CommandHostInstance { host: host.clone(), server: server.clone(), command: *command }
            }
            Self::Server { server, up } => Request::Server { server: server.clone(), up: *up },
            Self::SetDestination { port, behaviour, backup } => {
                let there = group.destinations.get(port).map(|it| it.as_ref().clone());
                let it = there.unwrap_or_else(|| Destination { port: port.clone(), ..Destination::default() });
                Request::SetDestination(Destination {
                    behaviour: behaviour.unwrap_or(it.behaviour),
                    backup: backup.unwrap_or(it.backup),
                    ..it
                })
            }
        })
    }
}

/// What is wrong with a step among the artifacts of the document, and in which of its fields.
/// `injected`: how many messages the steps up to it inject.
pub(super) fn problem_of(step: &Step, group: &BizTalkGroup, injected: u32) -> Option<(String, Sentence)> {
    let port = |name: &Name| {
        (!group.send_ports.contains_key(name)).then(|| Sentence::new("problem-no-send-port").with("name", name))
    };
    let all_there = |promise: &Promise| {
        promise.deliveries().find_map(|delivery| {
            let no_group = |via: &Name| {
                (!group.send_port_groups.contains_key(via))
                    .then(|| Sentence::new("problem-no-send-port-group").with("name", via))
            };
            port(&delivery.port).or_else(|| delivery.via.as_ref().and_then(no_group))
        })
    };
    if let Some(problem) = problem_of_kind(&step.kind, group) {
        return Some(("do".to_owned(), problem));
    }
    if let StepKind::Inject { promise, count, .. } = &step.kind {
        let problem = all_there(promise).or_else(|| wrong_promise(promise, Some(*count)));
        if let Some(problem) = problem {
            return Some(("do".to_owned(), problem));
        }
    }
    for (index, standing) in step.now.iter().enumerate() {
        let unknown = standing.messages.iter().find(|number| !(1..=injected).contains(number));
        let unknown = unknown.map(|number| Sentence::new("problem-no-injected").with("number", *number));
        let wrong = || wrong_promise(&standing.promise, None);
        if let Some(problem) = unknown.or_else(|| all_there(&standing.promise)).or_else(wrong) {
            return Some((format!("now[{index}]"), problem));
        }
    }
    let missing = |(index, it): (usize, &Arrived)| Some((format!("arrived[{index}]"), port(&it.port)?));
    step.arrived.iter().enumerate().find_map(missing)
}

/// A promise for each message stands for as many as are injected, and holds none of its kind.
fn wrong_promise(promise: &Promise, count: Option<u32>) -> Option<Sentence> {
    let Promise::Each(each) = promise else { return None };
    let fits = count.is_some_and(|count| usize::try_from(count).is_ok_and(|count| count == each.len()))
        && !each.iter().any(|promise| matches!(promise, Promise::Each(_)));
    (!fits).then(|| Sentence::new("problem-promises").with("promises", each.len()).with("messages", count.unwrap_or(1)))
}

fn problem_of_kind(step: &StepKind, group: &BizTalkGroup) -> Option<Sentence> {
    let port = |name: &Name| {
        (!group.send_ports.contains_key(name)).then(|| Sentence::new("problem-no-send-port").with("name", name))
    };
    let instance_of = |host: &Name, server: Option<&Name>| match (group.hosts.get(host), server) {
        (None, _) => Some(Sentence::new("problem-no-host").with("name", host)),
        (Some(it), Some(server)) if !it.instances.iter().any(|instance| instance.server == *server) => {
            Some(Sentence::new("refused-no-instance-on").with("host", host).with("server", server))
        }
        _ => None,
    };
    match step {
        StepKind::Inject { draft, .. } => {
            validate::first_error(&validate::draft(draft)).map(|error| error.sentence.clone())
        }
        StepKind::Act { item, .. } | StepKind::SetFilter { item, .. } => match item.kind {
            ArtifactKind::SendPortGroup => (!group.send_port_groups.contains_key(&item.name))
                .then(|| Sentence::new("problem-no-send-port-group").with("name", &item.name)),
            _ => port(&item.name),
        },
        StepKind::Operate { port: name, .. }
        | StepKind::RemoveFront { port: name }
        | StepKind::SetDestination { port: name, .. } => port(name),
        StepKind::RunHost { host, server, .. } => instance_of(host, server.as_ref()),
        StepKind::CommandHost { host, server, .. } => instance_of(host, Some(server)),
        StepKind::Server { server, .. } => {
            let there = group.hosts.values().any(|host| host.instance_on(server).is_some());
            (!there).then(|| Sentence::new("refused-no-server").with("server", server))
        }
        StepKind::SetRole(_) | StepKind::Clock(_) => None,
    }
}
