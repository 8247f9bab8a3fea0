//! A session that begins: its events are held until it has a name, then its journal is created with them.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::opened::{Opened, called, notices};
use super::walking::{Recorder, Stop, Walking};
use crate::checklist::{Checklist, Text};
use crate::cli::UNKNOWN;
use crate::env::Env;
use crate::error::Error;
use crate::library::hex;
use crate::plan::Plan;
use crate::session::{Event, Record, SessionName, Started, What};
use crate::store::{Desk, Journal, StoreError};
use crate::terminal::Broken;
use crate::text::slug::slug;
use crate::walk::screen::done;
use crate::walk::{Line, Menu, MenuRow, Prompt, Reply};

/// A checklist that was read, and the text that a session of it pins.
#[derive(Debug)]
pub(super) struct Definition {
    pub checklist: Checklist,
    /// A built-in checklist's id, or the file's path.
    pub origin: String,
    pub text: String,
}

impl Definition {
    /// The hex SHA-256 of its text.
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(self.text.as_bytes()))
    }
}

/// A session that has no file yet, or has just got one.
pub(super) struct Beginning {
    pub desk: Desk,
    pub definition: Definition,
    /// Its name, if that was given and is not to be made of answers.
    pub given: Option<SessionName>,
    state: State,
    news: Vec<Line>,
}

enum State {
    /// No name yet.
    Held(Vec<Event>),
    /// In its file.
    Begun(Journal),
}

impl Beginning {
    /// Of this checklist.
    pub fn new(desk: Desk, definition: Definition, given: Option<SessionName>) -> Self {
        Self { desk, definition, given, state: State::Held(Vec::new()), news: Vec::new() }
    }

    /// What the session is called once everything that names it is answered.
    pub fn name(&self, record: &Record) -> Option<SessionName> {
        if let Some(given) = &self.given {
            return Some(given.clone());
        }
        let checklist = &self.definition.checklist;
        let id = || checklist.id.as_str().parse().ok();
        let Some(template) = &checklist.session_name else { return id() };
        slug(&named(checklist, template, record)?).parse().ok().or_else(id)
    }

    /// A name that no session has: with the checklist's id, then with a number.
    pub fn free(&self, base: &SessionName) -> Result<SessionName, Error> {
        let names = self.desk.names()?;
        let is_free = |name: &SessionName| !names.contains(name);
        let id = self.definition.checklist.id.as_str();
        let with_id = format!("{base}-{id}").parse::<SessionName>().ok().filter(|_| base.as_str() != id);
        let numbered = with_id.clone().unwrap_or_else(|| base.clone());
        let numbers = (2..).map(|number| numbered.with_number(number));
        let mut names = std::iter::once(base.clone()).chain(with_id).chain(numbers);
        Ok(names.find(is_free).expect("there are more numbers than sessions"))
    }

    /// Creates the session's file.
    pub fn create(&self, env: &Env, operator: &str, name: &SessionName) -> Result<Journal, Error> {
        let definition = &self.definition;
        let started = Started {
            session: session_id()?,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            origin: definition.origin.clone(),
            digest: definition.digest(),
            definition: definition.text.clone(),
        };
        let first = Event { stamp: env.stamp(operator), what: What::Started(Box::new(started)) };
        let created = self.desk.create(name, &first, &env.holder(operator), &env.gate);
        created.map_err(|error| match error {
            StoreError::Exists { .. } => exists(name),
            error => error.into(),
        })
    }

    /// Creates the file and records what was held, once there is a name.
    pub fn begin(&mut self, walking: &mut Walking<'_>, record: &Record) -> Result<(), Stop> {
        let Some(base) = self.name(record) else { return Ok(()) };
        if let Some(path) = self.same_partner(walking, &base)? {
            return Err(Stop::Elsewhere(path));
        }
        let name = if self.given.is_some() { base } else { self.free(&base)? };
        let mut journal = self.create(walking.env, &walking.operator, &name)?;
        if let State::Held(held) = &self.state {
            journal.append_all(held).map_err(Error::from)?;
        }
        walking.session = called(&walking.options, &self.desk, &self.desk.path(&name));
        self.news = notices(&journal).into_iter().map(Line::plain).collect();
        let short = walking.session.replacen(name.as_str(), &shortest(&self.desk, &name)?, 1);
        self.news.push(Line::plain(match walking.view().plain {
            true => format!("Session {name}. frp-onboard resume {short} finds it."),
            false => format!("      saved as session {name}; `frp-onboard resume {short}` finds it"),
        }));
        self.news.extend(unnamed(&walking.operator).map(Line::plain));
        self.state = State::Begun(journal);
        Ok(())
    }

