//! Sections and steps.

use super::super::fields::Fields;
use super::super::names::Scope;
use super::super::yaml::{Node, Shape};
use super::{Draft, NodeDraft};
use crate::checklist::{Home, NodeIx, QuestionIx};

const SECTION: &[&str] = &["id", "title", "steps", "text", "when", "each", "needs", "renamed_from"];
const STEP: &[&str] = &[
    "id",
    "title",
    "actor",
    "text",
    "links",
    "expect",
    "notes",
    "tick",
    "ask",
    "irreversible",
    "wait",
    "evidence",
    "skip",
    "takes",
    "risk",
    "source",
    "verified",
    "renamed_from",
    "when",
    "each",
    "needs",
];
const DEEPEST: usize = 4;

impl<'t> Draft<'t> {
    pub(super) fn node(&mut self, node: &'t Node, parent: Option<NodeIx>, around: &Scope, depth: usize) {
        let is_step = !has_key(node, "steps");
        let (what, keys) = if is_step { ("a step", STEP) } else { ("a section", SECTION) };
        if depth == 1 && is_step && matches!(node.shape, Shape::Mapping(_)) {
            self.faults.add("missing-key", node.at, "a section needs `steps`");
            return;
        }
        let Some(fields) = self.faults.fields(node, what, keys) else { return };
        let Some((id, at)) = self.own_id(&fields, what) else { return };
        let ix = NodeIx(self.nodes.len());
        if self.node_ids.insert(id.clone(), ix).is_some() {
            self.faults.add("duplicate-id", at, format!("there is a section or step `{id}` already"));
        }
        if depth > DEEPEST && !is_step {
            self.faults.add("too-deep", node.at, format!("sections nest at most {DEEPEST} deep"));
            return;
        }
        let asked_before = self.questions.len();
        let (each, scope) = self.repeat(&fields, around);
        self.nodes.push(NodeDraft {
            fields,
            id,
            parent,
            end: ix,
            is_step,
            each,
            scope: scope.clone(),
            asked_before,
            asked_after: asked_before,
            asks: Vec::new(),
        });
        if is_step {
            self.nodes[ix.0].asks = self.asks(&fields, ix, &scope);
        } else {
            let steps = self.faults.list(fields.get("steps"), "`steps`");
            if steps.is_empty() {
                self.faults.add("empty", fields.key("steps"), "a section has at least one step");
            }
            for step in steps {
                self.node(step, Some(ix), &scope, depth + 1);
            }
        }
        self.nodes[ix.0].end = NodeIx(self.nodes.len());
        self.nodes[ix.0].asked_after = self.questions.len();
    }

    fn asks(&mut self, fields: &Fields<'t>, step: NodeIx, scope: &Scope) -> Vec<QuestionIx> {
        let mut asks = Vec::new();
        for node in self.faults.list(fields.get("ask"), "`ask`") {
            let asked = match &node.shape {
                Shape::Scalar(_) => self.asked_again(node),
                _ => match self.question(node, scope) {
                    Some(question) if scope.home.is_none() => {
                        let message = "nothing can be asked here: the repeats around are not each over a list inside the one before";
                        self.faults.add("misplaced-question", node.at, message);
                        Some(question)
                    }
                    question => question,
                },
            };
            if let Some(question) = asked {
                self.questions[question.0].steps.push(step);
                asks.push(question);
            }
        }
        asks
    }

    /// An earlier question of the document, by its bare id.
    fn asked_again(&mut self, node: &'t Node) -> Option<QuestionIx> {
        let id = self.faults.text(node, "a question")?;
        let found = self.names.question(Home::Document, id);
        if found.is_none() {
            let known = self.names.questions.iter().filter(|named| named.home == Home::Document);
            let known: Vec<_> = known.map(|named| named.id.to_string()).collect();
            let message = format!("no earlier question of the document is called `{id}`");
            self.faults.unknown("unknown-name", node.at, message, id, known.iter().map(String::as_str));
        }
        found
    }
}

fn has_key(node: &Node, key: &str) -> bool {
    matches!(&node.shape, Shape::Mapping(entries) if entries.iter().any(|(own, _)| own.text == key))
}
