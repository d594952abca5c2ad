//! Finding anything by a few letters, and what help tells.

use egui::{Key, Modifiers};
use sendport::{model::PortState, words::Language};

use crate::driver::{Opening, Window, window};

fn find(window: &mut Window, text: &str) {
    window.ctrl(Key::K);
    assert_eq!(window.dialog().as_deref(), Some("Find anything"));
    window.write(text);
}

#[test]
fn a_command_is_found_and_done() {
    let mut window = window();
    window.click_row("SP_Lille");
    find(&mut window, "stop");
    assert_eq!(window.option().as_deref(), Some("Stop, Action, Ctrl+3"));
    window.press(Key::Enter);
    assert_eq!(window.dialog(), None);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    // what was used comes first the next time
    window.ctrl(Key::K);
    assert!(window.options()[0].starts_with("Stop, "), "{:?}", window.options());
}

#[test]
fn a_greyed_command_tells_why_and_explains_itself_like_the_button() {
    let mut window = window();
    window.click_row("SP_Lille");
    find(&mut window, "enlist");
    let why = window.option_is_greyed("Enlist, ").expect("a reason");
    assert!(why.contains("Enlist works only from Bound"), "{why}");
    window.press(Key::Enter);
    assert_eq!(window.dialog().as_deref(), Some("Why is “Enlist” greyed?"));
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
}

#[test]
fn a_port_is_gone_to_or_its_properties_are_opened() {
    let mut window = window();
    window.walk(&["View", "Suspended"]);
    find(&mut window, "lyon");
    assert!(window.option().is_some_and(|it| it == "SP_Lyon, Send port, Started"), "{:?}", window.option());
    window.press(Key::Enter);
    assert_eq!(window.selected(), ["SP_Lyon"]);
    find(&mut window, "lyon");
    window.ctrl(Key::Enter);
    assert_eq!(window.dialog().as_deref(), Some("SP_Lyon - Send Port Properties"));
    window.press(Key::Escape);
    // an address finds its port too
    find(&mut window, "lyon.warehouse");
    assert!(window.option().is_some_and(|it| it.starts_with("SP_Lyon")), "{:?}", window.options());
    window.press(Key::Enter);
    assert_eq!(window.selected(), ["SP_Lyon"]);
}

#[test]
fn a_property_with_its_value_is_a_question() {
    let mut window = window();
    for (typed, wanted) in [
        ("Doc.Type == Order", "Who would get a message with Doc.Type == Order?, Question"),
        (
            "Doc.Type=\"Order\" and Customer==ZENITH",
            "Who would get a message with Doc.Type == Order, Customer == ZENITH?",
        ),
        ("Amount == 6000", "Who would get a message with Amount == 6000?"),
        ("Doc.Type", "Whose filters look at Doc.Type?, Question"),
    ] {
        find(&mut window, typed);
        assert!(window.option().is_some_and(|it| it.starts_with(wanted)), "{typed}: {:?}", window.options());
        window.press(Key::Escape);
    }
    // an amount is a number, and other comparisons do not say what a message has
    for typed in ["Amount == many", "Amount > 6000", "Doc.", "Order"] {
        find(&mut window, typed);
        assert!(!window.options().iter().any(|it| it.ends_with("Question")), "{typed}: {:?}", window.options());
        window.press(Key::Escape);
    }
    find(&mut window, "Amount == 6000");
    window.press(Key::Enter);
    window.assert_shows("Amount");
    assert!(window.rows().iter().any(|row| row == "SP_Berlin"), "{}", window.text());
    window.ctrl(Key::K);
    assert!(!window.options().iter().any(|it| it.ends_with("Question")), "it is no thing to be found again");
}

#[test]
fn arrows_pages_and_escape_work_in_the_list() {
    let mut window = window();
    window.click_row("SP_Lille");
    let before = window.focused();
    find(&mut window, "s");
    let options = window.options();
    assert!(options.len() > 8, "{options:?}");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    assert_eq!(window.option().as_ref(), Some(&options[2]));
    window.press(Key::ArrowUp);
    assert_eq!(window.option().as_ref(), Some(&options[1]));
    window.press(Key::PageDown);
    assert!(window.option().is_some_and(|it| !options[..3].contains(&it)));
    window.press(Key::PageUp);
    assert_eq!(window.option().as_ref(), Some(&options[1]));
    window.press(Key::ArrowUp);
    window.press(Key::ArrowUp);
    assert!(window.option().is_some(), "round to the last one, which is scrolled to");
    // a screen reader follows what is chosen while the keyboard stays in the field
    assert_eq!(window.focused(), window.option());
    window.press(Key::Escape);
    assert_eq!(window.dialog(), None);
    assert_eq!(window.focused(), before, "the keyboard is where it was");
}

#[test]
fn accents_and_apostrophes_do_not_matter() {
    let mut window = Opening { language: Language::French, ..Opening::default() }.start();
    for (typed, wanted) in [("demarrer", "Démarrer, "), ("DÉMARRER", "Démarrer, "), ("port d'envoi", "Port d’envoi, ")]
    {
        window.ctrl(Key::K);
        window.write(typed);
        assert!(window.options().iter().any(|it| it.starts_with(wanted)), "{typed}: {:?}", window.options());
        window.press(Key::Escape);
    }
}

