//! The route diagram in the window: what a person sees, selects, plays and saves.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Node, kittest::NodeT as _};
use sendport::{
    console::settings::Centre,
    model::{Name, PortState, SendPort},
    words::Language,
};

use super::driver::{Opening, Window};

impl Window {
    /// The box of the diagram whose spoken name begins so.
    #[track_caller]
    fn part(&self, name: &str) -> Node<'_> {
        let mut found = self.parts(name);
        assert!(found.len() == 1, "{} boxes “{name}” in:\n{}", found.len(), self.text());
        found.remove(0)
    }

    fn parts(&self, name: &str) -> Vec<Node<'_>> {
        let start = format!("{name}, ");
        let fits = |node: &Node<'_>| {
            let node = node.accesskit_node();
            node.role() == Role::GraphicsSymbol
                && node.label().is_some_and(|label| label.starts_with(&start) || label == name)
        };
        self.harness.root().children_recursive().filter(fits).collect()
    }

    #[track_caller]
    fn said_of(&self, name: &str) -> String {
        self.part(name).accesskit_node().label().unwrap_or_default()
    }

    #[track_caller]
    fn is_lit(&self, name: &str) -> bool {
        self.part(name).accesskit_node().is_selected() == Some(true)
    }

    #[track_caller]
    fn click_part(&mut self, name: &str) {
        self.part(name).click();
        self.run();
    }

    /// What the box says at which the keyboard is.
    fn at_cursor(&self) -> Option<String> {
        let mut nodes = self.harness.root().children_recursive();
        let diagram = nodes.find(|node| node.accesskit_node().role() == Role::GraphicsDocument)?;
        let id = diagram.accesskit_node().data().active_descendant()?;
        let mut nodes = self.harness.root().children_recursive();
        nodes.find(|node| node.accesskit_node().locate().0 == id).and_then(|node| node.accesskit_node().label())
    }
}

fn diagram(scenario: u32) -> Window {
    let mut window = Opening::scenario(scenario).start();
    window.press(Key::F8);
    window
}

#[test]
fn everything_on_the_way_has_a_name_and_a_state() {
    let mut window = diagram(3);
    assert_eq!(window.said_of("SP_Lille"), "SP_Lille, send port, Stopped");
    assert_eq!(window.said_of("SPG_Warehouses"), "SPG_Warehouses, send port group, Started, 3 members");
    assert_eq!(window.said_of("Subscription of SPG_Warehouses"), "Subscription of SPG_Warehouses, Doc.Type == Order");
    window.part("Message injected");
    window.part("MessageBox");
    assert!(window.said_of("Destination of SP_Lyon").ends_with("up"));
    window.assert_shows("Inject a message to see its way.");
    window.inject();
    assert_eq!(window.said_of("SP_Lille"), "SP_Lille, send port, Stopped, 1 suspended");
    assert_eq!(window.said_of("SP_Lyon"), "SP_Lyon, send port, Started, 1 arrived");
    assert_eq!(window.said_of("MessageBox"), "MessageBox, 1 suspended");
    assert!(!window.shows("Inject a message to see its way."));
}

#[test]
fn a_bound_port_has_no_subscription() {
    let mut window = diagram(3);
    window.click_part("SPG_Warehouses");
    window.part("Subscription of SPG_Warehouses");
    window.click("Unenlist");
    assert!(window.parts("Subscription of SPG_Warehouses").is_empty());
    window.part("Filter of SPG_Warehouses without a subscription");
    window.part("Filter of SPG_Warehouses without a subscription").hover();
    for _ in 0..30 {
        window.harness.step();
    }
    window.assert_shows("is Bound: it has no subscription");
}

#[test]
fn the_way_is_played_by_space_and_backspace() {
    let mut window = diagram(3);
    window.inject();
    window.assert_shows("M-1: 2 processed, 1 suspended");
    window.press(Key::F8);
    assert!(window.is_greyed("Back"));
    window.press(Key::Space);
    window.assert_shows("M-1, step 1 of");
    window.assert_shows("The MessageBox stores it.");
    window.press(Key::Space);
    window.assert_shows("The MessageBox compares its properties with the filters of 3 subscriptions.");
    window.press(Key::Space);
    window.assert_shows("The filter of SPG_Warehouses matches: Doc.Type == Order.");
    window.press(Key::Space);
    window.assert_shows("By way of the group SPG_Warehouses 3 members get a copy each.");
    window.press(Key::Backspace);
    window.assert_shows("M-1, step 3 of");
    // to the end: the copy that is held, by the same rule and in the same words as in the outcome
    let mut seen = Vec::new();
    for _ in 0..12 {
        window.press(Key::Space);
        seen.push(window.text());
    }
    let rule = "By means of a group, any state of the group, port Stopped: the message is suspended.";
    assert!(seen.iter().any(|text| text.contains(rule)), "{}", seen.join("\n---\n"));
    assert!(seen.iter().any(|text| text.contains("state combinations, row 4")));
    assert!(window.is_greyed("Whole way") || window.has("Whole way"));
    window.click("Whole way");
    assert!(!window.shows("M-1, step"));
    assert!(window.is_greyed("Back"));
}

