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

#[test]
fn a_damaged_file_of_the_first_version_is_not_half_migrated() {
    let (_folder, path) = a_file();
    // the index of the new format is there already, as somebody else's
    format_1(&path, "CREATE INDEX message_published ON message (id);");
    let before = fs::read(&path).unwrap();
    refused(&path);
    assert_eq!(fs::read(&path).unwrap(), before);
}
