//! Sending for real, beside simulated destinations: only after somebody has turned it on, only for
//! adapters that have a real transport here, and only to the addresses that were confirmed.
//!
//! Attempts run on a bounded pool of threads. The engine's thread begins them, and is told when they
//! have ended; it never waits for one.

mod exchange;
mod file;
mod ftp;
mod host_key;
mod http;
mod keyring;
mod means;
mod pool;
mod probe;
mod secrets;
mod sftp;
mod smtp;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use jiff::{SignedDuration, Timestamp};

use super::{Forward, Response, SendAdapter, Sent, Simulated, Transmission, TransportError, Trouble};
use crate::model::{
    Destination, InstanceId, Message, PortKind, Transport,
    adapters::{self, AdapterType, macros::Values},
};

pub use exchange::Exchange;
pub use keyring::{Store, of_the_system};
pub use means::Conditions;
pub use pool::THREADS;
pub use probe::{Probed, probe, probe_under};
pub use secrets::{Account, Known, Secrets};

use means::Means;
use pool::Pool;

/// After how long an attempt that has not ended is looked at again, though nobody told of its end.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_secs(60);

/// What one attempt needs, apart from everything else.
pub(super) struct Job {
    pub message: Arc<Message>,
    /// No other attempt of this run has this number.
    pub attempt: u64,
    pub kind: PortKind,
    pub adapter: &'static AdapterType,
    pub address: String,
    pub settings: BTreeMap<String, String>,
    pub values: Values,
    pub confirmed: Arc<BTreeSet<String>>,
    means: Arc<Means>,
    /// Passwords that somebody has typed and not kept yet, by label.
    pub typed: BTreeMap<String, String>,
}

impl Job {
    pub fn value(&self, label: &str) -> &str {
        adapters::value(self.adapter, &self.settings, label)
    }
    pub fn flag(&self, label: &str) -> bool {
        self.value(label).eq_ignore_ascii_case("true")
    }
    pub fn number(&self, label: &str) -> u32 {
        adapters::number(self.adapter, &self.settings, label)
    }

    /// The password of a user.
    pub fn secret(&self, label: &str, user: &str) -> Result<String, TransportError> {
        if let Some(typed) = self.typed.get(label).filter(|typed| !typed.is_empty()) {
            return Ok(typed.clone());
        }
        let account = Account::new(self.adapter.name, &self.server(), user, label);
        let known = Secrets::of_this_run().find(&account, Secrets::PATIENCE);
        known.ok_or_else(|| self.trouble(Trouble::NoPassword, user))
    }

    /// What is not supported is not left out silently.
    ///
    /// # Errors
    /// Names the first setting that is refused.
    pub fn check(&self) -> Result<(), TransportError> {
        if adapters::has_password(&self.address) {
            // nor is it told
            let address = adapters::without_password(&self.address);
            return Err(TransportError::of(Trouble::NotSupported, &address, &address));
        }
        match refused(self.adapter, &self.settings).next() {
            Some(setting) => Err(self.trouble(Trouble::NotSupported, &setting)),
            None => Ok(()),
        }
    }

    pub fn server(&self) -> String {
        server(self.adapter, &self.address, &self.settings)
    }

    pub fn trouble(&self, trouble: Trouble, said: &str) -> TransportError {
        TransportError::of(trouble, &self.address, said)
    }
}

/// How an attempt ended, with what went over the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub result: Result<Option<Response>, TransportError>,
    pub exchange: Exchange,
}

struct Attempt {
    started: Timestamp,
    number: u64,
    given_up: Arc<AtomicBool>,
    ended: Option<Box<Ended>>,
}

type Wake = Arc<Mutex<Option<Box<dyn Fn() + Send>>>>;
type Results = Arc<Mutex<Vec<(InstanceId, u64, Box<Ended>)>>>;

/// Simulated destinations, and real ones once live sending is on.
#[derive(Default)]
pub struct Transports {
    simulated: Simulated,
    /// The addresses to which live sending was turned on.
    confirmed: Option<Arc<BTreeSet<String>>>,
    attempts: HashMap<InstanceId, Attempt>,
    last: u64,
    results: Results,
    wake: Wake,
    pool: Option<Pool>,
    means: Arc<Means>,
}

