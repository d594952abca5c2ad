//! A million suspended instances: what the console asks about them, at the front, in the middle and at the
//! end of the list, in every order, beside what a bare connection takes to read as many rows by their ids.
//! And what memory the store takes, while it grows. At the end the window is opened on it, and passes of its view are
//! timed one by one.
//!
//! `SENDPORT_SUSPENDED` sets how many there are (1,000,000 by itself). Half of them are in 500 ports; a tenth
//! is in ordered delivery, most of that in one service instance.

#[path = "support/desk.rs"]
mod desk;

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use desk::{Desk, Report, SIZE};
use egui::{Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use jiff::Timestamp;
use sendport::{
    console::{context::Task, session},
    document::{Document, save},
    message_box::{Cause, Instance, InstanceOrder, InstanceQuery, InstanceSort, MessageBox, SqliteMessageBox, Write},
    model::{Addressing, Context, InstanceId, Message, MessageId, Name, PortState, properties},
    routing::Matched,
    rules::{
        instances::InstanceState::{SuspendedNotResumable, SuspendedResumable},
        outcome::{Path as By, decide},
    },
    transport::TransportError,
};

const PAGE: u64 = 200;
const TIMES: usize = 15;

fn how_many() -> i64 {
    std::env::var("SENDPORT_SUSPENDED").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000)
}

fn suspended(id: i64) -> [Write; 2] {
    let time = Timestamp::from_millisecond(1_700_000_000_000 + id * 7).expect("a time");
    let mut context = Context::default();
    context.set(properties::MESSAGE_TYPE, "http://orders.example/schemas#Order");
    let message = Message {
        id: MessageId(id),
        published: time,
        addressing: Addressing::default(),
        bound_to: None,
        context,
        body: "<Order/>".into(),
    };
    let port = Name::new(&format!("SP_{:03}", if id % 2 == 0 { id / 2 % 500 } else { 500 }));
    let failed = Cause::Transport(TransportError::Unreachable { address: "out".to_owned() });
    let (state, cause) = match id % 5 {
        0 => (SuspendedNotResumable, failed),
        1 => (SuspendedResumable, failed),
        _ => (SuspendedResumable, Cause::Held),
    };
    let blank = Instance::blank(InstanceId(id), MessageId(id), format!("Host_{}", id % 3).as_str().into(), time);
    let instance = if id % 10 == 3 {
        // ordered delivery: the first of them failed, and the others wait behind it
        let order = if id % 100 == 3 { 1 + id / 100 % 50 } else { 0 };
        let front = if order == 0 { 13 } else { order * 100 + 3 };
        let first = id == front;
        Instance {
            port: Some(format!("SP_Ordered_{order}").as_str().into()),
            cause: Some(if first {
                Cause::Transport(TransportError::Unreachable { address: "out".to_owned() })
            } else {
                Cause::Behind { front: MessageId(front) }
            }),
            state: SuspendedResumable,
            service: InstanceId(front),
            lane: Some("".into()),
            blocks: true,
            ..blank
        }
    } else {
        Instance {
            port: Some(port),
            via: (id % 4 == 0).then(|| "SPG_All".into()),
            cause: Some(cause),
            state,
            attempts: (id % 4) as u32,
            ..blank
        }
    };
    let instance = Instance {
        matched: Some(Matched::Filter),
        ruling: Some(decide(By::Direct, PortState::Stopped)),
        adapter: "FILE".to_owned(),
        address: format!("out/{}", id % 200),
        ..instance
    };
    [Write::Message(Arc::new(message)), Write::Instance(instance)]
}

/// The middle and the longest time.
fn timed(mut work: impl FnMut()) -> (Duration, Duration) {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            work();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    (times[TIMES / 2], times[TIMES - 1])
}

fn tell(what: &str, (middle, longest): (Duration, Duration)) {
    println!("{what:<52} {:>9.2} {:>9.2}", middle.as_secs_f64() * 1e3, longest.as_secs_f64() * 1e3);
}

/// Memory of this process in MiB, where the system tells.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib >> 10)
}

/// How many passes a percentile is taken from.
const PASSES: usize = 1_000;

