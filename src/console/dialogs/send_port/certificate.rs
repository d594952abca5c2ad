use egui::Ui;

use super::SendPortDialog;
use crate::console::{
    context::Cx,
    kit::{self, Form, Mark, SoftButton, form::Row},
};

impl SendPortDialog {
    pub(super) fn certificate(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        Mark::Note.line(ui, &cx.text("not-executed"));
        ui.add_space(6.0);
        let mut certificate = self.draft.certificate.clone().unwrap_or_default();
        let label = cx.text("certificate-common-name");
        form.text(ui, &Row::new(&label, "certificate.common_name"), &mut certificate.common_name);
        let (label, hint) = (cx.text("certificate-thumbprint"), "HHHH HHHH HHHH HHHH HHHH HHHH HHHH HHHH HHHH HHHH");
        form.text(ui, &Row::new(&label, "certificate.thumbprint").hint(hint), &mut certificate.thumbprint);
        let none = certificate == crate::model::Certificate::default();
        self.draft.certificate = (!none).then_some(certificate);
        let enabled = match (form.why_read_only(), none) {
            (Some(reason), _) => Err(reason.to_owned()),
            (None, true) => Err(cx.text("certificate-none")),
            (None, false) => Ok(()),
        };
        ui.horizontal_wrapped(|ui| {
            let text = cx.text("certificate-remove");
            if kit::soft_button(ui, SoftButton::new(&text).enabled(enabled)).clicked_enabled {
                self.draft.certificate = None;
            }
            let (text, why) = (cx.text("certificate-browse"), cx.text("certificate-no-store"));
            kit::soft_button(ui, SoftButton::new(&text).enabled(Err(why)));
        });
    }
}
