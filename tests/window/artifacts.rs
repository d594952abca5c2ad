//! Creating, editing, copying, moving and deleting by mouse.

use sendport::model::{PortKind, PortState};

use crate::driver::{Opening, window};

const NEW: [(&str, PortKind); 4] = [
    ("Static One-way Send Port…", PortKind::StaticOneWay),
    ("Static Solicit-Response Send Port…", PortKind::StaticSolicitResponse),
    ("Dynamic One-way Send Port…", PortKind::DynamicOneWay),
    ("Dynamic Solicit-Response Send Port…", PortKind::DynamicSolicitResponse),
];

#[test]
fn every_kind_of_send_port_can_be_made_from_the_tree() {
    let mut window = window();
    for (entry, kind) in NEW {
        window.menu_of_node("Send Ports (7)");
        window.walk(&["New", entry]);
        let title = window.dialog().expect("Send Port Properties");
        assert!(title.starts_with("New - Send Port Properties"), "{title}");
        window.assert_shows(match kind {
            PortKind::StaticOneWay => "Static one-way",
            PortKind::StaticSolicitResponse => "Static solicit-response",
            PortKind::DynamicOneWay => "Dynamic one-way",
            PortKind::DynamicSolicitResponse => "Dynamic solicit-response",
        });
        window.click("Cancel");
        assert_eq!(window.dialog(), None);
    }
}

#[test]
fn a_port_is_made_from_name_to_list() {
    let mut window = window();
    window.menu_of_node("Send Ports (7)");
    window.walk(&["New", "Static One-way Send Port…"]);
    window.write("SP_Lille");
    window.fill("Name", "SP_Lille");
    window.assert_shows("The name SP_Lille is already in use.");
    assert!(window.is_greyed("OK"));
    window.fill("Name", "");
    window.assert_shows("Enter a name.");
    window.fill("Name", "SP_Toulouse");
    assert!(window.description("OK").contains("Enter an address (URI)."), "{}", window.description("OK"));
    window.choose("Type", "FILE");
    window.click("Configure…");
    window.fill("URI", r"\\toulouse\in\%MessageID%.xml");
    window.click("OK");
    window.click("OK");
    assert_eq!(window.dialog(), None, "{}", window.text());
    let port = &window.snapshot().group.send_ports[&"SP_Toulouse".into()];
    assert_eq!((port.state, port.kind), (PortState::Bound, PortKind::StaticOneWay));
    assert_eq!((port.application.as_str(), port.address()), ("OrderApp", r"\\toulouse\in\%MessageID%.xml"));
    window.row("SP_Toulouse");
    assert_eq!(window.selected(), ["SP_Toulouse"], "what was made is shown");
    window.node("Send Ports (8)");
    assert!(window.title().contains('*'));

    window.click("Start");
    assert_eq!(window.state_of("SP_Toulouse"), PortState::Started);
    window.walk(&["Edit", "Undo: Start SP_Toulouse"]);
    window.walk(&["Edit", "Undo: Create SP_Toulouse"]);
    assert_eq!(window.snapshot().group.send_ports.get(&"SP_Toulouse".into()), None);
    assert!(window.selected().is_empty());
}

#[test]
fn a_renamed_port_stays_selected() {
    let mut window = window();
    window.click_row("SP_Paris");
    window.click("Properties…");
    assert_eq!(window.dialog().as_deref(), Some("SP_Paris - Send Port Properties"));
    window.fill("Name", "SP_Customs");
    window.click("OK");
    assert_eq!(window.selected(), ["SP_Customs"]);
    window.assert_shows("https://paris.customs.example/orders");
    assert!(!window.shows("no longer there"));
}

#[test]
fn a_double_click_opens_the_properties() {
    let mut window = window();
    window.row("SP_Lille").click();
    window.row("SP_Lille").click();
    window.run();
    assert_eq!(window.dialog().as_deref(), Some("SP_Lille - Send Port Properties"));
}

#[test]
fn edits_are_asked_about_before_they_are_thrown_away() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.click("Properties…");
    window.fill("Name", "SP_Other");
    window.click("Cancel");
    let group = &window.snapshot().group;
    assert!(group.send_ports.contains_key(&"SP_Lille".into()) && !group.send_ports.contains_key(&"SP_Other".into()));
}

#[test]
fn delete_goes_through_the_checklist() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.click("Delete…");
    assert_eq!(window.dialog().as_deref(), Some("Delete SP_Lille"));
    window.assert_shows("SP_Lille must be Bound; it is Started.");
    window.assert_shows("It must be a member of no send port group; it is a member of SPG_Warehouses.");
    assert!(window.is_greyed("Delete"));
    assert!(window.description("Delete").contains("2 conditions are not met yet"));
    window.click("Unenlist SP_Lille");
    assert!(window.description("Delete").contains("One condition is not met yet"), "it follows what happens");
    window.click("Remove SP_Lille from SPG_Warehouses");
    assert!(!window.is_greyed("Delete"));
    window.click("Delete");
    assert_eq!(window.dialog(), None);
    assert!(!window.snapshot().group.send_ports.contains_key(&"SP_Lille".into()));
    assert!(window.selected().is_empty(), "what is gone is not selected");
    assert!(window.is_greyed("Delete…"));
    for _ in 0..3 {
        window.click("Undo");
    }
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    let members = &window.snapshot().group.send_port_groups[&"SPG_Warehouses".into()].members;
    assert_eq!(members.len(), 3);
}

