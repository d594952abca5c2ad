//! A walk through every view, window, page and menu, in both languages and at the sizes that
//! people have: everything has a name and a state, nothing is cut or covered, nothing stays in
//! the other language, everything is reached by keyboard, and the focus is seen.
//!
//! A new view is added to the table in `places.rs`, in one line.

#[expect(dead_code, reason = "the window's own tests use all of it")]
#[path = "../window/driver.rs"]
mod driver;

mod checks;
mod contrast;
mod exceptions;
mod keyboard;
mod look;
mod places;
mod walk;
