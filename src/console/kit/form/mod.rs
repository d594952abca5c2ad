//! Rows of fields with aligned labels. A row knows the path of its field and shows the problems
//! of it: a sentence below and a frame around.

mod completion;
mod typed;

use egui::{
    Checkbox, ComboBox, CornerRadius, Id, Layout, Response, RichText, Role, Stroke, StrokeKind, TextEdit, Tooltip, Ui,
    vec2,
};

pub use self::{
    completion::completing,
    typed::{Typable, Typed},
};
use super::{Mark, button::soften, dialog};
use crate::{
    console::theme::{self, Palette},
    model::validate::{Problem, Severity},
    words::{Sentence, Words},
};

/// Below this width the labels stand above the fields.
const STACKED: f32 = 420.0;

/// What all rows of a page have in common.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    words: &'a Words,
    label_width: f32,
    problems: &'a [Problem],
    read_only: Option<&'a str>,
}

/// One row.
#[derive(Clone, Copy, Default)]
pub struct Row<'a> {
    pub label: &'a str,
    /// The path of the field; problems of it and of what is below it are shown here.
    pub field: &'a str,
    /// A few words after the field: its unit and range.
    pub note: &'a str,
    /// Shown in an empty field.
    pub hint: &'a str,
    /// Counts the characters.
    pub limit: Option<usize>,
    /// Width of the field in points, otherwise what there is.
    pub width: Option<f32>,
    /// A remark below the field.
    pub below: &'a str,
    /// Why this row cannot be changed.
    pub disabled: Option<&'a str>,
    /// The reason stands elsewhere on the page; here it is a tooltip only.
    pub quiet: bool,
}

impl<'a> Row<'a> {
    #[must_use]
    pub fn new(label: &'a str, field: &'a str) -> Self {
        Self { label, field, ..Self::default() }
    }
    #[must_use]
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = note;
        self
    }
    #[must_use]
    pub fn below(mut self, remark: &'a str) -> Self {
        self.below = remark;
        self
    }
    #[must_use]
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }
    #[must_use]
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }
    #[must_use]
    pub fn quietly_disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self.quiet = true;
        self
    }
}

impl<'a> Form<'a> {
    #[must_use]
    pub fn new(words: &'a Words, label_width: f32) -> Self {
        Self { words, label_width, problems: &[], read_only: None }
    }

    /// What is wrong with the fields.
    #[must_use]
    pub fn problems(mut self, problems: &'a [Problem]) -> Self {
        self.problems = problems;
        self
    }

    /// Why nothing of it can be changed.
    #[must_use]
    pub fn read_only(mut self, reason: Option<&'a str>) -> Self {
        self.read_only = reason;
        self
    }