#[test]
fn a_copy_has_another_name_and_is_bound() {
    let mut window = window();
    window.menu_of_row("SP_Paris");
    window.click("Copy…");
    window.fill("Name", "SP_Paris_2");
    window.click("OK");
    assert_eq!(window.dialog(), None, "{}", window.text());
    assert_eq!(window.state_of("SP_Paris_2"), PortState::Bound);
    let ports = &window.snapshot().group.send_ports;
    assert_eq!(ports[&"SP_Paris_2".into()].filter, ports[&"SP_Paris".into()].filter);
}

#[test]
fn a_port_moves_to_another_application() {
    let mut window = window();
    window.menu_of_row("SP_Paris");
    window.click("Move to application…");
    window.choose("To the application", "EDI");
    window.click("Move");
    assert_eq!(window.dialog(), None, "{}", window.text());
    assert_eq!(window.snapshot().group.send_ports[&"SP_Paris".into()].application.as_str(), "EDI");
}

#[test]
fn other_artifacts_are_made_from_the_toolbar() {
    for (entry, title) in [
        ("Send port group…", "New - Send Port Group Properties"),
        ("One-way receive port…", "New Receive Port"),
        ("Request-response receive port…", "New Receive Port"),
        ("Orchestration…", "New Orchestration"),
        ("Application…", "New Application"),
        ("Host…", "New Host"),
    ] {
        let mut window = window();
        window.walk(&["New", entry]);
        assert_eq!(window.dialog().as_deref(), Some(title), "{entry}");
        let made = window.snapshot().generation;
        window.fill("Name", "Something");
        window.click("OK");
        assert_eq!(window.dialog(), None, "{entry}:\n{}", window.text());
        assert_ne!(window.snapshot().generation, made);
        assert_eq!(window.selected(), ["Something"], "{entry}");
    }
}

#[test]
fn a_group_gets_its_first_member_and_starts() {
    let mut window = Opening::scenario(5).start();
    window.click_node("Send Port Groups (1)");
    window.click_row("SPG_Warehouses");
    // Start is not greyed in Bound, but a group needs an enlisted member
    assert!(!window.is_greyed("Start"));
    window.click("Start");
    assert_eq!(window.dialog().as_deref(), Some("Why not?"));
    window.assert_shows("SPG_Warehouses must have at least one enlisted member.");
    window.click("Enlist SP_Lyon");
    window.click("Start");
    assert_eq!(window.state_of_group("SPG_Warehouses"), PortState::Started);
    assert_eq!(window.state_of("SP_Lyon"), PortState::Stopped);
}

#[test]
fn the_list_is_filtered_and_sorted() {
    let mut window = window();
    window.fill("Filter the list", "lille");
    window.assert_shows("1 of 7");
    window.row("SP_Lille");
    window.fill("Filter the list", "nothing like that");
    window.assert_shows("Nothing matches the filter.");
    window.fill("Filter the list", "");
    window.assert_shows("7 of 7");
    let first = |window: &crate::driver::Window| window.rows().remove(0);
    assert_eq!(first(&window), "SP_Archive");
    window.click_title("Name");
    window.click_title("Name");
    assert_eq!(first(&window), "SP_Stock");
}

#[test]
fn a_reference_in_the_details_leads_there() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.click("SPG_Warehouses");
    window.assert_shows("Send Port Groups in OrderApp");
    assert_eq!(window.selected(), ["SPG_Warehouses"]);
    window.click("SP_Nantes");
    assert_eq!(window.selected(), ["SP_Nantes"]);
}

#[test]
fn a_host_is_stopped_and_messages_wait() {
    let mut window = window();
    window.click_node("Hosts (2)");
    window.menu_of_row("SendHost");
    window.click("Stop all instances of the host");
    window.inject();
    window.assert_shows("M-1: 3 waiting");
    window.assert_shows("no instance of the host is running");
    window.menu_of_row("SendHost");
    window.click("Start all instances of the host");
    window.assert_shows("M-1: 3 processed");
}

#[test]
fn what_waits_can_be_suspended_and_terminated() {
    let mut window = window();
    window.click_node("Hosts (2)");
    window.menu_of_row("SendHost");
    window.click("Stop all instances of the host");
    window.inject();
    // one button of each for each of the three copies
    window.click_first("Suspend");
    window.assert_shows("M-1: 1 suspended, 2 waiting");
    window.click_first("Terminate");
    window.assert_shows("M-1: 1 suspended, 1 waiting, 1 terminated");
    assert_eq!(window.snapshot().counts.suspended, 1);
    // what was suspended by hand does not go on when the host starts
    window.menu_of_row("SendHost");
    window.click("Start all instances of the host");
    window.assert_shows("M-1: 1 processed, 1 suspended, 1 terminated");
}

#[test]
fn a_copy_can_be_of_another_kind() {
    let mut window = window();
    window.menu_of_row("SP_Lille");
    window.click("Copy as…");
    assert_eq!(window.dialog().as_deref(), Some("Copy SP_Lille as…"));
    window.click("Dynamic one-way");
    window.click("Copy…");
    window.assert_shows("Dynamic one-way");
    window.click("OK");
    let copy = window.snapshot().group.send_ports[&"SP_Lille_2".into()].clone();
    assert!(copy.kind.is_dynamic() && copy.transport.is_none());
}
