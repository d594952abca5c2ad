//! The condition that an [`InstanceQuery`] is in SQL.

use std::sync::LazyLock;

use rusqlite::{
    Connection, ffi,
    functions::{Context, FunctionFlags},
    types::{Value, ValueRef},
};

use super::{in_hand, names::Kind, rows};
use crate::{
    message_box::{InstanceOrder, InstanceQuery, InstanceSort},
    model::{self, Name},
    rules::instances::InstanceState,
};

/// As it stands in the index `suspended_queue`: `SQLite` uses a partial index when the condition of a
/// query has the same words.
pub(super) const SUSPENDED: &str = "i.state IN (4, 5)";

/// As it stands in the index `instance_asleep`.
const ASLEEP: &str = "i.state IN (1, 3)";

/// What is in work queues or on its way, of what has a row of its own. Few are without a host that takes them.
pub(super) static WAITING_IDS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT id FROM apart INDEXED BY work_queue WHERE state = 0 AND lane IS NULL
         UNION SELECT id FROM apart INDEXED BY lane
               WHERE lane IS NOT NULL AND (blocks OR state IN (0, 1, 2, 3))
         UNION SELECT id FROM apart INDEXED BY instance_asleep WHERE state IN (1, 3)
         UNION {}",
        in_hand::IDS
    )
});

/// What is behind another one of these states, and of this cause, in the same service instance. Costs
/// as much as there ever was with ordered delivery, and nothing where there was none.
fn behind(query: &InstanceQuery) -> String {
    let states = in_states(&query.states);
    let cause = query.cause.map(|cause| format!(" AND i.cause = {}", rows::cause(cause))).unwrap_or_default();
    format!(
        "SELECT o.id FROM (
             SELECT i.id AS id, row_number() OVER (PARTITION BY i.service ORDER BY i.id) AS place
             FROM apart AS i INDEXED BY instance_service WHERE i.lane IS NOT NULL{states}{cause}
         ) AS o WHERE o.place > 1"
    )
}

const IN_PROGRESS: [InstanceState; 4] =
    [InstanceState::ReadyToRun, InstanceState::Scheduled, InstanceState::Active, InstanceState::Dehydrated];

/// A further condition: in one of these states, or in any if none is named.
pub(super) fn in_states(states: &[InstanceState]) -> String {
    let mut condition = Search { sql: String::new(), values: Vec::new() };
    condition.states(states);
    condition.sql
}

/// `FROM` and `WHERE` with the values of their parameters.
pub(super) struct Search {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

impl Search {
    /// All instances. They are called `i`.
    pub(super) fn both(query: &InstanceQuery) -> Self {
        let mut search = Self { sql: "FROM instance AS i".to_owned(), values: Vec::new() };
        if !query.text.trim().is_empty() {
            search.sql.push_str(" JOIN message AS m ON m.id = i.message");
        }
        search.sql.push_str(" WHERE true");
        search.conditions(query);
        search
    }

    /// Those with a row of their own, likewise.
    pub(super) fn apart(query: &InstanceQuery) -> Self {
        let mut search = Self { sql: "FROM apart AS i".to_owned(), values: Vec::new() };
        let suspended = !query.states.is_empty() && query.states.iter().all(|state| state.is_suspended());
        if suspended && query.port.is_none() && query.message.is_none() {
            // SQLite does not know how few of all that ever was are suspended, and would walk through it all
            search.sql.push_str(" INDEXED BY suspended_by_age");
        }
        let among = |of: &[InstanceState]| !query.states.is_empty() && query.states.iter().all(|it| of.contains(it));
        let asleep = among(&[InstanceState::Scheduled, InstanceState::Dehydrated]);
        let in_hand = among(&[InstanceState::Active]);
        // likewise, unless there is a shorter way
        let long = query.port.is_none() && query.message.is_none() && query.service.is_none();
        if asleep && long {
            search.sql.push_str(" INDEXED BY instance_asleep");
        }
        if !query.text.trim().is_empty() {
            search.sql.push_str(" JOIN message AS m ON m.id = i.message");
        }
        search.sql.push_str(" WHERE true");
        if suspended {
            search.and(SUSPENDED);
        }
        if asleep {
            search.and(ASLEEP);
        }
        if long && !suspended && !asleep && among(&IN_PROGRESS) {
            let ids = if in_hand { in_hand::IDS } else { WAITING_IDS.as_str() };
            search.and(&format!("i.id IN ({ids})"));
        }
        search.conditions(query);
        search
    }

