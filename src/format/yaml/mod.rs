//! YAML text read into a tree that keeps each scalar as it was written and each node's place.
//!
//! Owns everything that knows the YAML library, and refuses what the format leaves out: anchors, aliases, merge
//! keys, tags, several documents, keys that are no text. It must not know what a checklist is. Nothing is ever
//! expanded, so time and memory are linear in the bytes read, whatever they say.

mod comments;
mod gate;
mod place;
mod reader;
mod syntax;
#[cfg(test)]
mod tests;
mod tokens;
mod tree;

use std::borrow::Cow;

pub use comments::Comment;
pub use place::Span;

/// How much of a file is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in the file.
    pub bytes: usize,
    /// Indicators in the file, of those that keys and values begin with: `,`, `:`, `?`, `-`, `[` and `{`, wherever
    /// they stand. The library holds all of a file at once, some 400 bytes for each.
    pub indicators: usize,
    /// Lists and maps around a value.
    pub depth: u32,
}

impl Limits {
    /// What a checklist or an answers file may take.
    pub const CHECKLIST: Self = Self { bytes: 1 << 20, indicators: 120_000, depth: 32 };
}

/// A whole YAML document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document<'t> {
    /// The text that the places are of, without its byte order mark.
    pub text: &'t str,
    /// The outermost value; never null.
    pub root: Node<'t>,
}

/// A value of a YAML document.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'t> {
    /// Where it starts; of a map in block form that is where its first key does.
    pub at: Span,
    /// What it is.
    pub shape: Shape<'t>,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape<'t> {
    /// `~`, `null` or nothing at all.
    Null,
    /// One piece of text.
    Scalar(Scalar<'t>),
    /// A list.
    Sequence(Vec<Node<'t>>),
    /// A map, in the order written.
    Mapping(Vec<(Key<'t>, Node<'t>)>),
}

/// A scalar, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar<'t> {
    /// The text: `+44`, `1.10` and `NO` as they stand, a quoted text without its quotes. It lies in the document's
    /// text, unless it is written otherwise there: with escapes, folded, as a block.
    pub text: Cow<'t, str>,
    /// What YAML takes the text for.
    pub plain: Plain,
}

/// What YAML takes an unquoted scalar for; a quoted one is always text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    /// Text.
    Text,
    /// `true` or `false`.
    Bool(bool),
    /// A number of any form.
    Number,
}

/// A key of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key<'t> {
    /// Where it starts.
    pub at: Span,
    /// Its text, as written.
    pub text: Cow<'t, str>,
}

/// What keeps a file from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its kind, for machines.
    pub code: &'static str,
    /// What is wrong: quotes at most 80 characters of the file, and no control character.
    pub message: String,
    /// Where it is.
    pub at: Span,
    /// What helps.
    pub hint: Option<String>,
}

/// A file with more faults than this is not read on.
const MOST_FAULTS: usize = 20;

/// Reads a YAML file, or says all that is wrong with it, in the order of the file.
pub fn read<'t>(bytes: &'t [u8], limits: &Limits) -> Result<Document<'t>, Vec<Fault>> {
    let text = gate::text(bytes, limits)?;
    let root = tree::root(text, limits)?;
    Ok(Document { text, root })
}

impl<'t> Node<'t> {
    /// An entry of a map.
    pub fn entry(&self, key: &str) -> Option<&(Key<'t>, Self)> {
        let Shape::Mapping(entries) = &self.shape else { return None };
        entries.iter().find(|(own, _)| own.text == key)
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|(_, node)| node)
    }

    /// What a list holds; anything else stands for itself alone.
    pub fn items(&self) -> &[Self] {
        match &self.shape {
            Shape::Sequence(nodes) => nodes,
            _ => std::slice::from_ref(self),
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.shape {
            Shape::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The same without the text that it was read from.
    pub fn into_owned(self) -> Node<'static> {
        let owned = |text: Cow<'t, str>| Cow::Owned(text.into_owned());
        let shape = match self.shape {
            Shape::Null => Shape::Null,
            Shape::Scalar(Scalar { text, plain }) => Shape::Scalar(Scalar { text: owned(text), plain }),
            Shape::Sequence(nodes) => Shape::Sequence(nodes.into_iter().map(Node::into_owned).collect()),
            Shape::Mapping(entries) => {
                let entries = entries.into_iter();
                let entry = |(key, node): (Key<'t>, Self)| {
                    (Key { at: key.at, text: owned(key.text) }, node.into_owned())
                };
                Shape::Mapping(entries.map(entry).collect())
            }
        };
        Node { at: self.at, shape }
    }
}

impl Fault {
    fn new(code: &'static str, at: Span, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), at, hint: None }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// The file's own words for a message: in backticks, short, on one line.
pub fn quoted(text: &str) -> String {
    format!("`{}`", shown(text))
}

/// The file's own words, short and on one line.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String =
        text.chars().take(80).map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
    if text.chars().nth(80).is_some() {
        shown.push('…');
    }
    shown
}
