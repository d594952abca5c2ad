//! The same without a mouse.

use egui::{Key, Modifiers};
use sendport::model::PortState;

use crate::driver::{Opening, Window, window};

/// F6 until this pane has the focus.
#[track_caller]
fn go_to(window: &mut Window, pane: &str) {
    for _ in 0..6 {
        window.press(Key::F6);
        if window.focused().is_some_and(|it| it.starts_with(pane)) {
            return;
        }
    }
    panic!("F6 does not get to {pane}, last to {:?}", window.focused());
}

const LIST: &str = "Send Ports in OrderApp";

#[test]
fn f6_goes_around_the_panes() {
    let mut window = window();
    let mut seen = Vec::new();
    for _ in 0..6 {
        window.press(Key::F6);
        seen.push(window.focused().unwrap_or_default());
    }
    let order =
        ["Details", "By its properties", "Outcome", "Console tree", "Send Ports in OrderApp, selected: 1", "Details"];
    assert_eq!(seen, order);
    // it goes on from where the keyboard is, not from where F6 was last
    window.field("Value 1").focus();
    window.run();
    window.press(Key::F6);
    assert_eq!(window.focused().as_deref(), Some("Outcome"));
}

#[test]
fn arrows_move_in_the_list_and_the_four_actions_have_keys() {
    let mut window = window();
    go_to(&mut window, LIST);
    window.press(Key::Home);
    assert_eq!(window.selected(), ["SP_Archive"]);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    assert_eq!(window.selected(), ["SP_Lille"]);
    window.press(Key::End);
    assert_eq!(window.selected(), ["SP_Stock"]);
    window.press(Key::ArrowUp);
    assert_eq!(window.selected(), ["SP_Paris"]);
    let paris = |window: &Window| window.state_of("SP_Paris");
    window.ctrl(Key::Num3);
    assert_eq!(paris(&window), PortState::Stopped);
    window.ctrl(Key::Num4);
    assert_eq!(paris(&window), PortState::Bound);
    window.ctrl(Key::Num1);
    assert_eq!(paris(&window), PortState::Stopped);
    window.ctrl(Key::Num2);
    assert_eq!(paris(&window), PortState::Started);
    // the list keeps the focus all the while
    assert!(window.focused().is_some_and(|it| it.starts_with(LIST)));
    window.ctrl(Key::Z);
    assert_eq!(paris(&window), PortState::Stopped);
    window.ctrl(Key::Y);
    assert_eq!(paris(&window), PortState::Started);
}

#[test]
fn a_greyed_key_tells_why_and_the_way_out_is_the_first_button() {
    let mut window = window();
    go_to(&mut window, LIST);
    window.press(Key::Home);
    window.ctrl(Key::Num3);
    assert_eq!(window.dialog().as_deref(), Some("Why is “Stop” greyed?"));
    assert_eq!(window.focused().as_deref(), Some("Start SP_Archive"));
    window.press(Key::Enter);
    assert_eq!(window.dialog(), None);
    assert_eq!(window.state_of("SP_Archive"), PortState::Started);
    window.ctrl(Key::Num1);
    assert!(window.dialog().is_some());
    window.press(Key::Escape);
    assert_eq!(window.dialog(), None);
}

#[test]
fn shift_and_arrows_select_a_range_and_ctrl_a_all() {
    let mut window = window();
    go_to(&mut window, LIST);
    window.press(Key::Home);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    window.press_with(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.selected(), ["SP_Archive", "SP_Berlin", "SP_Lille"]);
    window.ctrl(Key::A);
    assert_eq!(window.selected().len(), 7);
}

#[test]
fn the_list_is_one_stop_of_the_tab_key() {
    let mut window = window();
    go_to(&mut window, LIST);
    for _ in 0..60 {
        window.press(Key::Tab);
        let focused = window.focused().unwrap_or_default();
        assert!(!focused.starts_with("SP_Archive, "), "{focused}");
    }
}

#[test]
fn enter_opens_the_properties_and_escape_closes_them() {
    let mut window = window();
    go_to(&mut window, LIST);
    window.press(Key::Home);
    window.press(Key::Enter);
    assert_eq!(window.dialog().as_deref(), Some("SP_Archive - Send Port Properties"));
    assert_eq!(window.focused().as_deref(), Some("Name"));
    window.press(Key::Escape);
    assert_eq!(window.dialog(), None);
    // the keyboard is where it was
    assert_eq!(window.focused().as_deref(), Some("Send Ports in OrderApp, selected: 1"));
    window.press(Key::ArrowDown);
    assert_eq!(window.selected(), ["SP_Berlin"]);
}

