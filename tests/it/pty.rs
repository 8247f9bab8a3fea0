//! The program on a real pseudo-terminal, its menus driven by keys: the same asks and replies as through a
//! pipe, the same journal, and nothing of a prompt left in the scrollback.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a real terminal takes real time")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use frp_onboard::terminal::Mode;
use frp_onboard::walk::{Ask, Form, Reply};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

use crate::binary::events;
use crate::desk::Desk;
use crate::robot::{Deed, Story};
use crate::stories::{CONFIRMED, OPENING, TENANTS, begun};

/// How long nothing changes before a prompt is taken for drawn: a sync of the disk lies between two.
const QUIET: Duration = Duration::from_millis(80);

/// The program on a terminal of its own.
pub struct Terminal {
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<vt100::Parser>>,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    /// Starts it.
    pub fn new(home: &Path, (rows, columns): (u16, u16), args: &[&str]) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_frp-onboard"));
        command.args(args);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("USER", "dana")] {
            command.env(name, value);
        }
        command.env("HOME", home);
        command.cwd(home);
        let child = pair.slave.spawn_command(command).expect("it starts");
        let mut stream = pair.master.try_clone_reader().expect("a reader");
        let seen = Arc::new(Mutex::new(vt100::Parser::new(some(rows), some(columns), 10_000)));
        let to = Arc::clone(&seen);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = stream.read(&mut bytes) {
                to.lock().expect("nobody panicked").process(&bytes[..count]);
            }
        });
        let keys = pair.master.take_writer().expect("keys");
        Self { keys, child, seen, _master: pair.master }
    }

    fn screen(&self) -> String {
        self.seen.lock().expect("nobody panicked").screen().contents()
    }

    /// Waits until what is on the screen is so.
    fn until(&self, what: &str, is_so: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        while !is_so(&self.screen()) {
            assert!(begun.elapsed() < Duration::from_secs(90), "never seen: {what}\n{}", self.screen());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until what is on the screen is so, and changes no more: the program waits for keys.
    pub fn settles(&self, what: &str, is_so: impl Fn(&str) -> bool) {
        let (mut last, mut since) = (String::new(), Instant::now());
        let begun = Instant::now();
        while !is_so(&last) || since.elapsed() < QUIET {
            assert!(begun.elapsed() < Duration::from_secs(90), "never seen: {what}\n{last}");
            thread::sleep(Duration::from_millis(2));
            let now = self.screen();
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
    }

    fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("it listens");
    }

    /// What is on the screen, row by row, with the codes for its colours.
    pub fn rows(&self) -> Vec<String> {
        let parser = self.seen.lock().expect("nobody panicked");
        let (_, columns) = parser.screen().size();
        parser.screen().rows_formatted(0, columns.get()).collect()
    }

    /// Everything that ever stood on the terminal and was not erased.
    fn scrollback(&self) -> Vec<String> {
        let mut parser = self.seen.lock().expect("nobody panicked");
        let (rows, columns) = parser.screen().size();
        let (rows, columns) = (usize::from(rows.get()), columns.get());
        parser.screen_mut().set_scrollback(usize::MAX);
        let mut above = parser.screen().scrollback();
        let mut lines = Vec::new();
        while above > 0 {
            parser.screen_mut().set_scrollback(above);
            lines.extend(parser.screen().rows(0, columns).take(above.min(rows)));
            above = above.saturating_sub(rows);
        }
        parser.screen_mut().set_scrollback(0);
        lines.extend(parser.screen().rows(0, columns));
        lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
    }
}

fn some(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).expect("a terminal has cells")
}

/// The keys of a deed, and what is on the screen when they may be pressed.
fn keys(deed: &Deed) -> String {
    const DOWN: &str = "\u{1b}[B";
    const UP: &str = "\u{1b}[A";
    let Ask { form, .. } = &deed.ask;
    match (form, &deed.reply) {
        (Form::Menu { cursor: None, .. }, Reply::Picked(row)) => DOWN.repeat(row + 1) + "\r",
        (Form::Menu { cursor: Some(cursor), .. }, Reply::Picked(row)) => {
            DOWN.repeat(row.saturating_sub(*cursor)) + &UP.repeat(cursor.saturating_sub(*row)) + "\r"
        }
        (Form::Several { choices, ticked }, Reply::Ticked(rows)) => {
            let row = |at: usize| {
                let tick = if ticked.contains(&at) == rows.contains(&at) { "" } else { " " };
                format!("{tick}{DOWN}")
            };
            (0..choices.len()).map(row).collect::<String>() + "\r"
        }
        (Form::Text { initial }, Reply::Typed(text)) => {
            "\u{7f}".repeat(initial.chars().count()) + text + "\r"
        }
        (Form::YesNo, Reply::Decided(yes)) => if *yes { "y" } else { "n" }.to_owned(),
        (form, reply) => panic!("{reply:?} is no reply to {form:?}"),
    }
}

