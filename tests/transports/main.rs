//! Sending for real, to servers on this machine that the tests start and end themselves. Nothing here
//! waits for a fixed time; what hangs, hangs until the test lets go of it.

#[path = "../support/mod.rs"]
mod support;

mod desk;
mod files;
mod http;
mod servers;
mod switch;
