//! What is written over and over is written once, in the table `name`, and called by its number.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use rusqlite::{Connection, OptionalExtension, params};

use super::rows;
use crate::{model::Name, rules::outcome::Ruling};

/// What a number stands for, as in the column `kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Port = 1,
    Group = 2,
    Host = 3,
    Server = 4,
    Adapter = 5,
    Address = 6,
    Ruling = 7,
}

/// How many of each are kept in memory. Ports with a dynamic address may send to any number of them.
const MOST: usize = 10_000;

/// Those that were used lately, so that they need not be looked up. What a transaction that fails has
/// added is forgotten with [`Names::forget`].
#[derive(Default)]
pub(super) struct Names(RefCell<Known>);

#[derive(Default)]
struct Known {
    of_name: HashMap<(Kind, Name), i64>,
    of_text: HashMap<(Kind, Arc<str>), i64>,
    of_ruling: HashMap<Ruling, i64>,
    names: HashMap<i64, Name>,
    texts: HashMap<i64, Arc<str>>,
    rulings: HashMap<i64, Ruling>,
}

impl Names {
    pub(super) fn forget(&self) {
        *self.0.borrow_mut() = Known::default();
    }

    /// The number of a name, which gets one if it has none.
    pub(super) fn number(&self, store: &Connection, kind: Kind, name: &Name) -> rusqlite::Result<i64> {
        let key = (kind, name.clone());
        if let Some(known) = self.0.borrow().of_name.get(&key) {
            return Ok(*known);
        }
        let number = find_or_add(store, kind, &rows::key(name), name.as_str())?;
        let known = &mut self.0.borrow_mut().of_name;
        trim(known);
        known.insert(key, number);
        Ok(number)
    }

    /// Likewise of an adapter or an address, which are compared as they are written; none of an empty one.
    pub(super) fn number_of_text(&self, store: &Connection, kind: Kind, text: &str) -> rusqlite::Result<Option<i64>> {
        if text.is_empty() {
            return Ok(None);
        }
        let key = (kind, Arc::from(text));
        if let Some(known) = self.0.borrow().of_text.get(&key) {
            return Ok(Some(*known));
        }
        let number = find_or_add(store, kind, text, text)?;
        let known = &mut self.0.borrow_mut().of_text;
        trim(known);
        known.insert(key, number);
        Ok(Some(number))
    }

    pub(super) fn number_of_ruling(&self, store: &Connection, ruling: &Ruling) -> rusqlite::Result<i64> {
        if let Some(known) = self.0.borrow().of_ruling.get(ruling) {
            return Ok(*known);
        }
        let json = rows::json(ruling)?;
        let number = find_or_add(store, Kind::Ruling, &json, &json)?;
        self.0.borrow_mut().of_ruling.insert(*ruling, number);
        Ok(number)
    }

    pub(super) fn name(&self, store: &Connection, number: i64) -> rusqlite::Result<Name> {
        if let Some(known) = self.0.borrow().names.get(&number) {
            return Ok(known.clone());
        }
        let name = Name::new(&text(store, number)?);
        let known = &mut self.0.borrow_mut().names;
        trim(known);
        known.insert(number, name.clone());
        Ok(name)
    }

    pub(super) fn text(&self, store: &Connection, number: i64) -> rusqlite::Result<Arc<str>> {
        if let Some(known) = self.0.borrow().texts.get(&number) {
            return Ok(known.clone());
        }
        let text: Arc<str> = text(store, number)?.into();
        let known = &mut self.0.borrow_mut().texts;
        trim(known);
        known.insert(number, text.clone());
        Ok(text)
    }

    pub(super) fn ruling(&self, store: &Connection, number: i64) -> rusqlite::Result<Ruling> {
        if let Some(known) = self.0.borrow().rulings.get(&number) {
            return Ok(*known);
        }
        let text = text(store, number)?;
        let ruling = serde_json::from_str(&text).map_err(|_| rows::strange(0, &text))?;
        self.0.borrow_mut().rulings.insert(number, ruling);
        Ok(ruling)
    }
}

fn trim<K, V>(known: &mut HashMap<K, V>) {
    if known.len() >= MOST {
        known.clear();
    }
}

/// The number of a key, if it has one.
pub(super) fn find(store: &Connection, kind: Kind, key: &str) -> rusqlite::Result<Option<i64>> {
    store
        .prepare_cached("SELECT id FROM name WHERE kind = ?1 AND key = ?2")?
        .query_row(params![kind as i64, key], |row| row.get(0))
        .optional()
}

fn find_or_add(store: &Connection, kind: Kind, key: &str, text: &str) -> rusqlite::Result<i64> {
    if let Some(known) = find(store, kind, key)? {
        return Ok(known);
    }
    store.prepare_cached("INSERT INTO name (kind, key, text) VALUES (?1, ?2, ?3)")?.insert(params![
        kind as i64,
        key,
        text
    ])
}

fn text(store: &Connection, number: i64) -> rusqlite::Result<String> {
    let text: Option<String> = store
        .prepare_cached("SELECT text FROM name WHERE id = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    text.ok_or_else(|| rows::strange(0, "a number without a name"))
}
