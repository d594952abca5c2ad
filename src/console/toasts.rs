//! Short notes at the lower right. What went well goes by itself; what went wrong stays until it
//! is closed.

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
    sentence: Sentence,
    until: Option<Instant>,
}

#[derive(Default)]
pub struct Toasts(Vec<Toast>);

impl Toasts {
    const STAYS: Duration = Duration::from_secs(5);
    const MOST: usize = 5;

    pub fn add(&mut self, tone: Tone, sentence: Sentence) {
        let until = (tone == Tone::Info).then(|| Instant::now() + Self::STAYS);
        self.0.push(Toast { tone, sentence, until });
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
                        ui.set_max_width(420.0);
                        ui.horizontal(|ui| {
                            let text = cx.say(&toast.sentence);
                            ui.vertical(|ui| {
                                ui.set_max_width(360.0);
                                match toast.tone {
                                    Tone::Info => drop(ui.label(text)),
                                    Tone::Warning => drop(kit::Mark::Warning.line(ui, &text)),
                                    Tone::Error => drop(kit::Mark::Error.line(ui, &text)),
                                }
                            });
                            if toast.until.is_none() && kit::quiet_link(ui, &cx.text("close")).clicked() {
                                close = Some(index);
                            }
                        });
                    });
                    ui.add_space(4.0);
                }
            });
        if let Some(index) = close {
            self.0.remove(index);
        }
    }
}
