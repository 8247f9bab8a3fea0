//! A checklist as it is meant: valid by construction of `format`, and the same for every reader.
//!
//! Sections, steps and questions stand in arenas in the order of the file; what refers to them does so by
//! index, so nothing is looked up by name twice.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use jiff::civil::Date;

use super::{Address, Check, Condition, Id, Path, Text};
use crate::text::dates::Span;

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

/// Digits joined by dots, compared as numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version(Vec<u64>);

/// A text that is no version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a version is digits joined by dots, like \"1\" or \"2.1\"")]
pub struct BadVersion;

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

/// A list of choices.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceList {
    /// Its name, if it stands under `choices`.
    pub name: Option<Id>,
    /// In the order offered.
    pub choices: Vec<Choice>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What is recorded.
    pub value: String,
    /// What is shown.
    pub label: Text,
    /// When it fits.
    pub help: Option<Text>,
    /// Other words for it.
    pub aliases: Vec<String>,
    /// What follows from it: named values.
    pub facts: Vec<(Id, Vec<String>)>,
    /// Values that it had in earlier versions.
    pub renamed_from: Vec<String>,
}

/// What a repeat binds under one name, everywhere in the checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The name.
    pub name: Id,
    /// What it stands for.
    pub kind: ItemKind,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// A row of a list.
    Row(QuestionIx),
    /// A choice.
    Choice(ChoiceListIx),
    /// A value of a fact on choices.
    Fact(ChoiceListIx),
}

/// A section or a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The id.
    pub id: Id,
    /// What to do, or what is done here.
    pub title: Text,
    /// The section it stands in.
    pub parent: Option<NodeIx>,
    /// Just after the last node inside.
    pub end: NodeIx,
    /// When it applies.
    pub when: Option<Condition>,
    /// What it repeats over.
    pub each: Option<Repeat>,
    /// What it waits for instead of all before it.
    pub needs: Option<Vec<NodeIx>>,
    /// Former ids.
    pub renamed_from: Vec<Id>,
    /// Which of the two it is.
    pub kind: NodeKind,
}

/// What a node repeats over: once for each row, choice or fact that the path yields.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeat {
    /// What it yields.
    pub path: Path,
    /// What is bound by it or around it: a row's lists from the outermost, else one item.
    pub binds: Vec<ItemIx>,
}

/// Section or step.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// Steps and sections under a title.
    Section {
        /// Shown before its first step.
        text: Option<Text>,
    },
    /// What one person does at one place in one go.
    Step(Box<Step>),
}

/// What a step says and takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Who does it.
    pub actor: Option<ActorIx>,
    /// Why and how, Markdown.
    pub text: Option<Text>,
    /// Where.
    pub links: Vec<Link>,
    /// What is seen when it goes right.
    pub expect: Vec<Line>,
    /// What else to know.
    pub notes: Vec<Note>,
    /// What must be confirmed one by one.
    pub ticks: Vec<Tick>,
    /// What is asked, in order.
    pub asks: Vec<QuestionIx>,
    /// What cannot be undone.
    pub irreversible: Option<Irreversible>,
    /// What one waits for here.
    pub wait: Option<Wait>,
    /// What must be attached.
    pub evidence: Option<Text>,
    /// Whether it may be skipped, with a reason.
    pub skippable: bool,
    /// How long it takes.
    pub takes: Option<Span>,
    /// What one accepts by doing it.
    pub risk: Option<Text>,
    /// Where its text comes from.
    pub source: Option<String>,
    /// When its text was last held against reality.
    pub verified: Option<Date>,
}

/// A line that may depend on answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The line.
    pub text: Text,
    /// When it is shown.
    pub when: Option<Condition>,
}

/// A link of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What it leads to.
    pub label: Text,
    /// The bare address.
    pub url: String,
    /// For a private window: copied or printed, never opened.
    pub private: bool,
    /// When it is shown.
    pub when: Option<Condition>,
}

/// A note of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// What kind of note.
    pub kind: NoteKind,
    /// The note.
    pub text: Text,
    /// When it is shown.
    pub when: Option<Condition>,
    /// Who says so.
    pub source: Option<String>,
}

/// What kind of note it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// Better so, not required.
    Advice,
    /// What can go wrong.
    Warning,
    /// Different today from the source.
    Changed,
}

/// Something to confirm within a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// What it is known by: its id, else its text as written.
    pub id: String,
    /// The words.
    pub text: Text,
    /// When it applies.
    pub when: Option<Condition>,
}

