//! What kinds of findings there are in a file's own words, each by a word that never changes.

mod file;
mod keys;
mod names;
mod questions;

use crate::diagnostic::Code;

/// Every code that reading a checklist may give.
pub fn codes() -> impl Iterator<Item = Code> {
    file::CODES.into_iter().chain(keys::CODES).chain(names::CODES).chain(questions::CODES)
}
