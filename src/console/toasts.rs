//! Short notes at the lower right. They go by themselves; what went wrong stays until it is
//! closed.

use std::time::{Duration, Instant};

use super::{context::Cx, kit, theme::Palette};
use crate::words::Sentence;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Info,
    Warning,
    Error,
}

struct Toast {
    tone: Tone,
    sentences: Vec<Sentence>,
    until: Option<Instant>,
}

#[derive(Default)]
pub struct Toasts(Vec<Toast>);

impl Toasts {
    const STAYS: Duration = Duration::from_secs(5);
    const MOST: usize = 5;
    const LINES: usize = 5;
    const WIDTH: f32 = 400.0;

    pub fn add(&mut self, tone: Tone, sentence: Sentence) {
        self.add_all(tone, vec![sentence]);
    }

    /// Several sentences on one note; what does not fit is counted.
    pub fn add_all(&mut self, tone: Tone, mut sentences: Vec<Sentence>) {
        if sentences.is_empty() {
            return;
        }
        let more = sentences.len().saturating_sub(Self::LINES);
        if more > 0 {
            sentences.truncate(Self::LINES);
            sentences.push(Sentence::new("toast-more").with("count", more));
        }
        let stays = match tone {
            Tone::Info => Some(Self::STAYS),
            Tone::Warning => Some(Self::STAYS * 3),
            Tone::Error => None,
        };
        self.0.push(Toast { tone, sentences, until: stays.map(|stays| Instant::now() + stays) });
        if self.0.len() > Self::MOST {
            self.0.remove(0);
        }
    }

    pub fn ui(&mut self, ctx: &egui::Context, cx: &Cx<'_>) {
        let now = Instant::now();
        self.0.retain(|toast| toast.until.is_none_or(|until| until > now));
        if self.0.is_empty() {
            return;
        }
        if let Some(next) = self.0.iter().filter_map(|toast| toast.until).min() {
            ctx.request_repaint_after(next.saturating_duration_since(now));
        }
        let mut close = None;
        egui::Area::new(egui::Id::unique("toasts"))
            .anchor(egui::Align2::RIGHT_BOTTOM, egui::vec2(-16.0, -40.0))
            .order(egui::Order::Foreground)
            .show(ctx, |ui| {
                let palette = Palette::of_ui(ui);
                for (index, toast) in self.0.iter().enumerate() {
                    egui::Frame::popup(ui.style()).fill(palette.card).show(ui, |ui| {
                        ui.set_width(Self::WIDTH);
                        for sentence in &toast.sentences {
                            let text = cx.say(sentence);
                            match toast.tone {
                                Tone::Info => drop(ui.add(egui::Label::new(text).wrap())),
                                Tone::Warning => drop(kit::Mark::Warning.line(ui, &text)),
                                Tone::Error => drop(kit::Mark::Error.line(ui, &text)),
                            }
                        }
                        if toast.tone != Tone::Info && kit::quiet_link(ui, &cx.text("close")).clicked() {
                            close = Some(index);
                        }
                    });
                    ui.add_space(4.0);
                }
            });
        if let Some(index) = close {
            self.0.remove(index);
        }
    }
}
