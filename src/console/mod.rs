//! The window.

pub mod commands;
pub mod context;
pub mod dialogs;
pub mod kit;
pub mod theme;
