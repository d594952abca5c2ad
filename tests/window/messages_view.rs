//! The Messages view: everything that was ever sent, what became of it, and why.

use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use sendport::{
    model::{MessageId, PortState},
    words::Language,
};

use crate::driver::{Opening, Window};

/// Scenario 3 sends to three members of a group, one of them Stopped.
fn sent(messages: usize) -> Window {
    let mut window = Opening::scenario(3).start();
    for _ in 0..messages {
        window.inject();
    }
    window.click_node("Messages");
    window
}

/// Sends with another value of the first property.
fn send_another(window: &mut Window, value: &str) {
    window.fill("Value 1", value);
    window.inject();
}

#[test]
fn an_empty_list_says_what_to_do() {
    let window = sent(0);
    window.assert_shows("There are no messages yet. Send one in the Inject message panel");
}

#[test]
fn every_message_stands_in_the_list_newest_first_with_its_outcome() {
    let mut window = sent(1);
    send_another(&mut window, "Invoice");
    assert_eq!(window.rows(), ["M-2", "M-1"]);
    window.assert_shows("2 messages");
    window.assert_shows("1 suspended, 2 processed");
    assert!(window.row("M-2").accesskit_node().label().unwrap().contains("Routing failure"));
}

#[test]
fn a_message_tells_its_instances_its_timeline_and_its_contents() {
    let mut window = sent(1);
    window.click_row("M-1");
    assert!(window.heading("M-1").is_some());
    window.assert_shows("I-2, Suspended (resumable), host SendHost, not sent");
    window.assert_shows("I-1, Completed, host SendHost, sent once");
    // the timeline, from the publication to the last copy, with the rule
    for text in ["M-1 (http://orderapp.example/schemas#Order) was published", "+0 ms", "M-1 was sent by SP_Nantes"] {
        window.assert_shows(text);
    }
    window.assert_shows("row 4");
    window.assert_shows("Doc.Type");
    window.assert_shows("  <Customer>ZENITH</Customer>\n");
    window.click("As it was sent");
    window.click("With line breaks");
}

#[test]
fn what_is_allowed_is_done_from_the_message_and_the_timeline_goes_on() {
    let mut window = sent(1);
    window.click_row("M-1");
    assert!(window.is_greyed("Suspend"));
    assert_eq!(window.description("Suspend"), "The service instance is already suspended.");
    window.click("Resume…");
    window.click("Resume now");
    window.assert_shows("3 processed");
    window.assert_shows("I-2, Completed, host SendHost, sent once");
    window.assert_shows("M-1 was sent by SP_Lille");
    assert!(!window.has("Resume…"));
}

#[test]
fn the_search_finds_by_text_property_port_outcome_and_time() {
    let mut window = sent(1);
    send_another(&mut window, "Invoice");
    window.fill("Search id, type and properties", "invoi");
    assert_eq!(window.rows(), ["M-2"]);
    window.assert_shows("Messages: “invoi” in the id, the type or a property");
    window.assert_shows("1 message");
    window.click("Clear");
    assert_eq!(window.rows().len(), 2);

    window.click("More conditions");
    window.fill("Property", "Doc.Type");
    window.press(Key::Escape);
    window.choose("Operator", "!=");
    window.fill("Value", "Order");
    assert_eq!(window.rows(), ["M-2"]);
    window.assert_shows("Doc.Type != Order");
    window.click("Clear");

    window.fill("Send port", "SP_Lille");
    window.press(Key::Escape);
    window.choose("Outcome", "Suspended");
    assert_eq!(window.rows(), ["M-1"]);
    window.assert_shows("a copy for SP_Lille, outcome: Suspended");
    window.choose("Outcome", "Processed");
    window.assert_shows("No message matches. Clear some of the conditions.");
    window.click("Clear");

    window.clock.advance(jiff::SignedDuration::from_mins(10));
    window.inject();
    window.choose("Time", "Last 5 minutes");
    assert_eq!(window.rows(), ["M-3"]);
    window.choose("Time", "From … to");
    window.fill("To (2027-01-15 09:00)", "nonsense");
    window.assert_shows("“nonsense” is no time.");
}

#[test]
fn who_may_not_see_bodies_finds_nothing_by_them() {
    let mut window = sent(1);
    window.click_row("M-1");
    window.click("More conditions");
    window.fill("Body contains", "zenith");
    assert_eq!(window.rows(), ["M-1"]);
    window.fill("Body contains", "nobody");
    assert!(window.rows().is_empty());
    window.choose("Role", "Operator");
    window.run();
    assert_eq!(window.rows(), ["M-1"], "the condition is gone, it would tell what is in them");
    assert!(window.is_greyed("Body contains"));
    assert!(!window.shows("<Customer>"));
}

#[test]
fn a_message_is_sent_once_more_or_edited_first() {
    let mut window = sent(1);
    window.click_row("M-1");
    window.click("Inject again");
    assert_eq!(window.rows(), ["M-2", "M-1"]);
    assert_eq!(window.snapshot().reports[0].message.context, window.snapshot().reports[1].message.context);
    window.fill("Value 1", "Something else");
    window.click("Edit and inject…");
    assert_eq!(window.field("Value 1").value().as_deref(), Some("Order"));
    assert_eq!(window.snapshot().reports.len(), 2, "not yet");
}

#[test]
fn two_messages_are_compared_and_the_first_difference_has_its_reason() {
    let mut window = sent(1);
    send_another(&mut window, "Invoice");
    window.click_row("M-2");
    window.click_row_with("M-1", Modifiers::COMMAND);
    window.assert_shows("Compare M-1 and M-2");
    window.assert_shows("The first difference");
    window.assert_shows("M-1 was suspended at SP_Lille");
    window.assert_shows("Doc.Type == Order: fails, the message has Invoice.");
    window.assert_shows("1 property is the same.");
    window.click("Show M-2");
    assert!(window.heading("M-2").is_some());
}

