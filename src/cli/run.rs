//! A run without a window. The engine has its thread, as in the window; here is who asks it.

use std::{
    io::{self, BufRead as _, IsTerminal as _, Write},
    path::Path,
    sync::{Arc, mpsc},
    time::{Duration, Instant},
};

use jiff::tz::TimeZone;

use super::{Exit, RunArguments};
use crate::{
    console::{
        dialogs::store,
        session::{self, Loaded, SystemClock},
    },
    document::Document,
    engine::{Clock as _, Engine, EngineHandle as _, EngineThread, Refusal, Reply, Request, Snapshot, Ticket, live},
    message_box::{Error, SqliteMessageBox},
    model::{Draft, MessageId, Name},
    transport::{Secrets, SendAdapter, Simulated, Transports},
    words::{Language, Sentence, Words},
};

/// How long a MessageBox that could not be written is left alone.
const PAUSE: Duration = Duration::from_secs(1);

/// Runs a document as the arguments say, and tells on the standard output and error what came of it.
#[must_use]
pub fn run(arguments: &RunArguments) -> Exit {
    let words = Words::new(Language::of_the_system());
    match Run::start(arguments, &words) {
        Ok(run) => run.go_on(),
        Err(exit) => exit,
    }
}

/// The engine has something new, or somebody wants it to end.
enum Signal {
    News,
    Stop,
}

/// Why it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// Nothing is left to do.
    Done,
    TimeIsUp,
    Stopped,
}

impl Ended {
    fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::TimeIsUp => "time is up",
            Self::Stopped => "stopped",
        }
    }
}

struct Run<'a> {
    arguments: &'a RunArguments,
    words: &'a Words,
    engine: EngineThread,
    signals: mpsc::Receiver<Signal>,
    /// In turns.
    drafts: Vec<Draft>,
    /// How many messages are published in all; `None`: as many as there is time for.
    wanted: Option<u64>,
    published: u64,
    asked: u64,
    waiting: Option<Ticket>,
    began: Instant,
    /// Before that nothing is published.
    next: Instant,
    /// What arrived before this run.
    arrived_before: u64,
    /// The last trouble that was told; told once.
    told: Option<Arc<str>>,
}

impl<'a> Run<'a> {
    fn start(arguments: &'a RunArguments, words: &'a Words) -> Result<Self, Exit> {
        let unusable = |sentence: &Sentence| {
            eprintln!("sendport: {}", words.say(sentence));
            Exit::Unusable
        };
        let bad_store = |error: &Error| {
            eprintln!("sendport: {}\n  {error}", words.say(&store::why(error)));
            Exit::Unusable
        };
        let loaded = session::load(&arguments.document).map_err(|error| unusable(&error.sentence()))?;
        let (document, store) = match loaded {
            Loaded::Document { document, store } => (*document, store),
            // what a scenario or a lesson begins with has no file of its own
            Loaded::Own(own) => (
                own.manuscript().document().clone(),
                SqliteMessageBox::in_memory().map(|store| Box::new(store) as Box<_>),
            ),
            Loaded::Recording(_) => {
                let file = arguments.document.display().to_string();
                return Err(unusable(&Sentence::new("run-recording").with("file", file)));
            }
        };
        let drafts = drafts(arguments, &document).map_err(|sentence| {
            eprintln!("sendport: {}", words.say(&sentence));
            Exit::Refused
        })?;
        let store = store.map_err(|error| bad_store(&error))?;
        let Document { group, role } = document;
        let adapter: Box<dyn SendAdapter> =
            if arguments.live { Box::<Transports>::default() } else { Box::new(Simulated) };
        let mut engine =
            Engine::at_rest(group, role, store, adapter, SystemClock.now()).map_err(|error| bad_store(&error))?;
        engine.set_zone(TimeZone::system());
        if arguments.live {
            // before anything that waits is dispatched, be it to simulated destinations
            go_live(&mut engine, arguments, words)?;
        }
        let (sender, signals) = mpsc::channel();
        let stop = sender.clone();
        let wake = move || {
            // nobody listens any more at the end
            let _ = sender.send(Signal::News);
        };
        let engine = EngineThread::start(engine, SystemClock, wake)
            .map_err(|error| bad_store(&Error::Store(error.to_string())))?;
        // without it the process ends at once, which loses nothing either
        if let Err(error) = ctrlc::set_handler(move || drop(stop.send(Signal::Stop))) {
            log::warn!("{error}");
        }
        let wanted = match (arguments.messages, arguments.duration) {
            (Some(messages), _) => Some(messages),
            (None, Some(_)) if !drafts.is_empty() => None,
            (None, _) => Some(drafts.len() as u64),
        };
        let arrived_before = arrived(&engine.snapshot());
        let began = Instant::now();
        Ok(Self {
            arguments,
            words,
            engine,
            signals,
            drafts,
            wanted,
            published: 0,
            asked: 0,
            waiting: None,
            began,
            next: began,
            arrived_before,
            told: None,
        })
    }