    /// The open session of the same partner: it is of this checklist and has the name that the answers make.
    pub fn first(&self, base: &SessionName) -> Option<Opened> {
        let path = self.desk.path(base);
        if self.given.is_some() || self.definition.checklist.session_name.is_none() || !path.exists() {
            return None;
        }
        let opened = Opened::read(&path).ok()?;
        let is_same = opened.checklist.id == self.definition.checklist.id;
        let is_open = !Plan::new(&opened.checklist, &opened.record).is_complete();
        (is_same && is_open).then_some(opened)
    }

    /// That session, if the operator goes on with it.
    fn same_partner(&self, walking: &mut Walking<'_>, base: &SessionName) -> Result<Option<PathBuf>, Stop> {
        let Some(first) = self.first(base) else { return Ok(None) };
        let second = self.free(base)?;
        let rows = vec![
            MenuRow::new(format!("Resume {base}"), ["resume"]),
            MenuRow::new(format!("Start a second one, {second}"), ["start", "second"]),
        ];
        let spoken = format!("1 resume {base}, 2 start a second one, {second}. Enter takes 1.");
        let (hint, cursor) = ("Up/Down move, Enter choose".to_owned(), Some(0));
        let menu = Prompt::Menu(Menu { hint, spoken, rows, cursor, escape: false, many: false });
        let progress = Plan::new(&first.checklist, &first.record).progress();
        let done = done(&progress, walking.view().plain);
        walking.note(&[Line::plain(format!("There is a session {base} already, {done} done."))])?;
        match walking.prompter.ask(&menu)? {
            Reply::Picked(0) => Ok(Some(first.path)),
            Reply::Picked(_) => Ok(None),
            _ => Err(Broken::Ended.into()),
        }
    }
}

impl Recorder for Beginning {
    fn record(&mut self, walking: &mut Walking<'_>, events: &[Event]) -> Result<(), Stop> {
        match &mut self.state {
            State::Begun(journal) => Ok(journal.append_all(events).map_err(Error::from)?),
            State::Held(held) => {
                held.extend_from_slice(events);
                let mut record = walking.walk.record().clone();
                events.iter().for_each(|event| record.apply(event));
                self.begin(walking, &record)
            }
        }
    }

    fn file(&mut self, walking: &mut Walking<'_>) -> Result<Option<PathBuf>, Stop> {
        self.record(walking, &[])?;
        Ok(match &self.state {
            State::Begun(journal) => Some(journal.path().to_owned()),
            State::Held(_) => None,
        })
    }

    fn is_recorded(&self) -> bool {
        matches!(self.state, State::Begun(_))
    }

    fn news(&mut self) -> Vec<Line> {
        std::mem::take(&mut self.news)
    }
}

/// What is said where nothing says who records.
pub(super) fn unnamed(operator: &str) -> Option<&'static str> {
    (operator == UNKNOWN)
        .then_some("note: who records is not known and called `unknown`; to name yourself: --operator NAME")
}

/// What is said of a name that is taken.
pub(super) fn exists(name: &SessionName) -> Error {
    let error = Error::failed(format!("there is a session `{name}` already"));
    error.hint(format!("go on with it: frp-onboard resume {name}"))
}

/// The text that names a session, once all that it reads is answered.
fn named(checklist: &Checklist, template: &Text, record: &Record) -> Option<String> {
    let plan = Plan::new(checklist, record);
    let reader = plan.reader();
    let answered = template.holes().all(|hole| !reader.read(hole, &[]).values.is_empty());
    answered.then(|| reader.fill(template, &[]).line())
}

fn session_id() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::failed(format!("no random numbers: {error}")))?;
    Ok(hex(&bytes))
}

/// The shortest beginning of a name that names no other session, two letters at least.
fn shortest(desk: &Desk, name: &SessionName) -> Result<String, Error> {
    let names = desk.names()?;
    let name = name.as_str();
    let unique = |end: &usize| {
        names.iter().all(|other| other.as_str() == name || !other.as_str().starts_with(&name[..*end]))
    };
    let end = (2..name.len()).find(unique).unwrap_or(name.len());
    Ok(name[..end].trim_end_matches('-').to_owned())
}
