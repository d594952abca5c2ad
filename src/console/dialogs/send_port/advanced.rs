use egui::Ui;

use super::{
    SendPortDialog,
    transport::{Slot, retry_rows, window_rows},
};
use crate::{
    console::{
        context::Cx,
        kit::{Form, Mark, form::Row, quiet_link},
    },
    model::validate::Problem,
    rules::pages::PropertyPage,
};

impl SendPortDialog {
    pub(super) fn advanced(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        let dynamic = self.draft.kind.is_dynamic();
        if dynamic {
            Mark::Note.line(ui, &cx.text("advanced-dynamic"));
        }
        form.section(ui, &cx.text("advanced-options"));
        retry_rows(ui, cx, form, Slot::Primary, self.draft.transport.as_mut(), &mut self.numbers);
        let (label, note) = (cx.text("advanced-priority"), cx.text("advanced-priority.note"));
        let row = Row::new(&label, "priority").note(&note);
        form.typed(ui, &row, &mut self.priority, &mut self.draft.priority);

        let label = cx.text("advanced-ordered");
        form.checkbox(ui, &Row::new(&label, "ordered_delivery"), &mut self.draft.ordered_delivery);
        if !self.draft.ordered_delivery {
            // they mean nothing without it
            self.draft.stop_sending_on_failure = false;
            self.draft.enforce_order_across_locations = false;
        }
        let (needs_ordered, dynamic_only) = (cx.text("advanced-needs-ordered"), cx.text("advanced-dynamic-only"));
        let unordered = (!self.draft.ordered_delivery).then_some(needs_ordered.as_str());
        ui.indent("ordered", |ui| {
            let label = cx.text("advanced-stop-sending");
            let row = Row::new(&label, "stop_sending_on_failure").quietly_disabled(unordered);
            form.checkbox(ui, &row, &mut self.draft.stop_sending_on_failure);
            let label = cx.text("advanced-enforce-order");
            let why = if dynamic { unordered } else { Some(dynamic_only.as_str()) };
            let row = Row::new(&label, "enforce_order_across_locations").quietly_disabled(why);
            form.checkbox(ui, &row, &mut self.draft.enforce_order_across_locations);
        });
        let (label, why) = (cx.text("advanced-route-failed"), cx.text("advanced-static-only"));
        let row = Row::new(&label, "route_failed_messages").quietly_disabled(dynamic.then_some(why.as_str()));
        form.checkbox(ui, &row, &mut self.draft.route_failed_messages);
        self.warn_of_backup(ui, cx, form.all_problems());

        form.section(ui, &cx.text("window-section"));
        let window = self.draft.transport.as_mut().map(|it| &mut it.window);
        window_rows(ui, cx, form, Slot::Primary, window, &mut self.numbers);
    }

    /// Ordered delivery and a backup transport stand on two pages and do not go together.
    fn warn_of_backup(&mut self, ui: &mut Ui, cx: &Cx<'_>, problems: &[Problem]) {
        for problem in problems.iter().filter(|problem| problem.field == "backup") {
            Mark::from(problem.severity).line(ui, &cx.say(&problem.sentence));
            self.order_or_backup(ui, cx);
            ui.horizontal(|ui| {
                ui.add_space(Mark::INDENT);
                if quiet_link(ui, &cx.text("advanced-go-to-backup")).clicked() {
                    self.page = PropertyPage::BackupTransport;
                }
            });
        }
    }
}
