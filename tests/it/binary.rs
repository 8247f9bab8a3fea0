//! The program itself, fed through a pipe: it walks like the one in this process, and killed at any moment it
//! loses nothing that it had said was recorded.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use frp_onboard::checklist::Checklist;
use frp_onboard::session::{Event, Record};
use frp_onboard::store::Desk;
use frp_onboard::walk::{About, Ask, Move, Say, Walk};
use tempfile::TempDir;

use crate::desk::lines;
use crate::robot::{Deed, Story, keys, stamp};

/// The program, in this directory and in nothing else of ours.
pub fn program(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frp-onboard"));
    command.env_clear().env("HOME", dir).env("USER", "dana").env("LANG", "C.UTF-8").current_dir(dir);
    command
}

/// Runs a command line with this input, off a terminal.
fn fed(dir: &Path, args: &str, input: &[u8]) -> Output {
    let mut command = program(dir);
    command.args(args.split_whitespace());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // A program that has ended reads no more, and is no failure of this one.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("it ends")
}

fn said(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// A journal's events, without what differs from run to run.
pub fn events(path: &Path) -> Vec<String> {
    let bare = |line: String| {
        let from = line.find(",\"by\":").unwrap_or(0);
        line[from..].split(",\"sum\":").next().unwrap_or_default().to_owned()
    };
    lines(path).into_iter().skip(1).map(bare).collect()
}

#[test]
fn through_a_pipe_it_walks_a_scenario_to_its_end() {
    let story = Story::of("adatum-two-countries");
    let (deeds, record, _) = story.walk();
    let input: String = deeds.iter().map(|deed| deed.typed() + "\r\n").collect();
    let dir = TempDir::new().expect("a directory");
    let (out, err, code) = said(&fed(dir.path(), "start --plain --session story", input.as_bytes()));
    assert_eq!((err.as_str(), code), ("", Some(0)));
    assert!(out.contains("All steps are complete."), "{out}");
    let path = dir.path().join(".local/state/frp-onboard/story.jsonl");
    let reading = Desk::read(&path).expect("a journal");
    let walked = Record::of(&reading.events);
    assert_eq!(keys(&story.checklist, &walked), keys(&story.checklist, &record));

    let desk = crate::desk::Desk::new();
    let typed: Vec<_> = deeds.iter().map(Deed::typed).collect();
    desk.talk(frp_onboard::terminal::Mode::Menus, "start --session story", typed.iter().map(String::as_str));
    assert_eq!(events(&path), events(&desk.sessions().join("story.jsonl")));
}

#[test]
fn input_that_ends_keeps_what_was_recorded_and_is_gone_on_with() {
    let dir = TempDir::new().expect("a directory");
    let (out, err, code) = said(&fed(dir.path(), "start --plain", b"Contoso\n1\n"));
    assert_eq!(code, Some(1));
    assert!(out.ends_with("Next: frp-onboard resume contoso\n"), "{out}");
    assert_eq!(err, "error: the input ended before the walk did\n");
    let (out, _, _) = said(&fed(dir.path(), "resume --plain", b""));
    assert!(out.starts_with("Contoso, 1 of "), "{out}");
    assert!(!out.contains("Are your partner tenants in Partner Center already?"), "{out}");
}

#[test]
fn without_a_terminal_the_ways_out_are_named() {
    let dir = TempDir::new().expect("a directory");
    let (out, err, code) = said(&fed(dir.path(), "start", b"Contoso\n"));
    assert_eq!((out.as_str(), code), ("", Some(2)));
    assert!(err.contains("error: no terminal to ask on") && err.contains("--plain"), "{err}");
    assert!(err.contains("--answers FILE --no-walk"), "{err}");
}

/// As folders of an older system, or of another encoding, are called.
#[cfg(unix)]
#[test]
fn a_place_of_sessions_that_is_no_text_is_kept_to() {
    use std::os::unix::ffi::OsStrExt;
    let dir = TempDir::new().expect("a directory");
    let place = dir.path().join(std::ffi::OsStr::from_bytes(b"Z\xfcrich"));
    let run = |args: &str| {
        let mut command = program(dir.path());
        command.env("FRP_ONBOARD_DIR", &place).args(args.split_whitespace()).output().expect("it runs")
    };
    assert_eq!(run("start --no-walk --session adatum").status.code(), Some(0));
    assert!(place.join("adatum.jsonl").is_file());
    assert!(!dir.path().join(".local").exists(), "nothing lies elsewhere");
    assert_eq!(run("status adatum").status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let dir = TempDir::new().expect("a directory");
    let mut command = program(dir.path());
    command.args(["list", "--format", "json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).stdin(Stdio::null());
    let mut child = command.spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

fn today() -> jiff::civil::Date {
    "2026-12-01".parse().expect("a date")
}

/// How often it is killed.
const KILLS: usize = 200;

/// A program that walks, and the walk that it must be at.
struct Running {
    child: Child,
    out: mpsc::Receiver<String>,
    mirror: Walk,
    /// Events that the journal had when it started, and has had recorded since.
    events: usize,
    /// How many events there were whenever something was said to be recorded.
    acknowledged: Vec<usize>,
    second: i64,
}

impl Running {
    fn start(dir: &Path, args: &[&str], checklist: &Checklist, record: Record, events: usize) -> Self {
        let mut command = program(dir);
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let (to, out) = mpsc::channel();
        let stdout = child.stdout.take().expect("a pipe");
        thread::spawn(move || {
            let lines = BufReader::new(stdout).lines().map_while(Result::ok);
            lines.for_each(|line| drop(to.send(line)));
        });
        let mirror = Walk::new(checklist.clone(), record);
        Self { child, out, mirror, events, acknowledged: Vec::new(), second: 0 }
    }

    /// Goes on to the next question, if there is one.
    fn ask(&mut self) -> Option<Ask> {
        loop {
            self.second += 1;
            let stamp = stamp(self.second);
            match self.mirror.next(today(), &stamp) {
                Move::Record(whats) => {
                    self.events += whats.len();
                    let events: Vec<_> =
                        whats.into_iter().map(|what| Event { stamp: stamp.clone(), what }).collect();
                    self.mirror.recorded(&events);
                }
                Move::Say(
                    Say::Answered(_)
                    | Say::Done(_)
                    | Say::Passed(_)
                    | Say::Added { .. }
                    | Say::Confirmed(_)
                    | Say::Kept(_),
                ) => {
                    self.acknowledged.push(self.events);
                }
                Move::Say(_) | Move::Copy(_) | Move::Open(_) | Move::HandOver(_) => {}
                Move::Ask(ask) => return Some(ask),
                Move::End(_) => return None,
            }
        }
    }

    /// Answers the next question, and says whether there was one.
    fn answer(&mut self, story: &Story) -> bool {
        let Some(ask) = self.ask() else { return false };
        if let About::Question(address) = &ask.about {
            let given = self.mirror.record().given(address).map(|given| &given.value);
            assert!(given.is_none(), "{address} was answered, and is asked again");
        }
        let stamp = stamp(self.second);
        let reply = self.mirror.plan(&stamp, |plan| story.reply(&ask, plan));
        let typed = Deed { ask, reply: reply.clone() }.typed() + "\n";
        let stdin = self.child.stdin.as_mut().expect("a pipe");
        stdin.write_all(typed.as_bytes()).and_then(|()| stdin.flush()).expect("it reads");
        self.mirror.reply(reply, today(), &stamp);
        true
    }

    /// Kills it a moment after it has said so often that something is recorded, and says how many events it
    /// had said are recorded until its end.
    fn kill(mut self, often: usize, moment: Duration) -> usize {
        let is_said = |line: &String| line.contains("Recorded: ");
        let mut said = 0;
        while said < often
            && let Ok(line) = self.out.recv_timeout(Duration::from_secs(2))
        {
            said += usize::from(is_said(&line));
        }
        thread::sleep(moment);
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it is gone");
        self.ask();
        said += self.out.iter().filter(is_said).count();
        said.checked_sub(1).map_or(0, |last| self.acknowledged[last])
    }
}

/// Numbers that look thrown, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

#[test]
fn killed_at_any_moment_it_has_everything_that_it_said_is_recorded() {
    let story = Story::of("contoso-reuse");
    let (_, unkilled, _) = story.walk();
    let home = TempDir::new().expect("a directory");
    let (mut dice, mut killed, mut checked, mut torn, mut ends) = (Dice(20_261_124), 0, 0, 0, 0);
    let mut session = 0;
    while killed < KILLS {
        session += 1;
        let name = format!("s{session}");
        let path = home.path().join(format!(".local/state/frp-onboard/{name}.jsonl"));
        loop {
            let (record, events, was_torn) = journal(&path);
            torn += usize::from(was_torn);
            let begun = events > 0;
            let args: &[&str] = match begun {
                true => &["resume", &name, "--plain"],
                false => &["start", "--plain", "--session", &name],
            };
            let mut running = Running::start(home.path(), args, &story.checklist, record, events.max(1));
            // Once it has been killed often enough, it may walk on to the end.
            let answers = if killed < KILLS { dice.below(6) } else { u64::MAX };
            let finished = (0..answers).any(|_| !running.answer(&story));
            if finished {
                drop(running.child.stdin.take());
                running.child.wait().expect("it ends");
                ends += 1;
                break;
            }
            running.ask();
            let often = dice.below(running.acknowledged.len() as u64 + 1);
            let moment = Duration::from_micros(dice.below(4_000));
            let acknowledged = running.kill(usize::try_from(often).expect("a few"), moment);
            killed += 1;
            let (_, kept, _) = journal(&path);
            assert!(kept >= acknowledged, "{name}: said {acknowledged} are recorded, kept {kept}");
            checked += acknowledged.saturating_sub(events);
        }
        let (record, _, _) = journal(&path);
        assert_eq!(keys(&story.checklist, &record), keys(&story.checklist, &unkilled), "{name}");
        assert_eq!(values(&record), values(&unkilled), "{name}");
    }
    println!(
        "{killed} kills, {ends} walks to their end, {checked} acknowledged events checked, {torn} torn lines"
    );
}

#[test]
fn an_acknowledged_event_that_is_lost_is_noticed() {
    let story = Story::of("contoso-reuse");
    let home = TempDir::new().expect("a directory");
    let path = home.path().join(".local/state/frp-onboard/lost.jsonl");
    let args = ["start", "--plain", "--session", "lost"];
    let mut running = Running::start(home.path(), &args, &story.checklist, Record::default(), 1);
    for _ in 0..6 {
        assert!(running.answer(&story));
    }
    let acknowledged = running.kill(usize::MAX, Duration::ZERO);
    let all = lines(&path);
    assert_eq!(all.len(), journal(&path).1);
    assert!(acknowledged > 3, "{acknowledged}");
    std::fs::write(&path, all[..acknowledged - 1].join("\n") + "\n").expect("a file");
    assert!(journal(&path).1 < acknowledged);
}

/// What a journal says, how many events it has, and whether its last line is cut off.
fn journal(path: &Path) -> (Record, usize, bool) {
    match Desk::read(path) {
        Ok(reading) => {
            assert_eq!(reading.damage, None);
            (Record::of(&reading.events), reading.events.len(), reading.torn.is_some())
        }
        Err(_) => (Record::default(), 0, false),
    }
}

/// The answers of a record, without their times.
fn values(record: &Record) -> String {
    fn of(answers: &frp_onboard::session::Answers) -> String {
        let values = answers.values.iter().map(|(id, given)| format!("{id}: {:?}", given.value));
        let rows = answers.lists.iter().flat_map(|(id, rows)| {
            rows.iter().map(move |row| format!("{id}.{}: {}", row.id, of(&row.answers)))
        });
        values.chain(rows).collect::<Vec<_>>().join("; ")
    }
    of(&record.answers)
}

#[test]
fn a_sheet_of_one_folder_is_answered_and_taken_in_another() {
    let (ours, theirs) = (TempDir::new().expect("a directory"), TempDir::new().expect("a directory"));
    let sessions = |home: &TempDir| home.path().join(".local/state/frp-onboard");
    std::fs::write(ours.path().join("tenants.yaml"), include_str!("checklists/tenants.yaml"))
        .expect("a file");
    let start = "start tenants.yaml --session adatum --answers answers.yaml --no-walk";
    std::fs::write(ours.path().join("answers.yaml"), "partner: Adatum\n").expect("a file");
    assert_eq!(said(&fed(ours.path(), start, b"")).2, Some(0));
    std::fs::create_dir_all(sessions(&theirs)).expect("a directory");
    let copy = sessions(&theirs).join("copy.jsonl");
    std::fs::copy(sessions(&ours).join("adatum.jsonl"), copy).expect("a copy");

    let (sheet, err, code) = said(&fed(theirs.path(), "handoff copy --actor partner-admin", b""));
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let mail = sheet.replace("read:", "read: done, both parts").replace('\n', "\r\n> ");
    let (out, err, code) = said(&fed(ours.path(), "apply adatum --yes", mail.as_bytes()));
    assert_eq!((err.as_str(), code), ("", Some(0)), "{out}");
    assert!(out.contains("[x] read: done, note: both parts, 2 ticks set"), "{out}");
    let reading = Desk::read(&sessions(&ours).join("adatum.jsonl")).expect("a journal");
    assert_eq!(reading.events.iter().filter(|event| event.stamp.reply.is_some()).count(), 4);

    let (out, err, code) = said(&fed(ours.path(), "apply adatum --yes", &vec![b'>'; 64 << 20]));
    assert_eq!((out.as_str(), code), ("", Some(1)));
    assert!(err.starts_with("error: standard input has more than 1048576 bytes\n"), "{err}");
}
