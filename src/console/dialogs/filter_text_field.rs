//! The filter as text, read while one types.

use std::sync::Arc;

use egui::{
    FontId, Galley, Stroke, TextBuffer, TextEdit, Ui,
    text::{LayoutJob, TextFormat},
};

use crate::{
    console::{
        context::Cx,
        kit::Mark,
        theme::{self, Palette},
    },
    document::filter_text::{self, TextError},
    model::{
        Filter,
        validate::{Problem, Severity},
    },
};

/// What is typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct TextSide {
    text: String,
    error: Option<TextError>,
}

impl TextSide {
    #[must_use]
    pub fn new(filter: &Filter) -> Self {
        Self { text: filter_text::write(filter), error: None }
    }

    /// The rows have changed.
    pub fn follow(&mut self, filter: &Filter) {
        *self = Self::new(filter);
    }

    /// A text that is no filter is not saved as the one that it was.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        let sentence = self.error.as_ref()?.sentence();
        Some(Problem { field: "filter".to_owned(), severity: Severity::Error, sentence })
    }
}

/// Draws it. Returns the filter that was read, if the text has changed and is one.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, side: &mut TextSide, read_only: Option<&str>) -> Option<Filter> {
    let name = cx.text("filter-as-text");
    let width = ui.available_width();
    if let Some(reason) = read_only {
        let text = egui::RichText::new(side.text.as_str()).monospace();
        ui.add(egui::Label::new(text).wrap()).on_hover_text(reason);
        return None;
    }
    let palette = Palette::of_ui(ui);
    let marked = side.error.as_ref().map(|error| error.span.clone());
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| -> Arc<Galley> {
        let ink = palette.text;
        let plain = TextFormat::simple(FontId::monospace(theme::BODY), ink);
        let wrong = TextFormat { color: palette.error, underline: Stroke::new(2.0, palette.error), ..plain.clone() };
        let text = text.as_str();
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        let parts =
            marked.clone().and_then(|at| Some((text.get(..at.start)?, text.get(at.clone())?, text.get(at.end..)?)));
        let (before, at, after) = parts.unwrap_or((text, "", ""));
        for (part, format) in [(before, &plain), (at, &wrong), (after, &plain)] {
            job.append(part, 0.0, format.clone());
        }
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let field = TextEdit::multiline(&mut side.text)
        .desired_width(width)
        .desired_rows(2)
        .hint_text("BTS.MessageType == \"http://schemas#Order\" And Order.Region Exists")
        .layouter(&mut layouter);
    let response = ui.add(field).accessible_name(name);
    let mut read = None;
    if response.changed() {
        let declared = |property: &str| cx.snapshot.group.property_type(property);
        match filter_text::parse(&side.text, &declared) {
            Ok(filter) => {
                side.error = None;
                read = Some(filter);
            }
            Err(error) => side.error = Some(error),
        }
    }
    if let Some(error) = &side.error {
        Mark::Error.line(ui, &cx.say(&error.sentence()));
    }
    read
}
