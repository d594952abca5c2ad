use sendport::{
    document::{self, Document, bindings},
    model::{ArtifactRef, BizTalkGroup, Filter, Name, Role, SendPort, Target},
};

use super::{FIXTURES, bytes, differences, export, file, import};

/// Through the text of a document, as a saved one is opened again.
fn saved(group: &BizTalkGroup) -> BizTalkGroup {
    let text = document::to_text(&Document { group: group.clone(), role: Role::Administrator });
    let read = document::read(&text, None).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(read.group, *group);
    read.group
}

#[test]
fn what_is_imported_and_not_changed_is_exported_as_it_was() {
    for name in FIXTURES {
        let group = saved(&import(&file(name), &BizTalkGroup::default()));
        let exported = export(&group);
        let differ = differences(&bytes(name), exported.as_bytes());
        assert!(differ.is_empty(), "{name}: {differ:#?}\n{exported}");
        assert!(!exported.contains("<?sendport"), "{name}");
        // and again from what was exported
        let again = import(&bindings::read(exported.as_bytes(), None).unwrap(), &BizTalkGroup::default());
        assert_eq!(export(&again), exported, "{name}");
    }
}

fn changed(group: &BizTalkGroup, name: &str, change: impl FnOnce(&mut SendPort)) -> BizTalkGroup {
    let mut port = group.send_ports.get(&Name::new(name)).unwrap().as_ref().clone();
    change(&mut port);
    let mut group = group.clone();
    group.put(port.into());
    group
}

#[test]
fn an_export_changes_what_was_changed_and_nothing_else() {
    let group = import(&file("export"), &BizTalkGroup::default());
    let before = bytes("export");
    let differ = |group: &BizTalkGroup| {
        let exported = export(group);
        let paths: Vec<String> = bindings::diff_bytes(&before, exported.as_bytes(), 50)
            .unwrap()
            .0
            .into_iter()
            .map(|it| it.path.replace("/BindingInfo/SendPortCollection/", ""))
            .collect();
        // what is written says what is configured
        let again = import(&bindings::read(exported.as_bytes(), None).unwrap(), &BizTalkGroup::default());
        for (name, port) in &group.send_ports {
            let read = again.send_ports.get(name).unwrap();
            let read = SendPort { binding_xml: port.binding_xml.clone(), state: port.state, ..read.as_ref().clone() };
            assert_eq!(read, **port, "{exported}");
        }
        paths
    };
    let priority = changed(&group, "SP_Lille", |port| port.priority = 2);
    assert_eq!(differ(&priority), ["SendPort[@Name='SP_Lille']/Priority"]);
    let address = changed(&group, "SP_Stock", |port| {
        port.transport.as_mut().unwrap().address = "https://other.example/a?b&c".to_owned();
    });
    assert_eq!(differ(&address), ["SendPort[@Name='SP_Stock']/PrimaryTransport/Address"]);
    let retry = changed(&group, "SP_Lyon", |port| port.transport.as_mut().unwrap().retry_count = 7);
    assert_eq!(differ(&retry), ["SendPort[@Name='SP_Lyon']/PrimaryTransport/RetryCount"]);
    let window = changed(&group, "SP_Lyon", |port| {
        let window = &mut port.transport.as_mut().unwrap().window;
        window.enabled = true;
        window.start = jiff::civil::time(7, 30, 0, 0);
    });
    assert_eq!(
        differ(&window),
        [
            "SendPort[@Name='SP_Lyon']/PrimaryTransport/ServiceWindowEnabled",
            "SendPort[@Name='SP_Lyon']/PrimaryTransport/FromTime"
        ]
    );
    let filter = changed(&group, "SP_Lille", |port| {
        port.filter.0[0][1].value = "Süd <\"&\">".into();
        port.filter.0.truncate(1);
    });
    assert_eq!(
        differ(&filter),
        [
            "SendPort[@Name='SP_Lille']/Filter/Filter/Group[1]/Statement[2]",
            "SendPort[@Name='SP_Lille']/Filter/Filter/Group[2]"
        ]
    );
    let none = changed(&group, "SP_Lille", |port| port.filter = Filter::default());
    assert_eq!(differ(&none), ["SendPort[@Name='SP_Lille']/Filter"]);
    let backup = changed(&group, "SP_Lille", |port| {
        let mut backup = port.transport.clone().unwrap();
        backup.address = r"D:\Backup\a.xml".to_owned();
        port.backup = Some(backup);
    });
    assert!(differ(&backup).iter().all(|path| path.starts_with("SendPort[@Name='SP_Lille']/SecondaryTransport")));
    let maps = changed(&group, "SP_Lyon", |port| {
        port.outbound_maps.remove(0);
    });
    assert_eq!(differ(&maps), ["SendPort[@Name='SP_Lyon']/Transforms/Transform[@FullName='OrderApp.Maps.ToLyon']"]);
    let tracking = changed(&group, "SP_Lyon", |port| port.tracking.bodies.request_before = false);
    assert_eq!(differ(&tracking), ["SendPort[@Name='SP_Lyon']/Tracking"]);
    let ordered = changed(&group, "SP_Lyon", |port| port.ordered_delivery = true);
    assert_eq!(
        differ(&ordered),
        ["SendPort[@Name='SP_Lyon']/PrimaryTransport/OrderedDelivery", "SendPort[@Name='SP_Lyon']/OrderedDelivery"]
    );
}

