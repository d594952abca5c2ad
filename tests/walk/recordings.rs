//! Recordings that are shown, and taken over.

use sendport::{
    console::{app::Then, commands::Command, context::Task, files::Ask, panels::player::PlayerDeed},
    training::{Fate, Promise, demonstration, scenario},
};

use crate::{
    driver::{NOW, Window},
    places::Place,
    ways::{command, push},
};

fn turn(window: &mut Window, deed: PlayerDeed) {
    command(window, Command::Player(deed));
}

/// Shows a recording in which something was recorded otherwise than it comes.
fn otherwise(window: &mut Window) {
    let mut recording = demonstration(scenario(3).expect("it ships"), NOW).expect("it is played");
    for standing in recording.moments.iter_mut().flat_map(|moment| &mut moment.then.messages) {
        if let Promise::Deliveries(copies) = &mut standing.promise {
            for copy in copies.iter_mut() {
                copy.outcome = Fate::Terminated;
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("otherwise.ron");
    std::fs::write(&path, recording.to_text().expect("it is written")).expect("a file");
    push(window, Task::Path(Ask::OpenDocument, path));
    turn(window, PlayerDeed::Forward);
}

pub const PLACES: &[Place] = &[
    ("recording", |window| {
        push(window, Task::GoWithoutSaving(Then::Scenario(3)));
        command(window, Command::Demonstrate);
        turn(window, PlayerDeed::PlayOrPause);
    }),
    ("recording, a moment", |window| turn(window, PlayerDeed::Forward)),
    ("recording, taken over", |window| turn(window, PlayerDeed::TakeOver)),
    ("recording, gone on with", |window| turn(window, PlayerDeed::GoOn)),
    ("recording, otherwise than it was", otherwise),
    ("recording, refused", |window| {
        push(window, Task::GoWithoutSaving(Then::Scenario(14)));
        command(window, Command::Demonstrate);
        let recording = demonstration(scenario(14).expect("it ships"), NOW).expect("it is played");
        let refused = recording.moments.iter().position(|it| it.refused).expect("something is refused");
        (0..=refused).for_each(|_| turn(window, PlayerDeed::Forward));
    }),
];