/// What shows that a prompt is drawn.
fn drawn(deed: &Deed) -> fn(&str) -> bool {
    match &deed.ask.form {
        Form::Menu { .. } => |screen| screen.contains("Enter choose") || screen.contains("Enter tick"),
        Form::Several { .. } => |screen| screen.contains("Space tick"),
        Form::Text { .. } => |screen| screen.contains("Enter accept"),
        Form::YesNo => |screen| screen.contains("[y/n]"),
    }
}

#[test]
fn menus_walk_a_scenario_at_80_and_at_40_columns_as_lines_do() {
    let story = Story::of("adatum-two-countries");
    let deeds = story.walk().0;
    let desk = Desk::new();
    desk.talk(Mode::Lines, "start --session story", deeds.iter().map(Deed::typed));
    let lines = events(&desk.sessions().join("story.jsonl"));
    for size in [(24, 80), (24, 40)] {
        let home = TempDir::new().expect("a directory");
        let mut terminal = Terminal::new(home.path(), size, &["start", "--session", "story"]);
        for deed in &deeds {
            terminal.settles(&format!("{deed:?}"), drawn(deed));
            terminal.types(&keys(deed));
        }
        terminal.until("the end", |screen| screen.contains("Next: frp-onboard status story"));
        assert_eq!(terminal.child.wait().expect("it ends").exit_code(), 0);
        assert_eq!(events(&home.path().join(".local/state/frp-onboard/story.jsonl")), lines, "{size:?}");
        let scrollback = terminal.scrollback();
        assert!(scrollback.iter().any(|line| line.starts_with("Say whether you use Partner Center")));
        let left: Vec<_> = scrollback
            .into_iter()
            .filter(|line| {
                line.contains("Enter choose") || line.contains("Enter accept") || line.contains("[y/n]")
            })
            .collect();
        assert_eq!(left, Vec::<String>::new(), "{size:?}");
    }
}

#[test]
fn a_wait_that_is_over_sooner_is_chosen_by_keys() {
    let desk = begun(&[OPENING, TENANTS, CONFIRMED, "^C"]);
    for step in ["verify/us", "verify/uk"] {
        desk.run(&format!("mark adatum {step} --waiting-for Microsoft --follow-up 2099-01-05"));
    }
    let sessions = desk.sessions().to_string_lossy().into_owned();
    let mut terminal = Terminal::new(desk.dir(), (24, 80), &["resume", "adatum", "--dir", &sessions]);
    terminal.settles("which one", |screen| screen.contains("Of which have you heard?"));
    terminal.types("\u{1b}[B\u{1b}[B\r");
    terminal.settles("that one", |screen| screen.contains("Open / uk") && screen.contains("Enter choose"));
    terminal.types("\u{1b}[B\r");
    terminal.settles("the other", |screen| screen.contains("Open / us") && screen.contains("Enter choose"));
    terminal.types("\u{1b}[B\u{1b}[B\u{1b}[B\u{1b}[B\r");
    terminal.until("when to go on", |screen| screen.contains("verify/us --done"));
    assert_eq!(terminal.child.wait().expect("it ends").exit_code(), 0);
}

#[test]
fn esc_leads_back_within_a_row_and_out_of_it() {
    let desk = begun(&[OPENING, "us.example.com | ^C"]);
    let sessions = desk.sessions().to_string_lossy().into_owned();
    let before = desk.journal("adatum");
    let mut terminal = Terminal::new(desk.dir(), (24, 80), &["resume", "adatum", "--dir", &sessions]);
    terminal.settles("the second field", |screen| screen.contains("Enter choose, Esc back"));
    terminal.types("\u{1b}");
    terminal.settles("the first field", |screen| screen.contains("Domain: us.example.com"));
    terminal.types("\u{1b}");
    terminal.settles("the rows", |screen| screen.contains("Answer what is open"));
    terminal.types("\u{1b}");
    terminal.settles("the step", |screen| screen.contains("Stop for now"));
    terminal.types("\u{3}");
    assert_eq!(terminal.child.wait().expect("it ends").exit_code(), 130);
    assert_eq!(desk.journal("adatum"), before);
}

#[test]
fn ctrl_c_stops_and_the_session_goes_on() {
    let home = TempDir::new().expect("a directory");
    let mut terminal = Terminal::new(home.path(), (24, 80), &["start", "--session", "story"]);
    terminal.until("a question", |screen| screen.contains("Enter accept"));
    terminal.types("Contoso\r");
    terminal.until("a menu", |screen| screen.contains("Enter choose"));
    terminal.types("\u{3}");
    terminal.until("how to go on", |screen| screen.contains("Next: frp-onboard resume story"));
    assert_eq!(terminal.child.wait().expect("it ends").exit_code(), 130);
    assert!(!terminal.seen.lock().expect("nobody panicked").screen().hide_cursor());
    let terminal = Terminal::new(home.path(), (24, 80), &["resume", "story"]);
    terminal.until("the same question", |screen| screen.contains("Yes, all of them"));
}
