//! Lists: what one row is called, what is asked of it, and what tells rows apart.

use super::super::fields::Fields;
use super::super::names::{Part, Scope};
use super::super::yaml::{Node, Plain, Shape, Span, quoted};
use super::{Draft, no_id};
use crate::checklist::{Home, ItemIx, ItemKind, List, QuestionIx};

impl<'t> Draft<'t> {
    pub(super) fn list(&mut self, fields: &Fields<'t>, ix: QuestionIx, scope: &Scope) -> List {
        let item = self.list_item(fields, ix);
        let mut inside = scope.clone();
        inside.home = Some(Home::Row(ix));
        inside.open.push(ix);
        inside.items.push(item);
        let mut own = Vec::new();
        let nodes = fields.need("fields", "a list", &mut self.faults);
        if let Some(Node { shape: Shape::Sequence(nodes), at }) = nodes
            && nodes.is_empty()
        {
            self.faults.add("empty", *at, "a list has at least one field");
        }
        if nodes.is_none() {
            self.names.gaps.insert(Part::Answer);
        }
        for node in self.named_list(nodes, "`fields`") {
            if let Shape::Scalar(_) = node.shape {
                self.faults.add("wrong-type", node.at, "a field is a question, not a bare id");
            } else {
                own.extend(self.question(node, &inside));
            }
        }
        let key = self.key(fields, ix, &own);
        List { item, key, fields: own }
    }

    /// What one row is called. A list without an item is read all the same.
    fn list_item(&mut self, fields: &Fields<'t>, ix: QuestionIx) -> ItemIx {
        let node = fields.need("item", "a list", &mut self.faults);
        let name = node.and_then(|node| Some((self.item_name(node)?, node.at)));
        if node.is_none() {
            self.names.gaps.insert(Part::Answer);
        }
        match name {
            Some((name, at)) => {
                self.check_item_name(&name, at);
                self.names.add_item(&name, ItemKind::Row(ix))
            }
            None => self.names.add_item(&no_id(), ItemKind::Row(ix)),
        }
    }

    /// The fields that tell rows apart: first, required, always asked, of one value.
    fn key(&mut self, fields: &Fields<'t>, list: QuestionIx, own: &[QuestionIx]) -> Vec<QuestionIx> {
        let Some(node) = fields.need("key", "a list", &mut self.faults) else { return Vec::new() };
        let nodes = node.items();
        if nodes.is_empty() {
            self.faults.add("empty", node.at, "a key has at least one field");
        }
        let mut key = Vec::new();
        for node in nodes {
            let Some(id) = self.faults.text(node, "`key`") else { continue };
            if let Some(field) = self.names.question(Home::Row(list), id) {
                key.push(field);
                self.check_key_field(field, id, node.at);
            } else {
                let message = format!("{} is no field of this list", quoted(id));
                self.names.unknown_at(
                    (Part::Answer, id),
                    message,
                    self.names.asked(Home::Row(list)),
                    node.at,
                    &mut self.faults,
                );
            }
        }
        if key.len() == nodes.len() && !own.starts_with(&key) {
            let message = "the fields of the key stand first in `fields`, in the same order";
            self.faults.add("bad-key", node.at, message);
        }
        key
    }

    fn check_key_field(&mut self, field: QuestionIx, id: &str, at: Span) {
        let fields = &self.questions[field.0].fields;
        let optional = |node: &Node| match &node.shape {
            Shape::Scalar(scalar) => scalar.plain == Plain::Bool(false),
            _ => false,
        };
        let wrong = if fields.get("when").is_some() {
            "is not always asked: it has a `when`"
        } else if fields.get("required").is_some_and(optional) {
            "is not required"
        } else if self.names.questions[field.0].several {
            "may have several values"
        } else {
            return;
        };
        self.faults.add("bad-key", at, format!("{} tells rows apart, but {wrong}", quoted(id)));
    }
}