    fn go_on(mut self) -> Exit {
        let ended = loop {
            if let Err(exit) = self.take_replies() {
                return exit;
            }
            let snapshot = self.engine.snapshot();
            if let Some(damage) = &snapshot.damage {
                self.complain(&Sentence::new("store-found-damaged").with("error", damage.as_ref()));
                return Exit::Unusable;
            }
            if let Some(error) = snapshot.store_error.clone()
                && let Some(exit) = self.trouble(error)
            {
                return exit;
            }
            let end = self.arguments.duration.map(|seconds| self.began + Duration::from_secs_f64(seconds));
            let now = Instant::now();
            if end.is_some_and(|end| end <= now) && self.waiting.is_none() {
                break Ended::TimeIsUp;
            }
            let left = self.wanted.map_or(u64::MAX, |wanted| wanted.saturating_sub(self.published));
            if self.waiting.is_none() {
                if left == 0 && end.is_none() && is_idle(&snapshot) {
                    break Ended::Done;
                }
                if left > 0 && self.next <= now && end.is_none_or(|end| now < end) {
                    self.publish(left, now);
                }
            }
            let publish = (left > 0 && self.waiting.is_none()).then_some(self.next);
            let until = publish.into_iter().chain(end).min();
            let signal = match until {
                Some(until) => self.signals.recv_timeout(until.saturating_duration_since(Instant::now())).ok(),
                None => self.signals.recv().ok(),
            };
            if matches!(signal, Some(Signal::Stop)) {
                break Ended::Stopped;
            }
        };
        self.finish(ended)
    }

    fn publish(&mut self, left: u64, now: Instant) {
        let count = left.min(self.arguments.batch.into());
        let turn = usize::try_from(self.asked).unwrap_or(0) % self.drafts.len();
        self.asked += 1;
        let draft = self.drafts[turn].clone();
        self.waiting = Some(self.engine.request(Request::Publish { draft, count: count as u32 }));
        if let Some(rate) = self.arguments.rate {
            // from when it was due, so that the rate is kept; not so as to catch up after a pause
            let due = if now.saturating_duration_since(self.next) > PAUSE { now } else { self.next };
            self.next = due + Duration::from_secs_f64(count as f64 / f64::from(rate));
        }
    }

    fn take_replies(&mut self) -> Result<(), Exit> {
        for reply in self.engine.replies() {
            let Reply::Done { ticket, result, .. } = reply else { continue };
            if self.waiting == Some(ticket) {
                self.waiting = None;
            }
            match result {
                Ok(response) => {
                    self.published += response.messages.len() as u64;
                    self.acknowledge(&response.messages)?;
                }
                Err(refusal) => {
                    let Some(error) = store_error(&refusal) else {
                        self.complain_of(&refusal);
                        return Err(Exit::Refused);
                    };
                    self.next = Instant::now() + PAUSE;
                    if let Some(exit) = self.trouble(error) {
                        return Err(exit);
                    }
                }
            }
        }
        Ok(())
    }

