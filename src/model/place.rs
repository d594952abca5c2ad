//! Finds where in a document a name stands.
//!
//! RON tells the position of an error, not of a value. A mistake between two names (a duplicate,
//! a reference to nothing) is only known after reading; the document is then read a second time
//! and the n-th name fails on purpose, which yields its line and column.

use std::cell::Cell;

thread_local! {
    static VISITED: Cell<usize> = const { Cell::new(0) };
    static TARGET: Cell<Option<usize>> = const { Cell::new(None) };
}

/// What a name says of itself when it is the one that is looked for.
pub const FOUND: &str = "the name that was looked for";

/// Counts a name that has been read.
///
/// # Errors
/// [`FOUND`] when it is the one that [`look_for`] asked for.
pub(super) fn visit() -> Result<(), &'static str> {
    let index = VISITED.get();
    VISITED.set(index + 1);
    if TARGET.get() == Some(index) { Err(FOUND) } else { Ok(()) }
}

/// How many names this thread has read since [`look_for`] or [`count_from_here`].
#[must_use]
pub fn visited() -> usize {
    VISITED.get()
}

/// Starts to count names anew.
pub fn count_from_here() {
    VISITED.set(0);
    TARGET.set(None);
}

/// Runs `read`, in which the name with this index (from 0) fails with [`FOUND`].
pub fn look_for<T>(index: usize, read: impl FnOnce() -> T) -> T {
    VISITED.set(0);
    TARGET.set(Some(index));
    let result = read();
    count_from_here();
    result
}
