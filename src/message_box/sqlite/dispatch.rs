//! The work queue: what host instances take, in which order, and what comes by itself.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    all,
    names::{Kind, find},
    packed::{READY, Through, Walk},
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
        "SELECT {} FROM apart AS i WHERE i.state = 0 AND i.lane IS NULL AND i.host = ?1
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
                 SELECT i.id FROM apart AS i INDEXED BY lane WHERE {turn}
                 ORDER BY i.port, i.lane, i.id LIMIT 1)
             UNION ALL
             SELECT (SELECT i.id FROM apart AS i INDEXED BY lane
                     WHERE {turn} AND (i.port, i.lane) > (o.port, o.lane)
                     ORDER BY i.port, i.lane, i.id LIMIT 1)
             FROM front JOIN apart AS o ON o.id = front.id)
         SELECT {columns} FROM front JOIN apart AS i ON i.id = front.id
         WHERE i.state = 0 AND i.host = ?1
               AND NOT EXISTS (SELECT 1 FROM apart AS b INDEXED BY lane_busy
                               WHERE b.port = i.port AND b.lane = i.lane AND b.lane IS NOT NULL
                                     AND b.state IN (1, 2, 3))
         ORDER BY i.priority, i.id LIMIT ?2",
        turn = keeps_its_turn("i"),
        columns = rows::INSTANCE
    )
});

pub(super) static LANE: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM apart AS i WHERE {} AND i.port = ?1 AND i.lane = ?2 AND i.id > ?3
         ORDER BY i.id LIMIT ?4",
        rows::INSTANCE,
        keeps_its_turn("i")
    )
});

static HELD_BY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT {} FROM apart AS i
         WHERE i.lane IS NOT NULL AND i.service = ?1 AND i.id > ?2 AND i.state NOT IN (6, 7)
         ORDER BY i.id LIMIT ?3",
        rows::INSTANCE
    )
});

pub(super) static DUE_BY: LazyLock<String> = LazyLock::new(|| {
    format!("SELECT {} FROM apart AS i WHERE {DUE} AND i.due <= ?1 ORDER BY i.due, i.id LIMIT ?2", rows::INSTANCE)
});

/// How many are usually taken at once, at most.
const BATCH: usize = 256;

/// What is ready to run in the work queue of a host, in its order, with what each is given.
pub(super) fn ready<T>(
    at: At<'_>,
    host: &Name,
    limit: i64,
    mut with: impl FnMut(Instance) -> rusqlite::Result<(Instance, T)>,
) -> rusqlite::Result<Vec<(Instance, T)>> {
    // of a host that has never had anything nothing is known
    let Some(host) = find(at.store, Kind::Host, &rows::key(host))? else { return Ok(Vec::new()) };
    let apart = all(at.store, &TAKE, params![host, limit], |row| at.instance(row))?;
    let mut packed = Vec::with_capacity(usize::try_from(limit).unwrap_or(0).min(BATCH));
    let mut work =
        at.store.prepare_cached("SELECT priority, block FROM work WHERE host = ?1 ORDER BY priority, block")?;
    let mut work = work.query([host])?;
    'blocks: while let Some(row) = work.next()? {
        let (priority, number): (i64, i64) = (row.get(0)?, row.get(1)?);
        let Some(block) = at.packed.block(at.store, number)? else { continue };
        for copy in block.copies.iter().filter(|copy| copy.state == READY) {
            let way = at.packed.ways.get(at, copy.way)?;
            if way.way.host == host && way.way.priority == priority {
                if packed.len() as i64 >= limit {
                    break 'blocks;
                }
                packed.push(with(copy.instance_on(&way, at)?)?);
            }
        }
    }
    if apart.is_empty() {
        return Ok(packed);
    }
    let mut both: Vec<(Instance, T)> = apart.into_iter().map(with).collect::<rusqlite::Result<_>>()?;
    both.append(&mut packed);
    both.sort_by_key(|(instance, _)| (instance.priority, instance.id));
    both.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(both)
}

