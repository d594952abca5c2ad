//! The stage: what a class sees, and what is done with single keys.

use egui::{Key, ViewportCommand, ViewportId, accesskit::Role};
use egui_kittest::kittest::NodeT as _;
use sendport::{
    console::{app::Pane, commands::Command, context::Task, panels::player::PlayerDeed, settings::Theme, theme::STAGE},
    model::{ArtifactRef, PortState},
    words::{Language, Words},
};

use super::driver::{Opening, Window};

fn stage() -> Window {
    let mut window = Opening { size: [512.0, 384.0], scenario: Some(3), ..Opening::default() }.start();
    window.press(Key::F11);
    window
}

fn state(window: &Window, port: &str) -> PortState {
    window.snapshot().group.send_ports[&port.into()].state
}

#[test]
fn the_stage_has_a_title_and_no_menus_and_is_left_as_it_was_entered() {
    let mut window = Opening { size: [1280.0, 800.0], scenario: Some(3), ..Opening::default() }.start();
    assert!(window.has("File"));
    window.press(Key::F11);
    assert!(!window.has("File") && window.has("Start"));
    window.assert_shows("Stopped port in a started group");
    window.assert_shows("3/16");
    window.press(Key::F11);
    assert!(window.has("File"));
}

#[test]
fn the_whole_screen_is_used_and_the_letters_are_as_large_as_it_is() {
    let mut window = Opening { size: [1024.0, 768.0], ..Opening::default() }.start();
    window.harness.key_press(Key::F11);
    window.harness.step();
    assert!(window.commands().contains(&ViewportCommand::Fullscreen(true)));
    // as a window of the system: a zoom leaves it fewer points
    let input = window.harness.input_mut();
    input.viewports.entry(ViewportId::ROOT).or_default().fullscreen = Some(true);
    let settle = |window: &mut Window| {
        for _ in 0..6 {
            window.harness.step();
            let zoom = window.harness.ctx.zoom_factor();
            window.harness.set_size(egui::vec2(1024.0, 768.0) / zoom);
        }
        window.harness.ctx.zoom_factor()
    };
    assert!((settle(&mut window) - 2.0).abs() < 0.01);
    // smaller letters leave more room, and never are there larger ones than fit
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Minus);
    assert!((settle(&mut window) - 1.8).abs() < 0.01);
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Num0);
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Plus);
    assert!((settle(&mut window) - 2.0).abs() < 0.01);
    // what was set for the window itself is as it was
    window.harness.key_press(Key::F11);
    assert!((settle(&mut window) - 1.0).abs() < 0.01);
}

#[test]
fn the_pages_of_the_stage_begin_with_the_picture_and_their_keys_are_what_they_show() {
    let mut window = stage();
    let pages = window.named(&|_| true, &[Role::Tab]).iter().filter_map(|it| it.accesskit_node().label()).collect();
    let pages: Vec<String> = pages;
    assert_eq!(pages, ["Diagram", "List", "Outcome", "Details", "Inject message"]);
    assert!(window.is_chosen("Diagram"));
    for (key, page) in [(Key::Num2, "List"), (Key::Num4, "Details"), (Key::Num1, "Diagram")] {
        window.press(key);
        assert!(window.is_chosen(page), "{key:?}");
    }
}

#[test]
fn a_reset_and_the_next_scenario_are_at_once_there_and_begin_with_the_picture() {
    let mut window = stage();
    window.press(Key::T);
    window.press(Key::Num2);
    window.press(Key::R);
    assert_eq!(window.dialog(), None);
    assert!(window.is_chosen("Diagram"));
    window.press(Key::T);
    window.click("Next scenario");
    assert_eq!(window.dialog(), None, "what is shown to a class is no work that could be lost");
    assert!(window.is_chosen("Diagram"));
}

#[test]
fn single_keys_act_send_and_reset() {
    let mut window = stage();
    let port = ArtifactRef::send_port(&"SP_Lille".into());
    window.harness.state().push(Task::Select(vec![port]));
    window.run();
    assert_eq!(state(&window, "SP_Lille"), PortState::Stopped);
    window.press(Key::S);
    assert_eq!(state(&window, "SP_Lille"), PortState::Started);
    window.press(Key::T);
    assert_eq!(state(&window, "SP_Lille"), PortState::Stopped);
    window.press(Key::I);
    window.assert_shows("M-1: 2 processed, 1 suspended");
    window.press(Key::R);
    assert!(!window.shows("M-1"), "everything is as it was");
}

#[test]
fn a_clicker_steps_through_the_way_of_a_message() {
    let mut window = stage();
    window.press(Key::I);
    let before = window.text();
    window.press(Key::PageDown);
    let first = window.text();
    assert_ne!(before, first);
    window.press(Key::PageDown);
    assert_ne!(first, window.text());
    window.press(Key::PageUp);
    assert_eq!(first, window.text());
}

