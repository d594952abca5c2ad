//! Sending messages by mouse, and what the window says became of them.

use sendport::{engine::Outcome, model::PortState};

use crate::driver::{Opening, window};

#[test]
fn the_window_opens_on_order_fan_out() {
    let window = window();
    assert_eq!(window.title(), "Order fan-out to warehouses - Sendport");
    window.assert_shows("Send Ports in OrderApp");
    for port in ["SP_Archive", "SP_Lille", "SP_Lyon", "SP_Nantes", "SP_Paris"] {
        window.row(port);
    }
    assert_eq!(window.selected().len(), 1);
    window.assert_shows("Send a message to see where it goes, and why.");
    // what it begins with is ready to be sent
    assert_eq!(window.field("Value 1").value().as_deref(), Some("Order"));
}

#[test]
fn an_order_is_processed_by_three_warehouses_by_row_3() {
    let mut window = window();
    window.inject();
    let report = window.snapshot().reports.last().expect("a report").clone();
    assert_eq!(report.count(Outcome::Processed), 3);
    window.assert_shows("M-1: 3 processed");
    let stamps = window.text().lines().filter(|line| line.ends_with("row 3")).count();
    assert_eq!(stamps, 3, "{}", window.text());
    window.click("Show why: SP_Lille");
    window.assert_shows("by means of SPG_Warehouses and is processed: the group is Started and the port is Started");
    window.assert_shows("Not delivered to");
    window.assert_shows("SP_Archive is Bound: it has no subscription.");
}

#[test]
fn a_stopped_port_suspends_by_row_4_and_the_way_out_works() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.click("Stop");
    window.inject();
    window.assert_shows("M-1: 2 processed, 1 suspended");
    window.assert_shows(
        "M-1 was suspended at SP_Lille: the group SPG_Warehouses is Started and the port is Stopped. \
         It waits in the suspended queue of the host SendHost.",
    );
    window.assert_shows("state combinations, row 4");
    assert_eq!(window.snapshot().counts.suspended, 1);
    window.click("Start SP_Lille");
    // the same question as from the toolbar: one message is held
    if window.dialog().is_some() {
        window.click("Start and resume");
    }
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    window.inject();
    window.assert_shows("M-2: 3 processed");
}

#[test]
fn a_dry_run_shows_what_would_happen_and_changes_nothing() {
    let mut window = window();
    let before = window.snapshot().generation;
    window.click("Dry run");
    window.assert_shows("Dry run: nothing was sent");
    window.assert_shows("3 processed");
    assert_eq!(window.snapshot().generation, before);
    assert!(window.snapshot().reports.is_empty() && window.snapshot().events.is_empty());
    assert!(!window.title().contains('*'));
    window.inject();
    assert!(!window.shows("Dry run: nothing was sent"));
}

#[test]
fn a_message_can_be_addressed_to_a_port_or_to_a_group() {
    let mut window = Opening::scenario(4).start();
    window.click("To a send port");
    window.choose("Send port", "SP_Lyon");
    window.inject();
    window.assert_shows("M-1: 1 processed");
    window.assert_shows("state combinations, row 1");
    window.click("To a send port group");
    window.choose("Send port group", "SPG_Warehouses");
    window.inject();
    window.assert_shows("M-2: 3 suspended");
    window.assert_shows("state combinations, row 5");
}

#[test]
fn templates_fill_the_form_and_can_be_saved() {
    let mut window = window();
    window.choose("Template", "Order from the EU");
    assert_eq!(window.field("Property 2").value().as_deref(), Some("Region"));
    window.inject();
    window.assert_shows("M-1: 5 processed");

    window.fill("Value 2", "US");
    window.click("Save as template…");
    window.fill("Name of the template", "Order from the US");
    window.click("Save");
    assert!(window.snapshot().group.templates.contains_key(&"Order from the US".into()));
    window.choose("Template", "Invoice");
    assert_eq!(window.field("Value 1").value().as_deref(), Some("Invoice"));
    window.choose("Template", "Order from the US");
    assert_eq!(window.field("Value 2").value().as_deref(), Some("US"));
    window.walk(&["Edit", "Undo: Create Order from the US"]);
    assert!(!window.snapshot().group.templates.contains_key(&"Order from the US".into()));
}

