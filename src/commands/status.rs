//! `status`: one session, seen from outside.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::list::board;
use super::opened::{Opened, called, copies, desk, find};
use super::pick::{ambiguous, pick};
use super::printed::{print, view};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::plan::Plan;
use crate::report::board::text::standing;
use crate::report::board::{Only, Session};
use crate::report::status::{About, Shown, json, text};
use crate::store::Desk;
use crate::terminal::Mode;
use crate::text::visible;

/// How many sessions are named where one of them is meant.
const NAMED: usize = 10;

/// See one session: what is done, what waits for whom, what is next
///
/// SESSION is its name, the beginning of its name, or its file. Without it: the only session, or a choice.
/// A damaged session is told of up to its damage, and the exit code is 1.
#[derive(Debug, Args)]
pub struct Status {
    /// The session
    session: Option<String>,
    /// Open every section
    #[arg(long)]
    all: bool,
    /// Only what is overdue or due today
    #[arg(long)]
    due: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

impl Status {
    /// Tells of it.
    ///
    /// # Errors
    /// If there is no such session, or nothing of it can be read.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let path = meant(env, options, &desk, self.session.as_deref(), self.format)?;
        let opened = Opened::read(&path)?;
        for note in copies(&desk, &opened) {
            writeln!(env.err, "{}", visible::line(&note))?;
        }
        let plan = Plan::new(&opened.checklist, &opened.record);
        let about = About {
            name: opened.name.clone(),
            session: called(options, &desk, &path),
            path: opened.path.display().to_string(),
            started: opened.events[0].stamp.clone(),
            damage: opened.damage.as_ref().map(ToString::to_string),
        };
        let view = view(env, options, &about.session);
        let shown = Shown { all: self.all, due: self.due };
        match self.format {
            Format::Json => env.out.write_all(json::render(&plan, &about, shown, env.today()).as_bytes())?,
            Format::Text => print(env, &text::lines(&plan, &about, shown, &view))?,
        }
        Ok(if about.damage.is_some() { Exit::FAILED } else { Exit::OK })
    }
}

/// The session that is meant: the one named, else the only one; of several the operator picks, if there is
/// somebody to ask.
fn meant(
    env: &mut Env,
    options: &Options,
    desk: &Desk,
    given: Option<&str>,
    format: Format,
) -> Result<PathBuf, Error> {
    let several = match given {
        Some(given) => ambiguous(env, desk, given)?,
        None => match desk.names()?.as_slice() {
            [] => return Err(Error::failed("there are no sessions yet").hint("begin one: frp-onboard start")),
            [only] => return Ok(desk.path(only)),
            _ => board(env, desk, Only::default())?.sessions,
        },
    };
    if several.len() > 1 && can_ask(env, options, format) {
        let question = format!("{} sessions. Which one?", several.len());
        return Ok(desk.path(&pick(env, options, &several, question)?));
    }
    match given {
        Some(given) => find(env, desk, given),
        None => Err(which(options, desk, &several)),
    }
}

/// Whether somebody can be asked: in line mode a question stands among what is printed, which must then go to
/// a terminal too, and no program reads it.
fn can_ask(env: &Env, options: &Options, format: Format) -> bool {
    let seen = match env.mode(options.plain) {
        Ok(Mode::Menus) => env.tty.errors,
        Ok(Mode::Lines) => env.tty.output,
        Err(_) => false,
    };
    seen && env.tty.input && format == Format::Text
}

/// That one of several has to be named: the most urgent ones are.
fn which(options: &Options, desk: &Desk, several: &[Session]) -> Error {
    let mut error = Error::usage(format!("there are {} sessions; which one?", several.len()));
    for session in several.iter().take(NAMED) {
        error = error.detail(format!("{}, {}", session.name, standing(session)));
    }
    if several.len() > NAMED {
        error = error.detail(format!("and {} more", several.len() - NAMED));
    }
    let first = called(options, desk, &desk.path(&several[0].name));
    error.hint(format!("name it: frp-onboard status {first}"))
}
