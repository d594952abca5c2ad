//! New messages, and when they were published.

use std::sync::LazyLock;

use rusqlite::{CachedStatement, params};
use smallvec::SmallVec;

use super::Step;
use crate::{
    message_box::{
        Write,
        sqlite::{json, limit_to, rows},
    },
    model::{Addressing, Message},
};

/// So many messages are inserted by one statement where there are as many.
pub(super) const TOGETHER: usize = 16;

/// Bodies that are not larger, in bytes, stand together in one row. Larger ones fill pages by themselves, and whoever
/// reads one would read the others.
const PART: usize = 4 << 10;

/// Of each message its id, copies, addressing, what it is bound to, context.
const OF_EACH: usize = 6;

const COLUMNS: &str = "published, id, first, last, addressing, bound_to, context, body";

/// The time is the first parameter. What fails undoes the whole step anyway: `SQLite` need not keep what the statement
/// alone would undo.
static INSERT_ONE: LazyLock<String> =
    LazyLock::new(|| format!("INSERT OR FAIL INTO message ({COLUMNS}) VALUES (?1, ?, ?, ?, ?, ?, ?, ?)"));

/// Likewise; the second parameter is the row with their bodies, and where each body stands follows each.
static INSERT_TOGETHER: LazyLock<String> = LazyLock::new(|| {
    let rows = ["(?1, ?, ?, ?, ?, ?, ?, '', ?2, ?, ?)"; TOGETHER].join(", ");
    // so that those of each row are counted from here
    let rows = rows.replacen("(?1, ?,", "(?1, ?3,", 1);
    format!("INSERT OR FAIL INTO message ({COLUMNS}, part_of, part_from, part_length) VALUES {rows}")
});

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
        insert.raw_bind_parameter(1, rows::micros(message.published))?;
        self.bind(&mut insert, 2, message)?;
        insert.raw_bind_parameter(2 + OF_EACH, &*message.body)?;
        insert.raw_execute().map(drop)
    }

    /// If so many small messages of one time stand at the beginning, all of them by one statement; or else nothing.
    pub(super) fn insert_together(&mut self, writes: &[Write]) -> rusqlite::Result<bool> {
        let Some(Write::Message(first)) = writes.first() else { return Ok(false) };
        let messages = writes.iter().take(TOGETHER).map_while(|it| match it {
            Write::Message(it) if it.body.len() <= PART && it.published == first.published => Some(&**it),
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
        insert.raw_bind_parameter(1, rows::micros(first.published))?;
        self.bodies.clear();
        for (row, message) in messages.iter().enumerate() {
            let at = 3 + row * (OF_EACH + 2);
            self.bind(&mut insert, at, message)?;
            insert.raw_bind_parameter(at + OF_EACH, limit_to(self.bodies.len() as u64))?;
            insert.raw_bind_parameter(at + OF_EACH + 1, limit_to(message.body.len() as u64))?;
            self.bodies.extend_from_slice(message.body.as_bytes());
        }
        // of nothing `SQLite` makes no text
        let bodies = (!self.bodies.is_empty()).then_some(first.id.0);
        insert.raw_bind_parameter(2, bodies)?;
        if bodies.is_some() {
            let mut put = self.store().prepare_cached("INSERT OR FAIL INTO bodies (id, text) VALUES (?1, ?2)")?;
            put.execute(params![bodies, self.bodies])?;
        }
        insert.raw_execute()?;
        self.insert_messages = Some(insert);
        Ok(true)
    }

    /// What stands with each message, from this parameter on.
    fn bind(&mut self, insert: &mut CachedStatement<'_>, at: usize, message: &Message) -> rusqlite::Result<()> {
        let (id, published) = (message.id.0, rows::micros(message.published));
        match self.published.last_mut() {
            Some((time, of)) if *time == published && *of.end() == id - 1 => *of = *of.start()..=id,
            _ => self.published.push((published, id..=id)),
        }
        let copies = self.messages.copies(id);
        let addressing = (message.addressing != Addressing::default()).then(|| rows::json(&message.addressing));
        insert.raw_bind_parameter(at, id)?;
        insert.raw_bind_parameter(at + 1, copies.map(|(first, _)| first))?;
        insert.raw_bind_parameter(at + 2, copies.map(|(_, last)| last))?;
        insert.raw_bind_parameter(at + 3, addressing.transpose()?)?;
        insert.raw_bind_parameter(at + 4, message.bound_to.as_ref().map(rows::json).transpose()?)?;
        insert.raw_bind_parameter(at + 5, json::context(&mut self.json, &message.context)?)
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
