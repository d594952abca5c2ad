//! The cards of the hub: a title and rows of a label and a number, each row a link.

use egui::{
    FontId, Rect, Response, RichText, Role, Sense, Stroke, TextWrapMode, Ui, UiBuilder, WidgetInfo, WidgetText, pos2,
    vec2,
};

use crate::{
    console::{
        context::{Cx, Task},
        kit,
        panels::{instances::InstanceFilter, only::Only, tree::Node},
        theme::{self, Palette},
    },
    engine::Outcome,
    model::{MessageId, PortState},
    words::Sentence,
};

/// Where a number leads.
#[derive(Clone, Debug)]
pub enum Link {
    List(Node, Option<Only>),
    Instances(InstanceFilter),
    Message(MessageId),
}

impl Link {
    pub fn follow(self, cx: &Cx<'_>) {
        cx.push(match self {
            Self::List(node, only) => Task::ShowList(node, only),
            Self::Instances(filter) => Task::ShowInstances(filter),
            Self::Message(message) => Task::ShowOutcome(message),
        });
    }
}

/// What is painted before a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    State(PortState),
    Outcome(Outcome),
}

/// A label and a number.
#[derive(Clone, Debug)]
pub struct Row {
    pub label: String,
    /// `None`: the label says it all.
    pub number: Option<u64>,
    pub link: Link,
    pub shape: Option<Shape>,
    /// It sums up the rows below it.
    pub total: bool,
}

impl Row {
    pub fn new(label: String, number: u64, link: Link) -> Self {
        Self { label, number: Some(number), link, shape: None, total: false }
    }

    pub fn text(label: String, link: Link) -> Self {
        Self { label, number: None, link, shape: None, total: false }
    }

    pub fn total(self) -> Self {
        Self { total: true, ..self }
    }

    pub fn shape(self, shape: Shape) -> Self {
        Self { shape: Some(shape), ..self }
    }
}

#[derive(Clone, Debug)]
pub struct Card {
    pub title: String,
    pub rows: Vec<Row>,
    /// Where there are no rows.
    pub empty: Option<String>,
}

const TITLE: f32 = 28.0;
const PAD: f32 = 10.0;
/// Between two cards.
pub const GAP: f32 = 10.0;

impl Card {
    /// How high it will be, in points.
    pub fn height(&self) -> f32 {
        // what an empty one says may take two lines
        let rows = if self.rows.is_empty() { 2 } else { self.rows.len() };
        TITLE + theme::TARGET * rows as f32 + 2.0 * PAD
    }

    /// Draws it at the top of `area`; a row that was chosen is followed.
    pub fn show(&self, ui: &mut Ui, cx: &Cx<'_>, area: Rect) {
        let palette = Palette::of_ui(ui);
        let rect = Rect::from_min_size(area.min, vec2(area.width(), self.height()));
        ui.painter().rect(rect, theme::RADIUS, palette.card, Stroke::new(1.0, palette.line), egui::StrokeKind::Inside);
        let inner = rect.shrink(PAD);
        let builder = UiBuilder::new().id_salt(&self.title).max_rect(inner);
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            let (place, _) = ui.allocate_exact_size(vec2(inner.width(), TITLE - 4.0), Sense::hover());
            let label = egui::Label::new(theme::section(&self.title)).truncate().halign(egui::Align::Min);
            let builder = UiBuilder::new().id_salt("title").max_rect(place);
            let title = ui.scope_builder(builder, |ui| ui.add(label)).inner;
            ui.painter().hline(place.x_range(), place.bottom() - 1.0, Stroke::new(1.0, palette.line));
            title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &self.title));
            ui.add_space(4.0);
            // of several totals each is the heading of what follows
            let parts = self.rows.iter().filter(|row| row.total).count() > 1;
            let mut part = None;
            for (index, row) in self.rows.iter().enumerate() {
                if parts && row.total {
                    part = Some(row.label.as_str());
                }
                let part = part.filter(|_| !row.total);
                if ui.push_id((index, &row.label), |ui| self.row(ui, cx, row, part, &palette)).inner.clicked() {
                    // from the keyboard one goes on where the link leads
                    let by_key = ui.input(|input| input.pointer.any_released());
                    row.link.clone().follow(cx);
                    if !by_key && !matches!(row.link, Link::Message(_)) {
                        cx.push(Task::Focus(crate::console::app::Pane::List));
                    }
                }
            }
            if let (true, Some(empty)) = (self.rows.is_empty(), &self.empty) {
                ui.add(egui::Label::new(theme::weak(ui, empty)).wrap());
            }
        });
    }

    fn row(&self, ui: &mut Ui, cx: &Cx<'_>, row: &Row, part: Option<&str>, palette: &Palette) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::TARGET), Sense::click());
        let spoken = |section: &str, label: &str| {
            cx.say(&Sentence::new("hub-spoken").with("section", section).with("label", label))
        };
        let mut name = match part {
            Some(part) => spoken(&spoken(&self.title, part), &row.label),
            None => spoken(&self.title, &row.label),
        };
        if let Some(number) = row.number {
            let sentence = Sentence::new("hub-spoken-number").with("what", name).with("number", cx.words.count(number));
            name = cx.say(&sentence);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name.as_str()));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let lit = response.hovered() || response.has_focus();
        let painter = ui.painter();
        let middle = rect.center().y;
        let number_ink = if row.number == Some(0) { palette.text_weak } else { palette.accent };
        let font = if row.total { theme::semibold(theme::BODY) } else { FontId::proportional(theme::BODY) };
        let mut right = rect.right();
        if let Some(number) = row.number {
            let galley = painter.layout_no_wrap(cx.words.count(number), font.clone(), number_ink);
            let place = pos2(rect.right() - galley.size().x, middle - galley.size().y / 2.0);
            right = place.x - 8.0;
            if lit {
                let y = place.y + galley.size().y - 1.0;
                painter.hline(place.x..=rect.right(), y, Stroke::new(1.0, number_ink));
            }
            painter.galley(place, galley, number_ink);
        }
        let mut left = rect.left();
        if !row.total && row.number.is_some() {
            left += 8.0;
        }
        if let Some(shape) = row.shape {
            let place = Rect::from_center_size(pos2(left + 6.0, middle), vec2(11.0, 11.0));
            match shape {
                Shape::State(state) => kit::state_shape(painter, place, state, palette.state(state).ink),
                Shape::Outcome(outcome) => {
                    kit::badge::outcome_shape(painter, place, outcome, palette.outcome(outcome).ink);
                }
            }
            left += 18.0;
        }
        let text = RichText::new(&row.label).font(font.clone());
        let width = (right - left).max(20.0);
        let galley = WidgetText::from(text).into_galley(ui, Some(TextWrapMode::Truncate), width, font);
        let cut = galley.elided;
        let ink = if row.number.is_none() { palette.accent } else { palette.text };
        let place = pos2(left, middle - galley.size().y / 2.0);
        if lit && row.number.is_none() {
            let y = place.y + galley.size().y - 1.0;
            ui.painter().hline(left..=left + galley.size().x, y, Stroke::new(1.0, ink));
        }
        ui.painter().galley(place, galley, ink);
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if cut { response.on_hover_text(&row.label) } else { response }
    }
}
