//! Finds a page anywhere in a long list of what is suspended without walking to it: the counts by block
//! say in which block of ids it begins, and only that block is walked through.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write as _,
};

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter, types::Value};

use super::{
    all, limit_to,
    rows::{self, At},
    search::{SUSPENDED, Search, in_states},
    tally::BLOCK,
    write::TIME_WENT_BACK,
};
use crate::message_box::{InstanceQuery, InstanceSort};

/// Whether what is asked for is counted apart.
pub(super) fn is_counted(query: &InstanceQuery) -> bool {
    query.text.trim().is_empty()
        && query.address.is_none()
        && query.service.is_none()
        && query.message.is_none()
        && query.lane.is_none()
        && query.due.is_none()
}

/// Whether the store holds nothing that is out of order by its message (or by its time).
fn in_step(store: &Connection, by_time: bool) -> rusqlite::Result<bool> {
    if by_time {
        let mut back = store.prepare_cached("SELECT 1 FROM setting WHERE name = ?1")?;
        return Ok(!back.exists([TIME_WENT_BACK])?);
    }
    let mut late = store.prepare_cached("SELECT 1 FROM apart INDEXED BY instance_late WHERE late = 1 LIMIT 1")?;
    Ok(!late.exists([])?)
}

/// The first suspended message of each service instance with ordered delivery, in the states and of the
/// cause of the query: its id and its service. From one service to the next, however many messages they hold.
pub(super) fn firsts(store: &Connection, query: &InstanceQuery) -> rusqlite::Result<Vec<(i64, i64)>> {
    let held = "FROM apart AS i INDEXED BY suspended_service WHERE i.lane IS NOT NULL";
    let cause = query.cause.map(|cause| format!(" AND i.cause = {}", rows::cause(cause))).unwrap_or_default();
    let sql = format!(
        "WITH RECURSIVE s (service) AS (
             SELECT min(i.service) {held} AND {SUSPENDED}
             UNION ALL
             SELECT (SELECT i.service {held} AND {SUSPENDED} AND i.service > s.service ORDER BY i.service LIMIT 1)
             FROM s WHERE s.service IS NOT NULL)
         SELECT s.service, (SELECT i.id {held} AND {SUSPENDED} AND i.service = s.service{states}{cause}
                            ORDER BY i.id LIMIT 1)
         FROM s WHERE s.service IS NOT NULL",
        states = in_states(&query.states)
    );
    let found = all(store, &sql, [], |row| Ok((row.get::<_, Option<i64>>(1)?, row.get(0)?)))?;
    Ok(found.into_iter().filter_map(|(id, service)| Some((id?, service))).collect())
}

/// The condition of a query. Which service instances with ordered delivery are listed is found by going from
/// one to the next, where all that is asked for is suspended.
pub(super) fn search(store: &Connection, query: &InstanceQuery) -> rusqlite::Result<Search> {
    let suspended = !query.states.is_empty() && query.states.iter().all(|state| state.is_suspended());
    if !query.first_of_service || !suspended {
        return Ok(Search::apart(query));
    }
    let ids: Vec<i64> = firsts(store, query)?.into_iter().map(|(id, _)| id).collect();
    let mut search = Search::apart(&InstanceQuery { first_of_service: false, ..query.clone() });
    let ids = search.value(rows::json(&ids)?);
    let _ = write!(search.sql, " AND (i.lane IS NULL OR i.id IN (SELECT value FROM json_each(?{ids})))");
    Ok(search)
}

/// The column by which a list is put in order, where it is counted apart.
fn column(by: InstanceSort) -> Option<&'static str> {
    match by {
        InstanceSort::Id | InstanceSort::Message | InstanceSort::Created => Some("0"),
        InstanceSort::Host => Some("i.host"),
        InstanceSort::State => Some("i.state"),
        InstanceSort::Cause => Some("i.cause"),
        InstanceSort::Attempts => Some("i.attempts"),
        InstanceSort::Port | InstanceSort::Via | InstanceSort::Address => None,
    }
}

