//! The desk of a story: a directory for sessions, a clock that stands still unless it is set, and an operator
//! who types what the story says. The whole program runs in this process.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use frp_onboard::env::{Env, Tty};
use frp_onboard::exit::Exit;
use frp_onboard::store::Gate;
use frp_onboard::terminal::{Mode, Script, Scripted};
use jiff::ZonedDateTime;
use tempfile::TempDir;

/// A place to run the program in.
pub struct Desk {
    dir: TempDir,
    now: Rc<RefCell<ZonedDateTime>>,
    width: usize,
    piped: RefCell<Vec<u8>>,
    vars: RefCell<Vec<(String, String)>>,
}

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub out: String,
    pub err: String,
    pub exit: Exit,
    /// What the prompter printed, was asked and was told.
    pub talk: String,
}

impl Desk {
    /// An empty one, on Tuesday, 1 December 2026, at nine, 80 columns wide.
    pub fn new() -> Self {
        let now: ZonedDateTime = "2026-12-01T09:00:00+01:00[+01:00]".parse().expect("a time");
        let (dir, now) = (TempDir::new().expect("a directory"), Rc::new(RefCell::new(now)));
        Self { dir, now, width: 80, piped: RefCell::default(), vars: RefCell::default() }
    }

    /// With a terminal of this width.
    pub fn wide(self, width: usize) -> Self {
        Self { width, ..self }
    }

    /// Sets the clock.
    pub fn at(&self, time: &str) -> &Self {
        *self.now.borrow_mut() = time.parse().expect("a time");
        self
    }

    /// Pipes this in.
    pub fn pipe(&self, text: &str) -> &Self {
        *self.piped.borrow_mut() = text.as_bytes().to_vec();
        self
    }

    /// Sets a variable.
    pub fn var(&self, name: &str, value: &str) -> &Self {
        self.vars.borrow_mut().push((name.to_owned(), value.to_owned()));
        self
    }

    /// Where it stands.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Where sessions lie.
    pub fn sessions(&self) -> PathBuf {
        self.dir.path().join("sessions")
    }

    /// A file beside them.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    }

    /// Runs a command line on a terminal; its prompts nobody answers.
    pub fn run(&self, args: &str) -> Ran {
        self.in_world(args, &Scripted::new(Mode::Menus, self.width, Vec::<&str>::new()), true)
    }

    /// Runs a command line off a terminal.
    pub fn run_piped(&self, args: &str) -> Ran {
        self.in_world(args, &Scripted::new(Mode::Menus, self.width, Vec::<&str>::new()), false)
    }

    /// Runs a command line and types this.
    pub fn talk<S: Into<Script>>(&self, mode: Mode, args: &str, script: impl IntoIterator<Item = S>) -> Ran {
        let scripted = Scripted::new(mode, self.width, script);
        self.with(&scripted, mode, args)
    }

    /// Runs a command line with this operator.
    pub fn with(&self, scripted: &Scripted, mode: Mode, args: &str) -> Ran {
        let plain = if mode == Mode::Lines { " --plain" } else { "" };
        self.in_world(&format!("{args}{plain}"), scripted, true)
    }

    fn in_world(&self, args: &str, scripted: &Scripted, terminal: bool) -> Ran {
        let (out, err) = (Captured::default(), Captured::default());
        let (now, prompter) = (Rc::clone(&self.now), scripted.clone());
        let words = ["frp-onboard"].into_iter().chain(args.split_whitespace());
        let mut env = Env {
            args: words.map(Into::into).collect(),
            cwd: self.dir.path().to_owned(),
            vars: [("LANG", "C.UTF-8"), ("USER", "dana"), ("NO_COLOR", "1")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into_iter()
                .chain(self.vars.borrow().iter().cloned())
                .map(|(name, value)| (name, value.into()))
                .collect(),
            clock: Box::new(move || now.borrow().clone()),
            input: Box::new(io::Cursor::new(self.piped.borrow().clone())),
            out: Box::new(out.clone()),
            err: Box::new(err.clone()),
            tty: Tty { input: terminal, output: terminal, errors: terminal, columns: Some(self.width) },
            prompters: Box::new(move |_| prompter.prompter()),
            account: None,
            state_dir: Some(self.sessions()),
            host: "desk".to_owned(),
            pid: 1,
            gate: Gate::default(),
            farewell: frp_onboard::terminal::Farewell::default(),
        };
        let exit = frp_onboard::run(&mut env);
        Ran { out: out.text(), err: err.text(), exit, talk: scripted.finish() }
    }

    /// A text in which nothing hangs on where this desk stands.
    pub fn anywhere(&self, text: &str) -> String {
        text.replace(&*self.dir.path().to_string_lossy(), "DESK")
    }

    /// Turns a byte in the middle of a session's file.
    pub fn damage(&self, name: &str) {
        let path = self.sessions().join(format!("{name}.jsonl"));
        let mut bytes = std::fs::read(&path).expect("a file");
        let middle = bytes.len() - 40;
        bytes[middle] ^= 1;
        std::fs::write(&path, bytes).expect("a file");
    }

    /// The lines of a session's file.
    pub fn journal(&self, name: &str) -> Vec<String> {
        let path = self.sessions().join(format!("{name}.jsonl"));
        lines(&path)
    }
}

/// The lines of a file.
pub fn lines(path: &Path) -> Vec<String> {
    std::fs::read_to_string(path).expect("a file").lines().map(str::to_owned).collect()
}

#[derive(Clone, Default)]
struct Captured(Rc<RefCell<Vec<u8>>>);

impl Captured {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("output is text")
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
