//! The command line: what may be written, and the help that says so.

use std::path::PathBuf;

use clap::{Args, Parser};

use crate::commands::Command;
use crate::env::Env;
use crate::text::shell;

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
  handoff   Write a sheet for somebody else
  apply     Take the reply to a sheet

Look after sessions:
  report    Account for a session
  upgrade   Move a session to a newer checklist
  recover   Save what is whole of a damaged session
  remove    Delete a session

Checklists:
  show      Read a checklist
  check     Find what is wrong with one
  new       Write one to begin with
  schema    Print its form, for editors

For your shell:
  completions, man

Options:
{options}{after-help}
";

/// The commands that look for sessions in a directory.
const OF_SESSIONS: [&str; 12] = [
    "start", "resume", "list", "status", "mark", "answer", "handoff", "apply", "report", "upgrade",
    "recover", "remove",
];

/// Who records where nothing says who does.
pub const UNKNOWN: &str = "unknown";

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
    /// What a command takes to find the same sessions: nothing, or a blank and `--dir` with the directory.
    pub fn elsewhere(&self) -> String {
        let Some(dir) = &self.dir else { return String::new() };
        let dir = dir.display().to_string();
        format!(" --dir {}", shell::word(&dir))
    }

    /// A hint, whose command finds the same sessions.
    pub fn named_in(&self, mut hint: String) -> String {
        let command = hint.match_indices("frp-onboard ").find_map(|(at, name)| {
            let verb = hint[at + name.len()..].split([' ', ',', ';', '`']).next()?;
            OF_SESSIONS.contains(&verb).then_some(at)
        });
        let Some(at) = command.filter(|_| !hint.contains(" --dir ")) else { return hint };
        let end = hint[at..].find([',', ';', '`']).map_or(hint.len(), |length| at + length);
        hint.insert_str(end, &self.elsewhere());
        hint
    }

    /// Who records: as given, else by variable, else the account's name.
    pub fn operator(&self, env: &Env) -> String {
        let given = self.operator.as_deref().or_else(|| env.var("FRP_ONBOARD_OPERATOR"));
        let named = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| env.var(name));
        given.or(named).or(env.account.as_deref()).unwrap_or(UNKNOWN).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_names_the_directory_where_its_command_needs_it() {
        let at = |dir: Option<&str>, hint: &str| {
            let options = Options { plain: false, dir: dir.map(PathBuf::from), operator: None };
            options.named_in(hint.to_owned())
        };
        for (hint, named) in [
            ("all sessions: frp-onboard list", "all sessions: frp-onboard list --dir d"),
            (
                "free some space, then frp-onboard resume ad",
                "free some space, then frp-onboard resume ad --dir d",
            ),
            (
                "or: frp-onboard start --answers F, and more",
                "or: frp-onboard start --answers F --dir d, and more",
            ),
            ("`frp-onboard resume` goes on", "`frp-onboard resume --dir d` goes on"),
            ("a newer frp-onboard may read it; kept", "a newer frp-onboard may read it; kept"),
            ("see frp-onboard check", "see frp-onboard check"),
            ("name it: frp-onboard status a --dir e", "name it: frp-onboard status a --dir e"),
        ] {
            assert_eq!(at(Some("d"), hint), named);
            assert_eq!(at(None, hint), hint);
        }
        assert_eq!(at(Some("my desk"), "frp-onboard list"), "frp-onboard list --dir \"my desk\"");
    }
}
