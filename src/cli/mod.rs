//! The command line: the window, or the same engine without one.

mod bindings;
mod run;
mod who_gets;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use crate::{console::Renderer, engine::MAX_COUNT};

pub use bindings::{BindingsCommand, bindings};
pub use run::run;
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
    /// one to a line, and a summary at the end. Destinations are simulated, as in the window. The
    /// document itself is not changed.
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
        sendport run orders.ron --template Order --rate 5 --for 60 five a second for a minute")]
    Run(RunArguments),
