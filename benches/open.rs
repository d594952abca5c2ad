//! From a MessageBox that a killed process left behind to the first answer. The baseline is what a bare
//! connection takes to open the same file and read one row; beside it what opening used to do first and
//! now happens beside.
//!
//! `SENDPORT_MESSAGES` sets how many messages there are (400,000 by itself).

use std::{
    hint::black_box,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use sendport::{
    console::session::SystemClock,
    engine::{Clock as _, Engine, EngineHandle as _, EngineThread, Query, Reply},
    message_box::{Arrival, Cause, Effort, Instance, Keyset, MessageBox as _, MessageQuery, SqliteMessageBox, Write},
    model::{
        Addressing, BizTalkGroup, Context, Host, HostInstance, InstanceId, Message, MessageId, Name, PortState, Role,
        properties,
    },
    routing::Matched,
    rules::{
        instances::InstanceState,
        outcome::{Path as By, decide},
    },
    transport::Simulated,
};

/// How many were in the hands of host instances.
const IN_HAND: i64 = 200;

fn how_many() -> i64 {
    std::env::var("SENDPORT_MESSAGES").ok().and_then(|text| text.parse().ok()).unwrap_or(400_000)
}

/// A body of 1 KiB, a copy, two events; one in a thousand is suspended, the last are under way.
fn message(id: i64, count: i64) -> Vec<Write> {
    let time = Timestamp::from_millisecond(1_700_000_000_000 + id * 7).expect("a time");
    let mut context = Context::default();
    context.set(properties::MESSAGE_TYPE, "http://orders.example/schemas#Order");
    context.set("Orders.Number", id);
    let message = Message {
        id: MessageId(id),
        published: time,
        addressing: Addressing::default(),
        bound_to: None,
        context,
        body: "<Order>0123456789 0123456789 0123456789 0123456789 0123456789 </Order>".repeat(15).into(),
    };
    let held = id % 1000 == 0;
    let state = match count - id {
        ..IN_HAND => InstanceState::Active,
        _ if held => InstanceState::SuspendedResumable,
        _ => InstanceState::Completed,
    };
    let port = Name::new(&format!("SP_{}", id % 500));
    let instance = Instance {
        port: Some(port.clone()),
        matched: Some(Matched::Filter),
        ruling: Some(decide(By::Direct, PortState::Started)),
        state,
        cause: (state == InstanceState::SuspendedResumable).then_some(Cause::Held),
        adapter: "FILE".to_owned(),
        address: format!("out/{}", id % 500),
        server: Some("Server1".into()),
        ..Instance::blank(InstanceId(id), MessageId(id), "Host".into(), time)
    };
    let mut writes = vec![Write::Message(Arc::new(message)), Write::Instance(instance)];
    for fact in ["Routed", "Sent"] {
        let json = format!(
            r#"{{"time":"{time}","role":"Administrator","fact":{{"{fact}":{{"message":{id},"instance":{id},"port":"{port}","address":"out"}}}}}}"#
        );
        writes.push(Write::Events { time, json, about: vec![MessageId(id)] });
    }
    if state == InstanceState::Completed {
        let (message, instance) = (MessageId(id), InstanceId(id));
        writes.push(Write::Arrival(Arrival { id: 0, port, address: "out".to_owned(), message, instance, time }));
    }
    writes
}

/// What a killed process leaves: the file, and beside it a log with what was written last.
fn left_behind(folder: &Path) -> PathBuf {
    let path = folder.join("box.sqlite");
    let count = how_many();
    let write = |store: &mut SqliteMessageBox, from: i64, to: i64| {
        for first in (from..=to).step_by(5000) {
            let writes: Vec<Write> = (first..(first + 5000).min(to + 1)).flat_map(|id| message(id, count)).collect();
            store.apply(&writes).expect("space on the disk");
        }
    };
    let last = (count - 500).max(1);
    write(&mut SqliteMessageBox::open(&path).expect("a new store"), 1, last);
    let mut store = SqliteMessageBox::open(&path).expect("it opens");
    write(&mut store, last + 1, count);
    let killed = folder.join("killed.sqlite");
    for suffix in ["", "-wal"] {
        let name = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        std::fs::copy(name(&path), name(&killed)).expect("space on the disk");
    }
    drop(store);
    std::fs::remove_file(path).expect("it is ours");
    killed
}

/// The log as it was left behind.
fn log_of(path: &Path) -> (PathBuf, Vec<u8>) {
    let log = PathBuf::from(format!("{}-wal", path.display()));
    let bytes = std::fs::read(&log).expect("a log was left behind");
    (log, bytes)
}

fn group() -> BizTalkGroup {
    let mut group = BizTalkGroup::default();
    let instances = vec![HostInstance { server: "Server1".into(), running: true, ..HostInstance::default() }];
    group.put(Host { name: "Host".into(), default: true, instances, ..Host::default() }.into());
    group
}

/// Opens it as the window does; yields how long it took until there was a snapshot, and until a query
/// was answered.
fn first_answers(path: &Path) -> (Duration, Duration) {
    let begun = Instant::now();
    let store = Box::new(SqliteMessageBox::open(path).expect("it opens"));
    let engine = Engine::at_rest(group(), Role::Administrator, store, Box::new(Simulated), SystemClock.now())
        .expect("it starts");
    let mut engine = EngineThread::start(engine, SystemClock, || ()).expect("a thread");
    black_box(engine.snapshot().counts.suspended);
    let snapshot = begun.elapsed();
    let page = Effort { find: 100, look_at: 20_000 };
    engine.query(Query::Messages { query: MessageQuery::default(), page: Keyset::newest(), effort: page });
    while !engine.replies().iter().any(|reply| matches!(reply, Reply::Answer { .. })) {
        std::thread::yield_now();
    }
    (snapshot, begun.elapsed())
}

fn opening(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = left_behind(folder.path());
    let (log, bytes) = log_of(&path);
    // each time as it was left behind; nothing is written into the file itself meanwhile
    let restore = || {
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
        }
        std::fs::write(&log, &bytes).expect("space on the disk");
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let bare = || {
        let connection = Connection::open_with_flags(&path, flags).expect("it opens");
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).expect("an option");
        connection
    };
    let mut group = criterion.benchmark_group("open after SIGKILL");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    group.bench_function("baseline: a bare connection and one row", |bench| {
        bench.iter_custom(|times| {
            (0..times)
                .map(|_| {
                    restore();
                    let begun = Instant::now();
                    let connection = bare();
                    let last = connection.query_row("SELECT max(id) FROM message", [], |row| row.get::<_, i64>(0));
                    black_box(last.expect("there is one"));
                    begun.elapsed()
                })
                .sum()
        });
    });
    for (name, which) in [("first snapshot", 0), ("first page of messages", 1)] {
        group.bench_function(name, |bench| {
            bench.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        restore();
                        let found = first_answers(&path);
                        if which == 0 { found.0 } else { found.1 }
                    })
                    .sum()
            });
        });
    }
    restore();
    group.bench_function("beside: counting what the counts say", |bench| {
        let connection = bare();
        let sql = "SELECT count(*) FROM (SELECT 1 FROM instance GROUP BY port, via, host, state, cause)";
        bench.iter(|| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count"));
    });
    group.bench_function("beside: looking through all of it", |bench| {
        let connection = bare();
        bench.iter(|| {
            let found = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0));
            assert_eq!(found.expect("a result"), "ok");
        });
    });
    group.finish();
}

criterion_group!(benches, opening);
criterion_main!(benches);
