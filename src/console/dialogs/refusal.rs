//! *Not possible*: what, why, and the ways out.

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::Cx,
        kit::{Footer, dialog, footer},
    },
    engine::Refusal,
};

/// Tells why something was refused.
pub struct RefusalDialog {
    refusal: Refusal,
}

impl RefusalDialog {
    #[must_use]
    pub fn new(refusal: Refusal) -> Self {
        Self { refusal }
    }
}

impl Dialog for RefusalDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("refusal-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(540.0, 150.0 + 90.0 * self.refusal.reasons.len().clamp(1, 4) as f32)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let way = dialog::body(ui, true, |ui| parts::card(ui, cx, &self.refusal));
        if let Some(way) = way {
            cx.take(way);
            return After::Close;
        }
        let close = cx.text("kit-close");
        let buttons = Footer { ok: &close, ok_enabled: Ok(()), apply: None, cancel: None };
        if footer(ui, cx.words, &buttons).is_some() { After::Close } else { After::Stay }
    }
}
