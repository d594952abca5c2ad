use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed, TestRunner},
};
use sendport::{
    document::bindings::{self, BindingError, MAX_DEPTH},
    model::BizTalkGroup,
};

use super::{FIXTURES, bytes, export, import};

/// The sentence about a file that is refused, and its line and column.
fn refused(bytes: &[u8]) -> (&'static str, usize, usize) {
    match bindings::read(bytes, None) {
        Err(BindingError::Wrong { place, what }) => (what.key, place.position.line, place.position.column),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_no_binding_file_is_refused_with_its_place() {
    let cases: [(&str, (&str, usize, usize)); 14] = [
        ("", ("binding-xml-nothing", 1, 1)),
        ("no XML at all", ("binding-xml-other", 1, 1)),
        ("<?xml version=\"1.0\"?>\n<Orders/>", ("binding-other-root", 2, 1)),
        ("<BindingInfo>\n  <SendPortCollection>\n", ("binding-xml-ends-early", 2, 23)),
        ("<BindingInfo>\n<A></B></BindingInfo>", ("binding-xml-other-end", 2, 4)),
        ("<BindingInfo>&unknown;</BindingInfo>", ("binding-xml-entity", 1, 14)),
        ("<BindingInfo>a & b</BindingInfo>", ("binding-xml-ampersand", 1, 16)),
        ("<BindingInfo A=\"1\" A=\"2\"/>", ("binding-xml-attribute-twice", 1, 20)),
        ("<BindingInfo xsi:nil=\"true\"/>", ("binding-xml-prefix", 1, 14)),
        ("<BindingInfo>\u{1}</BindingInfo>", ("binding-xml-other", 1, 14)),
        // entities that grow, that name themselves, that come from elsewhere
        (
            "<?xml version=\"1.0\"?>\n<!DOCTYPE b [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\n<BindingInfo>&b;</BindingInfo>",
            ("binding-dtd", 2, 1),
        ),
        ("<!DOCTYPE b [<!ENTITY a \"&a;\">]><BindingInfo>&a;</BindingInfo>", ("binding-dtd", 1, 1)),
        ("<BindingInfo/>\n <!DOCTYPE b SYSTEM \"file:///etc/passwd\">", ("binding-dtd", 2, 2)),
        ("<?xml version=\"1.0\" encoding=\"klingon\"?><BindingInfo/>", ("binding-encoding-unknown", 1, 1)),
    ];
    for (text, expected) in cases {
        assert_eq!(refused(text.as_bytes()), expected, "{text}");
    }
    assert_eq!(refused(b"<BindingInfo>\n \xFF</BindingInfo>"), ("binding-not-text", 2, 2));
    assert_eq!(refused(&[0xFF, 0xFE, b'<', 0, 0x00, 0xDC]), ("binding-not-text", 1, 2));
    assert_eq!(refused(&[0xFF, 0xFE, b'<', 0, b'a']), ("binding-not-text", 1, 2));
}

#[test]
fn nothing_is_nested_or_repeated_without_end() {
    let nested = format!("<BindingInfo>\n{}", "<a>".repeat(100_000));
    assert_eq!(refused(nested.as_bytes()), ("binding-too-deep", 2, 3 * (MAX_DEPTH - 1) + 1));
    let mut closed = nested;
    closed.push_str(&"</a>".repeat(100_000));
    assert_eq!(refused(closed.as_bytes()).0, "binding-too-deep");
    let attributes = (0..1000).map(|number| format!(" a{number}=\"\"")).collect::<Vec<_>>().concat();
    assert_eq!(refused(format!("<BindingInfo{attributes}/>").as_bytes()).0, "binding-too-many-attributes");
    // an inner document has the same limits: its filter is not read
    let inner = "&lt;Filter&gt;".repeat(1000);
    let text = format!(
        "<BindingInfo><SendPortCollection><SendPort Name=\"A\"><Filter>{inner}</Filter></SendPort></SendPortCollection></BindingInfo>"
    );
    let read = bindings::read(text.as_bytes(), None).unwrap();
    assert!(read.send_ports[0].filter.unread);
}

#[test]
fn a_file_that_ends_anywhere_is_refused() {
    let whole = bytes("everything");
    for end in (0..whole.len() - 1).step_by(37) {
        match bindings::read(&whole[..end], None) {
            Err(BindingError::Wrong { place, .. }) => assert!(place.position.line > 0),
            other => panic!("{end}: {other:?}"),
        }
    }
}

/// A change of a file as an accident makes it, or somebody who means it.
#[derive(Clone, Debug)]
enum Mutation {
    Byte(usize, u8),
    Cut(usize, usize),
    Repeat(usize, usize),
    Swap(usize, usize),
    Insert(usize, &'static str),
}

const PIECES: [&str; 12] = [
    "<",
    ">",
    "&",
    "\"",
    "<![CDATA[",
    "-->",
    "<?sendport SendPort SP_Lille?>",
    "${Token}",
    " xsi:nil=\"true\"",
    "\u{FFFD}",
    "&#13;",
    "=\"\"",
];

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Byte(at, byte)),
        (any::<usize>(), 1_usize..400).prop_map(|(at, length)| Mutation::Cut(at, length)),
        (any::<usize>(), 1_usize..2000).prop_map(|(at, length)| Mutation::Repeat(at, length)),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Mutation::Swap(a, b)),
        (any::<usize>(), proptest::sample::select(&PIECES[..])).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        // elements as a whole: files that are still well-formed
        (any::<usize>(), Just(0)).prop_map(|(at, _)| Mutation::Cut(at, usize::MAX)),
        (any::<usize>(), Just(0)).prop_map(|(at, _)| Mutation::Repeat(at, usize::MAX)),
    ]
}

