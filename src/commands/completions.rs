//! `completions`: what a shell runs to complete commands, and its answers to that.
//!
//! A shell asks the program itself, by a variable, so that sessions, steps and answers are completed as they are
//! at that moment. The library reads a command line up to the cursor; what only a session knows is added here.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Args, Command, CommandFactory, ValueEnum};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::Shells;

use super::check::codes;
use super::opened::{Definitions, Opened, desk, find};
use crate::cli::{Cli, Options};
use crate::diagnostic::Code;
use crate::env::Env;
use crate::error::Error;
use crate::exit::Exit;
use crate::library::BUILT_IN;
use crate::lint::RULES;
use crate::plan::Plan;
use crate::report::named::{self, Answer, Named};
use crate::session::SessionName;
use crate::store::Desk;
use crate::text::visible;

/// Set by what a shell runs, to the name of the shell.
pub const VARIABLE: &str = "FRP_ONBOARD_COMPLETE";

const NAME: &str = "frp-onboard";

/// Print what completes commands in a shell
///
/// A shell reads it when it starts. For bash, in ~/.bashrc: source <(frp-onboard completions bash). For zsh, in
/// ~/.zshrc after compinit: source <(frp-onboard completions zsh). For fish, in ~/.config/fish/config.fish:
/// frp-onboard completions fish | source. For `PowerShell`, in $PROFILE:
/// frp-onboard completions powershell | Out-String | Invoke-Expression. For elvish, in rc.elv:
/// eval (frp-onboard completions elvish | slurp).
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

impl Completions {
    /// Prints it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn run(self, env: &mut Env) -> Result<Exit, Error> {
        let shell = self.shell.to_possible_value().expect("every shell has a name");
        let shells = Shells::builtins();
        let completer = shells.completer(shell.get_name()).expect("every shell is built in");
        completer.write_registration(VARIABLE, NAME, NAME, NAME, &mut env.out)?;
        Ok(Exit::OK)
    }
}

/// Answers a shell: how the last word of its command line may go on. What cannot be completed is no error.
pub fn complete(env: &mut Env, shell: &str) -> Exit {
    let words: Vec<OsString> = env.args.iter().skip_while(|word| *word != "--").skip(1).cloned().collect();
    let shells = Shells::builtins();
    if let (Some(completer), false) = (shells.completer(shell), words.is_empty()) {
        let known = Known::of(env, &words);
        let mut command = known.added_to(Cli::command());
        let _ = completer.write_complete(&mut command, words, Some(&env.cwd), &mut env.out);
        let _ = env.out.flush();
    }
    Exit::OK
}

/// What only the sessions know.
#[derive(Default)]
struct Known {
    /// Where files are looked for.
    cwd: PathBuf,
    /// The word before the last: where bash takes a word apart at `=`, the path of an answer.
    before: Option<String>,
    sessions: Vec<Named>,
    steps: Vec<Named>,
    answers: Vec<Answer>,
    rows: Vec<Named>,
    actors: Vec<Named>,
    items: Vec<Named>,
}

impl Known {
    fn of(env: &Env, words: &[OsString]) -> Self {
        let mut known = Self { cwd: env.cwd.clone(), ..Self::default() };
        let done = &words[..words.len() - 1];
        known.before =
            done.iter().rev().find_map(|word| word.to_str().filter(|word| *word != "=")).map(str::to_owned);
        let Ok(matches) = Cli::command().ignore_errors(true).try_get_matches_from(done) else { return known };
        let (given, options) = given(&matches);
        let Ok(desk) = desk(env, &options) else { return known };
        let names = desk.names().unwrap_or_default();
        known.sessions = names.iter().map(|name| named(name.as_str(), "")).collect();
        let opened =
            given.and_then(|given| find(env, &desk, &given).ok()).and_then(|path| Opened::read(&path).ok());
        if let Some(opened) = opened {
            let plan = Plan::new(&opened.checklist, &opened.record);
            known.steps = named::steps(&plan);
            known.answers = named::answers(&plan);
            known.rows = named::rows(&plan).iter().map(|row| named(&row.to_string(), "")).collect();
            known.actors = named::actors(&plan);
            known.items = named::items(&plan);
        } else if words.iter().any(|word| word.to_string_lossy().starts_with("--actor")) {
            known.actors = actors(&desk, &names);
        }
        known
    }

    fn added_to(&self, command: Command) -> Command {
        command.mut_subcommands(|command| {
            let verb = command.get_name().to_owned();
            command.mut_args(|arg| match self.completer(&verb, &arg) {
                Some(completer) => arg.add(completer),
                None => arg,
            })
        })
    }