    /// A row with a field of any kind. `add` gets the id of the label, to name the field by it,
    /// and returns the field, around which the frame of a problem is drawn.
    pub fn row(&self, ui: &mut Ui, row: &Row<'_>, add: impl FnOnce(&mut Ui, Id) -> Response) -> Response {
        let height = ui.spacing().interact_size.y;
        let field = |ui: &mut Ui, label: Id| {
            // what does not fit beside the field stands below it
            let response = ui
                .horizontal_wrapped(|ui| {
                    let response = add(ui, label);
                    if !row.note.is_empty() {
                        ui.label(RichText::new(row.note).small().weak());
                    }
                    response
                })
                .inner;
            if let Some(reason) = row.disabled
                && self.read_only.is_none()
                && !row.quiet
            {
                Mark::Note.line(ui, reason);
            }
            if !row.below.is_empty() {
                Mark::Note.line(ui, row.below);
            }
            problem(ui, self.words, self.problems, row.field, Some(&response));
            response
        };
        let response = if ui.available_width() < STACKED {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let label = ui.label(row.label).id;
                field(ui, label)
            })
            .inner
        } else {
            ui.horizontal_top(|ui| {
                let label = ui
                    .allocate_ui_with_layout(
                        vec2(self.label_width, height),
                        Layout::left_to_right(egui::Align::Center),
                        |ui| {
                            ui.set_min_size(vec2(self.label_width, height));
                            ui.add(egui::Label::new(row.label).wrap()).id
                        },
                    )
                    .inner;
                ui.vertical(|ui| field(ui, label)).inner
            })
            .inner
        };
        ui.add_space(2.0);
        response
    }

    fn suggestions_of(&self, row: &Row<'_>) -> String {
        self.words.say(&Sentence::new("kit-suggestions").with("field", row.label))
    }

    /// The first field that can be changed gets the focus when a window opens.
    fn offer(&self, row: &Row<'_>, response: Response) -> Response {
        if self.reason(row).is_none() {
            dialog::offer_focus(&response);
        }
        response
    }

    fn reason<'r>(&'r self, row: &Row<'r>) -> Option<&'r str> {
        self.read_only.or(row.disabled)
    }

    /// Text on one line.
    pub fn text(&self, ui: &mut Ui, row: &Row<'_>, value: &mut String) -> Response {
        self.row(ui, row, |ui, label| {
            let counter = row.limit.map(|limit| counter(value, limit));
            let width = field_width(ui, row, counter.as_deref());
            let response = match self.reason(row) {
                Some(reason) => fixed(ui, value, width, reason),
                None => ui.add(TextEdit::singleline(value).desired_width(width).hint_text(row.hint.to_owned())),
            };
            show_counter(ui, value, row.limit, counter.as_deref());
            self.offer(row, response.labelled_by(label))
        })
    }

    /// Text on several lines, which wrap.
    pub fn multiline(&self, ui: &mut Ui, row: &Row<'_>, value: &mut String, lines: usize) -> Response {
        self.row(ui, row, |ui, label| {
            let counter = row.limit.map(|limit| counter(value, limit));
            let width = field_width(ui, row, counter.as_deref());
            let response = match self.reason(row) {
                Some(reason) => {
                    let mut text = value.as_str();
                    let edit = TextEdit::multiline(&mut text).desired_width(width).desired_rows(lines);
                    greyed(ui, |ui| told(ui.add(edit), reason))
                }
                None => ui.add(
                    TextEdit::multiline(value).desired_width(width).desired_rows(lines).hint_text(row.hint.to_owned()),
                ),
            };
            show_counter(ui, value, row.limit, counter.as_deref());
            self.offer(row, response.labelled_by(label))
        })
    }

    /// A number or a time, typed freely. A text that means nothing leaves the value as it was;
    /// [`Typed::problem`] then says so.
    pub fn typed<T: Typable>(&self, ui: &mut Ui, row: &Row<'_>, typed: &mut Typed<T>, value: &mut T) -> Response {
        typed.follow(*value);
        self.row(ui, row, |ui, label| {
            let width = row.width.unwrap_or(90.0);
            let response = match self.reason(row) {
                Some(reason) => fixed(ui, &typed.text, width, reason),
                None => ui.add(TextEdit::singleline(&mut typed.text).desired_width(width)),
            };
            if response.changed() {
                typed.read(value);
            }
            // what is typed after Tab replaces the number
            if response.gained_focus()
                && let Some(mut state) = egui::text_edit::TextEditState::load(ui, response.id)
            {
                let all = egui::text::CCursorRange::two(
                    egui::text::CCursor::default(),
                    egui::text::CCursor::new(typed.text.chars().count()),
                );
                state.cursor.set_char_range(Some(all));
                state.store(ui, response.id);
            }
            self.offer(row, response.labelled_by(label))
        })
    }

    /// A choice. `shown` stands in the field while the value is none of them.
    pub fn choice<T: Clone + PartialEq>(
        &self,
        ui: &mut Ui,
        row: &Row<'_>,
        value: &mut T,
        choices: &[(T, String)],
        shown: &str,
    ) -> Response {
        self.row(ui, row, |ui, label| {
            let width = field_width(ui, row, None);
            let text = choices.iter().find(|(choice, _)| choice == value).map_or(shown, |(_, text)| text);
            if let Some(reason) = self.reason(row) {
                return fixed(ui, text, width, reason).labelled_by(label);
            }
            let (mut changed, mut closed) = (false, false);
            let mut response = ComboBox::from_id_salt((row.field, row.label))
                .selected_text(text)
                .width(width)
                .truncate()
                .show_ui(ui, |ui| {
                    for (choice, text) in choices {
                        if super::option(ui, choice == value, text.as_str()).clicked() {
                            closed = true;
                            changed |= choice != value;
                            *value = choice.clone();
                        }
                    }
                })
                .response;
            if changed {
                response.mark_changed();
            }
            if closed {
                // the keyboard goes on from the field
                response.request_focus();
            }
            self.offer(row, response.labelled_by(label))
        })
    }

    /// Text for which there are suggestions.
    pub fn completion(&self, ui: &mut Ui, row: &Row<'_>, value: &mut String, suggestions: &[String]) -> Response {
        self.row(ui, row, |ui, label| {
            let width = field_width(ui, row, None);
            let response = match self.reason(row) {
                Some(reason) => fixed(ui, value, width, reason),
                None => completing(ui, value, || suggestions, width, row.hint, &self.suggestions_of(row)),
            };
            self.offer(row, response.labelled_by(label))
        })
    }

    /// A box over the whole width; its label stands beside it.
    pub fn checkbox(&self, ui: &mut Ui, row: &Row<'_>, value: &mut bool) -> Response {
        let response = checkbox(ui, row.label, value, self.reason(row));
        if let Some(reason) = row.disabled
            && self.read_only.is_none()
            && !row.quiet
        {
            ui.horizontal(|ui| {
                ui.add_space(ui.spacing().icon_width + ui.spacing().icon_spacing);
                Mark::Note.line(ui, reason);
            });
        }
        problem(ui, self.words, self.problems, row.field, Some(&response));
        response
    }

    /// Something that only can be read.
    pub fn fact(&self, ui: &mut Ui, row: &Row<'_>, text: &str) -> Response {
        self.row(ui, row, |ui, _| ui.add(egui::Label::new(text).truncate()))
    }

    /// A heading within a page.
    pub fn section(&self, ui: &mut Ui, title: &str) {
        ui.add_space(8.0);
        let response = ui.label(RichText::new(title).font(theme::semibold(theme::BODY)));
        let y = response.rect.bottom() + 2.0;
        let line = Stroke::new(1.0, Palette::of_ui(ui).line);
        ui.painter().hline(response.rect.left()..=ui.max_rect().right(), y, line);
        ui.add_space(6.0);
    }

    #[must_use]
    pub fn words(&self) -> &'a Words {
        self.words
    }

    /// Why nothing can be changed.
    #[must_use]
    pub fn why_read_only(&self) -> Option<&'a str> {
        self.read_only
    }

    #[must_use]
    pub fn all_problems(&self) -> &'a [Problem] {
        self.problems
    }
}

