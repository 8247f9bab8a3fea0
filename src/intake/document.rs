//! A whole answer document, or a part of it, as the events that record it.
//!
//! Answers are taken in the order of the checklist, whatever the order of the file: what is picked from is
//! there before the pick. What does not fit is a fault with its place, and then nothing at all is taken.

use std::collections::{BTreeMap, HashMap};

use super::rows::{RowFor, row_for};
use super::value;
use crate::checklist::{Address, Checklist, Home, Id, Kind, Place, QuestionIx, RowId, Value};
use crate::format::yaml::{Fault, Key, Node, Shape, Span};
use crate::plan::{Plan, Truth};
use crate::session::{Event, Record, Stamp, What};
use crate::text::suggest;

/// What an answer document comes to.
#[derive(Debug)]
pub struct Taken {
    /// What to record, in order.
    pub whats: Vec<What>,
    /// The record after that.
    pub record: Record,
    /// What the checklist advises against, and lets pass.
    pub advice: Vec<Fault>,
}

/// The answers of `root`, the document of an answers file.
///
/// # Errors
/// Every answer that does not fit, each at its place.
pub fn document(
    checklist: &Checklist,
    record: &Record,
    stamp: &Stamp,
    root: &Node,
) -> Result<Taken, Vec<Fault>> {
    let mut intake = Intake::new(checklist, record, stamp);
    if let Shape::Mapping(entries) = &root.shape {
        intake.enter(Home::Document, Place::default(), entries, false);
        intake.take_all();
    } else {
        intake.fault("wrong-type", root.at, "answers are a map from question to answer".to_owned(), None);
    }
    intake.finish()
}

/// One answer, as it stands in `node`.
///
/// # Errors
/// What does not fit, at its place in the text of `node`.
pub fn answer(
    checklist: &Checklist,
    record: &Record,
    stamp: &Stamp,
    (question, place): (QuestionIx, &Place),
    node: &Node,
) -> Result<Taken, Vec<Fault>> {
    let mut intake = Intake::new(checklist, record, stamp);
    intake.take(question, place, node);
    intake.take_all();
    intake.finish()
}

struct Intake<'a, 'n> {
    checklist: &'a Checklist,
    record: Record,
    stamp: &'a Stamp,
    whats: Vec<What>,
    faults: Vec<Fault>,
    /// The maps that hold answers of the document or of each list's rows.
    open: HashMap<Home, Vec<(Place, &'n [(Key, Node)])>>,
    taken: Vec<(QuestionIx, Place, Span)>,
}

impl<'a, 'n> Intake<'a, 'n> {
    fn new(checklist: &'a Checklist, record: &Record, stamp: &'a Stamp) -> Self {
        Self {
            checklist,
            record: record.clone(),
            stamp,
            whats: Vec::new(),
            faults: Vec::new(),
            open: HashMap::new(),
            taken: Vec::new(),
        }
    }

    fn fault(&mut self, code: &'static str, at: Span, message: String, hint: Option<String>) {
        self.faults.push(Fault { code, message, at, hint });
    }

    fn record(&mut self, what: What) {
        let event = Event { stamp: self.stamp.clone(), what };
        self.record.apply(&event);
        self.whats.push(event.what);
    }

    /// Notes a map of answers; keys that answer nothing are faults.
    fn enter(&mut self, home: Home, place: Place, entries: &'n [(Key, Node)], row: bool) {
        for (key, _) in entries.iter().filter(|(key, _)| !(row && key.text == "id")) {
            if self.checklist.find_question(home, &key.text).is_none() {
                let own = self.checklist.questions.iter().filter(|question| question.home == home);
                let near = suggest::nearest(&key.text, own.map(|question| question.id.as_str()));
                let hint = near.map(|near| format!("did you mean `{near}`?"));
                let message = format!("no question here is called `{}`", key.text);
                self.fault("unknown-answer", key.at, message, hint);
            }
        }
        self.open.entry(home).or_default().push((place, entries));
    }

