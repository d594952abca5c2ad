//! Searches for messages. Whatever has an index is found by it; what is in texts, properties and
//! bodies has to be looked at, one message after the other, from the page's edge on.

use std::fmt::Write as _;

use rusqlite::{
    Connection, OptionalExtension, Row, Rows, functions::Context as Call, functions::FunctionFlags, params,
    params_from_iter, types::Value,
};

use super::{
    all, limit_to,
    names::{self, Kind},
    packed::{BLOCK, Copied, Through, Walk},
    rows::{self, At},
    search, wanted, write,
};
use crate::{
    message_box::Comparison,
    message_box::{
        Effort, Fate, Instance, Keyset, MessageCount, MessagePage, MessageQuery, MessageRow, PropertyTest, Tally,
    },
    model::{self, MessageId},
};

const WAITING: &str = "i.state IN (0, 1, 2, 3)";
/// As it stands in the index `instance_terminated`.
const TERMINATED: &str = "i.state = 7";

/// Of a message, whose id is the parameter 1, its copies with a row of their own: those that came with it, between
/// the parameters 2 and 3, and those that came late.
fn copies(columns: &str) -> String {
    format!(
        "SELECT {columns} FROM apart AS i WHERE i.id BETWEEN ?2 AND ?3 AND i.message = ?1 AND i.late = 0
         UNION ALL SELECT {columns} FROM apart AS i INDEXED BY instance_late WHERE i.late = 1 AND i.message = ?1"
    )
}

/// Its packed copies, which are all between these two.
fn packed_copies(at: At<'_>, id: i64, first: Option<i64>, last: Option<i64>) -> rusqlite::Result<Vec<Copied>> {
    let (Some(first), Some(last)) = (first, last) else { return Ok(Vec::new()) };
    let mut walk = Walk::new(Through::All, false).between(first, last);
    let mut found = Vec::new();
    while let Some(copy) = walk.next(at)? {
        if copy.message == id {
            found.push(copy);
        }
    }
    Ok(found)
}

pub(super) fn page(at: At<'_>, query: &MessageQuery, page: &Keyset, effort: Effort) -> rusqlite::Result<MessagePage> {
    let mut found = Vec::new();
    let go_on = walk(at, query, page, effort, |id| found.push(id))?;
    if page.oldest {
        found.reverse();
    }
    let rows = found.into_iter().map(|id| row(at, id)).collect::<rusqlite::Result<_>>()?;
    Ok(MessagePage { rows, go_on })
}

pub(super) fn count(
    at: At<'_>,
    query: &MessageQuery,
    among: &Keyset,
    effort: Effort,
) -> rusqlite::Result<MessageCount> {
    let store = at.store;
    let newest: Option<i64> = store.prepare_cached("SELECT max(id) FROM message")?.query_row([], |row| row.get(0))?;
    let newest = newest.map(MessageId);
    if query.text.trim().is_empty()
        && query.properties.is_empty()
        && query.body.is_empty()
        && !query.depends_on_instances()
    {
        // that stands apart, and no message is read
        let Some(bounds) = bounds(store, query, among)? else {
            return Ok(MessageCount { newest, ..MessageCount::default() });
        };
        let mut conditions = "last > ?1 AND first < ?2".to_owned();
        times(query, &mut conditions, "time");
        let sql = format!(
            "SELECT coalesce(sum(min(last, ?2 - 1) - max(first, ?1 + 1) + 1), 0) FROM published WHERE {conditions}"
        );
        let count = store.prepare_cached(&sql)?.query_row(params![bounds.0, bounds.1], |row| rows::count(row, 0))?;
        return Ok(MessageCount { count, newest, go_on: None });
    }
    let mut count = 0;
    let go_on = walk(at, query, among, effort, |_| count += 1)?;
    Ok(MessageCount { count, newest, go_on })
}

