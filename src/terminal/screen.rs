//! What of a prompt stands on the terminal now, so that whoever ends the program can take it away.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use console::Term;

use super::tty::{self, Modes};

/// The terminal, known to the prompter and to the thread that waits for signals.
#[derive(Debug, Clone, Default)]
pub struct Screen(Arc<Mutex<Open>>);

/// The prompt that is open.
#[derive(Debug, Default)]
enum Open {
    #[default]
    Nothing,
    /// A line was asked for, and the cursor stands at its end.
    Line,
    /// Something is drawn, the cursor so many rows below its first, and the terminal is quiet.
    Drawn { row: usize, modes: Option<Modes> },
}

/// An open prompt; closes when dropped.
pub(super) struct Prompting<'a>(&'a Screen);

/// The terminal given back.
pub(super) struct Left<'a>(#[expect(dead_code, reason = "held, not read")] MutexGuard<'a, Open>);

impl Screen {
    /// Standard error to draw on.
    #[cfg_attr(not(unix), expect(clippy::unused_self, reason = "rows are counted on Unix alone"))]
    pub(super) fn term(&self) -> Term {
        #[cfg(unix)]
        return ink::term(self);
        // There dialoguer's rows stay where a signal ends the program.
        #[cfg(not(unix))]
        Term::buffered_stderr()
    }

    /// Opens a prompt that is a line on its own.
    pub(super) fn line(&self) -> Prompting<'_> {
        *self.lock() = Open::Line;
        Prompting(self)
    }

    /// Opens a prompt that is drawn.
    pub(super) fn drawn(&self) -> Prompting<'_> {
        // Locked first: the terminal is never quiet without somebody knowing how it was.
        let mut open = self.lock();
        *open = Open::Drawn { row: 0, modes: tty::quiet() };
        drop(open);
        Prompting(self)
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
            Open::Drawn { row, modes } => {
                modes.iter().for_each(tty::restore);
                term.move_cursor_up(row)
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

impl Drop for Prompting<'_> {
    fn drop(&mut self) {
        if let Open::Drawn { modes: Some(modes), .. } = std::mem::take(&mut *self.0.lock()) {
            tty::restore(&modes);
        }
    }
}

#[cfg(unix)]
mod ink {
    use std::io::{self, Write};
    use std::os::fd::{AsRawFd, RawFd};

    use console::Term;

    use super::{Open, Screen};

    /// Whatever is written to standard error, so that the row of the cursor is known at every moment.
    #[derive(Debug)]
    struct Ink(Screen);

    #[expect(clippy::disallowed_methods, reason = "menus are drawn on the real terminal")]
    pub fn term(screen: &Screen) -> Term {
        Term::read_write_pair(io::stdin(), Ink(screen.clone()))
    }

    #[expect(clippy::disallowed_methods, reason = "menus are drawn on the real terminal")]
    impl Write for Ink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut open = self.0.lock();
            io::stderr().write_all(bytes)?;
            if let Open::Drawn { row, .. } = &mut *open {
                *row = after(*row, bytes);
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            io::stderr().flush()
        }
    }

    #[expect(clippy::disallowed_methods, reason = "menus are drawn on the real terminal")]
    impl AsRawFd for Ink {
        fn as_raw_fd(&self) -> RawFd {
            io::stderr().as_raw_fd()
        }
    }

    /// The row after what was written: line breaks and the two codes that lead up and down.
    fn after(row: usize, bytes: &[u8]) -> usize {
        let text = String::from_utf8_lossy(bytes);
        let mut codes = text.split("\u{1b}[");
        let row = row + codes.next().map_or(0, breaks);
        codes.fold(row, |row, code| {
            let (count, rest) = code.split_at(code.find(|c: char| !c.is_ascii_digit()).unwrap_or(code.len()));
            let count = count.parse().unwrap_or(1);
            let row = match rest.chars().next() {
                Some('A') => row.saturating_sub(count),
                Some('B') => row + count,
                _ => row,
            };
            row + breaks(rest)
        })
    }

    fn breaks(text: &str) -> usize {
        text.matches('\n').count()
    }

    #[cfg(test)]
    mod tests {
        use super::after;

        #[test]
        fn the_row_follows_what_is_written() {
            let cases = [
                ("plain\r", 3),
                ("a\nb\n", 5),
                ("\u{1b}[2A", 1),
                ("\u{1b}[A\u{1b}[1Bx\n", 4),
                ("\u{1b}[9A", 0),
                ("\r\u{1b}[2K\u{1b}[36m> A\u{1b}[0m\n", 4),
                ("\u{1b}[?25l\u{1b}[2C\u{1b}[0J", 3),
            ];
            for (text, row) in cases {
                assert_eq!(after(3, text.as_bytes()), row, "{text:?}");
            }
        }
    }
}
