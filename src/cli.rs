//! The command line: what may be written, and the help that says so.

use std::path::PathBuf;

use clap::{Args, Parser};

use crate::commands::Command;
use crate::env::Env;

const HELP: &str = "\
{about}

Usage: frp-onboard <command>

Walk:
  start     Begin a new session
  resume    Go on with a session
  list      See all sessions and what is due
  status    See one session: done, waiting, next

Record without walking:
  mark      Set a step done, waiting, skipped or open again
  answer    Give or change an answer
  upgrade   Move a session to a newer checklist

Checklists:
  show      Read a checklist
  check     Find what is wrong with one

Options:
{options}{after-help}
";

const FIRST: &str = "First time: frp-onboard start";

/// Walk a partner through onboarding, step by step, over days or weeks
#[derive(Debug, Parser)]
#[command(name = "frp-onboard", version, help_template = HELP, after_help = FIRST, disable_help_subcommand = true)]
pub struct Cli {
    /// What all commands take.
    #[command(flatten)]
    pub options: Options,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What all commands take.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Ask line by line: for screen readers, pipes and logs
    #[arg(long, global = true)]
    pub plain: bool,
    /// Keep sessions in DIR
    #[arg(long, global = true, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Record as NAME instead of your account's name
    #[arg(long, global = true, value_name = "NAME", hide_short_help = true)]
    pub operator: Option<String>,
}

impl Options {
    /// Who records: as given, else by variable, else the account's name.
    pub fn operator(&self, env: &Env) -> String {
        let given = self.operator.as_deref().or_else(|| env.var("FRP_ONBOARD_OPERATOR"));
        given
            .or_else(|| env.var("USER"))
            .or_else(|| env.var("USERNAME"))
            .unwrap_or("unknown")
            .trim()
            .to_owned()
    }
}
