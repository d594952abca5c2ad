//! *Preview*: what an action would change, with the button that performs it.

use egui::Ui;

use super::{After, Dialog, held, parts};
use crate::{
    console::{
        context::{Cx, Task},
        impacts::{self, Known},
        kit::{Footer, FooterChoice, Mark, dialog, footer},
    },
    engine::{Deed, Held, Request},
    model::{ArtifactKind, ArtifactRef},
    rules::Action,
    words::Sentence,
};

/// What an action on the selected items is asked for; of orchestrations the first one only, since
/// each is acted on by itself.
#[must_use]
pub fn request(action: Action, items: &[ArtifactRef]) -> Option<Request> {
    let of_ports: Vec<ArtifactRef> =
        items.iter().filter(|item| item.kind != ArtifactKind::Orchestration).cloned().collect();
    if !of_ports.is_empty() {
        return Some(Request::Act { action, items: of_ports, held: Held::Resume });
    }
    let orchestration = items.first()?.name.clone();
    Some(Request::ActOnOrchestration { action, orchestration })
}

/// Shows what an action would change.
pub struct ImpactDialog {
    action: Action,
    request: Request,
}

impl ImpactDialog {
    #[must_use]
    pub fn new(action: Action, request: Request) -> Self {
        Self { action, request }
    }

    fn deed(&self) -> Sentence {
        match &self.request {
            Request::Act { action, items, .. } => Deed::Act(*action, items.clone()).sentence(),
            Request::ActOnOrchestration { action, orchestration } => {
                Deed::Orchestration(*action, orchestration.clone()).sentence()
            }
            _ => Sentence::new(self.action.key()),
        }
    }
}

impl Dialog for ImpactDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("impact-title").with("deed", self.deed()))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(760.0, 540.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let known = impacts::known(ui, cx, &self.request);
        let after = dialog::body(ui, true, |ui| match &known {
            Known::NotYet => {
                parts::paragraph(ui, cx.text("impact-looking"));
                After::Stay
            }
            Known::Refused(refusal) => match parts::card(ui, cx, refusal) {
                Some(way) => parts::go(cx, way),
                None => After::Stay,
            },
            Known::Told(impact) => {
                parts::lead(ui, &cx.say(&impact.sentence()));
                impacts::subscriptions(ui, cx, impact, parts::MOST);
                for live in &impact.live {
                    Mark::Note.line(ui, &cx.say(&live.sentence()));
                }
                for (item, refusal) in impact.skipped.iter().take(parts::MOST) {
                    let why = refusal.reasons.first().map_or(&refusal.what, |reason| &reason.sentence).clone();
                    let skipped = Sentence::new("action-skips").with("name", &item.name).with("why", why);
                    Mark::Warning.line(ui, &cx.say(&skipped));
                }
                ui.add_space(6.0);
                impacts::table(ui, cx, impact);
                ui.add_space(4.0);
                if !impact.kinds.is_empty() {
                    Mark::Note.line(ui, &cx.text("impact-how"));
                }
                After::Stay
            }
        });
        let (ok, cancel) = (cx.say(&self.deed()), cx.text("kit-cancel"));
        let ok_enabled = match &known {
            Known::Refused(refusal) => {
                let why = refusal.reasons.first().map_or(&refusal.what, |reason| &reason.sentence);
                Err(cx.say(why))
            }
            _ => Ok(()),
        };
        match footer(ui, cx.words, &Footer { ok: &ok, ok_enabled, apply: None, cancel: Some(&cancel) }) {
            Some(FooterChoice::Ok) => {
                match &self.request {
                    Request::Act { action, items, .. } => held::act(cx, *action, items.clone()),
                    request => cx.push(Task::Request(request.clone())),
                }
                After::Close
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => after,
        }
    }
}
