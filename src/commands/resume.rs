//! `resume`: goes on with a session where it was left.

use std::path::Path;
use std::rc::Rc;

use clap::Args;

use super::list::board;
use super::opened::{Opened, called, copies, desk, find, notices};
use super::pick::{ambiguous, pick};
use super::upgrade::offer;
use super::walking::{Ended, Walking};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::report::board::{Only, Session, State};
use crate::report::standing::Urgency;
use crate::store::Desk;
use crate::walk::screen::resumed;
use crate::walk::{Line, Walk};

/// Go on with a session where it was left
///
/// SESSION is its name, the beginning of its name, or its file. Without it: the only session that can go
/// on, or a choice of those that can.
#[derive(Debug, Args)]
pub struct Resume {
    /// The session
    session: Option<String>,
}

impl Resume {
    /// Goes on.
    ///
    /// # Errors
    /// If there is no such session, it is damaged or open elsewhere, or there is nobody to ask.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let (given, open) = match &self.session {
            Some(given) => (given.as_str(), ambiguous(env, &desk, given)?),
            None => ("", open_sessions(env, &desk)?),
        };
        let path = match (open.as_slice(), &self.session) {
            ([], None) => return Err(nothing_open(&desk)?),
            ([only], None) => desk.path(&only.name),
            ([] | [_], Some(_)) => find(env, &desk, given)?,
            (several, _) => {
                let question = format!("{} sessions can go on. Which one?", several.len());
                desk.path(&pick(env, options, several, question)?)
            }
        };
        Opened::read(&path)?;
        env.mode(options.plain).map_err(|error| {
            let name = called(options, &desk, &path);
            error.hint(format!(
                "or record without walking, with mark and answer; what is next: frp-onboard status {name}"
            ))
        })?;
        go_on(env, options, &desk, &path)
    }
}

/// Walks on in the session at `path`.
pub(super) fn go_on(env: &mut Env, options: &Options, desk: &Desk, path: &Path) -> Result<Exit, Error> {
    let operator = options.operator(env);
    let (opened, mut journal) = Opened::to_write(env, &operator, path)?;
    let last = opened.events.last().map(|event| event.stamp.at);
    let notes: Vec<_> = notices(&journal).into_iter().chain(copies(desk, &opened)).collect();
    let offer = offer(env, &opened, &called(options, desk, path));
    let walk = Walk::new(Rc::unwrap_or_clone(opened.checklist), opened.record);
    let mut walking = Walking::new(env, options, walk)?;
    walking.session = called(options, desk, path);
    let (view, stamp) = (walking.view(), walking.env.stamp(&operator));
    let lines = walking.walk.plan(&stamp, |plan| resumed(plan, last, &view));
    walking.print(&lines).map_err(Error::from)?;
    let notes: Vec<_> = notes.into_iter().map(Line::plain).chain(offer).collect();
    walking.note(&notes).map_err(Error::from)?;
    walking.leave_word();
    match walking.run(Ok(()), &mut journal)? {
        Ended::Exit(exit) => Ok(exit),
        Ended::Elsewhere(path) => go_on(env, options, desk, &path),
    }
}

/// The sessions that can go on, the most urgent first. A broken one is passed over: it is told of by `list`.
pub(super) fn open_sessions(env: &Env, desk: &Desk) -> Result<Vec<Session>, Error> {
    let board = board(env, desk, Only::default())?;
    let is_open =
        |session: &Session| matches!(&session.state, State::Whole(facts) if facts.urgency != Urgency::Done);
    Ok(board.sessions.into_iter().filter(is_open).collect())
}

fn nothing_open(desk: &Desk) -> Result<Error, Error> {
    let error = match desk.names()?.len() {
        0 => Error::failed("there are no sessions yet").hint("begin one: frp-onboard start"),
        _ => Error::failed("no session can go on: all are complete").hint("see them: frp-onboard list"),
    };
    Ok(error)
}
