//! A session that was named, found and read, for the commands that look at one or record in it.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::checklist::Checklist;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::format;
use crate::session::{Event, Record, SessionName, What};
use crate::store::{Copy, Damage, Desk, Journal, Notice, StoreError};
use crate::text::count::count;
use crate::text::{shell, suggest, visible};

/// How many copies of a session are told of one by one.
const COPIES: usize = 3;

/// A session, read.
#[derive(Debug)]
pub(super) struct Opened {
    /// What it is called: its file's name.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// All that was recorded and is whole.
    pub events: Vec<Event>,
    /// The checklist that it pins.
    pub checklist: Rc<Checklist>,
    /// What its events add up to.
    pub record: Record,
    /// What is damaged after that.
    pub damage: Option<Damage>,
    /// The checksum of the last whole line; of a session opened to record in, its journal goes on from it.
    pub sum: String,
}

/// The checklists that sessions go by, each read once: many sessions pin the same text.
#[derive(Debug, Default)]
pub(super) struct Definitions(HashMap<String, Rc<Checklist>>);

impl Definitions {
    fn read(&mut self, text: &str) -> Option<Rc<Checklist>> {
        if let Some(known) = self.0.get(text) {
            return Some(Rc::clone(known));
        }
        let checklist = Rc::new(format::pinned(text.as_bytes())?);
        self.0.insert(text.to_owned(), Rc::clone(&checklist));
        Some(checklist)
    }
}

/// The definition that a session goes by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pin<'a> {
    /// Where it was read: a built-in checklist's id, or a file's path.
    pub origin: &'a str,
    /// Its text.
    pub definition: &'a str,
}

/// What a session is called: the name of its file, without the end.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Where sessions lie: `--dir`, `FRP_ONBOARD_DIR`, else the platform's state directory.
pub(super) fn desk(env: &Env, options: &Options) -> Result<Desk, Error> {
    let given = options.dir.clone().or_else(|| env.var_os("FRP_ONBOARD_DIR").map(PathBuf::from));
    let dir = given.map(|dir| env.resolve(&dir)).or_else(|| env.state_dir.clone());
    let dir = dir.ok_or_else(|| {
        Error::failed("there is no place to keep sessions").hint("name one: frp-onboard --dir DIR")
    })?;
    Ok(Desk { dir })
}

/// What the session at `path` is called in commands that work when they are pasted.
pub(super) fn called(options: &Options, desk: &Desk, path: &Path) -> String {
    let name = stem(path);
    match path.parent() == Some(desk.dir.as_path()) {
        true => name + &options.elsewhere(),
        false => shell::word(&path.display().to_string()).into_owned(),
    }
}

/// The file of the session that `given` names: a path, a name, or the beginning of just one name.
pub(super) fn find(env: &Env, desk: &Desk, given: &str) -> Result<PathBuf, Error> {
    if given.contains(['/', std::path::MAIN_SEPARATOR]) {
        return Ok(env.resolve(Path::new(given)));
    }
    match fitting(desk, given)?.as_slice() {
        [name] => Ok(desk.path(name)),
        [] => Err(no_session(&given.to_lowercase(), &desk.names()?)),
        several => {
            let error = Error::failed(format!("`{given}` may be {} sessions", several.len()));
            Err(several
                .iter()
                .fold(error, |error, name| error.detail(name.as_str()))
                .hint("type more letters"))
        }
    }
}

/// Which sessions `given` may mean: one of that very name, else all whose names begin so.
pub(super) fn fitting(desk: &Desk, given: &str) -> Result<Vec<SessionName>, Error> {
    let given = given.to_lowercase();
    let mut names = desk.names()?;
    let exact = names.iter().any(|name| name.as_str() == given);
    names.retain(|name| if exact { name.as_str() == given } else { name.as_str().starts_with(&given) });
    Ok(names)
}

fn no_session(given: &str, names: &[SessionName]) -> Error {
    let error = Error::failed(format!("no session `{given}`"));
    let near = suggest::nearest(given, names.iter().map(SessionName::as_str));
    let error = match near {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    };
    error.hint("all sessions: frp-onboard list")
}