    fn take_all(&mut self) {
        for ix in 0..self.checklist.questions.len() {
            let question = &self.checklist.questions[ix];
            let holders = self.open.get(&question.home).cloned().unwrap_or_default();
            for (place, entries) in holders {
                let given = entries.iter().find(|(key, _)| key.text == question.id.as_str());
                if let Some((_, node)) = given.filter(|_| !self.is_key(QuestionIx(ix))) {
                    self.take(QuestionIx(ix), &place, node);
                }
            }
        }
    }

    /// Key fields are taken with their row.
    fn is_key(&self, field: QuestionIx) -> bool {
        let Home::Row(list) = self.checklist.question(field).home else { return false };
        self.checklist.list(list).is_some_and(|list| list.key.contains(&field))
    }

    fn take(&mut self, question: QuestionIx, place: &Place, node: &'n Node) {
        if self.checklist.list(question).is_some() {
            return self.take_rows(question, place, node);
        }
        if let Some(value) = self.value(question, place, node) {
            self.taken.push((question, place.clone(), node.at));
            let path = place.address(&self.checklist.question(question).id);
            if self.record.given(&path).is_none_or(|given| given.value != value) {
                self.record(What::Answered { path, value });
            }
        }
    }

    fn value(&mut self, question: QuestionIx, place: &Place, node: &Node) -> Option<Value> {
        let read = value::from_node(self.checklist, &self.record, question, place, node);
        read.map_err(|wrong| wrong.into_iter().for_each(|fault| self.faults.push(fault))).ok()
    }

    fn take_rows(&mut self, list: QuestionIx, place: &Place, node: &'n Node) {
        let nodes = match &node.shape {
            Shape::Sequence(nodes) => nodes.as_slice(),
            Shape::Null => &[],
            _ => {
                let message = format!("`{}` is a list of rows", self.checklist.question(list).id);
                return self.fault("wrong-type", node.at, message, None);
            }
        };
        let mut ids = Vec::new();
        for node in nodes {
            if let Some(id) = self.take_row(list, place, node, &ids) {
                ids.push(id);
            }
        }
        self.taken.push((list, place.clone(), node.at));
        let path = place.address(&self.checklist.question(list).id);
        self.record(What::Answered {
            path,
            value: Value::Many(ids.iter().map(ToString::to_string).collect()),
        });
    }

    fn take_row(
        &mut self,
        list: QuestionIx,
        place: &Place,
        node: &'n Node,
        before: &[RowId],
    ) -> Option<RowId> {
        let def = self.checklist.list(list)?;
        let question = &self.checklist.question(list).id;
        let entries: &'n [(Key, Node)] = match &node.shape {
            Shape::Mapping(entries) => entries,
            Shape::Scalar(_) if def.key.len() == 1 => &[],
            _ => {
                self.fault(
                    "wrong-type",
                    node.at,
                    "a row is a map, or the value of its one key field".to_owned(),
                    None,
                );
                return None;
            }
        };
        let path = place.address(question);
        let given = entries.iter().find(|(key, _)| key.text == "id").map(|(_, node)| node);
        let known = given.and_then(|node| self.given_id(node)).filter(|_| given.is_some());
        if given.is_some() && known.is_none() {
            return None;
        }
        let key = self.key(list, place, node, entries, known.as_ref().map(|id| (&path, id)))?;
        let found = match known {
            Some(id) => id,
            None => match row_for(self.checklist, &self.record, list, &path, &key) {
                RowFor::Present(id) | RowFor::Returning(id) | RowFor::New(id) => id,
            },
        };
        if before.contains(&found) {
            self.fault("duplicate-row", node.at, format!("`{found}` stands in this list already"), None);
            return None;
        }
        if self.another_has(&path, &found, &key) {
            self.fault("duplicate-row", node.at, "another row has the same key".to_owned(), None);
            return None;
        }
        self.add_row(path, &found, key);
        self.enter(Home::Row(list), place.clone().within(question.clone(), found.clone()), entries, true);
        Some(found)
    }

    fn given_id(&mut self, node: &Node) -> Option<RowId> {
        let text = match &node.shape {
            Shape::Scalar(scalar) => scalar.text.as_str(),
            _ => "",
        };
        text.parse().map_err(|error| self.fault("bad-id", node.at, format!("{error}"), None)).ok()
    }

