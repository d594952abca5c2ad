//! Delete, and move to another application.

use std::sync::Arc;

use super::super::{Deed, Fact, Progress, Refusal};
use super::refuse::{cancelled, not_there, nothing_done, refuse, refuse_conditions, refuse_role};
use super::{Plan, Planner};
use crate::model::{Addressing, Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Name, Role, Source, Target};
use crate::rules::guards;
use crate::rules::permissions::{Task, may};

pub(super) fn plan_delete(
    group: &BizTalkGroup,
    role: Role,
    items: &[ArtifactRef],
    what_may: bool,
    live: &dyn Fn(&ArtifactRef) -> u64,
    progress: &Progress,
) -> Result<Plan, Refusal> {
    progress.begin(items.len());
    let deed = Deed::Delete(items.to_vec());
    let task =
        if items.iter().all(|item| item.kind == ArtifactKind::Template) { Task::Inject } else { Task::Configure };
    if !may(role, task) {
        return Err(refuse_role(deed.sentence(), role, task));
    }
    let mut planner = Planner::new(group, role);
    let mut in_order = items.to_vec();
    in_order.sort_by_key(|item| guards::deletion_order(item.kind));
    let mut unmet = Vec::new();
    let mut deleted = Vec::new();
    for item in &in_order {
        if progress.is_cancelled() {
            return Err(cancelled(&deed));
        }
        progress.step();
        if planner.group.get(item).is_none() {
            return Err(refuse(deed.sentence()).because(not_there(item), None, Vec::new()));
        }
        let missing = guards::unmet(guards::delete(&planner.group, item, live(item)));
        if missing.is_empty() {
            delete(&mut planner, item);
            deleted.push(item.clone());
        } else if what_may {
            let what = Deed::Delete(vec![item.clone()]).sentence();
            let refusal = refuse_conditions(what, missing, &planner.group);
            planner.skip(item.clone(), refusal);
        } else {
            unmet.extend(missing);
        }
    }
    if !unmet.is_empty() {
        return Err(refuse_conditions(deed.sentence(), unmet, group));
    }
    let deed = if deleted.is_empty() && what_may {
        return Err(nothing_done(deed.sentence(), planner.skipped));
    } else if what_may {
        Deed::Delete(deleted)
    } else {
        deed
    };
    Ok(planner.finish(deed, task))
}

pub(super) fn delete(planner: &mut Planner, item: &ArtifactRef) {
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
    change_those_that_follow(planner, |artifact| {
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

/// Runs `change` over a copy of every artifact that follows what is deleted, and plans what
/// differs.
fn change_those_that_follow(planner: &mut Planner, change: impl Fn(&mut Artifact)) {
    let group = planner.group.clone();
    let all = group.orchestrations.values().cloned().map(Artifact::Orchestration);
    for before in all.chain(group.templates.values().cloned().map(Artifact::Template)) {
        let mut after = before.clone();
        change(&mut after);
        planner.replace(before, after);
    }
}

pub(super) fn plan_move(
    group: &BizTalkGroup,
    role: Role,
    items: &[ArtifactRef],
    application: &Name,
    progress: &Progress,
) -> Result<Plan, Refusal> {
    progress.begin(items.len());
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
        if progress.is_cancelled() {
            return Err(cancelled(&deed));
        }
        progress.step();
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
