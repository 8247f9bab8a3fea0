//! All that a session's events say: answers, marks, notes, evidence.
//!
//! A record is the sum of events in their order and nothing else; it knows no checklist. What it holds of
//! rows and steps that are out of sight stays, and counts again when they return.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Event, Rows, Stamp, What};
use crate::checklist::{Address, Id, InstanceKey, Place, RowAddress, RowId, Value};

/// What a session's events add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The answers of the document itself.
    pub answers: Answers,
    /// What was recorded of steps.
    pub steps: BTreeMap<InstanceKey, StepRecord>,
    /// Notes on the session as a whole.
    pub notes: Vec<Said>,
}

/// The answers that lie at one place, and the rows below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// By question. A list stands here too once it was said that its rows are all.
    pub values: BTreeMap<Id, Given>,
    /// By list.
    pub lists: BTreeMap<Id, Rows>,
}

/// An answer, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What was answered.
    pub value: Value,
    /// When and by whom.
    pub stamp: Stamp,
}

/// A row of a list, present or taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id, for good.
    pub id: RowId,
    /// Whether it is in the list now.
    pub present: bool,
    /// What it holds.
    pub answers: Answers,
}

/// Words, when and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// When and by whom.
    pub stamp: Stamp,
}

/// What cannot be undone, confirmed by typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// What was typed, when and by whom.
    pub said: Said,
    /// How the same reads in the version of today.
    pub reads: String,
}

/// What was recorded of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepRecord {
    /// Done, waiting or skipped; none if it was never marked or is open again.
    pub mark: Option<Mark>,
    /// Why it was opened again, while no mark has come since.
    pub reopened: Option<Said>,
    /// Whether it was another version of the checklist that opened it: its reason holds until the next version.
    pub by_version: bool,
    /// What is ticked.
    pub ticks: BTreeMap<String, Stamp>,
    /// What was confirmed by typing, as it read then.
    pub confirmed: Option<Confirmation>,
    /// Notes, oldest first.
    pub notes: Vec<Said>,
    /// Evidence, oldest first.
    pub evidence: Vec<Said>,
}

/// What was recorded of a step's course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Done.
    Done(Stamp),
    /// It waits.
    Waiting(Waiting),
    /// Skipped, and why.
    Skipped(Said),
}

/// A wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// For whom.
    pub whom: String,
    /// Since when, however often the follow-up was set anew.
    pub since: Timestamp,
    /// When to look again.
    pub follow_up: Option<Date>,
    /// A ticket or case number.
    pub reference: Option<String>,
    /// When this was said, and by whom.
    pub stamp: Stamp,
}

