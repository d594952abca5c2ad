//! The parts of the window. Each draws from the shared context and its own small state, and asks
//! for what it wants; none reaches into another.

pub mod audit;
pub mod cells;
pub mod class;
pub mod clock;
pub mod destinations;
pub mod details;
pub mod diagram;
pub mod findings;
pub mod hosts;
pub mod hub;
pub mod inbox;
pub mod inject;
pub mod inside;
pub mod instances;
pub mod instructor;
pub mod last_change;
pub mod lesson;
pub mod lints;
pub mod list;
pub mod list_rows;
pub mod live;
pub mod log;
pub mod menu;
pub mod messages;
pub mod only;
pub mod outcome;
pub mod player;
pub mod prediction;
mod servers;
pub mod standing;
pub mod starving;
pub mod subscriptions;
pub mod suspended;
pub mod toolbar;
pub mod tree;
pub mod welcome;
