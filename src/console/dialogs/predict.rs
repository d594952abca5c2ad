//! Predict, then run: what is going to become of a message is told before it is sent. A class may vote on it.

use egui::Ui;

use super::{After, Dialog, actions, parts};
use crate::{
    console::{
        app::Asked,
        commands::Command,
        context::{Cx, Task},
        kit::dialog,
        panels::{
            class::Told,
            prediction::{Given, Prediction, side_by_side},
        },
    },
    engine::{Refusal, Request, Response, Snapshot},
    model::{Draft, MessageId},
    training::{Ask, Graded, Likeness, Misconception, Promise, Question, StepKind, Votes, grade},
    words::Sentence,
};

/// So many send ports are predicted at most: more are not looked through by anybody.
pub const MOST_PORTS: usize = 24;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Trainee,
    /// About a fresh situation, which another may follow.
    Practice,
    /// The hands of a class are counted. It is no trainee's progress.
    Class,
    /// Likewise on the stage, where the end is not told at once.
    ClassOnStage,
}

/// How far it is.
enum Phase {
    Asked(Box<Prediction>),
    /// It was sent, and what becomes of it is awaited.
    Sent(Box<Question>, Given),
    Told(Box<Told>),
}

pub struct PredictDialog {
    draft: Draft,
    /// How many messages like this are sent.
    count: u32,
    phase: Phase,
    focus: bool,
    who: Who,
    message: Option<MessageId>,
    /// The last of several messages that were sent at once.
    last: Option<MessageId>,
    /// Of which of several messages the truth is told.
    of_several: Vec<Sentence>,
    /// What was named before, which is the likelier one.
    before: Vec<Misconception>,
    refusal: Option<Refusal>,
}

impl PredictDialog {
    /// `before`: what earlier answers showed.
    #[must_use]
    pub fn new(draft: Draft, count: u32, snapshot: &Snapshot, before: Vec<Misconception>, who: Who) -> Self {
        let mut prediction =
            Prediction::new(question(&draft, count, snapshot), None).with_keys().with_what_it_is_about();
        match who {
            Who::Trainee | Who::Practice => {}
            Who::Class => *prediction.class() = true,
            Who::ClassOnStage => prediction = prediction.before_a_class(),
        }
        Self {
            draft,
            count,
            phase: Phase::Asked(Box::new(prediction)),
            focus: true,
            who,
            message: None,
            last: None,
            of_several: Vec::new(),
            before,
            refusal: None,
        }
    }

    /// The buttons. Returns what is answered by them, too.
    fn actions(&self, ui: &mut Ui, cx: &Cx<'_>) -> (After, Option<Given>) {
        let close = || parts::Choice::new(cx.text("kit-close"));
        match &self.phase {
            Phase::Asked(prediction) => {
                let key = if self.who == Who::ClassOnStage { "class-send" } else { "lesson-predict" };
                let mut choices = vec![parts::Choice::new(cx.text(key)).enabled(prediction.enabled(cx))];
                if prediction.may_be_nobody() {
                    choices.push(parts::Choice::new(cx.text("lesson-nobody")));
                }
                choices.push(close());
                match parts::buttons(ui, &choices, 0) {
                    Some(0) => (After::Stay, Some(prediction.given())),
                    Some(1) if choices.len() == 3 => (After::Stay, Some(prediction.nobody())),
                    Some(_) => (After::Close, None),
                    None => (After::Stay, None),
                }
            }
            Phase::Told(_) if self.who == Who::Practice => {
                let choices = [parts::Choice::new(cx.text("command-practise")), close()];
                match parts::buttons(ui, &choices, 0) {
                    Some(0) => {
                        cx.push(Task::Command(Command::Practise));
                        (After::Close, None)
                    }
                    Some(_) => (After::Close, None),
                    None => (After::Stay, None),
                }
            }
            _ => (actions::close_only(ui, cx), None),
        }
    }

    fn named(&self, graded: &Graded) -> Option<Misconception> {
        let named = graded.named();
        self.before.iter().find(|it| named.contains(it)).or_else(|| named.first()).copied()
    }

    /// It has happened: the answer is held against it.
    fn told(&mut self, cx: &Cx<'_>) -> Option<Told> {
        let Phase::Sent(question, given) = &self.phase else { return None };
        let truth = question.truth(cx.snapshot)?;
        if self.count > 1 {
            // all of them are looked at, so all of them are there
            let last = self.last?;
            cx.snapshot.reports.iter().find(|report| report.message.id == last)?;
            self.of_several = of_several(self.count, truth.report, question.likeness(cx.snapshot));
        }
        let graded = grade(question, &given.answer, &truth);
        // the hands of a class say nothing of one trainee
        if given.votes.is_empty() {
            cx.push(Task::Practised(Box::new(graded.clone())));
        }
        let message = truth.report?;
        let bars = given.votes.beside(&truth);
        Some(Told { message, graded, chosen: given.chosen, bars, because: truth.because })
    }

