//! The embedded default: one `SQLite` file.
//!
//! Ordinary copies of messages are packed and all others stand apart, see [`packed`]; most of what is counted
//! waits in one row, see [`pending`].
//!
//! The file can be read with the `sqlite3` shell while it is open here. Beside it stand, as long
//! as it is open, `SQLite`'s log (`-wal`, `-shm`) and the lock (`.lock`) that says who has it open.

mod audit;
mod causes;
mod checkpoints;
mod dispatch;
mod error;
mod in_hand;
mod json;
mod lock;
mod messages;
mod names;
mod open;
mod outgoing;
mod packed;
mod pending;
mod places;
mod reader;
mod recent;
mod rename;
mod rows;
mod search;
mod tally;
mod wanted;
mod ways;
mod write;

pub use lock::{Failure as LockFailure, Lock};

use std::{
    cell::{Ref, RefCell},
    collections::{BTreeMap, HashMap, hash_map::Entry},
    fs::OpenOptions,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, TransactionBehavior, params, types::Value};

use self::{
    checkpoints::Checkpoints,
    error::from_sqlite,
    names::{Kind, Names},
    packed::{Packed, Through, Walk},
    recent::Recent,
    rows::At,
    search::Search,
    wanted::Wanted,
    write::{Known, Step},
};
use super::{
    Arrival, AuditChange, AuditEntry, AuditId, AuditQuery, CauseGroup, Count, Dossier, Effort, Error, Exercised,
    Instance, InstancePage, InstanceQuery, Keyset, LastIds, MessageBox, MessageCount, MessagePage, MessageQuery,
    Outgoing, OutgoingQueue, Reader, Starving, Taken, Write,
};
use crate::model::{ArtifactRef, InstanceId, Message, MessageId, Name};

/// A `MessageBox` in an `SQLite` file or in memory.
pub struct SqliteMessageBox {
    /// Ended first, so that nobody else has the file when it is closed. None while it is in doubt, or in memory.
    checkpoints: Option<Checkpoints>,
    // closed next, which writes the log into the file; only then may somebody else have it
    connection: Connection,
    names: Names,
    packed: Packed,
    /// What the next transaction need not look for.
    known: Known,
    /// The messages that were published last.
    recent: RefCell<Recent>,
    lock: Option<lock::Lock>,
    /// For messages.
    path: PathBuf,
    /// Where it really is.
    file: PathBuf,
    /// It was left in the middle of some work, and nobody has looked through it since.
    in_doubt: bool,
    /// What was found to be wrong with it. Nothing is written to it any more.
    damage: Option<String>,
}

impl SqliteMessageBox {
    /// Opens the `MessageBox` in this file, or makes a new one if the file does not exist or is empty.
    /// It is this program's until it is dropped.
    ///
    /// # Errors
    /// - [`Error::Locked`] when another Sendport has it open
    /// - [`Error::NotAMessageBox`] when the file is something else; it is untouched
    /// - [`Error::Newer`] when a newer Sendport wrote it; it is untouched
    /// - [`Error::Damaged`] when its contents do not hang together, as far as that is cheap to see;
    ///   after a crash [`Reader::check`] sees the rest, see [`MessageBox::in_doubt`]
    /// - [`Error::Io`] when it cannot be read or written
    /// - [`Error::Full`] when there is no space for it
    pub fn open(path: &Path) -> Result<Self, Error> {
        let file = open::resolve(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
        let lock = open::lock(path, &file)?;
        let (connection, in_doubt) = open::file(path, &file)?;
        let mut store = Self::new(connection, path.to_owned(), file);
        store.known = Known::read(store.at()).map_err(|error| from_sqlite(path, &error))?;
        (store.lock, store.in_doubt) = (Some(lock), in_doubt);
        if !in_doubt {
            store.copy_the_log()?;
        }
        Ok(store)
    }

    /// Makes a `MessageBox` that is gone when it is dropped.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self, Error> {
        let path = PathBuf::from("(in memory)");
        let connection = open::in_memory(&path)?;
        let mut store = Self::new(connection, path.clone(), path.clone());
        store.known = Known::read(store.at()).map_err(|error| from_sqlite(&path, &error))?;
        Ok(store)
    }

