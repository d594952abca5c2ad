//! The lesson that is being taken: a sentence, one thing to do or to predict, and what came of it. The
//! rest of the window is as live as ever.

use std::sync::Arc;

use egui::{Align, Button, Frame, Layout, Margin, RichText, Role, ScrollArea, Ui, WidgetInfo};

use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, Mark, SoftButton, soft_button},
        theme::{self, Palette},
    },
    engine::{Request, Snapshot},
    model::{ArtifactKind, PortState},
    training::{
        Answer, Ask, Copies, Ending, Graded, HINTS, Lesson, Part, Phase, Piece, Question, Sitting, StepRecord,
        Task as Work,
    },
    words::Sentence,
};

/// What is asked of a lesson from within its panel.
#[derive(Clone, Debug, PartialEq)]
pub enum LessonDeed {
    Predict(Answer),
    /// What was predicted is to happen.
    Run,
    /// A message of this template is to be sent.
    Send(crate::model::Name),
    Hint,
    Next,
    Again,
    Leave,
}

/// Something that can be answered to a piece of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Copies(Copies),
    State(PortState),
    Ending(Ending),
    Allowed(bool),
}

impl Choice {
    fn sentence(self) -> Sentence {
        match self {
            Self::Copies(copies) => copies.sentence(),
            Self::State(state) => Sentence::new(state.key()),
            Self::Ending(ending) => Answer::Fate(ending).of(&Part::Whole),
            Self::Allowed(allowed) => Answer::Allowed(allowed).of(&Part::Whole),
        }
    }
}

/// What has happened since it was looked last.
#[derive(Default)]
pub struct News {
    /// What the step does by itself.
    pub requests: Vec<Request>,
    /// There is something to keep.
    pub keep: bool,
    /// The step is done.
    pub done: bool,
}

/// A question that is being answered.
struct Asked {
    step: usize,
    generation: u64,
    question: Question,
    pieces: Vec<(Part, Vec<Choice>)>,
}

pub struct LessonPanel {
    sitting: Sitting,
    asked: Option<Asked>,
    /// What is chosen for each piece so far.
    chosen: Vec<Option<Choice>>,
    /// The generation up to which was looked at what happened.
    seen: Option<(usize, u64)>,
    /// What is usually meant next gets the keyboard in the next pass.
    focus: bool,
}

impl LessonPanel {
    #[must_use]
    pub fn new(lesson: &Lesson, snapshot: &Snapshot) -> Self {
        let sitting = Sitting::new(Arc::new(lesson.clone()), snapshot);
        Self { sitting, asked: None, chosen: Vec::new(), seen: None, focus: true }
    }

    #[must_use]
    pub fn sitting(&self) -> &Sitting {
        &self.sitting
    }

    /// Looks at what has happened.
    pub fn observe(&mut self, snapshot: &Snapshot) -> News {
        let now = (self.sitting.step(), snapshot.generation);
        if self.seen == Some(now) {
            return News::default();
        }
        self.seen = Some(now);
        let requests = self.sitting.begins(snapshot);
        let keep = self.sitting.observe(snapshot);
        let done = keep && *self.sitting.phase() == Phase::Done;
        self.focus |= done;
        News { requests, keep, done }
    }