impl Opened {
    /// Reads a session to look at it, also beside one who writes it, and also a damaged one up to its damage.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let reading = Desk::read(path)?;
        Ok(Self { sum: reading.tail.sum, ..Self::of(path, reading.events, reading.damage)? })
    }

    /// Reads a session that nothing is wrong with; else in a word and in a clause what is.
    pub fn whole(path: &Path, definitions: &mut Definitions) -> Result<Self, (&'static str, String)> {
        let reading = Desk::read(path).map_err(|error| match error {
            StoreError::Damaged { damage, .. } => ("damaged", damage.to_string()),
            StoreError::Newer { format, .. } => ("newer", format.to_string()),
            StoreError::NeverBegun { .. } => {
                ("never begun", "the first line of its file was cut off".to_owned())
            }
            StoreError::Empty { zeros: 0, .. } => ("empty", "there is nothing in its file".to_owned()),
            StoreError::Empty { .. } => ("empty", "there is nothing but zeros in its file".to_owned()),
            error => ("unreadable", error.to_string()),
        })?;
        match reading.damage {
            Some(damage) => Err(("damaged", damage.to_string())),
            None => Self::among(definitions, path, reading.events, None)
                .map_err(|error| ("unreadable", error.message)),
        }
    }

    /// Opens a session to record in it, with what there is to say about that.
    pub fn to_write(env: &Env, operator: &str, path: &Path) -> Result<(Self, Journal), Error> {
        let opened = Journal::open(path, &env.holder(operator), &env.gate);
        let (journal, events) = opened.map_err(|error| locked_words(env, error))?;
        Ok((Self::of(path, events, None)?, journal))
    }

    /// Opens a session to record in it; on trial to look at it only, as it would be opened. What there is to say of
    /// that is said.
    pub fn to_record(
        env: &mut Env,
        operator: &str,
        path: &Path,
        trial: bool,
    ) -> Result<(Self, Option<Journal>), Error> {
        if trial {
            return Ok((Self::read(path)?.undamaged()?, None));
        }
        let (opened, journal) = Self::to_write(env, operator, path)?;
        for notice in notices(&journal) {
            writeln!(env.err, "{notice}")?;
        }
        Ok((opened, Some(journal)))
    }

    /// The session, if nothing is wrong with it.
    pub fn undamaged(self) -> Result<Self, Error> {
        match self.damage {
            Some(damage) => Err(StoreError::Damaged { path: self.path, damage }.into()),
            None => Ok(self),
        }
    }

    /// The random id that it has in every copy.
    pub fn id(&self) -> &str {
        match self.events.first().map(|event| &event.what) {
            Some(What::Started(started)) => &started.session,
            _ => "",
        }
    }

    /// As it was after so many events, if it had so many.
    pub fn at(&self, events: usize) -> Option<Self> {
        Self::of(&self.path, self.events.get(..events)?.to_vec(), None).ok()
    }

    /// The definition that it goes by.
    pub fn pin(&self) -> Pin<'_> {
        pin(&self.events).expect("it was read by it")
    }

    /// Of these events.
    pub fn of(path: &Path, events: Vec<Event>, damage: Option<Damage>) -> Result<Self, Error> {
        Self::among(&mut Definitions::default(), path, events, damage)
    }

    fn among(
        definitions: &mut Definitions,
        path: &Path,
        events: Vec<Event>,
        damage: Option<Damage>,
    ) -> Result<Self, Error> {
        let name = stem(path);
        let Some(pin) = pin(&events) else {
            let error = match damage {
                Some(damage) => Error::from(StoreError::Damaged { path: path.to_owned(), damage }),
                None => Error::from(StoreError::NeverBegun { path: path.to_owned() }),
            };
            return Err(error);
        };
        let Some(checklist) = definitions.read(pin.definition) else {
            let error = Error::failed(format!("the checklist in session `{name}` cannot be read"));
            return Err(error.hint("a newer frp-onboard may read it; the file is kept as it is"));
        };
        let record = Record::of(&events);
        Ok(Self { name, path: path.to_owned(), checklist, record, events, damage, sum: String::new() })
    }
}

/// What is to be said once of how a session's file was found.
pub(super) fn notices(journal: &Journal) -> Vec<String> {
    let words = |notice: &Notice| {
        match notice {
        Notice::Torn(_) => "note: the last line of the session file was cut off and has been dropped; what it said is not recorded".to_owned(),
        Notice::NoLocks => "note: this file system has no locks; open the session in one window only".to_owned(),
    }
    };
    journal.notices().iter().map(words).collect()
}

/// What is to be said of copies of a session that went on by themselves. One that `recover` made is none.
pub(super) fn copies(desk: &Desk, opened: &Opened) -> Vec<String> {
    // Who cannot look beside a session can still go on with it.
    let mut found = desk.copies(&opened.path, opened.id()).unwrap_or_default();
    found.retain(|copy| !copy.recovered);
    let words = |copy: &Copy| {
        // It may be called as no session of this program is.
        let stem = stem(&copy.path);
        let stem = visible::line(&stem);
        let there = count(copy.there, "line");
        match copy.here {
            0 => format!("note: session {stem} is a copy of this one that went on: it has {there} more"),
            here => format!(
                "note: session {stem} is a copy of this one; they part after line {}: {} here, {} there",
                copy.common,
                count(here, "line"),
                copy.there
            ),
        }
    };
    let more = found.len().checked_sub(COPIES).filter(|more| *more > 0);
    let more = more.map(|more| match more {
        1 => "note: there is 1 more copy of this session".to_owned(),
        more => format!("note: there are {more} more copies of this session"),
    });
    found.iter().take(COPIES).map(words).chain(more).collect()
}

/// The definition that these events pin last.
fn pin(events: &[Event]) -> Option<Pin<'_>> {
    let began = matches!(events.first()?.what, What::Started(_));
    events.iter().rev().filter(|_| began).find_map(|event| match &event.what {
        What::Started(started) => Some(Pin { origin: &started.origin, definition: &started.definition }),
        What::Upgraded(upgraded) => Some(Pin { origin: &upgraded.origin, definition: &upgraded.definition }),
        _ => None,
    })
}

/// Who holds a session, in the operator's own time.
pub(super) fn locked_words(env: &Env, error: StoreError) -> Error {
    if let StoreError::Io { path, source, .. } = &error
        && matches!(source.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
    {
        let name = stem(path);
        return Error::from(error).hint(format!("to look only: frp-onboard status {name}"));
    }
    let StoreError::Locked { path, holder: Some(holder) } = &error else { return error.into() };
    let since = holder.since.to_zoned_datetime(env.now().time_zone().clone());
    let clock = crate::text::dates::clock(since.time());
    let when = match since.date() == env.today() {
        true => format!("{clock} today"),
        false => format!("{clock} on {}", crate::text::dates::short(since.date(), env.today())),
    };
    let name = stem(path);
    let detail = format!("by {} on {} since {when}", holder.by, holder.host);
    Error::failed(error.to_string())
        .detail(detail)
        .hint(format!("stop it there; to look only: frp-onboard status {name}"))
}