/// What cannot be undone, and what must be typed to confirm it.
#[derive(Debug, Clone, PartialEq)]
pub struct Irreversible {
    /// What becomes permanent.
    pub text: Text,
    /// What must be typed; without it the word yes.
    pub confirm: Option<Text>,
}

/// What one waits for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    /// Who or what.
    pub whom: Option<Text>,
    /// How long it usually takes.
    pub usual: Option<Span>,
    /// How often to look again after that.
    pub follow_up: Option<Span>,
    /// What to look at when it is due.
    pub ask: Option<Text>,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The id.
    pub id: Id,
    /// Whose answers hold it.
    pub home: Home,
    /// The steps that ask it: its own first, then those that ask it again. None for a field or what is
    /// asked before the first step.
    pub steps: Vec<NodeIx>,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Its short name.
    pub label: Text,
    /// The sentence asked.
    pub question: Option<Text>,
    /// Why it is asked.
    pub help: Option<Text>,
    /// The offered or recommended answer.
    pub default: Option<DefaultAnswer>,
    /// How an answer looks.
    pub placeholder: Option<Text>,
    /// Whether the step takes an answer.
    pub required: bool,
    /// When it is asked.
    pub when: Option<Condition>,
    /// What an answer must be beyond its type.
    pub checks: Vec<Check>,
    /// Former ids.
    pub renamed_from: Vec<Id>,
}

/// Whose answers hold a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Home {
    /// The document itself.
    Document,
    /// Each row of this list.
    Row(QuestionIx),
}

/// A default answer.
#[derive(Debug, Clone, PartialEq)]
pub enum DefaultAnswer {
    /// Of a confirm.
    Bool(bool),
    /// Of a choice, by value; of several, all of them.
    Choices(Vec<String>),
    /// Of any text.
    Text(Text),
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Yes or no.
    Confirm,
    /// One of these.
    Choice(Options),
    /// Any of these.
    Choices(Options),
    /// A number.
    Number,
    /// A civil date.
    Date,
    /// A text that fits any of these types.
    Text(Vec<TextType>),
    /// Rows.
    List(List),
}

/// What a choice is taken from.
#[derive(Debug, Clone, PartialEq)]
pub enum Options {
    /// A list of choices.
    List(ChoiceListIx),
    /// What an earlier question of several choices was answered with.
    Answer(Path, ChoiceListIx),
    /// The rows of an earlier list, here as its last question.
    Rows(Path, QuestionIx),
}

/// What a text must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextType {
    /// Any text.
    Text,
    /// A mail address.
    Email,
    /// A sign-in name.
    Upn,
    /// A domain name.
    Domain,
    /// A GUID of any version.
    Guid,
    /// An address on the web.
    Url,
}

/// What a list holds.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// What one row is called.
    pub item: ItemIx,
    /// The fields that tell rows apart.
    pub key: Vec<QuestionIx>,
    /// What is asked of each row, the key first.
    pub fields: Vec<QuestionIx>,
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

impl Node {
    /// The step, if it is one.
    pub fn step(&self) -> Option<&Step> {
        match &self.kind {
            NodeKind::Step(step) => Some(step),
            NodeKind::Section { .. } => None,
        }
    }
}

impl Choice {
    /// What follows from it under this name.
    pub fn fact(&self, name: &Id) -> &[String] {
        self.facts.iter().find(|(fact, _)| fact == name).map_or(&[], |(_, values)| values)
    }
}

impl Options {
    /// The list of choices that they come from; rows have none.
    pub fn list(&self) -> Option<ChoiceListIx> {
        match self {
            Options::List(list) | Options::Answer(_, list) => Some(*list),
            Options::Rows(..) => None,
        }
    }
}

impl FromStr for Version {
    type Err = BadVersion;
    fn from_str(text: &str) -> Result<Self, BadVersion> {
        let digits = |part: &str| {
            let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| plain).ok_or(BadVersion)
        };
        text.split('.').map(digits).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.0.iter().enumerate() {
            write!(f, "{}{part}", if at == 0 { "" } else { "." })?;
        }
        Ok(())
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        let version = |text: &str| text.parse::<Version>().unwrap();
        assert!(version("1.10") > version("1.9"));
        assert!(version("2") > version("1.99"));
        assert_eq!(version("1.10").to_string(), "1.10");
        for bad in ["", "1.", ".1", "1a", "+1", "-1", "1..2"] {
            assert!(bad.parse::<Version>().is_err(), "{bad}");
        }
    }
}
