//! The pages of a property window: a list on the left, or a drop-down where the window is narrow.

use egui::{
    ComboBox, EventFilter, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2,
};

use super::{Mark, button::soften, dialog};
use crate::{
    console::theme::{self, Palette},
    model::validate::Severity,
    words::{Sentence, Words},
};

/// One page.
#[derive(Clone, Debug, Default)]
pub struct PageEntry {
    pub title: String,
    /// Why this window has no such page. It can be chosen all the same: the page then tells.
    pub greyed: Option<String>,
    pub changed: bool,
    pub problem: Option<Severity>,
}

const LIST: std::ops::RangeInclusive<f32> = 180.0..=300.0;
const ROW: f32 = 30.0;
/// Below this width the list becomes a drop-down.
pub const NARROW: f32 = 640.0;

/// Draws the list and, in the rest of the room, the chosen page under its title.
pub fn page_list(ui: &mut Ui, words: &Words, entries: &[PageEntry], selected: &mut usize, page: impl FnOnce(&mut Ui)) {
    let palette = Palette::of_ui(ui);
    let room = ui.available_rect_before_wrap();
    // scrolled to the top again when another page is chosen
    let salt = format!("page {selected}");
    if room.width() < NARROW {
        // the title stands in the drop-down
        let (bar, _) = room.split_top_bottom_at_y(room.top() + 42.0);
        ui.scope_builder(UiBuilder::new().max_rect(bar.shrink2(vec2(14.0, 8.0))), |ui| {
            drop_down(ui, words, entries, selected);
        });
        let y = bar.bottom();
        ui.painter().hline(room.x_range(), y, Stroke::new(1.0, palette.line));
        let rest = Rect::from_min_max(pos2(room.left(), y + 1.0), room.max);
        ui.scope_builder(UiBuilder::new().max_rect(rest), |ui| dialog::scrolling(ui, &salt, page));
        return;
    }
    let title = entries.get(*selected).map(|entry| entry.title.clone()).unwrap_or_default();
    let (left, right) = room.split_left_right_at_x(room.left() + width(ui, entries));
    ui.painter().rect_filled(left, 0.0, palette.panel);
    ui.painter().vline(left.right(), left.y_range(), Stroke::new(1.0, palette.line));
    ui.scope_builder(UiBuilder::new().max_rect(left.shrink(8.0)), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ScrollArea::vertical().id_salt("pages").auto_shrink(false).show(ui, |ui| list(ui, words, entries, selected));
    });
    ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
        dialog::scrolling(ui, &salt, |ui| {
            ui.heading(title);
            ui.add_space(4.0);
            page(ui);
        });
    });
}

/// Wide enough for the longest title with both marks.
fn width(ui: &Ui, entries: &[PageEntry]) -> f32 {
    let title = |entry: &PageEntry| {
        let font = theme::semibold(theme::BODY);
        theme::text_width(ui, entry.title.as_str(), font)
    };
    let widest = entries.iter().map(title).fold(0.0, f32::max);
    let marks = 14.0 + Mark::INDENT;
    (8.0 + 10.0 + widest + 6.0 + marks + 8.0 + 8.0).ceil().clamp(*LIST.start(), *LIST.end())
}

