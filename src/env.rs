//! The world as one value: directory, variables, clock, streams, terminal. Nothing else looks at it.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::ZonedDateTime;
use jiff::civil::Date;

use crate::error::Error;
use crate::session::Stamp;
use crate::store::{Gate, Holder};
use crate::terminal::{Mode, Prompter};

/// The world.
pub struct Env {
    /// The arguments, the program's name first.
    pub args: Vec<OsString>,
    /// The working directory.
    pub cwd: PathBuf,
    /// The variables that are text.
    pub vars: HashMap<String, String>,
    /// The time, where the operator is.
    pub clock: Box<dyn Fn() -> ZonedDateTime>,
    /// What a command answers.
    pub out: Box<dyn Write>,
    /// What it says beside that.
    pub err: Box<dyn Write>,
    /// What is a terminal.
    pub tty: Tty,
    /// Makes somebody to ask.
    pub prompters: Box<dyn FnMut(Mode) -> Box<dyn Prompter>>,
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

/// What is printed where a signal ends the program.
pub type Farewell = std::sync::Arc<std::sync::Mutex<Vec<String>>>;

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
    /// A variable that is set and not empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(String::as_str).filter(|value| !value.is_empty())
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
        Stamp { at: now.timestamp(), offset: now.offset(), by: operator.to_owned() }
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
            Err(Error::usage("no terminal to ask on"))
        }
    }

    /// How wide printed text may be.
    pub fn width(&self) -> usize {
        if self.tty.output { self.tty.columns.unwrap_or(80) } else { usize::MAX }
    }

    /// Whether output is coloured: a terminal, and nobody asked for none. `NO_COLOR` wins over every forcing.
    pub fn colour(&self) -> bool {
        let forced = self.var("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        let unwanted = self.var("NO_COLOR").is_some()
            || self.var("TERM") == Some("dumb")
            || self.vars.get("CLICOLOR").is_some_and(|value| value == "0");
        if self.var("NO_COLOR").is_some() { false } else { forced || (self.tty.output && !unwanted) }
    }
}
