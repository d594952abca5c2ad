//! Recordings in the window: a sitting is kept as a file, shown at any moment, taken over and gone on with; a
//! scenario demonstrates itself.

use std::{fs, path::Path};

use egui::Key;
use sendport::{
    console::{app::Pane, commands::Command, context::Task, files::Answer, panels::player::PlayerDeed},
    engine::ClockMode,
    model::{ArtifactRef, PortState},
    training::{self, File},
    words::Language,
};

use crate::driver::{Opening, Window};

fn command(window: &mut Window, command: Command) {
    window.harness.state().push(Task::Command(command));
    window.run();
}

fn turn(window: &mut Window, deed: PlayerDeed) {
    command(window, Command::Player(deed));
}

/// Selects a port and presses a key of the actions.
fn act(window: &mut Window, port: &str, key: Key) {
    window.harness.state().push(Task::Select(vec![ArtifactRef::send_port(&port.into())]));
    window.run();
    window.ctrl(key);
}

/// Stops `SP_Lille`, sends an order and starts the port again, a few seconds each.
fn sit(window: &mut Window) {
    let second = jiff::SignedDuration::from_secs(1);
    window.clock.advance(second);
    act(window, "SP_Lille", Key::Num3);
    window.clock.advance(second * 2);
    window.ctrl(Key::Enter);
    window.clock.advance(second * 60);
    act(window, "SP_Lille", Key::Num2);
    if window.dialog().is_some() {
        window.click("Start and resume");
    }
}

/// Opens the file that the dialogs answer next; what was done so far is left.
fn open(window: &mut Window) {
    window.ctrl(Key::O);
    window.click("Discard");
}

fn kept(path: &Path) -> training::Recording {
    let text = fs::read_to_string(path).unwrap();
    match training::read_file(&text, Some(path)) {
        Ok(File::Recording(recording)) => *recording,
        other => panic!("{other:?}"),
    }
}

/// A window that shows the recording of such a sitting.
fn showing(folder: &Path) -> Window {
    let path = folder.join("sitting.ron");
    let mut window = Opening::default().answering(&[&path, &path]).start();
    sit(&mut window);
    window.walk(&["Scenario", "Recording", "Save recording…"]);
    window.assert_shows("Saved: sitting.ron");
    open(&mut window);
    window
}

#[test]
fn a_sitting_is_kept_and_shown_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = showing(folder.path());
    let recording = kept(&folder.path().join("sitting.ron"));
    assert!(recording.moments.len() >= 3, "{:#?}", recording.moments);
    assert_eq!(training::check(&fs::read_to_string(folder.path().join("sitting.ron")).unwrap(), None).unwrap(), []);
    assert!(window.title().starts_with("Recording: "), "{}", window.title());
    window.assert_shows("Moment 0 of 3, 0:00 of 0:09");
    window.assert_shows("Before the first moment.");
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    turn(&mut window, PlayerDeed::Forward);
    window.assert_shows("Moment 1: Stop SP_Lille");
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    window.press_with(egui::Modifiers::COMMAND, Key::PageDown);
    window.assert_shows("Moment 2: Publish a message");
    assert_eq!(window.snapshot().reports.len(), 1);
    assert_eq!(window.snapshot().counts.suspended, 1);
    turn(&mut window, PlayerDeed::Forward);
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    assert!(window.is_greyed("Next moment of the recording"));
    // back to a moment before: from the beginning
    window.press_with(egui::Modifiers::COMMAND, Key::PageUp);
    assert_eq!((window.state_of("SP_Lille"), window.snapshot().reports.len()), (PortState::Stopped, 1));
    turn(&mut window, PlayerDeed::Back);
    turn(&mut window, PlayerDeed::Back);
    assert_eq!((window.state_of("SP_Lille"), window.snapshot().reports.len()), (PortState::Started, 0));
    assert!(window.is_greyed("Previous moment of the recording"));
    assert!(!window.title().contains('*'), "there is nothing to save");
}

