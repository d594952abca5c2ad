//! What survives: the real program, without a window, is killed at random moments, runs out of space,
//! is told to end. Afterwards everything that it acknowledged is there, and nothing is half done.
//!
//! `SENDPORT_KILLS` says how often it is killed (a few times by itself), `SENDPORT_SEED` when.

#![cfg(unix)]

#[path = "../support/counts.rs"]
mod counts;
mod document;
mod full;
mod invariants;
mod kills;
mod terminal;

use std::{
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// The program at work, and what it has said so far.
struct Process {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
    errors: Arc<Mutex<String>>,
    readers: Vec<thread::JoinHandle<()>>,
}

impl Process {
    fn run(document: &Path, arguments: &[&str]) -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_sendport")).arg("run").arg(document).args(arguments))
    }

    fn of(command: &mut Command) -> Self {
        let mut child = command
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (lines, errors) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<Mutex<String>>::default());
        let (output, trouble) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let (said, wrong) = (lines.clone(), errors.clone());
        let readers = vec![
            thread::spawn(move || {
                let mut output = BufReader::new(output);
                let mut line = String::new();
                // a line that was cut off says nothing
                while output.read_line(&mut line).is_ok_and(|length| length > 0) && line.ends_with('\n') {
                    said.lock().unwrap().push(std::mem::take(&mut line).trim().to_owned());
                }
            }),
            thread::spawn(move || {
                let mut trouble = BufReader::new(trouble);
                let mut bytes = [0; 1024];
                while let Ok(length @ 1..) = trouble.read(&mut bytes) {
                    wrong.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..length]));
                }
            }),
        ];
        Self { child, lines, errors, readers }
    }

    fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    fn errors(&self) -> String {
        self.errors.lock().unwrap().clone()
    }

    /// Waits until it is so, or until the process has ended.
    #[track_caller]
    fn wait_until(&mut self, is_so: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !is_so(self) && self.child.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < PATIENCE, "{:?}\n{}", self.lines(), self.errors());
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// What it said in the end.
    fn end(mut self) -> (ExitStatus, Vec<String>, String) {
        self.wait_until(|_| false);
        let status = self.child.wait().unwrap();
        for reader in self.readers.drain(..) {
            reader.join().unwrap();
        }
        (status, self.lines(), self.errors())
    }

    /// Ends it without a warning; what it had said by then.
    fn kill(mut self) -> (Vec<String>, String) {
        self.child.kill().unwrap();
        let (_, lines, errors) = self.end();
        (lines, errors)
    }
}

/// The numbers of the messages that were acknowledged.
fn acknowledged(lines: &[String]) -> Vec<i64> {
    lines.iter().filter_map(|line| line.strip_prefix("M-")?.parse().ok()).collect()
}

/// Numbers that look as if by chance, the same ones for the same seed (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().unwrap_or_else(|_| panic!("{variable}={text}")))
}
