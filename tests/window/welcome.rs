//! Where to begin, and the first five minutes of those who begin: an administrator and a trainee.

use std::path::{Path, PathBuf};

use egui::Key;
use sendport::{
    console::settings::{Settings, StartWith},
    model::{Name, PortState},
    training::Misconception,
    words::Language,
};

use crate::driver::{Opening, Window, window};

const TITLE: &str = "Where to begin";
const CLOSE: &str = "Close “Where to begin”";
const CARDS: [&str; 3] = ["Learn", "Play", "Administer"];

/// As the program starts where this file of settings is its own.
fn opening(settings: &Path) -> Opening {
    Opening { settings: Settings::load(settings), settings_path: Some(settings.to_owned()), ..Opening::default() }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bindings/fixtures").join(name)
}

#[track_caller]
fn assert_shown(window: &Window, shown: bool) {
    for card in CARDS {
        assert_eq!(window.has(card), shown, "{card} in:\n{}", window.text());
    }
    assert_eq!(window.has(CLOSE), shown);
}

// ---- when there are cards, and when there are none

#[test]
fn the_very_first_start_tells_where_to_begin_with_tree_and_list_in_sight() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    let mut window = opening(&settings).start();
    assert_eq!(window.title(), "Order fan-out to warehouses - Sendport");
    assert_eq!(window.dialog(), None, "nothing is asked");
    assert_shown(&window, true);
    let lessons = window.description("Learn");
    assert_eq!(lessons, "8 lessons, 45 minutes: predict, try, and see why");
    assert_eq!(window.description("Play"), "16 scenarios: send messages and see where they go");
    for node in ["Send Ports (7)", "Send Port Groups (1)", "Platform settings"] {
        assert!(window.node(node).rect().height() > 0.0);
    }
    assert_eq!(window.selected(), ["SP_Lyon"]);
    // the cards stand above the list, beside each other, and take no more than they need
    let cards: Vec<_> = CARDS.iter().map(|card| window.control(card).rect()).collect();
    let table = window.table().expect("the list");
    assert!(cards.windows(2).all(|pair| pair[0].right() < pair[1].left()), "{cards:?}");
    assert!(cards.iter().all(|card| card.bottom() < table.top() && card.height() < 80.0), "{cards:?} {table:?}");
    assert!(table.height() > 150.0, "{table:?}");
    window.ctrl(Key::Num3);
    assert_eq!(window.state_of("SP_Lyon"), PortState::Stopped, "the window is as live as ever");
    // whoever has not used them finds them again
    window.harness.state_mut().end();
    drop(window);
    assert_shown(&opening(&settings).start(), true);
}

#[test]
fn closed_once_they_stay_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    let mut window = opening(&settings).start();
    window.click(CLOSE);
    assert_shown(&window, false);
    window.press(Key::Home);
    assert_eq!(window.selected(), ["SP_Archive"], "the keyboard is in the list");
    drop(window);
    assert_shown(&opening(&settings).start(), false);
}

/// How a start differs from the very first one.
type With = fn(&mut Opening, &Path);

#[test]
fn whoever_comes_with_something_of_their_own_sees_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("orders.ron");
    let mut window = Opening::default().answering(&[&document]).start();
    window.ctrl(Key::S);
    assert!(document.is_file());
    drop(window);
    let openings: [(&str, With); 4] = [
        ("a document", |opening, document| opening.open = Some(document.to_owned())),
        ("a binding file", |opening, _| opening.open = Some(fixture("export.xml"))),
        ("a scenario", |opening, _| opening.scenario = Some(3)),
        ("the last document", |opening, document| {
            opening.settings.start_with = StartWith::LastDocument;
            opening.settings.recent = vec![document.to_owned()];
        }),
    ];
    for (what, with) in openings {
        let mut opening = opening(&folder.path().join(format!("{what}.ron")));
        with(&mut opening, &document);
        let mut window = opening.start();
        if what == "a binding file" {
            window.click("Cancel");
        }
        assert_eq!(window.dialog(), None, "{what}");
        assert!(!window.has("Learn") && !window.has(CLOSE), "{what}:\n{}", window.text());
    }
    // nor does a test or a bench, which has the settings of somebody who knows
    assert_shown(&crate::driver::window(), false);
    // opened later, a document puts them away for good
    let settings = folder.path().join("later.ron");
    let mut window = opening(&settings).answering(&[&document]).start();
    assert_shown(&window, true);
    window.ctrl(Key::O);
    assert!(window.title().starts_with("orders"), "{}", window.title());
    assert_shown(&window, false);
    drop(window);
    assert_shown(&opening(&settings).start(), false);
}

