//! The reply to a hand-over sheet: the block that a sheet ends with, how it is found again in whatever mail it
//! comes back in, and what its lines record.
//!
//! A block names its session and its sheet by a code, and has a line for each thing that may be said. It
//! proves nothing about who wrote it; it only cannot be taken for another sheet's.

mod code;
mod field;
mod line;
mod mail;
mod rows;
mod saved;
mod taking;

#[cfg(test)]
mod tests;

pub use code::{Code, Who};
pub use field::Field;
pub use mail::{Block, Entry, Filled, Strange, blocks, filled};
pub use rows::RowForm;
pub use saved::text;
pub use taking::{Does, Outcome, Taking, take};

/// The line that somebody's name stands on.
pub const NAME: &str = "your name:";

/// The block that a sheet ends with, a line each.
pub fn block(session: &str, code: &Code, who: &Who, fields: &[Field]) -> Vec<String> {
    let mut lines = vec![format!("--- reply {session} {code} {who}"), NAME.to_owned()];
    lines.extend(fields.iter().map(Field::label));
    lines.push("--- end".to_owned());
    lines
}
