//! The table of state combinations as a window: what becomes of a message in each, which of them
//! the messages of this document went by, where the selected ports are, and why.

mod explain;

use std::collections::BTreeMap;

use egui::{Label, RichText, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use super::{
    After, Dialog, actions, grid_keys,
    parts::{At, Table},
};
use crate::{
    console::{
        cached::Cached,
        context::Cx,
        kit::{self, Mark, dialog},
        theme::{self, Palette},
    },
    engine::{Outcome, Snapshot},
    message_box::Exercised,
    model::{Artifact, ArtifactRef, Name, PortState},
    rules::outcome::{Cell, Path, Rule, Verdict},
    training::{self, Progress, Tally},
    words::Sentence,
};

const TABLE: &str = "outcomes";

/// The table of state combinations, from the Help menu.
pub struct OutcomeTableDialog {
    /// What was selected.
    items: Vec<ArtifactRef>,
    /// What is explained; at first, where the first of the selected ones is.
    chosen: Option<Cell>,
    here: Cached<u64, BTreeMap<usize, Here>>,
    /// The scenarios that show each cell.
    shown_by: Cached<(), &'static [Vec<u32>; Cell::COUNT]>,
    example: explain::Examples,
    /// How often the trainee predicted each cell rightly.
    predicted: [Tally; Cell::COUNT],
}

/// Who of the selected ones is in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Here {
    first: Name,
    count: usize,
}

impl OutcomeTableDialog {
    /// With the cells marked in which these ports and the members of these groups are.
    #[must_use]
    pub fn new(items: Vec<ArtifactRef>) -> Self {
        Self {
            items,
            chosen: None,
            here: Cached::default(),
            shown_by: Cached::default(),
            example: explain::Examples::default(),
            predicted: [Tally::default(); Cell::COUNT],
        }
    }

    /// Also with what the trainee predicted.
    #[must_use]
    pub fn knowing(mut self, progress: &Progress) -> Self {
        self.predicted = progress.cells();
        self
    }

    /// Where the selected ones are, the chosen cell, and the scenarios that show it.
    fn look_up(&mut self, cx: &Cx<'_>) -> (BTreeMap<usize, Here>, Cell, Vec<u32>) {
        let (snapshot, items) = (cx.snapshot.clone(), self.items.clone());
        let here = self.here.get(snapshot.generation, &cx.worker, "cells", move || places(&snapshot, &items));
        let here = here.cloned().unwrap_or_default();
        let chosen = *self.chosen.get_or_insert_with(|| first_place(cx.snapshot, &self.items));
        let shown_by = self.shown_by.get((), &cx.worker, "scenarios", training::coverage);
        let shown_by = shown_by.map(|numbers| numbers[chosen.index()].clone()).unwrap_or_default();
        (here, chosen, shown_by)
    }

    /// The table with what is to be said about the chosen cell below it. Tells whether it leads
    /// somewhere else.
    pub fn page(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let (here, mut chosen, shown_by) = self.look_up(cx);
        table_of(ui, cx, &here, &self.predicted, &mut chosen);
        ui.add_space(8.0);
        let left = explain::show(ui, cx, chosen, &shown_by, &mut self.example);
        self.chosen = Some(chosen);
        left
    }
}

/// Where ports and members of groups are, by the index of the cell.
fn places(snapshot: &Snapshot, items: &[ArtifactRef]) -> BTreeMap<usize, Here> {
    let group = &snapshot.group;
    let mut places: BTreeMap<usize, Here> = BTreeMap::new();
    let mut put = |path, port: &Name, state| {
        let cell = Cell { path, port: state };
        places.entry(cell.index()).or_insert_with(|| Here { first: port.clone(), count: 0 }).count += 1;
    };
    for item in items {
        match group.get(item) {
            Some(Artifact::SendPort(port)) => {
                put(Path::Direct, &port.name, port.state);
                for spg in group.groups_of(&port.name) {
                    put(Path::ViaGroup(spg.state), &port.name, port.state);
                }
            }
            Some(Artifact::SendPortGroup(spg)) => {
                for member in spg.members.iter().filter_map(|member| group.send_ports.get(member)) {
                    put(Path::ViaGroup(spg.state), &member.name, member.state);
                }
            }
            _ => {}
        }
    }
    places
}

