//! Texts in both languages, side by side where there is room.

use egui::{Id, RichText, TextEdit, Ui, WidgetInfo};

use super::{At, told_of_whole};
use crate::{
    console::{
        kit::{
            dialog,
            form::{self, Row, Typed},
        },
        theme,
    },
    training::{Manuscript, Text},
    words::{Language, Sentence},
};

/// From this width on the two languages stand beside each other.
const BESIDE: f32 = 520.0;

/// How long a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// It stands in a single line, which wraps where there is too little room.
    Line,
    Paragraphs,
}

/// What a language is called, in the language of the window.
pub fn language_key(language: Language) -> &'static str {
    match language {
        Language::English => "authoring-english",
        Language::French => "authoring-french",
    }
}

/// A text in both languages. `field` is its path.
pub fn bilingual(ui: &mut Ui, at: &At<'_>, field: &str, label: &str, text: &mut Text, shape: Shape) {
    ui.label(RichText::new(label).font(theme::semibold(theme::BODY)));
    let one = |ui: &mut Ui, language: Language, text: &mut Text| {
        let path = match language {
            Language::English => format!("{field}.en"),
            Language::French => format!("{field}.fr"),
        };
        ui.label(theme::weak(ui, &at.cx.text(language_key(language))));
        let named = Sentence::new("authoring-in-language").with("text", label);
        let name = at.cx.say(&named.with("language", Sentence::new(language_key(language))));
        let value = text.get_mut(language);
        let rows = if shape == Shape::Line { 2 } else { 4 };
        // what is found above it comes and goes while one writes
        let mut edit = TextEdit::multiline(value)
            .id(Id::unique(("authoring", path.as_str())))
            .desired_rows(rows)
            .desired_width(f32::INFINITY);
        if shape == Shape::Line {
            edit = edit.return_key(None);
        }
        let response = ui.add(edit);
        if shape == Shape::Line && value.contains('\n') {
            *value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let shown = value.clone();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(egui::Role::MultilineTextInput, true, name.as_str());
            info.current_text_value = Some(shown.clone());
            info
        });
        dialog::offer_focus(&response);
        at.offer(&path, &response);
        form::problem(ui, at.cx.words, at.problems, &path, Some(&response));
    };
    if ui.available_width() >= BESIDE {
        ui.columns_const(|[left, right]| {
            one(left, Language::English, text);
            one(right, Language::French, text);
        });
    } else {
        for language in Language::ALL {
            one(ui, language, text);
        }
    }
    told_of_whole(ui, at, field);
    ui.add_space(8.0);
}

/// The texts of the whole.
pub fn general(
    ui: &mut Ui,
    at: &At<'_>,
    manuscript: &mut Manuscript,
    number: &mut Typed<u32>,
    minutes: &mut Typed<u32>,
) {
    let cx = at.cx;
    let (title, teaching) = (cx.text("authoring-title"), cx.text("authoring-teaching"));
    let number_label = cx.text("authoring-number");
    let row = Row::new(&number_label, "number").width(90.0);
    match manuscript {
        Manuscript::Scenario(scenario) => {
            bilingual(ui, at, "title", &title, &mut scenario.title, Shape::Line);
            bilingual(ui, at, "teaching", &teaching, &mut scenario.teaching, Shape::Line);
            at.form.typed(ui, &row, number, &mut scenario.number);
        }
        Manuscript::Lesson(lesson) => {
            bilingual(ui, at, "title", &title, &mut lesson.title, Shape::Line);
            bilingual(ui, at, "teaching", &teaching, &mut lesson.teaching, Shape::Line);
            at.form.typed(ui, &row, number, &mut lesson.number);
            let label = cx.text("authoring-minutes");
            at.form.typed(ui, &Row::new(&label, "minutes").width(90.0), minutes, &mut lesson.minutes);
        }
    }
}

/// The info page of a scenario.
pub fn info(ui: &mut Ui, at: &At<'_>, manuscript: &mut Manuscript) {
    let Manuscript::Scenario(scenario) = manuscript else { return };
    let info = &mut scenario.info;
    for (field, key, text) in [
        ("info.what", "scenario-what", &mut info.what),
        ("info.how_to_use", "scenario-how-to-use", &mut info.how_to_use),
        ("info.things_to_notice", "scenario-things-to-notice", &mut info.things_to_notice),
        ("info.things_to_try", "scenario-things-to-try", &mut info.things_to_try),
        ("info.rule", "scenario-rule", &mut info.rule),
        ("info.source", "scenario-source", &mut info.source),
    ] {
        bilingual(ui, at, field, &at.cx.text(key), text, Shape::Paragraphs);
    }
}
