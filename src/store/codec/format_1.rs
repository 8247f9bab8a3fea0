//! The lines of format 1. A format that was ever written keeps its file, so that what it wrote stays readable.

use jiff::Timestamp;
use jiff::tz::Offset;
use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Line;
use crate::session::{Event, ReplyLine, Stamp, What};

/// What the first line states.
const FORMAT: u32 = 1;

/// What a line says, its sum aside.
pub(super) fn read(text: &str) -> serde_json::Result<Line> {
    let Read { format, n, at, offset, by, reply, event, .. } = serde_json::from_str(text)?;
    Ok(Line { format, n, event: Event { stamp: Stamp { at, offset, by, reply }, what: event } })
}

/// The line number `n` of `event` as a JSON object, without its sum. What `at` has below a second is left out.
pub(super) fn write(n: u64, event: &Event) -> String {
    let Event { stamp, what } = event;
    let format = (n == 1).then_some(FORMAT);
    let (at, offset, by, reply) = (stamp.at, stamp.offset, stamp.by.as_str(), stamp.reply.as_ref());
    let written = Written { format, n, at, offset, by, reply, event: what };
    serde_json::to_string(&written).expect("an event has text keys only, so it is JSON")
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
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_read_as_it_is_written_and_no_other_way() {
        for (text, seconds) in [("+01:00", 3600), ("-03:30", -12600), ("+00:19:32", 1172), ("-00:00:01", -1)]
        {
            assert_eq!(offset_of(text).map(Offset::seconds), Some(seconds), "{text}");
        }
        for bad in
            ["", "+", "1", "01:00", "+1:00", "+01", "+01:00:00:00", "+01:0a", "+01:", "+99:00", "é01:00"]
        {
            assert_eq!(offset_of(bad), None, "{bad}");
        }
    }
}
