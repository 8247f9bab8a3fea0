//! `answer`: gives or changes answers without walking.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::opened::{Opened, called, copies, desk, find, notices};
use crate::checklist::{Address, Checklist, RowAddress};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::intake::{Granted, Wish, grant};
use crate::plan::{Impact, Plan, impact};
use crate::report::answered::{self, Answered};
use crate::session::{Event, Record};
use crate::terminal::Mode;
use crate::text::visible;
use crate::walk::screen::{View, done, impact as impact_lines};
use crate::walk::{Prompt, Reply, YesNo};

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs; nothing is asked
    Json,
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
        let operator = options.operator(env);
        if self.format == Format::Json {
            return self.told(env, &operator, &path, &wishes);
        }
        if self.dry_run {
            let opened = Opened::read(&path)?;
            let (events, record, _) = granted(env, &operator, &opened, &wishes)?;
            let said = Said::of(&opened.checklist, &opened.record, &record, &wishes);
            let lines = said.before(env, &called(options, &desk, &path));
            env.out.write_all(lines.as_bytes())?;
            writeln!(
                env.out,
                "{} to record; nothing was",
                crate::text::count::count(events.len(), "answer")
            )?;
            return Ok(Exit::OK);
        }
        let (opened, mut journal) = Opened::to_write(env, &operator, &path)?;
        for notice in notices(&journal).into_iter().chain(copies(&desk, &opened)) {
            writeln!(env.err, "{notice}")?;
        }
        let (events, record, advice) = granted(env, &operator, &opened, &wishes)?;
        let said = Said::of(&opened.checklist, &opened.record, &record, &wishes);
        let name = called(options, &desk, &path);
        if said.is_weighty() && !self.agreed(env, options, &said, &name)? {
            return Ok(Exit::OK);
        }
        journal.append_all(&events)?;
        for advice in advice {
            writeln!(env.out, "advice: {}", visible::line(&advice))?;
        }
        env.out.write_all(said.after().as_bytes())?;
        Ok(Exit::OK)
    }

    /// The same for programs.
    fn told(&self, env: &mut Env, operator: &str, path: &Path, wishes: &[Wish]) -> Result<Exit, Error> {
        let (opened, journal) = match self.dry_run {
            true => (Opened::read(path)?, None),
            false => {
                let (opened, journal) = Opened::to_write(env, operator, path)?;
                (opened, Some(journal))
            }
        };
        let (events, record, advice) = granted(env, operator, &opened, wishes)?;
        let said = Said::of(&opened.checklist, &opened.record, &record, wishes);
        let agreed = self.yes || !said.is_weighty();
        let recorded = match journal {
            Some(mut journal) if agreed => {
                journal.append_all(&events)?;
                true
            }
            _ => false,
        };
        let answered = Answered {
            session: &opened.name,
            paths: wishes.iter().map(Wish::path).collect(),
            before: &opened.record,
            after: &record,
            impact: &said.impact,
            advice: &advice,
            recorded,
        };
        env.out.write_all(answered::render(&answered).as_bytes())?;
        if recorded || self.dry_run { Ok(Exit::OK) } else { Err(not_agreed()) }
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

    /// Whether what the change does is agreed to, by `--yes` or on being asked.
    fn agreed(&self, env: &mut Env, options: &Options, said: &Said<'_>, name: &str) -> Result<bool, Error> {
        if self.yes {
            return Ok(true);
        }
        let shown = said.before(env, name);
        let Ok(mode) = env.mode(options.plain) else {
            env.err.write_all(shown.as_bytes())?;
            return Err(not_agreed());
        };
        if mode == Mode::Lines && !env.tty.input {
            env.err.write_all(shown.as_bytes())?;
            return Err(not_agreed());
        }
        env.out.write_all(shown.as_bytes())?;
        env.out.flush()?;
        let question = "Change it?".to_owned();
        let prompt = Prompt::YesNo(YesNo { spoken: format!("{question} Type y or n."), question });
        let reply = (env.prompters)(mode).ask(&prompt)?;
        if reply != Reply::Decided(true) {
            writeln!(env.out, "nothing was recorded")?;
        }
        Ok(reply == Reply::Decided(true))
    }
}

