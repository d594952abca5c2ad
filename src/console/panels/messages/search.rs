//! What is looked for, as it is typed, and in words.

use egui::{Role, Ui, WidgetInfo};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    console::{
        context::Cx,
        kit::{self, form::completing},
        offer::Offer,
        theme,
    },
    engine::{Outcome, refuse_role},
    message_box::{Comparison, Fate, MessageQuery, PropertyTest},
    model::{Name, Operator, Value, ValueType},
    rules::permissions::{Task as Permission, may},
    words::Sentence,
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Span {
    #[default]
    Ever,
    Minutes,
    Hour,
    Today,
    Custom,
}

impl Span {
    const ALL: [Self; 5] = [Self::Ever, Self::Minutes, Self::Hour, Self::Today, Self::Custom];

    fn key(self) -> &'static str {
        match self {
            Self::Ever => "messages-time-any",
            Self::Minutes => "messages-time-minutes",
            Self::Hour => "messages-time-hour",
            Self::Today => "messages-time-today",
            Self::Custom => "messages-time-custom",
        }
    }
}

/// The key of the words for a comparison that has no sign.
fn comparison_text(cx: &Cx<'_>, comparison: Comparison) -> String {
    match comparison {
        Comparison::Contains => cx.text("messages-contains"),
        Comparison::Missing => cx.text("messages-missing"),
        Comparison::Is(Operator::Exists) => cx.text("filter-exists"),
        Comparison::Is(operator) => operator.sign().to_owned(),
    }
}

/// Names that completion offers.
struct Suggestions {
    properties: Offer,
    ports: Offer,
    groups: Offer,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { properties: Offer::properties(), ports: Offer::send_ports(), groups: Offer::send_port_groups() }
    }
}

#[derive(Default)]
pub struct SearchForm {
    text: String,
    open: bool,
    property: String,
    comparison: usize,
    value: String,
    body: String,
    port: String,
    group: String,
    fate: Option<Fate>,
    span: Span,
    from: String,
    to: String,
    suggestions: Suggestions,
    /// What the times that move on were counted from.
    since: Option<(Span, Timestamp)>,
}

impl SearchForm {
    /// Only what was looked for in the search box is kept open.
    pub fn clear(&mut self) {
        *self = Self { open: self.open, suggestions: std::mem::take(&mut self.suggestions), ..Self::default() };
    }

    #[must_use]
    pub fn text(&self) -> &str {
        self.text.trim()
    }

    /// What is looked for.
    ///
    /// # Errors
    /// What is wrong with a field.
    pub fn query(&mut self, cx: &Cx<'_>) -> Result<MessageQuery, Sentence> {
        let name = |text: &str| (!text.trim().is_empty()).then(|| Name::new(text.trim()));
        let comparison = Comparison::ALL[self.comparison];
        let property = self.property.trim();
        let complete = !property.is_empty() && (!comparison.takes_value() || !self.value.is_empty());
        let test =
            complete.then(|| PropertyTest { property: property.to_owned(), comparison, value: self.value.clone() });
        let (from, to) = self.times(cx.now)?;
        Ok(MessageQuery {
            text: self.text().to_owned(),
            properties: test.into_iter().collect(),
            body: if may(cx.snapshot.role, Permission::SeeBodies) { self.body.clone() } else { String::new() },
            port: name(&self.port),
            via: name(&self.group),
            fate: self.fate,
            from,
            to,
        })
    }

    /// The last hour begins when one asks for it, not anew with every pass.
    fn times(&mut self, now: Timestamp) -> Result<(Option<Timestamp>, Option<Timestamp>), Sentence> {
        let zone = TimeZone::system();
        let now = match self.since {
            Some((span, since)) if span == self.span => since,
            _ => {
                self.since = Some((self.span, now));
                now
            }
        };
        let back = |seconds| now.saturating_sub(jiff::SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MIN);
        let from = match self.span {
            Span::Ever => None,
            Span::Minutes => Some(back(5 * 60)),
            Span::Hour => Some(back(60 * 60)),
            Span::Today => now.to_zoned(zone).start_of_day().ok().map(|day| day.timestamp()),
            Span::Custom => return Ok((time(&self.from, &zone)?, time(&self.to, &zone)?)),
        };
        Ok((from, None))
    }

