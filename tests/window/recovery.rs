//! Unsaved work of a process that is gone.

use std::{fs, path::Path};

use egui::Key;
use sendport::{
    console::{
        context::Task,
        recovery::{self, Note, Place},
        session::Origin,
    },
    document,
    message_box::{Lock, SqliteMessageBox},
    model::{ArtifactRef, PortState},
    training,
};

use crate::driver::{NOW, Opening, Window};

fn start(folder: &Path) -> Window {
    Opening { recovery: Some(folder.to_owned()), ..Opening::default() }.start()
}

/// What a process that was killed leaves: its files as they are, its locks gone.
fn crash(window: Window, folder: &Path, left: &Path) {
    fs::create_dir_all(left).expect("a folder");
    for entry in fs::read_dir(folder).expect("the folder").flatten() {
        if entry.path().is_file() {
            fs::copy(entry.path(), left.join(entry.file_name())).expect("a copy");
        }
    }
    drop(window);
}

fn edit(window: &mut Window) {
    // a file of several applications opens on the hub
    window.harness.state().push(Task::Select(vec![ArtifactRef::send_port(&"SP_Lille".into())]));
    window.run();
    window.click("Stop");
}

#[test]
fn unsaved_work_and_its_messages_are_offered_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (live, left) = (folder.path().join("live"), folder.path().join("left"));
    let mut window = start(&live);
    edit(&mut window);
    window.inject();
    assert_eq!(window.snapshot().counts.suspended, 1);
    window.wait(6.0);
    crash(window, &live, &left);
    assert_eq!(fs::read_dir(&live).expect("the folder").count(), 0, "a clean end leaves nothing");

    let mut window = start(&left);
    assert_eq!(window.dialog().as_deref(), Some("Recover unsaved work"));
    window.assert_shows("Order fan-out");
    window.assert_shows("1 message");
    window.click("Recover: Order fan-out to warehouses");
    assert_eq!(window.dialog(), None);
    assert!(window.title().contains('*'), "{}", window.title());
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    assert_eq!(window.snapshot().counts.suspended, 1);
    // discarded by hand it is gone
    window.ctrl(Key::N);
    window.click("Discard");
    drop(window);
    assert!(recovery::find(&left).is_empty());
}

#[test]
fn messages_of_a_document_that_was_not_edited_are_offered_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let (live, left) = (folder.path().join("live"), folder.path().join("left"));
    let mut window = start(&live);
    window.inject();
    crash(window, &live, &left);
    let mut window = start(&left);
    window.assert_shows("The document was not changed");
    window.click("Recover: Order fan-out to warehouses");
    assert_eq!(window.snapshot().reports.len(), 1);
    assert!(!window.title().contains('*'));
}

#[test]
fn what_was_only_looked_at_is_not_offered_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (live, left) = (folder.path().join("live"), folder.path().join("left"));
    let window = start(&live);
    crash(window, &live, &left);
    let window = start(&left);
    assert_eq!(window.dialog(), None);
    drop(window);
    assert_eq!(fs::read_dir(&left).expect("the folder").count(), 0);
}

#[test]
fn a_saved_document_leaves_nothing_to_recover() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("orders.ron");
    document::save(&training::sample().document, &file).expect("a document");
    let (live, left) = (folder.path().join("live"), folder.path().join("left"));
    let opening = Opening { open: Some(file), recovery: Some(live.clone()), ..Opening::default() };
    let mut window = opening.start();
    edit(&mut window);
    window.wait(6.0);
    assert_eq!(recovery_documents(&live), 1);
    window.ctrl(Key::S);
    window.wait(6.0);
    assert_eq!(recovery_documents(&live), 0);
    crash(window, &live, &left);
    assert!(recovery::find(&left).is_empty());
}

#[expect(clippy::case_sensitive_file_extension_comparisons, reason = "the names are this program's own")]
fn recovery_documents(folder: &Path) -> usize {
    let names = fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    names.filter(|name| name.ends_with(".ron") && !name.ends_with(".info.ron")).count()
}