impl Record {
    /// The record of these events.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut record = Self::default();
        events.into_iter().for_each(|event| record.apply(event));
        record
    }

    /// Takes one more event. What names a row that never was changes nothing.
    pub fn apply(&mut self, event: &Event) {
        let stamp = &event.stamp;
        let said = |text: &String| Said { text: text.clone(), stamp: stamp.clone() };
        match &event.what {
            What::Started(_) => {}
            What::Answered { path, value } => self.answer(path, value, stamp),
            What::Unset { path } => self.unset(path),
            What::RowAdded { list, id, values } => self.add_row(list, id, values, stamp),
            What::RowRemoved { row } => self.remove_row(row),
            What::Ticked { step, tick } => {
                self.step(step).ticks.insert(tick.clone(), stamp.clone());
            }
            What::Unticked { step, tick } => {
                self.step(step).ticks.remove(tick);
            }
            What::Done { step } => self.step(step).mark(Mark::Done(stamp.clone())),
            What::Skipped { step, reason } => self.step(step).mark(Mark::Skipped(said(reason))),
            What::Waiting { step, whom, follow_up, reference } => self.step(step).wait(Waiting {
                whom: whom.clone(),
                since: stamp.at,
                follow_up: *follow_up,
                reference: reference.clone(),
                stamp: stamp.clone(),
            }),
            What::Reopened { step, reason } => self.step(step).reopen(said(reason)),
            What::Confirmed { step, text } => {
                self.step(step).confirmed = Some(Confirmation { said: said(text), reads: text.clone() });
            }
            What::Note { step: Some(step), text } => self.step(step).notes.push(said(text)),
            What::Note { step: None, text } => self.notes.push(said(text)),
            What::Evidence { step, text } => self.step(step).evidence.push(said(text)),
            What::Upgraded(upgraded) => self.upgrade(upgraded, stamp),
        }
    }

    /// The answers at `place`, also of rows that are taken out.
    pub fn at(&self, place: &Place) -> Option<&Answers> {
        place.0.iter().try_fold(&self.answers, |answers, (list, id)| {
            Some(&answers.lists.get(list)?.find(id.as_str())?.answers)
        })
    }

    /// What was answered at `path`.
    pub fn given(&self, path: &Address) -> Option<&Given> {
        self.at(&path.place)?.values.get(&path.question)
    }

    /// The rows of the list at `path`, also those taken out.
    pub fn rows(&self, path: &Address) -> &Rows {
        self.at(&path.place).and_then(|answers| answers.lists.get(&path.question)).unwrap_or(Rows::NONE)
    }

    fn at_mut(&mut self, place: &Place) -> Option<&mut Answers> {
        place.0.iter().try_fold(&mut self.answers, |answers, (list, id)| {
            Some(&mut answers.lists.get_mut(list)?.find_mut(id.as_str())?.answers)
        })
    }

    pub(super) fn step(&mut self, key: &InstanceKey) -> &mut StepRecord {
        self.steps.entry(key.clone()).or_default()
    }

    fn answer(&mut self, path: &Address, value: &Value, stamp: &Stamp) {
        let Some(answers) = self.at_mut(&path.place) else { return };
        if let (Value::Many(ids), Some(rows)) = (value, answers.lists.get_mut(&path.question)) {
            rows.be(ids);
        }
        answers.values.insert(path.question.clone(), Given { value: value.clone(), stamp: stamp.clone() });
    }

    fn unset(&mut self, path: &Address) {
        let Some(answers) = self.at_mut(&path.place) else { return };
        answers.values.remove(&path.question);
        if let Some(rows) = answers.lists.get_mut(&path.question) {
            rows.clear();
        }
    }

    fn add_row(&mut self, list: &Address, id: &RowId, values: &BTreeMap<Id, Value>, stamp: &Stamp) {
        let Some(answers) = self.at_mut(&list.place) else { return };
        answers.values.remove(&list.question);
        let row = answers.lists.entry(list.question.clone()).or_default().add(id);
        for (field, value) in values {
            row.answers.values.insert(field.clone(), Given { value: value.clone(), stamp: stamp.clone() });
        }
    }

    fn remove_row(&mut self, row: &RowAddress) {
        let Some(answers) = self.at_mut(&row.list.place) else { return };
        answers.values.remove(&row.list.question);
        let rows = answers.lists.get_mut(&row.list.question);
        if let Some(row) = rows.and_then(|rows| rows.find_mut(row.row.as_str())) {
            row.present = false;
        }
    }
}

impl StepRecord {
    fn mark(&mut self, mark: Mark) {
        self.mark = Some(mark);
        self.reopened = None;
        self.by_version = false;
    }

    pub(super) fn reopen(&mut self, reason: Said) {
        self.mark = None;
        self.reopened = Some(reason);
        self.by_version = false;
    }

