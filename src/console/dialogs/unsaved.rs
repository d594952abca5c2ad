//! What becomes of unsaved changes.

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        app::Then,
        context::{Cx, Task},
        kit::dialog,
    },
    words::Sentence,
};

/// Asks before changes would be lost.
pub struct UnsavedDialog {
    title: String,
    then: Then,
}

impl UnsavedDialog {
    /// `title` is the document's.
    #[must_use]
    pub fn new(title: String, then: Then) -> Self {
        Self { title, then }
    }
}

impl Dialog for UnsavedDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("unsaved-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(480.0, 190.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            parts::lead(ui, &cx.say(&Sentence::new("unsaved-lead").with("document", self.title.as_str())));
            parts::paragraph(ui, cx.text("unsaved-loss"));
        });
        let choices = ["unsaved-save", "unsaved-discard", "kit-cancel"].map(|key| parts::Choice::new(cx.text(key)));
        match parts::buttons(ui, &choices, 0) {
            None => return After::Stay,
            Some(0) => cx.push(Task::SaveThen(self.then.clone())),
            Some(1) => cx.push(Task::GoWithoutSaving(self.then.clone())),
            Some(_) => {}
        }
        After::Close
    }

    fn is_question_about_changes(&self) -> bool {
        true
    }
}
