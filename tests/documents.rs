//! Documents: good ones come back as they were, bad ones say what is wrong and where.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;
use sendport::{
    document::{self, Document, ReadError, SaveError},
    model::{Application, Draft, Host, Name, PortKind, SendPort, Template},
    training,
    words::{Language, Sentence, Words},
};

/// A small document that is in order.
const GOOD: &str = r#"(
    format: 1,
    applications: [
        (
            name: "OrderApp",
            default: true,
        ),
    ],
    hosts: [
        (
            name: "SendHost",
        ),
    ],
    adapters: [
        (
            name: "FILE",
            default_handler: "SendHost",
            handlers: [
                "SendHost",
            ],
        ),
    ],
    send_ports: [
        (
            name: "SP_Archive",
            application: "OrderApp",
            kind: StaticOneWay,
            state: Started,
            transport: (
                adapter: "FILE",
                address: "archive",
                handler: "SendHost",
                retry_count: 7,
            ),
            filter: [
                [(property: "BTS.MessageType", operator: Equals, value: String("Order"))],
            ],
        ),
    ],
    send_port_groups: [
        (
            name: "SPG_All",
            application: "OrderApp",
            state: Bound,
            members: [
                "SP_Archive",
            ],
        ),
    ],
)
"#;

fn file() -> &'static Path {
    Path::new("/home/ada/orders.ron")
}

fn say(sentence: &Sentence) -> String {
    Words::new(Language::English).say(sentence)
}

/// What is said of a text that is no good document, in English; French must have words too.
fn complaint(text: &str) -> String {
    let error = document::read(text, Some(file())).expect_err("the text is wrong");
    assert!(!Words::new(Language::French).say(&error.sentence()).contains("[document"), "{error:?}");
    assert_eq!(error.to_string(), say(&error.sentence()));
    say(&error.sentence())
}

const WAY_OUT: &str = "\nNothing was opened. Correct the file in a text editor and open it again.";

/// What is said of the good document after a replacement.
fn complaint_after(from: &str, to: &str) -> String {
    assert_eq!(GOOD.matches(from).count(), 1, "{from}");
    let text = complaint(&GOOD.replace(from, to));
    text.strip_suffix(WAY_OUT).unwrap_or_else(|| panic!("no way out in: {text}")).to_owned()
}

#[test]
fn the_good_document_comes_back_as_it_was() {
    let document = document::read(GOOD, None).unwrap();
    assert_eq!(document::to_text(&document), GOOD);
    assert_eq!(document.group.send_ports.size(), 1);
}

#[test]
fn the_documents_of_all_scenarios_come_back_as_they_were() {
    for scenario in training::scenarios() {
        let text = document::to_text(&scenario.document);
        let again = document::read(&text, None).unwrap_or_else(|error| panic!("{}: {error}", scenario.number));
        assert_eq!(again, scenario.document, "{}", scenario.number);
        assert_eq!(document::to_text(&again), text, "{}", scenario.number);
    }
}

#[test]
fn the_scenarios_are_the_ones_that_ship() {
    let numbers: Vec<_> = training::scenarios().iter().map(|scenario| scenario.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    assert_eq!(training::sample().title.get(Language::English), "Order fan-out to warehouses");
    for scenario in training::scenarios() {
        assert!(!scenario.steps.is_empty());
        let info = &scenario.info;
        let texts = [
            &scenario.title,
            &scenario.teaching,
            &info.what,
            &info.how_to_use,
            &info.things_to_notice,
            &info.things_to_try,
            &info.rule,
            &info.source,
        ];
        for text in texts.into_iter().chain(scenario.steps.iter().map(|step| &step.say)) {
            for language in Language::ALL {
                assert!(!text.get(language).is_empty(), "{}", scenario.number);
                assert!(!text.get(language).contains('\''), "typewriter apostrophe: {}", text.get(language));
            }
        }
    }
}

#[test]
fn a_scenario_is_checked_like_a_document() {
    let good = include_str!("../assets/scenarios/08-resume-goes-through.ron");
    let complaint = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        let error = training::read(&good.replacen(from, to, 1), Some(Path::new("08.ron"))).unwrap_err();
        say(&error.sentence()).lines().next().unwrap().to_owned()
    };
    let line = |part: &str| good[..good.find(part).unwrap()].lines().count();
    assert_eq!(
        complaint("operation: Resume, port: \"SP_Bank\"", "operation: Resume, port: \"SP_Bnak\""),
        format!(
            "08.ron, line {}, column 17, steps[1].do: {}",
            line("Operate("),
            say(&Sentence::new("problem-no-send-port").with("name", "SP_Bnak"))
        )
    );
    assert_eq!(
        complaint("state: Stopped", "sate: Stopped"),
        format!(
            "08.ron, line {}, column 17, document.send_ports[0].sate: there is no field sate here. Did you mean state?",
            line("state: Stopped")
        )
    );
    assert_eq!(
        complaint("default: true", "default: true, references: [\"Nil\"]"),
        format!(
            "08.ron, line {}, column 113, document.applications[0].references[0]: {}",
            line("default: true"),
            say(&Sentence::new("problem-no-application").with("name", "Nil"))
        )
    );
}

