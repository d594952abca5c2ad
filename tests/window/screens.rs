//! Sizes, languages and themes; what is drawn when nothing happens.

use std::time::Duration;

use egui::Key;
use sendport::{console::settings::Theme, words::Language};

use crate::driver::{Opening, Window, window};

/// Passes that nobody asked for cost battery. A blinking cursor is the only thing that moves.
#[track_caller]
fn assert_idle(window: &mut Window, after: &str) {
    for pass in 0..5 {
        window.harness.step();
        let delay = window.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        assert!(delay >= Duration::from_millis(400), "pass {pass} after {after} asks for another in {delay:?}");
    }
}

#[test]
fn nothing_is_drawn_when_nothing_happens() {
    let mut window = window();
    assert_idle(&mut window, "the start");
    window.inject();
    assert_idle(&mut window, "a message");
    window.click("Show the log");
    assert_idle(&mut window, "opening the log");
    window.click("Hide the log");
    window.press(Key::F1);
    assert_idle(&mut window, "opening a dialog");
    window.press(Key::Escape);
    window.walk(&["View", "Suspended"]);
    assert_idle(&mut window, "the Suspended view");
    window.menu_of_node("Send Ports (7)");
    assert_idle(&mut window, "a menu");
}

#[test]
fn the_language_changes_at_run_time() {
    let mut window = window();
    window.inject();
    window.click_row("SP_Lille");
    window.click("FR");
    assert_eq!(window.title(), "Diffusion des commandes vers les entrepôts - Sendport");
    assert!(window.has("Arrêter") && window.has("Démarrer") && window.has("Injecter"));
    assert_eq!(window.selected(), ["SP_Lille"]);
    assert!(!window.shows("processed"));
    window.assert_shows("SP_Archive est Lié");
    window.click("EN");
    assert!(window.has("Stop"));
    window.walk(&["View", "Français"]);
    assert!(window.has("Arrêter"));
}

#[test]
fn the_theme_changes_at_run_time() {
    let mut window = window();
    window.walk(&["View", "Dark"]);
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Dark);
    window.walk(&["View", "Light"]);
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Light);
}

const SIZES: [[f32; 2]; 4] = [[512.0, 384.0], [720.0, 480.0], [1024.0, 768.0], [1920.0, 1080.0]];

/// The harness panics on a glyph that the fonts lack and on a control without a name.
#[test]
fn every_size_language_and_theme_draws() {
    for size in SIZES {
        for language in Language::ALL {
            for theme in [Theme::Light, Theme::Dark] {
                let opening = Opening { language, theme, size, scenario: Some(3), ..Opening::default() };
                let mut window = opening.start();
                window.ctrl(Key::Enter);
                assert_eq!(window.snapshot().reports.len(), 1);
                for _ in 0..5 {
                    window.press(Key::F6);
                }
                for key in [Key::Num1, Key::F1] {
                    window
                        .press_with(if key == Key::F1 { egui::Modifiers::NONE } else { egui::Modifiers::COMMAND }, key);
                    window.press(Key::Escape);
                }
                assert_eq!(window.dialog(), None);
            }
        }
    }
}

#[test]
fn nothing_is_drawn_over_something_else() {
    for size in [[512.0, 384.0], [720.0, 480.0], [900.0, 700.0], [1024.0, 768.0], [1280.0, 800.0]] {
        for language in Language::ALL {
            let window = Opening { language, size, ..Opening::default() }.start();
            let bar = window.bar();
            for (index, (name, rect)) in bar.iter().enumerate() {
                assert!(rect.right() <= size[0], "{name} at {rect:?} of {size:?}");
                for (other, over) in &bar[..index] {
                    assert!(!rect.shrink(1.0).intersects(over.shrink(1.0)), "{name} over {other} at {size:?}");
                }
            }
            // the list ends where the details below it begin
            let details = window.heading("SP_Lyon");
            if let Some(details) = details.filter(|details| details.left() < 700.0) {
                let list = window.table().expect("a list");
                assert!(list.bottom() <= details.top(), "{list:?} over {details:?}");
            }
        }
    }
}

