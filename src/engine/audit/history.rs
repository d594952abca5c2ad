//! The states of this session's document, and which steps lead from one to another.

use std::sync::Arc;

use rpds::HashTrieMapSync;

use super::super::{
    Deed, Refusal,
    plan::{Edit, refuse, refuse_role},
};
use crate::{
    message_box::AuditId,
    model::Role,
    rules::permissions::{Task, may},
    words::Sentence,
};

/// A step that can be undone and redone.
#[derive(Clone, Debug)]
pub struct HistoryStep {
    pub deed: Deed,
    /// What a role must be allowed to do for it.
    pub task: Task,
    /// Its entry in the audit.
    pub audit: AuditId,
    pub(in crate::engine) edits: Vec<Edit>,
    pub(in crate::engine) edition_before: u64,
    pub(in crate::engine) edition_after: u64,
}

/// What undo and redo can lead to. It belongs to the session: it is empty again after a restart,
/// and what was undone is forgotten when something else is done.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// What was done, oldest first.
    pub(in crate::engine) done: Arc<[Arc<HistoryStep>]>,
    /// What was undone: the last one is redone first.
    pub(in crate::engine) undone: Arc<[Arc<HistoryStep>]>,
    /// The edition of the document right after each entry of this session.
    pub(in crate::engine) editions: HashTrieMapSync<AuditId, u64>,
    pub(in crate::engine) edition: u64,
}

impl History {
    /// The steps to undo, newest first, so that everything is configured as it was right after
    /// this entry.
    ///
    /// # Errors
    /// Why that is not possible: there is no way back to it in this session, nothing was done
    /// since, or the role may not undo one of the steps.
    pub fn undo_to(&self, id: AuditId, role: Role) -> Result<Vec<Arc<HistoryStep>>, Refusal> {
        let what = || Sentence::new("deed-undo-to");
        let steps = self.way(id, true).map_err(|key| refuse(what()).because(Sentence::new(key), None, Vec::new()))?;
        allowed(&steps, role, what)?;
        Ok(steps)
    }

    /// The steps to redo, in that order, likewise.
    ///
    /// # Errors
    /// Likewise.
    pub fn redo_to(&self, id: AuditId, role: Role) -> Result<Vec<Arc<HistoryStep>>, Refusal> {
        let what = || Sentence::new("deed-redo-to");
        let steps = self.way(id, false).map_err(|key| refuse(what()).because(Sentence::new(key), None, Vec::new()))?;
        allowed(&steps, role, what)?;
        Ok(steps)
    }

    /// Whether the state right after this entry lies ahead: redo leads to it.
    #[must_use]
    pub fn is_ahead(&self, id: AuditId) -> bool {
        self.way(id, false).is_ok()
    }

    fn way(&self, id: AuditId, undo: bool) -> Result<Vec<Arc<HistoryStep>>, &'static str> {
        let edition = *self.editions.get(&id).ok_or("refused-not-in-this-session")?;
        if edition == self.edition {
            return Err("refused-nothing-since");
        }
        let back = self.done.iter().position(|step| step.edition_before == edition);
        let ahead = self.undone.iter().position(|step| step.edition_after == edition);
        match (back, ahead) {
            (Some(at), _) if undo => Ok(self.done[at..].iter().rev().cloned().collect()),
            (_, Some(at)) if !undo => Ok(self.undone[at..].iter().rev().cloned().collect()),
            (Some(_), _) => Err("refused-lies-behind"),
            (_, Some(_)) => Err("refused-lies-ahead"),
            (None, None) => Err("refused-no-way-back"),
        }
    }
}

/// All or nothing: every step must be allowed.
fn allowed(steps: &[Arc<HistoryStep>], role: Role, what: impl Fn() -> Sentence) -> Result<(), Refusal> {
    match steps.iter().find(|step| !may(role, step.task)) {
        None => Ok(()),
        Some(step) => {
            let mut refusal = refuse_role(what(), role, step.task);
            let because = Sentence::new("refused-step-needs").with("deed", step.deed.sentence());
            for reason in &mut refusal.reasons {
                reason.sentence = because.clone().with("why", reason.sentence.clone());
            }
            Err(refusal)
        }
    }
}
