//! What a checklist is taken for, and that nothing that is wrong goes by.

use super::*;
use crate::checklist::{Condition, Test};
use crate::diagnostic::Source;

mod mutations;
mod noise;
mod size;

const HEAD: &str = "format: 1\nid: a\ntitle: A\nversion: \"1\"\nsections:\n- id: s\n  title: S\n  steps:\n";

fn read_text(text: &str) -> Result<Checklist, Vec<Finding>> {
    checklist("a.yaml", text.as_bytes())
}

/// A checklist of one step with these questions, and steps behind it.
fn with(asks: &str, steps: &str) -> Result<Checklist, Vec<Finding>> {
    read_text(&format!("{HEAD}  - id: t\n    title: T\n    ask:\n{asks}{steps}"))
}

fn codes(found: Result<Checklist, Vec<Finding>>) -> Vec<(&'static str, u32, u32)> {
    let found = found.err().unwrap_or_default();
    found.iter().map(|finding| (finding.code, finding.line, finding.column)).collect()
}

/// Fails unless all findings lie in the text, and there is one if it is refused.
fn check_places(text: &[u8], found: &Result<Checklist, Vec<Finding>>) {
    let Err(found) = found else { return };
    assert!(!found.is_empty(), "refused without a word");
    let text = String::from_utf8_lossy(text);
    let source = Source::new("a", text.trim_start_matches('\u{feff}'));
    for finding in found {
        let Finding { line, column, length, .. } = *finding;
        assert!(line >= 1 && line <= source.lines(), "{finding:?} in {text:?}");
        let width = u32::try_from(source.line(line).chars().count()).unwrap();
        assert!(column >= 1 && column <= width + 1, "{finding:?} in {text:?}");
        assert!(length >= 1 && column + length <= width + 2, "{finding:?} in {text:?}");
        let most = finding.message.chars().count();
        assert!(most < 600, "{most} characters: {}", finding.message);
        assert!(!finding.message.chars().any(char::is_control), "{:?}", finding.message);
    }
}

fn when(condition: &str) -> Condition {
    let asks = "    - { id: q, type: choice, label: Q, choices: { x: X, y: Y } }\n    - { id: r, type: confirm, label: R }\n";
    let steps = format!("  - {{ id: u, title: U, when: {condition} }}\n");
    with(asks, &steps).unwrap().nodes[2].when.clone().unwrap()
}

fn is(condition: &Condition) -> String {
    let all = |parts: &[Condition]| parts.iter().map(is).collect::<Vec<_>>().join(" ");
    match condition {
        Condition::All(parts) => format!("all({})", all(parts)),
        Condition::Any(parts) => format!("any({})", all(parts)),
        Condition::Not(part) => format!("not({})", is(part)),
        Condition::Test(path, Test::Is(values)) => format!("{}={}", path.written, values.join("|")),
        Condition::Test(path, test) => format!("{} {test:?}", path.written),
    }
}

#[test]
fn conditions_mean_what_they_say() {
    let cases = [
        ("{ q: x }", "q=x"),
        ("{ q: [x, Y], r: true }", "all(q=x|y r=true)"),
        ("[{ q: x }, { r: true }]", "any(q=x r=true)"),
        ("{ all: { q: x, r: true } }", "all(q=x r=true)"),
        ("{ any: { q: x, r: true } }", "any(q=x r=true)"),
        // What is inside one entry stays together.
        ("{ any: { all: [{ q: x }, { r: true }] } }", "any(all(q=x r=true))"),
        ("{ any: [{ q: x, r: true }, { q: y }] }", "any(all(q=x r=true) q=y)"),
        ("{ all: { any: { q: x, r: true } } }", "all(any(q=x r=true))"),
        ("{ not: [{ q: x }, { r: false }] }", "not(any(q=x r=false))"),
        ("{ q: { given: false } }", "q Given(false)"),
        ("{ q: { count: { min: 1 } } }", "q Count { min: Some(1), max: None }"),
    ];
    for (written, meant) in cases {
        assert_eq!(is(&when(written)), meant, "{written}");
    }
}

#[test]
fn a_misspelt_key_is_one_finding_and_is_read_as_meant() {
    let found = with(
        "    - { idd: q, tpye: text, lable: Q }\n",
        "  - { id: u, title: \"{{ q }}\", when: { q: a } }\n",
    );
    let lines: Vec<_> = codes(found).into_iter().map(|(code, line, _)| (code, line)).collect();
    assert_eq!(lines, [("unknown-key", 12); 3]);
}

