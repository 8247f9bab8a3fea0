//! One verb, one file: each holds its arguments, its help and its run. This table lists them.

mod beginning;
mod opened;
mod resume;
mod start;
mod walking;

use clap::Subcommand;

use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a session.
    Start(start::Start),
    /// Go on with one.
    Resume(resume::Resume),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// What could not be done, as the operator reads it.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        match self {
            Command::Start(command) => command.run(env, options),
            Command::Resume(command) => command.run(env, options),
        }
    }
}
