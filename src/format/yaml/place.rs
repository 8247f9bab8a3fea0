//! Places in a text, and a cursor that knows its own.

/// A place in a text: line and column from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The line; `\n`, `\r\n` and a lone `\r` end one.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
    /// How many characters of this line it takes; 1 where it has no text of its own here (a list, a map, a block
    /// scalar).
    pub length: u32,
}

impl Span {
    /// The first character of a file.
    pub(crate) const START: Self = Self { line: 1, column: 1, length: 1 };
}

/// A position that moves forward through a text, so that finding all places of it costs one pass.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    byte: usize,
    line: u32,
    column: u32,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, byte: 0, line: 1, column: 1 }
    }

    pub(super) fn end(text: &'t str) -> Self {
        let mut cursor = Self::new(text);
        cursor.pass(text.len());
        cursor
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.byte..]
    }

    /// The byte here.
    #[inline]
    pub(super) fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.byte).copied()
    }

    pub(super) fn span(&self) -> Span {
        Span { line: self.line, column: self.column, length: 1 }
    }

    /// Whether it is at the start of a line.
    pub(super) fn starts_line(&self) -> bool {
        self.column == 1
    }

    /// The character here, and a step beyond it.
    pub(super) fn step(&mut self) -> Option<char> {
        let here = self.rest().chars().next()?;
        self.pass(here.len_utf8());
        Some(here)
    }

    /// Goes so many bytes on, which end with a whole character.
    pub(super) fn pass(&mut self, bytes: usize) {
        let from = self.byte;
        self.byte = (from + bytes).min(self.text.len());
        let text = self.text.as_bytes();
        for (at, byte) in text[from..self.byte].iter().enumerate() {
            match byte {
                b'\r' if text.get(from + at + 1) == Some(&b'\n') => {}
                b'\n' | b'\r' => (self.line, self.column) = (self.line + 1, 1),
                // All but the first byte of a character.
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
    }

    /// Goes to a line and column; the end of the text if there is none such.
    pub(super) fn seek(&mut self, line: u32, column: u32) {
        while (self.line, self.column) < (line, column) && self.step().is_some() {}
    }

    /// What was passed since an earlier position: how many characters it takes on the line where it starts.
    pub(super) fn length_since(&self, start: &Self) -> u32 {
        if self.line == start.line {
            return (self.column - start.column).max(1);
        }
        let line = start.rest().split(['\n', '\r']).next().unwrap_or_default();
        u32::try_from(line.trim_end().chars().count()).unwrap_or(u32::MAX)
    }
}
