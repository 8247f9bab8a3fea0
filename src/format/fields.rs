//! Maps and scalars of a checklist file, read with every fault noted and none fatal.

use std::str::FromStr;

use super::yaml::{Fault, Key, Node, Plain, Shape, Span};
use crate::text::suggest;

/// The faults found so far, and the text that they are in.
#[derive(Debug)]
pub(super) struct Faults<'t> {
    text: &'t str,
    pub found: Vec<Fault>,
}

/// A map with its keys known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'t> {
    pub at: Span,
    entries: &'t [(Key, Node)],
}

impl<'t> Faults<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, found: Vec::new() }
    }

    pub fn add(&mut self, code: &'static str, at: Span, message: impl Into<String>) {
        self.found.push(Fault { code, message: message.into(), at, hint: None });
    }

    pub fn add_hinted(
        &mut self,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.found.push(Fault { code, message: message.into(), at, hint: Some(hint.into()) });
    }

    /// A name that is not known, with the nearest one that is.
    pub fn unknown<'n>(
        &mut self,
        code: &'static str,
        at: Span,
        message: String,
        given: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        let hint = suggest::nearest(given, known.into_iter()).map(|near| format!("did you mean `{near}`?"));
        self.found.push(Fault { code, message, at, hint });
    }

    /// The place of `needle` in a text that starts at `at`: a hole in a block of text has its own line.
    pub fn within(&self, at: Span, needle: &str) -> Span {
        let mut line = at.line;
        let skip = usize::try_from(at.line - 1).unwrap_or(usize::MAX);
        for (offset, text) in self.text.lines().skip(skip).enumerate() {
            let start = if offset == 0 { at.column as usize - 1 } else { 0 };
            let from = text.char_indices().nth(start).map_or(text.len(), |(byte, _)| byte);
            if let Some(found) = text[from..].find(needle) {
                let column = text[..from + found].chars().count() + 1;
                let length = needle.chars().count().max(1);
                let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
                return Span { line, column: number(column), length: number(length) };
            }
            line += 1;
        }
        at
    }

    /// A map whose keys are among `keys`; `what` names it in messages.
    pub fn fields(&mut self, node: &'t Node, what: &str, keys: &[&'static str]) -> Option<Fields<'t>> {
        let Shape::Mapping(entries) = &node.shape else {
            self.add("wrong-type", node.at, format!("{what} is a map, not {}", kind(node)));
            return None;
        };
        for (key, _) in entries.iter().filter(|(key, _)| !keys.contains(&key.text.as_str())) {
            let message = format!("{what} has no key `{}`", key.text);
            if let Some(near) = suggest::nearest(&key.text, keys.iter().copied()) {
                self.add_hinted("unknown-key", key.at, message, format!("did you mean `{near}`?"));
            } else {
                self.add_hinted("unknown-key", key.at, message, format!("its keys are {}", keys.join(", ")));
            }
        }
        Some(Fields { at: node.at, entries })
    }

    /// A list; a missing one is empty.
    pub fn list(&mut self, node: Option<&'t Node>, what: &str) -> &'t [Node] {
        match node.map(|node| (node, &node.shape)) {
            None => &[],
            Some((_, Shape::Sequence(nodes))) => nodes,
            Some((node, _)) => {
                self.add("wrong-type", node.at, format!("{what} is a list, not {}", kind(node)));
                &[]
            }
        }
    }

    /// A list, or one value that stands for a list of it.
    pub fn one_or_many(&mut self, node: Option<&'t Node>) -> Vec<&'t Node> {
        match node.map(|node| (node, &node.shape)) {
            None => Vec::new(),
            Some((_, Shape::Sequence(nodes))) => nodes.iter().collect(),
            Some((node, _)) => vec![node],
        }
    }

    /// Any scalar, as it is written; never blank.
    pub fn text(&mut self, node: &'t Node, what: &str) -> Option<&'t str> {
        match &node.shape {
            Shape::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(&scalar.text),
            Shape::Scalar(_) | Shape::Null => {
                self.add("empty", node.at, format!("{what} is empty"));
                None
            }
            _ => {
                self.add("wrong-type", node.at, format!("{what} is a text, not {}", kind(node)));
                None
            }
        }
    }

    pub fn flag(&mut self, node: &'t Node, what: &str) -> Option<bool> {
        match &node.shape {
            Shape::Scalar(scalar) if matches!(scalar.plain, Plain::Bool(_)) => {
                Some(scalar.plain == Plain::Bool(true))
            }
            _ => {
                self.add("wrong-type", node.at, format!("{what} is true or false"));
                None
            }
        }
    }

    /// A scalar that parses, with the parser's own words where it does not.
    pub fn parsed<T: FromStr<Err: std::fmt::Display>>(&mut self, node: &'t Node, what: &str) -> Option<T> {
        let text = self.text(node, what)?;
        text.trim().parse().map_err(|error| self.add("bad-value", node.at, format!("{error}"))).ok()
    }

    pub fn number<T: FromStr>(&mut self, node: &'t Node, what: &str) -> Option<T> {
        let number = match &node.shape {
            Shape::Scalar(scalar) if scalar.plain == Plain::Number => scalar.text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.add("wrong-type", node.at, format!("{what} is a number"));
        }
        number
    }

    /// One of a few words.
    pub fn word<T: Copy>(&mut self, node: &'t Node, what: &str, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(node, what)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let message = format!("{what} is {}, not `{text}`", known.join(", "));
            self.unknown("bad-value", node.at, message, text, known);
        }
        found
    }
}

impl<'t> Fields<'t> {
    pub fn entries(&self) -> &'t [(Key, Node)] {
        self.entries
    }

    pub fn get(&self, key: &str) -> Option<&'t Node> {
        self.entries.iter().find(|(own, _)| own.text == key).map(|(_, node)| node)
    }

    /// The place of a key, or of the whole map.
    pub fn key(&self, key: &str) -> Span {
        self.entries.iter().find(|(own, _)| own.text == key).map_or(self.at, |(own, _)| own.at)
    }

    /// A key that must be there.
    pub fn need(&self, key: &'static str, what: &str, faults: &mut Faults<'t>) -> Option<&'t Node> {
        let node = self.get(key);
        if node.is_none() {
            faults.add("missing-key", self.at, format!("{what} needs `{key}`"));
        }
        node
    }
}

/// What a node is, in a message.
pub(super) fn kind(node: &Node) -> &'static str {
    match &node.shape {
        Shape::Null => "nothing",
        Shape::Scalar(_) => "a single value",
        Shape::Sequence(_) => "a list",
        Shape::Mapping(_) => "a map",
    }
}
