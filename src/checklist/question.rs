//! What is asked, and what kind of answer it takes.

use super::{Check, ChoiceListIx, Condition, Id, ItemIx, NodeIx, Options, QuestionIx, Text};

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

impl Kind {
    /// What is chosen from, be it one or several.
    pub fn options(&self) -> Option<&Options> {
        match self {
            Kind::Choice(options) | Kind::Choices(options) => Some(options),
            Kind::Confirm | Kind::Number | Kind::Date | Kind::Text(_) | Kind::List(_) => None,
        }
    }

    /// The list of choices that an answer comes from; rows that are picked have none.
    pub fn choices(&self) -> Option<ChoiceListIx> {
        self.options().and_then(Options::list)
    }
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
