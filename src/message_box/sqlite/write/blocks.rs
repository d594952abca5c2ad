//! What a transaction does to packed copies.

use std::{
    collections::{BTreeSet, btree_map::Entry},
    sync::Arc,
};

use rusqlite::params;

use super::{
    super::{
        packed::{self, BLOCK, Block, Copied},
        rows,
        tally::Place,
        ways,
    },
    ARRIVAL, Numbers, Step, broken,
};
use crate::message_box::Instance;

impl Step<'_> {
    /// The blocks as they are now, and what leads to them.
    pub(super) fn write_blocks(&mut self) -> rusqlite::Result<()> {
        let store = self.store();
        for (number, block) in &mut self.blocks {
            block.write(store, *number)?;
            block.stored = true;
        }
        let mut place = store.prepare_cached("INSERT OR IGNORE INTO place (port, block) VALUES (?1, ?2)")?;
        for (port, block) in std::mem::take(&mut self.places) {
            place.execute([port, block])?;
        }
        let mut place = store.prepare_cached("INSERT OR IGNORE INTO place_via (via, block) VALUES (?1, ?2)")?;
        for (via, block) in std::mem::take(&mut self.places_via) {
            place.execute([via, block])?;
        }
        let mut work =
            store.prepare_cached("INSERT OR IGNORE INTO work (host, priority, block) VALUES (?1, ?2, ?3)")?;
        for (host, priority, block) in std::mem::take(&mut self.work) {
            work.execute([host, priority, block])?;
        }
        // to one that is full nothing is added, so that its entries need not come again
        let (full, now_full) = (self.ends.instance >> BLOCK, self.known.ends.instance >> BLOCK);
        let mut over: BTreeSet<i64> = self.blocks.keys().copied().filter(|number| *number < full).collect();
        over.extend((now_full < full).then_some(now_full));
        for number in over {
            let Some(block) = self.block(number)? else { continue };
            if block.copies.iter().any(Copied::is_live) {
                continue;
            }
            // also for those that have a row of their own now
            store.prepare_cached("DELETE FROM work WHERE block = ?1")?.execute([number])?;
        }
        Ok(())
    }

    /// A block as it is now.
    fn block(&self, number: i64) -> rusqlite::Result<Option<Arc<Block>>> {
        match self.blocks.get(&number) {
            Some(block) => Ok(Some(Arc::new(block.clone()))),
            None => self.at.packed.block(self.store(), number),
        }
    }

    /// A block that is going to change.
    pub(super) fn changing(&mut self, number: i64) -> rusqlite::Result<&mut Block> {
        Ok(match self.blocks.entry(number) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(free) => {
                let before = self.at.packed.block(self.at.store, number)?;
                free.insert(before.map(|block| block.as_ref().clone()).unwrap_or_default())
            }
        })
    }

    /// A copy that is packed.
    pub(super) fn packed(&self, id: i64) -> rusqlite::Result<Option<Copied>> {
        match self.blocks.get(&(id >> BLOCK)) {
            Some(block) => Ok(block.find(id).copied()),
            None => self.at.packed.find(self.store(), id),
        }
    }

    /// Something that goes this way is in this block.
    pub(super) fn leads_to(&mut self, way: &ways::Way, block: i64) {
        self.places.insert((way.port, block));
        if way.via != 0 {
            self.places_via.insert((way.via, block));
        }
        self.work.insert((way.host, way.priority, block));
    }

    /// Something that went this way is not in this block any more, and perhaps nothing else of its port or group.
    fn leads_no_more(&self, way: &ways::Way, number: i64) -> rusqlite::Result<()> {
        let Some(block) = self.blocks.get(&number) else { return Ok(()) };
        let (mut port, mut via) = (false, way.via == 0);
        for copy in &block.copies {
            let other = self.at.packed.ways.get(self.at, copy.way)?.way;
            port |= other.port == way.port;
            via |= other.via == way.via;
        }
        let store = self.store();
        if !port {
            let sql = "DELETE FROM place WHERE port = ?1 AND block = ?2";
            store.prepare_cached(sql)?.execute([way.port, number])?;
        }
        if !via {
            let sql = "DELETE FROM place_via WHERE via = ?1 AND block = ?2";
            store.prepare_cached(sql)?.execute([way.via, number])?;
        }
        Ok(())
    }

    /// The new contents of a copy that is packed: it stays so, or gets a row of its own.
    pub(super) fn change_packed(&mut self, instance: &Instance, before: Copied) -> rusqlite::Result<()> {
        let number = before.id >> BLOCK;
        let was = self.at.packed.ways.get(self.at, before.way)?;
        let created = rows::micros(instance.created);
        self.ends.time_went_back |= created != before.created;
        self.tallies.add(&place_of(&before, &was.way), -1);
        let same_message = instance.message.0 == before.message;
        if packed::is_ordinary(instance) && same_message {
            let way = if was.is_that_of(instance) { was } else { self.at.packed.ways.number(self.at, instance)? };
            let server = self.server(instance.server.as_ref())?;
            let mut after = Copied {
                way: way.number,
                state: rows::state(instance.state),
                created,
                changed: rows::micros(instance.changed),
                server,
                attempts: instance.attempts.into(),
                ..before
            };
            if before.arrival != 0 && (after.way != before.way || after.changed != before.changed) {
                // when and where it arrived is not told by the copy any more
                self.arrival_apart(before.arrival, &before)?;
                after.arrival = 0;
            }
            if after.way != before.way || after.is_live() && !before.is_live() {
                self.leads_to(&way.way, number);
            }
            self.changing(number)?.put(after);
            self.is_in(after.message, number);
            self.tallies.add(&place_of(&after, &way.way), 1);
            return Ok(());
        }
        if before.arrival != 0 {
            self.arrival_apart(before.arrival, &before)?;
        }
        let late = !same_message;
        if late && !self.is_there(instance.message.0)? {
            return Err(broken("an instance of no message"));
        }
        self.changing(number)?.remove(before.id);
        self.leads_no_more(&was.way, number)?;
        // what happened before stands with the block
        self.is_in(before.message, number);
        let numbers = Numbers::of(self.at, instance)?;
        self.insert(instance, &numbers, late)
    }

    /// What a packed copy said of its arrival gets a row of its own.
    pub(super) fn arrival_apart(&self, number: i64, copy: &Copied) -> rusqlite::Result<()> {
        let way = self.at.packed.ways.get(self.at, copy.way)?.way;
        let address = (way.address != 0).then_some(way.address);
        let values = params![way.port, number, copy.id, copy.message, address, copy.changed];
        self.store().prepare_cached(ARRIVAL)?.execute(values).map(drop)
    }

    /// What happens with a message in this transaction stands with this block.
    pub(super) fn is_in(&mut self, message: i64, block: i64) {
        if self.last_of.replace((message, block)) != Some((message, block)) {
            self.block_of.insert(message, block);
        }
    }
}

/// Where a packed copy is counted.
pub(super) fn place_of(copy: &Copied, way: &ways::Way) -> Place {
    Place {
        id: copy.id,
        port: way.port,
        via: way.via,
        host: way.host,
        state: copy.state,
        cause: -1,
        attempts: copy.attempts,
        ordered: false,
        address: way.address,
    }
}