    /// The times that move on are counted from now.
    pub fn anew(&mut self) {
        self.since = None;
    }

    /// The box for texts, and the rest where it is asked for.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal_wrapped(|ui| {
            let name = cx.text("messages-search");
            let width = (ui.available_width() - 130.0).clamp(90.0, 300.0);
            text_field(ui, &mut self.text, &name, width);
            let key = if self.open { "messages-filters-hide" } else { "messages-filters-show" };
            if kit::quiet_link(ui, &cx.text(key)).clicked() {
                self.open = !self.open;
            }
        });
        if self.open {
            self.filters(ui, cx);
        }
    }

    fn filters(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let more = cx.text("messages-suggest");
        let offer = &mut self.suggestions;
        ui.horizontal_wrapped(|ui| {
            let label = cx.text("filter-property");
            let field = completing(ui, &mut self.property, || offer.properties.names(cx), 150.0, &label, &more);
            offer.properties.prepare(cx, &field);
            named(&field, &label, &self.property);
            let now = Comparison::ALL[self.comparison];
            combo(ui, &cx.text("filter-operator"), &comparison_text(cx, now), 90.0, |ui| {
                for (index, comparison) in Comparison::ALL.into_iter().enumerate() {
                    kit::option_of(ui, &mut self.comparison, index, comparison_text(cx, comparison));
                }
            });
            if now.takes_value() {
                text_field(ui, &mut self.value, &cx.text("filter-value"), 110.0);
            }
        });
        ui.horizontal_wrapped(|ui| {
            let label = cx.text("kind-send-port");
            let field = completing(ui, &mut self.port, || offer.ports.names(cx), 130.0, &label, &more);
            offer.ports.prepare(cx, &field);
            named(&field, &label, &self.port);
            let label = cx.text("messages-via");
            let field = completing(ui, &mut self.group, || offer.groups.names(cx), 130.0, &label, &more);
            offer.groups.prepare(cx, &field);
            named(&field, &label, &self.group);
            let any = cx.text("messages-outcome-any");
            let text = |fate: Option<Fate>| fate.map_or_else(|| any.clone(), |it| cx.text(Outcome::from(it).key()));
            combo(ui, &cx.text("messages-outcome"), &text(self.fate), 110.0, |ui| {
                for fate in std::iter::once(None).chain(Fate::ALL.map(Some)) {
                    kit::option_of(ui, &mut self.fate, fate, text(fate));
                }
            });
        });
        ui.horizontal_wrapped(|ui| {
            combo(ui, &cx.text("messages-time"), &cx.text(self.span.key()), 120.0, |ui| {
                for span in Span::ALL {
                    kit::option_of(ui, &mut self.span, span, cx.text(span.key()));
                }
            });
            if self.span == Span::Custom {
                text_field(ui, &mut self.from, &cx.text("messages-from"), 135.0);
                text_field(ui, &mut self.to, &cx.text("messages-until"), 135.0);
            }
            let label = cx.text("messages-body-contains");
            if may(cx.snapshot.role, Permission::SeeBodies) {
                text_field(ui, &mut self.body, &label, 150.0);
            } else {
                let refusal = refuse_role(Sentence::new("messages-body"), cx.snapshot.role, Permission::SeeBodies);
                let why = refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default();
                kit::soft_button(ui, kit::SoftButton::new(&label).enabled(Err(why)));
            }
        });
    }
}

/// The query in words, a sentence for each of its parts.
#[must_use]
pub fn in_words(cx: &Cx<'_>, query: &MessageQuery) -> Vec<Sentence> {
    let mut parts = Vec::new();
    if !query.text.is_empty() {
        parts.push(Sentence::new("messages-words-text").with("text", query.text.as_str()));
    }
    for test in &query.properties {
        let value = if test.comparison.takes_value() { test.value.as_str() } else { "" };
        parts.push(
            Sentence::new("messages-words-property")
                .with("property", test.property.as_str())
                .with("operator", comparison_text(cx, test.comparison))
                .with("value", value),
        );
    }
    if !query.body.is_empty() {
        parts.push(Sentence::new("messages-words-body").with("text", query.body.as_str()));
    }
    if let Some(port) = &query.port {
        parts.push(Sentence::new("messages-words-port").with("port", port));
    }
    if let Some(via) = &query.via {
        parts.push(Sentence::new("messages-words-via").with("group", via));
    }
    if let Some(fate) = query.fate {
        let outcome = Sentence::new(Outcome::from(fate).key());
        parts.push(Sentence::new("messages-words-outcome").with("outcome", outcome));
    }
    if let Some(from) = query.from {
        parts.push(Sentence::new("messages-words-from").with("time", super::when(from, cx.now)));
    }
    if let Some(to) = query.to {
        parts.push(Sentence::new("messages-words-to").with("time", super::when(to, cx.now)));
    }
    parts
}

