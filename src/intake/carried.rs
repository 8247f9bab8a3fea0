//! The answers of another session, as far as they fit: whatever this checklist asks under the same path.

use std::collections::BTreeMap;

use super::Taken;
use crate::checklist::{Address, Checklist, Home, Id, Place, QuestionIx, Value};
use crate::plan::Plan;
use crate::session::{Event, Record, Row, Stamp, What};

/// What `other` answers of this checklist. What does not fit, or breaks a check, is left to be asked.
pub fn carried(checklist: &Checklist, stamp: &Stamp, other: &Record) -> Taken {
    let mut carrying = Carrying { checklist, stamp, other, whats: Vec::new(), record: Record::default() };
    let mut places: BTreeMap<Option<QuestionIx>, Vec<Place>> = BTreeMap::new();
    places.insert(None, vec![Place::default()]);
    for (ix, question) in checklist.questions.iter().enumerate() {
        let around = match question.home {
            Home::Document => None,
            Home::Row(list) => Some(list),
        };
        let ix = QuestionIx(ix);
        for place in places.get(&around).cloned().unwrap_or_default() {
            let address = place.address(&question.id);
            if checklist.list(ix).is_some() {
                places.entry(Some(ix)).or_default().extend(carrying.rows(ix, &address));
            } else {
                carrying.answer(&address);
            }
        }
    }
    Taken { whats: carrying.whats, record: carrying.record, advice: Vec::new() }
}

struct Carrying<'a> {
    checklist: &'a Checklist,
    stamp: &'a Stamp,
    other: &'a Record,
    whats: Vec<What>,
    record: Record,
}

impl Carrying<'_> {
    /// Takes the rows of a list, and says where they lie.
    fn rows(&mut self, list: QuestionIx, address: &Address) -> Vec<Place> {
        let mut places = Vec::new();
        for row in self.other.rows(address).iter().filter(|row| row.present) {
            let place = address.place.clone().within(address.question.clone(), row.id.clone());
            let Some(values) = self.key(list, row) else { continue };
            let added = What::RowAdded { list: address.clone(), id: row.id.clone(), values };
            if self.take(added, |plan| plan.reader().find(&place).is_some()) {
                places.push(place);
            }
        }
        let is_all = self.other.given(address).is_some();
        if is_all {
            let ids = places.iter().filter_map(|place| Some(place.row()?.row.to_string())).collect();
            self.take(What::Answered { path: address.clone(), value: Value::Many(ids) }, |_| true);
        }
        places
    }

    fn key(&self, list: QuestionIx, row: &Row) -> Option<BTreeMap<Id, Value>> {
        let key = &self.checklist.list(list)?.key;
        let value = |&field: &QuestionIx| {
            let id = &self.checklist.question(field).id;
            Some((id.clone(), row.answers.values.get(id)?.value.clone()))
        };
        key.iter().map(value).collect()
    }

    fn answer(&mut self, address: &Address) {
        let Some(given) = self.other.given(address) else { return };
        if self.record.given(address).is_some() {
            return;
        }
        let answered = What::Answered { path: address.clone(), value: given.value.clone() };
        self.take(answered, |plan| fits(plan, address));
    }

    /// Takes it if what it makes of the record is right.
    fn take(&mut self, what: What, is_right: impl Fn(&Plan<'_>) -> bool) -> bool {
        let mut record = self.record.clone();
        record.apply(&Event { stamp: self.stamp.clone(), what: what.clone() });
        let right = is_right(&Plan::new(self.checklist, &record));
        if right {
            self.record = record;
            self.whats.push(what);
        }
        right
    }
}

/// Whether the answer reads as one of its question, and no check refuses it.
fn fits(plan: &Plan<'_>, address: &Address) -> bool {
    let reader = plan.reader();
    let Some(holder) = reader.find(&address.place) else { return false };
    let home = holder.map_or(Home::Document, |row| Home::Row(reader.list_of(row)));
    let Some(question) = plan.checklist().find_question(home, address.question.as_str()) else {
        return false;
    };
    let at = (question, holder);
    let reads = reader.value(at).is_some_and(|value| reader.atoms(at, value).is_some());
    reads && reader.misfit(at).is_none() && reader.refusals(at).iter().all(|refusal| refusal.advice)
}
