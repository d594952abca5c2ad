//! The audit in SQL.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params, types::Value};

use super::rows;
use crate::{
    message_box::{AuditChange, AuditEntry, AuditId, AuditKind, AuditQuery},
    model::{ArtifactKind, ArtifactRef, Role},
};

const ENTRY: &str = "a.id, a.time, a.role, a.kind, a.action, a.search, a.changes, a.undone";

/// How many names an artifact may have had that a history follows.
const MOST_NAMES: usize = 64;

/// A new entry, or new contents of one that grows batch by batch.
pub(super) fn write(store: &Connection, entry: &AuditEntry, changes: &[AuditChange]) -> rusqlite::Result<()> {
    store
        .prepare_cached(
            "INSERT INTO audit (id, time, role, kind, action, search, changes, undone)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET action = excluded.action, search = excluded.search",
        )?
        .execute(params![
            entry.id.0,
            rows::time(entry.time),
            role(entry.role),
            entry.kind.as_str(),
            entry.action,
            entry.search,
            i64::try_from(entry.changes).unwrap_or(i64::MAX),
            entry.undone.map(|id| id.0),
        ])?;
    let mut insert = store.prepare_cached(
        "INSERT INTO audit_change (audit, number, kind, name, name_key, was, was_key, before, after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (number, change) in (0i64..).zip(changes) {
        insert.execute(params![
            entry.id.0,
            number,
            artifact_kind(change.kind),
            change.name.as_str(),
            rows::key(&change.name),
            change.was.as_ref().map(|name| name.as_str()),
            change.was.as_ref().map(rows::key),
            change.before,
            change.after,
        ])?;
    }
    Ok(())
}

pub(super) fn mark(store: &Connection, id: AuditId, by: Option<AuditId>) -> rusqlite::Result<()> {
    let mut update = store.prepare_cached("UPDATE audit SET undone = ?2 WHERE id = ?1")?;
    update.execute(params![id.0, by.map(|by| by.0)]).map(drop)
}

/// Entries that match, newest first.
pub(super) fn page(
    store: &Connection,
    query: &AuditQuery,
    before: Option<AuditId>,
    limit: i64,
) -> rusqlite::Result<Vec<AuditEntry>> {
    let (mut condition, mut values) = search(store, query)?;
    if let Some(before) = before {
        values.push(before.0.into());
        condition.push_str(&format!(" AND a.id < ?{}", values.len()));
    }
    values.push(limit.into());
    let sql = format!("SELECT {ENTRY} FROM audit AS a {condition} ORDER BY a.id DESC LIMIT ?{}", values.len());
    store.prepare_cached(&sql)?.query_map(rusqlite::params_from_iter(values), entry)?.collect()
}

pub(super) fn count(store: &Connection, query: &AuditQuery) -> rusqlite::Result<u64> {
    let (condition, values) = search(store, query)?;
    let sql = format!("SELECT count(*) FROM audit AS a {condition}");
    store.prepare_cached(&sql)?.query_row(rusqlite::params_from_iter(values), |row| rows::count(row, 0))
}

/// The artifacts that an entry changed, in order.
pub(super) fn changes(store: &Connection, id: AuditId, offset: i64, limit: i64) -> rusqlite::Result<Vec<AuditChange>> {
    store
        .prepare_cached(
            "SELECT kind, name, was, before, after FROM audit_change WHERE audit = ?1 AND number >= ?2
             ORDER BY number LIMIT ?3",
        )?
        .query_map(params![id.0, offset, limit], change)?
        .collect()
}

/// What was changed of one artifact, newest first, with the time.
pub(super) fn history(
    store: &Connection,
    item: &ArtifactRef,
    limit: i64,
) -> rusqlite::Result<Vec<(AuditId, Timestamp, AuditChange)>> {
    let mut values = Vec::new();
    let of = lives(store, item, &mut values)?;
    values.push(limit.into());
    let sql = format!(
        "SELECT c.kind, c.name, c.was, c.before, c.after, a.id, a.time
         FROM audit_change AS c JOIN audit AS a ON a.id = c.audit
         WHERE {of} ORDER BY c.audit DESC, c.number DESC LIMIT ?{}",
        values.len()
    );
    store
        .prepare_cached(&sql)?
        .query_map(rusqlite::params_from_iter(values), |row| {
            Ok((AuditId(row.get(5)?), rows::read_time(row, 6)?, change(row)?))
        })?
        .collect()
}

