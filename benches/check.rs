//! How fast `check` is, on one core and without the disk. `cargo bench --bench check`.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "times real things, and prints them")]

mod timed;

use std::fmt::Write;
use std::hint::black_box;

use frp_onboard::format::yaml::{self, Limits};
use frp_onboard::lint::{self, Options, Subject};
use frp_onboard::{format, library};
use timed::{median, pair, say};

fn main() {
    shipped();
    thousand();
    growing();
    hostile();
}

/// All findings of a checklist; how many there are.
fn checked(text: &str) -> usize {
    let document = match yaml::read(text.as_bytes(), &Limits::CHECKLIST) {
        Ok(document) => document,
        Err(faults) => return faults.len(),
    };
    match format::outlined("bench.yaml", &document) {
        Ok((checklist, outline)) => {
            lint::check(&Subject::new("bench.yaml", &checklist, &outline, &[], Options::default())).len()
        }
        Err(findings) => findings.len(),
    }
}

/// The YAML alone: every event of it, nothing kept.
fn scanned(text: &str) {
    serde_yaml::from_str::<serde::de::IgnoredAny>(text).expect("it is YAML");
}

/// What is built in, beside its YAML.
fn shipped() {
    for built_in in library::BUILT_IN {
        let check = || assert_eq!(black_box(checked(built_in.text)), 0);
        let (ours, bare) = pair(51, check, || scanned(built_in.text));
        say(&format!("{}, {} KB", built_in.id, built_in.text.len() / 1000), ours, "its YAML scanned", bare);
    }
}

/// A thousand files of about ten kilobytes, beside their YAML and beside a JSON Schema.
fn thousand() {
    let files: Vec<_> = (0..1_000).map(|at| file(at, 45)).collect();
    let bytes = files.iter().map(String::len).sum::<usize>() / files.len();
    println!("\n1,000 files of {bytes} bytes");
    let check = || files.iter().for_each(|text| assert_eq!(checked(text), 0));
    let (ours, bare) = pair(9, check, || files.iter().for_each(|text| scanned(text)));
    say("checked", ours, "their YAML scanned", bare);
    let schema = include_str!("../docs/checklist.schema.json");
    let schema = serde_json::from_str(schema).expect("it is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let (ours, valid) = pair(5, check, || {
        let values = files.iter().map(|text| serde_yaml::from_str::<serde_json::Value>(text).expect("YAML"));
        values.for_each(|value| assert!(validator.is_valid(&value)));
    });
    say("checked", ours, "held against a JSON Schema", valid);
    let wrong: Vec<_> =
        files.iter().map(|text| text.replacen("when: { q0: yes }", "when: { q: yes }", 1)).collect();
    let find = || wrong.iter().for_each(|text| assert_eq!(checked(text), 1));
    let (found, ours) = pair(5, find, check);
    say("an error in every one", found, "without", ours);
}

/// How the cost grows with the number of conditions.
fn growing() {
    println!("\nconditions, and the time for each");
    for questions in [10, 100, 1_000, 4_000] {
        let text = file(0, questions);
        let time = median(5, || assert_eq!(checked(&text), 0));
        let each = time / u32::try_from(questions).expect("few");
        println!("{questions:>6} in {:>4} KB {time:>10.1?} {each:>10.1?}", text.len() / 1000);
    }
}

/// What a byte costs that is meant to cost much, beside a byte of what is built in. Each has as many keys and values
/// as a file may have.
fn hostile() {
    println!("\nper byte");
    let ordinary = library::BUILT_IN[0].text;
    let hard = hard_section();
    for (name, open, part, close) in [
        ("keys of nothing", "", "? \n", ""),
        ("items of nothing", "sections:\n", "- \n", ""),
        ("empty lists", "sections: [", "[],", "]"),
        ("empty maps", "sections: [", "{},", "]"),
        ("pairs", "sections: [", "a: b,", "]"),
        ("one key again and again", "", "a: b\n", ""),
        ("one id again and again", "sections: [{ id: b, title: B, steps: [", "{id: a,title: A},", "]}]"),
        (
            "names that nothing has",
            "sections: [{ id: b, title: B, steps: [",
            "{id: s#,title: A,needs: [x#]},",
            "]}]",
        ),
        ("tests of a condition", "sections: [{ id: b, title: B, when: [", "{q: yes},", "]}]"),
        ("steps in a hard section", &hard, "{id: s#,title: A,when: {q0: true}},", "]}]"),
        ("holes", "title: \"", "{{x}}", "\""),
        ("links", "summary: \"", "[a](http://b) ", "\""),
    ] {
        let indicators = |text: &str| text.matches([',', ':', '?', '-', '[', '{']).count();
        let parts = (0..(119_900 - indicators(open)) / indicators(part))
            .map(|number| part.replace('#', &number.to_string()));
        let text = format!("format: 1\n{open}{}{close}\n", parts.collect::<String>());
        let (ours, bare) = pair(5, || assert!(checked(&text) > 0), || assert_eq!(checked(ordinary), 0));
        let length = |text: &str| u32::try_from(text.len()).expect("it is short");
        let bare = bare * length(&text) / length(ordinary);
        say(&format!("{name}, {} KB", text.len() / 1000), ours, "ordinary", bare);
    }
}

/// The start of a section under a condition that takes long to decide.
fn hard_section() -> String {
    let question = |at: usize| format!("- {{id: q{at}, type: confirm, label: Q}}\n");
    // Each excludes some answers to three questions that stand far apart, so that much is tried before it turns out.
    let one = |at: usize| format!("{{q{}: {}}}", at * 37 % 60, at % 7 < 3);
    let any = |at: usize| format!("{{any: [{}, {}, {}]}}", one(at), one(at * 7 + 3), one(at * 13 + 5));
    format!(
        "id: hard\ntitle: Hard\nversion: 1\nask:\n{}sections: [{{id: s, title: S, when: {{all: [{}]}}, steps: [",
        (0..60).map(question).collect::<String>(),
        (0..250).map(any).collect::<Vec<_>>().join(", ")
    )
}

/// A checklist of so many questions, each step under a condition on the one before.
fn file(number: usize, questions: usize) -> String {
    let mut text = format!(
        "format: 1\nid: bench-{number}\ntitle: Bench\nversion: \"1\"\nsections:\n- id: all\n  title: All\n  steps:\n"
    );
    for at in 0..questions {
        let when = match at {
            0 => String::new(),
            at => format!("    when: {{ q{}: {} }}\n", (at - 1) / 8 * 8, ["yes", "no"][at % 2]),
        };
        let when = if at % 8 == 0 { String::new() } else { when };
        write!(
            text,
            "  - id: s{at}\n    title: Do what has to be done at {at}\n{when}    skip: never\n    text: Somebody does it, and says so.\n    ask:\n    - {{ id: q{at}, type: choice, label: Answer {at}, help: It is needed., choices: {{ yes: It is, no: It is not }} }}\n"
        )
        .expect("a text takes it");
    }
    text
}
