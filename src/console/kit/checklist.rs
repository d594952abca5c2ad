//! Conditions, ticked or not, with the rule behind each and the ways to meet it.

use egui::{RichText, Ui};

use super::{Mark, quiet_link};

/// One condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChecklistRow {
    pub met: bool,
    pub text: String,
    /// Where the rule stands; empty for none.
    pub citation: String,
    /// What can be done about it. The numbers are handed back.
    pub ways_out: Vec<(String, usize)>,
}

/// Draws the list; returns the row and the way out that was chosen.
pub fn checklist(ui: &mut Ui, rows: &[ChecklistRow]) -> Option<(usize, usize)> {
    let mut chosen = None;
    for (index, row) in rows.iter().enumerate() {
        ui.push_id(index, |ui| {
            let mark = if row.met { Mark::Met } else { Mark::Unmet };
            let response = mark.line(ui, &row.text);
            // the mark is painted, so its meaning is told as well
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_toggled(if row.met {
                    egui::accesskit::Toggled::True
                } else {
                    egui::accesskit::Toggled::False
                });
            });
            ui.horizontal(|ui| {
                ui.add_space(Mark::INDENT);
                ui.vertical(|ui| {
                    if !row.citation.is_empty() {
                        ui.label(RichText::new(&row.citation).small().weak());
                    }
                    ui.horizontal_wrapped(|ui| {
                        for (label, way) in &row.ways_out {
                            if quiet_link(ui, label).clicked() {
                                chosen = Some((index, *way));
                            }
                        }
                    });
                });
            });
        });
        ui.add_space(4.0);
    }
    chosen
}