#[test]
fn of_what_was_stopped_then_nobody_is_warned_now() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sitting.ron");
    let mut window = Opening::default().answering(&[&path, &path]).start();
    let warning = "What comes now is suspended until it is started.";
    window.ctrl(Key::Enter);
    act(&mut window, "SP_Lille", Key::Num3);
    window.assert_shows(warning);
    window.walk(&["Scenario", "Recording", "Save recording…"]);
    open(&mut window);
    assert!(!window.shows(warning), "it was another document");
    turn(&mut window, PlayerDeed::Forward);
    turn(&mut window, PlayerDeed::Forward);
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
    assert!(!window.shows(warning));
}

#[test]
fn it_plays_at_the_speed_that_is_chosen_and_a_long_pause_is_shortened() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = showing(folder.path());
    window.click("Play the recording");
    window.wait(1.2);
    window.assert_shows("Moment 1 of 3, 0:01 of 0:09");
    window.wait(2.0);
    window.assert_shows("Moment 2 of 3, 0:03 of 0:09");
    window.click("Pause the recording");
    window.wait(60.0);
    window.assert_shows("Moment 2 of 3");
    window.choose("Speed of the recording", "2 ×");
    window.click("Play the recording");
    // a minute went by there, which is not waited for
    window.wait(3.2);
    window.assert_shows("Moment 3 of 3, 0:09 of 0:09");
    assert!(window.has("Play the recording"), "it stands at its end");
    window.click("Play the recording");
    window.assert_shows("Moment 0 of 3");
}

#[test]
fn it_is_taken_over_by_whatever_is_done_and_gone_on_with_where_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = showing(folder.path());
    turn(&mut window, PlayerDeed::Forward);
    turn(&mut window, PlayerDeed::Forward);
    act(&mut window, "SP_Lyon", Key::Num3);
    assert_eq!((window.state_of("SP_Lyon"), window.state_of("SP_Lille")), (PortState::Stopped, PortState::Stopped));
    assert_eq!(window.snapshot().reports.len(), 1, "its messages are still there");
    window.assert_shows("Taken over after moment 2 of 3.");
    assert!(matches!(window.snapshot().clock.mode, ClockMode::Virtual { .. }), "its clock goes on from there");
    window.ctrl(Key::Enter);
    assert_eq!(window.snapshot().reports.len(), 2);
    assert!(window.title().contains('*'));
    window.ctrl(Key::G);
    // what was changed by hand is asked about
    window.click("Discard");
    window.assert_shows("Moment 2 of 3");
    assert_eq!((window.state_of("SP_Lyon"), window.snapshot().reports.len()), (PortState::Started, 1));
    turn(&mut window, PlayerDeed::Forward);
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    turn(&mut window, PlayerDeed::Leave);
    assert!(!window.shows("Moment 3"));
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
}

#[test]
fn a_branch_is_a_recording_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let branch = folder.path().join("branch.ron");
    let path = folder.path().join("sitting.ron");
    let mut window = Opening::default().answering(&[&path, &path, &branch]).start();
    sit(&mut window);
    command(&mut window, Command::SaveRecording);
    open(&mut window);
    turn(&mut window, PlayerDeed::Forward);
    window.clock.advance(jiff::SignedDuration::from_hours(5));
    act(&mut window, "SP_Lyon", Key::Num3);
    window.ctrl(Key::Enter);
    command(&mut window, Command::SaveRecording);
    let recording = kept(&branch);
    assert_eq!(recording.moments.len(), 3);
    assert_eq!(recording.moments[0], kept(&path).moments[0]);
    assert_eq!(training::check(&fs::read_to_string(&branch).unwrap(), None).unwrap(), []);
}

