//! The window.

pub mod commands;
pub mod context;
pub mod dialogs;
