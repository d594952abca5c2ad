//! Draws the pieces of a page.

use egui::{Label, RichText, Role, Ui, WidgetInfo, vec2};

use super::page::{Block, fits};
use crate::{
    console::{
        context::Cx,
        dialogs::{actions::ActionTableDialog, outcomes::OutcomeTableDialog, parts},
        theme::{self, Palette},
    },
    words::Sentence,
};

/// Below this width the cells of a row stand below one another.
const NARROW: f32 = 460.0;

/// The two tables, which are about what is selected.
pub struct Tables {
    pub actions: ActionTableDialog,
    pub outcomes: OutcomeTableDialog,
}

/// Draws a page; with something to look for only what contains it.
pub fn page(ui: &mut Ui, cx: &Cx<'_>, blocks: &[Block], needle: &str, tables: &mut Tables) {
    let mut shown = 0;
    // a heading is shown once something below it is
    let mut heading: Option<&str> = None;
    let mut begin = |ui: &mut Ui, heading: &mut Option<&str>| {
        if let Some(text) = heading.take() {
            ui.add_space(8.0);
            let label = ui.add(Label::new(theme::section(text)).wrap());
            label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
        }
        shown += 1;
    };
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading(text) => heading = Some(text),
            Block::Text(text) | Block::Note(text) if !fits(text, needle) => {}
            Block::Text(text) => {
                begin(ui, &mut heading);
                parts::paragraph(ui, text.as_str());
            }
            Block::Note(text) => {
                begin(ui, &mut heading);
                parts::paragraph(ui, theme::weak(ui, text));
            }
            Block::Table { head, rows, shares } => {
                let rows: Vec<&Vec<String>> =
                    rows.iter().filter(|row| row.iter().any(|cell| fits(cell, needle))).collect();
                if !rows.is_empty() {
                    begin(ui, &mut heading);
                    ui.push_id(index, |ui| table(ui, head, &rows, shares));
                }
            }
            Block::ActionTable => {
                begin(ui, &mut heading);
                tables.actions.page(ui, cx);
            }
            Block::OutcomeTable => {
                begin(ui, &mut heading);
                tables.outcomes.page(ui, cx);
            }
        }
    }
    if shown == 0 {
        parts::paragraph(ui, theme::weak(ui, &cx.say(&Sentence::new("find-nothing").with("query", needle))));
    }
}

fn table(ui: &mut Ui, head: &[String], rows: &[&Vec<String>], shares: &[f32]) {
    let palette = Palette::of_ui(ui);
    let width = ui.available_width();
    let narrow = width < NARROW;
    let total: f32 = shares.iter().sum();
    let gap = 12.0;
    let widths: Vec<f32> =
        shares.iter().map(|share| ((width - gap * shares.len() as f32) * share / total).max(40.0)).collect();
    let line = |ui: &mut Ui, draw: &mut dyn FnMut(&mut Ui, usize)| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (index, width) in widths.iter().enumerate() {
                ui.allocate_ui(vec2(*width, 0.0), |ui| {
                    ui.set_width(*width);
                    draw(ui, index);
                });
            }
        });
    };
    if !narrow && !head.is_empty() {
        line(ui, &mut |ui, index| {
            ui.add(Label::new(theme::column_title(ui, &head[index])).wrap());
        });
    }
    for row in rows {
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), egui::Stroke::new(1.0, palette.line));
        ui.add_space(2.0);
        let cell = |ui: &mut Ui, index: usize| {
            let text = RichText::new(&row[index]);
            let text = if index == 0 { text.font(theme::semibold(theme::BODY)) } else { text };
            ui.add(Label::new(text).wrap());
        };
        if narrow {
            ui.vertical(|ui| (0..row.len()).for_each(|index| cell(ui, index)));
        } else {
            line(ui, &mut |ui, index| cell(ui, index));
        }
        ui.add_space(2.0);
    }
}