    fn new(connection: Connection, path: PathBuf, file: PathBuf) -> Self {
        let (names, packed, known, recent) =
            (Names::default(), Packed::default(), Known::default(), RefCell::default());
        Self {
            checkpoints: None,
            connection,
            names,
            packed,
            known,
            recent,
            lock: None,
            path,
            file,
            in_doubt: false,
            damage: None,
        }
    }

    /// What it holds is known to be sound.
    fn copy_the_log(&mut self) -> Result<(), Error> {
        if self.lock.is_some() && self.checkpoints.is_none() {
            self.checkpoints = Some(Checkpoints::begin(&self.path, &self.file, &mut self.connection)?);
        }
        Ok(())
    }

    fn at(&self) -> At<'_> {
        At { store: &self.connection, names: &self.names, packed: &self.packed }
    }

    /// Puts its message beside each of these; what is of one message shares it.
    fn with_messages<T>(&self, of: Vec<T>, id: impl Fn(&T) -> MessageId) -> rusqlite::Result<Vec<(T, Arc<Message>)>> {
        let mut messages = Messages::of(self);
        of.into_iter().map(|one| messages.find(id(&one)).map(|message| (one, message))).collect()
    }

    fn find_message(&self, id: MessageId) -> rusqlite::Result<Option<Arc<Message>>> {
        let found = self.recent.borrow().find(id);
        if found.is_some() { Ok(found) } else { self.read_message(id) }
    }

    fn read_message(&self, id: MessageId) -> rusqlite::Result<Option<Arc<Message>>> {
        self.connection
            .prepare_cached(&format!("SELECT {}, {} FROM message AS m WHERE m.id = ?1", rows::MESSAGE, rows::BODY))?
            .query_row([id.0], rows::message)
            .optional()
            .map(|found| found.map(Arc::new))
    }

    fn with_their_messages(&self, of: Vec<Instance>) -> Result<Vec<Taken>, Error> {
        self.with_messages(of, |instance| instance.message).map_err(|error| self.error(&error))
    }

    fn error(&self, error: &rusqlite::Error) -> Error {
        from_sqlite(&self.path, error)
    }

    /// How many messages the service instances of these rows hold that hold several, in the states that
    /// the query asks for.
    fn held(&self, query: &InstanceQuery, rows: &[Taken]) -> rusqlite::Result<BTreeMap<InstanceId, u64>> {
        let mut held = BTreeMap::new();
        let mut ordered = rows.iter().map(|(instance, _)| instance).filter(|it| it.lane.is_some()).peekable();
        if ordered.peek().is_none() {
            return Ok(held);
        }
        let suspended = !query.states.is_empty() && query.states.iter().all(|state| state.is_suspended());
        let counts = causes::Held::new(self.at(), search::in_states(&query.states), suspended)?;
        for instance in ordered {
            let port = match &instance.port {
                Some(port) => self.names.number(&self.connection, Kind::Port, port)?,
                None => 0,
            };
            let count = counts.by(self.at(), instance.service.0, port)?;
            if count > 1 {
                held.insert(instance.service, count);
            }
        }
        Ok(held)
    }

    /// A page, and how many there are.
    fn listed(&self, query: &InstanceQuery, offset: u64, limit: u64) -> rusqlite::Result<(u64, Vec<Instance>)> {
        let at = self.at();
        if let Some((total, ids)) = places::page(at, query, offset, limit)? {
            let sql = format!(
                "SELECT {} FROM json_each(?1) AS j CROSS JOIN apart AS i ON i.id = j.value ORDER BY j.key",
                rows::INSTANCE
            );
            let page = all(at.store, &sql, [rows::json(&ids)?], |row| at.instance(row))?;
            return Ok((total, page));
        }
        let wanted = Wanted::new(at, query)?;
        let Search { sql: condition, mut values } = match &wanted {
            Some(wanted) if wanted::is_in_order(query) => {
                let total = self.how_many(query)?;
                return Ok((total, wanted.page(at, query, None, offset, limit)?));
            }
            Some(_) => Search::both(query),
            None => places::search(at.store, query)?,
        };
        let from = if wanted.is_some() { "instance" } else { "apart" };
        let total = if wanted.is_some() {
            self.how_many(query)?
        } else {
            at.store
                .prepare_cached(&format!("SELECT count(*) {condition}"))?
                .query_row(rusqlite::params_from_iter(&values), |row| rows::count(row, 0))?
        };
        values.extend([limit_to(limit), limit_to(offset)].map(Value::from));
        let (limit, offset) = (values.len() - 1, values.len());
        // the page is found first, so that only its rows are read in full
        let sql = format!(
            "SELECT {columns} FROM {from} AS i
             WHERE i.id IN (SELECT i.id {condition} ORDER BY {order} LIMIT ?{limit} OFFSET ?{offset})
             ORDER BY {order}",
            columns = rows::INSTANCE,
            order = search::order(query.order),
        );
        let page = all(at.store, &sql, rusqlite::params_from_iter(&values), |row| at.instance(row))?;
        Ok((total, page))
    }

    /// How many match.
    fn how_many(&self, query: &InstanceQuery) -> rusqlite::Result<u64> {
        let at = self.at();
        let count = |sql: &str, values: &[Value]| -> rusqlite::Result<u64> {
            at.store.prepare_cached(sql)?.query_row(rusqlite::params_from_iter(values), |row| rows::count(row, 0))
        };
        if places::is_counted(query) {
            let alone = if query.first_of_service { " AND i.ordered = 0" } else { "" };
            let Search { sql, values } = Search::counted(query);
            let sql = format!("SELECT coalesce(sum(i.count), 0) FROM tally AS i WHERE true{sql}{alone}");
            let mut counted = count(&sql, &values)?;
            if query.first_of_service {
                let Search { sql, values } = places::search(at.store, query)?;
                counted += count(&format!("SELECT count(*) {sql} AND i.lane IS NOT NULL"), &values)?;
            }
            return Ok(counted);
        }
        if !query.text.trim().is_empty() && wanted::may_be_packed(query) {
            let Search { sql, values } = Search::both(query);
            return count(&format!("SELECT count(*) {sql}"), &values);
        }
        let Search { sql, values } = Search::apart(query);
        let apart = count(&format!("SELECT count(*) {sql}"), &values)?;
        Ok(apart + Wanted::new(at, query)?.map_or(Ok(0), |wanted| wanted.count(at))?)
    }

    fn all<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        all(&self.connection, sql, values, read).map_err(|error| self.error(&error))
    }

    fn ready(&self, host: &Name, limit: usize) -> rusqlite::Result<Vec<Taken>> {
        let mut messages = Messages::of(self);
        dispatch::ready(self.at(), host, limit_to(limit as u64), |instance| {
            let message = messages.find(instance.message)?;
            Ok((instance, message))
        })
    }

    fn take_with_messages(
        &mut self,
        mut taken: Vec<Taken>,
        server: &Name,
        now: Timestamp,
    ) -> Result<Vec<Taken>, Error> {
        if taken.is_empty() && self.damage.is_none() {
            return Ok(taken);
        }
        self.step(|step| step.take(&mut taken, server, now))?;
        Ok(taken)
    }

    /// One transaction.
    fn step<T>(&mut self, work: impl FnOnce(&mut Step<'_>) -> rusqlite::Result<T>) -> Result<T, Error> {
        if let Some(what) = &self.damage {
            return Err(Error::Damaged { path: self.path.clone(), what: what.clone() });
        }
        let Self { connection, names, packed, known, .. } = self;
        // immediate: waiting for another program's lock happens here or not at all
        let made = Transaction::new(connection, TransactionBehavior::Immediate).and_then(|transaction| {
            let mut step = Step::new(At { store: &transaction, names, packed }, known);
            let result = work(&mut step)?;
            let made = step.finish()?;
            transaction.commit()?;
            Ok((result, made))
        });
        match made {
            Ok((result, made)) => {
                self.known.keep(made, &self.packed);
                Ok(result)
            }
            Err(error) => {
                // they may know names and ways that are not there
                self.names.forget();
                self.packed.forget();
                Err(from_sqlite(&self.path, &error))
            }
        }
    }
}

