//! `report`: a session accounted for, for whoever was not there.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::opened::{Opened, desk, find};
use super::printed::write;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::plan::Plan;
use crate::report::account::{About, account, csv, html, json, markdown};

/// Account for a session: to a manager, an auditor or a spreadsheet
///
/// What was left open and which risks were taken come first; then decisions, steps, waits, changes, evidence
/// and notes, with who and when. A damaged session is accounted for up to its damage, and the exit code is 1.
#[derive(Debug, Args)]
pub struct Report {
    /// The session
    session: String,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Write it to FILE, which must not exist
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace FILE
    #[arg(long, requires = "out")]
    force: bool,
    /// Take names out: people go by number, the same number everywhere
    ///
    /// Taken out are who recorded, replied or is waited for, mail addresses, sign-in names, and phone numbers that
    /// begin with +. Names of anybody else in what was typed freely stay, and so do names of partners, domains and
    /// files.
    #[arg(long)]
    redact: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A Markdown page
    Markdown,
    /// A page for a browser, in one file
    Html,
    /// One table for a spreadsheet
    Csv,
    /// For programs
    Json,
}

impl Report {
    /// Accounts for it.
    ///
    /// # Errors
    /// If there is no such session, nothing of it can be read, or the file cannot be written.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let desk = desk(env, options)?;
        let opened = Opened::read(&find(env, &desk, &self.session)?)?;
        let text = self.text(env, &opened)?;
        match &self.out {
            None => env.out.write_all(text.as_bytes())?,
            Some(file) => {
                write(env, file, &text, self.force)?;
                writeln!(
                    env.out,
                    "report written to {}",
                    crate::text::visible::line(&file.to_string_lossy())
                )?;
            }
        }
        Ok(if opened.damage.is_some() { Exit::FAILED } else { Exit::OK })
    }

    fn text(&self, env: &Env, opened: &Opened) -> Result<String, Error> {
        let plan = Plan::new(&opened.checklist, &opened.record);
        let about = About {
            name: &opened.name,
            events: &opened.events,
            sum: &opened.sum,
            damage: opened.damage.as_ref().map(ToString::to_string),
            today: env.today(),
            redact: self.redact,
        };
        let account = account(&plan, &about).ok_or_else(|| Error::failed("the session never began"))?;
        Ok(match self.format {
            Format::Markdown => markdown::render(&account),
            Format::Html => html::render(&account),
            Format::Csv => csv::render(&account),
            Format::Json => json::render(&account),
        })
    }
}
