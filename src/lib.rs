//! Walks a partner through its onboarding, step by step, over days or weeks.
//!
//! Rooms, each importing only rooms above it: the pure ones first, then the edges (each touches one
//! thing of the world), then the wiring.

pub mod text;
pub mod diagnostic;
pub mod checklist;
pub mod format;
pub mod session;
pub mod plan;
pub mod intake;
pub mod lint;
pub mod walk;
pub mod report;
pub mod schema;

pub mod library;
pub mod store;
pub mod terminal;

pub mod exit;
pub mod error;
pub mod env;
pub mod cli;
pub mod commands;

use clap::Parser;
use clap::error::ErrorKind;

use cli::Cli;
use env::Env;
use error::Error;
use exit::Exit;

/// Runs the program in `env` and says how it ends.
pub fn run(env: &mut Env) -> Exit {
    if let Some(shell) = env.var(commands::COMPLETION).map(str::to_owned) {
        return commands::complete(env, &shell);
    }
    let cli = match Cli::try_parse_from(&env.args) {
        Ok(cli) => cli,
        Err(error) => return usage(env, &error),
    };
    let options = cli.options;
    let done = match cli.command {
        Some(command) => command.run(env, &options),
        None => commands::front(env, &options),
    };
    let flushed = env.out.flush();
    match done.and_then(|exit| flushed.map(|()| exit).map_err(Into::into)) {
        Ok(exit) => exit,
        Err(error) => {
            let hints = error.hints.into_iter().map(|hint| options.named_in(hint)).collect();
            Error { hints, ..error }.print(&mut *env.err);
            error.exit
        }
    }
}

/// Help and version are answers; what was written wrongly is an error.
fn usage(env: &mut Env, error: &clap::Error) -> Exit {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let columns = env.width();
    let (stream, exit) = if asked { (&mut env.out, Exit::OK) } else { (&mut env.err, Exit::USAGE) };
    let text = error.to_string();
    let text: String = text::visible::block(&text).lines().map(|line| fitted(line, columns)).collect();
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    exit
}

/// The line that tells how a command is written, as wide as the terminal; all others are so already.
fn fitted(line: &str, columns: usize) -> String {
    let lines = match line.strip_prefix("Usage: ") {
        Some(usage) => text::wrap::hanging("Usage: ", usage, columns),
        None => vec![line.to_owned()],
    };
    lines.into_iter().map(|line| line + "\n").collect()
}
