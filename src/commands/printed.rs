//! What a command answers, on its way out: laid out for who reads it, coloured where that is wanted.

use std::io::ErrorKind;
use std::path::Path;

use clap::ValueEnum;

use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::library::written::{self, WriteError};
use crate::terminal::Mode;
use crate::terminal::style::paint;
use crate::walk::Line;
use crate::walk::screen::View;

/// Who reads what is printed: line by line if that was asked for, whether or not there is a terminal.
pub(super) fn view(env: &Env, options: &Options, session: &str) -> View {
    View {
        plain: is_plain(env, options),
        width: env.width(),
        utf8: env.is_utf8(),
        now: env.now(),
        session: session.to_owned(),
    }
}

/// Whether it is read line by line.
pub(super) fn is_plain(env: &Env, options: &Options) -> bool {
    matches!(env.mode(options.plain), Ok(Mode::Lines))
}

/// How a command that may record something is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs; nothing is asked
    Json,
}

/// How every `--dry-run` ends for people.
pub(super) const ONLY_SHOWN: &str = "only shown; nothing was recorded\n";

/// Prints lines.
pub(super) fn print(env: &mut Env, lines: &[Line]) -> Result<(), Error> {
    let colour = env.colour();
    let text: String = lines.iter().map(|line| paint(line, colour).trim_end().to_owned() + "\n").collect();
    Ok(env.out.write_all(text.as_bytes())?)
}

/// Writes to a file that was named.
pub(super) fn write(env: &Env, file: &Path, text: &str, replace: bool) -> Result<(), Error> {
    written::whole(&env.resolve(file), text.as_bytes(), replace).map_err(|error| unwritten(file, &error))
}

/// Why a file that was named was not written, and what now.
pub(super) fn unwritten(file: &Path, error: &WriteError) -> Error {
    let error = match error {
        WriteError::Io(error) => error,
        WriteError::Exists => {
            let error = Error::failed(format!("`{}` is there already", file.display()));
            return error.hint("replace it with --force, or name another file");
        }
    };
    let folder = file.parent().unwrap_or(file).display();
    let (why, hint) = match error.kind() {
        ErrorKind::NotFound => {
            (format!("there is no folder `{folder}`"), "make the folder first, or name another file")
        }
        ErrorKind::NotADirectory => (format!("`{folder}` is no folder"), "name another file"),
        ErrorKind::IsADirectory => ("it is a folder".to_owned(), "name a file in it"),
        ErrorKind::PermissionDenied => {
            ("you may not write there".to_owned(), "name a file in a folder of your own")
        }
        ErrorKind::ReadOnlyFilesystem => {
            ("nothing can be written there".to_owned(), "name a file in a folder of your own")
        }
        ErrorKind::StorageFull => ("the disk is full".to_owned(), "free some space, or name another file"),
        kind => (kind.to_string(), "name another file"),
    };
    Error::failed(format!("cannot write `{}`: {why}", file.display())).hint(hint)
}
