//! Every message with its service instances and what became of it. The MessageBox is asked in
//! the background; what is drawn are the pages that came back.

mod compare;
mod detail;
mod feed;
mod list;
mod pretty;
mod search;
mod timeline;
mod why;

use egui::{Role, Ui, WidgetInfo};
use jiff::{Timestamp, tz::TimeZone};

pub use feed::Want;

use self::{compare::Comparison, detail::Detail, feed::Feed, search::SearchForm};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{
            self,
            table::{Selection, TableState},
        },
        theme,
    },
    engine::{Query, Story},
    message_box::{MessageCount, MessagePage},
    model::{MessageId, Name},
    words::Sentence,
};

/// The time of day, with the day where that is another one than today.
#[must_use]
pub fn when(time: Timestamp, now: Timestamp) -> String {
    let zone = TimeZone::system();
    let (time, now) = (time.to_zoned(zone.clone()), now.to_zoned(zone));
    let form = if time.date() == now.date() { "%H:%M:%S" } else { "%Y-%m-%d %H:%M:%S" };
    time.strftime(form).to_string()
}

/// With the day, milliseconds and the time zone.
#[must_use]
pub fn when_exactly(time: Timestamp) -> String {
    time.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S%.3f %Z").to_string()
}

/// A message that is read in full.
#[derive(Default)]
struct Reading {
    id: Option<MessageId>,
    story: Option<Box<Story>>,
    /// The state of the engine of which it was asked.
    asked: Option<u64>,
    under_way: bool,
    /// There is no such message.
    missing: bool,
}

impl Reading {
    fn ask(&mut self, id: Option<MessageId>, generation: u64) -> Option<Query> {
        if self.id != id {
            *self = Self { id, ..Self::default() };
        } else if self.under_way || self.asked == Some(generation) {
            return None;
        }
        let id = id?;
        self.asked = Some(generation);
        self.under_way = true;
        Some(Query::Story(id))
    }
}

#[expect(clippy::struct_excessive_bools, reason = "what was asked for, each by itself")]
#[derive(Default)]
pub struct MessagesPanel {
    form: SearchForm,
    problem: Option<Sentence>,
    feed: Feed,
    begun: bool,
    table: TableState<MessageId>,
    detail: Detail,
    readings: [Reading; 2],
    comparison: Option<Comparison>,
    /// Where there is no room for both: the message instead of the list.
    opened: bool,
    /// The message that comes into sight once its page is there.
    reveal: Option<MessageId>,
    /// The first row comes into sight once it is there.
    top: bool,
    /// The newest one is chosen as soon as there is one.
    choose_newest: bool,
}

impl MessagesPanel {
    // ---- from elsewhere

    /// Shows a message, whatever is looked for at the moment.
    pub fn open(&mut self, id: MessageId) {
        self.choose(vec![id]);
        self.opened = true;
        self.choose_newest = false;
        if !self.feed.rows().iter().any(|row| row.id == id) {
            self.form.clear();
            self.begun = false;
            self.reveal = Some(id);
        }
        self.table.reveal(Some(&id));
    }

    /// Shows why a port did not get the message that is chosen, or else the newest one.
    pub fn why_not(&mut self, port: &Name) {
        self.detail.why.port = port.to_string();
        self.detail.show_why = true;
        self.opened = true;
        self.choose_newest = self.table.selection.len() != 1;
    }

    pub fn take_page(&mut self, page: MessagePage) {
        self.feed.take_page(page);
    }
    pub fn take_count(&mut self, count: MessageCount) {
        self.feed.take_count(count);
    }
    pub fn take_fresh(&mut self, count: MessageCount) {
        self.feed.take_fresh(count);
    }
    pub fn take_story(&mut self, index: usize, story: Option<Box<Story>>) {
        let reading = &mut self.readings[index];
        reading.under_way = false;
        reading.missing = story.is_none();
        reading.story = story;
    }
    pub fn failed(&mut self, want: Want) {
        self.feed.failed(want);
        if let Want::Story(index) = want {
            self.readings[index].under_way = false;
        }
    }

    // ---- asking

    fn choose(&mut self, ids: Vec<MessageId>) {
        self.table.selection = Selection::new(ids);
    }

    /// Asks for what is missing. Nothing is asked twice, and nothing that is shown goes before its
    /// successor is there.
    fn ask(&mut self, cx: &Cx<'_>) {
        match self.form.query(cx) {
            Ok(query) => {
                self.problem = None;
                if !self.begun || query != *self.feed.query() {
                    // what it was looking for is not wanted any more
                    for want in [Want::Page, Want::Count, Want::Fresh] {
                        cx.push(Task::GiveUp(want));
                    }
                    self.feed.search(query);
                    self.begun = true;
                    if let Some(id) = self.reveal.take() {
                        let last = cx.snapshot.reports.last().map_or(0, |report| report.message.id.0);
                        if last.saturating_sub(id.0) >= i64::try_from(feed::PAGE).unwrap_or(i64::MAX) || last < id.0 {
                            self.feed.go_to(id);
                        }
                    }
                }
            }
            Err(problem) => self.problem = Some(problem),
        }
        for (want, query) in self.feed.ask(cx.snapshot.generation) {
            cx.push(Task::AskMessages(want, query));
        }
        if self.choose_newest
            && let Some(first) = self.feed.rows().first().map(|row| row.id)
        {
            self.choose_newest = false;
            self.choose(vec![first]);
        }
        let chosen = self.table.selection.as_slice();
        let wanted = match chosen {
            [one] => [Some(*one), None],
            [one, other] => [Some(*one.min(other)), Some(*one.max(other))],
            _ => [None, None],
        };
        for (index, id) in wanted.into_iter().enumerate() {
            if let Some(query) = self.readings[index].ask(id, cx.snapshot.generation) {
                cx.push(Task::AskMessages(Want::Story(index), query));
            }
        }
    }

