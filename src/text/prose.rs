//! A text of a checklist whose holes are filled: what its author wrote, and apart from it what people
//! answered.
//!
//! The two stay apart until the Markdown is parsed, so an answer can never make markup, a link or a
//! control sequence.

use super::markdown::{self, Block};
use super::visible;

/// Stands in the source for each insert. A noncharacter: no text has reason to hold it.
const INSERT: char = '\u{fdd0}';
/// Ends the number of an insert in what the Markdown parser reads.
const END: char = '\u{fdd1}';

/// A filled text.
///
/// ```
/// use frp_onboard::text::{Piece, Prose};
/// let prose = Prose::new([Piece::Literal("Approve *"), Piece::Insert("a_b_"), Piece::Literal("*")]);
/// assert_eq!(prose.line(), "Approve *a_b_*");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// Holds `INSERT` once for each insert, in order, and nowhere else.
    source: String,
    inserts: Vec<String>,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As the author wrote it: Markdown, where that is meant.
    Literal(&'a str),
    /// A value put into a hole: never Markdown.
    Insert(&'a str),
}

impl Prose {
    /// A text made of its parts, in order.
    pub fn new<'a>(pieces: impl IntoIterator<Item = Piece<'a>>) -> Self {
        let mut prose = Self::default();
        for piece in pieces {
            match piece {
                Piece::Literal(text) => prose.push_literal(text),
                Piece::Insert(value) => prose.push_insert(value),
            }
        }
        prose
    }

    /// A text without holes.
    ///
    /// ```
    /// assert_eq!(frp_onboard::text::Prose::plain("Watch the video").line(), "Watch the video");
    /// ```
    pub fn plain(text: &str) -> Self {
        Self::new([Piece::Literal(text)])
    }

    /// Adds what the author wrote.
    pub fn push_literal(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\u{fdd0}'..='\u{fdef}' => visible::push(&mut self.source, c),
                _ => self.source.push(c),
            }
        }
    }

    /// Adds the value of a hole.
    pub fn push_insert(&mut self, value: &str) {
        self.source.push(INSERT);
        self.inserts.push(value.to_owned());
    }

    /// Whether there is nothing to read.
    ///
    /// ```
    /// assert!(frp_onboard::text::Prose::plain(" \n").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.line().trim().is_empty()
    }

    /// One line, made visible; Markdown stays as it was written, line breaks of the author are spaces.
    pub fn line(&self) -> String {
        let mut inserts = self.inserts.iter();
        let mut line = String::with_capacity(self.source.len());
        for literal in self.source.trim_end().split_inclusive(INSERT) {
            line.push_str(&visible::line(&literal.trim_end_matches(INSERT).replace('\n', " ")));
            if literal.ends_with(INSERT) {
                line.push_str(&visible::line(inserts.next().map_or("", String::as_str)));
            }
        }
        line
    }

    /// The text as Markdown, parsed, filled and made visible.
    ///
    /// ```
    /// use frp_onboard::text::{Piece, Prose, markdown::{Block, Inline}};
    /// let prose = Prose::new([Piece::Literal("*For* "), Piece::Insert("*me*")]);
    /// assert_eq!(prose.blocks(), [Block::Paragraph(vec![Inline::Text("For *me*".to_owned())])]);
    /// ```
    pub fn blocks(&self) -> Vec<Block> {
        markdown::blocks(self)
    }

    /// What the Markdown parser reads: each insert a word of its own that names it, since the parser
    /// leaves some parts out and moves others.
    pub(super) fn markdown(&self) -> String {
        let mut parts = self.source.split(INSERT);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.enumerate().fold(first, |text, (number, part)| text + &format!("{INSERT}{number}{END}") + part)
    }

    /// A part of what the parser gave back, its inserts put in, all of it made visible.
    pub(super) fn fill(&self, parsed: &str) -> String {
        self.filled(parsed, |insert| visible::line(insert).into_owned())
    }

    /// The same for an address: what an insert says stays one part of it.
    pub(super) fn fill_address(&self, parsed: &str) -> String {
        self.filled(parsed, percent_encoded)
    }

    fn filled(&self, parsed: &str, show: impl Fn(&str) -> String) -> String {
        let mut out = String::with_capacity(parsed.len());
        let mut rest = parsed;
        while let Some((before, after)) = rest.split_once(INSERT) {
            out.push_str(&visible::line(before));
            rest = if let Some((insert, after)) = self.named(after) {
                out.push_str(&show(insert));
                after
            } else {
                // Written as `&#xfdd0;`: a character like any other.
                visible::push(&mut out, INSERT);
                after
            };
        }
        out.push_str(&visible::line(rest));
        out
    }

    /// The insert whose number stands first in a text, and what follows.
    fn named<'a>(&self, text: &'a str) -> Option<(&str, &'a str)> {
        let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let number: usize = text[..text.len() - after.len()].parse().ok()?;
        Some((self.inserts.get(number)?, after.strip_prefix(END)?))
    }
}

fn percent_encoded(value: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_holds_the_inserts_and_shows_what_is_hidden() {
        let prose = Prose::new([
            Piece::Literal("Approve\n"),
            Piece::Insert("a\n[x] Approved\u{1b}[2J"),
            Piece::Literal(" for \u{fdd0}"),
            Piece::Insert("us"),
            Piece::Literal("\n"),
        ]);
        assert_eq!(prose.line(), r"Approve a\n[x] Approved\u{1b}[2J for \u{fdd0}us");
    }

    #[test]
    fn a_mark_of_the_author_is_no_insert() {
        let prose = Prose::new([Piece::Literal("\u{fdd0}0\u{fdd1} &#xfdd0;7 "), Piece::Insert("x")]);
        assert_eq!(markdown::flat(&prose), [r"\u{fdd0}0\u{fdd1} \u{fdd0}7 x"]);
    }

    fn pieces() -> impl Strategy<Value = Vec<(bool, String)>> {
        let text = "[a-z*_`\\[\\]()<>#|\\-\n :./&;\u{fdd0}\u{1b}\u{202e}]{0,12}";
        proptest::collection::vec((any::<bool>(), text), 0..6)
    }

    fn prose(pieces: &[(bool, String)]) -> Prose {
        let mut prose = Prose::default();
        for (insert, text) in pieces {
            if *insert { prose.push_insert(text) } else { prose.push_literal(text) }
        }
        prose
    }

    proptest! {
        #[test]
        fn nothing_that_is_rendered_can_move_a_cursor(pieces in pieces(), columns in 1usize..60) {
            let prose = prose(&pieces);
            let lines = [vec![prose.line()], markdown::flat(&prose), markdown::wrapped(&prose, columns)].concat();
            prop_assert!(lines.iter().all(|line| visible::line(line) == *line), "{:?}", lines);
        }

        /// What was answered decides no structure: with other words in the holes the blocks are the same.
        #[test]
        fn an_insert_makes_no_markup(pieces in pieces()) {
            let mut word = pieces.clone();
            word.iter_mut().filter(|(insert, _)| *insert).for_each(|(_, text)| "w".clone_into(text));
            prop_assert_eq!(shape(&prose(&pieces).blocks()), shape(&prose(&word).blocks()));
        }
    }

    /// Blocks without their words.
    fn shape(blocks: &[Block]) -> String {
        let debug = format!("{blocks:?}");
        let mut shape = String::new();
        let (mut quoted, mut escaped) = (false, false);
        for c in debug.chars() {
            match c {
                '"' if !escaped => quoted = !quoted,
                c if !quoted => shape.push(c),
                _ => {}
            }
            escaped = quoted && c == '\\' && !escaped;
        }
        shape
    }
}
