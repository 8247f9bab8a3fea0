//! Whatever is in a file, it is read or refused at a place in it.

use proptest::prelude::*;

use super::*;

/// Lines as checklists have them, put together at random.
fn lines() -> impl Strategy<Value = String> {
    let indent = prop::sample::select(vec!["", "  ", "- ", "  - ", "    ", "      ", "      - "]);
    let key = prop::sample::select(vec![
        "format",
        "id",
        "title",
        "version",
        "sections",
        "steps",
        "ask",
        "type",
        "label",
        "choices",
        "from",
        "fields",
        "key",
        "item",
        "each",
        "when",
        "needs",
        "text",
        "tick",
        "check",
        "pattern",
        "default",
        "facts",
        "value",
        "actor",
        "actors",
        "glossary",
        "term",
        "all",
        "any",
        "not",
        "given",
        "includes",
        "count",
        "share",
        "renamed_from",
        "a",
        "b",
        "titel",
        "session_name",
    ]);
    let value = prop::sample::select(vec![
        "",
        " 1",
        " a",
        " b",
        " a.b",
        " a..b",
        " \"{{ a }}\"",
        " \"{{ a.b }}\"",
        " {{ a }}",
        " {{",
        " |",
        " [a, b]",
        " []",
        " {}",
        " { a: b }",
        " { given: true }",
        " ~",
        " list",
        " text",
        " choice",
        " choices",
        " confirm",
        " [guid, domain]",
        " { id: a, type: text, label: A }",
        " [{ id: a, type: list, item: b, label: A, key: c, fields: [{ id: c, type: text, label: C }] }]",
        " \"\u{202e}\"",
        " \"\\e[2J\"",
        " \"{{ \\e }}\"",
        " é",
        " {value: a, facts: {k: [x, y]}}",
    ]);
    prop::collection::vec((indent, key, value), 0..24).prop_map(|lines| {
        lines
            .iter()
            .fold(String::new(), |text, (indent, key, value)| text + indent + key + ":" + value + "\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused_in_place(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check_places(&bytes, &checklist("a", &bytes));
        let _ = pinned(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused_in_place(text in "[-a{}\\[\\]:,|>'\"#&*!?%@ \r\n\té{]{0,120}") {
        check_places(text.as_bytes(), &read_text(&text));
    }

    #[test]
    fn any_lines_are_read_or_refused_in_place(text in lines()) {
        check_places(text.as_bytes(), &read_text(&text));
        let whole = format!("{HEAD}  {}", text.replace('\n', "\n  "));
        check_places(whole.as_bytes(), &read_text(&whole));
        let _ = pinned(whole.as_bytes());
    }
}