    /// What completes an argument, if only the sessions know.
    fn completer(&self, verb: &str, arg: &Arg) -> Option<ArgValueCompleter> {
        match (verb, arg.get_id().as_str()) {
            ("mark", "steps") => Some(of(self.steps.clone())),
            ("answer", "answers") => Some(of_answers(self.answers.clone(), self.before.clone())),
            ("answer", "unset") => {
                let given = self.answers.iter().filter(|answer| answer.given);
                Some(of(given.map(|answer| named(&answer.path.to_string(), &answer.says)).collect()))
            }
            ("answer", "remove") => Some(of(self.rows.clone())),
            ("handoff" | "list", "actor") => Some(of(self.actors.clone())),
            ("handoff", "item") => Some(of(self.items.clone())),
            ("check", "explain") => Some(of(codes().iter().map(coded).collect())),
            ("check", "allow") => Some(of(RULES.iter().map(|rule| coded(&rule.code())).collect())),
            ("start" | "show", "checklist") => {
                Some(or_a_file(&self.cwd, BUILT_IN.iter().map(|built_in| named(built_in.id, "")).collect()))
            }
            ("start", "answers_from") => Some(or_a_file(&self.cwd, self.sessions.clone())),
            ("mark", "evidence") | ("start", "answers") => Some(or_a_file(&self.cwd, Vec::new())),
            (_, "session") if arg.is_positional() => Some(or_a_file(&self.cwd, self.sessions.clone())),
            _ => None,
        }
    }
}

/// The actors of all sessions, each once.
fn actors(desk: &Desk, names: &[SessionName]) -> Vec<Named> {
    let mut definitions = Definitions::default();
    let opened = names.iter().filter_map(|name| Opened::whole(&desk.path(name), &mut definitions).ok());
    let of_one = |opened: Opened| named::actors(&Plan::new(&opened.checklist, &opened.record));
    let actors: BTreeMap<_, _> = opened.flat_map(of_one).map(|actor| (actor.word, actor.says)).collect();
    actors.into_iter().map(|(word, says)| Named { word, says }).collect()
}

fn coded(code: &Code) -> Named {
    named(code.code, code.summary)
}

/// The session that a command line names, and what says where sessions lie.
fn given(matches: &ArgMatches) -> (Option<String>, Options) {
    let within = matches.subcommand().map_or(matches, |(_, within)| within);
    let session = within.try_get_one::<String>("session").ok().flatten().cloned();
    let dir = [within, matches].into_iter().find_map(|at| at.try_get_one::<PathBuf>("dir").ok().flatten());
    (session, Options { plain: false, dir: dir.cloned(), operator: None })
}

fn named(word: &str, says: &str) -> Named {
    Named { word: word.to_owned(), says: says.to_owned() }
}

fn of(words: Vec<Named>) -> ArgValueCompleter {
    ArgValueCompleter::new(move |current: &OsStr| beginning(&words, &current.to_string_lossy()))
}

/// These words; behind a separator, and where there are none, files.
fn or_a_file(cwd: &Path, words: Vec<Named>) -> ArgValueCompleter {
    let files = PathCompleter::any().current_dir(cwd);
    ArgValueCompleter::new(move |current: &OsStr| {
        let text = current.to_string_lossy();
        let mut found = beginning(&words, &text);
        if found.is_empty() || text.contains(std::path::is_separator) {
            found.extend(files.complete(current));
        }
        found
    })
}

/// `PATH=`, and behind that what the answer may be; of several between commas the last.
fn of_answers(answers: Vec<Answer>, before: Option<String>) -> ArgValueCompleter {
    let find = move |path: &str, answers: &[Answer]| {
        answers.iter().find(|answer| answer.path.to_string() == path).map(|answer| answer.values.clone())
    };
    ArgValueCompleter::new(move |current: &OsStr| {
        let current = current.to_string_lossy();
        let apart = before.as_deref().and_then(|path| find(path, &answers));
        match (current.split_once('='), apart) {
            (Some((path, value)), _) => {
                let values = find(path, &answers).unwrap_or_default();
                following(&values, value)
                    .into_iter()
                    .map(|value| value.add_prefix(format!("{path}=")))
                    .collect()
            }
            (None, Some(values)) => following(&values, &current),
            (None, None) => {
                let paths: Vec<_> =
                    answers.iter().map(|answer| named(&format!("{}=", answer.path), &answer.says)).collect();
                beginning(&paths, &current)
            }
        }
    })
}

/// The values that the last of several may become.
fn following(values: &[Named], typed: &str) -> Vec<CompletionCandidate> {
    let (before, last) = match typed.rfind(',') {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed),
    };
    beginning(values, last).into_iter().map(|value| value.add_prefix(before)).collect()
}

fn beginning(words: &[Named], typed: &str) -> Vec<CompletionCandidate> {
    let fits = words.iter().filter(|named| named.word.starts_with(typed));
    let candidate = |named: &Named| {
        let says = Some(visible::line(&named.says).into_owned()).filter(|says| !says.is_empty());
        CompletionCandidate::new(&named.word).help(says.map(Into::into))
    };
    fits.map(candidate).collect()
}
