//! Turns a request that changes what is configured into edits of the BizTalk group, or refuses
//! it. Nothing is changed here: the engine applies the edits and can invert them.

use std::sync::Arc;

use super::{Deed, Fact, Reason, Refusal, Request, StartOptions, Step, StopOption, WayOut};
use crate::{
    model::{
        Adapter, Addressing, Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Destination, Host, Name, Orchestration,
        OrchestrationState, PortState, Role, SendPort, SendPortGroup, Source, Target, validate,
    },
    rules::{
        Action, Citation, Page,
        guards::{self, Condition, Remedy},
        lifecycle,
        permissions::{Task, may, task_of},
    },
    words::Sentence,
};

/// One artifact before and after: inverted by exchanging the two.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
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

    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// A change of what is configured.
#[derive(Clone, Debug)]
pub(super) struct Plan {
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
}

/// Plans against a working copy, so that later steps see what earlier ones did.
struct Planner {
    group: BizTalkGroup,
    role: Role,
    edits: Vec<Edit>,
    facts: Vec<Fact>,
    skipped: Vec<(ArtifactRef, Refusal)>,
    release: Vec<ArtifactRef>,
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

    fn run_host(&mut self, host: &Arc<Host>, server: Option<&Name>, running: bool) {
        let mut after = host.clone();
        for instance in &mut Arc::make_mut(&mut after).instances {
            if server.is_none_or(|server| instance.server == *server) && instance.running != running {
                instance.running = running;
                self.facts.push(Fact::HostInstance {
                    host: host.name.clone(),
                    server: instance.server.clone(),
                    running,
                });
            }
        }
        self.replace(Artifact::Host(host.clone()), Artifact::Host(after));
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
pub(super) fn plan(
    group: &BizTalkGroup,
    role: Role,
    request: &Request,
    live: &dyn Fn(&ArtifactRef) -> u64,
) -> Result<Plan, Refusal> {
    match request {
        Request::Act { action, items, held } => {
            let mut plan = plan_act(group, role, *action, items)?;
            if *held == super::Held::Keep {
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
        Request::Delete { items } => plan_delete(group, role, items, live),
        Request::MoveToApplication { items, application } => plan_move(group, role, items, application),
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
            let deed = Deed::HostInstance { host: host.clone(), running: *running };
            if !may(role, Task::StartAndStopHostInstance) {
                return Err(refuse_role(deed.sentence(), role, Task::StartAndStopHostInstance));
            }
            let mut planner = Planner::new(group, role);
            let item = ArtifactRef::new(ArtifactKind::Host, host);
            let Some(it) = group.hosts.get(host).cloned() else {
                return Err(refuse(deed.sentence()).because(not_there(&item), None, Vec::new()));
            };
            if it.instances.is_empty() {
                return Err(refuse(deed.sentence()).because(
                    Sentence::new("refused-no-host-instance").with("host", host),
                    Some(Citation::page(Page::Hosts)),
                    vec![way_out(&Remedy::OpenProperties(item), group)],
                ));
            }
            planner.run_host(&it, server.as_ref(), *running);
            Ok(planner.finish(deed, Task::StartAndStopHostInstance))
        }
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

fn plan_act(group: &BizTalkGroup, role: Role, action: Action, items: &[ArtifactRef]) -> Result<Plan, Refusal> {
    let mut planner = Planner::new(group, role);
    let mut done = Vec::new();
    let mut in_order = items.to_vec();
    // a group needs its members to be enlisted before it starts, and lets them go only after it
    // was unenlisted itself
    let group_first = matches!(action, Action::Stop | Action::Unenlist);
    in_order.sort_by_key(|item| (item.kind == ArtifactKind::SendPortGroup) != group_first);
    let mut task = Task::StartAndStop;
    for item in in_order {
        let from = state_of(&planner.group, &item);
        match planner.act(action, &item) {
            Ok(()) => {
                if from.is_some_and(|from| action.changes_subscriptions(from)) {
                    task = Task::ChangeSubscriptions;
                }
                if from == Some(PortState::Stopped) && action == Action::Start {
                    planner.release.push(item.clone());
                }
                done.push(item);
            }
            Err(refusal) => planner.skip(item, refusal),
        }
    }
    if done.is_empty() {
        let mut refusals = planner.skipped.into_iter().map(|(_, refusal)| refusal);
        let Some(mut first) = refusals.next() else {
            return Err(refuse(Deed::Act(action, Vec::new()).sentence()).because(
                Sentence::new("refused-nothing-selected"),
                None,
                Vec::new(),
            ));
        };
        first.reasons.extend(refusals.flat_map(|refusal| refusal.reasons));
        return Err(first);
    }
    Ok(planner.finish(Deed::Act(action, done), task))
}

fn state_of(group: &BizTalkGroup, item: &ArtifactRef) -> Option<PortState> {
    match group.get(item)? {
        Artifact::SendPort(port) => Some(port.state),
        Artifact::SendPortGroup(spg) => Some(spg.state),
        _ => None,
    }
}

fn plan_put(group: &BizTalkGroup, role: Role, original: Option<&Name>, artifact: &Artifact) -> Result<Plan, Refusal> {
    let item = artifact.reference();
    let deed = match original {
        None => Deed::Create(item.clone()),
        Some(original) if original.same_spelling(&item.name) => Deed::Edit(item.clone()),
        Some(original) => Deed::Rename { item: ArtifactRef::new(item.kind, original), to: item.name.clone() },
    };
    let task = match artifact {
        // templates are notes of whoever injects
        Artifact::Template(_) => Task::Inject,
        _ => Task::Configure,
    };
    if !may(role, task) {
        return Err(refuse_role(deed.sentence(), role, task));
    }
    let before = match original {
        None => None,
        Some(original) => {
            let reference = ArtifactRef::new(item.kind, original);
            match group.get(&reference) {
                Some(before) => Some(before),
                None => return Err(refuse(deed.sentence()).because(not_there(&reference), None, Vec::new())),
            }
        }
    };
    let mut artifact = artifact.clone();
    keep_states(before.as_ref(), &mut artifact);
    if let (Some(Artifact::SendPort(before)), Artifact::SendPort(after)) = (&before, &artifact)
        && before.kind != after.kind
    {
        return Err(refuse(deed.sentence()).because(
            Sentence::new("refused-kind-fixed").with("name", &before.name),
            Some(Citation::page(Page::SendPortPropertiesDialog)),
            Vec::new(),
        ));
    }
    if let Artifact::SendPortGroup(after) = &artifact {
        let before = match &before {
            Some(Artifact::SendPortGroup(before)) => before.as_ref().clone(),
            _ => SendPortGroup { members: Vec::new(), ..after.as_ref().clone() },
        };
        // first, since the guards know the ways out and the validation does not
        let unmet = guards::unmet(guards::edit_members(group, &before, after));
        if !unmet.is_empty() {
            return Err(refuse_conditions(deed.sentence(), unmet, group));
        }
    }
    refuse_problems(deed.sentence(), &validate::artifact(&artifact, group, original))?;
    let mut conditions = match (&before, &artifact) {
        (Some(Artifact::Application(before)), Artifact::Application(after)) => {
            guards::remove_references(group, before, after)
        }
        (Some(Artifact::Adapter(before)), Artifact::Adapter(after)) => before
            .handlers
            .iter()
            .filter(|host| !after.handlers.contains(host))
            .flat_map(|host| guards::remove_handler(group, &before.name, host))
            .collect(),
        // an edit that names another application is a move
        (Some(Artifact::SendPort(before)), Artifact::SendPort(after)) if before.application != after.application => {
            guards::move_to_application(group, &[ArtifactRef::send_port(&before.name)], &after.application)
        }
        _ => Vec::new(),
    };
    if let (Some(Artifact::SendPortGroup(before)), Artifact::SendPortGroup(after)) = (&before, &artifact)
        && before.application != after.application
    {
        let moved = [ArtifactRef::send_port_group(&before.name)];
        conditions.extend(guards::move_to_application(group, &moved, &after.application));
    }
    let unmet = guards::unmet(conditions);
    if !unmet.is_empty() {
        return Err(refuse_conditions(deed.sentence(), unmet, group));
    }
    let mut planner = Planner::new(group, role);
    let renamed =
        before.as_ref().map(|before| before.name().clone()).filter(|before| !before.same_spelling(&item.name));
    planner.edit(before.clone(), Some(artifact));
    match (&before, renamed) {
        (None, _) => planner.facts.push(Fact::Created(item)),
        (Some(_), None) => planner.facts.push(Fact::Edited(item)),
        (Some(_), Some(from)) => {
            follow_rename(&mut planner, item.kind, &from, &item.name);
            planner.facts.push(Fact::Renamed { item, from });
        }
    }
    Ok(planner.finish(deed, task))
}

/// An edit does not change states: there are actions for that.
fn keep_states(before: Option<&Artifact>, after: &mut Artifact) {
    match (before, after) {
        (before, Artifact::SendPort(after)) => {
            let state = match before {
                Some(Artifact::SendPort(before)) => before.state,
                _ => PortState::Bound,
            };
            Arc::make_mut(after).state = state;
        }
        (before, Artifact::SendPortGroup(after)) => {
            let state = match before {
                Some(Artifact::SendPortGroup(before)) => before.state,
                _ => PortState::Bound,
            };
            Arc::make_mut(after).state = state;
        }
        (before, Artifact::Orchestration(after)) => {
            let state = match before {
                Some(Artifact::Orchestration(before)) => before.state,
                _ => OrchestrationState::Unenlisted,
            };
            Arc::make_mut(after).state = state;
        }
        (before, Artifact::Host(after)) => {
            for instance in &mut Arc::make_mut(after).instances {
                instance.running = match before {
                    Some(Artifact::Host(before)) => {
                        before.instances.iter().any(|it| it.server == instance.server && it.running)
                    }
                    _ => false,
                };
            }
        }
        _ => {}
    }
}

/// Everything that names the artifact names it by its new name.
fn follow_rename(planner: &mut Planner, kind: ArtifactKind, from: &Name, to: &Name) {
    let rename = |name: &mut Name| {
        if name == from {
            *name = to.clone();
        }
    };
    // another spelling of the same name makes no difference that `!=` would see
    let respelled = from == to;
    change_all(planner, respelled, |artifact| match (kind, artifact) {
        (ArtifactKind::SendPort, Artifact::SendPortGroup(spg)) if spg.members.contains(from) => {
            Arc::make_mut(spg).members.iter_mut().for_each(rename);
        }
        (ArtifactKind::SendPort, Artifact::Destination(destination)) if destination.port == *from => {
            Arc::make_mut(destination).port = to.clone();
        }
        (ArtifactKind::SendPort | ArtifactKind::SendPortGroup, Artifact::Orchestration(orchestration)) => {
            for port in &mut Arc::make_mut(orchestration).ports {
                match (&mut port.binding, kind) {
                    (Some(Target::SendPort(name)), ArtifactKind::SendPort)
                    | (Some(Target::SendPortGroup(name)), ArtifactKind::SendPortGroup) => rename(name),
                    _ => {}
                }
            }
        }
        (ArtifactKind::SendPort | ArtifactKind::SendPortGroup, Artifact::Template(template)) => {
            match (&mut Arc::make_mut(template).draft.addressing, kind) {
                (Addressing::To(Target::SendPort(name)), ArtifactKind::SendPort)
                | (Addressing::To(Target::SendPortGroup(name)), ArtifactKind::SendPortGroup) => rename(name),
                _ => {}
            }
        }
        (ArtifactKind::Orchestration, Artifact::Template(template)) => {
            if let Addressing::Published(Source::Orchestration { orchestration, .. }) =
                &mut Arc::make_mut(template).draft.addressing
            {
                rename(orchestration);
            }
        }
        (ArtifactKind::Host, Artifact::SendPort(port)) => {
            let port: &mut SendPort = Arc::make_mut(port);
            for transport in port.transport.iter_mut().chain(&mut port.backup) {
                rename(&mut transport.handler);
            }
            port.handlers.values_mut().for_each(rename);
        }
        (ArtifactKind::Adapter, Artifact::SendPort(port)) => {
            let port: &mut SendPort = Arc::make_mut(port);
            for transport in port.transport.iter_mut().chain(&mut port.backup) {
                if Name::new(&transport.adapter) == *from {
                    transport.adapter = to.to_string();
                }
            }
            let own = port.handlers.keys().find(|adapter| Name::new(adapter) == *from).cloned();
            if let Some(host) = own.and_then(|own| port.handlers.remove(&own)) {
                port.handlers.insert(to.to_string(), host);
            }
        }
        (ArtifactKind::Host, Artifact::Adapter(adapter)) => {
            let adapter: &mut Adapter = Arc::make_mut(adapter);
            rename(&mut adapter.default_handler);
            adapter.handlers.iter_mut().for_each(rename);
        }
        (ArtifactKind::Host, Artifact::Orchestration(orchestration)) => {
            Arc::make_mut(orchestration).host.iter_mut().for_each(rename);
        }
        (ArtifactKind::Application, Artifact::SendPort(port)) => rename(&mut Arc::make_mut(port).application),
        (ArtifactKind::Application, Artifact::SendPortGroup(spg)) => rename(&mut Arc::make_mut(spg).application),
        (ArtifactKind::Application, Artifact::ReceivePort(port)) => rename(&mut Arc::make_mut(port).application),
        (ArtifactKind::Application, Artifact::Orchestration(orchestration)) => {
            let orchestration: &mut Orchestration = Arc::make_mut(orchestration);
            rename(&mut orchestration.application);
        }
        (ArtifactKind::Application, Artifact::Application(application)) => {
            Arc::make_mut(application).references.iter_mut().for_each(rename);
        }
        _ => {}
    });
}

/// Runs `change` over a copy of every artifact that can name another one, and plans what differs,
/// be it in spelling only.
fn change_all(planner: &mut Planner, spelling: bool, change: impl Fn(&mut Artifact)) {
    let group = planner.group.clone();
    let all = group
        .applications
        .values()
        .cloned()
        .map(Artifact::Application)
        .chain(group.send_ports.values().cloned().map(Artifact::SendPort))
        .chain(group.send_port_groups.values().cloned().map(Artifact::SendPortGroup))
        .chain(group.receive_ports.values().cloned().map(Artifact::ReceivePort))
        .chain(group.orchestrations.values().cloned().map(Artifact::Orchestration))
        .chain(group.adapters.values().cloned().map(Artifact::Adapter))
        .chain(group.templates.values().cloned().map(Artifact::Template))
        .chain(group.destinations.values().cloned().map(Artifact::Destination));
    for before in all {
        let mut after = before.clone();
        change(&mut after);
        if before != after || spelling && format!("{before:?}") != format!("{after:?}") {
            planner.edit(Some(before), Some(after));
        }
    }
}

fn plan_delete(
    group: &BizTalkGroup,
    role: Role,
    items: &[ArtifactRef],
    live: &dyn Fn(&ArtifactRef) -> u64,
) -> Result<Plan, Refusal> {
    let deed = Deed::Delete(items.to_vec());
    let task =
        if items.iter().all(|item| item.kind == ArtifactKind::Template) { Task::Inject } else { Task::Configure };
    if !may(role, task) {
        return Err(refuse_role(deed.sentence(), role, task));
    }
    let mut planner = Planner::new(group, role);
    let mut in_order = items.to_vec();
    // whatever names the others first: orchestrations, then groups, then their members
    in_order.sort_by_key(|item| match item.kind {
        ArtifactKind::Orchestration => 0,
        ArtifactKind::SendPortGroup => 1,
        _ => 2,
    });
    let mut unmet = Vec::new();
    for item in &in_order {
        if planner.group.get(item).is_none() {
            return Err(refuse(deed.sentence()).because(not_there(item), None, Vec::new()));
        }
        let missing = guards::unmet(guards::delete(&planner.group, item, live(item)));
        if missing.is_empty() {
            delete(&mut planner, item);
        } else {
            unmet.extend(missing);
        }
    }
    if !unmet.is_empty() {
        return Err(refuse_conditions(deed.sentence(), unmet, group));
    }
    Ok(planner.finish(deed, task))
}

fn delete(planner: &mut Planner, item: &ArtifactRef) {
    let contents: Vec<ArtifactRef> = match item.kind {
        ArtifactKind::Application => {
            let of_application = |application: &Name| *application == item.name;
            let group = &planner.group;
            let orchestrations = group.orchestrations.values().filter(|it| of_application(&it.application));
            let groups = group.send_port_groups.values().filter(|it| of_application(&it.application));
            let ports = group.send_ports.values().filter(|it| of_application(&it.application));
            let receive = group.receive_ports.values().filter(|it| of_application(&it.application));
            orchestrations
                .map(|it| ArtifactRef::new(ArtifactKind::Orchestration, &it.name))
                .chain(groups.map(|it| ArtifactRef::send_port_group(&it.name)))
                .chain(ports.map(|it| ArtifactRef::send_port(&it.name)))
                .chain(receive.map(|it| ArtifactRef::new(ArtifactKind::ReceivePort, &it.name)))
                .collect()
        }
        ArtifactKind::SendPort => {
            let destination = ArtifactRef::new(ArtifactKind::Destination, &item.name);
            planner.group.get(&destination).map(|_| destination).into_iter().collect()
        }
        _ => Vec::new(),
    };
    for content in &contents {
        delete(planner, content);
    }
    let locations: Vec<Name> = match planner.group.get(item) {
        Some(Artifact::ReceivePort(port)) => port.locations.iter().map(|location| location.name.clone()).collect(),
        _ => Vec::new(),
    };
    // a template that named it is published by its properties from now on, and an orchestration
    // that is not enlisted forgets its host
    change_all(planner, false, |artifact| {
        if let Artifact::Orchestration(orchestration) = artifact
            && item.kind == ArtifactKind::Host
            && orchestration.host.as_ref() == Some(&item.name)
        {
            Arc::make_mut(orchestration).host = None;
        }
        let Artifact::Template(template) = artifact else { return };
        let gone = match &template.draft.addressing {
            Addressing::To(Target::SendPort(name)) => *item == ArtifactRef::send_port(name),
            Addressing::To(Target::SendPortGroup(name)) => *item == ArtifactRef::send_port_group(name),
            Addressing::Published(Source::Orchestration { orchestration, .. }) => {
                *item == ArtifactRef::new(ArtifactKind::Orchestration, orchestration)
            }
            Addressing::Published(Source::ReceiveLocation(name)) => locations.contains(name),
            Addressing::Published(_) => false,
        };
        if gone {
            Arc::make_mut(template).draft.addressing = Addressing::default();
        }
    });
    let before = planner.group.get(item);
    planner.edit(before, None);
    if item.kind != ArtifactKind::Destination {
        planner.facts.push(Fact::Deleted(item.clone()));
    }
}

fn plan_move(group: &BizTalkGroup, role: Role, items: &[ArtifactRef], application: &Name) -> Result<Plan, Refusal> {
    let deed = Deed::Move(items.to_vec(), application.clone());
    if !may(role, Task::Configure) {
        return Err(refuse_role(deed.sentence(), role, Task::Configure));
    }
    if !group.applications.contains_key(application) {
        let item = ArtifactRef::new(ArtifactKind::Application, application);
        return Err(refuse(deed.sentence()).because(not_there(&item), None, Vec::new()));
    }
    let unmet = guards::unmet(guards::move_to_application(group, items, application));
    if !unmet.is_empty() {
        return Err(refuse_conditions(deed.sentence(), unmet, group));
    }
    let mut planner = Planner::new(group, role);
    for item in items {
        let Some(before) = planner.group.get(item) else {
            return Err(refuse(deed.sentence()).because(not_there(item), None, Vec::new()));
        };
        let mut after = before.clone();
        let place = match &mut after {
            Artifact::SendPort(port) => &mut Arc::make_mut(port).application,
            Artifact::SendPortGroup(spg) => &mut Arc::make_mut(spg).application,
            Artifact::ReceivePort(port) => &mut Arc::make_mut(port).application,
            Artifact::Orchestration(orchestration) => &mut Arc::make_mut(orchestration).application,
            _ => continue,
        };
        let from = std::mem::replace(place, application.clone());
        if from != *application {
            planner.replace(before, after);
            planner.facts.push(Fact::Moved { item: item.clone(), from, to: application.clone() });
        }
    }
    Ok(planner.finish(deed, Task::Configure))
}

/// What belongs to an application, in the order in which it is started.
struct Contents {
    ports: Vec<ArtifactRef>,
    groups: Vec<ArtifactRef>,
    orchestrations: Vec<Name>,
    locations: Vec<Name>,
    hosts: Vec<Name>,
}

fn contents(group: &BizTalkGroup, application: &Name) -> Contents {
    let ports: Vec<_> = group.send_ports.values().filter(|port| port.application == *application).collect();
    let mut hosts: Vec<Name> = ports.iter().filter_map(|port| port.handler(None)).cloned().collect();
    hosts.extend(
        group.orchestrations.values().filter(|it| it.application == *application).filter_map(|it| it.host.clone()),
    );
    hosts.sort();
    hosts.dedup();
    Contents {
        ports: ports.iter().map(|port| ArtifactRef::send_port(&port.name)).collect(),
        groups: group
            .send_port_groups
            .values()
            .filter(|spg| spg.application == *application)
            .map(|spg| ArtifactRef::send_port_group(&spg.name))
            .collect(),
        orchestrations: group
            .orchestrations
            .values()
            .filter(|it| it.application == *application)
            .map(|it| it.name.clone())
            .collect(),
        locations: group
            .receive_ports
            .values()
            .filter(|port| port.application == *application)
            .flat_map(|port| port.locations.iter().map(|location| location.name.clone()))
            .collect(),
        hosts,
    }
}

fn plan_start_application(
    group: &BizTalkGroup,
    role: Role,
    application: &Name,
    options: StartOptions,
) -> Result<Plan, Refusal> {
    let deed = Deed::StartApplication(application.clone());
    let Some(it) = group.applications.get(application) else {
        let item = ArtifactRef::new(ArtifactKind::Application, application);
        return Err(refuse(deed.sentence()).because(not_there(&item), None, Vec::new()));
    };
    let mut applications = vec![application.clone()];
    if options.referenced_applications {
        applications.extend(it.references.iter().cloned());
    }
    let all: Vec<Contents> = applications.iter().map(|name| contents(group, name)).collect();
    // an Operator may start an application only if every artifact is enlisted already
    let adds = |item: &ArtifactRef| {
        state_of(group, item).is_some_and(|from| !from.is_enlisted())
            && (item.kind == ArtifactKind::SendPort && options.send_ports
                || item.kind == ArtifactKind::SendPortGroup && options.send_port_groups)
    };
    let enlists = |name: &Name| {
        options.orchestrations
            && group.orchestrations.get(name).is_some_and(|it| it.state == OrchestrationState::Unenlisted)
    };
    let subscribes = all.iter().any(|contents| {
        contents.ports.iter().chain(&contents.groups).any(adds) || contents.orchestrations.iter().any(enlists)
    });
    let task = if subscribes { Task::ChangeSubscriptions } else { Task::StartAndStop };
    if !may(role, task) {
        return Err(refuse_role(deed.sentence(), role, task));
    }
    let mut planner = Planner::new(group, role);
    for contents in all {
        if options.host_instances && may(role, Task::StartAndStopHostInstance) {
            for host in &contents.hosts {
                if let Some(host) = planner.group.hosts.get(host).cloned() {
                    planner.run_host(&host, None, true);
                }
            }
        }
        let ports = options.send_ports.then_some(contents.ports).into_iter().flatten();
        let groups = options.send_port_groups.then_some(contents.groups).into_iter().flatten();
        for item in ports.chain(groups) {
            let from = state_of(&planner.group, &item);
            if from == Some(PortState::Started) {
                continue;
            }
            match planner.act(Action::Start, &item) {
                Ok(()) if from == Some(PortState::Stopped) && options.resume_suspended => planner.release.push(item),
                Ok(()) => {}
                Err(refusal) => planner.skip(item, refusal),
            }
        }
        if options.orchestrations {
            for name in contents.orchestrations {
                let started =
                    planner.group.orchestrations.get(&name).is_some_and(|it| it.state == OrchestrationState::Started);
                if !started && let Err(refusal) = planner.act_on_orchestration(Action::Start, &name) {
                    planner.skip(ArtifactRef::new(ArtifactKind::Orchestration, &name), refusal);
                }
            }
        }
        if options.receive_locations {
            for location in contents.locations {
                planner.enable_location(&location, true);
            }
        }
    }
    Ok(planner.finish(deed, task))
}

fn plan_stop_application(
    group: &BizTalkGroup,
    role: Role,
    application: &Name,
    option: StopOption,
) -> Result<Plan, Refusal> {
    use crate::rules::instances::Operation;
    let deed = Deed::StopApplication(application.clone());
    if !group.applications.contains_key(application) {
        let item = ArtifactRef::new(ArtifactKind::Application, application);
        return Err(refuse(deed.sentence()).because(not_there(&item), None, Vec::new()));
    }
    let task = if option == StopOption::Terminate { Task::FullStop } else { Task::StartAndStop };
    if !may(role, task) {
        return Err(refuse_role(deed.sentence(), role, task));
    }
    let contents = contents(group, application);
    let mut planner = Planner::new(group, role);
    for location in &contents.locations {
        planner.enable_location(location, false);
    }
    let action = match option {
        StopOption::Allow => None,
        StopOption::Suspend => Some(Action::Stop),
        StopOption::Terminate => Some(Action::Unenlist),
    };
    if let Some(action) = action {
        for name in &contents.orchestrations {
            let state = planner.group.orchestrations.get(name).map(|it| it.state);
            if state.is_some_and(|state| lifecycle::orchestration(action, state).is_some())
                && let Err(refusal) = planner.act_on_orchestration(action, name)
            {
                planner.skip(ArtifactRef::new(ArtifactKind::Orchestration, name), refusal);
            }
        }
        // groups first: the last enlisted member of an enlisted group could not be unenlisted
        for item in contents.groups.iter().chain(&contents.ports) {
            let available =
                state_of(&planner.group, item).is_some_and(|from| lifecycle::look_up(action, from).to.is_some());
            if available && let Err(refusal) = planner.act(action, item) {
                planner.skip(item.clone(), refusal);
            }
        }
    }
    let mut plan = planner.finish(deed, task);
    let operation = match option {
        StopOption::Allow => None,
        StopOption::Suspend => Some(Operation::Suspend),
        StopOption::Terminate => Some(Operation::Terminate),
    };
    plan.instances = operation.map(|operation| (operation, contents.ports.into_iter().map(|item| item.name).collect()));
    Ok(plan)
}

pub(super) fn refuse(deed: Sentence) -> Refusal {
    Refusal::new(Sentence::new("refused-what").with("deed", deed))
}

pub(super) fn not_there(item: &ArtifactRef) -> Sentence {
    Sentence::new("refused-not-there").with("name", &item.name)
}

/// The role may not do it: who may, and how to become that.
#[must_use]
pub fn refuse_role(what: Sentence, role: Role, task: Task) -> Refusal {
    let roles: Vec<Sentence> = task.roles().iter().map(|role| Sentence::new(role.key())).collect();
    let ways_out = task
        .roles()
        .iter()
        .map(|role| WayOut {
            label: Sentence::new("way-switch-role").with("role", Sentence::new(role.key())),
            step: Step::SwitchRole(*role),
        })
        .take(1)
        .collect();
    refuse(what).because(
        Sentence::new("refused-role")
            .with("role", Sentence::new(role.key()))
            .with("task", Sentence::new(task.key()))
            .with("roles", roles),
        Some(task.citation()),
        ways_out,
    )
}

pub(super) fn refuse_problems(what: Sentence, problems: &[validate::Problem]) -> Result<(), Refusal> {
    let errors: Vec<Reason> = problems
        .iter()
        .filter(|problem| problem.severity == validate::Severity::Error)
        .map(|problem| Reason { sentence: problem.sentence.clone(), citation: None, ways_out: Vec::new() })
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    let mut refusal = refuse(what);
    refusal.reasons = errors;
    Err(refusal)
}

fn refuse_conditions(what: Sentence, conditions: Vec<Condition>, group: &BizTalkGroup) -> Refusal {
    let mut refusal = refuse(what);
    for condition in conditions {
        let ways_out = condition.remedies.iter().map(|remedy| way_out(remedy, group)).collect();
        refusal = refusal.because(condition.sentence, Some(condition.citation), ways_out);
    }
    refusal
}

/// A [`Remedy`] as something that can be clicked.
#[must_use]
pub fn way_out(remedy: &Remedy, group: &BizTalkGroup) -> WayOut {
    use crate::{message_box::InstanceQuery, rules::instances::Operation};
    let request = |label: Sentence, request: Request| WayOut { label, step: Step::Request(Box::new(request)) };
    match remedy {
        Remedy::Act(action, item) => request(
            Sentence::new("way-act").with("action", Sentence::new(action.key())).with("name", &item.name),
            Request::Act { action: *action, items: vec![item.clone()], held: super::Held::default() },
        ),
        Remedy::RemoveMember { group: name, port } => {
            let label = Sentence::new("way-remove-member").with("port", port).with("group", name);
            match group.send_port_groups.get(name) {
                Some(spg) => {
                    let mut spg = spg.as_ref().clone();
                    spg.members.retain(|member| member != port);
                    request(label, Request::Put { original: Some(name.clone()), artifact: spg.into() })
                }
                None => WayOut { label, step: Step::OpenProperties(ArtifactRef::send_port_group(name)) },
            }
        }
        Remedy::Unbind { orchestration: name, target } => {
            let label = Sentence::new("way-unbind").with("orchestration", name).with("target", target.name());
            match group.orchestrations.get(name) {
                Some(orchestration) => {
                    let mut orchestration = orchestration.as_ref().clone();
                    for port in &mut orchestration.ports {
                        if port.binding.as_ref() == Some(target) {
                            port.binding = None;
                        }
                    }
                    request(label, Request::Put { original: Some(name.clone()), artifact: orchestration.into() })
                }
                None => {
                    WayOut { label, step: Step::OpenProperties(ArtifactRef::new(ArtifactKind::Orchestration, name)) }
                }
            }
        }
        Remedy::AddReference { application, reference } => {
            let label =
                Sentence::new("way-add-reference").with("application", application).with("reference", reference);
            match group.applications.get(application) {
                Some(it) => {
                    let mut it = it.as_ref().clone();
                    it.references.push(reference.clone());
                    request(label, Request::Put { original: Some(application.clone()), artifact: it.into() })
                }
                None => {
                    let item = ArtifactRef::new(ArtifactKind::Application, application);
                    WayOut { label, step: Step::OpenProperties(item) }
                }
            }
        }
        Remedy::StartOrchestration(name) => orchestration_way(Action::Start, name),
        Remedy::StopOrchestration(name) => orchestration_way(Action::Stop, name),
        Remedy::UnenlistOrchestration(name) => orchestration_way(Action::Unenlist, name),
        Remedy::EnableReceiveLocation(name) => request(
            Sentence::new("way-enable-location").with("name", name),
            Request::EnableReceiveLocation { location: name.clone(), enabled: true },
        ),
        Remedy::StartHostInstance(host) => request(
            Sentence::new("way-start-host").with("host", host),
            Request::RunHostInstance { host: host.clone(), server: None, running: true },
        ),
        Remedy::StopHostInstance(host) => request(
            Sentence::new("way-stop-host").with("host", host),
            Request::RunHostInstance { host: host.clone(), server: None, running: false },
        ),
        Remedy::OpenProperties(item) => WayOut {
            label: Sentence::new("way-properties").with("name", &item.name),
            step: Step::OpenProperties(item.clone()),
        },
        Remedy::ShowInstances(port) => WayOut {
            label: Sentence::new("way-show-instances").with("port", port),
            step: Step::ShowInstances(port.clone()),
        },
        Remedy::TerminateInstancesOf(port) => request(
            Sentence::new("way-terminate-instances").with("port", port),
            Request::OperateWhere {
                operation: Operation::Terminate,
                query: InstanceQuery { port: Some(port.clone()), ..InstanceQuery::default() },
            },
        ),
    }
}

fn orchestration_way(action: Action, name: &Name) -> WayOut {
    WayOut {
        label: Sentence::new("way-act").with("action", Sentence::new(action.key())).with("name", name),
        step: Step::Request(Box::new(Request::ActOnOrchestration { action, orchestration: name.clone() })),
    }
}

/// The destination of a port: as configured, or up.
#[must_use]
pub fn destination_of(group: &BizTalkGroup, port: &Name) -> Destination {
    group
        .destinations
        .get(port)
        .map(|destination| destination.as_ref().clone())
        .unwrap_or_else(|| Destination { port: port.clone(), ..Destination::default() })
}
