//! `recover`: a session of its own made of what is whole of a damaged one.

use std::path::Path;

use clap::Args;

use super::beginning::exists;
use super::opened::{Opened, called, desk, find, locked_words, stem};
use super::printed::{ONLY_SHOWN, print, view};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::plan::Plan;
use crate::report::recovery::{self, Left, Recovery};
use crate::session::{Event, SessionName, What};
use crate::store::{Damage, Desk, Held, Salvage, StoreError};
use crate::terminal::Mode;
use crate::text::count::count;
use crate::text::slug::slug;
use crate::walk::screen::done;
use crate::walk::{Line, Prompt, Reply, YesNo};

/// Save what is whole of a damaged session
///
/// It becomes a session of its own: every line that is as it was written for certain, and a note that says so.
/// What may be missing is listed. The damaged file stays as it is, under its name.
#[derive(Debug, Args)]
pub struct Recover {
    /// The damaged session
    session: String,
    /// Call the new session NAME instead of SESSION-recovered
    #[arg(long = "session", value_name = "NAME")]
    name: Option<SessionName>,
    /// Write it without asking
    #[arg(long, short)]
    yes: bool,
    /// Only show what is whole and what may be missing
    #[arg(long)]
    dry_run: bool,
    /// List all that may be missing
    #[arg(long)]
    all: bool,
}

impl Recover {
    /// Recovers.
    ///
    /// # Errors
    /// If nothing is whole, somebody writes the session, or nobody agrees; then nothing is written.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let path = find(env, &desk, &self.session)?;
        let reading = Desk::read(&path)?;
        let Some(damage) = reading.damage else {
            let lines = count(reading.events.len(), "line");
            writeln!(
                env.out,
                "session {} is whole, {lines}: nothing to recover",
                called(options, &desk, &path)
            )?;
            return Ok(Exit::OK);
        };
        if let Held::By(holder) = Desk::held(&path)? {
            return Err(locked_words(env, StoreError::Locked { path, holder }));
        }
        let salvage = Desk::salvage(&path)?;
        if salvage.events.is_empty() {
            return Err(lost(&path, damage));
        }
        let becomes = self.becomes(&desk, &path)?;
        let done = progress(&path, &salvage);
        let (name, damage, shown_path) = (stem(&path), damage.to_string(), path.display().to_string());
        let recovery = Recovery {
            name: &name,
            path: &shown_path,
            damage: &damage,
            whole: salvage.events.len(),
            last: salvage.events.last().map(|event| &event.stamp),
            left: salvage.rest.iter().map(left).collect(),
            becomes: becomes.as_str(),
            before: before(&desk, &path, &salvage),
            done: done.as_deref(),
        };
        let shown = recovery::lines(&recovery, self.all, &view(env, options, &name));
        if self.dry_run {
            print(env, &shown)?;
            env.out.write_all(ONLY_SHOWN.as_bytes())?;
            return Ok(Exit::OK);
        }
        if !self.agreed(env, options, &shown)? {
            return Ok(Exit::OK);
        }
        let operator = options.operator(env);
        let what = What::Note { step: None, text: recovery::note(&recovery) };
        let note = Event { stamp: env.stamp(&operator), what };
        desk.restore(&becomes, &salvage, &note, &env.holder(&operator), &env.gate)?;
        let lines = count(recovery.whole, "line");
        writeln!(env.out, "[x] session {becomes} has {lines} and a note of this; {name} is kept as it is")?;
        writeln!(env.out, "Next: frp-onboard resume {}", called(options, &desk, &desk.path(&becomes)))?;
        Ok(Exit::OK)
    }

    /// The name of the new session: one that is free.
    fn becomes(&self, desk: &Desk, path: &Path) -> Result<SessionName, Error> {
        let names = desk.names()?;
        if let Some(name) = &self.name {
            return if names.contains(name) { Err(exists(name)) } else { Ok(name.clone()) };
        }
        let base = slug(&stem(path)).parse::<SessionName>().ok().and_then(|name| with_word(&name));
        let base = base.or_else(|| "recovered".parse().ok()).expect("that is a name");
        let numbered = (2..).map(|number| base.with_number(number));
        let mut free = std::iter::once(base.clone()).chain(numbered).filter(|name| !names.contains(name));
        Ok(free.next().expect("there are more numbers than sessions"))
    }

    /// Whether it is agreed to, by `--yes` or on being asked.
    fn agreed(&self, env: &mut Env, options: &Options, shown: &[Line]) -> Result<bool, Error> {
        print(env, shown)?;
        if self.yes {
            return Ok(true);
        }
        let mode = env.mode(options.plain).ok().filter(|mode| *mode == Mode::Menus || env.tty.input);
        let Some(mode) = mode else {
            let error = Error::failed("nothing was written: nobody is there to agree");
            return Err(error.hint("to write it, add --yes"));
        };
        env.out.flush()?;
        let question = "Write it?".to_owned();
        let prompt = Prompt::YesNo(YesNo { spoken: format!("{question} Type y or n."), question });
        let agreed = (env.prompters)(mode).ask(&prompt)? == Reply::Decided(true);
        if !agreed {
            writeln!(env.out, "nothing was written")?;
        }
        Ok(agreed)
    }
}

/// `adatum` as `adatum-recovered`; a long name loses its end.
fn with_word(name: &SessionName) -> Option<SessionName> {
    let name = name.as_str();
    (1..=name.len()).rev().find_map(|end| format!("{}-recovered", &name[..end]).parse().ok())
}

fn left(rest: &crate::store::Rest) -> Left<'_> {
    Left { line: rest.line, bytes: rest.bytes, says: rest.says.as_ref().map(|(_, event)| event) }
}

/// What was made of this file before.
fn before(desk: &Desk, path: &Path, salvage: &Salvage) -> Vec<String> {
    let id = match salvage.events.first().map(|event| &event.what) {
        Some(What::Started(started)) => started.session.as_str(),
        _ => "",
    };
    let copies = desk.copies(path, id).unwrap_or_default();
    copies.iter().filter(|copy| copy.recovered).map(|copy| stem(&copy.path)).collect()
}

/// How far the session is, if its checklist can be read.
fn progress(path: &Path, salvage: &Salvage) -> Option<String> {
    let opened = Opened::of(path, salvage.events.clone(), None).ok()?;
    let plan = Plan::new(&opened.checklist, &opened.record);
    Some(done(&plan.progress(), false))
}

/// Not even the beginning is whole.
fn lost(path: &Path, damage: Damage) -> Error {
    let error = StoreError::Damaged { path: path.to_owned(), damage };
    Error::failed(format!("nothing of session `{}` can be recovered: its first line is damaged", stem(path)))
        .detail(path.display().to_string())
        .detail(error.details().swap_remove(1))
        .hint("put back a copy of the file, or start again; it is kept as it is")
}
