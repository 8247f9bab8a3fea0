//! The versions of its checklist that a session went by, one after the other: what was recorded under each is
//! read by it.

use crate::checklist::Checklist;
use crate::format;
use crate::plan::Plan;
use crate::session::{Event, Record, What};

/// A version that the session left for another, and the record as it stood then.
pub(super) struct Former {
    checklist: Option<Checklist>,
    record: Record,
}

/// The versions that were left, in that order.
pub(super) fn former(events: &[Event]) -> Vec<Former> {
    let mut pinned = "";
    let mut before = 0;
    let mut record = Record::default();
    let mut former = Vec::new();
    for (at, event) in events.iter().enumerate() {
        match &event.what {
            What::Started(started) => pinned = &started.definition,
            What::Upgraded(upgraded) => {
                events[before..at].iter().for_each(|event| record.apply(event));
                before = at;
                let checklist = format::pinned(pinned.as_bytes());
                former.push(Former { checklist, record: record.clone() });
                pinned = &upgraded.definition;
            }
            _ => {}
        }
    }
    former
}

/// The plan at the end of each version, that of today last.
pub(super) struct Eras<'a>(Vec<Plan<'a>>);

impl<'a> Eras<'a> {
    /// A version that cannot be read any more is passed over for the one of today.
    pub(super) fn of(former: &'a [Former], today: Plan<'a>) -> Self {
        let checklist = |former: &'a Former| former.checklist.as_ref().unwrap_or_else(|| today.checklist());
        let mut plans: Vec<_> = former.iter().map(|own| Plan::new(checklist(own), &own.record)).collect();
        plans.push(today);
        Self(plans)
    }

    /// The plan of the version that came after so many others.
    pub(super) fn plan(&self, after: usize) -> &Plan<'a> {
        &self.0[after.min(self.0.len() - 1)]
    }

    /// All of them.
    pub(super) fn plans(&self) -> impl Iterator<Item = &Plan<'a>> {
        self.0.iter()
    }
}
