//! What of a damaged file is as it was written for certain: each line that follows from the one before it by
//! its number and its sum, wherever in the file it stands. Touches no file.
//!
//! So a line that is doubled, moved, joined to the next or from elsewhere, and line ends or a mark that a tool
//! put in, cost nothing. After a line that is lost or altered nothing can follow for certain, and nothing is
//! guessed: the rest is told, not taken.

use std::collections::{HashMap, HashSet};

use serde::de::IgnoredAny;

use super::codec::{self, BYTE_ORDER_MARK, Tail};
use super::damage::NewerFormat;
use crate::session::Event;

/// What a damaged file still says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Salvage {
    /// The events that follow one from the other.
    pub events: Vec<Event>,
    /// Their lines, as they were written.
    pub(super) whole: Vec<u8>,
    /// The end of these lines.
    pub(super) tail: Tail,
    /// What else is in the file, in its order.
    pub rest: Vec<Rest>,
}

/// A piece of a damaged file that follows from nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rest {
    /// The line of the file that it stands on.
    pub line: u64,
    /// How many bytes it has.
    pub bytes: usize,
    /// What it says it is, which may have been altered: its number and its event.
    pub says: Option<(u64, Event)>,
}

/// A piece of a line: all of it, unless several were joined.
struct Piece<'a> {
    line: u64,
    bytes: &'a [u8],
    says: Option<(u64, Event)>,
}

impl Salvage {
    /// Of the bytes of a file.
    pub fn of(bytes: &[u8]) -> Result<Self, NewerFormat> {
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        let format = codec::known_format(bytes)?;
        let pieces = pieces(bytes, format);
        let mut numbered: HashMap<u64, Vec<&Piece<'_>>> = HashMap::new();
        for piece in &pieces {
            if let Some((n, _)) = piece.says {
                numbered.entry(n).or_default().push(piece);
            }
        }
        let mut salvage = Self::default();
        let mut taken = HashSet::new();
        while let Some(candidates) = numbered.get(&(salvage.tail.n + 1)) {
            let mut read = candidates.iter().map(|piece| {
                let event = codec::read_line(piece.bytes, format, &mut salvage.tail);
                event.map(|event| (piece.bytes, event))
            });
            let Some((bytes, event)) = read.find_map(Result::ok) else { break };
            taken.insert(bytes);
            salvage.whole.extend_from_slice(bytes);
            salvage.whole.push(b'\n');
            salvage.events.push(event);
        }
        let rest = pieces.into_iter().filter(|piece| !taken.contains(piece.bytes));
        salvage.rest =
            rest.map(|Piece { line, bytes, says }| Rest { line, bytes: bytes.len(), says }).collect();
        Ok(salvage)
    }
}

/// All that stands in a file, without the ends of lines.
fn pieces(bytes: &[u8], format: u32) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = bytes;
    for line in 1.. {
        if rest.is_empty() {
            break;
        }
        let (bytes, after) = codec::split_line(rest);
        let joined = joined(bytes.strip_suffix(b"\n").unwrap_or(bytes));
        pieces.extend(joined.into_iter().map(|bytes| {
            let says = codec::parse(bytes, format).ok().map(|line| (line.n, line.event));
            Piece { line, bytes, says }
        }));
        rest = after;
    }
    pieces
}

/// The JSON values of a line, and what is none; a line may have lost its end.
fn joined(line: &[u8]) -> Vec<&[u8]> {
    let mut values = serde_json::Deserializer::from_slice(line).into_iter::<IgnoredAny>();
    let (mut joined, mut from) = (Vec::new(), 0);
    while let Some(Ok(_)) = values.next() {
        joined.push(line[from..values.byte_offset()].trim_ascii());
        from = values.byte_offset();
    }
    joined.push(line[from..].trim_ascii());
    joined.retain(|piece| !piece.is_empty());
    joined
}

#[cfg(test)]
mod tests;
