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

impl Document<'_> {
    /// The comments that begin with `mark`.
    pub fn comments(&self, mark: &str) -> Vec<Comment<'_>> {
        if !self.text.contains(mark) {
            return Vec::new();
        }
        let mut scalars = Vec::new();
        collect(&self.root, &mut scalars);
        let lines: Vec<&str> = self
            .text
            .split('\n')
            .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
            .collect();
        let next = next_said(&lines);
        let found = lines.iter().enumerate().filter_map(|(at, line)| {
            let (start, says) = marked(line, mark)?;
            let place = (count(at) + 1, count(line[..start].chars().count()) + 1);
            if is_within_scalar(&scalars, place, &line[start..]) {
                return None;
            }
            let alone = line[..start].trim().is_empty();
            let about = if alone { next[at] } else { place.0 };
            let at = Span {
                line: place.0,
                column: place.1,
                length: count(line[start..].trim_end().chars().count()),
            };
            Some(Comment { at, says, line: about })
        });
        found.collect()
    }
}

/// Whether what stands at a place is a part of a text, as in a block of it.
fn is_within_scalar(scalars: &[(Span, &str)], place: (u32, u32), comment: &str) -> bool {
    let behind = scalars.partition_point(|(at, _)| (at.line, at.column) <= place);
    let Some((at, text)) = behind.checked_sub(1).map(|last| scalars[last]) else { return false };
    let covers = at.line == place.0 && at.column.saturating_add(at.length) > place.1;
    covers || text.contains(comment.trim_end().trim_end_matches(['"', '\'']))
}

/// For each line the number of the next one that is neither blank nor a comment.
fn next_said(lines: &[&str]) -> Vec<u32> {
    let mut next = vec![0; lines.len()];
    let mut said = count(lines.len()) + 1;
    for (at, line) in lines.iter().enumerate().rev() {
        next[at] = said;
        let line = line.trim_start();
        if !line.is_empty() && !line.starts_with('#') {
            said = count(at) + 1;
        }
    }
    next
}

/// Where the `#` of a marked comment stands in a line, and what it says.
fn marked<'l>(line: &'l str, mark: &str) -> Option<(usize, &'l str)> {
    line.match_indices('#').find_map(|(at, _)| {
        let begins = line[..at].chars().last().is_none_or(char::is_whitespace);
        let says = line[at + 1..].trim_start().strip_prefix(mark)?;
        begins.then_some((at, says.trim()))
    })
}

/// All texts and keys, in the order of the file.
fn collect<'t>(node: &'t Node, scalars: &mut Vec<(Span, &'t str)>) {
    match &node.shape {
        Shape::Null => {}
        Shape::Scalar(scalar) => scalars.push((node.at, &scalar.text)),
        Shape::Sequence(nodes) => nodes.iter().for_each(|node| collect(node, scalars)),
        Shape::Mapping(entries) => {
            for (key, value) in entries {
                scalars.push((key.at, &key.text));
                collect(value, scalars);
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
