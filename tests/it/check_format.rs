//! What is said of a checklist that is wrong: `tests/check/*.yaml` beside the findings as people read them.
//!
//! `UPDATE=1 cargo test` writes the findings anew. A pair is added by adding its files.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use frp_onboard::diagnostic::{Code, Finding, Severity, Source, finding, human};
use frp_onboard::format::yaml::{self, Limits};
use frp_onboard::lint::{self, AGAINST, Options, RULES, Subject};
use frp_onboard::{format, intake, library};

use crate::pages::updating;

#[test]
fn each_wrong_checklist_gets_the_findings_beside_it() {
    let update = updating();
    let mut differing = Vec::new();
    for path in cases() {
        let shown = screen(&path);
        let golden = path.with_extension("out");
        if update {
            fs::write(&golden, &shown).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != shown {
            differing.push(format!("{}:\n{shown}", path.display()));
        }
    }
    assert!(
        differing.is_empty(),
        "not as written beside (UPDATE=1 writes it anew)\n\n{}",
        differing.join("\n")
    );
}

#[test]
fn every_code_has_a_case_and_every_case_gives_known_codes() {
    let known: BTreeSet<_> = codes().iter().map(|code| code.code).collect();
    assert_eq!(known.len(), codes().len(), "a code stands twice in the tables");
    for code in format::codes().chain(RULES.iter().map(|rule| rule.code())) {
        let Code { code, summary, .. } = code;
        assert!(!summary.is_empty() && !summary.ends_with('.'), "{code}");
        // A file over a mebibyte, and what takes scenarios or an older version, is made in tests of their own.
        let elsewhere = ["too-large", "scenario", "unreached-step"];
        if !elsewhere.contains(&code) && !AGAINST.contains(&code) {
            let findings = findings(&folder("tests/check").join(code).with_extension("yaml"));
            assert!(findings.iter().any(|finding| finding.code == code), "nothing shows `{code}`");
        }
    }
    for path in cases() {
        for finding in findings(&path) {
            assert!(known.contains(finding.code), "`{}` is in no table", finding.code);
        }
    }
}

#[test]
fn the_table_holds_what_the_source_says() {
    let known: BTreeSet<_> = format::codes().map(|code| code.code.to_owned()).collect();
    assert_eq!(said_in("src/format"), known);
    let of_answers: BTreeSet<_> = intake::CODES.iter().map(|code| code.code.to_owned()).collect();
    let of_rules = BTreeSet::from(["scenario".to_owned()]);
    let said: BTreeSet<_> = said_in("src/intake").difference(&known).cloned().collect();
    assert_eq!(said, &of_answers | &of_rules);
}

/// The codes that the sources of a room give.
fn said_in(room: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for file in files(&folder(room), "rs") {
        let path = file.to_string_lossy();
        if !path.contains("tests") && !path.contains("codes") {
            said.extend(codes_in(&fs::read_to_string(&file).unwrap()));
        }
    }
    said
}

#[test]
fn a_file_too_large_is_not_read() {
    let text = format!("title: {}\n", "a".repeat(1 << 20));
    let findings = format::checklist("a.yaml", text.as_bytes()).unwrap_err();
    let codes: Vec<_> = findings.iter().map(|finding| (finding.code, finding.line, finding.column)).collect();
    assert_eq!(codes, [("too-large", 1, 1)]);
}

/// The texts that stand where a code is given.
fn codes_in(source: &str) -> Vec<String> {
    const GIVEN: [&str; 10] = [
        "fault(",
        "add(",
        "add_hinted(",
        "unknown(",
        "Wrong::new(",
        "Fault::new(",
        "code: ",
        "Some('&') => (",
        "Some('*') => (",
        "_ => (",
    ];
    let after = GIVEN.iter().flat_map(|given| source.split(given).skip(1));
    let literal = |text: &str| Some(text.trim_start().strip_prefix('"')?.split('"').next()?.to_owned());
    let word = |text: &String| text.chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit());
    after.filter_map(literal).filter(word).collect()
}

