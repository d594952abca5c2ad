//! What a class answered beside what happened, and the verdict so that the last row can read it.

use egui::{Align2, CornerRadius, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::prediction::{compared, rules_of};
use crate::{
    console::{
        context::Cx,
        kit::{self, Mark},
        theme::{self, Palette},
    },
    engine::{Line, Outcome, Report},
    message_box::Cause,
    model::MessageId,
    training::{Bar, Because, Graded, Part},
    words::Sentence,
};

/// How high a bar is, in points.
const BAR: f32 = 18.0;
/// Between a bar and what stands beside it.
const GAP: f32 = 8.0;
/// Nobody is this much of a bar, so that one sees that it is one.
const LEAST: f32 = 2.0;

/// What a class has said of a message, once it has happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub message: MessageId,
    /// What was chosen, held against what happened.
    pub graded: Graded,
    /// What decided, apart from the cells of the tables.
    pub because: Vec<Because>,
    /// Whether something was chosen for every piece, beside the votes.
    pub chosen: bool,
    /// The pieces that were voted on.
    pub bars: Vec<(Part, Vec<Bar>)>,
}

impl Told {
    /// The votes as bars, each piece with its truth, and with the `rules` that decided unless they stand
    /// elsewhere; what was chosen otherwise.
    pub fn ui(&self, ui: &mut Ui, cx: &Cx<'_>, rules: bool) {
        for (part, bars) in &self.bars {
            ui.add_space(4.0);
            if let Some(name) = part.name() {
                ui.label(theme::section(name.as_str()));
            }
            draw(ui, cx, part, bars);
            let piece = self.graded.pieces.iter().find(|piece| rules && piece.part == *part);
            for rule in piece.map(|piece| rules_of(piece, &self.graded.truth, &self.because)).unwrap_or_default() {
                kit::prose(ui, cx.say(&rule));
            }
        }
        if self.chosen {
            ui.add_space(6.0);
            compared(ui, cx, &self.graded, &self.because);
        }
    }
}

/// `9 (39 %)`
fn number(cx: &Cx<'_>, bar: &Bar) -> String {
    cx.say(&Sentence::new("class-number").with("count", bar.count).with("percent", bar.percent))
}

fn draw(ui: &mut Ui, cx: &Cx<'_>, part: &Part, bars: &[Bar]) {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let font =
        |bar: &Bar| if bar.truth { theme::semibold(theme::BODY) } else { egui::FontId::proportional(theme::BODY) };
    let said = |bar: &Bar| cx.say(&bar.choice.sentence());
    let beside = |bar: &Bar| {
        let number = number(cx, bar);
        if bar.truth { format!("{number}  {}", cx.text("class-happened")) } else { number }
    };
    let widest = |of: &dyn Fn(&Bar) -> String| {
        bars.iter().map(|bar| theme::text_width(ui, of(bar), font(bar))).fold(0.0, f32::max)
    };
    let (labels, numbers) = (widest(&said), widest(&beside));
    let palette = Palette::of_ui(ui);
    for bar in bars {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BAR + 6.0), Sense::hover());
        let painter = ui.painter();
        if bar.truth {
            let mark = egui::Rect::from_center_size(
                pos2(rect.left() + Mark::SIZE / 2.0, rect.center().y),
                egui::Vec2::splat(Mark::SIZE),
            );
            Mark::Met.paint(painter, mark, &palette);
        }
        let left = rect.left() + Mark::INDENT;
        painter.text(pos2(left, rect.center().y), Align2::LEFT_CENTER, said(bar), font(bar), palette.text);
        let from = left + labels + GAP;
        let room = (rect.right() - numbers - GAP - from).max(24.0);
        let long = (room * bar.count as f32 / most as f32).max(LEAST);
        let (top, bottom) = (rect.center().y - BAR / 2.0, rect.center().y + BAR / 2.0);
        let area = egui::Rect::from_min_max(pos2(from, top), pos2(from + long, bottom));
        let ink = if bar.truth { palette.blue.ink } else { palette.line_strong };
        painter.rect_filled(area, CornerRadius::same(2), ink);
        let at = pos2(area.right() + GAP, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, beside(bar), font(bar), palette.text);
        let key = if bar.truth { "class-bar-truth" } else { "class-bar" };
        let spoken = Sentence { key, arguments: Vec::new() }
            .with("name", part.name().map(ToString::to_string).unwrap_or_default())
            .with("named", usize::from(part.name().is_some()))
            .with("what", bar.choice.sentence())
            .with("count", bar.count)
            .with("percent", bar.percent);
        let spoken = cx.say(&spoken);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken.as_str()));
    }
}

/// Whether the table of state combinations says what became of a copy; otherwise something came after it.
#[must_use]
pub fn is_by_table(line: &Line) -> bool {
    line.outcome != Outcome::Waiting && line.cause.as_ref().is_none_or(|it| *it == Cause::Held)
}

/// What became of a message in as few words as there are rules that decided, each with its row.
pub fn verdict(ui: &mut Ui, cx: &Cx<'_>, report: &Report) {
    let mut all: Vec<(Outcome, String, Vec<&str>)> = Vec::new();
    for line in &report.lines {
        // the row is enough where there is one: the page is always the same
        let source = line.citation().stamp().unwrap_or_else(|| line.citation().sentence());
        let rule = if is_by_table(line) {
            let rule = Sentence::new(line.delivery.ruling.rule.key());
            cx.say(&Sentence::new("lesson-rule").with("rule", rule).with("source", source))
        } else {
            cx.say(&line.sentence(&report.message))
        };
        let port = line.delivery.port.as_str();
        match all.iter_mut().find(|(outcome, it, _)| *outcome == line.outcome && *it == rule) {
            Some((_, _, ports)) => ports.push(port),
            None => all.push((line.outcome, rule, vec![port])),
        }
    }
    if let Some((_, outcome)) = report.failure {
        all.push((outcome, cx.say(&Report::failure_citation().sentence()), Vec::new()));
    }
    for (outcome, rule, ports) in all {
        ui.horizontal_wrapped(|ui| {
            kit::outcome_badge(ui, cx.words, outcome);
            let who = if ports.is_empty() { cx.text("outcome-nobody") } else { ports.join(", ") };
            ui.add(egui::Label::new(theme::section(&who)).wrap());
        });
        kit::prose(ui, rule);
        ui.add_space(2.0);
    }
}
