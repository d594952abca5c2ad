//! Sendport: administer send ports and send port groups, send a message, see where it went and
//! why.
//!
//! The floors, from the bottom; a module imports from its own floor or below, never up.
//!
//! 1. [`model`], [`words`]: what an administrator configures; English and French
//! 2. [`rules`], [`document`]: the documentation's tables and guards; files
//! 3. [`routing`], [`message_box`], [`transport`]: who gets a message; queues; sending
//! 4. [`engine`]: executes requests, dispatches, emits events
//! 5. `training`: scenarios
//! 6. [`console`], [`cli`]: the window and the terminal

pub mod cli;
pub mod console;
pub mod document;
pub mod engine;
pub mod message_box;
pub mod model;
pub mod routing;
pub mod rules;
pub mod training;
pub mod transport;
pub mod words;
