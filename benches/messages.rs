//! What one looks for among messages, in a file, by a second connection as the window does it.
//! The baseline is what the same kind of connection takes to find one row by its id.
//!
//! `SENDPORT_MESSAGES` sets how many messages there are (200,000 by itself); a property is looked
//! for among 100,000 of them.

use std::{hint::black_box, path::Path, sync::Arc, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use egui_kittest::Harness;
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};
use sendport::{
    console::{
        App, Start, context::Task, files::ScriptedDialogs, panels::tree::Node, session::Driver, settings::Settings,
    },
    document::{Document, save},
    engine::VirtualClock,
    message_box::{
        Cause, Comparison, Effort, Fate, Instance, Keyset, MessageBox, MessageQuery, PropertyTest, Reader,
        SqliteMessageBox, Write,
    },
    model::{
        Addressing, BizTalkGroup, Context, InstanceId, Message, MessageId, Name, Operator, PortState, Role, properties,
    },
    routing::Matched,
    rules::{
        instances::InstanceState,
        outcome::{Path as By, decide},
    },
};

const PAGE: Effort = Effort { find: 500, look_at: 20_000 };

fn how_many() -> i64 {
    std::env::var("SENDPORT_MESSAGES").ok().and_then(|text| text.parse().ok()).unwrap_or(200_000)
}

