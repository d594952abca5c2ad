//! What can be added: steps and tasks that make sense in the document, ready to be changed.

use super::super::{Ask, Fate, Goal, HINTS, LessonStep, Promise, Step, StepKind, Task, Text, Wanted};
use crate::{
    engine::{ClockCommand, Held},
    model::{Addressing, ArtifactRef, Behaviour, BizTalkGroup, PortState, Role},
    rules::{Action, instances::Operation},
    words::Sentence,
};

/// A step that can be added to a scenario, or done by one of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NewStep {
    Inject,
    Act,
    Operate,
    RemoveFront,
    SetDestination,
    Clock,
    SetFilter,
    SetRole,
    RunHost,
    Server,
}

impl NewStep {
    pub const ALL: [Self; 10] = [
        Self::Inject,
        Self::Act,
        Self::Operate,
        Self::RemoveFront,
        Self::SetDestination,
        Self::Clock,
        Self::SetFilter,
        Self::SetRole,
        Self::RunHost,
        Self::Server,
    ];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Inject => "authoring-new-inject",
            Self::Act => "authoring-new-act",
            Self::Operate => "authoring-new-operate",
            Self::RemoveFront => "authoring-new-remove-front",
            Self::SetDestination => "authoring-new-destination",
            Self::Clock => "authoring-new-clock",
            Self::SetFilter => "authoring-new-filter",
            Self::SetRole => "authoring-new-role",
            Self::RunHost => "authoring-new-host",
            Self::Server => "authoring-new-server",
        }
    }

    /// What is done, on the first thing of the document on which it can be.
    ///
    /// # Errors
    /// What the document lacks for it.
    pub fn kind(self, group: &BizTalkGroup) -> Result<StepKind, Sentence> {
        let port = || {
            let first = group.send_ports.values().next().map(|port| port.name.clone());
            first.ok_or_else(|| Sentence::new("authoring-no-send-port"))
        };
        Ok(match self {
            Self::Inject => {
                let template = group.templates.values().next();
                let template = template.ok_or_else(|| Sentence::new("authoring-no-template"))?;
                let draft = template.draft.clone();
                StepKind::Inject { draft, count: 1, promise: Promise::Deliveries(Vec::new()) }
            }
            Self::Act => {
                let item = ArtifactRef::send_port(&port()?);
                StepKind::Act { action: Action::Start, item, held: Held::Resume, refused: false }
            }
            Self::Operate => StepKind::Operate {
                operation: Operation::Resume,
                port: port()?,
                promise: Fate::Processed,
                refused: false,
            },
            Self::RemoveFront => StepKind::RemoveFront { port: port()? },
            Self::SetDestination => {
                StepKind::SetDestination { port: port()?, behaviour: Some(Behaviour::Down), backup: None }
            }
            Self::Clock => StepKind::Clock(ClockCommand::Step { seconds: 60 }),
            Self::SetFilter => {
                let port = port()?;
                let filter = group.send_ports.get(&port).map(|it| it.filter.clone()).unwrap_or_default();
                StepKind::SetFilter { item: ArtifactRef::send_port(&port), filter }
            }
            Self::SetRole => StepKind::SetRole(Role::Operator),
            Self::RunHost => {
                let host = group.hosts.values().find(|host| !host.instances.is_empty());
                let host = host.ok_or_else(|| Sentence::new("authoring-no-host"))?;
                StepKind::RunHost { host: host.name.clone(), server: None, running: false }
            }
            Self::Server => {
                let server = group.hosts.values().flat_map(|host| &host.instances).map(|it| it.server.clone()).next();
                let server = server.ok_or_else(|| Sentence::new("authoring-no-host"))?;
                StepKind::Server { server, up: false }
            }
        })
    }

    /// The step, which says what it does until its author says more.
    ///
    /// # Errors
    /// What the document lacks for it.
    pub fn step(self, group: &BizTalkGroup) -> Result<Step, Sentence> {
        let kind = self.kind(group)?;
        Ok(Step::new(Text::say(&kind.told()), kind))
    }
}

/// A step that can be added to a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NewTask {
    AskCopies,
    AskStates,
    AskAllowed,
    AskFate,
    ReachState,
    ReachMessage,
    ReachNothingSuspended,
}

impl NewTask {
    pub const ALL: [Self; 7] = [
        Self::AskCopies,
        Self::AskStates,
        Self::AskAllowed,
        Self::AskFate,
        Self::ReachState,
        Self::ReachMessage,
        Self::ReachNothingSuspended,
    ];

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AskCopies => "authoring-new-ask-copies",
            Self::AskStates => "authoring-new-ask-states",
            Self::AskAllowed => "authoring-new-ask-allowed",
            Self::AskFate => "authoring-new-ask-fate",
            Self::ReachState => "authoring-new-reach-state",
            Self::ReachMessage => "authoring-new-reach-message",
            Self::ReachNothingSuspended => "authoring-new-reach-suspended",
        }
    }

    /// The step, without words.
    ///
    /// # Errors
    /// What the document lacks for it.
    pub fn step(self, group: &BizTalkGroup) -> Result<LessonStep, Sentence> {
        let predict = |new: NewStep, ask: Ask| new.kind(group).map(|act| Task::Predict { act, ask });
        let act = || NewStep::Act.kind(group);
        let item = || match act()? {
            StepKind::Act { item, .. } => Ok(item),
            _ => Err(Sentence::new("authoring-no-send-port")),
        };
        let reach = |goal: Goal, way: Vec<StepKind>| Task::Reach { goal: vec![goal], way };
        let task = match self {
            Self::AskCopies => predict(NewStep::Inject, Ask::Copies)?,
            Self::AskStates => predict(NewStep::Act, Ask::States(vec![item()?]))?,
            Self::AskAllowed => predict(NewStep::Act, Ask::Allowed)?,
            Self::AskFate => predict(NewStep::Operate, Ask::Fate)?,
            Self::ReachState => reach(Goal::State { item: item()?, is: PortState::Started }, vec![act()?]),
            Self::ReachMessage => {
                let template = group.templates.values().next();
                let template = template.ok_or_else(|| Sentence::new("authoring-no-template"))?.name.clone();
                let copies = vec![Wanted { port: item()?.name, outcome: Fate::Processed }];
                reach(Goal::Message { template, copies }, vec![act()?, NewStep::Inject.kind(group)?])
            }
            Self::ReachNothingSuspended => {
                let port = item()?.name;
                reach(Goal::Suspended { port, count: 0 }, vec![NewStep::Operate.kind(group)?])
            }
        };
        let hints = match &task {
            Task::Predict { .. } => Vec::new(),
            Task::Reach { .. } => vec![Text::default(); HINTS],
        };
        Ok(LessonStep { say: Text::default(), before: Vec::new(), task, hints, then: None })
    }
}

/// Whom a message is for, as it can be chosen: those of the document.
#[must_use]
pub fn addressings(group: &BizTalkGroup) -> Vec<Addressing> {
    use crate::model::Target;
    let ports = group.send_ports.values().map(|port| Target::SendPort(port.name.clone()));
    let groups = group.send_port_groups.values().map(|spg| Target::SendPortGroup(spg.name.clone()));
    std::iter::once(Addressing::default()).chain(ports.chain(groups).map(Addressing::To)).collect()
}
