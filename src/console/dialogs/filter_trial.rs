//! Below the page *Filters*: the filter as it is typed, tried against one message.

use std::sync::Arc;

use egui::{Id, Role, Ui, WidgetInfo};

use super::properties::why_read_only;
use crate::{
    console::{
        context::Cx,
        kit::{self, Mark},
        theme,
    },
    engine::dry_run,
    model::{Context, Draft, Filter, MessageId, Role as Who},
    routing::{evaluate, matches},
    words::Sentence,
};

/// How many of the last messages can be chosen.
const RECENT: usize = 20;
/// How many predicates are told one by one.
const MOST: usize = 200;

/// With which message it is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum With {
    /// The last one, or without any what stands in the inject panel.
    #[default]
    Last,
    Message(MessageId),
    Inject,
}

/// What the inject panel would publish, kept until it changes.
type Prepared = (u64, Arc<Draft>, Option<Arc<Context>>);

pub fn ui(ui: &mut Ui, cx: &Cx<'_>, filter: &Filter) {
    let id = Id::unique("filter trial");
    let mut with: With = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let reports = &cx.snapshot.reports;
    ui.add_space(6.0);
    ui.label(theme::section(&cx.text("filter-trial")));
    let name_of = |it: With| match it {
        With::Message(message) => message.to_string(),
        With::Inject => cx.text("filter-trial-inject"),
        With::Last => reports.last().map_or_else(|| cx.text("filter-trial-inject"), |it| it.message.id.to_string()),
    };
    let label = cx.text("filter-trial-with");
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::weak(ui, &label));
        let shown = name_of(with);
        if why_read_only(cx).is_some() {
            ui.label(shown);
            return;
        }
        let combo = egui::ComboBox::from_id_salt("filter trial").selected_text(shown.as_str()).width(150.0).truncate();
        let combo = combo.show_ui(ui, |ui| {
            kit::option_of(ui, &mut with, With::Inject, name_of(With::Inject));
            for report in reports.iter().rev().take(RECENT) {
                let message = &report.message;
                let root = message.message_type().map(|it| it.rsplit('#').next().unwrap_or(it)).unwrap_or_default();
                kit::option_of(ui, &mut with, With::Message(message.id), format!("{} {root}", message.id));
            }
        });
        combo.response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, label.as_str());
            info.current_text_value = Some(shown.clone());
            info
        });
    });
    ui.data_mut(|data| data.insert_temp(id, with));
    let report = match with {
        With::Message(message) => reports.iter().find(|report| report.message.id == message),
        With::Last => reports.last(),
        With::Inject => None,
    };
    match report {
        Some(report) => verdicts(ui, cx, filter, &report.message.context),
        None => match from_panel(ui, cx) {
            Some(context) => verdicts(ui, cx, filter, &context),
            None => drop(Mark::Note.line(ui, &cx.text("filter-trial-no-message"))),
        },
    }
}

/// The promoted properties of what the inject panel would publish.
fn from_panel(ui: &Ui, cx: &Cx<'_>) -> Option<Arc<Context>> {
    let draft = cx.draft.clone()?;
    let id = Id::unique("filter trial of the panel");
    let kept: Option<Prepared> = ui.data(|data| data.get_temp(id));
    if let Some((edition, of, context)) = kept
        && edition == cx.snapshot.edition
        && of == draft
    {
        return context;
    }
    let snapshot = cx.snapshot;
    let report = dry_run(&snapshot.group, Who::Administrator, &draft, snapshot.now, &snapshot.zone.0);
    let context = report.ok().map(|report| Arc::new(report.message.context.clone()));
    let made: Prepared = (snapshot.edition, draft, context.clone());
    ui.data_mut(|data| data.insert_temp(id, made));
    context
}

/// Whether it matches, and what comes of each predicate.
fn verdicts(ui: &mut Ui, cx: &Cx<'_>, filter: &Filter, context: &Context) {
    if filter.is_empty() {
        return drop(Mark::Note.line(ui, &cx.text("filter-trial-empty")));
    }
    let all = evaluate(filter, context);
    let (mark, key) = if matches(filter, context) {
        (Mark::Met, "filter-trial-matches")
    } else {
        (Mark::Unmet, "filter-trial-does-not-match")
    };
    mark.line(ui, &cx.text(key));
    let several = all.iter().filter(|group| !group.is_empty()).count() > 1;
    let mut left = MOST;
    for (number, group) in all.iter().filter(|group| !group.is_empty()).enumerate() {
        if several {
            let alternative = Sentence::new("filter-trial-alternative").with("number", number + 1);
            kit::prose(ui, theme::weak(ui, &cx.say(&alternative)));
        }
        for check in group.iter().take(left) {
            let mark = if check.finding.holds() { Mark::Met } else { Mark::Unmet };
            mark.line(ui, &cx.say(&check.sentence()));
        }
        left = left.saturating_sub(group.len());
    }
}
