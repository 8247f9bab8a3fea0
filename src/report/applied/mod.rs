//! A reply that was taken: what each of its lines does, and what that does to the steps.

pub mod json;
pub mod text;

use super::sheet::Sheet;
use crate::checklist::Address;
use crate::intake::reply::{Code, Does, Field, Filled, Outcome};
use crate::plan::{Lack, Plan, Truth};
use crate::session::{Event, Record, What};

/// A reply, and what becomes of it.
#[derive(Debug)]
pub struct Applied<'a> {
    /// The session.
    pub session: &'a str,
    /// The sheet that it replies to.
    pub sheet: &'a Sheet,
    /// What names that.
    pub code: &'a Code,
    /// Who replied.
    pub from: &'a str,
    /// What is said in it.
    pub filled: &'a Filled,
    /// What becomes of each line.
    pub outcomes: &'a [Outcome],
    /// The plan before.
    pub before: &'a Plan<'a>,
    /// The plan after.
    pub after: &'a Plan<'a>,
}

impl Applied<'_> {
    /// What is to be recorded, line by line.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.outcomes.iter().flat_map(events)
    }

    /// Whether a line was refused or not understood.
    pub fn is_short(&self) -> bool {
        let refused = self.outcomes.iter().any(|outcome| matches!(outcome.does, Does::Refused { .. }));
        refused || !self.filled.strange.is_empty()
    }

    /// The record after the answers alone: what is done by then is another matter.
    fn answered(&self) -> Record {
        let mut record = self.before.record().clone();
        let answers = self.outcomes.iter().filter(|outcome| matches!(outcome.entry.field, Field::Answer(_)));
        answers.flat_map(events).for_each(|event| record.apply(event));
        record
    }

    /// What has become of a line's step or answer since the sheet was written; a line that was taken before is
    /// itself what has.
    fn changed(&self, outcome: &Outcome) -> Option<String> {
        match outcome.does {
            Does::Taken(_) => None,
            _ => self.sheet.changed(&outcome.entry.field, self.before),
        }
    }
}

fn events(outcome: &Outcome) -> &[Event] {
    match &outcome.does {
        Does::Record { events, .. } => events,
        _ => &[],
    }
}

/// The answers in the rows of this list that a line gives.
fn cells<'o>(outcome: &'o Outcome, list: &Address) -> impl Iterator<Item = &'o Address> {
    events(outcome).iter().filter_map(|event| match &event.what {
        What::Answered { path, .. } if path.is_within(list) => Some(path),
        _ => None,
    })
}

/// The answers that steps still take in the rows of this list.
fn lacking<'p>(plan: &'p Plan<'_>, list: &Address) -> Vec<&'p Address> {
    let shown = plan.instances().iter().filter(|instance| instance.shown == Truth::Yes);
    let mut lacking = Vec::new();
    for lack in shown.flat_map(|instance| &instance.lacks) {
        match lack {
            Lack::Answer(path) if path.is_within(list) && !lacking.contains(&path) => lacking.push(path),
            _ => {}
        }
    }
    lacking
}