/// The copies of a message, oldest first.
pub(super) fn instances(at: At<'_>, id: MessageId) -> rusqlite::Result<Vec<Instance>> {
    let ends: Option<(Option<i64>, Option<i64>)> = at
        .store
        .prepare_cached("SELECT first, last FROM message WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((first, last)) = ends else { return Ok(Vec::new()) };
    let sql = copies(rows::INSTANCE);
    let mut all = all(at.store, &sql, params![id.0, first, last], |row| at.instance(row))?;
    for copy in packed_copies(at, id.0, first, last)? {
        all.push(copy.instance(at)?);
    }
    all.sort_by_key(|instance| instance.id);
    Ok(all)
}

/// What may tell of a message, oldest first, and no more than so much.
pub(super) fn events(at: At<'_>, id: MessageId, limit: u64) -> rusqlite::Result<Vec<String>> {
    let limit_rows = usize::try_from(limit).unwrap_or(usize::MAX);
    let sql = "SELECT event FROM event_about WHERE block = ?1 ORDER BY event LIMIT ?2";
    let mut events: Vec<i64> =
        all(at.store, sql, params![id.0 >> write::EVENT_BLOCK, limit_to(limit)], |row| row.get(0))?;
    if let Some((first, last)) = wanted::copies_of(at, id.0)? {
        let mut blocks = at.store.prepare_cached("SELECT id FROM packed WHERE id BETWEEN ?1 AND ?2")?;
        let blocks = blocks.query_map([first >> BLOCK, last >> BLOCK], |row| row.get::<_, i64>(0))?;
        for number in blocks {
            if let Some(block) = at.packed.block(at.store, number?)? {
                events.extend(&block.events);
            }
        }
    }
    events.sort_unstable();
    events.dedup();
    events.truncate(limit_rows);
    let mut read = at.store.prepare_cached("SELECT json FROM event WHERE id = ?1")?;
    let read = events.into_iter().map(|event| read.query_row([event], |row| row.get(0)).optional());
    read.filter_map(Result::transpose).collect()
}

fn row(at: At<'_>, id: i64) -> rusqlite::Result<MessageRow> {
    let store = at.store;
    let read = |row: &Row<'_>| {
        let found = MessageRow {
            id: MessageId(row.get(0)?),
            published: rows::read_micros(row, 1)?,
            addressing: rows::addressing(row, 2)?,
            context: rows::read_json(row, 3)?.ok_or_else(|| rows::strange(3, "nothing"))?,
            size: rows::count(row, 4)?,
            tally: Tally::default(),
        };
        Ok((found, row.get::<_, Option<i64>>(5)?, row.get::<_, Option<i64>>(6)?))
    };
    let sql = format!(
        "SELECT m.id, m.published, m.addressing, m.context, {}, m.first, m.last FROM message AS m WHERE m.id = ?1",
        rows::BODY_LENGTH
    );
    let (mut found, first, last) = store.prepare_cached(&sql)?.query_row([id], read)?;
    let sql = format!(
        "SELECT state, has_port, failed, count(*) FROM ({}) GROUP BY state, has_port, failed",
        copies("i.state, i.port IS NOT NULL AS has_port, i.cause IS NOT NULL AS failed")
    );
    let mut states = store.prepare_cached(&sql)?;
    let mut states = states.query(params![id, first, last])?;
    while let Some(row) = states.next()? {
        if let Some(fate) = Fate::of(rows::read_state(row, 0)?, row.get(1)?, row.get(2)?) {
            found.tally.add(fate, rows::count(row, 3)?);
        }
    }
    for copy in packed_copies(at, id, first, last)? {
        found.tally.add(fate_of(&copy), 1);
    }
    Ok(found)
}

/// What became of a packed copy.
fn fate_of(copy: &Copied) -> Fate {
    if copy.is_live() { Fate::Waiting } else { Fate::Processed }
}

