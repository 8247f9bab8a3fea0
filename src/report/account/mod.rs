//! A session accounted for, to a manager or an auditor: what was left open and which risks were taken, what
//! was decided, done, waited for and changed, by whom and when, and what it can be checked against.
//!
//! | file | holds |
//! | --- | --- |
//! | `mod.rs` | what is accounted for |
//! | `reading.rs` | how it is read from a plan |
//! | `answers.rs` | what was decided, and what an answer of any time reads like |
//! | `eras.rs` | the versions of the checklist that it went by |
//! | `history.rs` | what only the course of events tells: waits and changes |
//! | `people.rs` | who is who, by name or by number |
//! | `mentions.rs` | where a text mentions somebody |
//! | `page.rs` | the account as parts and tables, for people |
//! | `markdown.rs`, `html.rs`, `csv.rs`, `json.rs` | one format each |

mod answers;
pub mod csv;
mod eras;
mod history;
pub mod html;
pub mod json;
pub mod markdown;
mod mentions;
mod page;
mod people;
mod reading;

#[cfg(test)]
mod tests;

pub use reading::{About, account};

use jiff::civil::Date;

use crate::checklist::InstanceKey;
use crate::plan::{Progress, Status};
use crate::session::{Exhibit, Stamp};
use crate::text::Prose;

/// A session, accounted for. Where people go by number, no text in it holds what they are called.
#[derive(Debug)]
pub struct Account {
    /// The session's name.
    pub session: String,
    /// Its id, the same in every copy.
    pub id: String,
    /// Whom it is for.
    pub title: String,
    /// The day of the account.
    pub day: Date,
    /// When it began, and who began it.
    pub began: Stamp,
    /// When something was last recorded, and by whom.
    pub last: Stamp,
    /// Whether every step is settled.
    pub complete: bool,
    /// How far it is.
    pub progress: Progress,
    /// What is damaged in its file after what is accounted for.
    pub damage: Option<String>,
    /// How many people go by number, where they do.
    pub people: Option<usize>,
    /// What was accepted.
    pub risks: Vec<Risk>,
    /// What was decided, in the order of the checklist.
    pub decisions: Vec<Decision>,
    /// The steps, by section.
    pub sections: Vec<Section>,
    /// Steps that were marked and are in the plan no more, as they stood.
    pub gone: Vec<Step>,
    /// What was waited for, in the order in which it began.
    pub waits: Vec<Wait>,
    /// What was said otherwise later, in that order.
    pub changes: Vec<Change>,
    /// What proves it.
    pub evidence: Vec<Evidence>,
    /// What else was said.
    pub notes: Vec<Note>,
    /// What holds from then on.
    pub closing: Option<Prose>,
    /// What it went by.
    pub checklist: Source,
    /// What it was read from.
    pub journal: Journal,
}

/// A step, as it is named in commands and as it reads.
#[derive(Debug, Clone)]
pub struct Named {
    /// What it is known by.
    pub key: InstanceKey,
    /// What to do; its key where it is in the plan no more.
    pub title: String,
}

/// Something accepted.
#[derive(Debug)]
pub struct Risk {
    /// What kind of thing.
    pub kind: RiskKind,
    /// What was accepted.
    pub text: String,
    /// The step with which it was, or the place of the answer.
    pub at: String,
    /// By whom, and when.
    pub stamp: Stamp,
}

/// What kind of risk it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiskKind {
    /// What the checklist calls a risk of a step that was done.
    Accepted,
    /// It cannot be undone, and was confirmed by typing.
    Irreversible,
    /// An answer against the checklist's advice.
    Advice,
}

/// An answer that stands.
#[derive(Debug)]
pub struct Decision {
    /// Where it lies.
    pub path: String,
    /// What was asked, in short.
    pub question: String,
    /// Of which row.
    pub of: Option<String>,
    /// What was answered.
    pub answer: String,
    /// By whom, and when.
    pub stamp: Stamp,
}

/// A section with its steps.
#[derive(Debug)]
pub struct Section {
    /// Its id, if the steps are in one.
    pub id: Option<String>,
    /// What is done there.
    pub title: String,
    /// Its steps, in the order of the plan.
    pub steps: Vec<Step>,
}

