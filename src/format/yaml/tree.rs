//! The tree of a text, and all that keeps it from being one.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny};

use super::place::{Cursor, Span};
use super::reader::Reader;
use super::syntax;
use super::{Fault, Key, Limits, MOST_FAULTS, Node, Shape, quoted};

/// The outermost value of a text that passed the gate.
pub(super) fn root<'t>(text: &'t str, limits: &Limits) -> Result<Node<'t>, Vec<Fault>> {
    let mut tree = Tree {
        text,
        most_depth: limits.depth,
        cursor: Cursor::new(text),
        items: Vec::new(),
        entries: Vec::new(),
        faults: Vec::new(),
        given_up: false,
    };
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let root = documents.next().map(|first| Reader::root(&mut tree).deserialize(first));
    match &root {
        Some(Ok(node)) => {
            tree.further(documents.next());
            tree.not_empty(node);
        }
        Some(Err(error)) => tree.unreadable(error),
        None => {}
    }
    tree.faults.sort_by_key(|fault| fault.at);
    // The library may complain of a sigil, too.
    tree.faults.dedup();
    tree.faults.truncate(MOST_FAULTS);
    match root {
        Some(Ok(node)) if tree.faults.is_empty() => Ok(node),
        _ => Err(tree.faults),
    }
}

/// So few keys are compared with each other more quickly than sorted.
const FEW: usize = 16;

/// The tree while it is built.
pub(super) struct Tree<'t> {
    text: &'t str,
    most_depth: u32,
    /// Where the reading is.
    pub(super) cursor: Cursor<'t>,
    /// What was read of the lists that are open, the inner ones' behind the outer ones'.
    pub(super) items: Vec<Node<'t>>,
    /// What was read of the maps that are open, likewise.
    pub(super) entries: Vec<(Key<'t>, Node<'t>)>,
    faults: Vec<Fault>,
    /// Whether there is no sense in reading on.
    pub(super) given_up: bool,
}

impl<'t> Tree<'t> {
    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
        self.given_up |= self.faults.len() >= MOST_FAULTS;
    }

    /// Refuses the node here if so many lists and maps are around it.
    pub(super) fn dive(&mut self, depth: u32) {
        if depth > self.most_depth {
            let message = format!("more than {} levels deep", self.most_depth);
            self.faults.push(Fault::new("too-deep", self.cursor.span(), message));
            self.given_up = true;
        }
    }

    /// The node from `start` to the cursor.
    pub(super) fn node(&self, start: &Cursor, shape: Shape<'t>) -> Node<'t> {
        let has_text = match shape {
            Shape::Null => true,
            Shape::Scalar(_) => !matches!(start.next(), Some(b'|' | b'>')),
            Shape::Sequence(_) | Shape::Mapping(_) => false,
        };
        let length = if has_text { self.cursor.length_since(start) } else { 1 };
        Node { at: Span { length, ..start.span() }, shape }
    }

    /// Says why the library did not read on.
    fn unreadable(&mut self, error: &serde_yaml::Error) {
        // A value that does not fit its tag: the tag has a fault of its own.
        if !self.given_up && !error.to_string().contains("invalid value: ") {
            self.faults.push(syntax::fault(self.text, error));
        }
    }

    /// Refuses what follows the first document.
    fn further(&mut self, document: Option<serde_yaml::Deserializer>) {
        let Some(document) = document else { return };
        self.cursor.gap();
        if self.cursor.is_at_mark() {
            self.cursor.marks();
            let fault = Fault::new("several-documents", self.cursor.span(), "a second document starts here");
            self.faults.push(fault.hint("remove the `---` before it"));
        } else if let Err(error) = document.deserialize_ignored_any(IgnoredAny) {
            self.unreadable(&error);
        }
    }

    fn not_empty(&mut self, root: &Node) {
        if root.shape == Shape::Null && self.faults.is_empty() {
            self.faults.push(Fault::new("empty", Span::START, "the file is empty"));
        }
    }

    /// The list whose items begin there in `items`.
    pub(super) fn list(&mut self, from: usize) -> Vec<Node<'t>> {
        self.items.drain(from..).collect()
    }

    /// The map whose entries begin there in `entries`; refuses what stands in it twice.
    pub(super) fn map(&mut self, from: usize) -> Vec<(Key<'t>, Node<'t>)> {
        let entries: Vec<_> = self.entries.drain(from..).collect();
        let is_known = |(at, (key, _)): (usize, &(Key, Node))| {
            entries[..at].iter().any(|(known, _)| known.text == key.text)
        };
        if entries.len() <= FEW && !entries.iter().enumerate().any(is_known) {
            return entries;
        }
        let mut keys: Vec<&Key> = entries.iter().map(|(key, _)| key).collect();
        keys.sort_by(|one, other| one.text.cmp(&other.text));
        for pair in keys.windows(2).filter(|pair| pair[0].text == pair[1].text).take(MOST_FAULTS) {
            let (key, line) = (quoted(&pair[1].text), pair[0].at.line);
            let message = format!("the key {key} stands twice in this map, first in line {line}");
            self.fault(Fault::new("duplicate-key", pair[1].at, message));
        }
        entries
    }
}
