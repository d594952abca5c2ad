//! Messages as one looks for them: by what is in them, by their copies, by time; page by page.

use super::*;

const ALL: Effort = Effort { find: 1000, look_at: 1_000_000 };

fn any() -> MessageQuery {
    MessageQuery::default()
}

fn found(store: &dyn MessageBox, query: &MessageQuery) -> Vec<i64> {
    let page = store.messages(query, &Keyset::newest(), ALL).unwrap();
    assert_eq!(page.go_on, None);
    let ids: Vec<i64> = page.rows.iter().map(|row| row.id.0).collect();
    let count = store.count_messages(query, &Keyset::newest(), ALL).unwrap();
    assert_eq!((count.count, count.go_on), (ids.len() as u64, None), "{query:?}");
    ids
}

fn test(property: &str, comparison: Comparison, value: &str) -> MessageQuery {
    let test = PropertyTest { property: property.to_owned(), comparison, value: value.to_owned() };
    MessageQuery { properties: vec![test], ..any() }
}

/// Eight messages, in something of every state.
fn eight(store: &mut dyn MessageBox) {
    assorted(store);
    let amount = |id: i64, amount: i64, instances: Vec<Instance>| {
        let mut message = a_message(id);
        message.context.set("Orders.Amount", amount);
        message.context.set("Orders.Customer \"A\"", "Zénith");
        publish(message, instances)
    };
    let done = |id, message| Instance { state: Completed, ..an_instance(id, message) };
    store.apply(&amount(5, 100, vec![done(6, 5)])).unwrap();
    store.apply(&amount(6, 1000, vec![done(7, 6), held(8, 6)])).unwrap();
    let ended = Instance { state: InstanceState::Terminated, ..routing_failure(9, 7) };
    store.apply(&amount(7, -5, vec![ended])).unwrap();
    let via = Instance { via: Some("SPG_Écoles".into()), ..done(10, 8) };
    let again = Instance { state: Completed, cause: None, ..routing_failure(11, 8) };
    store.apply(&amount(8, 7, vec![again, via])).unwrap();
}

/// Messages of one step: some are written together and the rest one by one.
fn assorted_messages() -> Vec<Message> {
    let of = |id: i64| {
        let mut context = Context::default();
        context.set("Orders.Number", id);
        let to = Addressing::To(Target::SendPort("SP_Lille".into()));
        let addressing = if id % 5 == 0 { to } else { Addressing::default() };
        // two clocks' ticks, and once it went back
        let published = if (20..30).contains(&id) { at(60) } else { at(30) };
        let body = match id {
            // also so many that all of a row are empty
            _ if id % 7 == 0 || id > 85 => String::new(),
            _ if id % 11 == 0 => format!("<Ville>Orl\u{e9}ans {id}</Ville>"),
            // larger than what is put together
            50 => "x".repeat(5000),
            51..=53 => "y".repeat(4096),
            _ => format!("<Order>{id}</Order>"),
        };
        Message { context, addressing, published, body: body.into(), ..a_message(id) }
    };
    (1..=120).map(of).collect()
}

fn publish_together(store: &mut dyn MessageBox, messages: &[Message]) {
    let mut writes: Vec<Write> = messages.iter().map(|it| Write::Message(Arc::new(it.clone()))).collect();
    writes.extend(messages.iter().map(|it| Write::Instance(an_instance(it.id.0, it.id.0))));
    store.apply(&writes).unwrap();
}

/// Each is as it was, and in its time.
#[test]
fn many_messages_of_one_step_come_back_as_they_were_published() {
    on_every_kind(|store| {
        let messages = assorted_messages();
        publish_together(store, &messages);
        for message in &messages {
            assert_eq!(store.message(message.id).unwrap().as_deref(), Some(message));
        }
        let late = MessageQuery { from: Some(at(60)), ..any() };
        assert_eq!(found(store, &late), (20..30).rev().collect::<Vec<_>>());
        let early = MessageQuery { to: Some(at(60)), ..any() };
        assert_eq!(found(store, &early).len(), 110);
        assert_eq!(store.last_ids().unwrap().message, 120);
    });
}

