//! The Group Hub page: how much there is of everything in the BizTalk group, each number a link.

use egui::Ui;

use crate::console::{commands::Env, context::Cx, theme};

#[derive(Default)]
pub struct HubPanel {}

impl HubPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _env: &Env<'_>) {
        ui.label(theme::heading(&cx.text("hub-title")));
    }
}
