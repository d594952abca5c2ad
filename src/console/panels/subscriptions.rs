//! All subscriptions, and who would get a message.

use egui::Ui;

use crate::console::{commands::Env, context::Cx, theme};

#[derive(Default)]
pub struct SubscriptionsPanel {}

impl SubscriptionsPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _env: &Env<'_>) {
        ui.label(theme::heading(&cx.text("node-subscriptions")));
    }
}
