//! Opens a store: finds out whether a file is a `MessageBox` before anything is written to it.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, config::DbConfig};

use super::{error::from_sqlite, lock, search};
use crate::message_box::Error;

/// `SPMB`; the `file` command and `SQLite`'s own tools show it.
const APPLICATION_ID: i32 = 0x5350_4D42;

/// What brings a store from one format to the next; the first one makes a new store.
const MIGRATIONS: [&str; 8] = [
    include_str!("format_1.sql"),
    include_str!("format_2.sql"),
    include_str!("format_3.sql"),
    include_str!("format_4.sql"),
    include_str!("format_5.sql"),
    include_str!("format_6.sql"),
    include_str!("format_7.sql"),
    include_str!("format_8.sql"),
];

/// The format that this version writes.
const FORMAT: u32 = MIGRATIONS.len() as u32;

/// The tables of a store, each with the format that brought it and the last one that has it.
const TABLES: [(&str, u32, u32); 29] = [
    ("message", 1, FORMAT),
    ("instance", 1, 4),
    ("arrival", 1, 4),
    ("event", 1, FORMAT),
    ("audit", 2, FORMAT),
    ("audit_change", 2, FORMAT),
    ("exercised", 2, 4),
    ("setting", 3, FORMAT),
    ("tally", 3, 4),
    ("tally_address", 3, FORMAT),
    ("tally_arrival", 3, 3),
    ("name", 4, FORMAT),
    ("event_about", 4, FORMAT),
    ("in_hand", 4, FORMAT),
    ("tally_block", 4, FORMAT),
    ("apart", 5, FORMAT),
    ("packed", 5, FORMAT),
    ("way", 5, FORMAT),
    ("place", 5, FORMAT),
    ("place_via", 5, FORMAT),
    ("work", 5, FORMAT),
    ("arrival_apart", 5, FORMAT),
    ("arrived_kept", 5, FORMAT),
    ("tally_kept", 5, FORMAT),
    ("exercised_kept", 5, FORMAT),
    ("tally_address_block", 6, FORMAT),
    ("tally_place", 6, FORMAT),
    ("published", 7, FORMAT),
    ("bodies", 8, FORMAT),
];

/// How long a step waits for somebody who has the file open with another program.
const PATIENCE: Duration = Duration::from_secs(5);

/// How large the write-ahead log may stay after it was copied into the file, in bytes.
const LOG_LIMIT: i64 = 24 << 20;

/// How much of the file is kept in memory, in KiB, whatever its size.
const CACHE: i64 = 16 << 10;

pub(super) fn in_memory(name: &Path) -> Result<Connection, Error> {
    let store = |error| from_sqlite(name, &error);
    let mut connection = Connection::open_in_memory().map_err(store)?;
    configure(&connection).map_err(store)?;
    migrate(&mut connection, 0).map_err(store)?;
    Ok(connection)
}

/// Where a store really is: the lock stands beside the file, not beside a link to it.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    if path.is_symlink() { path.canonicalize() } else { std::path::absolute(path) }
}

pub(super) fn lock(name: &Path, file: &Path) -> Result<lock::Lock, Error> {
    lock::Lock::take(file).map_err(|failure| match failure {
        lock::Failure::Held(holder) => Error::Locked { path: name.to_owned(), holder },
        lock::Failure::Io(source) => Error::Io { path: name.to_owned(), source },
    })
}

/// Opens the file, which nobody else may have open in this process: closing any handle of a file
/// gives up the locks that `SQLite` has on it. `name` is for messages.
///
/// Also tells whether it was left in the middle of some work and not looked through yet. Looking
/// through it takes as long as it is large, so that happens beside; until then nothing is written but
/// to its log. Only what was found to be damaged before, or is to be migrated, is looked through here.
pub(super) fn file(name: &Path, file: &Path) -> Result<(Connection, bool), Error> {
    let store = |error| from_sqlite(name, &error);
    look_at_header(file).map_err(|error| error.named(name))?;
    let damaged = mark(file);
    let mut in_doubt = is_left_over(file, "-wal") || is_left_over(file, "-journal") || damaged.exists();

    // not as a URI: any path that the operating system knows is one
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(file, flags).map_err(store)?;
    // until we know that it is ours and sound, closing it must not write what its log holds
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map_err(store)?;
    configure(&connection).map_err(store)?;

    let format = format(name, &connection)?;
    if format > 0 && in_doubt && (format < FORMAT || damaged.exists()) {
        check(name, &connection)?;
        in_doubt = false;
        // somebody has repaired it
        let _ = std::fs::remove_file(damaged);
    }
    if format < FORMAT {
        migrate(&mut connection, format).map_err(store)?;
    }
    // only now: a new file is made in one step that its header shows to be a MessageBox
    connection.pragma_update(None, "journal_mode", "wal").map_err(store)?;
    in_doubt &= format > 0;
    trust(&connection, !in_doubt).map_err(store)?;
    Ok((connection, in_doubt))
}

/// Whether what the log holds is written into the file when that is closed. As long as it is not, the log
/// stays, and whoever opens it next is in doubt too.
pub(super) fn trust(connection: &Connection, sound: bool) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !sound)?;
    // see super::checkpoints
    connection.pragma_update(None, "wal_autocheckpoint", 0)
}