/// Calls `found` with the id of every message that matches, in the order of the page. Yields where
/// to go on if the effort did not suffice to come to the end.
fn walk(
    at: At<'_>,
    query: &MessageQuery,
    page: &Keyset,
    effort: Effort,
    mut found: impl FnMut(i64),
) -> rusqlite::Result<Option<Keyset>> {
    if effort.find == 0 || effort.look_at == 0 {
        return Ok(Some(*page));
    }
    let store = at.store;
    let Some((after, before)) = bounds(store, query, page)? else { return Ok(None) };
    let go_on = |last: i64| {
        let (after, before) = if page.oldest { (last, before) } else { (after, last) };
        Keyset { before: Some(MessageId(before)), after: Some(MessageId(after)), oldest: page.oldest, bounded: true }
    };
    let candidates = Candidates::new(query, page.oldest, waiting(store)?);
    let mut packed = candidates.packed(at, query, page.oldest, after, before)?;
    let test = Test::new(query);
    let mut statement = store.prepare_cached(&candidates.sql)?;
    let values = [Value::from(after), Value::from(before)].into_iter().chain(candidates.values.iter().cloned());
    let mut rows: Rows<'_> = statement.query(params_from_iter(values))?;
    let mut test_statement = test.sql.as_deref().map(|sql| store.prepare_cached(sql)).transpose()?;
    let (mut looked_at, mut count) = (0, 0);
    // of a message that matched: several of its copies may be candidates
    let mut last = None;
    let mut of_rows = candidates.next(at, &mut rows)?;
    let mut of_packed = packed.next(at)?;
    loop {
        let from_packed = match (of_rows, of_packed) {
            (None, None) => return Ok(None),
            (Some(_), None) => false,
            (None, Some(_)) => true,
            (Some((one, _)), Some((two, _))) => one != two && (two < one) == page.oldest,
        };
        let next = if from_packed {
            std::mem::replace(&mut of_packed, packed.next(at)?)
        } else {
            std::mem::replace(&mut of_rows, candidates.next(at, &mut rows)?)
        };
        let Some((id, mut holds)) = next else { return Ok(None) };
        if looked_at >= effort.look_at || count >= effort.find {
            // not in the middle of the copies of one message, of which one may match
            match last {
                Some((of, _)) if of == id => {}
                Some((of, _)) => return Ok(Some(go_on(of))),
                None => {}
            }
        }
        looked_at += 1;
        if last == Some((id, true)) {
            continue;
        }
        if holds && let Some(statement) = &mut test_statement {
            let values = std::iter::once(Value::from(id)).chain(test.values.iter().cloned());
            holds = statement.query_row(params_from_iter(values), |row| row.get(0)).optional()?.unwrap_or(false);
        }
        if holds {
            count += 1;
            found(id);
        }
        last = Some((id, holds));
    }
}

/// The ids between which the messages of a page and of the query's times are, both excluded;
/// `None` if there are none.
fn bounds(store: &Connection, query: &MessageQuery, page: &Keyset) -> rusqlite::Result<Option<(i64, i64)>> {
    let mut after = page.after.map_or(i64::MIN, |id| id.0);
    let mut before = page.before.map_or(i64::MAX, |id| id.0);
    if !page.bounded && (query.from.is_some() || query.to.is_some()) {
        // a clock may have been set back between two runs: ids are not always in the order of time
        let mut conditions = "true".to_owned();
        times(query, &mut conditions, "time");
        let sql = format!("SELECT min(first), max(last) FROM published WHERE {conditions}");
        let (first, last): (Option<i64>, Option<i64>) =
            store.prepare_cached(&sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (Some(first), Some(last)) = (first, last) else { return Ok(None) };
        after = after.max(first.saturating_sub(1));
        before = before.min(last.saturating_add(1));
    }
    Ok((after < before).then_some((after, before)))
}

fn times(query: &MessageQuery, conditions: &mut String, column: &str) {
    if let Some(from) = query.from {
        let _ = write!(conditions, " AND {column} >= {}", rows::micros(from));
    }
    if let Some(to) = query.to {
        let _ = write!(conditions, " AND {column} < {}", rows::micros(to));
    }
}

/// The ids to look at, in order, each with whether what an index does not know holds of the copy.
/// The parameters 1 and 2 are the bounds.
struct Candidates {
    sql: String,
    values: Vec<Value>,
    drive: Drive,
}

/// What the packed copies have to do with the candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drive {
    /// Nothing: none of them is asked for, or messages are.
    Alone,
    /// They are candidates too, by their port or group.
    Beside,
    /// They are candidates too, those that wait.
    BesideWaiting,
    /// The candidates are messages, with the ends of their copies, and it is enough if one of these does.
    Within(Fate),
}

