use sendport::{
    document::bindings::{self, Summary},
    model::{ArtifactKind, PortKind},
};

use super::{FIXTURES, bytes, file};

/// Send ports by kind, groups, members, filters, statements, receive ports and locations,
/// orchestrations.
type Counts = [usize; 11];

fn counts(name: &str) -> Counts {
    let it = Summary::of(&file(name));
    assert_eq!(
        it.send_ports,
        it.static_one_way + it.static_solicit_response + it.dynamic_one_way + it.dynamic_solicit_response,
        "{name}"
    );
    [
        it.static_one_way,
        it.static_solicit_response,
        it.dynamic_one_way,
        it.dynamic_solicit_response,
        it.groups,
        it.members,
        it.filters,
        it.statements,
        it.receive_ports,
        it.receive_locations,
        it.orchestrations,
    ]
}

#[test]
fn everything_is_counted() {
    let expected: [(&str, Counts); 9] = [
        ("dynamic", [0, 0, 1, 1, 0, 0, 1, 3, 0, 0, 1]),
        ("everything", [5, 0, 0, 0, 1, 2, 4, 10, 0, 0, 0]),
        ("export", [2, 1, 0, 0, 1, 2, 2, 4, 2, 3, 1]),
        ("handmade", [6, 0, 0, 0, 0, 0, 2, 2, 2, 3, 2]),
        ("members-outside", [1, 0, 1, 0, 3, 5, 2, 2, 0, 0, 0]),
        ("nothing", [0; 11]),
        ("tunnel", [2, 0, 0, 0, 0, 0, 2, 4, 1, 1, 0]),
        ("version-2004", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ("wizard", [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ];
    assert_eq!(expected.map(|(name, _)| name), FIXTURES);
    for (name, expected) in expected {
        assert_eq!(counts(name), expected, "{name}");
    }
}

/// The text in other encodings, with and without byte order mark and declaration.
fn encoded(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let declared = text.replacen("utf-8", "utf-16", 1);
    let bare = text.split_once("?>").map_or(text, |(_, rest)| rest);
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("UTF-8 without declaration", bare.trim_start().as_bytes().to_vec()),
        ("UTF-8 that calls itself UTF-16", declared.as_bytes().to_vec()),
        ("little endian with mark", [vec![0xFF, 0xFE], little(&declared)].concat()),
        ("little endian", little(&declared)),
        ("big endian with mark", [vec![0xFE, 0xFF], big(&declared)].concat()),
        ("big endian without declaration", big(bare.trim_start())),
        ("line ends of Windows", text.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes()),
        ("old line ends", text.replace("\r\n", "\n").replace('\n', "\r").into_bytes()),
    ]
}

#[test]
fn every_encoding_reads_the_same() {
    let text = String::from_utf8(bytes("export")).unwrap();
    let text = text.trim_start_matches('\u{FEFF}').to_owned();
    let expected = file("export");
    for (how, bytes) in encoded(&text) {
        let read = bindings::read(&bytes, None).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(Summary::of(&read), Summary::of(&expected), "{how}");
        let ports = |file: &bindings::BindingFile| {
            file.send_ports.iter().map(|it| (it.name.clone(), it.filter.groups.clone())).collect::<Vec<_>>().len()
        };
        assert_eq!(ports(&read), ports(&expected), "{how}");
        assert_eq!(read.send_ports[0].filter.groups[0][1].value.as_deref(), Some("Nord & ULÄRY"), "{how}");
    }
    let latin = text.replace("encoding=\"utf-8\"", "encoding=\"iso-8859-1\"");
    let latin: Vec<u8> = latin.chars().map(|it| u8::try_from(u32::from(it)).unwrap()).collect();
    let read = bindings::read(&latin, None).unwrap();
    assert_eq!(read.send_ports[0].filter.groups[0][1].value.as_deref(), Some("Nord & ULÄRY"));
}

#[test]
fn what_a_port_says_is_read() {
    let file = file("everything");
    let port = &file.send_ports[0];
    assert_eq!((port.name.as_str(), port.kind), ("SP_Backup", PortKind::StaticOneWay));
    let primary = port.primary.as_ref().unwrap();
    assert_eq!(primary.adapter.as_deref(), Some("FTP"));
    assert!(primary.window_enabled);
    // the second level of escaping
    let setting = |name: &str| primary.settings.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
    assert_eq!(setting("serverAddress"), Some("lille.example"));
    assert_eq!(setting("passiveMode"), Some("False"));
    let operators: Vec<&str> = port.filter.groups[0].iter().map(|it| it.operator.as_str()).collect();
    assert_eq!(operators, ["0", "1", "2", "3", "4", "5", "6"]);
    assert_eq!(port.filter.groups[0][6].value, None);
    assert_eq!(port.secondary.as_ref().unwrap().handler.as_deref(), Some("BackupHost"));
    // the lines are those of the file
    let text = String::from_utf8(bytes("everything")).unwrap();
    let line = |what: &str| text.lines().position(|line| line.contains(what)).unwrap() + 1;
    assert_eq!(port.origin.line, line("Name=\"SP_Backup\""));
    assert_eq!(port.filter.groups[0][3].line, line("A.P3"));
    assert_eq!(file.send_ports[1].certificate.as_ref().unwrap().0, "Partner");
}

#[test]
fn templates_and_what_is_outside_are_pointed_out() {
    let keys = |name: &str| file(name).notes.iter().map(|it| it.sentence.key).collect::<Vec<_>>();
    assert_eq!(keys("tunnel").iter().filter(|key| **key == "binding-template").count(), 3);
    let outside = keys("members-outside");
    assert_eq!(outside.iter().filter(|key| **key == "binding-member-outside").count(), 3, "{outside:?}");
    let hand = file("handmade");
    let twice = hand.notes.iter().find(|it| it.sentence.key == "binding-twice").unwrap();
    assert_eq!(twice.about, Some((ArtifactKind::SendPort, "hand_OUT".to_owned())));
    assert!(hand.notes.iter().any(|it| it.sentence.key == "binding-filter-unread"));
    // macros of file names are none
    assert!(file("export").notes.is_empty(), "{:?}", file("export").notes);
}