#[test]
fn an_empty_document_is_one() {
    let text = document::to_text(&Document::default());
    assert_eq!(text, "(\n    format: 1,\n)\n");
    assert_eq!(document::read(&text, None).unwrap(), Document::default());
}

#[test]
fn defaults_are_not_written() {
    let mut document = Document::default();
    document.group.put(Application { name: Name::new("App"), ..Application::default() }.into());
    document.group.put(SendPort::new(Name::new("B"), Name::new("App"), PortKind::DynamicOneWay).into());
    document.group.put(SendPort::new(Name::new("a"), Name::new("App"), PortKind::DynamicOneWay).into());
    let expected = r#"(
    format: 1,
    applications: [
        (
            name: "App",
        ),
    ],
    send_ports: [
        (
            name: "a",
            application: "App",
            kind: DynamicOneWay,
            state: Bound,
        ),
        (
            name: "B",
            application: "App",
            kind: DynamicOneWay,
            state: Bound,
        ),
    ],
)
"#;
    assert_eq!(document::to_text(&document), expected);
}

#[test]
fn bodies_keep_every_character() {
    for body in ["<a x=\"1\">\n\t\\ é</a>\n", "\"#\"##", "a\r\nb", "\u{0}\u{7}", "", " ", "\u{FEFF}x", "\u{85}"] {
        let mut document = Document::default();
        let draft = Draft { body: body.to_owned(), ..Draft::default() };
        document.group.put(Template { name: Name::new("T"), draft }.into());
        let text = document::to_text(&document);
        assert!(!text.contains('\0') && !text.contains('\r'), "{text}");
        assert_eq!(document::read(&text, None).unwrap(), document, "{body:?}");
    }
}

#[test]
fn other_spellings_are_read() {
    for text in [
        format!("\u{FEFF}{GOOD}"),
        GOOD.replace('\n', "\r\n"),
        format!("// a remark\n{GOOD}"),
        GOOD.replacen('(', "Document(", 1),
        GOOD.replace("transport: (", "transport: Some((").replace("retry_count: 7,\n            )", "retry_count: 7))"),
    ] {
        assert_eq!(document::read(&text, None).unwrap(), document::read(GOOD, None).unwrap(), "{text}");
    }
}

#[test]
fn a_field_that_does_not_exist() {
    assert_eq!(
        complaint_after("retry_count: 7", "retry_cuont: 7"),
        "orders.ron, line 33, column 17, send_ports[0].transport.retry_cuont: there is no field retry_cuont here. \
         Did you mean retry_count?"
    );
    assert_eq!(
        complaint_after("default: true", "colour: 1"),
        "orders.ron, line 6, column 13, applications[0].colour: there is no field colour here. The fields are name, \
         description, default, references, binding_xml"
    );
}

#[test]
fn a_value_of_another_type() {
    assert_eq!(
        complaint_after("retry_count: 7", "retry_count: \"7\""),
        "orders.ron, line 33, column 30, send_ports[0].transport.retry_count: a whole number is expected here"
    );
    assert_eq!(
        complaint_after("\"archive\"", "archive"),
        "orders.ron, line 31, column 26, send_ports[0].transport.address: text in quotation marks is expected here"
    );
    assert_eq!(
        complaint_after("default: true", "default: 1"),
        "orders.ron, line 6, column 22, applications[0].default: true or false is expected here"
    );
    assert_eq!(
        complaint_after("state: Started", "state: Startet"),
        "orders.ron, line 28, column 20, send_ports[0].state: Startet is not a value of this field. Did you mean \
         Started?"
    );
    assert_eq!(
        complaint_after("retry_count: 7", "retry_count: 99999999999"),
        "orders.ron, line 33, column 30, send_ports[0].transport.retry_count: the number is too large or too small \
         for this field"
    );
}

