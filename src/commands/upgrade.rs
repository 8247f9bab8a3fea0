//! `upgrade`: moves a session to a newer version of its checklist.

use std::collections::BTreeMap;

use clap::Args;

use super::beginning::Definition;
use super::given;
use super::opened::{Opened, called, desk, find};
use super::printed::{Format, ONLY_SHOWN, print, view};
use super::start::definition;
use crate::checklist::Renamed;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::library::{self, LibraryError};
use crate::plan::{Plan, Version};
use crate::report::upgrade::{Told, json, text};
use crate::session::Upgraded;
use crate::store::Journal;
use crate::terminal::Mode;
use crate::walk::screen::View;
use crate::walk::{Line, Prompt, Reply, Style, YesNo};
use crate::{format, plan};

/// Move a session to a newer version of its checklist
///
/// CHECKLIST is a file or a built-in checklist; without it, where the session's own came from. What it does is shown
/// first. Answers and marks stay; what fits nowhere any more stays in the record.
#[derive(Debug, Args)]
pub struct Upgrade {
    /// The session
    session: String,
    /// The newer version
    checklist: Option<String>,
    /// Name all that is different
    #[arg(long)]
    all: bool,
    /// Take it without asking
    #[arg(long, short)]
    yes: bool,
    /// Only show what it would do
    #[arg(long)]
    dry_run: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Upgrade {
    /// Upgrades.
    ///
    /// # Errors
    /// If the session or the newer version cannot be used, or it is not agreed to; then nothing is recorded.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let path = find(env, &desk, &self.session)?;
        let operator = options.operator(env);
        let (opened, journal) = Opened::to_record(env, &operator, &path, self.dry_run)?;
        let name = called(options, &desk, &path);
        if Plan::new(&opened.checklist, &opened.record).is_complete() {
            return Err(frozen(&opened, &name));
        }
        let newer = self.newer(env, options, &opened, &name)?;
        let pin = Upgraded {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            origin: newer.origin.clone(),
            digest: newer.digest(),
            definition: newer.text.clone(),
            renamed: Renamed::default(),
            confirmed: BTreeMap::new(),
            reopened: BTreeMap::new(),
        };
        let version = Version { checklist: &newer.checklist, pin: &pin };
        let stamp = env.stamp(&operator);
        let upgrade = plan::Upgrade::new(&opened.checklist, &opened.record, version, &stamp);
        let told =
            Told { name: &opened.name, old: &opened.checklist, new: &newer.checklist, upgrade: &upgrade };
        let already = opened.checklist.version == newer.checklist.version;
        if already && !upgrade.comparison.is_empty() {
            return Err(same_version(&newer, &opened));
        }
        let view = view(env, options, &name);
        match self.format {
            Format::Json => self.told(env, &told, journal.filter(|_| !already)),
            Format::Text if already => {
                writeln!(env.out, "Already at version {}.", newer.checklist.version)?;
                Ok(Exit::OK)
            }
            Format::Text => self.taken(env, options, &opened, &told, journal, &view),
        }
    }

    /// The newer version: as given, else from where the session's own came.
    fn newer(
        &self,
        env: &mut Env,
        options: &Options,
        opened: &Opened,
        name: &str,
    ) -> Result<Definition, Error> {
        let given = self.checklist.as_deref().unwrap_or(opened.pin().origin);
        let text = library::checklist(given, &env.cwd).map_err(|error| match (&self.checklist, &error) {
            (None, LibraryError::NotFound(_)) => gone(given, name),
            _ => given::unread(given, &error),
        })?;
        let newer = definition(env, options, &text, "; nothing was recorded")?;
        let (own, other) = (&opened.checklist, &newer.checklist);
        if own.id != other.id {
            let what = format!("`{}` is the checklist `{}`", text.name, other.id);
            return Err(Error::failed(what).detail(format!("session `{}` goes by `{}`", opened.name, own.id)));
        }
        if other.version < own.version {
            let what = format!("`{}` is version {}", text.name, other.version);
            let has = format!("session `{}` goes by version {} already", opened.name, own.version);
            return Err(Error::failed(what).detail(has).hint("a session goes to newer versions only"));
        }
        Ok(newer)
    }

