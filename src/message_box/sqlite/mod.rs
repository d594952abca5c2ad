//! The embedded default: one `SQLite` file.
//!
//! The file can be read with the `sqlite3` shell while it is open here. Beside it stand, as long
//! as it is open, `SQLite`'s log (`-wal`, `-shm`) and the lock (`.lock`) that says who has it open.

mod audit;
mod dispatch;
mod error;
mod lock;
mod messages;
mod open;
mod outgoing;
mod reader;
mod rows;
mod search;

pub use lock::{Failure as LockFailure, Lock};

use std::{
    collections::{BTreeMap, HashMap, hash_map::Entry},
    fs::OpenOptions,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, TransactionBehavior, params, types::Value};

use self::{error::from_sqlite, search::Search};
use super::{
    Arrival, AuditChange, AuditEntry, AuditId, AuditQuery, CauseGroup, Count, Dossier, Effort, Error, Exercised,
    Instance, InstancePage, InstanceQuery, Keyset, LastIds, MessageBox, MessageCount, MessagePage, MessageQuery,
    Outgoing, OutgoingQueue, Reader, Starving, Taken, Write,
};
use crate::{
    model::{ArtifactRef, InstanceId, Message, MessageId, Name},
    rules::instances::InstanceState,
};

/// A `MessageBox` in an `SQLite` file or in memory.
pub struct SqliteMessageBox {
    // closed first, which writes the log into the file; only then may somebody else have it
    connection: Connection,
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
        Ok(Self { connection, lock: Some(lock), path: path.to_owned(), file, in_doubt, damage: None })
    }

    /// Makes a `MessageBox` that is gone when it is dropped.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self, Error> {
        let path = PathBuf::from("(in memory)");
        let connection = open::in_memory(&path)?;
        Ok(Self { connection, lock: None, file: path.clone(), path, in_doubt: false, damage: None })
    }

    fn error(&self, error: &rusqlite::Error) -> Error {
        from_sqlite(&self.path, error)
    }

    /// How many messages the service instances of these rows hold that hold several, in the states that
    /// the query asks for.
    fn held(
        &self,
        query: &InstanceQuery,
        rows: &[(Instance, Arc<Message>)],
    ) -> Result<BTreeMap<InstanceId, u64>, Error> {
        let sql = format!(
            "SELECT count(*) FROM instance AS i WHERE i.lane IS NOT NULL AND i.service = ?1{}",
            search::in_states(&query.states)
        );
        let mut held = BTreeMap::new();
        for (instance, _) in rows.iter().filter(|(instance, _)| instance.lane.is_some()) {
            let count = self.all(&sql, [instance.service.0], |row| rows::count(row, 0))?;
            if let Some(count) = count.first().filter(|count| **count > 1) {
                held.insert(instance.service, *count);
            }
        }
        Ok(held)
    }

    fn all<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        all(&self.connection, sql, values, read).map_err(|error| self.error(&error))
    }

    fn write<T>(&mut self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        if let Some(what) = &self.damage {
            return Err(Error::Damaged { path: self.path.clone(), what: what.clone() });
        }
        // immediate: waiting for another program's lock happens here or not at all
        Transaction::new(&mut self.connection, TransactionBehavior::Immediate)
            .and_then(|transaction| {
                let result = work(&transaction)?;
                transaction.commit()?;
                Ok(result)
            })
            .map_err(|error| from_sqlite(&self.path, &error))
    }
}

impl MessageBox for SqliteMessageBox {
    fn last_ids(&self) -> Result<LastIds, Error> {
        self.connection
            .query_row(
                "SELECT coalesce((SELECT max(id) FROM message), 0), coalesce((SELECT max(id) FROM instance), 0),
                        coalesce((SELECT max(id) FROM audit), 0)",
                [],
                |row| Ok(LastIds { message: row.get(0)?, instance: row.get(1)?, audit: row.get(2)? }),
            )
            .map_err(|error| self.error(&error))
    }

    fn apply(&mut self, writes: &[Write]) -> Result<(), Error> {
        if writes.is_empty() {
            return Ok(());
        }
        self.write(|store| writes.iter().try_for_each(|write| apply(store, write)))
    }

    fn take(&mut self, host: &Name, server: &Name, limit: usize, now: Timestamp) -> Result<Vec<Taken>, Error> {
        self.write(|store| dispatch::take(store, host, server, limit_to(limit as u64), now))
    }

    fn fronts(&self, host: &Name, limit: usize) -> Result<Vec<Instance>, Error> {
        dispatch::fronts(&self.connection, host, limit_to(limit as u64)).map_err(|error| self.error(&error))
    }