#[test]
fn a_field_that_is_missing_or_stands_twice() {
    assert_eq!(
        complaint_after("                handler: \"SendHost\",\n", ""),
        "orders.ron, line 29, column 24, send_ports[0].transport: the field handler is missing"
    );
    assert_eq!(
        complaint_after("default: true", "name: \"X\""),
        "orders.ron, line 6, column 13, applications[0]: the field name stands twice"
    );
}

#[test]
fn no_ron() {
    assert_eq!(
        complaint_after("\"SP_Archive\",\n            application", "\"SP_Archive\"\n            application"),
        "orders.ron, line 26, column 13, send_ports[0]: a , is missing here"
    );
    let half = &GOOD[..GOOD.find("SP_Archive").unwrap()];
    assert_eq!(
        complaint(half),
        format!(
            "orders.ron, line 25, column 19, send_ports[0].name: the file ends in the middle of something; a part of \
             it may be lost{WAY_OUT}"
        )
    );
    assert_eq!(
        complaint(&format!("{GOOD} ()")),
        format!("orders.ron, line 51, column 2: the file goes on after its end{WAY_OUT}")
    );
    assert_eq!(complaint(""), format!("orders.ron, line 1, column 1: a ( is missing here{WAY_OUT}"));
}

#[test]
fn another_format() {
    assert_eq!(
        complaint(&GOOD.replace("format: 1", "format: 2").replace("default: true", "colour: Red(1, {2: 'x'})")),
        "orders.ron, line 2, column 13, format: this is format 2; this version of Sendport reads format 1. Open it with a \
         newer version."
    );
    assert_eq!(
        complaint(&GOOD.replace("format: 1", "format: 2")),
        "orders.ron, line 2, column 13, format: this is format 2; this version of Sendport reads format 1. Open it with a \
         newer version."
    );
    assert_eq!(
        complaint("(format: 0)"),
        "orders.ron, line 1, column 10, format: there is no format 0. Write format: 1 if that is what it is."
    );
    let missing = "orders.ron is no file of Sendport: it has no field format. Choose another file, or add \
                   format: 1 if it is one.";
    assert_eq!(complaint(&GOOD.replace("    format: 1,\n", "")), missing);
    assert_eq!(complaint("(colour: \"red\")"), missing);
    let error = document::read("()", None).unwrap_err();
    assert!(say(&error.sentence()).starts_with("This document is no file of Sendport"), "{error}");
}

#[test]
fn a_name_that_stands_twice() {
    let application = "        (\n            name: \"OrderApp\",\n            default: true,\n        ),\n";
    assert_eq!(
        complaint_after(application, &format!("{application}        (name: \"orderapp\"),\n")),
        "orders.ron, line 8, column 16, applications[1].name: the application orderapp stands twice, the first time \
         in line 5. Names that differ in case only are the same name"
    );
}

#[test]
fn a_reference_to_nothing() {
    let problem = say(&Sentence::new("problem-no-send-port").with("name", "SP_Lille"));
    assert_eq!(
        complaint_after(
            "\"SP_Archive\",\n            ]",
            "\"SP_Archive\",\n                \"SP_Lille\",\n            ]"
        ),
        format!("orders.ron, line 47, column 17, send_port_groups[0].members[1]: {problem}")
    );
    let problem = say(&Sentence::new("problem-no-application").with("name", "Orders"));
    assert_eq!(
        complaint_after("application: \"OrderApp\",\n            kind", "application: \"Orders\",\n            kind"),
        format!("orders.ron, line 26, column 26, send_ports[0].application: {problem}")
    );
}

#[test]
fn a_value_that_cannot_be() {
    let problem =
        say(&Sentence::new("problem-range").with("value", 1001_u32).with("low", 0_u32).with("high", 1000_u32));
    assert_eq!(
        complaint_after("retry_count: 7", "retry_count: 1001"),
        format!("orders.ron, line 33, column 30, send_ports[0].transport.retry_count: {problem}")
    );
    // the field is not in the file: the place of the name, and the path of the field
    let problem = say(&Sentence::new("problem-static-no-transport"));
    let from = GOOD.find("            transport: (").unwrap();
    let to = GOOD.find("            filter: [").unwrap();
    assert_eq!(
        complaint_after(&GOOD[from..to], ""),
        format!("orders.ron, line 25, column 19, send_ports[0].transport: {problem}")
    );
}

#[test]
fn a_template_with_a_property_twice() {
    let problem = say(&Sentence::new("problem-property-twice").with("property", "A"));
    assert_eq!(
        complaint("(format: 1, templates: [(name: \"T\", draft: (properties: [(name: \"A\"), (name: \"A\")]))])"),
        format!("orders.ron, line 1, column 78, templates[0].draft.properties[1].name: {problem}{WAY_OUT}")
    );
}

