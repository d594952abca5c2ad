//! Passwords, and the keyring of the operating system, for which one of the library's stands here.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use keyring_core::{Error, mock};
use sendport::transport::{Account, Known, Secrets};

use super::desk::transport;

const PATIENCE: Duration = Duration::from_mins(1);

fn store() -> Arc<mock::Store> {
    static STORE: OnceLock<Arc<mock::Store>> = OnceLock::new();
    STORE.get_or_init(|| mock::Store::new().unwrap()).clone()
}

fn account(user: &str) -> Account {
    Account::new("FTP", "ftp://server:21", user, "Password")
}

#[test]
fn a_password_is_kept_where_its_user_wants_it() {
    let (first, later) = (Secrets::default(), Secrets::default());
    first.use_keyring(|| Ok(store()));
    later.use_keyring(|| Ok(store()));
    assert_eq!(first.known(&account("kept"), PATIENCE), Known { run: false, keyring: Ok(false) });
    assert_eq!(first.find(&account("kept"), PATIENCE), None);
    first.put(&account("run"), "in this run");
    first.put(&account("kept"), "for longer");
    first.save(&account("kept"), "for longer", PATIENCE).unwrap();
    // another run knows what is in the keyring, and nothing else
    assert_eq!(later.known(&account("kept"), PATIENCE), Known { run: false, keyring: Ok(true) });
    assert_eq!(later.find(&account("KEPT"), PATIENCE).as_deref(), Some("for longer"));
    assert_eq!(later.find(&account("run"), PATIENCE), None);
    // what was typed last counts
    later.put(&account("kept"), "newer");
    assert_eq!(later.find(&account("kept"), PATIENCE).as_deref(), Some("newer"));
    later.put(&account("kept"), "");
    assert_eq!(later.find(&account("kept"), PATIENCE).as_deref(), Some("for longer"));
    later.remove(&account("kept"), PATIENCE).unwrap();
    assert_eq!(later.find(&account("kept"), PATIENCE), None);
    assert_eq!(first.find(&account("kept"), PATIENCE).as_deref(), Some("for longer"), "its own run has it still");
    // taking away what is not there is no error
    later.remove(&account("never"), PATIENCE).unwrap();
}

#[test]
fn a_keyring_that_is_not_there_or_refuses_is_told() {
    let none = Secrets::default();
    let known = none.known(&account("me"), PATIENCE);
    assert!(known.keyring.is_err() && !known.somewhere(), "{known:?}");
    assert!(none.save(&account("me"), "secret", PATIENCE).is_err());
    none.put(&account("me"), "secret");
    assert_eq!(none.find(&account("me"), PATIENCE).as_deref(), Some("secret"));

    let locked = Secrets::default();
    locked.use_keyring(|| Err("the keyring is locked".to_owned()));
    assert_eq!(locked.known(&account("me"), PATIENCE).keyring, Err("the keyring is locked".to_owned()));
    assert_eq!(locked.save(&account("me"), "secret", PATIENCE), Err("the keyring is locked".to_owned()));

    let refuses = Secrets::default();
    refuses.use_keyring(|| Ok(store()));
    refuses.save(&account("refused"), "secret", PATIENCE).unwrap();
    let inner = store();
    let inner = inner.inner.lock().unwrap();
    let entries = inner.borrow();
    let entry = entries.iter().find(|it| it.specifiers.1.contains("refused")).unwrap();
    assert_eq!(entry.specifiers.0, "sendport");
    entry.set_error(Error::NotSupportedByStore("not today".to_owned()));
    drop(entries);
    drop(inner);
    assert!(refuses.known(&account("refused"), PATIENCE).keyring.is_err_and(|it| it.contains("not today")));
}

#[test]
fn nobody_waits_for_a_keyring_longer_than_they_want() {
    let hangs = Secrets::default();
    hangs.use_keyring(|| {
        std::thread::park();
        Err("later".to_owned())
    });
    assert!(hangs.save(&account("me"), "secret", Duration::from_millis(1)).is_err());
    assert_eq!(hangs.find(&account("me"), Duration::from_millis(1)), None);
}

#[test]
fn which_passwords_a_transport_needs() {
    let needed = |adapter: &str, address: &str, settings: &[(&str, &str)]| -> Vec<(String, String, String)> {
        let needed = Account::needed(&transport(adapter, address, settings)).into_iter();
        needed.map(|it| (it.label, it.user, it.server)).collect()
    };
    let one = |label: &str, user: &str, server: &str| vec![(label.to_owned(), user.to_owned(), server.to_owned())];
    let me = ("User name", "me");
    assert_eq!(needed("FILE", "/out/a.xml", &[]), []);
    assert_eq!(needed("FTP", "ftp://host/a.xml", &[]), []);
    assert_eq!(needed("FTP", "ftp://host/a.xml", &[me]), one("Password", "me", "ftp://host:21"));
    assert_eq!(needed("HTTP", "https://Host/a", &[me]), []);
    let basic = ("Authentication type", "Basic");
    assert_eq!(needed("HTTP", "https://Host/a", &[me, basic]), one("Password", "me", "https://host:443"));
    let digest = ("Authentication type", "Digest");
    assert_eq!(needed("HTTP", "https://Host/a", &[me, digest]), one("Password", "me", "https://host:443"));
    let proxy = [("Use handler's default proxy settings", "False"), ("Use proxy", "True"), ("Proxy user name", "p")];
    assert_eq!(needed("HTTP", "http://host/a", &proxy), one("Proxy password", "p", "http://host:80"));
    let mail = [("SMTP server name", "Mail"), ("SMTP authentication", "Basic"), me];
    assert_eq!(needed("SMTP", "mailto:a@example.org", &mail), one("Password", "me", "mail:25"));
    assert_eq!(needed("SFTP", "sftp://host/a", &[me]), one("Password", "me", "sftp://host:22"));
    let key = ("Client authentication mode", "Public key authentication");
    assert_eq!(needed("SFTP", "sftp://host/a", &[me, key]), []);
    // a simulated one needs none
    assert_eq!(needed("MSMQ", "msmq://x", &[me]), []);
}
