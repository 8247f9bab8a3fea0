//! `answer`: gives or changes answers without walking.

use clap::Args;

use super::agreed::agreed;
use super::opened::{Opened, called, desk, find};
use super::printed::{Format, ONLY_SHOWN};
use crate::checklist::{Address, RowAddress};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::intake::{Granted, Wish, Wrong, grant};
use crate::plan::Plan;
use crate::report::answered::{Answered, json, text};
use crate::session::{Event, Record, Stamp};
use crate::text::count::count;
use crate::walk::screen::View;

/// Give or change answers without walking
///
/// PATH is where an answer lies: partner, tenants.us.country. Several choices stand between commas; a list
/// gets a row by its key: tenants=contoso.onmicrosoft.com; nothing behind the = leaves an answer empty.
#[derive(Debug, Args)]
pub struct Answer {
    /// The session
    session: String,
    /// The answers
    #[arg(value_name = "PATH=VALUE", required_unless_present_any = ["unset", "remove"])]
    answers: Vec<String>,
    /// Take an answer back
    #[arg(long, value_name = "PATH")]
    unset: Vec<String>,
    /// Remove a row: tenants.uk
    #[arg(long, value_name = "PATH")]
    remove: Vec<String>,
    /// Change it whatever that does to the steps
    #[arg(long, short)]
    yes: bool,
    /// Only show what it would do
    #[arg(long)]
    dry_run: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Answer {
    /// Answers.
    ///
    /// # Errors
    /// If one of the answers is none, or its impact is not agreed to; then nothing is recorded.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let wishes = self.wishes()?;
        let desk = desk(env, options)?;
        let path = find(env, &desk, &self.session)?;
        let called = called(options, &desk, &path);
        let operator = options.operator(env);
        let (opened, mut journal) = Opened::to_record(env, &operator, &path, self.dry_run)?;
        let before = Plan::new(&opened.checklist, &opened.record);
        if before.is_complete() {
            return Err(complete(&opened.name, &called));
        }
        let granted = Taken::of(env, &operator, &opened, &wishes);
        let after = Plan::new(&opened.checklist, &granted.record);
        let answered = Answered {
            advice: &granted.advice,
            refused: &granted.refused,
            events: granted.events.len(),
            ..Answered::new(&opened.name, &wishes, before, after)
        };
        let fits = granted.refused.is_empty();
        let agreed = fits && (self.dry_run || self.agreed(env, options, &answered, &called)?);
        let recorded = agreed && journal.is_some();
        if let Some(journal) = journal.as_mut().filter(|_| recorded) {
            journal.append_all(&granted.events)?;
        }
        self.tell(env, &answered, &called, recorded)?;
        match fits {
            false => Err(refusal(env, &granted.refused, wishes.len())),
            true if self.format == Format::Json && !agreed => Err(not_agreed()),
            true => Ok(Exit::OK),
        }
    }

    /// Tells what was, or would be, recorded; what does not fit is an error's to tell.
    fn tell(
        &self,
        env: &mut Env,
        answered: &Answered<'_>,
        called: &str,
        recorded: bool,
    ) -> Result<(), Error> {
        let text = match self.format {
            Format::Json => json::render(answered, recorded),
            Format::Text if !answered.refused.is_empty() => String::new(),
            Format::Text if recorded => text::after(answered, answered.is_weighty() && !self.yes),
            Format::Text if self.dry_run => text::before(answered, &seen(env, called)) + ONLY_SHOWN,
            Format::Text => "nothing was recorded\n".to_owned(),
        };
        Ok(env.out.write_all(text.as_bytes())?)
    }

    fn wishes(&self) -> Result<Vec<Wish>, Error> {
        let path =
            |text: &str| text.trim().parse::<Address>().map_err(|error| Error::usage(error.to_string()));
        let mut wishes = Vec::new();
        for row in &self.remove {
            let row: RowAddress = row.trim().parse().map_err(|error| Error::usage(format!("{error}")))?;
            wishes.push(Wish::Remove(row));
        }
        for given in &self.unset {
            wishes.push(Wish::Unset(path(given)?));
        }
        for given in &self.answers {
            let Some((to, value)) = given.split_once('=') else {
                let error = Error::usage(format!("`{given}` has no `=`"));
                return Err(error.hint("an answer is written PATH=VALUE, like tenants.us.country=US"));
            };
            wishes.push(Wish::Be(path(to)?, value.to_owned()));
        }
        Ok(wishes)
    }

    /// Whether what the change does is agreed to, if that has to be: by `--yes`, or on being asked; a program is
    /// asked nothing.
    fn agreed(
        &self,
        env: &mut Env,
        options: &Options,
        answered: &Answered<'_>,
        called: &str,
    ) -> Result<bool, Error> {
        if self.yes || !answered.is_weighty() {
            return Ok(true);
        }
        if self.format == Format::Json {
            return Ok(false);
        }
        agreed(env, options, &text::before(answered, &seen(env, called)), "Change it?", not_agreed)
    }
}

/// What the wishes come to.
struct Taken<'w> {
    events: Vec<Event>,
    record: Record,
    advice: Vec<String>,
    refused: Vec<(&'w Address, Wrong)>,
}

impl<'w> Taken<'w> {
    /// Each wish in order, on what the ones before it make of the record. One that was to lie in a row that is
    /// refused is not complained of, too.
    fn of(env: &Env, operator: &str, opened: &Opened, wishes: &'w [Wish]) -> Self {
        let stamp = env.stamp(operator);
        let record = opened.record.clone();
        let mut taken = Self { events: Vec::new(), record, advice: Vec::new(), refused: Vec::new() };
        for wish in wishes {
            match grant(&opened.checklist, &taken.record, &stamp, env.today(), wish) {
                Ok(granted) => taken.take(granted, &stamp),
                Err(_) if taken.refused.iter().any(|(list, _)| wish.path().is_within(list)) => {}
                Err(wrong) => taken.refused.push((wish.path(), wrong)),
            }
        }
        if !taken.refused.is_empty() {
            taken.record = opened.record.clone();
        }
        taken
    }

    fn take(&mut self, granted: Granted, stamp: &Stamp) {
        for what in granted.whats {
            let event = Event { stamp: stamp.clone(), what };
            self.record.apply(&event);
            self.events.push(event);
        }
        self.advice.extend(granted.advice);
    }
}

/// Who reads what is printed.
fn seen(env: &Env, called: &str) -> View {
    View { plain: false, width: env.width(), utf8: env.is_utf8(), now: env.now(), session: called.to_owned() }
}

/// Why nothing is recorded: of several answers each that does not fit is told, then how many there are.
fn refusal(env: &mut Env, refused: &[(&Address, Wrong)], of: usize) -> Error {
    let words = |(path, (message, hint)): &(&Address, Wrong)| {
        hint.iter().fold(Error::failed(format!("{path}: {message}")), Error::hint)
    };
    match refused {
        [only] if of == 1 => words(only),
        several => {
            several.iter().for_each(|one| words(one).print(&mut *env.err));
            let (verb, answers) = (if several.len() == 1 { "does" } else { "do" }, count(of, "answer"));
            Error::failed(format!("{} of {answers} {verb} not fit; nothing was recorded", several.len()))
        }
    }
}

fn complete(name: &str, called: &str) -> Error {
    let error = Error::failed(format!("session `{name}` is complete: its answers stand"));
    error.hint(format!("open a step again first: frp-onboard mark {called} STEP --reopen REASON"))
}

/// Nobody is there to ask.
fn not_agreed() -> Error {
    let error = Error::failed("nothing was recorded: this changes steps");
    error.hint("to change it all the same, add --yes")
}
