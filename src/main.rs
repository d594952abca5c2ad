use std::process::Command;

use anyhow::Context as _;
use clap::Parser as _;
use sendport::{cli::Arguments, console, training};

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Some(number) = arguments.scenario
        && training::scenario(number).is_none()
    {
        let known: Vec<_> = training::scenarios().iter().map(|scenario| scenario.number.to_string()).collect();
        anyhow::bail!("there is no scenario {number}; there are {}", known.join(", "));
    }
    let renderer = arguments.renderer.unwrap_or_default();
    let opened = console::run(arguments.document.clone(), arguments.scenario, renderer);
    match (opened, arguments.renderer) {
        (Ok(()), _) => Ok(()),
        (Err(error), Some(_)) => anyhow::bail!("the window could not be opened: {error}"),
        (Err(error), None) => {
            // a second window in the same process would find the first one's remains
            eprintln!("sendport: {error}; starting again with the other renderer");
            let status = Command::new(std::env::current_exe()?)
                .args(std::env::args_os().skip(1))
                .args(["--renderer", "glow"])
                .status()
                .context("the window could not be opened with either renderer")?;
            std::process::exit(status.code().unwrap_or(1));
        }
    }
}
