//! The log: what happened, newest at the bottom, in the same sentences as everywhere.

use egui::{Align, Layout, Ui};

use super::standing::Standing;
use crate::{
    console::{
        commands::Command,
        context::{Cx, Task},
        kit, theme,
    },
    words::Sentence,
};

#[derive(Default)]
pub struct LogPanel {
    pub open: bool,
    filter: String,
}

const ROW: f32 = 20.0;

impl LogPanel {
    /// `unseen`: how many notices nobody has looked at.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        unseen: usize,
        standing: &mut Standing,
        show_message: &mut dyn FnMut(crate::model::MessageId),
    ) {
        let events = &cx.snapshot.events;
        ui.horizontal(|ui| {
            let key = if self.open { "log-hide" } else { "log-show" };
            if kit::quiet_link(ui, &cx.text(key)).clicked() {
                self.open = !self.open;
            }
            if self.open {
                let hint = cx.text("log-filter");
                let field =
                    ui.add(egui::TextEdit::singleline(&mut self.filter).hint_text(hint.as_str()).desired_width(180.0));
                field.widget_info(|| {
                    let mut info = egui::WidgetInfo::text_edit(true, &self.filter, &self.filter, hint.as_str());
                    info.label = Some(hint.clone());
                    info
                });
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    notices(ui, cx, unseen);
                    standing.ui(ui, cx, false);
                    if kit::quiet_link(ui, &cx.text("log-copy")).clicked() {
                        let lines: Vec<String> = events
                            .iter()
                            .map(|event| format!("{}  {}", event.time, cx.say(&event.sentence())))
                            .collect();
                        cx.push(Task::Copy(lines.join("\n")));
                    }
                });
                return;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                notices(ui, cx, unseen);
                standing.ui(ui, cx, false);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| newest(ui, cx));
            });
        });
        if !self.open {
            return;
        }
        let filter = self.filter.to_lowercase();
        let shown: Vec<usize> = if filter.is_empty() {
            (0..events.len()).collect()
        } else {
            (0..events.len())
                .filter(|index| cx.say(&events[*index].sentence()).to_lowercase().contains(&filter))
                .collect()
        };
        if shown.is_empty() {
            ui.label(theme::weak(ui, &cx.text("log-empty")));
        }
        egui::ScrollArea::vertical().auto_shrink(false).stick_to_bottom(true).show_rows(
            ui,
            ROW,
            shown.len(),
            |ui, range| {
                // rows that are higher than announced would be scrolled to for ever
                ui.spacing_mut().interact_size.y = ROW;
                for index in range {
                    let event = &events[shown[index]];
                    ui.horizontal(|ui| {
                        ui.set_height(ROW);
                        ui.label(theme::weak(ui, &theme::clock(event.time)));
                        let text = cx.say(&event.sentence());
                        let about = event.fact.message();
                        let item = event.fact.item();
                        if about.is_none() && item.is_none() && event.audit.is_none() {
                            ui.add(egui::Label::new(theme::weak(ui, &text)).truncate());
                            return;
                        }
                        let button = egui::Button::new(egui::RichText::new(text).small())
                            .frame(false)
                            .truncate()
                            .min_size(egui::vec2(0.0, ROW));
                        let row = ui.add(button).on_hover_text(cx.text("log-hint"));
                        if event.audit.is_some() || about.is_some() {
                            kit::context_menu(&row, |ui| {
                                ui.set_min_width(220.0);
                                if let Some(id) = event.audit {
                                    super::audit::way_entry(ui, cx, id);
                                    if kit::menu_entry(ui, &cx.text("log-show-in-audit"), "", Ok(())) {
                                        cx.push(Task::ShowAudit(id));
                                        ui.close();
                                    }
                                }
                                if let Some(message) = about
                                    && kit::menu_entry(ui, &cx.text("messages-show"), "", Ok(()))
                                {
                                    cx.push(Task::ShowMessage(message));
                                    ui.close();
                                }
                            });
                        }
                        if row.clicked() {
                            if let Some(message) = about {
                                show_message(message);
                            }
                            if let Some(item) = item {
                                cx.push(Task::Select(vec![item]));
                            }
                        }
                    });
                }
            },
        );
        if cx.snapshot.events_before > 0 && filter.is_empty() {
            let sentence = Sentence::new("log-older").with("count", cx.snapshot.events_before);
            ui.label(theme::weak(ui, &cx.say(&sentence)));
        }
    }
}

/// The button that opens the list of notices; it counts what nobody has looked at.
fn notices(ui: &mut Ui, cx: &Cx<'_>, unseen: usize) {
    let text = crate::console::dialogs::notices::button(cx, unseen);
    if unseen > 0 {
        kit::Mark::Warning.show(ui);
    }
    if kit::quiet_link(ui, &text).clicked() {
        cx.push(Task::Command(Command::Notices));
    }
}

/// What happened last.
fn newest(ui: &mut Ui, cx: &Cx<'_>) {
    let Some(last) = cx.snapshot.events.last() else {
        ui.label(theme::weak(ui, &cx.text("log-empty")));
        return;
    };
    ui.label(theme::weak(ui, &theme::clock(last.time)));
    // of a message what became of it as a whole, not its last copy
    let report = last
        .fact
        .message()
        .and_then(|message| cx.snapshot.reports.iter().rev().find(|report| report.message.id == message));
    let sentence = report.map_or_else(|| last.sentence(), |report| report.summary());
    ui.add(egui::Label::new(theme::weak(ui, &cx.say(&sentence))).truncate());
}
