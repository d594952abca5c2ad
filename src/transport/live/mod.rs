//! Sending for real, beside simulated destinations: only after somebody has turned it on, only for
//! adapters that have a real transport here, and only to the addresses that were confirmed.
//!
//! Attempts run on a bounded pool of threads. The engine's thread begins them, and is told when they
//! have ended; it never waits for one.

mod exchange;
mod file;
mod ftp;
mod http;
mod pool;
mod probe;
mod secrets;
mod smtp;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use jiff::{SignedDuration, Timestamp};

use super::{Forward, Response, SendAdapter, Sent, Simulated, Transmission, TransportError};
use crate::model::{
    Destination, InstanceId, Message, PortKind, Transport,
    adapters::{self, AdapterType, macros::Values},
};

pub use exchange::Exchange;
pub use pool::THREADS;
pub use probe::{Probed, probe};
pub use secrets::Secrets;

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
}

/// Whether an adapter has a real transport here; the others stay simulated.
#[must_use]
pub fn is_real(adapter: &str) -> bool {
    runner(adapter).is_some()
}

/// The server of a transport, as passwords are kept by.
#[must_use]
pub fn server_of(transport: &Transport) -> String {
    match adapters::find(&transport.adapter) {
        Some(adapter) if adapter.name == "SMTP" => {
            adapters::value(adapter, &transport.settings, "SMTP server name").trim().to_lowercase()
        }
        _ => http::authority(&transport.address),
    }
}

type Runner = fn(&Job) -> Ended;

fn runner(adapter: &str) -> Option<Runner> {
    match adapters::find(adapter)?.name {
        adapters::FILE => Some(file::send),
        "FTP" => Some(ftp::send),
        "HTTP" => Some(http::send),
        "SMTP" => Some(smtp::send),
        _ => None,
    }
}

impl Transports {
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
        self.pool.get_or_insert_with(Pool::default).run(transmission.port.clone(), Box::new(work));
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
        if !confirmed.contains(&transmission.address) {
            return Sent::Failed(TransportError::of(super::Trouble::NotConfirmed, &transmission.address, ""));
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