/// Passes of the window with the view of what is suspended.
fn passes(document: &Path, count: i64) {
    let mut report = Report(Vec::new());
    let empty = egui::Context::default();
    let bare = || {
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(SIZE[0], SIZE[1])));
        let input = RawInput { screen_rect, ..RawInput::default() };
        desk::timed(|| empty.run_ui(input, |ui| drop(ui.label("nothing"))).textures_delta.clear())
    };
    report.add("a pass of egui with one label", 0, desk::times(PASSES, bare));
    let mut desk = Desk::open(document);
    desk.until("opened", |app| app.snapshot().counts.suspended == count as u64);
    desk.app.push(Task::ShowSuspended(None));
    // until its answers are there and drawn
    for _ in 0..100 {
        let _ = desk.woken.recv_timeout(Duration::from_millis(20));
        desk.pass(Vec::new());
    }
    report.add("a pass that shows the list, nothing moves", 2, desk::times(PASSES, || desk.pass(Vec::new())));
    let place = Pos2::new(500.0, 420.0);
    desk.pass(vec![Event::PointerMoved(place)]);
    let mut step = 0;
    let scroll = || {
        step += 1;
        let down = step % 400 < 200;
        desk.pass(vec![Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            source: egui::MouseWheelSource::Wheel,
            delta: vec2(0.0, if down { -300.0 } else { 300.0 }),
            phase: egui::TouchPhase::Move,
            modifiers: Modifiers::NONE,
        }])
    };
    report.add("a pass while the list is scrolled", 2, desk::times(PASSES, scroll));
    for _ in 0..60 {
        desk.pass(Vec::new());
    }
    desk.click(place);
    let mut step = 0;
    let far = || {
        step += 1;
        let key = if step / 20 % 2 == 0 { Key::End } else { Key::Home };
        let pressed =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        // the answer comes in one of the passes after
        let _ = desk.woken.recv_timeout(Duration::from_millis(5));
        desk.pass(if step % 20 == 0 { vec![pressed(true), pressed(false)] } else { Vec::new() })
    };
    report.add("a pass while one goes from end to end", 2, desk::times(PASSES, far));
    report.print();
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("orders.ron");
    save(&Document::default(), &document).expect("it can be written");
    let path = session::message_box_path(&document);
    let mut store = SqliteMessageBox::open(&path).expect("a new store");
    let count = how_many();
    println!("memory of the process while the store grows, in MiB:");
    let begun = Instant::now();
    for first in (1..=count).step_by(1000) {
        let writes: Vec<Write> = (first..(first + 1000).min(count + 1)).flat_map(suspended).collect();
        store.apply(&writes).expect("space on the disk");
        let stored = (first + 999).min(count);
        if [10_000, 100_000, 400_000, count].contains(&stored) {
            println!("  {stored:>9} suspended: {:>4}", memory().map_or("?".to_owned(), |mib| mib.to_string()));
        }
    }
    println!("  written in {:.1} s\n", begun.elapsed().as_secs_f64());
    println!("{:<52} {:>9} {:>9}", "ms", "middle", "longest");

    let reader = store.reader().expect("it opens").expect("it is a file");
    let ids: Vec<i64> = (0..PAGE as i64).map(|at| count / 2 + at * 7 % (count / 2)).collect();
    let bare = rusqlite::Connection::open(&path).expect("it opens");
    let mut by_id = bare
        .prepare("SELECT i.*, m.* FROM apart AS i JOIN message AS m ON m.id = i.message WHERE i.id = ?1")
        .expect("it is SQL");
    tell(
        "baseline: as many rows by their ids",
        timed(|| {
            for id in &ids {
                by_id.query_row([id], |row| row.get::<_, i64>(0)).expect("it is there");
            }
        }),
    );
    let read = |work: &dyn Fn(&dyn MessageBox)| reader.read(&mut |store| work(store)).expect("it can be read");
    let all = || InstanceQuery { states: vec![SuspendedResumable, SuspendedNotResumable], ..InstanceQuery::default() };
    let services = || InstanceQuery { first_of_service: true, ..all() };
    let held = || InstanceQuery { cause: Some(sendport::message_box::CauseKind::Held), ..all() };
    let of_port = || InstanceQuery { port: Some("SP_500".into()), ..all() };
    for (name, query) in [("all", all()), ("service instances", services()), ("of one port", of_port())] {
        tell(
            &format!("counted by cause: {name}"),
            timed(|| {
                read(&|store| assert!(!store.suspended_by_cause(&query).expect("an answer").is_empty()));
            }),
        );
    }
    let mut slowest: Option<(Duration, String)> = None;
    for (name, query) in
        [("all", all()), ("service instances", services()), ("held", held()), ("of one port", of_port())]
    {
        let mut total = 0;
        reader
            .read(&mut |store| total = store.instances(&query, 0, 1).expect("an answer").total)
            .expect("it can be read");
        for by in InstanceSort::ALL {
            for down in [false, true] {
                let query = InstanceQuery { order: InstanceOrder { by, down }, ..query.clone() };
                for (place, offset) in
                    [("front", 0), ("third", total / 3), ("middle", total / 2), ("end", total.saturating_sub(PAGE))]
                {
                    let times = timed(|| {
                        read(&|store| {
                            let page = store.instances(&query, offset, PAGE).expect("an answer");
                            assert_eq!(page.total, total);
                            assert_eq!(page.rows.len() as u64, PAGE.min(total - offset));
                        });
                    });
                    let what = format!("page: {name}, {by:?}{}, {place}", if down { " down" } else { "" });
                    if slowest.as_ref().is_none_or(|(slow, _)| times.0 > *slow) {
                        slowest = Some((times.0, what.clone()));
                    }
                    if times.0 > Duration::from_millis(5) || by == InstanceSort::Id && !down {
                        tell(&what, times);
                    }
                }
            }
        }
    }
    if let Some((time, what)) = slowest {
        println!("\nthe slowest page: {what}, {:.2} ms", time.as_secs_f64() * 1e3);
    }
    println!("memory at the end: {} MiB", memory().map_or("?".to_owned(), |mib| mib.to_string()));
    drop(by_id);
    drop((reader, bare));
    drop(store);
    passes(&document, count);
}
