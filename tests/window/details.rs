//! The details of what is selected: what happens inside a port, who changed it last; and what is
//! told when something is stopped.

use egui::Key;
use sendport::{
    console::context::Task,
    engine::{Held, Request},
    model::{
        Addressing, ArtifactRef, Certificate, Draft, MapReference, Name, Operator, PortKind, PortState, Predicate,
        SendPort, Target, Transport, Value,
    },
    rules::Action,
    words::Language,
};

use crate::driver::{Opening, Window, window};

/// The titles of the steps inside the port that is selected, by what a screen reader is told.
fn steps(window: &Window, step: &str) -> Vec<String> {
    let mut links: Vec<_> = window.links().into_iter().filter(|link| link.starts_with(step)).collect();
    links.dedup();
    links
}

fn put(window: &mut Window, port: SendPort) {
    let original = window.snapshot().group.send_ports.get(&port.name).map(|port| port.name.clone());
    window.harness.state().push(Task::Request(Request::Put { original, artifact: port.into() }));
    window.run();
    assert_eq!(window.dialog(), None, "{}", window.text());
}

fn lille(window: &Window) -> SendPort {
    window.snapshot().group.send_ports[&"SP_Lille".into()].as_ref().clone()
}

#[test]
fn the_steps_inside_a_port_stand_in_their_order() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.assert_shows("Inside this port");
    assert_eq!(
        steps(&window, "Step "),
        [
            "Step 1, Subscription: open the page Filters",
            "Step 2, Work queue: open the page Transport Advanced Options",
            "Step 3, Service window: open the page Transport Advanced Options",
            "Step 4, Outbound map: open the page Outbound Maps",
            "Step 5, Send pipeline: open the page General",
            "Step 6, Transport: open the page General",
            "Step 7, Retries: open the page Transport Advanced Options",
            "Step 8, Backup Transport: open the page Backup Transport",
            "Step 9, If all fails: open the page Transport Advanced Options",
        ]
    );
    window.assert_shows("by address only, no filter");
    window.assert_shows("none, at any time");
    window.assert_shows("3 retries, 5 minutes apart");
    window.assert_shows("the message is suspended");
    assert!(window.has("SPG_Warehouses"), "the group by way of which messages come");
}

#[test]
fn what_is_named_and_not_executed_says_so() {
    let mut window = window();
    window.click_row("SP_Lille");
    assert_eq!(window.written("(named, not executed)"), 1, "the send pipeline: {}", window.text());
    let map = |map: &str| MapReference { source: format!("{map}In"), map: map.into(), target: format!("{map}Out") };
    let host = window.snapshot().group.send_ports[&"SP_Lille".into()].transport.as_ref().unwrap().handler.clone();
    let port = SendPort {
        outbound_maps: vec![map("OrderToStock"), map("OrderToSlip")],
        certificate: Some(Certificate {
            common_name: "Warehouse".into(),
            thumbprint: "0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567".into(),
        }),
        backup: Some(Transport { retry_count: 1, ..Transport::new("FILE", r"C:\Late\%MessageID%.xml", host) }),
        route_failed_messages: true,
        ..lille(&window)
    };
    put(&mut window, port);
    assert_eq!(window.written("(named, not executed)"), 3, "map, pipeline, certificate: {}", window.text());
    window.assert_shows("OrderToStock, OrderToSlip");
    window.assert_shows("Warehouse");
    window.assert_shows(r"C:\Late\%MessageID%.xml");
    window.assert_shows("FILE, SendHost, 1 retry, 5 minutes apart");
    window.assert_shows("an error message is published instead");
    let links = steps(&window, "Step ");
    let at = |step: &str| links.iter().position(|link| link.contains(step)).expect(step);
    assert!(at("Send pipeline") < at("Certificate") && at("Certificate") < at("Transport: "), "{links:?}");
}

#[test]
fn each_step_leads_to_the_page_that_sets_it() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.click("Step 4, Outbound map: open the page Outbound Maps");
    assert_eq!(window.dialog().as_deref(), Some("SP_Lille - Send Port Properties"));
    assert!(window.is_chosen("Outbound Maps"), "{}", window.text());
    window.click("Cancel");
    window.click("Step 8, Backup Transport: open the page Backup Transport");
    assert!(window.is_chosen("Backup Transport"), "{}", window.text());
}

