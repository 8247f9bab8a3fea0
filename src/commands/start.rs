//! `start`: begins a session and walks it.

use std::path::PathBuf;

use clap::Args;

use super::beginning::{Beginning, Definition, exists, unnamed};
use super::given;
use super::opened::{Opened, called, desk, find};
use super::resume;
use super::walking::{Ended, Recorder, Stop, Walking};
use crate::checklist::Checklist;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::format;
use crate::format::yaml::{self, Fault, Limits};
use crate::intake::{self, Taken};
use crate::library::{self, BUILT_IN, BuiltIn};
use crate::plan::Plan;
use crate::report::board::text::standing;
use crate::session::{BadSessionName, Event, Record, SessionName, Stamp, What};
use crate::store::Desk;
use crate::text::count::{count, count_of};
use crate::text::slug::slug;
use crate::walk::screen::{Intro, View, done, intro};
use crate::walk::{Line, Style, Walk};

/// Begin a new session and walk it
///
/// CHECKLIST is a built-in checklist or a file; without it, partner-onboarding.
#[derive(Debug, Args)]
pub struct Start {
    /// The checklist
    checklist: Option<String>,
    /// Take the answers that FILE holds
    #[arg(long, value_name = "FILE", conflicts_with = "answers_from")]
    answers: Option<String>,
    /// Take the answers of another session that fit
    #[arg(long, value_name = "SESSION")]
    answers_from: Option<String>,
    /// Call the session NAME instead of naming it by its answers
    #[arg(long, value_name = "NAME")]
    session: Option<String>,
    /// Record the answers given and end
    #[arg(long)]
    no_walk: bool,
}

/// Answers that come from elsewhere.
struct Given {
    taken: Taken,
    /// Where from.
    from: String,
}

impl Start {
    /// Begins.
    ///
    /// # Errors
    /// If the checklist or the answers have mistakes, the name is taken, or there is nobody to ask.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let given = self.checklist.as_deref().unwrap_or(BUILT_IN[0].id);
        let desk = desk(env, options)?;
        let name = self.session.as_deref().map(|name| free_name(&desk, name)).transpose()?;
        let text = given::text(env, given)?;
        let definition = definition(env, options, &text, "; no session started").map_err(|error| {
            error.hint("correct the file, or start the built-in checklist: frp-onboard start")
        })?;
        let given = self.given(env, options, &desk, &definition.checklist)?;
        let beginning = Beginning::new(desk.clone(), definition, name);
        if self.no_walk {
            return only_record(&beginning, env, options, given);
        }
        match walk(beginning, env, options, given, examples(text.built_in))? {
            Ended::Exit(exit) => Ok(exit),
            Ended::Elsewhere(path) => resume::go_on(env, options, &desk, &path),
        }
    }

    /// The answers that come from elsewhere.
    fn given(
        &self,
        env: &mut Env,
        options: &Options,
        desk: &Desk,
        checklist: &Checklist,
    ) -> Result<Option<Given>, Error> {
        let stamp = env.stamp(&options.operator(env));
        if let Some(file) = &self.answers {
            let text = library::file(file, &env.cwd).map_err(|error| Error::failed(error.to_string()))?;
            let taken = answers(checklist, &stamp, &text.bytes)
                .map_err(|faults| refused(env, options, &text, faults))?;
            return Ok(Some(Given { taken, from: file.clone() }));
        }
        let Some(session) = &self.answers_from else { return Ok(None) };
        let other = Opened::read(&find(env, desk, session)?)?;
        let taken = intake::carried(checklist, &stamp, &other.record);
        Ok(Some(Given { taken, from: format!("session {}", other.name) }))
    }
}

/// Begins the session with the answers given, and asks nothing.
fn only_record(
    beginning: &Beginning,
    env: &mut Env,
    options: &Options,
    given: Option<Given>,
) -> Result<Exit, Error> {
    let operator = options.operator(env);
    let stamp = env.stamp(&operator);
    let (whats, record) =
        given.map_or_else(Default::default, |given| (given.taken.whats, given.taken.record));
    let Some(base) = beginning.name(&record) else {
        let error = Error::failed("the session has no name yet: what names it is not answered");
        return Err(error.hint("give --session NAME, or answer it in --answers FILE"));
    };
    let first = beginning.first(&base);
    let name = if beginning.given.is_some() { base } else { beginning.free(&base)? };
    let answered = answered(&whats);
    let events: Vec<_> = whats.into_iter().map(|what| Event { stamp: stamp.clone(), what }).collect();
    beginning.create(env, &operator, &name)?.append_all(&events)?;
    let recorded =
        if answered == 0 { String::new() } else { format!(", {} recorded", count(answered, "answer")) };
    writeln!(env.out, "session {name} begun{recorded}")?;
    let second = called(options, &beginning.desk, &beginning.desk.path(&name));
    writeln!(env.out, "Next: frp-onboard resume {second}")?;
    if let Some(note) = unnamed(&operator) {
        writeln!(env.err, "{note}")?;
    }
    if let Some(first) = first {
        tell_second(env, &first, &called(options, &beginning.desk, &first.path), &second)?;
    }
    Ok(Exit::OK)
}

/// Says that a partner has two sessions now, and how to keep one: two calls of one script make them by mistake.
fn tell_second(env: &mut Env, first: &Opened, resume: &str, second: &str) -> Result<(), Error> {
    let done = done(&Plan::new(&first.checklist, &first.record).progress(), true);
    writeln!(env.err, "note: there is a session {} already, {done} done; this is a second one", first.name)?;
    writeln!(env.err, "hint: to go on with the first: frp-onboard resume {resume}")?;
    Ok(writeln!(env.err, "hint: to delete the second: frp-onboard remove {second}")?)
}

