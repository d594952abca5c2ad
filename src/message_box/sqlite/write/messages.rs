//! New messages, and when they were published.

use std::sync::LazyLock;

use rusqlite::CachedStatement;
use smallvec::SmallVec;

use super::Step;
use crate::{
    message_box::{Write, sqlite::rows},
    model::{Addressing, Message},
};

/// So many messages are inserted by one statement where there are as many.
pub(super) const TOGETHER: usize = 16;

/// Larger bodies, in bytes, go one by one: `SQLite` copies what a statement is given.
const SMALL: usize = 16 << 10;

/// What fails undoes the whole step anyway: `SQLite` need not keep what the statement alone would undo.
fn insert_of(rows: usize) -> String {
    let row = |_| "(?, ?, ?, ?, ?, ?, ?, ?)";
    let rows: Vec<&str> = (0..rows).map(row).collect();
    format!(
        "INSERT OR FAIL INTO message (id, published, first, last, addressing, bound_to, context, body) VALUES {}",
        rows.join(", ")
    )
}

static INSERT_ONE: LazyLock<String> = LazyLock::new(|| insert_of(1));
static INSERT_TOGETHER: LazyLock<String> = LazyLock::new(|| insert_of(TOGETHER));

/// New messages by their ids, with the instances that come with them: the first and the last one.
#[derive(Default)]
pub(super) struct NewMessages(Vec<(i64, Option<(i64, i64)>)>);

impl NewMessages {
    pub(super) fn add(&mut self, ids: impl Iterator<Item = i64>) {
        self.0.extend(ids.map(|id| (id, None)));
        if !self.0.is_sorted_by_key(|(id, _)| *id) {
            self.0.sort_by_key(|(id, _)| *id);
        }
    }

    fn place(&self, id: i64) -> Option<usize> {
        // ids mostly follow one another
        let ahead = usize::try_from(id.checked_sub(self.0.first()?.0)?).ok()?;
        if self.0.get(ahead).is_some_and(|(there, _)| *there == id) {
            return Some(ahead);
        }
        self.0.binary_search_by_key(&id, |(there, _)| *there).ok()
    }

    pub(super) fn has(&self, id: i64) -> bool {
        self.place(id).is_some()
    }

    /// The first and the last instance that comes with it.
    pub(super) fn copies(&self, id: i64) -> Option<(i64, i64)> {
        self.0[self.place(id)?].1
    }

    /// To change them.
    pub(super) fn copies_mut(&mut self, id: i64) -> Option<&mut Option<(i64, i64)>> {
        self.place(id).map(|at| &mut self.0[at].1)
    }
}

impl Step<'_> {
    pub(super) fn message(&mut self, message: &Message) -> rusqlite::Result<()> {
        let mut insert = self.store().prepare_cached(&INSERT_ONE)?;
        self.bind(&mut insert, 0, message)?;
        insert.raw_execute().map(drop)
    }

    /// If so many small messages stand at the beginning, all of them by one statement; or else nothing.
    pub(super) fn insert_together(&mut self, writes: &[Write]) -> rusqlite::Result<bool> {
        let messages = writes.iter().take(TOGETHER).map_while(|it| match it {
            Write::Message(message) if message.body.len() <= SMALL => Some(&**message),
            _ => None,
        });
        let messages: SmallVec<[&Message; TOGETHER]> = messages.collect();
        if messages.len() < TOGETHER {
            return Ok(false);
        }
        let mut insert = match self.insert_messages.take() {
            Some(insert) => insert,
            None => self.store().prepare_cached(&INSERT_TOGETHER)?,
        };
        for (row, message) in messages.iter().enumerate() {
            self.bind(&mut insert, row, message)?;
        }
        insert.raw_execute()?;
        self.insert_messages = Some(insert);
        Ok(true)
    }

    fn bind(&mut self, insert: &mut CachedStatement<'_>, row: usize, message: &Message) -> rusqlite::Result<()> {
        let (id, published) = (message.id.0, rows::micros(message.published));
        match self.published.last_mut() {
            Some((time, of)) if *time == published && *of.end() == id - 1 => *of = *of.start()..=id,
            _ => self.published.push((published, id..=id)),
        }
        let copies = self.messages.copies(id);
        let addressing = (message.addressing != Addressing::default()).then(|| rows::json(&message.addressing));
        let first = row * 8 + 1;
        insert.raw_bind_parameter(first, id)?;
        insert.raw_bind_parameter(first + 1, published)?;
        insert.raw_bind_parameter(first + 2, copies.map(|(first, _)| first))?;
        insert.raw_bind_parameter(first + 3, copies.map(|(_, last)| last))?;
        insert.raw_bind_parameter(first + 4, addressing.transpose()?)?;
        insert.raw_bind_parameter(first + 5, message.bound_to.as_ref().map(rows::json).transpose()?)?;
        insert.raw_bind_parameter(first + 6, rows::json_in(&mut self.json, &message.context)?)?;
        insert.raw_bind_parameter(first + 7, &*message.body)
    }

    /// When the new ones were published, once for all that were published together.
    pub(super) fn tell_published(&self) -> rusqlite::Result<()> {
        let mut tell = self.store().prepare_cached("INSERT INTO published (time, first, last) VALUES (?1, ?2, ?3)")?;
        for (time, of) in &self.published {
            tell.execute([time, of.start(), of.end()])?;
        }
        Ok(())
    }
}
