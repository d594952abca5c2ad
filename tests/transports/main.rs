//! Sending for real, to servers on this machine that the tests start and end themselves. Nothing here
//! waits for a fixed time; what hangs, hangs until the test lets go of it.

#[path = "../support/mod.rs"]
mod support;

mod certificate;
mod cut;
mod desk;
mod digest;
mod files;
mod ftp;
mod http;
mod mail;
mod passwords;
mod programs;
mod proxy;
mod sftp;
mod small_disk;
mod switch;
mod terminal;