/// A time as one types it, of the machine's time zone: `2027-01-15 08:00`, or a day.
fn time(text: &str, zone: &TimeZone) -> Result<Option<Timestamp>, Sentence> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || Sentence::new("messages-time-wrong").with("text", text);
    let civil = match ValueType::DateTime.parse(text) {
        Ok(Value::DateTime(time)) => time,
        _ => text.parse::<jiff::civil::Date>().map_err(|_| wrong())?.at(0, 0, 0, 0),
    };
    civil.to_zoned(zone.clone()).map(|time| Some(time.timestamp())).map_err(|_| wrong())
}

pub(super) fn text_field(ui: &mut Ui, text: &mut String, name: &str, width: f32) -> egui::Response {
    let field = ui.add(egui::TextEdit::singleline(text).hint_text(name).desired_width(width));
    named(&field, name, text);
    field
}

pub(super) fn named(field: &egui::Response, name: &str, text: &str) {
    field.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, text, text, name);
        info.label = Some(name.to_owned());
        info
    });
}

fn combo(ui: &mut Ui, name: &str, shown: &str, width: f32, list: impl FnOnce(&mut Ui)) {
    let combo = egui::ComboBox::from_id_salt(name).selected_text(shown).width(width).show_ui(ui, list);
    combo.response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    combo.response.on_hover_text(name);
}

/// The query in words, and how far the search is.
pub fn status(ui: &mut Ui, cx: &Cx<'_>, feed: &super::feed::Feed) -> Option<Asked> {
    let mut asked = None;
    let mut fresh_wanted = false;
    let mut link = |ui: &mut Ui, key: &str, what: Asked| {
        if kit::quiet_link(ui, &cx.text(key)).clicked() {
            asked = Some(what);
        }
    };
    ui.horizontal_wrapped(|ui| {
        let parts = in_words(cx, feed.query());
        if !parts.is_empty() {
            let words: Vec<String> = parts.iter().map(|part| cx.say(part)).collect();
            let sentence = Sentence::new("messages-words").with("parts", words.join(", "));
            ui.add(egui::Label::new(theme::weak(ui, &cx.say(&sentence))).wrap());
            link(ui, "messages-clear", Asked::Clear);
        }
        let counted = feed.counted();
        let busy = feed.is_searching() || feed.is_counting();
        let key = match (feed.is_cancelled() || busy, counted.more) {
            (true, _) => "messages-found-yet",
            (false, true) => "messages-found-more",
            (false, false) => "messages-found",
        };
        let count = counted.count.max(feed.rows().len() as u64);
        if !busy || feed.looked_to().is_some() {
            ui.label(theme::weak(ui, &cx.say(&Sentence::new(key).with("count", count))));
        }
        if let (true, Some(at)) = (busy, feed.looked_to()) {
            let sentence = Sentence::new("messages-searching").with("message", at.to_string());
            ui.label(theme::weak(ui, &cx.say(&sentence)));
            link(ui, "messages-cancel", Asked::Cancel);
        }
        if feed.is_cancelled() {
            ui.label(theme::weak(ui, &cx.text("messages-cancelled")));
        }
        // on this line, so that the rows below stay where they are
        if let Some(fresh) = feed.fresh() {
            let key = if fresh.more { "messages-fresh-many" } else { "messages-fresh" };
            let text = cx.say(&Sentence::new(key).with("count", fresh.count));
            if kit::quiet_link(ui, &text).clicked() {
                fresh_wanted = true;
            }
        }
        if feed.is_cancelled() || feed.is_stale(cx.snapshot.generation) {
            link(ui, "messages-again", Asked::Again);
        }
    });
    if fresh_wanted { Some(Asked::Newest) } else { asked }
}

/// What is wanted of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Clear,
    Cancel,
    Again,
    /// Those that came meanwhile.
    Newest,
}
