//! `new`: a checklist to begin with, a scenario beside it, and the schema that an editor reads both by.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use clap::Args;

use super::printed;
use crate::cli::Options;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::library::search;
use crate::report::json::document;
use crate::schema;
use crate::text::{count, shell, slug::slug, visible};

const CHECKLIST: &str = include_str!("new/starter.yaml");
const SCENARIO: &str = include_str!("new/scenarios/starter.yaml");
/// What the first line of the checklist names: a file beside it, so that it holds without a network, and is that of
/// the program that checks the file.
const SCHEMA: &str = "checklist.schema.json";

/// Write a checklist to begin with
///
/// It says in comments what its parts mean, and has a scenario beside it and the schema by which an editor knows its
/// keys. Nothing that is there already is overwritten.
#[derive(Debug, Args)]
pub struct New {
    /// Where; its name is also the checklist's id
    #[arg(default_value = "checklist.yaml")]
    file: String,
}

impl New {
    /// Writes it.
    ///
    /// # Errors
    /// If one of its files is there already, or cannot be written.
    pub fn run(self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        let given = Path::new(&self.file);
        let name = given.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !search::is_yaml(given) || visible::line(&name) != name {
            let error = Error::usage(format!("`{}` is no name for a checklist", self.file));
            return Err(error.hint("a name ends in .yaml: frp-onboard new first-week.yaml"));
        }
        let beside = |name: &str| given.with_file_name(name).display().to_string();
        let (folder, scenario) = (beside("scenarios"), beside(&format!("scenarios/{name}")));
        for file in [&self.file, &scenario] {
            // A link that leads nowhere is there, too.
            if fs::symlink_metadata(env.cwd.join(file)).is_ok() {
                let error = Error::failed(format!("`{file}` is there already"));
                return Err(error.hint("another name: frp-onboard new first-week.yaml"));
            }
        }
        let id = id(given);
        let text = CHECKLIST.replace("starter.yaml", &name).replace("id: starter\n", &format!("id: {id}\n"));
        let played = SCENARIO.replace("../starter.yaml", &quoted(&format!("../{name}")));
        let mut written = vec![self.file.clone(), scenario.clone()];
        create(env, &self.file, &text)?;
        let beside_it = match fs::create_dir(env.cwd.join(&folder)) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(unwritten(&folder, error)),
            _ => create(env, &scenario, &played),
        };
        beside_it.inspect_err(|_| {
            // A checklist without its scenario would be in the way of the next try.
            let _ = fs::remove_file(env.cwd.join(&self.file));
        })?;
        let schema = beside(SCHEMA);
        if fs::symlink_metadata(env.cwd.join(&schema)).is_err() {
            create(env, &schema, &document(&schema::checklist()))?;
            written.push(schema);
        }
        let written = count::names(written.iter().map(|name| visible::line(name)));
        let file = shell::word(&self.file);
        let next = format!("{}{}", visible::line(&file), options.elsewhere());
        env.out.write_all(format!("wrote {written}\nNext: frp-onboard start {next}\n").as_bytes())?;
        Ok(Exit::OK)
    }
}

/// The id that a file's name gives a checklist.
fn id(file: &Path) -> String {
    let slug = slug(&file.file_stem().unwrap_or_default().to_string_lossy());
    match slug.chars().next() {
        Some('a'..='z') => slug,
        Some(_) => format!("checklist-{slug}"),
        None => "checklist".to_owned(),
    }
}

/// A text as a scalar of YAML, in quotes where it needs them.
fn quoted(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_alphanumeric() || "./_-".contains(c));
    if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

/// Writes a new file, whole or not at all.
fn create(env: &Env, file: &str, text: &str) -> Result<(), Error> {
    let path = env.cwd.join(file);
    let mut new = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .map_err(|error| unwritten(file, error))?;
    new.write_all(text.as_bytes()).and_then(|()| new.sync_all()).map_err(|error| {
        // Half of it is of no use to anybody, and would be in the way of the next try.
        let _ = fs::remove_file(&path);
        unwritten(file, error)
    })
}

fn unwritten(file: &str, error: io::Error) -> Error {
    printed::unwritten(Path::new(file), &error.into())
}
