//! `mark`: records of steps without walking to them.

use std::path::Path;

use clap::{ArgGroup, Args, ValueEnum};

use super::opened::{Opened, called, desk, find};
use super::printed::ONLY_SHOWN;
use crate::checklist::InstanceKey;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::intake::{Course, Marking, Unmarked, marked};
use crate::library;
use crate::plan::Plan;
use crate::report::marked::{Marked, json, text};
use crate::session::{Event, Exhibit, Record, Stamp, What};
use crate::text::count::count;
use crate::text::{dates, visible};

/// Record of steps without walking to them
///
/// STEP is its id and its items', as `status` names it: enroll/us; the beginning of just one will do. Several are
/// marked all or none.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("course").args(["done", "waiting_for", "skip", "reopen"]))]
#[command(group = ArgGroup::new("what").required(true).multiple(true).args([
    "done", "waiting_for", "skip", "reopen", "tick", "untick", "note", "evidence", "confirm",
]))]
pub struct Mark {
    /// The session
    session: String,
    /// The steps; none for a note on the session
    #[arg(value_name = "STEP")]
    steps: Vec<String>,
    /// They are done
    #[arg(long)]
    done: bool,
    /// They wait for WHO
    #[arg(long, value_name = "WHO")]
    waiting_for: Option<String>,
    /// Look again on DATE: `30 nov`, `2026-11-30`, `mon`, `5 business days`
    #[arg(long, value_name = "DATE", requires = "waiting_for", conflicts_with_all = ["done", "skip", "reopen"])]
    follow_up: Option<String>,
    /// A ticket or case number of the wait
    #[arg(long, value_name = "TEXT", requires = "waiting_for", conflicts_with_all = ["done", "skip", "reopen"])]
    reference: Option<String>,
    /// They are skipped, for REASON
    #[arg(long, value_name = "REASON")]
    skip: Option<String>,
    /// They are open again, for REASON
    #[arg(long, value_name = "REASON")]
    reopen: Option<String>,
    /// Set a tick, by its id or number
    #[arg(long, value_name = "ID|N")]
    tick: Vec<String>,
    /// Take a tick back
    #[arg(long, value_name = "ID|N")]
    untick: Vec<String>,
    /// Add a note
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Add evidence: a reference, or a file, of which name, size and SHA-256 are recorded
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    /// Confirm what cannot be undone, by typing it
    #[arg(long, value_name = "TEXT")]
    confirm: Option<String>,
    /// Only show what it would do
    #[arg(long)]
    dry_run: bool,
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

impl Mark {
    /// Records.
    ///
    /// # Errors
    /// If one of the steps cannot be marked so; then nothing is recorded.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let path = find(env, &desk, &self.session)?;
        let marking = self.marking(env)?;
        let operator = options.operator(env);
        let (opened, mut journal) = Opened::to_record(env, &operator, &path, self.dry_run)?;
        let taken = self.taken(env, &operator, &opened, &marking)?;
        if let (Some(journal), []) = (&mut journal, taken.refused.as_slice()) {
            journal.append_all(&taken.events)?;
        }
        let marked = Marked {
            session: &opened.name,
            called: &called(options, &desk, &path),
            marking: &marking,
            steps: &taken.steps,
            before: &Plan::new(&opened.checklist, &opened.record),
            after: &Plan::new(&opened.checklist, &taken.record),
            refused: &taken.refused,
            recorded: journal.is_some() && taken.refused.is_empty(),
        };
        match self.format {
            Format::Json => env.out.write_all(json::render(&marked).as_bytes())?,
            Format::Text if marked.refused.is_empty() => {
                let text = text::render(&marked, env.today());
                let end = if marked.recorded { "" } else { ONLY_SHOWN };
                env.out.write_all((text + end).as_bytes())?;
            }
            Format::Text => {}
        }
        match marked.refused {
            [] => Ok(Exit::OK),
            refused => Err(refusal(env, &marked, refused, self.steps.len())),
        }
    }

    /// What is to be recorded of every step, and which cannot be marked so: all of them are told of.
    fn taken(&self, env: &Env, operator: &str, opened: &Opened, marking: &Marking) -> Result<Taken, Error> {
        let stamp = env.stamp(operator);
        let mut taken = Taken { record: opened.record.clone(), ..Taken::default() };
        if self.steps.is_empty() {
            taken.record(&stamp, vec![self.on_session()?]);
        }
        for given in &self.steps {
            match marked(&opened.checklist, &taken.record, &stamp, env.today(), given.trim(), marking) {
                Ok((key, _)) if taken.steps.contains(&key) => {}
                Ok((key, whats)) => {
                    taken.record(&stamp, whats);
                    taken.steps.push(key);
                }
                Err(unmarked) => taken.refused.push((given.clone(), unmarked)),
            }
        }
        if !taken.refused.is_empty() {
            let refused = taken.refused;
            taken = Taken { record: opened.record.clone(), refused, ..Taken::default() };
        }
        Ok(taken)
    }

