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
    depth: usize,
    /// Whether brackets are.
    flow: bool,
    /// The column of the innermost list or map in block form; 0 if there is none.
    indent: usize,
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
    fn open(&mut self, bracket: char) -> Around {
        let Around { depth, flow, indent } = self.around;
        match self.tree.cursor.indicator(bracket, true) {
            true => Around { depth: depth + 1, flow: true, indent },
            false => Around { depth: depth + 1, flow, indent: self.start.span().column as usize },
        }
    }

    /// Passes the bracket that closes a list or map, if one opened it.
    fn close(&mut self, opened: char, bracket: char) {
        if self.start.rest().starts_with(opened) {
            self.tree.cursor.gap();
            self.tree.cursor.indicator(',', true);
            self.tree.cursor.gap();
            self.tree.cursor.indicator(bracket, true);
        }
    }

    /// Goes to the start of the node.
    fn approach(&mut self) {
        let flow = self.around.flow;
        let cursor = &mut self.tree.cursor;
        let indicators: &[char] = match self.seat {
            Seat::Root => {
                cursor.marks();
                &[]
            }
            Seat::Item if flow => &[','],
            Seat::Item => &['-'],
            Seat::Key if flow => &[',', '?'],
            Seat::Key => &['?'],
            Seat::Value => &[':'],
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
            let (rest, at) = (cursor.rest(), cursor.span());
            let is_alias = rest.starts_with('*');
            let is_map = is_alias && self.seat != Seat::Key && cursor.is_key_alias(self.around.flow);
            if is_map || !rest.starts_with(['*', '&', '!']) {
                return false;
            }
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
        let starts = |c: char| c.is_ascii_alphabetic() && !"tTfFnN".contains(c);
        is_scalar && self.start.rest().starts_with(starts)
    }

    /// Reads the entries of a map, as far as they can be read.
    fn entries<'de, A: MapAccess<'de>>(
        &mut self,
        mut map: A,
        around: Around,
        entries: &mut Vec<(Key, Node)>,
    ) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(self.inside(Seat::Key, around))? {
            let value = map.next_value_seed(self.inside(Seat::Value, around))?;
            match key.shape {
                Shape::Scalar(scalar) => entries.push((Key { at: key.at, text: scalar.text }, value)),
                _ => self.tree.fault(Fault::new("key-not-text", key.at, "a key must be a text")),
            }
        }
        Ok(())
    }

    fn node(self, shape: Shape) -> Node {
        self.tree.node(&self.start, shape)
    }

    fn scalar(self, text: String, plain: Plain) -> Node {
        self.node(Shape::Scalar(Scalar { text, plain }))
    }

    fn plain(self, plain: Plain) -> Node {
        let text = self.tree.cursor.word().to_owned();
        self.scalar(text, plain)
    }

    fn text(self, text: &str) -> Node {
        self.tree.cursor.scalar(text, self.around.indent);
        // An escape can make what the gate refused.
        let is_no_character = self.start.rest().starts_with('"') && text.contains('\u{FDD0}');
        let is_merge = self.seat == Seat::Key && text == "<<" && self.start.rest().starts_with('<');
        let scalar = Scalar { text: text.to_owned(), plain: Plain::Text };
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
        let is_inside = || self.around.flow || self.start.span().column as usize > self.around.indent;
        match (self.seat, &self.behind) {
            (Seat::Root, _) => true,
            (Seat::Key, behind) => behind.is_none() || is_inside(),
            (Seat::Value, behind) => behind.is_some() && is_inside(),
            (Seat::Item, _) => is_inside(),
        }
    }

    /// A null; as a key its word is a text.
    fn null(self) -> Node {
        let word = if self.is_written() { self.tree.cursor.null() } else { None };
        match word {
            Some(word) if self.seat == Seat::Key => self.scalar(word.to_owned(), Plain::Text),
            Some(_) => self.node(Shape::Null),
            // It stands right behind its indicator; within brackets where the next thing does.
            None => {
                let start = self.behind.filter(|_| !self.around.flow).unwrap_or(self.start);
                Node { at: start.span(), shape: Shape::Null }
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(mut self, node: D) -> Result<Node, D::Error> {
        self.approach();
        self.tree.count(self.around.depth);
        let is_alias = self.sigils();
        if self.tree.given_up {
            return Err(D::Error::custom("given up"));
        }
        if is_alias {
            // Reading it would read what it stands for.
            node.deserialize_ignored_any(IgnoredAny)?;
            let text = tokens::sigil(self.start.rest()).to_owned();
            return Ok(self.scalar(text, Plain::Text));
        }
        if self.is_text() { node.deserialize_str(self) } else { node.deserialize_any(self) }
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(self.null())
    }

    /// A document without any value.
    fn visit_none<E: Error>(self) -> Result<Node, E> {
        Ok(self.null())
    }

    /// A node behind a tag, which has its fault.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (IgnoredAny, node) = tagged.variant()?;
        node.newtype_variant_seed(Tagged(self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(self.text(text))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(self.plain(Plain::Bool(value)))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Node, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Node, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Node, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Node, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        Ok(self.plain(Plain::Number))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut sequence: A) -> Result<Node, A::Error> {
        let around = self.open('[');
        let mut nodes = Vec::new();
        while let Some(node) = sequence.next_element_seed(self.inside(Seat::Item, around))? {
            nodes.push(node);
        }
        self.close('[', ']');
        Ok(self.node(Shape::Sequence(nodes)))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, map: A) -> Result<Node, A::Error> {
        let around = self.open('{');
        let mut entries = Vec::new();
        let read = self.entries(map, around, &mut entries);
        self.tree.each_once(&entries);
        read?;
        self.close('{', '}');
        Ok(self.node(Shape::Mapping(entries)))
    }
}

/// What a tag was passed of.
struct Tagged<'a, 't>(Reader<'a, 't>);

impl<'de> DeserializeSeed<'de> for Tagged<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, node: D) -> Result<Node, D::Error> {
        node.deserialize_any(self.0)
    }
}
