//! An event as one line of JSON, and a file of such lines as the events that it holds. Touches no file.
//!
//! ```text
//! {"format":1,"n":1,"at":"2026-11-24T13:06:00Z","offset":"+01:00","by":"dana","event":{…},"sum":"…"}
//! {"n":2,"at":…,"offset":…,"by":…,"event":{…},"sum":"…"}
//! ```
//!
//! `sum` is the hex SHA-256 of the sum of the line before (nothing for the first) and this line's bytes
//! before `,"sum"`. It finds lines that were lost, doubled, swapped or altered; it is no seal: whoever can
//! compute a SHA-256 can forge it.

mod format_1;

use std::io::BufRead;

use serde::de::IgnoredAny;
use serde_json::error::Category;
use sha2::{Digest, Sha256};

use super::damage::{Damage, NewerFormat, Torn, Wrong};
use crate::session::{Event, What};

/// The format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// What reads the lines of each format that was ever written, format 1 first.
const READERS: [fn(&str) -> serde_json::Result<Line>; FORMAT as usize] = [format_1::read];

/// What begins a file whose editor marks the order of bytes.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

const SUM_MEMBER: &[u8] = br#","sum":""#;
const SUM_LENGTH: usize = 64;
const CLOSE: &[u8] = br#""}"#;

/// What a file of lines says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The events of all whole lines.
    pub events: Vec<Event>,
    /// Where the next line goes on.
    pub tail: Tail,
    /// The last line, if it was cut off.
    pub torn: Option<Torn>,
    /// Whether the last whole line lacks its line feed, and no more.
    pub is_unended: bool,
    /// What is wrong after the whole lines, if it is more than that.
    pub damage: Option<Damage>,
}

/// The end of the whole lines of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tail {
    /// The number of the last whole line; 0 before the first.
    pub n: u64,
    /// Its sum; empty before the first.
    pub sum: String,
    /// How many bytes the whole lines take, each with its line feed.
    pub whole_bytes: u64,
}

impl Tail {
    /// The line of `event` after this one, and the tail that it makes.
    pub fn followed_by(&self, event: &Event) -> (String, Self) {
        let n = self.n + 1;
        let (line, sum) = encode(n, event, &self.sum);
        let whole_bytes = self.whole_bytes + line.len() as u64;
        (line, Self { n, sum, whole_bytes })
    }
}

/// The whole line number `n`, its line feed too, and its sum. What `at` has below a second is left out.
pub fn encode(n: u64, event: &Event, previous_sum: &str) -> (String, String) {
    let mut line = format_1::write(n, event);
    line.pop();
    let sum = sum_of(previous_sum, line.as_bytes());
    let sum = str::from_utf8(&sum).expect("hex is ASCII").to_owned();
    line.push_str(r#","sum":""#);
    line.push_str(&sum);
    line.push_str("\"}\n");
    (line, sum)
}

/// The events of a file, up to where it stops being whole.
pub fn decode(bytes: &[u8]) -> Result<Reading, NewerFormat> {
    let format = known_format(bytes)?;
    let mut reading = Reading::default();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        let ended = line.strip_suffix(b"\n");
        let read = match ended {
            None if runs_on(line) => Err(Wrong::BytesAfter),
            // What an editor or a copy took from its end is not missed: its sum says that it is whole.
            _ => read_line(ended.unwrap_or(line), format, &mut reading.tail),
        };
        match read {
            Ok(event) => {
                reading.events.push(event);
                reading.is_unended = ended.is_none();
            }
            Err(wrong) => {
                let number = reading.tail.n + 1;
                let is_ours = number > 1 || is_beginning(line, format);
                if after.is_empty() && wrong != Wrong::BytesAfter && is_ours && is_unfinished(line) {
                    reading.torn = Some(Torn { line: number, bytes: line.len() as u64 });
                } else {
                    reading.damage = Some(Damage { line: number, wrong });
                }
                break;
            }
        }
        rest = after;
    }
    Ok(reading)
}

/// What a line says before it is known to stand in its place.
pub(super) struct Line {
    /// The format that it states, as the first line does.
    format: Option<u32>,
    /// Its number.
    pub n: u64,
    /// Its event.
    pub event: Event,
}

/// The format that a file is read as: the one that it states, if that ever was; the newest, if it states none.
pub(super) fn known_format(bytes: &[u8]) -> Result<u32, NewerFormat> {
    match format_of(bytes) {
        Some(found) if found > u64::from(FORMAT) => Err(NewerFormat { found, known: FORMAT }),
        Some(found @ 1..) => Ok(u32::try_from(found).unwrap_or(FORMAT)),
        _ => Ok(FORMAT),
    }
}

/// The first line of `bytes`, its line feed too, and what follows.
pub(super) fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut after = bytes;
    let length = after.skip_until(b'\n').expect("bytes in memory can be read");
    bytes.split_at(length)
}

