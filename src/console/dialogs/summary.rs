//! What became of a request about many items: how many were done, who was skipped and why.

use std::collections::BTreeMap;

use egui::Ui;

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{
            Mark, dialog,
            table::{Cell, Column, Rows, Table, TableState, tsv},
        },
        panels::cells,
    },
    engine::Refusal,
    model::ArtifactRef,
    words::Sentence,
};

/// From how many skipped items on there is a summary; fewer are told in a note.
pub const SUMMARY: usize = 6;

/// Tells what was done and what was skipped.
pub struct SummaryDialog {
    /// What was asked for.
    what: Sentence,
    total: usize,
    skipped: Vec<(ArtifactRef, Sentence)>,
    /// How many were skipped for the same kind of reason, most first, with one of the reasons.
    reasons: Vec<(usize, Sentence)>,
    table: TableState<ArtifactRef>,
}

impl SummaryDialog {
    #[must_use]
    pub fn new(what: Sentence, total: usize, skipped: &[(ArtifactRef, Refusal)]) -> Self {
        let why = |refusal: &Refusal| refusal.reasons.first().map_or(&refusal.what, |it| &it.sentence).clone();
        let mut skipped: Vec<_> = skipped.iter().map(|(item, refusal)| (item.clone(), why(refusal))).collect();
        let mut by_key: BTreeMap<&'static str, (usize, Sentence)> = BTreeMap::new();
        for (_, why) in &skipped {
            by_key.entry(why.key).or_insert_with(|| (0, why.clone())).0 += 1;
        }
        // those with the same reason stand together, the most frequent reason first
        skipped
            .sort_by_key(|(_, why)| (std::cmp::Reverse(by_key.get(why.key).map_or(0, |(count, _)| *count)), why.key));
        let mut reasons: Vec<_> = by_key.into_values().collect();
        reasons.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        Self { what, total, skipped, reasons, table: TableState::default() }
    }

    fn text(&self, cx: &Cx<'_>) -> String {
        let header = vec![cx.text("column-name"), cx.text("column-kind"), cx.text("summary-why")];
        let lines = self
            .skipped
            .iter()
            .map(|(item, why)| vec![item.name.to_string(), cx.text(cells::kind_key(item.kind)), cx.say(why)]);
        let lines: Vec<Vec<String>> = std::iter::once(header).chain(lines).collect();
        tsv(lines.iter().map(|line| line.iter().map(String::as_str).collect()))
    }
}

struct Skipped<'a> {
    cx: &'a Cx<'a>,
    rows: &'a [(ArtifactRef, Sentence)],
}

impl Rows for Skipped<'_> {
    type Key = ArtifactRef;
    fn len(&self) -> usize {
        self.rows.len()
    }
    fn key(&self, row: usize) -> Option<ArtifactRef> {
        self.rows.get(row).map(|(item, _)| item.clone())
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        let (item, why) = &self.rows[row];
        Cell::Text(match column {
            0 => item.name.to_string(),
            1 => self.cx.text(cells::kind_key(item.kind)),
            _ => self.cx.say(why),
        })
    }
}

impl Dialog for SummaryDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("summary-title").with("what", self.what.clone()))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(720.0, 520.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        dialog::body(ui, false, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::same(14)).show(ui, |ui| {
                let number = |count: usize| cx.words.count(count as u64);
                let lead = Sentence::new("summary-lead")
                    .with("done", number(self.total.saturating_sub(self.skipped.len())))
                    .with("total", number(self.total))
                    .with("skipped", number(self.skipped.len()));
                parts::lead(ui, &cx.say(&lead));
                for (count, why) in self.reasons.iter().take(4) {
                    let reason = Sentence::new("summary-reason").with("count", number(*count)).with("why", why.clone());
                    Mark::Warning.line(ui, &cx.say(&reason));
                }
                Mark::Note.line(ui, &cx.text("summary-undo"));
                ui.add_space(6.0);
                let columns = [
                    Column::new("name", cx.text("column-name")).points(190.0).importance(9).unsortable(),
                    Column::new("kind", cx.text("column-kind")).points(130.0).importance(2).unsortable(),
                    Column::new("why", cx.text("summary-why")).rest().importance(8).unsortable(),
                ];
                let rows = Skipped { cx, rows: &self.skipped };
                let table = Table::new("summary", cx.text("summary-skipped"), &columns).leave_escape();
                let shown = table.show(ui, cx.words, &cx.layouts, &mut self.table, &rows, |_, _| {});
                if let Some(item) = shown.activated {
                    cx.push(Task::Close);
                    cx.push(Task::Select(vec![item]));
                }
            });
        });
        let choices = ["summary-select", "summary-copy", "close"].map(|key| parts::Choice::new(cx.text(key)));
        match parts::buttons(ui, &choices, 2) {
            Some(0) => {
                cx.push(Task::SelectInList(self.skipped.iter().map(|(item, _)| item.clone()).collect()));
                After::Close
            }
            Some(1) => {
                cx.push(Task::Copy(self.text(cx)));
                After::Stay
            }
            Some(_) => After::Close,
            None => After::Stay,
        }
    }
}
