//! What only the course of events tells: how long was waited, and what was said otherwise later.

use std::collections::HashMap;

use jiff::civil::Date;

use super::answers::{NONE, is_list, present, row_name, shown};
use super::people::People;
use super::reading::named;
use super::{Change, Wait};
use crate::checklist::{Address, InstanceKey, RowId, Value};
use crate::format;
use crate::plan::Plan;
use crate::session::{Event, Mark, Record, Stamp, What};
use crate::text::dates::business_days_between;

/// The waits and the changes of a session.
pub(super) fn history(
    plan: &Plan<'_>,
    people: &People,
    events: &[Event],
    today: Date,
) -> (Vec<Wait>, Vec<Change>) {
    let mut history = History {
        plan,
        people,
        record: Record::default(),
        pinned: "",
        waits: Vec::new(),
        open: HashMap::new(),
    };
    let mut changes = Vec::new();
    for event in events {
        history.wait(event);
        changes.extend(history.change(event));
        history.record.apply(event);
        history.pins(event);
    }
    let waits = history.waits.into_iter().map(|wait| measured(wait, today)).collect();
    (waits, changes)
}

struct History<'h, 'c> {
    plan: &'h Plan<'c>,
    people: &'h People,
    /// What was recorded before the event that is looked at.
    record: Record,
    /// The definition that it went by then.
    pinned: &'h str,
    waits: Vec<Wait>,
    /// The waits that go on, by their step.
    open: HashMap<InstanceKey, usize>,
}

impl<'h> History<'h, '_> {
    /// Begins, changes or ends a wait.
    fn wait(&mut self, event: &'h Event) {
        let stamp = self.people.stamp(&event.stamp);
        let (step, ended) = match &event.what {
            What::Waiting { step, whom, follow_up, reference } => {
                let at = *self.open.entry(step.clone()).or_insert_with(|| {
                    self.waits.push(begun(self.plan, self.people, step, stamp));
                    self.waits.len() - 1
                });
                let wait = &mut self.waits[at];
                wait.whom = self.people.whom(whom);
                wait.follow_up = *follow_up;
                wait.reference = reference.as_ref().map(|reference| self.people.typed(reference));
                return;
            }
            What::Done { step } => (step, "done"),
            What::Skipped { step, .. } => (step, "skipped"),
            What::Reopened { step, .. } => (step, "open again"),
            _ => return,
        };
        if let Some(at) = self.open.remove(step) {
            self.waits[at].ended = Some((ended, stamp));
        }
    }

    /// Takes another definition, and the names that steps have in it.
    fn pins(&mut self, event: &'h Event) {
        match &event.what {
            What::Started(started) => self.pinned = &started.definition,
            What::Upgraded(upgraded) => {
                self.pinned = &upgraded.definition;
                for (step, at) in std::mem::take(&mut self.open) {
                    let step = upgraded.renamed.key(&step);
                    self.waits[at].step = named(self.plan, self.people, &step);
                    self.open.insert(step, at);
                }
            }
            _ => {}
        }
    }

    /// What an event changes of what was said before it.
    fn change(&self, event: &Event) -> Option<Change> {
        let (at, from, to) = match &event.what {
            What::Answered { path, value } => self.answered(path, value)?,
            What::Unset { path } => {
                let from = self.standing(path)?;
                (self.people.path(path), self.shown(path, &from), NONE.to_owned())
            }
            What::RowAdded { list, id, .. } => {
                self.record.given(list)?;
                let before = self.rows(list);
                let with = before.iter().copied().chain([id]).collect::<Vec<_>>();
                // The row may be new: what it is called is not recorded yet.
                (self.people.path(list), self.row_names(list, &before), self.row_names(list, &with))
            }
            What::RowRemoved { row } => {
                let before = self.rows(&row.list);
                let left: Vec<_> = before.iter().copied().filter(|id| **id != row.row).collect();
                let names = |ids: &[&RowId]| self.row_names(&row.list, ids);
                (before.len() > left.len())
                    .then(|| (self.people.path(&row.list), names(&before), names(&left)))?
            }
            What::Reopened { step, reason } => {
                let from = match self.record.steps.get(step)?.mark.as_ref()? {
                    Mark::Done(_) => "done",
                    Mark::Waiting(_) => "waiting",
                    Mark::Skipped(_) => "skipped",
                };
                let to = format!("open again: {}", self.people.typed(reason));
                (self.people.key(step).to_string(), from.to_owned(), to)
            }
            What::Upgraded(upgraded) => {
                let id = self.plan.checklist().id.to_string();
                (id, version(self.pinned), version(&upgraded.definition))
            }
            _ => return None,
        };
        let of = match event.what {
            What::Reopened { .. } => "step",
            What::Upgraded(_) => "checklist",
            _ => "answer",
        };
        Some(Change { of, at, from, to, stamp: self.people.stamp(&event.stamp) })
    }

    fn answered(&self, path: &Address, value: &Value) -> Option<(String, String, String)> {
        let from = self.standing(path)?;
        let differs = from != *value;
        differs.then(|| (self.people.path(path), self.shown(path, &from), self.shown(path, value)))
    }

    /// What was answered before, if anything was; of a list its rows.
    fn standing(&self, path: &Address) -> Option<Value> {
        if is_list(self.plan, path) {
            let rows: Vec<_> = present(&self.record, path).map(ToString::to_string).collect();
            return (!rows.is_empty()).then_some(Value::Many(rows));
        }
        self.record.given(path).map(|given| given.value.clone())
    }

    fn shown(&self, path: &Address, value: &Value) -> String {
        shown(self.plan, self.people, &self.record, path, value)
    }

    fn rows(&self, list: &Address) -> Vec<&RowId> {
        present(&self.record, list).collect()
    }

    fn row_names(&self, list: &Address, ids: &[&RowId]) -> String {
        // A row is called by what it holds in the end: its key does not change, and it may be new here.
        let name = |id: &&RowId| row_name(self.plan, self.people, self.plan.record(), list, id.as_str());
        let names: Vec<_> = ids.iter().map(name).collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    }
}

/// The version that a definition states.
fn version(definition: &str) -> String {
    let checklist = format::checklist("definition", definition.as_bytes());
    checklist.map(|checklist| format!("version {}", checklist.version)).unwrap_or_default()
}

fn begun(plan: &Plan<'_>, people: &People, step: &InstanceKey, since: Stamp) -> Wait {
    let usual = plan.find(step.as_str()).and_then(|instance| plan.step(instance).wait.as_ref()?.usual);
    Wait {
        step: named(plan, people, step),
        whom: String::new(),
        reference: None,
        usual: usual.map(|usual| usual.to_string()),
        since,
        follow_up: None,
        ended: None,
        days: 0,
        business_days: 0,
    }
}

/// A wait with its length: up to its end, or up to today.
fn measured(wait: Wait, today: Date) -> Wait {
    let from = day(&wait.since);
    let to = wait.ended.as_ref().map_or(today, |(_, stamp)| day(stamp));
    let days = from.until(to).map_or(0, |span| span.get_days());
    Wait { days: u32::try_from(days).unwrap_or(0), business_days: business_days_between(from, to), ..wait }
}

/// The day of a moment, by the clock of who recorded it.
pub(super) fn day(stamp: &Stamp) -> Date {
    stamp.offset.to_datetime(stamp.at).date()
}
