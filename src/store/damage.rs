//! What can be wrong with a journal, in words: cut off, damaged, too new.

use std::fmt;

/// A last line that was never written whole, so never acknowledged. It counts for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Torn {
    /// Its number in the file, from 1.
    pub line: u64,
    /// How many bytes of it are there.
    pub bytes: u64,
}

/// The first line that is not as it was written. The lines before it are whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Its number in the file, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// There is nothing on it.
    Blank,
    /// It ends in a carriage return.
    LineEnd,
    /// It begins with a byte order mark.
    ByteOrderMark,
    /// It is not UTF-8.
    NotUtf8,
    /// It holds bytes of zero.
    Zeros,
    /// It is no JSON from this column on.
    NoJson(usize),
    /// It ends within a value.
    CutOff,
    /// It is JSON, but no event, from this column on.
    NoEvent(usize),
    /// Its last member is not a `sum`.
    NoSum,
    /// Its bytes, or those of the lines before, are not those that its sum was made of.
    Sum,
    /// It has this number instead of its own.
    Number(u64),
    /// It states this format: not the known one in the first line, or any in a later one.
    Format(Option<u32>),
    /// It is the first, and does not begin the session.
    NotStarted,
    /// It begins a session that has begun.
    StartedAgain,
    /// There is something between its end and the end of the line.
    BytesAfter,
}

/// The file has a format that this program does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file has format {found}, this program reads format {known}")]
pub struct NewerFormat {
    /// The file's.
    pub found: u64,
    /// The newest that is known.
    pub known: u32,
}

impl Damage {
    /// How many lines before it are whole.
    pub fn whole(&self) -> u64 {
        self.line - 1
    }

    /// Which lines are whole, as a sentence.
    pub fn whole_lines(&self) -> String {
        match self.whole() {
            0 => "no line is whole".to_owned(),
            1 => "line 1 is whole".to_owned(),
            last => format!("lines 1 to {last} are whole"),
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line;
        write!(f, "line {line} ")?;
        match &self.wrong {
            Wrong::Blank => f.write_str("is blank"),
            Wrong::LineEnd => f.write_str("ends in CR LF: a tool changed the ends of lines"),
            Wrong::ByteOrderMark => f.write_str("begins with a byte order mark: an editor added it"),
            Wrong::NotUtf8 => f.write_str("is not UTF-8"),
            Wrong::Zeros => {
                f.write_str("holds bytes of zero, as a power cut or another encoding leaves them")
            }
            Wrong::NoJson(..=1) => f.write_str("is not one that this program wrote"),
            Wrong::NoJson(column) => write!(f, "cannot be read from column {column} on"),
            Wrong::CutOff => f.write_str("breaks off before its end"),
            Wrong::NoEvent(column) => write!(f, "is no event of a session: see its column {column}"),
            Wrong::NoSum => f.write_str("does not end in its sum"),
            Wrong::Sum if line == 1 => f.write_str("is not as it was written"),
            Wrong::Sum => write!(f, "does not follow from line {}", self.whole()),
            Wrong::Number(found) => write!(f, "is event {found}: a line is missing, doubled or moved"),
            Wrong::Format(None) => f.write_str("does not state the format"),
            Wrong::Format(Some(found)) if line == 1 => write!(f, "states format {found}, which never was"),
            Wrong::Format(Some(_)) => f.write_str("states a format, as only line 1 does"),
            Wrong::NotStarted => f.write_str("does not begin the session"),
            Wrong::StartedAgain => f.write_str("begins the session again"),
            Wrong::BytesAfter => f.write_str("has bytes after its end"),
        }
    }
}

impl fmt::Display for Torn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the last line of the session file was cut off and has been dropped; it was never acknowledged",
        )
    }
}
