//! The work queue: what host instances take, in which order, and what comes by itself.

use std::sync::LazyLock;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    all,
    names::{Kind, find},
    rows::{self, At},
};
use crate::{
    message_box::{Instance, Starving},
    model::{InstanceId, Name},
};

/// As in the index `lane`; instances are called `{}`.
fn keeps_its_turn(name: &str) -> String {
    format!(
        "{name}.lane IS NOT NULL \
         AND ({name}.blocks OR {name}.state IN (0, 1, 2, 3))"
    )
}

/// As in the index `instance_due`.
const DUE: &str = "i.due IS NOT NULL AND i.state IN (1, 2, 3)";

/// The condition is that of the index `work_queue`.
pub(super) static TAKE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM instance AS i WHERE i.state = 0 AND i.lane IS NULL AND i.host = ?1
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
                 ORDER BY i.port, i.lane, i.id LIMIT 1)
             UNION ALL
             SELECT (SELECT i.id FROM instance AS i INDEXED BY lane
                     WHERE {turn} AND (i.port, i.lane) > (o.port, o.lane)
                     ORDER BY i.port, i.lane, i.id LIMIT 1)
             FROM front JOIN instance AS o ON o.id = front.id)
         SELECT {columns} FROM front JOIN instance AS i ON i.id = front.id
         WHERE i.state = 0 AND i.host = ?1
               AND NOT EXISTS (SELECT 1 FROM instance AS b INDEXED BY lane_busy
                               WHERE b.port = i.port AND b.lane = i.lane AND b.lane IS NOT NULL
                                     AND b.state IN (1, 2, 3))
         ORDER BY i.priority, i.id LIMIT ?2",
        turn = keeps_its_turn("i"),
        columns = rows::INSTANCE
    )
});

pub(super) static LANE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM instance AS i WHERE {} AND i.port = ?1 AND i.lane = ?2 AND i.id > ?3
         ORDER BY i.id LIMIT ?4",
        rows::INSTANCE,
        keeps_its_turn("i")
    )
});

static HELD_BY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM instance AS i
         WHERE i.lane IS NOT NULL AND i.service = ?1 AND i.id > ?2 AND i.state NOT IN (6, 7)
         ORDER BY i.id LIMIT ?3",
        rows::INSTANCE
    )
});

pub(super) static DUE_BY: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {} FROM instance AS i WHERE {DUE} AND i.due <= ?1 ORDER BY i.due, i.id LIMIT ?2", rows::INSTANCE)
});

/// What is ready to run in the work queue of a host, in its order.
pub(super) fn ready(at: At<'_>, host: &Name, limit: i64) -> rusqlite::Result<Vec<Instance>> {
    // of a host that has never had anything nothing is known
    let Some(host) = find(at.store, Kind::Host, &rows::key(host))? else { return Ok(Vec::new()) };
    all(at.store, &TAKE, params![host, limit], |row| at.instance(row))
}

/// These, as long as they are ready to run.
pub(super) fn ready_ones(at: At<'_>, ids: &[InstanceId]) -> rusqlite::Result<Vec<Instance>> {
    let sql = format!("SELECT {} FROM instance AS i WHERE i.id = ?1 AND i.state = 0", rows::INSTANCE);
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(all(at.store, &sql, [id.0], |row| at.instance(row))?);
    }
    Ok(found)
}

pub(super) fn fronts(at: At<'_>, host: &Name, limit: i64) -> rusqlite::Result<Vec<Instance>> {
    let host = find(at.store, Kind::Host, &rows::key(host))?;
    all(at.store, &FRONTS, params![host, limit], |row| at.instance(row))
}

pub(super) fn lane(
    at: At<'_>,
    port: &Name,
    lane: &str,
    after: InstanceId,
    limit: i64,
) -> rusqlite::Result<Vec<Instance>> {
    let port = find(at.store, Kind::Port, &rows::key(port))?;
    all(at.store, &LANE, params![port, lane, after.0, limit], |row| at.instance(row))
}

pub(super) fn held_by(
    at: At<'_>,
    service: InstanceId,
    after: InstanceId,
    limit: i64,
) -> rusqlite::Result<Vec<Instance>> {
    all(at.store, &HELD_BY, params![service.0, after.0, limit], |row| at.instance(row))
}

pub(super) fn due(at: At<'_>, until: Timestamp, limit: i64) -> rusqlite::Result<Vec<Instance>> {
    all(at.store, &DUE_BY, params![rows::micros(until), limit], |row| at.instance(row))
}

pub(super) fn next_due(store: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    store
        .prepare_cached(&format!("SELECT i.due FROM instance AS i WHERE {DUE} ORDER BY i.due LIMIT 1"))?
        .query_row([], |row| rows::read_micros(row, 0))
        .optional()
}

/// How many of the ports ahead of a starving one are named.
const AHEAD: i64 = 3;

/// What waits in the work queues, and of it what was overtaken: something of a higher priority that came
/// later is or was in the hands of a host instance.
pub(super) fn starving(at: At<'_>) -> rusqlite::Result<Vec<Starving>> {
    let waiting = all(
        at.store,
        "SELECT w.host, w.port, w.priority, w.waiting, w.since, w.first FROM (
             SELECT host, port, priority, count(*) AS waiting, min(changed) AS since, min(id) AS first
             FROM instance INDEXED BY work_queue
             WHERE state = 0 AND lane IS NULL AND port IS NOT NULL GROUP BY host, port, priority
         ) AS w JOIN name AS h ON h.id = w.host JOIN name AS p ON p.id = w.port
         ORDER BY h.key, p.key, w.priority",
        [],
        |row| {
            let starving = Starving {
                host: at.name(row, 0)?,
                port: at.name(row, 1)?,
                priority: row.get(2)?,
                waiting: rows::count(row, 3)?,
                since: rows::read_micros(row, 4)?,
                ahead: Vec::new(),
            };
            Ok((starving, row.get::<_, i64>(5)?, row.get::<_, i64>(0)?))
        },
    )?;
    let mut starving = Vec::new();
    for (mut it, first, host) in waiting {
        it.ahead = all(
            at.store,
            "SELECT DISTINCT port FROM instance
             WHERE id > ?1 AND host = ?2 AND priority < ?3 AND created >= ?4 AND server IS NOT NULL
                   AND state <> 0 AND port IS NOT NULL
             LIMIT ?5",
            params![first, host, it.priority, rows::micros(it.since), AHEAD],
            |row| at.name(row, 0),
        )?;
        if !it.ahead.is_empty() {
            starving.push(it);
        }
    }
    Ok(starving)
}
