//! A name becomes another one: one row, unless the new name is known already.

use rusqlite::{Connection, params};

use super::{
    names::{Kind, find},
    outgoing, rows, write,
};
use crate::model::Name;

/// Yields how much has arrived at ports that became one.
pub(super) fn rename(store: &Connection, kind: Kind, from: &Name, to: &Name) -> rusqlite::Result<Vec<(i64, i64)>> {
    match kind {
        Kind::Port => outgoing::rename_port(store, from, to)?,
        Kind::Host => outgoing::rename_host(store, from, to)?,
        _ => {}
    }
    let Some(old) = find(store, kind, &rows::key(from))? else { return Ok(Vec::new()) };
    let mut arrived = Vec::new();
    let number = match find(store, kind, &rows::key(to))? {
        Some(new) if new != old => {
            merge(store, kind, old, new)?;
            if kind == Kind::Port {
                arrived = vec![(old, 0), (new, write::last_number(store, new)?)];
            }
            new
        }
        _ => old,
    };
    store.prepare_cached("UPDATE name SET key = ?2, text = ?3 WHERE id = ?1")?.execute(params![
        number,
        rows::key(to),
        to.as_str()
    ])?;
    Ok(arrived)
}

/// What was of the one is of the other: a deleted port had left something behind under that name.
fn merge(store: &Connection, kind: Kind, old: i64, new: i64) -> rusqlite::Result<()> {
    let column = match kind {
        Kind::Group => "via",
        Kind::Host => "host",
        _ => "port",
    };
    store.execute(&format!("UPDATE instance SET {column} = ?2 WHERE {column} = ?1"), [old, new])?;
    if kind == Kind::Port {
        let last = write::last_number(store, new)?;
        store.execute("UPDATE arrival SET port = ?2, number = number + ?3 WHERE port = ?1", [old, new, last])?;
    }
    for (table, others) in [
        ("tally", "port, via, host, state, cause, ordered"),
        ("tally_block", "block, port, via, host, state, cause, attempts, ordered"),
    ] {
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
