//! What a change would do, wherever a person is about to make one. It is looked up beside the
//! window's thread, once for each state of the document, and only where somebody looks.

use std::sync::{Arc, Mutex, PoisonError};

use egui::{CollapsingHeader, Frame, Id, Margin, RichText, Stroke, Ui};

use super::{
    context::Cx,
    kit::{self, Mark},
    panels::{cells::filter_text, details::reference},
    theme::{self, Palette},
    worker::Job,
};
use crate::{
    engine::{Fate, Impact, KindImpact, Line, Outcome, Refusal, Request, impact_unless},
    model::ArtifactRef,
    words::Sentence,
};

/// What is known of a request.
#[derive(Clone)]
pub enum Known {
    /// It is being looked up.
    NotYet,
    Told(Arc<Impact>),
    /// It would be refused.
    Refused(Arc<Refusal>),
}

type Answer = Option<Result<Impact, Refusal>>;

struct Entry {
    generation: u64,
    request: Request,
    /// Dropped when the entry is, which cancels it.
    job: Option<Job<Answer>>,
    known: Known,
}

/// How many requests are kept: the four actions, and a window.
const KEPT: usize = 6;
/// How many kinds a list shows.
const MOST: usize = 60;
/// How many subscriptions a tooltip names.
const MOST_SUBSCRIPTIONS: usize = 3;
/// How many copies of a kind a list shows.
const MOST_COPIES: usize = 12;

/// What is known of a request by now; asking starts to look it up.
pub fn known(ui: &Ui, cx: &Cx<'_>, request: &Request) -> Known {
    let id = Id::unique("impacts");
    let kept = ui.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Vec<Entry>>>>(id).clone());
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let generation = cx.snapshot.generation;
    kept.retain(|entry| entry.generation == generation);
    let at = kept.iter().position(|entry| entry.request == *request).unwrap_or_else(|| {
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        let (snapshot, asked) = (cx.snapshot.clone(), request.clone());
        let job =
            cx.worker.run("impact", move |progress| impact_unless(&snapshot, &asked, &|| progress.is_cancelled()));
        kept.push(Entry { generation, request: request.clone(), job: Some(job), known: Known::NotYet });
        kept.len() - 1
    });
    let entry = &mut kept[at];
    if let Some(answer) = entry.job.as_mut().and_then(Job::take) {
        entry.job = None;
        entry.known = match answer {
            Some(Ok(impact)) => Known::Told(Arc::new(impact)),
            Some(Err(refusal)) => Known::Refused(Arc::new(refusal)),
            None => Known::NotYet,
        };
    }
    entry.known.clone()
}

/// The subscriptions that would change, a line for each: all there is to tell before a message has
/// been seen.
pub fn subscriptions(ui: &mut Ui, cx: &Cx<'_>, impact: &Impact, most: usize) {
    if !impact.kinds.is_empty() {
        return;
    }
    for it in impact.subscriptions.iter().take(most) {
        Mark::Note.line(ui, &cx.say(&it.sentence(&|filter| filter_text(filter, cx))));
    }
    let more = impact.subscriptions.len().saturating_sub(most);
    if more > 0 {
        let more = Sentence::new("impact-more-subscriptions").with("count", more);
        kit::prose(ui, theme::weak(ui, &cx.say(&more)));
    }
}

/// The sentence, and what becomes of messages that are there already: for a tooltip. A request
/// that would be refused explains itself elsewhere.
pub fn short(ui: &mut Ui, cx: &Cx<'_>, request: &Request) {
    match known(ui, cx, request) {
        Known::NotYet => drop(ui.label(theme::weak(ui, &cx.text("impact-looking")))),
        Known::Refused(_) => {}
        Known::Told(impact) => {
            kit::prose(ui, cx.say(&impact.sentence()));
            subscriptions(ui, cx, &impact, MOST_SUBSCRIPTIONS);
            for live in &impact.live {
                Mark::Note.line(ui, &cx.say(&live.sentence()));
            }
        }
    }
}

/// Likewise with the list of before and after to unfold, for a window that asks something anyway.
pub fn section(ui: &mut Ui, cx: &Cx<'_>, request: &Request) {
    ui.label(theme::section(&cx.text("impact-section")));
    short(ui, cx, request);
    let Known::Told(impact) = known(ui, cx, request) else { return };
    if impact.changed().next().is_some() {
        CollapsingHeader::new(cx.text("impact-before-and-after"))
            .id_salt("before and after")
            .show(ui, |ui| table(ui, cx, &impact));
    }
}