/// The event of the line after `tail`, which then stands at that line.
pub(super) fn read_line(line: &[u8], format: u32, tail: &mut Tail) -> Result<Event, Wrong> {
    let unread = || explain(line, format, tail.n + 1);
    let (body, found) = split_sum(line).ok_or_else(unread)?;
    if sum_of(&tail.sum, body) != found {
        return Err(explain(line, format, tail.n + 1));
    }
    let read = parse(line, format)?;
    in_place(&read, format, tail.n + 1)?;
    tail.n += 1;
    tail.sum.clear();
    tail.sum.push_str(str::from_utf8(found).expect("hex is ASCII"));
    tail.whole_bytes += line.len() as u64 + 1;
    Ok(read.event)
}

/// The bytes that a line's sum is made of, and the sum that it states.
fn split_sum(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let (line, sum) = line.strip_suffix(CLOSE)?.split_last_chunk::<SUM_LENGTH>()?;
    Some((line.strip_suffix(SUM_MEMBER)?, sum))
}

/// What is wrong with a line whose sum is missing or not right: the plainest of it.
fn explain(line: &[u8], format: u32, due: u64) -> Wrong {
    if line.is_empty() {
        return Wrong::Blank;
    }
    if due == 1 && line.starts_with(BYTE_ORDER_MARK) {
        return Wrong::ByteOrderMark;
    }
    if line.ends_with(b"\r") {
        return Wrong::LineEnd;
    }
    if line.contains(&0) {
        return Wrong::Zeros;
    }
    match parse(line, format).and_then(|read| in_place(&read, format, due)) {
        Err(wrong) => wrong,
        Ok(()) if split_sum(line).is_none() => Wrong::NoSum,
        Ok(()) => Wrong::Sum,
    }
}

/// What a line of this format says, wherever it stands.
pub(super) fn parse(line: &[u8], format: u32) -> Result<Line, Wrong> {
    let text = str::from_utf8(line).map_err(|_| Wrong::NotUtf8)?;
    let read = READERS[format as usize - 1];
    read(text).map_err(|error| match error.classify() {
        Category::Eof => Wrong::CutOff,
        Category::Data => Wrong::NoEvent(error.column()),
        Category::Syntax | Category::Io => Wrong::NoJson(error.column()),
    })
}

/// Whether a line says what one in its place has to say.
fn in_place(read: &Line, format: u32, due: u64) -> Result<(), Wrong> {
    let first = due == 1;
    let started = matches!(read.event.what, What::Started(_));
    if read.n != due {
        return Err(Wrong::Number(read.n));
    }
    if read.format != first.then_some(format) {
        return Err(Wrong::Format(read.format));
    }
    match (first, started) {
        (true, false) => Err(Wrong::NotStarted),
        (false, true) => Err(Wrong::StartedAgain),
        _ => Ok(()),
    }
}

/// Whether something follows a whole value on a line without an end. One write never leaves that, so a
/// line that was once whole was altered there.
fn runs_on(line: &[u8]) -> bool {
    let mut values = serde_json::Deserializer::from_slice(line).into_iter::<IgnoredAny>();
    matches!(values.next(), Some(Ok(_))) && values.byte_offset() < line.len()
}

/// Whether the last line of a file was never written whole: it has no end, or (where an editor gave it
/// one) breaks off before its sum.
fn is_unfinished(line: &[u8]) -> bool {
    let Some(ended) = line.strip_suffix(b"\n") else { return true };
    let breaks_off = || serde_json::from_slice::<IgnoredAny>(ended).is_err_and(|error| error.is_eof());
    let has_sum = || ended.windows(SUM_MEMBER.len()).any(|window| window == SUM_MEMBER);
    ended.starts_with(b"{") && breaks_off() && !has_sum()
}

/// Whether a first line that was cut off may be one of this program, not what somebody else keeps there: it
/// begins as one does, as far as it goes before the zeros of what the disk did not get.
fn is_beginning(line: &[u8], format: u32) -> bool {
    let begins = format!(r#"{{"format":{format},"n":1,"#).into_bytes();
    let length = line.iter().rposition(|byte| !matches!(byte, 0 | b'\n')).map_or(0, |last| last + 1);
    line.starts_with(&begins) || begins.starts_with(&line[..length])
}

/// The format that the first line states.
fn format_of(bytes: &[u8]) -> Option<u64> {
    let digits = bytes.strip_prefix(br#"{"format":"#)?;
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, after) = digits.split_at(length);
    let ends = after.starts_with(b",") || after.starts_with(b"}");
    str::from_utf8(digits).ok().filter(|_| ends)?.parse().ok()
}

fn sum_of(previous: &str, body: &[u8]) -> [u8; SUM_LENGTH] {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let hash = Sha256::new().chain_update(previous).chain_update(body).finalize();
    let mut sum = [0; SUM_LENGTH];
    for (pair, byte) in sum.chunks_exact_mut(2).zip(hash) {
        pair[0] = HEX[usize::from(byte >> 4)];
        pair[1] = HEX[usize::from(byte & 0xf)];
    }
    sum
}

#[cfg(test)]
mod tests;
