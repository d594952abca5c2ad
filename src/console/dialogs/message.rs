//! Something to read and to pass on.

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::dialog,
    },
    words::Sentence,
};

/// Tells something; the text can be copied.
pub struct MessageDialog {
    title: Sentence,
    text: Sentence,
}

impl MessageDialog {
    #[must_use]
    pub fn new(title: Sentence, text: Sentence) -> Self {
        Self { title, text }
    }
}

impl Dialog for MessageDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&self.title)
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(520.0, 220.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let text = cx.say(&self.text);
        dialog::body(ui, true, |ui| {
            ui.add(egui::Label::new(&text).wrap().selectable(true));
        });
        let choices = ["message-copy", "kit-close"].map(|key| parts::Choice::new(cx.text(key)));
        match parts::buttons(ui, &choices, 1) {
            None => After::Stay,
            Some(0) => {
                cx.push(Task::Copy(text));
                After::Stay
            }
            Some(_) => After::Close,
        }
    }
}