/// How many match, and which ones stand on the page, in their order; `None` where another way is needed.
pub(super) fn page(
    at: At<'_>,
    query: &InstanceQuery,
    offset: u64,
    limit: u64,
) -> rusqlite::Result<Option<(u64, Vec<i64>)>> {
    let suspended = !query.states.is_empty() && query.states.iter().all(|state| state.is_suspended());
    if let Some(by) = Names::of(query).filter(|_| suspended && is_counted(query)) {
        return by_name(at.store, by, query, offset, limit).map(Some);
    }
    let Some(key) = column(query.order.by).filter(|_| suspended && is_counted(query)) else { return Ok(None) };
    if matches!(query.order.by, InstanceSort::Message | InstanceSort::Created)
        && !in_step(at.store, query.order.by == InstanceSort::Created)?
    {
        return Ok(None);
    }
    let Search { sql: condition, values } = Search::counted(query);
    let alone = if query.first_of_service { " AND i.ordered = 0" } else { "" };
    let from = counted_by_block(query);
    let sql =
        format!("SELECT {key}, i.block, sum(i.count) FROM {from} AS i WHERE true{condition}{alone} GROUP BY 1, 2");
    let read = |row: &Row<'_>| Ok(((row.get(0)?, row.get(1)?), rows::count(row, 2)?));
    let mut piles: BTreeMap<(i64, i64), u64> =
        all(at.store, &sql, params_from_iter(&values), read)?.into_iter().collect();
    let firsts = if query.first_of_service { add_firsts(at.store, query, key, &mut piles)?.ids } else { Vec::new() };
    let total: u64 = piles.values().sum();

    let mut left = limit.min(total.saturating_sub(offset));
    let mut skip = offset;
    let mut page = Vec::new();
    for ((of, block), count) in in_order(at, query, piles)? {
        if left == 0 {
            break;
        }
        if skip >= count {
            skip -= count;
            continue;
        }
        let pile = Pile { key, of, block: Some(block), firsts_only: false };
        let found = walk(at.store, query, &pile, &firsts, skip, left)?;
        skip = 0;
        left -= found.len() as u64;
        page.extend(found);
    }
    Ok(Some((total, page)))
}

/// What counts by block what a query asks for.
fn counted_by_block(query: &InstanceQuery) -> &'static str {
    let anywhere = query.port.is_none() && query.ports.is_none() && query.routing_failures.is_none();
    if anywhere { "tally_place" } else { "tally_block" }
}

/// A column of names or texts by which a list is put in order.
#[derive(Clone, Copy, Debug)]
struct Names {
    column: &'static str,
    /// Where it is counted by it and by block.
    blocks: &'static str,
}

impl Names {
    fn of(query: &InstanceQuery) -> Option<Self> {
        let (column, blocks) = match query.order.by {
            InstanceSort::Port => ("i.port", "tally_block"),
            InstanceSort::Via => ("i.via", counted_by_block(query)),
            InstanceSort::Address => ("i.address", "tally_address_block"),
            _ => return None,
        };
        Some(Self { column, blocks })
    }
}

/// Of how many it is not looked for a block, where nothing but the column is asked for: the index has them in a row.
const FEW: u64 = 1000;

