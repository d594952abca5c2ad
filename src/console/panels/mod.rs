//! The parts of the window. Each draws from the shared context and its own small state, and asks
//! for what it wants; none reaches into another.

pub mod details;
pub mod inbox;
pub mod inject;
pub mod list;
pub mod log;
pub mod menu;
pub mod outcome;
pub mod suspended;
pub mod toolbar;
pub mod tree;
