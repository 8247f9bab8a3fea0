//! `apply`: takes the reply to a sheet.

use std::io::Read as _;

use clap::Args;

use super::agreed::agreed;
use super::opened::{Opened, called, desk, find};
use super::printed::{Format, ONLY_SHOWN, view};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::intake::reply::{self, Block, Code, Filled, Taking, Who};
use crate::library::{self, LARGEST};
use crate::plan::Plan;
use crate::report::applied::{Applied, json, text};
use crate::report::sheet::Sheet;
use crate::session::{Event, SessionName};
use crate::store::Journal;

/// Take the reply to a sheet
///
/// FILE is the mail that came back, whole or in part; without it the mail is read from standard input. What it
/// would record is shown and asked about once. It records like `mark` and `answer`, and says who replied. It
/// never confirms what cannot be undone.
#[derive(Debug, Args)]
pub struct Apply {
    /// The session
    session: String,
    /// The mail, - for standard input
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    mail: String,
    /// Record what is taken without asking
    #[arg(long, short)]
    yes: bool,
    /// Only show what it would do
    #[arg(long)]
    dry_run: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Apply {
    /// Takes it.
    ///
    /// # Errors
    /// If it is no reply to a sheet of this session, says nothing, or is not agreed to; then nothing is
    /// recorded.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let path = find(env, &desk, &self.session)?;
        let name = called(options, &desk, &path);
        let mail = self.read(env)?;
        let operator = options.operator(env);
        let (opened, mut journal) = Opened::to_record(env, &operator, &path, self.dry_run)?;
        let Found { sheet, code, filled, then } = self.filled(&mail, &opened, &name)?;
        let then = Plan::new(&then.checklist, &then.record);
        let from = from(&filled, &sheet);
        let stamp = env.stamp(&operator);
        let taking = Taking {
            checklist: &opened.checklist,
            events: &opened.events,
            record: &opened.record,
            then: &then,
            stamp: &stamp,
            today: env.today(),
            session: &name,
            sheet: &code.to_string(),
            from: &from,
        };
        let (outcomes, record) = reply::take(&taking, &filled.entries);
        let applied = Applied {
            session: &opened.name,
            sheet: &sheet,
            code: &code,
            from: &from,
            filled: &filled,
            outcomes: &outcomes,
            before: &Plan::new(&opened.checklist, &opened.record),
            after: &Plan::new(&opened.checklist, &record),
        };
        let events: Vec<Event> = applied.events().cloned().collect();
        if self.format == Format::Json {
            return self.told(env, &applied, journal.as_mut(), &events);
        }
        let before = text::before(&applied, &view(env, options, &name));
        if events.is_empty() {
            env.out.write_all(before.as_bytes())?;
            writeln!(env.out, "Nothing to record.")?;
            return Ok(exit_of_nothing(&applied));
        }
        let Some(mut journal) = journal else {
            env.out.write_all(before.as_bytes())?;
            env.out.write_all(ONLY_SHOWN.as_bytes())?;
            return Ok(Exit::OK);
        };
        if self.yes {
            env.out.write_all(before.as_bytes())?;
        } else if !agreed(env, options, &before, "Record it?", not_agreed)? {
            writeln!(env.out, "nothing was recorded")?;
            return Ok(Exit::OK);
        }
        journal.append_all(&events)?;
        env.out.write_all(text::after(&applied).as_bytes())?;
        Ok(Exit::OK)
    }

    /// Records what a reply says, where that is wanted, and tells programs of it; nobody is asked.
    fn told(
        &self,
        env: &mut Env,
        applied: &Applied<'_>,
        journal: Option<&mut Journal>,
        events: &[Event],
    ) -> Result<Exit, Error> {
        let journal = journal.filter(|_| self.yes && !events.is_empty());
        let recorded = journal.is_some();
        if let Some(journal) = journal {
            journal.append_all(events)?;
        }
        env.out.write_all(json::render(applied, recorded).as_bytes())?;
        match events {
            [] => Ok(exit_of_nothing(applied)),
            _ if recorded || self.dry_run => Ok(Exit::OK),
            _ => Err(not_agreed()),
        }
    }

