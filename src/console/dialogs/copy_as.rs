//! Asks for the kind of a copy: the kind of a send port is fixed once it exists.

use egui::Ui;

use super::{After, Dialog, send_port::SendPortDialog};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, dialog},
    },
    model::{Name, PortKind},
    rules::{Citation, Page},
    words::Sentence,
};

pub struct CopyAsDialog {
    port: Name,
    kind: PortKind,
}

impl CopyAsDialog {
    #[must_use]
    pub fn new(port: Name) -> Self {
        Self { port, kind: PortKind::default() }
    }
}

impl Dialog for CopyAsDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("copy-as-title").with("name", &self.port))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(480.0, 350.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            ui.add(egui::Label::new(cx.text("copy-as-explained")).wrap());
            ui.add_space(4.0);
            for (index, kind) in PortKind::ALL.into_iter().enumerate() {
                let response = ui.radio_value(&mut self.kind, kind, cx.text(kind.key()));
                if index == 0 {
                    dialog::offer_focus(&response);
                }
            }
            ui.add_space(4.0);
            let citation = Citation::page(Page::SendPortPropertiesDialog).sentence();
            ui.add(egui::Label::new(crate::console::theme::weak(ui, &cx.say(&citation))).wrap());
        });
        let (ok, cancel) = (cx.text("copy-as-ok"), cx.text("kit-cancel"));
        let footer = kit::Footer { ok: &ok, ok_enabled: Ok(()), apply: None, cancel: Some(&cancel) };
        match kit::footer(ui, cx.words, &footer) {
            Some(kit::FooterChoice::Ok) => {
                if let Some(dialog) = SendPortDialog::copy_of(cx.snapshot, &self.port, Some(self.kind)) {
                    cx.push(Task::Open(Box::new(dialog)));
                }
                After::Close
            }
            Some(kit::FooterChoice::Cancel) => After::Close,
            _ => After::Stay,
        }
    }
}
