//! How far a token of YAML goes, and what may stand between two.
//!
//! Only for a text that the YAML library has read: what it refuses is not looked out for.

use std::borrow::Cow;

use super::place::Cursor;

/// Whether a text goes on with a blank, a line break or not at all.
fn is_apart(rest: &str) -> bool {
    matches!(rest.as_bytes().first(), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
}

/// The word at the start of a text, if it can be what YAML reads as a number, a boolean or null.
fn word(rest: &str) -> &str {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.~".contains(c)));
    &rest[..end.unwrap_or(rest.len())]
}

/// The anchor, alias or tag at the start of a text.
pub(super) fn sigil(rest: &str) -> &str {
    let end = rest.find(|c: char| c.is_whitespace() || ",[]{}".contains(c));
    &rest[..end.unwrap_or(rest.len())]
}

/// Whether a `:` follows that makes a key of what stood before it.
fn is_key(rest: &str, flow: bool) -> bool {
    rest.trim_start_matches([' ', '\t']).strip_prefix(':').is_some_and(|behind| flow || is_apart(behind))
}

impl<'t> Cursor<'t> {
    /// Passes blanks, line breaks and comments.
    pub(super) fn gap(&mut self) {
        while let Some(byte) = self.next() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.pass(1),
                b'#' => self.pass(self.rest().find(['\n', '\r']).unwrap_or(self.rest().len())),
                _ => break,
            }
        }
    }

    /// Passes what stands before a document.
    pub(super) fn marks(&mut self) {
        self.gap();
        while self.is_at_mark() {
            let line = self.rest().find(['\n', '\r']).unwrap_or(self.rest().len());
            self.pass(if self.rest().starts_with('%') { line } else { 3 });
            self.gap();
        }
    }

    /// Whether a directive, or the mark of a document's start or end, stands here.
    pub(super) fn is_at_mark(&self) -> bool {
        let rest = self.rest();
        let is_mark = |mark| rest.strip_prefix(mark).is_some_and(is_apart);
        self.starts_line() && (rest.starts_with('%') || is_mark("---") || is_mark("..."))
    }

    /// Passes an indicator, if it stands here; within brackets (`flow`) nothing need follow it.
    #[inline]
    pub(super) fn indicator(&mut self, indicator: u8, flow: bool) -> bool {
        let is_here = self.next() == Some(indicator) && (flow || is_apart(&self.rest()[1..]));
        if is_here {
            self.pass(1);
        }
        is_here
    }

    /// Passes an anchor, an alias or a tag.
    pub(super) fn sigil(&mut self) -> &'t str {
        let sigil = sigil(self.rest());
        self.pass(sigil.len());
        sigil
    }

    /// Whether the alias here is the first key of a map.
    pub(super) fn is_key_alias(&self, flow: bool) -> bool {
        is_key(&self.rest()[sigil(self.rest()).len()..], flow)
    }

    /// Passes a number or a boolean.
    pub(super) fn word(&mut self) -> &'t str {
        let word = word(self.rest());
        self.pass(word.len());
        word
    }

    /// Passes a null, if one is written here.
    pub(super) fn null(&mut self) -> Option<&'t str> {
        matches!(word(self.rest()), "~" | "null" | "Null" | "NULL").then(|| self.word())
    }

    /// Passes a text, which the library read as `text`, and gives it as it stands here if it reads so; `indent` is
    /// the column of the list or map in block form around it, 0 if there is none.
    pub(super) fn scalar(&mut self, text: &str, indent: u32) -> Cow<'t, str> {
        let rest = self.rest();
        let read = |from: &'t str| from.get(..text.len()).filter(|here| *here == text);
        let (here, end) = match rest.as_bytes().first() {
            Some(quote @ (b'"' | b'\'')) => (read(&rest[1..]), quoted(rest.as_bytes(), *quote)),
            Some(b'|' | b'>') => (None, block(rest, indent as usize)),
            _ => match read(rest) {
                Some(here) => (Some(here), here.len()),
                None => (None, folded(rest, text)),
            },
        };
        self.pass(end);
        here.map_or_else(|| text.to_owned().into(), Cow::from)
    }
}

/// Where a text in quotes ends.
fn quoted(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && rest.get(at + 1) == Some(&quote) => at += 1,
            byte if *byte == quote => return at + 1,
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

/// Where a text without quotes ends that goes over several lines: they were folded, all else stands there.
fn folded(rest: &str, text: &str) -> usize {
    let is_blank = |c: &char| " \t\n\r".contains(*c);
    let words = text.chars().filter(|c| !is_blank(c)).count();
    let last = rest.char_indices().filter(|(_, c)| !is_blank(c)).take(words).last();
    last.map_or(0, |(at, c)| at + c.len_utf8())
}

/// Where a block of text ends: before the first line that is indented less.
fn block(rest: &str, around: usize) -> usize {
    let head = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let given = rest[..head].split([' ', '\t']).next().and_then(|head| head.bytes().find(u8::is_ascii_digit));
    let mut lines = Lines { rest, start: head + line_end(&rest[head..]) };
    let indent = if let Some(digit) = given {
        around.saturating_sub(1) + usize::from(digit - b'0')
    } else {
        // The first line with text says it, and blank ones before may not be longer.
        let blank = lines.clone().take_while(|line| line.is_blank).count();
        let most = lines.clone().take(blank + 1).map(|line| line.spaces).max();
        most.unwrap_or_default().max(around).max(1)
    };
    lines.find(|line| !line.is_blank && line.spaces < indent).map_or(rest.len(), |line| line.start)
}

/// How many bytes of line break stand here.
fn line_end(rest: &str) -> usize {
    if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) }
}

/// The lines of a text from a place on.
#[derive(Clone)]
struct Lines<'t> {
    rest: &'t str,
    start: usize,
}

struct Line {
    start: usize,
    spaces: usize,
    is_blank: bool,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let start = self.start;
        let line = self.rest.get(start..).filter(|line| !line.is_empty())?;
        let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
        let behind = &line[spaces..];
        let end = behind.find(['\n', '\r']).unwrap_or(behind.len());
        self.start = start + spaces + end + line_end(&behind[end..]);
        Some(Line { start, spaces, is_blank: end == 0 })
    }
}
