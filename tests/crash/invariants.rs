//! What holds of a MessageBox at any moment, looked at from outside with plain SQL.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rusqlite::{Connection, OpenFlags};

use super::counts::COUNTS;
use super::document::{MEMBERS, ORDERED, SUBSCRIBERS};

/// What is compared with the next look.
#[derive(Debug, Default)]
pub struct Seen {
    /// In the hands of a host instance.
    pub active: BTreeSet<i64>,
    /// How often each instance was taken back from a host instance that ended without a word.
    pub taken_back: BTreeMap<i64, u64>,
    pub messages: i64,
    pub in_progress: i64,
}

/// Looks at everything. `acknowledged`: what somebody was told to be safely stored.
///
/// # Panics
/// When something does not hold.
pub fn check(path: &Path, acknowledged: &BTreeSet<i64>) -> Seen {
    if !path.exists() {
        assert!(acknowledged.is_empty(), "there is no MessageBox");
        return Seen::default();
    }
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    if std::fs::metadata(&journal).is_ok_and(|it| it.len() > 0) {
        // killed within the first transaction, which makes all tables: whoever opens it to write takes it back
        assert!(acknowledged.is_empty(), "there are no tables");
        return Seen::default();
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let store = Connection::open_with_flags(path, flags).unwrap();
    let tables: i64 = one(&store, "SELECT count(*) FROM sqlite_schema WHERE name = 'tally'");
    if tables == 0 {
        // killed before the first transaction, which makes all tables
        assert!(acknowledged.is_empty(), "there are no tables");
        return Seen::default();
    }
    let whole: String = store.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    none(&store, "a row refers to nothing", "SELECT \"table\", rowid FROM pragma_foreign_key_check");
    none(
        &store,
        "a message without an instance",
        "SELECT id, type FROM messages WHERE id NOT IN (SELECT message FROM instance)",
    );
    none(
        &store,
        "bodies that are not exactly those of their messages",
        "SELECT b.id, length(b.text) FROM bodies AS b
             LEFT JOIN (SELECT part_of, sum(part_length) AS length FROM message GROUP BY part_of) AS m ON m.part_of = b.id
         WHERE length(b.text) IS NOT m.length",
    );
    let there: BTreeSet<i64> = numbers(&store, "SELECT id FROM message");
    let lost: Vec<_> = acknowledged.difference(&there).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");

    // the facts one by one, found by their message
    store
        .execute_batch(
            "CREATE TEMP TABLE fact AS SELECT id, fact, coalesce(fact ->> '$.Sent.message', fact ->> '$.Routed.message',
                 fact ->> '$.RoutingFailure.message') AS message FROM events;
             CREATE INDEX temp.fact_message ON fact (message);
             CREATE TEMP TABLE arrived AS SELECT instance FROM arrival;
             CREATE INDEX temp.arrived_instance ON arrived (instance)",
        )
        .unwrap();
    copies(&store);
    states(&store);
    order(&store);
    tallies(&store);
    let pairs = store
        .prepare(
            "SELECT fact ->> '$.TakenBack.instance', count(*) FROM fact
             WHERE fact LIKE '{\"TakenBack\"%' GROUP BY 1",
        )
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    Seen {
        active: numbers(&store, "SELECT id FROM instances WHERE state = 'active'"),
        taken_back: pairs,
        messages: one(&store, "SELECT count(*) FROM message"),
        in_progress: one(
            &store,
            "SELECT count(*) FROM instances WHERE state IN ('ready to run', 'scheduled', 'active', 'dehydrated')",
        ),
    }
}

/// Each message has the copies that its kind has, each once: publishing is one transaction.
fn copies(store: &Connection) {
    let mut sql = store
        .prepare(
            "SELECT m.type, coalesce(group_concat(coalesce(i.port, '') || coalesce(' via ' || i.via, ''), ', '
                                                  ORDER BY i.port), ''), m.id
             FROM messages AS m LEFT JOIN instances AS i ON i.message = m.id GROUP BY m.id",
        )
        .unwrap();
    let mut rows = sql.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (kind, ports): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let expected = match kind.rsplit('#').next().unwrap() {
            "Order" => SUBSCRIBERS.join(", "),
            "Group" => MEMBERS.map(|name| format!("{name} via SPG")).join(", "),
            "Slow" => "SP_Slow".to_owned(),
            "Ask" => "SP_Ask".to_owned(),
            // routing failures: nobody wants them
            "Nobody" | "AskResponse" => String::new(),
            other => panic!("nobody published {other}"),
        };
        assert_eq!(ports, expected, "M-{}", row.get::<_, i64>(2).unwrap());
    }
}

