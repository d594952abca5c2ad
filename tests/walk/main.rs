//! A walk through every view, window, page and menu, in both languages and at the sizes that
//! people have: everything has a name and a state, nothing is cut or covered, nothing stays in
//! the other language, everything is reached by keyboard, and the focus is seen.
//!
//! A new view or dialog is added to its table, in one line; that none is missing is a test too.

#[expect(dead_code, reason = "the window's own tests use all of it")]
#[path = "../window/driver.rs"]
mod driver;

mod authoring;
mod checks;
mod complete;
mod contrast;
mod dialogs;
mod exceptions;
mod keyboard;
mod last;
mod look;
mod menus;
mod motion;
mod places;
mod popups;
mod recordings;
mod views;
mod walk;
mod ways;
