//! `check` as a program among files that nobody means well with: each is told of with its place, the others are
//! checked all the same, and nothing of what they say reaches the terminal raw.

use std::fs::{self, File};
use std::path::Path;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::binary::program;

/// Has one finding, to be found whatever lies beside it.
const WITNESS: &str =
    "format: 1\nid: w\ntitle: W\nversion: 1\nsections: [{ id: a, title: A, steps: [{ id: b, titel: B }] }]\n";
const FOUND: &str = "error[unknown-key]";

/// What a file holds, and what is said of it: its place and its code.
fn texts() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let of = |text: &str| format!("format: 1\n{text}").into_bytes();
    let long = "x".repeat(500_000);
    vec![
        (
            "alias-fan-out",
            of(&format!("a: &t \"{}\"\nb:\n{}", "x".repeat(1 << 17), "- *t\n".repeat(40_000))),
            "2:4: error[anchor]",
        ),
        ("anchors", of("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"), "2:4: error[anchor]"),
        ("bell", of("id: \u{7}\n"), "2:5: error[control-character]"),
        ("bom-inside", of("id: \u{feff}\n"), "2:5: error[control-character]"),
        ("brackets", of(&"{a: ".repeat(50_000)), "2:401: error[too-deep]"),
        ("c1", of("id: \u{9b}2J\n"), "2:5: error[control-character]"),
        ("crlf", WITNESS.replace('\n', "\r\n").into_bytes(), "5:48: error[unknown-key]"),
        ("dashes", of(&format!("a:\n{}", "- ".repeat(100_000))), "3:65: error[too-deep]"),
        ("documents", of("--- \nformat: 1\n"), "3:1: error[several-documents]"),
        ("escape", of("id: \u{1b}[2J\n"), "2:5: error[control-character]"),
        ("forged", of("\"x\\n[x] Approved\\u202e\": 1\n"), "1:1: error[missing-key]"),
        ("key-twice", of("id: a\nid: b\n"), "3:1: error[duplicate-key]"),
        ("keys", of(&"? \n".repeat(130_000)), "120001:1: error[too-large]"),
        ("large", of(&format!("id: {}\n", "x".repeat(1 << 20))), "1:1: error[too-large]"),
        ("line-separator", of("id: a\u{2028}b\n"), "2:6: error[control-character]"),
        ("long-key", of(&format!("{long}: 1\n")), "2:1: error[syntax]"),
        ("long-value", of(&format!("id: {long}\nversion: {long}\n")), "1:1: error[missing-key]"),
        ("merge", of("<<: { a: b }\n"), "2:1: error[merge-key]"),
        ("nul", of("id: a\0b\n"), "2:6: error[control-character]"),
        ("tab", of("sections:\n\t- id: a\n"), "3:1: error[syntax]"),
        ("tag", of("id: !!python/object:os.system x\n"), "2:5: error[tag]"),
        ("utf-8", b"format: 1\nid: \xc3\x28\n".to_vec(), "2:5: error[not-utf8]"),
    ]
}

#[test]
fn every_hostile_file_is_told_of_at_its_place_and_the_others_are_checked() {
    let dir = TempDir::new().expect("a directory");
    let mut expected = vec![format!("d/a.yaml:5:48: {FOUND}"), format!("d/z.yaml:5:48: {FOUND}")];
    fs::create_dir_all(dir.path().join("d/folder.yaml")).expect("a folder");
    expected.push("d/folder.yaml:1:1: error[unreadable]".to_owned());
    for name in ["a", "z"] {
        fs::write(dir.path().join(format!("d/{name}.yaml")), WITNESS).expect("a file");
    }
    for (name, bytes, found) in texts() {
        fs::write(dir.path().join(format!("d/{name}.yaml")), bytes).expect("a file");
        expected.push(format!("d/{name}.yaml:{found}"));
    }
    // What has no key of ours at its top is looked at only where it is named.
    for (name, bytes, found) in [
        ("empty", &b""[..], "1:1: error[empty]"),
        ("utf-16", b"\xff\xfef\0o\0r\0m\0a\0t\0", "1:1: error[not-utf8]"),
        ("noise", b"\x7fELF\x02\x01\x01", "1:1: error[control-character]"),
    ] {
        fs::write(dir.path().join(format!("{name}.yaml")), bytes).expect("a file");
        expected.push(format!("{name}.yaml:{found}"));
    }
    #[cfg(unix)]
    expected.extend(odd_places(&dir.path().join("d")));
    let (out, err, code) = checked(dir.path(), "check d empty.yaml utf-16.yaml noise.yaml --format short");
    assert_eq!((err.as_str(), code), ("", Some(1)));
    for expected in &expected {
        assert!(out.lines().any(|line| line.starts_with(expected)), "no {expected} in\n{out}");
    }
    let mut files: Vec<_> = out.lines().map(|line| line.split(".yaml:").next().unwrap()).collect();
    files.dedup();
    assert_eq!(files.len(), expected.len(), "{out}");
    assert!(out.lines().all(|line| line.chars().count() < 300), "what is quoted is short");
}

