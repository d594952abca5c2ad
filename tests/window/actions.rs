//! Enlist, Start, Stop and Unenlist by mouse: what is possible, what is greyed and why, what a
//! guard refuses and the way out, undo and redo, roles.

use egui::Modifiers;
use sendport::model::{PortState, Role};

use crate::driver::{Opening, Window, window};

#[test]
fn a_toolbar_button_acts_on_the_selected_port() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.click("Stop");
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    window.click("Unenlist");
    assert_eq!(window.state_of("SP_Lille"), PortState::Bound);
    window.click("Start");
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    assert_eq!(window.selected(), ["SP_Lille"]);
}

#[test]
fn a_greyed_button_takes_the_focus_and_tells_why_with_the_table() {
    let mut window = window();
    window.click_row("SP_Archive");
    assert!(window.is_greyed("Stop"));
    let why = "Not enlisted, so there is nothing to stop. Stop works only from Started.";
    assert_eq!(window.description("Stop"), why);
    window.control("Stop").focus();
    window.run();
    assert_eq!(window.focused().as_deref(), Some("Stop"));

    window.click("Stop");
    assert_eq!(window.dialog().as_deref(), Some("Why is “Stop” greyed?"));
    window.assert_shows(why);
    for part in
        ["What can be done in each state", "Not available", "here", "Documented: “Send Ports and Send Port Groups”"]
    {
        window.assert_shows(part);
    }
    window.click("Start SP_Archive");
    assert_eq!(window.dialog(), None);
    assert_eq!(window.state_of("SP_Archive"), PortState::Started);
    assert!(!window.is_greyed("Stop"));
}

#[test]
fn of_several_ports_those_that_qualify_are_stopped_and_the_others_are_named() {
    let mut window = window();
    window.click_row("SP_Archive");
    window.click_row_with("SP_Lille", Modifiers::SHIFT);
    assert_eq!(window.selected(), ["SP_Archive", "SP_Berlin", "SP_Lille"]);
    window.assert_shows("3 items selected");
    window.click("Stop (2 of 3)");
    assert_eq!(window.state_of("SP_Archive"), PortState::Bound);
    assert_eq!(window.state_of("SP_Berlin"), PortState::Stopped);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    window.assert_shows("SP_Archive was skipped: Not enlisted, so there is nothing to stop.");
    window.click("Close");
    assert!(!window.shows("was skipped"));
}

#[test]
fn ctrl_and_click_adds_and_takes_away() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.click_row_with("SP_Paris", Modifiers::COMMAND);
    assert_eq!(window.selected(), ["SP_Lille", "SP_Paris"]);
    window.click_row_with("SP_Lille", Modifiers::COMMAND);
    assert_eq!(window.selected(), ["SP_Paris"]);
}

#[test]
fn the_last_enlisted_member_stays_until_a_way_out_is_taken() {
    let mut window = Opening::scenario(14).start();
    window.click_row("SP_A");
    // a guard does not grey
    assert!(!window.is_greyed("Unenlist"));
    window.click("Unenlist");
    assert_eq!(window.dialog().as_deref(), Some("Why not?"));
    window.assert_shows("SP_A is the last enlisted member of SPG_Carriers, which is Started.");
    window.click("Enlist SP_B");
    assert_eq!(window.dialog(), None);
    assert_eq!(window.state_of("SP_B"), PortState::Stopped);
    assert_eq!(window.state_of("SP_A"), PortState::Started, "the way out is taken, not the action");
    window.click("Unenlist");
    assert_eq!(window.state_of("SP_A"), PortState::Bound);
}

#[test]
fn stopping_a_group_leaves_its_members_alone() {
    let mut window = window();
    window.click_node("Send Port Groups (1)");
    window.click_row("SPG_Warehouses");
    window.click("Stop");
    assert_eq!(window.state_of_group("SPG_Warehouses"), PortState::Stopped);
    for port in ["SP_Lyon", "SP_Lille", "SP_Nantes"] {
        assert_eq!(window.state_of(port), PortState::Started);
    }
    window.assert_shows("What is done to the group changes no state of its members.");
}

