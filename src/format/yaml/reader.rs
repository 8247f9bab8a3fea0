//! One pass of the YAML library that builds the tree, with a cursor that goes along through the text.
//!
//! The library tells no places, and reads `+44` as the number 44. But it hands out what it read in the order of the
//! text, and between two nodes there is nothing but gaps and indicators. So the cursor passes over these, and over
//! each node when it is handed out: then it stands where the next one starts.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::place::Cursor;
use super::tree::Tree;
use super::{Fault, Key, Node, Plain, Scalar, Shape, syntax, tokens};

/// What a node is read as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seat {
    Root,
    Item,
    Key,
    Value,
}

/// What is around a node.
#[derive(Clone, Copy)]
struct Around {
    /// How many lists and maps.
    depth: u32,
    /// Whether brackets are.
    flow: bool,
    /// The column of the innermost list or map in block form; 0 if there is none.
    indent: u32,
}

/// Reads one node.
pub(super) struct Reader<'a, 't> {
    tree: &'a mut Tree<'t>,
    seat: Seat,
    around: Around,
    /// Where it starts.
    start: Cursor<'t>,
    /// Where the indicator before it ends, if there is one.
    behind: Option<Cursor<'t>>,
}

impl<'a, 't> Reader<'a, 't> {
    pub(super) fn root(tree: &'a mut Tree<'t>) -> Self {
        let around = Around { depth: 0, flow: false, indent: 0 };
        Self { start: tree.cursor, tree, seat: Seat::Root, around, behind: None }
    }

    fn inside(&mut self, seat: Seat, around: Around) -> Reader<'_, 't> {
        Reader { start: self.tree.cursor, tree: self.tree, seat, around, behind: None }
    }

    /// What is around the nodes of this one, a list or map; passes its bracket.
    fn open(&mut self, bracket: u8) -> Around {
        let Around { depth, flow, indent } = self.around;
        match self.tree.cursor.indicator(bracket, true) {
            true => Around { depth: depth + 1, flow: true, indent },
            false => Around { depth: depth + 1, flow, indent: self.start.span().column },
        }
    }

    /// Passes the bracket that closes a list or map, if one opened it.
    fn close(&mut self, opened: u8, bracket: u8) {
        if self.start.next() == Some(opened) {
            self.tree.cursor.gap();
            self.tree.cursor.indicator(b',', true);
            self.tree.cursor.gap();
            self.tree.cursor.indicator(bracket, true);
        }
    }

    /// Goes to the start of the node.
    fn approach(&mut self) {
        let flow = self.around.flow;
        let cursor = &mut self.tree.cursor;
        let indicators: &[u8] = match self.seat {
            Seat::Root => {
                cursor.marks();
                &[]
            }
            Seat::Item if flow => b",",
            Seat::Item => b"-",
            Seat::Key if flow => b",?",
            Seat::Key => b"?",
            Seat::Value => b":",
        };
        cursor.gap();
        for indicator in indicators {
            if cursor.indicator(*indicator, flow) {
                self.behind = Some(*cursor);
                cursor.gap();
            }
        }
        self.start = *cursor;
    }

    /// Refuses the sigils before a node; whether it is an alias, of which nothing may be read.
    fn sigils(&mut self) -> bool {
        loop {
            let cursor = &mut self.tree.cursor;
            self.start = *cursor;
            let is_alias = match cursor.next() {
                Some(b'*') => true,
                Some(b'&' | b'!') => false,
                _ => return false,
            };
            if is_alias && self.seat != Seat::Key && cursor.is_key_alias(self.around.flow) {
                return false;
            }
            let (rest, at) = (cursor.rest(), cursor.span());
            cursor.sigil();
            self.tree.fault(syntax::sigil(rest, at));
            if is_alias {
                return true;
            }
            self.tree.cursor.gap();
        }
    }

    /// Whether it surely is a text, which then need not be tried as anything else: no map or list starts like this
    /// behind an indicator, and `true`, `false`, `null` and numbers start otherwise.
    fn is_text(&self) -> bool {
        let is_scalar = match (self.seat, &self.behind) {
            (Seat::Key, behind) => self.around.flow || behind.is_none(),
            (Seat::Value, Some(behind)) => self.around.flow || behind.span().line == self.start.span().line,
            _ => false,
        };
        let starts = |byte: u8| byte.is_ascii_alphabetic() && !b"tTfFnN".contains(&byte);
        is_scalar && self.start.next().is_some_and(starts)
    }

