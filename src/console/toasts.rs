//! Short notes at the lower right. They go by themselves; what went wrong stays until it is
//! closed. All of them stay readable in the list of notices.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::Timestamp;

use super::{commands::Command, context::Cx, context::Task, kit, theme::Palette};
use crate::{model::ArtifactRef, words::Sentence};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Info,
    Warning,
    Error,
}

/// What was noted, and how often in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// When it was noted last.
    pub time: Timestamp,
    pub tone: Tone,
    pub sentences: Vec<Sentence>,
    /// What was stopped, if it is about that: then it leads to what is not Started.
    pub stopped: Vec<ArtifactRef>,
    pub count: u32,
    /// Tells it from others that say the same.
    number: u64,
}

struct Toast {
    notice: u64,
    until: Option<Instant>,
}

/// The notes that are shown and those that were.
pub struct Toasts {
    shown: Vec<Toast>,
    history: VecDeque<Arc<Notice>>,
    last: u64,
    /// Warnings and errors since the list was looked at.
    unseen: usize,
    clock: Box<dyn Fn() -> Timestamp>,
}

impl Default for Toasts {
    fn default() -> Self {
        Self { shown: Vec::new(), history: VecDeque::new(), last: 0, unseen: 0, clock: Box::new(Timestamp::now) }
    }
}

impl Toasts {
    const STAYS: Duration = Duration::from_secs(5);
    /// How many are drawn; of more, those that went wrong are counted below.
    const MOST: usize = 4;
    const LINES: usize = 5;
    const WIDTH: f32 = 400.0;
    /// How many notices are kept.
    pub const HISTORY: usize = 500;

    /// With another clock than the machine's.
    #[must_use]
    pub fn with_clock(clock: impl Fn() -> Timestamp + 'static) -> Self {
        Self { clock: Box::new(clock), ..Self::default() }
    }

    pub fn add(&mut self, tone: Tone, sentence: Sentence) {
        self.add_all(tone, vec![sentence]);
    }

    /// Several sentences on one note; what does not fit is counted there and stands in the list of
    /// notices. What was said last is not said again but counted.
    pub fn add_all(&mut self, tone: Tone, sentences: Vec<Sentence>) {
        self.note(tone, sentences, Vec::new());
    }

    /// Something was stopped that messages need. It goes too when all of it is started again.
    pub fn add_stopped(&mut self, stopped: Vec<ArtifactRef>, sentences: Vec<Sentence>) {
        self.note(Tone::Warning, sentences, stopped);
    }

    /// Takes away what was said of something that is Started again, or gone.
    pub fn settle(&mut self, is_settled: impl Fn(&ArtifactRef) -> bool) {
        let settled = |notice: &Notice| !notice.stopped.is_empty() && notice.stopped.iter().all(&is_settled);
        let before = self.shown.len();
        let gone: Vec<u64> = self.history.iter().filter(|notice| settled(notice)).map(|notice| notice.number).collect();
        self.shown.retain(|toast| !gone.contains(&toast.notice));
        self.unseen = self.unseen.saturating_sub(before - self.shown.len());
    }

    fn note(&mut self, tone: Tone, sentences: Vec<Sentence>, stopped: Vec<ArtifactRef>) {
        if sentences.is_empty() {
            return;
        }
        let (time, is_stop) = ((self.clock)(), !stopped.is_empty());
        let same = |notice: &&mut Arc<Notice>| notice.tone == tone && notice.sentences == sentences;
        let number = if let Some(notice) = self.history.back_mut().filter(same) {
            let notice = Arc::make_mut(notice);
            notice.count += 1;
            notice.time = time;
            notice.number
        } else {
            self.last += 1;
            self.history.push_back(Arc::new(Notice { time, tone, sentences, stopped, count: 1, number: self.last }));
            self.last
        };
        if self.history.len() > Self::HISTORY {
            // an error outlives what is only news
            let oldest = self.history.iter().position(|notice| notice.tone == Tone::Info).unwrap_or(0);
            self.history.remove(oldest);
        }
        if tone != Tone::Info {
            self.unseen += 1;
        }
        let stays = match tone {
            Tone::Info => Some(Self::STAYS),
            // whoever stopped it knows, and the number at the bottom stays
            Tone::Warning if is_stop => Some(Self::STAYS),
            Tone::Warning => Some(Self::STAYS * 3),
            Tone::Error => None,
        };
        self.shown.retain(|toast| toast.notice != number);
        self.shown.push(Toast { notice: number, until: stays.map(|stays| Instant::now() + stays) });
        // what goes by itself makes room; errors wait below
        while self.shown.len() > Self::MOST
            && let Some(index) = self.shown.iter().position(|toast| toast.until.is_some())
        {
            self.shown.remove(index);
        }
    }

    /// What was noted, oldest first.
    #[must_use]
    pub fn history(&self) -> impl DoubleEndedIterator<Item = &Arc<Notice>> {
        self.history.iter()
    }

    /// How many warnings and errors nobody has looked at in the list.
    #[must_use]
    pub fn unseen(&self) -> usize {
        self.unseen
    }

    /// The list has been looked at: nothing waits at the lower right any more.
    pub fn seen(&mut self) {
        self.unseen = 0;
        self.shown.clear();
    }

    pub fn clear(&mut self) {
        self.history.clear();
        self.seen();
    }

