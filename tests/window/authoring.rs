//! Scenarios and lessons that are written in the window: what was done in a sitting becomes one, its texts and
//! promises are edited under a check, and it is kept, opened again and tried.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command as Process,
};

use egui::Key;
use egui_kittest::kittest::NodeT as _;
use sendport::{
    console::{
        app::Then, commands::Command, context::Task, files::Answer, panels::player::PlayerDeed, settings::Settings,
    },
    model::{ArtifactRef, PortState},
    training::{self, File, Manuscript, StepKind},
    words::Language,
};

use crate::driver::{Opening, Window};

fn command(window: &mut Window, command: Command) {
    window.harness.state().push(Task::Command(command));
    window.run();
}

/// Stops `SP_Lille` and sends an order.
fn sit(window: &mut Window) {
    window.harness.state().push(Task::Select(vec![ArtifactRef::send_port(&"SP_Lille".into())]));
    window.run();
    window.ctrl(Key::Num3);
    window.ctrl(Key::Enter);
    assert_eq!(window.snapshot().counts.suspended, 1);
}

/// What a screen reader calls what is to be put right.
fn remarks(window: &Window) -> Vec<String> {
    let links = window.named(&|it| it.contains(": "), &[egui::accesskit::Role::Button]);
    links.iter().filter_map(|link| link.accesskit_node().label()).collect()
}

fn written(path: &Path) -> Manuscript {
    let text = fs::read_to_string(path).unwrap();
    Manuscript::read(&text, Some(path)).unwrap_or_else(|error| panic!("{error}"))
}

/// Whether `sendport check` accepts it.
fn accepted(path: &Path) -> bool {
    let output = Process::new(env!("CARGO_BIN_EXE_sendport")).arg("check").arg(path).output().unwrap();
    output.status.code() == Some(0)
}

/// Fills in every text that lacks, page by page.
fn fill_texts(window: &mut Window) {
    window.fill("What it teaches (English)", "A stopped port keeps what comes.");
    window.fill("What it teaches (French)", "Un port arrêté garde ce qui arrive.");
    window.click("Info page");
    for label in ["What it shows", "How to use it", "Things to notice", "Things to try", "The rule", "Where it stands"]
    {
        window.fill(&format!("{label} (English)"), &format!("{label}, in English."));
        window.fill(&format!("{label} (French)"), &format!("{label}, en français."));
    }
}

#[test]
fn what_was_done_becomes_a_scenario_that_check_accepts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stopped.ron");
    let mut window = Opening::default().answering(&[&path, &path]).start();
    sit(&mut window);
    window.walk(&["Scenario", "Write", "Save as scenario…"]);
    assert_eq!(window.dialog().as_deref(), Some("Scenario: A sitting with Order fan-out to warehouses"));
    window.assert_shows("14 things are to be put right.");
    let all = remarks(&window);
    assert!(all.contains(&"What it teaches (English): This text is empty.".to_owned()), "{all:?}");
    // a finding leads to its field
    window.click("Things to try (French): This text is empty.");
    assert_eq!(window.focused().as_deref(), Some("Things to try (French)"));
    window.click("Texts");
    window.fill("Title (English)", "A stopped port");
    window.fill("Title (French)", "Un port arrêté");
    fill_texts(&mut window);
    window.assert_shows("Every text is there in both languages, and all promises of the 2 steps hold.");
    // the steps are what was done, and promise what came
    window.click("1. Action");
    window.assert_shows("Stop SP_Lille");
    window.click("2. Message");
    window.assert_shows("SP_Lille, by way of SPG_Warehouses");
    assert_eq!(
        window
            .field("What becomes of the copy for SP_Lille, by way of SPG_Warehouses")
            .accesskit_node()
            .value()
            .as_deref(),
        Some("Suspended")
    );
    window.fill("What is said (English)", "An order comes for three warehouses.");
    window.fill("What is said (French)", "Une commande arrive pour trois entrepôts.");
    window.click("Save…");
    window.assert_shows("Save");
    assert!(window.is_greyed("Save"), "it is saved");
    assert!(accepted(&path));
    let Manuscript::Scenario(scenario) = written(&path) else { panic!() };
    assert_eq!(scenario.title.get(Language::French), "Un port arrêté");
    assert_eq!(scenario.document.group.send_ports[&"SP_Lille".into()].state, PortState::Started, "as it began");
    assert!(matches!(scenario.steps[0].kind, StepKind::Act { .. }));
    // closed and opened again
    window.dismiss();
    assert_eq!(window.dialog(), None);
    window.assert_shows("Saved: stopped.ron");
    window.walk(&["Scenario", "Write", "Edit a scenario or a lesson…"]);
    assert_eq!(window.dialog().as_deref(), Some("Scenario: A stopped port"));
    window.assert_shows("all promises of the 2 steps hold");
}

