//! The human: prints lines, draws prompts, gives back replies. It makes no words of its own.

use crate::walk::{Line, Prompt, Reply};

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