#[test]
fn undo_and_redo_say_what_they_would_do() {
    let mut window = window();
    assert!(window.is_greyed("Undo") && window.is_greyed("Redo"));
    window.click_row("SP_Lille");
    window.click("Stop");
    window.walk(&["Edit", "Undo: Stop SP_Lille"]);
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    window.walk(&["Edit", "Redo: Stop SP_Lille"]);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    window.click("Undo");
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    assert!(window.is_greyed("Undo"));
    window.click("Undo");
    assert_eq!(window.dialog().as_deref(), Some("Why not?"));
    window.assert_shows("There is nothing to undo.");
}

#[test]
fn a_role_greys_what_it_may_not_do_and_says_so() {
    let mut window = window();
    window.click_row("SP_Archive");
    assert!(!window.is_greyed("Enlist"));
    window.choose("Role", "Operator");
    assert_eq!(window.snapshot().role, Role::Operator);
    assert!(window.is_greyed("Enlist"));
    assert!(window.is_greyed("Delete…"));
    window.click("Enlist");
    window.assert_shows("You are here as Operator.");
    window.click("Switch to Administrator");
    assert_eq!(window.snapshot().role, Role::Administrator);
    assert!(!window.is_greyed("Enlist"));
    window.choose("Role", "Read only");
    for command in ["Enlist", "Start", "Inject", "Dry run", "Delete…"] {
        assert!(window.is_greyed(command), "{command}");
    }
    window.click("Inject");
    window.assert_shows("You are here as Read only.");
    window.dismiss();
    assert!(window.snapshot().reports.is_empty());
}

#[test]
fn starting_with_held_messages_asks_what_becomes_of_them() {
    for (answer, suspended, arrived) in [("Start and resume", 0, 1), ("Start and keep", 1, 0)] {
        let mut window = Opening::scenario(3).start();
        window.inject();
        window.click_row("SP_Lille");
        window.click("Start");
        assert_eq!(window.dialog().as_deref(), Some("Start SP_Lille"));
        window.assert_shows("SP_Lille: one message is held by the stop.");
        assert_eq!(window.state_of("SP_Lille"), PortState::Stopped, "nothing happens before the answer");
        window.click(answer);
        assert_eq!(window.state_of("SP_Lille"), PortState::Started);
        let counts = window.snapshot().counts.port(&"SP_Lille".into());
        assert_eq!((counts.suspended, counts.arrived), (suspended, arrived), "{answer}");
    }
    let mut window = Opening::scenario(3).start();
    window.inject();
    window.click_row("SP_Lille");
    window.walk(&["Start", "Cancel"]);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
}

#[test]
fn the_menu_of_a_row_is_in_the_order_of_the_real_console() {
    let mut window = window();
    window.menu_of_row("SP_Lille");
    assert_eq!(window.selected(), ["SP_Lille"]);
    let top = |window: &Window, entry: &str| window.control(entry).rect().top();
    let order = ["Start", "Stop", "Enlist", "Unenlist", "Move to application…", "Copy…", "Delete…", "Properties…"];
    for pair in order.windows(2) {
        assert!(top(&window, pair[0]) < top(&window, pair[1]), "{pair:?} in:\n{}", window.text());
    }
    assert!(window.is_greyed("Enlist") && !window.is_greyed("Stop"));
    window.click("Stop");
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
}

#[test]
fn what_is_done_to_a_node_of_the_tree_is_done_to_that_node() {
    let mut window = window();
    // the list shows OrderApp; the menu is asked for at another application
    window.menu_of_node("EDI");
    window.click("Stop application…");
    assert!(window.dialog().is_some_and(|title| title.contains("EDI")), "{:?}", window.dialog());
    window.click("Cancel");

    window.click_node("EDI");
    window.click("Properties…");
    assert_eq!(window.dialog().as_deref(), Some("EDI - Application Properties"));
    window.click("Cancel");
    window.menu_of_node("BizTalk Application 1");
    window.walk(&["New", "Static One-way Send Port…"]);
    window.assert_shows("BizTalk Application 1");
}
