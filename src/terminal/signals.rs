//! The one way in which a signal ends the program: whatever is being recorded is finished, if the disk answers,
//! the terminal is given back, the way to go on is said, and the exit code tells the signal.

use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, TryLockError, mpsc};
use std::thread;
use std::time::Duration;

use super::Screen;
use crate::exit::Exit;
use crate::store::Gate;
use crate::text::visible;

/// What is printed where a signal ends the program.
pub type Farewell = Arc<Mutex<Vec<String>>>;

/// A terminal that was stopped (Ctrl-S) takes nothing; the program ends all the same.
const PATIENCE: Duration = Duration::from_secs(1);

/// A disk that does not answer, as that of a network that is gone, keeps nobody here longer than this. A line that
/// is cut by it was never said to be recorded.
const RECORDING: Duration = Duration::from_secs(5);

/// Follows a farewell that says that all is recorded.
const UNANSWERED: &str = "But the disk does not answer: your last answer may or may not be recorded.";

/// Waits in a thread of its own for Ctrl-C and whatever else should end the program, and ends it.
///
/// # Errors
/// If signals cannot be waited for.
#[cfg(unix)]
pub fn watch(gate: Gate, farewell: Farewell, screen: Screen) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    let wait = move || loop {
        // Where any signal interrupts a prompt, console adds a SIGINT to it.
        let came: Vec<_> = signals.wait().collect();
        if let Some(&signal) = came.iter().find(|&&signal| signal != SIGINT).or(came.first()) {
            end(u8::try_from(signal).unwrap_or_default(), &gate, farewell, screen);
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(wait).map(drop)
}

/// Waits in a thread of its own for Ctrl-C and whatever else should end the program, and ends it.
///
/// # Errors
/// If signals cannot be waited for.
#[cfg(windows)]
pub fn watch(gate: Gate, farewell: Farewell, screen: Screen) -> io::Result<()> {
    let end = move || end(2, &gate, farewell.clone(), screen.clone());
    ctrlc::set_handler(end).map_err(io::Error::other)
}

/// Waits for the end of the program where a signal is what broke a prompt. Long enough for any; where nobody
/// watches it goes on.
pub(super) fn await_end() {
    thread::sleep(Duration::from_secs(5));
}

#[expect(
    clippy::exit,
    clippy::disallowed_methods,
    reason = "a signal ends the program from outside of `main`"
)]
fn end(signal: u8, gate: &Gate, farewell: Farewell, screen: Screen) -> ! {
    let nothing_is_cut = gate.hold_within(RECORDING);
    let unanswered = nothing_is_cut.is_none().then_some(UNANSWERED);
    let (done, told) = mpsc::channel();
    thread::spawn(move || {
        let _left = screen.leave();
        let farewell = lines(&farewell);
        let lines = farewell.iter().map(String::as_str).chain(unanswered);
        let text: String = lines.map(|line| visible::line(line) + "\n").collect();
        // Nobody is left to hear of an error.
        let _ = io::stderr().write_all(text.as_bytes());
        let _ = done.send(());
        loop {
            thread::park();
        }
    });
    let _ = told.recv_timeout(PATIENCE);
    std::process::exit(Exit::signal(signal).0.into())
}

/// The lines, unless whoever is changing them waits for what is held here.
fn lines(farewell: &Mutex<Vec<String>>) -> Vec<String> {
    for _ in 0..20 {
        match farewell.try_lock() {
            Ok(lines) => return lines.clone(),
            Err(TryLockError::Poisoned(lines)) => return lines.into_inner().clone(),
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
        }
    }
    Vec::new()
}
