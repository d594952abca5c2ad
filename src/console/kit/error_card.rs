//! A refusal: what was refused, why, by which rule, and the ways out.

use egui::{Frame, Margin, RichText, Stroke, Ui};

use super::{Mark, SoftButton, soft_button};
use crate::{
    console::theme::{self, Palette},
    engine::Refusal,
    words::Words,
};

/// Draws the card; returns the reason and the way out that was chosen, by their places in
/// [`Refusal::reasons`] and in its ways out.
pub fn error_card(ui: &mut Ui, words: &Words, refusal: &Refusal) -> Option<(usize, usize)> {
    let palette = Palette::of_ui(ui);
    let mut chosen = None;
    let card = Frame::new()
        .fill(palette.error_tint)
        .stroke(Stroke::new(1.0, palette.error))
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::same(12));
    let response = card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let what = words.say(&refusal.what);
        ui.horizontal_top(|ui| {
            ui.add_space(0.0);
            Mark::Error.show(ui);
            ui.add(egui::Label::new(RichText::new(&what).font(theme::semibold(theme::BODY))).wrap());
        });
        for (r, reason) in refusal.reasons.iter().enumerate() {
            ui.push_id(r, |ui| {
                ui.label(words.say(&reason.sentence));
                if let Some(citation) = reason.citation {
                    ui.label(RichText::new(words.say(&citation.sentence())).small().weak());
                }
                ui.horizontal_wrapped(|ui| {
                    for (w, way) in reason.ways_out.iter().enumerate() {
                        if soft_button(ui, SoftButton::new(&words.say(&way.label))).clicked_enabled {
                            chosen = Some((r, w));
                        }
                    }
                });
            });
        }
        what
    });
    // so that a screen reader announces it when it appears
    let what = response.inner;
    ui.ctx().accesskit_node_builder(response.response.id, |node| {
        node.set_role(egui::accesskit::Role::Alert);
        node.set_label(what);
    });
    chosen
}
