//! For people whom motion disturbs nothing moves by itself, wherever one is.

use std::time::Duration;

use egui::ViewportId;
use sendport::{
    console::{context::Task, settings::Settings, theme},
    words::Language,
};

use crate::{
    driver::Window,
    places::places,
    ways::{leave, push, start},
};

/// What is repainted later than that does not move: a notice that goes, a copy that is made.
const STILL: Duration = Duration::from_millis(900);

/// What comes in from elsewhere, such as that a file was written, is painted and is over by then.
const SETTLED: usize = 12;

fn moves(window: &mut Window) -> bool {
    (0..SETTLED).all(|_| {
        window.harness.step();
        window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay < STILL
    })
}

/// The places at which the window wants to be painted again by itself, at once.
fn moving(window: &mut Window) -> Vec<&'static str> {
    let mut moving = Vec::new();
    for (place, go) in places() {
        go(window);
        if moves(window) {
            moving.push(*place);
        }
        leave(window);
    }
    moving
}

#[test]
fn nothing_moves_where_motion_is_reduced() {
    let mut window = start([1280.0, 800.0], Language::English);
    theme::set_motion(&window.harness.ctx, true);
    let settings = Settings { language: Some(Language::English), reduced_motion: true, ..Settings::default() };
    push(&mut window, Task::Settings(Box::new(settings)));
    assert_eq!(moving(&mut window), Vec::<&str>::new());
}

#[test]
fn a_cursor_that_blinks_is_found_to_move() {
    let mut window = start([1280.0, 800.0], Language::English);
    theme::set_motion(&window.harness.ctx, true);
    let (_, go) = places().find(|(place, _)| *place == "palette").expect("the palette");
    go(&mut window);
    assert!(moves(&mut window));
}
