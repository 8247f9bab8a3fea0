//! What a dialog sees: the plan as it stands, and what would become of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::checklist::{Address, Checklist, Id, Place, RowAddress, Value};
use crate::plan::{At, Impact, Instance, Plan, Refusal, impact};
use crate::session::{Event, Record, Stamp, What};

/// The plan as it stands.
pub(super) struct Stage<'a> {
    /// The plan.
    pub plan: Plan<'a>,
    /// What is recorded.
    pub recorded: &'a Record,
    /// That, and the row that is being filled if there is one.
    record: &'a Record,
    filling: Option<&'a RowAddress>,
    /// The operator's date.
    pub today: Date,
    /// Who would record now.
    pub stamp: &'a Stamp,
}

/// A row that is being filled: recorded once its key is complete.
#[derive(Debug)]
pub(super) struct Draft {
    /// The row, under a name that it may not keep.
    pub row: RowAddress,
    /// Its key fields so far.
    pub values: BTreeMap<Id, Value>,
}

/// What would become of a record.
pub(super) struct Trial {
    record: Record,
    filling: Option<RowAddress>,
}

impl<'a> Stage<'a> {
    /// What is recorded, and what it is together with a row that is being filled.
    pub fn new(
        checklist: &'a Checklist,
        recorded: &'a Record,
        draft: Option<(&'a Record, &'a RowAddress)>,
        today: Date,
        stamp: &'a Stamp,
    ) -> Self {
        let (record, filling) = draft.map_or((recorded, None), |(record, row)| (record, Some(row)));
        Self { plan: plan(checklist, record, filling), recorded, record, filling, today, stamp }
    }

    /// The checklist.
    pub fn checklist(&self) -> &'a Checklist {
        self.plan.checklist()
    }

    /// The question at an address, and the row that holds it.
    pub fn at(&self, address: &Address) -> Option<At> {
        self.plan.reader().at(address)
    }

    /// Whether an answer lies in the row that is being filled.
    pub fn is_draft(&self, address: &Address) -> bool {
        self.filling.is_some_and(|row| address.place == Place::of(row))
    }

    /// What would become of the record with these events.
    pub fn trial(&self, whats: &[What]) -> Trial {
        let mut record = self.record.clone();
        for what in whats {
            record.apply(&Event { stamp: self.stamp.clone(), what: what.clone() });
        }
        Trial { record, filling: self.filling.cloned() }
    }

    /// What these events do to the plan.
    pub fn impact(&self, whats: &[What]) -> Impact {
        impact(&self.plan, &self.trial(whats).plan(self.checklist()))
    }

    /// What the checks of the question say against its answer once these events are recorded.
    pub fn refusals(&self, whats: &[What], address: &Address) -> Vec<Refusal> {
        let trial = self.trial(whats);
        let plan = trial.plan(self.checklist());
        let reader = plan.reader();
        reader.at(address).map_or_else(Vec::new, |at| reader.refusals(at))
    }
}

impl Draft {
    /// The record with this row in it.
    pub fn record(&self, record: &Record, stamp: &Stamp) -> Record {
        let (list, id, values) = (self.row.list.clone(), self.row.row.clone(), self.values.clone());
        let mut record = record.clone();
        record.apply(&Event { stamp: stamp.clone(), what: What::RowAdded { list, id, values } });
        record
    }
}

impl Trial {
    /// The plan then.
    pub fn plan<'t>(&'t self, checklist: &'t Checklist) -> Plan<'t> {
        plan(checklist, &self.record, self.filling.as_ref())
    }
}

/// What is still to be asked of a step: shown questions without an answer, or whose answer no longer fits;
/// of a list, the list itself.
pub(super) fn open_questions(plan: &Plan<'_>, instance: &Instance) -> Vec<Address> {
    let reader = plan.reader();
    let asked = plan.asked(instance).into_iter();
    asked.filter(|&at| is_open(plan, at)).map(|at| reader.address(at)).collect()
}

/// Whether a question still waits for an answer.
pub(super) fn is_open(plan: &Plan<'_>, at: At) -> bool {
    let reader = plan.reader();
    let required = plan.checklist().question(at.0).required;
    match reader.value(at) {
        None => true,
        Some(_) if plan.takes_rows(at.0) => {
            (required && reader.rows(at).is_empty()) || open_fields(plan, at).next().is_some()
        }
        Some(value) => (required && value.is_empty()) || reader.misfit(at).is_some(),
    }
}

/// The fields of a list's rows that wait for an answer, row by row.
pub(super) fn open_fields<'p>(plan: &'p Plan<'_>, list: At) -> impl Iterator<Item = Address> + 'p {
    let reader = plan.reader();
    let fields = plan.checklist().list(list.0).map_or(&[][..], |list| &list.fields);
    let rows = reader.rows(list).to_vec();
    let of_row = rows.into_iter().flat_map(move |row| fields.iter().map(move |&field| (field, Some(row))));
    of_row
        .filter(|&field| reader.shown(field) == crate::plan::Truth::Yes)
        .filter(|&field| is_open(plan, field))
        .map(|field| reader.address(field))
}

/// The plan of a record, with the row that is being filled in it.
pub(super) fn plan<'a>(
    checklist: &'a Checklist,
    record: &'a Record,
    filling: Option<&RowAddress>,
) -> Plan<'a> {
    match filling {
        Some(row) => Plan::while_filling(checklist, record, row.clone()),
        None => Plan::new(checklist, record),
    }
}
