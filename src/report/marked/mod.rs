//! Steps that were marked without walking: how they stand now, and what can go on.

pub mod json;
pub mod text;

use crate::checklist::InstanceKey;
use crate::intake::{Marking, Unmarked};
use crate::plan::{Plan, Status};
use crate::session::Record;

/// Steps marked, or what stood against it.
#[derive(Debug)]
pub struct Marked<'a> {
    /// The session.
    pub session: &'a str,
    /// What the session is called in commands.
    pub called: &'a str,
    /// What was to be recorded of them.
    pub marking: &'a Marking,
    /// The steps; none for a note on the session.
    pub steps: &'a [InstanceKey],
    /// The plan before.
    pub before: &'a Plan<'a>,
    /// The plan after.
    pub after: &'a Plan<'a>,
    /// As they were named, those that cannot be marked so. If there is one, nothing is recorded.
    pub refused: &'a [(String, Unmarked)],
    /// Whether it is recorded.
    pub recorded: bool,
}

impl Marked<'_> {
    /// What can go on now beside the steps themselves.
    fn ready(&self) -> Vec<&InstanceKey> {
        self.after.newly_ready(self.before).filter(|key| !self.steps.contains(key)).collect()
    }
}

/// The first open step that `key`, done in `after` and not in `before`, would have waited for, and how that stands.
pub fn ahead_of(before: &Plan<'_>, after: &Plan<'_>, key: &InstanceKey) -> Option<(InstanceKey, Status)> {
    let is_done = |plan: &Plan<'_>| plan.find(key.as_str()).is_some_and(|own| own.status == Status::Done);
    if is_done(before) || !is_done(after) {
        return None;
    }
    let record = as_if_open(after.record(), key);
    let plan = Plan::new(after.checklist(), &record);
    let first = &plan.instances()[plan.find(key.as_str())?.after?];
    Some((first.key.clone(), first.status))
}

/// The record without a step's mark.
fn as_if_open(record: &Record, key: &InstanceKey) -> Record {
    let mut record = record.clone();
    if let Some(step) = record.steps.get_mut(key) {
        step.mark = None;
    }
    record
}