    fn notice(&self, number: u64) -> Option<&Arc<Notice>> {
        self.history.iter().rev().find(|notice| notice.number == number)
    }

    pub fn ui(&mut self, ctx: &egui::Context, cx: &Cx<'_>) {
        let now = Instant::now();
        self.shown.retain(|toast| toast.until.is_none_or(|until| until > now));
        if self.shown.is_empty() {
            return;
        }
        if let Some(next) = self.shown.iter().filter_map(|toast| toast.until).min() {
            ctx.request_repaint_after(next.saturating_duration_since(now));
        }
        let mut close = None;
        let hidden = self.shown.len().saturating_sub(Self::MOST);
        let width = Self::WIDTH.min(ctx.content_rect().width() - 60.0);
        egui::Area::new(egui::Id::unique("toasts"))
            .anchor(egui::Align2::RIGHT_BOTTOM, egui::vec2(-16.0, -76.0))
            .order(egui::Order::Foreground)
            .show(ctx, |ui| {
                let palette = Palette::of_ui(ui);
                for (index, toast) in self.shown.iter().enumerate().skip(hidden) {
                    let Some(notice) = self.notice(toast.notice) else { continue };
                    egui::Frame::popup(ui.style()).fill(palette.card).show(ui, |ui| {
                        ui.set_width(width);
                        for text in lines(cx, notice, Self::LINES) {
                            match notice.tone {
                                Tone::Info => drop(ui.add(egui::Label::new(text).wrap())),
                                Tone::Warning => drop(kit::Mark::Warning.line(ui, &text)),
                                Tone::Error => drop(kit::Mark::Error.line(ui, &text)),
                            }
                        }
                        ui.horizontal_wrapped(|ui| {
                            if link(ui, cx, notice) {
                                close = Some(index);
                            }
                            if notice.tone != Tone::Info && kit::quiet_link(ui, &cx.text("close")).clicked() {
                                close = Some(index);
                            }
                        });
                    });
                    ui.add_space(4.0);
                }
                if hidden > 0 {
                    egui::Frame::popup(ui.style()).fill(palette.card).show(ui, |ui| {
                        ui.set_width(width);
                        let more = cx.say(&Sentence::new("toasts-hidden").with("count", hidden));
                        if kit::quiet_link(ui, &more).clicked() {
                            cx.push(Task::Command(Command::Notices));
                        }
                    });
                }
            });
        if let Some(index) = close {
            self.shown.remove(index);
        }
    }
}

/// The way from a notice to what it is about, if it has one. Returns whether it is gone.
pub fn link(ui: &mut egui::Ui, cx: &Cx<'_>, notice: &Notice) -> bool {
    if notice.stopped.is_empty() || !kit::quiet_link(ui, &cx.text("command-show-not-started")).clicked() {
        return false;
    }
    cx.push(Task::Command(Command::ShowNotStarted));
    true
}

/// The words of a notice, a line for each sentence and at most so many.
#[must_use]
pub fn lines(cx: &Cx<'_>, notice: &Notice, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = notice.sentences.iter().take(most).map(|sentence| cx.say(sentence)).collect();
    let more = notice.sentences.len().saturating_sub(most);
    if more > 0 {
        lines.push(cx.say(&Sentence::new("toast-more").with("count", more)));
    }
    if notice.count > 1
        && let Some(first) = lines.first_mut()
    {
        *first = cx.say(&Sentence::new("notice-repeated").with("text", first.as_str()).with("count", notice.count));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> Sentence {
        Sentence::new("refused-store").with("error", text)
    }

    #[test]
    fn a_burst_pushes_no_error_out() {
        let mut toasts = Toasts::default();
        toasts.add(Tone::Error, error("the first"));
        for number in 0..50 {
            toasts.add(Tone::Info, error(&number.to_string()));
        }
        for number in 0..20 {
            toasts.add(Tone::Error, error(&number.to_string()));
        }
        let first = toasts.history().next().expect("a notice").number;
        assert!(toasts.shown.iter().any(|toast| toast.notice == first));
        assert_eq!(toasts.shown.len(), 21);
        assert_eq!(toasts.unseen(), 21);
    }

    #[test]
    fn what_is_said_again_is_counted() {
        let mut toasts = Toasts::default();
        for _ in 0..3 {
            toasts.add(Tone::Error, error("full"));
        }
        toasts.add(Tone::Error, error("other"));
        toasts.add(Tone::Error, error("full"));
        assert_eq!(toasts.history().map(|notice| notice.count).collect::<Vec<_>>(), [3, 1, 1]);
        assert_eq!(toasts.shown.len(), 3);
    }

    #[test]
    fn news_make_room_for_errors_in_the_list() {
        let mut toasts = Toasts::default();
        toasts.add(Tone::Info, error("news"));
        toasts.add(Tone::Error, error("the first"));
        for number in 0..Toasts::HISTORY {
            toasts.add(Tone::Info, error(&number.to_string()));
        }
        assert_eq!(toasts.history().count(), Toasts::HISTORY);
        assert!(toasts.history().any(|notice| notice.sentences == [error("the first")]));
        toasts.clear();
        assert_eq!((toasts.history().count(), toasts.unseen(), toasts.shown.len()), (0, 0, 0));
    }
}
