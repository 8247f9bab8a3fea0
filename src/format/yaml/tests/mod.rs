//! The reader as a whole; `written` holds the property that reading undoes writing.

mod faults;
mod marks;
mod written;

use super::*;

fn tree(text: &str) -> Node<'static> {
    match read(text.as_bytes(), &Limits::CHECKLIST) {
        Ok(document) => document.root.into_owned(),
        Err(faults) => panic!("{text:?}: {faults:?}"),
    }
}

/// Each scalar and key with its place, in the order of the file.
fn scalars(node: &Node) -> Vec<String> {
    let show = |at: Span, text: &str| format!("{}:{}+{} {text}", at.line, at.column, at.length);
    match &node.shape {
        Shape::Null => vec![show(node.at, "null")],
        Shape::Scalar(scalar) => vec![show(node.at, &format!("{:?} {}", scalar.plain, scalar.text))],
        Shape::Sequence(nodes) => {
            let inside = nodes.iter().flat_map(scalars);
            std::iter::once(show(node.at, "list")).chain(inside).collect()
        }
        Shape::Mapping(entries) => {
            let inside = entries
                .iter()
                .flat_map(|(key, value)| [vec![show(key.at, &key.text)], scalars(value)].concat());
            std::iter::once(show(node.at, "map")).chain(inside).collect()
        }
    }
}

#[test]
fn numbers_booleans_and_countries_keep_their_written_text() {
    for (text, plain) in [
        ("+44", Plain::Number),
        ("1.10", Plain::Number),
        ("0x1F", Plain::Number),
        ("-0o17", Plain::Number),
        ("1e3", Plain::Number),
        ("-.inf", Plain::Number),
        (".NaN", Plain::Number),
        ("99999999999999999999", Plain::Number),
        ("-99999999999999999999", Plain::Number),
        ("340282366920938463463374607431768211456", Plain::Number),
        ("True", Plain::Bool(true)),
        ("FALSE", Plain::Bool(false)),
        ("NO", Plain::Text),
        ("yes", Plain::Text),
        ("0456789", Plain::Text),
        ("1_000", Plain::Text),
        ("2020-01-03", Plain::Text),
        ("1.2.3", Plain::Text),
    ] {
        let expected = Shape::Scalar(Scalar { text: text.into(), plain });
        for around in ["@", "a: @", "a: @ # c", "[@]", "[@,b]", "{a: @}", "- @\n- b", "@: b", "a: @\r\nb: c"]
        {
            let root = tree(&around.replace('@', text));
            let node = match root.shape {
                Shape::Sequence(mut nodes) => nodes.remove(0),
                Shape::Mapping(mut entries) if around.starts_with('@') => {
                    assert_eq!(entries.remove(0).0.text, text);
                    continue;
                }
                Shape::Mapping(mut entries) => entries.remove(0).1,
                _ => root,
            };
            assert_eq!(node.shape, expected, "{around}");
            assert_eq!(node.at.length as usize, text.len(), "{around}");
        }
        for quoted in
            [format!("'{text}'"), format!("\"{text}\""), format!("|-\n {text}"), format!(">-\n {text}")]
        {
            let root = tree(&format!("a: {quoted}"));
            let Shape::Mapping(mut entries) = root.shape else { panic!() };
            let expected = Scalar { text: text.into(), plain: Plain::Text };
            assert_eq!(entries.remove(0).1.shape, Shape::Scalar(expected), "{quoted}");
        }
    }
}

#[test]
fn nulls_are_null_as_values_and_words_as_keys() {
    let root = tree("a: ~\nb: null\nc:\nd: NULL\n~: 1\nnull: 2\ne: ''\n");
    assert_eq!(
        scalars(&root),
        [
            "1:1+1 map",
            "1:1+1 a",
            "1:4+1 null",
            "2:1+1 b",
            "2:4+4 null",
            "3:1+1 c",
            "3:3+1 null",
            "4:1+1 d",
            "4:4+4 null",
            "5:1+1 ~",
            "5:4+1 Number 1",
            "6:1+4 null",
            "6:7+1 Number 2",
            "7:1+1 e",
            "7:4+2 Text ",
        ]
    );
}

#[test]
fn places_stay_exact_in_every_form() {
    let root = tree(
        "%YAML 1.1\n---\r\n# *not* &an !alias\n- { \"é日\" : [], 日: {}, 'it''s': 'it''s' }\n- - |\n    *x &y !z\n  - [a: b,\n  \"q\\\"\n  q\"]\n- one\n  two # c\n- >-\n  folded\n  text\n",
    );
    assert_eq!(
        scalars(&root),
        [
            "4:1+1 list",
            "4:3+1 map",
            "4:5+4 é日",
            "4:12+1 list",
            "4:16+1 日",
            "4:19+1 map",
            "4:23+7 it's",
            "4:32+7 Text it's",
            "5:3+1 list",
            "5:5+1 Text *x &y !z\n",
            "7:5+1 list",
            "7:6+1 map",
            "7:6+1 a",
            "7:9+1 Text b",
            "8:3+4 Text q\" q",
            "10:3+3 Text one two",
            "12:3+1 Text folded text",
        ]
    );
}

#[test]
fn a_byte_order_mark_and_lone_carriage_returns_move_no_place() {
    let document = read("\u{FEFF}a: 1\rb:\r  - c\r\n  - d".as_bytes(), &Limits::CHECKLIST).unwrap();
    assert!(document.text.starts_with('a'));
    let places = scalars(&document.root);
    assert_eq!(places[..3], ["1:1+1 map", "1:1+1 a", "1:4+1 Number 1"]);
    assert_eq!(places[3..], ["2:1+1 b", "3:3+1 list", "3:5+1 Text c", "4:5+1 Text d"]);
}

#[test]
fn markdown_within_texts_is_no_anchor_alias_or_tag() {
    let text = "a: |\n  **bold** and *it*\n  * item\n  &amp; !important\n  <<: x\nb: \"*x* &y !z\"\nc: '*x'\nd: R&D *now* !\ne: x\n  *y* &z\n  !w\n\"*k\": 1\n";
    let Shape::Mapping(entries) = tree(text).shape else { panic!() };
    assert_eq!(entries.len(), 6);
    assert_eq!(entries[4].1.shape, Shape::Scalar(Scalar { text: "x *y* &z !w".into(), plain: Plain::Text }));
    tree("\"<<\": 1");
}

/// Where finding a place reads the line from its start, or a length to its end, this takes minutes.
#[test]
fn one_long_line_is_read_in_one_pass() {
    let Shape::Sequence(nodes) = tree(&format!("[{}]", "a,".repeat(100_000))).shape else { panic!() };
    assert_eq!(nodes.last().unwrap().at, Span { line: 1, column: 200_000, length: 1 });
}
