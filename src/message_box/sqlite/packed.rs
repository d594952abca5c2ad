//! Copies that go their ordinary way, packed: 64 of them in one row.
//!
//! Nearly every copy of a message is ready to run, taken and completed, and nobody ever asks for it but by its
//! message or its port. A row of its own, with an entry in each index and written over at each step, would be
//! most of what a message costs. So instances stand in two places:
//!
//! - **`packed`**, a row for each 64 ids in a row: of each copy its message, its way (see [`super::ways`]), its
//!   state and times, as JSON of whole numbers. One step of one message writes one such row, and so does one step
//!   of 64. A copy stands here while it is [ordinary](is_ordinary) and has never been anything else.
//! - **`apart`**, a row for each instance with all that can be said of it, and the indexes of the suspended queue,
//!   of orders and of what is due. What is suspended, retried, scheduled, in an order, or comes late to its
//!   message moves there within the transaction that makes it so, and stays.
//!
//! Instances are numbered in the order of their messages, and what is not (`late`) is never packed; so packed
//! copies are in the order of messages too. Three small tables lead to blocks, each with one entry for all of a
//! block that is alike: `place` by port, `place_via` by group, `work` by host and priority. The last one has at
//! least every block in which something is ready to run or Active; an entry of a block that is full goes with the
//! last such copy.
//!
//! The last row of `packed` is no block, see [`super::pending`].
//!
//! Whoever wants both places reads the view `instance`, where packed copies are unpacked by `SQLite` itself, or
//! goes through [`Walk`], which is several times quicker. Everything is written where it belongs within the
//! transaction; nothing has to be caught up with afterwards, when the store is opened again or when it is read.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    json::{list, numbers, push, text},
    rows::{self, At},
};
use crate::{
    message_box::{Arrival, Instance},
    model::{InstanceId, MessageId},
    rules::{instances::InstanceState, send_cycle::TransportOf},
};

/// How many ids share a row, as a power of two. So many fit into a page.
pub(super) const BLOCK: u32 = 6;

/// States as they are written.
pub(super) const READY: i64 = 0;
pub(super) const ACTIVE: i64 = 2;
pub(super) const COMPLETED: i64 = 6;

/// How many blocks are kept in memory: some 4 MiB.
const MOST: usize = 512;

/// A copy as it is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Copied {
    pub(super) id: i64,
    pub(super) message: i64,
    pub(super) way: i64,
    pub(super) state: i64,
    pub(super) created: i64,
    pub(super) changed: i64,
    /// 0: no host instance has had it.
    pub(super) server: i64,
    pub(super) attempts: i64,
    /// Its number among what arrived at its port; 0 if that stands elsewhere or it did not.
    pub(super) arrival: i64,
}

impl Copied {
    pub(super) fn is_live(&self) -> bool {
        self.state != COMPLETED
    }

    pub(super) fn instance(&self, at: At<'_>) -> rusqlite::Result<Instance> {
        self.instance_on(&*at.packed.ways.get(at, self.way)?, at)
    }

    /// Likewise; `way`: its way.
    pub(super) fn instance_on(&self, way: &super::ways::Known, at: At<'_>) -> rusqlite::Result<Instance> {
        let attempts = u32::try_from(self.attempts).map_err(|_| rows::strange(0, &self.attempts.to_string()))?;
        Ok(Instance {
            id: InstanceId(self.id),
            message: MessageId(self.message),
            port: Some(way.of.port.clone()),
            via: way.of.via.clone(),
            matched: way.of.matched.clone(),
            ruling: way.of.ruling,
            host: way.of.host.clone(),
            state: match self.state {
                READY => InstanceState::ReadyToRun,
                ACTIVE => InstanceState::Active,
                _ => InstanceState::Completed,
            },
            cause: None,
            adapter: way.of.adapter.as_ref().to_owned(),
            address: way.of.address.as_ref().to_owned(),
            priority: way.of.priority,
            attempts,
            created: time(self.created)?,
            changed: time(self.changed)?,
            due: None,
            on: TransportOf::Primary,
            tries: attempts,
            server: if self.server == 0 { None } else { Some(at.names.name(at.store, self.server)?) },
            pending: None,
            service: InstanceId(self.id),
            lane: None,
            blocks: false,
        })
    }

