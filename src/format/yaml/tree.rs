//! One pass of the YAML library that builds the tree.
//!
//! The library tells places only through errors, and reads `+44` as the number 44. So each node is first asked for
//! by [`DIVE`], which fails before anything is read and whose error tells where the node starts. The text there shows
//! the written number, and whether it is an anchor, an alias or a tag: those are passed over unread.

use std::collections::HashMap;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::dive::{DIVE, LIBRARY_DEPTH, TOO_DEEP, start};
use super::place::{Cursor, Span, length, word};
use super::syntax;
use super::{Fault, Key, Limits, MOST_FAULTS, Node, Plain, Scalar, Shape, quoted};

/// The outermost value of a text that passed the gate.
pub(super) fn root(text: &str, limits: &Limits) -> Result<Node, Vec<Fault>> {
    let mut tree = Tree { text, limits, cursor: Cursor::new(text), nodes: 1, faults: Vec::new(), root: None };
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let first = documents.next().map(|first| first.deserialize_newtype_struct("", Descent::new(&mut tree)));
    let node = match (first, tree.root.take()) {
        (Some(Err(error)), Some(shape)) => tree.finish_root(&error, shape),
        (Some(Err(error)), None) if !tree.is_given_up() => {
            tree.faults.push(syntax::fault(text, &error));
            None
        }
        _ => None,
    };
    // Also says what is wrong behind the first value.
    if let (Some(_), Some(second)) = (&node, documents.next()) {
        tree.faults
            .extend(second.deserialize_newtype_struct("", DIVE).err().map(|error| further(text, &error)));
    }
    tree.faults.sort_by_key(|fault| fault.at);
    // An empty value and what follows it may start at one spot.
    tree.faults.dedup();
    match node {
        Some(node) if tree.faults.is_empty() => Ok(node),
        _ => Err(tree.faults),
    }
}

/// The fault for what follows the first document.
fn further(text: &str, error: &serde_yaml::Error) -> Fault {
    match error.location() {
        Some(place) if error.to_string().starts_with(TOO_DEEP) => {
            let at = syntax::span(place.line(), place.column());
            Fault::new("several-documents", at, "a second document starts here")
                .hint("remove the `---` before it")
        }
        _ => syntax::fault(text, error),
    }
}

/// The tree while it is built.
struct Tree<'t> {
    text: &'t str,
    limits: &'t Limits,
    cursor: Cursor<'t>,
    nodes: usize,
    faults: Vec<Fault>,
    /// Set just before the reading of the outermost value fails on purpose, for the place in that error.
    root: Option<Shape>,
}

/// Where a node starts, and whether it is to be passed over.
#[derive(Clone, Copy)]
struct Place {
    byte: usize,
    at: Span,
    refused: bool,
    /// Surely text: then it is not tried as anything else.
    is_text: bool,
}

impl<'t> Tree<'t> {
    /// Takes in the place of the next node and decides whether to read it; an error ends the reading.
    fn admit<E: Error>(&mut self, (line, column): (u32, u32), depth: usize) -> Result<Place, E> {
        self.cursor.seek(line, column);
        let (byte, at) = (self.cursor.byte, self.cursor.span());
        self.nodes += 1;
        let fault = if self.nodes > self.limits.nodes {
            let message = format!("the file has more than {} keys and values", self.limits.nodes);
            Some(Fault::new("too-large", at, message))
        } else if depth > self.limits.depth {
            Some(Fault::new("too-deep", at, format!("more than {} levels deep", self.limits.depth)))
        } else {
            self.sigil(byte, at)
        };
        let refused = fault.is_some();
        self.faults.extend(fault);
        if self.is_given_up() {
            Err(E::custom("given up"))
        } else {
            Ok(Place { byte, at, refused, is_text: false })
        }
    }

    fn is_given_up(&self) -> bool {
        self.nodes > self.limits.nodes || self.faults.len() >= MOST_FAULTS
    }

