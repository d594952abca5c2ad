use egui::Ui;

use super::{
    SendPortDialog,
    new::transport_of,
    transport::{Numbers, Slot, adapter_choices, address_rows, change_adapter, retry_rows, window_rows},
};
use crate::console::{
    context::Cx,
    kit::{Form, Mark, form::Row, quiet_link},
};

impl SendPortDialog {
    pub(super) fn backup(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        if self.draft.ordered_delivery {
            // the reason before one begins to fill in what cannot be
            match &self.draft.backup {
                None => {
                    Mark::Note.line(ui, &cx.text("backup-not-with-ordered"));
                }
                Some(_) => self.order_or_backup(ui, cx),
            }
        }
        form.section(ui, &cx.text("transport-section"));
        let label = cx.text("transport-type");
        let before = self.draft.backup.as_ref().map(|it| it.adapter.clone());
        let mut adapter = before.clone();
        let choices: Vec<_> = std::iter::once((None, cx.text("backup-none")))
            .chain(adapter_choices(cx, self.draft.kind.is_two_way()).into_iter().map(|(it, text)| (Some(it), text)))
            .collect();
        let shown = adapter.clone().unwrap_or_default();
        // a problem of the whole backup transport shows here, those of its fields at theirs
        let field = if form.all_problems().iter().any(|it| it.field == "backup") { "backup" } else { "backup.adapter" };
        let whole: Vec<_> = form.all_problems().iter().filter(|it| it.field == field).cloned().collect();
        form.problems(&whole).choice(ui, &Row::new(&label, field), &mut adapter, &choices, &shown);
        if adapter != before {
            match (&mut self.draft.backup, adapter) {
                (backup, None) => {
                    if let Some(backup) = backup.take() {
                        self.parked_backup.insert(backup.adapter.clone(), backup);
                    }
                }
                (Some(backup), Some(adapter)) => change_adapter(cx, backup, &adapter, &mut self.parked_backup),
                (backup, Some(adapter)) => {
                    let parked = self.parked_backup.get(&adapter).cloned();
                    *backup = Some(parked.unwrap_or_else(|| transport_of(&cx.snapshot.group, &adapter)));
                    self.backup_numbers = Numbers::new(backup.as_ref());
                }
            }
        }
        let Some(backup) = &mut self.draft.backup else {
            ui.label(egui::RichText::new(cx.text("backup-explained")).weak());
            return;
        };
        let configure = address_rows(ui, cx, form, Slot::Backup, backup);
        retry_rows(ui, cx, form, Slot::Backup, Some(backup), &mut self.backup_numbers);
        form.section(ui, &cx.text("window-section"));
        window_rows(ui, cx, form, Slot::Backup, Some(&mut backup.window), &mut self.backup_numbers);
        if configure {
            self.configure(ui, Slot::Backup);
        }
    }

    /// The ways out of ordered delivery with a backup transport.
    pub(super) fn order_or_backup(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal_wrapped(|ui| {
            ui.add_space(Mark::INDENT);
            if quiet_link(ui, &cx.text("backup-remove")).clicked()
                && let Some(backup) = self.draft.backup.take()
            {
                self.parked_backup.insert(backup.adapter.clone(), backup);
            }
            if quiet_link(ui, &cx.text("backup-without-order")).clicked() {
                self.draft.ordered_delivery = false;
            }
        });
    }
}