    /// Its arrival, of which it tells; `of`: its way.
    pub(super) fn arrived(&self, of: &super::ways::Words) -> rusqlite::Result<Arrival> {
        Ok(Arrival {
            id: self.arrival,
            port: of.port.clone(),
            address: of.address.as_ref().to_owned(),
            message: MessageId(self.message),
            instance: InstanceId(self.id),
            time: time(self.changed)?,
        })
    }
}

fn time(micros: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|_| rows::strange(0, &micros.to_string()))
}

/// Whether it can be packed.
pub(super) fn is_ordinary(instance: &Instance) -> bool {
    matches!(instance.state, InstanceState::ReadyToRun | InstanceState::Active | InstanceState::Completed)
        && instance.cause.is_none()
        && instance.due.is_none()
        && instance.pending.is_none()
        && instance.lane.is_none()
        && !instance.blocks
        && instance.service == instance.id
        && instance.on == TransportOf::Primary
        && instance.tries == instance.attempts
        && instance.port.is_some()
}

/// A row of `packed`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// By their ids. What is missing has a row of its own, or never was.
    pub(super) copies: Vec<Copied>,
    /// The rows of events that may tell of their messages, in their order.
    pub(super) events: Vec<i64>,
    /// It has a row.
    pub(super) stored: bool,
}

/// The columns of a block.
const COLUMNS: &str = "id, message, time, copies, events";

impl Block {
    pub(super) fn find(&self, id: i64) -> Option<&Copied> {
        self.place(id).ok().map(|at| &self.copies[at])
    }

    /// Where it stands, or would stand.
    fn place(&self, id: i64) -> Result<usize, usize> {
        // mostly none is missing
        let at = (id & ((1 << BLOCK) - 1)) as usize;
        match self.copies.get(at) {
            Some(copy) if copy.id == id => Ok(at),
            _ => self.copies.binary_search_by_key(&id, |copy| copy.id),
        }
    }

    /// Puts a copy in its place, or what it has become.
    pub(super) fn put(&mut self, copy: Copied) {
        match self.place(copy.id) {
            Ok(at) => self.copies[at] = copy,
            Err(at) => self.copies.insert(at, copy),
        }
    }

    pub(super) fn remove(&mut self, id: i64) {
        self.copies.retain(|copy| copy.id != id);
    }

