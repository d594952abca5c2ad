//! The engine on its own thread, with queries answered beside it.

use std::time::{Duration, Instant};

use sendport::engine::{Answer, Doubt, EngineHandle, EngineThread, Query, Reply, Ticket, VirtualClock};

use super::*;

fn thread(store: Box<dyn MessageBox>) -> EngineThread {
    let engine = Engine::new(surroundings(), Role::Administrator, store, Box::new(Simulated), at(0)).unwrap();
    EngineThread::start(engine, VirtualClock::new(at(0)), || ()).unwrap()
}

/// The reply to what was asked; others that come before it are dropped.
#[track_caller]
fn reply(engine: &mut EngineThread, ticket: Ticket) -> Reply {
    let begun = Instant::now();
    loop {
        for reply in engine.replies() {
            match &reply {
                Reply::Done { ticket: of, .. } | Reply::Answer { ticket: of, .. } if *of == ticket => return reply,
                _ => {}
            }
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "no reply");
        std::thread::yield_now();
    }
}

fn newest() -> Query {
    Query::Messages { query: MessageQuery::default(), page: Keyset::newest(), effort: Effort { find: 1, look_at: 1 } }
}

#[track_caller]
fn newest_of(engine: &mut EngineThread) -> Option<MessageId> {
    let ticket = engine.query(newest());
    match reply(engine, ticket) {
        Reply::Answer { answer: Answer::Messages(page), .. } => page.rows.first().map(|row| row.id),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_is_never_older_than_what_was_seen() {
    let folder = tempfile::tempdir().unwrap();
    let stores: [Box<dyn MessageBox>; 2] = [
        Box::new(SqliteMessageBox::open(&folder.path().join("box.sqlite")).unwrap()),
        Box::new(SqliteMessageBox::in_memory().unwrap()),
    ];
    for store in stores {
        let mut engine = thread(store);
        assert_eq!(newest_of(&mut engine), None);
        for _ in 0..100 {
            let ticket = engine.request(send(Draft::default()));
            let Reply::Done { result: Ok(response), .. } = reply(&mut engine, ticket) else { panic!("refused") };
            assert_eq!(newest_of(&mut engine), response.messages.last().copied());
        }
        // likewise of somebody who saw the snapshot only
        let seen = engine.snapshot().reports.last().map(|report| report.message.id);
        engine.request(send(Draft::default()));
        while engine.snapshot().reports.last().map(|report| report.message.id) == seen {
            std::thread::yield_now();
        }
        let seen = engine.snapshot().reports.last().map(|report| report.message.id);
        assert_eq!(newest_of(&mut engine), seen);
    }
}

#[test]
fn after_a_move_queries_are_answered_from_the_new_file_and_the_old_one_can_go() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.sqlite"), folder.path().join("new.sqlite"));
    let mut engine = thread(Box::new(SqliteMessageBox::open(&old).unwrap()));
    let ticket = engine.request(send(Draft::default()));
    reply(&mut engine, ticket);
    let ticket = engine.move_message_box(new.clone());
    assert!(matches!(reply(&mut engine, ticket), Reply::Answer { answer: Answer::Copied, .. }));
    let names = || {
        let entries = std::fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    if cfg!(unix) {
        assert!(names().contains(&"old.sqlite".to_owned()) && !names().contains(&"old.sqlite-wal".to_owned()));
    }
    std::fs::remove_file(&old).unwrap();
    let ticket = engine.request(send(Draft::default()));
    reply(&mut engine, ticket);
    assert_eq!(newest_of(&mut engine), Some(MessageId(2)));
    drop(engine);
    if cfg!(unix) {
        assert_eq!(names(), ["new.sqlite"], "nothing is left open");
    }
}

#[test]
fn what_was_given_up_is_not_answered_and_holds_up_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteMessageBox::open(&folder.path().join("box.sqlite")).unwrap();
    let large: Vec<Write> = (1..=200)
        .map(|id| {
            Write::Message(Arc::new(Message {
                id: MessageId(id),
                published: at(0),
                addressing: Addressing::default(),
                bound_to: None,
                context: sendport::model::Context::default(),
                body: "x".repeat(100_000).into(),
            }))
        })
        .collect();
    store.apply(&large).unwrap();
    let mut engine = thread(Box::new(store));
    let search = || Query::CountMessages {
        query: MessageQuery { body: "y".to_owned(), ..MessageQuery::default() },
        among: Keyset::newest(),
        effort: Effort { find: 1, look_at: 1_000_000 },
    };
    let given_up: Vec<Ticket> = (0..50).map(|_| engine.query(search())).collect();
    for ticket in &given_up {
        engine.give_up(*ticket);
    }
    let last = engine.query(newest());
    let mut answered = Vec::new();
    let begun = Instant::now();
    while !answered.contains(&last) {
        answered.extend(engine.replies().into_iter().map(|reply| match reply {
            Reply::Done { ticket, .. } | Reply::Answer { ticket, .. } => ticket,
        }));
        assert!(begun.elapsed() < Duration::from_mins(1), "no reply");
    }
    assert!(answered.iter().filter(|ticket| given_up.contains(ticket)).count() <= 1, "{answered:?}");
}

/// A file that was left in the middle of some work, with a page of rubbish if `damaged`.
fn left_behind(folder: &Path, damaged: bool) -> std::path::PathBuf {
    let path = folder.join("box.sqlite");
    let mut world = super::store::open(&path, surroundings(), at(0));
    world.port(a_port("SP"), Stopped);
    let large = Draft { body: "x".repeat(20_000), ..to_port("SP") };
    world.ok(&Request::Publish { draft: large, count: 50 });
    // those that are looked at first are sound
    world.ok(&Request::Publish { draft: to_port("SP"), count: 250 });
    drop(world);
    let store = SqliteMessageBox::open(&path).unwrap();
    let mut world = World::with_store(surroundings(), Box::new(store));
    world.port(a_port("SP_Other"), Bound);
    let crashed = folder.join("crashed.sqlite");
    for suffix in ["", "-wal"] {
        std::fs::copy(format!("{}{suffix}", path.display()), format!("{}{suffix}", crashed.display())).unwrap();
    }
    if damaged {
        let mut bytes = std::fs::read(&crashed).unwrap();
        let middle = bytes.len() / 4096 / 3 * 4096;
        bytes[middle..middle + 4096].fill(0xA5);
        std::fs::write(&crashed, &bytes).unwrap();
    }
    crashed
}

fn at_rest(path: &Path) -> EngineThread {
    let store = Box::new(SqliteMessageBox::open(path).unwrap());
    let engine = Engine::at_rest(surroundings(), Role::Administrator, store, Box::new(Simulated), at(0)).unwrap();
    EngineThread::start(engine, VirtualClock::new(at(0)), || ()).unwrap()
}

#[test]
fn a_damaged_messagebox_is_told_of_and_not_written_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = left_behind(folder.path(), true);
    let mut engine = at_rest(&path);
    let begun = Instant::now();
    while engine.snapshot().damage.is_none() {
        assert!(begun.elapsed() < Duration::from_mins(1), "nobody looked through it");
        std::thread::yield_now();
    }
    let ticket = engine.request(create(a_port("SP_New")));
    let Reply::Done { result: Err(refusal), .. } = reply(&mut engine, ticket) else { panic!("it was done") };
    assert_eq!(reason_keys(&refusal), ["refused-store"]);
    assert_eq!(engine.snapshot().next_due, None, "nothing happens by itself");
    drop(engine);
    assert!(matches!(SqliteMessageBox::open(&path), Err(Error::Damaged { .. })));
}

