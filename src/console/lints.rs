//! The lints of the document, worked out beside the window's thread after every edit; what was found
//! before stands in until then.

use std::sync::Arc;

use super::{
    context::Cx,
    kit::Mark,
    latest::Latest,
    worker::{Job, Worker},
};
use crate::{
    engine::Snapshot,
    model::{Artifact, ArtifactRef, Name},
    routing::lints::{self, ByArtifact, Level, Lint},
};

/// All lints of one state of the document.
#[derive(Debug, Default)]
pub struct Lints {
    /// Ports in the order of their names, then groups.
    pub all: Vec<Lint>,
    pub by: ByArtifact,
}

impl Lints {
    #[must_use]
    pub fn of(all: Vec<Lint>) -> Self {
        Self { by: ByArtifact::of(&all), all }
    }

    /// Those of one artifact.
    pub fn about<'a>(&'a self, item: &'a ArtifactRef) -> impl Iterator<Item = &'a Lint> {
        let order = |it: &ArtifactRef| (it.kind, it.name.clone());
        let wanted = order(item);
        let first = self.all.partition_point(|lint| order(&lint.item) < wanted);
        self.all[first..].iter().take_while(move |lint| lint.item == *item)
    }
}

/// Keeps the lints up to date.
#[derive(Default)]
pub struct LintStore {
    made: Option<(u64, Arc<Lints>)>,
    job: Option<(u64, Job<Option<Lints>>)>,
}

impl LintStore {
    /// Takes what is ready, and starts anew where something was edited; one at a time.
    pub fn follow(&mut self, worker: &Worker, snapshot: &Snapshot) {
        self.take(worker);
        if self.job.is_some() || self.made.as_ref().is_some_and(|(of, _)| *of == snapshot.edition) {
            return;
        }
        let group = snapshot.group.clone();
        let job = worker.run("lints", move |progress| {
            let mut tell = |done, total| {
                progress.tell(done, total);
                !progress.is_cancelled()
            };
            lints::all(&group, &mut tell).map(Lints::of)
        });
        self.job = Some((snapshot.edition, job));
        // where work is done at once it is done already
        self.take(worker);
    }

    fn take(&mut self, worker: &Worker) {
        let Some((of, mut job)) = self.job.take() else { return };
        match job.take() {
            Some(lints) => {
                let before = self.made.replace((of, Arc::new(lints.unwrap_or_default())));
                if let Some((_, before)) = before.filter(|(_, before)| before.all.len() > MANY) {
                    worker.free(before);
                }
            }
            None => self.job = Some((of, job)),
        }
    }

    /// The newest ones; `None` before there are any.
    #[must_use]
    pub fn newest(&self) -> Option<&Arc<Lints>> {
        self.made.as_ref().map(|(_, lints)| lints)
    }

    /// The newest ones, and of which edition of the document they are.
    #[must_use]
    pub fn current(&self) -> Option<(u64, Arc<Lints>)> {
        self.made.clone()
    }

    /// How far the work is that is under way, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> Option<f32> {
        self.job.as_ref().map(|(_, job)| job.progress().share().unwrap_or(0.0))
    }
}

/// From how many on it takes a moment to free them.
const MANY: usize = 1000;

/// The lints of what is being edited in a property window.
#[derive(Default)]
pub struct DraftLints(Latest<(u64, Artifact, Option<Name>), Vec<Lint>>);

impl DraftLints {
    /// The newest ones; those of an earlier state stand in while they are worked out.
    pub fn get(&mut self, cx: &Cx<'_>, artifact: Artifact, original: Option<&Name>) -> Option<Arc<Vec<Lint>>> {
        let key = (cx.snapshot.edition, artifact, original.cloned());
        self.0.get(&cx.worker, "lints", &key, || {
            let (group, (_, artifact, original)) = (cx.snapshot.group.clone(), key.clone());
            Box::new(move |_| lints::of(&artifact, &group, original.as_ref()))
        })
    }
}

impl From<Level> for Mark {
    fn from(level: Level) -> Self {
        match level {
            Level::Warning => Self::Warning,
            Level::Note => Self::Note,
        }
    }
}

/// What was found, why it is so and what to do about it, one below the other.
pub fn explain(ui: &mut egui::Ui, cx: &Cx<'_>, lint: &Lint) {
    Mark::from(lint.level()).line(ui, &cx.say(&lint.sentence()));
    ui.horizontal_top(|ui| {
        ui.add_space(Mark::INDENT);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for sentence in [lint.kind().remedy(), lint.citation().sentence()] {
                let text = super::theme::weak(ui, &cx.say(&sentence));
                super::kit::prose(ui, text);
            }
        });
    });
}
