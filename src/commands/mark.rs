//! `mark`: records of steps without walking to them.

use clap::{ArgGroup, Args};

use super::opened::{Opened, copies, desk, find, notices};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::intake::{Course, Marking, Unmarked, marked};
use crate::library;
use crate::plan::{Plan, Status};
use crate::session::{Event, Mark as Marked, What};
use crate::text::count::names;
use crate::text::{dates, visible};
use crate::walk::screen::done;

/// Record of steps without walking to them
///
/// STEP is its id and its items', as `status` names it: enroll/us. Several are marked all or none.
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
    #[arg(long, value_name = "DATE", requires = "waiting_for")]
    follow_up: Option<String>,
    /// A ticket or case number of the wait
    #[arg(long, value_name = "TEXT", requires = "waiting_for")]
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
        let (opened, mut journal) = Opened::to_write(env, &operator, &path)?;
        for notice in notices(&journal).into_iter().chain(copies(&desk, &opened)) {
            writeln!(env.err, "{notice}")?;
        }
        let stamp = env.stamp(&operator);
        let (mut record, mut whats) = (opened.record.clone(), Vec::new());
        for step in &self.steps {
            let of_step = marked(&opened.checklist, &record, &stamp, env.today(), step, &marking)
                .map_err(|unmarked| unmarked_words(&unmarked, &opened.name))?;
            let events = of_step.iter().map(|what| Event { stamp: stamp.clone(), what: what.clone() });
            events.for_each(|event| record.apply(&event));
            whats.extend(of_step);
        }
        if self.steps.is_empty() {
            whats.push(self.on_session()?);
        }
        let events: Vec<_> = whats.into_iter().map(|what| Event { stamp: stamp.clone(), what }).collect();
        journal.append_all(&events)?;
        events.iter().filter(|_| self.steps.is_empty()).for_each(|event| record.apply(event));
        let before = Plan::new(&opened.checklist, &opened.record);
        let after = Plan::new(&opened.checklist, &record);
        let said = self.said(env, &before, &after);
        env.out.write_all(said.as_bytes())?;
        Ok(Exit::OK)
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

    fn marking(&self, env: &Env) -> Result<Marking, Error> {
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

    /// What was recorded, and what can go on now.
    fn said(&self, env: &Env, before: &Plan<'_>, after: &Plan<'_>) -> String {
        let mut text = String::new();
        let progress = done(&after.progress(), false);
        for (at, step) in self.steps.iter().enumerate() {
            let last = at + 1 == self.steps.len();
            let end = if last { format!("; {progress} done") } else { String::new() };
            text += &format!("{}{end}\n", visible::line(&self.of_step(env, before, after, step)));
        }
        if self.steps.is_empty() {
            text += "[x] note kept\n";
        }
        let was_ready = |key: &str| before.find(key).is_some_and(|was| was.status == Status::Ready);
        let ready: Vec<_> = after
            .instances()
            .iter()
            .filter(|now| now.status == Status::Ready && !was_ready(now.key.as_str()))
            .map(|now| now.key.to_string())
            .filter(|key| !self.steps.contains(key))
            .collect();
        if !ready.is_empty() {
            text += &format!("    now ready: {}\n", names(ready));
        }
        text
    }

    fn of_step(&self, env: &Env, before: &Plan<'_>, after: &Plan<'_>, step: &str) -> String {
        let mut parts = Vec::new();
        let Some(instance) = after.find(step) else { return step.to_owned() };
        let mark = after.recorded(instance).and_then(|recorded| recorded.mark.as_ref());
        let was_done = before.find(step).is_some_and(|was| was.status == Status::Done);
        let (box_, course) = match (self.course(None), mark) {
            (Some(Course::Done), _) if was_done => ("[x]", Some("is done already".to_owned())),
            (Some(Course::Done), _) => ("[x]", Some("is done".to_owned())),
            (Some(Course::Skipped(_)), _) => ("[-]", Some("is skipped".to_owned())),
            (Some(Course::Reopened(_)), _) => ("[!]", Some("is open again".to_owned())),
            (Some(Course::Waiting { .. }), Some(Marked::Waiting(waiting))) => {
                let day =
                    waiting.follow_up.map(|day| format!(", follow up {}", dates::short(day, env.today())));
                ("[~]", Some(format!("waits for {}{}", waiting.whom, day.unwrap_or_default())))
            }
            _ => ("[x]", None),
        };
        parts.extend(course);
        let ticks = after.ticks(instance).count();
        let set =
            ticks - instance.lacks.iter().filter(|lack| matches!(lack, crate::plan::Lack::Tick(_))).count();
        if !self.tick.is_empty() || !self.untick.is_empty() {
            parts.push(format!("{set} of {ticks} ticked"));
        }
        parts.extend(self.confirm.as_ref().map(|_| "confirmed".to_owned()));
        parts.extend(self.note.as_ref().map(|_| "note kept".to_owned()));
        parts.extend(self.evidence.as_ref().map(|_| "evidence kept".to_owned()));
        format!("{box_} {step} {}", parts.join(", "))
    }
}

fn unmarked_words(unmarked: &Unmarked, session: &str) -> Error {
    let error = Error::failed(unmarked.to_string());
    unmarked.hints(session).into_iter().fold(error, Error::hint)
}

/// A reference as it is; of a file its name, size and SHA-256. The file itself stays where it is.
fn evidence(env: &Env, text: &str) -> Result<String, Error> {
    let text = text.trim();
    let found = library::fingerprint(text, &env.cwd).map_err(|error| {
        Error::failed(error.to_string()).hint("evidence is a reference, or a file that can be read")
    })?;
    Ok(match found {
        Some(file) => format!("{text}, {} bytes, SHA-256 {}", file.bytes, file.sha256),
        None => text.to_owned(),
    })
}
