use crate::checklist::{Checklist, Comparison, Weight, compare};
use crate::diagnostic::short;
use crate::format;

fn checklist(body: &str) -> Checklist {
    let text = format!("format: 1\nid: story\ntitle: Story\nversion: 1\n{body}");
    format::checklist("story.yaml", text.as_bytes()).unwrap_or_else(|findings| {
        panic!("{text}\n{}", findings.iter().map(short::render).collect::<Vec<_>>().join("\n"))
    })
}

fn compared(old: &str, new: &str) -> Comparison {
    compare(&checklist(old), &checklist(new))
}

/// What is told of a change from the one to the other, the first line first.
#[track_caller]
fn tells(old: &str, new: &str, told: &[&str]) {
    let comparison = compared(old, new);
    let changes = comparison.changes.iter().map(|change| {
        let weight = match change.weight() {
            Weight::Loses => "!",
            Weight::Reopens => "+",
            Weight::Harmless => " ",
        };
        format!("{weight} {} {} {}", change.part.word(), change.name, change.difference)
    });
    assert_eq!(changes.collect::<Vec<_>>(), told);
}

/// A section with these steps.
fn steps(steps: &str) -> String {
    format!("sections: [{{ id: main, title: Main, steps: [{steps}] }}]\n")
}

/// A list of rows, and steps after it.
fn rows(fields: &str, rest: &str) -> String {
    steps(&format!(
        "{{ id: list, title: List, ask: [{{ id: rows, type: list, item: row, label: Rows, {fields} }}] }}{rest}"
    ))
}

const FIELDS: &str = "key: name, fields: [{ id: name, type: text, label: Name }, { id: size, type: number, label: Size, required: false }]";

#[test]
fn the_same_differs_in_nothing() {
    for text in crate::library::BUILT_IN.map(|built_in| built_in.text) {
        let read = || format::checklist("a.yaml", text.as_bytes()).unwrap();
        let comparison = compare(&read(), &read());
        assert!(comparison.is_empty() && comparison.renamed.is_empty(), "{:?}", comparison.changes);
    }
}

#[test]
fn steps_come_go_and_are_renamed() {
    tells(
        &steps("{ id: a, title: A }, { id: b, title: B }, { id: c, title: C }"),
        &steps("{ id: a, title: A }, { id: d, title: B, renamed_from: b }, { id: e, title: E }"),
        &["! step c is removed", "  step e is new", "  step d was called `b`"],
    );
}

#[test]
fn a_name_taken_back_is_the_same_part_again() {
    let (old, new) = (steps("{ id: b, title: B, renamed_from: a }"), steps("{ id: a, title: B }"));
    tells(&old, &new, &["  step a was called `b`"]);
    let key = "a".parse().unwrap();
    assert_eq!(compared(&old, &new).renamed.key(&key), compared(&new, &old).renamed.key(&key));
}

#[test]
fn what_both_have_is_nothing_s_former_name() {
    tells(
        &steps("{ id: a, title: A }, { id: b, title: B }"),
        &steps("{ id: b, title: B, renamed_from: a }"),
        &["! step a is removed"],
    );
    tells(
        "sections: [{ id: a, title: A, steps: [{ id: b, title: B }] }]\n",
        "sections: [{ id: b, title: A, renamed_from: a, steps: [{ id: c, title: B }] }]\n",
        &["! step b is removed", "  section a is removed", "  section b is new", "  step c is new"],
    );
}

#[test]
fn order_and_place_are_told_once() {
    tells(
        &steps("{ id: a, title: A }, { id: b, title: B }, { id: c, title: C }"),
        &steps("{ id: b, title: B }, { id: a, title: A }, { id: c, title: C }"),
        &["  step a stands elsewhere"],
    );
    tells(
        &steps("{ id: a, title: A }, { id: b, title: B }, { id: c, title: C }"),
        &steps(
            "{ id: a, title: A }, { id: x, title: X }, { id: b, title: B, needs: [] }, { id: c, title: C }",
        ),
        &["  step x is new", "  step b waits for something else"],
    );
}

#[test]
fn what_a_step_takes_is_told() {
    tells(
        &steps("{ id: a, title: A, tick: [One] }"),
        &steps(
            "{ id: a, title: A, tick: [One, { id: two, text: Two }], evidence: Mail, irreversible: It stays. }",
        ),
        &[
            "+ step a cannot be undone and is confirmed by typing now",
            "+ step a has something more to tick: Two",
            "+ step a needs evidence now",
        ],
    );
    let irreversible = |confirm: &str| {
        steps(&format!("{{ id: a, title: A, irreversible: {{ text: It stays., confirm: {confirm} }} }}"))
    };
    tells(
        &irreversible("Ann"),
        &irreversible("Anna"),
        &["+ step a is confirmed by typing something else now"],
    );
    tells(&irreversible("Ann"), &steps("{ id: a, title: A }"), &["  step a is confirmed by typing no more"]);
}

#[test]
fn questions_change_their_type_and_what_they_need() {
    let asks = |questions: &str| steps(&format!("{{ id: a, title: A, ask: [{questions}] }}"));
    tells(
        &asks(
            "{ id: q, type: confirm, label: Q }, { id: r, type: text, label: R, required: false }, { id: s, type: text, label: S }",
        ),
        &asks(
            "{ id: q, type: date, label: Q }, { id: r, type: text, label: R, check: { min: 2, message: Two } }, { id: t, type: upn, label: T }",
        ),
        &[
            "! question q was yes or no, now is a date",
            "! question s is removed",
            "+ question r needs an answer now",
            "+ question t needs an answer now",
            "  question r offers or refuses other answers",
        ],
    );
    tells(
        &asks("{ id: q, type: text, label: Q }"),
        &asks(
            "{ id: q, type: text, label: Q, required: false }, { id: t, type: text, label: T, required: false }",
        ),
        &["  question t is new", "  question q reads otherwise"],
    );
}

