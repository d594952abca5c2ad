//! What a row of each table holds.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Row, params, types::Type};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    message_box::{Arrival, CauseKind, Exercised, Instance},
    model::{InstanceId, Message, MessageId, Name},
    routing::Matched,
    rules::{
        instances::{InstanceState, Operation},
        outcome::Cell,
        send_cycle::TransportOf,
    },
};

pub(super) const MESSAGE: &str = "id, published, addressing, bound_to, context, body";
pub(super) const INSTANCE: &str = "i.id, i.message, i.port, i.via, i.matched, i.ruling, i.host, i.state, i.detail, \
                                   i.adapter, i.address, i.priority, i.attempts, i.created, i.changed, i.due, \
                                   i.transport, i.tries, i.server, i.pending, i.service, i.lane, i.blocks";
pub(super) const ARRIVAL: &str = "id, port, address, message, instance, time";

/// A name as it is compared.
pub(super) fn key(name: &Name) -> String {
    name.as_str().to_lowercase()
}

/// A state as it is written.
pub(super) fn state(state: InstanceState) -> &'static str {
    match state {
        InstanceState::ReadyToRun => "ready to run",
        InstanceState::Scheduled => "scheduled",
        InstanceState::Active => "active",
        InstanceState::Dehydrated => "dehydrated",
        InstanceState::SuspendedResumable => "suspended (resumable)",
        InstanceState::SuspendedNotResumable => "suspended (not resumable)",
        InstanceState::Completed => "completed",
        InstanceState::Terminated => "terminated",
    }
}

fn matched(matched: &Matched) -> &'static str {
    match matched {
        Matched::Address => "address",
        Matched::Filter => "filter",
    }
}

pub(super) fn transport(on: TransportOf) -> &'static str {
    match on {
        TransportOf::Primary => "primary",
        TransportOf::Backup => "backup",
    }
}

fn pending(operation: Operation) -> &'static str {
    match operation {
        Operation::Resume => "resume",
        Operation::Suspend => "suspend",
        Operation::Terminate => "terminate",
    }
}

/// A time as it is written.
pub(super) fn time(time: Timestamp) -> String {
    format!("{time:.9}")
}

fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(super) fn insert_message(connection: &rusqlite::Connection, message: &Message) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO message (id, published, type, addressing, bound_to, context, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            message.id.0,
            time(message.published),
            message.message_type(),
            json(&message.addressing)?,
            message.bound_to.as_ref().map(json).transpose()?,
            json(&message.context)?,
            &*message.body,
        ])?;
    Ok(())
}

pub(super) fn write_instance(connection: &rusqlite::Connection, instance: &Instance) -> rusqlite::Result<()> {
    // not INSERT OR REPLACE, which deletes the row that its arrivals refer to
    connection
        .prepare_cached(
            "INSERT INTO instance (id, message, port, port_key, via, via_key, matched, ruling, host, host_key, state,
                                   cause, detail, adapter, address, priority, attempts, created, changed, due,
                                   transport, tries, server, pending, service, lane, blocks)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                     ?21, ?22, ?23, ?24, ?25, ?26, ?27)
             ON CONFLICT (id) DO UPDATE SET
                 message = excluded.message, port = excluded.port, port_key = excluded.port_key,
                 via = excluded.via, via_key = excluded.via_key, matched = excluded.matched,
                 ruling = excluded.ruling, host = excluded.host, host_key = excluded.host_key,
                 state = excluded.state, cause = excluded.cause, detail = excluded.detail,
                 adapter = excluded.adapter, address = excluded.address, priority = excluded.priority,
                 attempts = excluded.attempts, created = excluded.created, changed = excluded.changed,
                 due = excluded.due, transport = excluded.transport, tries = excluded.tries,
                 server = excluded.server, pending = excluded.pending, service = excluded.service,
                 lane = excluded.lane, blocks = excluded.blocks",
        )?
        .execute(params![
            instance.id.0,
            instance.message.0,
            instance.port.as_ref().map(Name::as_str),
            instance.port.as_ref().map(key),
            instance.via.as_ref().map(Name::as_str),
            instance.via.as_ref().map(key),
            instance.matched.as_ref().map(matched),
            instance.ruling.as_ref().map(json).transpose()?,
            instance.host.as_str(),
            key(&instance.host),
            state(instance.state),
            instance.cause.as_ref().map(|cause| cause.kind().as_str()),
            instance.cause.as_ref().map(json).transpose()?,
            instance.adapter,
            instance.address,
            instance.priority,
            instance.attempts,
            time(instance.created),
            time(instance.changed),
            instance.due.map(time),
            transport(instance.on),
            instance.tries,
            instance.server.as_ref().map(Name::as_str),
            instance.pending.map(pending),
            instance.service.0,
            instance.lane.as_deref(),
            instance.blocks,
        ])?;
    Ok(())
}