/// The numbers of steps that are painted, and those that are cut off.
fn numbers_of_steps(window: &Window) -> (usize, Vec<String>) {
    fn look(shape: &egui::Shape, clip: egui::Rect, found: &mut (usize, Vec<String>)) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|it| look(it, clip, found)),
            egui::Shape::Text(text) => {
                let rect = text.visual_bounding_rect();
                let ink = text.override_text_color.or_else(|| Some(text.galley.job.sections.first()?.format.color));
                if text.galley.text().parse::<u32>().is_ok() && ink == Some(STAGE.on_accent) {
                    found.0 += 1;
                    if !clip.contains_rect(rect.shrink(0.5)) {
                        found.1.push(format!("{} at {rect} of {clip}", text.galley.text()));
                    }
                }
            }
            _ => {}
        }
    }
    let mut found = (0, Vec::new());
    for shape in &window.harness.output().shapes {
        look(&shape.shape, shape.clip_rect, &mut found);
    }
    found
}

#[test]
fn the_number_of_a_step_is_seen_wherever_the_message_is() {
    for scenario in [2, 3, 4, 6] {
        let mut window = Opening { size: [512.0, 384.0], scenario: Some(scenario), ..Opening::default() }.start();
        window.press(Key::F11);
        window.press(Key::I);
        for step in 1..=8 {
            window.press(Key::PageDown);
            let (seen, cut) = numbers_of_steps(&window);
            assert!(seen > 0 && cut.is_empty(), "scenario {scenario}, step {step}: {seen}, {cut:?}");
        }
    }
}

#[test]
fn the_next_scenario_is_one_press_away_and_after_the_last_comes_the_first() {
    let mut window = stage();
    window.click("Next scenario");
    window.assert_shows("4/16");
    for _ in 0..4 {
        window.click("Previous scenario");
    }
    window.assert_shows("16/16");
}

#[test]
fn letters_are_letters_where_one_types() {
    let mut window = stage();
    window.harness.state().push(Task::Focus(Pane::Inject));
    window.run();
    window.fill("Message type", "http://test#Rest");
    window.assert_shows("http://test#Rest");
    assert!(!window.shows("M-1"), "no letter has sent anything");
}

#[test]
fn a_reset_is_at_once_whatever_window_stands_before_the_scenario() {
    for (language, theme, size) in
        [(Language::English, Theme::Light, [512.0, 384.0]), (Language::French, Theme::Dark, [1280.0, 860.0])]
    {
        let mut window = Opening { language, theme, size, ..Opening::scenario(3) }.start();
        window.press(Key::F11);
        let change = |window: &mut Window| {
            let port = ArtifactRef::send_port(&"SP_Lille".into());
            window.harness.state().push(Task::Select(vec![port]));
            window.run();
            window.press(Key::S);
            assert_eq!(state(window, "SP_Lille"), PortState::Started);
        };
        let reset = |window: &mut Window| {
            assert!(window.dialog().is_some());
            window.press(Key::R);
            assert_eq!(window.dialog(), None);
            assert_eq!(state(window, "SP_Lille"), PortState::Stopped);
        };
        change(&mut window);
        // why it is grey
        window.press(Key::S);
        reset(&mut window);
        change(&mut window);
        window.press(Key::O);
        reset(&mut window);
        change(&mut window);
        window.press(Key::A);
        reset(&mut window);
        for command in [Command::OutcomeTable, Command::ActionTable, Command::ScenarioInfo] {
            change(&mut window);
            window.harness.state().push(Task::Command(command));
            window.run();
            reset(&mut window);
        }
        // one window above another
        change(&mut window);
        window.harness.state().push(Task::OpenProperties(ArtifactRef::send_port(&"SP_Lyon".into())));
        window.run();
        window.harness.state().push(Task::Command(Command::About));
        window.run();
        reset(&mut window);
        // a letter that is typed is a letter
        change(&mut window);
        window.ctrl(Key::K);
        window.press(Key::R);
        assert!(window.dialog().is_some());
        assert_eq!(state(&window, "SP_Lille"), PortState::Started);
    }
}

