//! The window.

pub mod app;
pub mod commands;
pub mod context;
pub mod dialogs;
pub mod files;
pub mod kit;
pub mod theme;
