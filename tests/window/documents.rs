//! Documents by mouse: new, open, save, what goes wrong with files, unsaved changes, scenarios.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, Modifiers};
use sendport::{
    console::{context::Task, files::Answer},
    document,
    message_box::SqliteMessageBox,
    model::{ArtifactRef, PortState},
    training,
};
use tempfile::TempDir;

use crate::driver::{Opening, Window, window};

/// A folder of its own with a document in it.
fn folder_with(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    document::save(&training::sample().document, &path).expect("a document");
    (folder, path)
}

fn edit(window: &mut Window) {
    // a file of several applications opens on the hub
    let select = Task::Select(vec![ArtifactRef::send_port(&"SP_Lille".into())]);
    window.harness.state().push(select);
    window.run();
    window.click("Stop");
    assert!(window.title().contains('*'), "{}", window.title());
}

#[test]
fn save_as_writes_the_document_and_takes_its_messages_along() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("orders.ron");
    let mut window = Opening::default().answering(&[&path]).start();
    edit(&mut window);
    window.inject();
    window.walk(&["File", "Save as…"]);
    assert_eq!(window.title(), "orders - Sendport");
    window.assert_shows("Saved: orders.ron");
    assert!(path.is_file() && folder.path().join("orders.messagebox.sqlite").is_file());
    let saved = document::load(&path).expect("a document");
    assert_eq!(saved.group.send_ports[&"SP_Lille".into()].state, PortState::Stopped);
    // it goes on where it was
    assert_eq!(window.snapshot().counts.suspended, 1);
    assert_eq!(window.last_message().to_string(), "M-1");
    drop(window);

    let again = Opening::file(&path).start();
    assert_eq!(again.title(), "orders - Sendport");
    assert_eq!(again.snapshot().counts.suspended, 1, "the messages are there again");
}

#[test]
fn the_mark_of_unsaved_changes_follows_save_and_undo() {
    let (_folder, path) = folder_with("orders.ron");
    let mut window = Opening::file(&path).start();
    assert_eq!(window.title(), "orders - Sendport");
    edit(&mut window);
    assert_eq!(window.title(), "orders* - Sendport");
    window.ctrl(Key::S);
    assert_eq!(window.title(), "orders - Sendport");
    window.click("Undo");
    assert_eq!(window.title(), "orders* - Sendport");
    window.click("Redo");
    assert_eq!(window.title(), "orders - Sendport");
    // a message is no change of the document
    window.inject();
    assert_eq!(window.title(), "orders - Sendport");
}

#[test]
fn opening_asks_for_a_file_and_cancelling_changes_nothing() {
    let (_folder, path) = folder_with("orders.ron");
    let answers = vec![Answer::Cancelled, Answer::Path(path)];
    let mut window = Opening { answers, ..Opening::default() }.start();
    let title = window.title().to_owned();
    window.walk(&["File", "Open…"]);
    assert_eq!(window.title(), title);
    window.walk(&["File", "Open…"]);
    assert_eq!(window.title(), "orders - Sendport");
    // and it is found again
    window.walk(&["File", "New"]);
    assert_eq!(window.title(), "Untitled - Sendport");
    window.walk(&["File", "Open recent", "orders.ron"]);
    assert_eq!(window.title(), "orders - Sendport");
}

#[test]
fn where_no_file_dialog_answers_a_path_is_typed() {
    let (_folder, path) = folder_with("orders.ron");
    let mut window = Opening { answers: vec![Answer::NoDialog], ..Opening::default() }.start();
    window.walk(&["File", "Open…"]);
    assert_eq!(window.dialog().as_deref(), Some("Open a document"));
    window.fill("Path", "/there/is/nothing.ron");
    assert!(window.is_greyed("Open"));
    window.assert_shows("There is no such file");
    window.fill("Path", &path.display().to_string());
    window.click("Open");
    assert_eq!(window.title(), "orders - Sendport");
}

#[test]
fn a_scenario_that_is_opened_as_a_file_begins_as_a_new_document() {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/scenarios/01-hello-one-port.ron");
    let before = fs::read_to_string(&scenario).expect("text");
    let mut window = Opening::default().answering(&[&scenario]).start();
    window.walk(&["File", "Open…"]);
    window.assert_shows("SP_Archive");
    assert_eq!(window.title(), "Hello, one port - Sendport");
    assert_eq!(fs::read_to_string(&scenario).expect("text"), before);
    assert!(!scenario.with_extension("messagebox.sqlite").exists(), "it gets no messages beside it");
}

