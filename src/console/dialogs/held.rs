//! Before a Stopped port or group starts: what becomes of the messages that it holds.

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Mark, dialog},
    },
    engine::{Engine, Held, Request},
    model::ArtifactRef,
    rules::{Action, Citation, Page},
    words::Sentence,
};

/// Asks whether to resume what is held.
pub struct HeldDialog {
    items: Vec<ArtifactRef>,
    held: u64,
}

impl HeldDialog {
    #[must_use]
    pub fn new(items: Vec<ArtifactRef>, held: u64) -> Self {
        Self { items, held }
    }
}

/// Does it, asking about held messages first where there are any.
pub fn act(cx: &Cx<'_>, action: Action, items: Vec<ArtifactRef>) {
    let held = if action == Action::Start { Engine::held_by(cx.snapshot, &items) } else { 0 };
    cx.push(if held > 0 {
        Task::Open(Box::new(HeldDialog::new(items, held)))
    } else {
        Task::Request(Request::Act { action, items, held: Held::Resume })
    });
}

impl Dialog for HeldDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("held-title").with("items", parts::names(&self.items)))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(540.0, 250.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            let count = i64::try_from(self.held).unwrap_or(i64::MAX);
            let lead = Sentence::new("held-lead")
                .with("items", parts::names(&self.items))
                .with("count", count)
                .with("number", cx.words.number(count));
            parts::lead(ui, &cx.say(&lead));
            parts::paragraph(ui, cx.text("held-question"));
            ui.add_space(4.0);
            Mark::Note.line(ui, &cx.text("held-transport-stays"));
            parts::citation(ui, cx, Citation::page(Page::ServiceInstanceStates));
        });
        let choices =
            ["held-start-and-resume", "held-start-and-keep", "kit-cancel"].map(|key| parts::Choice::new(cx.text(key)));
        let held = match parts::buttons(ui, &choices, usize::from(cx.settings.keep_held)) {
            None => return After::Stay,
            Some(0) => Held::Resume,
            Some(1) => Held::Keep,
            Some(_) => return After::Close,
        };
        cx.push(Task::Request(Request::Act { action: Action::Start, items: self.items.clone(), held }));
        After::Close
    }
}