    /// Without a step, a note is on the session as a whole.
    fn on_session(&self) -> Result<What, Error> {
        let only_a_note = Marking { note: self.note.clone(), ..Marking::default() };
        let given = Marking { course: self.course(None), ..self.plain() };
        match &self.note {
            Some(text) if given == only_a_note && !text.trim().is_empty() => {
                Ok(What::Note { step: None, text: text.trim().to_owned() })
            }
            _ => Err(Error::usage("no step is named").hint("name it: frp-onboard mark SESSION STEP --done")),
        }
    }

    fn marking(&self, env: &mut Env) -> Result<Marking, Error> {
        let follow_up = self.follow_up.as_deref().map(|text| dates::parse(text, env.today())).transpose();
        let follow_up = follow_up.map_err(|error| Error::usage(error.to_string()))?;
        let evidence = self.evidence.as_deref().map(|text| evidence(env, text)).transpose()?;
        Ok(Marking { evidence, course: self.course(follow_up), ..self.plain() })
    }

    /// What needs no reading.
    fn plain(&self) -> Marking {
        Marking {
            ticks: self.tick.clone(),
            unticks: self.untick.clone(),
            note: self.note.clone(),
            evidence: self.evidence.clone(),
            confirm: self.confirm.clone(),
            course: None,
        }
    }

    fn course(&self, follow_up: Option<jiff::civil::Date>) -> Option<Course> {
        let waiting = |whom: &String| Course::Waiting {
            whom: whom.clone(),
            follow_up,
            reference: self.reference.clone().filter(|reference| !reference.trim().is_empty()),
        };
        let done = self.done.then_some(Course::Done);
        done.or_else(|| self.waiting_for.as_ref().map(waiting))
            .or_else(|| self.skip.clone().map(Course::Skipped))
            .or_else(|| self.reopen.clone().map(Course::Reopened))
    }
}

/// What a marking comes to.
#[derive(Default)]
struct Taken {
    steps: Vec<InstanceKey>,
    events: Vec<Event>,
    record: Record,
    refused: Vec<(String, Unmarked)>,
}

impl Taken {
    fn record(&mut self, stamp: &Stamp, whats: Vec<What>) {
        for what in whats {
            let event = Event { stamp: stamp.clone(), what };
            self.record.apply(&event);
            self.events.push(event);
        }
    }
}

/// Why nothing is recorded: of several steps each refusal is told, then how many there are.
fn refusal(env: &mut Env, marked: &Marked<'_>, refused: &[(String, Unmarked)], of: usize) -> Error {
    let words = |unmarked: &Unmarked| {
        let error = Error::failed(unmarked.to_string());
        unmarked.hints(marked.called).into_iter().fold(error, Error::hint)
    };
    match refused {
        [(_, only)] if of == 1 => words(only),
        several => {
            several.iter().for_each(|(_, unmarked)| words(unmarked).print(&mut *env.err));
            let steps = count(of, "step");
            Error::failed(format!("{} of {steps} cannot be marked so; nothing was recorded", several.len()))
        }
    }
}

/// A reference as it is; of a file its name, size and SHA-256. The file itself stays where it is.
fn evidence(env: &mut Env, text: &str) -> Result<String, Error> {
    let text = text.trim();
    let found = library::fingerprint(text, &env.cwd).map_err(|error| {
        Error::failed(error.to_string()).hint("evidence is a reference, or a file that can be read")
    })?;
    let Some(file) = found else {
        if names_a_file(text) {
            let note = format!("note: there is no file `{text}`; it is kept as these words");
            writeln!(env.err, "{}", visible::line(&note))?;
        }
        return Ok(text.to_owned());
    };
    // Where it lies on this machine is nobody else's business.
    let name = Path::new(text).file_name().map_or(text.into(), |name| name.to_string_lossy());
    Ok(Exhibit { name: name.into_owned(), bytes: file.bytes, sha256: file.sha256 }.to_string())
}

/// Whether a text reads as the path of a file: one word with a separator or a file's ending, and no address.
fn names_a_file(text: &str) -> bool {
    let end = Path::new(text).extension().map(|end| end.to_string_lossy());
    let has_end = end.is_some_and(|end| end.len() <= 5 && end.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_one_word = !text.contains(char::is_whitespace);
    is_one_word && !text.contains("://") && !text.contains('@') && (text.contains(['/', '\\']) || has_end)
}
