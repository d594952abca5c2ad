//! The table of messages.

use egui::Ui;

use super::feed::Feed;
use crate::{
    console::{
        context::Cx,
        kit::{
            self,
            table::{Cell, Column, Output, Rows, Table, TableState},
        },
        theme,
    },
    engine::Outcome,
    message_box::MessageRow,
    model::{Addressing, MessageId, Source, properties},
    words::{Sentence, Words},
};

fn columns(cx: &Cx<'_>) -> Vec<Column> {
    vec![
        Column::new("message", cx.text("messages-column-id")).points(64.0).importance(10).unsortable(),
        Column::new("published", cx.text("messages-column-time")).points(76.0).importance(7).unsortable(),
        Column::new("outcome", cx.text("messages-outcome")).points(222.0).importance(9).unsortable(),
        Column::new("type", cx.text("messages-column-type")).rest().importance(6).unsortable(),
        Column::new("sent-as", cx.text("messages-column-sent-as")).points(150.0).importance(5).unsortable(),
        Column::new("properties", cx.text("messages-column-properties")).rest().importance(4).unsortable(),
        Column::new("size", cx.text("messages-column-size")).points(66.0).numeric().importance(2).unsortable(),
    ]
}

/// To whom a message went, in a word or two.
#[must_use]
pub fn sent_as(addressing: &Addressing) -> Sentence {
    match addressing {
        Addressing::To(target) => Sentence::new("messages-to").with("name", target.name()),
        Addressing::Published(Source::ReceiveLocation(name)) => Sentence::new("messages-by").with("name", name),
        Addressing::Published(Source::Orchestration { orchestration, .. }) => {
            Sentence::new("messages-by").with("name", orchestration)
        }
        Addressing::Published(Source::Response { request, .. }) => {
            Sentence::new("messages-response-to").with("message", request.to_string())
        }
        Addressing::Published(Source::Resubmitted(of)) => {
            Sentence::new("messages-resubmission-of").with("message", of.to_string())
        }
        Addressing::Published(Source::FailedMessage { message, .. }) => {
            Sentence::new("messages-error-of").with("message", message.to_string())
        }
        Addressing::Published(Source::Acknowledgement { message, .. }) => {
            Sentence::new("messages-acknowledgement-of").with("message", message.to_string())
        }
        Addressing::Published(Source::Properties) => Sentence::new("messages-published"),
    }
}

struct Listed<'a> {
    cx: &'a Cx<'a>,
    rows: &'a [MessageRow],
    pending: bool,
}

impl Rows for Listed<'_> {
    type Key = MessageId;
    fn len(&self) -> usize {
        self.rows.len()
    }
    fn key(&self, row: usize) -> Option<MessageId> {
        self.rows.get(row).map(|row| row.id)
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        let Some(row) = self.rows.get(row) else { return Cell::Loading };
        match column {
            0 => Cell::Text(row.id.to_string()),
            1 => Cell::Weak(super::when(row.published, self.cx.now)),
            2 => Cell::Outcomes(row.tally.parts().map(|(fate, count)| (Outcome::from(fate), count)).collect()),
            3 => Cell::Text(short_type(row.context.text(properties::MESSAGE_TYPE).unwrap_or_default())),
            4 => Cell::Text(self.cx.say(&sent_as(&row.addressing))),
            5 => Cell::Weak(in_short(row)),
            _ => Cell::Weak(size(self.cx.words, row.size)),
        }
    }
    fn find(&self, key: &MessageId) -> Option<usize> {
        // newest first
        self.rows.binary_search_by(|row| key.cmp(&row.id)).ok()
    }
    fn is_pending(&self) -> bool {
        self.pending
    }
}

/// The root first, by which one tells messages apart, then its namespace.
fn short_type(message_type: &str) -> String {
    match message_type.rsplit_once('#') {
        Some((namespace, root)) if !root.is_empty() => format!("{root} ({namespace})"),
        _ => message_type.to_owned(),
    }
}

/// The promoted properties on one line, those of one's own first; the type has its own column.
fn in_short(row: &MessageRow) -> String {
    let own = |name: &str| !name.starts_with("BTS.");
    let some = |wanted: bool| {
        row.context.0.iter().filter(move |(name, _)| *name != properties::MESSAGE_TYPE && own(name) == wanted)
    };
    some(true)
        .chain(some(false))
        .take(8)
        .map(|(name, value)| format!("{name} = {value}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Bytes, in the unit that needs few digits.
#[must_use]
pub fn size(words: &Words, bytes: u64) -> String {
    let (count, key) = match bytes {
        0..10_000 => (bytes, "messages-bytes"),
        10_000..10_000_000 => (bytes >> 10, "messages-kibibytes"),
        _ => (bytes >> 20, "messages-mebibytes"),
    };
    words.say(&Sentence::new(key).with("count", count))
}

pub fn table(
    ui: &mut Ui,
    cx: &Cx<'_>,
    feed: &Feed,
    state: &mut TableState<MessageId>,
    highlight: &str,
    focus: bool,
    menu: impl FnMut(&mut Ui, &kit::table::Selection<MessageId>),
) -> Output<MessageId> {
    let columns = columns(cx);
    let rows = Listed { cx, rows: feed.rows(), pending: feed.is_searching() };
    Table::new("messages", cx.text("node-messages"), &columns).highlight(highlight).take_focus(focus).show(
        ui,
        cx.words,
        &cx.layouts,
        state,
        &rows,
        menu,
    )
}

/// Which page it is, and the way to the others.
pub fn pages(ui: &mut Ui, cx: &Cx<'_>, feed: &mut Feed) {
    let (Some(first), Some(last)) = (feed.rows().first(), feed.rows().last()) else { return };
    let sentence = Sentence::new("messages-page").with("first", first.id.to_string()).with("last", last.id.to_string());
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::weak(ui, &cx.say(&sentence)));
        let (newer, older) = (feed.newer(), feed.older());
        let mut link = |key: &str, there: bool, go: fn(&mut Feed)| {
            if there && kit::quiet_link(ui, &cx.text(key)).clicked() {
                go(feed);
            }
        };
        link("messages-newest", newer, Feed::go_newest);
        link("messages-newer", newer, Feed::go_newer);
        link("messages-older", older, Feed::go_older);
        link("messages-oldest", older, Feed::go_oldest);
    });
}
