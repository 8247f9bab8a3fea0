//! A checklist as it is meant: valid by construction of `format`, and the same for every reader.
//!
//! Sections, steps and questions stand in arenas in the order of the file; what refers to them does so by
//! index, so nothing is looked up by name twice.

use std::ops::Range;

use jiff::civil::Date;

use super::{
    Address, Choice, ChoiceList, Home, Id, Item, Kind, List, Node, Path, Question, Step, Text, Version,
};

/// A section or step, by its place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIx(pub usize);
/// A question, by its place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionIx(pub usize);
/// A list of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChoiceListIx(pub usize);
/// An item name: what a repeat binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIx(pub usize);
/// Somebody who does steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorIx(pub usize);

/// A whole checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct Checklist {
    /// Its id, the same in every version.
    pub id: Id,
    /// What it is about, in a line.
    pub title: Text,
    /// Which version this is.
    pub version: Version,
    /// What it leads to and for whom.
    pub summary: Option<Text>,
    /// What it was written from.
    pub source: Option<Source>,
    /// When its text was last held against reality.
    pub verified: Option<Date>,
    /// How a session is called.
    pub session_name: Option<Text>,
    /// What is asked before the first step.
    pub ask: Vec<QuestionIx>,
    /// Who does steps; the first is taken as the operator.
    pub actors: Vec<Actor>,
    /// Named lists and those written where they are used.
    pub choice_lists: Vec<ChoiceList>,
    /// The words that it explains.
    pub glossary: Vec<Term>,
    /// What repeats bind.
    pub items: Vec<Item>,
    /// Sections and steps, each before what it holds.
    pub nodes: Vec<Node>,
    /// All questions, a list before its fields.
    pub questions: Vec<Question>,
    /// What holds from then on.
    pub closing: Option<Text>,
}

/// What a text was taken from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its title.
    pub title: Option<String>,
    /// Where it is.
    pub url: Option<String>,
    /// Its date.
    pub date: Option<Date>,
}

/// Somebody who does steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// The id.
    pub id: Id,
    /// What they are called.
    pub title: Text,
}

/// A word that the checklist explains.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The word.
    pub term: String,
    /// What it means.
    pub text: Text,
}

impl Checklist {
    /// The section or step.
    pub fn node(&self, ix: NodeIx) -> &Node {
        &self.nodes[ix.0]
    }

    /// The question.
    pub fn question(&self, ix: QuestionIx) -> &Question {
        &self.questions[ix.0]
    }

    /// The choices of a list.
    pub fn choices(&self, ix: ChoiceListIx) -> &[Choice] {
        &self.choice_lists[ix.0].choices
    }

    /// What a repeat binds.
    pub fn item(&self, ix: ItemIx) -> &Item {
        &self.items[ix.0]
    }

    /// What the question's rows are like, if it is a list.
    pub fn list(&self, ix: QuestionIx) -> Option<&List> {
        match &self.question(ix).kind {
            Kind::List(list) => Some(list),
            _ => None,
        }
    }

    /// Whether a path leads through lists alone, to rows that nobody picked.
    pub fn is_through_lists(&self, path: &Path) -> bool {
        path.fact.is_none() && path.hops.iter().all(|&hop| self.list(hop).is_some())
    }

    /// All steps, in the order of the file.
    pub fn steps(&self) -> impl Iterator<Item = (NodeIx, &Step)> {
        self.nodes.iter().enumerate().filter_map(|(ix, node)| Some((NodeIx(ix), node.step()?)))
    }

    /// The step of that id.
    pub fn find_step(&self, id: &str) -> Option<NodeIx> {
        self.steps().map(|(ix, _)| ix).find(|&ix| &self.node(ix).id == id)
    }

    /// The nodes that stand directly in `parent`, or at the top.
    pub fn children(&self, parent: Option<NodeIx>) -> impl Iterator<Item = NodeIx> {
        let all = match parent {
            Some(ix) => ix.0 + 1..self.node(ix).end.0,
            None => 0..self.nodes.len(),
        };
        let mut next = all.start;
        std::iter::from_fn(move || {
            (next < all.end).then(|| {
                let ix = NodeIx(next);
                next = self.node(ix).end.0;
                ix
            })
        })
    }

    /// What `node` waits for by itself, as ranges of nodes: what its `needs` names, else all that stands
    /// before it in its section.
    pub fn waits(&self, ix: NodeIx) -> Vec<Range<usize>> {
        let node = self.node(ix);
        match &node.needs {
            Some(needs) => needs.iter().map(|&need| need.0..self.node(need).end.0).collect(),
            None => std::iter::once(node.parent.map_or(0, |parent| parent.0 + 1)..ix.0).collect(),
        }
    }

    /// The question that an address is of, whether or not its rows are there.
    pub fn question_at(&self, address: &Address) -> Option<QuestionIx> {
        let mut home = Home::Document;
        for (list, _) in &address.place.0 {
            home = Home::Row(self.find_question(home, list.as_str())?);
        }
        self.find_question(home, address.question.as_str())
    }

    /// The question `id` asked of `home`.
    pub fn find_question(&self, home: Home, id: &str) -> Option<QuestionIx> {
        let at = self.questions.iter().position(|question| question.home == home && &question.id == id)?;
        Some(QuestionIx(at))
    }
}
