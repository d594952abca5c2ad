//! *Move to application*: where to, and what depends on what is moved.

use egui::{ComboBox, Ui};

use super::{After, Dialog, delete, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, Footer, FooterChoice, Mark, dialog, footer},
    },
    engine::{Refusal, Request, Response, Snapshot},
    model::{ArtifactRef, Name},
    rules::{
        guards::{self, Condition},
        permissions::Task as Permission,
    },
    words::Sentence,
};

/// Asks to which application artifacts are moved.
#[must_use]
pub fn moving(snapshot: &Snapshot, items: Vec<ArtifactRef>) -> Box<dyn Dialog> {
    let mut dialog = MoveDialog { items, to: None, checked: None, conditions: Vec::new(), refusal: None };
    dialog.to = dialog.applications(snapshot).into_iter().next();
    Box::new(dialog)
}

struct MoveDialog {
    items: Vec<ArtifactRef>,
    to: Option<Name>,
    /// The generation and the application that `conditions` belong to.
    checked: Option<(u64, Option<Name>)>,
    conditions: Vec<Condition>,
    refusal: Option<Refusal>,
}

impl MoveDialog {
    /// Every application in which not all of the items are already.
    fn applications(&self, snapshot: &Snapshot) -> Vec<Name> {
        let elsewhere = |application: &&Name| {
            self.items.iter().any(|item| snapshot.group.application_of(item).as_ref() != Some(*application))
        };
        snapshot.group.applications.keys().filter(elsewhere).cloned().collect()
    }

    fn check(&mut self, snapshot: &Snapshot) {
        let key = (snapshot.generation, self.to.clone());
        if self.checked.as_ref() != Some(&key) {
            self.checked = Some(key);
            self.conditions = match &self.to {
                Some(to) => guards::move_to_application(&snapshot.group, &self.items, to),
                None => Vec::new(),
            };
        }
    }

    fn enabled(&self, cx: &Cx<'_>) -> Result<(), String> {
        parts::permitted(cx, "move-title", Permission::Configure)?;
        if self.to.is_none() {
            return Err(cx.text("move-no-application"));
        }
        match self.conditions.iter().filter(|condition| !condition.met).count() {
            0 => Ok(()),
            count => Err(cx.say(&Sentence::new("delete-unmet").with("count", count))),
        }
    }
}

impl Dialog for MoveDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("move-title-of").with("items", parts::names(&self.items)))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(560.0, 430.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let after = dialog::body(ui, true, |ui| {
            let mut after = parts::refused(ui, cx, &mut self.refusal);
            let applications = self.applications(cx.snapshot);
            ui.horizontal_wrapped(|ui| {
                let label = ui.label(cx.text("move-application"));
                let shown = self.to.as_ref().map_or_else(|| cx.text("move-none"), ToString::to_string);
                let choice = ComboBox::from_id_salt("application")
                    .selected_text(shown)
                    .width(ui.available_width().clamp(120.0, 280.0))
                    .truncate()
                    .show_ui(ui, |ui| {
                        for application in applications {
                            let chosen = self.to.as_ref() == Some(&application);
                            if kit::option(ui, chosen, application.as_str()).clicked() {
                                self.to = Some(application);
                            }
                        }
                    });
                let choice = choice.response.labelled_by(label.id);
                dialog::offer_focus(&choice);
            });
            self.check(cx.snapshot);
            ui.add_space(8.0);
            parts::lead(ui, &cx.text("move-dependencies"));
            if self.conditions.is_empty() {
                Mark::Met.line(ui, &cx.text("move-nothing-depends"));
            } else {
                let (rows, ways) = delete::rows(cx, &self.conditions);
                if let Some((_, way)) = kit::checklist(ui, &rows) {
                    after = parts::go(cx, &ways[way]);
                }
            }
            ui.add_space(4.0);
            Mark::Note.line(ui, &cx.text("move-keeps"));
            after
        });
        let (ok, cancel) = (cx.text("move-title"), cx.text("kit-cancel"));
        let buttons = Footer { ok: &ok, ok_enabled: self.enabled(cx), apply: None, cancel: Some(&cancel) };
        match footer(ui, cx.words, &buttons) {
            Some(FooterChoice::Ok) => {
                if let Some(application) = self.to.clone() {
                    let items = self.items.clone();
                    cx.push(Task::RequestForDialog(Request::MoveToApplication { items, application }));
                }
                after
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => after,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        parts::reply(&mut self.refusal, result)
    }
}
