//! The scenarios with what each teaches, to be chosen by keys alone.

use egui::{Align, Button, EventFilter, Key, Modifiers, Role, Ui, WidgetInfo, text::LayoutJob, vec2};

use super::{After, Dialog, parts};
use crate::{
    console::{
        app::{Source, Then},
        context::{Cx, Task},
        kit::dialog,
        theme::{self, Palette},
    },
    training::{Scenario, scenarios},
    words::Sentence,
};

pub struct ScenariosDialog {
    /// The one that has the keyboard at first.
    first: usize,
    /// The one that has it next.
    wanted: Option<usize>,
    /// The one that had it last.
    last: usize,
}

impl ScenariosDialog {
    /// `present`: the number of the scenario that is open, where one is.
    #[must_use]
    pub fn new(present: Option<u32>) -> Self {
        let at = scenarios().iter().position(|scenario| Some(scenario.number) == present);
        let first = at.unwrap_or(0);
        Self { first, wanted: None, last: first }
    }

    fn row(&mut self, ui: &mut Ui, cx: &Cx<'_>, at: usize, scenario: &Scenario) {
        let language = cx.words.language();
        let title = Sentence::new("scenario-entry")
            .with("number", scenario.number.to_string())
            .with("title", scenario.title.get(language));
        let (title, teaching) = (cx.say(&title), scenario.teaching.get(language));
        let palette = Palette::of_ui(ui);
        let width = ui.available_width();
        let mut job = LayoutJob::default();
        let mut add = |text: &str, font, ink| {
            job.append(text, 0.0, egui::TextFormat { font_id: font, color: ink, ..egui::TextFormat::default() });
        };
        add(&title, theme::semibold(theme::BODY), palette.text);
        add("\n", theme::semibold(theme::BODY), palette.text);
        add(teaching, egui::FontId::proportional(theme::SMALL), palette.text_weak);
        job.wrap.max_width = width - 2.0 * ui.spacing().button_padding.x;
        job.halign = Align::Min;
        let response = ui.add(Button::new(job).frame_when_inactive(false).min_size(vec2(width, 0.0)));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title.as_str()));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(teaching));
        if self.first == at {
            dialog::offer_focus(&response);
        }
        if self.wanted == Some(at) {
            self.wanted = None;
            response.request_focus();
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            cx.push(Task::Go(Then::Scenario(scenario.number)));
        }
        if response.has_focus() {
            self.last = at;
            self.keys(ui, response.id, at);
        }
    }

    /// The arrows go through the list and around.
    fn keys(&mut self, ui: &Ui, id: egui::Id, at: usize) {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let last = scenarios().len().saturating_sub(1);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        for (key, to) in [
            (Key::ArrowDown, if at == last { 0 } else { at + 1 }),
            (Key::ArrowUp, if at == 0 { last } else { at - 1 }),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if pressed(key) {
                self.wanted = Some(to);
                ui.ctx().request_repaint();
            }
        }
    }
}

impl Dialog for ScenariosDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("scenarios-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(620.0, 600.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            for (at, scenario) in scenarios().iter().enumerate() {
                self.row(ui, cx, at, scenario);
            }
        });
        let last = &scenarios()[self.last];
        let edit = cx.say(&Sentence::new("scenarios-edit").with("number", last.number.to_string()));
        let choices = [edit, cx.text("kit-close")].map(parts::Choice::new);
        match parts::buttons(ui, &choices, 1) {
            Some(0) => cx.push(Task::Go(Then::Write(Source::Scenario(last.number)))),
            Some(_) => return After::Close,
            None => {}
        }
        After::Stay
    }
}
