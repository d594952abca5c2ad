//! Turns a request that changes what is configured into edits of the BizTalk group, or refuses
//! it. Nothing is changed here: the engine applies the edits and can invert them.

mod act;
mod delete;
mod hosts;
mod members;
mod put;
mod refuse;

pub(in crate::engine) use hosts::LetGo;
pub use members::add_members;
pub use refuse::{refuse_role, way_out};

use std::sync::Arc;

use super::{Deed, Fact, Held, Progress, Refusal, Request};
use crate::model::{
    Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Destination, Name, OrchestrationState, PortState, Role, validate,
};
use crate::rules::guards::Remedy;
use crate::rules::permissions::{Task, may, task_of};
use crate::rules::{Action, Citation, guards, lifecycle};
use crate::words::Sentence;
use act::{plan_act, plan_start_application, plan_stop_application};
use delete::{plan_delete, plan_move};
use put::{plan_import, plan_put, plan_put_many};
pub(in crate::engine) use refuse::{cancelled, not_there, refuse};
use refuse::{refuse_conditions, refuse_problems};

/// One artifact before and after: inverted by exchanging the two.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::engine) struct Edit {
    pub before: Option<Artifact>,
    pub after: Option<Artifact>,
}

impl Edit {
    pub fn apply(&self, group: &mut BizTalkGroup) {
        if let Some(before) = &self.before
            && self.after.as_ref().is_none_or(|after| after.name() != before.name())
        {
            group.remove(&before.reference());
        }
        if let Some(after) = &self.after {
            group.put(after.clone());
        }
    }

    /// Whether the artifact is there before and after, with the same name, in the same
    /// application.
    pub fn keeps_its_place(&self) -> bool {
        self.before.as_ref().zip(self.after.as_ref()).is_some_and(|(before, after)| {
            before.name().same_spelling(after.name()) && before.application() == after.application()
        })
    }

    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// A change of what is configured.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Plan {
    pub deed: Deed,
    /// What the role must be allowed to do, for undoing it too.
    pub task: Task,
    pub edits: Vec<Edit>,
    pub facts: Vec<Fact>,
    pub skipped: Vec<(ArtifactRef, Refusal)>,
    /// Ports and groups whose held messages are to be resumed.
    pub release: Vec<ArtifactRef>,
    /// Ports whose instances are suspended or terminated with the application.
    pub instances: Option<(crate::rules::instances::Operation, Vec<Name>)>,
    /// Host instances, by host and server, that let go of what they have in hand.
    pub let_go: Vec<(Name, Name, LetGo)>,
}

/// Plans against a working copy, so that later steps see what earlier ones did.
struct Planner {
    group: BizTalkGroup,
    role: Role,
    edits: Vec<Edit>,
    facts: Vec<Fact>,
    skipped: Vec<(ArtifactRef, Refusal)>,
    release: Vec<ArtifactRef>,
    let_go: Vec<(Name, Name, LetGo)>,
}

impl Planner {
    fn new(group: &BizTalkGroup, role: Role) -> Self {
        Self {
            group: group.clone(),
            role,
            edits: Vec::new(),
            facts: Vec::new(),
            skipped: Vec::new(),
            release: Vec::new(),
            let_go: Vec::new(),
        }
    }

    fn edit(&mut self, before: Option<Artifact>, after: Option<Artifact>) {
        let edit = Edit { before, after };
        edit.apply(&mut self.group);
        self.edits.push(edit);
    }

    fn replace(&mut self, before: Artifact, after: Artifact) {
        if before != after {
            self.edit(Some(before), Some(after));
        }
    }

    fn finish(self, deed: Deed, task: Task) -> Plan {
        Plan {
            deed,
            task,
            edits: self.edits,
            facts: self.facts,
            skipped: self.skipped,
            release: self.release,
            instances: None,
            let_go: self.let_go,
        }
    }

    /// Enlist, Start, Stop or Unenlist one port or group.
    fn act(&mut self, action: Action, item: &ArtifactRef) -> Result<(), Refusal> {
        let availability = availability(&self.group, self.role, action, item);
        if let Some(refusal) = availability.grey.or(availability.guard) {
            return Err(refusal);
        }
        if let Some((from, to)) = availability.change {
            self.set_state(action, item, from, to);
        }
        Ok(())
    }