/// Whether an adapter has a real transport here; the others stay simulated.
#[must_use]
pub fn is_real(adapter: &str) -> bool {
    runner(adapter).is_some()
}

/// Whether a value of a field is kept, and is not supported by live sending: a message is refused then.
#[must_use]
pub fn is_refused(adapter: &AdapterType, settings: &BTreeMap<String, String>, label: &str) -> bool {
    let value = |label: &str| adapters::value(adapter, settings, label).trim();
    let is = |wanted: &str| value(label).eq_ignore_ascii_case(wanted);
    match (adapter.name, label) {
        ("FTP", "Use data protection") => is("False") && value("Use SSL").eq_ignore_ascii_case("True"),
        ("HTTP", "Authentication type") => is("Kerberos"),
        ("HTTP", "Use Single Sign-On") => is("True"),
        ("HTTP", "SSL client certificate thumbprint") => !is(""),
        ("SMTP", "Delivery receipt") => is("True"),
        _ => false,
    }
}

/// Those of a transport, with their values.
pub fn refused<'a>(
    adapter: &'a AdapterType,
    settings: &'a BTreeMap<String, String>,
) -> impl Iterator<Item = String> + 'a {
    let refused = adapter.settings.iter().filter(|it| is_refused(adapter, settings, it.label));
    refused.map(|it| format!("{}: {}", it.label, adapters::value(adapter, settings, it.label)))
}

/// The server of a transport, as passwords are kept by.
#[must_use]
pub fn server_of(transport: &Transport) -> String {
    match adapters::find(&transport.adapter) {
        Some(adapter) => server(adapter, &transport.address, &transport.settings),
        None => http::authority(&transport.address),
    }
}

fn server(adapter: &AdapterType, address: &str, settings: &BTreeMap<String, String>) -> String {
    if adapter.name == "SMTP" {
        let name = adapters::value(adapter, settings, "SMTP server name").trim().to_lowercase();
        return format!("{name}:{}", adapters::number(adapter, settings, "Port"));
    }
    http::authority(address)
}

/// Stands between an address and the server that gets what is sent there.
const VIA: &str = " via ";

/// Where a transport leads, as it is confirmed: its address, and with it the mail server or the proxy that
/// gets what is sent there.
#[must_use]
pub fn reach(transport: &Transport) -> String {
    reach_of(&transport.adapter, &transport.address, &transport.settings).into_owned()
}

fn reach_of<'a>(adapter: &str, address: &'a str, settings: &BTreeMap<String, String>) -> Cow<'a, str> {
    let Some(adapter) = adapters::find(adapter) else { return address.into() };
    let value = |label: &str| adapters::value(adapter, settings, label).trim();
    let via = |server: &str, port: &str| {
        let number = adapters::number(adapter, settings, port);
        Cow::Owned(format!("{address}{VIA}{}:{number}", value(server)))
    };
    match adapter.name {
        "SMTP" => via("SMTP server name", "Port"),
        "HTTP" if has_proxy(adapter, settings) => via("Proxy server", "Proxy port"),
        _ => address.into(),
    }
}

fn has_proxy(adapter: &AdapterType, settings: &BTreeMap<String, String>) -> bool {
    let is = |label: &str, wanted: &str| adapters::value(adapter, settings, label).eq_ignore_ascii_case(wanted);
    is("Use handler's default proxy settings", "False") && is("Use proxy", "True")
}

type Runner = fn(&Job) -> Ended;

fn runner(adapter: &str) -> Option<Runner> {
    match adapters::find(adapter)?.name {
        adapters::FILE => Some(file::send),
        "FTP" => Some(ftp::send),
        "HTTP" => Some(http::send),
        "SFTP" => Some(sftp::send),
        "SMTP" => Some(smtp::send),
        _ => None,
    }
}

impl Transports {
    /// Real destinations under other conditions than the usual ones.
    #[must_use]
    pub fn new(conditions: Conditions) -> Self {
        Self { means: Arc::new(Means::new(conditions)), ..Self::default() }
    }

