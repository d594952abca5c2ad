//! The lesson that is being taken: a sentence, one thing to do or to predict, and what came of it. The
//! rest of the window is as live as ever.

use std::sync::Arc;

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::prediction::{Prediction, belief, compared};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, Mark, SoftButton, soft_button},
        theme,
    },
    engine::{Request, Snapshot},
    training::{Answer, HINTS, Lesson, Phase, Question, Sitting, StepRecord, Task as Work},
    words::Sentence,
};

/// From this width on, in points, what was predicted and what it shows stand beside each other.
const BESIDE: f32 = 900.0;
/// What of a page is still there after a page further, in points.
const PAGE_KEEPS: f32 = 24.0;
/// How high a row of buttons is, in points.
const BUTTON: f32 = 28.0;

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

pub struct LessonPanel {
    sitting: Sitting,
    /// What is asked in this step, as of this generation.
    asked: Option<((usize, u64), Prediction)>,
    /// The generation up to which was looked at what happened.
    seen: Option<(usize, u64)>,
    /// What is usually meant next gets the keyboard in the next pass.
    focus: bool,
    /// How high what leads on was drawn last, in points.
    onward: f32,
    text: Text,
    /// How many hints there were in the last pass.
    hints: usize,
}

/// Which part of the text of a step is seen.
#[derive(Default)]
struct Text {
    /// Of which step, and whether of its verdict.
    of: (usize, bool),
    /// What is above it, how much of it is seen, and how long it is, in points.
    above: f32,
    seen: f32,
    length: f32,
    /// Where it is to be scrolled to.
    wanted: Option<f32>,
}

impl LessonPanel {
    #[must_use]
    pub fn new(lesson: &Lesson, snapshot: &Snapshot) -> Self {
        let sitting = Sitting::new(Arc::new(lesson.clone()), snapshot);
        Self { sitting, asked: None, seen: None, focus: true, onward: BUTTON, text: Text::default(), hints: 0 }
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
                self.asked = None;
                self.seen = None;
                self.focus = true;
                (None, true)
            }
            LessonDeed::Again | LessonDeed::Leave => (None, false),
        }
    }

    /// Scrolls the text by a page; `false` where there is nothing more of it.
    pub fn turn_page(&mut self, down: bool) -> bool {
        let text = &mut self.text;
        // a line of the page before stays in sight
        let page = (text.seen - PAGE_KEEPS).max(text.seen / 2.0);
        let last = (text.length - text.seen).max(0.0);
        let to = if down { (text.above + page).min(last) } else { (text.above - page).max(0.0) };
        let turns = (to - text.above).abs() > 1.0;
        if turns {
            text.wanted = Some(to);
        }
        turns
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, focus: bool) {
        kit::pane(ui, &cx.text("lesson-title"), focus);
        self.heading(ui, cx);
        // each step and its verdict are read from their beginning; what leads on stays in sight below
        let place = (self.sitting.step(), *self.sitting.phase() == Phase::Done);
        // nothing leads on from the end: room that is kept for it would make the panel smaller with each pass
        let onward = if self.sitting.is_over() { 0.0 } else { self.onward + ui.spacing().item_spacing.y };
        let most = (ui.available_height() - onward).max(theme::TARGET);
        if self.text.of != place {
            self.text = Text { of: place, ..Text::default() };
            self.hints = self.sitting.hints(cx.snapshot).len();
        }
        let mut area = ScrollArea::vertical().id_salt(("lesson", place)).max_height(most).auto_shrink(false);
        if let Some(to) = self.text.wanted.take() {
            area = area.vertical_scroll_offset(to);
        }
        let text = area.show(ui, |ui| {
            ui.set_width(ui.available_width());
            if self.sitting.is_over() {
                self.over(ui, cx);
            } else {
                self.step(ui, cx);
            }
        });
        self.text.above = text.state.unclamped_offset().y;
        self.text.seen = text.inner_rect.height();
        self.text.length = text.content_size.y;
        if !self.sitting.is_over() {
            // a panel that it did not fit into would grow with each pass
            self.onward = ui.scope(|ui| self.onward(ui, cx)).response.rect.height();
        }
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
                let then = step.then.as_ref().map(|then| then.get(language));
                if ui.available_width() < BESIDE {
                    self.done(ui, cx);
                    self.thought(ui, cx, then);
                } else {
                    ui.columns(2, |columns| {
                        self.done(&mut columns[0], cx);
                        self.thought(&mut columns[1], cx, then);
                    });
                }
            }
        }
        let hints = self.sitting.hints(cx.snapshot);
        for hint in &hints {
            let from = ui.cursor().min;
            Mark::Note.line(ui, hint.get(language));
            // what has just come is seen
            if hints.len() > self.hints && Some(hint) == hints.last() {
                ui.scroll_to_rect(egui::Rect::from_min_max(from, ui.min_rect().max), None);
            }
        }
        self.hints = hints.len();
    }

    /// A hint, and the next step.
    fn onward(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let done = *self.sitting.phase() == Phase::Done;
        let hints = self.sitting.hints(cx.snapshot).len();
        ui.horizontal_wrapped(|ui| {
            if !done && hints < HINTS {
                let hint = Sentence::new("lesson-hint").with("number", hints + 1).with("of", HINTS);
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
        if self.asked.as_ref().is_none_or(|(at, _)| *at != now) {
            let Some(question) = self.sitting.question(cx.snapshot) else { return };
            // what was chosen stays chosen while something else happens
            let chosen = self.asked.take().filter(|((step, _), _)| *step == now.0).map(|(_, it)| it);
            self.asked = Some((now, Prediction::new(question, chosen)));
        }
        let Some((_, prediction)) = &mut self.asked else { return };
        if let Some(given) = prediction.ui(ui, cx, &mut self.focus) {
            cx.push(Task::Lesson(LessonDeed::Predict(given.answer)));
        }
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

    /// What was perhaps thought, and what there is to remember.
    fn thought(&self, ui: &mut Ui, cx: &Cx<'_>, then: Option<&str>) {
        if let Some(misconception) = self.sitting.named() {
            belief(ui, cx, misconception);
        }
        if let Some(then) = then {
            kit::prose(ui, then);
        }
    }

    fn done(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let record: StepRecord = self.sitting.record().cloned().unwrap_or_default();
        let Some(graded) = &record.graded else {
            let reached = Sentence::new("progress-reached")
                .with("actions", record.actions)
                .with("par", record.par.unwrap_or(record.actions));
            Mark::Met.line(ui, &cx.say(&reached));
            return;
        };
        compared(ui, cx, graded, self.sitting.because());
    }

    fn over(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let answers: Vec<_> = self.sitting.answers().collect();
        let right = answers.iter().filter(|graded| graded.is_right()).count();
        let summary = Sentence::new("progress-summary").with("right", right).with("of", answers.len());
        kit::prose(ui, RichText::new(cx.text("lesson-over")).font(theme::semibold(theme::BODY)));
        kit::prose(ui, cx.say(&summary));
        let diagnosis = crate::training::diagnose(answers.iter().copied());
        kit::prose(ui, cx.say(&diagnosis.sentence(cx.words.language())));
        let weakest = crate::training::weakest(answers.iter().copied());
        if let Some(cell) = weakest {
            let weakest = Sentence::new("lesson-weakest").with("cell", crate::training::smallest_title(cell));
            kit::prose(ui, cx.say(&weakest));
        }
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
            if let Some(cell) = weakest {
                let response = soft_button(ui, SoftButton::new(&cx.text("outcomes-practise")));
                if response.clicked_enabled {
                    cx.push(Task::Practise(cell));
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