#[test]
fn both_languages_find_a_thing_and_it_says_why() {
    for (language, typed, wanted, beside) in [
        (Language::French, "enlist", "Inscrire, ", "Enlist"),
        (Language::French, "unenlist", "Désinscrire, ", "Unenlist"),
        (Language::French, "settings", "Paramètres…, ", "Settings…"),
        (Language::French, "subscriptions", "Abonnements, ", "Subscriptions"),
        (Language::English, "inscrire", "Enlist, ", "Inscrire"),
        (Language::English, "demarrer", "Start, ", "Démarrer"),
        (Language::English, "abonnements", "Subscriptions, ", "Abonnements"),
    ] {
        let mut window = Opening { language, ..Opening::default() }.start();
        window.ctrl(Key::K);
        window.write(typed);
        let first = window.option().unwrap_or_default();
        assert!(first.starts_with(wanted), "{typed}: {:?}", window.options());
        let told = window.option_is_told(&first);
        assert!(told.contains(beside), "{typed}: {told}");
    }
}

#[test]
fn messages_views_scenarios_settings_and_help_are_found() {
    let mut window = window();
    window.inject();
    find(&mut window, "m-1");
    assert!(window.option().is_some_and(|it| it.starts_with("M-1, Message")), "{:?}", window.options());
    window.press(Key::Escape);
    find(&mut window, "suspended");
    window.click_option("Suspended, View");
    assert!(!window.has("Filter the list"));
    find(&mut window, "motion");
    window.click_option("Motion, Setting");
    assert_eq!(window.dialog().as_deref(), Some("Settings"));
    window.press(Key::Escape);
    find(&mut window, "ordered delivery");
    window.click_option("Ordered delivery, Help");
    assert_eq!(window.dialog().as_deref(), Some("Help"));
    window.assert_shows("Livraison chronologique des messages");
    window.press(Key::Escape);
    find(&mut window, "typo");
    window.click_option("Scenario 7. ");
    assert_eq!(window.title(), "The filter with a typo - Sendport");
    for numbered in ["scenario 2", "scénario 2"] {
        find(&mut window, numbered);
        assert!(window.option().is_some_and(|it| it.starts_with("Scenario 2. ")), "{numbered}: {:?}", window.options());
        window.press(Key::Escape);
    }
}

#[test]
fn nothing_found_says_so() {
    let mut window = window();
    find(&mut window, "qqxxzz");
    window.assert_shows("Nothing fits “qqxxzz”");
    window.press(Key::Enter);
    assert_eq!(window.dialog().as_deref(), Some("Find anything"));
}

#[test]
fn every_key_of_a_command_stands_in_the_help() {
    use sendport::console::commands::Command;
    let mut window = window();
    window.walk(&["Help", "Keys…"]);
    let text = window.copied_by("Copy page");
    let words = window.harness.state().words().clone();
    for command in Command::all() {
        let Some(shortcut) = command.shortcut() else { continue };
        let mut key = window.harness.ctx.format_shortcut(&shortcut);
        // signs are told by what they write
        for (name, sign) in [("Questionmark", "?"), ("Comma", ","), ("Plus", "+"), ("Minus", "-")] {
            key = key.replace(name, sign);
        }
        let row = format!("{key} | {} |", words.text(command.key()).replace('|', "\\|"));
        let or_another = format!("{key}, ");
        let told = text.lines().any(|line| {
            line.contains(&row) || (line.contains(&or_another) && line.contains(words.text(command.key()).as_ref()))
        });
        assert!(told, "{command:?} {key} in:\n{text}");
    }
}

#[test]
fn no_two_commands_have_the_same_key() {
    use sendport::console::commands::Command;
    let keys: Vec<_> = Command::all()
        .flat_map(|command| [command.shortcut(), command.other_shortcut()].into_iter().flatten())
        .map(|key| format!("{key:?}"))
        .collect();
    let unique: std::collections::HashSet<_> = keys.iter().collect();
    assert_eq!(unique.len(), keys.len(), "{keys:?}");
}

#[test]
fn the_glossary_has_both_languages_and_can_be_searched() {
    let mut window = window();
    window.walk(&["Help", "Glossary…"]);
    window.assert_shows("Désinscrire");
    window.write("mettre fin");
    window.assert_shows("Terminate");
    assert!(!window.shows("Désinscrire"));
    // what stands on another page is counted there
    window.fill("Search the help", "Ctrl+K");
    assert!(window.has("Keys (1)"), "{}", window.text());
    window.assert_shows("Find…");
}

#[test]
fn help_tells_where_the_documentation_disagrees_and_where_that_stands() {
    let mut window = window();
    window.press(Key::F1);
    window.click("Where the documentation disagrees");
    window.assert_shows("Do actions on a group act on its members?");
    window.assert_shows("Send Port Groups Node, Details Pane");
    let text = window.copied_by("Copy everything");
    for part in
        ["## Keys", "## Action table", "| Enlist | Stopped |", "## Outcome table", "## Glossary", "### Which priority"]
    {
        assert!(text.contains(part), "{part} in:\n{text}");
    }
}

#[test]
fn help_about_a_view_tells_what_it_is_for() {
    let mut window = window();
    window.walk(&["View", "Suspended"]);
    window.press(Key::F1);
    window.assert_shows("Suspended service instances by cause");
}

#[test]
fn the_window_is_usable_where_there_is_little_room() {
    for language in Language::ALL {
        let mut window = Opening { size: [512.0, 384.0], language, ..Opening::default() }.start();
        window.ctrl(Key::K);
        window.write("sp_");
        assert!(window.option().is_some());
        window.press(Key::Escape);
        window.press_with(Modifiers::NONE, Key::F1);
        window.press(Key::Escape);
        window.ctrl(Key::Comma);
        assert!(window.dialog().is_some());
    }
}