#[test]
fn a_name_that_is_wrong_everywhere_is_one_finding() {
    let found = with(
        "    - { id: q, type: text, label: Q }\n",
        "  - { id: u, title: \"{{ p }}\", when: { p: a } }\n  - { id: v, title: V, when: { p: b } }\n",
    );
    let found = found.unwrap_err();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].code, found[0].line, found[0].column), ("unknown-name", 13, 25));
    assert_eq!(found[0].also, ["also in line 14"]);
}

#[test]
fn an_id_that_stands_twice_hides_nothing_else() {
    let found = with(
        "    - { id: q, type: text, label: Q }\n    - { id: q, type: text, label: Again }\n",
        "  - { id: t, title: \"{{ other }}\" }\n  - { id: u, title: U, needs: [nowhere] }\n  - { id: sign, title: S, needs: [u] }\n  - { id: v, title: V, needs: [sgin], when: { q: a, p: b } }\n",
    );
    let found = found.unwrap_err();
    let said: Vec<_> =
        found.iter().map(|one| (one.line, one.code, one.hint.as_deref().unwrap_or(""))).collect();
    let second =
        |what: &str, line| format!("perhaps the second `{what}`, in line {line}, should be called so");
    let (question, step) = (second("q", 13), second("t", 14));
    assert_eq!(
        said,
        [
            (13, "duplicate-id", "to ask it again in another step, write its bare id"),
            (14, "duplicate-id", ""),
            (14, "unknown-name", question.as_str()),
            (15, "unknown-name", step.as_str()),
            (17, "unknown-name", "did you mean `sign`?"),
            (17, "unknown-name", question.as_str()),
        ]
    );
}

#[test]
fn a_hole_is_found_where_it_stands() {
    let text = |title: &str| read_text(&format!("{HEAD}  - id: t\n    title: {title}\n"));
    // The same hole may stand in a comment, a key or another text before or behind.
    assert_eq!(
        codes(text("\"{{ x }} and {{ y }}\" # {{ x }}")),
        [("unknown-name", 10, 16), ("unknown-name", 10, 28)]
    );
    assert_eq!(
        codes(text("|\n      one\n      two {{ x }}\n    text: \"{{ x }}\"")),
        [("unknown-name", 12, 14)]
    );
    assert_eq!(codes(text("one\n      {{x}} two")), [("unknown-name", 11, 9)]);
    // Written otherwise than it reads: the text's place.
    assert_eq!(codes(text("\"\\x7b{ x }}\"\n    text: \"{{ x }}\"")), [("unknown-name", 10, 12)]);
    assert_eq!(codes(text(">\n      a {{ x\n      }} b")), [("unknown-name", 10, 12)]);
}

#[test]
fn what_is_wrong_is_quoted_in_short() {
    let long = "x".repeat(1000);
    let found = with(
        &format!(
            "    - {{ id: q, type: number, label: Q, default: {long} }}\n    - {{ id: {long}!, type: text, label: L }}\n"
        ),
        &format!(
            "  - {{ id: u, title: \"{{{{ {long} }}}}\", takes: {long}, needs: [{long}], when: {{ {long}: 1, q: {long} }} }}\n"
        ),
    );
    let found = found.unwrap_err();
    // The name that nothing goes by is one of them.
    assert_eq!(found.len(), 6, "{found:#?}");
    for finding in found {
        let all = format!("{} {:?}", finding.message, finding.hint);
        assert!(all.chars().count() < 300 && !all.contains(&"x".repeat(81)), "{all}");
    }
}

#[test]
fn a_later_rule_locks_nobody_out_of_a_session() {
    let text = format!(
        "{HEAD}  - {{ id: t, title: T, ask: [{{ id: q, type: text, label: Q }}] }}\n  - {{ id: u, title: U, ask: [q] }}\n  - {{ id: v, title: V, when: {{ q: a }} }}\n"
    );
    assert_eq!(codes(read_text(&text)), [("asked-again", 11, 32)]);
    let pinned = pinned(text.as_bytes()).unwrap();
    assert_eq!(is(pinned.nodes[3].when.as_ref().unwrap()), "q=a");
}

#[test]
fn holes_of_choices_are_read_where_the_question_stands() {
    let checklist = with(
        "    - id: l\n      type: list\n      item: row\n      label: L\n      key: k\n      fields:\n      - { id: k, type: text, label: K }\n      - { id: c, type: choice, label: C, choices: [{ value: own, label: \"Of {{ row.k }}\", help: \"{{ row.k }}\" }] }\n",
        "",
    );
    let choice = &checklist.unwrap().choice_lists[0].choices[0];
    assert_eq!(choice.label.holes().count(), 1);
    assert_eq!(choice.help.as_ref().unwrap().holes().count(), 1);
}
