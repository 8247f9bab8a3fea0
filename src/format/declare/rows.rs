//! Lists: what one row is called, what is asked of it, and what tells rows apart.

use super::super::fields::Fields;
use super::super::names::Scope;
use super::super::yaml::Shape;
use super::Draft;
use crate::checklist::{Home, ItemIx, ItemKind, List, QuestionIx};

impl<'t> Draft<'t> {
    pub(super) fn list(&mut self, fields: &Fields<'t>, ix: QuestionIx, scope: &Scope) -> List {
        let mut inside = scope.clone();
        inside.home = Some(Home::Row(ix));
        inside.open.push(ix);
        let item = self.list_item(fields, ix);
        inside.items.extend(item);
        let mut own = Vec::new();
        let nodes = fields.need("fields", "a list", &mut self.faults);
        let nodes = self.faults.list(nodes, "`fields`");
        for node in nodes {
            if let Shape::Scalar(_) = node.shape {
                self.faults.add("wrong-type", node.at, "a field is a question, not a bare id");
            } else if let Some(field) = self.question(node, &inside) {
                own.push(field);
            }
        }
        if nodes.is_empty() {
            self.faults.add("empty", fields.key("fields"), "a list has at least one field");
        }
        let key = self.key(fields, ix, &own);
        List { item: item.unwrap_or(ItemIx(0)), key, fields: own }
    }

    fn list_item(&mut self, fields: &Fields<'t>, ix: QuestionIx) -> Option<ItemIx> {
        let node = fields.need("item", "a list", &mut self.faults)?;
        let text = self.faults.text(node, "`item`")?;
        let name = self.id(text, node.at)?;
        self.check_item_name(&name, node.at);
        if self.names.item(name.as_str()).is_some() {
            self.faults.add(
                "shadowed-name",
                node.at,
                format!("`{name}` is what one of another repeat is called"),
            );
            return None;
        }
        Some(self.names.add_item(&name, ItemKind::Row(ix)))
    }

    /// The fields that tell rows apart: first, required, always asked, of one value.
    fn key(&mut self, fields: &Fields<'t>, list: QuestionIx, own: &[QuestionIx]) -> Vec<QuestionIx> {
        let Some(node) = fields.need("key", "a list", &mut self.faults) else { return Vec::new() };
        let mut key = Vec::new();
        for node in self.faults.one_or_many(Some(node)) {
            let Some(id) = self.faults.text(node, "`key`") else { continue };
            let Some(field) = self.names.question(Home::Row(list), id) else {
                let known: Vec<_> = own.iter().map(|&field| self.questions[field.0].id.to_string()).collect();
                let message = format!("`{id}` is no field of this list");
                self.faults.unknown("unknown-name", node.at, message, id, known.iter().map(String::as_str));
                continue;
            };
            key.push(field);
            let draft = &self.questions[field.0];
            let optional = draft
                .fields
                .get("required")
                .is_some_and(|node| matches!(&node.shape, Shape::Scalar(scalar) if scalar.text == "false"));
            let wrong = if draft.fields.get("when").is_some() {
                Some("is not always asked: it has a `when`")
            } else if optional {
                Some("is not required")
            } else if self.names.questions[field.0].several {
                Some("may have several values")
            } else {
                None
            };
            if let Some(wrong) = wrong {
                self.faults.add("bad-key", node.at, format!("`{id}` tells rows apart, but {wrong}"));
            }
        }
        if !own.starts_with(&key) {
            self.faults.add(
                "bad-key",
                node.at,
                "the fields of the key stand first in `fields`, in the same order",
            );
        }
        key
    }
}
