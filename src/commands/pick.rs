//! Which of several sessions is meant: asked in one way, whatever is then done with it.

use super::list::board_of;
use super::opened::fitting;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::report::board::text::standing;
use crate::report::board::{Only, Session};
use crate::session::SessionName;
use crate::store::Desk;
use crate::terminal::{Broken, Mode};
use crate::text::wrap::{pad, truncate, wrap};
use crate::walk::{Line, Menu, MenuRow, Prompt, Reply};

/// The sessions that `given` may mean, the most urgent first, if there are several.
pub(super) fn ambiguous(env: &Env, desk: &Desk, given: &str) -> Result<Vec<Session>, Error> {
    match fitting(desk, given)? {
        names if names.len() > 1 => Ok(board_of(env, desk, names, Only::default())?.sessions),
        _ => Ok(Vec::new()),
    }
}

/// Asks which of several sessions is meant.
pub(super) fn pick(
    env: &mut Env,
    options: &Options,
    sessions: &[Session],
    question: String,
) -> Result<SessionName, Error> {
    let mode = env.mode(options.plain).map_err(|error| error.hint("or name one: frp-onboard list"))?;
    let rows = rows(mode, sessions);
    let mut prompter = (env.prompters)(mode);
    let width = prompter.width().clamp(20, 80);
    let numbered: Vec<_> =
        rows.iter().enumerate().map(|(at, row)| format!("{} {}", at + 1, row.label)).collect();
    let spoken = format!("{}:", numbered.join("; "));
    let fitted = rows.into_iter().map(|row| match mode {
        Mode::Menus => MenuRow { label: truncate(&row.label, width - 5), ..row },
        Mode::Lines => row,
    });
    let menu = Menu {
        hint: "Up/Down move, Enter choose".to_owned(),
        spoken,
        rows: fitted.collect(),
        cursor: Some(0),
        escape: false,
        many: false,
    };
    let question = if mode == Mode::Menus { wrap(&question, width - 2) } else { vec![question] };
    prompter.print(&question.into_iter().map(Line::plain).collect::<Vec<_>>())?;
    match prompter.ask(&Prompt::Menu(menu))? {
        Reply::Picked(at) => Ok(sessions[at].name.clone()),
        _ => Err(Broken::Ended.into()),
    }
}

fn rows(mode: Mode, sessions: &[Session]) -> Vec<MenuRow> {
    let names = sessions.iter().map(|session| session.name.as_str().len()).max().unwrap_or(0);
    let words = sessions.iter().map(|session| session.word().len()).max().unwrap_or(0);
    let row = |session: &Session| {
        let name = session.name.as_str();
        let label = match mode {
            Mode::Menus => {
                let step = session.step().map(|point| point.key.to_string()).unwrap_or_default();
                format!("{}   {}   {step}", pad(name, names), pad(session.word(), words))
            }
            Mode::Lines => format!("{name}, {}", standing(session)),
        };
        MenuRow::new(label.trim_end(), [name])
    };
    sessions.iter().map(row).collect()
}
