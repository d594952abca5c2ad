//! What several of the windows here are made of.

use std::sync::Arc;

use egui::{Align, Frame, Key, Label, Layout, Margin, Popup, Rect, RichText, Role, Stroke, Ui, UiBuilder, pos2, vec2};

use super::After;
use crate::{
    console::{
        context::Cx,
        kit::{self, Mark, SoftButton, dialog, soft_button},
        theme::{self, Palette},
    },
    engine::{Refusal, Step, WayOut, cause_sentence, refuse_role},
    message_box::Instance,
    model::{ArtifactRef, Message},
    rules::permissions::{Task as Permission, may},
    words::Sentence,
};

/// As high as the footer of the kit, above which [`dialog::body`] ends.
const FOOTER: f32 = 50.0;
/// Below this width the buttons of a footer are set closer.
const NARROW: f32 = 500.0;

/// A button of a footer that has more or other buttons than *OK* and *Cancel*.
pub struct Choice {
    pub text: String,
    pub enabled: Result<(), String>,
}

impl Choice {
    pub fn new(text: String) -> Self {
        Self { text, enabled: Ok(()) }
    }

    pub fn enabled(mut self, enabled: Result<(), String>) -> Self {
        self.enabled = enabled;
        self
    }
}

/// Draws the buttons at the lower right, in reading order. The default one carries the accent,
/// takes the first focus unless a field has, and is what Enter presses.
pub fn buttons(ui: &mut Ui, choices: &[Choice], default: usize) -> Option<usize> {
    let palette = Palette::of_ui(ui);
    let rect = ui.available_rect_before_wrap();
    let rect = Rect::from_min_max(pos2(rect.left(), rect.bottom() - FOOTER), rect.max);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
    let enter = ui.input(|input| input.key_pressed(Key::Enter))
        && ui.memory(egui::Memory::focused).is_none()
        && !Popup::is_any_open(ui.ctx());
    let padding = if rect.width() < NARROW { 9.0 } else { 16.0 };
    let font = egui::FontId::proportional(theme::BODY);
    let widths = choices.iter().map(|choice| theme::text_width(ui, choice.text.as_str(), font.clone()) + 2.0 * padding);
    let width = widths.sum::<f32>() + ui.spacing().item_spacing.x * (choices.len().saturating_sub(1)) as f32;
    let left = (rect.right() - 14.0 - width.ceil()).max(rect.left() + 14.0);
    let row = Rect::from_min_max(pos2(left, rect.top()), pos2(rect.right() - 14.0, rect.bottom()));
    let mut chosen = None;
    ui.scope_builder(UiBuilder::new().max_rect(row).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().button_padding.x = padding;
        for (index, choice) in choices.iter().enumerate() {
            let button = SoftButton { accent: index == default, ..SoftButton::new(&choice.text) };
            let response = soft_button(ui, button.enabled(choice.enabled.clone()));
            if index == default {
                dialog::offer_focus(&response.response);
            }
            if response.clicked_enabled || (index == default && enter && choice.enabled.is_ok()) {
                chosen = Some(index);
            }
        }
    });
    chosen
}

/// Text that wraps.
pub fn paragraph(ui: &mut Ui, text: impl Into<RichText>) {
    kit::prose(ui, text.into());
}

/// A paragraph that says what all the rest is about.
pub fn lead(ui: &mut Ui, text: &str) {
    paragraph(ui, RichText::new(text).font(theme::semibold(theme::BODY)));
    ui.add_space(2.0);
}

/// Where a rule stands, under what it says.
pub fn citation(ui: &mut Ui, cx: &Cx<'_>, citation: crate::rules::Citation) {
    paragraph(ui, RichText::new(cx.say(&citation.sentence())).small().weak());
}

/// A note that must not be overlooked, with the rule behind it.
pub fn warning(ui: &mut Ui, cx: &Cx<'_>, text: &str, rule: Option<crate::rules::Citation>) {
    let palette = Palette::of_ui(ui);
    Frame::new().fill(palette.warning_tint).corner_radius(theme::RADIUS).inner_margin(Margin::same(10)).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                Mark::Warning.show(ui);
                ui.vertical(|ui| {
                    paragraph(ui, text);
                    if let Some(rule) = rule {
                        citation(ui, cx, rule);
                    }
                });
            });
        },
    );
    ui.add_space(4.0);
}

/// Goes a way out; a window that would stand before what is shown then closes.
pub fn go(cx: &Cx<'_>, way: &WayOut) -> After {
    cx.take(way);
    if matches!(way.step, Step::ShowInstances(_)) { After::Close } else { After::Stay }
}

