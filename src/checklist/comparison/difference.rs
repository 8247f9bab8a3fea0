//! In what a part of a checklist can be different, and the words for that.

use std::fmt;

use super::super::Id;
use crate::text::count::ticked;

/// In what a part is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// What cannot be undone.
    Irreversible(Confirmed),
    /// The fields that tell rows apart are others.
    Key {
        /// What they were.
        was: Vec<Id>,
        /// What they are.
        is: Vec<Id>,
    },
    /// It repeats over something else, as it is written.
    Repeat {
        /// What it repeated over, if it did.
        was: Option<String>,
        /// What it repeats over, if it does.
        is: Option<String>,
    },
    /// It takes another type of answer.
    Type {
        /// What it took.
        was: String,
        /// What it takes.
        is: String,
    },
    /// It is there no more.
    Removed,
    /// Its answer is needed now.
    Required,
    /// There is something more to tick: the tick's words.
    Tick(String),
    /// Evidence is needed now.
    Evidence,
    /// What it is repeated over has another name.
    Item {
        /// What it was called.
        was: Id,
        /// What it is called.
        is: Id,
    },
    /// It was not there before.
    New,
    /// It goes by another id or value.
    Renamed {
        /// What it was called.
        was: String,
    },
    /// It stands elsewhere.
    Moved,
    /// It applies under another condition, or leads to other facts.
    Condition,
    /// It waits for something else.
    Order,
    /// Other answers are refused, or offered.
    Check,
    /// It reads otherwise.
    Wording,
}

/// What has become of a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// It is asked for now.
    Newly,
    /// Something else is to be typed.
    Otherwise,
    /// It is asked for no more.
    NoLonger,
}

/// The words for differences; of those that weigh the same, the first are told first.
const WORDS: [&str; 16] = [
    "irreversible",
    "key",
    "repeat",
    "type",
    "removed",
    "required",
    "tick",
    "evidence",
    "item",
    "new",
    "renamed",
    "moved",
    "condition",
    "order",
    "check",
    "wording",
];

impl Difference {
    /// Where it stands among those that weigh the same: the most consequential first.
    pub(super) fn rank(&self) -> usize {
        WORDS.iter().position(|word| *word == self.word()).unwrap_or(WORDS.len())
    }

    /// The word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Difference::Irreversible(_) => "irreversible",
            Difference::Key { .. } => "key",
            Difference::Repeat { .. } => "repeat",
            Difference::Type { .. } => "type",
            Difference::Removed => "removed",
            Difference::Required => "required",
            Difference::Tick(_) => "tick",
            Difference::Evidence => "evidence",
            Difference::Item { .. } => "item",
            Difference::New => "new",
            Difference::Renamed { .. } => "renamed",
            Difference::Moved => "moved",
            Difference::Condition => "condition",
            Difference::Order => "order",
            Difference::Check => "check",
            Difference::Wording => "wording",
        }
    }
}

/// As a clause behind what the part is called.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let repeat = |over: &Option<String>| match over {
            Some(over) => format!("repeats over `{over}`"),
            None => "does not repeat".to_owned(),
        };
        match self {
            Difference::Irreversible(Confirmed::Newly) => {
                f.write_str("cannot be undone and is confirmed by typing now")
            }
            Difference::Irreversible(Confirmed::Otherwise) => {
                f.write_str("is confirmed by typing something else now")
            }
            Difference::Irreversible(Confirmed::NoLonger) => f.write_str("is confirmed by typing no more"),
            Difference::Key { was, is } => {
                write!(f, "tells its rows apart by {} now, not by {}", ticked(is), ticked(was))
            }
            Difference::Repeat { was, is: None } => {
                write!(f, "repeats no more; it did over `{}`", was.as_deref().unwrap_or_default())
            }
            Difference::Repeat { was, is } => write!(
                f,
                "{} now; before it {}",
                repeat(is),
                match was {
                    Some(was) => format!("did over `{was}`"),
                    None => "did not repeat".to_owned(),
                }
            ),
            Difference::Type { was, is } => write!(f, "was {was}, now is {is}"),
            Difference::Removed => f.write_str("is removed"),
            Difference::Required => f.write_str("needs an answer now"),
            Difference::Tick(words) => write!(f, "has something more to tick: {words}"),
            Difference::Evidence => f.write_str("needs evidence now"),
            Difference::Item { was, is } => write!(f, "calls what it repeats `{is}` now, not `{was}`"),
            Difference::New => f.write_str("is new"),
            Difference::Renamed { was } => write!(f, "was called `{was}`"),
            Difference::Moved => f.write_str("stands elsewhere"),
            Difference::Condition => f.write_str("applies under another condition"),
            Difference::Order => f.write_str("waits for something else"),
            Difference::Check => f.write_str("offers or refuses other answers"),
            Difference::Wording => f.write_str("reads otherwise"),
        }
    }
}
