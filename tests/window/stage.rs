//! The stage: what a class sees, and what is done with single keys.

use egui::{Key, ViewportCommand};
use sendport::{
    console::app::Pane,
    model::{ArtifactRef, PortState},
};

use super::driver::{Opening, Window};

fn stage() -> Window {
    let mut window = Opening { size: [512.0, 384.0], scenario: Some(3), ..Opening::default() }.start();
    window.press(Key::F11);
    window
}

fn state(window: &Window, port: &str) -> PortState {
    window.snapshot().group.send_ports[&port.into()].state
}

#[test]
fn the_stage_has_a_title_and_no_menus_and_is_left_as_it_was_entered() {
    let mut window = Opening { size: [1280.0, 800.0], scenario: Some(3), ..Opening::default() }.start();
    assert!(window.has("File"));
    window.press(Key::F11);
    assert!(!window.has("File") && window.has("Start"));
    window.assert_shows("Stopped port in a started group");
    window.assert_shows("3/16");
    window.press(Key::F11);
    assert!(window.has("File"));
}

#[test]
fn the_whole_screen_is_used() {
    let mut window = Opening { size: [1280.0, 800.0], ..Opening::default() }.start();
    window.harness.key_press(Key::F11);
    window.harness.step();
    assert!(window.commands().contains(&ViewportCommand::Fullscreen(true)));
}

#[test]
fn single_keys_act_send_and_reset() {
    let mut window = stage();
    let port = ArtifactRef::send_port(&"SP_Lille".into());
    window.harness.state().push(sendport::console::context::Task::Select(vec![port]));
    window.run();
    assert_eq!(state(&window, "SP_Lille"), PortState::Stopped);
    window.press(Key::S);
    assert_eq!(state(&window, "SP_Lille"), PortState::Started);
    window.press(Key::T);
    assert_eq!(state(&window, "SP_Lille"), PortState::Stopped);
    window.press(Key::I);
    window.assert_shows("M-1: 2 processed, 1 suspended");
    window.press(Key::R);
    assert!(!window.shows("M-1"), "everything is as it was");
}

#[test]
fn a_clicker_steps_through_the_way_of_a_message() {
    let mut window = stage();
    window.press(Key::I);
    let before = window.text();
    window.press(Key::PageDown);
    let first = window.text();
    assert_ne!(before, first);
    window.press(Key::PageDown);
    assert_ne!(first, window.text());
    window.press(Key::PageUp);
    assert_eq!(first, window.text());
}

#[test]
fn the_next_scenario_is_one_press_away_and_after_the_last_comes_the_first() {
    let mut window = stage();
    window.click("Next scenario");
    window.assert_shows("4/16");
    for _ in 0..4 {
        window.click("Previous scenario");
    }
    window.assert_shows("16/16");
}

#[test]
fn letters_are_letters_where_one_types() {
    let mut window = stage();
    window.harness.state().push(sendport::console::context::Task::Focus(Pane::Inject));
    window.run();
    window.fill("Message type", "http://test#Rest");
    window.assert_shows("http://test#Rest");
    assert!(!window.shows("M-1"), "no letter has sent anything");
}
