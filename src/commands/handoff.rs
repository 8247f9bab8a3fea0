//! `handoff`: the open steps of one person, as a mail.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};

use super::opened::{Opened, called, desk, find};
use super::printed::write;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::plan::Plan;
use crate::report::sheet::mail::{Sender, markdown, render};
use crate::report::sheet::{NotFound, Sheet, whose};
use crate::text::count::{count, names, ticked};
use crate::text::{suggest, visible};

/// Write a sheet for somebody else: their open steps, as a mail
///
/// It ends with lines to send back, which `apply` takes. Nothing is recorded by it.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("whose").required(true).multiple(true).args(["actor", "item"]))]
pub struct Handoff {
    /// The session
    session: String,
    /// The steps of this actor: global-admin
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// The steps for this item: us, us/dana
    #[arg(long = "for", value_name = "ITEM")]
    item: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Mail)]
    format: Format,
    /// Write it to FILE
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace FILE if it is there
    #[arg(long, requires = "out")]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Plain text
    Mail,
    /// Markdown, for a ticket or a wiki
    Markdown,
}

impl Handoff {
    /// Writes it.
    ///
    /// # Errors
    /// If nobody is meant, nothing is open for them, or the file cannot be written.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let path = find(env, &desk, &self.session)?;
        let opened = Opened::read(&path)?.undamaged()?;
        let name = called(options, &desk, &path);
        let plan = Plan::new(&opened.checklist, &opened.record);
        let who = whose(&plan, self.actor.as_deref(), self.item.as_deref())
            .map_err(|error| not_found(&error, &name))?;
        let sheet = Sheet::of(&plan, &who);
        if sheet.steps.is_empty() {
            let error = Error::failed(format!("nothing is open for {} now", sheet.whom));
            return Err(error.hint(format!("what waits for what: frp-onboard status {name} --all")));
        }
        let mail = mail(env, options, &opened, &sheet, self.format);
        let Some(out) = &self.out else {
            env.out.write_all(mail.as_bytes())?;
            return Ok(Exit::OK);
        };
        write(env, out, &mail, self.force)?;
        let steps = count(sheet.steps.len(), "step");
        let said = format!("{steps} for {} in {}", sheet.whom, out.display());
        writeln!(env.out, "{}", visible::line(&said))?;
        writeln!(env.out, "Next, with the reply: frp-onboard apply {name} FILE")?;
        Ok(Exit::OK)
    }
}

/// A sheet of a session, as it is sent.
pub(super) fn mail(env: &Env, options: &Options, opened: &Opened, sheet: &Sheet, format: Format) -> String {
    let code = sheet.code(opened.id(), opened.events.len());
    let operator = options.operator(env);
    let sender = Sender { by: &operator, today: env.today(), session: &opened.name, code: &code };
    match format {
        Format::Mail => render(sheet, &sender),
        Format::Markdown => markdown(sheet, &sender),
    }
}

/// Who was meant by nobody, and who could be.
fn not_found(error: &NotFound, session: &str) -> Error {
    let said = Error::usage(error.to_string());
    let (given, known, what) = match error {
        NotFound::Actor(given, known) => (given, known, "the actors are"),
        NotFound::Item(given, known) => (given, known, "steps are for"),
        NotFound::Several(..) => return said.hint("write one of these"),
    };
    match suggest::nearest(given, known.iter().map(String::as_str)) {
        Some(near) => said.hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => said.hint(format!("see its steps: frp-onboard status {session} --all")),
        None if known.len() > crate::text::count::SHOWN => said.hint(format!("{what} {}", names(known))),
        None => said.hint(format!("{what} {}", ticked(known))),
    }
}
