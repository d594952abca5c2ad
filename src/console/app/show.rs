//! A message before a class: the class has said what becomes of it, it is sent, and its way is shown step
//! by step. Until the last step the window stands as it was before, so that nothing gives the end away.

use std::sync::Arc;

use super::{App, Asker, Pane};
use crate::{
    console::{commands::Command, dialogs::refusal::RefusalDialog, panels::class::Told},
    engine::{Refusal, Report, Request, Response, Snapshot},
    model::{Draft, MessageId},
    training::{Answer, Question, Votes, grade},
};

/// What a class was asked and has answered.
#[derive(Clone, Debug)]
pub struct Asked {
    pub draft: Draft,
    pub question: Question,
    /// What was chosen by its key or with the pointer.
    pub answer: Answer,
    /// Whether something was chosen for every piece.
    pub chosen: bool,
    pub votes: Votes,
}

/// A message whose end is not told yet.
pub(super) struct Show {
    /// Everything as it was when the message was sent.
    pub before: Arc<Snapshot>,
    asked: Box<Asked>,
    message: Option<MessageId>,
}

/// What is shown while the end is not told: as it was, and the way of the message as far as one is.
#[derive(Clone)]
pub struct Veil {
    /// Once it is known.
    pub report: Option<Arc<Report>>,
}

impl App {
    /// Sends what a class was asked about.
    pub(super) fn show_class(&mut self, asked: Box<Asked>) {
        let request = Request::Publish { draft: asked.draft.clone(), count: 1 };
        let before = self.shown_snapshot();
        self.stage.show = Some(Show { before, asked, message: None });
        self.set_stage();
        self.request(request, Asker::Show);
    }

    pub(super) fn shown(&mut self, result: Result<Response, Refusal>) {
        match result {
            Ok(response) => {
                let Some(show) = &mut self.stage.show else { return };
                show.message = response.messages.last().copied();
                self.view.outcome.show_message(show.message);
                self.view.inject.injected();
            }
            Err(refusal) => {
                self.stage.show = None;
                self.open(Box::new(RefusalDialog::new(refusal)));
            }
        }
    }

    /// What a class has said so far: while it is asked, and while the end is not told.
    pub(super) fn votes(&self) -> Option<&Votes> {
        let asked = self.dialogs.iter().rev().find_map(|(_, dialog)| dialog.votes());
        asked.or(self.stage.show.as_ref().map(|show| &show.asked.votes))
    }

    /// What hides the end of a message, while it is hidden.
    pub(super) fn veil(&self) -> Option<Veil> {
        let show = self.stage.show.as_ref()?;
        let of = |id: MessageId| self.snapshot.reports.iter().find(|it| it.message.id == id).cloned();
        Some(Veil { report: show.message.and_then(of) })
    }

    /// One step further; after the last one is the verdict.
    pub(super) fn step_forward(&mut self) {
        if self.stage.on && self.stage.show.is_none() && self.snapshot.reports.is_empty() {
            // a clicker alone is enough
            return self.invoke(Command::AskClass);
        }
        self.turn_to_way();
        let at_end = self.view.diagram.is_at_end();
        self.view.diagram.step_forward();
        if !self.stage.on {
            return;
        }
        if at_end {
            self.show_verdict();
        } else if self.view.diagram.is_at_end() {
            self.lift_veil();
        }
    }

    pub(super) fn step_back(&mut self) {
        // from the verdict back to the last step
        if !self.turn_to_way() {
            self.view.diagram.step_back();
        }
    }

    /// The end is told at once.
    pub(super) fn show_verdict(&mut self) {
        self.lift_veil();
        if self.stage.on {
            self.view.pane = Pane::Outcome;
            // the keys of the stage go on acting
            if let Some(focused) = self.ctx.memory(egui::Memory::focused) {
                self.ctx.memory_mut(|memory| memory.surrender_focus(focused));
            }
        } else {
            self.view.focus = Some(Pane::Outcome);
        }
    }

    /// From now on everything is shown as it is.
    pub(super) fn lift_veil(&mut self) {
        let Some(show) = &self.stage.show else { return };
        // a step too early: what becomes of it is not known yet
        let Some(truth) = show.asked.question.truth(&self.snapshot) else { return };
        let Some(show) = self.stage.show.take() else { return };
        // what failed has told by now
        self.stage.secret = None;
        let Asked { question, answer, chosen, votes, .. } = *show.asked;
        if let Some(message) = truth.report {
            let graded = grade(&question, &answer, &truth);
            self.view.outcome.beside(Told {
                message,
                graded,
                chosen,
                bars: votes.beside(&truth),
                because: truth.because,
            });
        }
    }

    /// What changes something is not done behind a veil.
    pub(super) fn before_command(&mut self, command: Command) {
        let changes = matches!(
            command,
            Command::Act(_)
                | Command::Preview(_)
                | Command::Inject
                | Command::AskClass
                | Command::DryRun
                | Command::Undo
                | Command::Redo
                | Command::Delete
                | Command::Role(_)
                | Command::WholeWay
        );
        if changes || command == Command::Stage {
            self.lift_veil();
        }
    }
}
