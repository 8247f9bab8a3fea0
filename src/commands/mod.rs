//! One verb, one file: each holds its arguments, its help and its run. This table lists them.

mod opened;

use clap::Subcommand;

use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// What could not be done, as the operator reads it.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        match self {}
    }
}
