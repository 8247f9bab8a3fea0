//! The human: prints lines, draws prompts, gives back replies. It makes no words of its own.
//!
//! Menus are drawn on standard error, line mode speaks on standard output. Whatever is drawn is erased once
//! it is answered; a signal that comes meanwhile erases it, gives the terminal back and ends the program.
//!
//! Windows has no modes of the terminal to restore, and keeps what was typed ahead.

mod dialogue;
mod edit;
mod links;
mod look;
mod plain;
mod screen;
mod scripted;
pub mod signals;
pub mod style;
mod tty;

#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::io::{BufReader, IsTerminal as _};

use crate::walk::{Line, Prompt, Reply};

pub use dialogue::Dialogue;
pub use plain::{Plain, Source};
pub use screen::Screen;
pub use scripted::{Script, Scripted};
pub use signals::{Farewell, watch};

/// How a prompter speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Menus drawn on a terminal.
    Menus,
    /// One line per prompt, nothing redrawn.
    Lines,
}

/// Somebody to ask.
pub trait Prompter {
    /// Prints lines, downwards only.
    fn print(&mut self, lines: &[Line]) -> Result<(), Broken>;
    /// Asks, and waits for the reply.
    fn ask(&mut self, prompt: &Prompt) -> Result<Reply, Broken>;
    /// How many columns to lay out for.
    fn width(&self) -> usize;
    /// How it speaks.
    fn mode(&self) -> Mode;
    /// Hands a text to the terminal's clipboard, and says whether there is a terminal to take it.
    fn copy(&mut self, text: &str) -> Result<bool, Broken>;
    /// Opens an address in the browser.
    ///
    /// # Errors
    /// Why it could not be opened.
    fn open(&mut self, url: &str) -> Result<(), String>;
}

/// Why no reply came.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// Ctrl-D: the operator has no more to say.
    #[error("the input was ended")]
    Ended,
    /// The piped input is used up.
    #[error("the input ended before the walk did")]
    InputEnded,
    /// There is nobody to ask.
    #[error("no terminal to ask on")]
    NoTerminal,
    /// The terminal could not be read or written.
    #[error("cannot use the terminal: {0}")]
    Io(#[from] std::io::Error),
}

/// How wide this process's own terminal is, if it has one.
pub fn columns() -> Option<usize> {
    let terms = [console::Term::stderr(), console::Term::stdout()];
    terms.iter().find_map(console::Term::size_checked).map(|(_, columns)| usize::from(columns))
}

/// Whoever sits at this process's own terminal, or feeds its standard input.
#[expect(clippy::disallowed_methods, reason = "who is asked is who holds the real streams")]
pub fn prompter(mode: Mode, colour: bool, screen: &Screen) -> Box<dyn Prompter> {
    let stdin = std::io::stdin();
    let source = if stdin.is_terminal() { Source::Terminal } else { Source::Pipe };
    match mode {
        Mode::Menus => Box::new(Dialogue::new(colour, screen)),
        Mode::Lines => {
            let out = Box::new(std::io::stdout());
            Box::new(Plain::new(Box::new(BufReader::new(stdin)), out, source, screen))
        }
    }
}
