//! What could not be done: in the words of the room that knows, with what to do now.

use std::io::Write;

use crate::exit::Exit;
use crate::store::StoreError;
use crate::terminal::Broken;
use crate::text::visible;

/// A failure as the operator reads it.
#[derive(Debug)]
pub struct Error {
    /// How the program ends.
    pub exit: Exit,
    /// What went wrong, in one line.
    pub message: String,
    /// What else to know, a line each.
    pub details: Vec<String>,
    /// What to do now, a line each.
    pub hints: Vec<String>,
}

impl Error {
    /// It could not be done.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { exit: Exit::FAILED, message: message.into(), details: Vec::new(), hints: Vec::new() }
    }

    /// It was asked for wrongly.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::USAGE, ..Self::failed(message) }
    }

    /// With something more to know.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    /// With something to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Writes it; a closed stream is not complained of.
    pub fn print(&self, err: &mut dyn Write) {
        let mut text = String::new();
        if !self.message.is_empty() {
            text += &format!("error: {}\n", visible::line(&self.message));
        }
        for detail in &self.details {
            text += &format!("  {}\n", visible::line(detail));
        }
        for hint in &self.hints {
            text += &format!("hint: {}\n", visible::line(hint));
        }
        let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self { details: error.details(), hints: error.hints(), ..Self::failed(error.to_string()) }
    }
}

impl From<Broken> for Error {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Interrupted => Self { exit: Exit::signal(2), ..Self::failed("") },
            Broken::Ended => Self { exit: Exit::OK, ..Self::failed("") },
            Broken::NoTerminal => Self::usage(broken.to_string()),
            Broken::InputEnded | Broken::Io(_) => Self::failed(broken.to_string()),
        }
    }
}

impl From<std::io::Error> for Error {
    /// Of the output streams: a reader that went away ends the program quietly.
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self { exit: Exit::OK, ..Self::failed("") },
            _ => Self::failed(format!("cannot write the output: {error}")),
        }
    }
}
