//! The whole window, by mouse and by keyboard, through accessible names.

mod access;
mod actions;
mod artifacts;
mod diagram;
mod documents;
mod driver;
mod hub;
mod keyboard;
mod messages;
mod screens;
mod suspended;
mod tables;
