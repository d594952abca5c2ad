//! A class: it says what becomes of a message, its hands are counted, and the truth comes step by step.

use std::fs;

use egui::{Key, accesskit::Toggled};
use egui_kittest::kittest::NodeT as _;
use sendport::{
    console::{commands::Command, context::Task, settings::Settings},
    model::{ArtifactRef, PortState, Role},
    words::{Language, Words},
};

use super::driver::{Opening, Window};

const VERDICT: &str = "2 processed, 1 suspended";

fn stage() -> Window {
    let mut window = Opening { size: [512.0, 384.0], scenario: Some(3), ..Opening::default() }.start();
    window.press(Key::F11);
    window
}

fn is_checked(window: &Window, label: &str) -> bool {
    let found = window.named(&|it| it == label, &[egui::Role::RadioButton]);
    found.first().is_some_and(|it| it.accesskit_node().toggled() == Some(Toggled::True))
}

/// Counts hands for the first port, and sends the message.
fn vote(window: &mut Window) {
    window.press(Key::A);
    window.press(Key::V);
    for count in ["2", "12", "9"] {
        window.write(count);
        window.press(Key::Enter);
    }
    assert!(window.dialog().is_some(), "after the last number Enter leaves it first");
    window.press(Key::Enter);
    assert_eq!(window.dialog(), None);
}

#[test]
fn the_digits_answer_piece_by_piece_and_enter_sends() {
    let mut window = stage();
    window.press(Key::A);
    assert_eq!(window.dialog().as_deref(), Some("What will become of it?"));
    let chosen = |window: &Window| {
        let all = ["Nothing", "Processed", "Suspended"];
        ["SP_Lille", "SP_Lyon", "SP_Nantes"].map(|port| {
            all.iter().position(|what| is_checked(window, &format!("{port}: {what}"))).map_or(0, |at| at + 1)
        })
    };
    assert_eq!(chosen(&window), [0, 0, 0]);
    window.press(Key::Num3);
    window.press(Key::Num2);
    assert_eq!(chosen(&window), [3, 2, 0]);
    window.press(Key::Backspace);
    assert_eq!(chosen(&window), [3, 0, 0]);
    window.press(Key::Num1);
    window.press(Key::Num1);
    // what is all answered is not changed by one more digit
    window.press(Key::Num2);
    assert_eq!(chosen(&window), [3, 1, 1]);
    assert!(window.snapshot().reports.is_empty());
    window.press(Key::Enter);
    assert_eq!(window.snapshot().reports.len(), 1);
}

#[test]
fn what_is_typed_into_the_votes_chooses_nothing() {
    let mut window = stage();
    window.press(Key::A);
    // faster than the window is drawn
    window.harness.key_press(Key::V);
    window.harness.step();
    for key in [Key::Num1, Key::Num2] {
        window.harness.key_press(key);
        window.harness.step();
    }
    window.run();
    for what in ["Nothing", "Processed", "Suspended"] {
        assert!(!is_checked(&window, &format!("SP_Lille: {what}")));
        assert!(!is_checked(&window, &format!("SP_Lyon: {what}")));
    }
}

#[test]
fn a_scenario_is_chosen_by_keys_from_what_each_teaches() {
    let mut window = stage();
    window.ctrl(Key::O);
    assert_eq!(window.dialog().as_deref(), Some("Scenarios"));
    assert_eq!(window.focused().as_deref(), Some("3. Stopped port in a started group"));
    window.press(Key::ArrowDown);
    assert_eq!(window.focused().as_deref(), Some("4. Started ports in a stopped group"));
    window.press(Key::End);
    window.press(Key::ArrowDown);
    assert_eq!(window.focused().as_deref(), Some("1. Hello, one port"));
    window.press(Key::Enter);
    window.assert_shows("1/16");
    assert!(window.is_chosen("Diagram"));
}

#[test]
fn a_clicker_alone_leads_through_it() {
    let mut window = stage();
    window.press(Key::PageDown);
    assert!(window.dialog().is_some());
    window.press(Key::PageDown);
    window.assert_shows("M-1, step 1 of");
    (0..20).for_each(|_| window.press(Key::PageDown));
    assert!(window.is_chosen("Outcome"));
    window.press(Key::PageUp);
    assert!(window.is_chosen("Diagram"));
}

#[test]
fn the_truth_comes_step_by_step_and_does_not_run_away() {
    let mut window = stage();
    vote(&mut window);
    assert!(window.is_chosen("Diagram"));
    window.assert_shows("M-1, step 1 of");
    assert!(!window.shows(VERDICT));
    let mut seen = vec![window.text()];
    for _ in 0..40 {
        if window.shows(VERDICT) {
            break;
        }
        window.press(Key::Space);
        let text = window.text();
        assert!(!seen.contains(&text), "each step has something of its own to say");
        seen.push(text);
    }
    assert!(seen.len() > 5);
    window.assert_shows(VERDICT);
    assert!(window.is_chosen("Diagram"), "the last step is told first");
    // then the verdict with its rules, and what the class had said
    window.press(Key::Space);
    assert!(window.is_chosen("Outcome"));
    window.assert_shows("row 4)");
    window.press(Key::Backspace);
    assert!(window.is_chosen("Diagram"));
    window.assert_shows("M-1, step");
}