    /// The columns [`COLUMNS`].
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let number: i64 = row.get(0)?;
        let (message, time): (i64, i64) = (row.get(1)?, row.get(2)?);
        let text = row.get_ref(3)?.as_str()?;
        let packed: Vec<[i64; 9]> = serde_json::from_str(text).map_err(|_| rows::strange(3, text))?;
        let mut copies: Vec<Copied> = Vec::with_capacity(1 << BLOCK);
        for [place, of, way, state, created, changed, server, attempts, arrival] in packed {
            let id = (number << BLOCK) + place;
            let known = matches!(state, READY | ACTIVE | COMPLETED) && (0..1 << BLOCK).contains(&place);
            if !known || copies.last().is_some_and(|last| last.id >= id) {
                return Err(rows::strange(3, text));
            }
            let created = time.wrapping_add(created);
            let (message, changed) = (message.wrapping_add(of), created.wrapping_add(changed));
            copies.push(Copied { id, message, way, state, created, changed, server, attempts, arrival });
        }
        let text = row.get_ref(4)?.as_str()?;
        let mut events: Vec<i64> = serde_json::from_str(text).map_err(|_| rows::strange(4, text))?;
        let mut last = 0i64;
        for event in &mut events {
            last = last.wrapping_add(*event);
            *event = last;
        }
        Ok(Self { copies, events, stored: true })
    }

    pub(super) fn write(&self, store: &Connection, number: i64) -> rusqlite::Result<()> {
        let first = self.copies.first();
        let (message, time) = (first.map_or(0, |copy| copy.message), first.map_or(0, |copy| copy.created));
        let mut copies = Vec::with_capacity(self.copies.len() * 40 + 2);
        list(&mut copies, &self.copies, |json, copy| {
            let of = [
                copy.id - (number << BLOCK),
                copy.message - message,
                copy.way,
                copy.state,
                copy.created - time,
                copy.changed - copy.created,
                copy.server,
                copy.attempts,
                copy.arrival,
            ];
            numbers(json, of);
        });
        let mut events = Vec::with_capacity(self.events.len() * 4 + 12);
        let mut last = 0;
        list(&mut events, &self.events, |json, event| push(json, event - std::mem::replace(&mut last, *event)));
        let (copies, events) = (text(&copies)?, text(&events)?);
        let sql = if self.stored {
            "UPDATE packed SET message = ?2, time = ?3, copies = ?4, events = ?5 WHERE id = ?1"
        } else {
            "INSERT INTO packed (id, message, time, copies, events) VALUES (?1, ?2, ?3, ?4, ?5)"
        };
        store.prepare_cached(sql)?.execute(params![number, message, time, copies, events]).map(drop)
    }
}

/// What is known of packed copies without looking.
#[derive(Default)]
pub(super) struct Packed {
    pub(super) ways: super::ways::Ways,
    blocks: RefCell<HashMap<i64, Option<Arc<Block>>, foldhash::fast::FixedState>>,
}

impl Packed {
    /// What a transaction that fails has added, or somebody else may have changed.
    pub(super) fn forget(&self) {
        self.ways.forget();
        self.blocks.borrow_mut().clear();
    }

    /// A block, if there is one.
    pub(super) fn block(&self, store: &Connection, number: i64) -> rusqlite::Result<Option<Arc<Block>>> {
        if let Some(known) = self.blocks.borrow().get(&number) {
            return Ok(known.clone());
        }
        let found = read(store, number)?.map(Arc::new);
        self.know(number, found.clone());
        Ok(found)
    }

    /// Likewise, on a walk through many of them, of which none is kept.
    fn passing(&self, store: &Connection, number: i64) -> rusqlite::Result<Option<Arc<Block>>> {
        if let Some(known) = self.blocks.borrow().get(&number) {
            return Ok(known.clone());
        }
        Ok(read(store, number)?.map(Arc::new))
    }

    /// What it is from now on.
    pub(super) fn know(&self, number: i64, block: Option<Arc<Block>>) {
        let known = &mut self.blocks.borrow_mut();
        if known.len() >= MOST && !known.contains_key(&number) {
            known.clear();
        }
        known.insert(number, block);
    }

    pub(super) fn find(&self, store: &Connection, id: i64) -> rusqlite::Result<Option<Copied>> {
        Ok(self.block(store, id >> BLOCK)?.and_then(|block| block.find(id).copied()))
    }
}

fn read(store: &Connection, number: i64) -> rusqlite::Result<Option<Block>> {
    store
        .prepare_cached(&format!("SELECT {COLUMNS} FROM packed WHERE id = ?1"))?
        .query_row([number], Block::read)
        .optional()
}

/// The youngest packed copy, if it is younger than this id.
pub(super) fn last(at: At<'_>, after: i64) -> rusqlite::Result<Option<Copied>> {
    Walk::new(Through::All, true).between(after.saturating_add(1), i64::MAX).next(at)
}

/// Which blocks are walked through.
#[derive(Clone, Debug)]
pub(super) enum Through {
    All,
    /// Those with something for a port.
    Port(i64),
    /// Likewise by way of a group.
    Via(i64),
    /// These, in ascending order.
    These(Vec<i64>),
}

