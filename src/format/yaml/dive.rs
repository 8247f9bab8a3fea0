//! How to learn where a node starts without reading it: the library names places in its errors alone.

use std::fmt::{self, Write};

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::syntax::line_and_column;

/// How deep the library goes.
pub(super) const LIBRARY_DEPTH: usize = 128;

/// What the library says where it will go no deeper.
pub(super) const TOO_DEEP: &str = "recursion limit exceeded";

/// Goes down on one spot until the library refuses, naming the spot; nothing is consumed by that.
#[derive(Clone, Copy)]
pub(super) struct Dive(usize);

/// Deeper than the library goes.
pub(super) const DIVE: Dive = Dive(2 * LIBRARY_DEPTH);

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
        match self.0.checked_sub(1) {
            Some(left) => node.deserialize_newtype_struct("", Self(left)),
            None => Err(D::Error::custom("no end")),
        }
    }
}

/// Line and column of the node that a dive was for; `None` at the end of a list or map.
pub(super) fn start<E: Error>(dived: Result<Option<()>, E>) -> Result<Option<(u32, u32)>, E> {
    let Err(error) = dived else { return Ok(None) };
    let mut said = Said::default();
    // What does not fit is nothing that is read here.
    let is_whole = write!(said, "{error}").is_ok();
    match said.text().strip_prefix(TOO_DEEP).filter(|_| is_whole) {
        // The library names no place at the very start.
        Some("") => Ok(Some((1, 1))),
        Some(place) => place.strip_prefix(" at ").and_then(line_and_column).map(Some).ok_or(error),
        None => Err(error),
    }
}

/// What the library says of a spot, without an allocation: this is said for every node of a file.
struct Said {
    bytes: [u8; 80],
    length: usize,
}

impl Default for Said {
    fn default() -> Self {
        Self { bytes: [0; 80], length: 0 }
    }
}

impl Said {
    fn text(&self) -> &str {
        str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }
}

impl Write for Said {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}
