//! Files of earlier versions.

use super::*;

/// A file as the first version wrote it.
fn format_1(path: &Path, rows: &str) {
    let tables = include_str!("../../src/message_box/sqlite/format_1.sql");
    with_sqlite(path, &format!("{tables}; PRAGMA application_id = {}; PRAGMA user_version = 1; {rows}", 0x5350_4D42));
}

#[test]
fn what_the_first_version_wrote_is_found_by_its_message() {
    let (_folder, path) = a_file();
    format_1(
        &path,
        r#"
        INSERT INTO message (id, published, addressing, context, body)
            VALUES (1, '2027-01-15T08:00:00.000000000Z', '{"Published":"Properties"}', '{}', ''),
                   (100, '2027-01-15T08:00:01.000000000Z', '{"Published":"Properties"}', '{}', '');
        INSERT INTO event (id, time, json) VALUES
            (1, '', '{"time":"2027-01-15T08:00:00Z","role":"Administrator","fact":{"Published":{"message":1}}}'),
            (2, '', '{"fact":{"Routed":{"message":1,"instance":1}}}'),
            (3, '', '{"fact":{"RoutingFailure":{"message":100,"instance":2}}}'),
            (4, '', '{"fact":{"Sent":{"message":1}}}'),
            (5, '', '{"fact":{"SendFailed":{"message":1}}}'),
            (6, '', '{"fact":{"Suspended":{"message":1}}}'),
            (7, '', '{"fact":{"Resumed":{"message":1}}}'),
            (8, '', '{"fact":{"Terminated":{"message":1}}}'),
            (9, '', '{"fact":{"Responded":{"request":1,"response":100,"port":"SP"}}}'),
            (10, '', '{"fact":{"Resubmitted":{"from":100,"to":1}}}'),
            (11, '', '{"fact":{"Renamed":{"item":{},"from":"1"}}}'),
            (12, '', '{"fact":{"Moved":{"item":{},"from":"2","to":"1"}}}'),
            (13, '', '{"fact":"1"}'),
            (14, '', 'no JSON');
        "#,
    );
    let store = SqliteMessageBox::open(&path).unwrap();
    assert_eq!(store.events(100).unwrap().len(), 14, "nothing is lost");
    let numbers = |id| -> Vec<&str> {
        let found = store.dossier(MessageId(id), 100).unwrap().unwrap();
        let kinds = [
            "Published",
            "Routed",
            "RoutingFailure",
            "Sent",
            "SendFailed",
            "Suspended",
            "Resumed",
            "Terminated",
            "Responded",
            "Resubmitted",
        ];
        let kind = |json: &String| *kinds.iter().find(|kind| json.contains(&format!("\"{kind}\":"))).expect(json);
        found.events.iter().map(kind).collect()
    };
    assert_eq!(
        numbers(1),
        ["Published", "Routed", "Sent", "SendFailed", "Suspended", "Resumed", "Terminated", "Responded", "Resubmitted"]
    );
    assert_eq!(numbers(100), ["RoutingFailure", "Responded", "Resubmitted"], "both ends of a link know it");
    drop(store);
    SqliteMessageBox::open(&path).expect("once is enough");
}

/// A file as this version wrote it.
fn of_version(path: &Path, version: usize, rows: &str) {
    let file = rusqlite::Connection::open(path).unwrap();
    // there is nothing that they could be asked for
    let flags = rusqlite::functions::FunctionFlags::SQLITE_UTF8;
    for name in ["micros", "folded"] {
        file.create_scalar_function(name, 1, flags, |_| Ok(None::<i64>)).unwrap();
    }
    let tables = [
        include_str!("../../src/message_box/sqlite/format_1.sql"),
        include_str!("../../src/message_box/sqlite/format_2.sql"),
        include_str!("../../src/message_box/sqlite/format_3.sql"),
        include_str!("../../src/message_box/sqlite/format_4.sql"),
        include_str!("../../src/message_box/sqlite/format_5.sql"),
        include_str!("../../src/message_box/sqlite/format_6.sql"),
        include_str!("../../src/message_box/sqlite/format_7.sql"),
    ];
    for sql in &tables[..version] {
        file.execute_batch(sql).unwrap();
    }
    let header = format!("PRAGMA application_id = {}; PRAGMA user_version = {version};", 0x5350_4D42);
    file.execute_batch(&format!("{header} {rows}")).unwrap();
}

