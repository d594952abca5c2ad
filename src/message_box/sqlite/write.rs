//! One transaction: what it changes, and what is counted once for all of it.

mod blocks;
mod messages;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::RangeInclusive,
    sync::Arc,
};

use jiff::Timestamp;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::{
    audit, in_hand, limit_to,
    names::{Kind, Names},
    outgoing,
    packed::{self, ACTIVE, BLOCK, Block, Copied},
    pending::{self, Pending},
    rename,
    rows::{self, At},
    tally::{Place, Tallies},
};
use crate::{
    message_box::{Arrival, Cause, Instance, Taken, Write},
    model::{InstanceId, MessageId, Name},
    rules::{instances::InstanceState, outcome::Cell},
};
use blocks::place_of;
use messages::NewMessages;

/// How many messages share a row of the index from messages to events, as a power of two. It has what the blocks
/// of packed copies do not have.
pub(super) const EVENT_BLOCK: u32 = 4;

/// What is known of a store without looking: the ends of its tables, and what is in hand.
#[derive(Default)]
pub(super) struct Known {
    pub(super) ends: Ends,
    pub(super) in_hand: in_hand::InHand,
    /// What the row of counts has.
    pending: Pending,
}

/// The last ids and times.
#[derive(Clone, Copy, Default)]
pub(super) struct Ends {
    message: i64,
    instance: i64,
    /// Of the youngest instance, unless `time_went_back`.
    created: i64,
    time_went_back: bool,
}

/// What is remembered, when it happened first.
pub(super) const TIME_WENT_BACK: &str = "time went back";

impl Known {
    pub(super) fn read(at: At<'_>) -> rusqlite::Result<Self> {
        let store = at.store;
        let mut ends = store.query_row(
            "SELECT coalesce((SELECT max(id) FROM message), 0), coalesce((SELECT max(id) FROM apart), 0),
                    coalesce((SELECT created FROM apart ORDER BY id DESC LIMIT 1), -9223372036854775808),
                    EXISTS (SELECT 1 FROM setting WHERE name = ?1)",
            [TIME_WENT_BACK],
            |row| {
                Ok(Ends {
                    message: row.get(0)?,
                    instance: row.get(1)?,
                    created: row.get(2)?,
                    time_went_back: row.get(3)?,
                })
            },
        )?;
        if let Some(last) = packed::last(at, ends.instance)? {
            (ends.instance, ends.created) = (last.id, last.created);
        }
        Ok(Self { ends, in_hand: in_hand::InHand::read(store)?, pending: Pending::read(store)? })
    }
}

/// A transaction that is under way.
pub(super) struct Step<'a> {
    at: At<'a>,
    known: &'a Known,
    ends: Ends,
    /// The messages that it adds.
    messages: NewMessages,
    /// Those that it adds and that follow one another, with the time at which they were published, in microseconds.
    published: Vec<(i64, RangeInclusive<i64>)>,
    /// The instances with a row of their own that it writes, so that what refers to them need not look for them.
    written: HashSet<i64>,
    /// A message that was there before, and was looked for already.
    there: Option<i64>,
    /// The blocks of packed copies that it changes, as they are then.
    blocks: BTreeMap<i64, Block>,
    /// In which of them a copy of a message is, and the last one that was put there.
    block_of: HashMap<i64, i64, foldhash::fast::FixedState>,
    last_of: Option<(i64, i64)>,
    /// The server that was looked for last.
    server: Option<(Name, i64)>,
    /// What leads to blocks from now on: by port, by group, by host and priority.
    places: BTreeSet<(i64, i64)>,
    places_via: BTreeSet<(i64, i64)>,
    work: BTreeSet<(i64, i64, i64)>,
    tallies: Tallies,
    pending: Pending,
    in_hand: in_hand::Changes,
    /// Kept at hand for the messages of a batch.
    insert_messages: Option<CachedStatement<'a>>,
    /// Room for what is written as JSON, and for bodies that share a row.
    json: Vec<u8>,
    bodies: Vec<u8>,
}

/// What is kept of a transaction once it is made.
pub(super) struct Made {
    ends: Ends,
    blocks: BTreeMap<i64, Block>,
    pending: Pending,
    in_hand: in_hand::Changes,
}