/// By a name: what is counted by it says at which one a page begins.
fn by_name(
    store: &Connection,
    by: Names,
    query: &InstanceQuery,
    offset: u64,
    limit: u64,
) -> rusqlite::Result<(u64, Vec<i64>)> {
    let Search { sql: condition, values } = Search::counted(query);
    let alone = if query.first_of_service { " AND i.ordered = 0" } else { "" };
    let sql = format!(
        "SELECT a.name, a.count, n.key FROM (
             SELECT {} AS name, sum(i.count) AS count FROM tally_address AS i WHERE true{condition}{alone} GROUP BY 1
         ) AS a LEFT JOIN name AS n ON n.id = a.name",
        by.column
    );
    let read = |row: &Row<'_>| {
        let key: Option<String> = row.get(2)?;
        Ok(((key, row.get::<_, i64>(0)?), rows::count(row, 1)?))
    };
    // what has none comes first
    let mut names: BTreeMap<(Option<String>, i64), u64> =
        all(store, &sql, params_from_iter(&values), read)?.into_iter().collect();
    let mut listed = BTreeMap::new();
    let firsts =
        if query.first_of_service { add_firsts(store, query, by.column, &mut listed)? } else { Firsts::default() };
    let with_others: BTreeSet<i64> = names.keys().map(|(_, name)| *name).collect();
    for ((name, _), count) in &listed {
        let key: Option<String> = store
            .prepare_cached("SELECT key FROM name WHERE id = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        *names.entry((key, *name)).or_default() += count;
    }
    let total: u64 = names.values().sum();
    let mut names: Vec<(i64, u64)> = names.into_iter().map(|((_, name), count)| (name, count)).collect();
    if query.order.down {
        names.reverse();
    }
    let whole = InstanceQuery {
        states: query.states.clone(),
        order: query.order,
        port: query.port.clone().filter(|_| query.order.by == InstanceSort::Port),
        ..InstanceQuery::default()
    };
    let in_a_row = *query == whole && query.states.len() > 1;

    let (mut skip, mut left, mut page) = (offset, limit.min(total.saturating_sub(offset)), Vec::new());
    for (name, count) in names {
        if left == 0 {
            break;
        }
        if skip >= count {
            skip -= count;
            continue;
        }
        if !with_others.contains(&name) {
            // they are known already
            let (all, from) = (firsts.of.get(&name).map_or(&[][..], Vec::as_slice), skip as usize);
            let there = all.iter().copied();
            let before = page.len();
            if query.order.down {
                page.extend(there.rev().skip(from).take(left as usize));
            } else {
                page.extend(there.skip(from).take(left as usize));
            }
            skip = 0;
            left = left.saturating_sub((page.len() - before) as u64);
            continue;
        }
        let piles = if in_a_row && count <= FEW {
            vec![(Pile { key: by.column, of: name, block: None, firsts_only: false }, count)]
        } else {
            blocks_of(store, by, query, name, &listed)?
        };
        for (pile, count) in piles {
            if left == 0 {
                break;
            }
            if skip >= count {
                skip -= count;
                continue;
            }
            let found = walk(store, query, &pile, &firsts.ids, skip, left)?;
            skip = 0;
            left = left.saturating_sub(found.len() as u64);
            page.extend(found);
        }
    }
    Ok((total, page))
}

/// How many of a name are in which block, in the order of the list; `listed` as in [`add_firsts`].
fn blocks_of(
    store: &Connection,
    by: Names,
    query: &InstanceQuery,
    name: i64,
    listed: &BTreeMap<(i64, i64), u64>,
) -> rusqlite::Result<Vec<(Pile<'static>, u64)>> {
    let Names { column, blocks } = by;
    let mut search = Search::counted(query);
    let number = search.value(name);
    let sql = format!(
        "SELECT i.block, sum(i.count) FROM {blocks} AS i WHERE {column} = ?{number}{}{} GROUP BY 1",
        search.sql,
        if query.first_of_service { " AND i.ordered = 0" } else { "" }
    );
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, rows::count(row, 1)?));
    let mut blocks: BTreeMap<i64, u64> =
        all(store, &sql, params_from_iter(&search.values), read)?.into_iter().collect();
    let alone: BTreeSet<i64> = blocks.keys().copied().collect();
    for ((_, block), count) in listed.range((name, i64::MIN)..=(name, i64::MAX)) {
        *blocks.entry(*block).or_default() += count;
    }
    let pile = |block| Pile { key: column, of: name, block: Some(block), firsts_only: !alone.contains(&block) };
    let mut piles: Vec<_> = blocks.into_iter().map(|(block, count)| (pile(block), count)).collect();
    if query.order.down {
        piles.reverse();
    }
    Ok(piles)
}

/// What stands for service instances with ordered delivery, in the order of ids.
#[derive(Default)]
struct Firsts {
    ids: Vec<i64>,
    /// By what a list is put in order by.
    of: BTreeMap<i64, Vec<i64>>,
}

/// Counts what stands for a service instance with ordered delivery, as it is listed; yields the ids in their order.
fn add_firsts(
    store: &Connection,
    query: &InstanceQuery,
    key: &str,
    piles: &mut BTreeMap<(i64, i64), u64>,
) -> rusqlite::Result<Firsts> {
    let mut ids: Vec<i64> = firsts(store, query)?.into_iter().map(|(id, _)| id).collect();
    let mut by: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(Firsts::default());
    }
    ids.sort_unstable();
    let Search { sql: condition, mut values } = Search::listed(query);
    values.push(rows::json(&ids)?.into());
    let sql = format!(
        "SELECT coalesce({key}, 0), i.id FROM json_each(?{}) AS j CROSS JOIN apart AS i ON i.id = j.value
         WHERE true{condition} ORDER BY i.id",
        values.len()
    );
    for (of, id) in all(store, &sql, params_from_iter(&values), |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))? {
        *piles.entry((of, id >> BLOCK)).or_default() += 1;
        by.entry(of).or_default().push(id);
    }
    Ok(Firsts { ids, of: by })
}

