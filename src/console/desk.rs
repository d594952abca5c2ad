//! What is being written in the editor of scenarios and lessons. It outlives the editor's window, so that
//! it can be tried in between; what it is about is looked through beside the window's thread.

use std::{cell::RefCell, path::PathBuf, rc::Rc};

use super::worker::{Job, Worker};
use crate::{
    training::{Manuscript, Remark, Review},
    words::Sentence,
};

/// The desk, which the window and the editor share.
pub type SharedDesk = Rc<RefCell<Desk>>;

/// Which part of a manuscript is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    #[default]
    Texts,
    /// Of a scenario.
    Info,
    /// What is to be put right, where there is no room beside the rest.
    Check,
    Step(usize),
}

impl Page {
    /// The page on which a field stands.
    #[must_use]
    pub fn of(field: &str) -> Self {
        let step = field.strip_prefix("steps[").and_then(|rest| rest.split(']').next()).and_then(|it| it.parse().ok());
        match step {
            Some(step) => Self::Step(step),
            None if field.starts_with("info") => Self::Info,
            None => Self::Texts,
        }
    }
}

type Outcome = Result<Review, Sentence>;

/// What is being written, and what is known of it.
pub struct Desk {
    pub manuscript: Manuscript,
    /// As a file holds it, or as it was begun.
    saved: Manuscript,
    /// Where it is kept.
    pub path: Option<PathBuf>,
    /// What of a sitting is not in it.
    pub notes: Vec<Sentence>,
    pub page: Page,
    /// The field that gets the keyboard next.
    pub wanted: Option<String>,
    checked: Option<(Manuscript, Outcome)>,
    checking: Option<(Manuscript, Job<Outcome>)>,
    filling: Option<Filling>,
    /// Why nothing could be filled in.
    pub failed: Option<Sentence>,
}

/// What comes of a step, or of all, is being found out.
struct Filling {
    of: Manuscript,
    step: Option<usize>,
    job: Job<Result<Manuscript, Sentence>>,
}

impl Desk {
    #[must_use]
    pub fn new(manuscript: Manuscript) -> Self {
        Self {
            saved: manuscript.clone(),
            manuscript,
            path: None,
            notes: Vec::new(),
            page: Page::default(),
            wanted: None,
            checked: None,
            checking: None,
            filling: None,
            failed: None,
        }
    }

    /// Likewise, kept in this file.
    #[must_use]
    pub fn kept_in(self, path: PathBuf) -> Self {
        Self { path: Some(path), ..self }
    }

    /// Likewise, taken from a sitting of which this is not in it.
    #[must_use]
    pub fn without(self, notes: Vec<Sentence>) -> Self {
        Self { notes, ..self }
    }

    #[must_use]
    pub fn shared(self) -> SharedDesk {
        Rc::new(RefCell::new(self))
    }

    /// Whether something would be lost.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.manuscript != self.saved
    }

    /// This is what the file holds now.
    pub fn saved(&mut self, path: PathBuf, manuscript: Manuscript) {
        self.path = Some(path);
        self.saved = manuscript;
    }

    /// Takes what is ready, and has what changed looked through.
    pub fn follow(&mut self, worker: &Worker) {
        // twice, since a job may be done at once
        for _ in 0..2 {
            self.take();
            if self.checking.is_none() && self.checked.as_ref().is_none_or(|(of, _)| *of != self.manuscript) {
                let of = self.manuscript.clone();
                let job = worker.run("check", move |_| of.review());
                self.checking = Some((self.manuscript.clone(), job));
            }
        }
    }

    fn take(&mut self) {
        if let Some((_, job)) = &mut self.checking
            && let Some(outcome) = job.take()
            && let Some((of, _)) = self.checking.take()
        {
            self.checked = Some((of, outcome));
        }
        if let Some(filling) = &mut self.filling
            && let Some(result) = filling.job.take()
            && let Some(Filling { of, .. }) = self.filling.take()
        {
            match result {
                // whoever has gone on writing meanwhile keeps that
                Ok(filled) if of == self.manuscript => self.manuscript = filled,
                Ok(_) => self.failed = Some(Sentence::new("authoring-fill-again")),
                Err(why) => self.failed = Some(why),
            }
        }
    }

    /// Has the promises of a step filled in from what really comes; `None`: of all.
    pub fn fill(&mut self, step: Option<usize>, worker: &Worker) {
        self.failed = None;
        let of = self.manuscript.clone();
        let job = worker.run("fill", move |_| of.as_it_comes(step));
        self.filling = Some(Filling { of: self.manuscript.clone(), step, job });
        self.take();
    }

    /// Whether something is being filled in, into this step or all.
    #[must_use]
    pub fn is_filling(&self, step: usize) -> bool {
        self.filling.as_ref().is_some_and(|it| it.step.is_none_or(|it| it == step))
    }

    /// What is to be put right, as far as it was looked through last.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        match &self.checked {
            Some((_, Ok(review))) => &review.remarks,
            _ => &[],
        }
    }

    /// Why it could not be looked through.
    #[must_use]
    pub fn not_checked(&self) -> Option<&Sentence> {
        match &self.checked {
            Some((_, Err(why))) => Some(why),
            _ => None,
        }
    }

    /// Whether that is of what stands there now.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.checked.as_ref().is_some_and(|(of, _)| *of == self.manuscript)
    }

    /// What keeps its file from being read again, where something does.
    #[must_use]
    pub fn unreadable(&self) -> Option<&Remark> {
        match &self.checked {
            Some((_, Ok(Review { unreadable: true, remarks }))) => remarks.first(),
            _ => None,
        }
    }

    /// Turns to a field.
    pub fn go_to(&mut self, field: &str) {
        self.page = Page::of(field);
        self.wanted = Some(field.to_owned());
    }

    /// The page that is shown, which is there.
    #[must_use]
    pub fn shown(&self) -> Page {
        let is_scenario = matches!(self.manuscript, Manuscript::Scenario(_));
        match self.page {
            Page::Step(step) if step < self.manuscript.len() => Page::Step(step),
            Page::Step(_) if !self.manuscript.is_empty() => Page::Step(self.manuscript.len() - 1),
            Page::Check => Page::Check,
            Page::Info if is_scenario => Page::Info,
            _ => Page::Texts,
        }
    }
}