/// Finds messages, of which many are wanted one after the other.
struct Messages<'a> {
    of: &'a SqliteMessageBox,
    recent: Ref<'a, Recent>,
    known: HashMap<MessageId, Arc<Message>>,
    /// Copies of one message mostly stand together.
    last: Option<Arc<Message>>,
}

impl<'a> Messages<'a> {
    fn of(of: &'a SqliteMessageBox) -> Self {
        Self { of, recent: of.recent.borrow(), known: HashMap::new(), last: None }
    }

    fn find(&mut self, id: MessageId) -> rusqlite::Result<Arc<Message>> {
        let message = match self.last.take().filter(|message| message.id == id).or_else(|| self.recent.find(id)) {
            Some(message) => message,
            None => match self.known.entry(id) {
                Entry::Occupied(there) => Arc::clone(there.get()),
                Entry::Vacant(free) => {
                    let found = self.of.read_message(id)?.ok_or_else(|| rows::missing(id))?;
                    Arc::clone(free.insert(found))
                }
            },
        };
        self.last = Some(message.clone());
        Ok(message)
    }
}

impl MessageBox for SqliteMessageBox {
    fn last_ids(&self) -> Result<LastIds, Error> {
        self.connection
            .query_row(
                "SELECT coalesce((SELECT max(id) FROM message), 0), coalesce((SELECT max(id) FROM apart), 0),
                        coalesce((SELECT max(id) FROM audit), 0)",
                [],
                |row| Ok(LastIds { message: row.get(0)?, instance: row.get(1)?, audit: row.get(2)? }),
            )
            .and_then(|last| {
                let packed = packed::last(self.at(), last.instance)?;
                Ok(LastIds { instance: packed.map_or(last.instance, |copy| copy.id), ..last })
            })
            .map_err(|error| self.error(&error))
    }

