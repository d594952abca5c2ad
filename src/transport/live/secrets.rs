//! Passwords. They are in no document, log, timeline or MessageBox: they are asked for, and kept in the
//! memory of this run only.

use std::{
    collections::HashMap,
    sync::{Mutex, OnceLock, PoisonError},
};

/// The passwords that were given in this run.
#[derive(Default)]
pub struct Secrets(Mutex<HashMap<String, String>>);

impl Secrets {
    #[must_use]
    pub fn of_this_run() -> &'static Self {
        static SECRETS: OnceLock<Secrets> = OnceLock::new();
        SECRETS.get_or_init(Self::default)
    }

    fn key(adapter: &str, server: &str, user: &str, label: &str) -> String {
        [adapter, server, user, label].join("\n").to_lowercase()
    }

    /// The password of a user on a server; `label` tells which, where an adapter has several.
    #[must_use]
    pub fn get(&self, adapter: &str, server: &str, user: &str, label: &str) -> Option<String> {
        let secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.get(&Self::key(adapter, server, user, label)).cloned()
    }

    /// An empty one is forgotten.
    pub fn put(&self, adapter: &str, server: &str, user: &str, label: &str, secret: &str) {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = Self::key(adapter, server, user, label);
        if secret.is_empty() {
            secrets.remove(&key);
        } else {
            secrets.insert(key, secret.to_owned());
        }
    }
}
