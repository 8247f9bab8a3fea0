//! What is said between asks: ids and values. How it reads is for `screen`.

use super::ask::Topic;
use crate::checklist::{Address, InstanceKey, RowAddress};
use crate::intake::reply::Who;
use crate::plan::Impact;

/// Something to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Say {
    /// A step, whole.
    Step(InstanceKey),
    /// What was recorded of a settled or waiting step that one comes back to.
    Recorded(InstanceKey),
    /// What a step waits for that is not ready.
    NotReady(InstanceKey),
    /// A question: its sentence, why it is asked, its choices where they do not fit a menu.
    Question(Address),
    /// An answer was refused, and why.
    NotTaken(String),
    /// The checklist advises against an answer that was taken.
    Advice(String),
    /// An answer was recorded.
    Answered(Address),
    /// An answer was changed, and no step is affected or the impact was seen.
    Changed(Address),
    /// A typed word was understood.
    Understood {
        /// The question.
        question: Address,
        /// The choice.
        choice: String,
        /// The word.
        word: String,
    },
    /// A typed word is no choice.
    Unknown {
        /// The question.
        question: Address,
        /// The word.
        word: String,
    },
    /// The choices gathered so far.
    Gathered {
        /// The question.
        question: Address,
        /// The choices.
        choices: Vec<String>,
    },
    /// All choices.
    WholeList(Address),
    /// The rows of a list.
    Rows {
        /// The list.
        list: Address,
        /// Also those that do not fit a screen.
        all: bool,
    },
    /// A new row is being filled: the list, which field of how many.
    NewRow(Address),
    /// A row was added, anew or again.
    Added {
        /// The row.
        row: RowAddress,
        /// Whether it was there before.
        again: bool,
    },
    /// A row stands in the list already.
    Present(RowAddress),
    /// A row was removed.
    Removed(String),
    /// What removing a row does.
    Removal(RowAddress, Box<Impact>),
    /// What a change of an answer does.
    Impact(Box<Change>),
    /// A step is done.
    Done(InstanceKey),
    /// A step was passed over: its answers came from elsewhere.
    Passed(InstanceKey),
    /// A step waits.
    Waiting(InstanceKey),
    /// A step was skipped.
    Skipped(InstanceKey),
    /// A step is open again.
    Reopened(InstanceKey),
    /// A note or evidence was kept.
    Kept(Topic),
    /// What cannot be undone was confirmed.
    Confirmed(InstanceKey),
    /// What was typed is not what is to be confirmed.
    NotConfirmed {
        /// What it is instead.
        typed: String,
        /// What is to be confirmed.
        due: String,
    },
    /// What is asked before words on a step.
    Words(InstanceKey, Topic),
    /// What cannot be undone, and what to type.
    Irreversible(InstanceKey),
    /// What can be done while one waits.
    Meanwhile(InstanceKey),
    /// A step may never be skipped.
    NeverSkipped,
    /// A wait that is due.
    Due(InstanceKey),
    /// All that is open waits.
    AllWait,
    /// A wait that is not due yet.
    OpenWait(InstanceKey),
    /// A link, to be selected by hand; whether it was handed to the clipboard.
    Copied(String, bool),
    /// A link was opened, or why not.
    Opened(String, Option<String>),
    /// A sheet was written for somebody: what becomes of it.
    HandedOver(Who),
    /// What a word means.
    Term(String),
    /// Which words are explained.
    Terms,
    /// Nothing goes by that name.
    Unfound(String),
    /// Which keys there are.
    Help,
    /// An answer that is changed: which, and what it is now.
    ToChange(Address),
    /// Several answers or steps fit: too many to offer.
    TooMany(usize),
}

/// A change of an answer, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The answer.
    pub answer: Address,
    /// What it would be, as people read it.
    pub to: String,
    /// What it does.
    pub impact: Impact,
}

/// How a walk ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Every step is settled.
    Complete,
    /// Nothing is ready: what is open waits.
    Waiting,
    /// The operator stopped.
    Stopped,
}