    fn conditions(&mut self, query: &InstanceQuery) {
        let search = self;
        let text = query.text.trim().to_lowercase();
        search.places(query, "IS NULL", "IS NOT NULL");
        if let Some(address) = &query.address {
            if address.is_empty() {
                search.and("i.address IS NULL");
            } else {
                search.values.push(address.clone().into());
                let n = search.values.len();
                search.and(&format!("i.address = (SELECT id FROM name WHERE kind = 6 AND key = ?{n})"));
            }
        }
        match query.due {
            Some(true) => search.and("i.due IS NOT NULL"),
            Some(false) => search.and("i.due IS NULL"),
            None => {}
        }
        if let Some(service) = query.service {
            search.and_is("i.service", service.0);
        }
        if let Some(lane) = &query.lane {
            search.and_is("i.lane", lane.clone());
        }
        if query.first_of_service {
            search.and(&format!("i.id NOT IN ({})", behind(query)));
        }
        if let Some(message) = query.message {
            search.and_is("i.message", message.0);
        }
        if !text.is_empty() {
            search.values.push(text.into());
            let n = search.values.len();
            search.and(&format!(
                "(i.port IN (SELECT id FROM name WHERE kind = 1 AND instr(key, ?{n})) \
                 OR i.via IN (SELECT id FROM name WHERE kind = 2 AND instr(key, ?{n})) \
                 OR i.address IN (SELECT id FROM name WHERE kind = 6 AND mentions(text, ?{n})) \
                 OR instr('m-' || i.message, ?{n}) OR property_mentions(m.context, ?{n}))"
            ));
        }
    }

    /// Likewise of a table of counts, by what is counted apart there.
    pub(super) fn counted(query: &InstanceQuery) -> Self {
        let mut search = Self { sql: String::new(), values: Vec::new() };
        search.places(query, "= 0", "<> 0");
        search
    }

    /// What is suspended and counted apart, as further conditions.
    pub(super) fn listed(query: &InstanceQuery) -> Self {
        let mut search = Self { sql: String::new(), values: Vec::new() };
        search.and(SUSPENDED);
        search.places(query, "IS NULL", "IS NOT NULL");
        search
    }

    fn places(&mut self, query: &InstanceQuery, none: &str, some: &str) {
        self.states(&query.states);
        self.name("i.port", Kind::Port, query.port.as_ref());
        self.name("i.via", Kind::Group, query.via.as_ref());
        self.name("i.host", Kind::Host, query.host.as_ref());
        self.any_of("i.port", Kind::Port, query.ports.as_deref());
        self.any_of("i.host", Kind::Host, query.hosts.as_deref());
        match query.routing_failures {
            Some(true) => self.and(&format!("i.port {none}")),
            Some(false) => self.and(&format!("i.port {some}")),
            None => {}
        }
        if let Some(cause) = query.cause {
            self.and(&format!("i.cause = {}", rows::cause(cause)));
        }
    }

    /// A further value; yields its number.
    pub(super) fn value(&mut self, value: impl Into<Value>) -> usize {
        self.values.push(value.into());
        self.values.len()
    }

