//! The Suspended view by mouse: causes, resume, terminate, edit and resubmit.

use sendport::{engine::Outcome, model::PortState};

use crate::driver::{Opening, Window, window};

fn show(window: &mut Window) {
    window.walk(&["View", "Suspended"]);
}

fn tick(window: &mut Window, message: &str) {
    let start = format!("  {message}  ");
    window.tick(&start);
}

#[test]
fn nothing_suspended_says_what_would_be() {
    let mut window = window();
    show(&mut window);
    window.assert_shows("Nothing is suspended. A stopped port, a stopped group or a failing destination");
}

#[test]
fn a_routing_failure_is_one_row_with_its_report() {
    let mut window = Opening::scenario(1).start();
    window.inject();
    window.assert_shows("M-1: routing failure, no subscriber was found");
    show(&mut window);
    window.assert_shows("Cause: no subscriber was found");
    window.assert_shows("1 instance");
    assert_eq!(window.ticks().len(), 1, "message and report are one row:\n{}", window.text());
    window.click_in_center("Routing failure report");
    window.assert_shows("Doc.Type = Order");
    window.assert_shows("The filter of SP_Archive matches, but SP_Archive is Bound");
}

#[test]
fn a_routing_failure_is_routed_again_once_somebody_subscribes() {
    let mut window = Opening::scenario(1).start();
    window.inject();
    // the way out in the outcome
    window.click("Start SP_Archive");
    show(&mut window);
    tick(&mut window, "M-1");
    window.click("Resume…");
    window.assert_shows("A routing failure is routed again; it stays suspended if still nobody subscribes.");
    window.click("Resume now");
    assert_eq!(window.snapshot().counts.suspended, 0);
    assert_eq!(window.snapshot().counts.port(&"SP_Archive".into()).arrived, 1);
}

#[test]
fn resume_warns_and_delivers_although_the_port_is_stopped() {
    let mut window = Opening::scenario(8).start();
    window.fill("times", "3");
    window.inject();
    assert_eq!(window.snapshot().counts.suspended, 3);
    show(&mut window);
    window.assert_shows("Cause: SP_Bank is Stopped");
    window.assert_shows("3 instances");
    assert!(window.is_greyed("Resume…"), "nothing is chosen yet");
    tick(&mut window, "M-1");
    window.click("Resume…");
    assert_eq!(window.dialog().as_deref(), Some("Resume one service instance"));
    window.assert_shows("SP_Bank is Stopped.");
    window.assert_shows("Resume delivers now all the same: it does not look at the state of the port.");
    window.click("Resume now");
    assert_eq!(window.state_of("SP_Bank"), PortState::Stopped);
    let counts = window.snapshot().counts.port(&"SP_Bank".into());
    assert_eq!((counts.suspended, counts.arrived), (2, 1));
    window.assert_shows("2 instances");
}

#[test]
fn the_port_can_be_started_instead_of_resuming() {
    let mut window = Opening::scenario(8).start();
    window.inject();
    show(&mut window);
    tick(&mut window, "M-1");
    window.click("Resume…");
    window.click("Start the port instead");
    window.click("Start and resume");
    assert_eq!(window.state_of("SP_Bank"), PortState::Started);
    assert_eq!(window.snapshot().counts.suspended, 0);
}

#[test]
fn terminate_asks_and_cannot_be_undone() {
    let mut window = Opening::scenario(8).start();
    window.fill("times", "2");
    window.inject();
    show(&mut window);
    window.walk(&["Select all", "Terminate…"]);
    assert_eq!(window.dialog().as_deref(), Some("Terminate 2 service instances?"));
    window.assert_shows("Terminate cannot be undone.");
    window.click("Cancel");
    assert_eq!(window.snapshot().counts.suspended, 2);
    window.walk(&["Terminate…", "Terminate 2"]);
    assert_eq!(window.snapshot().counts.suspended, 0);
    window.assert_shows("Nothing is suspended.");
    let report = window.snapshot().reports.last().expect("a report");
    assert_eq!(report.count(Outcome::Terminated), 1);
}

#[test]
fn edit_and_resubmit_sends_the_corrected_message_and_ends_the_old_one() {
    let mut window = Opening::scenario(7).start();
    window.inject();
    show(&mut window);
    tick(&mut window, "M-1");
    window.click("Edit and resubmit…");
    assert_eq!(window.dialog().as_deref(), Some("Edit and resubmit M-1"));
    window.fill("Value, row 1", "Invoce");
    window.click("Resubmit");
    assert_eq!(window.dialog(), None, "{}", window.text());
    assert_eq!(window.snapshot().counts.suspended, 0);
    assert_eq!(window.snapshot().counts.port(&"SP_Invoices".into()).arrived, 1);
    assert_eq!(window.last_message().to_string(), "M-2");
}

#[test]
fn resubmitting_to_nobody_is_another_routing_failure() {
    let mut window = Opening::scenario(7).start();
    window.inject();
    show(&mut window);
    tick(&mut window, "M-1");
    window.walk(&["Edit and resubmit…", "Resubmit"]);
    // one message is suspended as before: the edited copy in the place of the first
    assert_eq!(window.snapshot().counts.suspended, 1);
    assert_eq!(window.snapshot().counts.routing_failures, 1);
    assert!(window.ticks()[0].contains("M-2"), "{:?}", window.ticks());
}

#[test]
fn resuming_to_nobody_is_refused_and_says_why() {
    let mut window = Opening::scenario(7).start();
    window.inject();
    show(&mut window);
    tick(&mut window, "M-1");
    window.walk(&["Resume…", "Resume now"]);
    window.assert_shows("Still nobody subscribes to M-1: it would fail again.");
    assert_eq!(window.snapshot().counts.suspended, 1);
}

#[test]
fn the_body_of_a_suspended_message_is_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("payment.xml");
    let mut window = Opening { scenario: Some(8), ..Opening::default() }.answering(&[&file]).start();
    window.inject();
    show(&mut window);
    tick(&mut window, "M-1");
    window.click("Save…");
    let body = std::fs::read_to_string(&file).expect("the body");
    assert_eq!(body, window.snapshot().reports[0].message.body.as_ref());
    window.assert_shows("The message body was saved");
}

#[test]
fn the_count_at_a_port_leads_to_its_messages_only() {
    let mut window = Opening::scenario(4).start();
    window.inject();
    window.click_row("SP_Lille");
    window.click("1 suspended");
    window.assert_shows("Only of SP_Lille");
    let causes = |window: &Window| window.text().matches("Cause: the group SPG_Warehouses is Stopped").count();
    assert_eq!(causes(&window), 1);
    window.click("Show all");
    assert_eq!(causes(&window), 3);
}
