//! What there is to do: sections, steps, and what a step says and takes.

use jiff::civil::Date;

use super::{ActorIx, Condition, Id, ItemIx, NodeIx, Path, QuestionIx, Text};
use crate::text::dates::Span;

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

impl Node {
    /// The step, if it is one.
    pub fn step(&self) -> Option<&Step> {
        match &self.kind {
            NodeKind::Step(step) => Some(step),
            NodeKind::Section { .. } => None,
        }
    }
}
