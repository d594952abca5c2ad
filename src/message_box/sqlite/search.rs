//! The condition that an [`InstanceQuery`] is in SQL.

use std::sync::LazyLock;

use rusqlite::{
    Connection,
    functions::{Context, FunctionFlags},
    types::{Value, ValueRef},
};

use super::rows;
use crate::{
    message_box::{InstanceOrder, InstanceQuery, InstanceSort},
    model::{self, Name},
    rules::instances::InstanceState,
};

/// As it stands in the index `suspended_queue`: `SQLite` uses a partial index when the condition of a
/// query has the same words.
pub(super) const SUSPENDED: &str = "i.state IN ('suspended (resumable)', 'suspended (not resumable)')";

/// As it stands in the index `instance_in_hand`.
const IN_HAND: &str = "i.state IN ('scheduled', 'active', 'dehydrated')";

/// Of the suspended messages that a service instance with ordered delivery holds the first one, and how
/// many they are.
pub(super) static HELD: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT min(i.id) AS first, count(*) AS held FROM instance AS i INDEXED BY instance_service
         WHERE i.lane IS NOT NULL AND {SUSPENDED} GROUP BY i.service"
    )
});

/// What is behind another one of these states, and of this cause, in the same service instance. Costs
/// as much as there ever was with ordered delivery, and nothing where there was none.
fn behind(query: &InstanceQuery) -> String {
    let states = in_states(&query.states);
    // its words are the program's own
    let cause = query.cause.map(|cause| format!(" AND i.cause = '{}'", cause.as_str())).unwrap_or_default();
    format!(
        "SELECT o.id FROM (
             SELECT i.id AS id, row_number() OVER (PARTITION BY i.service ORDER BY i.id) AS place
             FROM instance AS i INDEXED BY instance_service WHERE i.lane IS NOT NULL{states}{cause}
         ) AS o WHERE o.place > 1"
    )
}

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
    /// Instances are called `i`.
    pub(super) fn new(query: &InstanceQuery) -> Self {
        let mut search = Self { sql: "FROM instance AS i".to_owned(), values: Vec::new() };
        let suspended = !query.states.is_empty() && query.states.iter().all(|state| state.is_suspended());
        if suspended && query.port.is_none() && query.message.is_none() {
            // SQLite does not know how few of all that ever was are suspended, and would walk through it all
            search.sql.push_str(" INDEXED BY suspended_by_age");
        }
        let in_hand = !query.states.is_empty()
            && query.states.iter().all(|state| state.is_in_progress() && *state != InstanceState::ReadyToRun);
        if in_hand && query.port.is_none() && query.message.is_none() && query.service.is_none() {
            search.sql.push_str(" INDEXED BY instance_in_hand");
        }
        let text = query.text.trim().to_lowercase();
        if !text.is_empty() {
            search.sql.push_str(" JOIN message AS m ON m.id = i.message");
        }
        search.sql.push_str(" WHERE true");
        if suspended {
            search.and(SUSPENDED);
        }
        if in_hand {
            search.and(IN_HAND);
        }
        search.states(&query.states);
        search.name("i.port_key", query.port.as_ref());
        search.name("i.via_key", query.via.as_ref());
        search.name("i.host_key", query.host.as_ref());
        search.any_of("i.port_key", query.ports.as_deref());
        search.any_of("i.host_key", query.hosts.as_deref());
        if let Some(address) = &query.address {
            search.and_is("i.address", address.clone());
        }
        match query.routing_failures {
            Some(true) => search.and("i.port_key IS NULL"),
            Some(false) => search.and("i.port_key IS NOT NULL"),
            None => {}
        }
        if let Some(cause) = query.cause {
            search.and_is("i.cause", cause.as_str().to_owned());
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
                "(instr(i.port_key, ?{n}) OR instr(i.via_key, ?{n}) OR instr('m-' || i.message, ?{n}) \
                 OR mentions(i.address, ?{n}) OR mentions(m.type, ?{n}) OR property_mentions(m.context, ?{n}))"
            ));
        }
        search
    }

    fn states(&mut self, states: &[InstanceState]) {
        // literals, not parameters, again for the partial indexes
        match states {
            [] => {}
            [one] => self.and(&format!("i.state = '{}'", rows::state(*one))),
            many => {
                let list: Vec<_> = many.iter().map(|state| format!("'{}'", rows::state(*state))).collect();
                self.and(&format!("i.state IN ({})", list.join(", ")));
            }
        }
    }

    fn name(&mut self, column: &str, name: Option<&Name>) {
        if let Some(name) = name {
            self.and_is(column, rows::key(name));
        }
    }

    /// As one parameter, since a statement has a limited number of them.
    fn any_of(&mut self, column: &str, names: Option<&[Name]>) {
        if let Some(names) = names {
            let keys: Vec<String> = names.iter().map(rows::key).collect();
            self.values.push(serde_json::Value::from(keys).to_string().into());
            let n = self.values.len();
            self.and(&format!("{column} IN (SELECT value FROM json_each(?{n}))"));
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
    let column = match order.by {
        InstanceSort::Id => "i.id",
        InstanceSort::Message => "i.message",
        InstanceSort::Port => "i.port_key",
        InstanceSort::Via => "i.via_key",
        InstanceSort::Host => "i.host_key",
        InstanceSort::Address => "i.address",
        InstanceSort::State => "i.state",
        InstanceSort::Cause => "i.cause",
        InstanceSort::Attempts => "i.attempts",
        InstanceSort::Created => "i.created",
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
        text => Ok(mentions(text.as_str()?, call.get_raw(1).as_str()?)),
    })?;
    connection.create_scalar_function("property_mentions", 2, flags, |call: &Context<'_>| {
        let wanted = call.get_raw(1).as_str()?;
        let context: model::Context = serde_json::from_str(call.get_raw(0).as_str()?)
            .map_err(|error| rusqlite::Error::UserFunctionError(error.into()))?;
        Ok(context.0.iter().any(|(name, value)| mentions(name, wanted) || mentions(&value.to_string(), wanted)))
    })?;
    super::messages::install(connection, flags)
}

/// `wanted` is in lower case.
pub(super) fn mentions(text: &str, wanted: &str) -> bool {
    text.to_lowercase().contains(wanted)
}
