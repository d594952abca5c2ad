//! The whole window, by mouse and by keyboard, through accessible names.

mod access;
mod actions;
mod artifacts;
mod audit;
mod bindings;
mod class;
mod clock;
mod comfort;
mod destinations;
mod details;
mod diagram;
mod documents;
mod drag;
mod driver;
mod hosts;
mod hub;
mod impact;
mod instances;
mod instructor;
mod keyboard;
#[path = "../support/large.rs"]
mod large;
mod lessons;
mod lints;
mod lists;
mod messages;
mod messages_view;
mod palette;
mod recording;
mod recovery;
mod screens;
mod stage;
mod subscriptions;
mod suspended;
mod tables;
mod throttling;
