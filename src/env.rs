//! The world as one value: directory, variables, clock, streams, terminal. Nothing else looks at it.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::error::Error;
use crate::session::Stamp;
use crate::store::{Gate, Holder};
use crate::terminal::signals::{self, Farewell};
use crate::terminal::{self, Mode, Prompter, Screen};

/// The world.
pub struct Env {
    /// The arguments, the program's name first.
    pub args: Vec<OsString>,
    /// The working directory.
    pub cwd: PathBuf,
    /// The variables whose names are text.
    pub vars: HashMap<String, OsString>,
    /// The time, where the operator is.
    pub clock: Box<dyn Fn() -> ZonedDateTime>,
    /// What is piped in.
    pub input: Box<dyn Read>,
    /// What a command answers.
    pub out: Box<dyn Write>,
    /// What it says beside that.
    pub err: Box<dyn Write>,
    /// What is a terminal.
    pub tty: Tty,
    /// Makes somebody to ask.
    pub prompters: Box<dyn FnMut(Mode) -> Box<dyn Prompter>>,
    /// What the system calls who runs it, where no variable does.
    pub account: Option<String>,
    /// Where sessions lie unless it is said otherwise.
    pub state_dir: Option<PathBuf>,
    /// What the machine is called.
    pub host: String,
    /// This process.
    pub pid: u32,
    /// Held while a line is being recorded, so that nobody ends the program then.
    pub gate: Gate,
    /// Told how to go on, for whoever ends the program.
    pub farewell: Farewell,
}

/// Which streams are a terminal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tty {
    /// Standard input.
    pub input: bool,
    /// Standard output.
    pub output: bool,
    /// Standard error.
    pub errors: bool,
    /// How wide it is.
    pub columns: Option<usize>,
}

impl Env {
    /// The real world, as this process finds it.
    #[expect(clippy::disallowed_methods, reason = "here the world comes in, and nowhere else")]
    pub fn real() -> Self {
        let (gate, farewell, screen) = (Gate::default(), Farewell::default(), Screen::default());
        let vars: HashMap<_, _> =
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value))).collect();
        let tty = Tty {
            input: std::io::stdin().is_terminal(),
            output: std::io::stdout().is_terminal(),
            errors: std::io::stderr().is_terminal(),
            columns: terminal::columns(),
        };
        // Without it a signal ends the program as the system has it: nothing is lost, nothing is said.
        let _ = signals::watch(gate.clone(), farewell.clone(), screen.clone());
        let coloured = is_coloured(&vars, tty.errors);
        let is_named = ["USER", "LOGNAME"]
            .iter()
            .any(|name| vars.get(*name).is_some_and(|name| name.to_str().is_some()));
        Self {
            account: if is_named { None } else { account() },
            args: std::env::args_os().collect(),
            cwd: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            vars,
            clock: Box::new(ZonedDateTime::now),
            input: Box::new(std::io::stdin()),
            out: Box::new(std::io::stdout()),
            err: Box::new(std::io::stderr()),
            tty,
            prompters: Box::new(move |mode| terminal::prompter(mode, coloured, &screen)),
            state_dir: state_dir(),
            host: host(),
            pid: std::process::id(),
            gate,
            farewell,
        }
    }

    /// A variable that is set and not empty, as text if it is that.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.var_os(name).and_then(OsStr::to_str)
    }

    /// A variable that is set and not empty: a path need not be text.
    pub fn var_os(&self, name: &str) -> Option<&OsStr> {
        self.vars.get(name).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// The time, where the operator is.
    pub fn now(&self) -> ZonedDateTime {
        (self.clock)()
    }

    /// The operator's date.
    pub fn today(&self) -> Date {
        self.now().date()
    }

    /// Now, said by `operator`.
    pub fn stamp(&self, operator: &str) -> Stamp {
        let now = self.now();
        Stamp { at: now.timestamp(), offset: now.offset(), by: operator.to_owned(), reply: None }
    }

    /// This process as one that writes a session.
    pub fn holder(&self, operator: &str) -> Holder {
        Holder {
            by: operator.to_owned(),
            host: self.host.clone(),
            pid: self.pid,
            since: self.now().timestamp(),
        }
    }

    /// A path as the operator means it, from the working directory.
    pub fn resolve(&self, path: &Path) -> PathBuf {
        self.cwd.join(path)
    }

    /// How prompts speak: line by line if that was asked for, else with menus.
    ///
    /// # Errors
    /// If there is no terminal for menus.
    pub fn mode(&self, plain: bool) -> Result<Mode, Error> {
        let accessible = self.var("ACCESSIBLE").is_some_and(|value| value != "0");
        if plain || accessible || self.var("TERM") == Some("dumb") {
            Ok(Mode::Lines)
        } else if self.tty.input && self.tty.errors {
            Ok(Mode::Menus)
        } else {
            let error = Error::usage("no terminal to ask on");
            Err(error.hint("answer line by line, through a pipe too: add --plain"))
        }
    }

    /// How wide printed text may be.
    pub fn width(&self) -> usize {
        if self.tty.output { self.tty.columns.unwrap_or(80) } else { usize::MAX }
    }

    /// Whether the locale writes more than ASCII: by its variables; where there are none, as on Windows, yes.
    pub fn is_utf8(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| self.var(name));
        let named = |locale: &str| {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        locale.map_or(cfg!(windows), named)
    }

    /// Whether output is coloured: a terminal, and nobody asked for none. `NO_COLOR` wins over every forcing.
    pub fn colour(&self) -> bool {
        is_coloured(&self.vars, self.tty.output)
    }
}

fn is_coloured(vars: &HashMap<String, OsString>, on_terminal: bool) -> bool {
    let set = |name: &str| vars.get(name).is_some_and(|value| !value.is_empty());
    let is = |name: &str, wanted: &str| vars.get(name).is_some_and(|value| value == wanted);
    let forced = set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0");
    let unwanted = is("TERM", "dumb") || is("CLICOLOR", "0");
    !set("NO_COLOR") && (forced || (on_terminal && !unwanted))
}

/// Where the platform keeps a program's state; Windows has no such place but for local data.
fn state_dir() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.state_dir().unwrap_or_else(|| base.cache_dir()).join("frp-onboard"))
}

/// The name in the list of accounts, as there is one in a container, too.
#[cfg(unix)]
fn account() -> Option<String> {
    let accounts = std::fs::read_to_string("/etc/passwd").ok()?;
    named_in(&accounts, &rustix::process::getuid().to_string())
}

/// The name of the account with this number: lines of `name:password:number:...`.
#[cfg(unix)]
fn named_in(accounts: &str, number: &str) -> Option<String> {
    let fields = accounts.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let name =
        fields.filter(|fields| fields.get(2) == Some(&number)).find_map(|fields| Some(*fields.first()?));
    name.filter(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(not(unix))]
fn account() -> Option<String> {
    None
}

#[cfg(unix)]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "here the world comes in, and nowhere else")]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_else(|_| "this computer".to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_by_its_number() {
        let accounts = "root:x:0:0:root:/:\n# a note\n+::::::\ndana:x:1000:1000::/:\n:x:7:7\n";
        for (number, name) in [("0", Some("root")), ("1000", Some("dana")), ("100", None), ("7", None)] {
            assert_eq!(named_in(accounts, number).as_deref(), name, "{number}");
        }
    }
}
