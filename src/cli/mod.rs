//! The command line.

use std::path::PathBuf;

use clap::Parser;

use crate::console::Renderer;

/// Administer send ports and send port groups, send a message, see where it went and why.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Arguments {
    /// The document to open; without one, the sample
    pub document: Option<PathBuf>,
    /// What draws the window; without it wgpu, and glow where that cannot start
    #[arg(long, value_enum)]
    pub renderer: Option<Renderer>,
    /// The number of a scenario to begin with
    #[arg(long, conflicts_with = "document")]
    pub scenario: Option<u32>,
}
