//! The counts that are kept beside the rows, changed once for all that a transaction does.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::pending::{Key, Pending};

/// How many ids share a row of `tally_block`, as a power of two.
pub(super) const BLOCK: u32 = 16;

/// Where an instance is counted, as numbers; 0 stands for none, and -1 for no cause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) id: i64,
    pub(super) port: i64,
    pub(super) via: i64,
    pub(super) host: i64,
    pub(super) state: i64,
    pub(super) cause: i64,
    pub(super) attempts: i64,
    pub(super) ordered: bool,
    pub(super) address: i64,
}

impl Place {
    fn is_suspended(&self) -> bool {
        matches!(self.state, 4 | 5)
    }
}

/// What a transaction changes of them.
#[derive(Default)]
pub(super) struct Tallies {
    all: BTreeMap<Key, i64>,
    /// Of what is suspended also by the block of its id and its attempts.
    blocks: BTreeMap<(i64, Key, i64), i64>,
    addresses: BTreeMap<i64, i64>,
}

impl Tallies {
    pub(super) fn add(&mut self, place: &Place, by: i64) {
        let key = (place.port, place.via, place.host, place.state, place.cause, place.ordered);
        *self.all.entry(key).or_default() += by;
        if place.is_suspended() {
            *self.blocks.entry((place.id >> BLOCK, key, place.attempts)).or_default() += by;
            if place.address != 0 {
                *self.addresses.entry(place.address).or_default() += by;
            }
        }
    }

    /// Writes what has changed, and begins anew.
    pub(super) fn write(&mut self, store: &Connection, pending: &mut Pending) -> rusqlite::Result<()> {
        for (key, by) in std::mem::take(&mut self.all) {
            if by != 0 {
                pending.add(key, by);
            }
        }
        for ((block, (port, via, host, state, cause, ordered), attempts), by) in std::mem::take(&mut self.blocks) {
            if by == 0 {
                continue;
            }
            let left: i64 = store
                .prepare_cached(
                    "INSERT INTO tally_block (block, port, via, host, state, cause, attempts, ordered, count)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                     ON CONFLICT DO UPDATE SET count = count + excluded.count RETURNING count",
                )?
                .query_row(params![block, port, via, host, state, cause, attempts, ordered, by], |row| row.get(0))?;
            if left == 0 {
                store
                    .prepare_cached(
                        "DELETE FROM tally_block WHERE block = ?1 AND port = ?2 AND via = ?3 AND host = ?4
                             AND state = ?5 AND cause = ?6 AND attempts = ?7 AND ordered = ?8",
                    )?
                    .execute(params![block, port, via, host, state, cause, attempts, ordered])?;
            }
        }
        for (address, by) in std::mem::take(&mut self.addresses) {
            if by == 0 {
                continue;
            }
            let left: i64 = store
                .prepare_cached(
                    "INSERT INTO tally_address (address, count) VALUES (?1, ?2)
                     ON CONFLICT DO UPDATE SET count = count + excluded.count RETURNING count",
                )?
                .query_row([address, by], |row| row.get(0))?;
            if left == 0 {
                store.prepare_cached("DELETE FROM tally_address WHERE address = ?1")?.execute([address])?;
            }
        }
        Ok(())
    }
}
