//! A second connection that reads while the first one writes.

use std::{path::PathBuf, sync::Arc};

use rusqlite::Connection;

use super::{SqliteMessageBox, error::from_sqlite, open};
use crate::message_box::{Error, MessageBox, Reader};

pub(super) struct SqliteReader(SqliteMessageBox);

impl SqliteReader {
    pub(super) fn new(connection: Connection, path: PathBuf) -> Self {
        Self(SqliteMessageBox::new(connection, path.clone(), path))
    }
}

impl Reader for SqliteReader {
    fn read(&self, work: &mut dyn FnMut(&dyn MessageBox)) -> Result<(), Error> {
        let SqliteMessageBox { connection, path, names, packed, .. } = &self.0;
        // whoever writes may have renamed something
        names.forget();
        packed.forget();
        // one transaction: a page and its messages are of the same moment, which is that of the
        // first statement and not this one
        let transaction = connection.unchecked_transaction().map_err(|error| from_sqlite(path, &error))?;
        work(&self.0);
        transaction.finish().map_err(|error| from_sqlite(path, &error))
    }

    fn check(&self) -> Result<(), Error> {
        open::check(&self.0.path, &self.0.connection)
    }

    fn interrupter(&self) -> Arc<dyn Fn() + Send + Sync> {
        let handle = self.0.connection.get_interrupt_handle();
        Arc::new(move || handle.interrupt())
    }
}
