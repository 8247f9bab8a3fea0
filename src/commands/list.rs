//! `list`: the board over all sessions.

use std::cmp::Reverse;
use std::collections::HashMap;

use clap::{Args, ValueEnum};

use super::opened::{Definitions, Opened, desk};
use super::printed::{print, view};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::plan::Plan;
use crate::report::board::{Board, Facts, FollowUp, Only, Session, State, ics, json, tabs, text};
use crate::report::standing::{Point, Urgency, points};
use crate::session::{SessionName, What};
use crate::store::Desk;
use crate::text::count::{names, ticked};
use crate::text::suggest;
use crate::walk::next_follow_up;
use crate::walk::screen::partner;

/// See all sessions, and what is due
///
/// The most urgent come first. Into a pipe: one line per session, its columns between tabs: name, status,
/// done, step, date, who or why, reference; of a damaged session its file instead of a reference.
#[derive(Debug, Args)]
pub struct List {
    /// Only what is overdue or due today
    #[arg(long)]
    due: bool,
    /// Only what waits for somebody whose name holds TEXT
    #[arg(long, value_name = "TEXT")]
    waiting_for: Option<String>,
    /// Only sessions with a step for this actor now
    #[arg(long, value_name = "ID")]
    actor: Option<String>,
    /// List what is done, however many sessions there are
    #[arg(long)]
    all: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, or between tabs into a pipe
    Text,
    /// For programs
    Json,
    /// The follow-ups, for a calendar
    Ics,
}

impl List {
    /// Lists.
    ///
    /// # Errors
    /// If the directory of sessions cannot be read, or no checklist knows the actor.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let only = Only { due: self.due, waiting_for: self.waiting_for, actor: self.actor };
        let board = Board { all: self.all, elsewhere: options.elsewhere(), ..board(env, &desk, only)? };
        let view = view(env, options, "");
        match self.format {
            Format::Json => env.out.write_all(json::render(&board).as_bytes())?,
            Format::Ics => {
                for session in ics::left_out(&board) {
                    writeln!(env.err, "note: {} is {} and left out", session.name, session.word())?;
                }
                env.out.write_all(ics::render(&board).as_bytes())?;
            }
            Format::Text if !env.tty.output && !view.plain => {
                env.out.write_all(tabs::render(&board).as_bytes())?;
            }
            Format::Text => print(env, &text::lines(&board, &view))?,
        }
        for note in parted(&desk, &board) {
            writeln!(env.err, "{note}")?;
        }
        Ok(Exit::OK)
    }
}

/// The sessions that are asked for, the most urgent first.
pub(super) fn board(env: &Env, desk: &Desk, only: Only) -> Result<Board, Error> {
    board_of(env, desk, desk.names()?, only)
}

/// Of these sessions those that are asked for, the most urgent first.
pub(super) fn board_of(env: &Env, desk: &Desk, names: Vec<SessionName>, only: Only) -> Result<Board, Error> {
    let (mut sessions, mut follow_ups, mut actors) = (Vec::new(), Vec::new(), Vec::new());
    let mut ids = HashMap::<String, Vec<(Reverse<usize>, SessionName)>>::new();
    let of = names.len();
    let mut definitions = Definitions::default();
    for name in names {
        let path = desk.path(&name);
        let state = match Opened::whole(&path, &mut definitions) {
            Err((word, why)) => {
                let path = path.display().to_string();
                only.takes_broken().then_some(State::Broken { word, why, path })
            }
            Ok(opened) => {
                let copy = (Reverse(opened.events.len()), name.clone());
                ids.entry(opened.id().to_owned()).or_default().push(copy);
                let plan = Plan::new(&opened.checklist, &opened.record);
                follow_ups.extend(next_follow_up(&plan).map(|day| (day, name.to_string())));
                actors.extend(opened.checklist.actors.iter().map(|actor| actor.id.to_string()));
                facts(env, &opened, &plan, &only).map(|facts| State::Whole(Box::new(facts)))
            }
        };
        sessions.extend(state.map(|state| Session { name, state }));
    }
    if let Some(actor) = only.actor.as_ref().filter(|actor| !actors.is_empty() && !actors.contains(actor)) {
        return Err(no_actor(actor, actors));
    }
    sessions.sort_by_key(Session::rank);
    let next_follow_up = follow_ups.into_iter().min();
    let copies = copies(ids.into_values());
    Ok(Board { sessions, of, only, all: false, elsewhere: String::new(), copies, next_follow_up })
}

/// Of the sessions of each id, with how long they are, those that are several: the longest first.
fn copies(ids: impl Iterator<Item = Vec<(Reverse<usize>, SessionName)>>) -> Vec<Vec<SessionName>> {
    let mut several: Vec<_> = ids.filter(|own| own.len() > 1).collect();
    several.iter_mut().for_each(|own| own.sort());
    several.sort();
    several.into_iter().map(|own| own.into_iter().map(|(_, name)| name).collect()).collect()
}

/// What is to be said of copies of a session each of which went on by itself.
fn parted(desk: &Desk, board: &Board) -> Vec<String> {
    let told = |copies: &Vec<SessionName>| {
        let mut apart = desk.apart(copies);
        apart.sort();
        let first = apart.first()?;
        let names = names(apart.iter().map(SessionName::as_str));
        let status = format!("frp-onboard status {first}{}", board.elsewhere);
        Some(format!("note: {names} are copies of one session, and each went on by itself: {status}"))
    };
    board.copies.iter().filter_map(told).collect()
}

/// What the board tells of a session, if it is asked for.
fn facts(env: &Env, opened: &Opened, plan: &Plan<'_>, only: &Only) -> Option<Facts> {
    let mut points = points(plan, env.today());
    points.retain(|point| only.takes(point));
    if points.is_empty() && !only.is_all() {
        return None;
    }
    let follow_ups = points.iter().filter_map(|point| follow_up(opened, plan, point)).collect();
    let point = points.into_iter().next();
    let urgency = match &point {
        Some(point) => point.urgency,
        None if plan.is_complete() => Urgency::Done,
        None => Urgency::Waiting,
    };
    let checklist = &opened.checklist;
    Some(Facts {
        title: partner(plan),
        checklist: (checklist.id.to_string(), checklist.version.to_string()),
        progress: plan.progress(),
        urgency,
        point,
        follow_ups,
        started: opened.events.first()?.stamp.clone(),
        last: opened.events.last()?.stamp.clone(),
    })
}

/// What is to be looked at again about a step.
fn follow_up(opened: &Opened, plan: &Plan<'_>, point: &Point) -> Option<FollowUp> {
    let waiting = point.waiting.clone()?;
    let What::Started(started) = &opened.events.first()?.what else { return None };
    let says = |what: &What| matches!(what, What::Waiting { step, .. } if *step == point.key);
    Some(FollowUp {
        day: waiting.follow_up?,
        key: point.key.clone(),
        title: point.title.clone(),
        whose: partner(plan),
        said: opened.events.iter().filter(|event| says(&event.what)).count(),
        id: started.session.clone(),
        waiting,
    })
}

fn no_actor(actor: &str, mut known: Vec<String>) -> Error {
    known.sort();
    known.dedup();
    let error = Error::usage(format!("no session has an actor `{actor}`"));
    match suggest::nearest(actor, known.iter().map(String::as_str)) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("the actors are {}", ticked(&known))),
    }
}
