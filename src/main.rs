use std::process::{Command, ExitCode};

use anyhow::Context as _;
use clap::Parser as _;
use sendport::{
    cli::{self, Arguments, Command as Subcommand},
    console::{self, Renderer},
    training,
    transport::{Secrets, of_the_system},
};

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("sendport: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    // it is opened when a password is looked for
    Secrets::of_this_run().use_keyring(of_the_system);
    match &arguments.command {
        Some(Subcommand::Run(arguments)) => return Ok(cli::run(arguments).into()),
        Some(Subcommand::WhoGets(arguments)) => return Ok(cli::who_gets(arguments).into()),
        Some(Subcommand::Check(arguments)) => return Ok(cli::check(arguments).into()),
        Some(Subcommand::Play(arguments)) => return Ok(cli::play(arguments).into()),
        Some(Subcommand::Lints(arguments)) => return Ok(cli::lints(arguments).into()),
        Some(Subcommand::Bindings(command)) => return Ok(cli::bindings(command).into()),
        None => {}
    }
    if let Some(number) = arguments.scenario
        && training::scenario(number).is_none()
    {
        let known: Vec<_> = training::scenarios().iter().map(|scenario| scenario.number.to_string()).collect();
        anyhow::bail!("there is no scenario {number}; there are {}", known.join(", "));
    }
    let open = |renderer| console::run(arguments.document.clone(), arguments.scenario, renderer);
    match (open(arguments.renderer.unwrap_or_default()), arguments.renderer) {
        (Ok(()), _) => Ok(ExitCode::SUCCESS),
        (Err(error), Some(_)) => anyhow::bail!("the window could not be opened: {error}"),
        (Err(error), None) => {
            // a second window in the same process would find the first one's remains
            eprintln!("sendport: {error}; starting again with {}", name(Renderer::Glow));
            let status = Command::new(std::env::current_exe()?)
                .args(std::env::args_os().skip(1))
                .args(["--renderer", name(Renderer::Glow)])
                .status()
                .context("the window could not be opened with either renderer")?;
            Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
        }
    }
}

fn name(renderer: Renderer) -> &'static str {
    match renderer {
        Renderer::Wgpu => "wgpu",
        Renderer::Glow => "glow",
    }
}
