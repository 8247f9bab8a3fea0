//! A checklist as it reads before anything is done: every branch of it, with its conditions in words.
//!
//! All texts are Markdown as their authors wrote it; a hole shows what belongs there: ‹Domain›.

mod condition;
mod facts;
pub mod json;
pub mod markdown;
pub mod mermaid;
mod questions;
mod reading;
pub mod text;

pub use reading::outline;

use serde::Serialize;

/// A checklist, whole.
#[derive(Debug, Serialize)]
pub struct Outline {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// Which version it is.
    pub version: String,
    /// What it leads to and for whom.
    pub summary: Option<String>,
    /// What it was written from.
    pub source: Option<String>,
    /// When its text was last held against reality.
    pub verified: Option<String>,
    /// Who does steps.
    pub actors: Vec<Named>,
    /// What is asked before the first step.
    pub ask: Vec<Asked>,
    /// Its sections.
    pub sections: Vec<Part>,
    /// The words that it explains.
    pub glossary: Vec<Named>,
    /// What holds from then on.
    pub closing: Option<String>,
}

/// An id or a word, and what it stands for.
#[derive(Debug, Serialize)]
pub struct Named {
    /// The id or word.
    pub name: String,
    /// What it stands for.
    pub text: String,
}

/// A section or a step.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Its place: `2.1`.
    pub number: String,
    /// Its id.
    pub id: String,
    /// What to do, or what is done here.
    pub title: String,
    /// When it applies, in words.
    pub when: Option<String>,
    /// What it repeats over, in words.
    pub each: Option<String>,
    /// What it waits for instead of all before it, in words.
    pub after: Option<String>,
    /// The ids of what it waits for instead of all before it.
    #[serde(skip)]
    pub needs: Option<Vec<String>>,
    /// Which of the two it is.
    #[serde(flatten)]
    pub what: What,
}

/// Section or step.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Steps and sections under a title.
    Section {
        /// Shown before its first step.
        text: Option<String>,
        /// What it holds.
        parts: Vec<Part>,
    },
    /// What one person does at one place in one go.
    Step(Box<Does>),
}

/// What a step says and takes.
#[derive(Debug, Serialize)]
pub struct Does {
    /// Who does it.
    pub actor: Option<String>,
    /// How long it takes.
    pub takes: Option<String>,
    /// Why and how.
    pub text: Option<String>,
    /// What else to know.
    pub notes: Vec<Said>,
    /// Where.
    pub links: Vec<Where>,
    /// What is seen when it goes right.
    pub expect: Vec<Said>,
    /// What must be confirmed one by one.
    pub ticks: Vec<Said>,
    /// What is asked.
    pub asks: Vec<Asked>,
    /// What cannot be undone.
    pub irreversible: Option<String>,
    /// What must be typed to confirm that.
    pub confirm: Option<String>,
    /// What one waits for, in words.
    pub wait: Option<String>,
    /// What must be attached.
    pub evidence: Option<String>,
    /// What one accepts by doing it.
    pub risk: Option<String>,
    /// Whether it may be skipped, with a reason.
    pub skippable: bool,
    /// Where its text comes from.
    pub source: Option<String>,
    /// When its text was last held against reality.
    pub verified: Option<String>,
}

/// A line that may depend on answers.
#[derive(Debug, Serialize)]
pub struct Said {
    /// What kind of note it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// The line.
    pub text: String,
    /// When it is shown, in words.
    pub when: Option<String>,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A link of a step.
#[derive(Debug, Serialize)]
pub struct Where {
    /// What it leads to.
    pub label: String,
    /// The address.
    pub url: String,
    /// For a private window only.
    pub private: bool,
    /// When it is shown, in words.
    pub when: Option<String>,
}

/// A question.
#[derive(Debug, Serialize)]
pub struct Asked {
    /// Its id.
    pub id: String,
    /// Its short name.
    pub label: String,
    /// What kind of answer it takes, in words.
    pub kind: String,
    /// The sentence asked.
    pub question: Option<String>,
    /// Why it is asked.
    pub help: Option<String>,
    /// Whether an answer is needed.
    pub required: bool,
    /// When it is asked, in words.
    pub when: Option<String>,
    /// What is offered or recommended.
    pub default: Option<String>,
    /// What may be chosen.
    pub choices: Vec<Offer>,
    /// What an answer is refused for, and what is advised against.
    pub checks: Vec<String>,
    /// What is asked of each row.
    pub fields: Vec<Asked>,
}

/// A choice.
#[derive(Debug, Serialize)]
pub struct Offer {
    /// What is recorded.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// When it fits.
    pub help: Option<String>,
}
