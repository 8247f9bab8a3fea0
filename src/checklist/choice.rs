//! What a question offers: choices with the facts that follow from them, and what repeats stand for.

use super::{ChoiceListIx, Id, Path, QuestionIx, Text};

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