    fn apply(&mut self, writes: &[Write]) -> Result<(), Error> {
        if writes.is_empty() {
            return Ok(());
        }
        self.step(|step| step.apply(writes))?;
        let mut recent = self.recent.borrow_mut();
        for write in writes {
            if let Write::Message(message) = write {
                recent.add(message);
            }
        }
        Ok(())
    }

    fn take(&mut self, host: &Name, server: &Name, limit: usize, now: Timestamp) -> Result<Vec<Taken>, Error> {
        // with their messages before they are taken: what cannot be read stays in the queue
        let found = self.ready(host, limit).map_err(|error| self.error(&error))?;
        self.take_with_messages(found, server, now)
    }

    fn fronts(&self, host: &Name, limit: usize) -> Result<Vec<Instance>, Error> {
        dispatch::fronts(self.at(), host, limit_to(limit as u64)).map_err(|error| self.error(&error))
    }

    fn take_these(&mut self, ids: &[InstanceId], server: &Name, now: Timestamp) -> Result<Vec<Taken>, Error> {
        let found = dispatch::ready_ones(self.at(), ids).map_err(|error| self.error(&error))?;
        let found = self.with_their_messages(found)?;
        self.take_with_messages(found, server, now)
    }

    fn lane(&self, port: &Name, lane: &str, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error> {
        dispatch::lane(self.at(), port, lane, after, limit_to(limit)).map_err(|error| self.error(&error))
    }

    fn held_by(&self, service: InstanceId, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error> {
        dispatch::held_by(self.at(), service, after, limit_to(limit)).map_err(|error| self.error(&error))
    }

    fn due(&self, until: Timestamp, limit: u64) -> Result<Vec<Taken>, Error> {
        let due = dispatch::due(self.at(), until, limit_to(limit)).map_err(|error| self.error(&error))?;
        self.with_their_messages(due)
    }

    fn starving(&self) -> Result<Vec<Starving>, Error> {
        dispatch::starving(self.at()).map_err(|error| self.error(&error))
    }

    fn next_due(&self) -> Result<Option<Timestamp>, Error> {
        dispatch::next_due(&self.connection).map_err(|error| self.error(&error))
    }

    fn outgoing_queues(&self) -> Result<Vec<(OutgoingQueue, u64)>, Error> {
        outgoing::queues(&self.connection).map_err(|error| self.error(&error))
    }

    fn outgoing(&self, queue: &OutgoingQueue, limit: u64) -> Result<Vec<Outgoing>, Error> {
        outgoing::of(&self.connection, queue, limit_to(limit)).map_err(|error| self.error(&error))
    }

    fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.all("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0))?.pop())
    }

    fn message(&self, id: MessageId) -> Result<Option<Arc<Message>>, Error> {
        self.find_message(id).map_err(|error| self.error(&error))
    }

    fn instance(&self, id: InstanceId) -> Result<Option<Instance>, Error> {
        let packed = self.packed.find(&self.connection, id.0);
        if let Some(copy) = packed.map_err(|error| self.error(&error))? {
            return copy.instance(self.at()).map(Some).map_err(|error| self.error(&error));
        }
        let sql = format!("SELECT {} FROM apart AS i WHERE i.id = ?1", rows::INSTANCE);
        Ok(self.all(&sql, [id.0], |row| self.at().instance(row))?.pop())
    }

    fn instances(&self, query: &InstanceQuery, offset: u64, limit: u64) -> Result<InstancePage, Error> {
        let sql = |error| self.error(&error);
        let (total, page) = self.listed(query, offset, limit).map_err(sql)?;
        let rows = self.with_their_messages(page)?;
        let (messages, held) = if query.first_of_service {
            let whole = InstanceQuery { first_of_service: false, ..query.clone() };
            (self.how_many(&whole).map_err(sql)?, self.held(query, &rows).map_err(sql)?)
        } else {
            (total, BTreeMap::new())
        };
        Ok(InstancePage { total, messages, held, rows })
    }

    fn instances_after(
        &self,
        query: &InstanceQuery,
        after: InstanceId,
        limit: u64,
    ) -> Result<Vec<(Instance, Arc<Message>)>, Error> {
        let sql = |error| self.error(&error);
        let at = self.at();
        let wanted = Wanted::new(at, query).map_err(sql)?;
        let Search { sql: condition, mut values } = match &wanted {
            Some(wanted) if query.text.trim().is_empty() => {
                let page = wanted.page(at, query, Some(after), 0, limit).map_err(sql)?;
                return self.with_their_messages(page);
            }
            Some(_) => Search::both(query),
            None => places::search(at.store, query).map_err(sql)?,
        };
        values.extend([Value::from(after.0), limit_to(limit).into()]);
        let (after, limit) = (values.len() - 1, values.len());
        // the piece is found first, so that only its rows are read in full
        let sql = format!(
            "SELECT {columns} FROM {from} AS i
             WHERE i.id IN (SELECT i.id {condition} AND i.id > ?{after} ORDER BY i.id LIMIT ?{limit}) ORDER BY i.id",
            columns = rows::INSTANCE,
            from = if wanted.is_some() { "instance" } else { "apart" },
        );
        let rows = self.all(&sql, rusqlite::params_from_iter(&values), |row| self.at().instance(row))?;
        self.with_their_messages(rows)
    }

    fn suspended_by_cause(&self, query: &InstanceQuery) -> Result<Vec<CauseGroup>, Error> {
        causes::groups(self.at(), query).map_err(|error| self.error(&error))
    }

    fn counts(&self) -> Result<Vec<Count>, Error> {
        let at = self.at();
        self.all("SELECT port, via, host, state, cause, ordered, count FROM tally WHERE count <> 0", [], |row| {
            Ok(Count {
                port: at.optional_name(row, 0)?,
                via: at.optional_name(row, 1)?,
                host: at.name(row, 2)?,
                state: rows::read_state(row, 3)?,
                cause: rows::read_cause(row, 4)?,
                in_order: row.get(5)?,
                count: rows::count(row, 6)?,
            })
        })
    }

    fn suspended_by_address(&self) -> Result<Vec<(String, u64)>, Error> {
        let sql = "SELECT n.text, sum(t.count) FROM tally_address AS t JOIN name AS n ON n.id = t.address
                   GROUP BY t.address ORDER BY n.text";
        self.all(sql, [], |row| Ok((row.get(0)?, rows::count(row, 1)?)))
    }

    fn exercised(&self) -> Result<Vec<Exercised>, Error> {
        self.all("SELECT cell, count, first, time FROM exercised ORDER BY cell", [], rows::exercised)
    }

    fn arrivals(&self, port: &Name, limit: u64) -> Result<Vec<(Arrival, Arc<Message>)>, Error> {
        let read = || {
            let at = self.at();
            let port = names::find(at.store, Kind::Port, &rows::key(port))?;
            let sql =
                format!("SELECT {} FROM arrival_apart WHERE port = ?1 ORDER BY number DESC LIMIT ?2", rows::ARRIVAL);
            let mut arrivals = all(at.store, &sql, params![port, limit_to(limit)], |row| at.arrival(row))?;
            if let Some(port) = port {
                // the numbers of packed copies go up with their ids
                let of = pending::arrived_in_all(at.store, port)?;
                let (mut walk, mut found) = (Walk::new(Through::Port(port), true).between(of.first, of.last), 0);
                while found < limit
                    && let Some(copy) = walk.next(at)?
                {
                    if copy.arrival == 0 {
                        continue;
                    }
                    let way = at.packed.ways.get(at, copy.way)?;
                    if way.way.port == port {
                        arrivals.push(copy.arrived(&way.of)?);
                        found += 1;
                    }
                }
            }
            arrivals.sort_by_key(|arrival| std::cmp::Reverse(arrival.id));
            arrivals.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            self.with_messages(arrivals, |arrival| arrival.message)
        };
        read().map_err(|error| self.error(&error))
    }

    fn arrival_counts(&self) -> Result<Vec<(Name, u64)>, Error> {
        let sql = "SELECT n.text, a.count FROM arrived AS a JOIN name AS n ON n.id = a.port ORDER BY n.key";
        self.all(sql, [], |row| Ok((rows::name(row, 0)?, rows::count(row, 1)?)))
    }

    fn events(&self, limit: u64) -> Result<Vec<String>, Error> {
        self.all(
            "SELECT json FROM (SELECT id, json FROM event ORDER BY id DESC LIMIT ?1) ORDER BY id",
            [limit_to(limit)],
            |row| row.get(0),
        )
    }

    fn messages(&self, query: &MessageQuery, page: &Keyset, effort: Effort) -> Result<MessagePage, Error> {
        messages::page(self.at(), query, page, effort).map_err(|error| self.error(&error))
    }

    fn count_messages(&self, query: &MessageQuery, among: &Keyset, effort: Effort) -> Result<MessageCount, Error> {
        messages::count(self.at(), query, among, effort).map_err(|error| self.error(&error))
    }

    fn dossier(&self, id: MessageId, limit: u64) -> Result<Option<Dossier>, Error> {
        let sql = |error| self.error(&error);
        let Some(message) = self.find_message(id).map_err(sql)? else { return Ok(None) };
        let instances = messages::instances(self.at(), id).map_err(sql)?;
        let events = messages::events(self.at(), id, limit).map_err(sql)?;
        Ok(Some(Dossier { message, instances, events }))
    }

    fn youngest_instances(&self, limit: u64) -> Result<Vec<(Instance, Arc<Message>)>, Error> {
        let sql = format!("SELECT {} FROM apart AS i ORDER BY i.id DESC LIMIT ?1", rows::INSTANCE);
        let mut youngest = self.all(&sql, [limit_to(limit)], |row| self.at().instance(row))?;
        let of_packed = |mut walk: Walk| -> rusqlite::Result<Vec<Instance>> {
            let mut found = Vec::new();
            while (found.len() as u64) < limit
                && let Some(copy) = walk.next(self.at())?
            {
                found.push(copy.instance(self.at())?);
            }
            Ok(found)
        };
        youngest.extend(of_packed(Walk::new(Through::All, true)).map_err(|error| self.error(&error))?);
        youngest.sort_by_key(|instance| instance.id);
        let beyond = youngest.len().saturating_sub(usize::try_from(limit).unwrap_or(usize::MAX));
        youngest.drain(..beyond);
        self.with_their_messages(youngest)
    }

    fn reader(&self) -> Result<Option<Box<dyn Reader>>, Error> {
        // what is in memory belongs to its connection alone
        if self.lock.is_none() {
            return Ok(None);
        }
        let connection = open::second(&self.path, &self.file)?;
        Ok(Some(Box::new(reader::SqliteReader::new(connection, self.path.clone()))))
    }

    fn in_doubt(&self) -> bool {
        self.in_doubt
    }

    fn checked(&mut self, found: &Result<(), Error>) {
        match found {
            Ok(()) => {
                self.in_doubt = false;
                let trusted = open::trust(&self.connection, true).map_err(|error| self.error(&error));
                if let Err(error) = trusted.and_then(|()| self.copy_the_log()) {
                    // its log goes on growing, and is looked through the next time
                    log::warn!("{}: {error}", self.path.display());
                }
            }
            Err(Error::Damaged { what, .. }) => {
                self.damage = Some(what.clone());
                if let Err(error) = std::fs::write(open::mark(&self.file), format!("{what}\n")) {
                    // it is looked through again the next time, and found again
                    log::warn!("{}: {error}", self.path.display());
                }
            }
            // nobody knows: it was interrupted, or the file cannot be read
            Err(_) => {}
        }
    }

    fn audit(&self, query: &AuditQuery, before: Option<AuditId>, limit: u64) -> Result<Vec<AuditEntry>, Error> {
        audit::page(&self.connection, query, before, limit_to(limit)).map_err(|error| self.error(&error))
    }

    fn audit_count(&self, query: &AuditQuery) -> Result<u64, Error> {
        audit::count(&self.connection, query).map_err(|error| self.error(&error))
    }

    fn audit_changes(&self, id: AuditId, offset: u64, limit: u64) -> Result<Vec<AuditChange>, Error> {
        audit::changes(&self.connection, id, limit_to(offset), limit_to(limit)).map_err(|error| self.error(&error))
    }

    fn audit_history(&self, item: &ArtifactRef, limit: u64) -> Result<Vec<(AuditId, Timestamp, AuditChange)>, Error> {
        audit::history(&self.connection, item, limit_to(limit)).map_err(|error| self.error(&error))
    }

    fn copy_to(&self, path: &Path) -> Result<(), Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        let target = std::path::absolute(path).map_err(io)?;
        let name = target.to_str().ok_or_else(|| {
            io(io::Error::new(io::ErrorKind::InvalidInput, "this file name has characters that are not Unicode"))
        })?;
        // SQLite copies into an empty file; that it is ours to write is settled here
        OpenOptions::new().write(true).create_new(true).open(&target).map_err(io)?;
        let copied =
            self.connection.execute("VACUUM INTO ?1", [name]).map_err(|error| from_sqlite(path, &error)).and_then(
                |_| OpenOptions::new().write(true).open(&target).and_then(|file| file.sync_all()).map_err(io),
            );
        if copied.is_err() {
            // half a copy would look like a whole one
            let _ = std::fs::remove_file(&target);
        }
        copied
    }
}

fn all<T>(
    store: &Connection,
    sql: &str,
    values: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    store.prepare_cached(sql)?.query_map(values, read)?.collect()
}

/// `SQLite` counts with a sign.
fn limit_to(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        message_box::Write,
        model::{Addressing, Context},
        rules::instances::InstanceState,
    };