impl Known {
    pub(super) fn keep(&mut self, made: Made, packed: &packed::Packed) {
        self.ends = made.ends;
        self.pending = made.pending;
        self.in_hand.keep(made.in_hand);
        for (number, block) in made.blocks {
            packed.know(number, Some(Arc::new(block)));
        }
    }
}

fn broken(what: &str) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(what.into())
}

impl<'a> Step<'a> {
    pub(super) fn new(at: At<'a>, known: &'a Known) -> Self {
        Self {
            at,
            known,
            ends: known.ends,
            messages: NewMessages::default(),
            published: Vec::new(),
            written: HashSet::new(),
            there: None,
            blocks: BTreeMap::new(),
            block_of: HashMap::default(),
            last_of: None,
            server: None,
            places: BTreeSet::new(),
            places_via: BTreeSet::new(),
            work: BTreeSet::new(),
            tallies: Tallies::default(),
            pending: known.pending.clone(),
            in_hand: in_hand::Changes::default(),
            insert_messages: None,
            json: Vec::new(),
            bodies: Vec::new(),
        }
    }

    fn store(&self) -> &'a Connection {
        self.at.store
    }

    fn names(&self) -> &'a Names {
        self.at.names
    }

    pub(super) fn apply(&mut self, writes: &[Write]) -> rusqlite::Result<()> {
        self.look_ahead(writes);
        let mut left = writes;
        while let [first, rest @ ..] = left {
            if self.insert_together(left)? {
                left = &left[messages::TOGETHER..];
            } else {
                self.write(first)?;
                left = rest;
            }
        }
        Ok(())
    }

    /// What came of it, written once for all.
    pub(super) fn finish(mut self) -> rusqlite::Result<Made> {
        self.tell_published()?;
        self.tallies.write(self.store(), &mut self.pending)?;
        if self.ends.time_went_back && !self.known.ends.time_went_back {
            self.store().execute("INSERT INTO setting (name, value) VALUES (?1, 'true')", [TIME_WENT_BACK])?;
        }
        self.write_blocks()?;
        self.in_hand.write(self.store(), &self.known.in_hand)?;
        self.pending.write(self.store(), &self.known.pending)?;
        Ok(Made { ends: self.ends, blocks: self.blocks, pending: self.pending, in_hand: self.in_hand })
    }

    /// Which instances come with which message: that stands in its row, so that no index has to say it.
    fn look_ahead(&mut self, writes: &[Write]) {
        self.messages.add(writes.iter().filter_map(|write| match write {
            Write::Message(message) => Some(message.id.0),
            _ => None,
        }));
        let (mut last, mut of) = (self.ends.instance, self.ends.message);
        for write in writes {
            let Write::Instance(instance) = write else { continue };
            if instance.id.0 <= last || instance.message.0 < of {
                continue;
            }
            if let Some(copies) = self.messages.copies_mut(instance.message.0) {
                (last, of) = (instance.id.0, instance.message.0);
                *copies = Some((copies.map_or(last, |(first, _)| first), last));
            }
        }
    }

    fn write(&mut self, write: &Write) -> rusqlite::Result<()> {
        match write {
            Write::Message(message) => self.message(message),
            Write::Instance(instance) => self.instance(instance),
            Write::Arrival(arrival) => self.arrival(arrival),
            Write::Outgoing(outgoing) => outgoing::insert(self.store(), outgoing),
            Write::OutgoingGone(instance) => outgoing::remove(self.store(), *instance),
            Write::Exercised { cell, count, message, time } => {
                self.exercise(*cell, *count, *message, *time);
                Ok(())
            }
            Write::Events { time, json, about } => self.events(*time, json, about),
            Write::Audit { entry, changes } => audit::write(self.store(), entry, changes),
            Write::AuditUndone { id, by } => audit::mark(self.store(), *id, *by),
            Write::RenamePort { from, to } => self.rename(Kind::Port, from, to),
            Write::RenameGroup { from, to } => self.rename(Kind::Group, from, to),
            Write::RenameHost { from, to } => self.rename(Kind::Host, from, to),
            Write::Setting { name, value } => {
                let mut put = self.store().prepare_cached(
                    "INSERT INTO setting (name, value) VALUES (?1, ?2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )?;
                put.execute(params![name, value]).map(drop)
            }
        }
    }

    fn rename(&mut self, kind: Kind, from: &Name, to: &Name) -> rusqlite::Result<()> {
        // what was counted goes by numbers that may be no more afterwards
        self.tallies.write(self.store(), &mut self.pending)?;
        self.pending.settle(self.store())?;
        self.write_blocks()?;
        rename::rename(self.at, kind, from, to, &mut |number, id| {
            let block = self.changing(id >> BLOCK)?;
            let Some(copy) = block.find(id).copied() else { return Ok(()) };
            block.put(Copied { arrival: 0, ..copy });
            self.arrival_apart(number, &copy)
        })?;
        self.write_blocks()?;
        self.names().forget();
        self.at.packed.ways.forget();
        self.server = None;
        Ok(())
    }

    fn exercise(&mut self, cell: Cell, count: u64, message: MessageId, time: Timestamp) {
        self.pending.exercise(cell.as_str(), limit_to(count), message, time);
    }

    /// A new one, or the new contents of one that is there.
    fn instance(&mut self, instance: &Instance) -> rusqlite::Result<()> {
        let id = instance.id.0;
        if id > self.ends.instance {
            return self.new_instance(instance);
        }
        if let Some(copy) = self.packed(id)? {
            return self.change_packed(instance, copy);
        }
        let numbers = Numbers::of(self.at, instance)?;
        let Some(before) = Before::read(self.store(), instance.id)? else {
            let late = self.comes_late(instance)?;
            self.ends_with(instance, late);
            return self.insert(instance, &numbers, late);
        };
        let place = numbers.place(instance);
        self.change(instance, &numbers, &before)?;
        self.tallies.add(&before.place, -1);
        self.in_hand.moved(id, before.place.state, place.state);
        self.tallies.add(&place, 1);
        self.written.insert(id);
        Ok(())
    }

    fn new_instance(&mut self, instance: &Instance) -> rusqlite::Result<()> {
        let late = self.comes_late(instance)?;
        self.ends_with(instance, late);
        if late || !packed::is_ordinary(instance) {
            let numbers = Numbers::of(self.at, instance)?;
            return self.insert(instance, &numbers, late);
        }
        let way = self.at.packed.ways.number(self.at, instance)?;
        let server = self.server(instance.server.as_ref())?;
        let copy = Copied {
            id: instance.id.0,
            message: instance.message.0,
            way: way.number,
            state: rows::state(instance.state),
            created: rows::micros(instance.created),
            changed: rows::micros(instance.changed),
            server,
            attempts: instance.attempts.into(),
            arrival: 0,
        };
        let number = copy.id >> BLOCK;
        let block = self.changing(number)?;
        let alike = block.copies.iter().rev().any(|it| it.way == copy.way);
        block.put(copy);
        if !alike {
            self.leads_to(&way.way, number);
        }
        self.is_in(copy.message, number);
        self.tallies.add(&place_of(&copy, &way.way), 1);
        Ok(())
    }

    /// The number of a server; 0 of none.
    fn server(&mut self, server: Option<&Name>) -> rusqlite::Result<i64> {
        let Some(server) = server else { return Ok(0) };
        if let Some((known, number)) = &self.server
            && known == server
        {
            return Ok(*number);
        }
        let number = self.names().number(self.store(), Kind::Server, server)?;
        self.server = Some((server.clone(), number));
        Ok(number)
    }

    /// Whether it is not in the order of messages.
    fn comes_late(&mut self, instance: &Instance) -> rusqlite::Result<bool> {
        let (id, message) = (instance.id.0, instance.message.0);
        if !self.is_there(message)? {
            return Err(broken("an instance of no message"));
        }
        let with_it = self.messages.copies(message).is_some_and(|(first, last)| (first..=last).contains(&id));
        Ok(!(with_it && id > self.ends.instance && message >= self.ends.message))
    }

    /// A new one is there.
    fn ends_with(&mut self, instance: &Instance, late: bool) {
        let (id, created) = (instance.id.0, rows::micros(instance.created));
        if id > self.ends.instance {
            self.ends.time_went_back |= created < self.ends.created;
            self.ends.created = created;
            self.ends.instance = id;
        } else {
            // its neighbours may be older or younger
            self.ends.time_went_back = true;
        }
        if !late {
            self.ends.message = instance.message.0;
        }
    }

    /// A row of its own.
    fn insert(&mut self, instance: &Instance, numbers: &Numbers, late: bool) -> rusqlite::Result<()> {
        let id = instance.id.0;
        let place = numbers.place(instance);
        self.in_hand.moved(id, -1, place.state);
        self.tallies.add(&place, 1);
        self.written.insert(id);
        self.store()
            .prepare_cached(
                "INSERT INTO apart (id, message, state, host, port, via, cause, priority, blocks, lane, due, changed,
                                       server, attempts, tries, adapter, address, transport, pending, detail, service,
                                       created, matched, ruling, late)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                         ?21, ?22, ?23, ?24, ?25)",
            )?
            .execute(params![
                id,
                instance.message.0,
                rows::state(instance.state),
                numbers.host,
                numbers.port,
                numbers.via,
                numbers.cause,
                instance.priority,
                instance.blocks,
                instance.lane.as_deref(),
                instance.due.map(rows::micros),
                rows::micros(instance.changed),
                numbers.server,
                instance.attempts,
                instance.tries,
                numbers.adapter,
                numbers.address,
                rows::on(instance.on),
                instance.pending.map(rows::pending),
                numbers.detail,
                instance.service.0,
                rows::micros(instance.created),
                instance.matched.as_ref().map(rows::matched),
                numbers.ruling,
                late,
            ])?;
        Ok(())
    }

    /// Most changes leave alone what an instance was made with, and the indexes of that.
    fn change(&mut self, instance: &Instance, numbers: &Numbers, before: &Before) -> rusqlite::Result<()> {
        self.store()
            .prepare_cached(
                "UPDATE apart SET state = ?2, host = ?3, cause = ?4, blocks = ?5, due = ?6, changed = ?7, server = ?8,
                     attempts = ?9, tries = ?10, adapter = ?11, address = ?12, transport = ?13, pending = ?14,
                     detail = ?15
                 WHERE id = ?1",
            )?
            .execute(params![
                instance.id.0,
                rows::state(instance.state),
                numbers.host,
                numbers.cause,
                instance.blocks,
                instance.due.map(rows::micros),
                rows::micros(instance.changed),
                numbers.server,
                instance.attempts,
                instance.tries,
                numbers.adapter,
                numbers.address,
                rows::on(instance.on),
                instance.pending.map(rows::pending),
                numbers.detail,
            ])?;
        if before.is_made_like(instance, numbers) {
            return Ok(());
        }
        if instance.message.0 != before.message && !self.is_there(instance.message.0)? {
            return Err(broken("an instance of no message"));
        }
        // only an index leads to it from now on
        let late = before.late || instance.message.0 != before.message;
        self.ends.time_went_back |= rows::micros(instance.created) != before.created;
        self.store()
            .prepare_cached(
                "UPDATE apart SET message = ?2, port = ?3, via = ?4, priority = ?5, lane = ?6, service = ?7,
                     created = ?8, matched = ?9, ruling = ?10, late = ?11
                 WHERE id = ?1",
            )?
            .execute(params![
                instance.id.0,
                instance.message.0,
                numbers.port,
                numbers.via,
                instance.priority,
                instance.lane.as_deref(),
                instance.service.0,
                rows::micros(instance.created),
                instance.matched.as_ref().map(rows::matched),
                numbers.ruling,
                late,
            ])?;
        Ok(())
    }

    fn is_there(&mut self, message: i64) -> rusqlite::Result<bool> {
        if self.there == Some(message) || self.messages.has(message) {
            return Ok(true);
        }
        let there = self.store().prepare_cached("SELECT 1 FROM message WHERE id = ?1")?.exists([message])?;
        self.there = there.then_some(message).or(self.there);
        Ok(there)
    }

    fn arrival(&mut self, arrival: &Arrival) -> rusqlite::Result<()> {
        let instance = arrival.instance.0;
        let copy = self.packed(instance)?;
        if copy.is_none()
            && !self.written.contains(&instance)
            && !self.store().prepare_cached("SELECT 1 FROM apart WHERE id = ?1")?.exists([instance])?
        {
            return Err(broken("an arrival of no instance"));
        }
        let way = match &copy {
            Some(copy) => Some(self.at.packed.ways.get(self.at, copy.way)?),
            None => None,
        };
        let port = match &way {
            Some(way) if way.of.port == arrival.port => way.way.port,
            _ => self.names().number(self.store(), Kind::Port, &arrival.port)?,
        };
        let time = rows::micros(arrival.time);
        let pending::Arrived { count, first, last } = match self.pending.arrived.get(&port) {
            Some(known) => *known,
            None => pending::arrived(self.store(), port)?,
        };
        // as long as the numbers of a port go up with the ids, a packed copy can say it
        if let (Some(copy), Some(way)) = (copy, way)
            && copy.arrival == 0
            && copy.id > last
            && copy.message == arrival.message.0
            && copy.changed == time
            && way.way.port == port
            && *way.of.address == *arrival.address
        {
            self.changing(instance >> BLOCK)?.put(Copied { arrival: count + 1, ..copy });
            let first = if first == 0 { instance } else { first };
            self.pending.arrived.insert(port, pending::Arrived { count: count + 1, first, last: instance });
            return Ok(());
        }
        self.store().prepare_cached(ARRIVAL)?.execute(params![
            port,
            count + 1,
            instance,
            arrival.message.0,
            self.names().number_of_text(self.store(), Kind::Address, &arrival.address)?,
            time,
        ])?;
        self.pending.arrived.insert(port, pending::Arrived { count: count + 1, first, last });
        Ok(())
    }

    fn events(&mut self, time: Timestamp, json: &str, about: &[MessageId]) -> rusqlite::Result<()> {
        let store = self.store();
        let event = store
            .prepare_cached("INSERT INTO event (time, json) VALUES (?1, ?2)")?
            .insert(params![rows::micros(time), json])?;
        let (mut last, mut last_block) = (None, None);
        for message in about {
            if let Some(number) = self.block_of.get(&message.0).copied() {
                // it is written in any case
                if last_block.replace(number) != Some(number) {
                    let block = self.changing(number)?;
                    if block.events.last() != Some(&event) {
                        block.events.push(event);
                    }
                }
                continue;
            }
            let block = message.0 >> EVENT_BLOCK;
            if last.replace(block) != Some(block) {
                let sql = "INSERT OR IGNORE INTO event_about (block, event) VALUES (?1, ?2)";
                store.prepare_cached(sql)?.execute([block, event])?;
            }
        }
        Ok(())
    }

    /// A host instance has them in hand.
    pub(super) fn take(&mut self, taken: &mut [Taken], server: &Name, now: Timestamp) -> rusqlite::Result<()> {
        let number = self.names().number(self.store(), Kind::Server, server)?;
        let changed = rows::micros(now);
        for (instance, _) in taken {
            let id = instance.id.0;
            if let Some(copy) = self.packed(id)? {
                let way = self.at.packed.ways.get(self.at, copy.way)?;
                let after = Copied { state: ACTIVE, changed, server: number, ..copy };
                self.tallies.add(&place_of(&copy, &way.way), -1);
                self.tallies.add(&place_of(&after, &way.way), 1);
                self.changing(id >> BLOCK)?.put(after);
            } else {
                let before = Numbers::of(self.at, instance)?.place(instance);
                let after = Place { state: ACTIVE, ..before };
                self.tallies.add(&before, -1);
                self.tallies.add(&after, 1);
                self.in_hand.moved(id, before.state, after.state);
                self.store()
                    .prepare_cached("UPDATE apart SET state = 2, changed = ?2, server = ?3 WHERE id = ?1")?
                    .execute([id, changed, number])?;
            }
            instance.state = InstanceState::Active;
            instance.changed = now;
            instance.server = Some(server.clone());
        }
        Ok(())
    }
}

