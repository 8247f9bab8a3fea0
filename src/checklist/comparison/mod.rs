//! What is different between two versions of a checklist, and what of that touches sessions that have begun.
//!
//! It compares definitions alone: what a difference does to one session follows from the plans of that session.

mod difference;
mod matching;
mod nodes;
mod questions;
mod renamed;
mod same;

#[cfg(test)]
mod tests;

pub use difference::{Confirmed, Difference};
pub use renamed::{Renamed, below};

use super::{Checklist, ChoiceListIx, NodeIx, QuestionIx};
use matching::Matching;
use same::Same;

/// All that is different.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The most consequential first.
    pub changes: Vec<Change>,
    /// What goes by another name.
    pub renamed: Renamed,
    matching: Matching,
}

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Of what.
    pub part: Part,
    /// What that is called now, or was: a step's id, a question's `tenants.users.upn`, a choice's
    /// `tenants.path/individual`.
    pub name: String,
    /// In what it is different.
    pub difference: Difference,
}

/// A part of the one version, the other or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file's own words.
    Checklist,
    /// A section.
    Section(Option<NodeIx>, Option<NodeIx>),
    /// A step.
    Step(Option<NodeIx>, Option<NodeIx>),
    /// A question of a step, or one that is asked before the first.
    Question(Option<QuestionIx>, Option<QuestionIx>),
    /// A question of each row of a list.
    Field(Option<QuestionIx>, Option<QuestionIx>),
    /// A choice, by its list and its place there.
    Choice(Option<(ChoiceListIx, usize)>, Option<(ChoiceListIx, usize)>),
}

/// What a difference does to sessions that have begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// What they recorded no longer counts, or counts for something else.
    Loses,
    /// What was done may be open again.
    Reopens,
    /// Nothing that was recorded is touched.
    Harmless,
}

/// All that is different between two versions.
pub fn compare(old: &Checklist, new: &Checklist) -> Comparison {
    let matching = Matching::of(old, new);
    let same = Same { old, new, matching: &matching };
    let mut changes = nodes::changes(same);
    changes.extend(questions::changes(same));
    let reads_otherwise = !same.text(&old.title, &new.title)
        || !same.maybe(old.summary.as_ref(), new.summary.as_ref())
        || !same.maybe(old.closing.as_ref(), new.closing.as_ref())
        || !same.maybe(old.session_name.as_ref(), new.session_name.as_ref())
        || old.source != new.source
        || !both_terms(same);
    if reads_otherwise {
        let name = "checklist".to_owned();
        changes.push(Change { part: Part::Checklist, name, difference: Difference::Wording });
    }
    changes.sort_by_key(Change::order);
    let renamed = Renamed {
        steps: nodes::renamed(same),
        items: nodes::items(same),
        questions: questions::renamed(same),
        values: questions::values(same),
    };
    Comparison { changes, renamed, matching }
}

/// Whether both explain the same words alike.
fn both_terms(same: Same<'_>) -> bool {
    let (old, new) = (&same.old.glossary, &same.new.glossary);
    let alike = |(one, other): (&super::Term, &super::Term)| {
        one.term == other.term && same.text(&one.text, &other.text)
    };
    old.len() == new.len() && old.iter().zip(new).all(alike)
}

impl Comparison {
    /// Whether the versions say the same.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// What a section or step of the old version is in the new one.
    pub fn node(&self, old: NodeIx) -> Option<NodeIx> {
        self.matching.node(old)
    }

    /// What a question of the old version is in the new one.
    pub fn question(&self, old: QuestionIx) -> Option<QuestionIx> {
        self.matching.questions.get(&old).copied()
    }

    /// What a list of choices of the old version is in the new one.
    pub fn list(&self, old: ChoiceListIx) -> Option<ChoiceListIx> {
        self.matching.lists.keys().find(|(one, _)| *one == old).map(|(_, other)| *other)
    }

    /// What a question of the new version was in the old one.
    pub fn former_question(&self, new: QuestionIx) -> Option<QuestionIx> {
        self.matching.former_questions.get(&new).copied()
    }

    /// The differences of this question of the new version.
    pub fn of_question(&self, new: QuestionIx) -> impl Iterator<Item = &Difference> {
        let is = move |part: Part| match part {
            Part::Question(_, is) | Part::Field(_, is) => is == Some(new),
            _ => false,
        };
        self.changes.iter().filter(move |change| is(change.part)).map(|change| &change.difference)
    }
}

impl Change {
    /// What it does to sessions that have begun.
    pub fn weight(&self) -> Weight {
        match (&self.difference, self.part) {
            // The steps of a section are told of by themselves.
            (Difference::Removed, Part::Section(..)) => Weight::Harmless,
            (
                Difference::Key { .. }
                | Difference::Repeat { .. }
                | Difference::Type { .. }
                | Difference::Removed
                | Difference::Item { .. },
                _,
            ) => Weight::Loses,
            (
                Difference::Irreversible(Confirmed::Newly | Confirmed::Otherwise)
                | Difference::Required
                | Difference::Tick(_)
                | Difference::Evidence,
                _,
            ) => Weight::Reopens,
            _ => Weight::Harmless,
        }
    }

    /// What cannot be undone comes first, then what weighs more, then what stands first in the file.
    fn order(&self) -> (bool, Weight, usize, (u8, usize, usize)) {
        let can_be_undone =
            !matches!(self.difference, Difference::Irreversible(Confirmed::Newly | Confirmed::Otherwise));
        (can_be_undone, self.weight(), self.difference.rank(), self.part.place())
    }
}

impl Part {
    /// Where it stands among its kind, in the file that has it still.
    fn place(self) -> (u8, usize, usize) {
        let node = |was: Option<NodeIx>, is: Option<NodeIx>| is.or(was).map_or(0, |ix| ix.0);
        let question = |was: Option<QuestionIx>, is: Option<QuestionIx>| is.or(was).map_or(0, |ix| ix.0);
        match self {
            Part::Checklist => (0, 0, 0),
            Part::Section(was, is) | Part::Step(was, is) => (1, node(was, is), 0),
            Part::Question(was, is) | Part::Field(was, is) => (2, question(was, is), 0),
            Part::Choice(was, is) => is.or(was).map_or((3, 0, 0), |(list, at)| (3, list.0, at)),
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Part::Checklist => "checklist",
            Part::Section(..) => "section",
            Part::Step(..) => "step",
            Part::Question(..) => "question",
            Part::Field(..) => "field",
            Part::Choice(..) => "choice",
        }
    }
}
