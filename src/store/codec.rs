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

use std::io::BufRead;

use jiff::Timestamp;
use jiff::tz::Offset;
use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::damage::{Damage, NewerFormat, Torn, Wrong};
use crate::session::{Event, ReplyLine, Stamp, What};

/// The format that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

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
    /// How many bytes the whole lines take.
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
    let Event { stamp, what } = event;
    let format = (n == 1).then_some(FORMAT);
    let (at, offset, by, reply) = (stamp.at, stamp.offset, stamp.by.as_str(), stamp.reply.as_ref());
    let written = Written { format, n, at, offset, by, reply, event: what };
    let mut line = serde_json::to_string(&written).expect("an event has text keys only, so it is JSON");
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
    if let Some(found) = format_of(bytes).filter(|found| *found > u64::from(FORMAT)) {
        return Err(NewerFormat { found, known: FORMAT });
    }
    let mut reading = Reading::default();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        let read = match line.strip_suffix(b"\n") {
            Some(line) => read_line(line, &mut reading.tail),
            None if runs_on(line) => Err(Wrong::BytesAfter),
            None => Err(Wrong::NoSum),
        };
        match read {
            Ok(event) => reading.events.push(event),
            Err(wrong) => {
                let number = reading.tail.n + 1;
                if after.is_empty() && wrong != Wrong::BytesAfter && is_unfinished(line) {
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

#[derive(Serialize)]
struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<u32>,
    n: u64,
    #[serde(serialize_with = "write_seconds")]
    at: Timestamp,
    #[serde(serialize_with = "write_offset")]
    offset: Offset,
    by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<&'a ReplyLine>,
    event: &'a What,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(default)]
    format: Option<u32>,
    n: u64,
    at: Timestamp,
    #[serde(deserialize_with = "read_offset")]
    offset: Offset,
    by: String,
    #[serde(default)]
    reply: Option<ReplyLine>,
    event: What,
    #[serde(rename = "sum")]
    _sum: IgnoredAny,
}

/// The first line of `bytes`, its line feed too, and what follows.
fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut after = bytes;
    let length = after.skip_until(b'\n').expect("bytes in memory can be read");
    bytes.split_at(length)
}

/// The event of the line after `tail`, which then stands at that line.
fn read_line(line: &[u8], tail: &mut Tail) -> Result<Event, Wrong> {
    let unread = || explain(line, tail.n + 1);
    let (body, found) = split_sum(line).ok_or_else(unread)?;
    if sum_of(&tail.sum, body) != found {
        return Err(explain(line, tail.n + 1));
    }
    let read = parse(line)?;
    in_place(&read, tail.n + 1)?;
    tail.n += 1;
    tail.sum.clear();
    tail.sum.push_str(str::from_utf8(found).expect("hex is ASCII"));
    tail.whole_bytes += line.len() as u64 + 1;
    let stamp = Stamp { at: read.at, offset: read.offset, by: read.by, reply: read.reply };
    Ok(Event { stamp, what: read.event })
}

/// The bytes that a line's sum is made of, and the sum that it states.
fn split_sum(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let (line, sum) = line.strip_suffix(CLOSE)?.split_last_chunk::<SUM_LENGTH>()?;
    Some((line.strip_suffix(SUM_MEMBER)?, sum))
}

/// What is wrong with a line whose sum is missing or not right: the plainest of it.
fn explain(line: &[u8], due: u64) -> Wrong {
    if line.is_empty() {
        return Wrong::Blank;
    }
    if line.ends_with(b"\r") {
        return Wrong::LineEnd;
    }
    match parse(line).and_then(|read| in_place(&read, due)) {
        Err(wrong) => wrong,
        Ok(()) if split_sum(line).is_none() => Wrong::NoSum,
        Ok(()) => Wrong::Sum,
    }
}

fn parse(line: &[u8]) -> Result<Read, Wrong> {
    let text = str::from_utf8(line).map_err(|_| Wrong::NotUtf8)?;
    serde_json::from_str(text).map_err(|error| Wrong::Json(json_message(&error)))
}

/// The parser's message; its line is always 1, and what it quotes may be long.
fn json_message(error: &serde_json::Error) -> String {
    let full = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let what: String = full.strip_suffix(&place).unwrap_or(&full).chars().take(80).collect();
    format!("{what} (column {})", error.column())
}

/// Whether a line says what one in its place has to say.
fn in_place(read: &Read, due: u64) -> Result<(), Wrong> {
    let first = due == 1;
    let started = matches!(read.event, What::Started(_));
    if read.n != due {
        return Err(Wrong::Number(read.n));
    }
    if read.format != first.then_some(FORMAT) {
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

fn write_seconds<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    let whole = Timestamp::from_second(at.as_second()).unwrap_or(*at);
    serializer.collect_str(&whole)
}

/// `+01:00`; with seconds where a zone of old has them.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn write_offset<S: Serializer>(offset: &Offset, serializer: S) -> Result<S::Ok, S::Error> {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (minutes, second) = (seconds.abs() / 60, seconds.abs() % 60);
    let (hour, minute) = (minutes / 60, minutes % 60);
    if second == 0 {
        serializer.collect_str(&format_args!("{sign}{hour:02}:{minute:02}"))
    } else {
        serializer.collect_str(&format_args!("{sign}{hour:02}:{minute:02}:{second:02}"))
    }
}

fn read_offset<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Offset, D::Error> {
    let text = <&str>::deserialize(deserializer)?;
    offset_of(text).ok_or_else(|| D::Error::custom("an offset is written like +01:00"))
}

fn offset_of(text: &str) -> Option<Offset> {
    let (sign, clock) = match text.split_at_checked(1)? {
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let mut seconds = 0;
    let mut parts = clock.split(':');
    for unit in [3600, 60, 1] {
        match parts.next() {
            Some(part) if part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()) => {
                seconds += unit * part.parse::<i32>().ok()?;
            }
            None if unit == 1 => {}
            _ => return None,
        }
    }
    if parts.next().is_some() {
        return None;
    }
    Offset::from_seconds(sign * seconds).ok()
}

#[cfg(test)]
mod tests;