#[test]
fn a_value_that_does_not_fit_its_type_is_told_while_typing() {
    let mut window = window();
    window.fill("Value 3", "many");
    window.assert_shows("Amount: “many” is no value of the type integer");
    assert!(window.is_greyed("Inject"));
    window.click("Inject");
    assert!(window.dialog().is_some(), "pressing it tells the reason");
    window.assert_shows("Amount: “many” is no value of the type integer");
    window.dismiss();
    assert!(window.snapshot().reports.is_empty());
    window.fill("Value 3", "7");
    assert!(!window.is_greyed("Inject"));
}

#[test]
fn the_message_type_follows_the_body() {
    let mut window = window();
    window.click("Body (123 bytes)");
    window.fill("Message type", "");
    window.fill("Body", "<a:Crate xmlns:a='http://wine'/>");
    assert_eq!(window.field("Message type").value().as_deref(), Some("http://wine#Crate"));
}

#[test]
fn properties_are_added_and_removed() {
    let mut window = window();
    window.click("Add a property");
    window.fill("Property 4", "Region");
    window.fill("Value 4", "EU");
    window.click("Remove the property 2");
    window.inject();
    // without the customer, and from the EU: the warehouses and SP_Paris
    window.assert_shows("M-1: 4 processed");
}

#[test]
fn several_at_once() {
    let mut window = window();
    window.fill("times", "5");
    window.inject();
    assert_eq!(window.snapshot().reports.len(), 5);
    window.assert_shows("M-5: 3 processed");
    window.click("Previous");
    window.assert_shows("M-4: 3 processed");
    window.fill("times", "0");
    assert!(window.is_greyed("Inject"));
}

#[test]
fn what_nearly_matched_is_named() {
    let mut window = Opening::scenario(7).start();
    window.inject();
    window.assert_shows("routing failure, no subscriber was found");
    window.assert_shows(
        "The filter of SP_Invoices nearly matches: the message has “Invoice”, the filter asks for “Invoce”",
    );
}

#[test]
fn a_destination_that_is_down_is_tried_again_and_then_suspends() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.choose("How the simulated destination answers", "Down");
    window.inject();
    window.assert_shows("M-1: 2 processed, 1 waiting");
    window.assert_shows("M-1 could not be sent by SP_Lyon (attempt 1 failed) and is sent again");
    window.clock.advance(jiff::SignedDuration::from_mins(15));
    window.run();
    window.assert_shows("M-1: 2 processed, 1 suspended");
    window.assert_shows("cannot be reached");
    window.choose("How the simulated destination answers", "Up");
    window.inject();
    window.assert_shows("M-2: 3 processed");
    window.click("Arrived (1)");
    window.assert_shows("M-2");
}

#[test]
fn a_slow_destination_takes_its_time() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.choose("How the simulated destination answers", "Slow");
    window.inject();
    window.assert_shows("M-1: 2 processed, 1 waiting");
    window.assert_shows("the destination takes its time");
    window.clock.advance(jiff::SignedDuration::from_secs(5));
    window.run();
    window.assert_shows("M-1: 3 processed");
}

#[test]
fn a_click_in_the_log_shows_what_it_is_about() {
    let mut window = window();
    window.inject();
    window.click("Show the log");
    window.click(
        "M-1 was sent by SP_Nantes to ftp://nantes.warehouse.example:21/in/%MessageID%.xml, by the host instance on SRV-A.",
    );
    assert_eq!(window.selected(), ["SP_Nantes"]);
}

#[test]
fn a_way_out_is_greyed_for_who_may_not_take_it() {
    let mut window = Opening::scenario(3).start();
    window.inject();
    assert!(!window.is_greyed("Start SP_Lille"));
    window.choose("Role", "Read only");
    assert!(window.is_greyed("Start SP_Lille"));
    assert!(!window.description("Start SP_Lille").is_empty());
    window.choose("Role", "Operator");
    assert!(!window.is_greyed("Start SP_Lille"), "an operator may start what is Stopped");
}