    fn rest(&self, byte: usize) -> &'t str {
        self.text.get(byte..).unwrap_or_default()
    }

    /// No token but an anchor, an alias or a tag starts with these, and a node starts with its first token.
    fn sigil(&self, byte: usize, at: Span) -> Option<Fault> {
        let rest = self.rest(byte);
        rest.starts_with(['&', '*', '!']).then(|| syntax::sigil(rest, at))
    }

    fn finish_root(&mut self, error: &serde_yaml::Error, shape: Shape) -> Option<Node> {
        let place = error.location()?;
        let (byte, at) = (place.index(), syntax::span(place.line(), place.column()));
        self.faults.extend(self.sigil(byte, at));
        if shape == Shape::Null && self.faults.is_empty() {
            self.faults.push(Fault::new("empty", Span::START, "the file is empty"));
        }
        Some(self.node(Place { byte, at, refused: false, is_text: false }, shape))
    }

    /// A node with its written text and its length.
    fn node(&mut self, place: Place, mut shape: Shape) -> Node {
        let rest = self.rest(place.byte);
        if let Shape::Scalar(scalar) = &mut shape {
            if scalar.plain != Plain::Text {
                word(rest).clone_into(&mut scalar.text);
            } else if scalar.text.contains('\u{FDD0}') {
                self.faults.push(
                    Fault::new("control-character", place.at, "U+FDD0 is no character").hint("remove it"),
                );
            }
        }
        let at = Span { length: if place.refused { 1 } else { length(rest, &shape) }, ..place.at };
        Node { at, shape }
    }

    /// Where a value starts, if it does so on the line of its key: that spares a dive.
    fn beside(&self, byte: usize, key: &Key) -> Option<(u32, u32)> {
        let here = self.rest(byte);
        let after = here.strip_prefix(key.text.as_str())?.trim_start_matches(' ').strip_prefix(':')?;
        let value = after.trim_start_matches([' ', '\t']);
        // What has no value here has it further down, or none.
        let is_here = value.len() < after.len() && !value.starts_with(['\r', '\n', '#', ',', '}', ']']);
        let columns = here.get(..here.len() - value.len())?.chars().count();
        (is_here && !value.is_empty())
            .then(|| (key.at.line, key.at.column.saturating_add(u32::try_from(columns).unwrap_or(u32::MAX))))
    }

    /// A key, unless it is refused.
    fn key(&mut self, place: Place, shape: Shape, seen: &mut HashMap<String, u32>) -> Option<Key> {
        if place.refused {
            return None;
        }
        let rest = self.rest(place.byte);
        let Node { at, shape } = self.node(place, shape);
        let text = match shape {
            Shape::Scalar(scalar) => scalar.text,
            Shape::Null if matches!(word(rest), "~" | "null" | "Null" | "NULL") => word(rest).to_owned(),
            _ => {
                self.faults.push(Fault::new("key-not-text", at, "a key must be a text"));
                return None;
            }
        };
        if text == "<<" && rest.starts_with('<') {
            let fault = Fault::new("merge-key", at, "`<<` is a merge key, which a file may not have");
            self.faults.push(fault.hint("write the keys out"));
            return None;
        }
        if let Some(line) = seen.insert(text.clone(), at.line) {
            let message = format!("the key {} stands twice in this map, first in line {line}", quoted(&text));
            self.faults.push(Fault::new("duplicate-key", at, message));
            return None;
        }
        Some(Key { at, text })
    }
}

/// Whether a value that starts like this beside its key is text: no map or list can start there without a bracket,
/// and `true`, `false`, `null` and numbers start otherwise.
fn is_text(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_alphabetic() && !"tTfFnN".contains(c))
}

/// Reads one node, `depth` lists and maps deep.
struct Reader<'a, 't> {
    tree: &'a mut Tree<'t>,
    depth: usize,
    refused: bool,
    is_text: bool,
}

