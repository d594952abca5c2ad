use egui::{Popup, Ui};

use super::{
    SendPortDialog,
    new::installed,
    transport::{Slot, adapter_choices, address_rows, change_adapter},
};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{Form, Mark, form::Row, opens_menu, quiet_link},
    },
    model::{Name, PortKind, SendPort},
    words::Sentence,
};

impl SendPortDialog {
    pub(super) fn general(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        let label = cx.text("properties-name");
        if form.text(ui, &Row::new(&label, "name").limit(Name::MAX), &mut self.name).changed() {
            self.draft.name = Name::new(&self.name);
        }
        let label = cx.text("send-port-type");
        let may_copy = self.original.is_some() && form.why_read_only().is_none();
        let remark = if may_copy { cx.text("send-port-type-fixed") } else { String::new() };
        form.row(ui, &Row::new(&label, "").below(&remark), |ui, _| {
            let kind = ui.label(cx.text(self.draft.kind.key()));
            if may_copy {
                self.copy_as(ui, cx);
            }
            kind
        });
        form.section(ui, &cx.text("transport-section"));
        if self.draft.kind.is_dynamic() {
            self.dynamic_handlers(ui, cx, form);
        } else {
            self.primary(ui, cx, form);
        }
        form.section(ui, &cx.text("send-port-pipelines"));
        let label = cx.text("send-port-send-pipeline");
        let pipelines = SendPort::SEND_PIPELINES.map(str::to_owned);
        form.completion(ui, &Row::new(&label, "send_pipeline"), &mut self.draft.send_pipeline, &pipelines);
        let (label, why) = (cx.text("send-port-receive-pipeline"), cx.text("send-port-two-way-only"));
        let why = (!self.draft.kind.is_two_way()).then_some(why.as_str());
        let pipelines = SendPort::RECEIVE_PIPELINES.map(str::to_owned);
        let row = Row::new(&label, "receive_pipeline").disabled(why);
        form.completion(ui, &row, &mut self.draft.receive_pipeline, &pipelines);
        // the console's "…": pipelines are named here and not executed, so nothing is to be set
        let (text, why) = (cx.text("send-port-configure-pipeline"), cx.text("send-port-pipeline-named-only"));
        crate::console::kit::soft_button(ui, crate::console::kit::SoftButton::new(&text).enabled(Err(why)));
        form.section(ui, &cx.text("properties-other"));
        let label = cx.text("properties-description");
        let row = Row::new(&label, "description").limit(SendPort::MAX_DESCRIPTION);
        form.multiline(ui, &row, &mut self.draft.description, 3);
    }

    fn primary(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        let two_way = self.draft.kind.is_two_way();
        let Some(transport) = &mut self.draft.transport else { return };
        let label = cx.text("transport-type");
        let mut adapter = transport.adapter.clone();
        let row = Row::new(&label, "transport.adapter");
        let shown = adapter.clone();
        form.choice(ui, &row, &mut adapter, &adapter_choices(cx, two_way), &shown);
        if adapter != transport.adapter {
            change_adapter(cx, transport, &adapter, &mut self.parked);
        }
        if address_rows(ui, cx, form, Slot::Primary, transport) {
            self.configure(ui, Slot::Primary);
        }
    }

    /// A dynamic port gets its address with the message; what it has is a handler per adapter.
    fn dynamic_handlers(&mut self, ui: &mut Ui, cx: &Cx<'_>, form: &Form<'_>) {
        Mark::Note.line(ui, &cx.text("send-port-dynamic-address"));
        ui.add_space(4.0);
        for adapter in installed(&cx.snapshot.group, self.draft.kind.is_two_way()) {
            let default = cx.say(&Sentence::new("send-port-default-handler").with("host", &adapter.default_handler));
            let choices: Vec<_> = std::iter::once((None, default))
                .chain(adapter.handlers.iter().map(|it| (Some(it.clone()), it.to_string())))
                .collect();
            let key = self
                .draft
                .handlers
                .keys()
                .find(|it| Name::new(it) == adapter.name)
                .cloned()
                .unwrap_or_else(|| adapter.name.to_string());
            let before = self.draft.handlers.get(&key).cloned();
            let mut handler = before.clone();
            let label = cx.say(&Sentence::new("send-port-handler-of").with("adapter", &adapter.name));
            let field = format!("handlers.{key}");
            let shown = handler.as_ref().map(ToString::to_string).unwrap_or_default();
            form.choice(ui, &Row::new(&label, &field), &mut handler, &choices, &shown);
            if handler != before {
                match handler {
                    Some(handler) => self.draft.handlers.insert(key, handler),
                    None => self.draft.handlers.remove(&key),
                };
            }
        }
        if cx.snapshot.group.adapters.is_empty() {
            ui.label(egui::RichText::new(cx.text("send-port-no-adapters")).weak());
        }
    }

    fn copy_as(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let link = quiet_link(ui, &cx.text("send-port-copy-as"));
        opens_menu(&link);
        Popup::menu(&link).show(|ui| {
            for kind in PortKind::ALL {
                if ui.button(cx.text(kind.key())).clicked()
                    && let Some(original) = &self.original
                    && let Some(copy) = Self::copy_of(cx.snapshot, original, Some(kind))
                {
                    cx.push(Task::Open(Box::new(copy)));
                }
            }
        });
    }
}
