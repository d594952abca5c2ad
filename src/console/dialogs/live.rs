//! *Live sending*: every address that would be reached, before anything is.

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;

use super::{After, Dialog, parts, password::PasswordField};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Form, Mark, dialog},
    },
    engine::{Refusal, Request, Response, Snapshot, live},
    model::Name,
    rules::permissions::Task as Permission,
    transport::Account,
    words::Sentence,
};

/// Asks before messages really leave the program.
pub struct LiveDialog {
    reached: Vec<(String, String, Vec<Name>)>,
    simulated: Vec<(Name, String)>,
    addresses: BTreeSet<String>,
    refused: Vec<(Name, String)>,
    /// Whose passwords are needed, with a field for each that is not known.
    passwords: BTreeMap<Account, PasswordField>,
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
            refused: live::refused(&snapshot.group),
            passwords: live::accounts(&snapshot.group).into_iter().map(|it| (it, PasswordField::default())).collect(),
            generation: snapshot.generation,
            refusal: None,
        }
    }

    /// The passwords that are neither known in this run nor in the keyring: they are asked for here.
    fn passwords(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let mut first = true;
        let form = Form::new(cx.words, 220.0);
        for (number, (account, field)) in self.passwords.iter_mut().enumerate() {
            field.look(cx, account);
            if field.is_known() != Some(false) {
                continue;
            }
            if std::mem::take(&mut first) {
                ui.add_space(6.0);
                ui.add(egui::Label::new(cx.text("live-passwords")).wrap());
            }
            let label = Sentence::new("live-password")
                .with("label", account.label.as_str())
                .with("user", account.user.as_str())
                .with("server", account.server.as_str());
            let label = cx.say(&label);
            ui.push_id(("password", number), |ui| field.ui(ui, cx, &form, &label, account));
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
            let (refusal, mut before) = (self.refusal.take(), std::mem::take(&mut self.passwords));
            *self = Self { refusal, ..Self::new(cx.snapshot) };
            // what was typed stays
            for (account, field) in &mut self.passwords {
                *field = before.remove(account).unwrap_or_default();
            }
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
            for (port, setting) in &self.refused {
                let told = Sentence::new("live-refused").with("port", port).with("setting", setting.as_str());
                Mark::Warning.line(ui, &cx.say(&told));
            }
            self.passwords(ui, cx);
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
                for field in self.passwords.values() {
                    field.keep(cx);
                }
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
