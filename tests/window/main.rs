//! The whole window, by mouse and by keyboard, through accessible names.

mod actions;
mod artifacts;
mod documents;
mod driver;
mod impact;
mod keyboard;
mod messages;
mod screens;
mod subscriptions;
mod suspended;
