//! The documentation's tables and guards as pure functions. What is allowed and what becomes of
//! a message is decided here and nowhere else; every answer cites where it comes from.
//!
//! - [`lifecycle`]: the action table (Enlist, Start, Stop, Unenlist)
//! - [`outcome`]: the table of state combinations
//! - [`guards`]: what must hold beside the action table
//! - [`application`]: what stopping an application does
//! - [`permissions`]: who may do what
//! - [`instances`]: what can be done with a service instance
//! - [`pages`]: which property pages a kind of send port has
//! - [`send_cycle`]: service window, attempts, backup transport, what happens to what failed
//! - [`throttling`]: when what is published is delayed

pub mod application;
mod citation;
pub mod guards;
pub mod instances;
pub mod lifecycle;
pub mod outcome;
pub mod pages;
pub mod permissions;
pub mod send_cycle;
pub mod throttling;

pub use citation::{Citation, Page, Place};
pub use lifecycle::Action;
