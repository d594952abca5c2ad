//! What happened to a message, from its publication on.

use egui::Ui;
use jiff::Timestamp;

use crate::{
    console::{context::Cx, kit, theme},
    engine::{Event, Fact, Report, Story},
    rules::{
        Citation, Page,
        send_cycle::{self, AfterFailure},
    },
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
        Fact::Resumed { .. } | Fact::Terminated { .. } | Fact::Pending { .. } | Fact::HandedBack { .. } => {
            Some(Citation::page(Page::ServiceInstanceStates))
        }
        Fact::WillRetry { .. } => Some(Citation::page(Page::HowToConfigureTransportAdvancedOptions)),
        Fact::BackupIsNext { .. } => Some(AfterFailure::Backup.citation()),
        Fact::FailedMessageRouted { .. } => Some(AfterFailure::RouteFailedMessage.citation()),
        Fact::Scheduled { .. } | Fact::WindowOpened { .. } => Some(send_cycle::WINDOW),
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

/// How long after the event before, where that is long enough to be told and not the time since the
/// publication, which is told anyway.
#[must_use]
pub fn gap(published: Timestamp, before: Option<Timestamp>, time: Timestamp) -> Option<Sentence> {
    let before = before.filter(|before| *before > published)?;
    let seconds = time.duration_since(before).as_secs();
    match seconds {
        i64::MIN..1 => None,
        1..120 => Some(Sentence::new("timeline-gap-s").with("count", seconds)),
        120..7200 => Some(Sentence::new("timeline-gap-min").with("count", seconds / 60)),
        _ => Some(Sentence::new("timeline-gap-h").with("count", seconds / 3600)),
    }
}

/// The events with what they are told beside: time, how long after, the sentence, the rule.
pub fn ui(ui: &mut Ui, cx: &Cx<'_>, story: &Story, all: &mut bool) {
    let shown = if *all { story.events.len() } else { story.events.len().min(FIRST) };
    let mut before = None;
    for event in &story.events[..shown] {
        row(ui, cx, story, event, before);
        before = Some(event.time);
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

fn row(ui: &mut Ui, cx: &Cx<'_>, story: &Story, event: &Event, before: Option<Timestamp>) {
    const TIME: f32 = 118.0;
    ui.horizontal_top(|ui| {
        let after = cx.say(&offset(story.message.published, event.time));
        let text = format!("{}  {after}", theme::clock(event.time));
        ui.scope(|ui| {
            ui.set_width(TIME);
            ui.add(egui::Label::new(theme::weak(ui, &text)).truncate()).on_hover_text(super::when_exactly(event.time));
        });
        ui.vertical(|ui| {
            let told = cx.say(&event.sentence());
            match &event.fact {
                // it may arrive twice: not to be passed over
                Fact::TakenBack { .. } => kit::Mark::Warning.line(ui, &told),
                Fact::Pending { .. } => kit::Mark::Note.line(ui, &told),
                _ => kit::prose(ui, told),
            };
            if let Fact::Exchanged { exchange, .. } = &event.fact {
                let text = format!("{}\n\n{}", exchange.request.trim_end(), exchange.answer.trim_end());
                let title = cx.text("timeline-exchange");
                egui::CollapsingHeader::new(theme::weak(ui, &title)).id_salt(event.time).show(ui, |ui| {
                    ui.add(egui::Label::new(egui::RichText::new(text.trim_end()).monospace()).wrap());
                });
            }
            if let Some(gap) = gap(story.message.published, before, event.time) {
                ui.label(theme::weak(ui, &cx.say(&gap)));
            }
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
