//! A few pictures of the window. They need a software Vulkan driver, so they are only compared
//! where `SENDPORT_SNAPSHOTS` is set; with `UPDATE_SNAPSHOTS=1` as well they are made anew.

#[expect(dead_code, reason = "the window's own tests use all of it")]
#[path = "window/driver.rs"]
mod driver;

use driver::{Opening, Window};
use egui_kittest::{SnapshotOptions, kittest::NodeT as _};
use sendport::{console::settings::Theme, words::Language};

fn compare(window: &mut Window, name: &str) {
    window.harness.remove_cursor();
    window.run();
    // it is written in the zone of the system
    for time in times(window) {
        window.harness.mask(time);
    }
    // drivers draw the edges of letters and shapes a little differently
    let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(400);
    window.harness.snapshot_options(name, &options);
}

/// Where the time of day is written.
fn times(window: &Window) -> Vec<egui::Rect> {
    let is_time = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        let text = node.value().or(node.label()).unwrap_or_default();
        text.len() == 8 && text.split(':').filter(|part| part.parse::<u8>().is_ok()).count() == 3
    };
    window.harness.root().children_recursive().filter(is_time).map(|node| node.rect()).collect()
}

fn wanted() -> bool {
    let wanted = std::env::var_os("SENDPORT_SNAPSHOTS").is_some();
    if !wanted {
        println!("skipped: SENDPORT_SNAPSHOTS is not set");
    }
    wanted
}

#[test]
fn main_window_in_light() {
    if wanted() {
        let mut window = Opening::default().start();
        window.inject();
        compare(&mut window, "main-light");
    }
}

#[test]
fn main_window_in_dark() {
    if wanted() {
        let mut window = Opening { theme: Theme::Dark, scenario: Some(4), ..Opening::default() }.start();
        window.inject();
        compare(&mut window, "main-dark");
    }
}

#[test]
fn main_window_in_french() {
    if wanted() {
        let mut window = Opening { language: Language::French, size: [1024.0, 768.0], ..Opening::default() }.start();
        window.click("Injecter");
        compare(&mut window, "main-french");
    }
}

#[test]
fn send_port_properties() {
    if wanted() {
        let mut window = Opening { size: [900.0, 700.0], ..Opening::default() }.start();
        window.click_row("SP_Berlin");
        window.press(egui::Key::Enter);
        compare(&mut window, "send-port-properties");
    }
}

#[test]
fn a_suspended_message_on_a_beamer() {
    if wanted() {
        let mut window = Opening { size: [512.0, 384.0], scenario: Some(3), ..Opening::default() }.start();
        window.click("Inject message");
        window.click("Inject");
        window.click("Outcome");
        compare(&mut window, "suspended-outcome");
    }
}
