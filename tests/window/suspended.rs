//! The Suspended view by mouse: causes, resume, terminate, edit and resubmit.

use sendport::{engine::Outcome, model::PortState};

use crate::driver::{Opening, Window, window};

fn show(window: &mut Window) {
    window.walk(&["View", "Suspended"]);
}

/// Selects an instance by its message.
fn tick(window: &mut Window, message: &str) {
    window.click_row(message);
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
    assert_eq!(window.rows(), ["M-1"], "message and report are one row");
    window.click_row("M-1");
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
    window.click_row("M-1");
    window.ctrl(egui::Key::A);
    window.assert_shows("2 selected");
    window.click("Terminate…");
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
    assert_eq!(window.rows(), ["M-2"]);
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
    assert_eq!(causes(&window), 3, "{}", window.text());
}

/// Scenario 4 with four messages: three ports hold four each, one cause for each.
fn held() -> Window {
    // so high that all are in sight
    let mut window = Opening { size: [1280.0, 1200.0], ..Opening::scenario(4) }.start();
    window.fill("times", "4");
    window.inject();
    show(&mut window);
    window
}

/// The rows of instances, without those of causes.
fn instances(window: &Window) -> Vec<String> {
    window.rows().into_iter().filter(|row| row.starts_with("M-")).collect()
}

#[test]
fn a_cause_narrows_the_list_down_and_all_of_it_is_resumed() {
    let mut window = held();
    assert_eq!(instances(&window).len(), 12, "{}", window.text());
    let cause = "Cause: the group SPG_Warehouses is Stopped";
    window.choose_cause(cause);
    assert_eq!(instances(&window), ["M-1", "M-2", "M-3", "M-4"]);
    window.click("Terminate all…");
    assert_eq!(window.dialog().as_deref(), Some("Terminate 4 service instances?"));
    window.click("Terminate 4");
    assert_eq!(window.snapshot().counts.suspended, 8);
    assert_eq!(instances(&window).len(), 8, "the cause is gone, so all are listed");
}

#[test]
fn the_list_is_sorted_by_the_store() {
    let mut window = held();
    let ends = |window: &Window| instances(window).first().cloned().zip(instances(window).last().cloned());
    let ends_are = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
    window.click_title("Message");
    assert_eq!(ends(&window), ends_are("M-1", "M-4"));
    window.click_title("Message");
    assert_eq!(ends(&window), ends_are("M-4", "M-1"));
    window.click_title("Send port");
    assert_eq!(instances(&window)[..2], ["M-1", "M-2"], "all of SP_Lille first");
}

#[test]
fn the_menu_of_an_instance_leads_to_its_port_and_tells_why_not() {
    let mut window = Opening::scenario(8).start();
    window.inject();
    show(&mut window);
    window.menu_of_row("M-1");
    assert!(window.is_greyed("Suspend"), "it is suspended already");
    window.click("Go to the send port");
    assert_eq!(window.selected(), ["SP_Bank"]);
    show(&mut window);
    window.click_row("M-1");
    window.press(egui::Key::Enter);
    assert!(window.heading("M-1").is_some(), "{}", window.text());
}

#[test]
fn who_may_not_operate_on_instances_is_told() {
    let mut window = Opening::scenario(8).start();
    window.inject();
    window.choose("Role", "Read only");
    show(&mut window);
    window.click_row("M-1");
    for button in ["Resume…", "Terminate…", "Resume all…", "Save…"] {
        assert!(window.is_greyed(button), "{button}");
        assert!(!window.description(button).is_empty(), "{button}");
    }
}

#[test]
fn of_many_only_those_around_the_rows_in_sight_are_read() {
    let mut window = Opening::scenario(8).start();
    window.fill("times", "700");
    window.inject();
    show(&mut window);
    window.assert_shows("700 service instances");
    window.click_row("M-1");
    assert!(window.rows().len() < 60, "{}", window.rows().len());
    window.press(egui::Key::End);
    window.press(egui::Key::End);
    assert_eq!(window.selected(), ["M-700"]);
    // what is selected stays so where it is scrolled away
    window.press_with(egui::Modifiers::COMMAND, egui::Key::Home);
    assert!(window.rows().contains(&"M-1".to_owned()), "{:?}", window.rows());
    assert!(!window.is_greyed("Resume…"));
    window.click("Resume…");
    assert_eq!(window.dialog().as_deref(), Some("Resume one service instance"));
    window.assert_shows("M-700");
}
