//! What a change would do, told where a person is about to make it.

use egui::{Key, Modifiers};
use sendport::{console::settings::Theme, model::PortState::*, words::Language};

use super::driver::{Opening, Window, window};

const STOPPED: &str = "The only kind of message seen lately would go elsewhere: 1 would have a copy suspended.";

impl Window {
    /// Leaves the pointer over a control until its tooltip is there.
    fn hover(&mut self, label: &str) {
        self.control(label).hover();
        for _ in 0..40 {
            self.harness.step();
        }
    }
}

#[test]
fn the_tooltip_of_an_action_tells_what_it_would_change() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.hover("Stop");
    window.assert_shows("No message has been seen yet to judge by. 2 subscriptions would change.");
    window.assert_shows("The subscription of SP_Lyon by the group SPG_Warehouses on ");
    window.inject();
    window.hover("Stop");
    window.assert_shows(STOPPED);
    window.hover("Unenlist");
    window.assert_shows("1 would not reach a port that gets it now.");
}

#[test]
fn the_preview_shows_before_and_after_and_performs_the_action() {
    let mut window = window();
    window.inject();
    window.click_row("SP_Lyon");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Num3);
    assert_eq!(window.dialog().as_deref(), Some("Preview: Stop SP_Lyon"));
    window.assert_shows(STOPPED);
    window.assert_shows("Order (");
    for text in ["Now", "Afterwards", "Suspended", "Processed"] {
        window.assert_shows(text);
    }
    assert_eq!(window.state_of("SP_Lyon"), Started, "looking changes nothing");
    window.click("Stop SP_Lyon");
    assert_eq!((window.dialog(), window.state_of("SP_Lyon")), (None, Stopped));
    // what is told came true
    window.inject();
    window.assert_shows("M-2: 2 processed, 1 suspended");
    // from the menu, the way back tells what is held
    window.menu_of_row("SP_Lyon");
    window.walk(&["Preview", "Preview Start…"]);
    window.assert_shows("1 would have a copy processed that is not processed now.");
    window.assert_shows("One message is held; it would be sent if the states then let it through.");
    window.press(Key::Escape);
    assert_eq!((window.dialog(), window.state_of("SP_Lyon")), (None, Stopped));
}

#[test]
fn a_greyed_action_is_explained_instead() {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Num2);
    window.assert_shows("Already started.");
    assert!(!window.dialog().unwrap().starts_with("Preview"));
}

#[test]
fn a_preview_of_what_is_refused_says_why() {
    let mut window = window();
    for port in ["SP_Lille", "SP_Nantes"] {
        window.click_row(port);
        window.click("Unenlist");
    }
    window.click_row("SP_Lyon");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Num4);
    window.assert_shows("SPG_Warehouses");
    assert!(window.is_greyed("Unenlist SP_Lyon"));
    assert_eq!(window.state_of("SP_Lyon"), Started);
}

#[test]
fn an_application_tells_it_before_it_is_stopped() {
    let mut window = window();
    window.inject();
    window.menu_of_node("OrderApp");
    window.click("Stop application…");
    window.assert_shows("What would change");
    window.click("Full Stop - Terminate instances");
    window.assert_shows("1 would become a routing failure.");
    window.click("Before and after");
    window.assert_shows("Afterwards");
}

#[test]
fn deleting_tells_it_once_nothing_is_in_the_way() {
    let mut window = window();
    window.click("To a send port");
    window.choose("Send port", "SP_Archive");
    window.inject();
    window.click_row("SP_Archive");
    if window.state_of("SP_Archive") != Bound {
        window.click("Unenlist");
    }
    window.click("Delete…");
    window.assert_shows("1 could not be sent any more.");
}

#[test]
fn the_page_filters_follows_what_is_typed() {
    let mut window = window();
    window.choose("Template", "Order from the EU");
    window.inject();
    window.click_row("SP_Paris");
    window.click("Properties…");
    window.click("Filters");
    window.assert_shows("The filter matches 1 of one kind of message published lately.");
    window.fill("Value 1", "US");
    window.assert_shows("The filter matches 0 of one kind of message published lately.");
    window.assert_shows("Would no longer match: Order (Region: EU)");
    window.assert_shows("1 would not reach a port that gets it now.");
    window.fill("Value 1", "EU");
    assert!(!window.shows("Would no longer match"));
    window.press(Key::Escape);
    // of a Bound port it tells what the filter matches, and that it routes nothing
    window.click_row("SP_Archive");
    window.click("Properties…");
    window.click("Filters");
    window.fill("Value 1", "Invoice");
    window.assert_shows("Would no longer match: Order (Doc.Type: Order)");
    window.assert_shows("While it is Bound there is no subscription");
}

#[test]
fn in_french_too_and_in_a_small_window() {
    let opening =
        Opening { language: Language::French, theme: Theme::Dark, size: [512.0, 384.0], ..Opening::default() };
    let mut window = opening.start();
    window.click_row("SP_Lyon");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Num3);
    assert_eq!(window.dialog().as_deref(), Some("Aperçu\u{a0}: Arrêter SP_Lyon"));
    window.assert_shows("Aucun message n’a encore été vu pour en juger. 2 abonnements changeraient.");
    window.assert_shows("L’abonnement de SP_Lyon par le groupe SPG_Warehouses à ");
    assert!(!window.text().contains("chaque genre"), "nothing was judged by messages:\n{}", window.text());
}
