//! The real prompters on a real terminal: this test binary runs itself in a pseudo-terminal, plays the
//! operator, and looks at the screen.
#![allow(clippy::disallowed_methods, clippy::exit, reason = "both sides of a real terminal")]

use std::fmt::Write as _;
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use super::{Mode, Screen, prompter, watch};
use crate::store::Gate;
use crate::walk::{Line, Menu, MenuRow, Prompt, Several, Style, TextPrompt, YesNo};

/// Names the scene for the other side.
const SCENE: &str = "FRP_ONBOARD_SCENE";
const DOWN: &str = "\u{1b}[B";
const RIGHT: &str = "\u{1b}[C";
const LEFT: &str = "\u{1b}[D";
const BACKSPACE: &str = "\u{7f}";
const CTRL_C: &str = "\u{3}";
const FAREWELL: &str = "Stopped.\nNext: resume\n";

/// The other side: plays the scene if there is one.
#[test]
fn pty_child() {
    if let Ok(scene) = std::env::var(SCENE) {
        std::process::exit(play(&scene));
    }
}

/// `menus: text, yes`: prompts in their order, and what else happens between them.
fn play(scene: &str) -> i32 {
    let (screen, gate, farewell) = (Screen::default(), Gate::default(), super::Farewell::default());
    farewell.lock().unwrap().extend(FAREWELL.lines().map(str::to_owned));
    let (mode, prompts) = scene.split_once(": ").unwrap();
    if mode != "unwatched" {
        watch(gate.clone(), farewell.clone(), screen.clone()).unwrap();
    }
    let mode = if mode == "lines" { Mode::Lines } else { Mode::Menus };
    let mut prompter = prompter(mode, true, &screen);
    prompter.print(&["", "--", "above", "below"].map(Line::plain)).unwrap();
    for name in prompts.split(", ") {
        match name {
            "pause" => thread::sleep(Duration::from_millis(400)),
            "record" => {
                let _gate = gate.hold();
                prompter.print(&[Line::plain("recording")]).unwrap();
                thread::sleep(Duration::from_millis(400));
                prompter.print(&[Line::plain("recorded")]).unwrap();
            }
            "hang" => {
                let _gate = gate.hold();
                prompter.print(&[Line::plain("recording")]).unwrap();
                thread::sleep(Duration::from_secs(60));
            }
            "busy" => std::mem::forget(farewell.lock()),
            "copy" => drop(prompter.copy("https://a.example").unwrap()),
            name => {
                let said = match prompter.ask(&prompt(name)) {
                    Ok(reply) => format!("{reply:?}"),
                    Err(broken) => format!("{broken:?}"),
                };
                prompter.print(&[Line::of(Style::Accent, said)]).unwrap();
            }
        }
    }
    prompter.print(&[Line::plain("over")]).unwrap();
    7
}

fn prompt(name: &str) -> Prompt {
    let menu = |count: usize, cursor| {
        let label = |n| MenuRow::new(format!("Row {n} étés 北京, with a label of some length"), [""; 0]);
        let (hint, spoken) = ("Enter choose".to_owned(), "What now?".to_owned());
        Prompt::Menu(Menu {
            hint,
            spoken,
            rows: (1..=count).map(label).collect(),
            cursor,
            escape: true,
            many: false,
        })
    };
    let text = |label: &str, initial: &str| {
        let (hint, spoken) = ("Enter accept".to_owned(), "Type it:".to_owned());
        Prompt::Text(TextPrompt { hint, label: label.to_owned(), spoken, initial: initial.to_owned() })
    };
    match name {
        "menu" => menu(3, Some(0)),
        "open" => menu(3, None),
        "pages" => menu(30, Some(0)),
        "locked" => match menu(3, Some(0)) {
            Prompt::Menu(menu) => Prompt::Menu(Menu { escape: false, ..menu }),
            other => other,
        },
        "several" => {
            let rows = ["Admin agent with a long label", "Sales agent", "Helpdesk agent"];
            let rows = rows.map(|label| MenuRow::new(label, [""; 0])).to_vec();
            let (hint, spoken) = ("Space tick".to_owned(), "Type numbers:".to_owned());
            Prompt::Several(Several { hint, spoken, rows, ticked: vec![2] })
        }
        "text" => text("Name", ""),
        "label" => text("A label of some length", "5 days"),
        "yes" => {
            let question = "Does anybody here need the portal?".to_owned();
            Prompt::YesNo(YesNo { question, spoken: "Sure? y or n:".to_owned() })
        }
        other => panic!("no prompt is called {other}"),
    }
}

