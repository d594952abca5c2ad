//! What the actions can do with what is selected: for how many, whom they skip and why. With many
//! selected that takes longer than a frame, so it is found out beside the window's thread, once
//! for each selection and each state of the document.

use std::{cell::RefCell, sync::Arc};

use super::{
    commands::{MOST_WARNINGS, Reach, WhyNot},
    kit::table::Selection,
    worker::{Job, Progress, Worker},
};
use crate::{
    engine::{Snapshot, availability},
    model::{ArtifactKind, ArtifactRef, PortState},
    rules::{
        Action, guards, lifecycle,
        permissions::{may, task_of},
    },
    words::Sentence,
};

/// Up to how many items are looked at within a frame.
const AT_ONCE: usize = 200;

/// What one action can do.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Greyed exactly by the action table and by the role. A guard does not grey.
    pub enabled: Result<(), WhyNot>,
    /// Not known yet: as if all of them qualified.
    pub reach: Reach,
    pub warnings: Vec<Sentence>,
}

/// What all actions can do with a selection.
#[derive(Clone, Debug, Default)]
pub struct Summaries {
    /// The selected items that have actions: how many, and the first one.
    pub count: usize,
    pub first: Option<ArtifactRef>,
    pub any_group: bool,
    actions: Vec<(Action, Summary)>,
}

impl Summaries {
    #[must_use]
    pub fn of(&self, action: Action) -> Summary {
        let found = self.actions.iter().find(|(it, _)| *it == action);
        found.map_or_else(|| nothing(&[]), |(_, summary)| summary.clone())
    }
}

/// Keeps what was found out until something changes.
#[derive(Default)]
pub struct Reaches(RefCell<Inner>);

/// The generation of the snapshot and the edition of the selection.
type Key = (u64, u64);

#[derive(Default)]
struct Inner {
    worker: Worker,
    known: Option<(Key, Arc<Summaries>)>,
    job: Option<(Key, Job<Option<Summaries>>)>,
}

impl Reaches {
    #[must_use]
    pub fn new(worker: &Worker) -> Self {
        Self(RefCell::new(Inner { worker: worker.clone(), ..Inner::default() }))
    }

    /// Whether it is being found out.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.0.borrow().job.is_some()
    }

    /// What is known of the actions on this selection now.
    pub fn of(&self, snapshot: &Snapshot, selection: &Selection<ArtifactRef>) -> Arc<Summaries> {
        let mut inner = self.0.borrow_mut();
        let key = (snapshot.generation, selection.edition());
        if let Some((key, done)) = inner.job.as_mut().and_then(|(key, job)| Some((*key, job.take()?))) {
            inner.job = None;
            if let Some(summaries) = done {
                inner.known = Some((key, Arc::new(summaries)));
            }
        }
        if let Some((known, summaries)) = &inner.known
            && *known == key
        {
            return summaries.clone();
        }
        if selection.len() <= AT_ONCE {
            let summaries = Arc::new(find_out(snapshot, selection, usize::MAX, &Progress::default()));
            (inner.known, inner.job) = (Some((key, summaries.clone())), None);
            return summaries;
        }
        if inner.job.as_ref().is_none_or(|(making, _)| *making != key) {
            let (snapshot, selection) = (snapshot.clone(), selection.clone());
            let job = inner.worker.run("reach", move |progress| {
                let found = find_out(&snapshot, &selection, usize::MAX, progress);
                (!progress.is_cancelled()).then_some(found)
            });
            inner.job = Some((key, job));
        }
        if let Some((key, done)) = inner.job.as_mut().and_then(|(key, job)| Some((*key, job.take()?))) {
            // done at once
            inner.job = None;
            if let Some(summaries) = done {
                let summaries = Arc::new(summaries);
                inner.known = Some((key, summaries.clone()));
                return summaries;
            }
        }
        match &inner.known {
            // of the same items, a moment ago
            Some(((_, edition), summaries)) if *edition == key.1 => summaries.clone(),
            _ => {
                let summaries = Arc::new(find_out(snapshot, selection, AT_ONCE, &Progress::default()));
                inner.known = Some(((0, key.1), summaries.clone()));
                summaries
            }
        }
    }
}

