//! Servers of the system, on free ports. What is not installed is skipped, and says so.

use std::{
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt as _,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// A program that ends with this, and with it whatever it started.
pub struct Program(Child);

impl Program {
    /// At once, as by a fault.
    pub fn kill(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Starts a server and waits until it takes connections; `None` if it is not here.
pub fn server(command: &mut Command, port: u16) -> Option<Program> {
    let command = command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut program = Program(command.spawn().ok()?);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(program);
        }
        if program.0.try_wait().ok()?.is_some() {
            return None;
        }
        thread::yield_now();
    }
    None
}

/// Says that a server is not here, which is a failure where all of them are to be.
pub fn missing(server: &str) {
    assert!(std::env::var_os("SENDPORT_SERVERS").is_none(), "{server} does not run here");
    println!("skipped: {server} does not run here");
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

pub fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}
