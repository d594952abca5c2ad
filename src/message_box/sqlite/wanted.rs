//! Which packed copies an [`InstanceQuery`] asks for.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Row, params_from_iter};

use super::{
    names::{Kind, find},
    packed::{Copied, Through, Walk},
    rows::{self, At},
    search::Search,
};
use crate::{
    message_box::{Instance, InstanceQuery, InstanceSort},
    model::{InstanceId, Name},
    rules::instances::InstanceState,
};

const PACKED: [InstanceState; 3] = [InstanceState::ReadyToRun, InstanceState::Active, InstanceState::Completed];

/// The states that packed copies in the blocks of the table `work` have.
const LIVE: [InstanceState; 4] =
    [InstanceState::ReadyToRun, InstanceState::Active, InstanceState::Scheduled, InstanceState::Dehydrated];

/// What a query says, as numbers.
pub(super) struct Wanted {
    /// None: any.
    states: Vec<i64>,
    port: Option<i64>,
    via: Option<i64>,
    host: Option<i64>,
    ports: Option<HashSet<i64>>,
    hosts: Option<HashSet<i64>>,
    address: Option<i64>,
    message: Option<i64>,
    through: Through,
    from: i64,
    to: i64,
}

/// Whether it may ask for packed copies at all.
pub(super) fn may_be_packed(query: &InstanceQuery) -> bool {
    (query.states.is_empty() || query.states.iter().any(|state| PACKED.contains(state)))
        && query.cause.is_none()
        && query.due != Some(true)
        && query.lane.is_none()
        && query.routing_failures != Some(true)
}

impl Wanted {
    /// `None`: no packed copy is asked for. The text is looked at by nobody here.
    pub(super) fn new(at: At<'_>, query: &InstanceQuery) -> rusqlite::Result<Option<Self>> {
        if !may_be_packed(query) {
            return Ok(None);
        }
        let number = |kind, name: &Option<Name>| match name {
            None => Ok(Some(None)),
            // of what has no number there is nothing
            Some(name) => Ok::<_, rusqlite::Error>(find(at.store, kind, &rows::key(name))?.map(Some)),
        };
        let numbers = |kind, names: &Option<Vec<Name>>| {
            let Some(names) = names else { return Ok(None) };
            let found = names.iter().filter_map(|name| find(at.store, kind, &rows::key(name)).transpose());
            found.collect::<rusqlite::Result<HashSet<i64>>>().map(Some)
        };
        let (Some(port), Some(via), Some(host)) =
            (number(Kind::Port, &query.port)?, number(Kind::Group, &query.via)?, number(Kind::Host, &query.host)?)
        else {
            return Ok(None);
        };
        let address = match query.address.as_deref() {
            None => None,
            Some("") => Some(0),
            Some(address) => match find(at.store, Kind::Address, address)? {
                Some(number) => Some(number),
                None => return Ok(None),
            },
        };
        let (mut from, mut to) = (i64::MIN, i64::MAX);
        if let Some(service) = query.service {
            (from, to) = (service.0, service.0);
        }
        if let Some(message) = query.message {
            let Some((first, last)) = copies_of(at, message.0)? else { return Ok(None) };
            (from, to) = (from.max(first), to.min(last));
        }
        let live = !query.states.is_empty() && query.states.iter().all(|state| LIVE.contains(state));
        let through = match (port, via) {
            _ if from > i64::MIN => Through::All,
            _ if live => Through::live(at.store)?,
            (Some(port), _) => Through::Port(port),
            (None, Some(via)) => Through::Via(via),
            (None, None) => Through::All,
        };
        Ok(Some(Self {
            states: query.states.iter().map(|state| rows::state(*state)).collect(),
            port,
            via,
            host,
            ports: numbers(Kind::Port, &query.ports)?,
            hosts: numbers(Kind::Host, &query.hosts)?,
            address,
            message: query.message.map(|message| message.0),
            through,
            from,
            to,
        }))
    }