#[test]
fn settings_are_written_where_they_stood() {
    for (name, port, path) in [
        // in CustomProps, in the document in it, and unescaped
        ("export", "SP_Lille", "PrimaryTransport/TransportTypeData/CustomProps"),
        ("everything", "SP_Backup", "PrimaryTransport/TransportTypeData/CustomProps/AdapterConfig/Config"),
        ("tunnel", "NoAddress", "PrimaryTransport/TransportTypeData/CustomProps"),
    ] {
        let group = import(&file(name), &BizTalkGroup::default());
        let port = group.send_ports.keys().find(|it| it.as_str() == port).unwrap().to_string();
        let group = changed(&group, &port, |port| {
            let settings = &mut port.transport.as_mut().unwrap().settings;
            settings.insert("Added".to_owned(), "a<b".to_owned());
        });
        let exported = export(&group);
        let differ = bindings::diff_bytes(&bytes(name), exported.as_bytes(), 50).unwrap().0;
        let paths: Vec<&str> = differ.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths.len(), 1, "{name}: {paths:?}");
        assert!(paths[0].ends_with(&format!("{path}/Added")), "{name}: {paths:?}");
        let again = import(&bindings::read(exported.as_bytes(), None).unwrap(), &BizTalkGroup::default());
        let read = again.send_ports.get(&Name::new(&port)).unwrap();
        assert_eq!(read.transport.as_ref().unwrap().settings["Added"], "a<b", "{name}");
    }
}

#[test]
fn a_new_name_is_followed() {
    let group = import(&file("export"), &BizTalkGroup::default());
    let mut group = group.clone();
    let port = group.send_ports.get(&Name::new("SP_Lille")).unwrap().as_ref().clone();
    group.remove(&ArtifactRef::send_port(&port.name));
    group.put(SendPort { name: Name::new("SP_Nord"), ..port }.into());
    let mut spg = group.send_port_groups.get(&Name::new("SPG_Warehouses")).unwrap().as_ref().clone();
    spg.members[0] = Name::new("SP_Nord");
    group.put(spg.into());
    let exported = export(&group);
    let expected = String::from_utf8(bytes("export")).unwrap().replace("\"SP_Lille\"", "\"SP_Nord\"");
    let differ = differences(expected.as_bytes(), exported.as_bytes());
    assert!(differ.is_empty(), "{differ:#?}");
}

#[test]
fn new_and_deleted_artifacts_are_in_the_file_or_not() {
    let mut group = import(&file("export"), &BizTalkGroup::default());
    let old = group.send_ports.get(&Name::new("SP_Lyon")).unwrap().clone();
    let new = SendPort { name: Name::new("SP_New"), binding_xml: None, ..old.as_ref().clone() };
    group.put(new.clone().into());
    let mut spg = group.send_port_groups.get(&Name::new("SPG_Warehouses")).unwrap().as_ref().clone();
    spg.members.retain(|it| it.as_str() != "SP_Lyon");
    spg.members.push(new.name.clone());
    group.put(spg.clone().into());
    group.remove(&ArtifactRef::send_port(&old.name));
    let mut orchestration = group.orchestrations.values().next().unwrap().as_ref().clone();
    orchestration.ports[0].binding = Some(Target::SendPort(new.name.clone()));
    orchestration.ports[1].binding = None;
    group.put(orchestration.clone().into());
    let exported = export(&group);
    let read = bindings::read(exported.as_bytes(), None).unwrap();
    assert!(read.notes.is_empty(), "{:?}", read.notes);
    let again = import(&read, &BizTalkGroup::default());
    let port = again.send_ports.get(&new.name).unwrap();
    assert_eq!(SendPort { binding_xml: None, ..port.as_ref().clone() }, new);
    assert!(!again.send_ports.contains_key(&old.name));
    assert_eq!(again.send_port_groups.get(&spg.name).unwrap().members, spg.members);
    assert_eq!(again.orchestrations.get(&orchestration.name).unwrap().ports, orchestration.ports);
}

#[test]
fn passwords_are_neither_kept_nor_exported() {
    let text = String::from_utf8(bytes("everything")).unwrap();
    let secret = "Tr0ub4dor";
    let text = text
        .replace("******", secret)
        .replace("&lt;CustomProps&gt;&lt;HttpMethodAndUrl", &format!("&lt;CustomProps&gt;&lt;Password vt=\"8\"&gt;{secret}&lt;/Password&gt;&lt;SharedAccessKey vt=\"8\"&gt;{secret}&lt;/SharedAccessKey&gt;&lt;HttpMethodAndUrl"))
        .replace("null://x", &format!("null://user:{secret}@x"))
        .replace("<Name>Partner</Name>", &format!("<Name>Partner</Name><Password>{secret}</Password>"));
    assert_eq!(text.matches(secret).count(), 5);
    let file = bindings::read(text.as_bytes(), None).unwrap();
    assert!(file.notes.iter().any(|note| note.lossy && note.sentence.key == "binding-password"));
    let group = import(&file, &BizTalkGroup::default());
    let kept = document::to_text(&Document { group: group.clone(), role: Role::Administrator });
    let exported = export(&group);
    for text in [kept, exported.clone(), format!("{group:?}")] {
        assert!(!text.contains(secret), "{text}");
    }
    let differ = differences(text.as_bytes(), exported.as_bytes());
    // of the address nobody can know that it is no address
    assert_eq!(differ.len(), 1, "{differ:#?}");
    assert!(differ[0].contains("SP_Custom"), "{differ:#?}");
}
