//! The settings, each with what it is about and a way back to what it was at first. They take
//! effect at once.

use egui::{ComboBox, DragValue, Label, Role, TextEdit, Ui, WidgetInfo};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        find::Folded,
        kit::{self, SoftButton, dialog, soft_button},
        settings::{Settings, StartView, StartWith, Theme},
        theme,
    },
    words::Language,
};

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    Language,
    Theme,
    Zoom,
    ReducedMotion,
    PredictFirst,
    Autosave,
    Held,
    StartWith,
    StartView,
    Panels,
    Tables,
    Recent,
}

impl Setting {
    pub const ALL: [Self; 12] = [
        Self::Language,
        Self::Theme,
        Self::Zoom,
        Self::ReducedMotion,
        Self::StartWith,
        Self::StartView,
        Self::Held,
        Self::PredictFirst,
        Self::Autosave,
        Self::Panels,
        Self::Tables,
        Self::Recent,
    ];

    /// The key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Language => "setting-language",
            Self::Theme => "setting-theme",
            Self::Zoom => "setting-zoom",
            Self::ReducedMotion => "setting-reduced-motion",
            Self::PredictFirst => "setting-predict-first",
            Self::Autosave => "setting-autosave",
            Self::Held => "setting-held",
            Self::StartWith => "setting-start-with",
            Self::StartView => "setting-start-view",
            Self::Panels => "setting-panels",
            Self::Tables => "setting-tables",
            Self::Recent => "setting-recent",
        }
    }

    /// The key of what it is about.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Language => "setting-language-about",
            Self::Theme => "setting-theme-about",
            Self::Zoom => "setting-zoom-about",
            Self::ReducedMotion => "setting-reduced-motion-about",
            Self::PredictFirst => "setting-predict-first-about",
            Self::Autosave => "setting-autosave-about",
            Self::Held => "setting-held-about",
            Self::StartWith => "setting-start-with-about",
            Self::StartView => "setting-start-view-about",
            Self::Panels => "setting-panels-about",
            Self::Tables => "setting-tables-about",
            Self::Recent => "setting-recent-about",
        }
    }

    fn copy(self, from: &Settings, to: &mut Settings) {
        match self {
            Self::Language => to.language = from.language,
            Self::Theme => to.theme = from.theme,
            Self::Zoom => to.zoom = from.zoom,
            Self::ReducedMotion => to.reduced_motion = from.reduced_motion,
            Self::PredictFirst => to.predict_first = from.predict_first,
            Self::Autosave => to.autosave_seconds = from.autosave_seconds,
            Self::Held => to.keep_held = from.keep_held,
            Self::StartWith => to.start_with = from.start_with,
            Self::StartView => to.start_view = from.start_view,
            Self::Panels => to.panels.clone_from(&from.panels),
            Self::Tables => to.tables.clone_from(&from.tables),
            Self::Recent => to.recent.clone_from(&from.recent),
        }
    }

    fn is_default(self, settings: &Settings) -> bool {
        let mut reset = settings.clone();
        self.copy(&Settings::default(), &mut reset);
        reset == *settings
    }
}

/// The window of settings.
#[derive(Default)]
pub struct SettingsDialog {
    query: String,
    /// Scrolled to when the window opens.
    at: Option<Setting>,
}

impl SettingsDialog {
    /// Opens at a setting.
    #[must_use]
    pub fn at(setting: Setting) -> Self {
        Self { at: Some(setting), ..Self::default() }
    }
}

impl Dialog for SettingsDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("settings-title")
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(680.0, 600.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let mut settings = cx.settings.clone();
        dialog::body(ui, false, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
                let hint = cx.text("settings-search");
                let field = ui.add(
                    TextEdit::singleline(&mut self.query).hint_text(hint.as_str()).desired_width(260.0).char_limit(100),
                );
                field.widget_info(|| {
                    let mut info = WidgetInfo::text_edit(true, &self.query, &self.query, hint.as_str());
                    info.label = Some(hint.clone());
                    info
                });
                dialog::offer_focus(&field);
            });
            ui.separator();
            dialog::scrolling(ui, "settings", |ui| self.list(ui, cx, &mut settings));
        });
        if settings != *cx.settings {
            cx.push(Task::Settings(Box::new(settings.clone())));
        }
        let changed = Setting::ALL.into_iter().any(|setting| !setting.is_default(&settings));
        let reset = if changed { Ok(()) } else { Err(cx.text("settings-all-default")) };
        let choices = [
            parts::Choice::new(cx.text("kit-close")),
            parts::Choice::new(cx.text("settings-reset-all")).enabled(reset),
        ];
        match parts::buttons(ui, &choices, 0) {
            None => After::Stay,
            Some(0) => After::Close,
            Some(_) => {
                for setting in Setting::ALL {
                    setting.copy(&Settings::default(), &mut settings);
                }
                // as it was when nothing had been set yet
                settings.welcome = Settings::first().welcome;
                cx.push(Task::Settings(Box::new(settings)));
                After::Stay
            }
        }
    }
}

