//! What is suspended, grouped by cause, port and group, from the counts that are kept.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Row, params_from_iter, types::Value};

use super::{
    all, places,
    rows::{self, At},
    search::{self, Search},
    write::TIME_WENT_BACK,
};
use crate::{
    message_box::{CauseGroup, InstanceQuery},
    rules::instances::InstanceState,
};

/// Cause, port and group as numbers.
type Key = (i64, i64, i64);

#[derive(Default)]
struct Group {
    instances: u64,
    messages: u64,
    resumable: u64,
    /// The ids and times of some that are in it, the first one among them.
    first: Option<(i64, i64)>,
}

pub(super) fn groups(at: At<'_>, query: &InstanceQuery) -> rusqlite::Result<Vec<CauseGroup>> {
    let whole = if places::is_counted(query) { counted(at, query)? } else { looked_through(at, query)? };
    let mut groups: Vec<(Key, Group)> = whole.into_iter().filter(|(_, group)| group.first.is_some()).collect();
    groups.sort_by_key(|(_, group)| group.first);
    let mut ruling = at.store.prepare_cached("SELECT ruling FROM apart WHERE id = ?1")?;
    groups
        .into_iter()
        .map(|((cause, port, via), group)| {
            let name = |number| if number == 0 { Ok(None) } else { at.names.name(at.store, number).map(Some) };
            let (first, since) = group.first.unwrap_or_default();
            let ruling: Option<i64> = ruling.query_row([first], |row| row.get(0))?;
            Ok(CauseGroup {
                cause: crate::message_box::CauseKind::ALL
                    .into_iter()
                    .find(|kind| rows::cause(*kind) == cause)
                    .ok_or_else(|| rows::strange(0, &cause.to_string()))?,
                port: name(port)?,
                via: name(via)?,
                ruling: ruling.map(|number| at.names.ruling(at.store, number)).transpose()?,
                instances: group.instances,
                messages: group.messages,
                resumable: group.resumable,
                since: jiff::Timestamp::from_microsecond(since).map_err(|_| rows::strange(0, &since.to_string()))?,
            })
        })
        .collect()
}

fn counted(at: At<'_>, query: &InstanceQuery) -> rusqlite::Result<BTreeMap<Key, Group>> {
    let Search { sql: condition, values } = Search::counted(query);
    let alone = if query.first_of_service { " AND i.ordered = 0" } else { "" };
    let sql = format!(
        "SELECT i.cause, i.port, i.via, sum(i.count), sum(iif(i.state = 4, i.count, 0)) FROM tally AS i
         WHERE {}{condition}{alone} GROUP BY 1, 2, 3 HAVING sum(i.count) > 0",
        search::SUSPENDED
    );
    let read = |row: &Row<'_>| {
        let count = rows::count(row, 3)?;
        let group = Group { instances: count, messages: count, resumable: rows::count(row, 4)?, first: None };
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?), group))
    };
    let mut groups: BTreeMap<Key, Group> = all(at.store, &sql, params_from_iter(&values), read)?.into_iter().collect();
    let back = at.store.prepare_cached("SELECT 1 FROM setting WHERE name = ?1")?.exists([TIME_WENT_BACK])?;
    for (key, group) in &mut groups {
        group.first = first(at, query, *key, back)?;
    }
    if query.first_of_service {
        add_services(at, query, &mut groups)?;
    }
    Ok(groups)
}

/// The first one of a group, and since when there is one.
fn first(at: At<'_>, query: &InstanceQuery, key: Key, back: bool) -> rusqlite::Result<Option<(i64, i64)>> {
    let mut search = Search::listed(query);
    let (cause, port, via) = key;
    let none = |number: i64| if number == 0 { Value::Null } else { number.into() };
    let (cause, port, via) = (search.value(cause), search.value(none(port)), search.value(none(via)));
    let alone = if query.first_of_service { " AND i.lane IS NULL" } else { "" };
    let of = format!(
        "FROM apart AS i INDEXED BY suspended_queue
         WHERE i.cause = ?{cause} AND i.port IS ?{port} AND i.via IS ?{via}{alone}{}",
        search.sql
    );
    let sql = format!("SELECT i.id, i.created {of} ORDER BY i.id LIMIT 1");
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let Some((id, created)) = all(at.store, &sql, params_from_iter(&search.values), read)?.pop() else {
        return Ok(None);
    };
    if !back {
        return Ok(Some((id, created)));
    }
    let since = all(at.store, &format!("SELECT min(i.created) {of}"), params_from_iter(&search.values), |row| {
        row.get::<_, i64>(0)
    })?;
    Ok(Some((id, since.first().copied().unwrap_or(created))))
}

