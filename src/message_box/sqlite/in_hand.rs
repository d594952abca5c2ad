//! What is in the hands of host instances and has a row of its own: a row for all that was taken at one time,
//! instead of an index that changes with every instance.

use std::collections::HashMap;

use rusqlite::Connection;

use super::rows;

/// The rows, as this process knows them.
#[derive(Default)]
pub(super) struct InHand {
    row_of: HashMap<i64, i64>,
    /// How many of a row are still in hand.
    left: HashMap<i64, usize>,
}

/// What a transaction changes of it.
#[derive(Default)]
pub(super) struct Changes {
    taken: Vec<i64>,
    let_go: Vec<i64>,
    /// The row that it adds.
    row: Option<i64>,
}

/// As the state Active is written.
const ACTIVE: i64 = 2;

/// Those that may be Active and have a row of their own, as `SQLite` finds them.
pub(super) const IDS: &str = "SELECT CAST(j.value AS INTEGER) FROM in_hand, json_each(in_hand.instances) AS j";

impl InHand {
    pub(super) fn read(store: &Connection) -> rusqlite::Result<Self> {
        let mut read = store.prepare(
            "SELECT h.id, i.id FROM in_hand AS h, json_each(h.instances) AS j JOIN apart AS i ON i.id = j.value
             WHERE i.state = 2",
        )?;
        let mut all = Self::default();
        let mut rows = read.query([])?;
        while let Some(row) = rows.next()? {
            all.add(row.get(0)?, row.get(1)?);
        }
        Ok(all)
    }

    fn add(&mut self, row: i64, instance: i64) {
        if self.row_of.insert(instance, row).is_none() {
            *self.left.entry(row).or_default() += 1;
        }
    }

    pub(super) fn keep(&mut self, changes: Changes) {
        for instance in changes.let_go {
            if let Some(row) = self.row_of.remove(&instance)
                && let Some(left) = self.left.get_mut(&row)
            {
                *left -= 1;
                if *left == 0 {
                    self.left.remove(&row);
                }
            }
        }
        if let Some(row) = changes.row {
            changes.taken.into_iter().for_each(|instance| self.add(row, instance));
        }
    }
}

impl Changes {
    pub(super) fn moved(&mut self, instance: i64, from: i64, to: i64) {
        match (from == ACTIVE, to == ACTIVE) {
            (false, true) => self.taken.push(instance),
            (true, false) => match self.taken.iter().position(|taken| *taken == instance) {
                // taken and let go in one
                Some(at) => drop(self.taken.swap_remove(at)),
                None => self.let_go.push(instance),
            },
            _ => {}
        }
    }

    pub(super) fn write(&mut self, store: &Connection, known: &InHand) -> rusqlite::Result<()> {
        let mut gone: HashMap<i64, usize> = HashMap::new();
        for instance in &self.let_go {
            if let Some(row) = known.row_of.get(instance) {
                *gone.entry(*row).or_default() += 1;
            }
        }
        let mut remove = store.prepare_cached("DELETE FROM in_hand WHERE id = ?1")?;
        for (row, count) in gone {
            if known.left.get(&row) == Some(&count) {
                remove.execute([row])?;
            }
        }
        if !self.taken.is_empty() {
            let mut insert = store.prepare_cached("INSERT INTO in_hand (instances) VALUES (?1)")?;
            self.row = Some(insert.insert([rows::json(&self.taken)?])?);
        }
        Ok(())
    }
}
