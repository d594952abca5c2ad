//! The outgoing queues of Message Queuing.

use rusqlite::{Connection, params};

use super::{all, rows};
use crate::{
    message_box::{Outgoing, OutgoingQueue},
    model::{InstanceId, MessageId, Name},
};

pub(super) fn insert(store: &Connection, outgoing: &Outgoing) -> rusqlite::Result<()> {
    let Outgoing { queue, address, message, instance, since } = outgoing;
    let mut insert = store.prepare_cached(
        "INSERT INTO outgoing
             (instance, message, owner, owner_key, clustered, port, port_key, transport, address, since)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    insert
        .execute(params![
            instance.0,
            message.0,
            queue.owner.as_str(),
            rows::key(&queue.owner),
            queue.clustered,
            queue.port.as_str(),
            rows::key(&queue.port),
            rows::transport(queue.on),
            address,
            rows::time(*since),
        ])
        .map(drop)
}

pub(super) fn remove(store: &Connection, instance: InstanceId) -> rusqlite::Result<()> {
    store.prepare_cached("DELETE FROM outgoing WHERE instance = ?1")?.execute([instance.0]).map(drop)
}

pub(super) fn rename_host(store: &Connection, from: &Name, to: &Name) -> rusqlite::Result<()> {
    store
        .execute(
            "UPDATE outgoing SET owner = ?2, owner_key = ?3 WHERE clustered AND owner_key = ?1",
            params![rows::key(from), to.as_str(), rows::key(to)],
        )
        .map(drop)
}

pub(super) fn rename_port(store: &Connection, from: &Name, to: &Name) -> rusqlite::Result<()> {
    store
        .execute(
            "UPDATE outgoing SET port = ?2, port_key = ?3 WHERE port_key = ?1",
            params![rows::key(from), to.as_str(), rows::key(to)],
        )
        .map(drop)
}

pub(super) fn queues(store: &Connection) -> rusqlite::Result<Vec<(OutgoingQueue, u64)>> {
    let sql = "SELECT min(owner), clustered, min(port), transport, count(*) FROM outgoing
               GROUP BY owner_key, clustered, port_key, transport ORDER BY owner_key, clustered, port_key, transport";
    all(store, sql, [], |row| {
        let queue = OutgoingQueue {
            owner: rows::name(row, 0)?,
            clustered: row.get(1)?,
            port: rows::name(row, 2)?,
            on: rows::read_transport(row, 3)?,
        };
        Ok((queue, rows::count(row, 4)?))
    })
}

pub(super) fn of(store: &Connection, queue: &OutgoingQueue, limit: i64) -> rusqlite::Result<Vec<Outgoing>> {
    let sql = "SELECT address, message, instance, since FROM outgoing
               WHERE owner_key = ?1 AND clustered = ?2 AND port_key = ?3 AND transport = ?4
               ORDER BY since, instance LIMIT ?5";
    let values =
        params![rows::key(&queue.owner), queue.clustered, rows::key(&queue.port), rows::transport(queue.on), limit];
    all(store, sql, values, |row| {
        Ok(Outgoing {
            queue: queue.clone(),
            address: row.get(0)?,
            message: MessageId(row.get(1)?),
            instance: InstanceId(row.get(2)?),
            since: rows::read_time(row, 3)?,
        })
    })
}