/// A step as it stands.
#[derive(Debug)]
pub struct Step {
    /// Which.
    pub step: Named,
    /// Its box.
    pub mark: &'static str,
    /// The word for where it stands.
    pub status: &'static str,
    /// Why it stands so, where it is not done.
    pub why: String,
    /// Whether open answers decide if it is needed.
    pub undecided: bool,
    /// Who does it.
    pub actor: Option<String>,
    /// Who left it so, and when.
    pub stamp: Option<Stamp>,
    /// What was confirmed by typing.
    pub confirmed: Option<String>,
    /// How many ticks are set.
    pub ticks: usize,
    /// What proves it: names of files, references.
    pub evidence: Vec<String>,
}

/// A wait, from when it was first said until something else was.
#[derive(Debug)]
pub struct Wait {
    /// Of which step.
    pub step: Named,
    /// For whom.
    pub whom: String,
    /// A ticket or case number.
    pub reference: Option<String>,
    /// How long it usually takes.
    pub usual: Option<String>,
    /// Since when, and who said so.
    pub since: Stamp,
    /// When to look again.
    pub follow_up: Option<Date>,
    /// What ended it, if anything did: done, skipped or open again.
    pub ended: Option<(&'static str, Stamp)>,
    /// Whether its step is still in the plan, where nothing ended it.
    pub needed: bool,
    /// How many days it took so far.
    pub days: u32,
    /// How many of them were Monday to Friday.
    pub business_days: u32,
}

/// Something that was said otherwise later.
#[derive(Debug)]
pub struct Change {
    /// What it is of: an `answer`, a `step` that was opened again or left the plan, or the `checklist`.
    pub of: &'static str,
    /// The step, or the place of the answer.
    pub at: String,
    /// What it was.
    pub from: String,
    /// What it became.
    pub to: String,
    /// By whom, and when.
    pub stamp: Stamp,
}

/// What proves a step.
#[derive(Debug)]
pub struct Evidence {
    /// Which.
    pub step: Named,
    /// The words recorded.
    pub text: String,
    /// The file that they name.
    pub file: Option<Exhibit>,
    /// By whom, and when.
    pub stamp: Stamp,
}

/// What else was said.
#[derive(Debug)]
pub struct Note {
    /// Of which step; of the session where there is none.
    pub step: Option<Named>,
    /// The words.
    pub text: String,
    /// By whom, and when.
    pub stamp: Stamp,
}

/// The checklist that a session goes by.
#[derive(Debug)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Which version.
    pub version: String,
    /// What it was written from.
    pub written_from: Option<String>,
    /// When its text was last held against reality.
    pub verified: Option<Date>,
    /// The SHA-256 of its text.
    pub digest: String,
}

/// The file that a session was read from.
#[derive(Debug)]
pub struct Journal {
    /// How many lines of it are whole.
    pub lines: usize,
    /// The checksum of the last of them, which stands for them all.
    pub sum: String,
    /// The version of the program that began it.
    pub program: String,
}

impl Account {
    /// The steps that are not done.
    pub fn open(&self) -> impl Iterator<Item = &Step> {
        self.sections.iter().flat_map(|section| &section.steps).filter(|step| step.status != "done")
    }
}

impl Step {
    /// The word for where it stands; of one that open answers may still take away, that.
    fn word(&self) -> &'static str {
        if self.undecided && self.status == Status::Pending.word() { "undecided" } else { self.status }
    }
}

impl RiskKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            RiskKind::Accepted => "accepted",
            RiskKind::Irreversible => "irreversible",
            RiskKind::Advice => "against advice",
        }
    }
}

impl Section {
    fn settled(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step.status, "done" | "skipped")).count()
    }

    fn certain(&self) -> usize {
        self.steps.iter().filter(|step| !step.undecided).count()
    }

    /// `5/7`; with `+` where open answers may add some.
    fn fraction(&self) -> String {
        let open = if self.steps.iter().any(|step| step.undecided) { "+" } else { "" };
        format!("{}/{}{open}", self.settled(), self.certain())
    }
}

impl Evidence {
    /// The name of the file, or the reference.
    fn name(&self) -> &str {
        self.file.as_ref().map_or(&self.text, |file| &file.name)
    }
}