    fn take_these(&mut self, ids: &[InstanceId], server: &Name, now: Timestamp) -> Result<Vec<Taken>, Error> {
        self.write(|store| dispatch::take_these(store, ids, server, now))
    }

    fn lane(&self, port: &Name, lane: &str, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error> {
        dispatch::lane(&self.connection, port, lane, after, limit_to(limit)).map_err(|error| self.error(&error))
    }

    fn held_by(&self, service: InstanceId, after: InstanceId, limit: u64) -> Result<Vec<Instance>, Error> {
        dispatch::held_by(&self.connection, service, after, limit_to(limit)).map_err(|error| self.error(&error))
    }

    fn due(&self, until: Timestamp, limit: u64) -> Result<Vec<Taken>, Error> {
        dispatch::due(&self.connection, until, limit_to(limit)).map_err(|error| self.error(&error))
    }

    fn starving(&self) -> Result<Vec<Starving>, Error> {
        dispatch::starving(&self.connection).map_err(|error| self.error(&error))
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
        message(&self.connection, id).map_err(|error| self.error(&error))
    }

    fn instance(&self, id: InstanceId) -> Result<Option<Instance>, Error> {
        let sql = format!("SELECT {} FROM instance AS i WHERE i.id = ?1", rows::INSTANCE);
        Ok(self.all(&sql, [id.0], rows::instance)?.pop())
    }

    fn instances(&self, query: &InstanceQuery, offset: u64, limit: u64) -> Result<InstancePage, Error> {
        let Search { sql: condition, mut values } = Search::new(query);
        let totals = self.all(&format!("SELECT count(*) {condition}"), rusqlite::params_from_iter(&values), |row| {
            rows::count(row, 0)
        })?;
        let total = totals.first().copied().unwrap_or_default();
        values.extend([limit_to(limit), limit_to(offset)].map(Value::from));
        let (limit, offset) = (values.len() - 1, values.len());
        // the page is found first, so that only its rows are read in full
        let sql = format!(
            "SELECT {columns} FROM instance AS i
             WHERE i.id IN (SELECT i.id {condition} ORDER BY {order} LIMIT ?{limit} OFFSET ?{offset})
             ORDER BY {order}",
            columns = rows::INSTANCE,
            order = search::order(query.order),
        );
        let page = self.all(&sql, rusqlite::params_from_iter(&values), rows::instance)?;
        let rows = with_messages(&self.connection, page, |instance| instance.message);
        let rows = rows.map_err(|error| self.error(&error))?;
        let (messages, held) = if query.first_of_service {
            let whole = Search::new(&InstanceQuery { first_of_service: false, ..query.clone() });
            let sql = format!("SELECT count(*) {}", whole.sql);
            let counted = self.all(&sql, rusqlite::params_from_iter(&whole.values), |row| rows::count(row, 0))?;
            (counted.first().copied().unwrap_or(total), self.held(query, &rows)?)
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
        let Search { sql: condition, mut values } = Search::new(query);
        values.extend([Value::from(after.0), limit_to(limit).into()]);
        let (after, limit) = (values.len() - 1, values.len());
        // the piece is found first, so that only its rows are read in full
        let sql = format!(
            "SELECT {columns} FROM instance AS i
             WHERE i.id IN (SELECT i.id {condition} AND i.id > ?{after} ORDER BY i.id LIMIT ?{limit}) ORDER BY i.id",
            columns = rows::INSTANCE
        );
        let rows = self.all(&sql, rusqlite::params_from_iter(&values), rows::instance)?;
        with_messages(&self.connection, rows, |instance| instance.message).map_err(|error| self.error(&error))
    }

    fn suspended_by_cause(&self, query: &InstanceQuery) -> Result<Vec<CauseGroup>, Error> {
        let search = Search::new(query);
        self.all(&by_cause(&search, query.first_of_service), rusqlite::params_from_iter(&search.values), |row| {
            Ok(CauseGroup {
                cause: rows::read_cause(row, 0)?.ok_or_else(|| rows::strange(0, "nothing"))?,
                port: rows::optional_name(row, 1)?,
                via: rows::optional_name(row, 2)?,
                ruling: rows::read_json(row, 3)?,
                instances: rows::count(row, 4)?,
                resumable: rows::count(row, 5)?,
                since: rows::read_time(row, 6)?,
                messages: rows::count(row, 7)?,
            })
        })
    }

    fn counts(&self) -> Result<Vec<Count>, Error> {
        let sql = "SELECT port, via, host, state, nullif(cause, ''), ordered, count FROM tally WHERE count <> 0
                   ORDER BY port_key, via_key, host_key, state, cause, ordered";
        self.all(sql, [], |row| {
            Ok(Count {
                port: rows::optional_name(row, 0)?,
                via: rows::optional_name(row, 1)?,
                host: rows::name(row, 2)?,
                state: rows::read_state(row, 3)?,
                cause: rows::read_cause(row, 4)?,
                in_order: row.get(5)?,
                count: rows::count(row, 6)?,
            })
        })
    }

    fn suspended_by_address(&self) -> Result<Vec<(String, u64)>, Error> {
        let sql = "SELECT address, count FROM tally_address ORDER BY address";
        self.all(sql, [], |row| Ok((row.get(0)?, rows::count(row, 1)?)))
    }

    fn exercised(&self) -> Result<Vec<Exercised>, Error> {
        self.all("SELECT cell, count, first, time FROM exercised ORDER BY cell", [], rows::exercised)
    }

    fn arrivals(&self, port: &Name, limit: u64) -> Result<Vec<(Arrival, Arc<Message>)>, Error> {
        let sql = format!("SELECT {} FROM arrival WHERE port_key = ?1 ORDER BY id DESC LIMIT ?2", rows::ARRIVAL);
        let arrivals = self.all(&sql, params![rows::key(port), limit_to(limit)], rows::arrival)?;
        with_messages(&self.connection, arrivals, |arrival| arrival.message).map_err(|error| self.error(&error))
    }

    fn arrival_counts(&self) -> Result<Vec<(Name, u64)>, Error> {
        self.all("SELECT port, count FROM tally_arrival WHERE count <> 0 ORDER BY port_key", [], |row| {
            Ok((rows::name(row, 0)?, rows::count(row, 1)?))
        })
    }

    fn events(&self, limit: u64) -> Result<Vec<String>, Error> {
        self.all(
            "SELECT json FROM (SELECT id, json FROM event ORDER BY id DESC LIMIT ?1) ORDER BY id",
            [limit_to(limit)],
            |row| row.get(0),
        )
    }

    fn messages(&self, query: &MessageQuery, page: &Keyset, effort: Effort) -> Result<MessagePage, Error> {
        messages::page(&self.connection, query, page, effort).map_err(|error| self.error(&error))
    }

    fn count_messages(&self, query: &MessageQuery, among: &Keyset, effort: Effort) -> Result<MessageCount, Error> {
        messages::count(&self.connection, query, among, effort).map_err(|error| self.error(&error))
    }

    fn dossier(&self, id: MessageId, limit: u64) -> Result<Option<Dossier>, Error> {
        messages::dossier(&self.connection, id, limit).map_err(|error| self.error(&error))
    }

    fn youngest_instances(&self, limit: u64) -> Result<Vec<(Instance, Arc<Message>)>, Error> {
        let sql = format!("SELECT {} FROM instance AS i ORDER BY i.id DESC LIMIT ?1", rows::INSTANCE);
        let mut youngest = self.all(&sql, [limit_to(limit)], rows::instance)?;
        youngest.reverse();
        with_messages(&self.connection, youngest, |instance| instance.message).map_err(|error| self.error(&error))
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
                if let Err(error) = open::trust(&self.connection, true) {
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

fn by_cause(search: &Search, first_of_service: bool) -> String {
    let (messages, held) = if first_of_service {
        let held = format!("LEFT JOIN ({}) AS h ON h.first = i.id", *search::HELD);
        ("sum(coalesce(h.held, 1))", held)
    } else {
        ("count(*)", String::new())
    };
    let (from, condition) = search.sql.split_once(" WHERE ").unwrap_or((&search.sql, "true"));
    format!(
        "SELECT g.cause, f.port, f.via, f.ruling, g.instances, g.resumable, g.since, g.messages
         FROM (
             SELECT i.cause, min(i.id) AS first, count(*) AS instances, {messages} AS messages,
                    count(*) FILTER (WHERE i.state = '{resumable}') AS resumable, min(i.created) AS since
             {from} {held} WHERE {condition} AND {suspended} GROUP BY i.cause, i.port_key, i.via_key
         ) AS g JOIN instance AS f ON f.id = g.first
         ORDER BY g.first",
        resumable = rows::state(InstanceState::SuspendedResumable),
        suspended = search::SUSPENDED
    )
}

fn apply(store: &Connection, write: &Write) -> rusqlite::Result<()> {
    let rename = |table: &str, column: &str, from: &Name, to: &Name| {
        store.execute(
            &format!("UPDATE {table} SET {column} = ?2, {column}_key = ?3 WHERE {column}_key = ?1"),
            params![rows::key(from), to.as_str(), rows::key(to)],
        )
    };
    match write {
        Write::Message(message) => rows::insert_message(store, message),
        Write::Instance(instance) => rows::write_instance(store, instance),
        Write::Arrival(arrival) => rows::insert_arrival(store, arrival),
        Write::Outgoing(outgoing) => outgoing::insert(store, outgoing),
        Write::OutgoingGone(instance) => outgoing::remove(store, *instance),
        Write::Exercised { cell, count, message, time } => {
            let mut add = store.prepare_cached(
                "INSERT INTO exercised (cell, count, first, time) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (cell) DO UPDATE SET count = count + excluded.count",
            )?;
            add.execute(params![cell.as_str(), limit_to(*count), message.0, rows::time(*time)]).map(drop)
        }
        Write::Event { time, json, about: [message, other] } => {
            let mut insert = store
                .prepare_cached("INSERT INTO event (time, json, message, other_message) VALUES (?1, ?2, ?3, ?4)")?;
            let [message, other] = [message, other].map(|id| id.map(|id| id.0));
            insert.execute(params![rows::time(*time), json, message, other]).map(drop)
        }
        Write::Audit { entry, changes } => audit::write(store, entry, changes),
        Write::AuditUndone { id, by } => audit::mark(store, *id, *by),
        Write::RenamePort { from, to } => {
            rename("instance", "port", from, to)?;
            rename("outgoing", "port", from, to)?;
            rename("arrival", "port", from, to).map(drop)
        }
        Write::RenameGroup { from, to } => rename("instance", "via", from, to).map(drop),
        Write::RenameHost { from, to } => {
            outgoing::rename_host(store, from, to)?;
            rename("instance", "host", from, to).map(drop)
        }
        Write::Setting { name, value } => {
            let mut put = store.prepare_cached(
                "INSERT INTO setting (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )?;
            put.execute(params![name, value]).map(drop)
        }
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

fn message(store: &Connection, id: MessageId) -> rusqlite::Result<Option<Arc<Message>>> {
    store
        .prepare_cached(&format!("SELECT {} FROM message WHERE id = ?1", rows::MESSAGE))?
        .query_row([id.0], rows::message)
        .optional()
        .map(|found| found.map(Arc::new))
}

/// Puts its message beside each of these; what is of one message shares it.
fn with_messages<T>(
    store: &Connection,
    of: Vec<T>,
    id: impl Fn(&T) -> MessageId,
) -> rusqlite::Result<Vec<(T, Arc<Message>)>> {
    let mut known = HashMap::new();
    of.into_iter()
        .map(|one| {
            let message = match known.entry(id(&one)) {
                Entry::Occupied(there) => Arc::clone(there.get()),
                Entry::Vacant(free) => {
                    let found = message(store, *free.key())?.ok_or_else(|| rows::missing(*free.key()))?;
                    Arc::clone(free.insert(found))
                }
            };
            Ok((one, message))
        })
        .collect()
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
        assert!(taking.contains("INDEX work_queue (host_key=?)") && !taking.contains("B-TREE"), "{taking}");

        let states = vec![InstanceState::SuspendedResumable, InstanceState::SuspendedNotResumable];
        let whole = InstanceQuery { states: states.clone(), ..InstanceQuery::default() };
        let resumable = InstanceQuery { states: states[..1].to_vec(), ..InstanceQuery::default() };
        let cause = InstanceQuery { cause: Some(crate::message_box::CauseKind::Held), ..whole.clone() };
        for query in [whole, resumable, cause] {
            let Search { sql, values } = Search::new(&query);
            let page = plan(&format!("SELECT i.id {sql} ORDER BY i.id LIMIT 100"), values.len());
            assert!(page.contains("COVERING INDEX suspended_by_age") && !page.contains("B-TREE"), "{query:?}: {page}");
        }
        let grouped = plan(&by_cause(&Search::new(&InstanceQuery::default()), false), 0);
        assert!(grouped.contains("suspended_queue") && !grouped.contains("SCAN i\n"), "{grouped}");

        let port = InstanceQuery { port: Some("SP".into()), ..InstanceQuery::default() };
        let Search { sql, values } = Search::new(&port);
        let page = plan(&format!("SELECT i.id {sql} ORDER BY i.id LIMIT 100"), values.len());
        assert!(page.contains("instance_port (port_key=?)") && !page.contains("B-TREE"), "{page}");
    }
}