#[test]
fn what_the_fourth_version_wrote_goes_on_in_the_present_one() {
    let (_folder, path) = a_file();
    of_version(
        &path,
        4,
        r#"
        INSERT INTO name (id, kind, key, text) VALUES
            (1, 1, 'sp_lille', 'SP_Lille'), (2, 3, 'biztalkserverapplication', 'BizTalkServerApplication'),
            (3, 5, 'FILE', 'FILE'), (4, 6, 'out', 'out'), (5, 4, 'server1', 'Server1');
        INSERT INTO message (id, published, first, last, context, body)
            VALUES (1, 1800000000000000, 1, 2, '{}', '<A/>'), (2, 1800000001000000, 3, 3, '{}', '<B/>');
        INSERT INTO instance (id, message, state, host, port, priority, blocks, changed, server, attempts, tries,
                              adapter, address, transport, service, created, late, cause, detail) VALUES
            (1, 1, 6, 2, 1, 5, 0, 1800000000000000, 5, 1, 1, 3, 4, 0, 1, 1800000000000000, 0, NULL, NULL),
            (2, 1, 4, 2, 1, 5, 0, 1800000000000000, NULL, 0, 0, 3, 4, 0, 2, 1800000000000000, 0, 0, '"Held"'),
            (3, 2, 0, 2, 1, 5, 0, 1800000001000000, NULL, 0, 0, 3, 4, 0, 3, 1800000001000000, 0, NULL, NULL);
        INSERT INTO arrival VALUES (1, 1, 1, 1, 4, 1800000000000000);
        INSERT INTO tally VALUES (1, 0, 2, 6, -1, 0, 1), (1, 0, 2, 4, 0, 0, 1), (1, 0, 2, 0, -1, 0, 1);
        INSERT INTO tally_block VALUES (0, 1, 0, 2, 4, 0, 0, 0, 1);
        INSERT INTO tally_address VALUES (4, 1);
        INSERT INTO exercised VALUES ('direct, started', 3, 1, '2027-01-15T08:00:00.000000000Z');
        INSERT INTO event (time, json) VALUES (1800000000000000, '{"facts":[]}');
        INSERT INTO event_about VALUES (0, 1);
        "#,
    );
    let mut store = SqliteMessageBox::open(&path).unwrap();
    assert_eq!(store.last_ids().unwrap(), LastIds { message: 2, instance: 3, audit: 0 });
    assert_eq!(ids(&store, &everything()), [1, 2, 3]);
    assert_eq!(store.arrival_counts().unwrap(), [("SP_Lille".into(), 1)]);
    assert_eq!(store.dossier(MessageId(1), 10).unwrap().unwrap().events.len(), 1);

    // what comes is packed, and what was there goes on beside it
    let new = Instance { address: "out".to_owned(), ..an_instance(4, 3) };
    store.apply(&publish(a_message(3), [new.clone()])).unwrap();
    assert_eq!(take(&mut store, "BizTalkServerApplication", 10), [3, 4]);
    let arrival = Arrival { address: "out".to_owned(), time: at(60), ..an_arrival(3, 4, "SP_Lille") };
    let done = Instance { state: Completed, attempts: 1, tries: 1, changed: at(60), ..new };
    store.apply(&[Write::Instance(done.clone()), Write::Arrival(arrival.clone())]).unwrap();
    drop(store);
    let store = SqliteMessageBox::open(&path).unwrap();
    assert_eq!(store.instance(InstanceId(4)).unwrap(), Some(done));
    let arrivals: Vec<Arrival> =
        store.arrivals(&"sp_lille".into(), 10).unwrap().into_iter().map(|(arrival, _)| arrival).collect();
    assert_eq!(arrivals.len(), 2);
    assert_eq!(arrivals[0], Arrival { id: 2, ..arrival });
    assert_eq!((arrivals[1].id, arrivals[1].instance), (1, InstanceId(1)));
    let query = MessageQuery { port: Some("SP_Lille".into()), ..MessageQuery::default() };
    let found = store.messages(&query, &Keyset::newest(), Effort { find: 10, look_at: 10 }).unwrap();
    assert_eq!(found.rows.iter().map(|row| row.id.0).collect::<Vec<_>>(), [3, 2, 1]);
    let counts: u64 = store.counts().unwrap().iter().map(|count| count.count).sum();
    assert_eq!(counts, 4);
    assert_eq!(store.exercised().unwrap().len(), 1);
}