/// The first cell in which the first of them is: cheaper than all places, and wanted at once.
fn first_place(snapshot: &Snapshot, items: &[ArtifactRef]) -> Cell {
    let none = Cell { path: Path::Direct, port: PortState::Bound };
    match items.first().and_then(|item| snapshot.group.get(item)) {
        Some(Artifact::SendPort(port)) => Cell { path: Path::Direct, port: port.state },
        Some(Artifact::SendPortGroup(spg)) => {
            let members = spg.members.iter().filter_map(|member| snapshot.group.send_ports.get(member));
            let states = members.map(|port| Cell { path: Path::ViaGroup(spg.state), port: port.state });
            states.min_by_key(|cell| cell.index()).unwrap_or(none)
        }
        _ => none,
    }
}

impl Dialog for OutcomeTableDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.text("outcomes-title")
    }

    fn size(&self) -> egui::Vec2 {
        vec2(1010.0, 640.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let (here, mut chosen, shown_by) = self.look_up(cx);
        let mut left = false;
        let wide = ui.available_width() > 800.0;
        if wide {
            dialog::body(ui, false, |ui| {
                let body = ui.max_rect();
                let (grid, text) = body.split_left_right_at_x(body.left() + 610.0);
                let table = UiBuilder::new().id_salt("table").max_rect(grid.shrink(14.0));
                ui.scope_builder(table, |ui| table_of(ui, cx, &here, &self.predicted, &mut chosen));
                let palette = Palette::of_ui(ui);
                ui.painter().vline(text.left(), text.y_range(), Stroke::new(1.0, palette.line));
                ui.scope_builder(UiBuilder::new().id_salt("text").max_rect(text), |ui| {
                    dialog::scrolling(ui, "the cell", |ui| {
                        left = explain::show(ui, cx, chosen, &shown_by, &mut self.example);
                    });
                });
            });
            self.chosen = Some(chosen);
        } else {
            left = dialog::body(ui, true, |ui| self.page(ui, cx));
        }
        if left { After::Close } else { actions::close_only(ui, cx) }
    }
}

/// The rows and columns with their headers, and how many cells were exercised.
fn table_of(
    ui: &mut Ui,
    cx: &Cx<'_>,
    here: &BTreeMap<usize, Here>,
    predicted: &[Tally; Cell::COUNT],
    chosen: &mut Cell,
) {
    let exercised = &cx.snapshot.exercised;
    let done = exercised.iter().flatten().count();
    let progress = Sentence::new("outcomes-progress").with("done", done).with("all", Cell::COUNT);
    ui.add(Label::new(theme::weak(ui, &cx.say(&progress))).wrap());
    ui.add_space(4.0);
    let narrow = ui.available_width() < 520.0;
    let columns =
        PortState::ALL.map(|state| cx.say(&Sentence::new("outcomes-port").with("state", Sentence::new(state.key()))));
    let rows = Path::ALL.map(|path| row_name(cx, path));
    let table = Table {
        name: &cx.text("outcomes-title"),
        corner: &cx.text("outcomes-corner"),
        columns: &columns,
        rows: &rows,
        lit: None,
        first_width: if narrow { 98.0 } else { 150.0 },
        row_height: 96.0,
    };
    let was = *chosen;
    table.show(ui, |ui, at| match at {
        At::Column(column) => drop(kit::state_inline(ui, cx.words, PortState::ALL[column])),
        At::Row(row) => row_header(ui, cx, Path::ALL[row]),
        At::Cell(row, column) => {
            let cell = Cell { path: Path::ALL[row], port: PortState::ALL[column] };
            let it = CellView {
                cell,
                row: &rows[row],
                at: (row, column),
                chosen: was == cell,
                exercised: exercised[cell.index()],
                here: here.get(&cell.index()),
                predicted: predicted[cell.index()],
            };
            let response = it.show(ui, cx);
            if grid_keys::is_chosen(&response) {
                *chosen = cell;
            }
        }
    });
}

fn row_name(cx: &Cx<'_>, path: Path) -> String {
    match path {
        Path::Direct => cx.text("outcomes-direct"),
        Path::ViaGroup(state) => cx.say(&Sentence::new("outcomes-via-group").with("state", Sentence::new(state.key()))),
    }
}

fn row_header(ui: &mut Ui, cx: &Cx<'_>, path: Path) {
    match path {
        Path::Direct => drop(ui.add(Label::new(cx.text("outcomes-direct")).wrap())),
        Path::ViaGroup(state) => {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(14.0);
                ui.add(Label::new(RichText::new(cx.text("outcomes-group")).small().weak()).truncate());
                kit::state_inline(ui, cx.words, state);
            });
        }
    }
}

/// In a word or two, which row of the table says so.
fn stamp(cx: &Cx<'_>, rule: Rule) -> String {
    match rule {
        Rule::Row(row) => cx.say(&Sentence::new("outcomes-documented").with("row", row)),
        Rule::PortBound | Rule::GroupBound => cx.text("outcomes-derived"),
    }
}

