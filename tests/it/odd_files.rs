//! What stands in a session's place and is none, or an odd one: a clear error, the file as it was, and no
//! waiting.

#![expect(clippy::disallowed_methods, reason = "the patience with a real process")]

use std::fs;

use frp_onboard::exit::Exit;
use frp_onboard::session::{Event, Stamp, What};
use frp_onboard::store::{Desk as Store, JOURNAL_CAP};

use crate::desk::Desk;
use crate::mark::said;

fn small() -> Desk {
    let desk = Desk::new();
    desk.write("small.yaml", include_str!("checklists/small.yaml"));
    desk.run("start small.yaml --no-walk --session adatum");
    desk.run("mark adatum one --done");
    desk
}

/// Every command that opens a session.
const COMMANDS: [&str; 5] = [
    "status adatum",
    "resume adatum --plain",
    "mark adatum --note x",
    "answer adatum a=b",
    "recover adatum --yes",
];

#[test]
fn what_is_no_journal_says_so_and_stays_as_it_is() {
    let desk = small();
    let path = desk.sessions().join("adatum.jsonl");
    let whole = fs::read_to_string(&path).expect("a file");
    let files: [(&str, Vec<u8>); 6] = [
        ("empty", vec![]),
        ("text", b"Dear all,\n\nplease find attached\n".to_vec()),
        ("zeros", vec![0; 4096]),
        ("utf-16", whole.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("crlf", whole.replace('\n', "\r\n").into()),
        ("bom", format!("\u{feff}{whole}").into()),
    ];
    let mut screen = String::new();
    for (name, bytes) in &files {
        for command in &COMMANDS[..4] {
            fs::write(&path, bytes).expect("written");
            let ran = desk.run_piped(command);
            assert_eq!(ran.exit, Exit::FAILED, "{name}: {command}: {}", ran.out);
            assert_eq!(&fs::read(&path).expect("it is there"), bytes, "{name}: {command}");
            if *command == COMMANDS[0] {
                screen += &format!("{name}\n{}\n", ran.err);
            }
        }
    }
    crate::walk::on_record("odd-files.txt", &desk.anywhere(&screen));
}

#[test]
fn a_journal_as_large_as_any_is_read_and_grows_no_further() {
    let desk = small();
    let path = desk.sessions().join("adatum.jsonl");
    let reading = Store::read(&path).expect("a journal");
    let (mut tail, mut bytes) = (reading.tail, fs::read(&path).expect("a file"));
    let event = |text: String| {
        let at = "2026-12-01T08:00:00Z".parse().expect("a time");
        let stamp = Stamp { at, offset: jiff::tz::Offset::UTC, by: "dana".to_owned(), reply: None };
        Event { stamp, what: What::Note { step: None, text } }
    };
    let mut add = |text: String| {
        let (line, next) = tail.followed_by(&event(text));
        bytes.extend(line.as_bytes());
        tail = next;
        JOURNAL_CAP - tail.whole_bytes
    };
    let mut left = add("x".repeat(1_000_000));
    while left > 2_000_000 {
        left = add("x".repeat(1_000_000));
    }
    // What a line takes beside its text.
    let beside = left - add(String::new());
    left -= beside;
    assert_eq!(add("x".repeat(usize::try_from(left - beside).expect("it fits"))), 0);
    fs::write(&path, &bytes).expect("written");
    let status = desk.run("status adatum");
    assert_eq!((status.exit, status.err.as_str()), (Exit::OK, ""));
    let size = bytes.len();
    said("odd-files.large", &desk, &[("mark adatum --note more", Exit::FAILED)]);
    assert_eq!(fs::metadata(&path).expect("a file").len(), JOURNAL_CAP);
    assert_eq!(size as u64, JOURNAL_CAP);
    fs::write(&path, [&bytes[..], b"\n"].concat()).expect("written");
    said(
        "odd-files.too-large",
        &desk,
        &[("status adatum", Exit::FAILED), ("recover adatum --yes", Exit::FAILED)],
    );
}

#[test]
fn clocks_that_are_wrong_harm_nothing() {
    let desk = Desk::new();
    desk.write("small.yaml", include_str!("checklists/small.yaml"));
    desk.at("2099-01-01T09:00:00+01:00[+01:00]");
    desk.run("start small.yaml --no-walk --session adatum");
    desk.run("mark adatum one --waiting-for Microsoft");
    desk.at("2026-12-01T09:00:00+01:00[+01:00]");
    said(
        "odd-files.clock",
        &desk,
        &[
            ("status adatum", Exit::OK),
            ("list --plain", Exit::OK),
            ("mark adatum one --done", Exit::OK),
            ("mark adatum two --done", Exit::OK),
            ("status adatum --plain", Exit::OK),
        ],
    );
    let at: Vec<_> = Store::read(&desk.sessions().join("adatum.jsonl"))
        .expect("a journal")
        .events
        .iter()
        .map(|event| event.stamp.at.to_string())
        .collect();
    assert_eq!((&at[0][..4], &at[3][..4]), ("2099", "2026"), "each line says what the clock said");
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_refused_at_once() {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    let desk = small();
    let (path, real) = (desk.sessions().join("adatum.jsonl"), desk.sessions().join("real.jsonl"));
    fs::rename(&path, &real).expect("moved");
    let kinds: [(&str, &dyn Fn()); 4] = [
        ("a pipe", &|| assert!(Command::new("mkfifo").arg(&path).status().expect("it runs").success())),
        ("a link", &|| symlink(&real, &path).expect("a link")),
        ("a link", &|| symlink("/dev/full", &path).expect("a link")),
        ("a directory", &|| fs::create_dir(&path).expect("a directory")),
    ];
    let before = fs::read(&real).expect("a file");
    for (kind, put) in kinds {
        put();
        for command in COMMANDS {
            let begun = std::time::Instant::now();
            let ran = desk.run_piped(command);
            assert_eq!((ran.exit, ran.out.as_str()), (Exit::FAILED, ""), "{kind}: {command}");
            assert!(ran.err.contains(&format!("adatum.jsonl is {kind}")), "{kind}: {command}: {}", ran.err);
            assert!(begun.elapsed().as_secs() < 5, "it waits for nobody");
        }
        fs::remove_dir(&path).or_else(|_| fs::remove_file(&path)).expect("removed");
    }
    assert_eq!(fs::read(&real).expect("a file"), before);
}