#[test]
fn a_promise_that_is_broken_is_named_beside_it_and_filled_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    let mut window = Opening { scenario: Some(3), ..Opening::default() }.answering(&[&path]).start();
    command(&mut window, Command::EditPresent);
    window.assert_shows("all promises of the 3 steps hold");
    window.click("1. Message");
    let copy = "What becomes of the copy for SP_Lille, by way of SPG_Warehouses";
    window.choose(copy, "Processed");
    let finding =
        "Step 1, What is done: M-1, SP_Lille, by way of SPG_Warehouses: promised is Processed, it is Suspended.";
    assert_eq!(remarks(&window).last().map(String::as_str), Some(finding));
    window.click("Texts");
    window.click(finding);
    assert!(window.is_chosen("1. Message"), "it leads to its step");
    // what is kept is found by check too
    window.click("Save…");
    assert!(!accepted(&path));
    window.click("1. Message");
    window.click("Fill in what comes");
    assert_eq!(window.field(copy).accesskit_node().value().as_deref(), Some("Suspended"));
    window.assert_shows("all promises of the 3 steps hold");
    window.click("Save");
    assert!(accepted(&path));
    assert_eq!(written(&path), Manuscript::from(training::scenario(3).unwrap().clone()), "it is a copy");
}

#[test]
fn steps_are_added_moved_and_removed() {
    let mut window = Opening { scenario: Some(3), ..Opening::default() }.start();
    command(&mut window, Command::EditPresent);
    window.click("2. Action");
    window.choose("Add a step", "Inject a message");
    assert!(window.is_chosen("3. Message"), "{}", window.text());
    // what comes of it is filled in
    assert_eq!(
        window
            .field("What becomes of the copy for SP_Lille, by way of SPG_Warehouses")
            .accesskit_node()
            .value()
            .as_deref(),
        Some("Processed")
    );
    window.assert_shows("all promises of the 4 steps hold");
    window.click("Earlier");
    assert!(window.is_chosen("2. Message"));
    window.assert_shows("Step 2, What is done");
    window.click("Later");
    window.assert_shows("all promises of the 4 steps hold");
    window.click("Remove the step");
    window.assert_shows("all promises of the 3 steps hold");
    window.click("1. Message");
    assert!(window.is_greyed("Earlier"));
    // what cannot be taken is told, and what it keeps from being reached
    window.choose("Add a step", "Take out the first message");
    window.assert_shows("This step and those after it, 2 in all, are not reached");
}

#[test]
fn what_is_not_saved_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    let answers = vec![Answer::Cancelled, Answer::Path(path.clone())];
    let mut window = Opening { scenario: Some(3), answers, ..Opening::default() }.start();
    command(&mut window, Command::EditPresent);
    // nothing was changed yet
    window.press(Key::Escape);
    assert_eq!(window.dialog(), None);
    command(&mut window, Command::BackToEditor);
    window.fill("Title (English)", "Mine");
    window.dismiss();
    window.assert_shows("Discard");
    window.click("Keep editing");
    assert_eq!(window.dialog().as_deref(), Some("Scenario: Mine"));
    // a dialog that is cancelled has saved nothing
    window.click("Save…");
    assert!(!window.is_greyed("Save…"));
    assert!(!window.close(), "the window does not go");
    window.assert_shows("What is being written is not saved: “Mine”.");
    window.click("Back to the editor");
    window.click("Save…");
    assert!(path.exists());
    window.dismiss();
    assert_eq!(window.dialog(), None);
    assert!(window.close(), "now it may");
}

