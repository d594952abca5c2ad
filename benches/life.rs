//! The whole life of messages: published, taken, completed, durable at every step.
//!
//! Three rows are measured in turns, round after round, so that all of them see the same disk: a bare
//! preallocated log, the MessageBox with the rows that the engine writes, and the engine from a request to the
//! simulated destination. The log gets the same messages and appends them and what becomes of their copies, each
//! record with its length and checksum, with one `pwrite` and one `fdatasync` a step. What is handed to the log and to
//! the MessageBox is made beforehand and dropped afterwards, and that is not counted.
//!
//! `cargo bench --bench life` prints a table; `SENDPORT_ROUNDS` sets the number of rounds (15 by itself), and
//! `cargo bench --bench life -- 256` measures only what is published so many at a time.

use std::{
    collections::VecDeque,
    fs::File,
    io,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use sendport::{
    engine::{Engine, Request},
    message_box::{Arrival, Instance, MessageBox as _, SqliteMessageBox, Write},
    model::{
        Adapter, Addressing, Application, BizTalkGroup, Context, Draft, Filter, Host, HostInstance, InstanceId,
        Message, MessageId, Name, Operator, PortKind, PortState, Predicate, Property, Role, SendPort, Transport,
        properties,
    },
    routing::Matched,
    rules::{
        instances::InstanceState,
        outcome::{Cell, Path as By, decide},
    },
    transport::Simulated,
};

const HOST: &str = "SendHost";
const SERVER: &str = "Server1";
const TYPE: &str = "http://orders.example/schemas#Order";
/// What a log needs of an instance when it is published, taken and completed, in bytes.
const RECORD: [usize; 3] = [64, 24, 40];
/// How long a row is measured in each round.
const TURN: Duration = Duration::from_millis(700);

fn body() -> String {
    "<Order>0123456789 0123456789 0123456789 0123456789 0123456789 </Order>".repeat(15)[..1024].to_owned()
}

/// Some 118 bytes of properties.
fn context(number: i64) -> Context {
    let mut context = Context::default();
    context.set(properties::MESSAGE_TYPE, TYPE);
    context.set("Orders.Number", number);
    context.set("Orders.City", "Lille");
    context
}

/// Messages with these ids.
fn messages(after: i64, count: usize, body: &Arc<str>, now: Timestamp) -> Vec<Arc<Message>> {
    let ids = (after + 1..).take(count);
    let message = |id| Message {
        id: MessageId(id),
        published: now,
        addressing: Addressing::default(),
        bound_to: None,
        context: context(id),
        body: body.clone(),
    };
    ids.map(|id| Arc::new(message(id))).collect()
}

/// The bare log.
struct Log {
    file: File,
    at: u64,
    copies: usize,
    body: Arc<str>,
    last: (i64, i64),
    /// What the next step writes.
    step: Vec<u8>,
}

impl Log {
    const SIZE: u64 = 256 << 20;

    fn new(folder: &Path, copies: usize) -> Self {
        let file = File::options().create(true).truncate(true).read(true).write(true).open(folder.join("log"));
        let file = file.expect("a file");
        let nothing = vec![0; 1 << 20];
        for at in (0..Self::SIZE).step_by(nothing.len()) {
            write_at(&file, &nothing, at).expect("space on the disk");
        }
        file.sync_all().expect("a disk");
        Self { file, at: 0, copies, body: body().into(), last: (0, 0), step: Vec::new() }
    }

    /// A record with its length and checksum, without which nobody could tell where a log that was cut off ends.
    fn record(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let from = self.step.len();
        self.step.extend([0; 8]);
        write(&mut self.step);
        let length = (self.step.len() - from - 8) as u32;
        let sum = crc32fast::hash(&self.step[from + 8..]);
        self.step[from..from + 4].copy_from_slice(&length.to_le_bytes());
        self.step[from + 4..from + 8].copy_from_slice(&sum.to_le_bytes());
    }

    /// What becomes of copies: with their length and checksum so many bytes each.
    fn copies(&mut self, ids: std::ops::Range<i64>, bytes: usize) {
        for id in ids {
            self.record(|to| {
                to.extend(id.to_le_bytes());
                to.resize(to.len() + bytes - 16, 7);
            });
        }
    }

    fn write(&mut self) {
        if self.at + self.step.len() as u64 > Self::SIZE {
            self.at = 0;
        }
        write_at(&self.file, &self.step, self.at).expect("space on the disk");
        self.file.sync_data().expect("a disk");
        self.at += self.step.len() as u64;
        self.step.clear();
    }

    fn life(&mut self, count: usize) -> Duration {
        let messages = messages(self.last.0, count, &self.body, Timestamp::UNIX_EPOCH);
        self.last.0 += count as i64;
        let copies = self.last.1 + 1..self.last.1 + 1 + (count * self.copies) as i64;
        self.last.1 = copies.end - 1;
        let begun = Instant::now();
        for message in &messages {
            self.record(|to| {
                to.extend(message.id.0.to_le_bytes());
                to.extend(message.published.as_microsecond().to_le_bytes());
                serde_json::to_writer(&mut *to, &message.context).expect("it is serializable");
                to.extend(message.body.as_bytes());
            });
        }
        self.copies(copies.clone(), RECORD[0]);
        self.write();
        self.copies(copies.clone(), RECORD[1]);
        self.write();
        self.copies(copies, RECORD[2]);
        self.write();
        begun.elapsed()
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(not(unix))]
fn write_at(mut file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    use io::{Seek as _, Write as _};
    file.seek(io::SeekFrom::Start(at))?;
    file.write_all(bytes)
}

/// The MessageBox, used as the engine does.
struct Store {
    message_box: SqliteMessageBox,
    ports: Vec<Name>,
    host: Name,
    server: Name,
    body: Arc<str>,
    last: (i64, i64),
    now: Timestamp,
    /// What the MessageBox was given, which it has at hand for a while: as it is made beforehand, it is dropped
    /// afterwards.
    given: VecDeque<Arc<Message>>,
}

impl Store {
    /// More than the MessageBox has at hand.
    const GIVEN: usize = 2000;

    fn new(path: &Path, copies: usize) -> Self {
        Self {
            message_box: SqliteMessageBox::open(path).expect("a new store"),
            ports: (0..copies).map(|number| Name::new(&format!("SP_{number}"))).collect(),
            host: HOST.into(),
            server: SERVER.into(),
            body: body().into(),
            last: (0, 0),
            now: Timestamp::from_second(1_800_000_000).expect("a time"),
            given: VecDeque::new(),
        }
    }

    fn life(&mut self, count: usize) -> Duration {
        self.given.drain(..self.given.len().saturating_sub(Self::GIVEN));
        self.now += SignedDuration::from_millis(1);
        let now = self.now;
        let (mut writes, mut copies, mut facts, mut about) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let ruling = decide(By::Direct, PortState::Started);
        let cell = Cell { path: By::Direct, port: PortState::Started };
        for message in messages(self.last.0, count, &self.body, now) {
            let id = message.id;
            self.last.0 = id.0;
            self.given.push_back(message.clone());
            writes.push(Write::Message(message));
            facts.push(Fact { kind: "p", ids: vec![id.0], alike: format!(r#"["{TYPE}",null]"#) });
            about.push(id);
            for (number, port) in self.ports.iter().enumerate() {
                self.last.1 += 1;
                copies.push(Write::Instance(Instance {
                    port: Some(port.clone()),
                    matched: Some(Matched::Filter),
                    ruling: Some(ruling),
                    adapter: "FILE".to_owned(),
                    address: format!("out/{number}"),
                    ..Instance::blank(InstanceId(self.last.1), id, self.host.clone(), now)
                }));
                let alike = format!(r#"["{port}",null,"{HOST}",{}]"#, cell.index());
                facts.push(Fact { kind: "r", ids: vec![id.0, self.last.1], alike });
                about.push(id);
            }
            writes.push(Write::Exercised { cell, count: self.ports.len() as u64, message: id, time: now });
        }
        writes.sort_by_key(|write| !matches!(write, Write::Message(_)));
        let rest = writes.split_off(count);
        writes.extend(copies);
        writes.extend(rest);
        told(&mut writes, now, &facts, &about);
        let begun = Instant::now();
        self.message_box.apply(&writes).expect("space on the disk");
        let mut spent = begun.elapsed();

        let mut left = count * self.ports.len();
        while left > 0 {
            let begun = Instant::now();
            let taken = self.message_box.take(&self.host, &self.server, 256, now).expect("space on the disk");
            spent += begun.elapsed();
            assert!(!taken.is_empty(), "what was published is there");
            left -= taken.len();
            let (mut writes, mut facts, mut about) = (Vec::new(), Vec::new(), Vec::new());
            let mut arrivals = Vec::new();
            for (instance, message) in taken {
                let port = instance.port.clone().expect("it has a port");
                let address = instance.address.clone();
                let alike = format!(r#"["{port}","{address}","{SERVER}"]"#);
                facts.push(Fact { kind: "s", ids: vec![message.id.0, instance.id.0], alike });
                about.push(message.id);
                arrivals.push(Write::Arrival(Arrival {
                    id: 0,
                    port,
                    address,
                    message: message.id,
                    instance: instance.id,
                    time: now,
                }));
                writes.push(Write::Instance(Instance {
                    state: InstanceState::Completed,
                    attempts: 1,
                    tries: 1,
                    changed: now,
                    ..instance
                }));
            }
            writes.extend(arrivals);
            told(&mut writes, now, &facts, &about);
            let begun = Instant::now();
            self.message_box.apply(&writes).expect("space on the disk");
            spent += begun.elapsed();
        }
        spent
    }
}

/// What happened, and what it has in common with others.
struct Fact {
    kind: &'static str,
    ids: Vec<i64>,
    alike: String,
}

/// Events as the engine writes them: up to 64 facts in a row, what they have in common once.
fn told(writes: &mut Vec<Write>, time: Timestamp, facts: &[Fact], about: &[MessageId]) {
    for (facts, about) in facts.chunks(64).zip(about.chunks(64)) {
        let mut alike: Vec<&str> = Vec::new();
        let mut brief = Vec::new();
        for Fact { kind, ids, alike: of } in facts {
            let number = alike.iter().position(|known| known == of).unwrap_or_else(|| {
                alike.push(of);
                alike.len() - 1
            });
            let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
            brief.push(format!(r#"["{kind}",{},{number}]"#, ids.join(",")));
        }
        let json = format!(
            r#"{{"time":"{time}","role":"Administrator","alike":[{}],"facts":[{}]}}"#,
            alike.join(","),
            brief.join(",")
        );
        let mut about = about.to_vec();
        about.dedup();
        writes.push(Write::Events { time, json, about });
    }
}

/// So many ports that all want the same messages.
fn group(copies: usize) -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    group.put(Application { name: "App".into(), default: true, ..Application::default() }.into());
    let instances = vec![HostInstance { server: SERVER.into(), running: true, ..HostInstance::default() }];
    group.put(Host { name: HOST.into(), default: true, tracking: true, instances, ..Host::default() }.into());
    group.put(Adapter { name: "FILE".into(), default_handler: HOST.into(), handlers: vec![HOST.into()] }.into());
    for number in 0..copies {
        let wanted =
            Predicate { property: properties::MESSAGE_TYPE.to_owned(), operator: Operator::Equals, value: TYPE.into() };
        let port = SendPort {
            state: PortState::Started,
            transport: Some(Transport::new("FILE", &format!("out/{number}"), HOST.into())),
            filter: Filter(vec![vec![wanted]]),
            ..SendPort::new(format!("SP_{number}").as_str().into(), "App".into(), PortKind::StaticOneWay)
        };
        group.put(port.into());
    }
    group
}

struct Whole {
    engine: Engine,
    now: Timestamp,
    draft: Draft,
}

impl Whole {
    fn new(path: &Path, copies: usize) -> Self {
        let now = Timestamp::from_second(1_800_000_000).expect("a time");
        let store = Box::new(SqliteMessageBox::open(path).expect("a new store"));
        let engine = Engine::new(group(copies), Role::Administrator, store, Box::new(Simulated), now);
        let draft = Draft {
            message_type: TYPE.to_owned(),
            properties: context(1)
                .0
                .into_iter()
                .filter(|(name, _)| name != properties::MESSAGE_TYPE)
                .map(|(name, value)| Property { name, value })
                .collect(),
            body: body(),
            ..Draft::default()
        };
        Self { engine: engine.expect("it starts"), now, draft }
    }

    fn life(&mut self, messages: usize) -> Duration {
        let begun = Instant::now();
        self.now += SignedDuration::from_millis(1);
        let request = Request::Publish { draft: self.draft.clone(), count: messages as u32 };
        let published = self.engine.execute(&request, self.now).expect("it is published").messages.len();
        assert_eq!(published, messages);
        while self.engine.next_due().is_some_and(|due| due <= self.now) {
            self.engine.advance(self.now);
        }
        let counts = &self.engine.snapshot().counts;
        assert_eq!(counts.in_progress + counts.suspended, 0, "all are completed");
        begun.elapsed()
    }
}

/// How many messages a second, by how many are measured in `TURN`.
fn turn(messages: usize, mut life: impl FnMut() -> Duration) -> f64 {
    let begun = Instant::now();
    let (mut lives, mut spent) = (0, Duration::ZERO);
    while begun.elapsed() < TURN {
        spent += life();
        lives += messages;
    }
    lives as f64 / spent.as_secs_f64()
}

fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

fn main() {
    let rounds = std::env::var("SENDPORT_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(15);
    let only: Option<usize> = std::env::args().find_map(|argument| argument.parse().ok());
    println!("messages/s, the middle of {rounds} rounds; in brackets the share of the bare log\n");
    println!("{:<28} {:>9} {:>17} {:>17}   promised", "", "bare log", "MessageBox", "engine");
    for (copies, messages, promise) in [
        (1, 1, "MessageBox 60 %"),
        (1, 16, ""),
        (1, 256, "MessageBox 25 %"),
        (10, 1, "MessageBox 1,500/s"),
        (10, 25, ""),
        (10, 256, "MessageBox 15,000/s"),
    ] {
        if only.is_some_and(|only| only != messages) {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let mut log = Log::new(folder.path(), copies);
        let mut store = Store::new(&folder.path().join("store.sqlite"), copies);
        let mut whole = Whole::new(&folder.path().join("engine.sqlite"), copies);
        // until what is written first is written over
        for _ in 0..(4000 / (messages * copies)).max(2) {
            store.life(messages);
            whole.life(messages);
        }
        let mut rates = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..rounds {
            rates[0].push(turn(messages, || log.life(messages)));
            rates[1].push(turn(messages, || store.life(messages)));
            rates[2].push(turn(messages, || whole.life(messages)));
        }
        let [bare, store, engine] = rates.map(middle);
        let of_log = |rate: f64| format!("{rate:.0} ({:.0} %)", rate / bare * 100.0);
        println!(
            "{:<28} {bare:>9.0} {:>17} {:>17}   {promise}",
            format!("1 to {copies}, {messages} at a time"),
            of_log(store),
            of_log(engine)
        );
    }
}