fn list(ui: &mut Ui, words: &Words, entries: &[PageEntry], selected: &mut usize) {
    let palette = Palette::of_ui(ui);
    let mut ids = Vec::with_capacity(entries.len());
    // what was turned to by another way is scrolled to
    let shown = ui.scope_id().with("shown");
    let before: Option<usize> = ui.data(|data| data.get_temp(shown));
    ui.data_mut(|data| data.insert_temp(shown, *selected));
    for (index, entry) in entries.iter().enumerate() {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        ids.push(response.id);
        let chosen = index == *selected;
        if chosen && before.is_some_and(|before| before != index) {
            response.scroll_to_me(None);
        }
        if chosen {
            ui.painter().rect_filled(rect, theme::RADIUS, palette.selection);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, theme::RADIUS, palette.button_hover);
        }
        let ink = match (&entry.greyed, chosen) {
            (_, true) => palette.selection_text,
            (Some(_), false) => palette.disabled_text,
            (None, false) => palette.text,
        };
        let mut right = rect.right() - 8.0;
        if let Some(severity) = entry.problem {
            let mark =
                Rect::from_center_size(pos2(right - Mark::SIZE / 2.0, rect.center().y), vec2(Mark::SIZE, Mark::SIZE));
            Mark::from(severity).paint(ui.painter(), mark, &palette);
            right -= Mark::SIZE + 6.0;
        }
        if entry.changed {
            // a dot instead of an asterisk: the same sign as in the title of the window
            ui.painter().circle_filled(pos2(right - 4.0, rect.center().y), 3.0, palette.accent);
            right -= 14.0;
        }
        let font = if chosen { theme::semibold(theme::BODY) } else { egui::FontId::proportional(theme::BODY) };
        let mut job = egui::text::LayoutJob::simple_singleline(entry.title.clone(), font, ink);
        job.wrap = egui::text::TextWrapping::truncate_at_width(right - rect.left() - 12.0);
        job.sections.iter_mut().for_each(|section| section.format.italics = entry.greyed.is_some());
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0), galley, ink);

        soften(&response, Role::Tab, &entry.title, entry.greyed.as_deref());
        let description = describe(words, entry);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(chosen);
            if !description.is_empty() {
                node.set_description(description);
            }
        });
        if response.clicked() {
            *selected = index;
        }
    }
    // the arrow keys move through the list instead of between widgets
    let focused = ui.memory(egui::Memory::focused);
    let Some(at) = focused.and_then(|focused| ids.iter().position(|id| *id == focused)) else { return };
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(ids[at], EventFilter { vertical_arrows: true, ..EventFilter::default() });
    });
    let to = ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            Some((at + 1).min(ids.len() - 1))
        } else if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            Some(at.saturating_sub(1))
        } else {
            None
        }
    });
    if let Some(to) = to {
        *selected = to;
        ui.memory_mut(|memory| memory.request_focus(ids[to]));
    }
}

fn drop_down(ui: &mut Ui, words: &Words, entries: &[PageEntry], selected: &mut usize) {
    let shown = entries.get(*selected).map(|entry| label(words, entry)).unwrap_or_default();
    let width = ui.available_width();
    ComboBox::from_id_salt("pages")
        .selected_text(RichText::new(shown).font(theme::semibold(theme::BODY)))
        .width(width)
        .truncate()
        .height(260.0)
        .show_ui(ui, |ui| {
            let palette = Palette::of_ui(ui);
            for (index, entry) in entries.iter().enumerate() {
                let ink = if entry.greyed.is_some() { palette.disabled_text } else { palette.text };
                let response = ui.selectable_label(index == *selected, RichText::new(label(words, entry)).color(ink));
                if let Some(reason) = &entry.greyed {
                    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(reason.as_str()));
                }
                if response.clicked() {
                    *selected = index;
                }
            }
        })
        .response
        .accessible_name(words.text("kit-page"));
}

/// The title with what the marks say, in words.
fn label(words: &Words, entry: &PageEntry) -> String {
    let marks = marks(words, entry);
    if marks.is_empty() {
        return entry.title.clone();
    }
    words.say(&Sentence::new("kit-page-marked").with("title", entry.title.as_str()).with("marks", marks.join(", ")))
}

fn marks(words: &Words, entry: &PageEntry) -> Vec<String> {
    let mut marks = Vec::new();
    if entry.changed {
        marks.push(words.text("kit-changed").into_owned());
    }
    match entry.problem {
        Some(Severity::Error) => marks.push(words.text("kit-error").into_owned()),
        Some(Severity::Warning) => marks.push(words.text("kit-warning").into_owned()),
        None => {}
    }
    marks
}

fn describe(words: &Words, entry: &PageEntry) -> String {
    match &entry.greyed {
        Some(reason) => reason.clone(),
        None => marks(words, entry).join(", "),
    }
}