#[test]
fn another_one_is_not_begun_over_what_is_not_saved() {
    let mut window = Opening { scenario: Some(3), ..Opening::default() }.start();
    command(&mut window, Command::EditPresent);
    window.fill("Title (English)", "Mine");
    window.click("Try it");
    assert_eq!(window.title(), "Mine - Sendport");
    command(&mut window, Command::NewLesson);
    window.assert_shows("What is being written is not saved: “Mine”.");
    window.click("Cancel");
    command(&mut window, Command::NewLesson);
    window.click("Discard");
    assert_eq!(window.dialog().as_deref(), Some("Lesson: A lesson on Mine"));
}

#[test]
fn what_is_written_is_tried_as_the_scenario_it_will_be_and_gone_on_with() {
    let mut window = Opening { scenario: Some(3), ..Opening::default() }.start();
    window.walk(&["Scenario", "Write", "Edit a copy of what is open…"]);
    window.fill("Title (English)", "Lille is closed");
    window.click("Try it");
    assert_eq!(window.dialog(), None);
    assert_eq!(window.title(), "Lille is closed - Sendport");
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    command(&mut window, Command::ScenarioInfo);
    assert_eq!(window.dialog().as_deref(), Some("Lille is closed"));
    window.dismiss();
    command(&mut window, Command::Inject);
    assert_eq!(window.snapshot().counts.suspended, 1, "the message of its first step stands ready");
    // begun again, and shown by itself
    command(&mut window, Command::ResetScenario);
    if window.dialog().is_some() {
        window.click("Discard");
    }
    assert_eq!(window.snapshot().reports.len(), 0);
    command(&mut window, Command::Demonstrate);
    command(&mut window, Command::Player(PlayerDeed::Forward));
    window.assert_shows("Moment 1 of 3");
    command(&mut window, Command::BackToEditor);
    assert_eq!(window.dialog().as_deref(), Some("Scenario: Lille is closed"));
    assert_eq!(window.field("Title (English)").accesskit_node().value().as_deref(), Some("Lille is closed"));
}

#[test]
fn a_lesson_is_written_of_questions_and_tasks_and_tried() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lesson.ron");
    let mut window = Opening { scenario: Some(8), ..Opening::default() }.answering(&[&path]).start();
    window.walk(&["Scenario", "Write", "New lesson…"]);
    window.fill("Title (English)", "A port that waits");
    window.fill("Title (French)", "Un port qui attend");
    window.fill("What it teaches (English)", "Resume delivers.");
    window.fill("What it teaches (French)", "La reprise remet.");
    window.assert_shows("There is no step yet.");
    window.choose("Add a step", "Ask: who gets the message");
    window.fill("What is said (English)", "A payment comes.");
    window.fill("What is said (French)", "Un paiement arrive.");
    assert_eq!(
        window.field("What becomes of the copy for SP_Bank").accesskit_node().value().as_deref(),
        Some("Suspended")
    );
    window.assert_shows("Every text is there in both languages, and the step can be done.");
    window.choose("Add a step", "To do: a state");
    window.fill("What is said (English)", "Have the bank open.");
    window.fill("What is said (French)", "Faites ouvrir la banque.");
    for (label, english, french) in [
        ("Where to look", "Look at SP_Bank.", "Regardez SP_Bank."),
        ("Which rule holds there", "A Started port sends.", "Un port Démarré envoie."),
        ("What to do", "Press Start.", "Appuyez sur Démarrer."),
    ] {
        window.fill(&format!("{label} (English)"), english);
        window.fill(&format!("{label} (French)"), french);
    }
    window.assert_shows("Every text is there in both languages, and all 2 steps can be done.");
    window.click("Save…");
    assert!(accepted(&path));
    let text = fs::read_to_string(&path).unwrap();
    assert!(matches!(training::read_file(&text, None), Ok(File::Lesson(_))));
    window.click("Try it");
    assert_eq!(window.title(), "A port that waits - Sendport");
    window.assert_shows("A payment comes.");
    // as anybody opens it
    let mut other = Opening::file(&path).start();
    other.assert_shows("A payment comes.");
    assert_eq!(other.title(), "A port that waits - Sendport");
    command(&mut other, Command::EditPresent);
    assert_eq!(other.dialog().as_deref(), Some("Lesson: A port that waits"));
}

