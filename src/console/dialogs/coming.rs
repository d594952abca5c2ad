//! *What is coming*: what happens by itself, with a way to each.

use egui::{Ui, Vec2, vec2};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{self, SoftButton, dialog, soft_button},
        panels::clock::{self, Coming},
        theme,
    },
    engine::{ClockCommand, Request},
    rules::permissions::Task as Permission,
    words::Sentence,
};

/// The list stays up to date while the clock is put forward from it.
pub struct ComingDialog {
    coming: Coming,
}

impl ComingDialog {
    #[must_use]
    pub fn new(coming: Coming) -> Self {
        Self { coming }
    }
}

impl Dialog for ComingDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("coming-title")
    }

    fn size(&self) -> Vec2 {
        vec2(560.0, 400.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let allowed = parts::permitted(cx, "deed-clock", Permission::SwitchDestination);
        let coming = self.coming.borrow();
        let mut after = After::Stay;
        dialog::body(ui, true, |ui| {
            for (index, (what, until)) in clock::delayed(cx).enumerate() {
                ui.push_id(("delayed", index), |ui| {
                    kit::prose(ui, cx.say(&what));
                    ui.horizontal_wrapped(|ui| {
                        ui.label(theme::weak(ui, &clock::moment(cx, until)));
                        let text = cx.text("coming-jump");
                        let jump = soft_button(ui, SoftButton::new(&text).enabled(allowed.clone()));
                        let name = Sentence::new("coming-jump-publishing").with("number", index + 1);
                        jump.response.clone().accessible_name(cx.say(&name));
                        if jump.clicked_enabled {
                            cx.push(Task::Request(Request::Clock(ClockCommand::To(until.max(cx.now)))));
                        }
                    });
                    ui.add_space(4.0);
                });
            }
            if coming.is_empty() && cx.snapshot.delayed.is_empty() {
                kit::prose(ui, theme::weak(ui, &cx.text("clock-nothing-comes")));
            }
            for (index, taken) in coming.iter().enumerate() {
                let (instance, message) = taken;
                ui.push_id(instance.id, |ui| {
                    kit::prose(ui, cx.say(&clock::what(cx.snapshot, taken)));
                    ui.horizontal_wrapped(|ui| {
                        if let Some(due) = instance.due {
                            ui.label(theme::weak(ui, &clock::moment(cx, due)));
                        }
                        // by way of a group and by its own filter: two copies for one port
                        let alike = |(other, of): &&crate::message_box::Taken| {
                            of.id == message.id && other.port == instance.port
                        };
                        let port = instance.port.clone().unwrap_or_default();
                        let name = match coming.iter().filter(alike).count() {
                            0 | 1 => port.to_string(),
                            _ => format!("{port} ({})", instance.id),
                        };
                        let named = |key| {
                            Sentence::new(key).with("message", message.id.to_string()).with("name", name.as_str())
                        };
                        let text = cx.text("coming-jump");
                        let jump = soft_button(ui, SoftButton::new(&text).enabled(allowed.clone()));
                        jump.response.clone().accessible_name(cx.say(&named("coming-jump-spoken")));
                        if jump.clicked_enabled {
                            clock::jump(cx, taken, index == 0);
                        }
                        let show = kit::quiet_link(ui, &cx.text("messages-show"));
                        show.clone().accessible_name(cx.say(&named("coming-show-spoken")));
                        if show.clicked() {
                            cx.push(Task::ShowMessage(message.id));
                            after = After::Close;
                        }
                    });
                    ui.add_space(4.0);
                });
            }
            if coming.len() as u64 >= clock::MOST {
                let more = Sentence::new("coming-first").with("number", cx.words.count(clock::MOST));
                ui.label(theme::weak(ui, &cx.say(&more)));
            }
        });
        let choices = [parts::Choice::new(cx.text("kit-close"))];
        match parts::buttons(ui, &choices, 0) {
            Some(_) => After::Close,
            None => after,
        }
    }
}
