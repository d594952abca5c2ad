//! What was noted at the lower right, to be read again.

use std::sync::Arc;

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, dialog},
        theme,
        toasts::{self, Notice, Tone, lines},
    },
    words::Sentence,
};

/// The list of notices, newest first.
pub struct NoticesDialog {
    notices: Vec<Arc<Notice>>,
    problems_only: bool,
}

impl NoticesDialog {
    /// `notices` are the newest first.
    #[must_use]
    pub fn new(notices: Vec<Arc<Notice>>) -> Self {
        Self { notices, problems_only: false }
    }

    fn shown(&self) -> impl Iterator<Item = &Arc<Notice>> {
        self.notices.iter().filter(|notice| !self.problems_only || notice.tone != Tone::Info)
    }
}

/// How a notice is marked in a text.
fn word(tone: Tone) -> &'static str {
    match tone {
        Tone::Info => "notice-info",
        Tone::Warning => "notice-warning",
        Tone::Error => "notice-error",
    }
}

impl Dialog for NoticesDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("notices-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(640.0, 460.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let mut followed = false;
        dialog::body(ui, true, |ui| {
            ui.checkbox(&mut self.problems_only, cx.text("notices-problems-only"));
            ui.add_space(4.0);
            if self.shown().next().is_none() {
                parts::paragraph(ui, theme::weak(ui, &cx.text("notices-empty")));
            }
            for notice in self.shown() {
                ui.horizontal_top(|ui| {
                    ui.label(theme::weak(ui, &theme::clock(notice.time)));
                    ui.vertical(|ui| {
                        for text in lines(cx, notice, usize::MAX) {
                            match notice.tone {
                                Tone::Info => drop(ui.add(egui::Label::new(text).wrap())),
                                Tone::Warning => drop(kit::Mark::Warning.line(ui, &text)),
                                Tone::Error => drop(kit::Mark::Error.line(ui, &text)),
                            }
                        }
                        followed |= toasts::link(ui, cx, notice);
                    });
                });
                ui.add_space(6.0);
            }
        });
        if followed {
            return After::Close;
        }
        let empty = self.notices.is_empty();
        let enabled = |key: &str| if empty { Err(cx.text(key)) } else { Ok(()) };
        let choices = [
            parts::Choice::new(cx.text("kit-close")),
            parts::Choice::new(cx.text("notices-copy")).enabled(enabled("notices-empty")),
            parts::Choice::new(cx.text("notices-clear")).enabled(enabled("notices-empty")),
        ];
        match parts::buttons(ui, &choices, 0) {
            None => After::Stay,
            Some(0) => After::Close,
            Some(1) => {
                let line = |notice: &Arc<Notice>| {
                    let text = lines(cx, notice, usize::MAX).join(" ");
                    format!("{}\t{}\t{text}", notice.time, cx.text(word(notice.tone)))
                };
                cx.push(Task::Copy(self.shown().map(line).collect::<Vec<_>>().join("\n")));
                After::Stay
            }
            Some(_) => {
                cx.push(Task::ClearNotices);
                After::Close
            }
        }
    }
}

/// The words of the button that opens the list.
#[must_use]
pub fn button(cx: &Cx<'_>, unseen: usize) -> String {
    if unseen == 0 { cx.text("notices-title") } else { cx.say(&Sentence::new("notices-unseen").with("count", unseen)) }
}
