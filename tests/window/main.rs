//! The whole window, by mouse and by keyboard, through accessible names.

mod actions;
mod artifacts;
mod audit;
mod documents;
mod drag;
mod driver;
mod keyboard;
mod messages;
mod screens;
mod suspended;