/// A refusal as a card. Returns the way out that was chosen.
pub fn card<'r>(ui: &mut Ui, cx: &Cx<'_>, refusal: &'r Refusal) -> Option<&'r WayOut> {
    kit::error_card(ui, cx.words, refusal).map(|(reason, way)| &refusal.reasons[reason].ways_out[way])
}

/// The answer of the engine: done, or the reason to show.
pub fn reply(shown: &mut Option<Refusal>, result: Result<&crate::engine::Response, &Refusal>) -> After {
    match result {
        Ok(_) => After::Close,
        Err(refusal) => {
            *shown = Some(refusal.clone());
            After::Stay
        }
    }
}

/// Shows what was refused, if anything was, with its ways out.
pub fn refused(ui: &mut Ui, cx: &Cx<'_>, refusal: &mut Option<Refusal>) -> After {
    let Some(it) = refusal else { return After::Stay };
    let chosen = card(ui, cx, it).cloned();
    ui.add_space(6.0);
    let Some(way) = chosen else { return After::Stay };
    *refusal = None;
    go(cx, &way)
}

/// Whether the role may do it.
///
/// # Errors
/// Why not, in words.
pub fn permitted(cx: &Cx<'_>, what: &'static str, task: Permission) -> Result<(), String> {
    if may(cx.snapshot.role, task) {
        return Ok(());
    }
    let refusal = refuse_role(Sentence::new(what), cx.snapshot.role, task);
    let reason = refusal.reasons.first().map_or(&refusal.what, |reason| &reason.sentence);
    Err(cx.say(reason))
}

/// `SP_Lille`, or `SP_Lille and 2 more`.
pub fn names(items: &[ArtifactRef]) -> Sentence {
    match items {
        [] => Sentence::new("items-none"),
        [one] => Sentence::new("items-one").with("name", &one.name),
        [first, rest @ ..] => Sentence::new("items-many").with("name", &first.name).with("more", rest.len()),
    }
}

/// How many rows of a list are shown before it says how many more there are.
pub const MOST: usize = 60;

/// Lists service instances: message, type, port, cause. `action` draws something at the end of a
/// row, for which it gets `room` points.
pub fn instances(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rows: &[(Instance, Arc<Message>)],
    room: f32,
    mut action: impl FnMut(&mut Ui, &Instance, &Arc<Message>),
) {
    let palette = Palette::of_ui(ui);
    let frame = Frame::new().stroke(Stroke::new(1.0, palette.line)).corner_radius(theme::RADIUS);
    frame.inner_margin(Margin::symmetric(10, 4)).show(ui, |ui| {
        let width = ui.available_width();
        ui.set_width(width);
        let shared = (width - 52.0 - room - 3.0 * 8.0).max(120.0);
        for (index, (instance, message)) in rows.iter().take(MOST).enumerate() {
            if index > 0 {
                let y = ui.cursor().top() - ui.spacing().item_spacing.y / 2.0;
                ui.painter().hline(ui.max_rect().x_range(), y, Stroke::new(1.0, palette.line));
            }
            ui.push_id(instance.id, |ui| {
                ui.horizontal(|ui| {
                    let cell = |ui: &mut Ui, width: f32, text: RichText| {
                        let size = vec2(width, ui.spacing().interact_size.y);
                        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                            ui.set_min_width(width);
                            ui.add(Label::new(text).truncate());
                        });
                    };
                    cell(ui, 52.0, RichText::new(message.id.to_string()).font(theme::semibold(theme::BODY)));
                    let kind = message.message_type().map_or_else(|| cx.text("instances-untyped"), short_type);
                    cell(ui, shared * 0.32, RichText::new(kind));
                    let cause = instance.cause.as_ref().map(|cause| {
                        let (port, via) = (instance.port.as_ref(), instance.via.as_ref());
                        cx.say(&cause_sentence(cause, port, via, instance.ruling.as_ref()))
                    });
                    let cause =
                        cause.unwrap_or_else(|| instance.port.as_ref().map(ToString::to_string).unwrap_or_default());
                    cell(ui, shared * 0.68, RichText::new(cause).small().weak());
                    action(ui, instance, message);
                });
            });
        }
        if rows.len() > MOST {
            let more = Sentence::new("instances-more").with("count", rows.len() - MOST);
            paragraph(ui, RichText::new(cx.say(&more)).weak());
        }
    });
    ui.add_space(4.0);
}

/// `http://Example/Orders#Order` is known by its root.
fn short_type(text: &str) -> String {
    text.rsplit('#').next().unwrap_or(text).to_owned()
}

