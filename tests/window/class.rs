//! A class: it says what becomes of a message, its hands are counted, and the truth comes step by step.

use std::fs;

use egui::{Key, accesskit::Toggled};
use egui_kittest::kittest::NodeT as _;
use sendport::{
    console::{
        commands::Command,
        context::Task,
        settings::{Settings, Theme},
    },
    engine::Request,
    model::{Addressing, ArtifactRef, Behaviour, Destination, Draft, PortState, Role, Target},
    words::{Argument, Language, Sentence, Words},
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
    for count in ["2", "12", "9", "1"] {
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
    window.assert_shows("SP_Lille, Suspended: 9 votes, 38 %, what happened");
    window.assert_shows("SP_Lille, Processed: 12 votes, 50 %");
    window.assert_shows("SP_Lille, Nothing: 2 votes, 8 %");
    window.assert_shows("SP_Lille, Routing failure: one vote, 4 %");
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
    // nobody has said routing failure
    window.press(Key::Enter);
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

/// The window on the stage, in a language, a theme and a size.
fn stage_of(scenario: u32, (language, theme, size): (Language, Theme, [f32; 2])) -> Window {
    let mut window = Opening { language, theme, size, ..Opening::scenario(scenario) }.start();
    window.press(Key::F11);
    window
}

const PLACES: [(Language, Theme, [f32; 2]); 4] = [
    (Language::English, Theme::Light, [512.0, 384.0]),
    (Language::French, Theme::Light, [512.0, 384.0]),
    (Language::English, Theme::Dark, [1280.0, 860.0]),
    (Language::French, Theme::Dark, [1280.0, 860.0]),
];

#[test]
fn a_class_votes_for_a_routing_failure_too() {
    for place in PLACES {
        let words = Words::new(place.0);
        let failure = words.text("outcome-routing-failure").into_owned();
        let mut window = stage_of(5, place);
        window.press(Key::A);
        window.press(Key::Num2);
        window.press(Key::Num4);
        // it is said of all ports at once
        for port in ["SP_Lille", "SP_Lyon", "SP_Nantes"] {
            let chosen = Sentence::new("answer-part").with("name", port).with("what", failure.as_str());
            assert!(is_checked(&window, &words.say(&chosen)), "{port} in:\n{}", window.text());
        }
        // and taken back at once
        window.press(Key::Backspace);
        for port in ["SP_Lille", "SP_Lyon", "SP_Nantes"] {
            let chosen = Sentence::new("answer-part").with("name", port).with("what", failure.as_str());
            assert!(!is_checked(&window, &words.say(&chosen)), "{port}");
        }
        window.press(Key::V);
        for count in ["3", "12", "9", "2"] {
            window.write(count);
            window.press(Key::Enter);
        }
        window.press(Key::Enter);
        window.press(Key::Enter);
        // nothing for a port and nothing for anybody are both what happened
        let bar = |key: &'static str, what: String, count: u32, percent: u32| {
            let bar = Sentence::new(key).with("name", "SP_Lille").with("named", 1_usize).with("what", what);
            words.say(&bar.with("count", count).with("percent", percent))
        };
        window.assert_shows(&bar("class-bar-truth", failure, 2, 8));
        window.assert_shows(&bar("class-bar-truth", words.text("answer-nothing").into_owned(), 3, 11));
        window.assert_shows(&bar("class-bar", words.text("outcome-processed").into_owned(), 12, 46));
    }
}

#[test]
fn the_question_tells_what_it_is_about() {
    for place in PLACES {
        let words = Words::new(place.0);
        let mut window = stage_of(4, place);
        window.press(Key::A);
        let say = |sentence: Sentence| words.say(&sentence);
        let filter = || Sentence::new("asked-filter").with("filter", "Doc.Type == Order");
        let message = Sentence::new("asked-message")
            .with("what", "Order (Doc.Type = Order)")
            .with("to", Sentence::new("addressing-published"));
        window.assert_shows(&say(message));
        let members: Vec<Argument> = ["SP_Lyon", "SP_Lille", "SP_Nantes"].map(Argument::from).into();
        let group = Sentence::new("asked-group").with("members", members).with("filter", filter());
        window.assert_shows(&say(group));
        window.assert_shows("SPG_Warehouses");
        window.assert_shows(&words.text("state-stopped"));
        // each port with its filter, where there is room for one too
        assert_eq!(window.written(&words.text("asked-no-filter")), 3, "{}", window.text());
    }
}

#[test]
fn a_question_tells_by_which_way_the_message_goes_and_what_else_decides() {
    let mut window = Opening::scenario(4).start();
    let to = Addressing::To(Target::SendPortGroup("SPG_Warehouses".into()));
    let destination = Destination { port: "SP_Lille".into(), behaviour: Behaviour::Down, ..Destination::default() };
    window.harness.state().push(Task::Request(Request::SetDestination(destination)));
    window.run();
    let draft = Draft { addressing: to, ..Draft::default() };
    window.harness.state().push(Task::FillInject(draft));
    window.run();
    window.harness.state().push(Task::Command(Command::AskClass));
    window.run();
    window.assert_shows("to the send port group SPG_Warehouses");
    window.assert_shows("destination: down");
}

#[test]
fn what_was_made_to_fail_in_secret_is_not_told_by_the_question() {
    let mut window = stage();
    let destination = Destination { port: "SP_Lille".into(), behaviour: Behaviour::Down, ..Destination::default() };
    window.harness.state().push(Task::Fault(Box::new(Request::SetDestination(destination))));
    window.run();
    window.press(Key::A);
    assert!(window.shows("SP_Lille") && !window.shows("destination"), "{}", window.text());
}

#[test]
fn the_port_that_is_asked_next_comes_into_sight() {
    for place in PLACES {
        let words = Words::new(place.0);
        let mut window = stage_of(4, place);
        window.harness.ctx.all_styles_mut(|style| style.scroll_animation = egui::style::ScrollAnimation::none());
        window.press(Key::A);
        for port in ["SP_Lille", "SP_Lyon", "SP_Nantes"] {
            let first = Sentence::new("answer-part").with("name", port).with("what", Sentence::new("answer-nothing"));
            let first = words.say(&first);
            let row = window.named(&|it| it == first, &[egui::Role::RadioButton])[0].rect();
            let body = egui::Rect::from_min_size(egui::Pos2::ZERO, place.2.into()).shrink2(egui::vec2(0.0, 56.0));
            assert!(port == "SP_Lille" || body.contains_rect(row), "{port} at {row} of {body}");
            window.press(Key::Num1);
        }
    }
}

#[test]
fn practice_that_is_closed_unanswered_does_not_come_back() {
    let mut window = Opening::default().start();
    let mut seen = Vec::new();
    for _ in 0..4 {
        window.harness.state().push(Task::Command(Command::Practise));
        window.run();
        let text = window.text();
        assert!(text.contains("SP_") && !seen.contains(&text), "{text}");
        seen.push(text);
        window.press(Key::Escape);
    }
}