#[test]
fn a_broken_file_is_told_with_its_place_and_nothing_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.ron");
    fs::write(&path, "Scenario(\n    format: 1,\n    number: 3,\n    titel: (en: \"A\", fr: \"B\"),\n)\n").unwrap();
    let mut window = Opening::default().answering(&[&path]).start();
    command(&mut window, Command::EditFile);
    window.assert_shows("broken.ron, line 4");
    window.assert_shows("Did you mean title?");
    window.dismiss();
    assert_eq!(window.dialog(), None);
    command(&mut window, Command::BackToEditor);
    window.assert_shows("Nothing is being written.");
}

#[test]
fn without_anything_done_a_scenario_begins_with_what_is_there() {
    let mut window = Opening::default().start();
    command(&mut window, Command::SaveAsScenario);
    window.assert_shows("There is no step yet.");
    window.assert_shows("9 send ports, one send port group");
    window.press(Key::Escape);
    // in a document that is neither a scenario nor a lesson there is none to copy
    window.harness.state().push(Task::GoWithoutSaving(Then::New));
    window.run();
    command(&mut window, Command::EditPresent);
    window.assert_shows("What is open is neither a scenario nor a lesson.");
}

#[test]
fn on_a_beamer_and_in_french_it_is_written_by_keys_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("petit.ron");
    let opening = Opening {
        size: [512.0, 384.0],
        language: Language::French,
        scenario: Some(3),
        settings: Settings::default(),
        ..Opening::default()
    };
    let mut window = opening.answering(&[&path]).start();
    command(&mut window, Command::EditPresent);
    window.tab_to("Titre (anglais)");
    window.ctrl(Key::A);
    window.write("Small");
    window.tab_to("Titre (français)");
    window.ctrl(Key::A);
    window.write("Petit");
    window.choose("Page", "Vérification");
    window.assert_shows("toutes les promesses des 3 étapes sont tenues");
    window.tab_to("Enregistrer…");
    window.press(Key::Enter);
    assert!(accepted(&path));
    assert_eq!(written(&path).title().get(Language::French), "Petit");
}

#[test]
fn what_ships_is_copied_from_its_list() {
    let mut window = Opening::default().start();
    command(&mut window, Command::Scenarios);
    window.press(Key::ArrowDown);
    window.click("Edit a copy of scenario 3…");
    assert_eq!(window.dialog().as_deref(), Some("Scenario: Stopped port in a started group"));
    window.press(Key::Escape);
    window.press(Key::Escape);
    command(&mut window, Command::Lessons);
    window.click("Edit a copy of lesson 6…");
    assert_eq!(window.dialog().as_deref(), Some("Lesson: Resume goes through"));
    window.assert_shows("all 6 steps can be done");
}

// ---- parts of recordings

/// A recording of stopping `SP_Lille`, sending an order and sending another.
fn showing(folder: &Path, part: &Path) -> (Window, PathBuf) {
    let path = folder.join("sitting.ron");
    let mut window = Opening::default().answering(&[&path, &path, part, part]).start();
    sit(&mut window);
    window.ctrl(Key::Enter);
    command(&mut window, Command::SaveRecording);
    window.ctrl(Key::O);
    window.click("Discard");
    (window, path)
}

#[test]
fn a_part_of_a_recording_is_kept_and_shown_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.ron");
    let (mut window, whole) = showing(folder.path(), &path);
    window.walk(&["Scenario", "Recording", "Save part…"]);
    window.choose("From", "Moment 2: Publish a message (Order)");
    window.choose("To", "Moment 1: Stop SP_Lille");
    assert!(window.is_greyed("Save…"));
    assert_eq!(window.description("Save…"), "It ends before it begins.");
    window.choose("To", "Moment 2: Publish a message (Order)");
    window.click("Save…");
    assert!(accepted(&path) && accepted(&whole));
    window.ctrl(Key::O);
    window.assert_shows("Moment 0 of 1");
    assert!(window.title().contains("moments 2 to 2"), "{}", window.title());
    assert_eq!((window.state_of("SP_Lille"), window.snapshot().reports.len()), (PortState::Stopped, 0));
    command(&mut window, Command::Player(PlayerDeed::Forward));
    assert_eq!(window.snapshot().reports.len(), 1);
    assert!(window.is_greyed("Next moment of the recording"), "it ends there");
}

#[test]
fn what_a_recording_shows_becomes_a_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = showing(folder.path(), &folder.path().join("part.ron"));
    command(&mut window, Command::SaveAsScenario);
    for page in ["1. Action", "2. Message", "3. Message"] {
        assert!(window.has(page), "{page}");
    }
}