fn nothing(items: &[&ArtifactRef]) -> Summary {
    let why = match items.first() {
        None => Sentence::new("why-not-select-port"),
        Some(first) => Sentence::new("refused-not-there").with("name", &first.name),
    };
    Summary { enabled: Err(WhyNot::Sentence(why)), reach: Reach::default(), warnings: Vec::new() }
}

/// Looks at so many of the items; the others are taken to qualify.
fn find_out(snapshot: &Snapshot, selection: &[ArtifactRef], look: usize, progress: &Progress) -> Summaries {
    let acts = |item: &&ArtifactRef| {
        matches!(item.kind, ArtifactKind::SendPort | ArtifactKind::SendPortGroup | ArtifactKind::Orchestration)
    };
    let items: Vec<&ArtifactRef> = selection.iter().filter(acts).collect();
    let mut actions = Vec::new();
    for action in lifecycle::actions() {
        actions.push((action, summary(snapshot, action, &items, look, progress)));
    }
    Summaries {
        count: items.len(),
        first: items.first().map(|item| (*item).clone()),
        any_group: items.iter().any(|item| item.kind == ArtifactKind::SendPortGroup),
        actions,
    }
}

fn summary(snapshot: &Snapshot, action: Action, items: &[&ArtifactRef], look: usize, progress: &Progress) -> Summary {
    let mut summary = nothing(items);
    let mut why = None;
    let unseen = items.len().saturating_sub(look);
    summary.reach = Reach { qualify: unseen, of: items.len() };
    if unseen > 0 {
        summary.enabled = Ok(());
    }
    let key = if items.len() > 1 { "action-skips" } else { "action-refuses" };
    for (at, item) in items.iter().take(look).enumerate() {
        if at % 1024 == 0 && progress.is_cancelled() {
            break;
        }
        if item.kind == ArtifactKind::Orchestration {
            let state = snapshot.group.orchestrations.get(&item.name).map(|it| it.state).unwrap_or_default();
            if lifecycle::orchestration(action, state).is_some() {
                summary.enabled = Ok(());
            } else {
                why.get_or_insert_with(|| {
                    WhyNot::Sentence(
                        Sentence::new("refused-orchestration-state")
                            .with("name", &item.name)
                            .with("state", Sentence::new(state.key()))
                            .with("action", Sentence::new(action.key())),
                    )
                });
            }
            continue;
        }
        // the reasons of the first ones are told; of the others only whether they qualify
        if summary.warnings.len() >= MOST_WARNINGS && why.is_some() {
            let (table, guard) = quickly(snapshot, action, item);
            if table {
                summary.enabled = Ok(());
            }
            summary.reach.qualify += usize::from(table && guard);
            continue;
        }
        let availability = availability(&snapshot.group, snapshot.role, action, item);
        if availability.grey.is_none() {
            summary.enabled = Ok(());
        }
        if availability.grey.is_none() && availability.guard.is_none() {
            summary.reach.qualify += 1;
        }
        if let Some(refusal) = availability.grey.clone() {
            why.get_or_insert(WhyNot::Refusal(Box::new(refusal)));
        }
        if summary.warnings.len() < MOST_WARNINGS
            && let Some(refusal) = availability.grey.or(availability.guard)
            && let Some(reason) = refusal.reasons.into_iter().next()
        {
            summary.warnings.push(Sentence::new(key).with("name", &item.name).with("why", reason.sentence));
        }
    }
    if let (Err(_), Some(why)) = (&summary.enabled, why) {
        summary.enabled = Err(why);
    }
    summary
}

/// Whether the table and the role, and whether the guards let an action be: what
/// [`availability`] says, without putting the reasons into sentences.
fn quickly(snapshot: &Snapshot, action: Action, item: &ArtifactRef) -> (bool, bool) {
    let group = &snapshot.group;
    let state: Option<PortState> = match item.kind {
        ArtifactKind::SendPort => group.send_ports.get(&item.name).map(|port| port.state),
        ArtifactKind::SendPortGroup => group.send_port_groups.get(&item.name).map(|spg| spg.state),
        _ => None,
    };
    let Some(from) = state else { return (false, false) };
    if lifecycle::look_up(action, from).to.is_none() || !may(snapshot.role, task_of(action, from)) {
        return (false, false);
    }
    (true, guards::unmet(guards::act(group, action, item)).is_empty())
}