#[test]
fn bodies_that_share_a_row_are_each_its_own() {
    let (_folder, path) = a_file();
    let messages = assorted_messages();
    publish_together(&mut SqliteMessageBox::open(&path).unwrap(), &messages);
    // nothing is remembered
    let mut store = SqliteMessageBox::open(&path).unwrap();
    for message in &messages {
        assert_eq!(store.message(message.id).unwrap().as_deref(), Some(message));
    }
    let rows = store.messages(&any(), &Keyset::newest(), ALL).unwrap().rows;
    for (row, message) in rows.iter().rev().zip(&messages) {
        assert_eq!((row.id, row.size), (message.id, message.body.len() as u64));
    }
    let text = |text: &str| MessageQuery { body: text.to_owned(), ..any() };
    assert_eq!(found(&store, &text("orl\u{c9}ans 33")), [33]);
    assert_eq!(found(&store, &text("<Order>1</Order>")), [1]);
    assert_eq!(found(&store, &text("</Order><Order>")), NONE, "where one ends and the next one begins");
    assert_eq!(found(&store, &text("yyy")), [53, 52, 51]);
    let taken = store.take(&"BizTalkServerApplication".into(), &SERVER.into(), 200, at(70)).unwrap();
    let bodies: Vec<&str> = taken.iter().map(|(_, message)| &*message.body).collect();
    assert_eq!(bodies, messages.iter().map(|message| &*message.body).collect::<Vec<_>>());
    drop(store);

    let shell = rusqlite::Connection::open(&path).unwrap();
    let several: i64 = shell
        .query_row("SELECT count(*) FROM message GROUP BY part_of HAVING part_of IS NOT NULL", [], |row| row.get(0))
        .unwrap();
    assert_eq!(several, 16, "some stand together");
    let rows: i64 = shell.query_row("SELECT count(*) FROM bodies", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 5, "and what is empty takes no room");
    let mut read = shell.prepare("SELECT body FROM messages ORDER BY id").unwrap();
    let read: Vec<String> = read.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    assert!(read.iter().zip(&messages).all(|(body, message)| **body == *message.body));
}

#[test]
fn a_body_that_is_not_all_there_is_an_error_and_not_another_body() {
    let changes =
        ["DELETE FROM bodies", "UPDATE bodies SET text = substr(text, 1, 30)", "UPDATE message SET part_from = 1000"];
    for change in changes {
        let (_folder, path) = a_file();
        let bodies = |id| Message { published: at(0), ..a_message(id) };
        publish_together(&mut SqliteMessageBox::open(&path).unwrap(), &(1..=16).map(bodies).collect::<Vec<_>>());
        with_sqlite(&path, &format!("PRAGMA foreign_keys = OFF; {change}"));
        let mut store = SqliteMessageBox::open(&path).unwrap();
        let error = store.message(MessageId(16)).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. }), "{change}: {error}");
        let query = MessageQuery { body: "order".to_owned(), ..any() };
        let error = store.messages(&query, &Keyset::newest(), ALL).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. }), "{change}: {error}");
        store.take(&"BizTalkServerApplication".into(), &SERVER.into(), 16, at(1)).unwrap_err();
        let ready = InstanceQuery { states: vec![ReadyToRun], ..everything() };
        assert_eq!(store.instances(&ready, 0, 0).unwrap().total, 16, "{change}");
    }
}

