//! Processes that race, are killed while they hold a session, and find the disk full.

#![expect(clippy::disallowed_methods, reason = "the patience with a real process")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use frp_onboard::session::What;
use frp_onboard::store::Desk;
use tempfile::TempDir;

fn program(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frp-onboard"));
    command.env_clear().env("HOME", dir).env("LANG", "C.UTF-8").current_dir(dir);
    command.args(["--dir", "desk", "--operator", "dana"]).args(args);
    command
}

fn ran(dir: &Path, args: &[&str]) -> Output {
    program(dir, args).stdin(Stdio::null()).output().expect("it starts")
}

/// A session of two steps.
fn begun() -> (TempDir, PathBuf) {
    let home = TempDir::new().expect("a directory");
    fs::write(home.path().join("small.yaml"), include_str!("checklists/small.yaml")).expect("written");
    let begun = ran(home.path(), &["start", "small.yaml", "--no-walk", "--session", "adatum"]);
    assert!(begun.status.success(), "{}", String::from_utf8_lossy(&begun.stderr));
    let path = home.path().join("desk/adatum.jsonl");
    (home, path)
}

/// One that walks the session, waiting at a question.
fn walking(dir: &Path) -> Child {
    let walk = program(dir, &["resume", "adatum", "--plain"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let holder = dir.join("desk/adatum.holder");
    while fs::read(&holder).unwrap_or_default().is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    walk
}

fn notes(path: &Path) -> Vec<String> {
    let reading = Desk::read(path).expect("a journal");
    assert_eq!((reading.torn, reading.damage), (None, None));
    let note = |what: &What| match what {
        What::Note { text, .. } => Some(text.clone()),
        _ => None,
    };
    reading.events.iter().filter_map(|event| note(&event.what)).collect()
}

#[test]
fn four_processes_that_write_at_once_lose_nothing_they_acknowledged() {
    const EACH: usize = 12;
    let (home, path) = begun();
    let write = |writer: usize| {
        let dir = home.path().to_owned();
        thread::spawn(move || {
            let (mut acknowledged, mut refused) = (Vec::new(), 0);
            for number in 0..EACH {
                let note = format!("{writer}-{number}");
                let output = ran(&dir, &["mark", "adatum", "--note", &note]);
                let err = String::from_utf8_lossy(&output.stderr).into_owned();
                match output.status.success() {
                    true => acknowledged.push(note),
                    false if err.contains("is open in another window") => refused += 1,
                    false => panic!("{err}"),
                }
            }
            (acknowledged, refused)
        })
    };
    let writers: Vec<_> = (1..=4).map(write).collect();
    let (mut acknowledged, mut refused) = (Vec::new(), 0);
    for writer in writers {
        let (own, times) = writer.join().expect("it ends");
        acknowledged.extend(own);
        refused += times;
    }
    let mut kept = notes(&path);
    println!("{} acknowledged by four processes, {refused} refused", acknowledged.len());
    assert_eq!(acknowledged.len() + refused, 4 * EACH);
    kept.sort();
    acknowledged.sort();
    assert_eq!(kept, acknowledged);
}

#[test]
fn a_held_session_is_told_at_once_with_who_and_since_when() {
    let (home, path) = begun();
    let mut walk = walking(home.path());
    // A machine that is busy takes its time for whatever it starts.
    let begun = Instant::now();
    assert!(ran(home.path(), &["--version"]).status.success());
    let start = begun.elapsed();
    let begun = Instant::now();
    let refused = ran(home.path(), &["mark", "adatum", "--note", "mine"]);
    let took = begun.elapsed();
    let err = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(err.starts_with("error: session `adatum` is open in another window\n  by dana on "), "{err}");
    assert!(err.contains(" today\nhint: stop it there; to look only: frp-onboard status adatum"), "{err}");
    assert!(took < Duration::from_secs(1) + 4 * start, "{took:?}, of which to start {start:?}");
    // Who only looks is not kept out.
    assert!(ran(home.path(), &["status", "adatum"]).status.success());
    walk.kill().expect("it is killed");
    walk.wait().expect("it is gone");
    // What it left keeps nobody out.
    assert!(path.with_extension("lock").exists() && path.with_extension("holder").exists());
    let taken = ran(home.path(), &["mark", "adatum", "--note", "mine"]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    assert_eq!(notes(&path), ["mine"]);
}

/// A file that may not grow stands for a disk that is full: the kernel refuses in the midst of a line.
#[cfg(unix)]
#[test]
fn a_walk_that_finds_no_room_says_what_is_recorded_and_goes_on_when_there_is_some() {
    let (home, path) = begun();
    let size = fs::metadata(&path).expect("a file").len();
    // In blocks of 512 bytes: one more than it takes.
    let limit = size / 512 + 1;
    let limited = |note: &str| {
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.env_clear().env("HOME", home.path()).current_dir(home.path());
        command.args(["-c", &script, env!("CARGO_BIN_EXE_frp-onboard"), "--dir", "desk", "mark", "adatum"]);
        command.args(["--note", note]).output().expect("it starts")
    };
    let (mut acknowledged, mut refusal) = (Vec::new(), None);
    for number in 0..20 {
        let note = format!("{number} {}", "x".repeat(100));
        let output = limited(&note);
        if !output.status.success() {
            refusal = Some(String::from_utf8_lossy(&output.stderr).into_owned());
            break;
        }
        acknowledged.push(note);
    }
    let refusal = refusal.expect("there is no room for all");
    assert!(refusal.starts_with("error: cannot record: the file may not grow any more\n"), "{refusal}");
    assert!(refusal.contains("\n  your last answer was not recorded; all before it are\n"), "{refusal}");
    assert!(
        refusal.contains("hint: free some space, then frp-onboard resume adatum --dir desk\n"),
        "{refusal}"
    );
    assert_eq!(notes(&path), acknowledged);
    let output = ran(home.path(), &["mark", "adatum", "--note", "there is room"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    acknowledged.push("there is room".to_owned());
    assert_eq!(notes(&path), acknowledged);
}

/// The program under `strace`, which kills it as it enters one call after the other.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs strace and some minutes: cargo test --test it -- --ignored system_call --nocapture"]
fn killed_at_every_system_call_of_twenty_steps_it_has_everything_acknowledged() {
    const STEPS: usize = 20;
    const CALLS: [&str; 12] = [
        "openat",
        "statx",
        "read",
        "write",
        "lseek",
        "fdatasync",
        "fsync",
        "ftruncate",
        "flock",
        "unlink",
        "mkdir",
        "close",
    ];
    let home = TempDir::new().expect("a directory");
    let mut list = String::from(
        "format: 1\nid: twenty\ntitle: Twenty steps\nversion: \"1\"\nsections:\n  - id: all\n    title: All\n    steps:\n",
    );
    (1..=STEPS).for_each(|number| list += &format!("      - {{ id: s{number}, title: Do {number} }}\n"));
    fs::write(home.path().join("twenty.yaml"), list).expect("written");
    let (mut kills, mut acknowledged) = (0, 0);
    for call in CALLS {
        for at in 1.. {
            let name = format!("k{kills}");
            let inject = format!("inject={call}:signal=SIGKILL:when={at}");
            let mut command = Command::new("strace");
            command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject]);
            command.arg(env!("CARGO_BIN_EXE_frp-onboard")).args([
                "--dir",
                "desk",
                "start",
                "twenty.yaml",
                "--plain",
            ]);
            command.args(["--session", &name]).env_clear().env("HOME", home.path()).current_dir(home.path());
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
            let mut child = command.spawn().expect("strace is there");
            let mut stdin = child.stdin.take().expect("a pipe");
            let typed = thread::spawn(move || {
                drop(std::io::Write::write_all(&mut stdin, "done\n".repeat(STEPS).as_bytes()));
            });
            let output = child.wait_with_output().expect("it ends");
            typed.join().expect("it is written");
            if output.status.success() {
                break;
            }
            kills += 1;
            let said = String::from_utf8_lossy(&output.stdout).matches("Recorded: Done").count();
            acknowledged += said;
            let path = home.path().join(format!("desk/{name}.jsonl"));
            let kept = match Desk::read(&path) {
                Ok(reading) => {
                    assert_eq!(reading.damage, None, "{call} {at}");
                    reading.events.iter().filter(|event| matches!(event.what, What::Done { .. })).count()
                }
                Err(_) => 0,
            };
            assert!(kept >= said, "{call} {at}: said {said} are recorded, kept {kept}");
            if said > 0 {
                let went_on = ran(home.path(), &["mark", &name, "--note", "on"]);
                assert!(
                    went_on.status.success(),
                    "{call} {at}: {}",
                    String::from_utf8_lossy(&went_on.stderr)
                );
            }
            let _ = fs::remove_file(&path);
        }
    }
    println!("{kills} kills at {} kinds of call, {acknowledged} acknowledged steps checked", CALLS.len());
    assert!(kills > 100);
}
