use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::Offset;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::checklist::{Address, Id, InstanceKey, Place, Renamed, RowAddress, RowId, Value};
use crate::session::{ReplyLine, Stamp, Started, Upgraded};

const DEFINITION: &str = "title: a\nsections: []\n";

fn event(what: What) -> Event {
    let stamp = Stamp {
        at: "2026-11-24T13:06:00Z".parse().unwrap(),
        offset: Offset::constant(1),
        by: "dana".to_owned(),
        reply: None,
    };
    Event { stamp, what }
}

fn started() -> Event {
    event(What::Started(Box::new(Started {
        session: "5f".to_owned(),
        program: "0.1.0".to_owned(),
        origin: "frp".to_owned(),
        digest: "00".to_owned(),
        definition: DEFINITION.to_owned(),
    })))
}

fn note(text: &str) -> Event {
    event(What::Note { step: None, text: text.to_owned() })
}

fn few() -> Vec<Event> {
    vec![started(), note("ä"), event(What::Done { step: "a/b".parse().unwrap() }), note("\"sum\":\"")]
}

fn file(events: &[Event]) -> Vec<u8> {
    lines(events).concat().into_bytes()
}

fn ended_lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

fn lines(events: &[Event]) -> Vec<String> {
    let mut tail = Tail::default();
    events
        .iter()
        .map(|event| {
            let (line, next) = tail.followed_by(event);
            tail = next;
            line
        })
        .collect()
}

fn wrong(lines: &[String]) -> (u64, Wrong) {
    let damage = decode(lines.concat().as_bytes()).unwrap().damage.unwrap();
    (damage.line, damage.wrong)
}

/// A line that says `body`, with the right sum after `previous`.
fn sealed(body: &str, previous: &str) -> String {
    let sum = sum_of(previous, body.as_bytes());
    format!("{body},\"sum\":\"{}\"}}\n", str::from_utf8(&sum).unwrap())
}

