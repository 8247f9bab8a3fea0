//! The rules of the format, each held against small checklists read as every other.

pub(crate) mod author;
mod conditions;
mod done;
mod laws;
mod readiness;
mod repeats;
mod texts;
mod upgrades;

use jiff::{Timestamp, tz::Offset};

use super::{Impact, Lack, Plan, Status, Truth, impact};
use crate::checklist::{Address, Checklist, Value};
use crate::diagnostic::short;
use crate::format;
use crate::session::{Event, Record, Stamp, What};

/// A checklist and what was recorded in a session of it.
#[derive(Clone)]
struct Story {
    checklist: Checklist,
    record: Record,
}

/// A session of the checklist that has these keys beside its title.
fn story(body: &str) -> Story {
    let text = format!("format: 1\nid: story\ntitle: Story\nversion: 1\n{body}");
    let checklist = format::checklist("story.yaml", text.as_bytes()).unwrap_or_else(|findings| {
        panic!("{text}\n{}", findings.iter().map(short::render).collect::<Vec<_>>().join("\n"))
    });
    Story { checklist, record: Record::default() }
}

fn address(text: &str) -> Address {
    text.parse().unwrap()
}

impl Story {
    fn and(mut self, what: What) -> Self {
        let stamp = Stamp { at: Timestamp::UNIX_EPOCH, offset: Offset::UTC, by: "dana".into(), reply: None };
        self.record.apply(&Event { stamp, what });
        self
    }
    fn says(self, path: &str, text: &str) -> Self {
        self.and(What::Answered { path: address(path), value: Value::Text(text.into()) })
    }
    fn yes(self, path: &str) -> Self {
        self.and(What::Answered { path: address(path), value: Value::Bool(true) })
    }
    fn no(self, path: &str) -> Self {
        self.and(What::Answered { path: address(path), value: Value::Bool(false) })
    }
    fn picks(self, path: &str, values: &[&str]) -> Self {
        let value = Value::Many(values.iter().map(ToString::to_string).collect());
        self.and(What::Answered { path: address(path), value })
    }
    fn blank(self, path: &str) -> Self {
        self.and(What::Answered { path: address(path), value: Value::Blank })
    }
    fn unset(self, path: &str) -> Self {
        self.and(What::Unset { path: address(path) })
    }
    /// Rows of one text as their key, each with its id made of it.
    fn rows(self, list: &str, key: &str, ids: &[&str]) -> Self {
        ids.iter().fold(self, |story, id| {
            let values = [(key.parse().unwrap(), Value::Text((*id).into()))].into();
            story.and(What::RowAdded { list: address(list), id: id.parse().unwrap(), values })
        })
    }
    fn without_row(self, row: &str) -> Self {
        self.and(What::RowRemoved { row: row.parse().unwrap() })
    }
    fn done(self, steps: &[&str]) -> Self {
        steps.iter().fold(self, |story, step| story.and(What::Done { step: step.parse().unwrap() }))
    }
    fn skipped(self, step: &str) -> Self {
        self.and(What::Skipped { step: step.parse().unwrap(), reason: "not ours".into() })
    }
    fn waits(self, step: &str) -> Self {
        let (whom, follow_up, reference) = ("Microsoft".into(), None, None);
        self.and(What::Waiting { step: step.parse().unwrap(), whom, follow_up, reference })
    }
    fn reopened(self, step: &str) -> Self {
        self.and(What::Reopened { step: step.parse().unwrap(), reason: "not yet".into() })
    }

    fn plan(&self) -> Plan<'_> {
        Plan::new(&self.checklist, &self.record)
    }
    /// The plan's steps, an undecided one with a question mark.
    fn steps(&self) -> Vec<String> {
        let shown = |truth| if truth == Truth::Yes { "" } else { "?" };
        self.plan().instances().iter().map(|own| format!("{}{}", own.key, shown(own.shown))).collect()
    }
    fn status(&self, key: &str) -> Status {
        self.plan().find(key).unwrap_or_else(|| panic!("no {key} in {:?}", self.steps())).status
    }
    fn ready(&self) -> Vec<String> {
        let plan = self.plan();
        let ready = plan.instances().iter().filter(|own| own.status == Status::Ready);
        ready.map(|own| own.key.to_string()).collect()
    }
    /// What this step waits for first.
    fn after(&self, key: &str) -> Option<String> {
        let plan = self.plan();
        let after = plan.find(key).unwrap_or_else(|| panic!("no {key}")).after?;
        Some(plan.instances()[after].key.to_string())
    }
    fn lacks(&self, key: &str) -> Vec<Lack> {
        self.plan().find(key).unwrap_or_else(|| panic!("no {key}")).lacks.clone()
    }
    fn hidden(&self) -> Vec<String> {
        self.plan().hidden().iter().map(ToString::to_string).collect()
    }
    fn title(&self, key: &str) -> String {
        let plan = self.plan();
        plan.title(plan.find(key).unwrap_or_else(|| panic!("no {key} in {:?}", self.steps())))
    }
    /// What the checks of the answer say.
    fn refused(&self, path: &str) -> Vec<String> {
        let (plan, path) = (self.plan(), address(path));
        let holder = plan.reader().find(&path.place).expect("a row that exists");
        let home = holder.map_or(crate::checklist::Home::Document, |row| {
            crate::checklist::Home::Row(plan.reader().list_of(row))
        });
        let question = self.checklist.find_question(home, path.question.as_str()).expect("a question");
        plan.reader().refusals((question, holder)).into_iter().map(|refusal| refusal.message).collect()
    }
    fn impact_of(&self, after: &Self) -> Impact {
        impact(&self.plan(), &after.plan())
    }
}