    fn begin(
        &mut self,
        transmission: &Transmission,
        started: Timestamp,
        confirmed: &Arc<BTreeSet<String>>,
        run: Runner,
    ) {
        let Some(adapter) = adapters::find(&transmission.adapter) else { return };
        self.last += 1;
        let (number, instance) = (self.last, transmission.instance);
        let given_up = Arc::new(AtomicBool::new(false));
        let attempt = Attempt { started, number, given_up: given_up.clone(), ended: None };
        if let Some(before) = self.attempts.insert(instance, attempt) {
            before.given_up.store(true, Ordering::Relaxed);
        }
        let job = Job {
            message: transmission.message.clone(),
            attempt: number,
            kind: transmission.kind,
            adapter,
            address: transmission.address.clone(),
            settings: transmission.settings.clone(),
            values: Values::of(&transmission.message, started, &transmission.zone),
            confirmed: confirmed.clone(),
            means: self.means.clone(),
            typed: BTreeMap::new(),
        };
        let limit = match job.number("Connection limit") {
            0 => THREADS,
            limit => limit as usize,
        };
        let (results, wake) = (self.results.clone(), self.wake.clone());
        let work = move || {
            if given_up.load(Ordering::Relaxed) {
                return;
            }
            let ended = Box::new(run(&job));
            let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
            results.push((instance, number, ended));
            // whoever is woken takes all there are
            let first = results.len() == 1;
            drop(results);
            if first && let Some(wake) = wake.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                wake();
            }
        };
        self.pool.get_or_insert_with(Pool::default).run(transmission.port.clone(), limit, Box::new(work));
    }
}

impl SendAdapter for Transports {
    fn send(
        &mut self,
        transmission: &Transmission,
        destination: &mut Destination,
        started: Timestamp,
        now: Timestamp,
    ) -> Sent {
        if let Some(attempt) = self.attempts.get_mut(&transmission.instance)
            && attempt.started == started
        {
            let Some(ended) = attempt.ended.take() else { return Sent::Begun(LOOK_AGAIN) };
            self.attempts.remove(&transmission.instance);
            return Sent::Ended(ended);
        }
        let (Some(confirmed), Some(run)) = (self.confirmed.clone(), runner(&transmission.adapter)) else {
            return self.simulated.send(transmission, destination, started, now);
        };
        let reach = reach_of(&transmission.adapter, &transmission.address, &transmission.settings);
        if !confirmed.contains(reach.as_ref()) {
            return Sent::Failed(TransportError::of(Trouble::NotConfirmed, &reach, ""));
        }
        self.begin(transmission, started, &confirmed, run);
        Sent::Begun(LOOK_AGAIN)
    }

    fn forward(&mut self, destination: &mut Destination, since: Timestamp, now: Timestamp) -> Forward {
        self.simulated.forward(destination, since, now)
    }

    fn set_live(&mut self, confirmed: Option<BTreeSet<String>>) -> bool {
        self.confirmed = confirmed.map(Arc::new);
        true
    }

    fn wake_by(&mut self, wake: Box<dyn Fn() + Send>) {
        *self.wake.lock().unwrap_or_else(PoisonError::into_inner) = Some(wake);
    }

    fn ended(&mut self) -> Vec<InstanceId> {
        let results = std::mem::take(&mut *self.results.lock().unwrap_or_else(PoisonError::into_inner));
        let mut ended = Vec::with_capacity(results.len());
        for (instance, number, result) in results {
            // the end of an attempt that was given up is nobody's matter
            if let Some(attempt) = self.attempts.get_mut(&instance).filter(|it| it.number == number) {
                attempt.ended = Some(result);
                ended.push(instance);
            }
        }
        ended
    }

    fn give_up(&mut self, instance: InstanceId) {
        if let Some(attempt) = self.attempts.remove(&instance) {
            attempt.given_up.store(true, Ordering::Relaxed);
        }
    }

    fn on_their_way(&self) -> usize {
        self.attempts.values().filter(|it| it.ended.is_none()).count()
    }
}