    /// Reads the entries of a map, as far as they can be read.
    fn entries<'de, A: MapAccess<'de>>(&mut self, mut map: A, around: Around) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(self.inside(Seat::Key, around))? {
            let value = map.next_value_seed(self.inside(Seat::Value, around))?;
            match key.shape {
                Shape::Scalar(scalar) => {
                    self.tree.entries.push((Key { at: key.at, text: scalar.text }, value));
                }
                _ => self.tree.fault(Fault::new("key-not-text", key.at, "a key must be a text")),
            }
        }
        Ok(())
    }

    fn node(self, shape: Shape<'t>) -> Node<'t> {
        self.tree.node(&self.start, shape)
    }

    fn scalar(self, text: &'t str, plain: Plain) -> Node<'t> {
        self.node(Shape::Scalar(Scalar { text: text.into(), plain }))
    }

    fn plain(self, plain: Plain) -> Node<'t> {
        let text = self.tree.cursor.word();
        self.scalar(text, plain)
    }

    fn text(self, text: &str) -> Node<'t> {
        let written = self.tree.cursor.scalar(text, self.around.indent);
        // An escape can make what the gate refused.
        let is_no_character = self.start.next() == Some(b'"') && text.contains('\u{FDD0}');
        let is_merge = self.seat == Seat::Key && text == "<<" && self.start.next() == Some(b'<');
        let scalar = Scalar { text: written, plain: Plain::Text };
        let (start, tree) = (self.start, self.tree);
        let node = tree.node(&start, Shape::Scalar(scalar));
        if is_no_character {
            let fault = Fault::new("control-character", node.at, "U+FDD0 is no character");
            tree.fault(fault.hint("remove it"));
        }
        if is_merge {
            let fault = Fault::new("merge-key", node.at, "`<<` is a merge key, which a file may not have");
            tree.fault(fault.hint("write the keys out"));
        }
        node
    }

    /// Whether what starts here is a part of the node; else nothing of it is written, and this comes next.
    fn is_written(&self) -> bool {
        let is_inside = || self.around.flow || self.start.span().column > self.around.indent;
        match (self.seat, &self.behind) {
            (Seat::Root, _) => true,
            (Seat::Key, behind) => behind.is_none() || is_inside(),
            (Seat::Value, behind) => behind.is_some() && is_inside(),
            (Seat::Item, _) => is_inside(),
        }
    }

    /// A null; as a key its word is a text.
    fn null(self) -> Node<'t> {
        let word = if self.is_written() { self.tree.cursor.null() } else { None };
        match word {
            Some(word) if self.seat == Seat::Key => self.scalar(word, Plain::Text),
            Some(_) => self.node(Shape::Null),
            // It stands right behind its indicator; within brackets where the next thing does.
            None => {
                let start = self.behind.filter(|_| !self.around.flow).unwrap_or(self.start);
                Node { at: start.span(), shape: Shape::Null }
            }
        }
    }
}

impl<'de, 't> DeserializeSeed<'de> for Reader<'_, 't> {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'de>>(mut self, node: D) -> Result<Node<'t>, D::Error> {
        self.approach();
        self.tree.dive(self.around.depth);
        let is_alias = self.sigils();
        if self.tree.given_up {
            return Err(D::Error::custom("given up"));
        }
        if is_alias {
            // Reading it would read what it stands for.
            node.deserialize_ignored_any(IgnoredAny)?;
            let text = tokens::sigil(self.start.rest());
            return Ok(self.scalar(text, Plain::Text));
        }
        if self.is_text() { node.deserialize_str(self) } else { node.deserialize_any(self) }
    }
}

impl<'de, 't> Visitor<'de> for Reader<'_, 't> {
    type Value = Node<'t>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node<'t>, E> {
        Ok(self.null())
    }

    /// A document without any value.
    fn visit_none<E: Error>(self) -> Result<Node<'t>, E> {
        Ok(self.null())
    }

    /// A node behind a tag, which has its fault.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node<'t>, A::Error> {
        let (IgnoredAny, node) = tagged.variant()?;
        node.newtype_variant_seed(Tagged(self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node<'t>, E> {
        Ok(self.text(text))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node<'t>, E> {
        Ok(self.plain(Plain::Bool(value)))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Node<'t>, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Node<'t>, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Node<'t>, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Node<'t>, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Node<'t>, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut sequence: A) -> Result<Node<'t>, A::Error> {
        let around = self.open(b'[');
        let from = self.tree.items.len();
        while let Some(node) = sequence.next_element_seed(self.inside(Seat::Item, around))? {
            self.tree.items.push(node);
        }
        self.close(b'[', b']');
        let nodes = self.tree.list(from);
        Ok(self.node(Shape::Sequence(nodes)))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, map: A) -> Result<Node<'t>, A::Error> {
        let around = self.open(b'{');
        let from = self.tree.entries.len();
        let read = self.entries(map, around);
        let entries = self.tree.map(from);
        read?;
        self.close(b'{', b'}');
        Ok(self.node(Shape::Mapping(entries)))
    }
}

/// What a tag was passed of.
struct Tagged<'a, 't>(Reader<'a, 't>);

impl<'de, 't> DeserializeSeed<'de> for Tagged<'_, 't> {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'de>>(self, node: D) -> Result<Node<'t>, D::Error> {
        node.deserialize_any(self.0)
    }
}