/// `3 times`, for a tick.
fn times(cx: &Cx<'_>, exercised: &Exercised) -> Sentence {
    Sentence::new("outcomes-times").with("count", exercised.count).with("number", cx.words.count(exercised.count))
}

fn verdict(ui: &mut Ui, cx: &Cx<'_>, verdict: Verdict) {
    match verdict {
        Verdict::Processed => drop(kit::outcome_badge(ui, cx.words, Outcome::Processed)),
        Verdict::Suspended => drop(kit::outcome_badge(ui, cx.words, Outcome::Suspended)),
        Verdict::NoCopy => {
            let text = RichText::new(cx.text(verdict.key())).color(Palette::of_ui(ui).grey.ink);
            ui.allocate_ui(vec2(ui.available_width(), 22.0), |ui| {
                ui.set_min_height(22.0);
                ui.add(Label::new(text).truncate());
            });
        }
    }
}

/// One cell: what becomes of the message, which row says so, whether it was exercised, who is there.
struct CellView<'a> {
    cell: Cell,
    row: &'a str,
    at: (usize, usize),
    chosen: bool,
    exercised: Option<Exercised>,
    here: Option<&'a Here>,
    predicted: Tally,
}

impl CellView<'_> {
    /// How often a message went by it, and how often that was predicted rightly.
    fn told(&self, cx: &Cx<'_>) -> Option<Sentence> {
        let right = (self.predicted.all() > 0).then(|| {
            Sentence::new("outcomes-right").with("right", self.predicted.right).with("of", self.predicted.all())
        });
        match (&self.exercised, right) {
            (Some(exercised), None) => Some(times(cx, exercised)),
            (Some(exercised), Some(right)) => {
                Some(Sentence::new("outcomes-both").with("times", times(cx, exercised)).with("right", right))
            }
            (None, right) => right,
        }
    }

    fn show(&self, ui: &mut Ui, cx: &Cx<'_>) -> egui::Response {
        let palette = Palette::of_ui(ui);
        let ruling = self.cell.ruling();
        let stamp = stamp(cx, ruling.rule);
        let area = ui.max_rect().expand2(vec2(4.0, 0.0)).shrink2(vec2(0.0, 2.0));
        let response = ui.interact(area, grid_keys::cell(TABLE, self.at.0, self.at.1), Sense::click());
        grid_keys::arrows(ui, &response, TABLE, self.at, (Path::ALL.len(), PortState::ALL.len()));
        if self.chosen {
            dialog::offer_focus(&response);
            ui.painter().rect_filled(area, theme::RADIUS, palette.selection);
        } else if response.hovered() {
            ui.painter().rect_filled(area, theme::RADIUS, palette.button_hover);
        }
        if self.here.is_some() {
            ui.painter().rect_stroke(area, theme::RADIUS, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add_space(6.0);
            verdict(ui, cx, ruling.verdict);
            ui.add(Label::new(RichText::new(&stamp).small().weak()).truncate());
            if let Some(told) = self.told(cx) {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    ui.spacing_mut().interact_size.y = Mark::SIZE;
                    if self.exercised.is_some() {
                        Mark::Met.show(ui);
                    }
                    let text = RichText::new(cx.say(&told)).small().weak();
                    ui.add(Label::new(text).truncate());
                });
            }
            if let Some(here) = self.here {
                let text = RichText::new(cx.say(&here.sentence())).font(theme::semibold(theme::SMALL));
                ui.add(Label::new(text.color(palette.accent)).truncate());
            }
        });
        let name = Sentence::new("outcomes-cell")
            .with("path", self.row)
            .with("port", Sentence::new(self.cell.port.key()))
            .with("verdict", Sentence::new(ruling.verdict.key()))
            .with("stamp", stamp.as_str());
        let mut name = cx.say(&name);
        if let Some(told) = self.told(cx) {
            name = cx.say(&Sentence::new("outcomes-cell-exercised").with("cell", name).with("times", told));
        }
        if let Some(here) = self.here {
            name = cx.say(&Sentence::new("outcomes-cell-here").with("cell", name).with("here", here.sentence()));
        }
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, self.chosen, &name));
        response
    }
}

impl Here {
    fn sentence(&self) -> Sentence {
        match self.count {
            1 => Sentence::new("outcomes-here-one").with("name", &self.first),
            more => Sentence::new("outcomes-here-many").with("name", &self.first).with("more", more - 1),
        }
    }
}