#[test]
fn another_message_begins_anew() {
    let mut window = diagram(3);
    window.inject();
    window.press(Key::F8);
    window.press(Key::Space);
    window.assert_shows("M-1, step 1 of");
    window.inject();
    assert!(!window.shows("step 1 of"), "the whole way of the new message");
    window.click("Previous");
    window.press(Key::F8);
    window.press(Key::Space);
    window.assert_shows("M-1, step 1 of");
}

#[test]
fn space_steps_only_in_the_diagram() {
    let mut window = diagram(3);
    window.inject();
    window.press(Key::Escape);
    window.click("Body (123 bytes)");
    window.fill("Body", "");
    window.press(Key::Space);
    window.press(Key::Backspace);
    assert!(!window.shows("M-1, step"));
}

#[test]
fn selecting_is_in_step_with_the_list() {
    let mut window = Opening::scenario(3).start();
    window.harness.set_size(egui::vec2(1600.0, 900.0));
    window.press(Key::F9);
    window.click_part("SP_Nantes");
    assert_eq!(window.selected(), ["SP_Nantes"]);
    assert!(window.is_lit("SP_Nantes"));
    window.click_row("SP_Lille");
    assert!(window.is_lit("SP_Lille") && !window.is_lit("SP_Nantes"));
    window.part("SP_Lyon").click_modifiers(Modifiers::COMMAND);
    window.run();
    assert_eq!(window.selected(), ["SP_Lille", "SP_Lyon"]);
    assert!(window.is_lit("SP_Lille") && window.is_lit("SP_Lyon"));
    // what is selected is what the actions are about
    window.click_part("SP_Lille");
    window.click("Start");
    assert_eq!(window.said_of("SP_Lille"), "SP_Lille, send port, Started");
}

#[test]
fn a_group_that_is_clicked_keeps_the_picture() {
    let mut window = diagram(2);
    window.click_part("SPG_Warehouses");
    assert!(window.is_lit("SPG_Warehouses"));
    window.part("SP_Archive");
}

#[test]
fn arrows_go_along_the_lines() {
    let mut window = diagram(3);
    window.press(Key::F8);
    window.click_part("MessageBox");
    window.press(Key::ArrowRight);
    assert!(window.at_cursor().is_some_and(|it| it.starts_with("Subscription of SPG_Warehouses")));
    window.press(Key::ArrowRight);
    assert!(window.at_cursor().is_some_and(|it| it.starts_with("SPG_Warehouses")));
    assert!(window.is_lit("SPG_Warehouses"));
    window.press(Key::ArrowRight);
    assert!(window.at_cursor().is_some_and(|it| it.starts_with("SP_Lyon")), "the one beside it");
    window.press(Key::ArrowUp);
    assert!(window.is_lit("SP_Lille"));
    window.press(Key::ArrowDown);
    window.press(Key::ArrowDown);
    assert!(window.is_lit("SP_Nantes"));
    window.press(Key::ArrowLeft);
    assert!(window.is_lit("SPG_Warehouses"));
    window.press(Key::Enter);
    assert!(window.dialog().is_some_and(|title| title.contains("SPG_Warehouses")));
}

#[test]
fn the_menu_of_a_box_is_that_of_the_list() {
    let mut window = diagram(3);
    window.part("SP_Lille").click_secondary();
    window.run();
    window.click("Start");
    assert!(window.said_of("SP_Lille").starts_with("SP_Lille, send port, Started"));
    window.click_part("SP_Lille");
    window.press_with(Modifiers::SHIFT, Key::F10);
    window.click("Stop");
    assert!(window.said_of("SP_Lille").starts_with("SP_Lille, send port, Stopped"));
}

