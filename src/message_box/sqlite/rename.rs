//! A name becomes another one: one row, unless the new name is known already.

use rusqlite::params;

use super::{
    names::{Kind, find},
    outgoing,
    packed::{Through, Walk},
    pending, rows,
    rows::At,
};
use crate::model::Name;

/// `apart`: what a packed copy said of its arrival, by its number and the id of the copy, is to get a row of its
/// own, since the numbers of two ports do not go up with the ids.
pub(super) fn rename(
    at: At<'_>,
    kind: Kind,
    from: &Name,
    to: &Name,
    apart: &mut dyn FnMut(i64, i64) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let store = at.store;
    match kind {
        Kind::Port => outgoing::rename_port(store, from, to)?,
        Kind::Host => outgoing::rename_host(store, from, to)?,
        _ => {}
    }
    let Some(old) = find(store, kind, &rows::key(from))? else { return Ok(()) };
    let number = match find(store, kind, &rows::key(to))? {
        Some(new) if new != old => {
            if kind == Kind::Port {
                arrivals_apart(at, old, apart)?;
            }
            merge(at, kind, old, new)?;
            new
        }
        _ => old,
    };
    store
        .prepare_cached("UPDATE name SET key = ?2, text = ?3 WHERE id = ?1")?
        .execute(params![number, rows::key(to), to.as_str()])
        .map(drop)
}

fn arrivals_apart(
    at: At<'_>,
    port: i64,
    apart: &mut dyn FnMut(i64, i64) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut walk = Walk::new(Through::Port(port), false);
    while let Some(copy) = walk.next(at)? {
        if copy.arrival != 0 && at.packed.ways.get(at, copy.way)?.way.port == port {
            apart(copy.arrival, copy.id)?;
        }
    }
    Ok(())
}

/// What was of the one is of the other: a deleted port had left something behind under that name.
fn merge(at: At<'_>, kind: Kind, old: i64, new: i64) -> rusqlite::Result<()> {
    let store = at.store;
    let (column, leads) = match kind {
        Kind::Group => ("via", "place_via (via, block) SELECT ?2, block FROM place_via WHERE via = ?1"),
        Kind::Host => ("host", "work (host, priority, block) SELECT ?2, priority, block FROM work WHERE host = ?1"),
        _ => ("port", "place (port, block) SELECT ?2, block FROM place WHERE port = ?1"),
    };
    for table in ["apart", "way"] {
        store.execute(&format!("UPDATE {table} SET {column} = ?2 WHERE {column} = ?1"), [old, new])?;
    }
    store.execute(&format!("INSERT OR IGNORE INTO {leads}"), [old, new])?;
    let table = leads.split(' ').next().unwrap_or_default();
    store.execute(&format!("DELETE FROM {table} WHERE {column} = ?1"), [old])?;
    if kind == Kind::Port {
        let more = pending::arrived(store, old)?.count;
        let of = pending::arrived(store, new)?;
        let sql = "UPDATE arrival_apart SET port = ?2, number = number + ?3 WHERE port = ?1";
        store.execute(sql, [old, new, of.count])?;
        store.execute("DELETE FROM arrived_kept WHERE port = ?1", [old])?;
        if more > 0 {
            let sql = "INSERT OR REPLACE INTO arrived_kept (port, count, first, last) VALUES (?1, ?2, ?3, ?4)";
            store.execute(sql, [new, of.count + more, of.first, of.last])?;
        }
    }
    for (table, others) in [
        ("tally_kept", "port, via, host, state, cause, ordered"),
        ("tally_block", "block, port, via, host, state, cause, attempts, ordered"),
        ("tally_address", "address, port, via, host, state, cause, ordered"),
        ("tally_address_block", "address, block, port, via, host, state, cause, ordered"),
        ("tally_place", "block, via, host, state, cause, attempts, ordered"),
    ] {
        if !others.split(", ").any(|other| other == column) {
            continue;
        }
        let moved: Vec<&str> = others.split(", ").map(|other| if other == column { "?2" } else { other }).collect();
        store.execute(
            &format!(
                "INSERT INTO {table} ({others}, count) SELECT {}, count FROM {table} WHERE {column} = ?1
                 ON CONFLICT DO UPDATE SET count = count + excluded.count",
                moved.join(", ")
            ),
            [old, new],
        )?;
        store.execute(&format!("DELETE FROM {table} WHERE {column} = ?1"), [old])?;
    }
    store.execute("DELETE FROM name WHERE id = ?1", [old]).map(drop)
}
