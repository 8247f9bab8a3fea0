//! Every fault, its place and its words.

use super::*;

fn faults(bytes: impl AsRef<[u8]>, limits: &Limits) -> Vec<Fault> {
    let bytes = bytes.as_ref();
    let Err(faults) = read(bytes, limits) else { panic!("{:?} is read", String::from_utf8_lossy(bytes)) };
    for fault in &faults {
        assert!(!fault.message.chars().any(char::is_control), "{fault:?}");
        assert!(fault.message.chars().count() < 180, "{fault:?}");
    }
    faults
}

fn shown(bytes: impl AsRef<[u8]>) -> Vec<String> {
    let show = |fault: Fault| {
        let Fault { code, message, at, .. } = fault;
        format!("{}:{}+{} {code}: {message}", at.line, at.column, at.length)
    };
    faults(bytes, &Limits::CHECKLIST).into_iter().map(show).collect()
}

#[test]
fn the_gate_names_the_first_bad_byte_or_character() {
    assert_eq!(shown(b"a: b\n\xC3\xA9: x\xFFy"), ["2:5+1 not-utf8: the byte 0xFF is no UTF-8"]);
    assert_eq!(shown(b"\xEF\xBB\xBFa\xC3"), ["1:2+1 not-utf8: the byte 0xC3 is no UTF-8"]);
    assert_eq!(shown(b"\xFF\xFEa\0"), ["1:1+1 not-utf8: the file is in UTF-16, not in UTF-8"]);
    assert_eq!(shown(b"\xFE\xFF\0a"), ["1:1+1 not-utf8: the file is in UTF-16, not in UTF-8"]);
    assert_eq!(shown(b"\xFFa"), ["1:1+1 not-utf8: the byte 0xFF is no UTF-8"]);
    for (c, why) in [
        ('\0', "U+0000 is a control character"),
        ('\u{1B}', "U+001B is a control character"),
        ('\u{7F}', "U+007F is a control character"),
        ('\u{85}', "U+0085 is a control character"),
        ('\u{9B}', "U+009B is a control character"),
        ('\u{2028}', "U+2028 is a line break that editors do not show"),
        ('\u{2029}', "U+2029 is a line break that editors do not show"),
        ('\u{FEFF}', "U+FEFF is a byte order mark, which may only start a file"),
        ('\u{FDD0}', "U+FDD0 is no character"),
        ('\u{FFFF}', "U+FFFF is no character"),
    ] {
        assert_eq!(shown(format!("a: b\r\n\t日{c}")), [format!("2:3+1 control-character: {why}")]);
    }
    assert_eq!(shown("a: \x07\nb: \x07").len(), 2);
    assert_eq!(shown("\u{FEFF}\u{FEFF}a: 1").len(), 1);
    assert_eq!(shown("a: \"\\uFDD0\"\n\"\\uFDD0\": 1").len(), 2);
}

#[test]
fn a_limit_takes_what_just_fits() {
    let limits = Limits { bytes: 20, indicators: 5, depth: 2 };
    assert!(read(b"[a, b, c, d]        ", &limits).is_ok());
    assert_eq!(faults(b"[a, b, c, d]         ", &limits)[0].code, "too-large");
    let beyond = faults(b"[a, b, c, d, e, f]", &limits);
    assert_eq!((beyond.len(), beyond[0].code, beyond[0].at.column), (1, "too-large", 15));
    for (fits, beyond) in
        [("a-b:c?d,e[f]", "a-b:c?d,e[f]{g}"), ("? ? ? ? ?", "? ? ? ? ? ?"), ("-----", "------")]
    {
        let is_too_large =
            |text: &str| read(text.as_bytes(), &limits).is_err_and(|faults| faults[0].code == "too-large");
        assert!(!is_too_large(fits) && is_too_large(beyond), "{fits}");
    }
    assert!(read(b"- - a", &limits).is_ok());
    assert!(read(b"- - []", &limits).is_ok());
    let deep = faults(b"- - [a]\n- b", &limits);
    assert_eq!((deep.len(), deep[0].code, deep[0].at.column), (1, "too-deep", 6));
}

#[test]
fn brackets_are_counted_before_anything_is_parsed() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(shown(nested(101)), ["1:101+1 too-deep: more than 100 brackets `[` and `{` are open here"]);
    assert_eq!(shown(nested(100)), ["1:34+1 too-deep: more than 32 levels deep"]);
    assert_eq!(shown("{a: ".repeat(50_000)).len(), 1);
    tree(&format!("- {}", "[] ] ".repeat(500)).replace("- [] ]", "- x"));
}

#[test]
fn block_nesting_is_refused_at_its_33rd_level() {
    assert_eq!(shown("- ".repeat(100_000)), ["1:67+1 too-deep: more than 32 levels deep"]);
}