/// Two copies each, one in a thousand suspended, a body of 1 KiB, five properties, two events.
fn message(id: i64) -> Vec<Write> {
    let time = Timestamp::from_millisecond(1_800_000_000_000 + id * 7).expect("a time");
    let mut context = Context::default();
    context.set(properties::MESSAGE_TYPE, "http://orders.example/schemas#Order");
    context.set(properties::RECEIVE_PORT_NAME, format!("RP_{}", id % 20));
    context.set("Orders.Number", id);
    context.set("Orders.Region", ["EU", "US", "APAC"][(id % 3) as usize]);
    context.set("Orders.Customer", format!("Customer {}", id % 5000));
    let message = Message {
        id: MessageId(id),
        published: time,
        addressing: Addressing::default(),
        bound_to: None,
        context,
        body: "<Order>0123456789 0123456789 0123456789 0123456789 0123456789 </Order>".repeat(15).into(),
    };
    let mut writes = vec![Write::Message(Arc::new(message))];
    for copy in 0..2 {
        let held = copy == 0 && id % 1000 == 0;
        let state = if held { InstanceState::SuspendedResumable } else { InstanceState::Completed };
        writes.push(Write::Instance(Instance {
            id: InstanceId(2 * id + copy),
            message: MessageId(id),
            port: Some(Name::new(&format!("SP_{}", (id * 2 + copy) % 500))),
            via: (copy == 1).then(|| "SPG_Warehouses".into()),
            matched: Some(Matched::Filter),
            ruling: Some(decide(By::Direct, PortState::Started)),
            host: "Host".into(),
            state,
            cause: held.then_some(Cause::Held),
            adapter: "FILE".to_owned(),
            address: "out".to_owned(),
            priority: 5,
            attempts: 1,
            created: time,
            changed: time,
            due: None,
            ..Instance::blank(InstanceId(2 * id + copy), MessageId(id), "Host".into(), time)
        }));
        let json = format!(r#"{{"time":"{time}","role":"Administrator","fact":{{"Sent":{{"message":{id}}}}}}}"#);
        writes.push(Write::Events { time, json, about: vec![MessageId(id)] });
    }
    writes
}

fn fill(store: &mut SqliteMessageBox, count: i64) {
    for first in (1..=count).step_by(5000) {
        let writes: Vec<Write> = (first..(first + 5000).min(count + 1)).flat_map(message).collect();
        store.apply(&writes).expect("space on the disk");
    }
}

fn read<T>(reader: &dyn Reader, ask: impl Fn(&dyn MessageBox) -> T) -> T {
    let mut found = None;
    reader.read(&mut |store| found = Some(ask(store))).expect("the store can be read");
    found.expect("it was asked")
}

fn property(operator: Operator, value: &str) -> MessageQuery {
    let test = PropertyTest {
        property: "Orders.Customer".to_owned(),
        comparison: Comparison::Is(operator),
        value: value.to_owned(),
    };
    MessageQuery { properties: vec![test], ..MessageQuery::default() }
}

fn queries(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("box.messagebox.sqlite");
    let count = how_many();
    let mut store = SqliteMessageBox::open(&path).expect("a new store");
    fill(&mut store, count);
    let reader = store.reader().expect("a second connection").expect("of a file");
    let mut group = criterion.benchmark_group("messages");
    group.sample_size(20).measurement_time(Duration::from_secs(3));

    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let bare = Connection::open_with_flags(&path, flags).expect("a third connection");
    let mut by_id = bare.prepare("SELECT context FROM message WHERE id = ?1").expect("it is SQL");
    group.bench_function("baseline: one row by its id", |bench| {
        let mut id = 0;
        bench.iter(|| {
            id = id % count + 1;
            by_id.query_row([id], |row| row.get::<_, String>(0)).expect("there is one")
        });
    });
    let page = |query: &MessageQuery, keys: &Keyset| {
        read(&*reader, |store| store.messages(query, keys, PAGE).expect("a page").rows.len())
    };
    let any = MessageQuery::default();
    group.bench_function("page of the newest 500", |bench| {
        bench.iter(|| black_box(page(&any, &Keyset::newest())));
    });
    group.bench_function("page of 500 deep in the middle", |bench| {
        bench.iter(|| black_box(page(&any, &Keyset::before(MessageId(count / 2)))));
    });
    let port = MessageQuery { port: Some("SP_7".into()), ..any.clone() };
    group.bench_function("page of one port of 500", |bench| bench.iter(|| black_box(page(&port, &Keyset::newest()))));
    let suspended = MessageQuery { fate: Some(Fate::Suspended), ..any.clone() };
    group.bench_function("page of what is suspended", |bench| {
        bench.iter(|| black_box(page(&suspended, &Keyset::newest())));
    });
    group.bench_function("count of all", |bench| {
        bench.iter(|| read(&*reader, |store| store.count_messages(&any, &Keyset::newest(), PAGE).expect("a count")));
    });
    let rare = property(Operator::Equals, "Customer 4711");
    group.bench_function("property among 100,000", |bench| {
        let all = Effort { find: 100_000, look_at: 100_000 };
        bench
            .iter(|| read(&*reader, |store| store.messages(&rare, &Keyset::newest(), all).expect("a page").rows.len()));
    });
    group.bench_function("timeline of one", |bench| {
        bench.iter(|| read(&*reader, |store| store.dossier(MessageId(count / 2), 5000).expect("a dossier")));
    });
    group.finish();
}

/// The document and its messages, the way from the file to the first snapshot.
fn opening(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("box.sqlite");
    fill(&mut SqliteMessageBox::open(&path).expect("a new store"), how_many());
    let mut group = criterion.benchmark_group("messages");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    group.bench_function("open", |bench| {
        bench.iter(|| {
            let store = SqliteMessageBox::open(&path).expect("it opens");
            let simulated = Box::new(sendport::transport::Simulated);
            let now = Timestamp::from_second(1_900_000_000).expect("a time");
            sendport::engine::Engine::new(BizTalkGroup::default(), Role::Administrator, Box::new(store), simulated, now)
                .expect("it starts")
                .snapshot()
                .generation
        });
    });
    group.finish();
}

fn document(path: &Path) {
    let sample = sendport::training::sample().document.clone();
    save(&Document { group: sample.group, role: sample.role }, path).expect("it can be written");
}

/// A pass of the window with the Messages view, without painting, with what a screen reader hears.
fn passes(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("orders.ron");
    document(&path);
    let messages = sendport::console::session::message_box_path(&path);
    fill(&mut SqliteMessageBox::open(&messages).expect("a new store"), how_many());
    let clock = VirtualClock::new(Timestamp::from_second(1_900_000_000).expect("a time"));
    let mut window = Harness::builder().with_size([1280.0, 800.0]).with_max_steps(50).build_eframe(move |cc| {
        let start = Start {
            driver: Driver::Inline(clock),
            files: Box::new(ScriptedDialogs::new(Vec::new())),
            settings: Settings::default(),
            settings_path: None,
            open: Some(path),
            scenario: None,
            recovery: None,
        };
        App::new(cc, start).expect("a store")
    });
    window.run();
    window.state().push(Task::SelectNode(Node::Messages));
    window.run();
    let mut group = criterion.benchmark_group("messages");
    group.bench_function("pass of the window", |bench| bench.iter(|| window.step()));
    group.finish();
}

criterion_group!(benches, queries, opening, passes);
criterion_main!(benches);