#[test]
fn a_port_is_renamed_by_keys_alone() {
    let mut window = window();
    go_to(&mut window, LIST);
    window.press(Key::Home);
    window.press(Key::Enter);
    window.ctrl(Key::A);
    window.write("SP_Attic");
    window.tab_to("OK");
    window.press(Key::Enter);
    assert_eq!(window.dialog(), None);
    assert_eq!(window.selected(), ["SP_Attic"]);
}

#[test]
fn a_port_is_made_by_keys_alone() {
    let mut window = window();
    window.tab_to("New");
    window.press(Key::Enter);
    window.tab_to("Static One-way Send Port…");
    window.press(Key::Enter);
    assert!(
        window.dialog().is_some_and(|title| title.starts_with("New - Send Port Properties")),
        "{:?}",
        window.dialog()
    );
    assert_eq!(window.focused().as_deref(), Some("Name"));
    window.ctrl(Key::A);
    window.write("SP_Keys");
    window.tab_to("Configure…");
    window.press(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some("URI"));
    window.write(r"C:\Out");
    window.tab_to("OK");
    window.press(Key::Enter);
    window.tab_to("OK");
    window.press(Key::Enter);
    assert_eq!(window.dialog(), None, "{}", window.text());
    assert_eq!(window.selected(), ["SP_Keys"]);
}

#[test]
fn a_message_is_typed_and_sent_by_keys() {
    let mut window = window();
    go_to(&mut window, "By its properties");
    window.tab_to("Value 1");
    window.ctrl(Key::A);
    window.write("Invoice");
    window.ctrl(Key::D);
    window.assert_shows("Dry run: nothing was sent");
    assert!(window.snapshot().reports.is_empty());
    window.ctrl(Key::Enter);
    window.assert_shows("M-1: 1 processed");
    assert_eq!(window.focused().as_deref(), Some("Value 1"), "ready for the next one");
    window.ctrl(Key::Enter);
    window.assert_shows("M-2: 1 processed");
}

#[test]
fn undo_in_a_text_field_undoes_the_text_only() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.ctrl(Key::Num3);
    go_to(&mut window, "By its properties");
    window.tab_to("Value 1");
    window.write("x");
    window.ctrl(Key::Z);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    window.press(Key::Delete);
    assert_eq!(window.dialog(), None, "Delete belongs to the text");
}

#[test]
fn the_outcome_is_reached_and_its_way_out_taken() {
    let mut window = Opening::scenario(3).start();
    window.ctrl(Key::Enter);
    go_to(&mut window, "Outcome");
    window.tab_to("Start SP_Lille");
    window.press(Key::Enter);
    // the held message is asked about; the usual answer is the first button
    if window.dialog().is_some() {
        assert_eq!(window.focused().as_deref(), Some("Start and resume"));
        window.press(Key::Enter);
    }
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
}

#[test]
fn delete_asks_by_keyboard() {
    let mut window = window();
    go_to(&mut window, LIST);
    window.press(Key::Home);
    window.press(Key::Delete);
    assert_eq!(window.dialog().as_deref(), Some("Delete SP_Archive"));
    window.tab_to("Delete");
    window.press(Key::Enter);
    assert!(!window.snapshot().group.send_ports.contains_key(&"SP_Archive".into()));
    window.ctrl(Key::Z);
    assert_eq!(window.state_of("SP_Archive"), PortState::Bound);
}

#[test]
fn shift_f10_opens_the_menu_of_the_row() {
    let mut window = window();
    go_to(&mut window, LIST);
    window.press(Key::Home);
    window.press_with(Modifiers::SHIFT, Key::F10);
    assert!(window.has("Copy…"), "{}", window.text());
    assert_eq!(window.focused().as_deref(), Some("Start"));
    window.press(Key::ArrowDown);
    assert_eq!(window.focused().as_deref(), Some("Stop"));
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    assert_eq!(window.state_of("SP_Archive"), PortState::Started);
    assert!(!window.has("Copy…"), "the menu has closed");
    // and the keyboard is in the list again, as often as one likes
    for row in ["SP_Berlin", "SP_Lille"] {
        window.press(Key::ArrowDown);
        assert_eq!(window.selected(), [row]);
        window.press_with(Modifiers::SHIFT, Key::F10);
        assert!(window.has("Copy…"), "{row}");
        window.press(Key::Escape);
        assert!(!window.has("Copy…"), "Escape closes it");
    }
    // also after a dialog that the menu had opened
    window.press_with(Modifiers::SHIFT, Key::F10);
    window.walk(&["Properties…"]);
    assert_eq!(window.dialog().as_deref(), Some("SP_Lille - Send Port Properties"));
    window.dismiss();
    window.press(Key::ArrowDown);
    assert_eq!(window.selected(), ["SP_Lyon"]);
}

