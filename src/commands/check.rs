//! `check`: all that is wrong with checklists and their scenarios.

use std::collections::HashMap;
use std::io::Read;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::tz::Offset;

use super::checked::{Against, Checked, Input, Look, check, inputs};
use super::given;
use super::printed::is_plain;
use super::rooted::Root;
use crate::cli::Options;
use crate::diagnostic::{
    Code, Finding, Findings, Severity, Source, finding, github, human, sarif, short, spoken,
};
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::library::{self, LARGEST, LibraryError, Text, search};
use crate::report::json::document;
use crate::session::Stamp;
use crate::text::count::count;
use crate::text::wrap::hanging;
use crate::text::{Prose, markdown, suggest};
use crate::{format, intake, lint};

/// What is piped in is called so, unless `--stdin-filename` says otherwise.
pub(super) const PIPED: &str = "<stdin>";

/// Check checklists and their scenarios
///
/// PATH is a file, a folder, or `-` for what is piped in; without it, the folder one is in. In folders all YAML files
/// are taken that have `format:` or `scenario:` at the top, without hidden ones and those that git ignores. With a
/// checklist the scenarios beside it are played. The exit code is 1 if there are errors.
#[derive(Debug, Args)]
pub struct Check {
    /// What to check
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// What the piped file is called in findings, and beside which its scenarios lie
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<String>,
    /// How it is written; on GitHub Actions `github`, else `human`
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Let warnings fail too
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    /// Leave out what this rule finds
    #[arg(long, value_name = "CODE")]
    allow: Vec<String>,
    /// Find texts that were last verified more than DAYS ago, or never
    #[arg(long, value_name = "DAYS", value_parser = days)]
    stale: Option<u32>,
    /// Find what is different from OLD and touches sessions that began with it: a file, a folder or a built-in checklist
    #[arg(long, value_name = "OLD")]
    against: Option<String>,
    /// With `--against`, find also what touches no session
    #[arg(long, requires = "against")]
    all: bool,
    /// Tell what a code means, with examples; without CODE, list them all
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["paths", "stdin_filename", "format", "deny", "allow", "stale", "against"])]
    explain: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the line that is meant
    Human,
    /// A line each, for editors and logs
    Short,
    /// For programs
    Json,
    /// Beside the lines of a pull request
    Github,
    /// For code scanning
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Everything that is no note
    Warnings,
}

impl Check {
    /// Checks.
    ///
    /// # Errors
    /// If there is nothing to check, or a code that nobody knows.
    pub fn run(mut self, env: &mut Env, options: &Options) -> Result<Exit, Error> {
        if let Some(code) = &self.explain {
            return explain(env, code);
        }
        for code in &self.allow {
            known_rule(code)?;
        }
        if self.paths.is_empty() {
            self.paths.push(if self.stdin_filename.is_some() { "-" } else { "." }.to_owned());
        }
        let piped = self.piped(env)?;
        let look = Look {
            cwd: &env.cwd.clone(),
            options: lint::Options { stale: self.stale.map(|days| (env.today(), days)) },
            stamp: played(),
            against: self.against.as_deref().map(|old| older(env, options, old, self.all)).transpose()?,
        };
        let mut inputs = inputs(&self.paths, &look).map_err(|folder| nothing(&folder))?;
        inputs.extend(piped);
        let mut checked = check(inputs, &look);
        let unread = checked.findings.iter().any(|finding| finding.severity == Severity::Error);
        if let Some(old) = self.against.as_ref().filter(|_| checked.compared == 0 && !unread) {
            let error = Error::failed(format!("nothing that was checked is a version of what is in `{old}`"));
            return Err(error.hint("versions of a checklist have the same `id`"));
        }
        checked.findings.retain(|finding| !self.allow.iter().any(|code| code == finding.code));
        checked.findings = finding::first(checked.findings);
        let text = self.rendered(env, options, &checked);
        env.out.write_all(text.as_bytes())?;
        Ok(self.exit(&checked))
    }

