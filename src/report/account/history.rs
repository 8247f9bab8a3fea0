//! What only the course of events tells: how long was waited, and what was said otherwise later.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::answers::{NONE, present, row_name, shown};
use super::eras::Eras;
use super::people::People;
use super::reading::named;
use super::{Change, Named, Wait};
use crate::checklist::{Address, InstanceKey, RowId, Value};
use crate::plan::{Plan, Status, Truth};
use crate::session::{Event, Mark, Record, Stamp, Upgraded, What};
use crate::text::dates::business_days_between;

/// What only the course of events tells.
pub(super) struct Told {
    /// What was waited for.
    pub waits: Vec<Wait>,
    /// What was said otherwise later.
    pub changes: Vec<Change>,
    /// What the steps said that another version took out of the plan.
    pub titles: HashMap<InstanceKey, String>,
}

/// The waits and the changes of a session.
pub(super) fn history(eras: &Eras<'_>, people: &People, events: &[Event], today: Date) -> Told {
    let mut history = History {
        eras,
        era: 0,
        people,
        record: Record::default(),
        open: HashMap::new(),
        told: Told { waits: Vec::new(), changes: Vec::new(), titles: HashMap::new() },
    };
    for event in events {
        history.wait(event);
        history.told.changes.extend(history.change(event));
        history.record.apply(event);
        if let What::Upgraded(upgraded) = &event.what {
            history.upgraded(upgraded, &event.stamp);
        }
    }
    let History { open, mut told, era, .. } = history;
    for (step, at) in open {
        told.waits[at].needed = eras.plan(era).find(step.as_str()).is_some();
    }
    told.waits.iter_mut().for_each(|wait| measure(wait, today));
    told
}

struct History<'h, 'a> {
    eras: &'h Eras<'a>,
    /// How many versions were left before the event that is looked at.
    era: usize,
    people: &'h People,
    /// What was recorded before it.
    record: Record,
    /// The waits that go on, by their step.
    open: HashMap<InstanceKey, usize>,
    told: Told,
}

impl<'h, 'a> History<'h, 'a> {
    fn plan(&self) -> &'h Plan<'a> {
        self.eras.plan(self.era)
    }

    /// Begins, changes or ends a wait.
    fn wait(&mut self, event: &'h Event) {
        let stamp = self.people.stamp(&event.stamp);
        let (step, ended) = match &event.what {
            What::Waiting { step, whom, follow_up, reference } => {
                let plan = self.plan();
                let waits = &mut self.told.waits;
                let at = *self.open.entry(step.clone()).or_insert_with(|| {
                    waits.push(begun(plan, self.people, step, stamp));
                    waits.len() - 1
                });
                let wait = &mut waits[at];
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
            self.told.waits[at].ended = Some((ended, stamp));
        }
    }

    /// Goes on in the next version: what that moved is a change, too.
    fn upgraded(&mut self, upgraded: &Upgraded, stamp: &Stamp) {
        let before = self.plan();
        self.era += 1;
        let after = Plan::new(self.plan().checklist(), &self.record);
        let version = |plan: &Plan<'_>| format!("version {}", plan.checklist().version);
        let stamp = self.people.stamp(stamp);
        let mut change = |of, at: String, from: String, to: String| {
            self.told.changes.push(Change { of, at, from, to, stamp: stamp.clone() });
        };
        change("checklist", after.checklist().id.to_string(), version(before), version(&after));
        let done = before.instances().iter().filter(|instance| instance.status == Status::Done);
        let done: HashSet<_> = done.map(|instance| upgraded.renamed.key(&instance.key)).collect();
        for (step, reason) in upgraded.reopened.iter().filter(|(step, _)| done.contains(*step)) {
            let at = self.people.key(step).to_string();
            change("step", at, "done".to_owned(), open_again(self.people, reason));
        }
        for instance in before.instances().iter().filter(|instance| instance.shown == Truth::Yes) {
            let now = upgraded.renamed.key(&instance.key);
            if after.find(now.as_str()).is_some() {
                continue;
            }
            let Named { key, title } = named(before, self.people, &instance.key);
            self.told.titles.insert(now, title);
            if !matches!(instance.status, Status::Pending | Status::Ready) {
                let to = format!("no longer needed in {}", version(&after));
                change("step", key.to_string(), instance.status.word().to_owned(), to);
            }
        }
        for (step, at) in std::mem::take(&mut self.open) {
            let step = upgraded.renamed.key(&step);
            if after.find(step.as_str()).is_some() {
                self.told.waits[at].step = named(&after, self.people, &step);
            }
            self.open.insert(step, at);
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
                (self.people.key(step).to_string(), from.to_owned(), open_again(self.people, reason))
            }
            _ => return None,
        };
        let of = match event.what {
            What::Reopened { .. } => "step",
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
        if self.plan().takes_rows_at(path) {
            let rows: Vec<_> = present(&self.record, path).map(ToString::to_string).collect();
            return (!rows.is_empty()).then_some(Value::Many(rows));
        }
        self.record.given(path).map(|given| given.value.clone())
    }

    fn shown(&self, path: &Address, value: &Value) -> String {
        shown(self.plan(), self.people, &self.record, path, value)
    }

    fn rows(&self, list: &Address) -> Vec<&RowId> {
        present(&self.record, list).collect()
    }

    fn row_names(&self, list: &Address, ids: &[&RowId]) -> String {
        // A row is called by what it holds in the end: its key does not change, and it may be new here.
        let name = |id: &&RowId| row_name(self.plan(), self.people, self.plan().record(), list, id.as_str());
        let names: Vec<_> = ids.iter().map(name).collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    }
}

/// What became of a step that was opened again.
fn open_again(people: &People, reason: &str) -> String {
    format!("open again: {}", people.typed(reason))
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
        needed: true,
        days: 0,
        business_days: 0,
    }
}

/// How long a wait took: up to its end, or up to today.
fn measure(wait: &mut Wait, today: Date) {
    let from = day(&wait.since);
    let to = wait.ended.as_ref().map_or(today, |(_, stamp)| day(stamp));
    let days = from.until(to).map_or(0, |span| span.get_days());
    wait.days = u32::try_from(days).unwrap_or(0);
    wait.business_days = business_days_between(from, to);
}

/// The day of a moment, by the clock of who recorded it.
pub(super) fn day(stamp: &Stamp) -> Date {
    stamp.offset.to_datetime(stamp.at).date()
}