    /// Does what was asked for within the panel. What is to be asked of the engine for it, and whether there
    /// is something to keep.
    pub fn take(&mut self, deed: LessonDeed, snapshot: &Snapshot) -> (Option<Request>, bool) {
        match deed {
            LessonDeed::Predict(answer) => {
                self.sitting.predict(answer, snapshot);
                self.focus = true;
                (None, *self.sitting.phase() == Phase::Done)
            }
            LessonDeed::Run => (self.sitting.run(snapshot), false),
            LessonDeed::Send(template) => {
                let draft = snapshot.group.templates.get(&template).map(|it| it.draft.clone());
                (draft.map(|draft| Request::Publish { draft, count: 1 }), false)
            }
            LessonDeed::Hint => {
                self.sitting.hint();
                (None, true)
            }
            LessonDeed::Next => {
                self.sitting.next(snapshot);
                self.chosen.clear();
                self.seen = None;
                self.focus = true;
                (None, true)
            }
            LessonDeed::Again | LessonDeed::Leave => (None, false),
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, focus: bool) {
        kit::pane(ui, &cx.text("lesson-title"), focus);
        self.heading(ui, cx);
        ScrollArea::vertical().id_salt("lesson").auto_shrink([false, true]).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if self.sitting.is_over() {
                self.over(ui, cx);
            } else {
                self.step(ui, cx);
            }
        });
    }

    fn heading(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let lesson = self.sitting.lesson();
        let title = Sentence::new("progress-lesson")
            .with("number", lesson.number.to_string())
            .with("title", lesson.title.get(cx.words.language()));
        let all = lesson.steps.len();
        let place = Sentence::new("play-step").with("number", (self.sitting.step() + 1).min(all)).with("of", all);
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::heading(&cx.say(&title)));
            ui.label(theme::weak(ui, &cx.say(&place)));
            let narrow = ui.available_width() < 220.0;
            let buttons = |ui: &mut Ui| {
                for (key, deed) in [("lesson-leave", LessonDeed::Leave), ("lesson-again", LessonDeed::Again)] {
                    if soft_button(ui, SoftButton::new(&cx.text(key))).clicked_enabled {
                        cx.push(Task::Lesson(deed));
                    }
                }
            };
            if narrow {
                buttons(ui);
            } else {
                ui.with_layout(Layout::right_to_left(Align::Center), buttons);
            }
        });
    }

    fn step(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(step) = self.sitting.present().cloned() else { return };
        let language = cx.words.language();
        kit::prose(ui, RichText::new(step.say.get(language)).font(theme::semibold(theme::BODY)));
        match self.sitting.phase().clone() {
            Phase::Asked => self.ask(ui, cx),
            Phase::Predicted(question, answer) => self.predicted(ui, cx, &question, &answer),
            Phase::Doing => self.doing(ui, cx, &step.task),
            Phase::Done => {
                let record = self.sitting.record().cloned().unwrap_or_default();
                self.done(ui, cx, &record);
                if let Some(then) = &step.then {
                    kit::prose(ui, then.get(language));
                }
            }
        }
        let hints = self.sitting.hints(cx.snapshot);
        for hint in &hints {
            Mark::Note.line(ui, hint.get(language));
        }
        let done = *self.sitting.phase() == Phase::Done;
        ui.horizontal_wrapped(|ui| {
            if !done && hints.len() < HINTS {
                let hint = Sentence::new("lesson-hint").with("number", hints.len() + 1).with("of", HINTS);
                if soft_button(ui, SoftButton::new(&cx.say(&hint))).clicked_enabled {
                    cx.push(Task::Lesson(LessonDeed::Hint));
                }
            }
            let next = cx.text(if done { "lesson-next" } else { "lesson-skip" });
            let button = SoftButton { accent: done, ..SoftButton::new(&next) };
            let response = soft_button(ui, button);
            if done {
                self.offer(&response.response);
            }
            if response.clicked_enabled {
                cx.push(Task::Lesson(LessonDeed::Next));
            }
        });
    }

    /// Gives the keyboard to what is usually meant next, once.
    fn offer(&mut self, response: &egui::Response) {
        if std::mem::take(&mut self.focus) {
            response.request_focus();
        }
    }

    fn ask(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let now = (self.sitting.step(), cx.snapshot.generation);
        if self.asked.as_ref().is_none_or(|it| (it.step, it.generation) != now) {
            let Some(question) = self.sitting.question(cx.snapshot) else { return };
            let pieces = question.parts().into_iter().map(|part| (part.clone(), choices(&question, &part))).collect();
            self.asked = Some(Asked { step: now.0, generation: now.1, question, pieces });
        }
        let Some(asked) = self.asked.take() else { return };
        self.chosen.resize(asked.pieces.len(), None);
        kit::prose(ui, cx.say(&asked.question.sentence()));
        for (index, (part, choices)) in asked.pieces.iter().enumerate() {
            self.piece(ui, cx, index, part, choices);
        }
        let copies = asked.question.ask == Ask::Copies;
        let missing = self.chosen.iter().any(Option::is_none);
        ui.horizontal_wrapped(|ui| {
            let text = cx.text("lesson-predict");
            let reason = if missing { Err(cx.text("lesson-choose-all")) } else { Ok(()) };
            let response = soft_button(ui, SoftButton::new(&text).accent().enabled(reason));
            if response.clicked_enabled {
                cx.push(Task::Lesson(LessonDeed::Predict(answer(&asked, &self.chosen))));
            }
            if copies && soft_button(ui, SoftButton::new(&cx.text("lesson-nobody"))).clicked_enabled {
                cx.push(Task::Lesson(LessonDeed::Predict(Answer::nobody())));
            }
        });
        self.asked = Some(asked);
    }

    /// The answers to one piece, each a button of its own.
    fn piece(&mut self, ui: &mut Ui, cx: &Cx<'_>, index: usize, part: &Part, choices: &[Choice]) {
        ui.horizontal_wrapped(|ui| {
            if let Some(name) = part.name() {
                ui.label(RichText::new(name.as_str()).strong());
                let state = match part {
                    Part::State(item) if item.kind == ArtifactKind::SendPortGroup => {
                        cx.snapshot.group.send_port_groups.get(name).map(|spg| spg.state)
                    }
                    _ => cx.snapshot.group.send_ports.get(name).map(|port| port.state),
                };
                if let Some(state) = state {
                    kit::state_badge(ui, cx.words, state);
                }
            }
            for choice in choices {
                let chosen = self.chosen.get(index) == Some(&Some(*choice));
                let said = cx.say(&choice.sentence());
                let response = ui.add(
                    Button::selectable(chosen, said.as_str()).min_size(egui::vec2(0.0, theme::TARGET)).frame(true),
                );
                let name = match part.name() {
                    Some(name) => {
                        cx.say(&Sentence::new("answer-part").with("name", name).with("what", choice.sentence()))
                    }
                    None => said,
                };
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name.as_str()));
                if index == 0 && Some(choice) == choices.first() {
                    self.offer(&response);
                }
                if response.clicked() {
                    self.chosen[index] = Some(*choice);
                }
            }
        });
    }

    fn predicted(&mut self, ui: &mut Ui, cx: &Cx<'_>, question: &Question, answer: &Answer) {
        let said = Sentence::new("lesson-predicted").with("answer", answer.sentence(&question.parts()));
        kit::prose(ui, cx.say(&said));
        let possible = self.sitting.run(cx.snapshot).is_some();
        let text = cx.text("lesson-run");
        let reason = if possible { Ok(()) } else { Err(cx.text("broken-not-there")) };
        let response = soft_button(ui, SoftButton::new(&text).accent().enabled(reason));
        self.offer(&response.response);
        if response.clicked_enabled {
            cx.push(Task::Lesson(LessonDeed::Run));
        }
    }

    fn doing(&mut self, ui: &mut Ui, cx: &Cx<'_>, task: &Work) {
        let record = self.sitting.record().cloned().unwrap_or_default();
        let par = Sentence::new("lesson-par").with("par", record.par.unwrap_or(0)).with("actions", record.actions);
        kit::prose(ui, RichText::new(cx.say(&par)).weak());
        let Work::Reach { goal, .. } = task else { return };
        for template in goal.iter().filter_map(crate::training::Goal::template) {
            let text = cx.say(&Sentence::new("lesson-send").with("template", template));
            if soft_button(ui, SoftButton::new(&text)).clicked_enabled {
                cx.push(Task::Lesson(LessonDeed::Send(template.clone())));
            }
        }
    }

    fn done(&mut self, ui: &mut Ui, cx: &Cx<'_>, record: &StepRecord) {
        let Some(graded) = &record.graded else {
            let reached = Sentence::new("progress-reached")
                .with("actions", record.actions)
                .with("par", record.par.unwrap_or(record.actions));
            Mark::Met.line(ui, &cx.say(&reached));
            return;
        };
        self.side_by_side(ui, cx, graded);
    }

    /// What was predicted, what is true, and by which rule.
    fn side_by_side(&self, ui: &mut Ui, cx: &Cx<'_>, graded: &Graded) {
        let right = graded.is_right();
        let mark = if right { Mark::Met } else { Mark::Unmet };
        let nobody = graded.truth.is_nobody();
        let verdict = match (right, nobody) {
            (true, true) => Sentence::new("lesson-right-nobody"),
            (true, false) => Sentence::new("lesson-right"),
            (false, true) => Sentence::new("lesson-wrong-nobody"),
            (false, false) => Sentence::new("lesson-wrong"),
        };
        mark.line(ui, &cx.say(&verdict));
        for piece in &graded.pieces {
            piece_of(ui, cx, graded, piece);
        }
        if let Some(misconception) = self.sitting.named() {
            let (entry, language) = (misconception.entry(), cx.words.language());
            let palette = Palette::of_ui(ui);
            Frame::new().fill(palette.warning_tint).corner_radius(theme::RADIUS).inner_margin(Margin::same(10)).show(
                ui,
                |ui| {
                    ui.set_width(ui.available_width());
                    let belief = Sentence::new("lesson-belief").with("belief", entry.belief.get(language));
                    Mark::Warning.line(ui, &cx.say(&belief));
                    kit::prose(ui, entry.but.get(language));
                    kit::prose(ui, RichText::new(entry.source.get(language)).small().weak());
                },
            );
        }
    }

    fn over(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let answers: Vec<_> = self.sitting.answers().collect();
        let right = answers.iter().filter(|graded| graded.is_right()).count();
        let summary = Sentence::new("progress-summary").with("right", right).with("of", answers.len());
        kit::prose(ui, RichText::new(cx.text("lesson-over")).font(theme::semibold(theme::BODY)));
        kit::prose(ui, cx.say(&summary));
        let diagnosis = crate::training::diagnose(answers.iter().copied());
        kit::prose(ui, cx.say(&diagnosis.sentence(cx.words.language())));
        let following = crate::training::lesson(self.sitting.lesson().number + 1);
        ui.horizontal_wrapped(|ui| {
            if let Some(lesson) = following {
                let text =
                    cx.say(&Sentence::new("lesson-following").with("title", lesson.title.get(cx.words.language())));
                let response = soft_button(ui, SoftButton::new(&text).accent());
                self.offer(&response.response);
                if response.clicked_enabled {
                    cx.push(Task::Go(crate::console::app::Then::Lesson(lesson.number)));
                }
            }
            let response = soft_button(ui, SoftButton::new(&cx.text("lesson-all")));
            self.offer(&response.response);
            if response.clicked_enabled {
                cx.push(Task::Command(crate::console::commands::Command::Lessons));
            }
        });
    }
}

