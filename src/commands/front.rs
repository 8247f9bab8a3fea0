//! The program without a command: its help, and how the sessions stand.

use clap::CommandFactory;

use super::list::board;
use super::opened::desk;
use super::printed::{print, view};
use crate::cli::{Cli, Options};
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::report::board::{Board, Only, text};
use crate::text::visible;

/// Shows it; a desk that cannot be read is `list`'s to complain of.
///
/// # Errors
/// If it cannot be written.
pub fn front(env: &mut Env, options: &Options) -> Result<Exit, Error> {
    let board = desk(env, options).and_then(|desk| board(env, &desk, Only::default())).ok();
    let board = board
        .filter(|board| !board.sessions.is_empty())
        .map(|board| Board { elsewhere: options.elsewhere(), ..board });
    let mut command = Cli::command();
    if board.is_some() {
        command = command.after_help(None::<&str>);
    }
    let help = command.render_help().to_string();
    writeln!(env.out, "{}", visible::block(&help).trim_end())?;
    if let Some(board) = board {
        writeln!(env.out)?;
        print(env, &text::summary(&board, &view(env, options, "")))?;
    }
    Ok(Exit::OK)
}
