//! The command line: the window, or the same engine without one.

mod bindings;
mod lints;
mod run;
mod source;
mod training;
mod who_gets;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use crate::{console::Renderer, engine::MAX_COUNT};

pub use bindings::{BindingsCommand, bindings};
pub use lints::lints;
pub use run::run;
pub use training::{check, play};
pub use who_gets::who_gets;

/// Administer send ports and send port groups, send a message, see where it went and why.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The document to open; without one, the sample
    pub document: Option<PathBuf>,
    /// What draws the window; without it wgpu, and glow where that cannot start
    #[arg(long, value_enum)]
    pub renderer: Option<Renderer>,
    /// The number of a scenario to begin with
    #[arg(long, conflicts_with = "document")]
    pub scenario: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a document without a window: publish its message templates and let its host instances
    /// dispatch
    ///
    /// What the MessageBox beside the document holds goes on where it was left, and what is published
    /// is kept there. The number of a message (M-12) is printed once the message is safely stored,
    /// one to a line, and a summary at the end. Destinations are simulated, as in the window, unless
    /// --live is given and every address is confirmed. The document itself is not changed.
    ///
    /// It ends when everything is published and nothing will happen by itself any more, when the time
    /// of --for is up, or when it is told to (Ctrl+C); what is then under way goes on the next time.
    ///
    /// Exit code: 0 all went well, 1 a request was refused, 2 the document or its MessageBox cannot be
    /// used.
    #[command(after_help = "Examples:\n  \
        sendport run orders.ron                                    dispatch what waits\n  \
        sendport run orders.ron --template Order                   publish one message\n  \
        sendport run orders.ron --template Order --messages 1000   publish a thousand\n  \
        sendport run orders.ron --template Order --rate 5 --for 60 five a second for a minute\n  \
        sendport run orders.ron --live                             really send what waits, once it is confirmed")]
    Run(RunArguments),
    /// Tell who would get a message with these promoted properties, and why
    ///
    /// Every subscriber is told with each predicate of its filter, then whoever nearly matches. A value
    /// has the type that the product or the document declares for its property, or else the one that the
    /// filters compare it with. The document is only read, and no MessageBox is opened. It may be a
    /// binding file (.xml), which knows no states: all of its ports and groups are taken as Started.
    ///
    /// Exit code: 0 it is answered, 1 a property cannot be understood, 2 the document cannot be used.
    #[command(after_help = "Example:\n  \
        sendport who-gets orders.ron -p BTS.MessageType=http://orderapp.example/schemas#Order -p Order.Region=EU")]
    WhoGets(WhoGetsArguments),
    /// Check scenarios, lessons and recordings: every promise holds, every text is there in both languages,
    /// every step can be taken, and what was recorded comes again
    ///
    /// Each finding is one line with file, line, column and field. Nothing is changed, and nothing is
    /// sent: a file is played in memory, with simulated destinations.
    ///
    /// Exit code: 0 all is fine, 1 there are findings, 2 a file cannot be read or is none of them.
    #[command(after_help = "Example:\n  sendport check scenarios/*.ron lessons/*.ron")]
    Check(CheckArguments),
    /// Play a scenario, a lesson or a recording without a window, and tell each outcome with its rule
    ///
    /// Its steps are taken one after the other, in memory and with simulated destinations; what a lesson
    /// asks for is done by the way that stands in it. A recording is played with the times that it took, and
    /// without waiting for them.
    ///
    /// Exit code: 0 it was played, 1 a step could not be taken or with --expect a promise does not hold or
    /// something is otherwise than it was recorded, 2 the file cannot be read or is none of them.
    #[command(after_help = "Example:\n  sendport play scenarios/03-stopped-port.ron --expect")]
    Play(PlayArguments),
    /// Tell what looks wrong in a document or a binding file: filters that never match, messages that
    /// come twice or go round, ports that nothing reaches
    ///
    /// Each finding is told with what to do about it and why it is so. A binding file knows no states:
    /// all of its ports and groups are taken as Started.
    ///
    /// Exit code: 0 nothing, or notes alone, 1 there are warnings, 2 the file cannot be used.
    #[command(after_help = "Examples:\n  \
        sendport lints orders.ron\n  \
        sendport lints exported.xml --warnings --json")]
    Lints(LintsArguments),
    /// Look at binding files, as the real product exports them
    #[command(subcommand)]
    Bindings(BindingsCommand),
}

