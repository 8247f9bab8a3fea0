//! One verb, one file: each holds its arguments, its help and its run. This table lists them.

mod agreed;
mod answer;
mod apply;
mod beginning;
mod check;
mod checked;
mod completions;
mod front;
mod given;
mod handoff;
mod mark;
mod list;
mod new;
mod man;
mod opened;
mod pick;
mod printed;
mod remove;
mod report;
mod recover;
mod resume;
mod rooted;
mod schema;
mod show;
mod start;
mod status;
mod upgrade;
mod walking;

pub use completions::{VARIABLE as COMPLETION, complete};
pub use front::front;

use clap::Subcommand;

use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;

/// What to do.
#[derive(Debug, Subcommand)]
#[expect(missing_docs, reason = "each command says what it does, and clap would show this instead")]
pub enum Command {
    Start(start::Start),
    Resume(resume::Resume),
    Mark(mark::Mark),
    Answer(answer::Answer),
    Remove(remove::Remove),
    Handoff(handoff::Handoff),
    Apply(apply::Apply),
    List(list::List),
    Status(status::Status),
    Report(report::Report),
    Upgrade(upgrade::Upgrade),
    Check(check::Check),
    Show(show::Show),
    New(new::New),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
    Recover(recover::Recover),
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
            Command::Mark(command) => command.run(env, options),
            Command::Answer(command) => command.run(env, options),
            Command::Remove(command) => command.run(env, options),
            Command::Handoff(command) => command.run(env, options),
            Command::Apply(command) => command.run(env, options),
            Command::List(command) => command.run(env, options),
            Command::Status(command) => command.run(env, options),
            Command::Report(command) => command.run(env, options),
            Command::Upgrade(command) => command.run(env, options),
            Command::Check(command) => command.run(env, options),
            Command::Show(command) => command.run(env, options),
            Command::New(command) => command.run(env, options),
            Command::Schema(command) => command.run(env, options),
            Command::Completions(command) => command.run(env),
            Command::Man(command) => command.run(env),
            Command::Recover(command) => command.run(env, options),
        }
    }
}
