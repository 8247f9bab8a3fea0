//! Text fitted into columns: wrapped, cut or padded, counted as a terminal shows it.
//!
//! A wide character takes two columns. A link is never cut; any other word that does not fit is.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a text takes.
///
/// ```
/// use frp_onboard::text::wrap::width;
/// assert_eq!(width("abc"), 3);
/// assert_eq!(width("北京"), 4);
/// ```
pub fn width(text: &str) -> usize {
    if is_simple(text) { text.len() } else { text.width() }
}

/// Whether each byte takes a column, as in nearly all texts.
fn is_simple(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Lines of at most `columns`, broken at spaces, at wide characters, or where a word too long for
/// a line is joined, else anywhere in it; a line break in the text stays one. Never empty.
///
/// ```
/// use frp_onboard::text::wrap::wrap;
/// assert_eq!(wrap("one two three", 8), ["one two", "three"]);
/// assert_eq!(wrap("see https://example.com/long", 8), ["see", "https://example.com/long"]);
/// ```
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    hanging("", text, columns)
}

/// The same with a first indent; the lines after it hang below the text. Where the indent would take
/// more than half of the columns, they hang less deep.
///
/// ```
/// use frp_onboard::text::wrap::hanging;
/// assert_eq!(hanging("1. ", "one two three", 9), ["1. one", "   two", "   three"]);
/// ```
pub fn hanging(first: &str, text: &str, columns: usize) -> Vec<String> {
    let used = width(first);
    let indent = used.min(columns / 2);
    let mut fill = Fill { lines: Vec::new(), line: first.to_owned(), used, bare: true, indent, columns };
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            fill.end_line();
        }
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            fill.word(word);
        }
    }
    fill.end_line();
    fill.lines
}

/// At most `columns`, the last two of them `..` where something was cut.
///
/// ```
/// use frp_onboard::text::wrap::truncate;
/// assert_eq!(truncate("contoso-deployment-services", 20), "contoso-deployment..");
/// assert_eq!(truncate("short", 20), "short");
/// ```
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let dots = columns.min(2);
    let mut cut = head(text, columns - dots).to_owned();
    cut.push_str(&".."[..dots]);
    cut
}

/// Filled up with spaces to `columns`; a longer text stays as it is.
///
/// ```
/// use frp_onboard::text::wrap::pad;
/// assert_eq!(pad("北", 4), "北  ");
/// ```
pub fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// The longest beginning of a text that fits into `columns`, no character torn from its accents.
fn head(text: &str, columns: usize) -> &str {
    if is_simple(text) {
        return &text[..columns.min(text.len())];
    }
    let mut taken = 0;
    let mut end = 0;
    for cluster in clusters(text) {
        taken += width(cluster);
        if taken > columns {
            break;
        }
        end += cluster.len();
    }
    &text[..end]
}

/// Characters with what combines with them.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?.len_utf8();
        let joined = rest[first..].find(|c: char| c.width() != Some(0)).map_or(rest.len(), |at| at + first);
        let (cluster, after) = rest.split_at(joined);
        rest = after;
        Some(cluster)
    })
}