impl<'t> Reader<'_, 't> {
    /// Reads a node inside this one.
    fn inside(&mut self, place: Place) -> Reader<'_, 't> {
        Reader { tree: self.tree, depth: self.depth + 1, refused: place.refused, is_text: place.is_text }
    }

    fn admit<E: Error>(&mut self, dived: Result<Option<()>, E>) -> Result<Option<Place>, E> {
        match start(dived)? {
            Some(start) => self.tree.admit(start, self.depth + 1).map(Some),
            None => Ok(None),
        }
    }

    fn done<E: Error>(self, shape: Shape) -> Result<Shape, E> {
        if self.depth > 0 {
            return Ok(shape);
        }
        self.tree.root = Some(shape);
        Err(E::custom("read"))
    }

    fn plain<E: Error>(self, plain: Plain) -> Result<Shape, E> {
        self.done(Shape::Scalar(Scalar { text: String::new(), plain }))
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = Shape;

    fn deserialize<D: Deserializer<'de>>(self, node: D) -> Result<Shape, D::Error> {
        if self.refused {
            return node.deserialize_ignored_any(IgnoredAny).map(|_| Shape::Null);
        }
        if self.is_text { node.deserialize_str(self) } else { node.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Shape, E> {
        self.done(Shape::Null)
    }

    /// A document without any value.
    fn visit_none<E: Error>(self) -> Result<Shape, E> {
        self.done(Shape::Null)
    }

    /// A tag around the outermost value; all others are refused before.
    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Shape, A::Error> {
        self.done(Shape::Null)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Shape, E> {
        self.done(Shape::Scalar(Scalar { text: text.to_owned(), plain: Plain::Text }))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Shape, E> {
        self.plain(Plain::Bool(value))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Shape, E> {
        self.plain(Plain::Number)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Shape, E> {
        self.plain(Plain::Number)
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Shape, E> {
        self.plain(Plain::Number)
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Shape, E> {
        self.plain(Plain::Number)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Shape, E> {
        self.plain(Plain::Number)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut sequence: A) -> Result<Shape, A::Error> {
        let mut nodes = Vec::new();
        while let Some(place) = self.admit(sequence.next_element_seed(DIVE))? {
            let Some(shape) = sequence.next_element_seed(self.inside(place))? else { break };
            nodes.push(self.tree.node(place, shape));
        }
        self.done(Shape::Sequence(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Shape, A::Error> {
        let mut entries = Vec::new();
        let mut seen = HashMap::new();
        while let Some(place) = self.admit(map.next_key_seed(DIVE))? {
            let Some(shape) = map.next_key_seed(self.inside(place))? else { break };
            let key = self.tree.key(place, shape, &mut seen);
            let beside = key.as_ref().and_then(|key| self.tree.beside(place.byte, key));
            let place = match beside {
                Some(start) => {
                    let place: Place = self.tree.admit(start, self.depth + 1)?;
                    Some(Place { is_text: is_text(self.tree.rest(place.byte)), ..place })
                }
                None => self.admit(map.next_value_seed(DIVE).map(Some))?,
            };
            let Some(place) = place else { break };
            let shape = map.next_value_seed(self.inside(place))?;
            let value = self.tree.node(place, shape);
            entries.extend(key.map(|key| (key, value)));
        }
        self.done(Shape::Mapping(entries))
    }
}

/// Uses up the depth that the library allows beyond our own limit, so that each [`DIVE`] is short.
struct Descent<'a, 't> {
    left: usize,
    reader: Reader<'a, 't>,
}

impl<'a, 't> Descent<'a, 't> {
    fn new(tree: &'a mut Tree<'t>) -> Self {
        let left = LIBRARY_DEPTH.saturating_sub(tree.limits.depth + 2);
        Self { left, reader: Reader { tree, depth: 0, refused: false, is_text: false } }
    }
}

impl<'de> Visitor<'de> for Descent<'_, '_> {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        self.reader.expecting(formatter)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, node: D) -> Result<Shape, D::Error> {
        match self.left.checked_sub(1) {
            Some(left) => node.deserialize_newtype_struct("", Self { left, ..self }),
            None => node.deserialize_any(self.reader),
        }
    }
}
