//! First pass: which sections, steps, questions, choices and items there are, and who holds what.
//!
//! What stands later may be named by texts of what stands earlier, so nothing is resolved here but what
//! declares further names: `each`, `from`, `fields`, `key`, `item`. A part that is wrong is declared all the
//! same as far as it can be, so that what it holds is read and what names it is not refused for it.

mod kinds;
mod nodes;
mod questions;
mod repeats;
mod rows;

use std::collections::{HashMap, HashSet};

use super::choices;
use super::fields::{Faults, Fields, kind};
use super::later::Later;
use super::names::{Names, Part, Scope};
use super::yaml::{Node, Shape, Span};
use crate::checklist::{ActorIx, ChoiceListIx, Home, Id, ItemIx, Kind, NodeIx, QuestionIx, Repeat};

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
    /// None if it could not be read.
    pub kind: Option<Kind>,
    /// What one of its choices is called.
    pub item: Option<ItemIx>,
    pub scope: Scope,
}

/// A label or help of a choice that has holes.
#[derive(Debug)]
pub(in crate::format) struct ChoiceText<'t> {
    pub list: ChoiceListIx,
    pub choice: usize,
    pub is_help: bool,
    pub node: &'t Node<'t>,
    pub scope: Scope,
}

/// Everything that a file declares.
#[derive(Debug)]
pub(in crate::format) struct Draft<'t> {
    pub faults: Faults<'t>,
    pub names: Names<'t>,
    /// What each list of choices is called, if it has a name.
    pub list_ids: Vec<Option<Id>>,
    /// What each of them was read from.
    pub list_nodes: Vec<&'t Node<'t>>,
    pub choice_texts: Vec<ChoiceText<'t>>,
    pub list_names: HashMap<&'t str, ChoiceListIx>,
    pub actors: Vec<(Id, &'t Node<'t>)>,
    pub actor_names: HashMap<&'t str, ActorIx>,
    pub nodes: Vec<NodeDraft<'t>>,
    pub node_ids: HashMap<Id, NodeIx>,
    pub questions: Vec<QuestionDraft<'t>>,
    pub ask: Vec<QuestionIx>,
    /// What is repeated over and was looked at for values of one name.
    keyed: HashSet<(ChoiceListIx, Option<Id>)>,
}

impl<'t> Draft<'t> {
    pub fn new(faults: Faults<'t>) -> Self {
        Self {
            faults,
            names: Names::default(),
            list_ids: Vec::new(),
            list_nodes: Vec::new(),
            choice_texts: Vec::new(),
            list_names: HashMap::new(),
            actors: Vec::new(),
            actor_names: HashMap::new(),
            nodes: Vec::new(),
            node_ids: HashMap::new(),
            questions: Vec::new(),
            ask: Vec::new(),
            keyed: HashSet::new(),
        }
    }

    /// Declares all that the file's map holds.
    pub fn declare(&mut self, file: &Fields<'t>) {
        self.names.later = Later::new(file.get("ask"), file.get("sections"));
        self.declare_actors(file.get("actors"));
        self.declare_lists(file.get("choices"));
        let document = Scope::document();
        for node in self.named_list(file.get("ask"), "`ask`") {
            if let Shape::Scalar(_) = node.shape {
                let hint = "only a step asks an earlier question again";
                self.faults.add_hinted("wrong-type", node.at, "a question is a map", hint);
            } else {
                let question = self.question(node, &document);
                self.ask.extend(question);
            }
        }
        let sections = file.need("sections", "a checklist", &mut self.faults);
        if let Some(Node { shape: Shape::Sequence(nodes), at }) = sections
            && nodes.is_empty()
        {
            self.faults.add("empty", *at, "a checklist has at least one section");
        }
        if sections.is_none() {
            self.names.gaps.extend([Part::Node, Part::Answer]);
        }
        for node in self.named_list(sections, "`sections`") {
            self.node(node, None, &document, 1);
        }
    }

    fn declare_actors(&mut self, node: Option<&'t Node<'t>>) {
        for (name, id, title) in self.entries(node, "`actors`", Part::Actor) {
            self.actor_names.insert(name, ActorIx(self.actors.len()));
            self.actors.push((id, title));
        }
    }

    fn declare_lists(&mut self, node: Option<&'t Node<'t>>) {
        for (name, id, choices) in self.entries(node, "`choices`", Part::Answer) {
            let list = self.choice_list(Some(id), choices, &Scope::document());
            self.list_names.insert(name, list);
        }
    }

    /// The entries of a map from ids.
    fn entries(
        &mut self,
        node: Option<&'t Node<'t>>,
        what: &str,
        part: Part,
    ) -> Vec<(&'t str, Id, &'t Node<'t>)> {
        let Some(node) = node else { return Vec::new() };
        let Shape::Mapping(entries) = &node.shape else {
            self.names.gaps.insert(part);
            self.faults.add("wrong-type", node.at, format!("{what} is a map of ids, not {}", kind(node)));
            return Vec::new();
        };
        let mut found = Vec::new();
        for (key, node) in entries {
            match self.faults.id(&key.text, key.at) {
                Some(id) => found.push((&*key.text, id, node)),
                None => self.doubt(&key.text),
            }
        }
        found
    }

    fn choice_list(&mut self, name: Option<Id>, node: &'t Node<'t>, scope: &Scope) -> ChoiceListIx {
        let (offer, holes) = choices::read(&mut self.faults, node);
        let ix = ChoiceListIx(self.list_ids.len());
        let text =
            |(choice, is_help, node)| ChoiceText { list: ix, choice, is_help, node, scope: scope.clone() };
        self.choice_texts.extend(holes.into_iter().map(text));
        self.names.offers.push(offer);
        self.list_ids.push(name);
        self.list_nodes.push(node);
        ix
    }

    /// A list of parts with names.
    fn named_list(&mut self, node: Option<&'t Node<'t>>, what: &str) -> &'t [Node<'t>] {
        if node.is_some_and(|node| !matches!(node.shape, Shape::Sequence(_))) {
            self.names.gaps.extend([Part::Node, Part::Answer]);
        }
        self.faults.list(node, what)
    }

    /// The id of a part; what names one that is missing or wrong is left alone.
    fn own_id(&mut self, fields: &Fields<'t>, what: &str, part: Part) -> Option<(Id, Span)> {
        let node = fields.need("id", what, &mut self.faults);
        let text = node.and_then(|node| Some((self.faults.text(node, "an id")?, node.at)));
        let Some((text, at)) = text else {
            self.names.gaps.insert(part);
            return None;
        };
        let id = self.faults.id(text, at);
        if id.is_none() {
            self.doubt(text);
        }
        Some((id?, at))
    }

    /// What names this is left alone: its declaration is at fault.
    fn doubt(&mut self, name: &str) {
        self.names.doubtful.insert(name.to_owned());
    }
}

/// Stands for an id that is missing or wrong.
fn no_id() -> Id {
    "no-id-is-written".parse().expect("it is lower-case letters")
}
