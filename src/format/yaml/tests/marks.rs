//! Each node stands where the YAML library itself says that it does: in its errors, since it tells no place elsewhere.

use std::fmt;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::super::place::Cursor;
use super::super::syntax::line_and_column;
use super::*;

/// Goes down on one spot until the library refuses, naming the spot; nothing is consumed by that.
#[derive(Clone, Copy)]
struct Dive;

impl<'de> DeserializeSeed<'de> for Dive {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, node: D) -> Result<(), D::Error> {
        node.deserialize_newtype_struct("", self)
    }
}

impl<'de> Visitor<'de> for Dive {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("nothing")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, node: D) -> Result<(), D::Error> {
        node.deserialize_newtype_struct("", self)
    }
}

/// Where the library says that a dive was; `None` at the end of a list or map.
fn mark<E: Error>(dived: Result<Option<()>, E>) -> Result<Option<(u32, u32)>, E> {
    let Err(error) = dived else { return Ok(None) };
    let said = error.to_string();
    match said.split_once("recursion limit exceeded") {
        // The library names no place at the very start.
        Some((_, "")) => Ok(Some((1, 1))),
        Some((_, place)) => place.strip_prefix(" at ").and_then(line_and_column).map(Some).ok_or(error),
        None => Err(error),
    }
}

/// All places, in the order of the text.
struct Marks<'a>(&'a mut Vec<(u32, u32)>);

impl<'de> DeserializeSeed<'de> for Marks<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, node: D) -> Result<(), D::Error> {
        node.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Marks<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(place) = mark(sequence.next_element_seed(Dive))? {
            self.0.push(place);
            sequence.next_element_seed(Marks(self.0))?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(place) = mark(map.next_key_seed(Dive))? {
            self.0.push(place);
            map.next_key_seed(Marks(self.0))?;
            self.0.extend(mark(map.next_value_seed(Dive).map(Some))?);
            map.next_value_seed(Marks(self.0))?;
        }
        Ok(())
    }
}

/// The places that the library names.
fn marked(text: &str) -> Vec<(u32, u32)> {
    let root = || serde_yaml::Deserializer::from_str(text).next().unwrap();
    let dived = root().deserialize_newtype_struct("", Dive);
    let mut marks: Vec<_> = mark(dived.map(Some)).unwrap().into_iter().collect();
    Marks(&mut marks).deserialize(root()).unwrap();
    // What is missing at the end of a text stands on a line of its own for the library.
    let end = Cursor::end(text).span();
    marks.into_iter().map(|mark| mark.min((end.line, end.column))).collect()
}

/// The places in the tree.
fn placed(node: &Node, places: &mut Vec<(u32, u32)>) {
    places.push((node.at.line, node.at.column));
    match &node.shape {
        Shape::Null | Shape::Scalar(_) => {}
        Shape::Sequence(nodes) => nodes.iter().for_each(|node| placed(node, places)),
        Shape::Mapping(entries) => entries.iter().for_each(|(key, value)| {
            places.push((key.at.line, key.at.column));
            placed(value, places);
        }),
    }
}

/// Pieces of YAML in any order, most of which make none, and lines of it, most of which do.
fn soup() -> impl Strategy<Value = String> {
    const PIECES: [&str; 47] = [
        "a",
        "b: ",
        "c:",
        "日 本",
        "null",
        "~",
        "-1",
        "true",
        "'it''s'",
        "\"q\\\"\"",
        "\"a\n  b\"",
        "'a\n\n  b'",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        ": ",
        ":",
        "? ",
        "?",
        "- ",
        "-",
        "\n",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\r  ",
        " ",
        "\t",
        "# c",
        " # *c\n",
        "|\n",
        "|2-\n",
        ">+\n",
        ">1\n",
        "--- ",
        "...\n",
        "a\n  b",
        "null: ",
        ":x",
        "x\u{A0}y",
        "null:x: ",
        "nullx",
        "\u{3000}",
    ];
    const LINES: [&str; 34] = [
        "a: 1",
        "b:",
        "null: x",
        "- a",
        "-",
        "- - b",
        "- c: d",
        "? e",
        ": f",
        "'g' : |",
        "h: >-",
        "  i",
        "   j",
        "# k",
        "",
        "  ",
        "l: [m, {n: o}, p: q,",
        "  ]",
        "[r: ,s]",
        "- {t, u: }",
        "v: \"w",
        "  x\"",
        "- |2",
        "-  ~",
        "null",
        "~:",
        "? null",
        "[~, null, 1]",
        "{null, ~: ~, a: null, b}",
        "- [? ~ , {: 1}]",
        "c: [",
        "d, 'e'",
        "]",
        "'y': {? z, ? , A}",
    ];
    let lines =
        prop::collection::vec((0..4_usize, prop::sample::select(&LINES[..])), 1..8).prop_map(|lines| {
            lines
                .iter()
                .flat_map(|(indent, line)| [&"        "[..2 * indent], line, "\n"])
                .collect::<String>()
        });
    prop_oneof![
        prop::collection::vec(prop::sample::select(&PIECES[..]), 1..12).prop_map(|pieces| pieces.concat()),
        lines,
    ]
}

#[test]
fn places_are_those_that_the_library_names() {
    let mut runner = TestRunner::deterministic();
    let strategy = soup();
    let mut nodes = 0;
    for _ in 0..30_000 {
        let text = strategy.new_tree(&mut runner).unwrap().current();
        let Ok(document) = read(text.as_bytes(), &Limits::CHECKLIST) else { continue };
        let mut places = Vec::new();
        placed(&document.root, &mut places);
        assert_eq!(places, marked(&text), "{text:?}\n{text}");
        nodes += places.len();
    }
    assert!(nodes > 10_000, "{nodes}");
}
