//! The README, held to its word: its commands run and print what it shows, its screens are screens on record,
//! its files are taken, its tables say what the code says. A block of another kind is refused.

use std::fs;
use std::path::Path;

use clap::{CommandFactory, Parser};
use frp_onboard::cli::Cli;
use frp_onboard::exit::Exit;
use frp_onboard::format::yaml::{self, Limits};
use frp_onboard::{format, library};

const README: &str = include_str!("../../README.md");

/// Set before a `console` block of a command that the program does not have yet.
const NOT_YET: &str = "<!-- not run yet -->";

/// A fenced block.
struct Block {
    kind: &'static str,
    text: String,
    /// The line of its fence.
    line: usize,
    /// The line before its fence.
    above: &'static str,
}

fn blocks() -> Vec<Block> {
    let (mut blocks, mut above) = (Vec::new(), "");
    let mut lines = README.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
            let text = inside.fold(String::new(), |text, line| text + line + "\n");
            blocks.push(Block { kind, text, line: at + 1, above });
        }
        above = line;
    }
    blocks
}

fn of_kind(kind: &str) -> Vec<Block> {
    blocks().into_iter().filter(|block| block.kind == kind).collect()
}

#[test]
fn every_block_is_of_a_kind_that_is_held_to_something() {
    for Block { kind, text, line, .. } in blocks() {
        match kind {
            "console" => assert!(text.starts_with("$ "), "line {line}: a console begins with a command"),
            "yaml" => assert!(text.starts_with("# "), "line {line}: a file begins with its name"),
            // Cargo's own commands, which a test does not run: a fresh clone does.
            "sh" => assert!(text.lines().all(|text| text.starts_with("cargo ")), "line {line}"),
            "text" => {}
            kind => panic!("line {line}: nothing holds a block of `{kind}`"),
        }
    }
}

#[test]
fn every_screen_is_one_on_record() {
    let screens = of_kind("text");
    assert!(!screens.is_empty());
    for Block { text, line, above, .. } in screens {
        let named = above.strip_prefix("<!-- screen: ").and_then(|rest| rest.strip_suffix(" -->"));
        let name = named.unwrap_or_else(|| panic!("line {line}: from which screen?"));
        let kept = fs::read_to_string(format!("tests/it/screens/{name}")).expect("a screen on record");
        assert!(kept.replace("\r\n", "\n").contains(&text), "line {line}: this is not in {name}");
    }
}

#[test]
fn every_checklist_is_right_and_every_answers_file_reads() {
    let files = of_kind("yaml");
    let (checklists, answers): (Vec<_>, Vec<_>) =
        files.iter().partition(|file| file.text.contains("\nformat: 1\n"));
    assert!(!checklists.is_empty() && !answers.is_empty());
    for file in checklists {
        let found = format::checklist("README.md", file.text.as_bytes());
        assert!(found.is_ok(), "line {}: {:?}", file.line, found.err());
    }
    for file in answers {
        assert!(yaml::read(file.text.as_bytes(), &Limits::CHECKLIST).is_ok(), "line {}", file.line);
    }
}

/// Whether the program has this command.
fn knows(verb: &str) -> bool {
    Cli::command().find_subcommand(verb).is_some()
}

/// The commands of the program that a line of a shell runs.
fn own_commands(line: &str) -> impl Iterator<Item = &str> {
    line.split(" | ").filter_map(|command| command.trim().strip_prefix("frp-onboard "))
}

/// The words of a command, as a shell takes them apart.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("there is one").push(c),
        }
    }
    words
}

#[test]
fn every_command_in_the_text_can_be_written_so() {
    let coded = README.split('`').skip(1).step_by(2).filter(|code| !code.contains('\n'));
    let commands: Vec<_> = coded.filter(|code| code.starts_with("frp-onboard ")).map(words).collect();
    let known: Vec<_> = commands.iter().filter(|words| knows(&words[1])).collect();
    assert!(known.len() > 5, "{commands:?}");
    for words in known {
        let usage = Cli::try_parse_from(words).err().filter(clap::Error::use_stderr);
        assert!(usage.is_none(), "{words:?}: {}", usage.map(|usage| usage.to_string()).unwrap_or_default());
    }
}

#[test]
fn a_block_is_set_aside_only_while_the_program_lacks_its_command() {
    for Block { text, line, .. } in of_kind("console").into_iter().filter(|block| block.above == NOT_YET) {
        let commands = text.lines().filter_map(|line| line.strip_prefix("$ "));
        let lacking = commands.flat_map(own_commands).any(|command| !knows(&words(command)[0]));
        assert!(lacking, "line {line}: the program can do this now; take `{NOT_YET}` away");
    }
}