    fn large(id: i64) -> Write {
        Write::Message(Arc::new(Message {
            id: MessageId(id),
            published: Timestamp::UNIX_EPOCH,
            addressing: Addressing::default(),
            bound_to: None,
            context: Context::default(),
            body: "x".repeat(100_000).into(),
        }))
    }

    #[test]
    fn when_the_disk_is_full_nothing_has_changed_and_it_goes_on_when_there_is_space_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = SqliteMessageBox::open(&folder.path().join("full.sqlite")).unwrap();
        store.apply(&[large(1)]).unwrap();
        let limit = |store: &SqliteMessageBox, pages: i64| {
            store.connection.pragma_update(None, "max_page_count", pages).unwrap();
        };
        limit(&store, 60);
        assert!(matches!(store.apply(&[large(2), large(3)]), Err(Error::Full)));
        assert_eq!(store.last_ids().unwrap().message, 1);
        assert!(store.message(MessageId(1)).unwrap().is_some());
        limit(&store, 1_000_000);
        store.apply(&[large(2), large(3)]).unwrap();
        assert_eq!(store.last_ids().unwrap().message, 3);
    }

    #[test]
    fn what_is_applied_is_synchronised_with_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteMessageBox::open(&folder.path().join("box.sqlite")).unwrap();
        let pragma = |name: &str| -> rusqlite::types::Value {
            store.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap()
        };
        assert_eq!(pragma("journal_mode"), "wal".to_owned().into());
        assert_eq!(pragma("synchronous"), 2.into());
    }

    /// What a query walks through grows with what it finds, not with what the store holds.
    #[test]
    fn the_queues_have_their_indexes() {
        let store = SqliteMessageBox::in_memory().unwrap();
        let plan = |sql: &str, values: usize| -> String {
            let values = vec![Value::Integer(1); values];
            store
                .all(&format!("EXPLAIN QUERY PLAN {sql}"), rusqlite::params_from_iter(values), |row| {
                    row.get::<_, String>("detail")
                })
                .unwrap()
                .join("\n")
        };
        let taking = plan(&dispatch::TAKE, 2);
        assert!(taking.contains("INDEX work_queue (host=?)") && !taking.contains("B-TREE"), "{taking}");

        let states = vec![InstanceState::SuspendedResumable, InstanceState::SuspendedNotResumable];
        let whole = InstanceQuery { states: states.clone(), ..InstanceQuery::default() };
        let resumable = InstanceQuery { states: states[..1].to_vec(), ..InstanceQuery::default() };
        let cause = InstanceQuery { cause: Some(crate::message_box::CauseKind::Held), ..whole.clone() };
        for query in [whole, resumable, cause] {
            let Search { sql, values } = Search::apart(&query);
            let page = plan(&format!("SELECT i.id {sql} ORDER BY i.id LIMIT 100"), values.len());
            assert!(page.contains("COVERING INDEX suspended_by_age") && !page.contains("B-TREE"), "{query:?}: {page}");
        }
    }
}