#[test]
fn a_card_that_leads_somewhere_puts_them_away_and_one_that_is_only_looked_at_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    for (card, dialog, title) in [
        ("Learn", Some("Lessons"), "One port in three states - Sendport"),
        ("Play", Some("Scenarios"), "Hello, one port - Sendport"),
        ("Administer", None, "Untitled - Sendport"),
    ] {
        let settings = folder.path().join(format!("{card}.ron"));
        let mut window = opening(&settings).start();
        window.click(card);
        if let Some(dialog) = dialog {
            assert_eq!(window.dialog().as_deref(), Some(dialog));
            window.dismiss();
            assert_shown(&window, true);
            window.click(card);
            if card == "Play" {
                // to another one than the one that is shown
                window.press(Key::ArrowUp);
            }
            window.press(Key::Enter);
        }
        assert_eq!(window.title(), title);
        assert_shown(&window, false);
        drop(window);
        assert_shown(&opening(&settings).start(), false);
    }
}

#[test]
fn they_are_had_again_from_the_menu_and_by_resetting_the_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    let mut window = Opening { settings_path: Some(settings.clone()), ..Opening::default() }.start();
    assert_shown(&window, false);
    window.walk(&["Help", TITLE]);
    assert_shown(&window, true);
    assert_eq!(window.focused().as_deref(), Some(TITLE));
    assert!(Settings::load(&settings).welcome);
    window.click(CLOSE);
    window.ctrl(Key::K);
    window.write("where to begin");
    window.press(Key::Enter);
    assert_shown(&window, true);
    window.click(CLOSE);
    // the language was chosen, so there is something to reset
    window.ctrl(Key::Comma);
    window.click("Reset all");
    window.dismiss();
    assert!(Settings::load(&settings).welcome);
}

#[test]
fn the_languages_stand_in_the_corner() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    let mut window = opening(&settings).start();
    window.click("Français");
    assert_eq!(Settings::load(&settings).language, Some(Language::French));
    for card in ["Apprendre", "Jouer", "Administrer"] {
        assert!(window.has(card), "{}", window.text());
    }
    window.click("English");
    assert_shown(&window, true);
    let (close, english) = (window.control(CLOSE).rect(), window.control("English").rect());
    assert!(close.right() > 1250.0 && english.left() > 1050.0, "{close:?} {english:?}");
}

#[test]
fn by_keyboard_and_on_one_pane_they_are_a_pane() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    let mut window = opening(&settings).start();
    window.press_with(egui::Modifiers::SHIFT, Key::F6);
    for _ in 0..8 {
        if window.focused().as_deref() == Some(TITLE) {
            break;
        }
        window.press(Key::F6);
    }
    assert_eq!(window.focused().as_deref(), Some(TITLE));
    window.tab_to("Learn");
    window.press(Key::Enter);
    assert_eq!(window.dialog().as_deref(), Some("Lessons"));
    window.press(Key::Escape);
    assert_eq!(window.focused().as_deref(), Some("Learn"));
    drop(window);
    // where there is little room it is what one sees first, and the other pages are one key away
    let mut window = Opening { size: [512.0, 384.0], ..opening(&settings) }.start();
    assert_shown(&window, true);
    window.press(Key::Num2);
    assert_shown_not_on_page(&window);
    window.row("SP_Lyon");
    window.press(Key::Num7);
    window.click("Administer");
    assert_eq!(window.title(), "Untitled - Sendport");
    assert_shown(&window, false);
    assert!(!window.has(TITLE), "and there is no page of it any more");
}

#[track_caller]
fn assert_shown_not_on_page(window: &Window) {
    assert!(!window.has("Learn"), "{}", window.text());
    assert!(window.has(TITLE), "the page has a tab:\n{}", window.text());
}

// ---- the first five minutes

