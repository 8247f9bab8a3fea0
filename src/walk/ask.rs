//! What is asked: ids and kinds only. How it reads is for `screen`.

use crate::checklist::{Address, InstanceKey, RowAddress, RowId};
use crate::intake::reply::Who;

/// One thing to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What it is about.
    pub about: About,
    /// How it is answered.
    pub form: Form,
}

/// What an ask is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// What to do with a step.
    Step(InstanceKey),
    /// The ticks of a step.
    Ticks(InstanceKey),
    /// What else there is for a step.
    More,
    /// Which of several links.
    Links,
    /// An answer.
    Question(Address),
    /// Which choices a typed word means, and how many more than are offered.
    Fits {
        /// The question.
        question: Address,
        /// The word.
        word: String,
        /// How many fit beside those offered.
        more: usize,
    },
    /// Whether a word that fits no choice means this one.
    Nearest {
        /// The question.
        question: Address,
        /// The word.
        word: String,
        /// The choice.
        choice: String,
    },
    /// Whether the choices gathered are all.
    Gathered(Address),
    /// Whether a list's rows are all.
    Rows(Address),
    /// Which row is changed or removed.
    WhichRow(Address),
    /// Which field of a row is changed.
    WhichField(RowAddress),
    /// Whether a row is removed.
    Remove(RowAddress),
    /// Some words on a step.
    Words(Topic),
    /// Whom one waits for.
    Whom,
    /// When to look again.
    FollowUp,
    /// A ticket or case number.
    Reference,
    /// What cannot be undone.
    Confirm(InstanceKey),
    /// What was typed instead.
    Mismatch(InstanceKey),
    /// Whether a change is made, seeing what it does.
    Impact,
    /// A wait that is due.
    Due(InstanceKey),
    /// Which of several waits one heard of.
    Heard,
    /// Whether to go on with another step meanwhile.
    Meanwhile,
    /// Which step to go to.
    FindStep,
    /// Which answer to change.
    FindAnswer,
    /// Which word to explain.
    FindTerm,
}

/// What words on a step are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Why it is skipped.
    Skip,
    /// Why it is open again.
    Reopen,
    /// What is asked of us where a wait came back.
    CameBack,
    /// A note.
    Note,
    /// Evidence.
    Evidence,
}

/// How an ask is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// By one act.
    Menu {
        /// What may be done, in order.
        acts: Vec<Act>,
        /// The one under the cursor.
        cursor: Option<usize>,
    },
    /// By any of some choices.
    Several {
        /// The choices, as they are recorded.
        choices: Vec<String>,
        /// Those ticked already.
        ticked: Vec<usize>,
    },
    /// By a text.
    Text {
        /// What stands there already.
        initial: String,
    },
    /// By yes or no.
    YesNo,
}

/// What may be chosen in a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The step is done.
    Done,
    /// Answer what is open in it.
    Answer,
    /// Go through its ticks.
    Ticks,
    /// Open this link.
    Open(String),
    /// Copy this link.
    Copy(String),
    /// See its links, how many there are.
    Links(usize),
    /// Hand it over to whoever does it.
    HandOver(Who),
    /// Wait for somebody.
    Wait,
    /// Skip it with a reason.
    Skip,
    /// Open it again with a reason.
    Reopen,
    /// See what else there is.
    More,
    /// Stop for now.
    Stop,
    /// The step before.
    Back,
    /// Change an earlier answer.
    Change,
    /// Jump to a step.
    Jump,
    /// Add a note.
    Note,
    /// Add evidence.
    Evidence,
    /// What a word means.
    Terms,
    /// Keys and help.
    Help,
    /// Return to the step.
    Return,
    /// Go on with this step, or with what is next.
    GoOn(Option<InstanceKey>),
    /// Leave the step open for now.
    Leave,
    /// Tick or untick.
    Tick {
        /// The tick.
        id: String,
        /// Whether it is ticked.
        on: bool,
    },
    /// Take this choice, as it is recorded.
    Take(String),
    /// Leave the answer empty.
    Blank,
    /// The one that is meant is not in the list yet: add it.
    AddFirst(Address),
    /// None of these.
    NoneOfThese,
    /// That is all, so many.
    All(usize),
    /// Add one more.
    Add,
    /// Change a row.
    ChangeRow,
    /// Remove one.
    Remove,
    /// See every row.
    ShowRows(usize),
    /// This row.
    Row(RowId),
    /// This answer.
    Field(Address),
    /// This step.
    Step(InstanceKey),
    /// Type it again.
    Again,
    /// Change the answer to this, as it is recorded.
    ChangeTo(String),
    /// A wait is over.
    WaitOver,
    /// It goes on: a new follow-up.
    StillWaiting,
    /// It came back to us.
    CameBack,
}