/// A word in the parts between which a line may end: around each wide character.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    for cluster in clusters(word) {
        if width(cluster) > 1 {
            parts.push(&word[from..at]);
            parts.push(cluster);
            from = at + cluster.len();
        }
        at += cluster.len();
    }
    parts.push(&word[from..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The beginning of a part of a word up to its last joint; without one all of it.
fn joined(part: &str) -> &str {
    part.rfind(['/', '.', '-', '_', '@', '=', ';']).map_or(part, |at| &part[..=at])
}

fn is_link(word: &str) -> bool {
    word.contains("://") || word.starts_with("mailto:")
}

/// The lines so far and the one being filled.
struct Fill {
    lines: Vec<String>,
    line: String,
    /// The columns of it.
    used: usize,
    /// Nothing but an indent stands in the line.
    bare: bool,
    /// The columns before each line but the first.
    indent: usize,
    columns: usize,
}

impl Fill {
    fn word(&mut self, word: &str) {
        if is_link(word) {
            return self.whole(word, true);
        }
        if word.is_ascii() {
            return self.part(word, true);
        }
        for (number, part) in parts(word).into_iter().enumerate() {
            self.part(part, number == 0);
        }
    }

    /// Puts a part of a word where it fits. One that fits into no line begins its own, and is broken where it is
    /// joined: in addresses and paths that reads better than anywhere.
    fn part(&mut self, part: &str, spaced: bool) {
        let mut left = part;
        let mut spaced = spaced;
        let widest = self.columns.saturating_sub(self.indent);
        while head(left, widest).len() < left.len() {
            if !self.bare {
                self.end_line();
            }
            let fits = head(left, self.free(spaced));
            // A line always takes one character, however narrow it is.
            let taken = if fits.is_empty() { clusters(left).next().unwrap_or(left) } else { joined(fits) };
            self.push(taken, spaced);
            left = &left[taken.len()..];
            spaced = false;
            if left.is_empty() {
                return;
            }
            self.end_line();
        }
        self.whole(left, spaced);
    }

    fn whole(&mut self, part: &str, spaced: bool) {
        // A word beside a long indent goes below it.
        let is_deep = self.used > self.indent;
        if (!self.bare || is_deep) && width(part) > self.free(spaced) {
            self.end_line();
        }
        self.push(part, spaced);
    }

    fn push(&mut self, part: &str, spaced: bool) {
        if spaced && !self.bare {
            self.line.push(' ');
            self.used += 1;
        }
        self.line.push_str(part);
        self.used += width(part);
        self.bare = false;
    }

    fn free(&self, spaced: bool) -> usize {
        let space = usize::from(spaced && !self.bare);
        self.columns.saturating_sub(self.used + space)
    }

    fn end_line(&mut self) {
        self.line.truncate(self.line.trim_end().len());
        self.lines.push(std::mem::replace(&mut self.line, " ".repeat(self.indent)));
        (self.used, self.bare) = (self.indent, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wide_characters_break_anywhere_and_count_twice() {
        assert_eq!(wrap("北京上海广州", 5), ["北京", "上海", "广州"]);
        assert_eq!(wrap("see 北京上海 now", 8), ["see 北京", "上海 now"]);
    }

    #[test]
    fn a_long_word_is_broken_and_a_link_is_not() {
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("a https://b.example/c d", 4), ["a", "https://b.example/c", "d"]);
        assert_eq!(
            wrap("as dana@adatum-partner-us.example.com now", 20),
            ["as", "dana@adatum-partner-", "us.example.com now"]
        );
    }

    #[test]
    fn accents_stay_with_their_letter() {
        assert_eq!(wrap("ae\u{301}b", 1), ["a", "e\u{301}", "b"]);
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}e\u{301}", 3), "e\u{301}..");
    }

    #[test]
    fn one_column_and_none_still_end() {
        assert_eq!(hanging("- ", "ab 北", 1), ["- a", "b", "北"]);
        assert_eq!(wrap("ab", 0), ["a", "b"]);
        assert_eq!(wrap("", 0), [""]);
    }

    #[test]
    fn a_word_with_no_room_beside_a_long_indent_goes_below_it() {
        assert_eq!(
            hanging("seven steps: ", "abc-def/gh ij", 20),
            ["seven steps:", "          abc-def/gh", "          ij"]
        );
    }

    #[test]
    fn line_breaks_of_the_text_stay() {
        assert_eq!(hanging("> ", "a\n\nb", 10), ["> a", "", "  b"]);
    }

    #[test]
    fn what_is_cut_says_so_in_as_many_columns_as_there_are() {
        assert_eq!(["北京", "北京x"].map(|text| truncate(text, 4)), ["北京", "北.."]);
        assert_eq!([0, 1, 2, 3].map(|columns| truncate("abcd", columns)), ["", ".", "..", "a.."]);
    }

    proptest! {
        #[test]
        fn every_line_fits_and_no_letter_is_lost(text in "[a-z 北é-]{0,60}", columns in 2usize..30) {
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns), "{:?}", lines);
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn no_text_and_no_width_makes_it_fail(text in any::<String>(), columns in 0usize..12) {
            wrap(&text, columns);
            prop_assert!(width(&truncate(&text, columns)) <= columns);
        }
    }
}