/// Another connection to a file that this process has open, for what is done beside. Closing it changes nothing.
pub(super) fn beside(name: &Path, file: &Path) -> Result<Connection, Error> {
    let store = |error| from_sqlite(name, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(store)?;
    configure(&connection).map_err(store)?;
    trust(&connection, false).map_err(store)?;
    Ok(connection)
}

/// What stands beside a file that was found to be damaged, so that it is not used again as it is.
pub(super) fn mark(file: &Path) -> PathBuf {
    let mut path = file.as_os_str().to_owned();
    path.push(".damaged");
    path.into()
}

/// A second connection to a file that this process has open, which can only read.
pub(super) fn second(name: &Path, file: &Path) -> Result<Connection, Error> {
    let store = |error| from_sqlite(name, &error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags).map_err(store)?;
    configure(&connection).map_err(store)?;
    Ok(connection)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    // without it a statement is prepared anew whenever its limit is bound
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.pragma_update(None, "synchronous", "full")?;
    // where the system's fsync does not wait for the disk
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "journal_size_limit", LOG_LIMIT)?;
    // what refers to something is written with it or looks for it; the declarations are for those who check
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // a file from elsewhere is data
    connection.pragma_update(None, "trusted_schema", false)?;
    search::install(connection)
}

enum Header {
    Io(io::Error),
    Foreign,
}

impl Header {
    fn named(self, name: &Path) -> Error {
        let path = name.to_owned();
        match self {
            Self::Io(source) => Error::Io { path, source },
            Self::Foreign => Error::NotAMessageBox { path },
        }
    }
}

/// Looks at a file without `SQLite`, which might leave traces beside one that is somebody else's.
fn look_at_header(file: &Path) -> Result<(), Header> {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let mut header = Vec::with_capacity(108);
    match File::open(file) {
        Ok(file) => file.take(108).read_to_end(&mut header).map_err(Header::Io)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Header::Io(error)),
    };
    if header.is_empty() {
        return Ok(());
    }
    let ours = header.get(68..72) == Some(APPLICATION_ID.to_be_bytes().as_slice());
    // the root of the schema: a leaf without cells is a database without tables
    let no_tables = header.get(100) == Some(&0x0D) && header.get(103..105) == Some([0, 0].as_slice());
    if header.starts_with(MAGIC) && (ours || no_tables) { Ok(()) } else { Err(Header::Foreign) }
}

/// Whether a log is there that a process that ended in the middle of its work left behind.
fn is_left_over(file: &Path, suffix: &str) -> bool {
    let mut path = file.as_os_str().to_owned();
    path.push(suffix);
    std::fs::metadata(path).is_ok_and(|log| log.len() > 0)
}

/// The format of a store; 0 of one that is new.
fn format(name: &Path, connection: &Connection) -> Result<u32, Error> {
    let store = |error| from_sqlite(name, &error);
    let damaged = |what: String| Error::Damaged { path: name.to_owned(), what };
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).map_err(store);
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .map_err(store)?;
    if tables.is_empty() {
        return Ok(0);
    }
    if number("application_id")? != i64::from(APPLICATION_ID) {
        return Err(Error::NotAMessageBox { path: name.to_owned() });
    }
    let format = number("user_version")?;
    if format > i64::from(FORMAT) {
        return Err(Error::Newer { path: name.to_owned(), format });
    }
    let format = match u32::try_from(format) {
        Ok(format) if format > 0 => format,
        _ => return Err(damaged(format!("its format is {format}"))),
    };
    let missing = TABLES
        .iter()
        .find(|(table, from, to)| (*from..=*to).contains(&format) && !tables.iter().any(|there| there == table));
    match missing {
        Some((missing, ..)) => Err(damaged(format!("the table {missing} is missing"))),
        None => Ok(format),
    }
}

/// Looks through the whole file: every page, every row, every index.
pub(super) fn check(name: &Path, connection: &Connection) -> Result<(), Error> {
    let what: String = connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(|error| from_sqlite(name, &error))?;
    if what == "ok" { Ok(()) } else { Err(Error::Damaged { path: name.to_owned(), what }) }
}

fn migrate(connection: &mut Connection, from: u32) -> rusqlite::Result<()> {
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    for step in &MIGRATIONS[from as usize..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::{super::rows, *};

    #[test]
    fn the_words_of_earlier_formats_become_the_numbers_of_this_one() {
        for state in crate::rules::instances::InstanceState::ALL {
            let number = rows::state(state);
            assert!(MIGRATIONS[3].contains(&format!("{number} {}", WORDS[number as usize])), "{state:?}");
            assert!(MIGRATIONS[3].contains(&format!("WHEN '{}' THEN {number}", WORDS[number as usize])), "{state:?}");
        }
        for cause in crate::message_box::CauseKind::ALL {
            let (word, number) = (cause.as_str(), rows::cause(cause));
            assert!(MIGRATIONS[3].contains(&format!("{number} {word}")), "{cause:?}");
            assert!(MIGRATIONS[3].contains(&format!("WHEN '{word}' THEN {number}")), "{cause:?}");
        }
    }

    const WORDS: [&str; 8] = [
        "ready to run",
        "scheduled",
        "active",
        "dehydrated",
        "suspended (resumable)",
        "suspended (not resumable)",
        "completed",
        "terminated",
    ];
}