#[test]
fn f1_tells_about_the_selection_with_the_state_of_the_port_in_the_table() {
    let mut window = window();
    go_to(&mut window, LIST);
    window.press(Key::Home);
    window.press(Key::F1);
    assert_eq!(window.dialog().as_deref(), Some("Help"));
    window.assert_shows("Bound: Configured, without a subscription");
    // every available cell of the present state is a button
    window.tab_to("Start: from Bound to Started");
    window.press(Key::Enter);
    assert_eq!(window.state_of("SP_Archive"), PortState::Started);
}

#[test]
fn the_tree_is_walked_with_arrows() {
    let mut window = window();
    go_to(&mut window, "Console tree");
    window.press(Key::ArrowUp);
    window.assert_shows("Send Port Groups in OrderApp");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    window.assert_shows("Receive Ports in OrderApp");
    assert!(window.focused().is_some_and(|it| it.starts_with("Console tree")));
}

#[test]
fn the_filter_of_the_list_has_a_key() {
    let mut window = window();
    window.ctrl(Key::F);
    assert_eq!(window.focused().as_deref(), Some("Filter the list"));
    window.write("lyon");
    assert_eq!(window.rows(), ["SP_Lyon"]);
    window.press(Key::Escape);
    assert_eq!(window.rows().len(), 7);
}

#[test]
fn the_suspended_view_is_worked_by_keys() {
    let mut window = Opening::scenario(8).start();
    window.ctrl(Key::Enter);
    window.walk(&["View", "Suspended"]);
    go_to(&mut window, "Suspended");
    window.tab_to("Resume all…");
    window.press(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some("Resume now"));
    window.press(Key::Enter);
    assert_eq!(window.snapshot().counts.suspended, 0);
}

#[test]
fn who_goes_to_the_suspended_view_without_a_mouse_is_in_its_table() {
    for size in [[1280.0, 800.0], [512.0, 384.0]] {
        let mut window = Opening { size, ..Opening::scenario(8) }.start();
        window.ctrl(Key::Enter);
        window.ctrl(Key::K);
        window.write("suspended");
        window.press(Key::Enter);
        let table = window.table().expect("a table");
        assert!(window.focused().is_some_and(|it| it.starts_with("Suspended")), "{:?}", window.focused());
        window.press(Key::ArrowDown);
        assert_eq!(window.selected().len(), 1);
        // its titles and at least three rows
        assert!(table.height() >= 28.0 + 3.0 * 26.0, "{size:?}: {table:?}");
        window.press_with(Modifiers::SHIFT, Key::F10);
        window.walk(&["Resume…", "Resume now"]);
        assert_eq!(window.snapshot().counts.suspended, 0);
    }
}

#[test]
fn keys_of_the_window_rest_while_a_dialog_is_open() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.press(Key::F1);
    for key in [Key::Num3, Key::D, Key::N] {
        window.ctrl(key);
    }
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    assert!(window.snapshot().reports.is_empty());
    assert_eq!(window.dialog().as_deref(), Some("Help"));
}

#[test]
fn a_question_mark_shows_the_table_of_actions_but_can_be_typed() {
    let mut window = window();
    go_to(&mut window, LIST);
    window.press_with(Modifiers::SHIFT, Key::Questionmark);
    assert_eq!(window.dialog().as_deref(), Some("Action table"));
    window.press(Key::Escape);
    window.ctrl(Key::F);
    window.press_with(Modifiers::SHIFT, Key::Questionmark);
    assert_eq!(window.dialog(), None);
}

#[test]
fn shift_f6_goes_back_and_ctrl_shift_z_does_again() {
    let mut window = window();
    go_to(&mut window, "Details");
    window.press_with(Modifiers::SHIFT, Key::F6);
    assert!(window.focused().is_some_and(|it| it.starts_with(LIST)), "{:?}", window.focused());
    window.press_with(Modifiers::SHIFT, Key::F6);
    assert_eq!(window.focused().as_deref(), Some("Console tree"));
    window.click_row("SP_Lille");
    window.ctrl(Key::Num3);
    window.ctrl(Key::Z);
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
}

#[test]
fn reset_has_a_key() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.ctrl(Key::Num3);
    window.ctrl(Key::R);
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
}