#[test]
fn messages_that_differ_by_a_state_are_told_by_it() {
    let mut window = Opening::scenario(3).start();
    window.inject();
    window.click_row("SP_Lille");
    window.click("Start");
    if window.dialog().is_some() {
        window.click("Start and keep");
    }
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    window.inject();
    window.click_node("Messages");
    window.click_row("M-2");
    window.click_row_with("M-1", Modifiers::COMMAND);
    window.assert_shows("Their promoted properties are the same.");
    window.assert_shows("M-1 was suspended at SP_Lille: the group SPG_Warehouses is Started and the port is Stopped");
    window.assert_shows("M-2 was routed to SP_Lille by means of SPG_Warehouses");
}

#[test]
fn of_messages_on_different_ways_to_one_port_each_tells_whom_it_was_sent_to() {
    let mut window = Opening::scenario(3).start();
    window.click("To a send port");
    window.choose("Send port", "SP_Lille");
    window.inject();
    window.click("To a send port group");
    window.choose("Send port group", "SPG_Warehouses");
    window.inject();
    window.click_node("Messages");
    window.click_row("M-2");
    window.click_row_with("M-1", Modifiers::COMMAND);
    window.assert_shows("M-2: SP_Lille was not addressed: the message was sent to SPG_Warehouses only.");
    window.assert_shows("M-1: SPG_Warehouses was not addressed: the message was sent to SP_Lille only.");
    assert!(!window.shows("not known any more"), "nothing has been changed since");
}

#[test]
fn any_port_tells_why_it_did_not_get_a_message_as_it_was_then() {
    let mut window = Opening::default().start();
    window.inject();
    window.click_row("SP_Archive");
    window.click("Start");
    window.menu_of_row("SP_Archive");
    window.click("Why did it not get a message…");
    assert!(window.heading("M-1").is_some(), "the newest message is the one that is meant:\n{}", window.text());
    window.assert_shows("SP_Archive is Bound: it has no subscription.");
    window.assert_shows("By the configuration as it was when the message came.");
    window.fill("Send port", "SP_Nowhere");
    window.assert_shows("There was no send port SP_Nowhere.");
    window.fill("Send port", "SP_Lille");
    window.assert_shows("SP_Lille got a copy by way of SPG_Warehouses.");
}

#[test]
fn messages_outlive_the_window_and_then_the_present_configuration_explains_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.ron");
    let mut window = Opening::scenario(3).answering(&[&path]).start();
    window.inject();
    window.ctrl(Key::S);
    drop(window);
    let mut window = Opening::file(&path).start();
    window.click_node("Messages");
    window.click_row("M-1");
    window.assert_shows("M-1 was sent by SP_Nantes");
    window.fill("Send port", "SP_Lille");
    window.assert_shows("By the present configuration: the one of that time is not remembered any more.");
}

#[test]
fn messages_are_opened_from_wherever_they_are_named() {
    let mut window = Opening::scenario(3).start();
    window.inject();
    window.inject();
    let opened = |window: &mut Window, id: &str| {
        assert!(window.heading(id).is_some(), "{id} is not open in:\n{}", window.text());
        window.click_node("Hosts (2)");
    };
    window.click("Show message");
    opened(&mut window, "M-2");
    window.walk(&["View", "Suspended"]);
    window.click_row("M-1");
    window.click("Show M-1");
    opened(&mut window, "M-1");
    window.click_node("Send Ports (3)");
    window.click_row("SP_Lyon");
    window.click("Arrived (2)");
    window.click("Show M-1");
    opened(&mut window, "M-1");
}

#[test]
fn a_page_that_is_read_stays_while_messages_come() {
    let mut window = Opening::scenario(3).start();
    window.fill("times", "40");
    window.inject();
    window.click_node("Messages");
    window.click_row("M-40");
    for _ in 0..30 {
        window.press(Key::ArrowDown);
    }
    assert_eq!(window.selected(), ["M-10"]);
    let before = window.rows();
    window.fill("times", "3");
    window.inject();
    assert_eq!(window.rows(), before, "nothing moves under the eyes");
    window.click("3 new messages");
    assert_eq!(window.rows()[0], "M-43");
}

#[test]
fn a_small_window_shows_the_list_then_the_message_with_a_way_back() {
    let mut window = Opening { size: [512.0, 384.0], ..Opening::scenario(3) }.start();
    window.click("Inject message");
    window.inject();
    window.click("Show message");
    window.assert_shows("Service instances");
    window.click("Back to the list");
    assert_eq!(window.rows(), ["M-1"]);
    window.click("Show M-1");
    window.assert_shows("Timeline");
}

#[test]
fn nothing_is_drawn_when_nothing_happens_and_both_languages_have_room() {
    for language in Language::ALL {
        let mut window = Opening { language, ..Opening::scenario(3) }.start();
        window.click(if language == Language::English { "Inject" } else { "Injecter" });
        window.click_node("Messages");
        window.click_row("M-1");
        for pass in 0..5 {
            window.harness.step();
            let delay = window.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
            assert!(delay >= Duration::from_millis(400), "{language:?}, pass {pass} asks for another in {delay:?}");
        }
        assert_eq!(window.last_message(), MessageId(1));
    }
}

#[test]
fn the_room_beside_the_list_stays_when_a_message_is_chosen() {
    let mut window = sent(1);
    let list = |window: &Window| window.row("M-1").rect().right();
    window.click_node("Messages");
    let before = list(&window);
    window.click_row("M-1");
    assert!((list(&window) - before).abs() < 1.0, "{} then {}", before, list(&window));
}