#[test]
fn messages_are_found_by_what_is_asked_for() {
    use Comparison as C;
    use Operator as O;
    on_every_kind(|store| {
        eight(store);
        let is = |operator| C::Is(operator);
        let cases: Vec<(MessageQuery, &[i64])> = vec![
            (any(), &[8, 7, 6, 5, 4, 3, 2, 1]),
            (MessageQuery { text: " m-4 ".to_owned(), ..any() }, &[4]),
            (MessageQuery { text: "ORDERS#order".to_owned(), ..any() }, &[1]),
            (MessageQuery { text: "île-de".to_owned(), ..any() }, &[1]),
            (MessageQuery { text: "orders.path".to_owned(), ..any() }, &[2]),
            (MessageQuery { text: "zénith".to_owned(), ..any() }, &[8, 7, 6, 5]),
            (MessageQuery { body: "<ORDER>3".to_owned(), ..any() }, &[3]),
            // a property is compared as what it is: 1000 is more than 7
            (test("Orders.Amount", is(O::GreaterThan), "7"), &[6, 5]),
            (test("Orders.Amount", is(O::LessThanOrEquals), "7"), &[8, 7]),
            (test("Orders.Amount", is(O::NotEquals), "7"), &[7, 6, 5]),
            (test("Orders.Amount", is(O::Equals), "x"), &[]),
            (test("Orders.Amount", is(O::Exists), ""), &[8, 7, 6, 5]),
            (test("Orders.Amount", C::Missing, ""), &[4, 3, 2, 1]),
            (test("Orders.Amount", C::Contains, "00"), &[6, 5]),
            (test("Orders.Customer \"A\"", is(O::Equals), "Zénith"), &[8, 7, 6, 5]),
            (test("Orders.Customer \"A\"", is(O::Equals), "zénith"), &[]),
            (test("Orders.Customer \"A\"", C::Contains, "ZÉN"), &[8, 7, 6, 5]),
            (test("Orders.Path", is(O::Equals), r"C:\in"), &[2]),
            (MessageQuery { port: Some("sp_lille".into()), ..any() }, &[8, 6, 5, 3, 2, 1]),
            (MessageQuery { via: Some("spg_écoles".into()), ..any() }, &[8, 1]),
            (MessageQuery { fate: Some(Fate::Processed), ..any() }, &[8, 6, 5]),
            (MessageQuery { fate: Some(Fate::Suspended), ..any() }, &[6, 2, 1]),
            (MessageQuery { fate: Some(Fate::Waiting), ..any() }, &[3, 1]),
            (MessageQuery { fate: Some(Fate::RoutingFailure), ..any() }, &[4]),
            (MessageQuery { fate: Some(Fate::Terminated), ..any() }, &[7]),
            // of the same copy
            (MessageQuery { port: Some("SP_Lille".into()), fate: Some(Fate::Suspended), ..any() }, &[6, 2]),
            (MessageQuery { port: Some("SP_Paris".into()), fate: Some(Fate::Waiting), ..any() }, &[]),
            (MessageQuery { port: Some("SP_Paris".into()), via: Some("SPG_Écoles".into()), ..any() }, &[1]),
            (MessageQuery { from: Some(at(3)), to: Some(at(6)), ..any() }, &[5, 4, 3]),
            (MessageQuery { from: Some(at(3)), fate: Some(Fate::Suspended), ..any() }, &[6]),
            (MessageQuery { from: Some(at(9)), ..any() }, &[]),
            (
                MessageQuery { text: "zénith".to_owned(), fate: Some(Fate::Processed), to: Some(at(8)), ..any() },
                &[6, 5],
            ),
        ];
        for (query, expected) in cases {
            assert_eq!(found(store, &query), expected, "{query:?}");
        }
    });
}

#[test]
fn a_row_counts_the_copies_and_measures_the_body() {
    on_every_kind(|store| {
        eight(store);
        let page = store.messages(&any(), &Keyset::newest(), ALL).unwrap();
        let tally = |id: i64| page.rows.iter().find(|row| row.id.0 == id).unwrap().tally;
        assert_eq!(tally(6), Tally { processed: 1, suspended: 1, ..Tally::default() });
        assert_eq!(tally(4), Tally { routing_failure: true, ..Tally::default() });
        assert_eq!(tally(7), Tally { terminated: 1, ..Tally::default() });
        assert_eq!(tally(8), Tally { processed: 1, ..Tally::default() }, "a failure that was resumed is none");
        store.apply(&publish(Message { body: "é".into(), ..a_message(9) }, [])).unwrap();
        let page = store.messages(&any(), &Keyset::newest(), ALL).unwrap();
        assert_eq!(page.rows[0].size, 2, "in bytes");
    });
}

/// Messages as they come, one port in three, two copies each; the clock was set back once.
fn many(store: &mut dyn MessageBox, count: i64) {
    let writes: Vec<Write> = (1..=count)
        .flat_map(|id| {
            let port = Some(format!("SP_{}", id % 3).into());
            let state = if id % 5 == 0 { SuspendedResumable } else { Completed };
            let cause = (id % 5 == 0).then_some(Cause::Held);
            let first = Instance { port: port.clone(), state, cause, ..an_instance(2 * id, id) };
            let via = Some("SPG".into());
            let second = Instance { port, via, state: Completed, ..an_instance(2 * id + 1, id) };
            let time = if id > count / 2 { at(id - count / 4) } else { at(id) };
            let mut message = Message { published: time, ..a_message(id) };
            message.context.set("Number", id % 7);
            publish(message, [first, second])
        })
        .collect();
    store.apply(&writes).unwrap();
}

fn queries() -> Vec<MessageQuery> {
    vec![
        any(),
        MessageQuery { port: Some("SP_1".into()), ..any() },
        MessageQuery { fate: Some(Fate::Suspended), ..any() },
        MessageQuery { fate: Some(Fate::Processed), via: Some("SPG".into()), ..any() },
        MessageQuery { from: Some(at(30)), to: Some(at(60)), ..any() },
        test("Number", Comparison::Is(Operator::Equals), "3"),
        MessageQuery { fate: Some(Fate::Suspended), ..test("Number", Comparison::Is(Operator::LessThan), "3") },
    ]
}

