//! What the program is, and what a scenario is about.

use std::borrow::Cow;

use egui::{RichText, Ui};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::Cx,
        kit::{Footer, dialog, footer},
        theme,
    },
    training::{self, Scenario},
    words::Sentence,
};

const FONT_LICENCE: &str = include_str!("../../../assets/fonts/LICENSE-Inter.txt");

fn close(ui: &mut Ui, cx: &Cx<'_>) -> After {
    let close = cx.text("kit-close");
    let buttons = Footer { ok: &close, ok_enabled: Ok(()), apply: None, cancel: None };
    if footer(ui, cx.words, &buttons).is_some() { After::Close } else { After::Stay }
}

/// Name, version, licence.
pub struct AboutDialog;

impl Dialog for AboutDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("about-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(520.0, 400.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            ui.label(RichText::new(cx.text("app-name")).font(theme::semibold(24.0)));
            let version = Sentence::new("about-version").with("version", env!("CARGO_PKG_VERSION"));
            ui.label(RichText::new(cx.say(&version)).weak());
            ui.add_space(8.0);
            parts::paragraph(ui, cx.text("about-what"));
            ui.add_space(4.0);
            parts::paragraph(ui, cx.text("about-not-affiliated"));
            ui.add_space(8.0);
            let licence = Sentence::new("about-licence").with("licence", env!("CARGO_PKG_LICENSE"));
            parts::paragraph(ui, RichText::new(cx.say(&licence)).small());
            parts::paragraph(ui, RichText::new(cx.text("about-font")).small());
            ui.collapsing(cx.text("about-font-licence"), |ui| {
                parts::paragraph(ui, RichText::new(FONT_LICENCE).small().weak());
            });
        });
        close(ui, cx)
    }
}

/// The information of a scenario.
pub struct ScenarioInfoDialog {
    scenario: Option<Cow<'static, Scenario>>,
}

impl ScenarioInfoDialog {
    #[must_use]
    pub fn new(number: u32) -> Self {
        Self { scenario: training::scenario(number).map(Cow::Borrowed) }
    }

    #[must_use]
    pub fn of(scenario: Cow<'static, Scenario>) -> Self {
        Self { scenario: Some(scenario) }
    }
}

impl Dialog for ScenarioInfoDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        let language = cx.words.language();
        self.scenario
            .as_ref()
            .map_or_else(|| cx.text("scenario-title"), |scenario| scenario.title.get(language).to_owned())
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(620.0, 600.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, true, |ui| {
            let Some(scenario) = &self.scenario else { return };
            let language = cx.words.language();
            let info = &scenario.info;
            parts::paragraph(ui, RichText::new(scenario.teaching.get(language)).weak());
            for (heading, text) in [
                ("scenario-what", &info.what),
                ("scenario-how-to-use", &info.how_to_use),
                ("scenario-things-to-notice", &info.things_to_notice),
                ("scenario-things-to-try", &info.things_to_try),
                ("scenario-rule", &info.rule),
                ("scenario-source", &info.source),
            ] {
                let text = text.get(language);
                if text.is_empty() {
                    continue;
                }
                ui.add_space(8.0);
                parts::lead(ui, &cx.text(heading));
                for paragraph in text.lines() {
                    parts::paragraph(ui, paragraph);
                }
            }
        });
        close(ui, cx)
    }
}
