//! What may be said in a reply, and the label that it is said behind.

use crate::checklist::{Address, InstanceKey};

/// Something that a line of a reply says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// That a step is done, or what stopped somebody.
    Step(InstanceKey),
    /// The evidence of a step.
    Evidence(InstanceKey),
    /// An answer.
    Answer(Address),
}

impl Field {
    /// What it is said behind: `approve/us:`, `approve/us.evidence:`, `tenants.us.country=`. None has a blank, so
    /// no mail program breaks it.
    pub fn label(&self) -> String {
        format!("{}{}", self.name(), self.sign())
    }

    /// The label without its sign.
    pub fn name(&self) -> String {
        match self {
            Field::Step(key) => key.to_string(),
            Field::Evidence(key) => format!("{key}.evidence"),
            Field::Answer(path) => path.to_string(),
        }
    }

    /// The sign that ends the label; a step and an answer may be called alike.
    pub fn sign(&self) -> char {
        match self {
            Field::Step(_) | Field::Evidence(_) => ':',
            Field::Answer(_) => '=',
        }
    }
}
