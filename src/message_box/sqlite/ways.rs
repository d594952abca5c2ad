//! The ways that copies go: port, group, host, address and so on together, since nearly all copies have them in
//! common with others. A packed copy has the number of its way.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use rusqlite::{OptionalExtension, params};

use super::{
    names::Kind,
    rows::{self, At},
};
use crate::{message_box::Instance, model::Name, routing::Matched, rules::outcome::Ruling};

/// How many are kept in memory, and how many of them of one port. Ports with a dynamic address may have any
/// number of them.
const MOST: usize = 10_000;
const OF_A_PORT: usize = 16;

/// A way as numbers, as it stands in the table; 0 stands for none, and -1 for no reason why it matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) port: i64,
    pub(super) via: i64,
    pub(super) host: i64,
    pub(super) adapter: i64,
    pub(super) address: i64,
    pub(super) priority: i64,
    pub(super) matched: i64,
    pub(super) ruling: i64,
}

/// Likewise as an instance has it.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) port: Name,
    pub(super) via: Option<Name>,
    pub(super) host: Name,
    pub(super) adapter: Arc<str>,
    pub(super) address: Arc<str>,
    pub(super) priority: u8,
    pub(super) matched: Option<Matched>,
    pub(super) ruling: Option<Ruling>,
}

#[derive(Debug)]
pub(super) struct Known {
    pub(super) number: i64,
    pub(super) way: Way,
    pub(super) of: Words,
}

impl Known {
    /// Whether the instance goes this way.
    pub(super) fn is_that_of(&self, instance: &Instance) -> bool {
        let of = &self.of;
        instance.port.as_ref() == Some(&of.port)
            && *instance.address == *of.address
            && instance.host == of.host
            && instance.via == of.via
            && *instance.adapter == *of.adapter
            && instance.priority == of.priority
            && instance.matched == of.matched
            && instance.ruling == of.ruling
    }
}

/// Those that were used lately.
#[derive(Default)]
pub(super) struct Ways(RefCell<Lately>);

#[derive(Default)]
struct Lately {
    by_number: HashMap<i64, Arc<Known>, foldhash::fast::FixedState>,
    by_port: HashMap<Name, Vec<Arc<Known>>, foldhash::fast::RandomState>,
    /// Copies that follow one another mostly go the same way.
    last: Option<Arc<Known>>,
}

impl Ways {
    pub(super) fn forget(&self) {
        *self.0.borrow_mut() = Lately::default();
    }

    pub(super) fn get(&self, at: At<'_>, number: i64) -> rusqlite::Result<Arc<Known>> {
        let mut lately = self.0.borrow_mut();
        if let Some(last) = lately.last.as_ref().filter(|last| last.number == number) {
            return Ok(last.clone());
        }
        if let Some(known) = lately.by_number.get(&number).cloned() {
            lately.last = Some(known.clone());
            return Ok(known);
        }
        drop(lately);
        let sql = "SELECT port, via, host, adapter, address, priority, matched, ruling FROM way WHERE id = ?1";
        let found = at
            .store
            .prepare_cached(sql)?
            .query_row([number], |row| {
                let priority: u8 = row.get(5)?;
                let way = Way {
                    port: row.get(0)?,
                    via: row.get(1)?,
                    host: row.get(2)?,
                    adapter: row.get(3)?,
                    address: row.get(4)?,
                    priority: priority.into(),
                    matched: row.get(6)?,
                    ruling: row.get(7)?,
                };
                Ok((way, priority))
            })
            .optional()?;
        let (way, priority) = found.ok_or_else(|| rows::strange(0, "a copy that goes no way"))?;
        let text = |number: i64| if number == 0 { Ok("".into()) } else { at.names.text(at.store, number) };
        let of = Words {
            port: at.names.name(at.store, way.port)?,
            via: if way.via == 0 { None } else { Some(at.names.name(at.store, way.via)?) },
            host: at.names.name(at.store, way.host)?,
            adapter: text(way.adapter)?,
            address: text(way.address)?,
            priority,
            matched: match way.matched {
                -1 => None,
                number => Some(
                    [Matched::Address, Matched::Filter]
                        .into_iter()
                        .find(|it| rows::matched(it) == number)
                        .ok_or_else(|| rows::strange(6, &number.to_string()))?,
                ),
            },
            ruling: if way.ruling == 0 { None } else { Some(at.names.ruling(at.store, way.ruling)?) },
        };
        Ok(self.know(Known { number, way, of }))
    }

    fn know(&self, known: Known) -> Arc<Known> {
        let known = Arc::new(known);
        let mut lately = self.0.borrow_mut();
        if lately.by_number.len() >= MOST {
            *lately = Lately::default();
        }
        lately.by_number.insert(known.number, known.clone());
        let of_port = lately.by_port.entry(known.of.port.clone()).or_default();
        if of_port.len() >= OF_A_PORT {
            of_port.clear();
        }
        of_port.push(known.clone());
        known
    }

    /// That of an instance with a port, which gets a number if it has none.
    pub(super) fn number(&self, at: At<'_>, instance: &Instance) -> rusqlite::Result<Arc<Known>> {
        let Some(port) = &instance.port else { return Err(rows::strange(0, "a copy without a port")) };
        let lately = self.0.borrow();
        if let Some(last) = lately.last.as_ref().filter(|last| last.is_that_of(instance)) {
            return Ok(last.clone());
        }
        if let Some(known) = lately.by_port.get(port).and_then(|of| of.iter().find(|it| it.is_that_of(instance))) {
            return Ok(known.clone());
        }
        drop(lately);
        let text = |kind, text: &str| -> rusqlite::Result<i64> {
            Ok(at.names.number_of_text(at.store, kind, text)?.unwrap_or(0))
        };
        let way = Way {
            port: at.names.number(at.store, Kind::Port, port)?,
            via: instance.via.as_ref().map_or(Ok(0), |via| at.names.number(at.store, Kind::Group, via))?,
            host: at.names.number(at.store, Kind::Host, &instance.host)?,
            adapter: text(Kind::Adapter, &instance.adapter)?,
            address: text(Kind::Address, &instance.address)?,
            priority: instance.priority.into(),
            matched: instance.matched.as_ref().map_or(-1, rows::matched),
            ruling: instance.ruling.as_ref().map_or(Ok(0), |it| at.names.number_of_ruling(at.store, it))?,
        };
        let values =
            params![way.port, way.via, way.host, way.adapter, way.address, way.priority, way.matched, way.ruling];
        let there: Option<i64> = at
            .store
            .prepare_cached(
                "SELECT id FROM way WHERE port = ?1 AND via = ?2 AND host = ?3 AND adapter = ?4 AND address = ?5
                     AND priority = ?6 AND matched = ?7 AND ruling = ?8 LIMIT 1",
            )?
            .query_row(values, |row| row.get(0))
            .optional()?;
        let number = match there {
            Some(number) => number,
            None => at
                .store
                .prepare_cached(
                    "INSERT INTO way (port, via, host, adapter, address, priority, matched, ruling)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .insert(values)?,
        };
        self.get(at, number)
    }
}