impl SettingsDialog {
    fn list(&mut self, ui: &mut Ui, cx: &Cx<'_>, settings: &mut Settings) {
        let needle = Folded::new(self.query.trim()).text.to_lowercase();
        let fits = |setting: &Setting| {
            let text = format!("{} {}", cx.text(setting.key()), cx.text(setting.about()));
            Folded::new(&text).text.to_lowercase().contains(&needle)
        };
        let shown: Vec<Setting> = Setting::ALL.into_iter().filter(fits).collect();
        if shown.is_empty() {
            let nothing = crate::words::Sentence::new("find-nothing").with("query", self.query.trim());
            parts::paragraph(ui, theme::weak(ui, &cx.say(&nothing)));
        }
        for setting in shown {
            let response = ui.push_id(setting, |ui| {
                let title = ui.label(theme::section(&cx.text(setting.key())));
                ui.horizontal_wrapped(|ui| {
                    control(ui, cx, setting, settings, title.id);
                    let name = cx.text("settings-reset");
                    let unchanged = setting.is_default(settings);
                    let enabled = if unchanged { Err(cx.text("settings-is-default")) } else { Ok(()) };
                    let reset = soft_button(ui, SoftButton::new(&name).enabled(enabled));
                    let sentence =
                        crate::words::Sentence::new("settings-reset-one").with("setting", cx.text(setting.key()));
                    let pressed = reset.clicked_enabled;
                    let _ = reset.response.accessible_name(cx.say(&sentence));
                    if pressed {
                        setting.copy(&Settings::default(), settings);
                    }
                });
                parts::paragraph(ui, theme::weak(ui, &cx.text(setting.about())));
                ui.add_space(10.0);
            });
            if self.at == Some(setting) {
                self.at = None;
                response.response.scroll_to_me(Some(egui::Align::Min));
            }
        }
        if let Some(path) = cx.settings_path {
            let sentence = crate::words::Sentence::new("settings-file").with("file", path.display().to_string());
            ui.add(Label::new(theme::weak(ui, &cx.say(&sentence))).wrap().selectable(true));
        }
    }
}

fn control(ui: &mut Ui, cx: &Cx<'_>, setting: Setting, settings: &mut Settings, title: egui::Id) {
    let name = cx.text(setting.key());
    match setting {
        Setting::Language => {
            let system = cx.text("setting-language-system");
            let all = std::iter::once((None, system))
                .chain(Language::ALL.map(|language| (Some(language), language.own_name().to_owned())));
            choice(ui, &name, &mut settings.language, all.collect());
        }
        Setting::Theme => {
            choice(ui, &name, &mut settings.theme, Theme::ALL.map(|theme| (theme, cx.text(theme.key()))).to_vec());
        }
        Setting::StartWith => {
            let all = StartWith::ALL.map(|start| (start, cx.text(start.key())));
            choice(ui, &name, &mut settings.start_with, all.to_vec());
        }
        Setting::StartView => {
            let all = StartView::ALL.map(|view| (view, cx.text(view.key())));
            choice(ui, &name, &mut settings.start_view, all.to_vec());
        }
        Setting::Held => {
            let all = [(false, "held-start-and-resume"), (true, "held-start-and-keep")];
            choice(ui, &name, &mut settings.keep_held, all.map(|(keep, key)| (keep, cx.text(key))).to_vec());
        }
        Setting::ReducedMotion => {
            ui.checkbox(&mut settings.reduced_motion, cx.text("setting-reduced-motion-on"));
        }
        Setting::PredictFirst => {
            ui.checkbox(&mut settings.predict_first, cx.text("setting-predict-first-on"));
        }
        Setting::Zoom => {
            let (least, most) = (*Settings::ZOOM.start() * 100.0, *Settings::ZOOM.end() * 100.0);
            let mut percent = (settings.zoom * 100.0).round();
            // once it is let go: the field would move from under the pointer
            let field = DragValue::new(&mut percent)
                .range(least..=most)
                .speed(0.0)
                .fixed_decimals(0)
                .suffix(" %")
                .update_while_editing(false);
            ui.add(field).labelled_by(title);
            settings.zoom = percent / 100.0;
        }
        Setting::Autosave => {
            let field = DragValue::new(&mut settings.autosave_seconds)
                .range(Settings::AUTOSAVE)
                .suffix(" s")
                .update_while_editing(false);
            ui.add(field).labelled_by(title);
        }
        Setting::Panels | Setting::Tables | Setting::Recent => {
            let (key, count) = match setting {
                Setting::Panels => ("setting-panels-count", settings.panels.len()),
                Setting::Tables => ("setting-tables-count", settings.tables.len()),
                _ => ("setting-recent-count", settings.recent.len()),
            };
            ui.label(cx.say(&crate::words::Sentence::new(key).with("count", count)));
        }
    }
}

fn choice<T: PartialEq + Clone>(ui: &mut Ui, name: &str, value: &mut T, all: Vec<(T, String)>) {
    let shown = all.iter().find(|(it, _)| it == value).map(|(_, text)| text.clone()).unwrap_or_default();
    let combo = ComboBox::from_id_salt(name).selected_text(shown.as_str()).width(260.0).show_ui(ui, |ui| {
        for (it, text) in all {
            if kit::option(ui, it == *value, text).clicked() {
                *value = it;
            }
        }
    });
    combo.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(shown.clone());
        info
    });
}
