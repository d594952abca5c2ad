use std::{io, path::Path};

use rusqlite::ErrorCode;

use crate::message_box::Error;

/// Says what `SQLite`'s answer means for somebody who wants to use the `MessageBox` at `path`.
pub(super) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Error {
    let path = path.to_owned();
    let io = |path, kind, text: String| Error::Io { path, source: io::Error::new(kind, text) };
    let what = plain(error);
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Error::Full,
        Some(ErrorCode::NotADatabase) => Error::NotAMessageBox { path },
        Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { path, what },
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => io(path, io::ErrorKind::Other, what),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => {
            io(path, io::ErrorKind::PermissionDenied, "the file cannot be written".to_owned())
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::Store("another program is writing to it".to_owned())
        }
        Some(_) => Error::Store(what),
        None => match error {
            // what stands in the file is not what we write
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Error::Damaged { path, what },
            _ => Error::Store(what),
        },
    }
}

/// The message without what rusqlite puts around it.
fn plain(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(text)) => text.clone(),
        rusqlite::Error::FromSqlConversionFailure(_, _, what) => what.to_string(),
        error => error.to_string(),
    }
}
