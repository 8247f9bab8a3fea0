//! Comments that are meant for a program.

use super::{Document, Node, Shape, Span};

/// A comment that begins with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment<'t> {
    /// Where its `#` stands, and how long it is.
    pub at: Span,
    /// What stands behind the mark, trimmed.
    pub says: &'t str,
    /// The line that it is about: its own, or where it stands alone the next that is no comment.
    pub line: u32,
}

impl Document {
    /// The comments that begin with `mark`.
    pub fn comments(&self, mark: &str) -> Vec<Comment<'_>> {
        if !self.text.contains(mark) {
            return Vec::new();
        }
        let lines: Vec<&str> =
            self.text.split('\n').flat_map(|line| line.trim_end_matches('\r').split('\r')).collect();
        let found = lines.iter().enumerate().filter_map(|(at, line)| {
            let (start, says) = marked(line, mark)?;
            let place = (count(at) + 1, count(line[..start].chars().count()) + 1);
            if self.is_within_scalar(place, &line[start..]) {
                return None;
            }
            let alone = line[..start].trim().is_empty();
            let is_more = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
            let below = lines[at + 1..].iter().take_while(|line| is_more(line)).count();
            let about = if alone { place.0 + count(below) + 1 } else { place.0 };
            let at = Span {
                line: place.0,
                column: place.1,
                length: count(line[start..].trim_end().chars().count()),
            };
            Some(Comment { at, says, line: about })
        });
        found.collect()
    }

    /// Whether what stands at a place is a part of a text, as in a block of it.
    fn is_within_scalar(&self, place: (u32, u32), comment: &str) -> bool {
        let mut last = (Span::START, "");
        before(&self.root, place, &mut last);
        let (at, text) = last;
        let covers = at.line == place.0 && at.column.saturating_add(at.length) > place.1;
        covers || text.contains(comment.trim_end().trim_end_matches(['"', '\'']))
    }
}

/// Where the `#` of a marked comment stands in a line, and what it says.
fn marked<'l>(line: &'l str, mark: &str) -> Option<(usize, &'l str)> {
    line.match_indices('#').find_map(|(at, _)| {
        let begins = line[..at].chars().last().is_none_or(char::is_whitespace);
        let says = line[at + 1..].trim_start().strip_prefix(mark)?;
        begins.then_some((at, says.trim()))
    })
}

/// The text that starts last at or before a place.
fn before<'t>(node: &'t Node, place: (u32, u32), last: &mut (Span, &'t str)) {
    let mut note = |at: Span, text: &'t str| {
        if (at.line, at.column) <= place && (at.line, at.column) >= (last.0.line, last.0.column) {
            *last = (at, text);
        }
    };
    match &node.shape {
        Shape::Null => note(node.at, ""),
        Shape::Scalar(scalar) => note(node.at, &scalar.text),
        Shape::Sequence(nodes) => nodes.iter().for_each(|node| before(node, place, last)),
        Shape::Mapping(entries) => {
            for (key, value) in entries {
                if (key.at.line, key.at.column) <= place {
                    *last = (key.at, &key.text);
                }
                before(value, place, last);
            }
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, read};

    #[test]
    fn a_comment_is_about_its_line_or_the_next() {
        let text = "a: 1 # m: one\n# m:two \n\n  # other\nb: 'x # m: no'\nc: |\n  # m: no\n  text\nd: \"# m: no\" #m: three\ne: x#m:no\n# m: last";
        let document = read(text.as_bytes(), &Limits::CHECKLIST).unwrap();
        let found: Vec<_> = document
            .comments("m:")
            .iter()
            .map(|c| (c.at.line, c.at.column, c.at.length, c.says, c.line))
            .collect();
        assert_eq!(
            found,
            [(1, 6, 8, "one", 1), (2, 1, 7, "two", 5), (9, 14, 9, "three", 9), (11, 1, 9, "last", 12)]
        );
        assert_eq!(document.comments("n:"), []);
    }
}
