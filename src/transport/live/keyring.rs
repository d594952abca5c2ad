//! The keyring of the operating system, on a thread of its own: it may ask its user to unlock it, and
//! nobody waits for that longer than they want to.

use std::{
    sync::{Arc, Mutex, OnceLock, PoisonError, mpsc},
    thread,
    time::Duration,
};

use keyring_core::{CredentialStore, Entry, Error};

/// What the entries are filed under.
const SERVICE: &str = "sendport";

/// Where the entries are.
pub type Store = Arc<CredentialStore>;
type Opened = Result<Store, String>;
type Work = Box<dyn FnOnce(&Opened) + Send>;

/// How the keyring of the system is opened. It is opened when somebody first asks for something in it.
///
/// # Errors
/// Why there is none here.
pub fn of_the_system() -> Result<Store, String> {
    keyring::Entry::store_status().as_ref().map_err(ToString::to_string)?;
    keyring_core::get_default_store().ok_or_else(|| Error::NoDefaultStore.to_string())
}

/// A keyring, or none.
#[derive(Default)]
pub(super) struct Keyring {
    open: OnceLock<fn() -> Opened>,
    work: Mutex<Option<mpsc::Sender<Work>>>,
}

impl Keyring {
    /// From now on this one is used. Only the first counts.
    pub fn open_by(&self, open: fn() -> Opened) {
        let _ = self.open.set(open);
    }

    /// The secret of an entry; `None`: it has none.
    pub fn get(&self, entry: &str, patience: Duration) -> Result<Option<String>, String> {
        let entry = entry.to_owned();
        self.ask(patience, move |store| match Entry::new_in_store(store, SERVICE, &entry)?.get_password() {
            Err(Error::NoEntry) => Ok(None),
            other => other.map(Some),
        })
    }

    pub fn put(&self, entry: &str, secret: &str, patience: Duration) -> Result<(), String> {
        let (entry, secret) = (entry.to_owned(), secret.to_owned());
        self.ask(patience, move |store| Entry::new_in_store(store, SERVICE, &entry)?.set_password(&secret))
    }

    pub fn remove(&self, entry: &str, patience: Duration) -> Result<(), String> {
        let entry = entry.to_owned();
        self.ask(patience, move |store| match Entry::new_in_store(store, SERVICE, &entry)?.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            other => other,
        })
    }

    fn ask<T: Send + 'static>(
        &self,
        patience: Duration,
        what: impl FnOnce(&Store) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, String> {
        let Some(open) = self.open.get().copied() else { return Err(Error::NoDefaultStore.to_string()) };
        let (sender, answer) = mpsc::channel();
        let work: Work = Box::new(move |opened| {
            let result = match opened {
                Ok(store) => what(store).map_err(|error| error.to_string()),
                Err(error) => Err(error.clone()),
            };
            // whoever asked may have lost patience
            let _ = sender.send(result);
        });
        self.thread(open)?.send(work).map_err(|error| error.to_string())?;
        answer.recv_timeout(patience).map_err(|error| error.to_string())?
    }

    fn thread(&self, open: fn() -> Opened) -> Result<mpsc::Sender<Work>, String> {
        let mut work = self.work.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = &*work {
            return Ok(sender.clone());
        }
        let (sender, wanted) = mpsc::channel::<Work>();
        let keep = move || {
            let opened = open();
            for work in wanted {
                work(&opened);
            }
        };
        thread::Builder::new().name("keyring".to_owned()).spawn(keep).map_err(|error| error.to_string())?;
        *work = Some(sender.clone());
        Ok(sender)
    }
}
