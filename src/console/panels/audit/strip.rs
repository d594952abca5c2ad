//! The states of one artifact over time, as a strip.

use egui::{CornerRadius, FontId, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use jiff::Timestamp;

use crate::{
    console::{
        context::Cx,
        kit,
        theme::{self, Palette},
    },
    message_box::{AuditChange, AuditId},
    model::{ArtifactRef, PortState},
    words::Sentence,
};

/// How many states are drawn, and how wide one is at least, in points.
const MOST: usize = 24;
const LEAST: f32 = 86.0;
const HEIGHT: f32 = 26.0;

/// A time in which an artifact was in one state; `None`: it was not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub state: Option<PortState>,
    pub since: Timestamp,
    /// The entry with which it began.
    pub entry: AuditId,
}

/// The times of one state each, oldest first, from what was changed, newest first.
#[must_use]
pub fn spans(history: &[(AuditId, Timestamp, AuditChange)]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (entry, since, change) in history.iter().rev() {
        let state = match &change.after {
            None => None,
            Some(after) => match state(after) {
                Some(state) => Some(state),
                // what differs is kept only: the state did not
                None => continue,
            },
        };
        if spans.last().is_none_or(|last| last.state != state) {
            spans.push(Span { state, since: *since, entry: *entry });
        }
    }
    spans
}

fn state(json: &str) -> Option<PortState> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    serde_json::from_value(value.get("state")?.clone()).ok()
}

/// Draws the strip up to now. Returns the entry of a time that was clicked.
pub fn show(ui: &mut Ui, cx: &Cx<'_>, item: &ArtifactRef, spans: &[Span], now: Timestamp) -> Option<AuditId> {
    let room = ((ui.available_width() / LEAST) as usize).clamp(1, MOST);
    let shown = &spans[spans.len().saturating_sub(room)..];
    let first = shown.first()?;
    let whole = now.duration_since(first.since).as_secs_f32().max(1.0);
    let spare = (ui.available_width() - LEAST * shown.len() as f32).max(0.0);
    let palette = Palette::of_ui(ui);
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let mut left = area.left();
    let mut clicked = None;
    for (index, span) in shown.iter().enumerate() {
        let until = shown.get(index + 1).map_or(now, |next| next.since);
        let share = until.duration_since(span.since).as_secs_f32().max(0.0) / whole;
        // without any time between them all are as wide
        let extra = if whole <= 1.0 { spare / shown.len() as f32 } else { spare * share };
        let rect = Rect::from_min_size(pos2(left, area.top()), vec2(LEAST + extra, HEIGHT));
        left = rect.right();
        let response = ui.interact(rect, ui.scope_id().with(("span", span.entry)), Sense::click());
        let word = cx.text(span.state.map_or("audit-not-there", PortState::key));
        let mut sentence = Sentence::new(if index + 1 < shown.len() { "audit-span" } else { "audit-span-now" })
            .with("name", &item.name)
            .with("state", word.as_str())
            .with("from", super::when(span.since));
        if index + 1 < shown.len() {
            sentence = sentence.with("to", super::when(until));
        }
        let told = cx.say(&sentence);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, told.as_str()));
        let inner = rect.shrink2(vec2(1.0, 0.0));
        let painter = ui.painter();
        if let Some(state) = span.state {
            let hue = palette.state(state);
            painter.rect_filled(inner, CornerRadius::same(3), hue.tint);
            let mark = Rect::from_center_size(pos2(inner.left() + 12.0, inner.center().y), vec2(11.0, 11.0));
            kit::state_shape(painter, mark, state, hue.badge_ink);
            let galley = painter.layout_no_wrap(word, FontId::proportional(theme::SMALL), hue.badge_ink);
            if galley.size().x + 26.0 < inner.width() {
                let at = pos2(inner.left() + 22.0, inner.center().y - galley.size().y / 2.0);
                painter.galley(at, galley, hue.badge_ink);
            }
        } else {
            painter.hline(inner.x_range(), inner.center().y, Stroke::new(1.0, palette.line_strong));
        }
        let border =
            if response.has_focus() { Some(palette.focus) } else { response.hovered().then_some(palette.line_strong) };
        if let Some(ink) = border {
            let width = if response.has_focus() { 2.0 } else { 1.0 };
            painter.rect_stroke(inner, CornerRadius::same(3), Stroke::new(width, ink), StrokeKind::Inside);
        }
        if response.on_hover_text(told).clicked() {
            clicked = Some(span.entry);
        }
    }
    clicked
}