    fn set_state(&mut self, action: Action, item: &ArtifactRef, from: PortState, to: PortState) {
        let Some(before) = self.group.get(item) else { return };
        let mut after = before.clone();
        match &mut after {
            Artifact::SendPort(port) => Arc::make_mut(port).state = to,
            Artifact::SendPortGroup(spg) => Arc::make_mut(spg).state = to,
            _ => return,
        }
        self.replace(before, after);
        self.facts.push(Fact::StateChanged { item: item.clone(), action, from, to });
    }

    fn act_on_orchestration(&mut self, action: Action, name: &Name) -> Result<(), Refusal> {
        let what = Deed::Orchestration(action, name.clone()).sentence();
        let item = ArtifactRef::new(ArtifactKind::Orchestration, name);
        let Some(orchestration) = self.group.orchestrations.get(name).cloned() else {
            return Err(refuse(what).because(not_there(&item), None, Vec::new()));
        };
        let task = task_on_orchestration(action, orchestration.state);
        if !may(self.role, task) {
            return Err(refuse_role(what, self.role, task));
        }
        let Some(to) = lifecycle::orchestration(action, orchestration.state) else {
            return Err(refuse(what).because(
                Sentence::new("refused-orchestration-state")
                    .with("name", name)
                    .with("state", Sentence::new(orchestration.state.key()))
                    .with("action", Sentence::new(action.key())),
                Some(Citation::Derived { reason: "derived-orchestration-table" }),
                Vec::new(),
            ));
        };
        if action == Action::Start {
            let unmet = guards::unmet(guards::start_orchestration(&self.group, name));
            if !unmet.is_empty() {
                return Err(refuse_conditions(what, unmet, &self.group));
            }
        }
        let mut after = orchestration.clone();
        Arc::make_mut(&mut after).state = to;
        self.replace(Artifact::Orchestration(orchestration), Artifact::Orchestration(after));
        self.facts.push(Fact::OrchestrationChanged { name: name.clone(), action });
        Ok(())
    }

    fn enable_location(&mut self, location: &Name, enabled: bool) -> bool {
        let Some(port) = self
            .group
            .receive_ports
            .values()
            .find(|port| port.locations.iter().any(|it| it.name == *location))
            .cloned()
        else {
            return false;
        };
        let mut after = port.clone();
        for it in &mut Arc::make_mut(&mut after).locations {
            if it.name == *location {
                it.enabled = enabled;
            }
        }
        if after != port {
            self.replace(Artifact::ReceivePort(port), Artifact::ReceivePort(after));
            self.facts.push(Fact::LocationEnabled { name: location.clone(), enabled });
        }
        true
    }

    fn skip(&mut self, item: ArtifactRef, refusal: Refusal) {
        self.skipped.push((item, refusal));
    }
}

/// Whether an action is available for a port or a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Availability {
    /// From which state to which, by the action table.
    pub change: Option<(PortState, PortState)>,
    /// The action table or the role says no: the button is grey.
    pub grey: Option<Refusal>,
    /// A further guard says no: the button warns, and pressing it explains.
    pub guard: Option<Refusal>,
}

/// Asks the action table, the role and the guards.
#[must_use]
pub fn availability(group: &BizTalkGroup, role: Role, action: Action, item: &ArtifactRef) -> Availability {
    let what = Sentence::new("refused-action").with("action", Sentence::new(action.key())).with("name", &item.name);
    let state = match item.kind {
        ArtifactKind::SendPort => group.send_ports.get(&item.name).map(|port| port.state),
        ArtifactKind::SendPortGroup => group.send_port_groups.get(&item.name).map(|spg| spg.state),
        _ => None,
    };
    let Some(from) = state else {
        let refusal = refuse(what).because(not_there(item), None, Vec::new());
        return Availability { change: None, grey: Some(refusal), guard: None };
    };
    let cell = lifecycle::look_up(action, from);
    let Some(to) = cell.to else {
        let ways = cell.ways().into_iter().filter(|way| may(role, task_of(*way, from)));
        let ways_out = ways.map(|way| way_out(&Remedy::Act(way, item.clone()), group)).collect();
        let sentence = Sentence::new(cell.why_not().unwrap_or("grey-other"))
            .with("name", &item.name)
            .with("action", Sentence::new(action.key()))
            .with("state", Sentence::new(from.key()));
        let refusal = refuse(what).because(sentence, Some(cell.citation()), ways_out);
        return Availability { change: None, grey: Some(refusal), guard: None };
    };
    let task = task_of(action, from);
    if !may(role, task) {
        return Availability { change: Some((from, to)), grey: Some(refuse_role(what, role, task)), guard: None };
    }
    let unmet = guards::unmet(guards::act(group, action, item));
    let guard = (!unmet.is_empty()).then(|| refuse_conditions(what, unmet, group));
    Availability { change: Some((from, to)), grey: None, guard }
}