/// Runs the README from top to bottom in one home. A command fails exactly where an error is shown.
#[cfg(unix)]
#[test]
fn every_command_prints_what_is_shown() {
    let home = tempfile::TempDir::new().unwrap();
    let mut ran = 0;
    for Block { kind, text, line, above } in blocks() {
        match kind {
            "yaml" => {
                let name = text.lines().next().and_then(|first| first.strip_prefix("# ")).expect("a name");
                fs::write(home.path().join(name), &text).unwrap();
            }
            "console" if above != NOT_YET => {
                for part in format!("\n{text}").split("\n$ ").skip(1) {
                    let (command, shown) = part.split_once('\n').unwrap_or((part, ""));
                    let (printed, success) = run(home.path(), command);
                    let shown: Vec<_> = shown.lines().collect();
                    let matches = is_shown(&shown, &printed.lines().collect::<Vec<_>>());
                    assert!(matches, "line {line}: $ {command}\n{printed}");
                    let fails = shown.iter().any(|line| line.starts_with("error"));
                    assert_eq!(success, !fails, "line {line}: $ {command}\n{printed}");
                    ran += 1;
                }
            }
            _ => {}
        }
    }
    assert!(ran > 3);
    let kept = home.path().join(".local/state/frp-onboard/contoso.jsonl");
    assert!(kept.exists(), "sessions are not kept where the README says");
}

/// What a command prints in this home, and whether it succeeds.
#[cfg(unix)]
fn run(home: &Path, command: &str) -> (String, bool) {
    use std::process::{Command, Stdio};
    let own = Path::new(env!("CARGO_BIN_EXE_frp-onboard")).parent().expect("it lies in a directory");
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(home)
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", own.display()))
        .envs([("LANG", "C.UTF-8"), ("USER", "dana")])
        .env("HOME", home)
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    (String::from_utf8(output.stdout).expect("it prints text"), output.status.success())
}

/// Whether these lines are what is printed; `...` on a line of its own stands for any lines.
fn is_shown(shown: &[&str], printed: &[&str]) -> bool {
    match (shown, printed) {
        (["...", below @ ..], _) => (0..=printed.len()).any(|from| is_shown(below, &printed[from..])),
        ([line, shown @ ..], [first, printed @ ..]) => line == first && is_shown(shown, printed),
        _ => shown.is_empty() && printed.is_empty(),
    }
}

#[test]
fn what_is_elided_may_be_anything_and_nothing_else_may() {
    let is_shown = |shown: &str| is_shown(&shown.split(' ').collect::<Vec<_>>(), &["one", "two", "three"]);
    for shown in ["one two three", "...", "one ...", "... three", "... two ...", "one ... two three ..."] {
        assert!(is_shown(shown), "{shown}");
    }
    for shown in ["one two", "one three", "two ...", "... two", "... three ... two ...", "one two three four"]
    {
        assert!(!is_shown(shown), "{shown}");
    }
}

/// The rows of the table below a heading.
fn rows(heading: &str) -> Vec<(&'static str, &'static str)> {
    let below = README.split(heading).nth(1).expect("there is such a heading");
    let section = below.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.filter_map(|row| row.split_once(" | ")).collect()
}

#[test]
fn the_table_of_exit_codes_is_the_code() {
    let mut lines = include_str!("../../src/exit.rs").lines().map(str::trim).peekable();
    let mut codes = Vec::new();
    while let Some(line) = lines.next() {
        let (Some(means), Some(code)) = (line.strip_prefix("/// "), lines.peek()) else { continue };
        let code = code.split_once("Self(").and_then(|(_, code)| code.strip_suffix(");"));
        codes.extend(code.map(|code| (code.to_owned(), means.trim_end_matches('.').to_owned())));
    }
    assert!(codes.len() >= 3);
    let table = rows("\n## Exit codes\n");
    let (signals, own): (Vec<_>, Vec<_>) =
        table.into_iter().skip(1).partition(|(_, means)| means.contains("signal"));
    let own: Vec<_> = own.into_iter().map(|(code, means)| (code.to_owned(), means.to_owned())).collect();
    assert_eq!(own, codes);
    let numbers = [("SIGHUP", 1), ("SIGINT", 2), ("SIGQUIT", 3), ("SIGTERM", 15)];
    assert_eq!(signals.len(), numbers.len());
    for ((code, means), (signal, number)) in signals.into_iter().zip(numbers) {
        assert!(means.contains(signal), "{means}");
        assert_eq!(code, Exit::signal(number).0.to_string(), "{means}");
    }
}

#[test]
fn built_in_checklists_and_the_rust_needed_are_the_ones_named() {
    let named: Vec<_> = rows("\n## For the partner admin\n")
        .into_iter()
        .filter_map(|(command, _)| command.strip_prefix("`frp-onboard start ")?.strip_suffix('`'))
        .filter(|given| !given.starts_with("--"))
        .collect();
    assert_eq!(named, library::BUILT_IN.map(|built_in| built_in.id));
    let rust = env!("CARGO_PKG_RUST_VERSION");
    assert!(README.contains(&format!("Rust {rust} or newer")));
}

#[test]
fn every_link_leads_to_a_file() {
    let links = README.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let broken: Vec<_> = links.filter(|link| !link.contains("://") && !Path::new(link).exists()).collect();
    assert_eq!(broken, [""; 0]);
}