#[test]
fn a_scenario_demonstrates_itself_and_can_be_taken_over() {
    let mut window = Opening::scenario(3).start();
    window.walk(&["Scenario", "Demonstrate"]);
    let steps = training::scenario(3).unwrap().steps.len();
    window.assert_shows(&format!("Moment 0 of {steps}"));
    assert!(window.has("Pause the recording"), "it plays");
    window.wait(3.5);
    window.assert_shows(&format!("Moment 1 of {steps}"));
    let say = training::scenario(3).unwrap().steps[0].say.get(sendport::words::Language::English).to_owned();
    window.assert_shows(&say);
    assert_eq!(window.snapshot().reports.len(), 1);
    window.ctrl(Key::T);
    window.assert_shows(&format!("Taken over after moment 1 of {steps}."));
    act(&mut window, "SP_Lille", Key::Num2);
    if window.dialog().is_some() {
        window.click("Start and resume");
    }
    assert_eq!(window.state_of("SP_Lille"), PortState::Started);
    // and begun again, as a scenario is
    window.ctrl(Key::R);
    assert!(!window.shows("Taken over after"));
    assert_eq!(window.state_of("SP_Lille"), PortState::Stopped);
}

#[test]
fn every_scenario_demonstrates_itself_to_its_end() {
    for scenario in training::scenarios() {
        let mut window = Opening::scenario(scenario.number).start();
        if scenario.steps.is_empty() {
            continue;
        }
        command(&mut window, Command::Demonstrate);
        let steps = scenario.steps.len();
        for step in 1..=steps {
            turn(&mut window, PlayerDeed::Forward);
            window.assert_shows(&format!("Moment {step} of {steps}"));
            assert!(!window.shows("Otherwise than recorded"), "scenario {}, step {step}", scenario.number);
        }
    }
}

#[test]
fn without_a_recording_its_commands_say_why_not() {
    let mut window = Opening::default().start();
    turn(&mut window, PlayerDeed::Forward);
    window.assert_shows("No recording is shown.");
    window.dismiss();
    command(&mut window, Command::SaveRecording);
    window.assert_shows("Nothing has been done in this sitting yet.");
    window.dismiss();
    window.harness.state().push(Task::GoWithoutSaving(sendport::console::app::Then::New));
    window.run();
    command(&mut window, Command::Demonstrate);
    window.assert_shows("What is open is no scenario with steps.");
}

#[test]
fn a_broken_recording_is_refused_with_its_place_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.ron");
    fs::write(&path, "Recording(\n    format: 1,\n    title: (en: \"A\", fr: \"B\"),\n    bye: \"1\",\n)\n").unwrap();
    let mut window = Opening::default().answering(&[&path]).start();
    let before = window.title().to_owned();
    window.ctrl(Key::O);
    window.assert_shows("broken.ron, line 4");
    window.dismiss();
    assert_eq!(window.title(), before);
}

#[test]
fn on_a_beamer_there_is_room_for_it_beside_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sitting.ron");
    let mut window = Opening { size: [512.0, 384.0], ..Opening::default() }.answering(&[&path, &path]).start();
    sit(&mut window);
    command(&mut window, Command::SaveRecording);
    open(&mut window);
    window.harness.state().push(Task::Focus(Pane::List));
    window.run();
    turn(&mut window, PlayerDeed::Forward);
    window.assert_shows("Moment 1: Stop SP_Lille");
    assert!(window.has("Take over here"));
}

#[test]
fn the_name_that_is_suggested_for_a_recording_is_taken_by_every_system() {
    for (language, name) in [
        (Language::English, "Recording Order fan-out to warehouses.ron"),
        (Language::French, "Enregistrement Diffusion des commandes vers les entrepôts.ron"),
    ] {
        // no dialog of the system: the window asks for the path itself, and shows it
        let mut window = Opening { language, answers: vec![Answer::NoDialog], ..Opening::scenario(2) }.start();
        act(&mut window, "SP_Lille", Key::Num3);
        command(&mut window, Command::SaveRecording);
        window.assert_shows(name);
    }
}