/// A program in a terminal.
struct Terminal {
    master: Box<dyn MasterPty>,
    /// Taken with the first key: when dropped it would type a line.
    keys: Option<Box<dyn Write>>,
    child: Box<dyn Child>,
    seen: Arc<Mutex<Seen>>,
    reader: JoinHandle<()>,
    deaf: Arc<AtomicBool>,
    modes: String,
}

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

/// The screen from where the scene begins.
fn text(seen: &Mutex<Seen>) -> String {
    let text = seen.lock().unwrap().screen.screen().contents();
    text.split_once("--\n").map_or(text.clone(), |(_, text)| text.to_owned())
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    fn new(columns: u16, scene: &str) -> Self {
        let pair = native_pty_system().openpty(size(24, columns)).unwrap();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["terminal::tests::pty_child", "--exact", "--nocapture", "--test-threads=1"]);
        command.env(SCENE, scene);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        let modes = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut stream = pair.master.try_clone_reader().unwrap();
        let seen = Arc::new(Mutex::new(Seen {
            screen: vt100::Parser::new(cells(24), cells(columns), 0),
            bytes: Vec::new(),
        }));
        let deaf = Arc::new(AtomicBool::new(false));
        let (to, stop) = (seen.clone(), deaf.clone());
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = stream.read(&mut bytes)
                && !stop.load(Ordering::SeqCst)
            {
                let mut seen = to.lock().unwrap();
                seen.screen.process(&bytes[..count]);
                seen.bytes.extend(&bytes[..count]);
            }
        });
        Self { master: pair.master, keys: None, child, seen, reader, deaf, modes }
    }

    fn text(&self) -> String {
        text(&self.seen)
    }

    fn sees(&self, what: &str) {
        self.until(what, |terminal| terminal.text().contains(what));
    }

    fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(begun.elapsed() < Duration::from_secs(60), "not seen: {what}\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn types(&mut self, keys: &str) {
        let to = self.keys.get_or_insert_with(|| self.master.take_writer().unwrap());
        to.write_all(keys.as_bytes()).unwrap();
        to.flush().unwrap();
    }

    fn gets(&self, signal: Signal) {
        let pid = self.child.process_id().and_then(|pid| Pid::from_raw(pid.try_into().unwrap())).unwrap();
        kill_process(pid, signal).unwrap();
    }

    fn resizes(&self, rows: u16, columns: u16) {
        self.master.resize(size(rows, columns)).unwrap();
        self.seen.lock().unwrap().screen.screen_mut().set_size(cells(rows), cells(columns));
    }

    fn code(child: &mut dyn Child) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                assert_eq!(status.signal(), None);
                return status.exit_code();
            }
            if begun.elapsed() > Duration::from_secs(60) {
                child.kill().unwrap();
                panic!("still running");
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The screen after the end, which came with `code` and left the terminal as it was.
    fn ends(mut self, code: u32) -> String {
        let ended = Self::code(&mut *self.child);
        let modes = modes(&*self.master);
        self.reader.join().unwrap();
        assert_eq!(ended, code, "{}", text(&self.seen));
        assert_eq!(modes, self.modes, "the modes were not restored");
        assert!(!self.seen.lock().unwrap().screen.screen().hide_cursor(), "the cursor is hidden");
        text(&self.seen)
    }
}

/// What the screen must say once the prompts gave these replies.
fn clean(replies: &[&str]) -> String {
    let mut text = "above\nbelow\n".to_owned();
    for reply in replies {
        writeln!(text, "{reply}").unwrap();
    }
    text + "over"
}

