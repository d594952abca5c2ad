//! The whole life of messages: published, taken, completed, durable at every step.
//!
//! Three rows are measured in turns, round after round, so that all of them see the same disk: a bare
//! preallocated log (`pwrite` and `fdatasync` of the same bytes, once a step), the MessageBox with the rows
//! that the engine writes, and the engine from a request to the simulated destination.
//!
//! `cargo bench --bench life` prints a table; `SENDPORT_ROUNDS` sets the number of rounds (5 by itself).

use std::{
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

/// The bare log.
struct Log {
    file: File,
    at: u64,
    bytes: [Vec<u8>; 3],
}

impl Log {
    const SIZE: u64 = 256 << 20;

    fn new(folder: &Path, messages: usize, copies: usize) -> Self {
        let file = File::options().create(true).truncate(true).read(true).write(true).open(folder.join("log"));
        let file = file.expect("a file");
        let nothing = vec![0; 1 << 20];
        for at in (0..Self::SIZE).step_by(nothing.len()) {
            write_at(&file, &nothing, at).expect("space on the disk");
        }
        file.sync_all().expect("a disk");
        let message = 1024 + 118;
        let bytes = [
            vec![7; messages * (message + copies * RECORD[0])],
            vec![7; messages * copies * RECORD[1]],
            vec![7; messages * copies * RECORD[2]],
        ];
        Self { file, at: 0, bytes }
    }

    fn life(&mut self) {
        for bytes in &self.bytes {
            if self.at + bytes.len() as u64 > Self::SIZE {
                self.at = 0;
            }
            write_at(&self.file, bytes, self.at).expect("space on the disk");
            self.file.sync_data().expect("a disk");
            self.at += bytes.len() as u64;
        }
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
    last: (i64, i64),
    now: Timestamp,
}

impl Store {
    fn new(path: &Path, copies: usize) -> Self {
        Self {
            message_box: SqliteMessageBox::open(path).expect("a new store"),
            ports: (0..copies).map(|number| Name::new(&format!("SP_{number}"))).collect(),
            host: HOST.into(),
            server: SERVER.into(),
            last: (0, 0),
            now: Timestamp::from_second(1_800_000_000).expect("a time"),
        }
    }

    fn life(&mut self, messages: usize) {
        self.now += SignedDuration::from_millis(1);
        let now = self.now;
        let (mut writes, mut copies, mut facts, mut about) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let body: Arc<str> = body().into();
        let ruling = decide(By::Direct, PortState::Started);
        let cell = Cell { path: By::Direct, port: PortState::Started };
        for _ in 0..messages {
            self.last.0 += 1;
            let id = MessageId(self.last.0);
            writes.push(Write::Message(Arc::new(Message {
                id,
                published: now,
                addressing: Addressing::default(),
                bound_to: None,
                context: context(self.last.0),
                body: body.clone(),
            })));
            facts.push(format!(r#"["P",{},"{TYPE}",null]"#, id.0));
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
                facts.push(format!(r#"["R",{},{},"{port}",null,"{HOST}",{}]"#, id.0, self.last.1, cell.index()));
                about.push(id);
            }
            writes.push(Write::Exercised { cell, count: self.ports.len() as u64, message: id, time: now });
        }
        writes.sort_by_key(|write| !matches!(write, Write::Message(_)));
        let rest = writes.split_off(messages);
        writes.extend(copies);
        writes.extend(rest);
        told(&mut writes, now, &facts, &about);
        self.message_box.apply(&writes).expect("space on the disk");

        let mut left = messages * self.ports.len();
        while left > 0 {
            let taken = self.message_box.take(&self.host, &self.server, 256, now).expect("space on the disk");
            assert!(!taken.is_empty(), "what was published is there");
            left -= taken.len();
            let (mut writes, mut facts, mut about) = (Vec::new(), Vec::new(), Vec::new());
            let mut arrivals = Vec::new();
            for (instance, message) in taken {
                let port = instance.port.clone().expect("it has a port");
                let address = instance.address.clone();
                facts.push(format!(r#"["S",{},{},"{port}","{address}","{SERVER}"]"#, message.id.0, instance.id.0));
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
            self.message_box.apply(&writes).expect("space on the disk");
        }
    }
}

/// Events as the engine writes them: up to 64 facts in a row.
fn told(writes: &mut Vec<Write>, time: Timestamp, facts: &[String], about: &[MessageId]) {
    for (facts, about) in facts.chunks(64).zip(about.chunks(64)) {
        let json = format!(r#"{{"time":"{time}","role":"Administrator","facts":[{}]}}"#, facts.join(","));
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

    fn life(&mut self, messages: usize) {
        self.now += SignedDuration::from_millis(1);
        let request = Request::Publish { draft: self.draft.clone(), count: messages as u32 };
        let published = self.engine.execute(&request, self.now).expect("it is published").messages.len();
        assert_eq!(published, messages);
        while self.engine.next_due().is_some_and(|due| due <= self.now) {
            self.engine.advance(self.now);
        }
        let counts = &self.engine.snapshot().counts;
        assert_eq!(counts.in_progress + counts.suspended, 0, "all are completed");
    }
}

/// How many messages a second, by how many are measured in `TURN`.
fn turn(messages: usize, mut life: impl FnMut()) -> f64 {
    let begun = Instant::now();
    let mut lives = 0;
    while begun.elapsed() < TURN {
        life();
        lives += messages;
    }
    lives as f64 / begun.elapsed().as_secs_f64()
}

fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

fn main() {
    let rounds = std::env::var("SENDPORT_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
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
        let folder = tempfile::tempdir().expect("a folder");
        let mut log = Log::new(folder.path(), messages, copies);
        let mut store = Store::new(&folder.path().join("store.sqlite"), copies);
        let mut whole = Whole::new(&folder.path().join("engine.sqlite"), copies);
        // until what is written first is written over
        for _ in 0..(4000 / (messages * copies)).max(2) {
            store.life(messages);
            whole.life(messages);
        }
        let mut rates = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..rounds {
            rates[0].push(turn(messages, || log.life()));
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