    /// A follow-up set anew goes on with the same wait.
    fn wait(&mut self, mut waiting: Waiting) {
        if let Some(Mark::Waiting(before)) = &self.mark {
            waiting.since = before.since;
        }
        self.mark(Mark::Waiting(waiting));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::Offset;

    fn record(whats: impl IntoIterator<Item = What>) -> Record {
        let events: Vec<_> =
            whats.into_iter().zip(1..).map(|(what, at)| Event { stamp: stamp(at), what }).collect();
        Record::of(&events)
    }
    fn stamp(second: i64) -> Stamp {
        Stamp {
            at: Timestamp::from_second(second).unwrap(),
            offset: Offset::UTC,
            by: "dana".into(),
            reply: None,
        }
    }
    fn address(text: &str) -> Address {
        text.parse().unwrap()
    }
    fn answered(path: &str, value: &str) -> What {
        What::Answered { path: address(path), value: Value::Text(value.into()) }
    }
    fn added(list: &str, id: &str) -> What {
        let values = [("domain".parse().unwrap(), Value::Text(format!("{id}.example")))].into();
        What::RowAdded { list: address(list), id: id.parse().unwrap(), values }
    }
    fn removed(row: &str) -> What {
        What::RowRemoved { row: row.parse().unwrap() }
    }
    fn present(record: &Record, list: &str) -> Vec<String> {
        record.rows(&address(list)).iter().filter(|row| row.present).map(|row| row.id.to_string()).collect()
    }
    fn all(list: &str, ids: &[&str]) -> What {
        What::Answered {
            path: address(list),
            value: Value::Many(ids.iter().map(ToString::to_string).collect()),
        }
    }

    #[test]
    fn a_row_that_returns_has_its_answers() {
        let mut story =
            vec![added("tenants", "us"), answered("tenants.us.country", "US"), removed("tenants.us")];
        assert_eq!(present(&record(story.clone()), "tenants"), [""; 0]);
        story.push(added("tenants", "us"));
        let record = record(story);
        assert_eq!(present(&record, "tenants"), ["us"]);
        assert_eq!(record.given(&address("tenants.us.country")).unwrap().value, Value::Text("US".into()));
    }

    #[test]
    fn a_whole_list_orders_its_rows_and_takes_out_what_it_does_not_name() {
        let record = record([
            added("tenants", "us"),
            added("tenants", "uk"),
            added("tenants", "de"),
            all("tenants", &["de", "us"]),
        ]);
        assert_eq!(present(&record, "tenants"), ["de", "us"]);
        assert!(record.given(&address("tenants")).is_some());
    }

    #[test]
    fn a_further_row_makes_a_closed_list_open() {
        let record = record([added("tenants", "us"), all("tenants", &["us"]), added("tenants", "uk")]);
        assert_eq!(record.given(&address("tenants")), None);
        assert_eq!(present(&record, "tenants"), ["us", "uk"]);
    }

    #[test]
    fn an_answer_in_a_row_that_never_was_changes_nothing() {
        assert_eq!(record([answered("tenants.us.country", "US")]), Record::default());
    }

    #[test]
    fn a_new_follow_up_goes_on_with_the_same_wait() {
        let wait = |date: &str| What::Waiting {
            step: "verify/us".parse().unwrap(),
            whom: "Microsoft".into(),
            follow_up: Some(date.parse().unwrap()),
            reference: None,
        };
        let record = record([wait("2026-11-30"), wait("2026-12-02")]);
        let Some(Mark::Waiting(waiting)) = &record.steps["verify/us"].mark else { panic!("waits") };
        assert_eq!(waiting.since, Timestamp::from_second(1).unwrap());
        assert_eq!(waiting.follow_up, Some("2026-12-02".parse().unwrap()));
    }

    #[test]
    fn a_reopened_step_keeps_the_reason_until_its_next_mark() {
        let step: InstanceKey = "enroll/us".parse().unwrap();
        let reopened = What::Reopened { step: step.clone(), reason: "address not accepted".into() };
        let done = What::Done { step };
        let open = record([done.clone(), reopened.clone()]);
        assert_eq!(open.steps["enroll/us"].mark, None);
        assert_eq!(open.steps["enroll/us"].reopened.as_ref().unwrap().text, "address not accepted");
        assert_eq!(record([reopened, done]).steps["enroll/us"].reopened, None);
    }
}
