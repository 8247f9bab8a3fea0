//! The answers of another session, as far as they fit: whatever this checklist asks under the same path.

use std::collections::BTreeMap;

use super::Taken;
use crate::checklist::{Address, Checklist, Home, Id, Place, QuestionIx, Value};
use crate::plan::Reader;
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
        let addresses: Vec<_> = places.get(&around).into_iter().flatten().collect();
        let addresses: Vec<_> = addresses.into_iter().map(|place| place.address(&question.id)).collect();
        if checklist.list(ix).is_some() {
            places.insert(Some(ix), carrying.rows(ix, &addresses));
        } else {
            carrying.answers(&addresses);
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
    /// Takes the rows of a list, wherever it lies, and says where they lie.
    fn rows(&mut self, list: QuestionIx, addresses: &[Address]) -> Vec<Place> {
        let mut added = Vec::new();
        for address in addresses {
            for row in self.other.rows(address).iter().filter(|row| row.present) {
                let Some(values) = self.key(list, row) else { continue };
                added.push(What::RowAdded { list: address.clone(), id: row.id.clone(), values });
            }
        }
        self.take(added);
        let mut places = Vec::new();
        for address in addresses {
            let rows = self.record.rows(address).iter();
            let ids: Vec<_> = rows.map(|row| row.id.clone()).collect();
            if self.other.given(address).is_some() {
                let value = Value::Many(ids.iter().map(ToString::to_string).collect());
                self.record(What::Answered { path: address.clone(), value });
            }
            places
                .extend(ids.into_iter().map(|id| address.place.clone().within(address.question.clone(), id)));
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

    /// Takes the answers of a question, wherever it lies; those of a key are there with their rows.
    fn answers(&mut self, addresses: &[Address]) {
        let open = addresses.iter().filter(|address| self.record.given(address).is_none());
        let answered = open.filter_map(|address| {
            let value = self.other.given(address)?.value.clone();
            Some(What::Answered { path: address.clone(), value })
        });
        self.take(answered.collect());
    }

    /// Takes those that are right together: all of them, or of each half those that are.
    fn take(&mut self, mut whats: Vec<What>) {
        if whats.is_empty() {
            return;
        }
        let mut record = self.record.clone();
        whats.iter().for_each(|what| record.apply(&self.event(what)));
        let reader = Reader::of(self.checklist, &record);
        if whats.iter().all(|what| is_right(&reader, what)) {
            drop(reader);
            self.record = record;
            self.whats.append(&mut whats);
        } else if whats.len() > 1 {
            let rest = whats.split_off(whats.len() / 2);
            self.take(whats);
            self.take(rest);
        }
    }

    fn record(&mut self, what: What) {
        self.record.apply(&self.event(&what));
        self.whats.push(what);
    }

    fn event(&self, what: &What) -> Event {
        Event { stamp: self.stamp.clone(), what: what.clone() }
    }
}

/// Whether a row stands, or an answer reads as one of its question and no check refuses it.
fn is_right(reader: &Reader<'_>, what: &What) -> bool {
    match what {
        What::RowAdded { list, id, .. } => {
            let place = list.place.clone().within(list.question.clone(), id.clone());
            reader.find(&place).is_some()
        }
        What::Answered { path, .. } => fits(reader, path),
        _ => false,
    }
}

/// Whether the answer reads as one of its question, and no check refuses it.
fn fits(reader: &Reader<'_>, address: &Address) -> bool {
    let Some(holder) = reader.find(&address.place) else { return false };
    let home = holder.map_or(Home::Document, |row| Home::Row(reader.list_of(row)));
    let Some(question) = reader.checklist().find_question(home, address.question.as_str()) else {
        return false;
    };
    let at = (question, holder);
    let reads = reader.value(at).is_some_and(|value| reader.atoms(at, value).is_some());
    reads && reader.misfit(at).is_none() && reader.refusals(at).iter().all(|refusal| refusal.advice)
}
