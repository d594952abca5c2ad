//! The whole window, by mouse and by keyboard, through accessible names.

mod actions;
mod artifacts;
mod documents;
mod driver;
mod keyboard;
#[path = "../support/large.rs"]
mod large;
mod lists;
mod messages;
mod screens;
mod suspended;