impl Through {
    /// Those with something that is ready to run or Active, and some others.
    pub(super) fn live(store: &Connection) -> rusqlite::Result<Self> {
        Ok(Self::These(super::all(store, "SELECT DISTINCT block FROM work ORDER BY block", [], |row| row.get(0))?))
    }
}

/// Goes through packed copies in the order of their ids, or backwards.
pub(super) struct Walk {
    through: Through,
    down: bool,
    /// The ids between which they are, both included.
    from: i64,
    to: i64,
    block: Option<Arc<Block>>,
    /// Of the block, the next one: how many are before it in the order of the walk.
    at: usize,
    /// The block that was the last one.
    last: Option<i64>,
}

impl Walk {
    pub(super) fn new(through: Through, down: bool) -> Self {
        Self { through, down, from: i64::MIN, to: i64::MAX, block: None, at: 0, last: None }
    }

    /// Only these ids.
    pub(super) fn between(mut self, from: i64, to: i64) -> Self {
        (self.from, self.to) = (self.from.max(from), self.to.min(to));
        self
    }

    pub(super) fn next(&mut self, at: At<'_>) -> rusqlite::Result<Option<Copied>> {
        loop {
            if let Some(block) = &self.block {
                while self.at < block.copies.len() {
                    let place = if self.down { block.copies.len() - 1 - self.at } else { self.at };
                    self.at += 1;
                    let copy = block.copies[place];
                    if (self.from..=self.to).contains(&copy.id) {
                        return Ok(Some(copy));
                    }
                }
            }
            if !self.next_block(at)? {
                return Ok(None);
            }
        }
    }

    /// The whole next block, for those who need not look at each copy.
    fn next_block(&mut self, at: At<'_>) -> rusqlite::Result<bool> {
        if self.from > self.to {
            return Ok(false);
        }
        // the blocks that are left, both included
        let (mut low, mut high) = (self.from >> BLOCK, self.to >> BLOCK);
        match self.last {
            Some(last) if self.down => high = last - 1,
            Some(last) => low = last + 1,
            None => {}
        }
        if low > high {
            return Ok(false);
        }
        let Some(number) = self.through.next(at.store, low, high, self.down)? else { return Ok(false) };
        self.last = Some(number);
        // on a long walk none is kept
        let few = self.to.checked_sub(self.from).is_some_and(|ids| ids <= 4 << BLOCK);
        self.block = if few { at.packed.block(at.store, number) } else { at.packed.passing(at.store, number) }?;
        self.at = 0;
        Ok(true)
    }
}

impl Through {
    /// The first block between two, both included; or the last one.
    fn next(&self, store: &Connection, low: i64, high: i64, down: bool) -> rusqlite::Result<Option<i64>> {
        let (which, table, column, of) = match self {
            Self::All => ("true", "packed", "id", 0),
            Self::Port(port) => ("port = ?3", "place", "block", *port),
            Self::Via(via) => ("via = ?3", "place_via", "block", *via),
            Self::These(blocks) => {
                let found = if down {
                    blocks[..blocks.partition_point(|block| *block <= high)].last().filter(|block| **block >= low)
                } else {
                    blocks[blocks.partition_point(|block| *block < low)..].first().filter(|block| **block <= high)
                };
                return Ok(found.copied());
            }
        };
        let direction = if down { "DESC" } else { "ASC" };
        let sql = format!(
            "SELECT {column} FROM {table} WHERE {which} AND {column} BETWEEN ?1 AND ?2
             ORDER BY {column} {direction} LIMIT 1"
        );
        let mut statement = store.prepare_cached(&sql)?;
        match self {
            Self::All => statement.query_row(params![low, high], |row| row.get(0)).optional(),
            _ => statement.query_row(params![low, high, of], |row| row.get(0)).optional(),
        }
    }
}