const ARRIVAL: &str =
    "INSERT INTO arrival_apart (port, number, instance, message, address, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// An instance as numbers.
struct Numbers {
    host: i64,
    port: Option<i64>,
    via: Option<i64>,
    server: Option<i64>,
    adapter: Option<i64>,
    address: Option<i64>,
    ruling: Option<i64>,
    cause: Option<i64>,
    detail: Option<String>,
}

impl Numbers {
    fn place(&self, instance: &Instance) -> Place {
        Place {
            id: instance.id.0,
            port: self.port.unwrap_or(0),
            via: self.via.unwrap_or(0),
            host: self.host,
            state: rows::state(instance.state),
            cause: self.cause.unwrap_or(-1),
            attempts: instance.attempts.into(),
            ordered: instance.lane.is_some(),
            address: self.address.unwrap_or(0),
        }
    }

    fn of(at: At<'_>, instance: &Instance) -> rusqlite::Result<Self> {
        let name =
            |kind, name: &Option<Name>| name.as_ref().map(|name| at.names.number(at.store, kind, name)).transpose();
        Ok(Self {
            host: at.names.number(at.store, Kind::Host, &instance.host)?,
            port: name(Kind::Port, &instance.port)?,
            via: name(Kind::Group, &instance.via)?,
            server: name(Kind::Server, &instance.server)?,
            adapter: at.names.number_of_text(at.store, Kind::Adapter, &instance.adapter)?,
            address: at.names.number_of_text(at.store, Kind::Address, &instance.address)?,
            ruling: instance.ruling.as_ref().map(|ruling| at.names.number_of_ruling(at.store, ruling)).transpose()?,
            cause: instance.cause.as_ref().map(|cause| rows::cause(cause.kind())),
            detail: instance.cause.as_ref().map(detail).transpose()?,
        })
    }
}

