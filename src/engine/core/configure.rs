//! Administrative requests: edits, undo and redo.

use super::super::audit::OpenEntry;
use super::super::plan;
use super::super::plan::{Edit, LetGo, Plan};
use super::super::publish::is_running;
use super::super::{AuditAction, AuditedDeed, Fact, HistoryStep, PortCounts, Progress, Refusal, Request, Response};
use super::{Engine, InHand, Step};
use crate::message_box::{AuditId, Error, Instance, InstanceQuery, Write};
use crate::model::{Artifact, ArtifactKind, ArtifactRef, Host, Name, Role};
use crate::rules::instances;
use crate::rules::instances::InstanceState;
use crate::rules::permissions::may;
use crate::words::Sentence;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Engine {
    pub(super) fn configure(&mut self, request: &Request, progress: &Progress) -> Result<Response, Refusal> {
        let live = |item: &ArtifactRef| self.counts.live(item);
        let plan = plan::plan(&self.group, self.role, request, &live, progress)?;
        if !progress.begin_writing() {
            return Err(plan::cancelled(&plan.deed));
        }
        let Plan { deed, task, edits, facts, skipped, release, instances, let_go } = plan;
        self.entry = Some(OpenEntry::new(AuditAction::of(&deed)));
        self.apply_edits(&edits, facts, &deed.sentence(), Vec::new(), &let_go)?;
        if !edits.is_empty() {
            let edition = self.last_edition + 1;
            self.undo.push(Arc::new(HistoryStep {
                deed: Arc::new(deed),
                task,
                audit: AuditId(self.ids.audit),
                edition_before: self.edition,
                edition_after: edition,
                edits,
            }));
            self.edition = edition;
            self.last_edition = edition;
            self.redo.clear();
            self.history = None;
        }
        // from here on the step is made; what could not follow is told, and can be asked for again
        let mut skipped = skipped;
        let mut skipped_instances = Vec::new();
        for item in release {
            if let Err(refusal) = self.release_held(&item) {
                skipped.push((item, refusal));
            }
        }
        if let Some((operation, ports)) = instances {
            for port in ports {
                let query = InstanceQuery {
                    port: Some(port.clone()),
                    states: InstanceState::ALL
                        .into_iter()
                        .filter(|state| instances::result(operation, *state).is_some())
                        .collect(),
                    ..InstanceQuery::default()
                };
                match self.operate_on_all(operation, &query, &Progress::default()) {
                    Ok(more) => skipped_instances.extend(more),
                    Err(refusal) => skipped.push((ArtifactRef::send_port(&port), refusal)),
                }
            }
        }
        Ok(Response { skipped, skipped_instances, ..Response::default() })
    }

    /// Makes edits in one step. `undone`: entries of the audit that they undo or redo.
    pub(super) fn apply_edits(
        &mut self,
        edits: &[Edit],
        facts: Vec<Fact>,
        what: &Sentence,
        undone: Vec<(AuditId, bool)>,
        let_go: &[(Name, Name, LetGo)],
    ) -> Result<(), Refusal> {
        let mut group = self.group.clone();
        let moved = !edits.iter().all(Edit::keeps_its_place);
        let mut step = Step { facts, moved, undone, ..Step::default() };
        if !edits.is_empty() {
            step.audited = Some(edits.to_vec());
        }
        // by the name that a host has afterwards: as it was before
        let mut hosts: BTreeMap<Name, Arc<Host>> = BTreeMap::new();
        for edit in edits {
            edit.apply(&mut group);
            if let (Some(before), Some(after)) = (&edit.before, &edit.after) {
                let (from, to) = (before.name(), after.name());
                if !from.same_spelling(to) {
                    let (from, to) = (from.clone(), to.clone());
                    match after.kind() {
                        ArtifactKind::SendPort => step.writes.push(Write::RenamePort { from, to }),
                        ArtifactKind::SendPortGroup => step.writes.push(Write::RenameGroup { from, to }),
                        ArtifactKind::Host => step.writes.push(Write::RenameHost { from, to }),
                        _ => {}
                    }
                }
            }
            if let (Some(Artifact::Host(before)), Some(Artifact::Host(after))) = (&edit.before, &edit.after) {
                let first = hosts.remove(&before.name).unwrap_or_else(|| before.clone());
                hosts.insert(after.name.clone(), first);
            }
        }
        let works = |host: Option<&Arc<Host>>, server: &Name| {
            host.is_some_and(|host| host.working().any(|working| working == server))
        };
        let renames: Vec<Write> = step.writes.clone();
        // host instances that do not work any more let go of what they had in hand
        let in_hand = std::mem::take(&mut self.in_hand);
        let (back, kept): (BTreeMap<_, _>, BTreeMap<_, _>) = in_hand.into_iter().partition(|(_, it)| {
            let (host, server) = (&it.instance.host, it.instance.server.clone().unwrap_or_default());
            let changed = hosts.iter().find(|(_, before)| before.name == *host);
            changed.is_some_and(|(name, before)| works(Some(before), &server) && !works(group.hosts.get(name), &server))
                || let_go.iter().any(|(of, on, _)| of == host && *on == server)
        });
        self.in_hand = kept;
        let now_running = |host: &Name| {
            let now_called = hosts.iter().find(|(_, before)| before.name == *host).map(|(name, _)| name);
            is_running(group.hosts.get(now_called.unwrap_or(host)))
        };
        if let Err(error) = self.hand_back(&mut step, back.values(), let_go, now_running) {
            self.in_hand.extend(back);
            return Err(Self::refuse_store(what.clone(), &error));
        }
        // what waited for a host that runs now, in the same transaction
        let started = hosts
            .iter()
            .filter(|(name, before)| !before.is_running() && is_running(group.hosts.get(name)))
            .map(|(_, before)| before.name.clone());
        for host in started {
            let dehydrated = self.waiting_for(&host).map_err(|error| Self::refuse_store(what.clone(), &error));
            match dehydrated {
                Ok(dehydrated) => step.instances.extend(dehydrated),
                Err(refusal) => {
                    self.in_hand.extend(back);
                    return Err(refusal);
                }
            }
        }
        step.group = Some(group);
        let delayed = match self.rename_delayed(&renames) {
            Ok(delayed) => delayed,
            Err(error) => {
                self.in_hand.extend(back);
                return Err(Self::refuse_store(what.clone(), &error));
            }
        };
        let delayed = delayed.map(|(delayed, write)| {
            step.writes.push(write);
            delayed
        });
        let result = self.commit(step, self.now).map_err(|error| Self::refuse_store(what.clone(), &error));
        if result.is_err() {
            self.in_hand.extend(back);
            return result;
        }
        if let Some(delayed) = delayed {
            self.delayed = Arc::new(delayed);
        }
        for Edit { before, after } in edits {
            self.census.follow(before.as_ref(), after.as_ref());
            self.matcher.follow(before.as_ref(), after.as_ref());
        }
        for rename in &renames {
            self.follow_rename(rename);
        }
        if !renames.is_empty() && !self.outgoing.is_empty() {
            self.reload_outgoing().map_err(|error| Self::refuse_store(what.clone(), &error))?;
        }
        self.update_waiting();
        Ok(())
    }

    /// What becomes of what host instances had in hand that do not work any more.
    fn hand_back<'a>(
        &self,
        step: &mut Step,
        back: impl Iterator<Item = &'a InHand>,
        let_go: &[(Name, Name, LetGo)],
        runs: impl Fn(&Name) -> bool,
    ) -> Result<(), Error> {
        for it in back {
            let instance = &it.instance;
            let killed = let_go.iter().any(|(host, server, how)| {
                *how == LetGo::Killed && *host == instance.host && Some(server) == instance.server.as_ref()
            });
            if killed {
                // nobody knows yet that it died: until its lease ends it is Active
                let after = Instance { due: Some(self.lease_end()), ..instance.clone() };
                step.instances.push((Some(instance.clone()), after));
                continue;
            }
            if let Some(operation) = instance.pending {
                self.finish_pending(step, instance, instance.clone(), operation)?;
                continue;
            }
            let Instance { message, id, port, server, .. } = instance.clone();
            step.facts.push(Fact::HandedBack { message, instance: id, port, server });
            // its state is saved; another instance of the host has it at once, if there is one
            let state = if runs(&instance.host) { InstanceState::ReadyToRun } else { InstanceState::Dehydrated };
            let after = Instance { state, due: None, ..instance.clone() };
            step.instances.push((Some(instance.clone()), after));
        }
        Ok(())
    }

    /// Counters, reports and what is in hand use the new name from now on.
    pub(super) fn follow_rename(&mut self, rename: &Write) {
        match rename {
            Write::RenamePort { from, to } => {
                if let Some(counts) = self.counts.by_port.get(from).copied() {
                    self.counts.by_port.remove_mut(from);
                    // what a deleted port of that name left behind is under it too
                    let there = self.counts.port(to);
                    let counts = PortCounts {
                        suspended: counts.suspended + there.suspended,
                        held: counts.held + there.held,
                        in_progress: counts.in_progress + there.in_progress,
                        arrived: counts.arrived + there.arrived,
                    };
                    self.counts.by_port.insert_mut(to.clone(), counts);
                }
                for it in self.in_hand.values_mut() {
                    if it.instance.port.as_ref() == Some(from) {
                        it.instance.port = Some(to.clone());
                    }
                }
            }
            Write::RenameGroup { from, to } => {
                if let Some(held) = self.counts.held_via.get(from).copied() {
                    self.counts.held_via.remove_mut(from);
                    let there = self.counts.held_via.get(to).copied().unwrap_or(0);
                    self.counts.held_via.insert_mut(to.clone(), held + there);
                }
                for it in self.in_hand.values_mut() {
                    if it.instance.via.as_ref() == Some(from) {
                        it.instance.via = Some(to.clone());
                    }
                }
            }
            Write::RenameHost { from, to } => {
                if let Some(counts) = self.counts.by_host.get(from).copied() {
                    self.counts.by_host.remove_mut(from);
                    self.counts.by_host.insert_mut(to.clone(), counts);
                }
                for it in self.in_hand.values_mut() {
                    if it.instance.host == *from {
                        it.instance.host = to.clone();
                    }
                }
            }
            _ => {}
        }
    }

    /// Undoes or redoes the next step, or all up to an entry of the audit in one.
    pub(super) fn undo_or_redo(&mut self, undo: bool, to: Option<AuditId>) -> Result<Response, Refusal> {
        let (what, steps) = match to {
            None => {
                let what = Sentence::new(if undo { "deed-undo" } else { "deed-redo" });
                let Some(step) = (if undo { &self.undo } else { &self.redo }).last().cloned() else {
                    let reason = if undo { "refused-nothing-to-undo" } else { "refused-nothing-to-redo" };
                    return Err(plan::refuse(what).because(Sentence::new(reason), None, Vec::new()));
                };
                if !may(self.role, step.task) {
                    return Err(plan::refuse_role(what, self.role, step.task));
                }
                (what, vec![step])
            }
            Some(id) if undo => (Sentence::new("deed-undo-to"), self.history().undo_to(id, self.role)?),
            Some(id) => (Sentence::new("deed-redo-to"), self.history().redo_to(id, self.role)?),
        };
        let mut edits: Vec<Edit> = Vec::new();
        for step in &steps {
            if undo {
                edits.extend(step.edits.iter().rev().map(Edit::inverse));
            } else {
                edits.extend(step.edits.iter().cloned());
            }
        }
        let fact = |step: &Arc<HistoryStep>| {
            if undo { Fact::Undone(step.deed.as_ref().clone()) } else { Fact::Redone(step.deed.as_ref().clone()) }
        };
        self.entry = Some(OpenEntry::new(AuditAction::history(undo, &steps, to)));
        let marks = steps.iter().map(|step| (step.audit, undo)).collect();
        self.apply_edits(&edits, steps.iter().map(fact).collect(), &what, marks, &[])?;
        for step in steps {
            if undo {
                self.undo.pop();
                self.edition = step.edition_before;
                self.redo.push(step);
            } else {
                self.redo.pop();
                self.edition = step.edition_after;
                self.undo.push(step);
            }
        }
        self.history = None;
        Ok(Response::default())
    }

    pub(super) fn set_role(&mut self, role: Role) -> Result<Response, Refusal> {
        if role != self.role {
            let change = AuditedDeed::Role { from: self.role, to: role };
            self.entry = Some(OpenEntry::new(AuditAction::new(change)));
            let step = Step { facts: vec![Fact::RoleChanged(role)], audited: Some(Vec::new()), ..Step::default() };
            let what = Sentence::new("deed-role").with("role", Sentence::new(role.key()));
            self.commit(step, self.now).map_err(|error| Self::refuse_store(what, &error))?;
            self.role = role;
            self.changed();
        }
        Ok(Response::default())
    }
}
