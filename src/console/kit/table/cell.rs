//! What stands in a cell, and how it is drawn.

use std::ops::Range;

use egui::{Color32, FontId, Rect, TextFormat, Ui, pos2, text::LayoutJob, vec2};

use crate::{
    console::{
        kit::{Mark, badge},
        theme::{self, Palette},
    },
    engine::Outcome,
    model::PortState,
    words::{Sentence, Words},
};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    /// Less important than the rest of its row.
    Weak(String),
    State(PortState),
    Outcome(Outcome),
    /// How many of each.
    Outcomes(Vec<(Outcome, u64)>),
    /// Nothing for 0.
    Number(u64),
    /// A number that asks for attention.
    Alert(u64),
    /// A text with a mark, and what the mark says: where it says something it stands behind the text.
    Marked(String, Mark, String),
    /// A text that leads somewhere when it is clicked.
    Link(String),
    /// A row that is still on its way.
    Loading,
}

impl Cell {
    /// What it says, as a reader sees it.
    #[must_use]
    pub fn text(&self, words: &Words) -> String {
        match self {
            Self::Text(text) | Self::Weak(text) | Self::Link(text) | Self::Marked(text, ..) => text.clone(),
            Self::State(state) => words.text(state.key()).into_owned(),
            Self::Outcome(outcome) => words.text(outcome.key()).into_owned(),
            Self::Outcomes(outcomes) => {
                outcomes.iter().map(|part| outcome_count(words, *part)).collect::<Vec<_>>().join(", ")
            }
            Self::Number(0) => String::new(),
            Self::Number(number) | Self::Alert(number) => words.count(*number),
            Self::Loading => words.text("table-loading").into_owned(),
        }
    }

    /// Numbers by size, states and outcomes by their order, text without regard to case.
    #[must_use]
    pub fn sort_key(&self) -> (u64, String) {
        match self {
            Self::Number(number) | Self::Alert(number) => (*number, String::new()),
            Self::State(state) => (*state as u64, String::new()),
            Self::Outcome(outcome) => (*outcome as u64, String::new()),
            Self::Outcomes(outcomes) => (outcomes.first().map_or(u64::MAX, |(it, _)| *it as u64), String::new()),
            Self::Text(text) | Self::Weak(text) | Self::Link(text) | Self::Marked(text, ..) => (0, text.to_lowercase()),
            Self::Loading => (u64::MAX, String::new()),
        }
    }
}

/// `2 processed`.
fn outcome_count(words: &Words, (outcome, count): (Outcome, u64)) -> String {
    words.say(&Sentence::new(outcome.count_key()).with("count", count))
}

/// Where a text contains another one, without regard to case: byte ranges, from the left.
#[must_use]
pub fn matches(text: &str, wanted: &str) -> Vec<Range<usize>> {
    if wanted.is_empty() {
        return Vec::new();
    }
    // letters one by one, since the small form of a letter may be longer than the letter
    let folded: Vec<(usize, char)> =
        text.char_indices().flat_map(|(at, letter)| letter.to_lowercase().map(move |small| (at, small))).collect();
    let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while from + wanted.len() <= folded.len() {
        if folded[from..from + wanted.len()].iter().zip(&wanted).all(|((_, letter), wanted)| letter == wanted) {
            let end = folded.get(from + wanted.len()).map_or(text.len(), |(at, _)| *at);
            if end > folded[from].0 {
                found.push(folded[from].0..end);
            }
            from += wanted.len();
        } else {
            from += 1;
        }
    }
    found
}

/// Room for a mark behind a text, with what is between them.
const MARK: f32 = 17.0;
/// Side of the shape before the word of a state.
const SHAPE: f32 = 12.0;

/// How a cell is drawn.
pub(super) struct Paint<'a> {
    pub words: &'a Words,
    pub palette: &'a Palette,
    pub highlight: &'a str,
}

