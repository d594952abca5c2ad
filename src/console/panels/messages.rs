//! Every message with its service instances and what became of it.

use egui::Ui;

use crate::console::{commands::Env, context::Cx, theme};

#[derive(Default)]
pub struct MessagesPanel {}

impl MessagesPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _env: &Env<'_>) {
        ui.label(theme::heading(&cx.text("node-messages")));
    }
}
