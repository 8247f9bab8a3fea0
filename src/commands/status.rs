//! `status`: one session, seen from outside.

use clap::{Args, ValueEnum};

use super::list::board;
use super::opened::{Opened, called, desk, find};
use super::printed::{print, view};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::plan::Plan;
use crate::report::board::Only;
use crate::report::status::{About, Shown, json, text};
use crate::store::Desk;

/// See one session: what is done, what waits for whom, what is next
///
/// SESSION is its name, the beginning of its name, or its file; it may be left out where there is only one.
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
        let path = match &self.session {
            Some(given) => find(env, &desk, given)?,
            None => only(env, &desk)?,
        };
        let opened = Opened::read(&path)?;
        let plan = Plan::new(&opened.checklist, &opened.record);
        let about = About {
            name: opened.name.clone(),
            session: called(options, &desk, &path),
            path: opened.path.display().to_string(),
            started: opened.events[0].stamp.clone(),
            damage: opened.damage.as_ref().map(ToString::to_string),
        };
        let view = view(env, options, &about.session);
        match self.format {
            Format::Json => env.out.write_all(json::render(&plan, &about, env.today()).as_bytes())?,
            Format::Text => {
                let shown = Shown { all: self.all, due: self.due };
                print(env, &text::lines(&plan, &about, shown, &view))?;
            }
        }
        Ok(if about.damage.is_some() { Exit::FAILED } else { Exit::OK })
    }
}

/// The only session there is.
fn only(env: &Env, desk: &Desk) -> Result<std::path::PathBuf, Error> {
    let names = desk.names()?;
    match names.as_slice() {
        [name] => Ok(desk.path(name)),
        [] => Err(Error::failed("there are no sessions yet").hint("begin one: frp-onboard start")),
        several => {
            let error = Error::usage(format!("there are {} sessions; which one?", several.len()));
            let board = board(env, desk, Only::default())?;
            let most = board.sessions.first().map_or(&several[0], |session| &session.name);
            Err(error
                .hint(format!("name it: frp-onboard status {most}"))
                .hint("all of them: frp-onboard list"))
        }
    }
}