/// The packed copies among the candidates, in order.
enum Beside {
    None,
    Walk { walk: Walk, port: Option<i64>, via: Option<i64>, fate: Option<Fate>, after: i64, before: i64 },
}

impl Beside {
    /// The next one, and whether it does.
    fn next(&mut self, at: At<'_>) -> rusqlite::Result<Option<(i64, bool)>> {
        let Self::Walk { walk, port, via, fate, after, before } = self else { return Ok(None) };
        while let Some(copy) = walk.next(at)? {
            if copy.message <= *after || copy.message >= *before {
                continue;
            }
            let way = at.packed.ways.get(at, copy.way)?.way;
            // what leads to the block leads to this one, and to some others
            if port.is_some_and(|port| port != way.port) || port.is_none() && via.is_some_and(|via| via != way.via) {
                continue;
            }
            let holds = via.is_none_or(|via| via == way.via) && fate.is_none_or(|fate| fate == fate_of(&copy));
            if holds || port.is_some() || via.is_some() {
                return Ok(Some((copy.message, holds)));
            }
        }
        Ok(None)
    }
}

/// Up to how many copies that wait are put in order; where more wait, one of them is never far.
const PUT_IN_ORDER: u64 = 10_000;

impl Candidates {
    /// `waiting`: how many instances are in work queues or on their way.
    fn new(query: &MessageQuery, oldest: bool, waiting: u64) -> Self {
        let order = if oldest { "ASC" } else { "DESC" };
        if !query.depends_on_instances() {
            let sql = format!("SELECT id, true FROM message WHERE id > ?1 AND id < ?2 ORDER BY id {order}");
            return Self { sql, values: Vec::new(), drive: Drive::Alone };
        }
        let mut values = Vec::new();
        let mut conditions = Vec::new();
        let mut is = |column: &str, kind: Kind, name: &Option<model::Name>| {
            name.as_ref().map(|name| {
                values.push(Value::from(rows::key(name)));
                let kind = kind as i64;
                format!("{column} = (SELECT id FROM name WHERE kind = {kind} AND key = ?{})", values.len() + 2)
            })
        };
        let port = is("i.port", Kind::Port, &query.port);
        let via = is("i.via", Kind::Group, &query.via);
        let fate = query.fate.map(|fate| match fate {
            Fate::Processed => "i.state = 6 AND i.cause IS NULL",
            Fate::ErrorRouted => "i.state = 6 AND i.cause IS NOT NULL",
            Fate::Suspended | Fate::RoutingFailure => search::SUSPENDED,
            Fate::Waiting => WAITING,
            Fate::Terminated => TERMINATED,
        });
        let of_fate = match query.fate {
            Some(Fate::Processed | Fate::Suspended) => Some("i.port IS NOT NULL"),
            Some(Fate::RoutingFailure) => Some("i.port IS NULL"),
            _ => None,
        };
        // one of them drives, the others are looked at
        let (index, driver) = match (&port, &via, query.fate) {
            (Some(port), ..) => ("instance_port", port.clone()),
            (None, Some(via), _) => ("instance_via", format!("i.via IS NOT NULL AND {via}")),
            (None, None, Some(Fate::Suspended | Fate::RoutingFailure)) => {
                ("suspended_message", search::SUSPENDED.to_owned())
            }
            (None, None, Some(Fate::Terminated)) => ("instance_terminated", TERMINATED.to_owned()),
            (None, None, Some(Fate::Waiting)) if waiting <= PUT_IN_ORDER => {
                let sql = format!(
                    "SELECT i.message, true FROM ({}) AS w JOIN apart AS i ON i.id = w.id
                     WHERE {WAITING} AND i.message > ?1 AND i.message < ?2 ORDER BY i.message {order}",
                    search::WAITING_IDS.as_str()
                );
                return Self { sql, values, drive: Drive::BesideWaiting };
            }
            // no index is in this order, and of most messages there is such a copy
            (None, None, _) => {
                let holds = [fate, of_fate].into_iter().flatten().collect::<Vec<_>>().join(" AND ");
                let some = |copies: &str| format!("EXISTS (SELECT 1 FROM apart AS i {copies} AND {holds})");
                let sql = format!(
                    "SELECT m.id, {} OR {}, m.first, m.last FROM message AS m WHERE m.id > ?1 AND m.id < ?2 ORDER BY m.id {order}",
                    some("WHERE i.id BETWEEN m.first AND m.last AND i.message = m.id"),
                    some("INDEXED BY instance_late WHERE i.late = 1 AND i.message = m.id")
                );
                let drive = query.fate.map_or(Drive::Alone, Drive::Within);
                return Self { sql, values, drive };
            }
        };
        conditions.extend(via.filter(|_| port.is_some()));
        conditions.extend(fate.filter(|fate| *fate != driver).map(str::to_owned));
        conditions.extend(of_fate.map(str::to_owned));
        let holds = if conditions.is_empty() { "true".to_owned() } else { conditions.join(" AND ") };
        let sql = format!(
            "SELECT i.message, coalesce({holds}, false) FROM apart AS i INDEXED BY {index}
             WHERE {driver} AND i.message > ?1 AND i.message < ?2 ORDER BY i.message {order}"
        );
        let drive = if port.is_some() || index == "instance_via" { Drive::Beside } else { Drive::Alone };
        Self { sql, values, drive }
    }