    /// The text of the mail, of a sensible size.
    fn read(&self, env: &mut Env) -> Result<String, Error> {
        let bytes = if self.mail == "-" {
            if env.tty.input {
                let end = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };
                writeln!(env.err, "Paste the reply, then press {end} on a line of its own.")?;
                env.err.flush()?;
            }
            let mut bytes = Vec::new();
            let read = (&mut env.input).take(LARGEST + 1).read_to_end(&mut bytes);
            read.map_err(|error| Error::failed(format!("cannot read standard input: {error}")))?;
            if bytes.len() as u64 > LARGEST {
                let error = Error::failed(format!("standard input has more than {LARGEST} bytes"));
                return Err(error.hint("give only the mail with the reply"));
            }
            bytes
        } else {
            library::file(&self.mail, &env.cwd).map_err(|error| Error::failed(error.to_string()))?.bytes
        };
        Ok(reply::text(&bytes))
    }

    /// The sheet that the mail replies to, as it was written, and what stands behind its labels.
    fn filled(&self, mail: &str, opened: &Opened, name: &str) -> Result<Found, Error> {
        let blocks = reply::blocks(mail);
        let (code, who, session) = one(&blocks)?;
        let own = Code::new(opened.id(), 0, &who, []);
        if !code.is_of_same_session(&own) {
            return Err(of_another(&session, &self.mail));
        }
        let unknown = || {
            let error = Error::failed(format!("session `{}` has no sheet `{code}`", opened.name));
            error
                .detail("its code was changed, or the sheet is of another copy of the session")
                .hint(format!("write it anew: frp-onboard handoff {name} {}", who.options()))
        };
        let then = opened.at(code.events).ok_or_else(unknown)?;
        let sheet = Sheet::of(&Plan::new(&then.checklist, &then.record), &who);
        if sheet.code(opened.id(), code.events) != code {
            return Err(unknown());
        }
        let fields = sheet.fields();
        let plan = Plan::new(&opened.checklist, &opened.record);
        let knows = |name: &str| {
            let answer = || name.parse().ok().and_then(|path| opened.checklist.question_at(&path));
            plan.find(name.trim_end_matches(".evidence")).is_some() || answer().is_some()
        };
        let filled = reply::filled(&blocks, &fields, &knows);
        if filled.entries.is_empty() && filled.strange.is_empty() {
            let error = Error::failed("the reply says nothing: no line of it is filled in");
            return Err(error.hint("what is said stands behind a label: `STEP: done`"));
        }
        Ok(Found { sheet, code, filled, then })
    }
}

/// What a mail replies to, and what it says.
struct Found {
    sheet: Sheet,
    code: Code,
    filled: Filled,
    /// The session as the sheet tells of it.
    then: Opened,
}

/// The one sheet that a mail replies to.
fn one(blocks: &[Block]) -> Result<(Code, Who, String), Error> {
    let mut known: Vec<(&Code, &Block)> = Vec::new();
    for block in blocks {
        if let Ok(code) = &block.code
            && !known.iter().any(|(own, _)| *own == code)
        {
            known.push((code, block));
        }
    }
    match (known.as_slice(), blocks) {
        ([(code, block)], _) => Ok(((*code).clone(), block.who.clone(), block.session.clone())),
        ([], []) => {
            let error = Error::failed("there is no reply to a sheet in it");
            Err(error.hint("it begins with `--- reply` and ends with `--- end`: take the mail as it came"))
        }
        ([], [block, ..]) => {
            let given = block.code.as_ref().err().map(String::as_str).unwrap_or_default();
            let error = Error::failed(format!("`{given}` is not the code of a sheet"));
            Err(error.hint("it stands in the line `--- reply` of the sheet, like 7f3a09.41.b81d6e55c0aa"))
        }
        (several, _) => {
            let error = Error::failed(format!("there are replies to {} sheets in it", several.len()));
            let error = several
                .iter()
                .fold(error, |error, (code, block)| error.detail(format!("{code} {}", block.who)));
            Err(error.hint("take each by itself, without the others"))
        }
    }
}

fn of_another(session: &str, mail: &str) -> Error {
    let error = Error::failed(format!("this reply is to a sheet of another session, called `{session}`"));
    // What a mail says is no command unless it is a name.
    match session.parse::<SessionName>() {
        Ok(session) => {
            error.hint(format!("frp-onboard apply {session} {}", if mail == "-" { "FILE" } else { mail }))
        }
        Err(_) => error.hint("which there are: frp-onboard list"),
    }
}

fn not_agreed() -> Error {
    let error = Error::failed("nothing was recorded: there is nobody to ask");
    error.hint("to record it, add --yes")
}

/// Who replied: by name, and as whom the sheet went to.
fn from(filled: &Filled, sheet: &Sheet) -> String {
    match &filled.from {
        Some(name) => format!("{name} ({})", sheet.whom),
        None => sheet.whom.clone(),
    }
}

/// How it ends where there is nothing to record: well, if nothing was refused or not understood.
fn exit_of_nothing(applied: &Applied<'_>) -> Exit {
    if applied.is_short() { Exit::FAILED } else { Exit::OK }
}