    fn holds(&self, at: At<'_>, copy: &Copied) -> rusqlite::Result<bool> {
        if !self.states.is_empty() && !self.states.contains(&copy.state)
            || self.message.is_some_and(|message| message != copy.message)
        {
            return Ok(false);
        }
        let way = at.packed.ways.get(at, copy.way)?.way;
        Ok(self.port.is_none_or(|port| port == way.port)
            && self.via.is_none_or(|via| via == way.via)
            && self.host.is_none_or(|host| host == way.host)
            && self.address.is_none_or(|address| address == way.address)
            && self.ports.as_ref().is_none_or(|ports| ports.contains(&way.port))
            && self.hosts.as_ref().is_none_or(|hosts| hosts.contains(&way.host)))
    }

    fn walk(&self, down: bool) -> Walk {
        Walk::new(self.through.clone(), down).between(self.from, self.to)
    }

    /// How many there are.
    pub(super) fn count(&self, at: At<'_>) -> rusqlite::Result<u64> {
        let (mut walk, mut count) = (self.walk(false), 0);
        while let Some(copy) = walk.next(at)? {
            count += u64::from(self.holds(at, &copy)?);
        }
        Ok(count)
    }

    fn next(&self, at: At<'_>, walk: &mut Walk) -> rusqlite::Result<Option<Copied>> {
        while let Some(copy) = walk.next(at)? {
            if self.holds(at, &copy)? {
                return Ok(Some(copy));
            }
        }
        Ok(None)
    }

    /// What the query asks for, packed or with a row of its own, in the order of ids: those after `after`,
    /// `offset` skipped, at most `limit`.
    pub(super) fn page(
        &self,
        at: At<'_>,
        query: &InstanceQuery,
        after: Option<InstanceId>,
        offset: u64,
        limit: u64,
    ) -> rusqlite::Result<Vec<Instance>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let down = query.order.down && after.is_none();
        let Search { sql, mut values } = Search::apart(query);
        let mut walk = self.walk(down);
        let mut beyond = String::new();
        if let Some(after) = after {
            values.push(after.0.into());
            beyond = format!(" AND i.id > ?{}", values.len());
            walk = walk.between(after.0.saturating_add(1), i64::MAX);
        }
        let direction = if down { "DESC" } else { "ASC" };
        let sql = format!("SELECT {} {sql}{beyond} ORDER BY i.id {direction}", rows::INSTANCE);
        let mut statement = at.store.prepare_cached(&sql)?;
        let mut apart = statement.query(params_from_iter(&values))?;
        let id = |row: &Row<'_>| row.get::<_, i64>(0);
        let (mut skip, mut page) = (offset, Vec::new());
        let mut of_packed = self.next(at, &mut walk)?;
        let mut of_apart = apart.next()?;
        while (page.len() as u64) < limit {
            let packed_first = match (&of_packed, &of_apart) {
                (None, None) => break,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (Some(copy), Some(row)) => (copy.id < id(row)?) != down,
            };
            if skip > 0 {
                skip -= 1;
            } else if let (true, Some(copy)) = (packed_first, &of_packed) {
                page.push(copy.instance(at)?);
            } else if let Some(row) = of_apart {
                page.push(at.instance(row)?);
            }
            if packed_first {
                of_packed = self.next(at, &mut walk)?;
            } else {
                of_apart = apart.next()?;
            }
        }
        Ok(page)
    }
}

/// Whether [`Wanted::page`] has the order that is asked for.
pub(super) fn is_in_order(query: &InstanceQuery) -> bool {
    query.order.by == InstanceSort::Id && query.text.trim().is_empty()
}

/// Between which ids the copies are that came with a message.
pub(super) fn copies_of(at: At<'_>, message: i64) -> rusqlite::Result<Option<(i64, i64)>> {
    let ends: Option<(Option<i64>, Option<i64>)> = at
        .store
        .prepare_cached("SELECT first, last FROM message WHERE id = ?1")?
        .query_row([message], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(ends.and_then(|(first, last)| Some((first?, last?))))
}
