//! Places in a text, and how long what stands there is.

use super::Shape;

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
    pub(super) const START: Self = Self { line: 1, column: 1, length: 1 };
}

/// A position that moves forward through a text, so that finding all places of it costs one pass.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    pub(super) byte: usize,
    line: u32,
    column: u32,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, byte: 0, line: 1, column: 1 }
    }

    pub(super) fn end(text: &'t str) -> Self {
        let mut cursor = Self::new(text);
        while cursor.step().is_some() {}
        cursor
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.byte..]
    }

    pub(super) fn span(&self) -> Span {
        Span { line: self.line, column: self.column, length: 1 }
    }

    /// The character here, and a step beyond it.
    pub(super) fn step(&mut self) -> Option<char> {
        let mut rest = self.rest().chars();
        let here = rest.next()?;
        self.byte += here.len_utf8();
        if here == '\n' || here == '\r' && rest.next() != Some('\n') {
            (self.line, self.column) = (self.line + 1, 1);
        } else {
            self.column += 1;
        }
        Some(here)
    }

    /// Goes to a line and column; the end of the text if there is none such.
    pub(super) fn seek(&mut self, line: u32, column: u32) {
        if (line, column) < (self.line, self.column) {
            *self = Self::new(self.text);
        }
        while (self.line, self.column) < (line, column) && self.step().is_some() {}
    }
}

/// How many characters a node takes on the line it starts in; `rest` is the text from there. Reads no further than
/// the node's own text, so that a file of one long line stays cheap.
pub(super) fn length(rest: &str, shape: &Shape) -> u32 {
    let chars = match (shape, rest.chars().next()) {
        (Shape::Sequence(_) | Shape::Mapping(_), _) | (Shape::Scalar(_), Some('|' | '>')) => 1,
        (Shape::Null, _) => word(rest).chars().count(),
        (Shape::Scalar(_), Some(quote @ ('"' | '\''))) => quoted_length(rest, quote),
        (Shape::Scalar(scalar), _) if rest.starts_with(&scalar.text) => scalar.text.chars().count(),
        // Over several lines; what follows a text on its line would have ended it there.
        (Shape::Scalar(_), _) => line(rest).trim_end().chars().count(),
    };
    u32::try_from(chars.max(1)).unwrap_or(u32::MAX)
}

/// The word at the start of a text, if it can be what YAML reads as a number, a boolean or null.
pub(super) fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.~".contains(c)));
    &text[..end.unwrap_or(text.len())]
}

fn line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}

/// Up to the closing quote, or the line's end where the text goes on below.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut chars = text.chars().enumerate().skip(1).peekable();
    while let Some((index, c)) = chars.next() {
        let doubled = c == '\'' && chars.peek().is_some_and(|&(_, next)| next == '\'');
        match c {
            '\n' | '\r' => break,
            '\\' if quote == '"' => drop(chars.next_if(|&(_, next)| !"\r\n".contains(next))),
            '\'' if quote == c && doubled => drop(chars.next()),
            _ if c == quote => return index + 1,
            _ => {}
        }
    }
    line(text).trim_end().chars().count()
}