    /// The next one of the rows.
    fn next(&self, at: At<'_>, rows: &mut Rows<'_>) -> rusqlite::Result<Option<(i64, bool)>> {
        let Some(row) = rows.next()? else { return Ok(None) };
        let (id, mut holds): (i64, bool) = (row.get(0)?, row.get(1)?);
        if let (Drive::Within(fate), false) = (self.drive, holds) {
            let copies = packed_copies(at, id, row.get(2)?, row.get(3)?)?;
            holds = copies.iter().any(|copy| fate_of(copy) == fate);
        }
        Ok(Some((id, holds)))
    }

    /// What is beside the rows, of the messages between two, both excluded.
    fn packed(
        &self,
        at: At<'_>,
        query: &MessageQuery,
        oldest: bool,
        after: i64,
        before: i64,
    ) -> rusqlite::Result<Beside> {
        let (mut port, mut via) = (None, None);
        for (kind, name, number) in [(Kind::Port, &query.port, &mut port), (Kind::Group, &query.via, &mut via)] {
            if let Some(name) = name {
                *number = names::find(at.store, kind, &rows::key(name))?;
                if number.is_none() {
                    return Ok(Beside::None);
                }
            }
        }
        let through = match (self.drive, port, via) {
            (Drive::BesideWaiting, ..) => Through::live(at.store)?,
            (Drive::Beside, Some(port), _) => Through::Port(port),
            (Drive::Beside, None, Some(via)) => Through::Via(via),
            _ => return Ok(Beside::None),
        };
        // they are in the order of messages
        let id = |sql: &str, message: i64| -> rusqlite::Result<Option<i64>> {
            at.store.prepare_cached(sql)?.query_row([message], |row| row.get(0)).optional()
        };
        let from = "SELECT first FROM message WHERE id > ?1 AND first IS NOT NULL ORDER BY id LIMIT 1";
        let to = "SELECT last FROM message WHERE id < ?1 AND last IS NOT NULL ORDER BY id DESC LIMIT 1";
        let (Some(from), Some(to)) = (id(from, after)?, id(to, before)?) else { return Ok(Beside::None) };
        let walk = Walk::new(through, !oldest).between(from, to);
        Ok(Beside::Walk { walk, port, via, fate: query.fate, after, before })
    }
}

fn waiting(store: &Connection) -> rusqlite::Result<u64> {
    store
        .prepare_cached("SELECT coalesce(sum(count), 0) FROM tally WHERE state IN (0, 1, 2, 3)")?
        .query_row([], |row| rows::count(row, 0))
}

/// What has to be looked at in a message. The parameter 1 is its id.
struct Test {
    sql: Option<String>,
    values: Vec<Value>,
}

