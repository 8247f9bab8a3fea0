//! A text with a name, and the way between an offset in it and a line and column.

/// Characters are counted once per so many bytes, so that a place costs the same in a line of any length.
const STRIDE: usize = 512;

/// A text that findings point into. Lines end at LF, CR LF or a lone CR.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters begin before each multiple of `STRIDE`.
    counted: Vec<usize>,
}

/// A place in a text as people count: from 1 on, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl Source {
    /// A text and the name that people know it by.
    ///
    /// ```
    /// use frp_onboard::diagnostic::{Place, Source};
    /// let source = Source::new("a.yaml", "id: a\r\ntitle: Zürich, here\n");
    /// let here = source.text().find("here").unwrap();
    /// assert_eq!(source.place(here), Place { line: 2, column: 16 });
    /// assert_eq!(source.offset(source.place(here)), here);
    /// assert_eq!(source.line(2), "title: Zürich, here");
    /// ```
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Source { name: name.into(), starts: line_starts(&text), counted: count_strides(&text), text }
    }

    /// What people call it: a path as it was typed.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are, at least one; what follows a last line break is a line too.
    pub fn lines(&self) -> u32 {
        count(self.starts.len())
    }

    /// A line without its end; empty where there is no such line.
    pub fn line(&self, line: u32) -> &str {
        let place = (line as usize).wrapping_sub(1);
        let Some(&start) = self.starts.get(place) else { return "" };
        let end = self.starts.get(place + 1).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\r', '\n'])
    }

    /// The place of a byte offset; one within a character is that character's, one behind the end is the end.
    pub fn place(&self, offset: usize) -> Place {
        let offset = floor(&self.text, offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let column = self.characters(offset) - self.characters(self.starts[line - 1]) + 1;
        Place { line: count(line), column: count(column) }
    }

    /// The byte offset of a place; a column behind its line's end is that end, a line behind the last the text's.
    pub fn offset(&self, place: Place) -> usize {
        let line = self.line(place.line);
        let Some(&start) = self.starts.get((place.line as usize).wrapping_sub(1)) else {
            return if place.line == 0 { 0 } else { self.text.len() };
        };
        let end = start + line.len();
        let wanted = self.characters(start) + (place.column as usize).saturating_sub(1);
        // The last stride that begins at or before the wanted character, and on from there.
        let stride = self.counted.partition_point(|&before| before <= wanted).saturating_sub(1) * STRIDE;
        let from = floor(&self.text, stride).max(start);
        let missing = wanted - self.characters(from);
        let offset = self.text[from.min(end)..end].char_indices().nth(missing).map(|(at, _)| from + at);
        offset.unwrap_or(end)
    }

    /// How many characters begin before an offset.
    fn characters(&self, offset: usize) -> usize {
        let stride = offset / STRIDE;
        self.counted[stride] + begins(&self.text.as_bytes()[stride * STRIDE..offset])
    }
}

/// The offset of the character that an offset lies in.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// How many characters begin in some bytes of a text.
fn begins(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

fn count_strides(text: &str) -> Vec<usize> {
    let mut total = 0;
    let mut counted = vec![0];
    for stride in text.as_bytes().chunks(STRIDE) {
        total += begins(stride);
        counted.push(total);
    }
    counted
}

fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = (0..bytes.len()).filter(|&at| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(0).chain(ends.map(|end| end + 1)).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_line_end_counts_once() {
        let source = Source::new("a", "one\ntwo\r\nthree\rfour\n\nsix");
        let lines: Vec<&str> = (0..=8).map(|line| source.line(line)).collect();
        assert_eq!(lines, ["", "one", "two", "three", "four", "", "six", "", ""]);
        assert_eq!(source.lines(), 6);
        assert_eq!(source.place(usize::MAX), Place { line: 6, column: 4 });
        assert_eq!(Source::new("a", "").place(0), Place { line: 1, column: 1 });
    }

    #[test]
    fn places_behind_an_end_are_that_end() {
        let source = Source::new("a", "äb\r\ncd\n");
        let offset = |line, column| source.offset(Place { line, column });
        assert_eq!([offset(1, 3), offset(1, 99), offset(3, 1), offset(9, 9), offset(0, 0)], [3, 3, 8, 8, 0]);
    }

    proptest! {
        #[test]
        fn a_place_is_what_counting_gives_and_leads_back(text in "[aé北🎉\r\n]{0,40}", long in 0usize..700, at in 0usize..900) {
            let text = format!("{}{text}{}", "é".repeat(long), "x🎉".repeat(long / 3));
            let source = Source::new("a", text.clone());
            let at = floor(&text, at);
            let counted = text.replace("\r\n", "\u{1}\n");
            let before: String = counted.chars().take(text[..at].chars().count()).collect();
            let line = before.matches(['\n', '\r']).count() + 1;
            let column = before.rsplit(['\n', '\r']).next().unwrap_or("").chars().count() + 1;
            let place = source.place(at);
            prop_assert_eq!((place.line as usize, place.column as usize), (line, column));
            if !text[at..].starts_with('\n') || !text[..at].ends_with('\r') {
                prop_assert_eq!(source.offset(place), at);
            }
        }
    }
}