#[test]
fn every_prompt_fits_and_leaves_nothing_behind() {
    for columns in [80, 40, 20] {
        let mut menu = Terminal::new(columns, "menus: menu");
        menu.sees("  Enter choose\n  > Row 1 ");
        menu.types(&[DOWN, DOWN, DOWN, DOWN].concat());
        menu.sees("  > Row 2 ");
        menu.types("\r");
        assert_eq!(menu.ends(7), clean(&["Picked(1)"]));

        let mut several = Terminal::new(columns, "menus: several");
        several.sees("  > [ ] Admin");
        several.sees("    [x] Help");
        several.types(&[" ", DOWN, DOWN, " "].concat());
        several.sees("  > [ ] Help");
        several.types("\r");
        assert_eq!(several.ends(7), clean(&["Ticked([0])"]));

        let mut yes = Terminal::new(columns, "menus: yes");
        yes.sees("[y/n]");
        yes.types("x\r \u{4}\u{1a}");
        yes.types("y");
        assert_eq!(yes.ends(7), clean(&["Decided(true)"]));

        let mut label = Terminal::new(columns, "menus: label");
        label.sees("  Enter accept\n  A label of");
        label.sees(" 5 days");
        label.types(&[LEFT, BACKSPACE, "_\r"].concat());
        assert_eq!(label.ends(7), clean(&["Typed(\"5 da_s\")"]));
    }
}

#[test]
fn a_text_longer_than_the_row_stays_on_it() {
    for columns in [80, 40, 20] {
        let mut text = Terminal::new(columns, "menus: text");
        text.sees("  Name: ");
        let long = "bob@contoso-partner.onmicrosoft.com, 北京 and then some more to pass the edge".repeat(3);
        text.types(&long);
        let on_one_row =
            |text: &Terminal| text.text().contains("the edge") && text.text().lines().count() == 4;
        text.until("its end, on one row", on_one_row);
        text.types(&BACKSPACE.repeat(long.chars().count() - 3));
        text.sees("  Name: bob");
        text.types("\u{1b}[31m\t\u{4}\r");
        assert_eq!(text.ends(7), clean(&["Typed(\"bobm\")"]));
    }
}

#[test]
fn pages_turn_and_leave_nothing_behind() {
    for columns in [80, 40, 20] {
        let mut pages = Terminal::new(columns, "menus: pages, pages");
        pages.sees("[Page 1/3]");
        pages.types(&[RIGHT, RIGHT].concat());
        pages.sees("[Page 3/3]");
        pages.sees("  > Row 25 ");
        pages.types("\r");
        pages.sees("Picked(24)");
        pages.types(&[RIGHT, RIGHT].concat());
        pages.sees("[Page 3/3]");
        pages.types(CTRL_C);
        assert_eq!(pages.ends(130), format!("above\nbelow\nPicked(24)\n{}", FAREWELL.trim_end()));
    }
}

#[test]
fn enter_chooses_nothing_where_no_row_is_under_the_cursor() {
    let mut open = Terminal::new(80, "menus: open");
    open.sees("    Row 3");
    open.types("\r \r");
    open.types(DOWN);
    open.sees("  > Row 1");
    open.types("\r");
    assert_eq!(open.ends(7), clean(&["Picked(0)"]));
}

#[test]
fn escape_leads_away_where_it_leads_somewhere() {
    for (prompt, keys) in [("menu", "\u{1b}"), ("several", "q"), ("yes", "\u{1b}"), ("label", "\u{1b}")] {
        let mut terminal = Terminal::new(80, &format!("menus: {prompt}"));
        terminal.sees("  ");
        terminal.until("the prompt", |terminal| terminal.text().lines().count() > 2);
        terminal.types(keys);
        assert_eq!(terminal.ends(7), clean(&["Escaped(Menu)"]), "{prompt}");
    }
    let mut text = Terminal::new(80, "menus: text, text");
    text.sees("Name:");
    text.types(":back\r");
    text.sees("Escaped(Back)\n  Enter accept\n  Name:");
    text.types(" ::stop \r");
    assert_eq!(text.ends(7), clean(&["Escaped(Back)", "Typed(\":stop\")"]));

    let mut begun = Terminal::new(80, "menus: label, label");
    begun.sees("5 days");
    begun.types(":stop\r");
    begun.sees("Escaped(Stop)\n  Enter accept");
    begun.types("::\r");
    assert_eq!(begun.ends(7), clean(&["Escaped(Stop)", "Typed(\"5 days::\")"]));

    let mut locked = Terminal::new(80, "menus: locked");
    locked.sees("  > Row 1");
    locked.types(DOWN);
    locked.sees("  > Row 2");
    locked.types("\u{1b}");
    locked.sees("  > Row 1");
    locked.types("\r");
    assert_eq!(locked.ends(7), clean(&["Picked(0)"]));
}

