//! The way of the message in words: one step after the other.

use egui::{Role, Ui, WidgetInfo};

use super::{Choice, DiagramPanel};
use crate::{
    console::{
        commands::Command,
        context::{Cx, Task},
        kit, theme,
    },
    engine::message_name,
    words::Sentence,
};

impl DiagramPanel {
    pub(super) fn strip(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(report) = self.report.clone() else {
            ui.label(theme::weak(ui, &cx.text("diagram-no-message")));
            return;
        };
        egui::ScrollArea::vertical().auto_shrink(false).min_scrolled_height(0.0).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let first = cx.text("diagram-at-the-whole-way");
                let last = cx.text("diagram-at-the-end");
                let back = if self.step.is_some() { Ok(()) } else { Err(first.clone()) };
                let whole = if self.step.is_some() { Ok(()) } else { Err(first) };
                let at_end = self.step.is_some_and(|step| step + 1 >= self.way.steps.len());
                let next = if at_end { Err(last) } else { Ok(()) };
                for (command, enabled) in
                    [(Command::StepBack, back), (Command::StepForward, next), (Command::WholeWay, whole)]
                {
                    let text = cx.text(command.key());
                    let key = command.shortcut().map(|it| cx.keys(ui.ctx(), &it)).unwrap_or_default();
                    if kit::soft_button(ui, kit::SoftButton::new(&text).shortcut(key).enabled(enabled)).clicked_enabled
                    {
                        cx.push(Task::Command(command));
                    }
                }
                let position = match self.step {
                    Some(step) => Sentence::new("diagram-step-of")
                        .with("message", message_name(report.message.id))
                        .with("step", step + 1)
                        .with("of", self.way.steps.len()),
                    None => report.summary(),
                };
                let (position, font) = (cx.say(&position), theme::semibold(theme::BODY));
                if theme::text_width(ui, position.as_str(), font) > ui.available_size_before_wrap().x {
                    ui.end_row();
                }
                ui.label(theme::section(&position));
                if self.marks.missing > 0 && self.choice != Choice::All {
                    ui.label(theme::weak(ui, &cx.text("diagram-not-all-shown")));
                    if kit::quiet_link(ui, &cx.text("diagram-show-all")).clicked() {
                        self.choice = Choice::All;
                        self.own = None;
                    }
                }
            });
            let Some(step) = self.step.and_then(|step| self.way.steps.get(step)) else { return };
            let said: Vec<String> = step.sentences.iter().map(|it| cx.say(it)).collect();
            let said = said.join(" ");
            ui.horizontal_wrapped(|ui| {
                if let Some(outcome) = step.outcome {
                    kit::outcome_badge(ui, cx.words, outcome);
                }
                let label = ui.add(egui::Label::new(said.as_str()).wrap());
                // what changes is told by a screen reader without being asked
                label.widget_info(|| WidgetInfo::labeled(Role::Label, true, said.as_str()));
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            });
            if let Some(citation) = step.citation {
                let text = cx.say(&citation.sentence());
                ui.add(egui::Label::new(theme::weak(ui, &text)).wrap());
            }
        });
    }
}
