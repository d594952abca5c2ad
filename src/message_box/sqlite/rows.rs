//! What a row of each table holds.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Connection, Row, types::Type};
use serde::{Serialize, de::DeserializeOwned};

use super::{names::Names, packed::Packed};
use crate::{
    message_box::{Arrival, CauseKind, Exercised, Instance},
    model::{Addressing, InstanceId, Message, MessageId, Name},
    routing::Matched,
    rules::{
        instances::{InstanceState, Operation},
        outcome::Cell,
        send_cycle::TransportOf,
    },
};

/// Of a message `m`; see [`BODY`].
pub(super) const MESSAGE: &str = "m.id, m.published, m.addressing, m.bound_to, m.context";
/// The body of a message `m`, wherever it stands; nothing if it is not all there.
pub(super) const BODY: &str = "CASE WHEN m.part_of IS NULL THEN m.body \
                               ELSE (SELECT CAST(substr(b.text, m.part_from + 1, m.part_length) AS TEXT) \
                                     FROM bodies AS b WHERE b.id = m.part_of \
                                     AND m.part_from + m.part_length <= length(b.text)) END";
/// How long it is, in bytes.
pub(super) const BODY_LENGTH: &str = "coalesce(m.part_length, octet_length(m.body))";
pub(super) const INSTANCE: &str = "i.id, i.message, i.state, i.host, i.port, i.via, i.priority, i.blocks, i.lane, \
                                   i.due, i.changed, i.server, i.attempts, i.tries, i.adapter, i.address, \
                                   i.transport, i.pending, i.detail, i.service, i.created, i.matched, i.ruling";
pub(super) const ARRIVAL: &str = "number, port, address, message, instance, time";

/// A store with the names that it knows.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) store: &'a Connection,
    pub(super) names: &'a Names,
    pub(super) packed: &'a Packed,
}

/// A name as it is compared.
pub(super) fn key(name: &Name) -> String {
    name.as_str().to_lowercase()
}

/// A state as it is written. The views and the indexes have these numbers too.
pub(super) fn state(state: InstanceState) -> i64 {
    match state {
        InstanceState::ReadyToRun => 0,
        InstanceState::Scheduled => 1,
        InstanceState::Active => 2,
        InstanceState::Dehydrated => 3,
        InstanceState::SuspendedResumable => 4,
        InstanceState::SuspendedNotResumable => 5,
        InstanceState::Completed => 6,
        InstanceState::Terminated => 7,
    }
}

/// A kind of cause as it is written.
pub(super) fn cause(kind: CauseKind) -> i64 {
    match kind {
        CauseKind::Held => 0,
        CauseKind::Transport => 1,
        CauseKind::NoAddress => 2,
        CauseKind::NoHandler => 3,
        CauseKind::RoutingFailure => 4,
        CauseKind::Loop => 5,
        CauseKind::ByHand => 6,
        CauseKind::PortDeleted => 7,
        CauseKind::Behind => 8,
        CauseKind::FrontTaken => 9,
    }
}

pub(super) fn matched(matched: &Matched) -> i64 {
    match matched {
        Matched::Address => 0,
        Matched::Filter => 1,
    }
}

pub(super) fn on(on: TransportOf) -> i64 {
    match on {
        TransportOf::Primary => 0,
        TransportOf::Backup => 1,
    }
}

pub(super) fn pending(operation: Operation) -> i64 {
    match operation {
        Operation::Resume => 0,
        Operation::Suspend => 1,
        Operation::Terminate => 2,
    }
}

/// A transport as an outgoing queue has it.
pub(super) fn transport(on: TransportOf) -> &'static str {
    match on {
        TransportOf::Primary => "primary",
        TransportOf::Backup => "backup",
    }
}

/// A time as it is written in the audit, the outgoing queues and the table of what was exercised.
pub(super) fn time(time: Timestamp) -> String {
    format!("{time:.9}")
}

/// A time as it is written with messages and instances.
pub(super) fn micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

pub(super) fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// A cell of the table of state combinations, how often, the first message and when.
pub(super) fn exercised(row: &Row<'_>) -> rusqlite::Result<Exercised> {
    let text = row.get_ref(0)?.as_str()?;
    Ok(Exercised {
        cell: Cell::from_stored(text).ok_or_else(|| strange(0, text))?,
        count: count(row, 1)?,
        first: MessageId(row.get(2)?),
        time: read_time(row, 3)?,
    })
}

/// The columns [`MESSAGE`] and [`BODY`].
pub(super) fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: MessageId(row.get(0)?),
        published: read_micros(row, 1)?,
        addressing: addressing(row, 2)?,
        bound_to: read_json(row, 3)?,
        context: read_json(row, 4)?.ok_or_else(|| strange(4, "nothing"))?,
        body: Arc::from(row.get_ref(5)?.as_str_or_null()?.ok_or_else(|| strange(5, "nothing"))?),
    })
}

/// Most messages are published by their properties, and say nothing of it.
pub(super) fn addressing(row: &Row<'_>, column: usize) -> rusqlite::Result<Addressing> {
    Ok(read_json(row, column)?.unwrap_or_default())
}