    // ---- drawing

    /// The list; where there is room for one thing only, the message that was opened.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, one_pane: bool, focus: bool) {
        self.ask(cx);
        if one_pane && self.opened && !self.table.selection.is_empty() {
            if kit::quiet_link(ui, &cx.text("messages-back")).clicked() {
                self.opened = false;
            }
            return self.chosen(ui, cx);
        }
        let title = ui.label(theme::heading(&cx.text("node-messages")));
        title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, cx.text("node-messages")));
        self.form.ui(ui, cx);
        if let Some(problem) = &self.problem {
            kit::Mark::Error.line(ui, &cx.say(problem));
        }
        match search::status(ui, cx, &self.feed) {
            Some(search::Asked::Clear) => self.form.clear(),
            Some(search::Asked::Again) => {
                self.form.anew();
                self.feed.search_again();
            }
            Some(search::Asked::Cancel) => {
                for want in self.feed.cancel() {
                    cx.push(Task::GiveUp(want));
                }
            }
            Some(search::Asked::Newest) => {
                self.feed.go_newest();
                self.top = true;
            }
            None => {}
        }
        if self.feed.rows().is_empty() {
            return self.empty(ui, cx);
        }
        if one_pane {
            self.open_chosen(ui, cx);
        }
        if self.feed.older() || self.feed.newer() {
            list::pages(ui, cx, &mut self.feed);
        }
        self.table(ui, cx, focus);
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>, focus: bool) {
        if self.top && !self.feed.is_searching() {
            self.top = false;
            let first = self.feed.rows().first().map(|row| row.id);
            self.table.reveal(first.as_ref());
        }
        let text = self.form.text().to_owned();
        let output = list::table(ui, cx, &self.feed, &mut self.table, &text, focus, |ui, chosen| {
            ui.set_min_width(220.0);
            if let [one] = chosen.as_slice()
                && ui.button(cx.text("messages-show")).clicked()
            {
                cx.push(Task::ShowMessage(*one));
                ui.close();
            }
        });
        if output.activated.is_some() {
            self.opened = true;
        }
        self.feed.stay(output.visible.start > 0);
    }

    /// What a double click does, for who does not know of it.
    fn open_chosen(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let sentence = match self.table.selection.as_slice() {
            [one] => Sentence::new("messages-show-one").with("message", one.to_string()),
            [one, other] => Sentence::new("messages-compare-title")
                .with("one", one.min(other).to_string())
                .with("other", one.max(other).to_string()),
            _ => return,
        };
        if kit::quiet_link(ui, &cx.say(&sentence)).clicked() {
            self.opened = true;
        }
    }

    fn empty(&self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.add_space(24.0);
        ui.vertical_centered(|ui| {
            let key = if self.feed.is_searching() {
                "messages-looking"
            } else if search::in_words(cx, self.feed.query()).is_empty() {
                "messages-none"
            } else {
                "messages-nothing-found"
            };
            ui.add(egui::Label::new(theme::weak(ui, &cx.text(key))).wrap());
        });
    }

    /// What is chosen: a message, or two side by side.
    pub fn chosen(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        match self.table.selection.len() {
            0 => hint(ui, cx, &Sentence::new("messages-choose")),
            1 | 2 => {}
            count => return hint(ui, cx, &Sentence::new("messages-many").with("count", count)),
        }
        let [one, other] = &self.readings;
        if self.readings.iter().any(|reading| reading.missing) {
            return hint(ui, cx, &Sentence::new("messages-missing-message"));
        }
        match (&one.story, &other.story) {
            (Some(one), None) if other.id.is_none() => self.detail.ui(ui, cx, one),
            (Some(one), Some(other)) => {
                let stories = [&**one, &**other];
                let known = self.comparison.as_ref().is_some_and(|known| known.is_of(stories, cx.snapshot.generation));
                if !known {
                    self.comparison = Some(Comparison::new(stories, cx.snapshot));
                }
                if let Some(comparison) = &self.comparison {
                    comparison.ui(ui, cx);
                }
            }
            _ => {}
        }
    }
}

fn hint(ui: &mut Ui, cx: &Cx<'_>, sentence: &Sentence) {
    ui.add_space(24.0);
    ui.vertical_centered(|ui| ui.add(egui::Label::new(theme::weak(ui, &cx.say(sentence))).wrap()));
}
