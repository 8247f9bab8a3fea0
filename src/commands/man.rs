//! `man`: manual pages, made of what `--help` says.

use clap::{Args, CommandFactory};

use crate::cli::Cli;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;

/// Print a manual page
///
/// To read it: frp-onboard man | man -l -
#[derive(Debug, Args)]
pub struct Man {
    /// Of this command; without it, of the program
    command: Option<String>,
}

impl Man {
    /// Prints it.
    ///
    /// # Errors
    /// If there is no such command, or it cannot be written.
    pub fn run(self, env: &mut Env) -> Result<Exit, Error> {
        let mut whole = Cli::command().mut_arg("operator", |operator| operator.hide_short_help(false));
        let source = format!("frp-onboard {}", whole.get_version().unwrap_or_default());
        whole.build();
        let page = match &self.command {
            None => whole,
            Some(verb) => whole.find_subcommand(verb).cloned().ok_or_else(|| {
                Error::usage(format!("there is no command `{verb}`")).hint("all commands: frp-onboard --help")
            })?,
        };
        clap_mangen::Man::new(page).source(source).render(&mut env.out)?;
        Ok(Exit::OK)
    }
}
