//! The work queue: what host instances take, in which order, and what comes by itself.

use std::sync::LazyLock;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{all, rows, with_messages};
use crate::{
    message_box::{Instance, Starving, Taken},
    model::{InstanceId, Name},
    rules::instances::InstanceState,
};

/// As in the index `lane`; instances are called `{}`.
fn keeps_its_turn(name: &str) -> String {
    format!(
        "{name}.lane IS NOT NULL \
         AND ({name}.blocks OR {name}.state IN ('ready to run', 'scheduled', 'active', 'dehydrated'))"
    )
}

/// As in the index `instance_due`.
const DUE: &str = "i.due IS NOT NULL AND i.state IN ('scheduled', 'active', 'dehydrated')";

/// The condition is that of the index `work_queue`.
pub(super) static TAKE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM instance AS i WHERE i.state = 'ready to run' AND i.lane IS NULL AND i.host_key = ?1
         ORDER BY i.priority, i.id LIMIT ?2",
        rows::INSTANCE
    )
});

/// From the first of one order to the first of the next one, so that it costs as much as there are
/// orders, however long they are.
pub(super) static FRONTS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "WITH RECURSIVE front (id) AS (
             SELECT * FROM (
                 SELECT i.id FROM instance AS i INDEXED BY lane WHERE {turn}
                 ORDER BY i.port_key, i.lane, i.id LIMIT 1)
             UNION ALL
             SELECT (SELECT i.id FROM instance AS i INDEXED BY lane
                     WHERE {turn} AND (i.port_key, i.lane) > (o.port_key, o.lane)
                     ORDER BY i.port_key, i.lane, i.id LIMIT 1)
             FROM front JOIN instance AS o ON o.id = front.id)
         SELECT {columns} FROM front JOIN instance AS i ON i.id = front.id
         WHERE i.state = 'ready to run' AND i.host_key = ?1
               AND NOT EXISTS (SELECT 1 FROM instance AS b INDEXED BY lane_busy
                               WHERE b.port_key = i.port_key AND b.lane = i.lane AND b.lane IS NOT NULL
                                     AND b.state IN ('scheduled', 'active', 'dehydrated'))
         ORDER BY i.priority, i.id LIMIT ?2",
        turn = keeps_its_turn("i"),
        columns = rows::INSTANCE
    )
});

pub(super) static LANE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM instance AS i WHERE {} AND i.port_key = ?1 AND i.lane = ?2 AND i.id > ?3
         ORDER BY i.id LIMIT ?4",
        rows::INSTANCE,
        keeps_its_turn("i")
    )
});

static HELD_BY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM instance AS i
         WHERE i.lane IS NOT NULL AND i.service = ?1 AND i.id > ?2 AND i.state NOT IN ('completed', 'terminated')
         ORDER BY i.id LIMIT ?3",
        rows::INSTANCE
    )
});

pub(super) static DUE_BY: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {} FROM instance AS i WHERE {DUE} AND i.due <= ?1 ORDER BY i.due, i.id LIMIT ?2", rows::INSTANCE)
});

pub(super) fn take(
    store: &Connection,
    host: &Name,
    server: &Name,
    limit: i64,
    now: Timestamp,
) -> rusqlite::Result<Vec<Taken>> {
    let found = all(store, &TAKE, params![rows::key(host), limit], rows::instance)?;
    mark(store, found, server, now)
}

pub(super) fn take_these(
    store: &Connection,
    ids: &[InstanceId],
    server: &Name,
    now: Timestamp,
) -> rusqlite::Result<Vec<Taken>> {
    let sql = format!("SELECT {} FROM instance AS i WHERE i.id = ?1 AND i.state = 'ready to run'", rows::INSTANCE);
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(all(store, &sql, [id.0], rows::instance)?);
    }
    mark(store, found, server, now)
}

/// A host instance has them in hand.
fn mark(store: &Connection, mut taken: Vec<Instance>, server: &Name, now: Timestamp) -> rusqlite::Result<Vec<Taken>> {
    let mut mark = store.prepare_cached("UPDATE instance SET state = ?2, changed = ?3, server = ?4 WHERE id = ?1")?;
    for instance in &mut taken {
        instance.state = InstanceState::Active;
        instance.changed = now;
        instance.server = Some(server.clone());
        mark.execute(params![instance.id.0, rows::state(instance.state), rows::time(now), server.as_str()])?;
    }
    with_messages(store, taken, |instance| instance.message)
}

pub(super) fn fronts(store: &Connection, host: &Name, limit: i64) -> rusqlite::Result<Vec<Instance>> {
    all(store, &FRONTS, params![rows::key(host), limit], rows::instance)
}

pub(super) fn lane(
    store: &Connection,
    port: &Name,
    lane: &str,
    after: InstanceId,
    limit: i64,
) -> rusqlite::Result<Vec<Instance>> {
    all(store, &LANE, params![rows::key(port), lane, after.0, limit], rows::instance)
}

pub(super) fn held_by(
    store: &Connection,
    service: InstanceId,
    after: InstanceId,
    limit: i64,
) -> rusqlite::Result<Vec<Instance>> {
    all(store, &HELD_BY, params![service.0, after.0, limit], rows::instance)
}

pub(super) fn due(store: &Connection, until: Timestamp, limit: i64) -> rusqlite::Result<Vec<Taken>> {
    let found = all(store, &DUE_BY, params![rows::time(until), limit], rows::instance)?;
    with_messages(store, found, |instance| instance.message)
}

pub(super) fn next_due(store: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    store
        .prepare_cached(&format!("SELECT i.due FROM instance AS i WHERE {DUE} ORDER BY i.due LIMIT 1"))?
        .query_row([], |row| rows::read_time(row, 0))
        .optional()
}

/// How many of the ports ahead of a starving one are named.
const AHEAD: i64 = 3;

/// What waits in the work queues, and of it what was overtaken: something of a higher priority that came
/// later is or was in the hands of a host instance.
pub(super) fn starving(store: &Connection) -> rusqlite::Result<Vec<Starving>> {
    let waiting = all(
        store,
        "SELECT host, port, priority, count(*), min(changed), min(id), host_key FROM instance INDEXED BY work_queue
         WHERE state = 'ready to run' AND lane IS NULL AND port_key IS NOT NULL
         GROUP BY host_key, port_key, priority ORDER BY host_key, port_key, priority",
        [],
        |row| {
            let starving = Starving {
                host: rows::name(row, 0)?,
                port: rows::name(row, 1)?,
                priority: row.get(2)?,
                waiting: rows::count(row, 3)?,
                since: rows::read_time(row, 4)?,
                ahead: Vec::new(),
            };
            Ok((starving, row.get::<_, i64>(5)?, row.get::<_, String>(6)?))
        },
    )?;
    let mut starving = Vec::new();
    for (mut it, first, host) in waiting {
        it.ahead = all(
            store,
            "SELECT DISTINCT port FROM instance
             WHERE id > ?1 AND host_key = ?2 AND priority < ?3 AND created >= ?4 AND server IS NOT NULL
                   AND state <> 'ready to run' AND port IS NOT NULL
             LIMIT ?5",
            params![first, host, it.priority, rows::time(it.since), AHEAD],
            |row| rows::name(row, 0),
        )?;
        if !it.ahead.is_empty() {
            starving.push(it);
        }
    }
    Ok(starving)
}
