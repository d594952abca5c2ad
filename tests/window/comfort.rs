//! What the window remembers, how it looks, and notes that are not lost.

use std::path::Path;

use egui::Key;
use sendport::console::settings::{Settings, StartView, StartWith, Theme};

use crate::driver::{Opening, Window, window};

fn settings(path: &Path) -> Settings {
    Settings::load(path)
}

/// A window that keeps its settings in this file.
fn with_settings(path: &Path, settings: Settings) -> Window {
    Opening { settings, settings_path: Some(path.to_owned()), ..Opening::default() }.start()
}

#[test]
fn zoom_has_keys_is_shown_and_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.ron");
    let mut window = with_settings(&path, Settings::default());
    window.ctrl(Key::Plus);
    window.ctrl(Key::Equals);
    assert!((window.harness.ctx.zoom_factor() - 1.2).abs() < 0.01);
    window.assert_shows("120 %");
    assert!((settings(&path).zoom - 1.2).abs() < 0.01);
    window.ctrl(Key::Minus);
    assert!((window.harness.ctx.zoom_factor() - 1.1).abs() < 0.01);
    // in a dialog too
    window.press(Key::F1);
    window.ctrl(Key::Num0);
    assert!((window.harness.ctx.zoom_factor() - 1.0).abs() < 0.01);
    drop(window);

    let window = with_settings(&path, Settings { zoom: 1.5, ..Settings::default() });
    assert!((window.harness.ctx.zoom_factor() - 1.5).abs() < 0.01);
}

#[test]
fn settings_take_effect_at_once_and_go_back_one_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.ron");
    let mut window = with_settings(&path, Settings::default());
    window.ctrl(Key::Comma);
    assert_eq!(window.dialog().as_deref(), Some("Settings"));
    window.assert_shows(&path.display().to_string());
    assert!(window.is_greyed("Reset Motion"));
    window.click("Reduce motion");
    assert!(window.harness.ctx.global_style().animation_time == 0.0);
    assert!(settings(&path).reduced_motion);
    window.choose("Theme", "Dark");
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Dark);
    window.click("Reset Motion");
    assert!(window.harness.ctx.global_style().animation_time > 0.0);
    assert_eq!(settings(&path).theme, Theme::Dark);
    window.choose("Language", "Français");
    assert_eq!(window.dialog().as_deref(), Some("Paramètres"));
    window.click("Tout réinitialiser");
    // as at the very first start, which tells where to begin
    assert_eq!(settings(&path), Settings { last_view: settings(&path).last_view, ..Settings::first() });
}

#[test]
fn settings_can_be_searched() {
    let mut window = window();
    window.ctrl(Key::Comma);
    window.write("crash");
    assert!(window.has("Reset Keep unsaved work") && !window.has("Reset Theme"), "{}", window.text());
    window.fill("Search the settings", "qqq");
    window.assert_shows("Nothing fits “qqq”");
}

#[test]
fn a_start_that_finds_held_messages_offers_what_the_settings_say() {
    for (keep_held, resumed) in [(false, true), (true, false)] {
        let settings = Settings { keep_held, ..Settings::default() };
        let mut window = Opening { scenario: Some(3), settings, ..Opening::default() }.start();
        window.inject();
        assert_eq!(window.snapshot().counts.suspended, 1);
        window.click_row("SP_Lille");
        window.ctrl(Key::Num2);
        window.press(Key::Enter);
        assert_eq!(window.snapshot().counts.suspended == 0, resumed);
    }
}

#[test]
fn recent_documents_that_are_gone_say_so_and_the_list_can_be_cleared() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.ron");
    let gone = folder.path().join("gone.ron");
    let mut window = with_settings(&path, Settings { recent: vec![gone.clone()], ..Settings::default() });
    window.walk(&["File", "Open recent"]);
    assert!(window.is_greyed("gone.ron"));
    assert!(window.description("gone.ron").contains(&gone.display().to_string()));
    window.click("Clear list");
    assert!(settings(&path).recent.is_empty());
}

#[test]
fn a_document_opens_with_the_view_and_the_program_with_the_document_of_the_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("orders.ron");
    sendport::document::save(&sendport::training::sample().document, &document).expect("a document");
    let settings_path = folder.path().join("settings.ron");
    let opening = |settings: Settings| Opening {
        settings: Settings { recent: vec![document.clone()], ..settings },
        settings_path: Some(settings_path.clone()),
        ..Opening::default()
    };
    let last = Settings { start_with: StartWith::LastDocument, start_view: StartView::Last, ..Settings::default() };
    let mut window = opening(last.clone()).start();
    assert_eq!(window.title(), "orders - Sendport");
    window.walk(&["View", "Suspended"]);
    window.harness.state_mut().end();
    drop(window);
    let window = opening(Settings { start_view: StartView::Last, ..settings(&settings_path) }).start();
    assert_eq!(window.title(), "orders - Sendport");
    assert!(window.rows().is_empty(), "the Suspended view is shown again");
    drop(window);
    let window = opening(Settings { start_view: StartView::SendPorts, ..last }).start();
    assert_eq!(window.rows().len(), 7);
}

#[test]
fn errors_stay_and_are_kept_in_the_notices() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window();
    for number in 0..8 {
        // a file that is no document is taken as a body, and this one is not there
        window.drop_file(&folder.path().join(format!("missing-{number}.txt")));
    }
    window.drop_file(&folder.path().join("missing-7.txt"));
    assert!(window.has("Notices (9)"), "{}", window.text());
    window.assert_shows("4 more…");
    window.click("Notices (9)");
    assert_eq!(window.dialog().as_deref(), Some("Notices"));
    window.assert_shows("missing-0.txt");
    window.assert_shows("(2 times)");
    let text = window.copied_by("Copy");
    assert_eq!(text.lines().count(), 8, "{text}");
    assert!(text.lines().all(|line| line.contains("\tError\t")), "{text}");
    window.press(Key::Escape);
    assert!(window.has("Notices"), "they have been looked at");
    assert!(!window.shows("missing-7.txt"));
    window.click("Notices");
    window.click("Clear list");
    window.click("Notices");
    window.assert_shows("There are no notices");
}

#[test]
fn a_panel_keeps_the_size_to_which_it_was_dragged() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("settings.ron");
    let mut window = with_settings(&path, Settings::default());
    let heading = window.heading("Send Ports in OrderApp").expect("the list").left();
    let edge = egui::pos2(heading - 8.0, 300.0);
    window.harness.drag_at(edge);
    window.run();
    window.harness.hover_at(edge + egui::vec2(60.0, 0.0));
    window.run();
    window.harness.drop_at(edge + egui::vec2(60.0, 0.0));
    window.run();
    let moved = window.heading("Send Ports in OrderApp").expect("the list").left();
    assert!((moved - heading - 60.0).abs() < 6.0, "{heading} {moved}");
    window.harness.state_mut().end();
    drop(window);
    let mut window = with_settings(&path, settings(&path));
    let again = window.heading("Send Ports in OrderApp").expect("the list").left();
    assert!((again - moved).abs() < 2.0, "{moved} {again}");
    window.ctrl(Key::Comma);
    window.click("Reset Sizes of the panels");
    window.press(Key::Escape);
    let back = window.heading("Send Ports in OrderApp").expect("the list").left();
    assert!((back - heading).abs() < 2.0, "{heading} {back}");
}
