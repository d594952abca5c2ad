//! The editor of scenarios and lessons.

use sendport::{
    console::{
        app::Then,
        commands::Command,
        context::Task,
        dialogs::authoring::{PartDialog, UnsavedManuscriptDialog},
    },
    training::{demonstration, scenario},
};

use crate::{
    driver::NOW,
    places::Place,
    ways::{command, open, push},
};

pub const PLACES: &[Place] = &[
    ("editor of what was done", |window| {
        push(window, Task::GoWithoutSaving(Then::Scenario(3)));
        command(window, Command::Inject);
        command(window, Command::SaveAsScenario);
    }),
    ("editor of a scenario", |window| {
        push(window, Task::GoWithoutSaving(Then::Scenario(10)));
        command(window, Command::EditPresent);
    }),
    ("editor of a scenario with hosts", |window| {
        push(window, Task::GoWithoutSaving(Then::Scenario(12)));
        command(window, Command::EditPresent);
    }),
    ("editor of a lesson", |window| {
        push(window, Task::GoWithoutSaving(Then::Lesson(6)));
        command(window, Command::EditPresent);
    }),
    ("editor of a new lesson", |window| command(window, Command::NewLesson)),
    ("unsaved manuscript", |window| {
        open(window, |_| Box::new(UnsavedManuscriptDialog::new("Orders".to_owned(), Then::Quit)));
    }),
    ("part of a recording", |window| {
        open(window, |_| {
            let recording = demonstration(scenario(3).expect("it ships"), NOW).expect("it is played");
            Box::new(PartDialog::new(recording.into(), 0))
        });
    }),
];
