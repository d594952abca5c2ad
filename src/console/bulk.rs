//! Requests about many items while they are under way: how far each is, with a way to end it.

use std::time::{Duration, Instant};

use egui::{Align2, Area, Context, Frame, Id, Order, ProgressBar, Ui, vec2};

use super::{
    context::Cx,
    kit::{SoftButton, soft_button},
};
use crate::{
    engine::{Progress, Request, Ticket},
    words::Sentence,
};

/// From how many items on a request is watched.
const MANY: usize = 200;
/// What is done sooner than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(200);
/// How often the bar moves.
const STEP: Duration = Duration::from_millis(80);

/// A request about several items.
pub struct Bulk {
    pub ticket: Ticket,
    pub progress: Progress,
    /// What is done.
    pub what: Sentence,
    pub total: usize,
    since: Instant,
}

/// What a request does to how many items; `None` for those about one thing.
#[must_use]
pub fn several(request: &Request) -> Option<(Sentence, usize)> {
    let (what, count) = match request {
        Request::Act { action, items, .. } => (Sentence::new(action.key()), items.len()),
        Request::Delete { items } | Request::DeleteWhatMay { items } => (Sentence::new("delete-title"), items.len()),
        Request::MoveToApplication { items, .. } => (Sentence::new("move-title"), items.len()),
        // how many these are the engine finds out
        Request::OperateWhere { operation, .. } => (Sentence::new(operation.key()), MANY),
        Request::PutMany { artifacts } => (Sentence::new("bulk-edit-short"), artifacts.len()),
        Request::Import { artifacts, .. } => (Sentence::new("binding-import-title"), artifacts.len()),
        _ => return None,
    };
    (count > 1).then_some((what, count))
}

impl Bulk {
    #[must_use]
    pub fn new(ticket: Ticket, progress: Progress, what: Sentence, total: usize) -> Self {
        Self { ticket, progress, what, total, since: Instant::now() }
    }
}

/// Draws a bar for each request that takes its time.
pub fn bars(ctx: &Context, cx: &Cx<'_>, all: &[Bulk]) {
    let many = all.iter().filter(|bulk| bulk.total >= MANY);
    let (waited, waiting): (Vec<_>, Vec<_>) = many.partition(|bulk| bulk.since.elapsed() >= PATIENCE);
    if !waiting.is_empty() {
        ctx.request_repaint_after(PATIENCE);
    }
    if waited.is_empty() {
        return;
    }
    ctx.request_repaint_after(STEP);
    let area = Area::new(Id::unique("progress")).anchor(Align2::CENTER_BOTTOM, vec2(0.0, -40.0));
    area.order(Order::Foreground).show(ctx, |ui| {
        for bulk in waited {
            Frame::popup(ui.style()).show(ui, |ui| bar(ui, cx, &bulk.progress, &bulk.what));
        }
    });
}

/// How far one request is: a sentence, a bar, and *Cancel*.
pub fn bar(ui: &mut Ui, cx: &Cx<'_>, progress: &Progress, what: &Sentence) {
    ui.set_width((ui.ctx().content_rect().width() - 48.0).min(420.0));
    let (done, total) = progress.told();
    let key = if progress.is_writing() { "bulk-writing" } else { "bulk-progress" };
    let sentence = Sentence::new(key)
        .with("what", what.clone())
        .with("done", cx.words.count(done))
        .with("total", cx.words.count(total));
    let text = cx.say(&sentence);
    ui.label(&text);
    ui.horizontal(|ui| {
        let cancel = cx.text("kit-cancel");
        let enabled = match (progress.is_cancelled(), progress.is_writing()) {
            (true, _) => Err(cx.text("bulk-cancelling")),
            (_, true) => Err(cx.text("bulk-too-late")),
            _ => Ok(()),
        };
        let share = if total == 0 { 0.0 } else { done as f32 / total as f32 };
        let bar = ui.add(ProgressBar::new(share).desired_width((ui.available_width() - 110.0).max(60.0)));
        bar.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &text));
        if soft_button(ui, SoftButton::new(&cancel).enabled(enabled)).clicked_enabled {
            progress.cancel();
        }
    });
    let note = if progress.is_piecemeal() { "bulk-cancel-note-piecemeal" } else { "bulk-cancel-note" };
    ui.label(super::theme::weak(ui, &cx.text(note)));
}
