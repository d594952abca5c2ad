//! What is counted beside the rows: how many instances are where, what was exercised, what arrived.
//!
//! What a transaction adds to the counts stands together with what those before it added, in one row, until that
//! is much; only then each of it is added where it belongs. The row is the last one of `packed`, so that it mostly
//! stands on a page that is written anyway. The views `tally`, `exercised` and `arrived` have both.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;

use super::{
    json::{list, numbers, text},
    rows,
};
use crate::model::MessageId;

/// Port, group, host, state and cause as numbers, and whether it is in an order.
pub(super) type Key = (i64, i64, i64, i64, i64, bool);

/// How many counts wait in the row at most.
const MOST: usize = 96;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pending {
    pub(super) tally: BTreeMap<Key, i64>,
    /// How often; the first message, and when that was.
    pub(super) exercised: BTreeMap<String, (i64, i64, String)>,
    /// By port.
    pub(super) arrived: BTreeMap<i64, Arrived>,
}

/// What arrived at a port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Arrived {
    pub(super) count: i64,
    /// Between which ids the packed copies are that say so of themselves; 0: there is none.
    pub(super) first: i64,
    pub(super) last: i64,
}

/// As it is read.
#[derive(Deserialize)]
struct Written {
    tally: Vec<[i64; 7]>,
    exercised: Vec<(String, i64, i64, String)>,
    arrived: Vec<[i64; 4]>,
}

/// The id of the row.
const ROW: i64 = i64::MAX;

impl Pending {
    pub(super) fn read(store: &Connection) -> rusqlite::Result<Self> {
        let text: String = store
            .query_row("SELECT pending FROM packed WHERE id = ?1", [ROW], |row| row.get(0))
            .optional()?
            .unwrap_or_default();
        let Written { tally: counts, exercised: cells, arrived: ports } =
            serde_json::from_str(&text).map_err(|_| rows::strange(0, &text))?;
        Ok(Self {
            tally: counts
                .into_iter()
                .map(|[port, via, host, state, cause, ordered, count]| {
                    ((port, via, host, state, cause, ordered != 0), count)
                })
                .collect(),
            exercised: cells.into_iter().map(|(cell, count, first, time)| (cell, (count, first, time))).collect(),
            arrived: ports
                .into_iter()
                .map(|[port, count, first, last]| (port, Arrived { count, first, last }))
                .collect(),
        })
    }

    pub(super) fn add(&mut self, key: Key, by: i64) {
        *self.tally.entry(key).or_default() += by;
    }

    pub(super) fn exercise(&mut self, cell: &str, count: i64, first: MessageId, time: Timestamp) {
        if let Some(known) = self.exercised.get_mut(cell) {
            known.0 += count;
        } else {
            self.exercised.insert(cell.to_owned(), (count, first.0, rows::time(time)));
        }
    }

    /// Writes the row, and what belongs elsewhere if that is much; `before`: what stands in it.
    pub(super) fn write(&mut self, store: &Connection, before: &Self) -> rusqlite::Result<()> {
        self.tally.retain(|_, by| *by != 0);
        if self.tally.len() + self.exercised.len() + self.arrived.len() > MOST {
            self.settle(store)?;
        }
        if self == before {
            return Ok(());
        }
        let mut json = Vec::with_capacity(self.tally.len() * 24 + self.arrived.len() * 24 + 128);
        json.extend_from_slice(b"{\"tally\":");
        list(&mut json, &self.tally, |json, ((port, via, host, state, cause, ordered), count)| {
            numbers(json, [*port, *via, *host, *state, *cause, i64::from(*ordered), *count]);
        });
        let cells: Vec<_> =
            self.exercised.iter().map(|(cell, (count, first, time))| (cell, count, first, time)).collect();
        json.extend_from_slice(b",\"exercised\":");
        json.extend_from_slice(rows::json(&cells)?.as_bytes());
        json.extend_from_slice(b",\"arrived\":");
        list(&mut json, &self.arrived, |json, (port, of)| numbers(json, [*port, of.count, of.first, of.last]));
        json.push(b'}');
        let put = "UPDATE packed SET pending = ?2 WHERE id = ?1";
        store.prepare_cached(put)?.execute(params![ROW, text(&json)?]).map(drop)
    }

    /// Adds all of it where it belongs; nothing is left then.
    pub(super) fn settle(&mut self, store: &Connection) -> rusqlite::Result<()> {
        let mut add = store.prepare_cached(
            "INSERT INTO tally_kept (port, via, host, state, cause, ordered, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET count = count + excluded.count",
        )?;
        for ((port, via, host, state, cause, ordered), by) in std::mem::take(&mut self.tally) {
            add.execute(params![port, via, host, state, cause, ordered, by])?;
        }
        let mut add = store.prepare_cached(
            "INSERT INTO exercised_kept (cell, count, first, time) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (cell) DO UPDATE SET count = count + excluded.count",
        )?;
        for (cell, (count, first, time)) in std::mem::take(&mut self.exercised) {
            add.execute(params![cell, count, first, time])?;
        }
        let mut put = store
            .prepare_cached("INSERT OR REPLACE INTO arrived_kept (port, count, first, last) VALUES (?1, ?2, ?3, ?4)")?;
        for (port, of) in std::mem::take(&mut self.arrived) {
            put.execute([port, of.count, of.first, of.last])?;
        }
        Ok(())
    }
}

/// What arrived at a port, but for what is pending.
pub(super) fn arrived(store: &Connection, port: i64) -> rusqlite::Result<Arrived> {
    read_arrived(store, "arrived_kept", port)
}

/// Likewise with what is pending.
pub(super) fn arrived_in_all(store: &Connection, port: i64) -> rusqlite::Result<Arrived> {
    read_arrived(store, "arrived", port)
}

fn read_arrived(store: &Connection, from: &str, port: i64) -> rusqlite::Result<Arrived> {
    let found = store
        .prepare_cached(&format!("SELECT count, first, last FROM {from} WHERE port = ?1"))?
        .query_row([port], |row| Ok(Arrived { count: row.get(0)?, first: row.get(1)?, last: row.get(2)? }))
        .optional()?;
    Ok(found.unwrap_or_default())
}