/// These, as long as they are ready to run.
pub(super) fn ready_ones(at: At<'_>, ids: &[InstanceId]) -> rusqlite::Result<Vec<Instance>> {
    let sql = format!("SELECT {} FROM apart AS i WHERE i.id = ?1 AND i.state = 0", rows::INSTANCE);
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(copy) = at.packed.find(at.store, id.0)? {
            if copy.state == READY {
                found.push(copy.instance(at)?);
            }
            continue;
        }
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
        .prepare_cached(&format!("SELECT i.due FROM apart AS i WHERE {DUE} ORDER BY i.due LIMIT 1"))?
        .query_row([], |row| rows::read_micros(row, 0))
        .optional()
}

/// How many of the ports ahead of a starving one are named.
const AHEAD: usize = 3;

/// What waits in a work queue for a port.
struct Waits {
    waiting: u64,
    /// In microseconds.
    since: i64,
    first: i64,
}

/// What waits in the work queues, and of it what was overtaken: something of a higher priority that came
/// later is or was in the hands of a host instance.
pub(super) fn starving(at: At<'_>) -> rusqlite::Result<Vec<Starving>> {
    let mut waiting: BTreeMap<(i64, i64, i64), Waits> = all(
        at.store,
        "SELECT host, port, priority, count(*), min(changed), min(id) FROM apart INDEXED BY work_queue
         WHERE state = 0 AND lane IS NULL AND port IS NOT NULL GROUP BY host, port, priority",
        [],
        |row| {
            let key = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((key, Waits { waiting: rows::count(row, 3)?, since: row.get(4)?, first: row.get(5)? }))
        },
    )?
    .into_iter()
    .collect();
    let mut walk = Walk::new(Through::live(at.store)?, false);
    while let Some(copy) = walk.next(at)? {
        if copy.state != READY {
            continue;
        }
        let way = at.packed.ways.get(at, copy.way)?.way;
        let of = waiting.entry((way.host, way.port, way.priority)).or_insert(Waits {
            waiting: 0,
            since: copy.changed,
            first: copy.id,
        });
        of.waiting += 1;
        of.since = of.since.min(copy.changed);
        of.first = of.first.min(copy.id);
    }
    let mut starving = Vec::new();
    for ((host, port, priority), of) in waiting {
        let ahead = ahead(at, host, priority, &of)?;
        if ahead.is_empty() {
            continue;
        }
        starving.push(Starving {
            host: at.names.name(at.store, host)?,
            port: at.names.name(at.store, port)?,
            priority: u8::try_from(priority).map_err(|_| rows::strange(0, &priority.to_string()))?,
            waiting: of.waiting,
            since: Timestamp::from_microsecond(of.since).map_err(|_| rows::strange(0, &of.since.to_string()))?,
            ahead: ahead.into_iter().map(|port| at.names.name(at.store, port)).collect::<rusqlite::Result<_>>()?,
        });
    }
    starving.sort_by(|one, two| (&one.host, &one.port, one.priority).cmp(&(&two.host, &two.port, two.priority)));
    Ok(starving)
}

/// Some of the ports that overtake what waits.
fn ahead(at: At<'_>, host: i64, priority: i64, of: &Waits) -> rusqlite::Result<Vec<i64>> {
    let mut found: Vec<i64> = all(
        at.store,
        "SELECT DISTINCT port FROM apart
         WHERE id > ?1 AND host = ?2 AND priority < ?3 AND created >= ?4 AND server IS NOT NULL
               AND state <> 0 AND port IS NOT NULL
         LIMIT ?5",
        params![of.first, host, priority, of.since, AHEAD as i64],
        |row| row.get(0),
    )?;
    // of the few ports that come before it, if there are any
    let ports: Vec<i64> = all(
        at.store,
        "SELECT DISTINCT port FROM way WHERE host = ?1 AND priority < ?2 ORDER BY port",
        [host, priority],
        |row| row.get(0),
    )?;
    for port in ports {
        if found.len() >= AHEAD {
            break;
        }
        if found.contains(&port) {
            continue;
        }
        let mut walk = Walk::new(Through::Port(port), false).between(of.first.saturating_add(1), i64::MAX);
        while let Some(copy) = walk.next(at)? {
            let way = at.packed.ways.get(at, copy.way)?.way;
            if (way.host, way.port) == (host, port)
                && way.priority < priority
                && copy.created >= of.since
                && copy.server != 0
                && copy.state != READY
            {
                found.push(port);
                break;
            }
        }
    }
    Ok(found)
}