/// Nobody is there to ask.
fn not_agreed() -> Error {
    let error = Error::failed("nothing was recorded: this changes steps");
    error.hint("to change it all the same, add --yes")
}

/// The events that fulfil every wish, in order; none at all if one cannot be.
fn granted(
    env: &Env,
    operator: &str,
    opened: &Opened,
    wishes: &[Wish],
) -> Result<(Vec<Event>, Record, Vec<String>), Error> {
    if Plan::new(&opened.checklist, &opened.record).is_complete() {
        let error = Error::failed(format!("session `{}` is complete: its answers stand", opened.name));
        let reopen = format!("frp-onboard mark {} STEP --reopen REASON", opened.name);
        return Err(error.hint(format!("open a step again first: {reopen}")));
    }
    let stamp = env.stamp(operator);
    let (mut events, mut record, mut advice) = (Vec::new(), opened.record.clone(), Vec::new());
    for wish in wishes {
        let Granted { whats, advice: advised } = grant(&opened.checklist, &record, &stamp, env.today(), wish)
            .map_err(|(message, hint)| {
                let error = Error::failed(format!("{}: {message}", wish.path()));
                hint.into_iter().fold(error, Error::hint)
            })?;
        for what in whats {
            let event = Event { stamp: stamp.clone(), what };
            record.apply(&event);
            events.push(event);
        }
        advice.extend(advised);
    }
    Ok((events, record, advice))
}

/// What the answers are before and after, and what that does.
struct Said<'a> {
    answers: Vec<(String, String, String)>,
    impact: Impact,
    before: Plan<'a>,
    after: Plan<'a>,
    stood: bool,
}

impl<'a> Said<'a> {
    fn of(checklist: &'a Checklist, before: &'a Record, after: &'a Record, wishes: &[Wish]) -> Self {
        let (before, after) = (Plan::new(checklist, before), Plan::new(checklist, after));
        let shown =
            |plan: &Plan<'_>, wish: &Wish| plan.answer(wish.path()).unwrap_or_else(|| "nothing".to_owned());
        let answers = wishes
            .iter()
            .map(|wish| (wish.path().to_string(), shown(&before, wish), shown(&after, wish)))
            .collect();
        // A further row changes no answer that stood.
        let adds = |wish: &Wish| {
            let list = checklist.question_at(wish.path()).is_some_and(|at| before.takes_rows(at));
            list && matches!(wish, Wish::Be(..))
        };
        let stood = wishes.iter().any(|wish| before.answer(wish.path()).is_some() && !adds(wish));
        Self { answers, impact: impact(&before, &after), before, after, stood }
    }

    fn is_weighty(&self) -> bool {
        self.impact.touches_work() || (self.stood && !self.impact.is_none())
    }

    /// What would change, and what that would do.
    fn before(&self, env: &Env, session: &str) -> String {
        let view = View {
            plain: false,
            width: env.width(),
            utf8: env.is_utf8(),
            now: env.now(),
            session: session.to_owned(),
        };
        let mut text: String = self.answers.iter().map(line).collect();
        for line in impact_lines(&self.impact, &self.before, &view) {
            text += &format!("{}\n", line.text());
        }
        text
    }

    /// What has changed.
    fn after(&self) -> String {
        let mut text: String = self.answers.iter().map(line).collect();
        let changed = if self.stood { "changed" } else { "answered" };
        text += &format!("[x] {changed}; {} done\n", done(&self.after.progress(), false));
        text
    }
}

fn line((path, from, to): &(String, String, String)) -> String {
    format!("{path}: {} -> {}\n", visible::line(from), visible::line(to))
}
