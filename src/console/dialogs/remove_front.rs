//! *Take out the first message* of a suspended ordered instance: what becomes of it, and of those
//! behind it.

use std::sync::Arc;

use egui::Ui;

use super::{After, Dialog, parts, services::Services};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Mark, dialog},
    },
    engine::{Answer, Refusal, Request, Response},
    message_box::Instance,
    model::Message,
    rules::{Citation, Page, permissions::Task as Permission},
    words::Sentence,
};

/// Asks before the first message is taken out, which ends it.
pub struct RemoveFrontDialog {
    front: Instance,
    services: Services,
    refusal: Option<Refusal>,
}

impl RemoveFrontDialog {
    #[must_use]
    pub fn new(front: Instance, message: Arc<Message>) -> Self {
        Self { front: front.clone(), services: Services::new(vec![(front, message)]), refusal: None }
    }
}

impl Dialog for RemoveFrontDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        let message = self.front.message.to_string();
        cx.say(&Sentence::new("remove-front-title").with("message", message))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(560.0, 320.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        self.services.ask(cx, true);
        let after = dialog::body(ui, true, |ui| {
            let after = parts::refused(ui, cx, &mut self.refusal);
            parts::lead(ui, &cx.text("remove-front-lead"));
            parts::instances(ui, cx, self.services.chosen(), 0.0, |_, _, _| {});
            let citation = Citation::page(Page::OrderedDelivery);
            parts::warning(ui, cx, &cx.text("remove-front-no-undo"), Some(citation));
            if !self.services.is_waiting() {
                let others = self.services.messages().saturating_sub(1);
                let all = self.services.all();
                let next = all.iter().find(|(it, _)| it.id > self.front.id).map(|(it, _)| it.message.to_string());
                let sentence = match next {
                    Some(next) => Sentence::new("remove-front-next").with("count", others).with("next", next),
                    None => Sentence::new("remove-front-last"),
                };
                Mark::Note.line(ui, &cx.say(&sentence));
            }
            after
        });
        let may_save = parts::permitted(cx, "terminate-save", Permission::SeeBodies);
        let permitted = parts::permitted(cx, "operation-terminate", Permission::OperateOnInstances);
        let choices = [
            parts::Choice::new(cx.text("terminate-save")).enabled(may_save),
            parts::Choice::new(cx.text("remove-front-now")).enabled(permitted),
            parts::Choice::new(cx.text("kit-cancel")),
        ];
        match parts::buttons(ui, &choices, 2) {
            None => after,
            Some(0) => {
                cx.push(Task::SaveBody(self.front.message));
                After::Stay
            }
            Some(1) => {
                cx.push(Task::RequestForDialog(Request::RemoveFront(self.front.id)));
                After::Stay
            }
            Some(_) => After::Close,
        }
    }

    fn answered(&mut self, answer: Answer) {
        self.services.take(answer);
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        parts::reply(&mut self.refusal, result)
    }
}
