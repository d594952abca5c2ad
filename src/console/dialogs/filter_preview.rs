//! Below the page *Filters*: which of the recent messages the filter matches as it is typed.

use std::sync::Arc;

use egui::{Id, Ui};

use super::filter_trial;
use crate::{
    console::{context::Cx, impacts, kit::Mark, lints::explain, theme},
    engine::{FilterImpact, Kind, Request, filter_impact},
    model::{Filter, PortState},
    routing::lints::Lint,
    words::Sentence,
};

/// How many kinds of messages are named.
const MOST: usize = 5;

/// What is being edited.
pub struct Edited<'a> {
    /// As it is in the engine; `None` while its owner is being created.
    pub before: Option<&'a Filter>,
    pub after: &'a Filter,
    pub state: Option<PortState>,
    /// What saving asks of the engine.
    pub request: &'a dyn Fn() -> Request,
}

/// Made from this: the generation and both filters.
type Made = (u64, Filter, Filter, Arc<FilterImpact>);

pub fn ui(ui: &mut Ui, cx: &Cx<'_>, edited: &Edited<'_>) {
    filter_trial::ui(ui, cx, edited.after);
    let none = Filter::default();
    let before = edited.before.unwrap_or(&none);
    let impact = compared(ui, cx, before, edited.after);
    ui.add_space(6.0);
    ui.label(theme::section(&cx.text("filter-preview")));
    if impact.looked_at == 0 {
        Mark::Note.line(ui, &cx.text("filter-preview-no-messages"));
        return;
    }
    let matched =
        Sentence::new("filter-preview-matches").with("matched", impact.matched()).with("kinds", impact.looked_at);
    ui.add(egui::Label::new(cx.say(&matched)).wrap());
    kinds(ui, cx, Mark::Met, "filter-preview-now", &impact.now);
    kinds(ui, cx, Mark::Unmet, "filter-preview-no-longer", &impact.no_longer);
    if edited.before == Some(edited.after) {
        return;
    }
    match edited.state {
        None | Some(PortState::Bound) => drop(Mark::Note.line(ui, &cx.text("filter-preview-bound"))),
        Some(_) => impacts::short(ui, cx, &(edited.request)()),
    }
}

/// What looks wrong about the filter, why, and what to do about it.
pub fn lints(ui: &mut Ui, cx: &Cx<'_>, lints: &[Lint]) {
    let mut about: Vec<&Lint> = lints.iter().filter(|lint| lint.field.starts_with("filter")).collect();
    if about.is_empty() {
        return;
    }
    about.sort_by_key(|lint| lint.level());
    ui.add_space(6.0);
    ui.label(theme::section(&cx.text("node-lints")));
    for lint in about {
        explain(ui, cx, lint);
    }
}

fn kinds(ui: &mut Ui, cx: &Cx<'_>, mark: Mark, key: &'static str, kinds: &[Kind]) {
    for kind in kinds.iter().take(MOST) {
        let text = kind.text();
        let text = if text.is_empty() { cx.text("impact-any-message") } else { text };
        mark.line(ui, &cx.say(&Sentence::new(key).with("kind", text)));
    }
    let more = kinds.len().saturating_sub(MOST);
    if more > 0 {
        ui.label(theme::weak(ui, &cx.say(&Sentence::new("impact-more-kinds").with("count", more))));
    }
}

/// Kept until something of it changes.
fn compared(ui: &Ui, cx: &Cx<'_>, before: &Filter, after: &Filter) -> Arc<FilterImpact> {
    let id = Id::unique("filter preview");
    let kept: Option<Made> = ui.data(|data| data.get_temp(id));
    if let Some((generation, from, to, impact)) = kept
        && generation == cx.snapshot.generation
        && from == *before
        && to == *after
    {
        return impact;
    }
    let impact = Arc::new(filter_impact(cx.snapshot, before, after));
    let made: Made = (cx.snapshot.generation, before.clone(), after.clone(), impact.clone());
    ui.data_mut(|data| data.insert_temp(id, made));
    impact
}