/// Begins the session by walking it.
fn walk(
    mut beginning: Beginning,
    env: &mut Env,
    options: &Options,
    given: Option<Given>,
    examples: Vec<usize>,
) -> Result<Ended, Error> {
    let walk = Walk::new(beginning.definition.checklist.clone(), Record::default());
    let mut walking = Walking::new(env, options, walk).map_err(|error| {
        error.hint(
            "or ask nothing: frp-onboard start --answers FILE --no-walk, and mark and answer after that",
        )
    })?;
    let view = walking.view();
    let directory = shown_directory(walking.env, &beginning.desk);
    let elsewhere = options.elsewhere();
    let first = Intro { checklist: &beginning.definition.checklist, examples, directory, elsewhere };
    let lines = intro(&first, &view);
    walking.print(&lines).map_err(Error::from)?;
    let open = open_line(walking.env, &walking.options, &beginning.desk, &view);
    walking.note(&open).map_err(Error::from)?;
    let begun = begin(&mut beginning, &mut walking, given);
    walking.run(begun, &mut beginning)
}

/// Takes what is known before the first question.
fn begin(beginning: &mut Beginning, walking: &mut Walking<'_>, given: Option<Given>) -> Result<(), Stop> {
    let nothing = Record::default();
    if beginning.name(&nothing).is_some() {
        beginning.begin(walking, &nothing)?;
    }
    let Some(Given { taken, from }) = given else { return Ok(walking.note(&beginning.news())?) };
    let said = format!(
        "{} taken from {from}; the first open question is below",
        count(answered(&taken.whats), "answer")
    );
    let mut lines = vec![Line::plain(if walking.view().plain { said } else { format!("  [x] {said}") })];
    lines.extend(taken.advice.iter().map(|advice| Line::plain(format!("  Advice: {}", advice.message))));
    walking.record(taken.whats, beginning)?;
    lines.extend(beginning.news());
    Ok(walking.note(&lines)?)
}

/// How many answers there are among these events, rows of lists counted by their fields.
fn answered(whats: &[What]) -> usize {
    let answers = whats.iter().map(|what| match what {
        What::Answered { .. } => 1,
        What::RowAdded { values, .. } => values.len(),
        _ => 0,
    });
    answers.sum()
}

fn free_name(desk: &Desk, given: &str) -> Result<SessionName, Error> {
    let name: SessionName = given.parse().map_err(|error: BadSessionName| {
        let error = Error::usage(error.to_string());
        match slug(given).parse::<SessionName>() {
            Ok(name) => error.hint(format!("`{name}` would do")),
            Err(_) => error,
        }
    })?;
    // A file whose first line was cut off holds no session, and is begun anew.
    let path = desk.path(&name);
    if path.exists() && !Desk::read(&path).is_err_and(|error| error.is_free()) {
        return Err(exists(&name));
    }
    Ok(name)
}

/// What a session walks, or the findings printed; then `so` ends the sentence that counts them.
pub(super) fn definition(
    env: &mut Env,
    options: &Options,
    text: &library::Text,
    so: &str,
) -> Result<Definition, Error> {
    let origin = match text.built_in {
        Some(built_in) => built_in.id.to_owned(),
        None => env.cwd.join(&text.name).to_string_lossy().into_owned(),
    };
    let checklist = given::checklist(env, options, text, so)?;
    Ok(Definition { checklist, origin, text: String::from_utf8_lossy(&text.bytes).into_owned() })
}

fn examples(built_in: Option<&BuiltIn>) -> Vec<usize> {
    let texts = built_in.map_or(&[][..], |built_in| built_in.scenarios);
    texts.iter().filter_map(|text| intake::scenario::Scenario::read(text.as_bytes()).ok()?.length()).collect()
}

fn answers(checklist: &Checklist, stamp: &Stamp, bytes: &[u8]) -> Result<Taken, Vec<Fault>> {
    let document = yaml::read(bytes, &Limits::CHECKLIST)?;
    intake::document(checklist, &Record::default(), stamp, &document.root)
}

/// Every mistake of an answers file at its place.
fn refused(env: &mut Env, options: &Options, text: &library::Text, faults: Vec<Fault>) -> Error {
    let findings = format::findings(&text.name, faults);
    let error = given::mistakes(env, options, text, &findings, "; no session started");
    error.hint("correct the file and start again; nothing was recorded")
}

/// Where sessions lie, from the home directory if they lie in it.
fn shown_directory(env: &Env, desk: &Desk) -> String {
    let home = env.var("HOME").map(PathBuf::from);
    let within = home.as_ref().and_then(|home| desk.dir.strip_prefix(home).ok());
    match within {
        Some(within) if !cfg!(windows) => format!("~/{}/", within.display()),
        _ => format!("{}{}", desk.dir.display(), std::path::MAIN_SEPARATOR),
    }
}

/// What is open already, in a line.
fn open_line(env: &Env, options: &Options, desk: &Desk, view: &View) -> Vec<Line> {
    let Ok(open) = resume::open_sessions(env, desk) else { return Vec::new() };
    let Some(first) = open.first() else { return Vec::new() };
    let count = count_of(open.len(), "session is open", "sessions are open");
    let said = format!("{count}: {}, {}; ", first.name, standing(first));
    let line = Line::plain(said)
        .then(Style::Accent, format!("frp-onboard resume {}{}", first.name, options.elsewhere()));
    let mut lines = vec![line.then(Style::Plain, " goes on")];
    lines.extend((!view.plain).then(Line::blank));
    lines
}