#[track_caller]
fn until(engine: &EngineThread, wanted: impl Fn(Option<Doubt>) -> bool) {
    let begun = Instant::now();
    while !wanted(engine.snapshot().doubt) {
        assert!(begun.elapsed() < Duration::from_mins(1), "{:?}", engine.snapshot().doubt);
        std::thread::yield_now();
    }
}

#[test]
fn looking_through_can_be_ended_and_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = left_behind(folder.path(), false);
    let mut engine = at_rest(&path);
    engine.look_through(false);
    // it may have come to its end before
    until(&engine, |doubt| doubt.is_none_or(|it| it == Doubt::Remains));
    if engine.snapshot().doubt.is_some() {
        engine.look_through(true);
        until(&engine, |doubt| doubt.is_none());
    }
    drop(engine);
    assert!(!SqliteMessageBox::open(&path).unwrap().in_doubt());
}

#[test]
fn a_sound_one_goes_on_while_it_is_looked_through() {
    let folder = tempfile::tempdir().unwrap();
    let path = left_behind(folder.path(), false);
    for ended_early in [true, false] {
        let mut engine = at_rest(&path);
        assert_eq!(engine.snapshot().counts.suspended, 300);
        let ticket = engine.request(create(a_port(if ended_early { "SP_1" } else { "SP_2" })));
        assert!(matches!(reply(&mut engine, ticket), Reply::Done { result: Ok(_), .. }));
        if !ended_early {
            // what was left behind is written into the file once it is known to be sound
            until(&engine, |doubt| doubt.is_none());
        }
        drop(engine);
    }
    assert!(!SqliteMessageBox::open(&path).unwrap().in_doubt());
}
