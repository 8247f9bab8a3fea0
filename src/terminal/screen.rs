//! What of a prompt stands on the terminal now, so that whoever ends the program can take it away.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use console::Term;

use super::tty::{self, Modes};

/// The terminal, known to the prompter and to the thread that waits for signals.
#[derive(Clone, Default)]
pub struct Screen(Arc<Mutex<Open>>);

/// The prompt that is open.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    /// A line was asked for, and the cursor stands at its end.
    Line,
    /// Rows are drawn, the cursor is hidden or not, and the terminal is quiet.
    Drawn { above: usize, modes: Option<Modes> },
}

/// An open prompt; closes when dropped.
pub(super) struct Prompting<'a>(&'a Screen);

impl Screen {
    /// Opens a prompt that is a line on its own.
    pub(super) fn line(&self) -> Prompting<'_> {
        *self.lock() = Open::Line;
        Prompting(self)
    }

    /// Opens a prompt that is drawn.
    pub(super) fn drawn(&self) -> Prompting<'_> {
        let mut open = self.lock();
        *open = Open::Drawn { above: 0, modes: tty::quiet() };
        Prompting(self)
    }

    /// Says how many rows of the prompt are above the cursor.
    pub(super) fn rows(&self, count: impl FnOnce(usize) -> usize) {
        if let Open::Drawn { above, .. } = &mut *self.lock() {
            *above = count(*above);
        }
    }

    /// Gives the terminal back: erases the prompt, shows the cursor, restores the modes. Nothing is drawn
    /// while what this returns is held.
    pub(super) fn leave(&self) -> Left<'_> {
        let mut open = self.lock();
        let term = Term::buffered_stderr();
        // Errors mean that there is no terminal any more.
        let _ = match std::mem::take(&mut *open) {
            Open::Nothing => Ok(()),
            Open::Line => term.write_line(""),
            Open::Drawn { above, modes } => {
                modes.iter().for_each(tty::restore);
                term.move_cursor_up(above)
                    .and_then(|()| term.clear_to_end_of_screen())
                    .and_then(|()| term.show_cursor())
            }
        };
        let _ = term.flush();
        Left(open)
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The terminal given back.
pub(super) struct Left<'a>(#[expect(dead_code, reason = "held, not read")] MutexGuard<'a, Open>);

impl Drop for Prompting<'_> {
    fn drop(&mut self) {
        if let Open::Drawn { modes: Some(modes), .. } = std::mem::take(&mut *self.0.lock()) {
            tty::restore(&modes);
        }
    }
}
