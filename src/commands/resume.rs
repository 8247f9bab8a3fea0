//! `resume`: goes on with a session where it was left.

use clap::Args;
use jiff::civil::Date;

use super::opened::{Opened, desk, find, notices};
use super::walking::{Ended, Walking};
use crate::checklist::InstanceKey;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::plan::Plan;
use crate::session::SessionName;
use crate::store::Desk;
use crate::terminal::Mode;
use crate::text::wrap::{pad, truncate};
use crate::walk::screen::resumed;
use crate::walk::{Line, Menu, MenuRow, Prompt, Reply, Walk, came_back, ready, waits};

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
        env.mode(options.plain)?;
        let desk = desk(env, options)?;
        let path = match &self.session {
            Some(given) => match fitting(&desk, given)?.as_slice() {
                [] | [_] => find(env, &desk, given)?,
                several => desk.path(&pick(env, options, &desk, several)?),
            },
            None => {
                let open = open_sessions(env, &desk)?;
                match open.as_slice() {
                    [] => return Err(nothing_open(&desk)?),
                    [only] => desk.path(&only.name),
                    several => {
                        let names: Vec<_> = several.iter().map(|open| open.name.clone()).collect();
                        desk.path(&pick(env, options, &desk, &names)?)
                    }
                }
            }
        };
        go_on(env, options, &path)
    }
}

/// Walks on in the session at `path`.
pub(super) fn go_on(env: &mut Env, options: &Options, path: &std::path::Path) -> Result<Exit, Error> {
    let operator = options.operator(env);
    let (opened, mut journal) = Opened::to_write(env, &operator, path)?;
    let last = opened.events.last().map(|event| event.stamp.at);
    let walk = Walk::new(opened.checklist, opened.record);
    let mut walking = Walking::new(env, options, walk)?;
    walking.session = opened.name;
    let (view, stamp) = (walking.view(), walking.env.stamp(&operator));
    let mut lines = walking.walk.plan(&stamp, |plan| resumed(plan, last, &view));
    lines.extend(notices(&journal).into_iter().map(Line::plain));
    walking.print(&lines).map_err(Error::from)?;
    walking.leave_word();
    match walking.run(Ok(()), &mut journal)? {
        Ended::Exit(exit) => Ok(exit),
        Ended::Elsewhere(path) => go_on(env, options, &path),
    }
}

/// A session that is not complete, and what it stands at.
pub(super) struct Open {
    pub name: SessionName,
    pub standing: Standing,
}

/// Which sessions `given` may mean: one of that very name, else all whose names begin so.
fn fitting(desk: &Desk, given: &str) -> Result<Vec<SessionName>, Error> {
    let given = given.to_lowercase();
    let names = desk.names()?;
    match names.iter().find(|name| name.as_str() == given) {
        Some(name) => Ok(vec![name.clone()]),
        None => Ok(names.into_iter().filter(|name| name.as_str().starts_with(&given)).collect()),
    }
}

/// The sessions that can go on, the most urgent first. A damaged one is passed over: it is told of by `list`.
pub(super) fn open_sessions(env: &Env, desk: &Desk) -> Result<Vec<Open>, Error> {
    let mut open = Vec::new();
    for name in desk.names()? {
        let Ok(opened) = Opened::read(&desk.path(&name)) else { continue };
        let plan = Plan::new(&opened.checklist, &opened.record);
        if let Some(standing) = Standing::of(&plan, env.today()) {
            open.push(Open { name, standing });
        }
    }
    open.sort_by(|one, other| one.standing.rank.cmp(&other.standing.rank).then(one.name.cmp(&other.name)));
    Ok(open)
}

/// Which of several sessions is meant.
fn pick(env: &mut Env, options: &Options, desk: &Desk, names: &[SessionName]) -> Result<SessionName, Error> {
    let mode = env.mode(options.plain)?;
    let today = env.today();
    let row = |name: &SessionName| {
        let standing = Opened::read(&desk.path(name))
            .ok()
            .and_then(|opened| Standing::of(&Plan::new(&opened.checklist, &opened.record), today));
        let longest = names.iter().map(|name| name.as_str().len()).max().unwrap_or(0);
        let label = match (mode, standing) {
            (_, None) => format!("{name}   cannot go on"),
            (Mode::Menus, Some(standing)) => format!("{}   {}", pad(name.as_str(), longest), standing.row()),
            (Mode::Lines, Some(standing)) => format!("{name}, {}", standing.spoken()),
        };
        MenuRow::new(label, [name.as_str()])
    };
    let rows: Vec<_> = names.iter().map(row).collect();
    let mut prompter = (env.prompters)(mode);
    let width = prompter.width().clamp(20, 80);
    let numbered: Vec<_> =
        rows.iter().enumerate().map(|(at, row)| format!("{} {}", at + 1, row.label)).collect();
    let question = format!("{} sessions can go on. Which one?", rows.len());
    let spoken = format!("{}:", numbered.join("; "));
    let fitted = rows.into_iter().map(|row| match mode {
        Mode::Menus => MenuRow { label: truncate(&row.label, width - 5), ..row },
        Mode::Lines => row,
    });
    let menu = Menu {
        hint: "Enter choose".to_owned(),
        spoken,
        rows: fitted.collect(),
        cursor: Some(0),
        escape: false,
        many: false,
    };
    prompter.print(&[Line::plain(question)])?;
    match prompter.ask(&Prompt::Menu(menu))? {
        Reply::Picked(at) => Ok(names[at].clone()),
        _ => Err(Error::from(crate::terminal::Broken::Ended)),
    }
}

fn nothing_open(desk: &Desk) -> Result<Error, Error> {
    let error = match desk.names()?.len() {
        0 => Error::failed("there are no sessions yet").hint("begin one: frp-onboard start"),
        _ => Error::failed("no session can go on: all are complete").hint("see them: frp-onboard list"),
    };
    Ok(error)
}

/// What a session that is not complete stands at, and how urgent that is.
pub(super) struct Standing {
    rank: (u8, Option<Date>),
    word: &'static str,
    step: Option<InstanceKey>,
}

impl Standing {
    fn of(plan: &Plan<'_>, today: Date) -> Option<Self> {
        if plan.is_complete() {
            return None;
        }
        let first_wait = waits(plan)
            .filter_map(|(instance, wait)| Some((wait.follow_up?, instance)))
            .min_by_key(|(day, _)| *day);
        let (rank, word, step) = match (first_wait, ready(plan)) {
            (Some((day, step)), _) if day < today => ((0, Some(day)), "overdue", Some(step)),
            (Some((day, step)), _) if day == today => ((1, Some(day)), "due today", Some(step)),
            (_, Some(step)) if came_back(plan, step) => ((2, None), "came back", Some(step)),
            (_, Some(step)) => ((3, None), "ready", Some(step)),
            (Some((day, step)), None) => ((4, Some(day)), "waiting", Some(step)),
            (None, None) => ((5, None), "waiting", None),
        };
        Some(Self { rank, word, step: step.map(|step| step.key.clone()) })
    }

    /// In a sentence: `ready at enroll/us`.
    pub fn spoken(&self) -> String {
        match &self.step {
            Some(step) => format!("{} at {step}", self.word),
            None => self.word.to_owned(),
        }
    }

    /// In a row: the status, and the step beside it.
    fn row(&self) -> String {
        let step = self.step.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{}   {step}", pad(self.word, "came back".len())).trim_end().to_owned()
    }
}
