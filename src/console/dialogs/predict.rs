//! Predict, then run: what is going to become of a message is told before it is sent.

use egui::Ui;

use super::{After, Dialog, actions, parts};
use crate::{
    console::{
        commands::Command,
        context::{Cx, Task},
        kit::{Footer, FooterChoice, dialog, footer},
        panels::prediction::{Prediction, side_by_side},
    },
    engine::{Refusal, Request, Response, Snapshot},
    model::{Draft, MessageId},
    training::{Answer, Ask, Graded, Misconception, Promise, Question, StepKind, grade},
};

/// So many send ports are predicted at most: more are not looked through by anybody.
pub const MOST_PORTS: usize = 24;

/// How far it is.
enum Phase {
    Asked(Box<Prediction>),
    /// It was sent, and what becomes of it is awaited.
    Sent(Box<Question>, Answer),
    Told(Box<Graded>),
}

pub struct PredictDialog {
    draft: Draft,
    phase: Phase,
    focus: bool,
    /// It is about a fresh situation, which another may follow.
    practice: bool,
    message: Option<MessageId>,
    /// What was named before, which is the likelier one.
    before: Vec<Misconception>,
    refusal: Option<Refusal>,
}

impl PredictDialog {
    /// `before`: what earlier answers showed. `practice`: the message is that of a fresh situation.
    #[must_use]
    pub fn new(draft: Draft, snapshot: &Snapshot, before: Vec<Misconception>, practice: bool) -> Self {
        let prediction = Prediction::new(question(&draft, snapshot), None);
        let phase = Phase::Asked(Box::new(prediction));
        Self { draft, phase, focus: true, practice, message: None, before, refusal: None }
    }

    fn actions(&self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        if !self.practice || !matches!(self.phase, Phase::Told(_)) {
            return actions::close_only(ui, cx);
        }
        let (another, close) = (cx.text("command-practise"), cx.text("kit-close"));
        let buttons = Footer { ok: &another, ok_enabled: Ok(()), apply: None, cancel: Some(&close) };
        match footer(ui, cx.words, &buttons) {
            Some(FooterChoice::Ok) => {
                cx.push(Task::Command(Command::Practise));
                After::Close
            }
            Some(_) => After::Close,
            None => After::Stay,
        }
    }

    fn named(&self, graded: &Graded) -> Option<Misconception> {
        let named = graded.named();
        self.before.iter().find(|it| named.contains(it)).or_else(|| named.first()).copied()
    }
}

fn question(draft: &Draft, snapshot: &Snapshot) -> Question {
    // what is promised is of no use to a question
    let act = StepKind::Inject { draft: draft.clone(), count: 1, promise: Promise::RoutingFailure };
    Question::new(act, Ask::Copies, snapshot)
}

impl Dialog for PredictDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("predict-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(640.0, 520.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        if let Phase::Sent(question, answer) = &self.phase
            && let Some(truth) = question.truth(cx.snapshot)
        {
            let graded = grade(question, answer, &truth);
            self.message = truth.report;
            cx.push(Task::Practised(Box::new(graded.clone())));
            self.phase = Phase::Told(Box::new(graded));
            dialog::focus_first_field(ui.ctx());
        }
        let mut given = None;
        let named = if let Phase::Told(graded) = &self.phase { self.named(graded) } else { None };
        let mut after = After::Stay;
        dialog::body(ui, true, |ui| {
            after = parts::refused(ui, cx, &mut self.refusal);
            match &mut self.phase {
                Phase::Asked(prediction) => given = prediction.ui(ui, cx, &mut self.focus),
                Phase::Sent(..) => parts::paragraph(ui, cx.text("predict-sent")),
                Phase::Told(graded) => side_by_side(ui, cx, graded, named),
            }
        });
        if let (Some(answer), Phase::Asked(_)) = (given, &self.phase) {
            // what has changed since the window opened counts as well
            self.phase = Phase::Sent(Box::new(question(&self.draft, cx.snapshot)), answer);
            cx.push(Task::RequestForDialog(Request::Publish { draft: self.draft.clone(), count: 1 }));
        }
        if self.actions(ui, cx) == After::Close {
            after = After::Close;
        }
        if after == After::Close
            && let Some(message) = self.message
        {
            cx.push(Task::ShowOutcome(message));
        }
        after
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        if let Err(refusal) = result {
            self.refusal = Some(refusal.clone());
            // it can be tried once more
            if let Phase::Sent(question, _) = &self.phase {
                self.phase = Phase::Asked(Box::new(Prediction::new(question.as_ref().clone(), None)));
            }
        }
        After::Stay
    }
}