#[test]
fn enter_tells_the_end_at_once() {
    let mut window = stage();
    vote(&mut window);
    window.press(Key::Enter);
    assert!(window.is_chosen("Outcome"));
    window.assert_shows(VERDICT);
    window.assert_shows("SP_Lille, Suspended: 9 votes, 39 %, what happened");
    window.assert_shows("SP_Lille, Processed: 12 votes, 52 %");
    window.assert_shows("SP_Lille, Nothing: 2 votes, 9 %");
    assert!(!window.shows("SP_Lyon, Processed:"), "nobody has voted on that");
}

#[test]
fn nothing_gives_the_end_away() {
    let mut window = stage();
    let pages = [Key::Num2, Key::Num4, Key::Num5];
    let texts = |window: &mut Window| {
        pages.map(|page| {
            window.press(page);
            let text = window.text();
            text.lines().filter(|line| !line.contains("next step")).map(str::to_owned).collect::<Vec<_>>()
        })
    };
    let before = texts(&mut window);
    vote(&mut window);
    assert_eq!(before, texts(&mut window));
    window.press(Key::Num3);
    assert!(!window.shows("Suspended") && !window.shows("suspended"));
    window.assert_shows("next step");
}

#[test]
fn what_changes_something_tells_the_end_first() {
    let mut window = stage();
    vote(&mut window);
    window.harness.state().push(Task::Select(vec![ArtifactRef::send_port(&"SP_Lille".into())]));
    window.run();
    window.press(Key::S);
    // what it holds is asked about, as everywhere
    if window.dialog().is_some() {
        window.press(Key::Enter);
    }
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    window.assert_shows("M-1:");
    window.press(Key::I);
    window.assert_shows("M-2: 3 processed");
}

#[test]
fn what_is_refused_is_told_and_the_window_goes_on() {
    let mut window = stage();
    window.press(Key::A);
    window.harness.state().push(Task::Request(sendport::engine::Request::SetRole(Role::ReadOnly)));
    window.run();
    window.press(Key::Enter);
    assert!(window.dialog().is_some_and(|title| title != "What will become of it?"));
    window.press(Key::Escape);
    assert_eq!(window.dialog(), None);
    assert!(!window.shows("next step"));
}

#[test]
fn the_hands_of_a_class_are_no_progress_of_a_trainee() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.ron");
    let settings = Settings { predict_first: true, ..Settings::default() };
    let opening = Opening { scenario: Some(3), settings, settings_path: Some(path), ..Opening::default() };
    let mut window = opening.start();
    window.ctrl(Key::Enter);
    assert!(window.is_greyed("Predict"));
    window.click("A class votes");
    window.press(Key::V);
    for count in ["1", "2", "1"] {
        window.write(count);
        window.press(Key::Enter);
    }
    window.click("Predict");
    window.assert_shows("SP_Lille, Suspended: one vote, 25 %, what happened");
    window.assert_shows("SP_Lille, Processed: 2 votes, 50 %");
    window.press(Key::Escape);
    assert!(!folder.path().join("progress").exists());
    // alone it counts again
    window.ctrl(Key::Enter);
    window.press(Key::Num1);
    window.press(Key::Num1);
    window.press(Key::Num1);
    window.press(Key::Enter);
    window.press(Key::Escape);
    assert!(fs::read_dir(folder.path().join("progress")).is_ok_and(|mut files| files.next().is_some()));
}

#[test]
fn a_class_is_asked_from_the_menu_too_and_in_the_other_language() {
    let words = Words::new(Language::French);
    let opening = Opening { language: Language::French, scenario: Some(4), ..Opening::default() };
    let mut window = opening.start();
    window.harness.state().push(Task::Command(Command::AskClass));
    window.run();
    assert_eq!(window.dialog().as_deref(), Some(&*words.text("predict-title")));
    window.press(Key::V);
    window.write("7");
    window.press(Key::Enter);
    window.click(&words.text("lesson-predict"));
    window.assert_shows("7 voix, 100\u{202f}%");
}

#[test]
fn a_reset_takes_the_question_and_the_answers_away() {
    let mut window = stage();
    vote(&mut window);
    window.press(Key::R);
    assert!(!window.shows("next step"));
    assert!(window.snapshot().reports.is_empty());
    window.press(Key::I);
    window.assert_shows(VERDICT);
}
