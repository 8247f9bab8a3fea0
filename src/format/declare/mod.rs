//! First pass: which sections, steps, questions, choices and items there are, and who holds what.
//!
//! What stands later may be named by texts of what stands earlier, so nothing is resolved here but what
//! declares further names: `each`, `from`, `fields`, `key`, `item`.

mod kinds;
mod nodes;
mod questions;
mod repeats;
mod rows;

use std::collections::HashMap;

use super::choices;
use super::fields::{Faults, Fields};
use super::names::{Names, Scope};
use super::yaml::{Node, Shape, Span};
use crate::checklist::{ActorIx, ChoiceList, ChoiceListIx, Home, Id, Kind, NodeIx, QuestionIx, Repeat};

/// A section or step, declared.
#[derive(Debug)]
pub(in crate::format) struct NodeDraft<'t> {
    pub fields: Fields<'t>,
    pub id: Id,
    pub parent: Option<NodeIx>,
    pub end: NodeIx,
    pub is_step: bool,
    pub each: Option<Repeat>,
    pub scope: Scope,
    /// Questions before this one are asked before the node.
    pub asked_before: usize,
    /// Questions before this one are asked before the node ends.
    pub asked_after: usize,
    pub asks: Vec<QuestionIx>,
}

/// A question, declared.
#[derive(Debug)]
pub(in crate::format) struct QuestionDraft<'t> {
    pub fields: Fields<'t>,
    pub id: Id,
    pub home: Home,
    pub steps: Vec<NodeIx>,
    pub kind: Kind,
    pub scope: Scope,
}

/// Everything that a file declares.
#[derive(Debug)]
pub(in crate::format) struct Draft<'t> {
    pub faults: Faults<'t>,
    pub names: Names,
    pub lists: Vec<ChoiceList>,
    pub list_names: HashMap<&'t str, ChoiceListIx>,
    pub actors: Vec<(Id, &'t Node)>,
    pub nodes: Vec<NodeDraft<'t>>,
    pub node_ids: HashMap<Id, NodeIx>,
    pub questions: Vec<QuestionDraft<'t>>,
    pub ask: Vec<QuestionIx>,
    /// Every id of a section or step in the file, so that a forward reference is told from a typo.
    pub later_nodes: Vec<&'t str>,
}

impl<'t> Draft<'t> {
    pub fn new(faults: Faults<'t>) -> Self {
        Self {
            faults,
            names: Names::default(),
            lists: Vec::new(),
            list_names: HashMap::new(),
            actors: Vec::new(),
            nodes: Vec::new(),
            node_ids: HashMap::new(),
            questions: Vec::new(),
            ask: Vec::new(),
            later_nodes: Vec::new(),
        }
    }

    /// Declares all that the file's map holds.
    pub fn declare(&mut self, file: Fields<'t>) {
        self.declare_actors(file.get("actors"));
        self.declare_lists(file.get("choices"));
        let document = Scope { items: Vec::new(), home: Some(Home::Document), open: Vec::new() };
        self.note_later(file.get("sections"));
        for node in self.faults.list(file.get("ask"), "`ask`") {
            if let Shape::Scalar(_) = node.shape {
                let hint = "only a step asks an earlier question again";
                self.faults.add_hinted("wrong-type", node.at, "a question is a map", hint);
            } else if let Some(question) = self.question(node, &document) {
                self.ask.push(question);
            }
        }
        let sections = file.need("sections", "a checklist", &mut self.faults);
        if let Some(Node { shape: Shape::Sequence(nodes), at }) = sections
            && nodes.is_empty()
        {
            self.faults.add("empty", *at, "a checklist has at least one section");
        }
        for node in self.faults.list(sections, "`sections`") {
            self.node(node, None, &document, 1);
        }
    }

    fn declare_actors(&mut self, node: Option<&'t Node>) {
        for (key, id, title) in self.entries(node, "`actors`") {
            if self.actors.iter().any(|(known, _)| *known == id) {
                self.faults.add("duplicate-id", key, format!("there is an actor `{id}` already"));
            }
            self.actors.push((id, title));
        }
    }

    fn declare_lists(&mut self, node: Option<&'t Node>) {
        let Some(Node { shape: Shape::Mapping(entries), .. }) = node else {
            self.entries(node, "`choices`");
            return;
        };
        for (key, choices) in entries {
            if let Some(id) = self.id(&key.text, key.at) {
                let list = self.choice_list(Some(id), choices);
                self.list_names.insert(&key.text, list);
            }
        }
    }

    /// The entries of a map from ids.
    fn entries(&mut self, node: Option<&'t Node>, what: &str) -> Vec<(Span, Id, &'t Node)> {
        match node {
            None => Vec::new(),
            Some(Node { shape: Shape::Mapping(entries), .. }) => entries
                .iter()
                .filter_map(|(key, node)| Some((key.at, self.id(&key.text, key.at)?, node)))
                .collect(),
            Some(node) => {
                self.faults.add("wrong-type", node.at, format!("{what} is a map of ids"));
                Vec::new()
            }
        }
    }

    pub(in crate::format) fn choice_list(&mut self, name: Option<Id>, node: &'t Node) -> ChoiceListIx {
        let choices = choices::read(&mut self.faults, node);
        self.names.facts.push(choices::facts(&choices));
        self.lists.push(ChoiceList { name, choices });
        ChoiceListIx(self.lists.len() - 1)
    }

    pub fn actor(&self, id: &str) -> Option<ActorIx> {
        self.actors.iter().position(|(known, _)| known == id).map(ActorIx)
    }

    pub(in crate::format) fn id(&mut self, text: &str, at: Span) -> Option<Id> {
        text.parse().map_err(|error| self.faults.add("bad-id", at, format!("{error}"))).ok()
    }

    fn own_id(&mut self, fields: &Fields<'t>, what: &str) -> Option<(Id, Span)> {
        let node = fields.need("id", what, &mut self.faults)?;
        let text = self.faults.text(node, "an id")?;
        Some((self.id(text, node.at)?, node.at))
    }

    /// Collects the ids that stand later in the file.
    fn note_later(&mut self, steps: Option<&'t Node>) {
        let Some(Node { shape: Shape::Sequence(nodes), .. }) = steps else { return };
        for node in nodes {
            let Shape::Mapping(entries) = &node.shape else { continue };
            for (key, value) in entries {
                match (key.text.as_str(), &value.shape) {
                    ("id", Shape::Scalar(id)) => self.later_nodes.push(&id.text),
                    ("steps", _) => self.note_later(Some(value)),
                    _ => {}
                }
            }
        }
    }
}
