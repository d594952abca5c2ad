//! The counts that are kept beside the rows, changed once for all that a transaction does.

use std::collections::BTreeMap;

use rusqlite::{Connection, params_from_iter};

use super::pending::{Key, Pending};

/// How many ids share a row of `tally_block`, as a power of two.
pub(super) const BLOCK: u32 = 15;

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
    /// Those that were changed last, and by how much: of many copies alike each changes the same two.
    lately: [(Key, i64); 2],
    /// Of what is suspended also by the block of its id and its attempts.
    blocks: BTreeMap<(i64, Key, i64), i64>,
    /// Likewise without the port.
    places: BTreeMap<(i64, Key, i64), i64>,
    /// Likewise by its address, and of that by block.
    addresses: BTreeMap<(i64, Key), i64>,
    address_blocks: BTreeMap<(i64, i64, Key), i64>,
}

impl Tallies {
    pub(super) fn add(&mut self, place: &Place, by: i64) {
        let key = (place.port, place.via, place.host, place.state, place.cause, place.ordered);
        if let Some((_, sum)) = self.lately.iter_mut().find(|(known, _)| *known == key) {
            *sum += by;
        } else {
            let [_, second] = self.lately;
            let (known, sum) = std::mem::replace(&mut self.lately, [second, (key, by)])[0];
            self.collect(known, sum);
        }
        if place.is_suspended() {
            let (block, address) = (place.id >> BLOCK, place.address);
            *self.blocks.entry((block, key, place.attempts)).or_default() += by;
            let anywhere = (0, place.via, place.host, place.state, place.cause, place.ordered);
            *self.places.entry((block, anywhere, place.attempts)).or_default() += by;
            *self.addresses.entry((address, key)).or_default() += by;
            *self.address_blocks.entry((address, block, key)).or_default() += by;
        }
    }

    fn collect(&mut self, key: Key, by: i64) {
        if by != 0 {
            *self.all.entry(key).or_default() += by;
        }
    }

    /// Writes what has changed, and begins anew.
    pub(super) fn write(&mut self, store: &Connection, pending: &mut Pending) -> rusqlite::Result<()> {
        for (key, by) in std::mem::take(&mut self.lately) {
            self.collect(key, by);
        }
        for (key, by) in std::mem::take(&mut self.all) {
            if by != 0 {
                pending.add(key, by);
            }
        }
        for ((block, key, attempts), by) in std::mem::take(&mut self.blocks) {
            add(store, "tally_block", &[("block", block), ("attempts", attempts)], key, by)?;
        }
        for ((block, key, attempts), by) in std::mem::take(&mut self.places) {
            add(store, "tally_place", &[("block", block), ("attempts", attempts)], key, by)?;
        }
        for ((address, key), by) in std::mem::take(&mut self.addresses) {
            add(store, "tally_address", &[("address", address)], key, by)?;
        }
        for ((address, block, key), by) in std::mem::take(&mut self.address_blocks) {
            add(store, "tally_address_block", &[("address", address), ("block", block)], key, by)?;
        }
        Ok(())
    }
}

/// Adds to a row of a table of counts, which goes when nothing is left.
fn add(store: &Connection, table: &str, of: &[(&str, i64)], key: Key, by: i64) -> rusqlite::Result<()> {
    if by == 0 {
        return Ok(());
    }
    let (port, via, host, state, cause, ordered) = key;
    let key =
        [("port", port), ("via", via), ("host", host), ("state", state), ("cause", cause), ("ordered", ordered.into())];
    let there = if table == "tally_place" { &key[1..] } else { &key[..] };
    let (columns, mut values): (Vec<&str>, Vec<i64>) = there.iter().chain(of).copied().unzip();
    let numbers: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
    let is: Vec<String> = columns.iter().zip(&numbers).map(|(column, number)| format!("{column} = {number}")).collect();
    let upsert = format!(
        "INSERT INTO {table} ({}, count) VALUES ({}, ?{})
         ON CONFLICT DO UPDATE SET count = count + excluded.count RETURNING count",
        columns.join(", "),
        numbers.join(", "),
        columns.len() + 1
    );
    values.push(by);
    let left: i64 = store.prepare_cached(&upsert)?.query_row(params_from_iter(&values), |row| row.get(0))?;
    if left == 0 {
        values.pop();
        let remove = format!("DELETE FROM {table} WHERE {}", is.join(" AND "));
        store.prepare_cached(&remove)?.execute(params_from_iter(&values))?;
    }
    Ok(())
}
