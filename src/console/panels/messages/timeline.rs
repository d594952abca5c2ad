//! What happened to a message, from its publication on.

use egui::Ui;
use jiff::Timestamp;

use crate::{
    console::{context::Cx, kit, theme},
    engine::{Event, Fact, Report, Story},
    rules::{Citation, Page},
    words::Sentence,
};

/// How many events are shown before one asks for more.
const FIRST: usize = 100;

/// The rule behind an event, where one decided.
#[must_use]
pub fn citation(fact: &Fact) -> Option<Citation> {
    match fact {
        Fact::Routed { ruling, .. } => Some(ruling.rule.citation()),
        Fact::RoutingFailure { .. } => Some(Report::failure_citation()),
        Fact::Suspended { cause, .. } => Some(cause.citation()),
        Fact::Resumed { .. } | Fact::Terminated { .. } => Some(Citation::page(Page::ServiceInstanceStates)),
        _ => None,
    }
}

/// How long after the publication.
#[must_use]
pub fn offset(published: Timestamp, time: Timestamp) -> Sentence {
    let milliseconds = time.duration_since(published).as_millis();
    let milliseconds = i64::try_from(milliseconds).unwrap_or(i64::MAX);
    match milliseconds {
        i64::MIN..0 => Sentence::new("messages-offset-before"),
        0..10_000 => Sentence::new("messages-offset-ms").with("count", milliseconds),
        10_000..600_000 => Sentence::new("messages-offset-s").with("count", milliseconds / 1000),
        _ => Sentence::new("messages-offset-min").with("count", milliseconds / 60_000),
    }
}

/// The events with what they are told beside: time, how long after, the sentence, the rule.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, story: &Story, all: &mut bool) {
    let shown = if *all { story.events.len() } else { story.events.len().min(FIRST) };
    for event in &story.events[..shown] {
        row(ui, cx, story, event);
    }
    let more = story.events.len() - shown;
    if more > 0 {
        let sentence = Sentence::new("messages-more-events").with("count", more);
        if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
            *all = true;
        }
    } else if story.more_events > 0 {
        let sentence = Sentence::new("messages-events-left-out").with("count", story.more_events);
        kit::prose(ui, theme::weak(ui, &cx.say(&sentence)));
    }
}

fn row(ui: &mut Ui, cx: &Cx<'_>, story: &Story, event: &Event) {
    const TIME: f32 = 118.0;
    ui.horizontal_top(|ui| {
        let after = cx.say(&offset(story.message.published, event.time));
        let text = format!("{}  {after}", theme::clock(event.time));
        ui.scope(|ui| {
            ui.set_width(TIME);
            ui.add(egui::Label::new(theme::weak(ui, &text)).truncate()).on_hover_text(super::when_exactly(event.time));
        });
        ui.vertical(|ui| {
            kit::prose(ui, cx.say(&event.sentence()));
            if let Some(citation) = citation(&event.fact) {
                let said = cx.say(&citation.sentence());
                match citation.stamp() {
                    Some(stamp) => ui.label(theme::weak(ui, &cx.say(&stamp))).on_hover_text(said),
                    None => ui.add(egui::Label::new(theme::weak(ui, &said)).wrap()),
                };
            }
        });
    });
}
