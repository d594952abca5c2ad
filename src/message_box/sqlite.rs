//! The embedded default: one SQLite file.
pub struct SqliteMessageBox;
