//! Where a part of a text stands in the file: a hole in a block of text has its own line.

use super::yaml::{Document, Node, Shape, Span};
use crate::diagnostic::{Place, Source};

/// The file's text, and where each of its keys and values starts.
#[derive(Debug)]
pub(super) struct Places {
    source: Source,
    starts: Vec<Place>,
}

impl Places {
    pub fn new(document: &Document) -> Self {
        let mut starts = Vec::new();
        collect(&document.root, &mut starts);
        Self { source: Source::new("", document.text), starts }
    }

    /// The place of `needle` in the value that starts at `at`, behind the place `after` in it. None if it
    /// is not written like that: with an escape, or on two lines.
    pub fn within(&self, at: Span, needle: &str, after: Option<Span>) -> Option<Span> {
        let start = Place { line: at.line, column: at.column };
        let end = self.starts.partition_point(|&next| next <= start);
        let end = self.starts.get(end).map_or(self.source.text().len(), |&next| self.source.offset(next));
        let from = after.map_or(start, |after| Place {
            line: after.line,
            column: after.column.saturating_add(after.length),
        });
        let from = self.source.offset(from);
        let found = self.source.text().get(from..end)?.find(needle)?;
        let Place { line, column } = self.source.place(from + found);
        Some(Span { line, column, length: length(needle) })
    }
}

/// How many characters of its first line a text takes.
pub(super) fn length(text: &str) -> u32 {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    u32::try_from(line.chars().count().max(1)).unwrap_or(u32::MAX)
}

/// All places in the order of the file.
fn collect(node: &Node, starts: &mut Vec<Place>) {
    let place = |at: Span| Place { line: at.line, column: at.column };
    starts.push(place(node.at));
    match &node.shape {
        Shape::Null | Shape::Scalar(_) => {}
        Shape::Sequence(nodes) => nodes.iter().for_each(|node| collect(node, starts)),
        Shape::Mapping(entries) => {
            for (key, value) in entries {
                starts.push(place(key.at));
                collect(value, starts);
            }
        }
    }
}
