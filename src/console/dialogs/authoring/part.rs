//! Some moments of a recording become a recording of their own.

use std::sync::Arc;

use egui::Ui;

use super::super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        files::{Ask, suggested},
        kit::{self, Footer, FooterChoice, Form, dialog, form::Row},
    },
    training::{Recording, Text, told},
    words::{Sentence, Words},
};

/// Asks from which moment to which.
pub struct PartDialog {
    recording: Arc<Recording>,
    /// Both are in it, and count from 0.
    first: usize,
    last: usize,
}

impl PartDialog {
    /// `done`: how many moments are past where the recording stands; it is offered up to there.
    #[must_use]
    pub fn new(recording: Arc<Recording>, done: usize) -> Self {
        let first = recording.from;
        let end = recording.moments.len().saturating_sub(1);
        let last = if done > first { done - 1 } else { end };
        Self { recording, first, last: last.min(end) }
    }

    fn moments(&self, cx: &Cx<'_>) -> Vec<(usize, String)> {
        let from = self.recording.from;
        let shown = self.recording.moments.iter().enumerate().skip(from);
        let title = |(index, moment): (usize, &crate::training::MomentEntry)| {
            let number = Sentence::new("player-moment").with("number", index + 1 - from);
            (index, cx.say(&number.with("what", told(&moment.request))))
        };
        shown.map(title).collect()
    }

    fn part(&self) -> Recording {
        let from = self.recording.from;
        let title = Text::of(|language| {
            let title = Sentence::new("recording-part-title")
                .with("title", self.recording.title.get(language))
                .with("first", (self.first + 1 - from).to_string())
                .with("last", (self.last + 1 - from).to_string());
            Words::new(language).say(&title)
        });
        self.recording.part(self.first, self.last, title)
    }
}

impl Dialog for PartDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("recording-part")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(560.0, 300.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let moments = self.moments(cx);
        dialog::body(ui, true, |ui| {
            parts::paragraph(ui, cx.text("recording-part-about"));
            ui.add_space(6.0);
            let form = Form::new(cx.words, 130.0);
            let (first, last) = (cx.text("recording-part-first"), cx.text("recording-part-last"));
            form.choice(ui, &Row::new(&first, "first"), &mut self.first, &moments, "");
            form.choice(ui, &Row::new(&last, "last"), &mut self.last, &moments, "");
        });
        let backwards = self.last < self.first;
        let ok_enabled = if backwards { Err(cx.text("recording-part-backwards")) } else { Ok(()) };
        let (ok, cancel) = (cx.text("recording-part-save"), cx.text("kit-cancel"));
        match kit::footer(ui, cx.words, &Footer { ok: &ok, ok_enabled, apply: None, cancel: Some(&cancel) }) {
            Some(FooterChoice::Ok) => {
                let recording = self.part();
                let suggested = suggested(recording.title.get(cx.words.language()), "ron");
                cx.push(Task::AskFile(Ask::SaveRecording { suggested, recording: Box::new(recording) }));
                After::Close
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => After::Stay,
        }
    }
}
