//! How the program ends: the one table of exit codes.

/// An exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit(pub u8);

impl Exit {
    /// Done, stopped on purpose, or Ctrl-D.
    pub const OK: Self = Self(0);
    /// It could not be done, the piped input ended, or `check` found errors.
    pub const FAILED: Self = Self(1);
    /// Wrong usage, or no terminal to ask on.
    pub const USAGE: Self = Self(2);

    /// Ended by a signal.
    pub fn signal(number: u8) -> Self {
        Self(128 + number)
    }
}