    /// What is piped in, if `-` is among the paths, which it is taken from.
    fn piped(&mut self, env: &mut Env) -> Result<Option<Input>, Error> {
        let before = self.paths.len();
        self.paths.retain(|path| path != "-");
        if self.paths.len() == before {
            return match self.stdin_filename {
                Some(_) => Err(Error::usage(
                    "`--stdin-filename` names what is piped in, but `-` is not among the paths",
                )),
                None => Ok(None),
            };
        }
        let name = self.stdin_filename.as_deref().unwrap_or(PIPED).to_owned();
        let mut bytes = Vec::new();
        let read = (&mut env.input).take(LARGEST + 1).read_to_end(&mut bytes);
        Ok(Some(match read {
            Err(error) => Err(LibraryError::Io(name, error)),
            Ok(_) if bytes.len() as u64 > LARGEST => Err(LibraryError::TooLarge(name)),
            Ok(_) => Ok(Text { name, bytes, built_in: None }),
        }))
    }

    fn rendered(&self, env: &Env, options: &Options, checked: &Checked) -> String {
        let on_github = env.var("GITHUB_ACTIONS") == Some("true");
        let format = self.format.unwrap_or(if on_github { Format::Github } else { Format::Human });
        match format {
            Format::Human => human_text(env, options, checked),
            Format::Short => checked.findings.iter().map(|finding| short::render(finding) + "\n").collect(),
            Format::Json => document(&Findings::new(&checked.findings)),
            Format::Github => {
                let (findings, _) = rooted(env, checked);
                findings.iter().map(|finding| github::render(finding) + "\n").collect::<String>()
                    + &summary(checked)
                    + "\n"
            }
            Format::Sarif => {
                let (findings, names) = rooted(env, checked);
                sarif::render(&findings, &codes(), |name| source(checked, names.get(name)?))
            }
        }
    }

    fn exit(&self, checked: &Checked) -> Exit {
        let worst = if self.deny.is_some() { Severity::Warning } else { Severity::Error };
        let fails = checked.findings.iter().any(|finding| finding.severity <= worst);
        if fails { Exit::FAILED } else { Exit::OK }
    }
}

/// Scenarios are played at no time of any clock, by nobody.
fn played() -> Stamp {
    Stamp { at: Timestamp::UNIX_EPOCH, offset: Offset::UTC, by: String::new(), reply: None }
}

fn days(text: &str) -> Result<u32, &'static str> {
    text.parse().map_err(|_| "it is a number of days, such as 180")
}

/// The older versions that a file, a folder or the name of a built-in checklist holds.
fn older(env: &mut Env, options: &Options, given: &str, all: bool) -> Result<Against, Error> {
    let cwd = env.cwd.clone();
    let texts: Vec<Text> = match search::is_folder(given, &cwd) {
        true => {
            let names = search::below(given, &cwd);
            let found = names.iter().filter_map(|name| search::found(name, &cwd).ok().flatten());
            found.filter(|text| search::top(&text.bytes) == Some("format")).collect()
        }
        false => vec![given::text(env, given)?],
    };
    let mut against = Against { all, ..Against::default() };
    for text in texts {
        let checklist = given::checklist(env, options, &text, ", so nothing can be held against it")?;
        against.versions.insert(checklist.id.clone(), checklist);
    }
    Ok(against)
}

/// The findings one below the other, and how many there are.
fn human_text(env: &Env, options: &Options, checked: &Checked) -> String {
    let (plain, coloured) = (is_plain(env, options), env.colour());
    let mut text = String::new();
    let mut last: Option<Source> = None;
    for finding in &checked.findings {
        if last.as_ref().is_none_or(|last| last.name() != finding.file) {
            last = source(checked, &finding.file);
        }
        let own = last.as_ref().filter(|last| last.name() == finding.file);
        text += &match plain {
            true => spoken::render(finding, own),
            false => human::render(finding, own, coloured),
        };
        text += "\n\n";
    }
    text + &summary(checked) + "\n"
}

