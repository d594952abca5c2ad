//! The way of the message in words: one step after the other.

use std::sync::{Arc, Weak};

use egui::{KeyboardShortcut, Modifiers, Role, TextStyle, Ui, WidgetInfo};

use super::{Choice, DiagramPanel};
use crate::{
    console::{
        commands::{Command, Env, Shown},
        context::{Cx, Task},
        diagram::{Step, Way},
        kit, theme,
    },
    engine::{Report, message_name},
    words::{Language, Sentence},
};

/// More of the height than that is the picture's.
const MOST: f32 = 0.34;
/// Above the strip: the ring of the focus is around the picture.
pub(super) const ABOVE: f32 = 9.0;
/// Below it.
const BELOW: f32 = 4.0;
/// How wide the number of a step is before what is said of it.
const NUMBER: f32 = 48.0;
/// The sentences of so many steps are measured; a longer way gets all the room there may be.
const MEASURED: usize = 200;

/// How high the strip is.
#[derive(Default)]
pub(super) struct Height {
    /// The buttons and the title, as they were drawn last.
    header: f32,
    /// The longest sentence of a way in so many points and in a language.
    sentences: f32,
    of: Option<(Weak<Way>, f32, Language)>,
}

impl DiagramPanel {
    /// As high as its text; so high that no step of a way makes the picture above it jump.
    pub(super) fn strip_height(&mut self, ui: &Ui, cx: &Cx<'_>, env: &Env<'_>) -> f32 {
        let line = ui.spacing().interact_size.y;
        if self.report.is_none() {
            // what plays by itself tells so above
            if self.bare && matches!(env.shown, Shown::Recording { .. }) {
                return 0.0;
            }
            return ABOVE + if self.bare { theme::BODY + BELOW } else { line } + BELOW;
        }
        let header = ABOVE + self.strip.header.max(theme::TARGET) + BELOW;
        if self.step.is_none() {
            // there the verdict says enough
            return if self.bare { 0.0 } else { header };
        }
        // there the step stands before what is said of it
        let header = if self.bare { ABOVE + BELOW } else { header };
        let width = ui.available_width();
        let same = self.strip.of.as_ref().is_some_and(|(way, of_width, language)| {
            way.as_ptr() == Arc::as_ptr(&self.way) && (of_width - width).abs() < 0.5 && *language == cx.words.language()
        });
        if !same {
            self.strip.sentences = self.longest(ui, cx, width);
            self.strip.of = Some((Arc::downgrade(&self.way), width, cx.words.language()));
        }
        let room = ui.available_height();
        (header + self.strip.sentences).min((room * MOST).max(62.0))
    }

    /// The height of the highest sentence of the way with its rule.
    fn longest(&self, ui: &Ui, cx: &Cx<'_>, width: f32) -> f32 {
        if self.way.steps.len() > MEASURED {
            return f32::INFINITY;
        }
        let high = |text: String, style: TextStyle, room: f32| {
            let font = style.resolve(ui.style());
            ui.painter().layout(text, font, theme::ANY_INK, room.max(40.0)).size().y
        };
        let gap = ui.spacing().item_spacing.y;
        let of_step = |step: &Step| {
            let said: Vec<String> = step.sentences.iter().map(|it| cx.say(it)).collect();
            // the text begins beside the badge
            let number = if self.bare { NUMBER } else { 0.0 };
            let beside = number
                + step.outcome.map_or(0.0, |outcome| {
                    theme::text_width(ui, cx.text(outcome.key()), theme::semibold(theme::BODY)) + 44.0
                });
            let said = high(said.join(" "), TextStyle::Body, width - beside);
            // a badge is higher than a line
            let said = if step.outcome.is_some() { said + theme::TARGET - theme::BODY } else { said };
            let rule = step.citation.map_or(0.0, |it| gap + high(cx.say(&it.sentence()), TextStyle::Small, width));
            gap + said + rule
        };
        self.way.steps.iter().map(of_step).fold(0.0, f32::max) + 2.0
    }

    pub(super) fn strip(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(report) = self.report.clone() else {
            if self.bare {
                let key = |command: Command| {
                    let key = command.stage_key().map(|key| KeyboardShortcut::new(Modifiers::NONE, key));
                    key.map(|key| cx.keys(ui.ctx(), &key)).unwrap_or_default()
                };
                let begin =
                    Sentence::new("stage-begin").with("ask", key(Command::AskClass)).with("send", key(Command::Inject));
                ui.label(cx.say(&begin));
            } else {
                ui.label(theme::weak(ui, &cx.text("diagram-no-message")));
            }
            return;
        };
        egui::ScrollArea::vertical().auto_shrink(false).min_scrolled_height(0.0).show(ui, |ui| {
            if self.bare {
                return self.bare_strip(ui, cx, &report);
            }
            let header = ui.horizontal_wrapped(|ui| {
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
                        // whoever clicked goes on with the keys
                        self.take_focus = ui.input(|input| input.pointer.any_released());
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
            let header = header.response.rect.height();
            if (header - self.strip.header).abs() > 0.5 {
                self.strip.header = header;
                ui.ctx().request_repaint();
            }
            let Some(step) = self.step.and_then(|step| self.way.steps.get(step)) else { return };
            of_step(ui, cx, step, None);
        });
    }

    /// Likewise where keys are enough: the number of the step and what is said of it.
    fn bare_strip(&self, ui: &mut Ui, cx: &Cx<'_>, report: &Report) {
        let at = self.step.and_then(|step| Some((step, self.way.steps.get(step)?)));
        let Some((number, step)) = at else { return };
        let position = Sentence::new("diagram-step-of")
            .with("message", message_name(report.message.id))
            .with("step", number + 1)
            .with("of", self.way.steps.len());
        of_step(ui, cx, step, Some((format!("{}/{}", number + 1, self.way.steps.len()), cx.say(&position))));
    }
}

/// What is said of a step, with its `number` in short and as it is spoken.
fn of_step(ui: &mut Ui, cx: &Cx<'_>, step: &Step, number: Option<(String, String)>) {
    let said: Vec<String> = step.sentences.iter().map(|it| cx.say(it)).collect();
    let said = said.join(" ");
    ui.horizontal_wrapped(|ui| {
        if let Some((short, spoken)) = number {
            let label = ui.label(theme::section(&short));
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken.as_str()));
        }
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
}