fn detail(cause: &Cause) -> rusqlite::Result<String> {
    match cause {
        // most of what is suspended
        Cause::Held => Ok("\"Held\"".to_owned()),
        cause => rows::json(cause),
    }
}

/// What an instance was before it is written over.
struct Before {
    place: Place,
    message: i64,
    priority: i64,
    lane: Option<Arc<str>>,
    service: i64,
    created: i64,
    matched: Option<i64>,
    ruling: Option<i64>,
    late: bool,
}

impl Before {
    fn read(store: &Connection, id: InstanceId) -> rusqlite::Result<Option<Self>> {
        store
            .prepare_cached(
                "SELECT message, state, host, coalesce(port, 0), coalesce(via, 0), coalesce(cause, -1), priority, lane,
                        attempts, coalesce(address, 0), service, created, matched, ruling, late
                 FROM apart WHERE id = ?1",
            )?
            .query_row([id.0], |row| {
                let lane: Option<Arc<str>> = row.get_ref(7)?.as_str_or_null()?.map(Arc::from);
                Ok(Self {
                    place: Place {
                        id: id.0,
                        port: row.get(3)?,
                        via: row.get(4)?,
                        host: row.get(2)?,
                        state: row.get(1)?,
                        cause: row.get(5)?,
                        attempts: row.get(8)?,
                        ordered: lane.is_some(),
                        address: row.get(9)?,
                    },
                    message: row.get(0)?,
                    priority: row.get(6)?,
                    lane,
                    service: row.get(10)?,
                    created: row.get(11)?,
                    matched: row.get(12)?,
                    ruling: row.get(13)?,
                    late: row.get(14)?,
                })
            })
            .optional()
    }

    /// Whether all is as it was that hardly ever changes.
    fn is_made_like(&self, instance: &Instance, numbers: &Numbers) -> bool {
        self.message == instance.message.0
            && self.place.port == numbers.port.unwrap_or(0)
            && self.place.via == numbers.via.unwrap_or(0)
            && self.priority == i64::from(instance.priority)
            && self.lane == instance.lane
            && self.service == instance.service.0
            && self.created == rows::micros(instance.created)
            && self.matched == instance.matched.as_ref().map(rows::matched)
            && self.ruling == numbers.ruling
    }
}