/// All that a query finds, in pages of `limit`, looking at `look_at` messages at a time.
fn walked(store: &dyn MessageBox, query: &MessageQuery, effort: Effort, oldest: bool) -> Vec<i64> {
    let mut ids = Vec::new();
    let mut next = Some(if oldest { Keyset::oldest() } else { Keyset::newest() });
    let mut calls = 0;
    while let Some(page) = next {
        let found = store.messages(query, &page, effort).unwrap();
        assert!(found.rows.len() as u64 <= effort.find);
        assert!(found.rows.is_sorted_by(|a, b| a.id > b.id), "newest first, whatever the way");
        let of_page = found.rows.iter().map(|row| row.id.0);
        if oldest {
            ids.extend(of_page.rev());
        } else {
            ids.extend(of_page);
        }
        next = found.go_on;
        calls += 1;
        assert!(calls < 1000, "it does not come to an end");
    }
    ids
}

#[test]
fn pages_put_together_are_everything_once() {
    on_every_kind(|store| {
        many(store, 100);
        for query in queries() {
            let whole = found(store, &query);
            assert!(!whole.is_empty(), "{query:?}");
            for (find, look_at) in [(1, 1), (7, 1000), (1000, 7), (3, 5)] {
                let effort = Effort { find, look_at };
                assert_eq!(walked(store, &query, effort, false), whole, "{query:?} {effort:?}");
                let mut forwards = walked(store, &query, effort, true);
                forwards.reverse();
                assert_eq!(forwards, whole, "{query:?} {effort:?}");
            }
        }
    });
}

#[test]
fn a_count_in_parts_is_the_count() {
    on_every_kind(|store| {
        many(store, 100);
        for query in queries() {
            let whole = found(store, &query).len() as u64;
            let (mut count, mut next) = (0, Some(Keyset::newest()));
            while let Some(among) = next {
                let part = store.count_messages(&query, &among, Effort { find: 1000, look_at: 9 }).unwrap();
                count += part.count;
                next = part.go_on;
            }
            assert_eq!(count, whole, "{query:?}");
            let few = store.count_messages(&query, &Keyset::newest(), Effort { find: 2, look_at: 1000 }).unwrap();
            assert!(few.count == whole || few.count == 2 && few.go_on.is_some(), "{query:?} {few:?}");
        }
    });
}

#[test]
fn a_page_stays_where_it_is_while_messages_come() {
    on_every_kind(|store| {
        many(store, 30);
        let page = |keys: &Keyset| -> Vec<i64> {
            let page = store.messages(&any(), keys, Effort { find: 3, look_at: 1000 }).unwrap();
            page.rows.iter().map(|row| row.id.0).collect()
        };
        assert_eq!(page(&Keyset::before(MessageId(20))), [19, 18, 17]);
        assert_eq!(page(&Keyset::after(MessageId(20))), [23, 22, 21], "the nearest ones");
        assert_eq!(page(&Keyset::down_to(MessageId(20))), [30, 29, 28], "the newest ones");
        assert_eq!(page(&Keyset::oldest()), [3, 2, 1]);
        assert_eq!(page(&Keyset::after(MessageId(30))), NONE);
    });
}

#[test]
fn a_dossier_has_the_instances_and_both_ends_of_every_link() {
    on_every_kind(|store| {
        assorted(store);
        let event = |number: i64, about: &[i64]| Write::Events {
            time: at(number),
            json: format!("{number}"),
            about: about.iter().copied().map(MessageId).collect(),
        };
        store.apply(&publish(a_message(40), [])).unwrap();
        store.apply(&[event(1, &[1]), event(2, &[2, 1, 40]), event(3, &[])]).unwrap();
        store.apply(&[event(4, &[1]), event(5, &[3, 40])]).unwrap();
        let dossier = |id, limit| store.dossier(MessageId(id), limit).unwrap().unwrap();
        // neighbours may be told of too, others are not
        assert_eq!(dossier(1, 10).events, ["1", "2", "4", "5"]);
        assert_eq!(dossier(40, 10).events, ["2", "5"]);
        assert_eq!(dossier(1, 2).events, ["1", "2"]);
        assert_eq!(dossier(1, 10).instances.iter().map(|it| it.id.0).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(*dossier(2, 10).message, *store.message(MessageId(2)).unwrap().unwrap());
        assert_eq!(store.dossier(MessageId(99), 10).unwrap(), None);
    });
}

#[test]
fn the_youngest_instances_come_oldest_first() {
    on_every_kind(|store| {
        assorted(store);
        let youngest: Vec<(i64, i64)> =
            store.youngest_instances(3).unwrap().iter().map(|(it, message)| (it.id.0, message.id.0)).collect();
        assert_eq!(youngest, [(3, 2), (4, 3), (5, 4)]);
        assert_eq!(store.youngest_instances(100).unwrap().len(), 5);
    });
}