/// Plans a request that changes what is configured. `live` tells how many service instances of a
/// port or a host are in progress or suspended.
pub(in crate::engine) fn plan(
    group: &BizTalkGroup,
    role: Role,
    request: &Request,
    live: &dyn Fn(&ArtifactRef) -> u64,
    progress: &Progress,
) -> Result<Plan, Refusal> {
    match request {
        Request::Act { action, items, held } => {
            let mut plan = plan_act(group, role, *action, items, progress)?;
            if *held == Held::Keep {
                plan.release.clear();
            }
            Ok(plan)
        }
        Request::ActOnOrchestration { action, orchestration } => {
            let mut planner = Planner::new(group, role);
            let task = group
                .orchestrations
                .get(orchestration)
                .map_or(Task::StartAndStop, |it| task_on_orchestration(*action, it.state));
            planner.act_on_orchestration(*action, orchestration)?;
            Ok(planner.finish(Deed::Orchestration(*action, orchestration.clone()), task))
        }
        Request::Put { original, artifact } => plan_put(group, role, original.as_ref(), artifact),
        Request::PutMany { artifacts } => plan_put_many(group, role, artifacts, progress),
        Request::Import { file, artifacts } => plan_import(group, role, file, artifacts, progress),
        Request::Delete { items } => plan_delete(group, role, items, false, live, progress),
        Request::DeleteWhatMay { items } => plan_delete(group, role, items, true, live, progress),
        Request::MoveToApplication { items, application } => plan_move(group, role, items, application, progress),
        Request::EnableReceiveLocation { location, enabled } => {
            let deed = Deed::EnableLocation { name: location.clone(), enabled: *enabled };
            if !may(role, Task::EnableReceiveLocation) {
                return Err(refuse_role(deed.sentence(), role, Task::EnableReceiveLocation));
            }
            let mut planner = Planner::new(group, role);
            if !planner.enable_location(location, *enabled) {
                return Err(refuse(deed.sentence()).because(
                    Sentence::new("refused-no-location").with("name", location),
                    None,
                    Vec::new(),
                ));
            }
            Ok(planner.finish(deed, Task::EnableReceiveLocation))
        }
        Request::RunHostInstance { host, server, running } => {
            hosts::plan_run(group, role, host, server.as_ref(), *running)
        }
        Request::CommandHostInstance { host, server, command } => {
            hosts::plan_command(group, role, host, server, *command)
        }
        Request::Server { server, up } => hosts::plan_server(group, role, server, *up),
        Request::SetDestination(destination) => {
            let deed = Deed::Destination { port: destination.port.clone(), behaviour: destination.behaviour };
            if !may(role, Task::SwitchDestination) {
                return Err(refuse_role(deed.sentence(), role, Task::SwitchDestination));
            }
            let artifact = Artifact::from(destination.clone());
            refuse_problems(deed.sentence(), &validate::artifact(&artifact, group, None))?;
            let mut planner = Planner::new(group, role);
            planner.edit(group.get(&artifact.reference()), Some(artifact));
            planner.facts.push(Fact::Destination { port: destination.port.clone(), behaviour: destination.behaviour });
            Ok(planner.finish(deed, Task::SwitchDestination))
        }
        Request::StartApplication { application, options } => {
            plan_start_application(group, role, application, *options)
        }
        Request::StopApplication { application, option } => plan_stop_application(group, role, application, *option),
        _ => unreachable!("the engine plans only requests that change what is configured"),
    }
}

/// What an action on an orchestration asks for.
fn task_on_orchestration(action: Action, from: OrchestrationState) -> Task {
    if action == Action::Stop || from == OrchestrationState::Stopped && action == Action::Start {
        Task::StartAndStop
    } else {
        Task::ChangeSubscriptions
    }
}

/// The destination of a port: as configured, or up.
#[must_use]
pub fn destination_of(group: &BizTalkGroup, port: &Name) -> Destination {
    group.destinations.get(port).map_or_else(
        || Destination { port: port.clone(), ..Destination::default() },
        |destination| destination.as_ref().clone(),
    )
}