    /// Shown, asked about and recorded.
    fn taken(
        &self,
        env: &mut Env,
        options: &Options,
        opened: &Opened,
        told: &Told<'_>,
        journal: Option<Journal>,
        view: &View,
    ) -> Result<Exit, Error> {
        let before = Plan::new(&opened.checklist, &opened.record);
        let lines = text::lines(told, &before, self.all, view);
        let Some(mut journal) = journal else {
            print(env, &lines)?;
            env.out.write_all(ONLY_SHOWN.as_bytes())?;
            return Ok(Exit::OK);
        };
        if !self.yes && !can_ask(env, options) {
            for line in &lines {
                writeln!(env.err, "{}", line.text().trim_end())?;
            }
            return Err(not_agreed());
        }
        print(env, &lines)?;
        env.out.flush()?;
        if !self.yes {
            let question = "Take it?".to_owned();
            let prompt = Prompt::YesNo(YesNo { spoken: format!("{question} Type y or n."), question });
            let mode = env.mode(options.plain)?;
            if (env.prompters)(mode).ask(&prompt)? != Reply::Decided(true) {
                writeln!(env.out, "nothing was recorded")?;
                return Ok(Exit::OK);
            }
        }
        journal.append(&told.upgrade.event)?;
        print(env, &text::taken(told, view))?;
        Ok(Exit::OK)
    }

    /// The same for programs: nothing is asked.
    fn told(&self, env: &mut Env, told: &Told<'_>, journal: Option<Journal>) -> Result<Exit, Error> {
        let recorded = match journal {
            Some(mut journal) if self.yes => {
                journal.append(&told.upgrade.event)?;
                true
            }
            Some(_) => false,
            None => return write(env, told, false),
        };
        write(env, told, recorded)?;
        if recorded { Ok(Exit::OK) } else { Err(not_agreed()) }
    }
}

fn write(env: &mut Env, told: &Told<'_>, recorded: bool) -> Result<Exit, Error> {
    env.out.write_all(json::render(told, recorded).as_bytes())?;
    Ok(Exit::OK)
}

/// Whether somebody can be asked: in line mode only where what is typed is no pipe.
fn can_ask(env: &Env, options: &Options) -> bool {
    match env.mode(options.plain) {
        Ok(Mode::Menus) => true,
        Ok(Mode::Lines) => env.tty.input,
        Err(_) => false,
    }
}

/// That a newer version is there, in a line, for whoever goes on with a session.
pub(super) fn offer(env: &Env, opened: &Opened, session: &str) -> Option<Line> {
    let pin = opened.pin();
    let text = library::checklist(pin.origin, &env.cwd)
        .ok()
        .filter(|text| text.bytes != pin.definition.as_bytes())?;
    let newer = format::checklist(&text.name, &text.bytes).ok()?;
    let own = &opened.checklist;
    let is_open = !Plan::new(own, &opened.record).is_complete();
    let is_newer = is_open && newer.id == own.id && newer.version > own.version;
    let said = format!("{} {} is there, this session goes by {}; ", own.id, newer.version, own.version);
    let line = Line::plain(said).then(Style::Accent, format!("frp-onboard upgrade {session}"));
    is_newer.then(|| line.then(Style::Plain, " shows what changes"))
}

fn frozen(opened: &Opened, name: &str) -> Error {
    let version = &opened.checklist.version;
    let error =
        Error::failed(format!("session `{}` is complete: it stays at version {version}", opened.name));
    error.hint(format!("open a step again first: frp-onboard mark {name} STEP --reopen REASON"))
}

fn gone(origin: &str, name: &str) -> Error {
    let error = Error::failed("the file that this session began from is gone").detail(origin);
    error.hint(format!("name the newer version: frp-onboard upgrade {name} CHECKLIST"))
}

fn same_version(newer: &Definition, opened: &Opened) -> Error {
    let version = &newer.checklist.version;
    let error = Error::failed(format!("`{}` is version {version} too, but it differs", newer.origin));
    error
        .detail(format!("session `{}` goes by version {version} as it was", opened.name))
        .hint("raise `version` in the file, so that the two can be told apart")
}

/// Nobody is there to ask.
fn not_agreed() -> Error {
    Error::failed("nothing was recorded: an upgrade is asked about")
        .hint("to take it all the same, add --yes")
}
