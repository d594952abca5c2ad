//! Places that one comes to by changing something.

use sendport::{
    console::{
        app::{Pane, Then},
        commands::Command,
        context::Task,
        dialogs,
        panels::{clock::ClockDeed, lesson::LessonDeed, player::PlayerDeed, tree::Node},
    },
    engine::Request,
    message_box::AuditId,
    model::{Addressing, ArtifactKind, ArtifactRef, Behaviour, Destination, Draft, PortState, Target},
    rules::{
        Action,
        outcome::{Cell, Path},
    },
    training::Answer,
};

use crate::{
    driver::Window,
    places::Place,
    ways::{command, node, open, pane, push, words},
};

const CELL: Cell = Cell { path: Path::ViaGroup(PortState::Stopped), port: PortState::Started };

/// The question about several messages.
fn several(window: &mut Window) {
    open(window, |window| {
        let snapshot = window.snapshot();
        let draft = snapshot.group.templates.values().next().expect("a template").draft.clone();
        let who = dialogs::predict::Who::Trainee;
        Box::new(dialogs::predict::PredictDialog::new(draft, 300, snapshot, Vec::new(), who))
    });
}

fn lesson(window: &mut Window, deed: LessonDeed) {
    push(window, Task::Lesson(deed));
}

pub const PLACES: &[Place] = &[
    ("undo to", |window| {
        push(window, Task::Select(vec![ArtifactRef::send_port(&"SP_Lyon".into())]));
        command(window, Command::Act(Action::Stop));
        open(window, |_| Box::new(dialogs::undo_to::UndoToDialog::new(AuditId(1), true)));
    }),
    ("redo to", |window| {
        command(window, Command::Undo);
        open(window, |window| {
            let last = window.snapshot().history.clone();
            let id = (1..20).rev().map(AuditId).find(|id| last.is_ahead(*id)).expect("something undone");
            Box::new(dialogs::undo_to::UndoToDialog::new(id, false))
        });
    }),
    ("a notice", |window| command(window, Command::RecoverWork)),
    ("notices", |window| command(window, Command::Notices)),
    ("notices, none", |window| {
        push(window, Task::ClearNotices);
        command(window, Command::Notices);
    }),
    // ---- by a virtual clock, while something waits for its time
    ("a clock that stands", |window| {
        let down = Destination { port: "SP_Lyon".into(), behaviour: Behaviour::Down, ..Destination::default() };
        push(window, Task::Request(Request::SetDestination(down)));
        command(window, Command::Clock(ClockDeed::PauseOrRun));
        let addressing = Addressing::To(Target::SendPort("SP_Lyon".into()));
        let draft = Draft { addressing, ..Draft::default() };
        push(window, Task::Request(Request::Publish { draft, count: 1 }));
        assert!(window.snapshot().next_due.is_some(), "something waits for its time");
        node(window, Node::Group);
    }),
    ("instances that wait", |window| node(window, Node::HostInstances)),
    ("destinations that are not up", |window| {
        node(window, Node::Destinations);
        let name = words(window).text("destinations-not-up").into_owned();
        window.click(&name);
    }),
    // ---- at the very first start; another document puts it away
    ("where to begin", |window| command(window, Command::Welcome)),
    // ---- before there is anything
    ("nothing: applications", |window| {
        push(window, Task::GoWithoutSaving(Then::New));
        node(window, Node::Applications);
    }),
    ("nothing: all artifacts", |window| node(window, Node::AllArtifacts)),
    ("nothing: send ports", |window| node(window, Node::Folder(None, ArtifactKind::SendPort))),
    ("nothing: diagram", |window| pane(window, Pane::Diagram)),
    ("nothing: group hub", |window| {
        command(window, Command::ShowList);
        node(window, Node::Group);
    }),
    ("nothing: messages", |window| node(window, Node::Messages)),
    ("nothing: subscriptions", |window| node(window, Node::Subscriptions)),
    ("nothing: suspended", |window| node(window, Node::Suspended)),
    ("nothing: lints", |window| node(window, Node::Lints)),
    ("nothing: audit", |window| node(window, Node::Audit)),
    ("nothing: hosts", |window| node(window, Node::Hosts)),
    ("nothing: host instances", |window| node(window, Node::HostInstances)),
    ("nothing: destinations", |window| node(window, Node::Destinations)),
    ("nothing: outcome", |window| pane(window, Pane::Outcome)),
    ("nothing: palette", |window| command(window, Command::FindAnything)),
    ("nothing: help on it", |window| command(window, Command::HelpOnSelection)),
    // ---- predict, then run
    ("practice", |window| push(window, Task::GoWithoutSaving(Then::Practice(CELL, 3)))),
    ("practice, answered", |window| {
        push(window, Task::GoWithoutSaving(Then::Practice(CELL, 4)));
        let name = words(window).text("lesson-nobody").into_owned();
        window.click(&name);
    }),
    ("several, to be predicted", several),
    ("several, answered", |window| {
        // a destination that fails once parts them
        let ports = window.snapshot().group.send_ports.values().map(|port| port.name.clone()).collect::<Vec<_>>();
        for port in ports {
            let down = Destination { port, behaviour: Behaviour::FailsNext(1), ..Destination::default() };
            push(window, Task::Request(Request::SetDestination(down)));
        }
        several(window);
        let name = words(window).text("lesson-nobody").into_owned();
        window.click(&name);
    }),
    ("outcome table with predictions", |window| command(window, Command::OutcomeTable)),
    // ---- a lesson
    ("lessons", |window| command(window, Command::Lessons)),
    ("lesson", |window| {
        push(window, Task::GoWithoutSaving(Then::Lesson(4)));
        pane(window, Pane::Lesson);
    }),
    ("lesson, predicted", |window| lesson(window, LessonDeed::Predict(Answer::nobody()))),
    ("lesson, answered wrongly", |window| lesson(window, LessonDeed::Run)),
    ("lesson, to be brought about", |window| {
        lesson(window, LessonDeed::Next);
        lesson(window, LessonDeed::Next);
        (0..3).for_each(|_| lesson(window, LessonDeed::Hint));
    }),
    ("lesson, about states", |window| lesson(window, LessonDeed::Next)),
    ("lesson, over", |window| (0..5).for_each(|_| lesson(window, LessonDeed::Next))),
    ("lessons with progress", |window| command(window, Command::Lessons)),
    ("lesson, about an action", |window| {
        push(window, Task::GoWithoutSaving(Then::Lesson(1)));
        lesson(window, LessonDeed::Next);
    }),
    ("lesson, about a resume", |window| {
        push(window, Task::GoWithoutSaving(Then::Lesson(6)));
        lesson(window, LessonDeed::Predict(Answer::nobody()));
        lesson(window, LessonDeed::Run);
        lesson(window, LessonDeed::Next);
    }),
    ("a class is asked", |window| command(window, Command::AskClass)),
    // ---- what a class sees; the message that was sent stands there too
    ("stage", |window| {
        push(window, Task::GoWithoutSaving(Then::Scenario(3)));
        command(window, Command::Stage);
    }),
    ("stage, the scenarios", |window| command(window, Command::Scenarios)),
    ("stage, a message", |window| {
        command(window, Command::Inject);
        command(window, Command::StepForward);
    }),
    ("stage, the class is asked", |window| command(window, Command::AskClass)),
    ("stage, on its way", |window| {
        command(window, Command::AskClass);
        window.press(egui::Key::Num1);
        window.press(egui::Key::V);
        window.write("7");
        (0..4).for_each(|_| window.press(egui::Key::Enter));
    }),
    ("stage, on its way, no outcome yet", |window| pane(window, Pane::Outcome)),
    ("stage, the verdict", |window| command(window, Command::ShowVerdict)),
    ("stage, the instructor's window", |window| command(window, Command::InstructorWindow)),
    ("stage, what plays by itself", |window| {
        command(window, Command::InstructorWindow);
        command(window, Command::Demonstrate);
        command(window, Command::Player(PlayerDeed::Forward));
        pane(window, Pane::Diagram);
    }),
    ("stage, left", |window| command(window, Command::Stage)),
];