/// The piles as the list has them: names in their order, and of each the blocks.
fn in_order(
    at: At<'_>,
    query: &InstanceQuery,
    piles: BTreeMap<(i64, i64), u64>,
) -> rusqlite::Result<Vec<((i64, i64), u64)>> {
    let mut piles: Vec<((i64, i64), u64)> = piles.into_iter().collect();
    if query.order.by == InstanceSort::Host {
        let mut place: HashMap<i64, String> = HashMap::from([(0, String::new())]);
        for ((of, _), _) in &piles {
            if !place.contains_key(of) {
                place.insert(*of, rows::key(&at.names.name(at.store, *of)?));
            }
        }
        piles.sort_by(|((one, one_block), _), ((two, two_block), _)| {
            (&place[one], one_block).cmp(&(&place[two], two_block))
        });
    }
    if query.order.down {
        piles.reverse();
    }
    Ok(piles)
}

/// What has the same value in the column by which a list is put in order.
struct Pile<'a> {
    /// The column; 0 where the list is in the order of ids.
    key: &'a str,
    /// 0: none.
    of: i64,
    /// As far as it is in this block of ids.
    block: Option<i64>,
    /// All that is listed of it stands for a service instance with ordered delivery.
    firsts_only: bool,
}

/// The ids of one pile in their order.
fn walk(
    store: &Connection,
    query: &InstanceQuery,
    pile: &Pile<'_>,
    firsts: &[i64],
    skip: u64,
    limit: u64,
) -> rusqlite::Result<Vec<i64>> {
    let Pile { key, of, block, firsts_only } = *pile;
    let index = match query.order.by {
        _ if query.port.is_some() => "suspended_port",
        InstanceSort::Address => "suspended_address",
        InstanceSort::Via => "suspended_via",
        InstanceSort::Port => "suspended_port",
        _ => "suspended_by_age",
    };
    let Search { sql: condition, mut values } = Search::listed(query);
    let mut value = |value: Value| {
        values.push(value);
        values.len()
    };
    let in_block = match block {
        Some(block) => {
            format!("i.id >= ?{} AND i.id < ?{}", value((block << BLOCK).into()), value(((block + 1) << BLOCK).into()))
        }
        None => "true".to_owned(),
    };
    let of = if key == "0" {
        String::new()
    } else if of == 0 && !matches!(query.order.by, InstanceSort::Cause | InstanceSort::Attempts) {
        format!(" AND {key} IS NULL")
    } else {
        format!(" AND {key} = ?{}", value(of.into()))
    };
    // those that may be there
    let firsts = match block {
        Some(block) => {
            let from = |id: i64| firsts.partition_point(|first| *first < id);
            &firsts[from(block << BLOCK)..from((block + 1) << BLOCK)]
        }
        None => firsts,
    };
    let mut from = format!("apart AS i INDEXED BY {index}");
    let alone = match (query.first_of_service, firsts) {
        (false, _) => String::new(),
        (true, []) => " AND i.lane IS NULL".to_owned(),
        (true, ids) if firsts_only => {
            // what stands behind them, however much that is, is not walked through
            let ids = value(rows::json(&ids)?.into());
            from = format!("json_each(?{ids}) AS j CROSS JOIN apart AS i ON i.id = j.value");
            String::new()
        }
        (true, ids) => {
            format!(
                " AND (i.lane IS NULL OR i.id IN (SELECT value FROM json_each(?{})))",
                value(rows::json(&ids)?.into())
            )
        }
    };
    let direction = if query.order.down { "DESC" } else { "ASC" };
    let sql = format!(
        "SELECT i.id FROM {from} WHERE {in_block}{of}{alone}{condition}
         ORDER BY i.id {direction} LIMIT ?{} OFFSET ?{}",
        value(limit_to(limit).into()),
        value(limit_to(skip).into())
    );
    all(store, &sql, params_from_iter(&values), |row| row.get(0))
}
