//! Unsaved work that a process left behind when it ended.

use egui::{Frame, Margin, RichText, Stroke, Ui};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        files::{Ask, suggested},
        kit::{Mark, SoftButton, dialog, soft_button},
        recovery::Leftover,
        session::Origin,
        theme::{self, Palette},
    },
    words::Sentence,
};

/// Offers what was left, one by one. Whatever is not decided on is there the next time.
pub struct RecoveryDialog {
    leftovers: Vec<Leftover>,
    /// Whose second button *Discard* is shown.
    discarding: Option<usize>,
}

impl RecoveryDialog {
    #[must_use]
    pub fn new(leftovers: Vec<Leftover>) -> Self {
        Self { leftovers, discarding: None }
    }
}

enum Choice {
    Recover,
    Save,
    Discard,
}

impl Dialog for RecoveryDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("recovery-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(640.0, 190.0 + 150.0 * (self.leftovers.len().min(3) as f32))
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let mut chosen = None;
        dialog::body(ui, true, |ui| {
            parts::paragraph(ui, cx.text("recovery-lead"));
            ui.add_space(6.0);
            for index in 0..self.leftovers.len() {
                ui.push_id(index, |ui| {
                    if let Some(choice) = self.card(ui, cx, index) {
                        chosen = Some((index, choice));
                    }
                });
                ui.add_space(8.0);
            }
        });
        match chosen {
            None => {}
            Some((index, Choice::Recover)) => {
                let leftover = self.leftovers.remove(index);
                cx.push(Task::Recover(Box::new(leftover)));
                return After::Close;
            }
            Some((index, Choice::Save)) => {
                if let Ok(document) = self.leftovers[index].document() {
                    let title = title(cx, &self.leftovers[index]);
                    let ask = Ask::SaveCopy {
                        suggested: suggested(&title, "ron"),
                        text: crate::document::to_text(&document),
                    };
                    cx.push(Task::AskForFile(ask));
                }
            }
            Some((index, Choice::Discard)) => {
                if self.discarding == Some(index) {
                    self.discarding = None;
                    self.leftovers.remove(index).discard();
                    if self.leftovers.is_empty() {
                        return After::Close;
                    }
                } else {
                    self.discarding = Some(index);
                }
            }
        }
        // none of the buttons below is the one that is usually meant
        match parts::buttons(ui, &[parts::Choice::new(cx.text("recovery-later"))], usize::MAX) {
            Some(_) => After::Close,
            None => After::Stay,
        }
    }
}

fn title(cx: &Cx<'_>, leftover: &Leftover) -> String {
    if leftover.note.title.is_empty() { cx.text("document-untitled") } else { leftover.note.title.clone() }
}

impl RecoveryDialog {
    fn card(&self, ui: &mut Ui, cx: &Cx<'_>, index: usize) -> Option<Choice> {
        let leftover = &self.leftovers[index];
        let palette = Palette::of_ui(ui);
        let mut choice = None;
        let name = title(cx, leftover);
        let frame = Frame::new()
            .stroke(Stroke::new(1.0, palette.line))
            .corner_radius(theme::RADIUS)
            .inner_margin(Margin::same(12));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(RichText::new(&name).font(theme::semibold(theme::BODY))).truncate());
            let from = match &leftover.note.origin {
                Origin::File(path) => path.display().to_string(),
                Origin::Scenario(number) => {
                    cx.say(&Sentence::new("recovery-from-scenario").with("number", number.to_string()))
                }
                Origin::Lesson(number) => {
                    cx.say(&Sentence::new("recovery-from-lesson").with("number", number.to_string()))
                }
                Origin::Practice(..) => cx.text("recovery-from-practice"),
                Origin::Smallest(_) => cx.text("recovery-from-smallest"),
                Origin::Recording(_) => cx.text("recovery-from-recording"),
                Origin::Own(_) => cx.text("recovery-from-own"),
                Origin::New => cx.text("recovery-from-new"),
            };
            let time = leftover.note.time.to_zoned(jiff::tz::TimeZone::system());
            let time = time.strftime("%Y-%m-%d %H:%M:%S").to_string();
            parts::paragraph(
                ui,
                theme::weak(ui, &cx.say(&Sentence::new("recovery-when").with("file", from).with("time", time))),
            );
            match leftover.document() {
                Ok(document) => {
                    let what = Sentence::new("recovery-contents")
                        .with("ports", document.group.send_ports.size())
                        .with("groups", document.group.send_port_groups.size())
                        .with("messages", leftover.contents.messages);
                    parts::paragraph(ui, cx.say(&what));
                }
                Err(error) => drop(Mark::Error.line(ui, &cx.say(&error.sentence()))),
            }
            if leftover.contents.document.is_none() {
                Mark::Note.line(ui, &cx.text("recovery-messages-only"));
            }
            if leftover.file_is_newer {
                Mark::Warning.line(ui, &cx.text("recovery-file-newer"));
            }
            ui.add_space(4.0);
            let readable = leftover.document().map(|_| ()).map_err(|_| cx.text("recovery-unreadable"));
            ui.horizontal_wrapped(|ui| {
                let discard = if self.discarding == Some(index) { "recovery-discard-now" } else { "recovery-discard" };
                let buttons = [
                    (Choice::Recover, "recovery-recover", readable.clone()),
                    (Choice::Save, "recovery-save-copy", readable.clone()),
                    (Choice::Discard, discard, Ok(())),
                ];
                for (it, key, enabled) in buttons {
                    let text = cx.text(key);
                    let accent = matches!(it, Choice::Recover) && enabled.is_ok() && index == 0;
                    let button = SoftButton { accent, ..SoftButton::new(&text).enabled(enabled) };
                    let button = soft_button(ui, button);
                    dialog::offer_focus(&button.response);
                    if button.clicked_enabled {
                        choice = Some(it);
                    }
                    let called = Sentence::new("recovery-button").with("action", text).with("document", name.as_str());
                    let _ = button.response.accessible_name(cx.say(&called));
                }
            });
        });
        choice
    }
}