#[test]
fn what_is_not_text() {
    let folder = tempfile::tempdir().unwrap();
    let load = |bytes: &[u8]| {
        let path = folder.path().join("orders.ron");
        fs::write(&path, bytes).unwrap();
        say(&document::load(&path).unwrap_err().sentence())
    };
    let expected = |offset| {
        format!(
            "orders.ron is not text: the byte at offset {offset} belongs to no text. Choose a document, a scenario, a \
             lesson or a recording."
        )
    };
    assert_eq!(load(b"(format: 1)\0"), expected(11));
    assert_eq!(load(b"ab\xFF"), expected(2));
    assert_eq!(load(b"\x7FELF\x02\x01\x01\0\0\xFF"), expected(7));
}

#[test]
fn what_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.ron");
    assert_eq!(
        say(&document::load(&missing).unwrap_err().sentence()),
        format!(
            "{} could not be read: there is no such file or folder. Check the name and your permissions, or choose \
             another file.",
            missing.display()
        )
    );
    assert_eq!(
        say(&document::load(folder.path()).unwrap_err().sentence()),
        format!("{} is not a file. Choose one, whose name usually ends in .ron.", folder.path().display())
    );
    // a sparse file: nobody reads its hundred million zeros
    let large = folder.path().join("large.ron");
    fs::File::create(&large).unwrap().set_len(100 * 1024 * 1024).unwrap();
    assert_eq!(
        say(&document::load(&large).unwrap_err().sentence()),
        "large.ron has 100 MiB; what is read has at most 64 MiB. Choose a document, a scenario, a lesson or a recording."
    );
}

#[test]
fn nesting_without_end() {
    for open in ["(", "[", "{", "Some(", "(a:", "{1:", "/*", "(format: 1, role: (", "(x: [", "((((1)", "r#", "'"] {
        let text = open.repeat(100_000);
        assert!(document::read(&text, None).is_err(), "{open}");
        assert!(document::read(&format!("(format: 1, x: {text}"), None).is_err(), "{open}");
        assert!(document::read(&format!("(format: 1, send_ports: {text}"), None).is_err(), "{open}");
    }
    let deep = format!("(format: 2, x: {}{})", "[".repeat(1000), "]".repeat(1000));
    assert!(matches!(document::read(&deep, None), Err(ReadError::OtherFormat { format: 2, .. })));
    assert_eq!(
        complaint(&format!("(x: {}{})", "[".repeat(1000), "]".repeat(1000))),
        format!(
            "orders.ron, line 1, column 2, x: there is no field x here. The fields are format, role, \
                 applications, hosts, adapters, properties, send_ports, send_port_groups, receive_ports, \
                 orchestrations, destinations, templates{WAY_OUT}"
        )
    );
}

/// The good document with many ports more, as they stand in the file before `SP_Archive`. Part of
/// each looks like the end of an item and is none.
fn many_ports(count: usize) -> String {
    let item = |index| {
        format!(
            r#"        (
            name: "SP_{index:05}",
            application: "OrderApp",
            kind: StaticOneWay,
            description: "one (of
        ),
 many",
            state: Bound,
            transport: (
                adapter: "FILE",
                address: "out/{index}",
                handler: "SendHost",
            ),
        ),
"#
        )
    };
    let items: String = (0..count).map(item).collect();
    GOOD.replacen("    send_ports: [\n", &format!("    send_ports: [\n{items}"), 1)
}

#[test]
fn many_ports_come_back() {
    let text = many_ports(5_000);
    let document = document::read(&text, None).unwrap();
    assert_eq!(document.group.send_ports.size(), 5_001);
    assert_eq!(document.group.send_ports[&"sp_04999".into()].address(), "out/4999");
    assert_eq!(document::to_text(&document), text);
    // another layout
    let other = text.replace('\n', "\r\n");
    assert_eq!(document::read(&other, None).unwrap().group.send_ports.size(), 5_001);
}

#[test]
fn one_mistake_among_many_ports_is_found_where_it_is() {
    let text = many_ports(5_000);
    let line = |mistake: &str| {
        let line = text.lines().position(|line| line.contains(mistake)).unwrap() + 1;
        Words::new(Language::English).count(line as u64)
    };
    assert_eq!(
        complaint(&text.replace("\"out/3210\"", "out")),
        format!(
            "orders.ron, line {}, column 26, send_ports[3210].transport.address: text in quotation marks is expected \
             here{WAY_OUT}",
            line("out/3210")
        )
    );
    let problem = say(&Sentence::new("problem-no-address"));
    assert_eq!(
        complaint(&text.replace("\"out/4321\"", "\"\"").replace("\"out/321\"", "\"\"")),
        format!(
            "orders.ron, line {}, column 26, send_ports[321].transport.address: {problem}{WAY_OUT}",
            line("out/321\"")
        )
    );
    let (half, _) = text.split_once("04000").unwrap();
    assert!(complaint(half).contains("send_ports[4000].name: the file ends in the middle of something"));
}