#[test]
fn an_alias_fan_out_is_never_expanded() {
    let text = format!("a: &t \"{}\"\nb:\n{}", "x".repeat(1 << 17), "- *t\n".repeat(40_000));
    let found = faults(text, &Limits::CHECKLIST);
    assert_eq!(found.len(), MOST_FAULTS);
    assert_eq!((found[0].code, found[0].at.line), ("anchor", 1));
    assert_eq!((found[19].code, found[19].at.line, found[19].at.column), ("alias", 21, 3));
}

#[test]
fn billion_laughs_are_refused_where_they_are_written() {
    let text = "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
    let codes: Vec<_> = faults(text, &Limits::CHECKLIST).iter().map(|f| (f.code, f.at.line)).collect();
    let alias = |line| [("alias", line), ("alias", line)];
    let expected =
        [vec![("anchor", 1), ("anchor", 2)], alias(2).into(), vec![("anchor", 3)], alias(3).into()];
    assert_eq!(codes, expected.concat());
}

#[test]
fn anchors_aliases_tags_and_merge_keys_are_refused_at_their_place() {
    let none = "a file may have none";
    let anchor =
        |at, token| format!("{at} anchor: `{token}` starts with `&`, which makes it an anchor: {none}");
    let alias = |at, token| format!("{at} alias: `{token}` starts with `*`, which makes it an alias: {none}");
    let tag = |at, token| format!("{at} tag: `{token}` starts with `!`, which makes it a tag: {none}");
    assert_eq!(shown("&a x"), [anchor("1:1+2", "&a")]);
    assert_eq!(shown("# c\n&a\nx: 1"), [anchor("2:1+2", "&a")]);
    assert_eq!(shown("x: &a 1\ny: *a\n"), [anchor("1:4+2", "&a"), alias("2:4+2", "*a")]);
    assert_eq!(shown("[&a 1, {b: *a}]"), [anchor("1:2+2", "&a"), alias("1:12+2", "*a")]);
    assert_eq!(shown("&k a: 1\n*k : 2\n"), [anchor("1:1+2", "&k"), alias("2:1+2", "*k")]);
    assert_eq!(shown("&b q: 1\n? a\n*b : c\n"), [anchor("1:1+2", "&b"), alias("3:1+2", "*b")]);
    assert_eq!(shown("x: &a\ny: 1"), [anchor("1:4+2", "&a")]);
    assert_eq!(shown("x: & y"), [anchor("1:4+1", "&")]);
    assert_eq!(shown("x: *no"), [alias("1:4+3", "*no")]);
    assert_eq!(shown("日本: **bold** x"), [alias("1:5+8", "**bold**")]);
    assert_eq!(shown("*Partner* x"), [alias("1:1+9", "*Partner*")]);
    for (text, at, token) in [
        ("!t x", "1:1+2", "!t"),
        ("!!str x", "1:1+5", "!!str"),
        ("!t {a: 1}", "1:1+2", "!t"),
        ("a: !!int 1", "1:4+5", "!!int"),
        ("a: !", "1:4+1", "!"),
        ("- !t [1, 2]\n- 3", "1:3+2", "!t"),
        ("!t a: 1", "1:1+2", "!t"),
        ("x: !a!b y", "1:4+4", "!a!b"),
        ("x: !<a b", "1:4+3", "!<a"),
        ("a: !t |\n x", "1:4+2", "!t"),
    ] {
        assert_eq!(shown(text), [tag(at, token)], "{text}");
    }
    let merge = "merge-key: `<<` is a merge key, which a file may not have";
    assert_eq!(shown("a: 1\n<<: {b: 1}"), [format!("2:1+2 {merge}")]);
    assert_eq!(shown("a: {<<: 1}"), [format!("1:5+2 {merge}")]);
}

#[test]
fn keys_are_texts_and_stand_once() {
    let twice =
        |at, key| format!("{at} duplicate-key: the key `{key}` stands twice in this map, first in line 1");
    assert_eq!(
        shown("a: 1\nb: 2\n\"a\": 3\na: 4"),
        [twice("3:1+3", "a"), {
            "4:1+1 duplicate-key: the key `a` stands twice in this map, first in line 3".to_owned()
        }]
    );
    assert_eq!(shown("{1: 1, '1': 2}"), [twice("1:8+3", "1")]);
    tree("{1: 1, 01: 2, 1.0: 3, a: {a: {a: 1}}}");
    for (text, at) in
        [("? [a]\n: 1", "1:3"), ("x: {{a: 1}: 1}", "1:5"), ("? \n: 1", "1:2"), ("{? , b}", "1:4")]
    {
        assert_eq!(shown(text), [format!("{at}+1 key-not-text: a key must be a text")], "{text}");
    }
    let long = "x".repeat(100);
    let message = &shown(format!("{long}: 1\n{long}: 2"))[0];
    assert!(message.contains(&format!("`{}…`", "x".repeat(80))), "{message}");
    assert!(shown("\"\\e[31m\": 1\n\"\\e[31m\": 2")[0].contains("`\u{FFFD}[31m`"));
}

