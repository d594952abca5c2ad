//! Enlist, Start, Stop, Unenlist of ports and groups, and applications as a whole.

use super::super::{Deed, Progress, Refusal, StartOptions, StopOption};
use super::refuse::{cancelled, not_there, nothing_done, refuse, refuse_role};
use super::{Plan, Planner};
use crate::model::{Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Name, OrchestrationState, PortState, Role};
use crate::rules::permissions::{Task, may};
use crate::rules::{Action, lifecycle};

pub(super) fn plan_act(
    group: &BizTalkGroup,
    role: Role,
    action: Action,
    items: &[ArtifactRef],
    progress: &Progress,
) -> Result<Plan, Refusal> {
    progress.begin(items.len());
    let mut planner = Planner::new(group, role);
    let mut done = Vec::new();
    let mut in_order = items.to_vec();
    // a group needs its members to be enlisted before it starts, and lets them go only after it
    // was unenlisted itself
    let group_first = matches!(action, Action::Stop | Action::Unenlist);
    in_order.sort_by_key(|item| (item.kind == ArtifactKind::SendPortGroup) != group_first);
    let mut task = Task::StartAndStop;
    for item in in_order {
        if progress.is_cancelled() {
            return Err(cancelled(&Deed::Act(action, items.to_vec())));
        }
        progress.step();
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
        return Err(nothing_done(Deed::Act(action, Vec::new()).sentence(), planner.skipped));
    }
    Ok(planner.finish(Deed::Act(action, done), task))
}

pub(super) fn state_of(group: &BizTalkGroup, item: &ArtifactRef) -> Option<PortState> {
    match group.get(item)? {
        Artifact::SendPort(port) => Some(port.state),
        Artifact::SendPortGroup(spg) => Some(spg.state),
        _ => None,
    }
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

pub(super) fn plan_start_application(
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
                // starting an application enlists what is not enlisted yet
                for action in [Action::Enlist, Action::Start] {
                    let state = planner.group.orchestrations.get(&name).map(|it| it.state);
                    let available = state.is_some_and(|state| lifecycle::orchestration(action, state).is_some());
                    if available && let Err(refusal) = planner.act_on_orchestration(action, &name) {
                        planner.skip(ArtifactRef::new(ArtifactKind::Orchestration, &name), refusal);
                    }
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

pub(super) fn plan_stop_application(
    group: &BizTalkGroup,
    role: Role,
    application: &Name,
    option: StopOption,
) -> Result<Plan, Refusal> {
    let deed = Deed::StopApplication(application.clone());
    if !group.applications.contains_key(application) {
        let item = ArtifactRef::new(ArtifactKind::Application, application);
        return Err(refuse(deed.sentence()).because(not_there(&item), None, Vec::new()));
    }
    let task = option.task();
    if !may(role, task) {
        return Err(refuse_role(deed.sentence(), role, task));
    }
    let contents = contents(group, application);
    let mut planner = Planner::new(group, role);
    for location in &contents.locations {
        planner.enable_location(location, false);
    }
    let effects = option.effects();
    if let Some(action) = effects.orchestrations {
        for name in &contents.orchestrations {
            let state = planner.group.orchestrations.get(name).map(|it| it.state);
            if state.is_some_and(|state| lifecycle::orchestration(action, state).is_some())
                && let Err(refusal) = planner.act_on_orchestration(action, name)
            {
                planner.skip(ArtifactRef::new(ArtifactKind::Orchestration, name), refusal);
            }
        }
    }
    for (action, items) in [(effects.send_port_groups, &contents.groups), (effects.send_ports, &contents.ports)] {
        let Some(action) = action else { continue };
        for item in items {
            let available =
                state_of(&planner.group, item).is_some_and(|from| lifecycle::look_up(action, from).to.is_some());
            if available && let Err(refusal) = planner.act(action, item) {
                planner.skip(item.clone(), refusal);
            }
        }
    }
    let mut plan = planner.finish(deed, task);
    plan.instances =
        effects.instances.map(|operation| (operation, contents.ports.into_iter().map(|item| item.name).collect()));
    Ok(plan)
}