pub(super) fn insert_arrival(connection: &rusqlite::Connection, arrival: &Arrival) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO arrival (port, port_key, address, message, instance, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            arrival.port.as_str(),
            key(&arrival.port),
            arrival.address,
            arrival.message.0,
            arrival.instance.0,
            time(arrival.time),
        ])?;
    Ok(())
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

/// The columns [`MESSAGE`].
pub(super) fn message(row: &Row<'_>) -> rusqlite::Result<Message> {
    Ok(Message {
        id: MessageId(row.get(0)?),
        published: read_time(row, 1)?,
        addressing: read_json(row, 2)?.ok_or_else(|| strange(2, "nothing"))?,
        bound_to: read_json(row, 3)?,
        context: read_json(row, 4)?.ok_or_else(|| strange(4, "nothing"))?,
        body: Arc::from(row.get_ref(5)?.as_str()?),
    })
}

/// The columns [`INSTANCE`].
pub(super) fn instance(row: &Row<'_>) -> rusqlite::Result<Instance> {
    Ok(Instance {
        id: InstanceId(row.get(0)?),
        message: MessageId(row.get(1)?),
        port: optional_name(row, 2)?,
        via: optional_name(row, 3)?,
        matched: read_word(row, 4, &[Matched::Address, Matched::Filter], matched)?,
        ruling: read_json(row, 5)?,
        host: name(row, 6)?,
        state: read_state(row, 7)?,
        cause: read_json(row, 8)?,
        adapter: row.get(9)?,
        address: row.get(10)?,
        priority: row.get(11)?,
        attempts: row.get(12)?,
        created: read_time(row, 13)?,
        changed: read_time(row, 14)?,
        due: read_optional_time(row, 15)?,
        on: read_word(row, 16, &[TransportOf::Primary, TransportOf::Backup], |it| transport(*it))?
            .ok_or_else(|| strange(16, "nothing"))?,
        tries: row.get(17)?,
        server: optional_name(row, 18)?,
        pending: read_word(row, 19, &[Operation::Suspend, Operation::Terminate], |it| pending(*it))?,
        service: InstanceId(row.get(20)?),
        lane: row.get_ref(21)?.as_str_or_null()?.map(Arc::from),
        blocks: row.get(22)?,
    })
}

/// The columns [`ARRIVAL`].
pub(super) fn arrival(row: &Row<'_>) -> rusqlite::Result<Arrival> {
    Ok(Arrival {
        id: row.get(0)?,
        port: name(row, 1)?,
        address: row.get(2)?,
        message: MessageId(row.get(3)?),
        instance: InstanceId(row.get(4)?),
        time: read_time(row, 5)?,
    })
}

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
    read_word(row, column, &InstanceState::ALL, |known| state(*known))?.ok_or_else(|| strange(column, "nothing"))
}

pub(super) fn read_cause(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<CauseKind>> {
    read_word(row, column, &CauseKind::ALL, |known| known.as_str())
}

pub(super) fn read_time(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    read_optional_time(row, column)?.ok_or_else(|| strange(column, "nothing"))
}

fn read_optional_time(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|text| text.parse().map_err(|_| strange(column, text))).transpose()
}

pub(super) fn read_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    text.map(|text| serde_json::from_str(text).map_err(|_| strange(column, text))).transpose()
}

fn read_word<T: Clone>(
    row: &Row<'_>,
    column: usize,
    known: &[T],
    word: impl Fn(&T) -> &'static str,
) -> rusqlite::Result<Option<T>> {
    let Some(text) = row.get_ref(column)?.as_str_or_null()? else { return Ok(None) };
    let found = known.iter().find(|known| word(known) == text);
    found.cloned().map(Some).ok_or_else(|| strange(column, text))
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
    read_word(row, column, &[TransportOf::Primary, TransportOf::Backup], |it| transport(*it))?
        .ok_or_else(|| strange(column, "nothing"))
}