/// Where something that is no widget stands, for a screen reader.
fn bounds(rect: Rect) -> egui::accesskit::Rect {
    let [x0, y0, x1, y1] = [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(f64::from);
    egui::accesskit::Rect { x0, y0, x1, y1 }
}

/// A place of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Column(usize),
    Row(usize),
    Cell(usize, usize),
}

/// A small table with headers that a screen reader knows as such.
pub struct Table<'a> {
    pub name: &'a str,
    /// Over the row headers.
    pub corner: &'a str,
    /// What a screen reader calls the headers.
    pub columns: &'a [String],
    pub rows: &'a [String],
    /// A column that stands out.
    pub lit: Option<usize>,
    pub first_width: f32,
    pub row_height: f32,
}

impl Table<'_> {
    /// Draws it; `draw` draws the contents of every place into the room that it gets.
    pub fn show(&self, ui: &mut Ui, mut draw: impl FnMut(&mut Ui, At)) {
        const HEAD: f32 = 32.0;
        let palette = Palette::of_ui(ui);
        let size = vec2(ui.available_width(), HEAD + self.row_height * self.rows.len() as f32);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let first = self.first_width.min(rect.width() * 0.4);
        let width = (rect.width() - first) / self.columns.len().max(1) as f32;
        let column = |index: usize| rect.left() + first + width * index as f32;
        let row = |index: usize| rect.top() + HEAD + self.row_height * index as f32;
        if let Some(lit) = self.lit {
            let area = Rect::from_min_max(pos2(column(lit), rect.top()), pos2(column(lit + 1), rect.bottom()));
            ui.painter().rect_filled(area, theme::RADIUS, palette.selection);
        }
        let table = ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            let place =
                |ui: &mut Ui, at: At, area: Rect, role: Role, label: Option<&str>, draw: &mut dyn FnMut(&mut Ui)| {
                    let index = match at {
                        At::Column(column) => (0, column + 1),
                        At::Row(row) => (row + 1, 0),
                        At::Cell(row, column) => (row + 1, column + 1),
                    };
                    let area = area.shrink2(vec2(8.0, 2.0));
                    let layout = Layout::left_to_right(Align::Center);
                    let builder = UiBuilder::new().id_salt(index).max_rect(area).layout(layout);
                    let response = ui.scope_builder(builder, |ui| {
                        ui.set_clip_rect(area.expand(7.0).intersect(ui.clip_rect()));
                        draw(ui);
                    });
                    ui.ctx().accesskit_node_builder(response.response.id, |node| {
                        node.set_role(role);
                        node.set_bounds(bounds(area));
                        node.set_row_index(index.0);
                        node.set_column_index(index.1);
                        if let Some(label) = label {
                            node.set_label(label);
                        }
                    });
                };
            let corner = Rect::from_min_max(rect.min, pos2(column(0), row(0)));
            ui.scope_builder(UiBuilder::new().max_rect(corner.shrink2(vec2(8.0, 2.0))), |ui| {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(Label::new(RichText::new(self.corner).small().weak()).truncate());
                });
            });
            for (index, label) in self.columns.iter().enumerate() {
                let area = Rect::from_min_max(pos2(column(index), rect.top()), pos2(column(index + 1), row(0)));
                let at = At::Column(index);
                place(ui, at, area, Role::ColumnHeader, Some(label), &mut |ui| draw(ui, at));
            }
            for (index, label) in self.rows.iter().enumerate() {
                ui.painter().hline(rect.x_range(), row(index), Stroke::new(1.0, palette.line));
                let area = Rect::from_min_max(pos2(rect.left(), row(index)), pos2(column(0), row(index + 1)));
                let at = At::Row(index);
                place(ui, at, area, Role::RowHeader, Some(label), &mut |ui| draw(ui, at));
                for it in 0..self.columns.len() {
                    let area = Rect::from_min_max(pos2(column(it), row(index)), pos2(column(it + 1), row(index + 1)));
                    let at = At::Cell(index, it);
                    place(ui, at, area, Role::Cell, None, &mut |ui| draw(ui, at));
                }
            }
        });
        let (name, rows, columns) = (self.name.to_owned(), self.rows.len() + 1, self.columns.len() + 1);
        ui.ctx().accesskit_node_builder(table.response.id, |node| {
            node.set_role(Role::Table);
            node.set_bounds(bounds(rect));
            node.set_label(name);
            node.set_row_count(rows);
            node.set_column_count(columns);
        });
    }
}