#[test]
fn work_on_a_file_is_recovered_as_unsaved_changes_of_that_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("orders.ron");
    document::save(&training::sample().document, &file).expect("a document");
    let (live, left) = (folder.path().join("live"), folder.path().join("left"));
    let opening = || Opening { open: Some(file.clone()), recovery: Some(live.clone()), ..Opening::default() };
    let mut window = opening().start();
    edit(&mut window);
    window.wait(6.0);
    crash(window, &live, &left);
    let mut window = start(&left);
    window.assert_shows(&file.display().to_string());
    window.click("Recover: orders");
    assert_eq!(window.title(), "orders* - Sendport");
    window.ctrl(Key::S);
    assert_eq!(window.title(), "orders - Sendport");
    let saved = document::load(&file).expect("a document");
    assert_eq!(saved.group.send_ports[&"SP_Lille".into()].state, PortState::Stopped);
}

#[test]
fn later_keeps_it_and_discard_asks_once_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = left_behind(folder.path(), "99991-1");
    let mut window = start(folder.path());
    window.click("Later");
    drop(window);
    assert!(place.exists());
    let mut window = start(folder.path());
    window.click("Discard: Left");
    assert!(place.exists());
    window.click("Discard for good: Left");
    assert_eq!(window.dialog(), None);
    assert!(!place.exists());
    window.walk(&["File", "Recover unsaved work…"]);
    window.assert_shows("There is no unsaved work to recover");
}

/// Makes what a process of another number has left.
fn left_behind(folder: &Path, name: &str) -> std::path::PathBuf {
    let document = folder.join(format!("{name}.ron"));
    document::save(&training::sample().document, &document).expect("a document");
    let note = Note::new(Origin::New, "Left".to_owned(), NOW);
    fs::write(folder.join(format!("{name}.info.ron")), ron::to_string(&note).expect("a note")).expect("a file");
    document
}

#[test]
fn a_copy_can_be_saved_without_opening_it() {
    let folder = tempfile::tempdir().expect("a folder");
    left_behind(folder.path(), "99991-1");
    let to = folder.path().join("copy.ron");
    let opening = Opening { recovery: Some(folder.path().to_owned()), ..Opening::default() };
    let mut window = opening.answering(&[&to]).start();
    window.click("Save copy…: Left");
    assert_eq!(document::load(&to).expect("a document"), training::sample().document);
    assert_eq!(window.dialog().as_deref(), Some("Recover unsaved work"), "it is still to be decided on");
}

#[test]
fn two_at_once_do_not_offer_each_other_s_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = start(folder.path());
    edit(&mut one);
    one.wait(6.0);
    assert_eq!(recovery_documents(folder.path()), 1);
    let two = start(folder.path());
    assert_eq!(two.dialog(), None);
    drop(two);
    assert_eq!(recovery_documents(folder.path()), 1);
}

#[test]
fn what_somebody_is_deciding_on_is_not_offered_to_another() {
    let folder = tempfile::tempdir().expect("a folder");
    left_behind(folder.path(), "99991-1");
    let one = start(folder.path());
    assert!(one.dialog().is_some());
    let two = start(folder.path());
    assert_eq!(two.dialog(), None);
    drop(one);
    assert!(start(folder.path()).dialog().is_some());
}

#[test]
fn damaged_leftovers_are_told_and_never_removed_by_themselves() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("99991-1.ron");
    fs::write(&broken, "(format: 1, nonsense").expect("a file");
    fs::write(folder.path().join("99991-1.info.ron"), "no note").expect("a file");
    fs::write(folder.path().join("unrelated.txt"), "mine").expect("a file");
    let mut window = start(folder.path());
    assert!(window.is_greyed("Recover: Untitled"));
    window.click("Later");
    drop(window);
    assert!(broken.exists() && folder.path().join("unrelated.txt").exists());
    // messages that another process has open are not ours to judge
    let _ = fs::remove_file(&broken);
    let store = folder.path().join("99992-1.messagebox.sqlite");
    let held = SqliteMessageBox::open(&store).expect("a MessageBox");
    assert!(recovery::find(folder.path()).is_empty());
    assert!(store.exists());
    drop(held);
    let place = Place::new(folder.path()).expect("a place");
    assert!(Lock::take(&place.message_box()).is_ok());
}