impl At<'_> {
    /// The columns [`INSTANCE`].
    pub(super) fn instance(self, row: &Row<'_>) -> rusqlite::Result<Instance> {
        let ruling: Option<i64> = row.get(22)?;
        let detail = row.get_ref(18)?.as_str_or_null()?;
        Ok(Instance {
            id: InstanceId(row.get(0)?),
            message: MessageId(row.get(1)?),
            state: read_state(row, 2)?,
            host: self.name(row, 3)?,
            port: self.optional_name(row, 4)?,
            via: self.optional_name(row, 5)?,
            priority: row.get(6)?,
            blocks: row.get(7)?,
            lane: row.get_ref(8)?.as_str_or_null()?.map(Arc::from),
            due: read_optional_micros(row, 9)?,
            changed: read_micros(row, 10)?,
            server: self.optional_name(row, 11)?,
            attempts: row.get(12)?,
            tries: row.get(13)?,
            adapter: self.text(row, 14)?,
            address: self.text(row, 15)?,
            on: known(row, 16, &[TransportOf::Primary, TransportOf::Backup], |it| on(*it))?
                .ok_or_else(|| strange(16, "nothing"))?,
            pending: known(row, 17, &[Operation::Suspend, Operation::Terminate], |it| pending(*it))?,
            cause: detail.map(|text| serde_json::from_str(text).map_err(|_| strange(18, text))).transpose()?,
            service: InstanceId(row.get(19)?),
            created: read_micros(row, 20)?,
            matched: known(row, 21, &[Matched::Address, Matched::Filter], matched)?,
            ruling: ruling.map(|number| self.names.ruling(self.store, number)).transpose()?,
        })
    }

    /// The columns [`ARRIVAL`].
    pub(super) fn arrival(self, row: &Row<'_>) -> rusqlite::Result<Arrival> {
        Ok(Arrival {
            id: row.get(0)?,
            port: self.name(row, 1)?,
            address: self.text(row, 2)?,
            message: MessageId(row.get(3)?),
            instance: InstanceId(row.get(4)?),
            time: read_micros(row, 5)?,
        })
    }

    /// A name by its number.
    pub(super) fn name(self, row: &Row<'_>, column: usize) -> rusqlite::Result<Name> {
        self.names.name(self.store, row.get(column)?)
    }

    /// Likewise; none where there is no number, or 0 as in the tallies.
    pub(super) fn optional_name(self, row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Name>> {
        match row.get::<_, Option<i64>>(column)? {
            None | Some(0) => Ok(None),
            Some(number) => self.names.name(self.store, number).map(Some),
        }
    }

    fn text(self, row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
        match row.get(column)? {
            None => Ok(String::new()),
            Some(number) => Ok(self.names.text(self.store, number)?.as_ref().to_owned()),
        }
    }
}

/// A name where it stands as text.
pub(super) fn name(row: &Row<'_>, column: usize) -> rusqlite::Result<Name> {
    Ok(Name::new(row.get_ref(column)?.as_str()?))
}

pub(super) fn optional_name(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Name>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.map(Name::new))
}

/// What `count(*)` says.
pub(super) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(i64::unsigned_abs)
}

pub(super) fn read_state(row: &Row<'_>, column: usize) -> rusqlite::Result<InstanceState> {
    known(row, column, &InstanceState::ALL, |known| state(*known))?.ok_or_else(|| strange(column, "nothing"))
}

/// None where nothing stands, or -1 as in the tallies.
pub(super) fn read_cause(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<CauseKind>> {
    match row.get::<_, Option<i64>>(column)? {
        None | Some(-1) => Ok(None),
        Some(_) => known(row, column, &CauseKind::ALL, |known| cause(*known)),
    }
}

pub(super) fn read_time(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    let text = row.get_ref(column)?.as_str()?;
    text.parse().map_err(|_| strange(column, text))
}

pub(super) fn read_micros(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    read_optional_micros(row, column)?.ok_or_else(|| strange(column, "nothing"))
}

pub(super) fn read_optional_micros(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let time: Option<i64> = row.get(column)?;
    time.map(|time| Timestamp::from_microsecond(time).map_err(|_| strange(column, &time.to_string()))).transpose()
}

pub(super) fn read_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|text| serde_json::from_str(text).map_err(|_| strange(column, text))).transpose()
}

/// Which of these a number stands for.
fn known<T: Clone>(row: &Row<'_>, column: usize, all: &[T], number: impl Fn(&T) -> i64) -> rusqlite::Result<Option<T>> {
    let Some(found) = row.get::<_, Option<i64>>(column)? else { return Ok(None) };
    // their numbers are their places, but for those that begin later
    let at_its_place = usize::try_from(found).ok().and_then(|place| all.get(place)).filter(|it| number(it) == found);
    let found_one = at_its_place.or_else(|| all.iter().find(|it| number(it) == found));
    found_one.cloned().map(Some).ok_or_else(|| strange(column, &found.to_string()))
}

/// Something stands in the file that nobody writes there.
pub(super) fn strange(column: usize, text: &str) -> rusqlite::Error {
    let start: String = text.chars().take(80).collect();
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, format!("\"{start}\" was not expected here").into())
}

/// Somebody deleted what something else refers to.
pub(super) fn missing(message: MessageId) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Null, format!("the message {message} is missing").into())
}

pub(super) fn read_transport(row: &Row<'_>, column: usize) -> rusqlite::Result<TransportOf> {
    let text = row.get_ref(column)?.as_str()?;
    [TransportOf::Primary, TransportOf::Backup]
        .into_iter()
        .find(|it| transport(*it) == text)
        .ok_or_else(|| strange(column, text))
}
