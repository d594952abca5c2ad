//! Who did what, when, with what before and after.

use egui::Ui;

use crate::console::{commands::Env, context::Cx, theme};

#[derive(Default)]
pub struct AuditPanel {}

impl AuditPanel {
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _env: &Env<'_>) {
        ui.label(theme::heading(&cx.text("node-audit")));
    }
}