#[test]
fn a_double_click_opens_the_properties() {
    let mut window = diagram(3);
    let at = window.part("SP_Lyon").rect().center();
    for pressed in [true, false, true, false] {
        window.harness.event(egui::Event::PointerMoved(at));
        window.harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    window.run();
    assert!(window.dialog().is_some_and(|title| title.contains("SP_Lyon")), "{:?}", window.dialog());
}

#[test]
fn zoom_and_fit() {
    let mut window = diagram(3);
    window.click_part("MessageBox");
    let before = window.part("SP_Lille").rect().width();
    window.press(Key::Plus);
    let larger = window.part("SP_Lyon").rect().width();
    assert!(larger > before * 1.1, "{before} {larger}");
    window.press(Key::Num0);
    assert!((window.part("SP_Lille").rect().width() - before).abs() < 1.0);
    window.click("Zoom out");
    assert!(window.part("SP_Lille").rect().width() < before);
    window.click("Fit");
    assert!((window.part("SP_Lille").rect().width() - before).abs() < 1.0);
}

#[test]
fn pictures_are_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let (svg, png) = (folder.path().join("way.svg"), folder.path().join("way.png"));
    let mut window = Opening::scenario(3).answering(&[&svg, &png]).start();
    window.press(Key::F8);
    window.inject();
    window.walk(&["Picture", "Save as SVG…"]);
    window.run();
    let text = std::fs::read_to_string(&svg).expect("it was written");
    let document = roxmltree::Document::parse(&text).expect("well-formed");
    let texts: Vec<&str> = document.descendants().filter_map(|node| node.text()).collect();
    for wanted in ["SP_Lille", "SP_Lyon", "SP_Nantes", "SPG_Warehouses", "Stopped", "Suspended", "Processed"] {
        assert!(texts.iter().any(|text| text.contains(wanted)), "{wanted} is not in {texts:?}");
    }
    assert!(texts.contains(&"SP_Lille, send port, Stopped, 1 suspended"), "the title that is spoken");
    window.walk(&["Picture", "Save as PNG…"]);
    window.run();
    assert_eq!(&std::fs::read(&png).expect("it was written")[1..4], b"PNG");
}

#[test]
fn a_picture_is_copied() {
    let mut window = diagram(3);
    window.harness.run();
    window.click("Picture");
    window.control("Copy as picture").click();
    let mut copied = false;
    for _ in 0..8 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        copied |= commands.iter().any(|it| matches!(it, egui::OutputCommand::CopyImage(image) if image.width() > 400));
    }
    assert!(copied);
}

#[test]
fn the_switch_is_easy_to_find_and_f6_comes_by() {
    let mut window = Opening::scenario(3).start();
    assert!(window.parts("SP_Lille").is_empty());
    window.click("Diagram");
    window.part("SP_Lille");
    let mut passed = Vec::new();
    for _ in 0..6 {
        window.press(Key::F6);
        passed.extend(window.focused());
    }
    assert!(passed.iter().any(|name| name.starts_with("Route diagram")), "{passed:?}");
    window.click("List");
    assert!(window.parts("SP_Lille").is_empty());
}

#[test]
fn in_a_small_window_it_is_a_page_of_its_own() {
    for language in [Language::English, Language::French] {
        let mut window = Opening { size: [512.0, 384.0], language, ..Opening::scenario(3) }.start();
        window.click(if language == Language::English { "Diagram" } else { "Diagramme" });
        let part = window.part("SP_Lille").rect();
        assert!(part.width() > 20.0 && part.right() <= 512.0, "{part:?}");
    }
}

#[test]
fn the_choice_is_remembered() {
    let settings = |centre| sendport::console::settings::Settings { centre, ..Default::default() };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.ron");
    settings(Centre::Both).save(&path).expect("it is written");
    assert_eq!(sendport::console::settings::Settings::load(&path).centre, Centre::Both);
}

#[test]
fn many_ports_fold_and_unfold() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.ron");
    let mut group = Opening::scenario(3).start().snapshot().group.clone();
    let lyon = group.send_ports[&"SP_Lyon".into()].as_ref().clone();
    for number in 0..60 {
        let state = if number < 8 { PortState::Stopped } else { PortState::Started };
        group.put(SendPort { name: Name::new(&format!("SP_{number:02}")), state, ..lyon.clone() }.into());
    }
    let role = sendport::model::Role::Administrator;
    sendport::document::save(&sendport::document::Document { group, role }, &path).expect("it is saved");
    let mut window = Opening::file(&path).start();
    window.press(Key::F8);
    assert_eq!(window.said_of("60 send ports"), "60 send ports, 52 Started, 8 Stopped");
    assert!(window.parts("SP_01").is_empty());
    // a click selects its members, in the list too
    window.click_part("60 send ports");
    window.press(Key::F7);
    assert!(window.selected().len() > 8, "all that can be seen of them: {:?}", window.selected());
    window.press(Key::F8);
    // the keyboard unfolds it and folds it again
    window.press_with(Modifiers::SHIFT, Key::ArrowRight);
    window.part("SP_01");
    assert!(window.parts("60 send ports").is_empty());
    window.click_part("SP_01");
    window.press_with(Modifiers::SHIFT, Key::ArrowLeft);
    window.part("60 send ports");
    assert!(window.is_lit("60 send ports"), "what is selected lies in it");
    window.click("Unfold all");
    window.part("SP_01");
    window.click("Fold");
    window.part("60 send ports");
}
