//! One transaction: what it changes, and what is counted once for all of it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    audit, in_hand, limit_to,
    names::{Kind, Names},
    outgoing, rename,
    rows::{self, At},
    tally::{Place, Tallies},
};
use crate::{
    message_box::{Arrival, Cause, Instance, Write},
    model::{InstanceId, Message, MessageId, Name},
    rules::{instances::InstanceState, outcome::Cell},
};

/// How many messages share a row of the index from messages to events, as a power of two.
pub(super) const EVENT_BLOCK: u32 = 4;

/// What is known of a store without looking: the ends of its tables, and what is in hand.
#[derive(Default)]
pub(super) struct Known {
    pub(super) ends: Ends,
    pub(super) in_hand: in_hand::InHand,
    /// How many arrived, by the number of the port.
    arrived: HashMap<i64, i64>,
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
    pub(super) fn read(store: &Connection) -> rusqlite::Result<Self> {
        let ends = store.query_row(
            "SELECT coalesce((SELECT max(id) FROM message), 0), coalesce((SELECT max(id) FROM instance), 0),
                    coalesce((SELECT created FROM instance ORDER BY id DESC LIMIT 1), -9223372036854775808),
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
        Ok(Self { ends, in_hand: in_hand::InHand::read(store)?, arrived: HashMap::new() })
    }
}

/// A transaction that is under way.
pub(super) struct Step<'a> {
    pub(super) store: &'a Connection,
    pub(super) names: &'a Names,
    known: &'a Known,
    ends: Ends,
    /// The messages that it adds, with the instances that come with them: the first and the last one.
    messages: BTreeMap<i64, Option<(i64, i64)>>,
    /// The instances that it writes, so that what refers to them need not look for them.
    written: HashSet<i64>,
    /// A message that was there before, and was looked for already.
    there: Option<i64>,
    tallies: Tallies,
    exercised: BTreeMap<&'static str, (u64, MessageId, Timestamp)>,
    arrived: HashMap<i64, i64>,
    in_hand: in_hand::Changes,
}

/// What is kept of a transaction once it is made.
pub(super) struct Made {
    ends: Ends,
    arrived: HashMap<i64, i64>,
    in_hand: in_hand::Changes,
}

impl Known {
    pub(super) fn keep(&mut self, made: Made) {
        self.ends = made.ends;
        self.arrived.extend(made.arrived);
        self.in_hand.keep(made.in_hand);
    }
}

fn broken(what: &str) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(what.into())
}

impl<'a> Step<'a> {
    pub(super) fn new(at: At<'a>, known: &'a Known) -> Self {
        Self {
            store: at.store,
            names: at.names,
            known,
            ends: known.ends,
            messages: BTreeMap::new(),
            written: HashSet::new(),
            there: None,
            tallies: Tallies::default(),
            exercised: BTreeMap::new(),
            arrived: HashMap::new(),
            in_hand: in_hand::Changes::default(),
        }
    }

