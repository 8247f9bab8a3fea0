//! Sections and steps.

use super::super::fields::Fields;
use super::super::names::{Part, Scope};
use super::super::yaml::{Node, Shape, quoted};
use super::{Draft, NodeDraft, no_id};
use crate::checklist::{Home, Id, NodeIx, QuestionIx};
use crate::text::suggest::nearest;

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
    pub(super) fn node(&mut self, node: &'t Node<'t>, parent: Option<NodeIx>, around: &Scope, depth: usize) {
        let is_step = !has_steps(node);
        let (what, keys) = if is_step { ("a step", STEP) } else { ("a section", SECTION) };
        let Some(fields) = self.faults.fields(node, what, keys) else {
            self.names.gaps.extend([Part::Node, Part::Answer]);
            return;
        };
        if depth == 1 && is_step {
            let hint = "its steps stand in a list below it";
            self.faults.add_hinted("missing-key", node.at, "a section needs `steps`", hint);
        }
        if depth == DEEPEST + 1 && !is_step {
            self.faults.add("too-deep", node.at, format!("sections nest at most {DEEPEST} deep"));
        }
        let ix = NodeIx(self.nodes.len());
        let id = self.node_id(&fields, what, ix);
        let asked_before = self.questions.len();
        let (each, scope) = self.repeat(&fields, around);
        self.nodes.push(NodeDraft {
            fields: fields.clone(),
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
            self.steps(&fields, ix, &scope, depth);
        }
        self.nodes[ix.0].end = NodeIx(self.nodes.len());
        self.nodes[ix.0].asked_after = self.questions.len();
    }

    fn node_id(&mut self, fields: &Fields<'t>, what: &str, ix: NodeIx) -> Id {
        let Some((id, at)) = self.own_id(fields, what, Part::Node) else { return no_id() };
        if self.node_ids.contains_key(&id) {
            let message = format!("there is a section or step {} already", quoted(id.as_str()));
            self.faults.add("duplicate-id", at, message);
            self.names.twice.entry(Part::Node).or_insert((id.clone(), at.line));
        } else {
            self.node_ids.insert(id.clone(), ix);
        }
        id
    }

    fn steps(&mut self, fields: &Fields<'t>, section: NodeIx, scope: &Scope, depth: usize) {
        let node = fields.get("steps");
        if let Some(Node { shape: Shape::Sequence(nodes), at }) = node
            && nodes.is_empty()
        {
            self.faults.add("empty", *at, "a section has at least one step");
        }
        for step in self.named_list(node, "`steps`") {
            self.node(step, Some(section), scope, depth + 1);
        }
    }

    fn asks(&mut self, fields: &Fields<'t>, step: NodeIx, scope: &Scope) -> Vec<QuestionIx> {
        let mut asks = Vec::new();
        let mut misplaced = scope.home.is_none() && !scope.unsure;
        for node in self.named_list(fields.get("ask"), "`ask`") {
            let asked = if let Shape::Scalar(_) = node.shape {
                self.asked_again(node, step)
            } else {
                if std::mem::take(&mut misplaced) {
                    let message = "nothing can be asked here: the repeats around are not each over a list inside the one before";
                    let hint = "no row could hold the answer: ask it outside of the repeat";
                    self.faults.add_hinted("misplaced-question", node.at, message, hint);
                }
                self.question(node, scope)
            };
            if let Some(question) = asked {
                self.questions[question.0].steps.push(step);
                asks.push(question);
            }
        }
        asks
    }

    /// An earlier question of the document, by its bare id.
    fn asked_again(&mut self, node: &'t Node<'t>, step: NodeIx) -> Option<QuestionIx> {
        let id = self.faults.text(node, "a question")?;
        let Some(question) = self.names.question(Home::Document, id) else {
            if self.names.later.is_asked("", id) {
                let hint = "the step that comes first asks it in full";
                let message = format!("{} is asked only later", quoted(id));
                self.faults.add_hinted("forward-reference", node.at, message, hint);
            } else {
                let message = format!("no earlier question of the document is called {}", quoted(id));
                let known = self.names.asked(Home::Document);
                self.names.unknown_at((Part::Answer, id), message, known, node.at, &mut self.faults);
            }
            return None;
        };
        if self.questions[question.0].steps.last() == Some(&step) {
            let message = format!("this step asks {} already", quoted(id));
            self.faults.add("duplicate-id", node.at, message);
            return None;
        }
        Some(question)
    }
}

/// Whether a node is a section: it has `steps`, if only misspelt.
fn has_steps(node: &Node) -> bool {
    let Shape::Mapping(entries) = &node.shape else { return false };
    entries.iter().any(|(key, value)| match &value.shape {
        _ if key.text == "steps" => true,
        Shape::Sequence(nodes) if !STEP.contains(&&*key.text) => {
            nodes.iter().all(|node| matches!(node.shape, Shape::Mapping(_)))
                && nearest(&key.text, std::iter::once("steps")).is_some()
        }
        _ => false,
    })
}