#[test]
fn only_the_row_under_the_cursor_is_coloured_and_a_link_is_copied() {
    let mut menu = Terminal::new(80, "menus: copy, menu");
    menu.sees("  > Row 1");
    let colours = |menu: &Terminal| {
        let seen = menu.seen.lock().unwrap();
        let screen = seen.screen.screen();
        let cyan = vt100::Color::Idx(6);
        let is_cyan =
            |row: u16| (0..80).any(|column| screen.cell(row, column).is_some_and(|c| c.fgcolor() == cyan));
        let rows: Vec<_> =
            screen.rows(0, 80).enumerate().filter(|&(row, _)| is_cyan(row.try_into().unwrap())).collect();
        rows.into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    let coloured = colours(&menu);
    assert!(coloured.len() == 1 && coloured[0].starts_with("  > Row 1"), "{coloured:?}");
    let copied = "\u{1b}]52;c;aHR0cHM6Ly9hLmV4YW1wbGU=\u{7}";
    assert!(String::from_utf8_lossy(&menu.seen.lock().unwrap().bytes).contains(copied));
    menu.types("\r");
    menu.ends(7);
}

#[test]
fn ctrl_c_erases_the_prompt_and_says_how_to_go_on() {
    for columns in [80, 20] {
        for prompt in ["menu", "several", "yes", "label", "text"] {
            let mut terminal = Terminal::new(columns, &format!("menus: {prompt}"));
            terminal.until("the prompt", |terminal| terminal.text().lines().count() > 2);
            terminal.until("the end of the prompt", |terminal| {
                ["Row 3", "Help", "[y/n]", "5 days", "Name:"].iter().any(|end| terminal.text().contains(end))
            });
            terminal.types(CTRL_C);
            let left = format!("above\nbelow\n{}", FAREWELL.trim_end());
            assert_eq!(terminal.ends(130), left, "{prompt} at {columns}");
        }
    }
}

/// Proves that the tests around it would see what is left behind, and that watching is what tidies up.
#[test]
fn without_the_watch_the_terminal_is_left_as_it_is() {
    for signal in [Signal::INT, Signal::TERM] {
        let mut menu = Terminal::new(80, "unwatched: menu");
        menu.sees("Row 3");
        menu.gets(signal);
        let status = menu.child.wait().unwrap();
        menu.reader.join().unwrap();
        assert!(status.signal().is_some(), "{status:?}");
        assert!(menu.seen.lock().unwrap().screen.screen().hide_cursor());
        assert_ne!(modes(&*menu.master), menu.modes);
    }
}

#[test]
fn every_signal_ends_it_with_its_own_code() {
    let signals = [(Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131), (Signal::TERM, 143)];
    for (signal, code) in signals {
        for (scene, prompt) in
            [("menus: menu", "Row 3"), ("menus: text", "Name:"), ("lines: text", "Type it:")]
        {
            let terminal = Terminal::new(80, scene);
            terminal.sees(prompt);
            terminal.gets(signal);
            let shown = if scene.starts_with("lines") { "Type it: \n" } else { "" };
            let left = format!("above\nbelow\n{shown}{}", FAREWELL.trim_end());
            assert_eq!(terminal.ends(code), left, "{signal:?} in {scene}");
        }
    }
}

#[test]
fn what_is_being_recorded_is_finished_first() {
    let record = Terminal::new(80, "menus: record, menu");
    record.sees("recording");
    record.gets(Signal::TERM);
    let text = record.ends(143);
    assert!(
        text.starts_with("above\nbelow\nrecording\nrecorded\n") && text.ends_with(FAREWELL.trim_end()),
        "{text}"
    );
}

#[test]
fn a_disk_that_does_not_answer_keeps_nobody() {
    let hang = Terminal::new(80, "menus: hang, menu");
    hang.sees("recording");
    hang.gets(Signal::INT);
    let unanswered = "But the disk does not answer: your last answer may or may not be recorded.";
    let left = format!("above\nbelow\nrecording\n{FAREWELL}{unanswered}");
    assert_eq!(hang.ends(130), left);
}

#[test]
fn a_farewell_being_changed_is_not_waited_for() {
    let mut busy = Terminal::new(80, "menus: busy, menu");
    busy.sees("Row 3");
    busy.types(CTRL_C);
    assert_eq!(busy.ends(130), "above\nbelow");
}

#[test]
fn a_stopped_terminal_does_not_hold_it() {
    let mut lines = Terminal::new(80, "lines: text");
    lines.sees("Type it:");
    lines.types("\u{13}");
    thread::sleep(Duration::from_millis(50));
    lines.gets(Signal::TERM);
    assert_eq!(Terminal::code(&mut *lines.child), 143);
}

#[test]
fn a_closed_terminal_ends_it() {
    for scene in ["menus: pause, menu", "menus: pause, text", "lines: pause, text"] {
        let mut terminal = Terminal::new(80, scene);
        terminal.sees("below");
        terminal.deaf.store(true, Ordering::SeqCst);
        // The prompt is what the reader stops at.
        terminal.reader.join().unwrap();
        drop(terminal.master);
        assert_eq!(Terminal::code(&mut *terminal.child), 129, "{scene}");
    }
}

#[test]
fn what_was_typed_before_the_prompt_is_dropped() {
    for (scene, asked) in [("menus: text, pause, yes", "[y/n]"), ("lines: text, pause, yes", "y or n:")] {
        let mut terminal = Terminal::new(80, scene);
        terminal.until("a prompt", |terminal| terminal.text().trim_end().ends_with(':'));
        terminal.types("first\ny\n");
        terminal.sees("Typed(\"first\")");
        terminal.types("y\n");
        terminal.sees(asked);
        thread::sleep(Duration::from_millis(100));
        assert!(!terminal.text().contains("over"));
        terminal.types("n\n");
        let text = terminal.ends(7);
        assert!(text.ends_with("Decided(false)\nover"), "{text}");
    }
}

#[test]
fn a_prompt_fits_the_terminal_as_it_is_now() {
    let mut terminal = Terminal::new(80, "menus: text, pause, menu, pause, label");
    terminal.sees("Name:");
    terminal.types("first\r");
    terminal.sees("first");
    terminal.resizes(24, 20);
    terminal.sees("  > Row 1 étés 北..\n");
    terminal.types("\r");
    terminal.sees("Picked");
    terminal.resizes(24, 60);
    terminal.sees("  A label of some length: 5 days");
    terminal.types("\r");
    assert_eq!(terminal.ends(7), clean(&["Typed(\"first\")", "Picked(0)", "Typed(\"5 days\")"]));
}

#[test]
fn a_terminal_too_small_to_draw_on_is_spoken_to() {
    let mut terminal = Terminal::new(80, "menus: pages, yes");
    terminal.sees("[Page 1/3]");
    terminal.resizes(2, 80);
    terminal.types(DOWN);
    terminal.sees("What now?");
    terminal.types("4\n");
    terminal.sees("Sure? y or n:");
    terminal.types("y\n");
    let text = terminal.ends(7);
    assert!(text.ends_with("over"), "{text}");
}

#[test]
fn stopped_and_continued_it_goes_on() {
    for (scene, typed) in [("menus: menu, text", "\r"), ("lines: text, text", "x\n")] {
        let mut terminal = Terminal::new(80, scene);
        terminal.until("a prompt", |terminal| terminal.text().lines().count() > 2);
        terminal.gets(Signal::STOP);
        thread::sleep(Duration::from_millis(50));
        terminal.gets(Signal::CONT);
        thread::sleep(Duration::from_millis(50));
        terminal.types(typed);
        terminal.until("the second prompt", |terminal| {
            ["Name:", "\")\nType it:"].iter().any(|prompt| terminal.text().contains(prompt))
        });
        terminal.types("y\r");
        assert!(terminal.ends(7).ends_with("Typed(\"y\")\nover"));
    }
}

#[test]
fn lines_write_no_code_and_end_with_ctrl_d() {
    for columns in [80, 20] {
        let mut lines = Terminal::new(columns, "lines: text, yes, copy, text");
        lines.sees("Type it:");
        lines.types("Contoso\n");
        lines.sees("y or n:");
        lines.types("maybe\n");
        lines.sees("type y or n.");
        lines.sees("or n:");
        thread::sleep(Duration::from_millis(30));
        lines.types("y\n");
        lines.sees("(true)");
        thread::sleep(Duration::from_millis(30));
        lines.types("\u{4}");
        let seen = lines.seen.clone();
        let text = lines.ends(7);
        assert!(!seen.lock().unwrap().bytes.contains(&0x1b));
        let talk = "above\nbelow\nType it: Contoso\nTyped(\"Contoso\")\nSure? y or n: maybe\nNot taken: type y or n.\n\
                    Sure? y or n: y\nDecided(true)\nType it: \nEnded\nover";
        assert_eq!(text, talk);
    }
}
