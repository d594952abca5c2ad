//! The two tables as windows: the action table that acts, and the outcome table that keeps count and
//! opens the smallest scenario of each cell.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::NodeT as _;
use sendport::{
    console::context::Task,
    engine::{Held, Request},
    model::{ArtifactKind, ArtifactRef, PortState},
    rules::{
        Action,
        lifecycle::{TABLE, look_up},
        outcome::Cell,
    },
    words::Language,
};

use crate::driver::{Opening, Window, window};

fn select(window: &mut Window, items: &[(ArtifactKind, &str)]) {
    let items = items.iter().map(|(kind, name)| ArtifactRef::new(*kind, &(*name).into())).collect();
    window.harness.state().push(Task::Select(items));
    window.run();
}

fn outcome_table(window: &mut Window) {
    window.walk(&["Help", "Outcome table…"]);
    assert_eq!(window.dialog().as_deref(), Some("Outcome table"));
}

fn action_table(window: &mut Window) {
    window.walk(&["Help", "Action table…"]);
    assert_eq!(window.dialog().as_deref(), Some("Action table"));
}

/// The names of the cells of the table that is open, row by row.
fn cells(window: &Window) -> Vec<String> {
    let cells = window.harness.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::Cell);
    // the list behind the window has cells too, without a button
    cells
        .filter_map(|cell| cell.children_recursive().find(|node| node.accesskit_node().role() == Role::Button))
        .filter_map(|button| button.accesskit_node().label())
        .collect()
}

// ---- the action table

#[test]
fn the_action_table_does_what_is_pressed_and_shows_the_new_state() {
    let mut window = window();
    select(&mut window, &[(ArtifactKind::SendPort, "SP_Lille")]);
    action_table(&mut window);
    for (button, state) in [
        ("Stop: from Started to Stopped", PortState::Stopped),
        ("Unenlist: from Stopped to Bound", PortState::Bound),
        ("Enlist: from Bound to Stopped", PortState::Stopped),
        ("Start: from Stopped to Started", PortState::Started),
        ("Unenlist: from Started to Bound", PortState::Bound),
        ("Start: from Bound to Started", PortState::Started),
    ] {
        assert!(!window.is_greyed(button), "{button}");
        window.click(button);
        assert_eq!(window.state_of("SP_Lille"), state, "{button}");
        // of the present column what the table admits acts, of the others nothing
        for (action, _) in TABLE {
            for from in PortState::ALL {
                let label = cells(&window)
                    .into_iter()
                    .find(|name| name.starts_with(&format!("{action:?}: from {from:?}")))
                    .unwrap_or_else(|| panic!("{action:?} from {from:?}"));
                let acts = from == state && look_up(*action, from).to.is_some();
                assert_eq!(!window.is_greyed(&label), acts, "{label} while {state:?}");
            }
        }
    }
    assert_eq!(window.dialog().as_deref(), Some("Action table"), "it stays open");
}

#[test]
fn a_cell_of_another_state_says_how_to_get_there_and_a_grey_one_why() {
    let mut window = window();
    select(&mut window, &[(ArtifactKind::SendPort, "SP_Lille")]);
    action_table(&mut window);
    window.click("Enlist: from Bound to Stopped");
    assert_eq!(window.state_of("SP_Lille"), PortState::Started, "nothing has happened");
    window.assert_shows("Nothing that is selected is Bound.");
    window.assert_shows("SP_Lille: from Started, Unenlist leads to Bound.");
    window.click("Stop: from Bound not available");
    window.assert_shows("Not enlisted, so there is nothing to stop. Stop works only from Started.");
    window.assert_shows("It becomes available after: Start.");
    window.assert_shows("table of actions, Stop from Bound");
}

#[test]
fn the_action_table_acts_on_those_of_several_that_are_in_the_state() {
    let mut window = window();
    let ports = ["SP_Archive", "SP_Berlin", "SP_Lille"].map(|name| (ArtifactKind::SendPort, name));
    select(&mut window, &ports);
    action_table(&mut window);
    window.assert_shows("SP_Archive and 2 more: Bound (1), Started (2)");
    window.click("Stop: from Started to Stopped, 2 items");
    let states = ["SP_Archive", "SP_Berlin", "SP_Lille"].map(|name| window.state_of(name));
    assert_eq!(states, [PortState::Bound, PortState::Stopped, PortState::Stopped]);
    window.assert_shows("SP_Archive and 2 more: Bound (1), Stopped (2)");
    window.click("Enlist: from Bound to Stopped");
    assert_eq!(window.state_of("SP_Archive"), PortState::Stopped);
    assert!(window.has("Start: from Stopped to Started, 3 items"), "{}", window.text());
}

