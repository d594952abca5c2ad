//! For people who work with the keyboard, with a screen reader, or in a small window.

use egui::{
    Key, Modifiers,
    accesskit::{HasPopup, Role},
};
use egui_kittest::kittest::NodeT as _;
use sendport::{console::theme, words::Language};

use crate::driver::{Opening, Window, window};

const BEAMER: [f32; 2] = [512.0, 384.0];

fn to_the_tree(window: &mut Window) {
    for _ in 0..6 {
        window.press(Key::F6);
        if window.focused().as_deref() == Some("Console tree") {
            return;
        }
    }
    panic!("F6 does not get to the tree");
}

/// Level, place among its siblings, number of these, open, selected.
#[track_caller]
fn spoken(window: &Window, node: &str) -> (usize, usize, usize, Option<bool>, bool) {
    let node = window.node(node);
    let it = node.accesskit_node();
    let data = it.data();
    let number = |it: Option<usize>| it.unwrap_or_default();
    let (place, of) = (number(data.position_in_set()), number(data.size_of_set()));
    (number(data.level()), place, of, data.is_expanded(), data.is_selected() == Some(true))
}

#[test]
fn the_tree_tells_where_each_node_stands() {
    let mut window = window();
    assert_eq!(spoken(&window, "BizTalk group"), (1, 1, 1, Some(true), false));
    assert_eq!(spoken(&window, "OrderApp"), (3, 4, 4, Some(true), false));
    assert_eq!(spoken(&window, "Send Ports (7)"), (4, 3, 4, None, true));
    assert_eq!(spoken(&window, "EDI"), (3, 3, 4, Some(false), false));
    to_the_tree(&mut window);
    window.press(Key::ArrowLeft);
    window.press(Key::ArrowLeft);
    assert_eq!(spoken(&window, "OrderApp").3, Some(false), "the left arrow closes it");
    window.press(Key::ArrowRight);
    assert_eq!(spoken(&window, "OrderApp").3, Some(true), "the right arrow opens it");
}

#[test]
fn the_menu_of_a_node_opens_by_key() {
    for (modifiers, key) in [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)] {
        let mut window = window();
        to_the_tree(&mut window);
        window.press(Key::ArrowLeft);
        window.press_with(modifiers, key);
        assert_eq!(window.focused().as_deref(), Some("Start application…"), "{}", window.text());
        window.press(Key::Enter);
        assert_eq!(window.dialog().as_deref(), Some("Start “OrderApp” application"));
    }
}

#[test]
fn letters_find_a_node() {
    let mut window = window();
    to_the_tree(&mut window);
    window.write("h");
    assert!(spoken(&window, "Hosts (2)").4);
    // the next letter of the same name, then another name
    window.write("o");
    assert!(spoken(&window, "Hosts (2)").4);
    window.harness.step();
    for _ in 0..60 {
        window.harness.step();
    }
    window.write("a");
    assert!(spoken(&window, "Adapters").4);
}

#[test]
fn enter_on_an_application_opens_its_properties() {
    let mut window = window();
    to_the_tree(&mut window);
    window.press(Key::ArrowLeft);
    window.press(Key::Enter);
    assert!(window.dialog().is_some_and(|it| it.starts_with("OrderApp")), "{:?}", window.dialog());
}

#[test]
fn what_opens_something_says_so_and_whether_it_is_open() {
    let mut window = window();
    let state = |window: &Window, label: &str| {
        let control = window.control(label);
        let data = control.accesskit_node();
        (data.data().has_popup(), data.data().is_expanded())
    };
    assert_eq!(state(&window, "File"), (Some(HasPopup::Menu), Some(false)));
    assert_eq!(state(&window, "Role"), (Some(HasPopup::Listbox), Some(false)));
    window.click("Role");
    let combo = window.harness.root().children_recursive().find(|node| {
        let it = node.accesskit_node();
        it.role() == Role::ComboBox && it.label().as_deref() == Some("Role")
    });
    assert_eq!(combo.expect("the choice").accesskit_node().data().is_expanded(), Some(true));
    let option = window.control("Administrator");
    assert_eq!(option.accesskit_node().role(), Role::ListBoxOption);
    assert_eq!(option.accesskit_node().data().is_selected(), Some(true));
}

#[test]
fn in_a_small_window_digits_turn_the_pages() {
    let mut window = Opening { size: BEAMER, ..Opening::default() }.start();
    for (key, page) in [
        (Key::Num1, "Console tree"),
        (Key::Num3, "Diagram"),
        (Key::Num4, "Details"),
        (Key::Num5, "Inject message"),
        (Key::Num6, "Outcome"),
        (Key::Num2, "List"),
    ] {
        window.press(key);
        assert_eq!(window.control(page).accesskit_node().data().is_selected(), Some(true), "{page}");
    }
    // a digit that is typed is a digit
    window.press(Key::Num5);
    window.field("Value 1").focus();
    window.run();
    window.press(Key::Num6);
    assert_eq!(window.control("Inject message").accesskit_node().data().is_selected(), Some(true));
}

#[test]
fn in_a_large_window_digits_do_nothing() {
    let mut window = window();
    let before = window.focused();
    window.press(Key::Num5);
    assert_eq!(window.focused(), before);
}

#[test]
fn in_a_small_window_the_verdict_stands_on_every_page() {
    for language in Language::ALL {
        let mut window = Opening { size: BEAMER, scenario: Some(3), language, ..Opening::default() }.start();
        window.ctrl(Key::Enter);
        for key in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6] {
            window.press(key);
            let strip =
                window.harness.root().children_recursive().find(|node| node.accesskit_node().role() == Role::Status);
            let strip = strip.unwrap_or_else(|| panic!("no verdict at {key:?}"));
            assert!(strip.accesskit_node().label().is_some_and(|it| it.contains("SP_Lille")), "{:?}", strip.rect());
            assert!(strip.rect().height() < 36.0 && strip.rect().bottom() < 384.0, "{:?}", strip.rect());
        }
    }
}

#[test]
fn what_gets_the_focus_by_key_is_scrolled_to() {
    let mut window = window();
    window.inject();
    window.tab_to("Start SP_Archive");
    let rect = window.control("Start SP_Archive").rect();
    assert!(rect.bottom() < 776.0, "{rect:?}");
}

#[test]
fn without_motion_nothing_moves_by_itself() {
    let mut window = window();
    theme::set_motion(&window.harness.ctx, true);
    assert!(window.harness.ctx.global_style().animation_time > 0.0);
    theme::set_motion(&window.harness.ctx, false);
    window.run();
    let style = window.harness.ctx.global_style();
    assert!(style.animation_time == 0.0 && !style.visuals.text_cursor.blink);
    window.click("File");
    window.harness.step();
    let delay = window.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(1), "{delay:?}");
}

#[test]
fn in_a_small_window_a_port_in_the_outcome_leads_to_the_port() {
    let mut window = Opening { size: BEAMER, ..Opening::scenario(3) }.start();
    window.ctrl(Key::Enter);
    let is_shown =
        |window: &Window, page: &str| window.control(page).accesskit_node().data().is_selected() == Some(true);
    assert!(is_shown(&window, "Outcome"));
    window.click_first("SP_Lille");
    assert!(is_shown(&window, "List"), "{}", window.text());
    assert_eq!(window.selected(), ["SP_Lille"]);
}