#[test]
fn a_file_is_one_document_that_holds_something() {
    for text in ["", "\u{FEFF}", "\n\n", "# c\n", "---\n", "~", "null\n"] {
        assert_eq!(shown(text), ["1:1+1 empty: the file is empty"], "{text:?}");
    }
    for (text, at) in [
        ("a: 1\n---\nb: 2\n", "3:1"),
        ("--- 1\n--- [\n", "2:5"),
        ("a: 1\n...\n---\n- x", "4:1"),
        ("1\n--- 2", "2:5"),
    ] {
        assert_eq!(
            shown(text),
            [format!("{at}+1 several-documents: a second document starts here")],
            "{text:?}"
        );
    }
    tree("---\na: 1\n...\n# c\n");
}

#[test]
fn syntax_errors_say_what_to_do_where_it_went_wrong() {
    for (text, expected) in [
        ("a: 1\n  b: 2\n", "2:4 a `: ` may not stand here"),
        ("# c\n\na:\n   b: 1\n  c: 2\n", "5:3 expected a key of the map that starts at line 3"),
        ("a:\n   b: 1\n  c: 2\n", "3:3 expected a key of the map that starts at line 1"),
        (
            "steps:\n  - id: a\n    title: x\n   text: y\n",
            "4:4 expected a `- ` of the list that starts at line 2",
        ),
        ("a: 1\n- b\n", "2:1 expected a key of the map that starts at line 1"),
        ("- a\nb: 1\n", "2:1 expected a `- ` of the list that starts at line 1"),
        ("a: 1\nfoo\nb: 2\n", "2:1 a key without its `:`"),
        ("foo\nb: 2\n", "2:2 a `: ` may not stand here"),
        ("\"foo\"\nb: 2\n", "2:1 text is left over behind the document"),
        ("x: 1\na: \"x\ny: 1\n", "2:4 this quote is never closed"),
        ("'x\n", "1:1 this quote is never closed"),
        ("a: [1, 2\n", "1:4 expected `,` or `]` of the list that starts at line 1"),
        ("[1, 2\n", "1:1 expected `,` or `]` of the list that starts at line 1"),
        ("a: [1, 2\nb: 1\n", "2:2 expected `,` or `]` of the list that starts at line 1"),
        ("a: {x: 1\n", "1:4 expected `,` or `}` of the map that starts at line 1"),
        ("a: [\n\n", "1:5 a value is missing, or cannot start like this"),
        ("a: ]\n", "1:4 a value is missing, or cannot start like this"),
        ("a: @x\n", "1:4 a text may not start with `@`"),
        ("日本: %x\n", "1:5 a text may not start with `%`"),
        ("a: `x`\n", "1:4 a text may not start with a backtick"),
        ("a:\n\tb: 1\n", "2:1 a text may not start with a tab"),
        ("a: x: y\n", "1:5 a `: ` may not stand here"),
        ("a: \"\\d\"\n", "1:5 an escape that YAML does not know"),
        ("a: \"x\" y\n", "1:8 text is left over behind a value"),
        ("- [1] b", "1:7 text is left over behind a value"),
        ("a: - b\n", "1:4 a `- ` may not start here"),
        ("a: > 5 users", "1:6 text may not follow `|` or `>` on the line"),
        ("# c\n%TAG", "2:1 did not find expected '!', while scanning a tag directive"),
        ("{a:, b}", "1:3 a `:` needs a space behind it"),
        ("a: \"x\n---\n", "2:1 found unexpected document indicator, while scanning a quoted scalar"),
    ] {
        let found = &faults(text, &Limits::CHECKLIST)[0];
        assert_eq!(found.code, "syntax", "{text}");
        assert_eq!(format!("{}:{} {}", found.at.line, found.at.column, found.message), expected, "{text}");
    }
}

#[test]
fn every_fault_is_told_in_one_run_in_the_order_of_the_file() {
    let found = shown("a: 1\na: 2\nb: *c\nd: {<<: 1}\n e: 1\n").join("\n");
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(found.starts_with("2:1+1 duplicate-key"), "{found}");
    let found = faults("a: 1\na: 2\nb: {<<: 1}\nc: !t 1\n? [x]\n: !u y\n", &Limits::CHECKLIST);
    let codes: Vec<_> = found.iter().map(|fault| (fault.code, fault.at.line)).collect();
    assert_eq!(codes, [("duplicate-key", 2), ("merge-key", 3), ("tag", 4), ("key-not-text", 5), ("tag", 6)]);
}
