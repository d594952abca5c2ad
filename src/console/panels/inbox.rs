//! What arrived at the simulated destination of a port.

use std::sync::Arc;

use egui::Ui;

use crate::{
    console::{
        context::{Cx, Task},
        kit, theme,
    },
    message_box::Arrival,
    model::{Message, Name},
    words::Sentence,
};

#[derive(Default)]
pub struct InboxPanel {
    open: bool,
    /// The port that was asked about, and how much had arrived then.
    asked: Option<(Name, u64)>,
    arrivals: Vec<(Arrival, Arc<Message>)>,
}

impl InboxPanel {
    pub fn take(&mut self, arrivals: Vec<(Arrival, Arc<Message>)>) {
        self.arrivals = arrivals;
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, port: &Name, arrived: u64) {
        let sentence = Sentence::new("inbox-title").with("count", arrived);
        let header = egui::CollapsingHeader::new(cx.say(&sentence)).id_salt(("inbox", port)).show(ui, |ui| {
            let now = (port.clone(), arrived);
            if self.asked.as_ref() != Some(&now) {
                if self.asked.as_ref().is_none_or(|(asked, _)| asked != port) {
                    self.arrivals.clear();
                }
                self.asked = Some(now);
                cx.push(Task::QueryInbox(port.clone()));
            }
            if arrived == 0 {
                ui.add(egui::Label::new(theme::weak(ui, &cx.text("inbox-empty"))).wrap());
            }
            for (arrival, message) in &self.arrivals {
                ui.horizontal(|ui| {
                    ui.label(theme::weak(ui, &theme::clock(arrival.time)));
                    let sentence = Sentence::new("messages-show-one").with("message", message.id.to_string());
                    let name = cx.say(&sentence);
                    let link = kit::quiet_link(ui, &message.id.to_string()).on_hover_text(name.as_str());
                    link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.as_str()));
                    if link.clicked() {
                        cx.push(Task::ShowMessage(message.id));
                    }
                    let what = message.message_type().unwrap_or_default();
                    let body = if what.is_empty() { message.body.chars().take(40).collect() } else { what.to_owned() };
                    ui.add(egui::Label::new(theme::weak(ui, &body)).truncate()).on_hover_ui(|ui| {
                        ui.set_max_width(420.0);
                        ui.label(theme::weak(ui, &arrival.address));
                        ui.monospace(message.body.chars().take(1000).collect::<String>());
                    });
                });
            }
            if !self.arrivals.is_empty() && kit::quiet_link(ui, &cx.text("inbox-copy")).clicked() {
                let lines: Vec<_> = self
                    .arrivals
                    .iter()
                    .map(|(arrival, message)| {
                        format!("{}\t{}\t{}\t{}", arrival.time, message.id, arrival.address, message.body)
                    })
                    .collect();
                cx.push(Task::Copy(lines.join("\n")));
            }
        });
        self.open = header.fully_open();
    }
}