#[test]
fn messages_of_the_sixth_version_are_found_by_their_times() {
    let (_folder, path) = a_file();
    // several at once, one that is missing, and a clock that went back
    let (early, late) = (rows_at(0), rows_at(60));
    of_version(
        &path,
        6,
        &format!(
            "INSERT INTO message (id, published, context, body) VALUES (1, {early}, '{{}}', ''), (2, {early}, '{{}}', ''),
                 (4, {early}, '{{}}', ''), (5, {late}, '{{}}', ''), (6, {late}, '{{}}', ''), (7, {early}, '{{}}', '')"
        ),
    );
    let store = SqliteMessageBox::open(&path).unwrap();
    counts_agree(&path, "migrated");
    let count = |query: &MessageQuery, among: &Keyset| {
        store.count_messages(query, among, Effort { find: 100, look_at: 100 }).unwrap().count
    };
    let all = MessageQuery::default();
    let early = MessageQuery { to: Some(at(60)), ..MessageQuery::default() };
    let late = MessageQuery { from: Some(at(60)), ..MessageQuery::default() };
    let mut between = Keyset::newest();
    (between.after, between.before) = (Some(MessageId(1)), Some(MessageId(6)));
    for (query, in_all, some) in [(&all, 6, 3), (&early, 4, 2), (&late, 2, 1)] {
        assert_eq!((count(query, &Keyset::newest()), count(query, &between)), (in_all, some), "{query:?}");
    }
    let found = store.messages(&late, &Keyset::newest(), Effort { find: 10, look_at: 10 }).unwrap();
    assert_eq!(found.rows.iter().map(|row| row.id.0).collect::<Vec<_>>(), [6, 5]);
}

#[test]
fn bodies_of_the_seventh_version_stay_where_they_are() {
    let (_folder, path) = a_file();
    let time = rows_at(0);
    let published = format!("INSERT INTO published (time, first, last) VALUES ({time}, 1, 1);");
    let message = format!("INSERT INTO message (id, published, context, body) VALUES (1, {time}, '{{}}', '<Old/>');");
    of_version(&path, 7, &(message + &published));
    let mut store = SqliteMessageBox::open(&path).unwrap();
    let new: Vec<Write> =
        (2..=20).map(|id| Write::Message(Arc::new(Message { published: at(1), ..a_message(id) }))).collect();
    store.apply(&new).unwrap();
    drop(store);
    let store = SqliteMessageBox::open(&path).unwrap();
    let body = |id| store.message(MessageId(id)).unwrap().unwrap().body.to_string();
    assert_eq!([body(1), body(2), body(20)], ["<Old/>", "<Order>2</Order>", "<Order>20</Order>"]);
    counts_agree(&path, "migrated");
}

/// With other programs: what facts have in common stands with each of them, or once for all of a row.
#[test]
fn facts_are_shown_alike_however_they_are_written() {
    let (_folder, path) = a_file();
    let written = [
        r#"{"role":"Operator","facts":[["P",1,"ns#Order",null],["P",2,null,{"To":{"SendPort":"SP"}}],
            ["R",1,4,"SP","SPG","Host",3],["S",1,4,"SP","out",null],{"RoutingFailure":{"message":2,"instance":5}}]}"#,
        r#"{"role":"Operator","alike":[["ns#Order",null],[null,{"To":{"SendPort":"SP"}}],["SP","SPG","Host",3],
            ["SP","out",null]],"facts":[["p",1,0],["p",2,1],["r",1,4,2],["s",1,4,3],
            {"RoutingFailure":{"message":2,"instance":5}}]}"#,
    ];
    let rows = written.map(|json| format!("INSERT INTO event (time, json) VALUES (0, '{json}');")).concat();
    of_version(&path, 7, &rows);
    drop(SqliteMessageBox::open(&path).unwrap());
    let shell = rusqlite::Connection::open(&path).unwrap();
    let facts = |id: i64| -> Vec<String> {
        let mut read = shell.prepare("SELECT role || fact FROM events WHERE id = ?1 ORDER BY number").unwrap();
        let facts = read.query_map([id], |row| row.get(0)).unwrap().collect::<Result<_, _>>();
        facts.unwrap()
    };
    assert_eq!(facts(1), facts(2));
    let expected = [
        r#"{"Published":{"message":1,"message_type":"ns#Order","addressing":{"Published":"Properties"}}}"#,
        r#"{"Published":{"message":2,"message_type":null,"addressing":{"To":{"SendPort":"SP"}}}}"#,
        r#"{"Routed":{"message":1,"instance":4,"port":"SP","via":"SPG","host":"Host","cell":3}}"#,
        r#"{"Sent":{"message":1,"instance":4,"port":"SP","address":"out","server":null}}"#,
        r#"{"RoutingFailure":{"message":2,"instance":5}}"#,
    ];
    assert_eq!(facts(2), expected.map(|fact| format!("Operator{fact}")));
}

/// As it is written.
fn rows_at(seconds: i64) -> i64 {
    at(seconds).as_microsecond()
}

#[test]
fn a_damaged_file_of_the_first_version_is_not_half_migrated() {
    let (_folder, path) = a_file();
    // the index of the new format is there already, as somebody else's
    format_1(&path, "CREATE INDEX message_published ON message (id);");
    let before = fs::read(&path).unwrap();
    refused(&path);
    assert_eq!(fs::read(&path).unwrap(), before);
}