impl Paint<'_> {
    /// Draws a cell; returns where its text stands, and whether that was cut.
    pub fn cell(&self, ui: &Ui, area: Rect, cell: &Cell, text: &str, right: bool, ink: Color32) -> (Rect, bool) {
        let palette = self.palette;
        let mut area = area;
        let mut behind = None;
        if let Cell::Marked(_, mark, says) = cell {
            if says.is_empty() {
                mark.paint(ui.painter(), shape(&mut area), palette);
            } else {
                behind = Some(*mark);
                area.max.x = (area.right() - MARK).max(area.left());
            }
        }
        if let Cell::Outcomes(outcomes) = cell {
            return self.outcomes(ui, area, outcomes);
        }
        // on a selected row the stronger ink of each hue
        let strong = ink == palette.selection_text;
        let of = |hue: theme::Hue| if strong { hue.badge_ink } else { hue.ink };
        let (font, ink) = match cell {
            Cell::Alert(_) => (theme::semibold(theme::BODY), of(palette.orange)),
            Cell::Link(_) => (FontId::proportional(theme::BODY), palette.accent),
            Cell::Weak(_) | Cell::Loading => (FontId::proportional(theme::BODY), palette.text_weak),
            Cell::State(state) => {
                let ink = of(palette.state(*state));
                badge::state_shape(ui.painter(), shape(&mut area), *state, ink);
                (FontId::proportional(theme::BODY), ink)
            }
            Cell::Outcome(outcome) => {
                let ink = of(palette.outcome(*outcome));
                badge::outcome_shape(ui.painter(), shape(&mut area), *outcome, ink);
                (FontId::proportional(theme::BODY), ink)
            }
            Cell::Text(_) | Cell::Marked(..) | Cell::Number(_) | Cell::Outcomes(_) => {
                (FontId::proportional(theme::BODY), ink)
            }
        };
        if text.is_empty() {
            return (Rect::from_min_size(area.min, vec2(0.0, 0.0)), false);
        }
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(self.job(text, font, ink, area.width())));
        let left = if right { (area.right() - galley.size().x).max(area.left()) } else { area.left() };
        let at = pos2(left, area.center().y - galley.size().y / 2.0);
        let place = Rect::from_min_size(at, galley.size());
        let cut = galley.elided;
        ui.painter().galley(at, galley, ink);
        if let Some(mark) = behind {
            let middle = pos2(place.right() + MARK - SHAPE / 2.0, area.center().y);
            mark.paint(ui.painter(), Rect::from_center_size(middle, vec2(SHAPE, SHAPE)), palette);
        }
        (place, cut)
    }

    /// Shape and words of each; where there is no room for the words, the number beside the shape.
    fn outcomes(&self, ui: &Ui, area: Rect, outcomes: &[(Outcome, u64)]) -> (Rect, bool) {
        const BETWEEN: f32 = 12.0;
        let font = FontId::proportional(theme::BODY);
        let layout = |text: String, ink| ui.painter().layout_no_wrap(text, font.clone(), ink);
        let ink = |outcome| self.palette.outcome(outcome).ink;
        let mut galleys: Vec<_> =
            outcomes.iter().map(|part| layout(outcome_count(self.words, *part), ink(part.0))).collect();
        let wide: f32 = galleys.iter().map(|galley| SHAPE + 6.0 + galley.size().x + BETWEEN).sum();
        let cut = wide - BETWEEN > area.width();
        if cut {
            galleys = outcomes.iter().map(|(it, count)| layout(self.words.count(*count), ink(*it))).collect();
        }
        let mut rest = area;
        for ((outcome, _), galley) in outcomes.iter().zip(galleys) {
            if rest.width() < SHAPE {
                break;
            }
            badge::outcome_shape(ui.painter(), shape(&mut rest), *outcome, ink(*outcome));
            let at = pos2(rest.left(), area.center().y - galley.size().y / 2.0);
            rest.min.x += galley.size().x + BETWEEN;
            ui.painter().with_clip_rect(area.intersect(ui.clip_rect())).galley(at, galley, ink(*outcome));
        }
        (area.with_max_x(rest.left().min(area.right())), cut)
    }

    /// One line that ends in an ellipsis where it has no room, with what is looked for marked.
    fn job(&self, text: &str, font: FontId, ink: Color32, width: f32) -> LayoutJob {
        let plain = TextFormat::simple(font, ink);
        let marked = TextFormat { background: self.palette.highlight, color: self.palette.text, ..plain.clone() };
        let mut job = LayoutJob::default();
        let mut done = 0;
        for found in matches(text, self.highlight) {
            job.append(&text[done..found.start], 0.0, plain.clone());
            job.append(&text[found.clone()], 0.0, marked.clone());
            done = found.end;
        }
        job.append(&text[done..], 0.0, plain);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(1.0));
        job.break_on_newline = false;
        job
    }
}

fn shape(area: &mut Rect) -> Rect {
    let place = Rect::from_center_size(pos2(area.left() + SHAPE / 2.0, area.center().y), vec2(SHAPE, SHAPE));
    area.min.x = (area.left() + SHAPE + 6.0).min(area.right());
    place
}
