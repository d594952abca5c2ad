//! The whole window, by mouse and by keyboard, through accessible names.

mod actions;
mod artifacts;
mod documents;
mod driver;
mod hub;
mod keyboard;
mod messages;
mod screens;
mod suspended;
mod tables;
