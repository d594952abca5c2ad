use egui::Ui;

use super::SendPortDialog;
use crate::{
    console::{
        context::Cx,
        kit::{Form, Mark, form::Row},
    },
    model::TrackingPoints,
};

impl SendPortDialog {
    pub(super) fn tracking(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        Mark::Note.line(ui, &cx.text("not-executed"));
        let two_way = self.draft.kind.is_two_way();
        form.section(ui, &cx.text("tracking-bodies"));
        ui.push_id("bodies", |ui| points(ui, cx, form, "tracking-bodies", &mut self.draft.tracking.bodies, two_way));
        form.section(ui, &cx.text("tracking-properties"));
        ui.push_id("properties", |ui| {
            points(ui, cx, form, "tracking-properties", &mut self.draft.tracking.properties, two_way);
        });
    }
}

fn points(ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>, section: &str, points: &mut TrackingPoints, two_way: bool) {
    let one_way = cx.text("send-port-two-way-only");
    let one_way = (!two_way).then_some(one_way.as_str());
    for (label, why, value) in [
        (cx.text("tracking-request-before"), None, &mut points.request_before),
        (cx.text("tracking-request-after"), None, &mut points.request_after),
        (cx.text("tracking-response-before"), one_way, &mut points.response_before),
        (cx.text("tracking-response-after"), one_way, &mut points.response_after),
    ] {
        let response = form.checkbox(ui, &Row::new(&label, "").quietly_disabled(why), value);
        // the same four points stand under both titles
        let spoken = format!("{}: {label}", cx.text(section));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(spoken));
    }
}
