//! The lessons, how far each is, and what the trainee can hand in.

use egui::{RichText, TextEdit, Ui};

use super::{After, Dialog, parts};
use crate::{
    console::{
        app::{Source, Then},
        context::{Cx, Task},
        files::{Ask, suggested},
        kit::{Mark, SoftButton, dialog, quiet_link, soft_button},
        theme,
    },
    training::{Lesson, Progress, lessons},
    words::Sentence,
};

pub struct LessonsDialog {
    progress: Progress,
    /// As it is typed.
    name: String,
}

impl LessonsDialog {
    #[must_use]
    pub fn new(progress: Progress) -> Self {
        let name = progress.trainee.clone();
        Self { progress, name }
    }

    /// How many of its steps are done, and how many there are.
    fn done(&self, lesson: &Lesson) -> (usize, usize) {
        let records = self.progress.lessons.get(&lesson.number).map(Vec::as_slice).unwrap_or_default();
        (records.iter().filter(|record| record.done).count(), lesson.steps.len())
    }

    /// The first that is not done.
    fn next(&self) -> &'static Lesson {
        let undone = |lesson: &&Lesson| {
            let (done, of) = self.done(lesson);
            done < of
        };
        lessons().iter().find(undone).unwrap_or(&lessons()[0])
    }

    fn trainee(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal_wrapped(|ui| {
            let label = cx.text("lessons-trainee");
            ui.label(theme::weak(ui, &label));
            let field = ui.add(TextEdit::singleline(&mut self.name).desired_width(180.0).char_limit(80));
            field.widget_info(|| {
                let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, label.as_str());
                info.current_text_value = Some(self.name.clone());
                info
            });
            if field.lost_focus() && self.name.trim() != self.progress.trainee {
                cx.push(Task::Trainee(self.name.trim().to_owned()));
            }
        });
    }

    fn row(&self, ui: &mut Ui, cx: &Cx<'_>, lesson: &Lesson) {
        let language = cx.words.language();
        let title = Sentence::new("progress-lesson")
            .with("number", lesson.number.to_string())
            .with("title", lesson.title.get(language));
        let (done, of) = self.done(lesson);
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            let text = cx.say(&title);
            if soft_button(ui, SoftButton::new(&text)).clicked_enabled {
                cx.push(Task::Go(Then::Lesson(lesson.number)));
            }
            let state =
                Sentence::new("lessons-state").with("done", done).with("of", of).with("minutes", lesson.minutes);
            if done == of {
                Mark::Met.show(ui);
            }
            ui.label(theme::weak(ui, &cx.say(&state)));
            let edit = cx.say(&Sentence::new("lessons-edit").with("number", lesson.number.to_string()));
            if quiet_link(ui, &edit).clicked() {
                cx.push(Task::Go(Then::Write(Source::CopyOfLesson(lesson.number))));
            }
        });
        parts::paragraph(ui, RichText::new(lesson.teaching.get(language)).weak());
    }
}

impl Dialog for LessonsDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("lessons-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(620.0, 600.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            parts::paragraph(ui, cx.text("lessons-about"));
            self.trainee(ui, cx);
            for lesson in lessons() {
                self.row(ui, cx, lesson);
            }
            if self.progress.answers().next().is_some() {
                ui.add_space(8.0);
                parts::paragraph(ui, cx.say(&self.progress.diagnosis().sentence(cx.words.language())));
            }
        });
        let next = self.next();
        let nothing = self.progress.answers().next().is_none() && self.progress.lessons.is_empty();
        let something = || if nothing { Err(cx.text("lessons-nothing-yet")) } else { Ok(()) };
        let begin = cx.say(&Sentence::new("lessons-begin").with("number", next.number.to_string()));
        let choices = [
            parts::Choice::new(cx.text("lessons-report")).enabled(something()),
            parts::Choice::new(cx.text("lessons-hand-in")).enabled(something()),
            parts::Choice::new(begin),
            parts::Choice::new(cx.text("kit-close")),
        ];
        let name =
            if self.progress.trainee.is_empty() { cx.text("lessons-somebody") } else { self.progress.trainee.clone() };
        match parts::buttons(ui, &choices, 2) {
            Some(0) => {
                let mut named = self.progress.clone();
                named.trainee.clone_from(&name);
                let text = named.report(cx.words);
                cx.push(Task::AskFile(Ask::SaveReport { suggested: suggested(&name, "md"), text }));
            }
            Some(1) => {
                let text = self.progress.to_text();
                cx.push(Task::AskFile(Ask::SaveReport { suggested: suggested(&name, "ron"), text }));
            }
            Some(2) => cx.push(Task::Go(Then::Lesson(next.number))),
            Some(_) => return After::Close,
            None => {}
        }
        After::Stay
    }

    fn learned(&mut self, progress: &Progress) {
        self.name.clone_from(&progress.trainee);
        self.progress = progress.clone();
    }
}
