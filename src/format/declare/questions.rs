//! Questions and the names that they bring.

use super::super::fields::Fields;
use super::super::names::{Named, Scope, Yields};
use super::super::yaml::{Node, Span};
use super::{Draft, QuestionDraft};
use crate::checklist::{ChoiceListIx, Home, Id, ItemIx, ItemKind, Kind, QuestionIx};

const QUESTION: &[&str] = &[
    "id",
    "type",
    "label",
    "question",
    "help",
    "default",
    "placeholder",
    "required",
    "when",
    "check",
    "choices",
    "from",
    "fields",
    "key",
    "item",
    "renamed_from",
];
const RESERVED: [&str; 4] = ["id", "all", "any", "not"];

impl<'t> Draft<'t> {
    pub(super) fn question(&mut self, node: &'t Node, scope: &Scope) -> Option<QuestionIx> {
        let fields = self.faults.fields(node, "a question", QUESTION)?;
        let (id, at) = self.own_id(&fields, "a question")?;
        let home = scope.home.unwrap_or(Home::Document);
        self.check_question_name(&id, home, at);
        let (kind, yields, several) = self.kind(&fields, scope)?;
        let is_list = matches!(kind, Kind::List(_));
        let named = Named { id: id.clone(), home, yields, several, is_list };
        let ix = self.names.add_question(named);
        if let Yields::Text(_) = yields {
            self.names.questions[ix.0].yields = Yields::Text(ix);
        }
        self.questions.push(QuestionDraft {
            fields,
            id,
            home,
            steps: Vec::new(),
            kind,
            scope: scope.clone(),
        });
        if is_list {
            self.names.questions[ix.0].yields = Yields::Row(ix);
            let list = self.list(&fields, ix, scope);
            self.questions[ix.0].kind = Kind::List(list);
        } else if let Yields::Choice(list) = yields {
            self.choice_item(&fields, list);
        } else if let Some(node) = fields.get("item") {
            self.faults.add("misplaced-key", node.at, "only what can be repeated over has an `item`");
        }
        Some(ix)
    }

    fn check_question_name(&mut self, id: &Id, home: Home, at: Span) {
        if RESERVED.contains(&id.as_str()) {
            self.faults.add("reserved-name", at, format!("`{id}` is a word of the format itself"));
        }
        if self.list_names.contains_key(id.as_str()) {
            self.faults.add("shadowed-name", at, format!("`{id}` is the name of a list of choices"));
        }
        if home == Home::Document && self.names.item(id.as_str()).is_some() {
            self.faults.add("shadowed-name", at, format!("`{id}` is what one of a repeat is called"));
        }
        if self.names.question(home, id.as_str()).is_some() {
            let message = format!("there is a question `{id}` already");
            self.faults.add_hinted(
                "duplicate-id",
                at,
                message,
                "to ask it again in another step, write its bare id",
            );
        }
    }

    fn choice_item(&mut self, fields: &Fields<'t>, list: ChoiceListIx) {
        let Some(node) = fields.get("item") else { return };
        let Some(text) = self.faults.text(node, "`item`") else { return };
        if let Some(name) = self.id(text, node.at) {
            self.shared_item(&name, ItemKind::Choice(list), node.at);
        }
    }

    /// An item of choices or facts: two of one name are of one list of choices.
    pub(super) fn shared_item(&mut self, name: &Id, kind: ItemKind, at: Span) -> Option<ItemIx> {
        if let Some(item) = self.names.item(name.as_str()) {
            if self.names.items[item.0].kind == kind {
                return Some(item);
            }
            self.faults.add("shadowed-name", at, format!("`{name}` is what one of another repeat is called"));
            return None;
        }
        self.check_item_name(name, at);
        Some(self.names.add_item(name, kind))
    }

    pub(super) fn check_item_name(&mut self, name: &Id, at: Span) {
        if RESERVED.contains(&name.as_str()) {
            self.faults.add("reserved-name", at, format!("`{name}` is a word of the format itself"));
        }
        if self.list_names.contains_key(name.as_str()) {
            self.faults.add("shadowed-name", at, format!("`{name}` is the name of a list of choices"));
        }
        if self.names.question(Home::Document, name.as_str()).is_some() {
            self.faults.add("shadowed-name", at, format!("`{name}` is a question of the document"));
        }
    }
}
