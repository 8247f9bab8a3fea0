//! Questions and the names that they bring.

use super::super::names::{Named, Part, Scope, Yields};
use super::super::yaml::{Node, Shape, Span, quoted};
use super::{Draft, QuestionDraft, no_id};
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
    pub(super) fn question(&mut self, node: &'t Node<'t>, scope: &Scope) -> Option<QuestionIx> {
        let Some(fields) = self.faults.fields(node, "a question", QUESTION) else {
            self.names.gaps.insert(Part::Answer);
            return None;
        };
        let own = self.own_id(&fields, "a question", Part::Answer);
        let has_id = match (&own, scope.home) {
            (Some((id, at)), Some(home)) => {
                self.check_question_name(id, home, *at);
                true
            }
            // Nobody knows whose it is.
            (Some((id, _)), None) => {
                self.doubt(id.as_str());
                false
            }
            (None, _) => false,
        };
        let id = own.map_or_else(no_id, |(id, _)| id);
        let home = scope.home.unwrap_or(Home::Document);
        let (kind, yields, several) = self.kind(&fields, scope);
        let is_list = matches!(kind, Some(Kind::List(_)));
        let named = Named { id: id.clone(), home, yields, several, is_list };
        let ix = self.names.add_question(named, has_id);
        let (steps, scope) = (Vec::new(), scope.clone());
        self.questions.push(QuestionDraft { fields, id, home, steps, kind, item: None, scope });
        self.inside(ix, yields);
        Some(ix)
    }

    /// What else a question declares: an item, and if it is a list its fields.
    fn inside(&mut self, ix: QuestionIx, yields: Yields) {
        let fields = self.questions[ix.0].fields.clone();
        let item = fields.get("item");
        match yields {
            Yields::Text(_) => self.names.questions[ix.0].yields = Yields::Text(ix),
            Yields::Row(_) if self.names.questions[ix.0].is_list => {
                self.names.questions[ix.0].yields = Yields::Row(ix);
                let scope = self.questions[ix.0].scope.clone();
                self.questions[ix.0].kind = Some(Kind::List(self.list(&fields, ix, &scope)));
                return;
            }
            Yields::Choice(list) => {
                self.questions[ix.0].item = item.and_then(|node| self.choice_item(node, list));
                return;
            }
            Yields::Unknown => {
                if let Some(Node { shape: Shape::Scalar(name), .. }) = item {
                    self.doubt(&name.text);
                }
                return;
            }
            _ => {}
        }
        if item.is_some() {
            let message = match yields {
                Yields::Row(_) => "a picked row is called what its list says",
                _ => "only what can be repeated over has an `item`",
            };
            self.faults.add("misplaced-key", fields.key("item"), message);
        }
    }

    fn check_question_name(&mut self, id: &Id, home: Home, at: Span) {
        if self.is_taken(id, at) {
            return;
        }
        let name = || quoted(id.as_str());
        if home == Home::Document && self.names.item(id.as_str()).is_some() {
            self.faults.add("shadowed-name", at, format!("{} is what one of a repeat is called", name()));
            self.doubt(id.as_str());
        } else if self.names.question(home, id.as_str()).is_some() {
            let hint = match home {
                Home::Document => "to ask it again in another step, write its bare id",
                Home::Row(_) => "each question of a row has an id of its own",
            };
            self.faults.add_hinted(
                "duplicate-id",
                at,
                format!("there is a question {} already", name()),
                hint,
            );
            self.names.twice.entry(Part::Answer).or_insert((id.clone(), at.line));
        }
    }

    /// Whether a name is a word of the format, or a list of choices.
    fn is_taken(&mut self, name: &Id, at: Span) -> bool {
        let quoted = || quoted(name.as_str());
        if RESERVED.contains(&name.as_str()) {
            self.faults.add("reserved-name", at, format!("{} is a word of the format itself", quoted()));
        } else if self.list_names.contains_key(name.as_str()) {
            self.faults.add("shadowed-name", at, format!("{} is the name of a list of choices", quoted()));
        } else {
            return false;
        }
        true
    }

    fn choice_item(&mut self, node: &'t Node<'t>, list: ChoiceListIx) -> Option<ItemIx> {
        let name = self.item_name(node)?;
        self.shared_item(&name, ItemKind::Choice(list), node.at)
    }

    /// What one of a repeat is called, as `item` says.
    pub(super) fn item_name(&mut self, node: &'t Node<'t>) -> Option<Id> {
        let text = self.faults.text(node, "`item`")?;
        let name = self.faults.id(text, node.at);
        if name.is_none() {
            self.doubt(text);
        }
        name
    }

    /// An item of choices or facts: two of one name are of one list of choices.
    pub(super) fn shared_item(&mut self, name: &Id, kind: ItemKind, at: Span) -> Option<ItemIx> {
        let known = self.names.item(name.as_str());
        if known.is_some_and(|item| self.names.items[item.0].kind == kind) {
            return known;
        }
        self.check_item_name(name, at);
        known.is_none().then(|| self.names.add_item(name, kind))
    }

    pub(super) fn check_item_name(&mut self, name: &Id, at: Span) {
        let why = if self.is_taken(name, at) {
            return;
        } else if self.names.question(Home::Document, name.as_str()).is_some() {
            "is a question of the document"
        } else if self.names.item(name.as_str()).is_some() {
            "is what one of another repeat is called"
        } else {
            return;
        };
        self.faults.add("shadowed-name", at, format!("{} {why}", quoted(name.as_str())));
        self.doubt(name.as_str());
    }
}
