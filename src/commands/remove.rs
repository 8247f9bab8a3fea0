//! `remove`: deletes a session, once its name was typed.

use std::path::Path;

use clap::Args;

use super::opened::{Definitions, Opened, called, desk, find, locked_words, stem};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::plan::Plan;
use crate::store::{Desk, Held, StoreError};
use crate::terminal::{Broken, Mode};
use crate::text::{dates, visible};
use crate::walk::screen::{Page, View, done, partner};
use crate::walk::{Line, Prompt, Reply, TextPrompt};

/// Delete a session
///
/// SESSION is its name, the beginning of its name, or its file; a damaged one can be deleted, too. It is shown
/// first, and its name has to be typed. --yes does not ask, and takes no beginning of a name.
#[derive(Debug, Args)]
pub struct Remove {
    /// The session
    session: String,
    /// Delete it without asking
    #[arg(long, short)]
    yes: bool,
}

impl Remove {
    /// Deletes it.
    ///
    /// # Errors
    /// If there is no such session, it is open elsewhere, or there is nobody to ask.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let path = find(env, &desk, &self.session)?;
        let name = stem(&path);
        if !is_session(&desk, &path)? {
            let error = Error::failed(format!("{} is not the file of a session", path.display()));
            return Err(error.detail("nothing was removed").hint("delete it as any other file"));
        }
        if let Held::By(holder) = Desk::held(&path)? {
            return Err(locked_words(env, StoreError::Locked { path, holder }));
        }
        let is_whole = path.parent() != Some(desk.dir.as_path()) || self.session.eq_ignore_ascii_case(&name);
        match self.yes {
            true if !is_whole => return Err(beginning(&self.session, &called(options, &desk, &path))),
            true => {}
            false if confirmed(env, options, &path, &name, &called(options, &desk, &path))? => {}
            false => {
                writeln!(env.out, "nothing was removed")?;
                return Ok(Exit::OK);
            }
        }
        let holder = env.holder(&options.operator(env));
        Desk::remove(&path, &holder, &env.gate).map_err(|error| locked_words(env, error))?;
        writeln!(env.out, "[x] {} is removed", visible::line(&name))?;
        Ok(Exit::OK)
    }
}

/// Whether the session's name was typed after it was shown.
fn confirmed(env: &mut Env, options: &Options, path: &Path, name: &str, called: &str) -> Result<bool, Error> {
    let mode = env.mode(options.plain).map_err(|_| {
        let error = Error::usage("nothing was removed: there is no terminal to ask on");
        error.hint(format!("to remove it without being asked: frp-onboard remove {called} --yes"))
    })?;
    let mut prompter = (env.prompters)(mode);
    let view = View {
        plain: mode == Mode::Lines,
        width: prompter.width(),
        utf8: env.is_utf8(),
        now: env.now(),
        session: called.to_owned(),
    };
    prompter.print(&shown(path, name, &view))?;
    let prompt = Prompt::Text(TextPrompt {
        hint: "Enter accept".to_owned(),
        label: "Session".to_owned(),
        spoken: "Type the name to remove the session, or press Enter to keep it.".to_owned(),
        initial: String::new(),
    });
    loop {
        match prompter.ask(&prompt).map_err(kept)? {
            Reply::Typed(typed) if typed.eq_ignore_ascii_case(name) => return Ok(true),
            Reply::Typed(typed) if !typed.is_empty() => {
                let words = format!("Not removed: you typed {typed}, the session is {name}.");
                let mut page = Page::new(&view);
                page.text(&words);
                prompter.print(&page.lines())?;
            }
            _ => return Ok(false),
        }
    }
}

/// Whether there is a session at `path`, however damaged: any file in the place of one, elsewhere one that begins
/// as a session does.
fn is_session(desk: &Desk, path: &Path) -> Result<bool, Error> {
    let is_here = desk.names()?.iter().any(|name| desk.path(name) == path);
    match Desk::read(path) {
        Ok(reading) => Ok(is_here || !reading.events.is_empty()),
        Err(StoreError::Newer { .. }) => Ok(true),
        Err(error @ (StoreError::NotFound { .. } | StoreError::NotAFile { .. })) => Err(error.into()),
        Err(_) => Ok(is_here),
    }
}

/// What would be lost.
fn shown(path: &Path, name: &str, view: &View) -> Vec<Line> {
    let mut page = Page::new(view);
    page.blank();
    page.title(&format!("Remove the session {name}?"));
    page.blank();
    if let Ok(opened) = Opened::read(path) {
        let plan = Plan::new(&opened.checklist, &opened.record);
        let progress = done(&plan.progress(), view.plain);
        page.text(&format!("{}: {progress} done{}", partner(&plan), last(&opened, view)));
    }
    if let Err((word, why)) = Opened::whole(path, &mut Definitions::default()) {
        page.text(&format!("It is {word}: {why}."));
    }
    page.address("Its file, which is deleted:", &path.display().to_string());
    page.blank();
    match view.plain {
        true => page.text("This cannot be undone. All that was recorded is lost."),
        false => {
            page.text("CANNOT BE UNDONE");
            page.text("All that was recorded is lost.");
            page.blank();
            page.text("To remove it, type its name. To keep it, press Enter on an empty line.");
        }
    }
    page.lines()
}

/// When something was last recorded.
fn last(opened: &Opened, view: &View) -> String {
    let last =
        opened.events.last().map(|event| event.stamp.at.to_zoned_datetime(view.now.time_zone().clone()));
    last.map(|at| format!(", last recorded {} {}", view.date(at.date()), dates::clock(at.time())))
        .unwrap_or_default()
}

/// A piped input that ends has decided nothing.
fn kept(broken: Broken) -> Error {
    match broken {
        Broken::InputEnded => Error::failed("nothing was removed: the input ended before the name"),
        broken => broken.into(),
    }
}

fn beginning(given: &str, called: &str) -> Error {
    let error = Error::usage(format!("--yes takes the whole name of a session, not `{given}`"));
    error.hint(format!("frp-onboard remove {called} --yes"))
}