/// From a start tag to its end, somewhere after `at`.
fn element(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let at = text.floor_char_boundary(at);
    let start = at + text[at..].find("\n      <").or_else(|| text[at..].find("\n    <"))? + 1;
    let start = start + text[start..].find('<')?;
    let name: String = text[start + 1..].chars().take_while(|it| it.is_alphanumeric()).collect();
    let end = format!("</{name}>");
    let end = start + text[start..].find(&end)? + end.len();
    (!name.is_empty()).then_some(start..end)
}

impl Mutation {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len().max(1);
        let range = |bytes: &[u8], at: usize, much: usize| match much {
            usize::MAX => element(bytes, at % length),
            much => Some(at % length..(at % length).saturating_add(much).min(bytes.len())),
        };
        match self {
            Self::Byte(at, byte) => {
                if let Some(there) = bytes.get_mut(at % length) {
                    *there = *byte;
                }
            }
            Self::Cut(at, much) => {
                if let Some(range) = range(bytes, *at, *much) {
                    bytes.drain(range);
                }
            }
            Self::Repeat(at, much) => {
                if let Some(range) = range(bytes, *at, *much) {
                    let piece = bytes[range.clone()].to_vec();
                    bytes.splice(range.end..range.end, piece);
                }
            }
            Self::Swap(a, b) => {
                if !bytes.is_empty() {
                    bytes.swap(a % length, b % length);
                }
            }
            Self::Insert(at, piece) => {
                let at = (at % length).min(bytes.len());
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
}

/// Nothing panics, and what is accepted comes out as it came in.
fn check(bytes: &[u8]) -> bool {
    let Ok(file) = bindings::read(bytes, None) else { return false };
    let group = import(&file, &BizTalkGroup::default());
    let exported = export(&group);
    let (found, count) = bindings::diff_bytes(bytes, exported.as_bytes(), 5).unwrap_or_else(|error| {
        panic!("{error}\n{exported}");
    });
    assert_eq!(count, 0, "{found:#?}\n{exported}");
    true
}

#[test]
fn mutated_files_are_refused_or_come_out_as_they_came_in() {
    let config = Config { cases: 1500, rng_seed: RngSeed::Fixed(20), failure_persistence: None, ..Config::default() };
    let fixtures: Vec<Vec<u8>> = FIXTURES.iter().map(|name| bytes(name)).collect();
    let accepted = std::cell::Cell::new(0_u32);
    let strategy = (0..fixtures.len(), proptest::collection::vec(mutation(), 1..4));
    TestRunner::new(config)
        .run(&strategy, |(fixture, mutations)| {
            let mut bytes = fixtures[fixture].clone();
            for it in &mutations {
                it.apply(&mut bytes);
            }
            accepted.set(accepted.get() + u32::from(check(&bytes)));
            Ok(())
        })
        .unwrap();
    // a test that only sees refusals says nothing
    assert!(accepted.get() > 150, "{}", accepted.get());
}