#[test]
fn a_damaged_file_is_told_with_its_place_and_nothing_is_lost() {
    let (_folder, path) = folder_with("orders.ron");
    let text = fs::read_to_string(&path).expect("text").replacen("kind: StaticOneWay", "kind: StaticOneWays", 1);
    let line = text.lines().position(|line| line.contains("StaticOneWays")).expect("it is there") + 1;
    fs::write(&path, text).expect("a file");
    let mut window = Opening::default().answering(&[&path]).start();
    window.inject();
    let before = window.snapshot().generation;
    window.walk(&["File", "Open…"]);
    assert_eq!(window.dialog().as_deref(), Some("The document cannot be opened"));
    window.assert_shows(&format!("orders.ron, line {line}"));
    window.assert_shows("StaticOneWays");
    window.assert_shows("Nothing was opened.");
    window.dismiss();
    assert_eq!(window.title(), "Order fan-out to warehouses - Sendport");
    assert_eq!((window.snapshot().generation, window.snapshot().reports.len()), (before, 1));
}

#[test]
fn a_document_that_cannot_be_saved_says_so_and_stays_unsaved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("no such folder").join("orders.ron");
    let mut window = Opening::default().answering(&[&path]).start();
    edit(&mut window);
    window.walk(&["File", "Save as…"]);
    assert_eq!(window.dialog().as_deref(), Some("The document was not saved"));
    window.assert_shows("there is no such file or folder");
    window.dismiss();
    assert_eq!(window.title(), "Order fan-out to warehouses* - Sendport");
}

#[test]
fn a_message_box_in_use_leaves_the_choice() {
    let (folder, path) = folder_with("orders.ron");
    let store = folder.path().join("orders.messagebox.sqlite");
    let other = SqliteMessageBox::open(&store).expect("a MessageBox");
    let mut window = Opening::default().answering(&[&path, &path]).start();
    window.walk(&["File", "Open…"]);
    assert_eq!(window.dialog().as_deref(), Some("The messages cannot be opened"));
    window.assert_shows("orders.messagebox.sqlite is in use by another Sendport");
    assert!(!window.has("Set it aside and begin a new one"), "it belongs to somebody");
    window.click("Try again");
    window.assert_shows("orders.messagebox.sqlite is in use by another Sendport");
    drop(other);
    window.click("Try again");
    assert_eq!(window.dialog(), None);
    assert_eq!(window.title(), "orders - Sendport");
}

#[test]
fn a_message_box_in_use_can_be_done_without() {
    let (folder, path) = folder_with("orders.ron");
    let store = folder.path().join("orders.messagebox.sqlite");
    let _other = SqliteMessageBox::open(&store).expect("a MessageBox");
    let mut window = Opening::file(&path).start();
    window.click("Open without its messages");
    assert_eq!(window.title(), "orders - Sendport");
    window.inject();
    window.assert_shows("M-1: 2 processed");
}

#[test]
fn what_is_no_message_box_can_be_set_aside() {
    let (folder, path) = folder_with("orders.ron");
    let store = folder.path().join("orders.messagebox.sqlite");
    fs::write(&store, "my holiday pictures").expect("a file");
    let mut window = Opening::file(&path).start();
    assert_eq!(window.dialog().as_deref(), Some("The messages cannot be opened"));
    window.assert_shows("orders.messagebox.sqlite stands where the messages should be, and is no MessageBox.");
    window.click("Cancel");
    assert_eq!(fs::read_to_string(&store).expect("untouched"), "my holiday pictures");
    assert_eq!(window.title(), "Order fan-out to warehouses - Sendport");
    drop(window);

    let mut window = Opening::file(&path).start();
    window.click("Set it aside and begin a new one");
    assert_eq!(window.title(), "orders - Sendport");
    window.assert_shows("The old MessageBox was kept as");
    let kept = fs::read_dir(folder.path()).expect("a folder").filter_map(Result::ok).any(|entry| {
        entry.file_name().to_string_lossy().contains("set-aside")
            && fs::read_to_string(entry.path()).is_ok_and(|text| text == "my holiday pictures")
    });
    assert!(kept);
}

#[test]
fn closing_asks_about_unsaved_changes() {
    let mut window = window();
    assert!(window.close(), "there is nothing to lose");

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kept.ron");
    let mut window = Opening::default().answering(&[&path]).start();
    edit(&mut window);
    assert!(!window.close());
    assert_eq!(window.dialog().as_deref(), Some("Unsaved changes"));
    window.assert_shows("“Order fan-out to warehouses” has changes that are not saved.");
    // once is enough
    assert!(!window.close());
    window.click("Cancel");
    assert_eq!(window.dialog(), None);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);

    assert!(!window.close());
    assert!(window.quits_after(|window| window.step_click("Save")));
    assert!(path.is_file());
    assert!(window.close());
}

