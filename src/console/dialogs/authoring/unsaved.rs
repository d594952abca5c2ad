//! What becomes of a manuscript that no file holds.

use egui::Ui;

use super::super::{After, Dialog, parts};
use crate::{
    console::{
        app::Then,
        commands::Command,
        context::{Cx, Task},
        kit::dialog,
    },
    words::Sentence,
};

/// Asks before what is being written would be lost.
pub struct UnsavedManuscriptDialog {
    title: String,
    then: Then,
}

impl UnsavedManuscriptDialog {
    /// `title` is that of the manuscript.
    #[must_use]
    pub fn new(title: String, then: Then) -> Self {
        Self { title, then }
    }
}

impl Dialog for UnsavedManuscriptDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("unsaved-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(480.0, 210.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            parts::lead(ui, &cx.say(&Sentence::new("authoring-unsaved-lead").with("title", self.title.as_str())));
            parts::paragraph(ui, cx.text("unsaved-loss"));
        });
        let keys = ["authoring-back", "unsaved-discard", "kit-cancel"];
        match parts::buttons(ui, &keys.map(|key| parts::Choice::new(cx.text(key))), 0) {
            None => return After::Stay,
            Some(0) => cx.push(Task::Command(Command::BackToEditor)),
            Some(1) => {
                cx.push(Task::DropManuscript);
                cx.push(Task::Go(self.then.clone()));
            }
            Some(_) => {}
        }
        After::Close
    }

    fn is_question_about_changes(&self) -> bool {
        true
    }
}