    fn at(&self) -> At<'a> {
        At { store: self.store, names: self.names }
    }

    pub(super) fn apply(&mut self, writes: &[Write]) -> rusqlite::Result<()> {
        self.look_ahead(writes);
        writes.iter().try_for_each(|write| self.write(write))
    }

    /// What came of it, written once for all.
    pub(super) fn finish(mut self) -> rusqlite::Result<Made> {
        self.tallies.write(self.store)?;
        if !self.exercised.is_empty() {
            let mut add = self.store.prepare_cached(
                "INSERT INTO exercised (cell, count, first, time) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (cell) DO UPDATE SET count = count + excluded.count",
            )?;
            for (cell, (count, message, time)) in &self.exercised {
                add.execute(params![cell, limit_to(*count), message.0, rows::time(*time)])?;
            }
        }
        if self.ends.time_went_back && !self.known.ends.time_went_back {
            self.store.execute("INSERT INTO setting (name, value) VALUES (?1, 'true')", [TIME_WENT_BACK])?;
        }
        self.in_hand.write(self.store, &self.known.in_hand)?;
        Ok(Made { ends: self.ends, arrived: self.arrived, in_hand: self.in_hand })
    }

    /// Which instances come with which message: that stands in its row, so that no index has to say it.
    fn look_ahead(&mut self, writes: &[Write]) {
        for write in writes {
            if let Write::Message(message) = write {
                self.messages.insert(message.id.0, None);
            }
        }
        let (mut last, mut of) = (self.ends.instance, self.ends.message);
        for write in writes {
            let Write::Instance(instance) = write else { continue };
            if instance.id.0 <= last || instance.message.0 < of {
                continue;
            }
            if let Some(copies) = self.messages.get_mut(&instance.message.0) {
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
            Write::Outgoing(outgoing) => outgoing::insert(self.store, outgoing),
            Write::OutgoingGone(instance) => outgoing::remove(self.store, *instance),
            Write::Exercised { cell, count, message, time } => {
                self.exercise(*cell, *count, *message, *time);
                Ok(())
            }
            Write::Events { time, json, about } => self.events(*time, json, about),
            Write::Audit { entry, changes } => audit::write(self.store, entry, changes),
            Write::AuditUndone { id, by } => audit::mark(self.store, *id, *by),
            Write::RenamePort { from, to } => self.rename(Kind::Port, from, to),
            Write::RenameGroup { from, to } => self.rename(Kind::Group, from, to),
            Write::RenameHost { from, to } => self.rename(Kind::Host, from, to),
            Write::Setting { name, value } => {
                let mut put = self.store.prepare_cached(
                    "INSERT INTO setting (name, value) VALUES (?1, ?2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )?;
                put.execute(params![name, value]).map(drop)
            }
        }
    }

    fn rename(&mut self, kind: Kind, from: &Name, to: &Name) -> rusqlite::Result<()> {
        // what was counted goes by numbers that may be no more afterwards
        self.tallies.write(self.store)?;
        for (port, number) in rename::rename(self.store, kind, from, to)? {
            self.arrived.insert(port, number);
        }
        self.names.forget();
        Ok(())
    }

    fn exercise(&mut self, cell: Cell, count: u64, message: MessageId, time: Timestamp) {
        self.exercised.entry(cell.as_str()).or_insert((0, message, time)).0 += count;
    }

    fn message(&mut self, message: &Message) -> rusqlite::Result<()> {
        let copies = self.messages.get(&message.id.0).copied().flatten();
        let addressing =
            (message.addressing != crate::model::Addressing::default()).then(|| rows::json(&message.addressing));
        self.store
            .prepare_cached(
                "INSERT INTO message (id, published, first, last, addressing, bound_to, context, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                message.id.0,
                rows::micros(message.published),
                copies.map(|(first, _)| first),
                copies.map(|(_, last)| last),
                addressing.transpose()?,
                message.bound_to.as_ref().map(rows::json).transpose()?,
                rows::json(&message.context)?,
                &*message.body,
            ])?;
        Ok(())
    }

    /// A new one, or the new contents of one that is there.
    fn instance(&mut self, instance: &Instance) -> rusqlite::Result<()> {
        let numbers = Numbers::of(self.at(), instance)?;
        let before = if instance.id.0 > self.ends.instance { None } else { Before::read(self.store, instance.id)? };
        let place = Place {
            id: instance.id.0,
            port: numbers.port.unwrap_or(0),
            via: numbers.via.unwrap_or(0),
            host: numbers.host,
            state: rows::state(instance.state),
            cause: numbers.cause.unwrap_or(-1),
            attempts: instance.attempts.into(),
            ordered: instance.lane.is_some(),
            address: numbers.address.unwrap_or(0),
        };
        if let Some(before) = before {
            self.change(instance, &numbers, &before)?;
            self.tallies.add(&before.place, -1);
            self.in_hand.moved(instance.id.0, before.place.state, place.state);
        } else {
            self.insert(instance, &numbers)?;
            self.in_hand.moved(instance.id.0, -1, place.state);
        }
        self.tallies.add(&place, 1);
        self.written.insert(instance.id.0);
        Ok(())
    }

    fn insert(&mut self, instance: &Instance, numbers: &Numbers) -> rusqlite::Result<()> {
        let (id, message) = (instance.id.0, instance.message.0);
        let with_it = match self.messages.get(&message).copied() {
            Some(copies) => copies.is_some_and(|(first, last)| (first..=last).contains(&id)),
            None if self.is_there(message)? => false,
            None => return Err(broken("an instance of no message")),
        };
        let late = !(with_it && id > self.ends.instance && message >= self.ends.message);
        let created = rows::micros(instance.created);
        if id > self.ends.instance {
            self.ends.time_went_back |= created < self.ends.created;
            self.ends.created = created;
            self.ends.instance = id;
        } else {
            // its neighbours may be older or younger
            self.ends.time_went_back = true;
        }
        if !late {
            self.ends.message = message;
        }
        self.store
            .prepare_cached(
                "INSERT INTO instance (id, message, state, host, port, via, cause, priority, blocks, lane, due, changed,
                                       server, attempts, tries, adapter, address, transport, pending, detail, service,
                                       created, matched, ruling, late)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                         ?21, ?22, ?23, ?24, ?25)",
            )?
            .execute(params![
                id,
                message,
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
                created,
                instance.matched.as_ref().map(rows::matched),
                numbers.ruling,
                late,
            ])?;
        Ok(())
    }

    /// Most changes leave alone what an instance was made with, and the indexes of that.
    fn change(&mut self, instance: &Instance, numbers: &Numbers, before: &Before) -> rusqlite::Result<()> {
        self.store
            .prepare_cached(
                "UPDATE instance SET state = ?2, host = ?3, cause = ?4, blocks = ?5, due = ?6, changed = ?7, server = ?8,
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
        self.store
            .prepare_cached(
                "UPDATE instance SET message = ?2, port = ?3, via = ?4, priority = ?5, lane = ?6, service = ?7,
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
        if self.there == Some(message) || self.messages.contains_key(&message) {
            return Ok(true);
        }
        let there = self.store.prepare_cached("SELECT 1 FROM message WHERE id = ?1")?.exists([message])?;
        self.there = there.then_some(message).or(self.there);
        Ok(there)
    }

    fn arrival(&mut self, arrival: &Arrival) -> rusqlite::Result<()> {
        let instance = arrival.instance.0;
        if !self.written.contains(&instance)
            && !self.store.prepare_cached("SELECT 1 FROM instance WHERE id = ?1")?.exists([instance])?
        {
            return Err(broken("an arrival of no instance"));
        }
        let port = self.names.number(self.store, Kind::Port, &arrival.port)?;
        let number = match self.arrived.get(&port).or_else(|| self.known.arrived.get(&port)) {
            Some(number) => number + 1,
            None => last_number(self.store, port)? + 1,
        };
        self.store
            .prepare_cached(
                "INSERT INTO arrival (port, number, instance, message, address, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                port,
                number,
                instance,
                arrival.message.0,
                self.names.number_of_text(self.store, Kind::Address, &arrival.address)?,
                rows::micros(arrival.time),
            ])?;
        self.arrived.insert(port, number);
        Ok(())
    }

    fn events(&mut self, time: Timestamp, json: &str, about: &[MessageId]) -> rusqlite::Result<()> {
        let event = self
            .store
            .prepare_cached("INSERT INTO event (time, json) VALUES (?1, ?2)")?
            .insert(params![rows::micros(time), json])?;
        let mut insert =
            self.store.prepare_cached("INSERT OR IGNORE INTO event_about (block, event) VALUES (?1, ?2)")?;
        let mut last = None;
        for message in about {
            let block = message.0 >> EVENT_BLOCK;
            if last.replace(block) != Some(block) {
                insert.execute([block, event])?;
            }
        }
        Ok(())
    }

    /// A host instance has them in hand.
    pub(super) fn take(
        &mut self,
        mut taken: Vec<Instance>,
        server: &Name,
        now: Timestamp,
    ) -> rusqlite::Result<Vec<Instance>> {
        let mut mark =
            self.store.prepare_cached("UPDATE instance SET state = 2, changed = ?2, server = ?3 WHERE id = ?1")?;
        let number = self.names.number(self.store, Kind::Server, server)?;
        let changed = rows::micros(now);
        for instance in &mut taken {
            let numbers = |name: &Option<Name>, kind| match name {
                Some(name) => self.names.number(self.store, kind, name),
                None => Ok(0),
            };
            let before = Place {
                id: instance.id.0,
                port: numbers(&instance.port, Kind::Port)?,
                via: numbers(&instance.via, Kind::Group)?,
                host: self.names.number(self.store, Kind::Host, &instance.host)?,
                state: rows::state(instance.state),
                cause: instance.cause.as_ref().map_or(-1, |cause| rows::cause(cause.kind())),
                attempts: instance.attempts.into(),
                ordered: instance.lane.is_some(),
                address: 0,
            };
            let after = Place { state: rows::state(InstanceState::Active), ..before };
            self.tallies.add(&before, -1);
            self.tallies.add(&after, 1);
            self.in_hand.moved(instance.id.0, before.state, after.state);
            instance.state = InstanceState::Active;
            instance.changed = now;
            instance.server = Some(server.clone());
            mark.execute([instance.id.0, changed, number])?;
        }
        Ok(taken)
    }
}

/// How much arrived at a port.
pub(super) fn last_number(store: &Connection, port: i64) -> rusqlite::Result<i64> {
    store
        .prepare_cached("SELECT max(number) FROM arrival WHERE port = ?1")?
        .query_row([port], |row| row.get::<_, Option<i64>>(0))
        .map(Option::unwrap_or_default)
}

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
                 FROM instance WHERE id = ?1",
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
