//! *Live sending*: every address that would be reached, before anything is.

use std::collections::BTreeSet;

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Mark, dialog},
    },
    engine::{Refusal, Request, Response, Snapshot, live},
    model::Name,
    rules::permissions::Task as Permission,
    words::Sentence,
};

/// Asks before messages really leave the program.
pub struct LiveDialog {
    reached: Vec<(String, String, Vec<Name>)>,
    simulated: Vec<(Name, String)>,
    addresses: BTreeSet<String>,
    generation: u64,
    refusal: Option<Refusal>,
}

impl LiveDialog {
    #[must_use]
    pub fn new(snapshot: &Snapshot) -> Self {
        Self {
            reached: live::reached(&snapshot.group),
            simulated: live::simulated(&snapshot.group),
            addresses: live::addresses(&snapshot.group),
            generation: snapshot.generation,
            refusal: None,
        }
    }
}

impl Dialog for LiveDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("live-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(680.0, 480.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        if self.generation != cx.snapshot.generation {
            // what is confirmed is what there is
            let refusal = self.refusal.take();
            *self = Self { refusal, ..Self::new(cx.snapshot) };
        }
        let after = dialog::body(ui, true, |ui| {
            let after = parts::refused(ui, cx, &mut self.refusal);
            let count = self.addresses.len();
            if count == 0 {
                parts::lead(ui, &cx.text("live-nothing"));
            } else {
                parts::lead(ui, &cx.say(&Sentence::new("live-lead").with("addresses", count)));
            }
            for (address, adapter, ports) in &self.reached {
                let ports: Vec<_> = ports.iter().map(ToString::to_string).collect();
                let told = Sentence::new("live-address")
                    .with("address", address.as_str())
                    .with("adapter", adapter.as_str())
                    .with("ports", ports.join(", "));
                ui.add(egui::Label::new(cx.say(&told)).wrap());
            }
            ui.add_space(6.0);
            for (port, adapter) in &self.simulated {
                let told = Sentence::new("live-simulated").with("port", port).with("adapter", adapter.as_str());
                Mark::Note.line(ui, &cx.say(&told));
            }
            Mark::Note.line(ui, &cx.text("live-dynamic"));
            parts::warning(ui, cx, &cx.text("live-waiting"), None);
            after
        });
        let permitted = parts::permitted(cx, "command-live-sending", Permission::SendLive);
        let permitted = match permitted {
            Ok(()) if self.addresses.is_empty() => Err(cx.text("live-nothing")),
            other => other,
        };
        let choices =
            [parts::Choice::new(cx.text("live-turn-on")).enabled(permitted), parts::Choice::new(cx.text("kit-cancel"))];
        match parts::buttons(ui, &choices, 1) {
            None => after,
            Some(0) => {
                cx.push(Task::RequestForDialog(Request::SetLive(Some(self.addresses.clone()))));
                After::Stay
            }
            Some(_) => After::Close,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        parts::reply(&mut self.refusal, result)
    }
}