/// Every kind of message that would go elsewhere: where it goes now, and where it would go.
pub fn table(ui: &mut Ui, cx: &Cx<'_>, impact: &Impact) {
    let changed: Vec<&KindImpact> = impact.changed().collect();
    let palette = Palette::of_ui(ui);
    for (index, kind) in changed.iter().take(MOST).enumerate() {
        let frame = Frame::new().stroke(Stroke::new(1.0, palette.line)).corner_radius(theme::RADIUS);
        ui.push_id(("kind", index), |ui| {
            frame.inner_margin(Margin::symmetric(10, 6)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                title(ui, cx, kind);
                let wide = ui.available_width() > 420.0;
                if wide {
                    ui.columns(2, |columns| {
                        fate(&mut columns[0], cx, "impact-now", &kind.before, &kind.after);
                        fate(&mut columns[1], cx, "impact-then", &kind.after, &kind.before);
                    });
                } else {
                    fate(ui, cx, "impact-now", &kind.before, &kind.after);
                    fate(ui, cx, "impact-then", &kind.after, &kind.before);
                }
            });
        });
    }
    let more = changed.len().saturating_sub(MOST);
    if more > 0 {
        ui.label(theme::weak(ui, &cx.say(&Sentence::new("impact-more-kinds").with("count", more))));
    }
}

fn title(ui: &mut Ui, cx: &Cx<'_>, kind: &KindImpact) {
    let text = kind.kind.text();
    let text = if text.is_empty() { cx.text("impact-any-message") } else { text };
    kit::prose(ui, RichText::new(text).font(theme::semibold(theme::BODY)));
    let sent = Sentence::new("impact-sent")
        .with("to", kind.kind.addressing_sentence())
        .with("count", kind.messages.len())
        .with("last", kind.messages.last().map(ToString::to_string).unwrap_or_default());
    kit::prose(ui, theme::weak(ui, &cx.say(&sent)));
}

/// One side; `other` is the other one.
fn fate(ui: &mut Ui, cx: &Cx<'_>, key: &str, fate: &Fate, other: &Fate) {
    ui.vertical(|ui| {
        ui.label(theme::weak(ui, &cx.text(key)));
        match fate {
            Fate::RoutingFailure => drop(kit::outcome_badge(ui, cx.words, Outcome::RoutingFailure)),
            Fate::NotPublished(reasons) => {
                Mark::Unmet.line(ui, &cx.text("impact-not-published"));
                for reason in reasons {
                    kit::prose(ui, theme::weak(ui, &cx.say(&reason.sentence)));
                }
            }
            Fate::Copies(lines) => {
                // what changes stands first, however many stay
                let mut lines: Vec<(bool, &Line)> = lines.iter().map(|line| (!has_same(other, line), line)).collect();
                lines.sort_by_key(|(changes, _)| !changes);
                for (changes, line) in lines.iter().take(MOST_COPIES) {
                    copy(ui, cx, line, *changes);
                }
                let more = lines.len().saturating_sub(MOST_COPIES);
                if more > 0 {
                    ui.label(theme::weak(ui, &cx.say(&Sentence::new("impact-more-copies").with("count", more))));
                }
            }
        }
    });
}

/// One copy: the outcome, the port, the rule. What changes carries a badge.
fn copy(ui: &mut Ui, cx: &Cx<'_>, line: &Line, changes: bool) {
    ui.horizontal_wrapped(|ui| {
        let outcome = if changes {
            kit::outcome_badge(ui, cx.words, line.outcome)
        } else {
            kit::outcome_inline(ui, cx.words, line.outcome)
        };
        let rule = cx.text(line.delivery.ruling.rule.key());
        outcome.on_hover_text(format!("{rule}. {}", cx.say(&line.citation().sentence())));
        reference(ui, cx, &ArtifactRef::send_port(&line.delivery.port));
        let via = line.delivery.via.as_ref().map(|via| format!("{} {via}", cx.text("outcome-via")));
        let stamp = line.citation().stamp().map(|stamp| cx.say(&stamp));
        let rest: Vec<String> = via.into_iter().chain(stamp).collect();
        ui.label(theme::weak(ui, &rest.join(", ")));
    });
}

/// Whether the other side has the same copy with the same outcome.
fn has_same(fate: &Fate, line: &Line) -> bool {
    let Fate::Copies(lines) = fate else { return false };
    lines.iter().any(|other| {
        other.delivery.port == line.delivery.port
            && other.delivery.via == line.delivery.via
            && other.outcome == line.outcome
    })
}