fn search(store: &Connection, query: &AuditQuery) -> rusqlite::Result<(String, Vec<Value>)> {
    let (mut sql, mut values) = ("WHERE true".to_owned(), Vec::new());
    let mut and = |condition: &str, value: Value| {
        values.push(value);
        sql.push_str(&format!(" AND {condition} ?{}", values.len()));
    };
    if let Some(wanted) = query.role {
        and("a.role =", role(wanted).to_owned().into());
    }
    if let Some(kind) = query.kind {
        and("a.kind =", kind.as_str().to_owned().into());
    }
    if let Some(from) = query.from {
        and("a.time >=", rows::time(from).into());
    }
    if let Some(until) = query.until {
        and("a.time <", rows::time(until).into());
    }
    for word in query.text.to_lowercase().split_whitespace() {
        values.push(word.to_owned().into());
        sql.push_str(&format!(" AND instr(a.search, ?{}) > 0", values.len()));
    }
    if let Some(item) = &query.artifact {
        let of = lives(store, item, &mut values)?;
        sql.push_str(&format!(" AND a.id IN (SELECT c.audit FROM audit_change AS c WHERE {of})"));
    }
    Ok((sql, values))
}

/// The condition under which a change is one of an artifact: of its present name since it has
/// that, of the one before until then, and so on.
fn lives(store: &Connection, item: &ArtifactRef, values: &mut Vec<Value>) -> rusqlite::Result<String> {
    let kind = artifact_kind(item.kind);
    let mut renamed = store.prepare_cached(
        "SELECT audit, was_key FROM audit_change
         WHERE kind = ?1 AND name_key = ?2 AND was_key IS NOT NULL AND was_key <> name_key AND audit < ?3
         ORDER BY audit DESC LIMIT 1",
    )?;
    values.push(kind.to_owned().into());
    let kind_at = values.len();
    let mut parts = Vec::new();
    let (mut key, mut until) = (rows::key(&item.name), i64::MAX);
    for _ in 0..MOST_NAMES {
        let before: Option<(i64, String)> =
            renamed.query_row(params![kind, key, until], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let since = before.as_ref().map_or(0, |(id, _)| *id);
        values.extend([Value::from(key.clone()), since.into(), until.into()]);
        let n = values.len();
        parts.push(format!("(c.name_key = ?{} AND c.audit >= ?{} AND c.audit < ?{n})", n - 2, n - 1));
        if parts.len() == 1 {
            // that it is called otherwise now is part of what is known by the old name
            parts.push(format!("(c.was_key = ?{} AND c.audit >= ?{})", n - 2, n - 1));
        }
        let Some((id, was)) = before else { break };
        (key, until) = (was, id);
    }
    Ok(format!("c.kind = ?{kind_at} AND ({})", parts.join(" OR ")))
}

fn entry(row: &Row<'_>) -> rusqlite::Result<AuditEntry> {
    let undone: Option<i64> = row.get(7)?;
    Ok(AuditEntry {
        id: AuditId(row.get(0)?),
        time: rows::read_time(row, 1)?,
        role: known(row, 2, &Role::ALL, role)?,
        kind: known(row, 3, &AuditKind::ALL, AuditKind::as_str)?,
        action: row.get(4)?,
        search: row.get(5)?,
        changes: rows::count(row, 6)?,
        undone: undone.map(AuditId),
    })
}

/// The columns kind, name, was, before, after.
fn change(row: &Row<'_>) -> rusqlite::Result<AuditChange> {
    Ok(AuditChange {
        kind: known(row, 0, &KINDS, artifact_kind)?,
        name: rows::name(row, 1)?,
        was: rows::optional_name(row, 2)?,
        before: row.get(3)?,
        after: row.get(4)?,
    })
}

fn known<T: Copy>(row: &Row<'_>, column: usize, all: &[T], word: fn(T) -> &'static str) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    all.iter().copied().find(|one| word(*one) == text).ok_or_else(|| rows::strange(column, text))
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::Operator => "operator",
        Role::ReadOnly => "read only",
    }
}

const KINDS: [ArtifactKind; 10] = [
    ArtifactKind::Application,
    ArtifactKind::SendPort,
    ArtifactKind::SendPortGroup,
    ArtifactKind::ReceivePort,
    ArtifactKind::Orchestration,
    ArtifactKind::Host,
    ArtifactKind::Adapter,
    ArtifactKind::PropertySchema,
    ArtifactKind::Template,
    ArtifactKind::Destination,
];

fn artifact_kind(kind: ArtifactKind) -> &'static str {
    match kind {
        ArtifactKind::Application => "application",
        ArtifactKind::SendPort => "send port",
        ArtifactKind::SendPortGroup => "send port group",
        ArtifactKind::ReceivePort => "receive port",
        ArtifactKind::Orchestration => "orchestration",
        ArtifactKind::Host => "host",
        ArtifactKind::Adapter => "adapter",
        ArtifactKind::PropertySchema => "property schema",
        ArtifactKind::Template => "template",
        ArtifactKind::Destination => "destination",
    }
}