impl Test {
    fn new(query: &MessageQuery) -> Self {
        let mut conditions = "true".to_owned();
        let mut values: Vec<Value> = Vec::new();
        times(query, &mut conditions, "m.published");
        let text = query.text.trim().to_lowercase();
        if !text.is_empty() {
            values.push(text.into());
            let n = values.len() + 1;
            let _ = write!(conditions, " AND (instr('m-' || m.id, ?{n}) OR property_mentions(m.context, ?{n}))");
        }
        for test in &query.properties {
            values.extend([
                Value::from(test.property.clone()),
                Value::from(sign(test.comparison).to_owned()),
                Value::from(test.value.clone()),
            ]);
            let n = values.len() + 1;
            let _ = write!(conditions, " AND property_holds(m.context, ?{}, ?{}, ?{n})", n - 2, n - 1);
        }
        if !query.body.is_empty() {
            values.push(query.body.to_lowercase().into());
            // one that is not all there is no text, and an error
            let _ = write!(conditions, " AND mentions(coalesce({}, 0), ?{})", rows::BODY, values.len() + 1);
        }
        let sql = (conditions != "true").then(|| format!("SELECT {conditions} FROM message AS m WHERE m.id = ?1"));
        Self { sql, values }
    }
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Is(operator) => operator.sign(),
        Comparison::Contains => "contains",
        Comparison::Missing => "missing",
    }
}

/// Gives the connection `property_holds(context, property, comparison, value)`.
pub(super) fn install(connection: &Connection, flags: FunctionFlags) -> rusqlite::Result<()> {
    connection.create_scalar_function("property_holds", 4, flags, |call: &Call<'_>| {
        let property = call.get_raw(1).as_str()?;
        let wanted = call.get_raw(2).as_str()?;
        let comparison = Comparison::ALL.into_iter().find(|it| sign(*it) == wanted).unwrap_or(Comparison::Contains);
        let json = call.get_raw(0).as_str()?;
        // most messages need not be read: the name does not stand in them
        let plain = !property.contains(['"', '\\']) && !property.contains(char::is_control);
        if plain && !json.contains(property) {
            return Ok(comparison == Comparison::Missing);
        }
        let context: model::Context = serde_json::from_str(json).map_err(|_| search::damaged())?;
        let test =
            PropertyTest { property: property.to_owned(), comparison, value: call.get_raw(3).as_str()?.to_owned() };
        Ok(test.holds(&context))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message_box::{MessageBox as _, SqliteMessageBox};

    /// What a page costs grows with the page, not with the store: each kind of search follows an
    /// index in the order of the page.
    #[test]
    fn pages_are_read_in_the_order_of_an_index() {
        let store = SqliteMessageBox::in_memory().unwrap();
        assert!(store.messages(&MessageQuery::default(), &Keyset::newest(), Effort { find: 1, look_at: 1 }).is_ok());
        let plan = |query: &MessageQuery, oldest, waiting| {
            let candidates = Candidates::new(query, oldest, waiting);
            let values = [Value::from(0), Value::from(9)].into_iter().chain(candidates.values);
            all(&store.connection, &format!("EXPLAIN QUERY PLAN {}", candidates.sql), params_from_iter(values), |row| {
                row.get::<_, String>("detail")
            })
            .unwrap()
            .join("\n")
        };
        let port = MessageQuery { port: Some("SP".into()), ..MessageQuery::default() };
        let via = MessageQuery { via: Some("SPG".into()), ..MessageQuery::default() };
        let both = MessageQuery { fate: Some(Fate::Suspended), ..port.clone() };
        let mut cases = vec![
            (MessageQuery::default(), "INTEGER PRIMARY KEY"),
            (port, "instance_port (port=? AND message>? AND message<?)"),
            (via, "instance_via (via=? AND message>? AND message<?)"),
            (both, "instance_port (port=?"),
        ];
        for fate in Fate::ALL {
            let index = match fate {
                Fate::Processed | Fate::ErrorRouted | Fate::Waiting => "m USING INTEGER PRIMARY KEY",
                Fate::Suspended | Fate::RoutingFailure => "suspended_message (message>? AND message<?)",
                Fate::Terminated => "instance_terminated (message>? AND message<?)",
            };
            cases.push((MessageQuery { fate: Some(fate), ..MessageQuery::default() }, index));
        }
        for (query, index) in cases {
            for oldest in [false, true] {
                let plan = plan(&query, oldest, 1_000_000);
                assert!(plan.contains(index) && !plan.contains("B-TREE"), "{query:?}: {plan}");
            }
        }
    }
}