#[test]
fn ctrl_q_asks_too_and_discarding_quits() {
    let mut window = window();
    edit(&mut window);
    window.ctrl(Key::Q);
    assert_eq!(window.dialog().as_deref(), Some("Unsaved changes"));
    window.press(Key::Escape);
    assert_eq!(window.dialog(), None);
    window.walk(&["File", "Quit"]);
    assert!(window.quits_after(|window| window.step_click("Discard")));
    assert!(window.close());
}

#[test]
fn saving_on_the_way_out_that_is_cancelled_stays() {
    let mut window = Opening { answers: vec![Answer::Cancelled], ..Opening::default() }.start();
    edit(&mut window);
    window.ctrl(Key::Q);
    assert!(!window.quits_after(|window| window.step_click("Save")));
    assert_eq!(window.dialog(), None);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
}

#[test]
fn another_document_asks_about_unsaved_changes_first() {
    let mut window = window();
    edit(&mut window);
    window.walk(&["Scenario", "1. Hello, one port"]);
    assert_eq!(window.dialog().as_deref(), Some("Unsaved changes"));
    window.click("Discard");
    assert_eq!(window.title(), "Hello, one port - Sendport");
    window.ctrl(Key::N);
    assert_eq!(window.title(), "Untitled - Sendport");
    assert!(window.snapshot().group.send_ports.is_empty());
}

#[test]
fn a_new_document_offers_what_can_be_made() {
    let mut window = window();
    window.walk(&["File", "New"]);
    window.click_node("BizTalk Application 1");
    window.click("Static One-way Send Port…");
    assert!(window.dialog().is_some_and(|title| title.starts_with("New - Send Port Properties")));
}

#[test]
fn a_dropped_document_is_opened_and_any_other_file_is_a_body() {
    let (folder, path) = folder_with("orders.ron");
    let body = folder.path().join("wine.xml");
    fs::write(&body, "<Wine xmlns=\"http://cellar\"/>").expect("a file");
    let mut window = window();
    window.fill("Message type", "");
    window.drop_file(&body);
    assert_eq!(window.field("Body").value().as_deref(), Some("<Wine xmlns=\"http://cellar\"/>"));
    assert_eq!(window.field("Message type").value().as_deref(), Some("http://cellar#Wine"));
    window.drop_file(&path);
    assert_eq!(window.title(), "orders - Sendport");
    edit(&mut window);
    window.drop_file(&path);
    assert_eq!(window.dialog().as_deref(), Some("Unsaved changes"));
}

#[test]
fn a_body_is_loaded_from_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("note.txt");
    let bytes = folder.path().join("picture.png");
    fs::write(&text, "été").expect("a file");
    fs::write(&bytes, [0x89, 0x50, 0xff, 0xfe]).expect("a file");
    let mut window = Opening::default().answering(&[&text, &bytes]).start();
    window.click("Load…");
    assert_eq!(window.field("Body").value().as_deref(), Some("été"));
    window.click("Load…");
    window.assert_shows("picture.png");
    assert_eq!(window.field("Body").value().as_deref(), Some("été"), "what is no text is left alone");
}

#[test]
fn a_scenario_is_reset_and_tells_what_it_is_about() {
    let mut window = Opening::scenario(3).start();
    assert_eq!(window.title(), "Stopped port in a started group - Sendport");
    window.inject();
    window.click_row("SP_Lille");
    window.click("Unenlist");
    window.click("Reset");
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    assert!(window.snapshot().reports.is_empty() && window.snapshot().counts.suspended == 0);
    assert!(!window.title().contains('*'));
    window.click("Info page…");
    assert_eq!(window.dialog().as_deref(), Some("Stopped port in a started group"));
    for part in ["What it shows", "How to use it", "Things to notice", "Things to try", "The rule"] {
        window.assert_shows(part);
    }
}

#[test]
fn every_scenario_opens_from_the_menu() {
    for scenario in training::scenarios() {
        let mut window = window();
        let title = scenario.title.get(sendport::words::Language::English);
        window.walk(&["Scenario", &format!("{}. {title}", scenario.number)]);
        assert_eq!(window.title(), format!("{title} - Sendport"));
        assert!(!window.is_greyed("Inject") || scenario.document.role != sendport::model::Role::Administrator);
    }
}

#[test]
fn ctrl_shift_s_is_not_ctrl_s() {
    let (folder, path) = folder_with("orders.ron");
    let other = folder.path().join("other");
    let mut window = Opening { open: Some(path), ..Opening::default() }.answering(&[&other]).start();
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    assert_eq!(window.title(), "other - Sendport");
    assert!(folder.path().join("other.ron").is_file(), "the ending is added");
}