#[test]
fn a_two_way_port_goes_on_with_the_response_and_a_dynamic_one_has_no_retries() {
    let mut window = window();
    let application = lille(&window).application;
    let port = SendPort::new("SP_Ask".into(), application, PortKind::DynamicSolicitResponse);
    put(&mut window, port);
    window.click_row("SP_Ask");
    let links = steps(&window, "Step ");
    assert!(!links.iter().any(|link| link.contains("Retries") || link.contains("Backup")), "{links:?}");
    let last: Vec<_> = links.iter().rev().take(2).rev().map(String::as_str).collect();
    assert_eq!(
        last,
        ["Step 7, Receive pipeline: open the page General", "Step 8, Inbound map: open the page Inbound Maps"]
    );
    window.assert_shows("address and adapter come with the message");
    window.assert_shows("is published to who waits for it or subscribes to it");
}

#[test]
fn the_steps_are_in_sight_in_a_small_window_and_in_french() {
    let opening = Opening { language: Language::French, size: [512.0, 384.0], ..Opening::default() };
    let mut window = opening.start();
    window.click_row("SP_Lille");
    window.press(Key::Num4);
    window.assert_shows("Dans ce port");
    let links = steps(&window, "Étape ");
    assert!(links.len() > 7, "{links:?}");
    window.click("Étape 5, Pipeline d’envoi\u{202F}: ouvrir la page Général");
    assert!(window.dialog().is_some());
}

#[test]
fn the_last_change_is_told_and_leads_to_the_history() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.assert_shows("Not changed since the audit of this document began.");
    window.click("Stop");
    window.assert_shows("by Administrator: Stop SP_Lille");
    window.click_row("SP_Lyon");
    window.assert_shows("Not changed since the audit of this document began.");
    window.click_row("SP_Lille");
    window.click("Start");
    window.assert_shows("by Administrator: Start SP_Lille");
    window.click("History of SP_Lille");
    assert_eq!(window.rows(), ["Start SP_Lille", "Stop SP_Lille"]);
}

#[test]
fn a_view_without_details_keeps_the_room() {
    let mut window = window();
    window.inject();
    window.click_row("SP_Lille");
    assert!(window.pane("Details").is_some());
    window.click_node("Suspended (0)");
    assert_eq!(window.pane("Details"), None);
    window.click_node("Subscriptions");
    window.assert_shows("Select one to see here to whom it belongs.");
    window.click_node("Audit");
    window.assert_shows("Select an entry to see what it changed.");
}

#[test]
fn stopping_what_the_last_messages_needed_is_told_with_their_types() {
    let mut window = window();
    window.click("To a send port group");
    window.inject();
    window.inject();
    window.click_row("SP_Archive");
    window.click("Enlist");
    assert!(!window.has("What is not Started"), "nobody needed SP_Archive, and it gets more, not less");
    window.click_row("SP_Lyon");
    window.click("Stop");
    window.assert_shows(
        "SP_Lyon is Stopped. 2 of the last 2 messages went to it (Order). \
         What comes now is suspended until it is started.",
    );
    // it goes when it is settled, and stays in the list of notices
    window.click("Start");
    assert!(!window.has("What is not Started"), "{}", window.text());
    window.click("Unenlist");
    window.assert_shows("SP_Lyon is Bound. 2 of the last 2 messages went to it (Order). It has no subscription");
    window.click("What is not Started");
    window.assert_shows("Only: not Started");
    assert!(window.rows().contains(&"SP_Lyon".to_owned()), "{:?}", window.rows());
    assert!(!window.rows().contains(&"SP_Lille".to_owned()), "{:?}", window.rows());
    // what was settled needs no look
    window.click("Notices (1)");
    window.assert_shows("SP_Lyon is Stopped.");
    window.click_first("What is not Started");
    assert_eq!(window.dialog(), None);
}

#[test]
fn what_nobody_needed_is_stopped_without_a_word() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.click("Stop");
    assert!(!window.has("What is not Started"), "{}", window.text());
    window.ctrl(Key::Z);
    assert_eq!(window.state_of("SP_Lyon"), PortState::Started);
}

#[test]
fn undoing_a_start_is_told_too() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.click("Stop");
    window.click("Start");
    window.click("To a send port group");
    window.inject();
    window.ctrl(Key::Z);
    assert_eq!(window.state_of("SP_Lyon"), PortState::Stopped);
    window.assert_shows("SP_Lyon is Stopped. The last message went to it (Order).");
}