/// What can be answered to a piece.
fn choices(question: &Question, part: &Part) -> Vec<Choice> {
    match (part, &question.ask) {
        (Part::Port(port), _) => question.choices(port).into_iter().map(Choice::Copies).collect(),
        (Part::State(_), _) => PortState::ALL.map(Choice::State).into(),
        (Part::Whole, Ask::Fate) => [Ending::Processed, Ending::Suspended].map(Choice::Ending).into(),
        (Part::Whole, _) => [true, false].map(Choice::Allowed).into(),
    }
}

/// The answer that is chosen.
fn answer(asked: &Asked, chosen: &[Option<Choice>]) -> Answer {
    let pieces = asked.pieces.iter().zip(chosen);
    match &asked.question.ask {
        Ask::Copies => Answer::Copies(
            pieces
                .filter_map(|((part, _), choice)| match (part, choice) {
                    (Part::Port(port), Some(Choice::Copies(copies))) if copies.total() > 0 => {
                        Some((port.clone(), *copies))
                    }
                    _ => None,
                })
                .collect(),
        ),
        Ask::States(_) => Answer::States(
            pieces
                .filter_map(|((part, _), choice)| match (part, choice) {
                    (Part::State(item), Some(Choice::State(state))) => Some((item.clone(), *state)),
                    _ => None,
                })
                .collect(),
        ),
        Ask::Fate => Answer::Fate(match chosen.first() {
            Some(Some(Choice::Ending(ending))) => *ending,
            _ => Ending::Suspended,
        }),
        Ask::Allowed => Answer::Allowed(chosen.first() == Some(&Some(Choice::Allowed(true)))),
    }
}