/// Each instance is in one state, and everything else says the same.
fn states(store: &Connection) {
    let sent = "(SELECT count(*) FROM fact AS e WHERE e.message = i.message
                 AND e.fact ->> '$.Sent.instance' = i.id)";
    let arrived = "(SELECT count(*) FROM arrived AS a WHERE a.instance = i.id)";
    none(
        store,
        "completed and not delivered once, or the other way round",
        &format!(
            "SELECT i.id, i.state FROM instances AS i
             WHERE {arrived} <> (i.state = 'completed') OR {sent} <> (i.state = 'completed')"
        ),
    );
    none(
        store,
        "a state that nothing here leads to",
        "SELECT id, coalesce(port, '-') || ' ' || state FROM instances WHERE NOT CASE
             WHEN port IS NULL THEN state = 'suspended (resumable)' AND cause = 'routing failure'
             WHEN port = 'SP_Held' THEN state = 'suspended (resumable)' AND cause = 'held'
             ELSE state IN ('ready to run', 'active', 'dehydrated', 'completed') AND cause IS NULL END",
    );
    none(
        store,
        "a response that is missing, or there twice",
        "SELECT i.id, i.state FROM instances AS i WHERE i.port = 'SP_Ask' AND (i.state = 'completed') <>
             (SELECT count(*) FROM messages AS m WHERE m.addressing ->> '$.Published.Response.request' = i.message)",
    );
    none(
        store,
        "an instance that no event tells of, or more than one",
        "SELECT i.id, i.state FROM instances AS i WHERE 1 <> (
             SELECT count(*) FROM fact AS e WHERE e.message = i.message AND i.id IN (
                 e.fact ->> '$.Routed.instance', e.fact ->> '$.RoutingFailure.instance'))",
    );
}

/// What is delivered in order arrives in the order of publication, without gaps.
fn order(store: &Connection) {
    for port in ORDERED {
        let arrived: Vec<i64> =
            list(store, &format!("SELECT instance FROM arrivals WHERE port = '{port}' ORDER BY number"));
        assert!(arrived.is_sorted_by(|one, next| one < next), "{port}: {arrived:?}");
        let last = arrived.last().copied().unwrap_or_default();
        none(
            store,
            "overtaken",
            &format!("SELECT id, state FROM instances WHERE port = '{port}' AND state <> 'completed' AND id < {last}"),
        );
        let under_way: i64 = one(
            store,
            &format!("SELECT count(*) FROM instances WHERE port = '{port}' AND state IN ('active', 'dehydrated')"),
        );
        assert!(under_way <= 1, "{port} has {under_way} on their way at once");
    }
}

/// The counts are what one counts.
fn tallies(store: &Connection) {
    let arrived = ("SELECT port, count FROM main.arrived", "SELECT port, count(*) FROM arrival GROUP BY 1");
    none(
        store,
        "Active and in nobody's hands",
        "SELECT id, '' FROM apart WHERE state = 2
             AND id NOT IN (SELECT j.value FROM in_hand AS h, json_each(h.instances) AS j)",
    );
    none(
        store,
        "packed on its way, and nothing leads to its block",
        "SELECT u.id, u.state FROM unpacked AS u
         WHERE u.state IN (0, 2) AND u.block NOT IN (SELECT block FROM work WHERE host = u.host AND priority = u.priority)
             OR u.block NOT IN (SELECT block FROM place WHERE port = u.port)
             OR u.via IS NOT NULL AND u.block NOT IN (SELECT block FROM place_via WHERE via = u.via)
             OR u.state NOT IN (0, 2, 6) OR u.id NOT BETWEEN u.block * 64 AND u.block * 64 + 63
             OR u.id IN (SELECT id FROM apart)",
    );
    none(
        store,
        "packed and out of order",
        "SELECT id, message FROM (
             SELECT id, message, max(message) OVER (ORDER BY id) AS before FROM unpacked) WHERE message < before",
    );
    none(
        store,
        "packed outside of the copies of its message",
        "SELECT u.id, u.message FROM unpacked AS u
         WHERE NOT EXISTS (SELECT 1 FROM message AS m WHERE m.id = u.message AND u.id BETWEEN m.first AND m.last)",
    );
    for (kept, counted) in COUNTS.into_iter().chain([arrived]) {
        none(store, "kept and not there", &format!("SELECT 1, * FROM ({kept} EXCEPT {counted})"));
        none(store, "there and not kept", &format!("SELECT 1, * FROM ({counted} EXCEPT {kept})"));
    }
}

fn one<T: rusqlite::types::FromSql>(store: &Connection, sql: &str) -> T {
    store.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn list(store: &Connection, sql: &str) -> Vec<i64> {
    store.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

fn numbers(store: &Connection, sql: &str) -> BTreeSet<i64> {
    list(store, sql).into_iter().collect()
}

fn none(store: &Connection, what: &str, sql: &str) {
    let found: Vec<(i64, String)> = store
        .prepare(sql)
        .unwrap()
        .query_map([], |row| Ok((row.get(0).unwrap_or_default(), row.get(1).unwrap_or_default())))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(found.is_empty(), "{what}: {found:?}");
}
