//! What property windows have in common: who may edit, what happens to unsaved edits, how a
//! refusal shows.

use egui::{Frame, Margin, Stroke, Ui};

use crate::{
    console::{
        context::Cx,
        kit::{self, SoftButton, dialog},
        theme::{self, Palette},
    },
    engine::Refusal,
    rules::permissions::{Task, may},
    words::Sentence,
};

/// Why the role of the user may not edit.
#[must_use]
pub fn why_read_only(cx: &Cx<'_>) -> Option<String> {
    let role = cx.snapshot.role;
    (!may(role, Task::Configure))
        .then(|| cx.say(&Sentence::new("properties-read-only").with("role", Sentence::new(role.key()))))
}

/// The question that Escape asks while there are unsaved edits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Discard {
    asking: bool,
}

impl Discard {
    /// Asks it, as where a button would close the window.
    pub fn ask(&mut self) {
        self.asking = true;
    }

    /// Draws the question if it is asked; returns whether to discard.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        if dialog::asked_to_close(ui.ctx()) {
            // the second Escape goes back to the fields
            self.asking = !self.asking;
        }
        if !self.asking {
            return false;
        }
        let palette = Palette::of_ui(ui);
        let mut discard = false;
        Frame::new().fill(palette.warning_tint).inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                kit::Mark::Warning.show(ui);
                ui.label(cx.text("properties-discard-question"));
                discard = kit::soft_button(ui, SoftButton::new(&cx.text("properties-discard"))).clicked_enabled;
                if kit::soft_button(ui, SoftButton::new(&cx.text("properties-keep"))).clicked_enabled {
                    self.asking = false;
                }
            });
        });
        discard
    }
}

/// Draws a refusal above the pages and takes the way out that is chosen.
pub fn refusal(ui: &mut Ui, cx: &Cx<'_>, refused: &mut Option<Refusal>) {
    let Some(refusal) = refused else { return };
    let mut gone = false;
    Frame::new().inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
        if let Some((reason, way)) = kit::error_card(ui, cx.words, refusal) {
            cx.take(&refusal.reasons[reason].ways_out[way]);
            gone = true;
        }
    });
    if gone {
        *refused = None;
    }
}

/// The line under the title bar.
pub fn header(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui)) {
    let palette = Palette::of_ui(ui);
    let frame = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(14, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(theme::TARGET);
            add_contents(ui);
        });
    });
    let rect = frame.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.line));
    ui.add_space(1.0 - ui.spacing().item_spacing.y);
}