#[test]
fn what_plays_leaves_the_actions_there_and_the_verdict_follows_it() {
    for (language, theme, size) in
        [(Language::English, Theme::Light, [512.0, 384.0]), (Language::French, Theme::Dark, [1280.0, 860.0])]
    {
        let words = Words::new(language);
        let mut window = Opening { language, theme, size, ..Opening::scenario(3) }.start();
        window.press(Key::F11);
        let command = |window: &mut Window, command: Command| {
            window.harness.state().push(Task::Command(command));
            window.run();
        };
        let actions = ["action-enlist", "action-start", "action-stop", "action-unenlist"];
        let has_actions = |window: &Window| {
            for key in actions {
                assert!(window.has(&words.text(key)), "no {key} in:\n{}", window.text());
            }
        };
        command(&mut window, Command::Demonstrate);
        assert_eq!(window.snapshot().reports.len(), 0);
        has_actions(&window);
        for _ in 0..8 {
            if !window.snapshot().reports.is_empty() {
                break;
            }
            command(&mut window, Command::Player(PlayerDeed::Forward));
        }
        window.press(Key::Num1);
        has_actions(&window);
        let verdict = words.say(&window.snapshot().reports.last().expect("a message").summary());
        window.assert_shows(&verdict);
        // what is done by hand takes it over, and it goes on where it was left
        window.harness.state().push(Task::Select(vec![ArtifactRef::send_port(&"SP_Lyon".into())]));
        window.run();
        assert_eq!(state(&window, "SP_Lyon"), PortState::Started);
        window.press(Key::T);
        assert_eq!(state(&window, "SP_Lyon"), PortState::Stopped);
        command(&mut window, Command::Player(PlayerDeed::GoOn));
        assert_eq!(window.dialog(), None);
        assert_eq!(state(&window, "SP_Lyon"), PortState::Started);
        window.press(Key::R);
        assert_eq!(window.snapshot().reports.len(), 0);
    }
}

/// The texts of the picture as they are drawn: where, how large, and whether one is cut.
fn written(window: &Window) -> Vec<(egui::Rect, f32, String, bool)> {
    fn texts(shape: &egui::Shape, seen: egui::Rect, out: &mut Vec<(egui::Rect, f32, String, bool)>) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, seen, out)),
            egui::Shape::Text(text) => {
                let size = text.galley.job.sections.iter().map(|it| it.format.font_id.size).fold(f32::MAX, f32::min);
                let rect = text.visual_bounding_rect();
                if seen.intersects(rect) {
                    out.push((rect, size, text.galley.text().to_owned(), text.galley.elided));
                }
            }
            _ => {}
        }
    }
    let picture = picture(window);
    let mut all = Vec::new();
    for clipped in &window.harness.output().shapes {
        if picture.expand(1.0).contains_rect(clipped.clip_rect) && clipped.clip_rect.width() > picture.width() - 20.0 {
            texts(&clipped.shape, clipped.clip_rect, &mut all);
        }
    }
    all
}

/// Where the picture stands.
fn picture(window: &Window) -> egui::Rect {
    let pictures = window.named(&|_| true, &[Role::GraphicsDocument]);
    pictures.first().unwrap_or_else(|| panic!("no picture in:\n{}", window.text())).rect()
}

#[test]
fn what_is_written_in_the_picture_is_as_large_as_everything_else_on_the_stage() {
    let mut findings = Vec::new();
    for (language, size) in [
        (Language::English, [512.0, 384.0]),
        (Language::French, [512.0, 384.0]),
        (Language::French, [768.0, 432.0]),
        (Language::English, [1280.0, 860.0]),
    ] {
        // the last one is empty
        for number in 1..=15 {
            let mut window = Opening { language, size, ..Opening::scenario(number) }.start();
            window.press(Key::F11);
            let mut check = |window: &Window, when: &str| {
                let texts = written(window);
                assert!(!texts.is_empty(), "scenario {number} at {size:?}");
                for (at, (rect, size_of, text, cut)) in texts.iter().enumerate() {
                    let mut find = |what: &str| {
                        findings.push(format!("{language:?}, {size:?}, scenario {number}{when}: “{text}” {what}"));
                    };
                    if *size_of < 13.99 {
                        find(&format!("has {size_of} points"));
                    }
                    if *cut {
                        find("is cut");
                    }
                    for (other, _, beside, _) in &texts[at + 1..] {
                        if rect.shrink(2.0).intersect(other.shrink(2.0)).is_positive() {
                            find(&format!("lies on “{beside}”"));
                        }
                    }
                }
            };
            check(&window, "");
            window.press(Key::I);
            if window.dialog().is_some() {
                // who may only look sends nothing
                window.press(Key::Escape);
            }
            window.press(Key::Num1);
            check(&window, ", a message");
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn a_group_of_three_is_seen_whole_on_the_smallest_stage() {
    for language in [Language::English, Language::French] {
        for number in [3, 4, 5] {
            let mut window = Opening { language, size: [512.0, 384.0], ..Opening::scenario(number) }.start();
            window.press(Key::F11);
            let names: Vec<String> = written(&window).into_iter().map(|(_, _, text, _)| text).collect();
            for name in ["MessageBox", "SPG_Warehouses", "SP_Lille", "SP_Lyon", "SP_Nantes"] {
                assert!(names.iter().any(|it| it == name), "{name} is not among {names:?}");
            }
            let picture = picture(&window);
            for (rect, _, text, _) in written(&window) {
                assert!(picture.contains_rect(rect), "{text} at {rect} of {picture}");
            }
            // a box that went on beyond the edge would touch it
            for node in window.named(&|_| true, &[Role::GraphicsSymbol]) {
                assert!(picture.shrink(1.0).contains_rect(node.rect()), "{:?}", node.accesskit_node().label());
            }
        }
    }
}
