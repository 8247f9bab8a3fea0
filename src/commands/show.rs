//! `show`: a checklist, read through before anything is done.

use clap::{Args, ValueEnum};

use super::given;
use super::printed::{print, view};
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::library::BUILT_IN;
use crate::report::outline::{Outline, json, markdown, mermaid, outline, text};

/// Read a checklist: the whole text of every branch
///
/// CHECKLIST is a built-in checklist or a file; without it, the built-in ones are listed.
#[derive(Debug, Args)]
pub struct Show {
    /// The checklist
    checklist: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// A Markdown page
    Markdown,
    /// A drawing, for Mermaid
    Mermaid,
    /// For programs
    Json,
}

impl Show {
    /// Shows it.
    ///
    /// # Errors
    /// If there is no such checklist, or it has mistakes.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let view = view(env, options, "");
        let Some(given) = &self.checklist else {
            let all: Vec<_> =
                BUILT_IN.iter().map(|built_in| read(env, options, built_in.id)).collect::<Result<_, _>>()?;
            match self.format {
                Format::Json => env.out.write_all(json::list(&all).as_bytes())?,
                Format::Text => print(env, &text::list(&all, &view))?,
                Format::Markdown => env.out.write_all(markdown::list(&all).as_bytes())?,
                Format::Mermaid => return Err(which()),
            }
            return Ok(Exit::OK);
        };
        let outline = read(env, options, given)?;
        match self.format {
            Format::Text => print(env, &text::lines(&outline, &view))?,
            Format::Markdown => env.out.write_all(markdown::render(&outline).as_bytes())?,
            Format::Mermaid => env.out.write_all(mermaid::render(&outline).as_bytes())?,
            Format::Json => env.out.write_all(json::render(&outline).as_bytes())?,
        }
        Ok(Exit::OK)
    }
}

/// Of several checklists there is no drawing.
fn which() -> Error {
    let error = Error::usage("a drawing is of one checklist");
    error.hint(format!("name it: frp-onboard show {} --format mermaid", BUILT_IN[0].id))
}

/// The outline of a checklist, or its findings printed.
fn read(env: &mut Env, options: &Options, given: &str) -> Result<Outline, Error> {
    let text = given::text(env, given)?;
    Ok(outline(&given::checklist(env, options, &text, "")?))
}