    /// The answer is given, so the message is sent.
    fn send(&mut self, cx: &Cx<'_>, given: Given) -> After {
        // what has changed since the window opened counts as well
        let question = question(&self.draft, self.count, cx.snapshot);
        if self.who == Who::ClassOnStage {
            let Given { answer, chosen, votes } = given;
            let asked = Asked { draft: self.draft.clone(), question, answer, chosen, votes };
            cx.push(Task::ShowClass(Box::new(asked)));
            return After::Close;
        }
        self.phase = Phase::Sent(Box::new(question), given);
        cx.push(Task::RequestForDialog(Request::Publish { draft: self.draft.clone(), count: self.count }));
        After::Stay
    }
}

fn question(draft: &Draft, count: u32, snapshot: &Snapshot) -> Question {
    // what is promised is of no use to a question
    let act = StepKind::Inject { draft: draft.clone(), count, promise: Promise::RoutingFailure };
    Question::new(act, Ask::Copies, snapshot)
}

/// Of which of several messages the truth is told, and whether it is that of the others too.
fn of_several(count: u32, first: Option<MessageId>, likeness: Likeness<'_>) -> Vec<Sentence> {
    let mut said = Vec::new();
    if u32::try_from(likeness.known).is_ok_and(|known| known < count) {
        said.push(Sentence::new("predict-last").with("known", likeness.known).with("count", count));
    }
    said.push(match likeness.other {
        None => Sentence::new("predict-alike").with("count", likeness.known),
        Some(other) => Sentence::new("predict-otherwise")
            .with("message", first.map(|id| id.to_string()).unwrap_or_default())
            .with("others", likeness.others)
            .with("count", likeness.known)
            .with("summary", other.summary()),
    });
    said
}

impl Dialog for PredictDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("predict-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(640.0, 520.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        if let Some(told) = self.told(cx) {
            self.message = Some(told.message);
            self.phase = Phase::Told(Box::new(told));
            dialog::focus_first_field(ui.ctx());
        }
        let mut given = None;
        let named = match &self.phase {
            Phase::Told(told) if told.bars.is_empty() => self.named(&told.graded),
            _ => None,
        };
        let mut after = After::Stay;
        dialog::body(ui, true, |ui| {
            after = parts::refused(ui, cx, &mut self.refusal);
            for sentence in &self.of_several {
                parts::paragraph(ui, cx.say(sentence));
            }
            match &mut self.phase {
                Phase::Asked(prediction) => {
                    if matches!(self.who, Who::Trainee | Who::Class) {
                        ui.checkbox(prediction.class(), cx.text("class-check"));
                    }
                    if self.count > 1 {
                        parts::paragraph(ui, cx.say(&Sentence::new("predict-each").with("count", self.count)));
                    }
                    given = prediction.ask(ui, cx, &mut self.focus);
                }
                Phase::Sent(..) => parts::paragraph(ui, cx.text("predict-sent")),
                Phase::Told(told) if told.bars.is_empty() => {
                    side_by_side(ui, cx, &told.graded, &told.because, named);
                }
                Phase::Told(told) => told.ui(ui, cx, true),
            }
        });
        let (pressed, answer) = self.actions(ui, cx);
        if pressed == After::Close {
            after = After::Close;
        }
        if let (Some(given), Phase::Asked(_)) = (given.or(answer), &self.phase) {
            after = self.send(cx, given);
        }
        if after == After::Close
            && let Some(message) = self.message
        {
            cx.push(Task::ShowOutcome(message));
        }
        after
    }

    fn votes(&self) -> Option<&Votes> {
        match &self.phase {
            Phase::Asked(prediction) => prediction.votes(),
            _ => None,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        self.last = result.ok().and_then(|response| response.messages.last().copied());
        if let Err(refusal) = result {
            self.refusal = Some(refusal.clone());
            // it can be tried once more
            if let Phase::Sent(question, _) = &self.phase {
                let prediction = Prediction::new(question.as_ref().clone(), None).with_keys().with_what_it_is_about();
                self.phase = Phase::Asked(Box::new(prediction));
            }
        }
        After::Stay
    }
}
