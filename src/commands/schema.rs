//! `schema`: what editors and pipelines check files against.

use clap::{Args, ValueEnum};

use super::given;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::library::BUILT_IN;
use crate::report::json::document;
use crate::schema;
use crate::text::shell;

/// Print the JSON Schema of checklists, for editors
///
/// Save it beside your checklists and begin each with `# yaml-language-server: $schema=checklist.schema.json`; `new`
/// does both. What hangs on names and answers only `check` can tell.
#[derive(Debug, Args)]
pub struct Schema {
    /// Of which files
    #[arg(value_enum, default_value_t = Of::Checklist)]
    of: Of,
    /// With `answers`, for which checklist: a built-in one or a file; without it, the one that `start` takes
    checklist: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// Checklists
    Checklist,
    /// Scenarios
    Scenario,
    /// Answers to one checklist
    Answers,
}

impl Schema {
    /// Prints it.
    ///
    /// # Errors
    /// If there is no such checklist, or it has mistakes.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let schema = match (self.of, self.checklist) {
            (Of::Answers, given) => of_answers(env, options, given.as_deref().unwrap_or(BUILT_IN[0].id))?,
            (_, Some(given)) => {
                let error = Error::usage("only the schema of answers is one checklist's own");
                return Err(error
                    .hint(format!("for its answers: frp-onboard schema answers {}", shell::word(&given))));
            }
            (Of::Checklist, None) => schema::checklist(),
            (Of::Scenario, None) => schema::scenario(),
        };
        env.out.write_all(document(&schema).as_bytes())?;
        Ok(Exit::OK)
    }
}

fn of_answers(env: &mut Env, options: &Options, given: &str) -> Result<serde_json::Value, Error> {
    let text = given::text(env, given)?;
    Ok(schema::answers(&given::checklist(env, options, &text, "")?))
}