    fn states(&mut self, states: &[InstanceState]) {
        // literals, not parameters, again for the partial indexes
        match states {
            [] => {}
            [one] => self.and(&format!("i.state = {}", rows::state(*one))),
            many => {
                let list: Vec<_> = many.iter().map(|state| rows::state(*state).to_string()).collect();
                self.and(&format!("i.state IN ({})", list.join(", ")));
            }
        }
    }

    fn name(&mut self, column: &str, kind: Kind, name: Option<&Name>) {
        if let Some(name) = name {
            self.values.push(rows::key(name).into());
            let (kind, n) = (kind as i64, self.values.len());
            self.and(&format!("{column} = (SELECT id FROM name WHERE kind = {kind} AND key = ?{n})"));
        }
    }

    /// As one parameter, since a statement has a limited number of them.
    fn any_of(&mut self, column: &str, kind: Kind, names: Option<&[Name]>) {
        if let Some(names) = names {
            let keys: Vec<String> = names.iter().map(rows::key).collect();
            self.values.push(serde_json::Value::from(keys).to_string().into());
            let n = self.values.len();
            let kind = kind as i64;
            self.and(&format!(
                "{column} IN (SELECT id FROM name WHERE kind = {kind} AND key IN (SELECT value FROM json_each(?{n})))"
            ));
        }
    }

    fn and(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    fn and_is(&mut self, column: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        let n = self.values.len();
        self.and(&format!("{column} = ?{n}"));
    }
}

/// What stands after `ORDER BY`.
pub(super) fn order(order: InstanceOrder) -> String {
    let named = |column: &str| format!("(SELECT key FROM name WHERE id = {column})");
    let column = match order.by {
        InstanceSort::Id => "i.id".to_owned(),
        InstanceSort::Message => "i.message".to_owned(),
        InstanceSort::Port => named("i.port"),
        InstanceSort::Via => named("i.via"),
        InstanceSort::Host => named("i.host"),
        InstanceSort::Address => named("i.address"),
        InstanceSort::State => "i.state".to_owned(),
        InstanceSort::Cause => "i.cause".to_owned(),
        InstanceSort::Attempts => "i.attempts".to_owned(),
        InstanceSort::Created => "i.created".to_owned(),
    };
    let direction = if order.down { " DESC" } else { "" };
    if order.by == InstanceSort::Id {
        return format!("{column}{direction}");
    }
    format!("{column}{direction}, i.id{direction}")
}

/// Gives the connection the functions of the text search: `SQLite`'s own `lower` knows ASCII only.
pub(super) fn install(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("mentions", 2, flags, |call: &Context<'_>| match call.get_raw(0) {
        ValueRef::Null => Ok(false),
        text => Ok(mentions(text.as_str().map_err(|_| damaged())?, call.get_raw(1).as_str()?)),
    })?;
    connection.create_scalar_function("property_mentions", 2, flags, |call: &Context<'_>| {
        let wanted = call.get_raw(1).as_str()?;
        let context: model::Context = serde_json::from_str(call.get_raw(0).as_str()?).map_err(|_| damaged())?;
        Ok(context.0.iter().any(|(name, value)| mentions(name, wanted) || mentions(&value.to_string(), wanted)))
    })?;
    connection.create_scalar_function("folded", 1, flags, |call: &Context<'_>| match call.get_raw(0) {
        ValueRef::Null => Ok(None),
        text => Ok(Some(text.as_str()?.to_lowercase())),
    })?;
    connection.create_scalar_function("micros", 1, flags, |call: &Context<'_>| match call.get_raw(0) {
        ValueRef::Null => Ok(None),
        text => Ok(text.as_str()?.parse().ok().map(rows::micros)),
    })?;
    super::messages::install(connection, flags)
}

/// What a function says of a row that nobody writes like that.
pub(super) fn damaged() -> rusqlite::Error {
    // with a text it would be an error of any kind
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), None)
}

/// `wanted` is in lower case.
pub(super) fn mentions(text: &str, wanted: &str) -> bool {
    text.to_lowercase().contains(wanted)
}