/// What stands where a file should, and nothing that can be waited for.
#[cfg(unix)]
fn odd_places(folder: &Path) -> Vec<String> {
    use std::os::unix::fs::symlink;
    let status = std::process::Command::new("mkfifo").arg(folder.join("pipe.yaml")).status();
    assert!(status.expect("mkfifo").success());
    for (name, target) in
        [("link", "nowhere"), ("loop", "loop.yaml"), ("zero", "/dev/zero"), ("tty", "/dev/tty")]
    {
        symlink(target, folder.join(format!("{name}.yaml"))).expect("a link");
    }
    ["link", "loop", "pipe", "tty", "zero"].map(|name| format!("d/{name}.yaml:1:1: error[unreadable]")).into()
}

#[test]
fn nothing_raw_is_written_in_whatever_form() {
    let dir = TempDir::new().expect("a directory");
    for (name, bytes, _) in texts() {
        fs::write(dir.path().join(format!("{name}.yaml")), bytes).expect("a file");
    }
    for form in ["human", "short", "json", "github", "sarif", "human --plain"] {
        let (out, err, code) = checked(dir.path(), &format!("check --format {form}"));
        assert_eq!((err.as_str(), code), ("", Some(1)), "{form}");
        let raw = |c: &char| c.is_control() && *c != '\n' || "\u{202e}\u{2028}\u{feff}".contains(*c);
        assert_eq!(out.chars().find(raw), None, "{form}");
        let forged = out.lines().any(|line| line.trim_start().starts_with("[x]"));
        assert!(!forged, "{form}:\n{out}");
        if ["json", "sarif"].contains(&form) {
            serde_json::from_str::<serde_json::Value>(&out).expect("it is JSON");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_s_name_cannot_forge_a_line_either() {
    let dir = TempDir::new().expect("a directory");
    for name in ["a\n[x] Approved.yaml", "b\u{1b}[2J.yaml", "c\u{202e}d.yaml", "-rf.yaml", "::error::.yaml"] {
        fs::write(dir.path().join(name), WITNESS).expect("a file");
    }
    for form in ["human", "short", "json", "github", "sarif"] {
        let (out, err, code) = checked(dir.path(), &format!("check --format {form}"));
        assert_eq!((err.as_str(), code), ("", Some(1)), "{form}");
        assert!(!out.chars().any(|c| c.is_control() && c != '\n'), "{form}:\n{out}");
        assert!(!out.lines().any(|line| line.starts_with("[x]")), "{form}:\n{out}");
        let commands = out.lines().filter(|line| line.starts_with("::")).count();
        assert_eq!(commands, if form == "github" { 5 } else { 0 }, "{form}:\n{out}");
    }
}

/// A byte order mark, line ends of either kind, and no line end at all are no fault.
#[test]
fn what_editors_of_other_systems_write_is_read() {
    let dir = TempDir::new().expect("a directory");
    let good = WITNESS.replace("titel", "title");
    for (name, text) in [
        ("bom", format!("\u{feff}{good}")),
        ("crlf", good.replace('\n', "\r\n")),
        ("both", format!("\u{feff}{}", good.replace('\n', "\r\n"))),
        ("no-end", good.trim_end().to_owned()),
    ] {
        fs::write(dir.path().join(format!("{name}.yaml")), text).expect("a file");
    }
    let (out, err, code) = checked(dir.path(), "check");
    assert_eq!((out.as_str(), err.as_str(), code), ("4 files: no findings\n", "", Some(0)));
}

/// Nobody reads a thousand findings of one file; that there are more is one of them, as bad as the worst of these.
#[test]
fn of_one_file_so_many_findings_are_told_and_that_there_are_more() {
    let dir = TempDir::new().expect("a directory");
    let head = "format: 1\nid: a\ntitle: A\nversion: 1\nsections:\n- id: s\n  title: S\n  steps:\n";
    let many = |step: &dyn Fn(usize) -> String| head.to_owned() + &(0..1_002).map(step).collect::<String>();
    let wrong = many(&|step| format!("  - {{ id: a{step}, titel: A{step} }}\n"));
    let helpless = many(&|step| {
        format!("  - {{ id: a{step}, title: A{step}, ask: [{{ id: q{step}, type: confirm, label: Q }}] }}\n")
    });
    for (name, text) in [("a", wrong), ("b", helpless), ("c", WITNESS.to_owned())] {
        fs::write(dir.path().join(format!("{name}.yaml")), text).expect("a file");
    }
    let (out, err, code) = checked(dir.path(), "check --format short");
    assert_eq!((err.as_str(), code), ("", Some(1)));
    let of = |file: &str| out.lines().filter(|line| line.starts_with(file)).collect::<Vec<_>>();
    let more = "from here on more is wrong than is told of one file";
    let (wrong, helpless) = (of("a.yaml"), of("b.yaml"));
    assert_eq!((wrong.len(), helpless.len(), of("c.yaml").len()), (1_001, 1_001, 1));
    assert_eq!(wrong[1_000], format!("a.yaml:1009:18: error[more-findings]: {more}"));
    assert_eq!(helpless[1_000], format!("b.yaml:1009:44: warning[more-findings]: {more}"));
    for (args, exit) in [("", 0), (" --deny warnings", 1), (" --deny warnings --allow no-help", 0)] {
        let (_, err, code) = checked(dir.path(), &format!("check b.yaml{args}"));
        assert_eq!((err.as_str(), code), ("", Some(exit)), "{args}");
    }
}

/// Files that go away between being found and being read are told of, or were never seen.
#[test]
fn files_that_vanish_meanwhile_are_no_reason_to_fall_over() {
    let dir = TempDir::new().expect("a directory");
    let path = |number: usize| dir.path().join(format!("{number:03}.yaml"));
    for round in 0..5 {
        (0..400).for_each(|number| fs::write(path(number), WITNESS).expect("a file"));
        thread::scope(|scope| {
            scope.spawn(|| {
                thread::sleep(Duration::from_millis(round * 3));
                (0..400).rev().for_each(|number| fs::remove_file(path(number)).expect("it is there"));
            });
            let (out, err, code) = checked(dir.path(), "check --format short");
            assert!(code == Some(1) || err.starts_with("error: there is no checklist in"), "{code:?} {err}");
            for line in out.lines() {
                assert!(
                    line.contains(FOUND) || line.contains("error[unreadable]: there is no file"),
                    "{line}"
                );
            }
        });
    }
}

/// Runs the program, which ends by itself.
fn checked(dir: &Path, args: &str) -> (String, String, Option<i32>) {
    let kept = TempDir::new().expect("a directory");
    let (out, err) = (kept.path().join("out"), kept.path().join("err"));
    let mut command = program(dir);
    command.args(args.split_whitespace());
    command.stdout(File::create(&out).expect("a file")).stderr(File::create(&err).expect("a file"));
    let mut child = command.spawn().expect("the program starts");
    for _ in 0..1_200 {
        if let Some(status) = child.try_wait().expect("it is ours") {
            let read = |path| String::from_utf8(fs::read(path).expect("it is there")).expect("it is text");
            return (read(&out), read(&err), status.code());
        }
        thread::sleep(Duration::from_millis(25));
    }
    child.kill().expect("it is ours");
    panic!("it still waits: {args}");
}