/// A service instance with ordered delivery is one, by its first message, and holds the others.
fn add_services(at: At<'_>, query: &InstanceQuery, groups: &mut BTreeMap<Key, Group>) -> rusqlite::Result<()> {
    let firsts = places::firsts(at.store, query)?;
    if firsts.is_empty() {
        return Ok(());
    }
    let services: HashMap<i64, i64> = firsts.iter().copied().collect();
    let ids = rows::json(&firsts.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    let mut search = Search::listed(query);
    let ids = search.value(ids);
    let sql = format!(
        "SELECT i.id, i.cause, coalesce(i.port, 0), coalesce(i.via, 0), i.state, i.created
         FROM json_each(?{ids}) AS j CROSS JOIN apart AS i ON i.id = j.value WHERE true{}",
        search.sql
    );
    let read = |row: &Row<'_>| {
        let key: Key = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((key, row.get::<_, i64>(0)?, row.get::<_, i64>(4)?, row.get::<_, i64>(5)?))
    };
    let held = Held::new(at, format!(" AND {}", search::SUSPENDED), true)?;
    for (key, id, state, created) in all(at.store, &sql, params_from_iter(&search.values), read)? {
        let group = groups.entry(key).or_default();
        group.instances += 1;
        group.resumable += u64::from(state == rows::state(InstanceState::SuspendedResumable));
        group.messages += match services.get(&id) {
            Some(service) => held.by(at, *service, key.1)?,
            None => 1,
        };
        group.first = Some(match group.first {
            Some((first, since)) => (first.min(id), since.min(created)),
            None => (id, created),
        });
    }
    Ok(())
}

/// How many messages service instances with ordered delivery hold, in the states of a query.
pub(super) struct Held {
    /// By port, where it has one of them only: that is what is counted of the port.
    alone: HashMap<i64, u64>,
    states: String,
}

impl Held {
    /// `states`: a further condition; `suspended`: it leaves only what is suspended.
    pub(super) fn new(at: At<'_>, states: String, suspended: bool) -> rusqlite::Result<Self> {
        let mut alone = HashMap::new();
        if suspended {
            let firsts = places::firsts(at.store, &InstanceQuery::default())?;
            let ids = rows::json(&firsts.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
            let sql = format!(
                "SELECT p.port, (SELECT coalesce(sum(i.count), 0) FROM tally AS i
                                 WHERE i.port = p.port AND i.ordered = 1 AND {}{states})
                 FROM (SELECT i.port AS port FROM json_each(?1) AS j CROSS JOIN apart AS i ON i.id = j.value
                       WHERE i.port IS NOT NULL GROUP BY i.port HAVING count(*) = 1) AS p",
                search::SUSPENDED
            );
            alone = all(at.store, &sql, [ids], |row| Ok((row.get(0)?, rows::count(row, 1)?)))?.into_iter().collect();
        }
        Ok(Self { alone, states })
    }

    pub(super) fn by(&self, at: At<'_>, service: i64, port: i64) -> rusqlite::Result<u64> {
        if let Some(held) = self.alone.get(&port) {
            return Ok(*held);
        }
        let sql = format!("SELECT count(*) FROM apart AS i WHERE i.lane IS NOT NULL AND i.service = ?1{}", self.states);
        at.store.prepare_cached(&sql)?.query_row([service], |row| rows::count(row, 0))
    }
}

/// Likewise by walking through all that matches.
fn looked_through(at: At<'_>, query: &InstanceQuery) -> rusqlite::Result<BTreeMap<Key, Group>> {
    let search = Search::apart(query);
    let held = if query.first_of_service {
        "coalesce(sum(coalesce((SELECT count(*) FROM apart AS h INDEXED BY suspended_service
                                WHERE h.lane IS NOT NULL AND h.state IN (4, 5) AND i.lane IS NOT NULL
                                      AND h.service = i.service), 0) + (i.lane IS NULL)), 0)"
    } else {
        "count(*)"
    };
    let sql = format!(
        "SELECT i.cause, coalesce(i.port, 0), coalesce(i.via, 0), count(*), count(*) FILTER (WHERE i.state = 4),
                min(i.id), min(i.created), {held} {} AND {} GROUP BY 1, 2, 3",
        search.sql,
        search::SUSPENDED
    );
    let read = |row: &Row<'_>| {
        let group = Group {
            instances: rows::count(row, 3)?,
            messages: rows::count(row, 7)?,
            resumable: rows::count(row, 4)?,
            first: Some((row.get(5)?, row.get(6)?)),
        };
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?), group))
    };
    Ok(all(at.store, &sql, params_from_iter(&search.values), read)?.into_iter().collect())
}