/// One piece of an answer beside the truth, with the rules that decided.
fn piece_of(ui: &mut Ui, cx: &Cx<'_>, graded: &Graded, piece: &Piece) {
    let mark = if piece.right { Mark::Met } else { Mark::Unmet };
    let (given, truth) = (graded.given.of(&piece.part), graded.truth.of(&piece.part));
    let key = match (piece.right, piece.part.name()) {
        (true, Some(_)) => "lesson-piece-right",
        (false, Some(_)) => "lesson-piece-wrong",
        (true, None) => "lesson-whole-right",
        (false, None) => "lesson-whole-wrong",
    };
    let said = Sentence { key, arguments: Vec::new() }
        .with("name", piece.part.name().map(ToString::to_string).unwrap_or_default())
        .with("given", given)
        .with("truth", truth);
    mark.line(ui, &cx.say(&said));
    for rule in rules_of(piece) {
        ui.horizontal_top(|ui| {
            ui.add_space(Mark::INDENT);
            kit::prose(ui, RichText::new(cx.say(&rule)).small().weak());
        });
    }
}

/// The rules that decided a piece, as the tables say them.
fn rules_of(piece: &Piece) -> Vec<Sentence> {
    let mut rules = Vec::new();
    for cell in &piece.cells {
        let ruling = cell.ruling();
        let said = Sentence::new("lesson-rule")
            .with("rule", Sentence::new(ruling.rule.key()))
            .with("source", ruling.rule.citation().sentence());
        if !rules.contains(&said) {
            rules.push(said);
        }
    }
    if let Some((action, from)) = piece.action
        && piece.part == Part::Whole
    {
        let cell = crate::rules::lifecycle::look_up(action, from);
        rules.push(cell.citation().sentence());
    }
    rules
}