#[test]
fn a_list_of_ports_inside_of_a_text_is_text() {
    let text = many_ports(5_000);
    let inner = text.replace('"', "'");
    let template = format!("(\n    templates: [(name: \"T\", draft: (body: \"{inner}\"))],");
    let both = GOOD.replacen('(', &template, 1);
    let document = document::read(&both, None).unwrap();
    assert_eq!(document.group.send_ports.size(), 1);
    assert_eq!(document.group.templates[&"T".into()].draft.body, inner);
}

/// The files in a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn saving_replaces_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.ron");
    let document = document::read(GOOD, None).unwrap();
    document::save(&Document::default(), &path).unwrap();
    document::save(&document, &path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), GOOD);
    assert_eq!(document::load(&path).unwrap(), document);
    assert_eq!(files(folder.path()), [path]);
}

#[test]
fn a_failed_save_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.ron");
    fs::write(&path, "precious").unwrap();
    let failed = |path: &Path| say(&document::save(&Document::default(), path).unwrap_err().sentence());
    let message = |path: &Path, why: &str| {
        format!(
            "{} could not be saved: {why}. What was there is unchanged. Save under another name or in another folder.",
            path.display()
        )
    };

    let nowhere = folder.path().join("missing").join("orders.ron");
    assert_eq!(failed(&nowhere), message(&nowhere, "there is no such file or folder"));
    let below = path.join("orders.ron");
    assert_eq!(failed(&below), message(&below, "a part of the path is a file and not a folder"));
    assert_eq!(
        failed(folder.path()),
        format!("{} is not a file and was left alone. Save under another name.", folder.path().display())
    );
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert!(matches!(document::save(&Document::default(), &path), Err(SaveError::ReadOnly { .. })));

    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    assert_eq!(files(folder.path()), [path]);
}

#[cfg(unix)]
#[test]
fn saving_follows_links_and_keeps_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.ron");
    let link = folder.path().join("link.ron");
    symlink("orders.ron", &link).unwrap();
    document::save(&Document::default(), &link).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let mut document = Document::default();
    document.group.put(Host { name: Name::new("H"), ..Host::default() }.into());
    document::save(&document, &link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(document::load(&path).unwrap(), document);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a person types is written and read again as it was.
    #[test]
    fn any_text_survives(body in any::<String>(), value in "[\\PC\"#\\\\\n]{0,40}", description in "[\\PC\"#\\\\]{0,40}") {
        let mut document = sendport::training::sample().document.clone();
        let mut port = document.group.send_ports.values().next().unwrap().as_ref().clone();
        port.description = description;
        document.group.put(port.into());
        let draft = sendport::model::Draft { body, message_type: value, ..sendport::model::Draft::default() };
        document.group.put(sendport::model::Template { name: "Any text".into(), draft }.into());
        let text = document::to_text(&document);
        prop_assert_eq!(document::read(&text, None).unwrap(), document);
    }

    #[test]
    fn a_truncated_document_is_refused_or_read(at in 0..GOOD.len()) {
        let _ = document::read(&GOOD[..at], None);
    }

    #[test]
    fn a_document_with_wrong_bytes_is_refused_or_read(
        changes in prop::collection::vec((0..GOOD.len(), any::<u8>()), 1..4),
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        if let Some(document) = String::from_utf8(bytes).ok().and_then(|text| document::read(&text, None).ok()) {
            prop_assert_eq!(document::read(&document::to_text(&document), None).unwrap(), document);
        }
    }

    #[test]
    fn a_document_with_pieces_moved_is_refused_or_read(
        from in 0..GOOD.len(), to in 0..GOOD.len(), at in 0..GOOD.len(),
    ) {
        let text = format!("{}{}{}", &GOOD[..at], &GOOD[from.min(to)..from.max(to)], &GOOD[at..]);
        if let Err(error) = document::read(&text, None) {
            prop_assert!(!say(&error.sentence()).is_empty());
        }
    }

    #[test]
    fn any_text_is_refused_or_read(text in "[(\\[{}\\])a-c:,\"'r#/*!0-9. \n-]{0,60}") {
        let _ = document::read(&text, None);
        let _ = training::read(&text, None);
    }
}
