//! What can happen in a session. An event is recorded once and never changed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::checklist::{Address, Id, InstanceKey, Renamed, RowAddress, RowId, Value};

/// How the note begins that a recovered session has of that.
pub const RECOVERED: &str = "recovered from ";

/// When something happened, and who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The moment, to the second.
    pub at: Timestamp,
    /// The operator's clock against UTC at that moment.
    pub offset: Offset,
    /// The operator.
    pub by: String,
    /// The line of a reply that the operator took it from, if it came by mail.
    pub reply: Option<ReplyLine>,
}

impl Stamp {
    /// Who replied, where the operator took it from a reply.
    pub fn reply_from(&self) -> Option<&str> {
        self.reply.as_ref().map(|reply| reply.from.as_str())
    }

    /// Who said so, for people: the operator, and whose reply it was.
    pub fn who(&self) -> String {
        match self.reply_from() {
            Some(from) => format!("{}, reply from {from}", self.by),
            None => self.by.clone(),
        }
    }
}

/// A line of a reply to a hand-over sheet: who said what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyLine {
    /// The code of the sheet.
    pub sheet: String,
    /// Who replied.
    pub from: String,
    /// The line, its words as they were written.
    pub line: String,
}

/// One thing recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When and by whom.
    pub stamp: Stamp,
    /// What.
    pub what: What,
}

/// What an event says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum What {
    /// The session began; always the first event and never a later one.
    Started(Box<Started>),
    /// A question was answered; for a list, its rows are these and that is all of them.
    Answered {
        /// Where.
        path: Address,
        /// With what.
        value: Value,
    },
    /// An answer was taken back.
    Unset {
        /// Where.
        path: Address,
    },
    /// A row was added to a list, with its key fields.
    RowAdded {
        /// The list.
        list: Address,
        /// The new row's id.
        id: RowId,
        /// Its key fields.
        values: BTreeMap<Id, Value>,
    },
    /// A row was taken out of its list; what it holds stays in the record.
    RowRemoved {
        /// The row.
        row: RowAddress,
    },
    /// A tick of a step was set.
    Ticked {
        /// The step.
        step: InstanceKey,
        /// The tick's id, or its text as written.
        tick: String,
    },
    /// A tick was taken back.
    Unticked {
        /// The step.
        step: InstanceKey,
        /// The tick.
        tick: String,
    },
    /// A step was done.
    Done {
        /// The step.
        step: InstanceKey,
    },
    /// A step waits for somebody.
    Waiting {
        /// The step.
        step: InstanceKey,
        /// For whom.
        #[serde(rename = "for")]
        whom: String,
        /// When to look again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        follow_up: Option<Date>,
        /// A ticket or case number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
    },
    /// A step was skipped.
    Skipped {
        /// The step.
        step: InstanceKey,
        /// Why.
        reason: String,
    },
    /// A step is open again.
    Reopened {
        /// The step.
        step: InstanceKey,
        /// Why.
        reason: String,
    },
    /// What cannot be undone was confirmed by typing.
    Confirmed {
        /// The step.
        step: InstanceKey,
        /// What was confirmed, as it read then.
        text: String,
    },
    /// A note, on a step or on the session.
    Note {
        /// The step, if it is about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<InstanceKey>,
        /// The words.
        text: String,
    },
    /// Evidence of a step.
    Evidence {
        /// The step.
        step: InstanceKey,
        /// A reference: a ticket, a link, a file's path.
        text: String,
    },
    /// The session goes by another version of its checklist from here on.
    Upgraded(Box<Upgraded>),
}

/// The beginning of a session. It pins the definition, so a session never breaks because a file moved or
/// changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Started {
    /// A random id, the same in every copy of the session.
    pub session: String,
    /// The version of the program.
    pub program: String,
    /// Where the definition was read: a built-in checklist's id, or a file's path.
    pub origin: String,
    /// The hex SHA-256 of `definition`.
    pub digest: String,
    /// The checklist's whole text.
    pub definition: String,
}

/// Another version of the checklist, pinned in place of the one before, and what that makes of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Upgraded {
    /// The version of the program.
    pub program: String,
    /// Where the definition was read: a built-in checklist's id, or a file's path.
    pub origin: String,
    /// The hex SHA-256 of `definition`.
    pub digest: String,
    /// The checklist's whole text.
    pub definition: String,
    /// What goes by another name.
    #[serde(default, skip_serializing_if = "Renamed::is_empty")]
    pub renamed: Renamed,
    /// What was confirmed, as it reads now; by the keys that the steps have now.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub confirmed: BTreeMap<InstanceKey, String>,
    /// Steps that were done and are open again, and why; by such keys, too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reopened: BTreeMap<InstanceKey, String>,
}