#[test]
fn rows_change_their_key_and_their_name() {
    tells(
        &rows(FIELDS, ", { id: do, title: Do, each: rows }"),
        &rows(
            "key: code, fields: [{ id: code, type: text, label: Code }, { id: title, renamed_from: name, type: text, label: Name }]",
            ", { id: do, title: Do, each: rows }",
        ),
        &[
            "! question rows tells its rows apart by `code` now, not by `name`",
            "! field rows.size is removed",
            "+ field rows.code needs an answer now",
            "  field rows.title was called `name`",
        ],
    );
    let old = rows(
        FIELDS,
        ", { id: do, title: 'Do {{ row.name }}', each: rows, when: { row.size: { given: true } } }",
    );
    let new = old
        .replace("item: row", "item: line")
        .replace("row.name", "line.name")
        .replace("row.size", "line.size");
    tells(&old, &new, &["! question rows calls what it repeats `line` now, not `row`"]);
}

#[test]
fn what_a_step_repeats_over_is_told_where_it_is_said() {
    let old = rows(FIELDS, ", { id: do, title: Do, each: rows }, { id: once, title: Once }");
    tells(
        &old,
        &rows(FIELDS, ", { id: do, title: Do }, { id: once, title: Once, each: rows }"),
        &[
            "! step do repeats no more; it did over `rows`",
            "! step once repeats over `rows` now; before it did not repeat",
        ],
    );
    let inside = "sections: [{ id: main, title: Main, steps: [{ id: list, title: List, ask: [{ id: rows, type: list, item: row, label: Rows, key: name, fields: [{ id: name, type: text, label: Name }] }] }, \
        { id: per, title: Per, each: rows, steps: [{ id: a, title: A }] }, { id: b, title: B }] }]\n";
    tells(
        inside,
        &inside.replace(
            "steps: [{ id: a, title: A }] }, { id: b, title: B }",
            "steps: [{ id: a, title: A }, { id: b, title: B }] }",
        ),
        &["! step b repeats over `rows` now; before it did not repeat", "  step b stands elsewhere"],
    );
}

#[test]
fn a_renamed_question_is_no_other_condition_hole_or_repeat() {
    let old = rows(
        FIELDS,
        ", { id: do, title: 'Do {{ row.name }}', each: rows, when: { row.size: 3 } }, { id: all, title: 'All {{ rows }}' }",
    );
    let new = old
        .replace("id: rows,", "id: lines, renamed_from: rows,")
        .replace("each: rows", "each: lines")
        .replace("{{ rows }}", "{{ lines }}")
        .replace("id: size,", "id: amount, renamed_from: size,")
        .replace("row.size", "row.amount");
    tells(&old, &new, &["  question lines was called `rows`", "  field lines.amount was called `size`"]);
    let renamed = compared(&old, &new).renamed;
    let questions: Vec<_> = renamed.questions.iter().map(|(was, is)| format!("{was} {is}")).collect();
    assert_eq!(questions, ["rows lines", "rows.size amount"]);
}

#[test]
fn choices_come_go_and_are_renamed_and_keys_go_along() {
    let file = |choices: &str| {
        format!(
            "choices: {{ c: [{choices}] }}\nsections: [{{ id: main, title: Main, steps: [\
             {{ id: ask, title: Ask, ask: [{{ id: q, type: choices, item: place, from: c, label: Q }}, {{ id: r, type: choice, from: c, label: R }}] }}, \
             {{ id: go, title: Go, each: q }}, {{ id: hq, title: HQ, when: {{ r: NAME }} }}] }}]\n"
        )
    };
    let old =
        file("{ value: a, label: A }, { value: b, label: B }, { value: c, label: C, facts: { kind: x } }")
            .replace("NAME", "b");
    let new =
        file("{ value: a, label: A }, { value: Bb, label: B, renamed_from: b }, { value: d, label: D }")
            .replace("NAME", "Bb");
    tells(&old, &new, &["! choice c/c is removed", "  choice c/d is new", "  choice c/Bb was called `b`"]);
    let renamed = compared(&old, &new).renamed;
    assert_eq!(renamed.values.keys().collect::<Vec<_>>(), ["q", "r"]);
    assert_eq!(renamed.key(&"go/b".parse().unwrap()).as_str(), "go/bb");
    assert_eq!(renamed.value("r", "b"), Some("Bb"));
}

#[test]
fn words_are_the_last_that_is_told() {
    tells(
        &format!(
            "summary: One\n{}",
            steps("{ id: a, title: A, text: One, notes: [{ kind: advice, text: So }] }")
        ),
        &format!(
            "summary: Two\n{}",
            steps("{ id: a, title: A, text: Two, notes: [{ kind: warning, text: So }] }")
        ),
        &["  checklist checklist reads otherwise", "  step a reads otherwise"],
    );
    tells(
        &format!("{}verified: 2026-11-01\n", steps("{ id: a, title: A }")),
        &format!("{}verified: 2026-11-23\n", steps("{ id: a, title: A }")),
        &[],
    );
}
