//! How fast it is, each figure beside what it cannot be faster than. `cargo bench`.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "times real things, and prints them")]

mod timed;

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use frp_onboard::checklist::{InstanceKey, Renamed, Value};
use frp_onboard::intake::scenario::Scenario;
use frp_onboard::plan::{Plan, Upgrade, Version};
use frp_onboard::report::account::{About, account, html};
use frp_onboard::session::{Event, Record, Stamp, Started, Upgraded, What};
use frp_onboard::store::{Desk, Gate, Holder, Journal};
use frp_onboard::walk::screen::{self, View};
use frp_onboard::walk::{Move, Reply, Walk};
use frp_onboard::{format, library};
use timed::{median, pair, say};

fn main() {
    let dir = tempfile::TempDir::new().expect("a directory");
    start_up(dir.path());
    load_and_plan();
    repaint();
    record(dir.path());
    load(dir.path());
    report(dir.path());
    upgrade(dir.path());
    board(dir.path());
}

/// An empty process, the arguments read, and a command that looks at an empty desk.
fn start_up(dir: &Path) {
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_frp-onboard"));
        command.args(args).env("HOME", dir).stdout(Stdio::null()).stdin(Stdio::null());
        command.status().expect("it runs");
    };
    let clap = median(200, || run(&["--version"]));
    let nothing = median(200, || {
        Command::new("true").status().expect("it runs");
    });
    say("start-up: --version (clap and no more)", clap, "`true`", nothing);
    say("start-up: list of an empty desk", median(200, || run(&["list"])), "--version", clap);
}

/// The built-in checklist read, and the plan of a whole onboarding made.
fn load_and_plan() {
    let text = library::BUILT_IN[0].text.as_bytes();
    let read = median(50, || drop(black_box(format::checklist("x", text))));
    let yaml = median(50, || {
        let limits = &format::yaml::Limits::CHECKLIST;
        drop(black_box(format::yaml::read(text, limits)));
    });
    say("the built-in checklist, read", read, "its YAML alone", yaml);
    let checklist = format::checklist("x", text).expect("it is right");
    let record = whole_record();
    let plan = median(200, || drop(black_box(Plan::new(&checklist, &record))));
    say("plan of 52 steps", plan, "the checklist, read", read);
}

/// The answers of a whole onboarding in two countries.
fn whole_record() -> Record {
    let checklist = format::checklist("x", library::BUILT_IN[0].text.as_bytes()).expect("it is right");
    let scenario = library::BUILT_IN[0].scenarios[2];
    let scenario = Scenario::read(scenario.as_bytes()).expect("it reads");
    scenario.record(&checklist, &stamp()).expect("its answers fit")
}

/// From a reply to the next prompt, everything between recorded.
fn repaint() {
    let checklist = format::checklist("x", library::BUILT_IN[0].text.as_bytes()).expect("it is right");
    let now: jiff::ZonedDateTime = "2026-12-01T09:00:00+01:00[+01:00]".parse().expect("a time");
    let view = View { plain: false, width: 80, utf8: true, session: "adatum".to_owned(), now };
    let (today, stamp, record) = (view.today(), stamp(), whole_record());
    let time = median(50, || {
        let mut walk = Walk::new(checklist.clone(), record.clone());
        let mut asked = 0;
        while asked < 2 {
            match walk.next(today, &stamp) {
                Move::Say(said) => drop(walk.plan(&stamp, |plan| screen::say(&said, plan, &view))),
                Move::Record(whats) => {
                    let events: Vec<_> =
                        whats.into_iter().map(|what| Event { stamp: stamp.clone(), what }).collect();
                    walk.recorded(&events);
                }
                Move::Ask(ask) => {
                    asked += 1;
                    black_box(walk.plan(&stamp, |plan| screen::prompt(&ask, plan, &view)));
                    walk.reply(Reply::Picked(0), today, &stamp);
                }
                _ => break,
            }
        }
    });
    say(
        "two prompts of a whole onboarding, repainted",
        time,
        "a frame at 60 Hz",
        Duration::from_micros(16_667),
    );
}

