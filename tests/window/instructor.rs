//! The instructor's window: what the stage hides, and what can be made to fail behind it.

use egui::Key;
use sendport::{
    console::{app::Then, commands::Command, context::Task},
    model::{Behaviour, Name},
    training,
};

use super::driver::{Opening, Window};

/// A stage with the instructor's window over it: here there is one window only.
fn instructor() -> Window {
    let mut window = Opening { size: [1280.0, 800.0], scenario: Some(3), ..Opening::default() }.start();
    window.press(Key::F11);
    window.press(Key::N);
    window
}

fn behaviour(window: &Window, port: &str) -> Behaviour {
    window.snapshot().group.destinations.get(&Name::new(port)).map(|it| it.behaviour).unwrap_or_default()
}

/// Closes the window, so that only the stage is there to be read.
fn stage_alone(window: &mut Window) {
    window.press(Key::N);
    assert!(!window.shows("What can fail"));
}

#[test]
fn it_tells_the_truth_before_it_happens_and_what_there_is_to_say() {
    let mut window = instructor();
    window.assert_shows("If the message that is prepared were sent now:");
    window.assert_shows("SP_Lille: Suspended");
    window.assert_shows("SP_Lyon: Processed");
    window.assert_shows("The message would be suspended at SP_Lille: ");
    window.assert_shows("The message would be routed to SP_Lyon ");
    assert!(!window.text().contains("was routed"), "nothing was");
    let scenario = training::scenario(3).expect("the third scenario");
    window.assert_shows(scenario.teaching.get(sendport::words::Language::English));
    assert!(window.snapshot().reports.is_empty(), "nothing was sent for it");
    // what is changed changes the truth
    window.press(Key::N);
    window.press(Key::N);
    window.click("SP_Lyon: Refuses");
    window.assert_shows("SP_Lyon: Waiting");
}

#[test]
fn it_opens_the_stage_with_it_and_goes_with_it() {
    let mut window = Opening { size: [1280.0, 800.0], ..Opening::default() }.start();
    window.harness.state().push(Task::Command(Command::InstructorWindow));
    window.run();
    assert!(!window.has("File") && window.shows("The truth"));
    window.press(Key::F11);
    assert!(window.has("File") && !window.shows("The truth"));
}

#[test]
fn a_destination_that_is_down_is_a_secret_until_a_message_tells() {
    let mut window = instructor();
    window.click("SP_Lyon: Down");
    assert_eq!(behaviour(&window, "SP_Lyon"), Behaviour::Down);
    window.assert_shows("Something is changed that the stage does not show before the next verdict.");
    stage_alone(&mut window);
    let told = |window: &Window| window.shows("ftp://lyon.warehouse.example:21/in/%MessageID%.xml, down");
    assert!(!told(&window));
    window.press(Key::I);
    assert!(told(&window), "{}", window.text());
}

#[test]
fn a_host_instance_is_killed_and_started_again() {
    let mut window = instructor();
    window.click("Kill SendHost on SRV-A");
    let runs = |window: &Window| window.snapshot().group.hosts[&Name::new("SendHost")].instances[0].running;
    assert!(!runs(&window));
    window.assert_shows("SendHost on SRV-A: Stopped");
    window.click("Start SendHost on SRV-A");
    assert!(runs(&window));
}

#[test]
fn a_service_window_is_closed_and_open_as_it_was_before() {
    let mut window = instructor();
    let of = |window: &Window| {
        let port = window.snapshot().group.send_ports[&Name::new("SP_Nantes")].clone();
        port.transport.as_ref().expect("a static port").window.clone()
    };
    let before = of(&window);
    window.click("SP_Nantes: service window closed");
    assert!(of(&window).enabled);
    window.assert_shows("SP_Nantes: Waiting");
    window.click("SP_Nantes: service window closed");
    assert_eq!(of(&window), before);
    window.assert_shows("SP_Nantes: Processed");
}

#[test]
fn the_clock_is_moved_from_it() {
    let mut window = instructor();
    let before = window.snapshot().now;
    window.click("Put the clock forward by 1 hour");
    assert!(window.snapshot().now.duration_since(before).as_hours() >= 1);
}

#[test]
fn what_a_class_says_stands_there_while_it_is_asked() {
    let mut window = instructor();
    window.press(Key::A);
    window.press(Key::V);
    for count in ["2", "12", "9"] {
        window.write(count);
        window.press(Key::Enter);
    }
    // nobody has said routing failure
    window.press(Key::Enter);
    window.press(Key::Enter);
    window.assert_shows("Suspended: 9 votes, 39 %, what happened");
    window.assert_shows("M-1, whose end the stage does not tell yet:");
    // the stage itself still says nothing
    stage_alone(&mut window);
    assert!(!window.shows("9 votes"));
}

#[test]
fn in_a_lesson_its_hints_are_the_notes() {
    let mut window = instructor();
    window.harness.state().push(Task::GoWithoutSaving(Then::Lesson(4)));
    window.run();
    window.assert_shows("Hint 1:");
    window.assert_shows("Hint 3:");
}
