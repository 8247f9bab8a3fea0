//! The modes of the terminal on standard input. Where there are none, nothing is done.

#[cfg(unix)]
pub use unix::{Modes, drop_typed, is_gone, quiet, restore};

#[cfg(not(unix))]
pub use other::{Modes, drop_typed, is_gone, quiet, restore};

#[cfg(unix)]
mod unix {
    use rustix::io::Errno;
    use rustix::stdio::stdin;
    use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr};

    /// How the terminal was.
    pub type Modes = Termios;

    /// Hands on every key at once and echoes none, for as long as a prompt is drawn: between two keys, too,
    /// where console would let the terminal write into it. Says how the terminal was.
    pub fn quiet() -> Option<Modes> {
        let before = tcgetattr(stdin()).ok()?;
        let mut quiet = before.clone();
        quiet.make_raw();
        quiet.output_modes = before.output_modes;
        tcsetattr(stdin(), OptionalActions::Now, &quiet).ok()?;
        Some(before)
    }

    /// Makes the terminal as it was.
    pub fn restore(before: &Modes) {
        // Where this fails there is no terminal any more.
        let _ = tcsetattr(stdin(), OptionalActions::Now, before);
    }

    /// Whether the terminal was closed.
    pub fn is_gone() -> bool {
        tcgetattr(stdin()).is_err_and(|error| error == Errno::IO)
    }

    /// Forgets what was typed before it was asked for.
    pub fn drop_typed() {
        let _ = tcflush(stdin(), QueueSelector::IFlush);
    }
}

#[cfg(not(unix))]
mod other {
    /// Nothing to restore: there is none of it.
    #[derive(Debug)]
    pub enum Modes {}

    /// The console library does it for each key.
    pub fn quiet() -> Option<Modes> {
        None
    }

    /// There is nothing to do.
    pub fn restore(before: &Modes) {
        match *before {}
    }

    /// A console that is closed ends the program by itself.
    pub fn is_gone() -> bool {
        false
    }

    /// What was typed ahead is kept.
    pub fn drop_typed() {}
}