/// One step recorded, beside one line appended and synced.
fn record(dir: &Path) {
    let path = dir.join("record.jsonl");
    let mut journal = Journal::create(&path, &started(), &holder(), &Gate::default()).expect("a journal");
    let event = done(1);
    let mut file = OpenOptions::new().append(true).create(true).open(dir.join("bare")).expect("a file");
    let line = [b'x'; 200];
    let (ours, bare) = pair(
        201,
        || journal.append(&event).expect("it is recorded"),
        || file.write_all(&line).and_then(|()| file.sync_data()).expect("it is written"),
    );
    say("one step recorded", ours, "append and sync", bare);
}

/// A hundred thousand events read, beside the same lines parsed as JSON.
fn load(dir: &Path) {
    let path = dir.join("long.jsonl");
    let mut journal = Journal::create(&path, &started(), &holder(), &Gate::default()).expect("a journal");
    let events: Vec<_> = (0..100_000).map(done).collect();
    journal.append_all(&events).expect("they are recorded");
    drop(journal);
    let read = || {
        let reading = Desk::read(&path).expect("it reads");
        black_box(Record::of(&reading.events));
    };
    let (ours, bare) = pair(11, read, || {
        let text = fs::read_to_string(&path).expect("it reads");
        let values = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        black_box(values.count());
    });
    say("100,000 events read", ours, "parsed as JSON", bare);
}

/// A hundred thousand events accounted for, half of them waits and changes, beside their loading.
fn report(dir: &Path) {
    let path = dir.join("report.jsonl");
    let mut journal = Journal::create(&path, &started(), &holder(), &Gate::default()).expect("a journal");
    let events: Vec<_> = (0..100_000).map(changing).collect();
    journal.append_all(&events).expect("they are recorded");
    drop(journal);
    let load = || {
        let events = Desk::read(&path).expect("it reads").events;
        let record = Record::of(&events);
        (events, record)
    };
    let bare = median(10, || drop(black_box(load())));
    let (events, record) = load();
    let checklist = format::checklist("x", library::BUILT_IN[0].text.as_bytes()).expect("it is right");
    let today = "2026-12-01".parse().expect("a day");
    for (what, redact) in [("a report of 100,000 events", false), ("the same without names", true)] {
        let ours = median(10, || {
            let plan = Plan::new(&checklist, &record);
            let about = About { name: "adatum", events: &events, sum: "", damage: None, today, redact };
            black_box(html::render(&account(&plan, &about).expect("it began")));
        });
        say(what, ours, "their loading", bare);
    }
}

/// Ten thousand events of some 1,700 tenants taken to a version in which everything changes, beside their loading
/// and the plan of before.
fn upgrade(dir: &Path) {
    let [old, new] = ["tenants.yaml", "tenants-2.yaml"].map(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/checklists").join(name);
        format::checklist(name, &fs::read(path).expect("it reads")).expect("it is right")
    });
    let path = dir.join("upgrade.jsonl");
    let mut journal = Journal::create(&path, &started(), &holder(), &Gate::default()).expect("a journal");
    journal.append_all(&(0..10_000).map(of_a_tenant).collect::<Vec<_>>()).expect("they are recorded");
    drop(journal);
    let load = || Record::of(&Desk::read(&path).expect("it reads").events);
    let bare = median(10, || drop(black_box(Plan::new(&old, &load()))));
    let (record, stamp) = (load(), stamp());
    let pin = Upgraded {
        program: "0.1.0".to_owned(),
        origin: "tenants-2.yaml".to_owned(),
        digest: "0".repeat(64),
        definition: String::new(),
        renamed: Renamed::default(),
        confirmed: BTreeMap::new(),
        reopened: BTreeMap::new(),
    };
    let version = Version { checklist: &new, pin: &pin };
    let ours = median(10, || drop(black_box(Upgrade::new(&old, &record, version, &stamp))));
    say("10,000 events under another version", ours, "their loading and plan", bare);
}