#[test]
fn the_number_at_the_bottom_counts_what_is_not_started_and_who_holds_messages() {
    let mut window = window();
    let not_started = |window: &Window| {
        let group = &window.snapshot().group;
        group.send_ports.values().filter(|port| port.state != PortState::Started).count()
            + group.send_port_groups.values().filter(|spg| spg.state != PortState::Started).count()
    };
    let before = not_started(&window);
    assert!(window.has(&format!("Not Started: {before}")), "{}", window.text());
    window.click_row("SP_Lyon");
    window.click("Stop");
    let quiet = format!("Not Started: {}", before + 1);
    assert!(window.has(&quiet), "{}", window.text());
    window.click("To a send port group");
    window.inject();
    let loud = format!("{quiet}, one holds messages");
    assert!(window.has(&loud), "{}", window.text());
    assert!(window.description(&loud).contains("SP_Lyon is Stopped and holds one message (Order)."));
    window.click(&loud);
    assert_eq!(window.rows().len(), before + 1, "{:?}", window.rows());
    window.click_row("SP_Lyon");
    window.click("Start");
    window.click("Start and resume");
    assert!(window.has(&format!("Not Started: {before}")), "{}", window.text());
}

#[test]
fn a_small_window_shows_the_number_while_messages_are_held() {
    for language in Language::ALL {
        let french = language == Language::French;
        let mut window = Opening { language, size: [512.0, 384.0], ..Opening::default() }.start();
        let item = ArtifactRef::send_port(&"SP_Lyon".into());
        let stop = Request::Act { action: Action::Stop, items: vec![item], held: Held::Resume };
        window.harness.state().push(Task::Request(stop));
        window.run();
        let label = if french { "Non démarrés\u{202F}: " } else { "Not Started: " };
        assert!(!window.links().iter().any(|link| link.starts_with(label)), "nothing is held");
        let draft =
            Draft { addressing: Addressing::To(Target::SendPortGroup("SPG_Warehouses".into())), ..Draft::default() };
        window.harness.state().push(Task::Request(Request::Publish { draft, count: 1 }));
        window.run();
        let links = window.links();
        let link = links.iter().find(|link| link.starts_with(label)).expect("the number").clone();
        let place = window.control(&link).rect();
        assert!(place.right() <= 512.0 && place.bottom() <= 384.0, "{place:?}");
        window.click(&link);
        assert!(window.rows().contains(&"SP_Lyon".to_owned()), "{:?}", window.rows());
    }
}

#[test]
fn what_arrives_twice_is_told_before_and_after() {
    let mut window = Opening::scenario(6).start();
    window.click_row("SP_Paris");
    assert!(
        window.shows("Its own filter and that of its group SPG_Europe match the same")
            || window.shows("A message can match its own filter and that of its group SPG_Europe"),
        "{}",
        window.text()
    );
    window.inject();
    window
        .assert_shows("SP_Paris gets it twice: its own subscription and that of each of its groups make a copy each.");
    assert!(!window.shows("SP_Berlin gets it"), "one copy only");
    window.click_node("Send Port Groups (1)");
    window.click_row("SPG_Europe");
    window.assert_shows("SP_Paris and the group both have a filter");
}

#[test]
fn a_filter_that_cannot_match_is_told_where_one_looks_first() {
    let mut window = Opening::scenario(7).start();
    window.click_row("SP_Invoices");
    assert!(!window.shows("Its filter matches no message"), "no message has been published yet");
    window.inject();
    window.assert_shows("Its filter matches no message that was published lately (one kind).");
    let mut port = window.snapshot().group.send_ports[&"SP_Invoices".into()].as_ref().clone();
    port.filter.0[0][0].property = "Doc.Typo".into();
    put(&mut window, port.clone());
    window.assert_shows("Nobody promotes Doc.Typo");
    port.filter.0[0][0] =
        Predicate { property: "Doc.Type".into(), operator: Operator::Equals, value: Value::String("Invoice".into()) };
    put(&mut window, port);
    assert!(!window.shows("Nobody promotes"), "{}", window.text());
    assert!(!window.shows("Its filter matches no message"), "{}", window.text());
}

#[test]
fn a_port_that_was_deleted_keeps_its_name() {
    let mut window = window();
    let name: Name = "SP_Berlin".into();
    let item = ArtifactRef::send_port(&name);
    let act = |action| Request::Act { action, items: vec![item.clone()], held: Held::Keep };
    let draft = Draft { addressing: Addressing::To(Target::SendPort(name.clone())), ..Draft::default() };
    let delete = Request::Delete { items: vec![item.clone()] };
    for request in [act(Action::Stop), Request::Publish { draft, count: 1 }, act(Action::Unenlist), delete] {
        window.harness.state().push(Task::Request(request));
        window.run();
    }
    assert!(window.snapshot().group.send_ports.get(&name).is_none(), "{}", window.text());
    window.click_node("Suspended (1)");
    window.assert_shows("SP_Berlin");
    window.assert_shows("(deleted or renamed since)");
    assert!(!window.has("SP_Berlin"), "there is nothing to go to");
}
