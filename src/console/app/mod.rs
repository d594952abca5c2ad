//! The window as a whole.

use std::path::PathBuf;

/// What follows once unsaved changes are dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    Quit,
    New,
    Open,
    OpenPath(PathBuf),
    Scenario(u32),
}
