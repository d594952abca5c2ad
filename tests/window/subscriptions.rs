//! The Subscriptions view.

use egui::{Key, Modifiers};
use sendport::{console::settings::Theme, words::Language};

use super::driver::{Opening, Window, window};

fn view() -> Window {
    // so high that the node is in sight
    let mut window = Opening { size: [1280.0, 1000.0], ..Opening::default() }.start();
    window.click_node("Subscriptions");
    window
}

#[test]
fn all_subscriptions_with_what_they_are_for() {
    let mut window = view();
    window.assert_shows("15 of 15");
    window.fill("Filter the list", "region");
    window.assert_shows("1 of 15");
    window.assert_shows("Region == EU");
    window.click_row("SP_Paris");
    window.assert_shows("Activation subscription, priority 5: Own filter");
    // the toolbar and the details follow, and the view stays
    assert!(!window.is_greyed("Stop"));
    window.click("Stop");
    window.assert_shows("SP_Paris is Stopped: what matches is suspended.");
    window.fill("Filter the list", "nobody at all");
    window.assert_shows("0 of 15");
}

#[test]
fn who_has_none_is_listed_with_the_reason() {
    let mut window = view();
    assert!(!window.shows("SP_Archive is Bound"));
    window.click("Also who has none");
    window.assert_shows("SP_Archive is Bound: it has no subscription.");
    window.click_row("SP_Archive");
    window.click("Start");
    window.fill("Filter the list", "SP_Archive");
    window.assert_shows("2 of ");
}

#[test]
fn the_answer_follows_what_is_typed() {
    let mut window = view();
    window.click("Who would get it?");
    window.assert_shows("Nobody: it would be a routing failure.");
    window.click("Add a property to it");
    window.click("Use the inject panel’s properties");
    window.assert_shows("3 copies; nearly: ");
    assert_eq!(window.snapshot().reports.len(), 0, "asking sends nothing");
    let row = (1..=4)
        .find(|row| window.field(&format!("Property {row} of the question")).value().as_deref() == Some("Customer"))
        .unwrap();
    window.fill(&format!("Value {row} of the question"), "ACME");
    window.assert_shows("4 copies");
    window.fill(&format!("Property {row} of the question"), "Region");
    window.fill(&format!("Value {row} of the question"), "EU");
    window.assert_shows("4 copies");
    window.fill(&format!("Property {row} of the question"), "Customer");
    window.fill(&format!("Value {row} of the question"), "ACNE");
    window.assert_shows("The filter of SP_Berlin nearly matches");
    // a row tells each predicate
    window.click_row("SP_Berlin, Nearly");
    window.assert_shows("Customer == ACME: fails, the message has ACNE.");
}

#[test]
fn what_is_told_is_what_happens() {
    let mut window = view();
    window.click("Who would get it?");
    window.click("Use the inject panel’s properties");
    window.inject();
    window.assert_shows("M-1: 3 processed");
    window.assert_shows("3 copies");
    window.choose("Start from", "Order from the EU");
    window.assert_shows("5 copies");
    window.choose("Start from", "M-1 Order");
    window.assert_shows("3 copies");
}

#[test]
fn from_a_property_to_its_subscribers() {
    let mut window = view();
    window.click("By property");
    window.assert_shows("Doc.Type");
    window.fill("Property", "Region");
    window.assert_shows("One row of a filter looks at Region.");
    window.fill("Value (optional)", "US");
    window.assert_shows("Fails");
    window.fill("Value (optional)", "EU");
    window.assert_shows("Holds");
    window.click_row("SP_Paris");
    window.click("Filters of SP_Paris…");
    assert_eq!(window.dialog().as_deref(), Some("SP_Paris - Send Port Properties"));
    assert_eq!(window.field("Property 1").value().as_deref(), Some("Region"));
    window.press(Key::Escape);
    window.click("All properties");
    window.assert_shows("Looked at by");
}

#[test]
fn links_lead_here() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.click("Its subscriptions");
    window.assert_shows("Only of SP_Lyon");
    // its own address, and by the group address and filter
    window.assert_shows("3 of 3");
    window.click("Show all");
    window.assert_shows("Subscriber");
    // from a property of a message that found nobody
    let mut window = Opening::scenario(7).start();
    window.inject();
    window.click("Routing failure report");
    window.click("Doc.Type");
    window.assert_shows("Invoce");
    window.assert_shows("Fails");
}

#[test]
fn rows_are_copied_for_a_spreadsheet() {
    let mut window = view();
    window.click_row("SP_Paris, Own filter");
    window.press_with(Modifiers::COMMAND, Key::C);
    window.harness.event(egui::Event::Copy);
    window.harness.step();
    let copied = window.harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("something was copied");
    assert!(copied.contains("Region == EU") && copied.contains('\t'), "{copied}");
}

#[test]
fn in_a_small_window_in_french_and_in_the_dark() {
    let opening =
        Opening { language: Language::French, theme: Theme::Dark, size: [512.0, 384.0], ..Opening::default() };
    let mut window = opening.start();
    window.click_row("SP_Paris");
    window.click("Détails");
    window.click("Ses abonnements");
    window.assert_shows("Seulement de SP_Paris");
    window.assert_shows("Region == EU");
    window.click("Qui le recevrait\u{a0}?");
    window.assert_shows("Personne\u{a0}: ce serait un échec du routage.");
    window.click("Par propriété");
    window.assert_shows("Regardée par");
}

#[test]
fn who_would_get_it_is_asked_from_the_palette_and_from_the_inject_panel_sorted_and_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("who.csv");
    let mut window = Opening { size: [1280.0, 1000.0], ..Opening::default() }.answering(&[&path]).start();
    window.ctrl(Key::K);
    window.write("who would");
    window.press(Key::Enter);
    window.assert_shows("3 copies; nearly: ");
    let first = window.rows()[0].clone();
    window.click_title("Subscriber");
    window.click_title("Subscriber");
    assert_ne!(window.rows()[0], first, "sorted by name, downwards");
    window.click("Export");
    window.click("As CSV for a spreadsheet…");
    window.run();
    let csv = std::fs::read_to_string(&path).unwrap();
    assert!(csv.contains("Subscriber,By way of,Outcome,Why,Rule"), "{csv}");
    assert!(csv.contains(",Processed,"), "{csv}");
    window.click_node("Suspended (0)");
    window.click("Who would get this?");
    window.assert_shows("3 copies; nearly: ");
}
