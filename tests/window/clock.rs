//! The clock of the document: the bar, the list of what comes, and time that passes at once.

use std::time::Duration;

use egui::{Key, Modifiers, ViewportId};
use jiff::SignedDuration;
use sendport::{
    console::context::Task,
    engine::{ClockCommand, ClockMode, Request, Snapshot},
    model::Role,
};

use crate::driver::{Opening, Window, window};

/// A message that could not be sent and is sent again in five minutes.
fn retrying() -> Window {
    let mut window = window();
    window.click_row("SP_Lyon");
    window.choose("How the simulated destination answers", "Down");
    window.inject();
    window.assert_shows("M-1: 2 processed, 1 waiting");
    window
}

fn speed(snapshot: &Snapshot) -> Option<u32> {
    match snapshot.clock.mode {
        ClockMode::Real => None,
        ClockMode::Virtual { speed } => Some(speed),
    }
}

#[test]
fn a_retry_of_five_minutes_takes_one_click() {
    let mut window = retrying();
    window.assert_shows("Real time");
    assert!(window.description("Jump to next event").contains("Retry 1 of 3 of M-1 at SP_Lyon"));
    window.click("Jump to next event");
    assert_eq!(speed(window.snapshot()), Some(0));
    window.assert_shows("(virtual, standing)");
    assert!(window.description("Jump to next event").ends_with("in 5 min: Retry 2 of 3 of M-1 at SP_Lyon"));
    // and by its key
    window.ctrl(Key::J);
    window.ctrl(Key::J);
    window.assert_shows("M-1: 2 processed, 1 suspended");
    assert!(window.is_greyed("Jump to next event"));
    assert!(window.description("Jump to next event").contains("Nothing is waiting for a time"));
    window.click("Jump to next event");
    assert!(window.dialog().is_some(), "a greyed button explains itself");
}

#[test]
fn the_list_of_what_comes_leads_there_and_to_the_message() {
    let mut window = retrying();
    window.click_row("SP_Nantes");
    window.choose("How the simulated destination answers", "Slow");
    window.inject();
    window.click("Coming (3)");
    assert!(window.has("Destination of SP_Nantes answers for M-2"));
    window.click("Retry 1 of 3 of M-2 at SP_Lyon");
    assert_eq!(window.snapshot().now.duration_since(crate::driver::NOW), SignedDuration::from_mins(5));
    window.walk(&["Coming (2)", "What is coming…"]);
    assert_eq!(window.dialog().as_deref(), Some("What is coming"));
    window.click("Jump there: M-1 at SP_Lyon");
    window.assert_shows("Retry 3 of 3 of M-1 at SP_Lyon");
    window.click("Show M-2 at SP_Lyon");
    assert_eq!(window.dialog(), None);
    window.assert_shows("M-2");
    assert!(window.heading("SP_Lyon").is_none());
}

#[test]
fn the_clock_is_stepped_sped_up_stopped_and_put_back() {
    let mut window = retrying();
    window.click("Pause");
    assert_eq!(speed(window.snapshot()), Some(0));
    window.clock.advance(SignedDuration::from_hours(1));
    window.run();
    window.assert_shows("M-1: 2 processed, 1 waiting");
    window.click("Put the clock forward by 1 minute");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::J);
    window.click("Put the clock forward by 1 second");
    let now = window.snapshot().now.duration_since(crate::driver::NOW);
    assert_eq!(now, SignedDuration::from_secs(121));
    window.walk(&["Speed", "Run the clock 60 times as fast: a minute in a second"]);
    assert_eq!(speed(window.snapshot()), Some(60));
    window.assert_shows("×60");
    window.ctrl(Key::P);
    assert_eq!(speed(window.snapshot()), Some(0));
    window.click("Run");
    assert_eq!(speed(window.snapshot()), Some(60), "it goes on as fast as before");
    window.walk(&["Action", "Clock", "Back to real time"]);
    assert_eq!(speed(window.snapshot()), None);
    window.walk(&["Speed"]);
    assert!(window.is_greyed("Back to real time"));
}

#[test]
fn only_a_clock_that_runs_is_painted_and_once_a_second() {
    let mut window = retrying();
    let delay = |window: &mut Window| {
        (0..4).for_each(|_| window.harness.step());
        window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
    };
    assert!(delay(&mut window) > Duration::from_hours(1), "real time costs nothing");
    window.click("Pause");
    assert!(delay(&mut window) > Duration::from_hours(1), "nor does a clock that stands");
    window.click("Run");
    assert_eq!(delay(&mut window), Duration::from_secs(1));
}

#[test]
fn who_may_only_look_does_not_turn_the_clock() {
    let mut window = retrying();
    window.choose("Role", "Read only");
    assert_eq!(window.snapshot().role, Role::ReadOnly);
    for greyed in ["Jump to next event", "Pause", "Put the clock forward by 1 hour"] {
        assert!(window.is_greyed(greyed), "{greyed}");
        assert!(window.description(greyed).contains("Read only"), "{}", window.description(greyed));
    }
    window.walk(&["Coming (1)", "What is coming…"]);
    assert!(window.is_greyed("Jump there: M-1 at SP_Lyon"));
}

#[test]
fn a_small_window_has_the_clock_too() {
    let mut window = Opening { size: [512.0, 384.0], ..Opening::default() }.start();
    assert!(!window.has("Clock"), "nothing waits for a time");
    window.harness.state().push(Task::Request(Request::Clock(ClockCommand::Step { seconds: 3600 })));
    window.run();
    window.assert_shows("(virtual, standing)");
    window.walk(&["Clock", "Put the clock forward by 1 hour"]);
    assert!(window.is_greyed("Jump to next event"));
}
