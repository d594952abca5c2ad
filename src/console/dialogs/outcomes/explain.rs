//! What stands beside the table about the cell that was chosen.

use egui::{RichText, Ui};

use super::{stamp, times, verdict};
use crate::{
    console::{
        app::Then,
        context::{Cx, Task},
        dialogs::parts,
        kit::{self, Mark},
        theme,
    },
    engine::dry_run,
    model::PortState,
    rules::outcome::{Cell, Path, Rule, Verdict, decide},
    training::{self, StepKind},
    words::Sentence,
};

/// How many of the scenarios that show a cell are offered.
const SCENARIOS: usize = 3;

/// What the program says of a message in each cell that was asked about: not written for the
/// occasion, but what a trial of the smallest scenario says.
#[derive(Default)]
pub struct Examples(Vec<(Cell, Option<Sentence>)>);

impl Examples {
    fn of(&mut self, cell: Cell, now: jiff::Timestamp) -> Option<&Sentence> {
        if !self.0.iter().any(|(of, _)| *of == cell) {
            self.0.push((cell, example(cell, now)));
        }
        self.0.iter().find(|(of, _)| *of == cell).and_then(|(_, sentence)| sentence.as_ref())
    }
}

fn example(cell: Cell, now: jiff::Timestamp) -> Option<Sentence> {
    let scenario = training::smallest(cell);
    let draft = scenario.steps.iter().find_map(|step| match &step.kind {
        StepKind::Inject { draft, .. } => Some(draft),
        _ => None,
    })?;
    let report =
        dry_run(&scenario.document.group, scenario.document.role, draft, now, &jiff::tz::TimeZone::UTC).ok()?;
    if let Some(line) = report.lines.first() {
        return Some(line.sentence(&report.message));
    }
    let explanation = report.explanation();
    let not = explanation.not_delivered.first()?;
    Some(not.why.sentence(&not.port, not.via.as_ref()))
}

/// Draws it; returns whether a link leads away from the table.
pub fn show(ui: &mut Ui, cx: &Cx<'_>, cell: Cell, shown_by: &[u32], examples: &mut Examples) -> bool {
    let ruling = cell.ruling();
    parts::lead(ui, &cx.say(&training::smallest_title(cell)));
    verdict(ui, cx, ruling.verdict);
    ui.add_space(2.0);
    parts::paragraph(ui, cx.text(ruling.rule.key()));
    if ruling.verdict == Verdict::NoCopy {
        parts::paragraph(ui, cx.text("outcomes-no-copy"));
    }
    let rows = cell.rows();
    if rows.is_empty() {
        parts::citation(ui, cx, ruling.rule.citation());
        parts::paragraph(ui, RichText::new(cx.text("outcomes-not-in-the-table")).small().weak());
    }
    for row in &rows {
        parts::citation(ui, cx, Rule::Row(row.number).citation());
    }
    if !rows.is_empty() && is_about_subscriptions(cell) {
        ui.add_space(2.0);
        Mark::Note.line(ui, &cx.text("outcomes-to-the-letter"));
    }
    if let Some(example) = examples.of(cell, cx.snapshot.now) {
        heading(ui, cx, "outcomes-example");
        parts::paragraph(ui, cx.say(example));
    }
    heading(ui, cx, "outcomes-neighbours");
    for (change, other) in neighbours(cell) {
        let other = decide(other.path, other.port);
        let sentence = Sentence::new("outcomes-neighbour")
            .with("change", change)
            .with("verdict", Sentence::new(other.verdict.key()))
            .with("stamp", stamp(cx, other.rule));
        let text = RichText::new(cx.say(&sentence));
        parts::paragraph(ui, if other.verdict == ruling.verdict { text.weak() } else { text });
    }
    heading(ui, cx, "outcomes-in-this-document");
    match &cx.snapshot.exercised[cell.index()] {
        Some(exercised) => {
            let sentence = Sentence::new("outcomes-exercised")
                .with("times", times(cx, exercised))
                .with("message", exercised.first.to_string())
                .with("time", theme::clock(exercised.time));
            Mark::Met.line(ui, &cx.say(&sentence));
        }
        None => parts::paragraph(ui, RichText::new(cx.text("outcomes-not-exercised")).weak()),
    }
    ui.add_space(8.0);
    let mut left = false;
    if kit::soft_button(ui, kit::SoftButton::new(&cx.text("outcomes-open-smallest"))).clicked_enabled {
        cx.push(Task::Go(Then::Smallest(cell)));
        left = true;
    }
    if kit::soft_button(ui, kit::SoftButton::new(&cx.text("outcomes-practise"))).clicked_enabled {
        cx.push(Task::Practise(cell));
        left = true;
    }
    for number in shown_by.iter().take(SCENARIOS) {
        let Some(scenario) = training::scenario(*number) else { continue };
        let title = scenario.title.get(cx.words.language());
        let sentence = Sentence::new("outcomes-shown-by").with("number", number.to_string()).with("title", title);
        if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
            cx.push(Task::Go(Then::Scenario(*number)));
            left = true;
        }
    }
    left
}

fn heading(ui: &mut Ui, cx: &Cx<'_>, key: &str) {
    ui.add_space(8.0);
    ui.label(theme::column_title(ui, &cx.text(key)));
}

/// Whether *any state* of a row covers a Bound port or group, of which the states' definitions say
/// that it has no subscription.
fn is_about_subscriptions(cell: Cell) -> bool {
    cell.port == PortState::Bound || cell.path == Path::ViaGroup(PortState::Bound)
}

/// The combinations that differ in one thing, each with what differs.
fn neighbours(cell: Cell) -> Vec<(Sentence, Cell)> {
    let mut all = Vec::new();
    for port in PortState::ALL.into_iter().filter(|port| *port != cell.port) {
        let change = Sentence::new("outcomes-if-port").with("state", Sentence::new(port.key()));
        all.push((change, Cell { port, ..cell }));
    }
    if let Path::ViaGroup(group) = cell.path {
        for state in PortState::ALL.into_iter().filter(|state| *state != group) {
            let change = Sentence::new("outcomes-if-group").with("state", Sentence::new(state.key()));
            all.push((change, Cell { path: Path::ViaGroup(state), ..cell }));
        }
        all.push((Sentence::new("outcomes-if-direct"), Cell { path: Path::Direct, ..cell }));
    }
    all
}
