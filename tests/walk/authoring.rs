//! The editor of scenarios and lessons.

use sendport::{
    console::{
        app::{Pane, Then},
        commands::Command,
        context::Task,
        dialogs::authoring::{PartDialog, UnsavedManuscriptDialog},
    },
    training::{demonstration, scenario},
};

use crate::{
    driver::{NOW, Window},
    places::Place,
    ways::{command, open, push},
};

/// Begins what is to be edited, with the keyboard in its list.
fn begin(window: &mut Window, then: Then) {
    push(window, Task::GoWithoutSaving(then));
    push(window, Task::Focus(Pane::List));
}

pub const PLACES: &[Place] = &[
    ("a sitting for the editor", |window| {
        push(window, Task::GoWithoutSaving(Then::Scenario(3)));
        command(window, Command::Inject);
        push(window, Task::Focus(Pane::List));
    }),
    ("editor of what was done", |window| command(window, Command::SaveAsScenario)),
    ("a scenario for the editor", |window| begin(window, Then::Scenario(10))),
    ("editor of a scenario", |window| command(window, Command::EditPresent)),
    ("a scenario with hosts for the editor", |window| begin(window, Then::Scenario(12))),
    ("editor of a scenario with hosts", |window| command(window, Command::EditPresent)),
    ("a lesson for the editor", |window| begin(window, Then::Lesson(6))),
    ("editor of a lesson", |window| command(window, Command::EditPresent)),
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
