#![expect(clippy::many_single_char_names, reason = "the lines of a file in their order")]

use super::*;
use crate::session::{Stamp, Started, What};
use crate::store::{Tail, decode};

/// A session of its beginning and notes with these texts.
fn lines(session: &str, texts: &[&str]) -> Vec<String> {
    let started = Started {
        session: session.to_owned(),
        program: "0.1.0".to_owned(),
        origin: "frp".to_owned(),
        digest: "00".to_owned(),
        definition: "title: a\n".to_owned(),
    };
    let notes = texts.iter().map(|text| What::Note { step: None, text: (*text).to_owned() });
    let mut tail = Tail::default();
    std::iter::once(What::Started(Box::new(started)))
        .chain(notes)
        .map(|what| {
            let at = "2026-11-24T13:06:00Z".parse().unwrap();
            let stamp = Stamp { at, offset: jiff::tz::Offset::UTC, by: "dana".to_owned(), reply: None };
            let (line, next) = tail.followed_by(&Event { stamp, what });
            tail = next;
            line
        })
        .collect()
}

fn five() -> [String; 5] {
    lines("5f", &["one", "two", "three", "four"]).try_into().unwrap()
}

/// How many lines are whole, and of the rest its line and its number.
fn told(bytes: impl AsRef<[u8]>) -> (usize, Vec<(u64, Option<u64>)>) {
    let salvage = Salvage::of(bytes.as_ref()).unwrap();
    let again = decode(&salvage.whole).unwrap();
    assert_eq!((again.torn, again.damage), (None, None));
    assert_eq!((&again.events, &again.tail), (&salvage.events, &salvage.tail));
    assert!(five().concat().into_bytes().starts_with(&salvage.whole), "nothing is there that never was");
    let rest = salvage.rest.iter().map(|rest| (rest.line, rest.says.as_ref().map(|(n, _)| *n)));
    (salvage.events.len(), rest.collect())
}

#[test]
fn what_a_tool_did_to_the_ends_of_lines_costs_nothing() {
    let text = five().concat();
    for text in [
        text.clone(),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        format!("\u{feff}{}", text.replace('\n', "\r\n\r\n")),
        text.replace('\n', "\n\n"),
        text.replace('\n', ""),
        text.trim_end().to_owned(),
        format!("{text}\n\n"),
    ] {
        assert_eq!(told(&text), (5, vec![]), "{text}");
    }
}

#[test]
fn lines_doubled_and_moved_are_put_in_their_place() {
    let [a, b, c, d, e] = five();
    for order in [[&a, &b, &b, &c, &d, &e], [&e, &d, &c, &b, &a, &a], [&b, &a, &d, &c, &e, &c]] {
        assert_eq!(told(order.map(String::as_str).concat()), (5, vec![]));
    }
}

#[test]
fn after_a_line_that_is_lost_or_altered_nothing_is_taken() {
    let [a, b, c, d, e] = five();
    assert_eq!(told([&*a, &b, &d, &e].concat()), (2, vec![(3, Some(4)), (4, Some(5))]));
    let altered = c.replace("two", "too");
    let rest = vec![(3, Some(3)), (4, Some(4)), (5, Some(5))];
    assert_eq!(told([&*a, &b, &altered, &d, &e].concat()), (2, rest));
    assert_eq!(told([&*a, &b, "\0\0\0\n", &d].concat()), (2, vec![(3, None), (4, Some(4))]));
    assert_eq!(told([&*b, &c].concat()).0, 0);
    assert_eq!(told("").0, 0);
}

#[test]
fn lines_of_another_session_are_told_and_not_taken() {
    let [a, b, c, d, e] = five();
    let other = lines("6a", &["one", "two", "three"]);
    let text = [&*a, &b, &other[2], &c, &other[3], &d, &e].concat();
    assert_eq!(told(text), (5, vec![(3, Some(3)), (5, Some(4))]));
}

/// Two writers without locks: both lines follow, the one that came first is taken, the other is told.
#[test]
fn of_two_lines_that_follow_the_first_is_taken() {
    let [a, b, c, d, e] = five();
    let other = lines("5f", &["one", "2", "3"]);
    let text = [&*a, &b, &c, &other[2], &d, &other[3], &e].concat();
    assert_eq!(told(text), (5, vec![(4, Some(3)), (6, Some(4))]));
}

#[test]
fn what_follows_a_whole_line_on_the_same_line_is_told() {
    let [a, b, ..] = five();
    assert_eq!(told([&*a, b.trim_end(), "garbage\n"].concat()), (2, vec![(2, None)]));
}

/// The control: without the chain the altered line and all after it would be taken for what was written.
#[test]
fn the_numbers_alone_would_let_an_altered_line_pass() {
    let [a, b, c, ..] = five();
    let text = [a, b.replace("one", "won"), c].concat();
    let pieces = pieces(text.as_bytes(), 1);
    let numbers: Vec<_> = pieces.iter().filter_map(|piece| piece.says.as_ref()).map(|(n, _)| *n).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(told(text).0, 1);
}

#[test]
fn a_newer_file_is_not_salvaged() {
    assert_eq!(Salvage::of(b"{\"format\":2}\n"), Err(NewerFormat { found: 2, known: 1 }));
}