    /// The key values of a row: as given, else as its id has them already.
    fn key(
        &mut self,
        list: QuestionIx,
        place: &Place,
        row: &Node,
        entries: &'n [(Key, Node)],
        known: Option<(&Address, &RowId)>,
    ) -> Option<BTreeMap<Id, Value>> {
        let fields = self.checklist.list(list)?.key.clone();
        let mut key = BTreeMap::new();
        for field in fields {
            let id = self.checklist.question(field).id.clone();
            let node = match entries.iter().find(|(key, _)| key.text == id.as_str()) {
                Some((_, node)) => node,
                None if entries.is_empty() => row,
                None => {
                    let recorded = known.and_then(|(path, row)| {
                        let row = self.record.rows(path).iter().find(|own| own.id == *row)?;
                        row.answers.values.get(&id).map(|given| given.value.clone())
                    });
                    let Some(value) = recorded else {
                        self.fault("missing-answer", row.at, format!("a row needs `{id}`"), None);
                        return None;
                    };
                    key.insert(id, value);
                    continue;
                }
            };
            let inner = place.clone();
            let value = self.value(field, &inner, node)?;
            if value.is_empty() {
                self.fault("missing-answer", node.at, format!("a row needs `{id}`"), None);
                return None;
            }
            key.insert(id, value);
        }
        Some(key)
    }

    fn another_has(&self, path: &Address, own: &RowId, key: &BTreeMap<Id, Value>) -> bool {
        self.record.rows(path).iter().filter(|row| row.present && row.id != *own).any(|row| {
            key.iter().all(|(field, value)| {
                row.answers.values.get(field).is_some_and(|given| given.value == *value)
            })
        })
    }

    fn add_row(&mut self, list: Address, id: &RowId, values: BTreeMap<Id, Value>) {
        let standing = self.record.rows(&list).iter().find(|row| row.id == *id && row.present);
        let unchanged = standing.is_some_and(|row| {
            values.iter().all(|(field, value)| {
                row.answers.values.get(field).is_some_and(|given| given.value == *value)
            })
        });
        if !unchanged {
            self.record(What::RowAdded { list, id: id.clone(), values });
        }
    }

    /// Holds what was taken against the checks, now that everything they read is there.
    fn finish(mut self) -> Result<Taken, Vec<Fault>> {
        let mut advice = Vec::new();
        if self.faults.is_empty() {
            let plan = Plan::new(self.checklist, &self.record);
            for (question, place, at) in &self.taken {
                let (faults, advised) = checked(&plan, *question, place, *at);
                self.faults.extend(faults);
                advice.extend(advised);
            }
        }
        self.faults.sort_by_key(|fault| fault.at);
        if self.faults.is_empty() {
            Ok(Taken { whats: self.whats, record: self.record, advice })
        } else {
            Err(self.faults)
        }
    }
}

/// What refuses an answer that was taken, and what advises against it. Hidden answers are kept unasked.
fn checked(plan: &Plan<'_>, question: QuestionIx, place: &Place, at: Span) -> (Vec<Fault>, Vec<Fault>) {
    let reader = plan.reader();
    let mut fields = vec![];
    let Some(holder) = reader.find(place) else { return (Vec::new(), Vec::new()) };
    if reader.shown((question, holder)) == Truth::No {
        return (Vec::new(), Vec::new());
    }
    fields.push((question, holder));
    if let Kind::List(list) = &plan.checklist().question(question).kind {
        for &row in &*reader.rows((question, holder)) {
            fields.extend(list.key.iter().map(|&field| (field, Some(row))));
        }
    }
    let fault = |message: String| Fault { code: "refused-answer", message, at, hint: None };
    let refusals: Vec<_> = fields.iter().flat_map(|&field| reader.refusals(field)).collect();
    let (advice, refused): (Vec<_>, Vec<_>) = refusals.into_iter().partition(|refusal| refusal.advice);
    let misfit = reader.misfit((question, holder)).map(fault);
    (
        refused.into_iter().map(|refusal| fault(refusal.message)).chain(misfit).collect(),
        advice.into_iter().map(|refusal| fault(refusal.message)).collect(),
    )
}