/// A box that takes the focus and tells its reason also when it cannot be changed.
pub fn checkbox(ui: &mut Ui, label: &str, value: &mut bool, reason: Option<&str>) -> Response {
    let Some(reason) = reason else { return ui.add(Checkbox::new(value, label)) };
    let mut unchanged = *value;
    let response = greyed(ui, |ui| ui.add(Checkbox::new(&mut unchanged, label)));
    soften(&response, Role::CheckBox, label, Some(reason));
    let checked = *value;
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_toggled(if checked { egui::accesskit::Toggled::True } else { egui::accesskit::Toggled::False });
    });
    response
}

/// A text field that can be read, selected and copied, and tells why it cannot be changed.
pub fn fixed(ui: &mut Ui, mut text: &str, width: f32, reason: &str) -> Response {
    greyed(ui, |ui| told(ui.add(TextEdit::singleline(&mut text).desired_width(width)), reason))
}

/// Draws widgets in the colours of what cannot be changed.
fn greyed<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::of_ui(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for widget in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            widget.bg_fill = palette.disabled_fill;
            widget.bg_stroke.color = palette.disabled_line;
            widget.fg_stroke.color = palette.disabled_text;
        }
        add_contents(ui)
    })
    .inner
}

fn told(response: Response, reason: &str) -> Response {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_disabled();
        node.set_description(reason);
    });
    Tooltip::for_enabled(&response).show(|ui| ui.label(reason));
    response
}

fn field_width(ui: &Ui, row: &Row<'_>, counter: Option<&str>) -> f32 {
    let after = if row.note.is_empty() && counter.is_none() {
        0.0
    } else {
        let font = egui::FontId::proportional(theme::SMALL);
        let text = counter.unwrap_or(row.note).to_owned();
        theme::text_width(ui, text, font) + ui.spacing().item_spacing.x
    };
    let room = (ui.available_width() - after).max(60.0);
    row.width.map_or(room, |width| width.min(room))
}

fn counter(value: &str, limit: usize) -> String {
    format!("{}/{limit}", value.chars().count())
}

fn show_counter(ui: &mut Ui, value: &str, limit: Option<usize>, counter: Option<&str>) {
    if let (Some(limit), Some(counter)) = (limit, counter) {
        let palette = Palette::of_ui(ui);
        let ink = if value.chars().count() > limit { palette.error } else { palette.text_weak };
        ui.label(RichText::new(counter).small().color(ink));
    }
}

/// Whether a problem belongs to a field or to what is below it.
#[must_use]
pub fn concerns(problem: &Problem, field: &str) -> bool {
    !field.is_empty()
        && problem.field.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Shows the problems of a field below it and draws a frame around it.
pub fn problem(ui: &mut Ui, words: &Words, problems: &[Problem], field: &str, around: Option<&Response>) {
    for problem in problems.iter().filter(|problem| concerns(problem, field)) {
        Mark::from(problem.severity).line(ui, &words.say(&problem.sentence));
    }
    if let Some(response) = around {
        frame_problem(ui, words, problems, field, response);
    }
}

/// Draws the frame alone, as for a cell of a grid; the sentences then stand below the grid.
pub fn frame_problem(ui: &Ui, words: &Words, problems: &[Problem], field: &str, response: &Response) {
    let of_field: Vec<_> = problems.iter().filter(|problem| concerns(problem, field)).collect();
    let Some(worst) = of_field.iter().map(|problem| problem.severity).max() else { return };
    let palette = Palette::of_ui(ui);
    let ink = match worst {
        Severity::Error => palette.error,
        Severity::Warning => palette.warning,
    };
    ui.painter().rect_stroke(
        response.rect,
        CornerRadius::same(theme::RADIUS),
        Stroke::new(1.5, ink),
        StrokeKind::Inside,
    );
    let told: Vec<_> = of_field.iter().map(|problem| words.say(&problem.sentence)).collect();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if worst == Severity::Error {
            node.set_invalid(egui::accesskit::Invalid::True);
        }
        node.set_description(told.join(" "));
    });
}

/// A heading with the number of errors and warnings, for the top of a page; nothing if there are
/// none.
#[must_use]
pub fn tally(words: &Words, problems: &[Problem]) -> Option<String> {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    (errors + warnings > 0)
        .then(|| words.say(&Sentence::new("kit-tally").with("errors", errors).with("warnings", warnings)))
}