/// Does it know what I know?
#[test]
fn an_administrator_finds_what_is_known_and_nothing_to_lose() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    let mut window = opening(&settings).answering(&[&fixture("export.xml")]).start();
    // the menu and the pages of the real console
    window.menu_of_row("SP_Berlin");
    assert!(window.has("Move to application…"));
    window.press(Key::Escape);
    window.press(Key::Enter);
    assert_eq!(window.dialog().as_deref(), Some("SP_Berlin - Send Port Properties"));
    window.click("Transport Advanced Options");
    for range in ["0\u{2013}1,000", "0\u{2013}525,600", "1 (highest)"] {
        window.assert_shows(range);
    }
    window.click("Cancel");
    // their own world
    window.click("Administer");
    window.click("Import bindings…");
    window.assert_shows("In it: 3 send ports, 1 send port group, 2 receive ports, 1 orchestration. Missing here: 5.");
    window.press(Key::Enter);
    assert_eq!(window.dialog(), None, "{}", window.text());
    let group = &window.snapshot().group;
    assert!(group.send_ports.values().all(|port| port.state == PortState::Bound), "as in a fresh import");
    // a question that takes an afternoon elsewhere
    let ask = |window: &mut Window| {
        window.ctrl(Key::K);
        window.write("BTS.ReceivePortName == RP_Orders");
        let first = "Who would get a message with BTS.ReceivePortName == RP_Orders?, Question";
        assert_eq!(window.option().as_deref(), Some(first), "{:?}", window.options());
        window.press(Key::Enter);
    };
    ask(&mut window);
    window.assert_shows("Nobody: it would be a routing failure. Nearly: 2, not: 2");
    window.row("SPG_Warehouses");
    let ports: Vec<Name> = window.snapshot().group.send_ports.keys().cloned().collect();
    for name in ports.iter().map(Name::as_str).chain(["SPG_Warehouses"]) {
        window.ctrl(Key::K);
        window.write(name);
        window.press(Key::Enter);
        window.ctrl(Key::Num2);
    }
    assert_eq!(window.state_of_group("SPG_Warehouses"), PortState::Started);
    ask(&mut window);
    window.assert_shows("; nearly: ");
    assert!(!window.shows("Nobody: "), "{}", window.text());
    // and every filter that looks at it
    window.ctrl(Key::K);
    window.write("BTS.ReceivePortName == RP_Orders");
    window.press(Key::ArrowDown);
    assert!(window.option().is_some_and(|it| it.starts_with("Whose filters look at BTS.ReceivePortName?")));
    window.press(Key::Enter);
    window.row("SPG_Warehouses");
}

#[test]
fn a_group_is_stopped_its_members_stay_and_everything_comes_back() {
    let mut window = window();
    window.click_row("SP_Lille");
    window.click("Stop");
    window.inject();
    window.assert_shows("2 processed, 1 suspended");
    window.assert_shows("row 3");
    window.assert_shows("row 4");
    window.click_node("Send Port Groups (1)");
    window.click_row("SPG_Warehouses");
    window.assert_shows("SPG_Warehouses (members unchanged)");
    window.click("Stop");
    assert_eq!(window.state_of_group("SPG_Warehouses"), PortState::Stopped);
    assert_eq!(window.state_of("SP_Lyon"), PortState::Started);
    window.inject();
    window.assert_shows("3 suspended");
    window.ctrl(Key::Z);
    window.ctrl(Key::Z);
    assert_eq!(window.state_of_group("SPG_Warehouses"), PortState::Started);
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    assert_eq!(window.dialog(), None);
}

/// What do I press, and did I get it?
#[test]
fn a_trainee_comes_from_the_first_card_to_the_cell_that_is_to_be_practised() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("settings.ron");
    let mut window = opening(&settings).start();
    window.click("Learn");
    window.press(Key::Enter);
    window.assert_shows("SP_Archive is Bound");
    let height = window.table().expect("the list").top();
    window.click("SP_Archive: Suspended");
    window.click("Predict");
    window.click("Run it");
    // the wrong answer is named
    window.assert_shows(Misconception::BoundCollects.entry().but.get(Language::English));
    window.click("Next step");
    // the table is learnt from the buttons
    assert!(window.description("Stop").contains("Stop works only from Started"), "{}", window.description("Stop"));
    for answer in ["It can be done", "It cannot be done"] {
        window.click(answer);
        window.click("Predict");
        window.click("Next step");
    }
    window.ctrl(Key::Num1);
    window.click("Next step");
    window.click("SP_Archive: Suspended");
    window.click("Predict");
    window.click("Run it");
    window.click("Next step");
    window.ctrl(Key::Num2);
    window.assert_shows("one message is held by the stop");
    window.assert_shows("Resume what is held, now that it starts?");
    window.press(Key::Enter);
    window.click("Next step");
    window.click("SP_Archive: Processed");
    window.click("Predict");
    window.click("Run it");
    assert!((window.table().expect("the list").top() - height).abs() < 2.0, "nothing has moved all the while");
    window.click("Next step");
    window.assert_shows("4 of 5 predictions were right.");
    window.assert_shows("Weakest cell: Directly to the send port, port Bound.");
    assert!((window.table().expect("the list").top() - height).abs() < 2.0, "nor does it at the end");
    window.click("Practise this cell");
    assert_eq!(window.dialog().as_deref(), Some("What will become of it?"));
    assert!(window.title().starts_with("Practice 1"));
}

#[test]
fn a_lesson_in_which_all_was_right_has_no_weakest_cell() {
    let mut window = window();
    window
        .harness
        .state()
        .push(sendport::console::context::Task::GoWithoutSaving(sendport::console::app::Then::Lesson(1)));
    window.run();
    for _ in 0..7 {
        window.click("Skip");
    }
    window.assert_shows("The lesson is over.");
    assert!(!window.has("Practise this cell") && !window.shows("Weakest cell"));
}
