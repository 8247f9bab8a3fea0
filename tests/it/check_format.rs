//! What is said of a checklist that is wrong: `tests/check/*.yaml` beside the findings as people read them.
//!
//! `UPDATE=1 cargo test` writes the findings anew. A pair is added by adding its files.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use frp_onboard::diagnostic::{Finding, Source, human};
use frp_onboard::format::{self, CODES};

#[test]
fn each_wrong_checklist_gets_the_findings_beside_it() {
    let update = option_env_of("UPDATE");
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
    let known: BTreeSet<_> = CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(known.len(), CODES.len(), "a code stands twice in the table");
    for (code, means) in CODES {
        assert!(!means.is_empty() && !means.ends_with('.'), "{code}");
        // A file over a mebibyte is made in a test of its own.
        if code != "too-large" {
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
    let known: BTreeSet<_> = CODES.iter().map(|(code, _)| (*code).to_owned()).collect();
    let mut said = BTreeSet::new();
    for file in files(&folder("src/format"), "rs") {
        if !file.to_string_lossy().contains("tests") && !file.ends_with("codes.rs") {
            said.extend(codes_in(&fs::read_to_string(&file).unwrap()));
        }
    }
    assert_eq!(said, known);
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
    const GIVEN: [&str; 9] = [
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

fn screen(path: &Path) -> String {
    let source = Source::new(name(path), String::from_utf8_lossy(&fs::read(path).unwrap()));
    let shown: Vec<_> =
        findings(path).iter().map(|finding| human::render(finding, Some(&source), false)).collect();
    format!("{}\n", shown.join("\n\n"))
}

fn findings(path: &Path) -> Vec<Finding> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    format::checklist(&name(path), &bytes).err().unwrap_or_default()
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

#[expect(clippy::disallowed_methods, reason = "how a test is told to write what it finds")]
fn option_env_of(name: &str) -> bool {
    std::env::var_os(name).is_some()
}
