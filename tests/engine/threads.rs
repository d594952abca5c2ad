//! The engine on its own thread, with queries answered beside it.

use std::time::{Duration, Instant};

use sendport::engine::{Answer, EngineHandle, EngineThread, Query, Reply, Ticket, VirtualClock};

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
