//! Create, edit, rename.

use std::sync::Arc;

use super::super::{Deed, Fact, Progress, Refusal};
use super::refuse::{cancelled, not_there, nothing_done, refuse, refuse_conditions, refuse_problems, refuse_role};
use super::{Plan, Planner};
use crate::model::{
    Adapter, Addressing, Artifact, ArtifactKind, ArtifactRef, BizTalkGroup, Name, Orchestration, OrchestrationState,
    PortState, Role, SendPort, SendPortGroup, Source, Target, validate,
};
use crate::rules::permissions::{Task, may};
use crate::rules::{Citation, Page, guards};
use crate::words::Sentence;

pub(super) fn plan_put(
    group: &BizTalkGroup,
    role: Role,
    original: Option<&Name>,
    artifact: &Artifact,
) -> Result<Plan, Refusal> {
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
    keep_states(group, before.as_ref(), &mut artifact);
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
        (Some(Artifact::Orchestration(before)), Artifact::Orchestration(after)) => guards::edit_bindings(before, after),
        (Some(Artifact::Adapter(before)), Artifact::Adapter(after)) => before
            .handlers
            .iter()
            .filter(|host| !after.handlers.contains(host))
            .flat_map(|host| guards::remove_handler(group, &before.name, host))
            .collect(),
        (before, Artifact::SendPort(after)) => {
            let before = match before {
                Some(Artifact::SendPort(before)) => Some(before.as_ref()),
                _ => None,
            };
            guards::edit_send_port(before, after)
        }
        _ => Vec::new(),
    };
    // an edit that names another application is a move
    let applications = match (&before, &artifact) {
        (Some(Artifact::SendPort(before)), Artifact::SendPort(after)) => {
            Some((&before.application, &after.application))
        }
        (Some(Artifact::SendPortGroup(before)), Artifact::SendPortGroup(after)) => {
            Some((&before.application, &after.application))
        }
        _ => None,
    };
    if let (Some((from, to)), Some(before)) = (applications, &before)
        && from != to
    {
        conditions.extend(guards::move_to_application(group, &[before.reference()], to));
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

/// Replaces several artifacts, each by itself: those that may not be are skipped.
pub(super) fn plan_put_many(
    group: &BizTalkGroup,
    role: Role,
    artifacts: &[Artifact],
    progress: &Progress,
) -> Result<Plan, Refusal> {
    progress.begin(artifacts.len());
    let mut planner = Planner::new(group, role);
    let mut edited = Vec::new();
    for artifact in artifacts {
        if progress.is_cancelled() {
            return Err(cancelled(&Deed::EditMany(artifacts.iter().map(Artifact::reference).collect())));
        }
        progress.step();
        let item = artifact.reference();
        match plan_put(&planner.group, role, Some(&item.name), artifact) {
            Ok(plan) => {
                for edit in plan.edits {
                    planner.edit(edit.before, edit.after);
                }
                planner.facts.extend(plan.facts);
                edited.push(item);
            }
            Err(refusal) => planner.skip(item, refusal),
        }
    }
    if edited.is_empty() {
        return Err(nothing_done(Deed::EditMany(edited).sentence(), planner.skipped));
    }
    Ok(planner.finish(Deed::EditMany(edited), Task::Configure))
}

/// Takes over what a binding file says, each artifact by itself: those that may not be are skipped.
pub(super) fn plan_import(
    group: &BizTalkGroup,
    role: Role,
    file: &str,
    artifacts: &[Artifact],
    progress: &Progress,
) -> Result<Plan, Refusal> {
    let deed = |count| Deed::Import { file: file.to_owned(), count };
    if !may(role, Task::Configure) {
        return Err(refuse_role(deed(artifacts.len()).sentence(), role, Task::Configure));
    }
    progress.begin(artifacts.len());
    let mut planner = Planner::new(group, role);
    let mut count = 0;
    for artifact in artifacts {
        if progress.is_cancelled() {
            return Err(cancelled(&deed(artifacts.len())));
        }
        progress.step();
        let item = artifact.reference();
        // in the spelling that it has here: an import does not rename
        let there = planner.group.get(&item).map(|it| it.name().clone());
        match plan_put(&planner.group, role, there.as_ref(), artifact) {
            Ok(plan) => {
                for edit in plan.edits {
                    planner.edit(edit.before, edit.after);
                }
                planner.facts.extend(plan.facts);
                count += 1;
            }
            Err(refusal) => planner.skip(item, refusal),
        }
    }
    if count == 0 {
        return Err(nothing_done(deed(artifacts.len()).sentence(), planner.skipped));
    }
    Ok(planner.finish(deed(count), Task::Configure))
}

/// An edit does not change states: there are actions for that.
pub(super) fn keep_states(group: &BizTalkGroup, before: Option<&Artifact>, after: &mut Artifact) {
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
                // the server of another host instance is the same server
                instance.down = group.is_down(&instance.server);
            }
        }
        _ => {}
    }
}

/// Everything that names the artifact names it by its new name.
pub(super) fn follow_rename(planner: &mut Planner, kind: ArtifactKind, from: &Name, to: &Name) {
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
pub(super) fn change_all(planner: &mut Planner, spelling: bool, change: impl Fn(&mut Artifact)) {
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
