//! Passwords. They are in no document, log, timeline or MessageBox: they are asked for, and kept in the
//! memory of this run, or in the keyring of the operating system where somebody wants that.

use std::{
    collections::HashMap,
    sync::{Mutex, OnceLock, PoisonError},
    time::Duration,
};

use super::keyring::{Keyring, Store};
use crate::model::{
    Transport,
    adapters::{self, AdapterType, Kind},
};

/// Whose secret it is: that of a user of a server. `label` tells which, where an adapter has several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account {
    pub adapter: String,
    pub server: String,
    pub user: String,
    pub label: String,
}

impl Account {
    #[must_use]
    pub fn new(adapter: &str, server: &str, user: &str, label: &str) -> Self {
        let [adapter, server, user, label] = [adapter, server, user, label].map(str::to_owned);
        Self { adapter, server, user, label }
    }

    /// That of a password field of a transport.
    #[must_use]
    pub fn of(adapter: &AdapterType, transport: &Transport, label: &str) -> Self {
        let user = adapters::value(adapter, &transport.settings, user_of(label));
        Self::new(adapter.name, &super::server_of(transport), user, label)
    }

    /// Those that sending by a transport needs, as it is set up.
    #[must_use]
    pub fn needed(transport: &Transport) -> Vec<Self> {
        let Some(adapter) = adapters::find(&transport.adapter).filter(|it| super::is_real(it.name)) else {
            return Vec::new();
        };
        let secrets = adapter.settings.iter().filter(|it| it.kind == Kind::Secret);
        let needed = secrets.filter(|it| is_needed(adapter, transport, it.label));
        needed.map(|it| Self::of(adapter, transport, it.label)).collect()
    }

    /// How it is filed; upper and lower case make no difference.
    fn key(&self) -> String {
        let Self { adapter, server, user, label } = self;
        format!("{adapter} {server} {user} {label}").to_lowercase()
    }
}

/// Whose password it is: the field with the user's name.
fn user_of(label: &str) -> &'static str {
    if label == "Proxy password" { "Proxy user name" } else { "User name" }
}

fn is_needed(adapter: &AdapterType, transport: &Transport, label: &str) -> bool {
    let value = |label: &str| adapters::value(adapter, &transport.settings, label);
    let is = |label: &str, wanted: &str| value(label).eq_ignore_ascii_case(wanted);
    match (adapter.name, label) {
        ("FTP", _) => !value("User name").is_empty() && !is("User name", "anonymous"),
        ("HTTP", "Proxy password") => {
            super::has_proxy(adapter, &transport.settings) && !value("Proxy user name").is_empty()
        }
        ("HTTP", _) => is("Authentication type", "Basic") || is("Authentication type", "Digest"),
        ("SMTP", _) => !is("SMTP authentication", "Anonymous"),
        ("SFTP", "Password") => is("Client authentication mode", "Password"),
        // whether a private key has a password is seen when it is read
        _ => false,
    }
}

/// Where the secret of somebody is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// It was given in this run.
    pub run: bool,
    /// Whether it is in the keyring; or why there is no keyring.
    pub keyring: Result<bool, String>,
}

impl Known {
    #[must_use]
    pub fn somewhere(&self) -> bool {
        self.run || self.keyring == Ok(true)
    }
}

/// The passwords that are known.
#[derive(Default)]
pub struct Secrets {
    run: Mutex<HashMap<String, String>>,
    keyring: Keyring,
}

impl Secrets {
    /// How long somebody who unlocks a keyring may take.
    pub const PATIENCE: Duration = Duration::from_mins(1);

    #[must_use]
    pub fn of_this_run() -> &'static Self {
        static SECRETS: OnceLock<Secrets> = OnceLock::new();
        SECRETS.get_or_init(Self::default)
    }

    /// The keyring that this opens is used from now on; without it there is none.
    pub fn use_keyring(&self, open: fn() -> Result<Store, String>) {
        self.keyring.open_by(open);
    }

    /// The secret, as it was given in this run or as the keyring has it. May take as long as `patience`:
    /// not for the thread of a window.
    #[must_use]
    pub fn find(&self, account: &Account, patience: Duration) -> Option<String> {
        let key = account.key();
        let given = self.run.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        given.or_else(|| self.keyring.get(&key, patience).ok().flatten())
    }

    /// Where it is known. May take a moment, likewise.
    #[must_use]
    pub fn known(&self, account: &Account, patience: Duration) -> Known {
        let key = account.key();
        let run = self.run.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&key);
        Known { run, keyring: self.keyring.get(&key, patience).map(|it| it.is_some()) }
    }

    /// Keeps it in memory until the program ends. An empty one is forgotten.
    pub fn put(&self, account: &Account, secret: &str) {
        let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        if secret.is_empty() {
            run.remove(&account.key());
        } else {
            run.insert(account.key(), secret.to_owned());
        }
    }

    /// Keeps it in the keyring. May take a moment, likewise.
    ///
    /// # Errors
    /// What the keyring said, or that there is none.
    pub fn save(&self, account: &Account, secret: &str, patience: Duration) -> Result<(), String> {
        self.keyring.put(&account.key(), secret, patience)
    }

    /// Takes it out of the keyring. May take a moment, likewise.
    ///
    /// # Errors
    /// What the keyring said, or that there is none.
    pub fn remove(&self, account: &Account, patience: Duration) -> Result<(), String> {
        self.keyring.remove(&account.key(), patience)
    }
}