/// The page that tells all rules is made of what the program tells of each.
#[test]
fn the_page_of_rules_is_what_the_program_says() {
    let parts: [(&str, Vec<Code>); 4] = [
        ("## Rules", RULES.iter().map(|rule| rule.code()).collect()),
        ("## The file and its words", format::codes().collect()),
        ("## Answers and scenarios", intake::CODES.to_vec()),
        ("## Reading", vec![library::UNREADABLE, finding::MORE]),
    ];
    let path = folder("docs/rules.md");
    let kept = fs::read_to_string(&path).unwrap();
    let (head, _) = kept.split_once("\n## Rules\n").expect("the page begins with words of its own");
    let mut page = head.to_owned();
    for (heading, codes) in parts {
        page.push_str(&format!("\n{heading}\n"));
        codes.iter().for_each(|code| page.push_str(&format!("\n{}", code.markdown())));
    }
    if updating() {
        fs::write(&path, &page).unwrap();
    }
    assert!(updating() || kept == page, "UPDATE=1 writes docs/rules.md anew");
}

/// Of the two examples of a code the first is found and the second is not.
#[test]
fn the_examples_of_a_code_are_what_they_are_said_to_be() {
    let mut shown = 0;
    for code in codes() {
        let examples: Vec<_> = code.examples().collect();
        assert!(examples.is_empty() || examples.len() == 2, "{}", code.code);
        for (example, is_found) in examples.iter().zip([true, false]) {
            let text = whole(example);
            let findings = checked("a.yaml", text.as_bytes());
            let has = findings.iter().any(|finding| finding.code == code.code);
            assert_eq!(has, is_found, "{}: {findings:#?}\n{text}", code.code);
            let fails = findings.iter().any(|finding| finding.severity == Severity::Error);
            assert!(is_found || !fails, "{}: {findings:#?}\n{text}", code.code);
            shown += 1;
        }
    }
    assert!(shown > 100, "most codes have examples");
}

/// A checklist around an example: steps, or keys of the file.
fn whole(example: &str) -> String {
    let steps = example.lines().fold(String::new(), |steps, line| steps + "  " + line + "\n");
    let example = match example.starts_with("- ") {
        true => format!("sections:\n- id: all-steps\n  title: All\n  steps:\n{steps}"),
        false => example.to_owned(),
    };
    let keys = [
        ("format: ", "1"),
        ("id: ", "example"),
        ("title: ", "Example"),
        ("version: ", "\"1\""),
        ("sections:", " [{ id: all-steps, title: All, steps: [{ id: only-step, title: Only }] }]"),
    ];
    let missing = keys.iter().filter(|(key, _)| !example.lines().any(|line| line.starts_with(key)));
    missing.fold(String::new(), |file, (key, value)| file + key + value + "\n") + &example
}

fn screen(path: &Path) -> String {
    let source = Source::new(name(path), String::from_utf8_lossy(&fs::read(path).unwrap()));
    let shown: Vec<_> =
        findings(path).iter().map(|finding| human::render(finding, Some(&source), false)).collect();
    format!("{}\n", shown.join("\n\n"))
}

fn findings(path: &Path) -> Vec<Finding> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    checked(&name(path), &bytes)
}

/// All that is found in a file by itself.
fn checked(name: &str, bytes: &[u8]) -> Vec<Finding> {
    let document = match yaml::read(bytes, &Limits::CHECKLIST) {
        Ok(document) => document,
        Err(faults) => return format::findings(name, faults),
    };
    let (checklist, outline) = match format::outlined(name, &document) {
        Ok(read) => read,
        Err(findings) => return findings,
    };
    // Asked only of those that have to do with it: of all others it would be told that nobody dated them.
    let is_dated = String::from_utf8_lossy(bytes).contains("verified");
    let options = Options { stale: is_dated.then(|| ("2026-12-01".parse().unwrap(), 180)) };
    let subject = Subject::new(name, &checklist, &outline, &[], options);
    lint::allowed(name, &document, lint::check(&subject), &subject.idle())
}

/// Every kind of finding that there is.
fn codes() -> Vec<Code> {
    let rules = RULES.iter().map(|rule| rule.code());
    format::codes().chain(rules).chain(intake::CODES).chain([library::UNREADABLE, finding::MORE]).collect()
}

/// As people name it, the same on every system.
fn name(path: &Path) -> String {
    format!("tests/check/{}", path.file_name().unwrap().to_string_lossy())
}

fn cases() -> Vec<PathBuf> {
    let cases = files(&folder("tests/check"), "yaml");
    assert!(!cases.is_empty());
    cases
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
