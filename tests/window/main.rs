//! The whole window, by mouse and by keyboard, through accessible names.

mod access;
mod actions;
mod artifacts;
mod diagram;
mod comfort;
mod audit;
mod documents;
mod drag;
mod driver;
mod keyboard;
mod messages;
mod palette;
mod recovery;
mod screens;
mod suspended;