    /// They are in the MessageBox; only then does anybody hear of them.
    fn acknowledge(&self, messages: &[MessageId]) -> Result<(), Exit> {
        if self.arguments.quiet {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        let written = messages.iter().try_for_each(|id| {
            if self.arguments.json { writeln!(out, r#"{{"message":"{id}"}}"#) } else { writeln!(out, "{id}") }
        });
        // whoever listened has heard enough
        written.and_then(|()| out.flush()).map_err(|_| Exit::Fine)
    }

    /// The MessageBox could not be written. Whoever said for how long it is to run wants it tried again.
    fn trouble(&mut self, error: Arc<str>) -> Option<Exit> {
        let sentence = Sentence::new("refused-store").with("error", error.as_ref());
        if self.arguments.duration.is_none() {
            self.complain(&sentence);
            return Some(Exit::Unusable);
        }
        if self.told.as_ref() != Some(&error) {
            self.complain(&Sentence::new("run-tried-again").with("what", sentence));
            self.told = Some(error);
        }
        None
    }

    fn complain(&self, sentence: &Sentence) {
        eprintln!("sendport: {}", self.words.say(sentence));
    }

    fn complain_of(&self, refusal: &Refusal) {
        self.complain(&refusal.what);
        for reason in &refusal.reasons {
            eprintln!("  {}", self.words.say(&reason.sentence));
        }
    }

    fn finish(self, ended: Ended) -> Exit {
        let seconds = self.began.elapsed().as_secs_f64();
        let snapshot = self.engine.snapshot();
        let delivered = arrived(&snapshot).saturating_sub(self.arrived_before);
        let counts = &snapshot.counts;
        let text = if self.arguments.json {
            serde_json::json!({ "summary": {
                "published": self.published,
                "delivered": delivered,
                "in_progress": counts.in_progress,
                "suspended": counts.suspended,
                "routing_failures": counts.routing_failures,
                "seconds": (seconds * 1000.0).round() / 1000.0,
                "ended": ended.as_str(),
            } })
            .to_string()
        } else {
            let key = match ended {
                Ended::Done => "run-done",
                Ended::TimeIsUp => "run-time-is-up",
                Ended::Stopped => "run-stopped",
            };
            let summary = Sentence::new("run-summary")
                .with("published", self.published)
                .with("delivered", delivered)
                .with("progress", counts.in_progress)
                .with("suspended", counts.suspended)
                .with("failures", counts.routing_failures);
            format!("{}\n{}", self.words.text(key), self.words.say(&summary))
        };
        // the MessageBox is closed before anybody hears that it ended
        drop(self.engine);
        let _ = writeln!(io::stdout(), "{text}");
        Exit::Fine
    }
}

/// Tells every address that would be reached, and turns live sending on once that is confirmed.
fn go_live(engine: &mut Engine, arguments: &RunArguments, words: &Words) -> Result<(), Exit> {
    let complain = |sentence: &Sentence| eprintln!("sendport: {}", words.say(sentence));
    let group = engine.snapshot().group.clone();
    let addresses = live::addresses(&group);
    if addresses.is_empty() {
        complain(&Sentence::new("live-nothing"));
        return Err(Exit::Refused);
    }
    eprintln!("{}", words.say(&Sentence::new("live-lead").with("addresses", addresses.len())));
    for (address, adapter, ports) in live::reached(&group) {
        let ports: Vec<_> = ports.iter().map(ToString::to_string).collect();
        let told = Sentence::new("live-address")
            .with("address", address)
            .with("adapter", adapter)
            .with("ports", ports.join(", "));
        eprintln!("  {}", words.say(&told));
    }
    for (port, setting) in live::refused(&group) {
        eprintln!("  {}", words.say(&Sentence::new("live-refused").with("port", port).with("setting", setting)));
    }
    for account in live::accounts(&group) {
        if Secrets::of_this_run().find(&account, Secrets::PATIENCE).is_none() {
            let told = Sentence::new("run-live-password").with("user", account.user).with("server", account.server);
            eprintln!("  {}", words.say(&told));
        }
    }
    if !arguments.yes {
        if !io::stdin().is_terminal() {
            complain(&Sentence::new("run-live-needs-yes"));
            return Err(Exit::Refused);
        }
        eprint!("{} ", words.text("run-live-question"));
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer);
        let yes = words.text("run-live-yes").to_lowercase();
        if read.is_err() || answer.trim().to_lowercase() != yes {
            complain(&Sentence::new("run-live-not-confirmed"));
            return Err(Exit::Refused);
        }
    }
    let turned_on = engine.execute(&Request::SetLive(Some(addresses)), SystemClock.now());
    turned_on.map(drop).map_err(|refusal| {
        complain(&refusal.what);
        for reason in &refusal.reasons {
            eprintln!("  {}", words.say(&reason.sentence));
        }
        Exit::Refused
    })
}

/// The drafts of the templates that are asked for.
fn drafts(arguments: &RunArguments, document: &Document) -> Result<Vec<Draft>, Sentence> {
    let templates = &document.group.templates;
    let of = |name: &String| {
        templates.get(&Name::new(name)).map(|template| template.draft.clone()).ok_or_else(|| {
            let known: Vec<String> = templates.values().map(|template| template.name.to_string()).collect();
            let key = if known.is_empty() { "run-no-templates" } else { "run-no-template" };
            Sentence::new(key)
                .with("name", name.as_str())
                .with("file", file_name(&arguments.document))
                .with("templates", known)
        })
    };
    arguments.template.iter().map(of).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// What the MessageBox said, where it is the reason of a refusal.
fn store_error(refusal: &Refusal) -> Option<Arc<str>> {
    let reason = refusal.reasons.iter().find(|reason| reason.sentence.key == "refused-store")?;
    reason.sentence.arguments.iter().find_map(|(_, argument)| match argument {
        crate::words::Argument::Text(text) => Some(text.as_str().into()),
        _ => None,
    })
}

/// Nothing will happen by itself any more, or the clock of the document stands.
fn is_idle(snapshot: &Snapshot) -> bool {
    snapshot.on_their_way == 0 && snapshot.next_due.is_none_or(|due| snapshot.clock.when(due).is_none())
}

fn arrived(snapshot: &Snapshot) -> u64 {
    snapshot.counts.by_port.values().map(|counts| counts.arrived).sum()
}
