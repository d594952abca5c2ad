//! Before the way back to an entry of the audit: what it undoes, step by step.

use std::sync::Arc;

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Footer, FooterChoice, Mark, dialog, footer},
    },
    engine::{HistoryStep, Refusal, Request, Response},
    message_box::AuditId,
    words::Sentence,
};

/// How many steps are listed.
const MOST: usize = 200;

/// Shows what would be undone, or redone, and does it.
pub struct UndoToDialog {
    id: AuditId,
    undo: bool,
    /// The generation that `steps` belong to.
    checked: Option<u64>,
    steps: Result<Vec<Arc<HistoryStep>>, Refusal>,
    refusal: Option<Refusal>,
}

impl UndoToDialog {
    #[must_use]
    pub fn new(id: AuditId, undo: bool) -> Self {
        Self { id, undo, checked: None, steps: Ok(Vec::new()), refusal: None }
    }

    fn check(&mut self, cx: &Cx<'_>) {
        if self.checked != Some(cx.snapshot.generation) {
            self.checked = Some(cx.snapshot.generation);
            let (history, role) = (&cx.snapshot.history, cx.snapshot.role);
            self.steps = if self.undo { history.undo_to(self.id, role) } else { history.redo_to(self.id, role) };
        }
    }
}

impl Dialog for UndoToDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text(if self.undo { "deed-undo-to" } else { "deed-redo-to" })
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(520.0, 400.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.check(cx);
        let after = dialog::body(ui, true, |ui| {
            let after = parts::refused(ui, cx, &mut self.refusal);
            match &self.steps {
                Ok(steps) => {
                    let key = if self.undo { "undo-to-lead" } else { "redo-to-lead" };
                    let lead = Sentence::new(key).with("count", steps.len()).with("entry", self.id.to_string());
                    parts::lead(ui, &cx.say(&lead));
                    for (number, step) in steps.iter().take(MOST).enumerate() {
                        parts::paragraph(ui, format!("{}.  {}", number + 1, cx.say(&step.deed.sentence())));
                    }
                    if steps.len() > MOST {
                        let more = Sentence::new("audit-more-deeds").with("count", steps.len() - MOST);
                        parts::paragraph(ui, cx.say(&more));
                    }
                    ui.add_space(6.0);
                    Mark::Note.line(ui, &cx.text("undo-to-messages-stay"));
                    Mark::Note.line(ui, &cx.text(if self.undo { "undo-to-redoable" } else { "redo-to-undoable" }));
                }
                Err(refusal) => {
                    let _ = parts::card(ui, cx, refusal);
                }
            }
            after
        });
        let (count, enabled) = match &self.steps {
            Ok(steps) => (steps.len(), Ok(())),
            Err(refusal) => (0, Err(refusal.reasons.first().map(|it| cx.say(&it.sentence)).unwrap_or_default())),
        };
        // not Cancel, which in French is the word for undoing as well
        let key = if self.undo { "undo-to-button" } else { "redo-to-button" };
        let (ok, cancel) = (cx.say(&Sentence::new(key).with("count", count)), cx.text("kit-close"));
        let buttons = Footer { ok: &ok, ok_enabled: enabled, apply: None, cancel: Some(&cancel) };
        match footer(ui, cx.words, &buttons) {
            Some(FooterChoice::Ok) => {
                let request = if self.undo { Request::UndoTo(self.id) } else { Request::RedoTo(self.id) };
                cx.push(Task::RequestForDialog(request));
                after
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => after,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        parts::reply(&mut self.refusal, result)
    }
}