/// What is to be checked.
#[derive(Clone, Debug, Args)]
pub struct CheckArguments {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// What is to be played.
#[derive(Clone, Debug, Args)]
pub struct PlayArguments {
    /// The file
    pub file: PathBuf,
    /// Hold what happens against what is promised or was recorded
    #[arg(long)]
    pub expect: bool,
}

/// What is looked through.
#[derive(Clone, Debug, Args)]
pub struct LintsArguments {
    /// The document, or a binding file (.xml)
    pub file: PathBuf,
    /// Warnings only
    #[arg(long)]
    pub warnings: bool,
    /// A JSON array with an object for each finding
    #[arg(long)]
    pub json: bool,
}

/// A question to a document.
#[derive(Clone, Debug, Args)]
pub struct WhoGetsArguments {
    /// The document, or a binding file (.xml)
    pub document: PathBuf,
    /// A promoted property of the message; may be given several times
    #[arg(short, long, value_name = "NAME=VALUE")]
    pub property: Vec<String>,
    /// Also whoever would not get it, with the reason
    #[arg(long)]
    pub all: bool,
    /// One JSON object: subscribers, `near_misses` and others
    #[arg(long)]
    pub json: bool,
}

/// What a run without a window is to do.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "independent options of a command")]
pub struct RunArguments {
    /// The document; its MessageBox stands beside it
    pub document: PathBuf,
    /// A message template of the document to publish; given several times, they take turns. Without
    /// one nothing is published
    #[arg(long, value_name = "NAME")]
    pub template: Vec<String>,
    /// How many messages to publish; without it one of each template, or with --for as many as there
    /// is time for
    #[arg(long, value_name = "N", requires = "template")]
    pub messages: Option<u64>,
    /// How many messages to publish a second at most; without it as many as go
    #[arg(long, value_name = "N", requires = "template", value_parser = clap::value_parser!(u32).range(1..))]
    pub rate: Option<u32>,
    /// How many messages to publish in one request
    #[arg(long, value_name = "N", requires = "template", default_value_t = 1,
          value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_COUNT)))]
    pub batch: u32,
    /// End after so many seconds, and not before; a MessageBox that cannot be written, as when the disk
    /// is full, is tried again meanwhile
    #[arg(long = "for", value_name = "SECONDS", value_parser = seconds)]
    pub duration: Option<f64>,
    /// Really send, to files, FTP, HTTP, SFTP and SMTP servers. Every address that would be reached is
    /// listed, and nothing is dispatched before that was confirmed. Passwords come from the keyring of
    /// the operating system
    #[arg(long)]
    pub live: bool,
    /// Confirm the addresses of --live without being asked, in a script
    #[arg(long, requires = "live")]
    pub yes: bool,
    /// One JSON object to a line: {"message":"M-12"}, and {"summary":{...}} at the end
    #[arg(long)]
    pub json: bool,
    /// Only the summary
    #[arg(long, short)]
    pub quiet: bool,
}

/// From none to a year.
fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.0..=31_622_400.0).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds, at most a year of them".to_owned()),
    }
}

/// How a run ended, for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Fine,
    /// A request was refused; binding files differ, or not everything could be taken over; something in a
    /// scenario or a lesson is to be put right.
    Refused,
    /// The document, its MessageBox, a binding file, a scenario or a lesson cannot be used.
    Unusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Refused => 1,
            Exit::Unusable => 2,
        })
    }
}