#[test]
fn held_messages_are_asked_about_from_the_action_table_too() {
    let mut window = Opening::scenario(3).start();
    window.inject();
    select(&mut window, &[(ArtifactKind::SendPort, "SP_Lille")]);
    action_table(&mut window);
    window.click("Start: from Stopped to Started");
    assert_eq!(window.dialog().as_deref(), Some("Start SP_Lille"));
    window.click("Start and keep");
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    assert_eq!(window.snapshot().counts.suspended, 1);
    assert_eq!(window.dialog().as_deref(), Some("Action table"), "one is back at the table");
}

#[test]
fn the_action_table_is_walked_by_arrows_and_pressed_by_enter() {
    let mut window = window();
    select(&mut window, &[(ArtifactKind::SendPort, "SP_Lille")]);
    action_table(&mut window);
    assert_eq!(window.focused().as_deref(), Some("Stop: from Started to Stopped"), "the first that acts");
    window.press(Key::ArrowDown);
    assert_eq!(window.focused().as_deref(), Some("Unenlist: from Started to Bound"));
    window.press(Key::ArrowLeft);
    assert_eq!(window.focused().as_deref(), Some("Unenlist: from Stopped to Bound"));
    window.assert_shows("SP_Lille: from Started, Stop leads to Stopped.");
    window.press(Key::ArrowUp);
    window.press(Key::End);
    window.press(Key::Enter);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    window.press(Key::Escape);
    assert_eq!(window.dialog(), None);
}

// ---- the outcome table

#[test]
fn cells_are_ticked_once_messages_went_by_them() {
    let mut window = Opening::scenario(3).start();
    outcome_table(&mut window);
    window.assert_shows("0 of 12 cells exercised by the messages of this document");
    window.dismiss();
    window.inject();
    outcome_table(&mut window);
    window.assert_shows("2 of 12 cells exercised by the messages of this document");
    let names = cells(&window);
    let ticked: Vec<_> = names.iter().filter(|name| name.contains("exercised")).collect();
    assert_eq!(ticked.len(), 2, "{names:?}");
    assert!(
        ticked[0].contains("Started, port Stopped: Suspended") && ticked[0].contains("exercised once"),
        "{ticked:?}"
    );
    assert!(ticked[1].contains("exercised 2 times"), "{ticked:?}");
}

#[test]
fn ticks_are_kept_with_the_document() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.ron");
    {
        let mut window = Opening::scenario(3).answering(&[&path]).start();
        window.inject();
        window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
        assert!(path.exists());
    }
    let mut window = Opening::file(&path).start();
    outcome_table(&mut window);
    window.assert_shows("2 of 12 cells exercised by the messages of this document");
}

#[test]
fn where_the_selected_ones_are_is_marked_and_said() {
    let mut window = Opening::scenario(3).start();
    select(&mut window, &[(ArtifactKind::SendPort, "SP_Lille")]);
    outcome_table(&mut window);
    let here: Vec<_> = cells(&window).into_iter().filter(|name| name.contains("here: SP_Lille")).collect();
    assert_eq!(here.len(), 2, "directly and by its group: {here:?}");
    assert!(here[0].starts_with("Directly to the send port, port Stopped"), "{here:?}");
    assert!(here[1].starts_with("By means of a group that is Started, port Stopped"), "{here:?}");
    window.dismiss();
    select(&mut window, &[(ArtifactKind::SendPortGroup, "SPG_Warehouses")]);
    outcome_table(&mut window);
    let here: Vec<_> = cells(&window).into_iter().filter(|name| name.contains("here: ")).collect();
    assert_eq!(here.len(), 2, "{here:?}");
    assert!(here[1].contains("port Started") && here[1].contains("and 1 more"), "{here:?}");
}