/// The findings, whose files are named from the root of the repository, and what each of these is called here.
fn rooted(env: &Env, checked: &Checked) -> (Vec<Finding>, HashMap<String, String>) {
    let (root, mut names) = (Root::of(env), HashMap::new());
    let named = |finding: &Finding| {
        let file = root.name(&finding.file);
        names.entry(file.clone()).or_insert_with(|| finding.file.clone());
        Finding { file, ..finding.clone() }
    };
    (checked.findings.iter().map(named).collect(), names)
}

/// The text of a file, as its findings count lines.
fn source(checked: &Checked, name: &str) -> Option<Source> {
    let letters = search::letters(checked.texts.get(name)?);
    Some(Source::new(name, String::from_utf8_lossy(&letters)))
}

/// `2 files, 3 scenarios: 3 errors, 1 warning`
fn summary(checked: &Checked) -> String {
    let mut looked = count(checked.files, "file");
    if checked.scenarios > 0 {
        looked += &format!(", {}", count(checked.scenarios, "scenario"));
    }
    let of = |severity, noun| {
        let number = checked.findings.iter().filter(|finding| finding.severity == severity).count();
        (number > 0).then(|| count(number, noun))
    };
    let found = [of(Severity::Error, "error"), of(Severity::Warning, "warning"), of(Severity::Note, "note")];
    let found: Vec<_> = found.into_iter().flatten().collect();
    if found.is_empty() {
        format!("{looked}: no findings")
    } else {
        format!("{looked}: {}", found.join(", "))
    }
}

/// Every kind of finding that there is, by its word.
pub(super) fn codes() -> Vec<Code> {
    let mut codes: Vec<_> = lint::RULES.iter().map(|rule| rule.code()).collect();
    codes.extend(format::codes());
    codes.extend(intake::CODES);
    codes.extend([library::UNREADABLE, finding::MORE]);
    codes.sort_by_key(|code| code.code);
    codes
}

fn explain(env: &mut Env, code: &str) -> Result<Exit, Error> {
    let codes = codes();
    if code.is_empty() {
        return all(env, &codes);
    }
    let Some(code) = codes.iter().find(|own| own.code == code) else {
        return Err(unknown(code, codes.iter().map(|own| own.code)));
    };
    let lines = markdown::wrapped(&Prose::plain(&code.markdown()), env.width().min(80));
    env.out.write_all((lines.join("\n") + "\n").as_bytes())?;
    Ok(Exit::OK)
}

/// Every code, with what it finds in a few words.
fn all(env: &mut Env, codes: &[Code]) -> Result<Exit, Error> {
    let longest = codes.iter().map(|code| code.code.len()).max().unwrap_or(0);
    let columns = env.width().min(80);
    let lines =
        codes.iter().flat_map(|code| hanging(&format!("{:longest$}  ", code.code), code.summary, columns));
    let text: String = lines.map(|line| line + "\n").collect();
    env.out.write_all(text.as_bytes())?;
    Ok(Exit::OK)
}

/// Only what rules find can be left out: a file that cannot be read is of no use to anybody.
fn known_rule(code: &str) -> Result<(), Error> {
    if lint::RULES.iter().any(|rule| rule.code == code) {
        return Ok(());
    }
    if codes().iter().any(|own| own.code == code) {
        let error =
            Error::usage(format!("`{code}` cannot be allowed: no session can begin from such a file"));
        return Err(error.hint(format!("what it means: frp-onboard check --explain {code}")));
    }
    Err(unknown(code, lint::RULES.iter().map(|rule| rule.code)))
}

fn unknown<'a>(code: &str, known: impl Iterator<Item = &'a str>) -> Error {
    let error = Error::usage(format!("no finding has the code `{code}`"));
    match suggest::nearest(code, known) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("all codes: frp-onboard check --explain"),
    }
}

fn nothing(folder: &str) -> Error {
    let error = Error::usage(format!("there is no checklist in `{folder}`"));
    error.hint("in folders only YAML files with `format:` or `scenario:` at the top are taken; name a file to check it whatever it is")
}
