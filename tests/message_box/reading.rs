//! Reading a file beside whoever writes it.

use std::time::{Duration, Instant};

use sendport::message_box::Reader;

use super::*;

const ALL: Effort = Effort { find: 1000, look_at: 1_000_000 };

fn seen(reader: &dyn Reader) -> Vec<i64> {
    let mut ids = Vec::new();
    let mut read = |store: &dyn MessageBox| {
        let page = store.messages(&MessageQuery::default(), &Keyset::newest(), ALL).unwrap();
        ids = page.rows.iter().map(|row| row.id.0).collect();
    };
    reader.read(&mut read).unwrap();
    ids
}

#[test]
fn what_is_in_memory_has_one_reader() {
    assert!(SqliteMessageBox::in_memory().unwrap().reader().unwrap().is_none());
}

#[test]
fn a_reader_sees_what_was_written_before_it_looks_and_can_write_nothing() {
    let (folder, path) = a_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    let reader = store.reader().unwrap().expect("a file can be read twice");
    assert_eq!(seen(&*reader), NONE);
    for id in 1..=3 {
        store.apply(&publish(a_message(id), [an_instance(id, id)])).unwrap();
        assert_eq!(i64::try_from(seen(&*reader).len()).unwrap(), id);
    }
    drop(reader);
    drop(store);
    if cfg!(unix) {
        assert_eq!(names(folder.path()), ["orders.messagebox.sqlite"], "one file when it is closed");
    }
}

#[test]
fn what_is_read_at_one_time_is_of_one_moment() {
    let (_folder, path) = a_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    store.apply(&publish(a_message(1), [an_instance(1, 1)])).unwrap();
    let reader = store.reader().unwrap().unwrap();
    let mut read = |second: &dyn MessageBox| {
        assert_eq!(second.last_ids().unwrap().message, 1);
        store.apply(&publish(a_message(2), [an_instance(2, 2)])).unwrap();
        assert_eq!(second.last_ids().unwrap().message, 1);
        assert_eq!(second.message(MessageId(2)).unwrap(), None);
    };
    reader.read(&mut read).unwrap();
    assert_eq!(seen(&*reader), [2, 1]);
}

#[test]
fn a_search_ends_when_it_is_interrupted() {
    let (_folder, path) = a_file();
    let mut store = SqliteMessageBox::open(&path).unwrap();
    let large = |id| Message { body: "x".repeat(100_000).into(), ..a_message(id) };
    let writes: Vec<_> = (1..=300).flat_map(|id| publish(large(id), [])).collect();
    store.apply(&writes).unwrap();
    let reader = store.reader().unwrap().unwrap();
    let interrupt = reader.interrupter();
    let (say, told) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        let query = MessageQuery { body: "y".to_owned(), ..MessageQuery::default() };
        let mut outcome = Ok(());
        // again and again, so that it is under way whenever it is interrupted
        while outcome.is_ok() {
            let mut read = |store: &dyn MessageBox| {
                outcome = store.messages(&query, &Keyset::newest(), ALL).map(drop);
            };
            let _ = reader.read(&mut read);
            let _ = say.send(());
        }
        reader
    });
    told.recv().unwrap();
    let begun = Instant::now();
    while !thread.is_finished() {
        interrupt();
        std::thread::yield_now();
        assert!(begun.elapsed() < Duration::from_mins(1), "it goes on and on");
    }
    assert_eq!(seen(&*thread.join().unwrap()).len(), 300, "and the next one works");
}