/// What happens with a tenant, one after the other.
fn of_a_tenant(number: usize) -> Event {
    let row = format!("t{}", number / 6);
    let answered = |question: &str, value: &str| What::Answered {
        path: format!("tenants.{row}.{question}").parse().expect("a path"),
        value: Value::Text(value.to_owned()),
    };
    let step = |step: &str| format!("{step}/{row}").parse::<InstanceKey>().expect("a key");
    let what = match number % 6 {
        0 => What::RowAdded {
            list: "tenants".parse().expect("a path"),
            id: row.parse().expect("an id"),
            values: [("domain".parse().expect("an id"), Value::Text(format!("{row}.example.com")))].into(),
        },
        1 => answered("country", "GB"),
        2 => answered("path", ["admin", "users"][number / 6 % 2]),
        3 => What::Confirmed { step: step("confirm"), text: "United Kingdom".to_owned() },
        4 => What::Done { step: step("confirm") },
        _ => What::Done { step: step("verify") },
    };
    Event { stamp: stamp(), what }
}

/// A board of sessions of three hundred events each, beside reading the same bytes.
fn board(dir: &Path) {
    let desk = dir.join("desk");
    fs::create_dir(&desk).expect("a directory");
    let path = desk.join("contoso-0.jsonl");
    let mut journal = Journal::create(&path, &started(), &holder(), &Gate::default()).expect("a journal");
    journal.append_all(&(0..299).map(done).collect::<Vec<_>>()).expect("they are recorded");
    drop(journal);
    let mut sessions = 1;
    for most in [10, 100, 1_000] {
        for at in sessions..most {
            fs::copy(&path, desk.join(format!("contoso-{at}.jsonl"))).expect("a copy");
        }
        sessions = most;
        let ours = median(5, || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_frp-onboard"));
            command.arg("--dir").arg(&desk).args(["list", "--format", "json"]).stdout(Stdio::null());
            assert!(command.status().expect("it runs").success());
        });
        let bare = median(5, || {
            for entry in fs::read_dir(&desk).expect("a directory") {
                black_box(fs::read(entry.expect("an entry").path()).expect("it reads"));
            }
        });
        say(&format!("a board of {most} sessions of 300 events"), ours, "the same bytes read", bare);
    }
}

/// Something of every kind that a report tells of.
fn changing(number: usize) -> Event {
    let step: InstanceKey = format!("await-verification/us-{}", number % 500).parse().expect("a key");
    let what = match number % 4 {
        0 => What::Waiting {
            step: format!("await-verification/us-{}", (number + 1) % 500).parse().expect("a key"),
            whom: "Microsoft".to_owned(),
            follow_up: None,
            reference: Some("1203".to_owned()),
        },
        1 => What::Done { step },
        2 => What::Note { step: Some(step), text: "Asked dana@contoso.com".to_owned() },
        _ => What::Answered {
            path: "partner".parse().expect("a path"),
            value: Value::Text(format!("Contoso {number}")),
        },
    };
    Event { stamp: stamp(), what }
}

fn done(number: usize) -> Event {
    let step: InstanceKey = format!("step-{}/us", number % 50).parse().expect("a key");
    Event { stamp: stamp(), what: What::Done { step } }
}

fn stamp() -> Stamp {
    Stamp {
        at: jiff::Timestamp::UNIX_EPOCH,
        offset: jiff::tz::Offset::UTC,
        by: "dana".to_owned(),
        reply: None,
    }
}

fn holder() -> Holder {
    Holder { by: "dana".to_owned(), host: "bench".to_owned(), pid: 1, since: jiff::Timestamp::UNIX_EPOCH }
}

fn started() -> Event {
    let started = Started {
        session: "0123456789abcdef0123456789abcdef".to_owned(),
        program: "0.1.0".to_owned(),
        origin: "partner-onboarding".to_owned(),
        digest: "0".repeat(64),
        definition: library::BUILT_IN[0].text.to_owned(),
    };
    Event { stamp: stamp(), what: What::Started(Box::new(started)) }
}