#[test]
fn a_cell_tells_its_rule_an_example_and_what_differs_beside_it() {
    let mut window = window();
    outcome_table(&mut window);
    let name = cells(&window).into_iter().find(|name| name.contains("group that is Stopped, port Bound")).unwrap();
    window.click(&name);
    window.assert_shows("state combinations, row 5");
    window.assert_shows("The row says “any state”, and Bound is one");
    window.assert_shows("If the port were Started: Suspended (Documented, row\u{a0}5)");
    window.assert_shows("If the group were Started: No copy (Derived)");
    window.assert_shows("Directly to the send port: No copy (Derived)");
    window.assert_shows("the group SPG_Warehouses is Stopped and the port is Bound");
    window.assert_shows("No message of this document has gone by this cell yet.");
    // two rows say the same
    let name = cells(&window).into_iter().find(|name| name.contains("group that is Stopped, port Stopped")).unwrap();
    window.click(&name);
    window.assert_shows("state combinations, row 4");
    window.assert_shows("state combinations, row 5");
}

#[test]
fn each_cell_opens_its_smallest_scenario_which_ticks_it() {
    for (index, cell) in Cell::all().enumerate() {
        let mut window = window();
        outcome_table(&mut window);
        let name = cells(&window)[index].clone();
        window.click(&name);
        window.click("Open the smallest scenario that shows it");
        assert_eq!(window.dialog(), None, "nothing was unsaved");
        let path = name.split(", port").next().unwrap();
        assert_eq!(window.title(), format!("{path}, port {:?} - Sendport", cell.port));
        window.inject();
        outcome_table(&mut window);
        window.assert_shows("1 of 12 cells exercised");
        assert!(cells(&window)[index].contains("exercised once"), "{:?}", cells(&window));
        window.dismiss();
        // it can be told about and begun anew, as any scenario
        window.click("Reset");
        assert!(window.snapshot().reports.is_empty());
        window.click("Info page…");
        assert_eq!(window.dialog().as_deref(), window.title().strip_suffix(" - Sendport"));
    }
}

#[test]
fn unsaved_changes_are_asked_about_before_the_smallest_scenario_opens() {
    let mut window = window();
    let request = Request::Act {
        action: Action::Stop,
        items: vec![ArtifactRef::send_port(&"SP_Lille".into())],
        held: Held::Resume,
    };
    window.harness.state().push(Task::Request(request));
    window.run();
    outcome_table(&mut window);
    window.click("Open the smallest scenario that shows it");
    let before = window.title().to_owned();
    assert!(window.dialog().is_some(), "it asks");
    window.press(Key::Escape);
    assert_eq!(window.title(), before, "nothing is lost");
}

#[test]
fn a_scenario_that_ships_is_offered_where_it_shows_the_cell() {
    let mut window = window();
    outcome_table(&mut window);
    let name = cells(&window).into_iter().find(|name| name.contains("group that is Stopped, port Started")).unwrap();
    window.click(&name);
    window.click("Scenario 4: Started ports in a stopped group");
    assert_eq!(window.title(), "Started ports in a stopped group - Sendport");
}

#[test]
fn the_outcome_table_is_walked_by_arrows() {
    let mut window = window();
    outcome_table(&mut window);
    let names = cells(&window);
    let at = |window: &Window| names.iter().position(|name| Some(name) == window.focused().as_ref());
    let start = at(&window).expect("a cell has the focus");
    window.press(Key::Home);
    for _ in 0..4 {
        window.press(Key::ArrowUp);
    }
    assert_eq!(at(&window), Some(0), "it began at {start}");
    window.press(Key::ArrowRight);
    window.press(Key::ArrowDown);
    assert_eq!(at(&window), Some(4));
    window.press(Key::End);
    assert_eq!(at(&window), Some(5));
    window.press(Key::ArrowRight);
    assert_eq!(at(&window), Some(5), "there is nothing beyond");
    window.assert_shows("The group is Bound: it has no subscription and its members get no copy through it");
}

#[test]
fn both_tables_are_usable_in_a_small_window() {
    for language in Language::ALL {
        let mut window = Opening { size: [512.0, 384.0], language, ..Opening::scenario(3) }.start();
        window.harness.state().push(Task::Command(sendport::console::commands::Command::OutcomeTable));
        window.run();
        for name in cells(&window) {
            let rect = window.control(&name).rect();
            assert!(rect.left() >= 0.0 && rect.right() <= 512.0, "{name}: {rect:?}");
        }
        window.press(Key::Escape);
        assert_eq!(window.dialog(), None);
    }
}
