//! The messages of a document cannot be opened.

use std::path::PathBuf;

use egui::{RichText, Ui};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Footer, FooterChoice, SoftButton, dialog, footer, soft_button},
    },
    message_box::Error,
    words::Sentence,
};

/// Tells what is wrong with the store of messages and what can be done.
pub struct StoreDialog {
    document: PathBuf,
    why: Sentence,
    /// The path, and the store's own words where it has any, for whoever looks into it.
    detail: String,
    /// Another program uses it, so it must stay where it is.
    locked: bool,
}

impl StoreDialog {
    #[must_use]
    pub fn new(document: PathBuf, error: &Error) -> Self {
        let why = why(error);
        // why it cannot be used is said above; this is where, and what the system or the store says
        let detail = match error {
            Error::Locked { path, .. } | Error::NotAMessageBox { path } | Error::Newer { path, .. } => {
                path.display().to_string()
            }
            Error::Damaged { path, what } => format!("{}: {what}", path.display()),
            Error::Io { path, source } => format!("{}: {source}", path.display()),
            Error::Full => String::new(),
            Error::Store(what) => what.clone(),
        };
        Self { document, why, detail, locked: matches!(error, Error::Locked { .. }) }
    }
}

/// What is wrong with a store of messages, in a sentence.
#[must_use]
pub fn why(error: &Error) -> Sentence {
    let of = |key, path: &PathBuf| {
        Sentence::new(key).with("file", path.file_name().unwrap_or_default().to_string_lossy().into_owned())
    };
    match error {
        Error::Locked { path, holder } => of("store-locked", path).with("holder", holder.as_str()),
        Error::NotAMessageBox { path } => of("store-not-a-message-box", path),
        Error::Newer { path, .. } => of("store-newer", path),
        Error::Damaged { path, .. } => of("store-damaged", path),
        Error::Io { path, .. } => of("store-io", path),
        Error::Full => Sentence::new("store-full"),
        Error::Store(_) => Sentence::new("store-other"),
    }
}

impl Dialog for StoreDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("store-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(560.0, if self.locked { 270.0 } else { 340.0 })
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let mut after = After::Stay;
        dialog::body(ui, true, |ui| {
            parts::lead(ui, &cx.say(&self.why));
            ui.add(egui::Label::new(RichText::new(&self.detail).small().weak()).wrap().selectable(true));
            ui.add_space(8.0);
            let mut way = |ui: &mut Ui, (text, note): (&str, &str), task: Task| {
                if soft_button(ui, SoftButton::new(&cx.text(text))).clicked_enabled {
                    cx.push(task);
                    after = After::Close;
                }
                parts::paragraph(ui, RichText::new(cx.text(note)).small().weak());
                ui.add_space(6.0);
            };
            let without = ("store-without-messages", "store-without-messages-note");
            way(ui, without, Task::OpenWithoutMessages(self.document.clone()));
            if !self.locked {
                way(ui, ("store-new", "store-new-note"), Task::OpenWithNewMessageBox(self.document.clone()));
            }
        });
        let (again, cancel) = (cx.text("store-again"), cx.text("kit-cancel"));
        match footer(ui, cx.words, &Footer { ok: &again, ok_enabled: Ok(()), apply: None, cancel: Some(&cancel) }) {
            Some(FooterChoice::Ok) => {
                cx.push(Task::OpenAgain(self.document.clone()));
                After::Close
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => after,
        }
    }
}