#[test]
fn in_a_low_list_the_last_row_is_scrolled_to() {
    for size in [[1024.0, 768.0], [800.0, 600.0], BEAMER] {
        let mut window = Opening { size, ..Opening::default() }.start();
        window.click_row("SP_Lyon");
        window.press(Key::End);
        assert_eq!(window.selected(), ["SP_Stock"]);
        let (row, list) = (window.row("SP_Stock").rect(), window.table().expect("a list"));
        assert!(row.bottom() <= list.bottom() + 1.0, "{row:?} in {list:?} at {size:?}");
    }
}

/// A beamer at 200 %.
const BEAMER: [f32; 2] = [512.0, 384.0];

#[test]
fn on_a_beamer_one_part_is_shown_at_a_time_and_the_actions_stay() {
    for language in Language::ALL {
        let mut window = Opening { size: BEAMER, language, ..Opening::default() }.start();
        let words = sendport::words::Words::new(language);
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, BEAMER.into());
        for page in ["pane-tree", "pane-details", "inject-title", "outcome-title", "pane-list"] {
            window.click(&words.text(page));
            for action in ["action-enlist", "action-start", "action-stop", "action-unenlist"] {
                let rect = window.control(&words.text(action)).rect();
                assert!(screen.contains_rect(rect), "{action} at {rect:?} on {page}");
            }
        }
    }
}

#[test]
fn on_a_beamer_the_role_is_chosen_in_a_menu() {
    let mut window = Opening { size: BEAMER, language: Language::French, ..Opening::default() }.start();
    window.walk(&["Affichage", "Rôle", "Opérateur"]);
    assert_eq!(window.snapshot().role, sendport::model::Role::Operator);
}

#[test]
fn on_a_beamer_the_view_that_was_asked_for_is_turned_to() {
    let mut window = Opening { size: BEAMER, scenario: Some(3), ..Opening::default() }.start();
    window.click("Outcome");
    window.ctrl(egui::Key::K);
    window.write("messages");
    window.press(egui::Key::Enter);
    assert!(window.heading("Messages").is_some(), "the list of messages, not the page that was there");
}

#[test]
fn on_a_beamer_a_message_is_sent_and_its_way_out_taken() {
    let mut window = Opening { size: BEAMER, scenario: Some(3), ..Opening::default() }.start();
    window.click("Inject message");
    window.click("Inject");
    window.click("Outcome");
    window.assert_shows("M-1: 2 processed, 1 suspended");
    window.click("Start SP_Lille");
    window.click("Start and resume");
    window.assert_shows("M-1: 3 processed");
}

#[test]
fn the_whole_tree_of_the_sample_is_seen_in_a_window_of_usual_size() {
    for language in [Language::English, Language::French] {
        let window = Opening { size: [1280.0, 800.0], language, ..Opening::default() }.start();
        let (last, below) = match language {
            Language::English => ("Audit", "Inject message"),
            Language::French => ("Journal d’audit", "Injecter un message"),
        };
        assert!(window.node(last).rect().bottom() < window.place(below).y - 16.0, "{last}");
    }
}

#[test]
fn what_is_shown_elsewhere_comes_into_sight_in_the_tree() {
    let mut window = Opening { size: [1280.0, 560.0], ..Opening::default() }.start();
    let seen =
        |window: &Window, name: &str| !window.named(&|it| it == name, &[egui::accesskit::Role::TreeItem]).is_empty();
    assert!(!seen(&window, "Audit"), "there is no room for all:\n{}", window.text());
    window.walk(&["View", "Audit"]);
    assert!(seen(&window, "Audit"), "{}", window.text());
}

#[test]
fn a_window_of_another_size_leaves_the_outcome_its_share() {
    let mut window = window();
    window.inject();
    for size in [[2560.0, 1440.0], [1280.0, 800.0], [1920.0, 1080.0]] {
        window.harness.set_size(size.into());
        window.run();
        let at = window.control("Show message").rect().left() / size[0];
        assert!((0.5..0.7).contains(&at), "{at} of {size:?}");
    }
}