#[test]
fn a_line_reads_as_the_design_has_it() {
    let (line, sum) = encode(1, &note("x"), "");
    let body = r#"{"format":1,"n":1,"at":"2026-11-24T13:06:00Z","offset":"+01:00","by":"dana","event":{"note":{"text":"x"}}"#;
    assert_eq!(line, format!("{body},\"sum\":\"{sum}\"}}\n"));
    // printf %s "$body" | sha256sum
    assert_eq!(sum, "8e6adfed4479d08c20ed1f4b8febb1f5f1dc3e6ed6ca67f261c21b6f2b90b382");
    let (later, _) = encode(2, &note("x"), &sum);
    assert!(later.starts_with(r#"{"n":2,"at""#), "{later}");
}

#[test]
fn a_moment_is_kept_to_the_second_and_an_offset_whole() {
    let mut event = started();
    event.stamp.at = "2026-11-24T13:06:00.999Z".parse().unwrap();
    for seconds in [0, 3600, -12600, 93_599, -93_599, 1172, -1] {
        event.stamp.offset = Offset::from_seconds(seconds).unwrap();
        let read = &decode(&file(&[event.clone()])).unwrap().events[0];
        assert_eq!(read.stamp.offset, event.stamp.offset);
        assert_eq!(read.stamp.at.to_string(), "2026-11-24T13:06:00Z");
    }
}

#[test]
fn every_altered_byte_is_found_and_no_acknowledged_line_called_torn() {
    let (events, whole) = (few(), file(&few()));
    let mut bytes = whole.clone();
    for at in 0..whole.len() {
        let line = ended_lines(&whole[..at]);
        let bits = (0..8).map(|bit| whole[at] ^ (1 << bit));
        for byte in bits.chain(*b"\n\r\"\\}{ \0,0").filter(|byte| *byte != whole[at]) {
            bytes[at] = byte;
            if let Ok(reading) = decode(&bytes) {
                let damage = reading.damage.expect("altered bytes are damage");
                assert_eq!((damage.line, reading.torn), (line as u64 + 1, None), "{at} {byte}");
                assert_eq!(reading.events, events[..line]);
                assert_eq!(reading.tail.n, damage.whole());
            } else {
                assert_eq!(at, br#"{"format":"#.len(), "only the format itself makes a file a newer one");
            }
            bytes[at] = whole[at];
        }
    }
}

#[test]
fn a_file_cut_anywhere_has_its_whole_lines() {
    let (events, whole) = (few(), file(&few()));
    for length in 0..whole.len() {
        let cut = &whole[..length];
        // Cut before nothing but its line feed it is whole.
        let is_unended = whole[length] == b'\n';
        let whole_bytes = cut.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let whole_bytes = if is_unended { length + 1 } else { whole_bytes };
        let count = ended_lines(&whole[..whole_bytes]);
        let bytes = length.saturating_sub(whole_bytes) as u64;
        let torn = (bytes > 0).then_some(Torn { line: count as u64 + 1, bytes });
        let tail = Tail { n: count as u64, whole_bytes: whole_bytes as u64, ..decode(cut).unwrap().tail };
        let expected = Reading { events: events[..count].to_vec(), tail, torn, is_unended, damage: None };
        assert_eq!(decode(cut).unwrap(), expected);
    }
}

#[test]
fn a_tail_of_anything_without_an_end_is_torn_unless_it_follows_a_whole_line() {
    let mut bytes = file(&few());
    let whole = bytes.len();
    for tail in [&b"\0\0\0"[..], b"{\"n\":5,\0\0\0", b"{\"n\":5,\"at\":\"\xc3", b"hello", b" "] {
        bytes.truncate(whole);
        bytes.extend(tail);
        let reading = decode(&bytes).unwrap();
        assert_eq!(reading.torn, Some(Torn { line: 5, bytes: tail.len() as u64 }));
        assert_eq!((reading.damage, reading.tail.whole_bytes), (None, whole as u64));
    }
    // The line feed of an acknowledged line was overwritten, whatever follows.
    for after in ["x", "\0", "{\"n\":5,", "\u{b}{\"n\":5,\"at"] {
        bytes.truncate(whole - 1);
        bytes.extend(after.bytes());
        let damage = Damage { line: 4, wrong: Wrong::BytesAfter };
        assert_eq!(decode(&bytes).unwrap().damage, Some(damage), "{after}");
    }
}

#[test]
fn a_first_line_is_torn_only_if_it_begins_as_one_of_this_program() {
    for cut in [
        "{",
        "{\"format\":1",
        "{\"format\":1,\"n\":1,\"at\":\"20",
        "{\"for\0\0\0",
        "\0\0",
        "{\"format\":1,\"n\"\n",
    ] {
        let reading = decode(cut.as_bytes()).unwrap();
        let torn = Torn { line: 1, bytes: cut.len() as u64 };
        assert_eq!((reading.torn, reading.damage), (Some(torn), None), "{cut:?}");
    }
    for foreign in [
        "hello",
        "{\"id\":7}",
        "{\"id\":[",
        "[1,2]",
        " ",
        "\u{feff}{",
        "\0\0x",
        "{\"format\":1,\"session\":\"a\"}",
    ] {
        let reading = decode(foreign.as_bytes()).unwrap();
        assert_eq!((reading.torn, reading.damage.map(|damage| damage.line)), (None, Some(1)), "{foreign:?}");
    }
}

#[test]
fn a_last_line_that_an_editor_ended_is_torn_only_if_it_breaks_off_before_its_sum() {
    let mut lines = lines(&few());
    let last = lines.pop().unwrap();
    let sum_at = last.rfind(",\"sum\"").unwrap();
    for length in 1..last.len() - 1 {
        let bytes = format!("{}{}\n", lines.concat(), &last[..length]);
        let reading = decode(bytes.as_bytes()).unwrap();
        let torn = length < sum_at + SUM_MEMBER.len();
        assert_eq!((reading.torn.is_some(), reading.damage.is_none()), (torn, torn), "{length}");
        assert_eq!(reading.events.len(), 3);
    }
}

#[test]
fn lines_lost_doubled_swapped_or_from_elsewhere_are_found() {
    let good = lines(&few());
    let [a, b, c, d] = good.clone().try_into().unwrap();
    assert_eq!(wrong(&[a.clone(), c.clone(), d.clone()]), (2, Wrong::Number(3)));
    assert_eq!(wrong(&[a.clone(), b.clone(), b.clone(), c.clone()]), (3, Wrong::Number(2)));
    assert_eq!(wrong(&[a.clone(), c.clone(), b.clone(), d.clone()]), (2, Wrong::Number(3)));
    assert_eq!(wrong(&[b.clone(), c.clone()]), (1, Wrong::Number(2)));
    assert_eq!(wrong(&[a.clone(), a.clone()]), (2, Wrong::Number(1)));
    let mut other = few();
    other[1] = note("another");
    assert_eq!(wrong(&[a, lines(&other)[1].clone(), c]), (3, Wrong::Sum));
}

/// The control: two events swapped, each line with the number of its place and a right sum of its own. All
/// checks but the chain let them pass, and so would a file without one.
#[test]
fn only_the_chain_finds_swapped_events() {
    let [a, b, c, _] = few().try_into().unwrap();
    let (first, sum) = encode(1, &a, "");
    let (second, second_sum) = encode(2, &b, &sum);
    let (third, _) = encode(3, &c, &second_sum);
    let (early, late) = (encode(2, &c, &second_sum).0, encode(3, &b, &sum).0);
    let swapped = [first.clone(), early, late];
    for (at, line) in swapped.iter().enumerate() {
        let read = parse(line.trim_end().as_bytes(), FORMAT).unwrap();
        assert_eq!(in_place(&read, FORMAT, at as u64 + 1), Ok(()));
    }
    assert_eq!(wrong(&swapped), (2, Wrong::Sum));
    assert_eq!(decode([first, second, third].concat().as_bytes()).unwrap().damage, None);
}

#[test]
fn a_line_that_does_not_belong_says_what_is_wrong_with_it() {
    let head = r#""at":"2026-11-24T13:06:00Z","offset":"+01:00","by":"dana","event""#;
    let (first, sum) = encode(1, &started(), "");
    let second = |body: &str| wrong(&[first.clone(), sealed(body, &sum)]);
    let note = r#"{"note":{"text":"x"}}"#;
    assert_eq!(wrong(&[first.clone(), format!("{{\"n\":2,{head}:{note}}}\n")]).0, 2);
    assert!(matches!(second(&format!(r#"{{"n":2,"x":1,{head}:{note}"#)), (2, Wrong::NoEvent(10))));
    assert!(matches!(second(&format!(r#"{{"n":2,{head}:{{"no":{{}}}}"#)), (2, Wrong::NoEvent(_))));
    assert!(matches!(second(&format!(r#"{{"n":2,"n":2,{head}:{note}"#)), (2, Wrong::NoEvent(10))));
    assert!(matches!(second(&format!(r#"{{"n":2,{head}:{note}}}{{"#)), (2, Wrong::NoEvent(_))));
    assert_eq!(second(&format!(r#"{{"n":3,{head}:{note}"#)), (2, Wrong::Number(3)));
    assert_eq!(second(&format!(r#"{{"format":1,"n":2,{head}:{note}"#)), (2, Wrong::Format(Some(1))));
    assert_eq!(wrong(&[first.clone(), encode(2, &started(), &sum).0]), (2, Wrong::StartedAgain));
    assert_eq!(wrong(&[sealed(&format!(r#"{{"format":1,"n":1,{head}:{note}"#), "")]), (1, Wrong::NotStarted));
    assert_eq!(wrong(&[sealed(&format!(r#"{{"n":1,{head}:{note}"#), "")]), (1, Wrong::Format(None)));
    assert_eq!(wrong(&[first.replace('\n', "\r\n")]), (1, Wrong::LineEnd));
    assert_eq!(wrong(&[first.clone(), "\n".to_owned()]), (2, Wrong::Blank));
    assert_eq!(wrong(&[format!("\u{feff}{first}")]), (1, Wrong::ByteOrderMark));
    let bytes = [first.as_bytes(), b"{\"n\":2,\"\xff\"}\n"].concat();
    assert_eq!(decode(&bytes).unwrap().damage, Some(Damage { line: 2, wrong: Wrong::NotUtf8 }));
}

#[test]
fn damage_reads_as_a_sentence() {
    let says = |line, wrong| Damage { line, wrong }.to_string();
    assert_eq!(says(41, Wrong::Sum), "line 41 does not follow from line 40");
    assert_eq!(says(1, Wrong::Sum), "line 1 is not as it was written");
    let first = &lines(&few())[0];
    let after = |line: &str| wrong(&[first.clone(), line.to_owned()]);
    for (line, is) in [
        ("Dear all,\n", "is not one that this program wrote"),
        ("{\"n\":2,oops}\n", "cannot be read from column 8 on"),
        ("{\"n\":2,\"at\":\"2026\n{}\n", "breaks off before its end"),
        ("{\"n\":2,\n{}\n", "breaks off before its end"),
        ("{\"note\":1}\n", "is no event of a session: see its column 7"),
        ("\0\0\n\n", "holds bytes of zero, as a power cut or another encoding leaves them"),
    ] {
        let (number, wrong) = after(line);
        assert_eq!(says(number, wrong), format!("line 2 {is}"), "{line}");
    }
    let whole = |line| Damage { line, wrong: Wrong::Sum }.whole_lines();
    assert_eq!(whole(1), "no line is whole");
    assert_eq!(whole(2), "line 1 is whole");
    assert_eq!(whole(41), "lines 1 to 40 are whole");
}

#[test]
fn a_newer_format_is_told_whatever_else_the_file_says() {
    for file in ["{\"format\":2,\"whatever\":[]}\n\0", "{\"format\":2}"] {
        assert_eq!(decode(file.as_bytes()), Err(NewerFormat { found: 2, known: 1 }));
    }
    for (file, found) in [("{\"format\":0}\n", 0_u32), ("{\"format\":99999999999999999999}\n", 1)] {
        let damage = decode(file.as_bytes()).unwrap().damage.unwrap();
        assert!(matches!(damage.wrong, Wrong::NoEvent(_)), "{found} {damage:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read(events in events()) {
        let bytes = file(&events);
        let reading = decode(&bytes).unwrap();
        prop_assert_eq!(&reading.events, &events);
        prop_assert_eq!((reading.torn, reading.damage), (None, None));
        prop_assert_eq!(reading.tail.whole_bytes, bytes.len() as u64);
        prop_assert_eq!(ended_lines(&bytes), events.len());
    }

    #[test]
    fn no_bytes_are_read_as_more_than_was_written(
        events in events(), at in any::<prop::sample::Index>(), cut in 0_usize..9, put in vec(any::<u8>(), 0..9),
    ) {
        let mut bytes = file(&events);
        let whole = bytes.clone();
        let at = at.index(bytes.len());
        bytes.splice(at..(at + cut).min(whole.len()), put);
        if let Ok(reading) = decode(&bytes) {
            prop_assert!(events.starts_with(&reading.events));
            let told = reading.damage.is_some() || reading.torn.is_some();
            prop_assert!(told || whole.starts_with(&bytes));
        }
    }

    #[test]
    fn hostile_bytes_are_refused(bytes in vec(any::<u8>(), 0..300)) {
        if let Ok(reading) = decode(&bytes) {
            prop_assert!(reading.events.is_empty());
        }
    }
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let later = (stamp(), what()).prop_map(|(stamp, what)| Event { stamp, what });
    (stamp(), vec(any::<String>(), 5), vec(later, 0..6)).prop_map(|(stamp, texts, later)| {
        let [session, program, origin, digest, definition] = texts.try_into().unwrap();
        let what = What::Started(Box::new(Started { session, program, origin, digest, definition }));
        std::iter::once(Event { stamp, what }).chain(later).collect()
    })
}

fn stamp() -> impl Strategy<Value = Stamp> {
    let reply = (any::<String>(), any::<String>(), any::<String>());
    let reply = option::of(reply.prop_map(|(sheet, from, line)| ReplyLine { sheet, from, line }));
    (-377_705_023_201..=253_402_207_200_i64, -93_599..=93_599_i32, any::<String>(), reply).prop_map(
        |(at, offset, by, reply)| Stamp {
            at: Timestamp::from_second(at).unwrap(),
            offset: Offset::from_seconds(offset).unwrap(),
            by,
            reply,
        },
    )
}

fn what() -> impl Strategy<Value = What> {
    let text = any::<String>;
    let texts = (step(), text());
    let place = (address(), value(), row(), btree_map(id(), value(), 0..4));
    let waiting = (option::of(-9999_i16..=9999), option::of(text()), option::of(step()));
    (0..15, texts, place, waiting, upgraded()).prop_map(
        |(kind, (step, text), (path, value, row, values), (year, reference, about), upgraded)| match kind {
            0 => What::Answered { path, value },
            1 => What::Unset { path },
            2 => What::RowAdded { list: path, id: row.row, values },
            3 => What::RowRemoved { row },
            4 => What::Ticked { step, tick: text },
            5 => What::Unticked { step, tick: text },
            6 => What::Done { step },
            7 => {
                let follow_up = year.map(|year| jiff::civil::date(year, 2, 28));
                What::Waiting { step, whom: text, follow_up, reference }
            }
            8 => What::Skipped { step, reason: text },
            9 => What::Reopened { step, reason: text },
            10 => What::Confirmed { step, text },
            11 => What::Evidence { step, text },
            12 => What::Upgraded(Box::new(upgraded)),
            _ => What::Note { step: about, text },
        },
    )
}

fn upgraded() -> impl Strategy<Value = Upgraded> {
    let text = any::<String>;
    let names = || btree_map(text(), text(), 0..3);
    let items = btree_map(id(), btree_map(0..9_usize, names(), 0..3), 0..3);
    let renamed =
        (btree_map(id(), id(), 0..3), btree_map(text(), id(), 0..3), btree_map(text(), names(), 0..3), items);
    let renamed =
        renamed.prop_map(|(steps, questions, values, items)| Renamed { steps, questions, values, items });
    let texts = || btree_map(step(), text(), 0..3);
    (text(), text(), renamed, texts(), texts()).prop_map(
        |(origin, definition, renamed, confirmed, reopened)| Upgraded {
            program: "0.2.0".to_owned(),
            origin,
            digest: "00".to_owned(),
            definition,
            renamed,
            confirmed,
            reopened,
        },
    )
}

fn id() -> impl Strategy<Value = Id> {
    "[a-z][a-z0-9-]{0,9}|sum".prop_map(|id| id.parse().unwrap())
}

fn row_id() -> impl Strategy<Value = RowId> {
    "[a-z0-9]{1,5}(-[a-z0-9]{1,5})?".prop_map(|id| id.parse().unwrap())
}

fn step() -> impl Strategy<Value = InstanceKey> {
    "[a-z]{1,5}(/([a-z0-9]{1,5}|\\*)){0,2}".prop_map(|key| key.parse().unwrap())
}

fn address() -> impl Strategy<Value = Address> {
    (vec((id(), row_id()), 0..3), id())
        .prop_map(|(place, question)| Address { place: Place(place), question })
}

fn row() -> impl Strategy<Value = RowAddress> {
    (address(), row_id()).prop_map(|(list, row)| RowAddress { list, row })
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Blank),
        any::<bool>().prop_map(Value::Bool),
        any::<String>().prop_map(Value::Text),
        vec(any::<String>(), 0..3).prop_map(Value::Many),
    ]
}

#[test]
fn every_kind_of_event_is_tried() {
    // A new kind of event does not compile here until `what` above makes it, too.
    let kinds = |what: &What| match what {
        What::Started(_) | What::Answered { .. } | What::Unset { .. } | What::RowAdded { .. } => 1,
        What::RowRemoved { .. } | What::Ticked { .. } | What::Unticked { .. } | What::Done { .. } => 2,
        What::Waiting { .. } | What::Skipped { .. } | What::Reopened { .. } | What::Confirmed { .. } => 3,
        What::Note { .. } | What::Evidence { .. } | What::Upgraded(_) => 4,
    };
    assert_eq!(few().iter().map(|event| kinds(&event.what)).collect::<Vec<_>>(), [1, 4, 2, 4]);
    let row_added = What::RowAdded {
        list: "tenants".parse().unwrap(),
        id: "us".parse().unwrap(),
        values: BTreeMap::from([("sum".parse().unwrap(), Value::Text("us".to_owned()))]),
    };
    let events = [started(), event(row_added)];
    assert_eq!(decode(&file(&events)).unwrap().events, events);
}
